// Feeds the product damaged copies of real projects and watches it: nothing may throw, hang, take more memory than is decent, lose a file without
// a word or point outside of a text; and a parameter of which nothing is known may turn no pass into a failure nor a failure into a pass.
// node tools/fuzz.mjs [--seed N] [--runs N] [--seconds LIMIT] [--keep FOLDER] folder…   The same seed and folders give the same runs.
// `--only N` repeats run N in this process; `--keep` writes the files of every run that failed into a folder.

import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, posix, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { damage, pickerOf } from './fuzz-damage.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values: options, positionals } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '20' },
    keep: { type: 'string' },
    only: { type: 'string' },
    product: { type: 'string' },
    from: { type: 'string' },
  },
  allowPositionals: true,
});
const runs = Number(options.runs);
const MEMORY_MB = 1500;
const MOST_FILES = 60;
const LONGEST_FILE = 2_000_000;

if (options.from !== undefined) await work(Number(options.from), runs);
else if (options.only !== undefined) await inFreshBundle(file => repeat(file, Number(options.only)));
else await inFreshBundle(supervise);

async function inFreshBundle(use) {
  const scratch = mkdtempSync(join(tmpdir(), 'fuzz-'));
  try {
    const file = join(scratch, 'product.cjs');
    await build({
      stdin: {
        contents: `
          export { builtInCatalogue } from './src/engine/built-in-rules.ts';
          export { lintDeployments } from './src/engine/lint.ts';
          export { mappedModel } from './src/engine/mapped-model.ts';
          export { isMappedIn } from './src/cli/load.ts';
          export { loadProject } from './src/project/load-project.ts';
          export { memoryDisk } from './src/project/memory-disk.ts';
          export { parseBicep } from './src/parsers/bicep/parse.ts';
          export { createSource } from './src/model/source.ts';
          export { conciseReport } from './src/report/concise.ts';
          export { jsonReport } from './src/report/json.ts';
          export { modelReport } from './src/report/model-json.ts';
          export { prettyReport } from './src/report/pretty.ts';
          export { sarifReport } from './src/report/sarif.ts';
          export { unknownLines } from './src/report/unknown.ts';`,
        resolveDir: root,
      },
      outfile: file,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      alias: { yaml: join(root, 'node_modules/yaml') },
      logLevel: 'error',
    });
    await use(file);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Starts workers one after the other: one that hangs or dies costs its run and is replaced. */
async function supervise(product) {
  let failed = 0;
  for (let next = 0; next < runs; ) {
    const { at, problem } = await startWorker(product, next, (run, problems) => {
      failed++;
      tell(run, problems);
    });
    if (problem) {
      failed++;
      tell(at, [problem]);
    }
    next = at + 1;
  }
  console.log(`${runs} runs with seed ${options.seed}: ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

function startWorker(product, from, onProblems) {
  const args = ['--seed', options.seed, '--runs', options.runs, '--product', product, '--from', String(from)];
  const keep = options.keep ? ['--keep', options.keep] : [];
  const worker = fork(fileURLToPath(import.meta.url), [...args, ...keep, ...positionals], {
    execArgv: [`--max-old-space-size=${MEMORY_MB}`],
  });
  return new Promise(settle => {
    let at = from;
    let problem = null;
    const limit = Number(options.seconds) * 1000;
    const hang = () => {
      problem = `takes longer than ${options.seconds} s`;
      worker.kill('SIGKILL');
    };
    let timer = setTimeout(hang, 10 * limit);
    worker.on('message', ({ run, problems }) => {
      clearTimeout(timer);
      timer = setTimeout(hang, limit);
      at = run;
      if (problems) onProblems(run, problems);
    });
    worker.on('exit', code => {
      clearTimeout(timer);
      if (code !== 0) problem ??= 'ends the process (out of memory or stack)';
      settle({ at: code === 0 ? runs : at, problem });
    });
  });
}

function tell(run, problems) {
  for (const problem of problems) console.log(`run ${run}: ${problem}`);
}

/** In the worker: says which run begins, then what was wrong with it. */
async function work(from, to) {
  const product = createRequire(import.meta.url)(options.product);
  const projects = projectsIn(positionals);
  for (let run = from; run < to; run++) {
    process.send({ run });
    const problems = await attempt(product, projects, run);
    if (problems.length > 0) process.send({ run, problems });
  }
  process.disconnect();
}

async function repeat(file, run) {
  const problems = await attempt(createRequire(import.meta.url)(file), projectsIn(positionals), run, true);
  tell(run, problems.length > 0 ? problems : ['nothing wrong']);
}

/** One damaged project through everything. */
async function attempt(product, projects, run, talks = false) {
  const pick = pickerOf(Number(options.seed) * 1_000_003 + run);
  const whole = pick.from(projects)();
  if (Object.keys(whole).length === 0) return [];
  if (pick.chance(0.2)) {
    const pair = withoutOneDefault(product, whole, pick);
    if (pair) {
      keep(run, pair.files);
      const flips = await monotone(product, whole, pair.files);
      const problems = flips.map(each => `${pair.parameter}: ${each}`);
      if (problems.length === 0) forget(run);
      return problems;
    }
  }
  const { files, story } = damage(whole, pick);
  keep(run, files);
  if (talks) console.log(story.join('; '));
  const { problems } = await observe(product, files);
  if (problems.length === 0) forget(run);
  return problems.map(each => `${story.join('; ')}: ${each}`);
}

function keep(run, files) {
  if (!options.keep) return;
  for (const [path, content] of Object.entries(files)) {
    const target = join(options.keep, String(run), path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}

function forget(run) {
  if (options.keep) rmSync(join(options.keep, String(run)), { recursive: true, force: true });
}

/** Everything that a project goes through, with what must never be. */
async function observe(product, files) {
  const problems = [];
  try {
    const catalogue = product.builtInCatalogue();
    const isMapped = product.isMappedIn(catalogue);
    const project = await product.loadProject({
      paths: ['.'],
      isMapped: type => isMapped(type) || type.length % 3 > 0,
      disk: product.memoryDisk(files),
    });
    const report = product.lintDeployments(
      project.deployments,
      catalogue,
      { pack: 'strict' },
      {
        files: project.files.read,
        notAnalysed: project.files.notAnalysed.length,
        diagnostics: project.diagnostics,
      },
    );
    product.prettyReport(report, { colour: true, width: 100 });
    product.conciseReport(report);
    JSON.parse(product.jsonReport(report, { verdicts: true }));
    JSON.parse(product.sarifReport(report, { version: '0' }));
    product.unknownLines(report);
    const models = project.deployments.map(deployment => ({
      deployment,
      model: product.mappedModel(deployment, catalogue),
    }));
    JSON.parse(product.modelReport(models));
    problems.push(...misplaced(project, report), ...lost(project, files));
    return { problems, report };
  } catch (error) {
    problems.push(`throws ${String(error.stack).split('\n').slice(0, 4).join(' ')}`);
    return { problems, report: null };
  }
}

/** Places that are outside of their texts. */
function misplaced(project, report) {
  const spans = [
    ...project.diagnostics.map(each => [each.code, each.span]),
    ...report.findings.map(each => [each.rule, each.location]),
    ...project.deployments.flatMap(each =>
      each.resources.map(resource => [resource.address, resource.declaration]),
    ),
  ];
  return spans.flatMap(([name, span]) => {
    if (!span) return [];
    const { start, end, source } = span;
    const isInside = 0 <= start && start <= end && end <= source.text.length;
    return isInside ? [] : [`${name} is placed at ${start}-${end} of ${source.text.length} characters`];
  });
}

/** Files whose names promise infrastructure code and that are neither read nor said not to be. */
function lost(project, files) {
  const promised = Object.keys(files).filter(
    path => /\.(bicep(param)?|tf)$/.test(path) && !/(^|\/)\./.test(path),
  ).length;
  const { read, notAnalysed } = project.files;
  return promised <= read + notAnalysed.length ? [] : [`${promised - read - notAnalysed.length} files lost`];
}

/** The same project with one parameter whose value nobody knows. */
function withoutOneDefault(product, files, pick) {
  const candidates = Object.entries(files).flatMap(([path, content]) => {
    if (!path.endsWith('.bicep')) return [];
    const source = product.createSource(path, content.toString('utf8'));
    return product
      .parseBicep(source)
      .statements.filter(each => each.kind === 'param' && each.default && each.type)
      .map(statement => ({ path, source, statement }));
  });
  if (candidates.length === 0) return null;
  const { path, source, statement } = pick.from(candidates);
  const { text } = source;
  const rest = text.slice(statement.type.span.end, statement.default.span.end).replace(/[^\n]/g, ' ');
  const changed = text.slice(0, statement.type.span.end) + rest + text.slice(statement.default.span.end);
  return {
    files: { ...files, [path]: Buffer.from(changed) },
    parameter: `${path} without default of ${statement.name.name}`,
  };
}

async function monotone(product, known, unknown) {
  const before = await observe(product, known);
  const after = await observe(product, unknown);
  if (!before.report || !after.report) return [...before.problems, ...after.problems];
  const outcomes = new Map(before.report.verdicts.map(each => [verdictKey(each), each.outcome]));
  return after.report.verdicts.flatMap(each => {
    const was = outcomes.get(verdictKey(each));
    const flips = (was === 'pass' && each.outcome === 'fail') || (was === 'fail' && each.outcome === 'pass');
    return flips ? [`${was} became ${each.outcome}: ${verdictKey(each)}`] : [];
  });
}

function verdictKey({ rule, resource, deployment }) {
  return `${rule} ${deployment.root} ${deployment.inputs.join(',')} ${resource.address}`;
}

/** Every template with what it names and the parameter files beside it, read when it is chosen. */
function projectsIn(folders) {
  return folders.flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(file =>
        /\.(bicep|tf)$|(^|\/)(main|azuredeploy|template)\.(json|ya?ml)$|\.[cm]?tsx?$/i.test(file),
      )
      .filter(file => !/(^|\/)(node_modules|\.git)\//.test(file))
      .filter(file => !/\.[cm]?tsx?$/i.test(file) || isProgram(join(folder, file)))
      .sort()
      .map(file => () => projectOf(resolve(folder), file)),
  );
}

function projectOf(folder, main) {
  const files = {};
  const open = [main, ...parametersBeside(folder, main), ...moduleAround(folder, main)];
  for (
    let path = open.shift();
    path !== undefined && Object.keys(files).length < MOST_FILES;
    path = open.shift()
  ) {
    if (files[path] || path.startsWith('..')) continue;
    const status = statSync(join(folder, path), { throwIfNoEntry: false });
    if (!status?.isFile() || status.size > LONGEST_FILE) continue;
    files[path] = readFileSync(join(folder, path));
    if (path.endsWith('.tf')) {
      for (const [, source] of files[path].toString('utf8').matchAll(/source\s*=\s*"(\.\.?\/[^"$]*)"/g))
        open.push(...configurationIn(folder, posix.join(posix.dirname(path), source)));
    }
    if (/\.[cm]?tsx?$/.test(path)) open.push(...importedBy(path, files[path].toString('utf8')));
    if (!/\.bicep(param)?$/.test(path)) continue;
    for (const [, named] of files[path].toString('utf8').matchAll(/'([^'\n:$]+\.\w+)'/g))
      open.push(posix.join(posix.dirname(path), named));
  }
  return files;
}

/** Whether a file is of a program that declares infrastructure, and no declaration of types. */
function isProgram(path) {
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status?.isFile() || status.size > LONGEST_FILE || /\.d\.[cm]?ts$/.test(path)) return false;
  return /['"](?:aws-cdk-lib|@aws-cdk\/|@pulumi\/|cdktf|@cdktf\/|constructs['"])/.test(
    readFileSync(path, 'utf8'),
  );
}

/** The files that a program imports, and what says more of it in the folders above. */
function importedBy(path, text) {
  const home = posix.dirname(path);
  const imported = [...text.matchAll(/(?:from|import|require)\s*\(?\s*['"](\.\.?\/[^'"\n]*)['"]/g)].flatMap(
    ([, specifier]) =>
      (/\.json$/.test(specifier) ? [''] : ['.ts', '.tsx', '/index.ts']).map(ending =>
        posix.join(home, specifier.replace(/\.js$/, '') + ending),
      ),
  );
  const above = [home, posix.dirname(home)].flatMap(each =>
    ['cdk.json', 'tsconfig.json', 'package.json', 'Pulumi.yaml', 'Pulumi.dev.yaml'].map(name =>
      posix.join(each, name),
    ),
  );
  return [...imported, ...above];
}

/** All of a Terraform module; nothing for other files. */
function moduleAround(folder, main) {
  return main.endsWith('.tf') ? configurationIn(folder, posix.dirname(main)) : [];
}

function configurationIn(folder, module) {
  if (module.startsWith('..') || !statSync(join(folder, module), { throwIfNoEntry: false })?.isDirectory())
    return [];
  return readdirSync(join(folder, module))
    .filter(name => /\.(tf|tfvars)$/.test(name))
    .map(name => posix.join(module, name));
}

function parametersBeside(folder, main) {
  const beside = posix.dirname(main);
  return readdirSync(join(folder, beside))
    .filter(name => /\.bicepparam$|parameters.*\.json$/.test(name))
    .slice(0, 5)
    .map(name => posix.join(beside, name));
}
