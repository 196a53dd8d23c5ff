// What speed is promised, measured: `npm run build && npm run bench -- [--terraform CHECKOUT] [--cloudformation FOLDER] [checkout of
// Azure/bicep-registry-modules]`. A Terraform checkout is any large one, as GoogleCloudPlatform/cloud-foundation-fabric; a folder of templates
// as cfn-lint's `test/fixtures/templates/good`.
// CPU time of whole processes, the median of several runs, beside a Node.js that does nothing.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const product = join(root, 'dist/aispm.cjs');
const sample = join(root, 'test/samples/projects/chat-app');
const { values: options, positionals } = parseArgs({
  options: { terraform: { type: 'string' }, cloudformation: { type: 'string' } },
  allowPositionals: true,
});
const [checkout] = positionals;
const scratch = mkdtempSync(join(tmpdir(), 'aispm-bench-'));

/** Median CPU milliseconds, wall milliseconds and peak megabytes of `runs` processes after one warm-up. */
function measure(args, runs = 7) {
  const report = join(scratch, 'cpu.json');
  const rows = [];
  for (let run = 0; run <= runs; run++) {
    const start = process.hrtime.bigint();
    const { status, stderr } = spawnSync(
      process.execPath,
      ['-r', join(root, 'tools/report-cpu.cjs'), ...args],
      {
        env: { ...process.env, BENCH_REPORT: report },
        stdio: ['ignore', 'ignore', 'pipe'],
        encoding: 'utf8',
      },
    );
    const wall = Number(process.hrtime.bigint() - start) / 1e6;
    // 1 says that there are findings, and that Node.js could not start the product.
    if ((status !== 0 && status !== 1) || stderr.includes('Error:')) throw new Error(`${args}: ${stderr}`);
    if (run > 0) rows.push({ wall, ...JSON.parse(readFileSync(report, 'utf8')) });
  }
  const median = key => rows.map(row => row[key]).sort((a, b) => a - b)[rows.length >> 1];
  return { cpu: median('cpu'), wall: median('wall'), peak: median('peak') };
}

function print(name, { cpu, wall, peak }, bare) {
  const above = bare ? `${(cpu - bare.cpu).toFixed(0).padStart(7)} ms above bare` : '';
  console.log(
    `${name.padEnd(44)}${cpu.toFixed(0).padStart(7)} ms CPU${wall.toFixed(0).padStart(7)} ms wall${peak.toFixed(0).padStart(6)} MB${above}`,
  );
}

/** Parsing alone, in this process, first pass (nothing is compiled yet) and second. */
async function parsing(folder) {
  const bundle = join(scratch, 'parsers.mjs');
  await build({
    stdin: {
      contents: `export { parseBicep } from './src/parsers/bicep/parse.ts';
        export { parseJson } from './src/parsers/json/parser.ts';
        export { createSource } from './src/model/source.ts';`,
      resolveDir: root,
    },
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  const { parseBicep, parseJson, createSource } = await import(bundle);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const [ending, parse] of [
    ['.bicep', parseBicep],
    ['main.json', parseJson],
  ]) {
    const sources = files
      .filter(file => file.endsWith(ending))
      .map(file => createSource(file, readFileSync(join(folder, file), 'utf8')));
    const megabytes = sources.reduce((sum, source) => sum + source.text.length, 0) / 1e6;
    for (const pass of ['first', 'second']) {
      const start = process.hrtime.bigint();
      for (const source of sources) parse(source);
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      console.log(
        `parse ${ending}, ${pass} pass`.padEnd(44) +
          `${(megabytes / seconds).toFixed(1).padStart(7)} MB/s (${sources.length} files, ${megabytes.toFixed(1)} MB)`,
      );
    }
  }
}

try {
  mkdirSync(join(scratch, 'one'));
  writeFileSync(
    join(scratch, 'one/main.bicep'),
    "resource ai 'Microsoft.CognitiveServices/accounts@2024-10-01' = {\n  name: 'ai'\n  kind: 'OpenAI'\n}\n",
  );
  const bare = measure(['-e', '0'], 15);
  print('node -e 0', bare);
  print('aispm --version', measure([product, '--version'], 15), bare);
  print('lint one small file', measure([product, join(scratch, 'one/main.bicep')], 15), bare);
  mkdirSync(join(scratch, 'two'));
  writeFileSync(
    join(scratch, 'two/main.tf'),
    'resource "azurerm_cognitive_account" "ai" {\n  name = "ai"\n  kind = "OpenAI"\n}\n',
  );
  print('lint one small file of Terraform', measure([product, join(scratch, 'two/main.tf')], 15), bare);
  mkdirSync(join(scratch, 'three'));
  writeFileSync(
    join(scratch, 'three/template.yaml'),
    'Resources:\n  Notebook:\n    Type: AWS::SageMaker::NotebookInstance\n    Properties:\n      InstanceType: ml.t3.medium\n',
  );
  print(
    'lint one small file of CloudFormation',
    measure([product, join(scratch, 'three/template.yaml')], 15),
    bare,
  );
  print('lint the sample project', measure([product, sample], 15), bare);
  if (options.terraform) {
    const files = readdirSync(options.terraform, { recursive: true, encoding: 'utf8' });
    const count = files.filter(file => file.endsWith('.tf')).length;
    print(`lint ${count} files of Terraform`, measure([product, options.terraform], 3), bare);
  }
  if (options.cloudformation) {
    const files = readdirSync(options.cloudformation, { recursive: true, encoding: 'utf8' });
    const count = files.filter(file => /\.(ya?ml|json|template)$/.test(file)).length;
    print(`lint ${count} files of CloudFormation`, measure([product, options.cloudformation], 5), bare);
  }
  if (checkout) {
    await parsing(checkout);
    const modules = ['cognitive-services', 'machine-learning-services', 'search'].map(name =>
      join(checkout, 'avm/res', name),
    );
    print('lint the AI modules of the registry', measure([product, ...modules], 3), bare);
    print('lint the whole registry', measure([product, checkout], 1), bare);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
