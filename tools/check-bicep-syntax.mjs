// Measures the Bicep parser on checkouts of real files: which are read without a diagnostic, how it compares with the
// diagnostics that the checkout records beside its samples, how many resources survive a deleted token, whether
// anything throws or hangs, and how fast it is.
//
//   node tools/check-bicep-syntax.mjs [--files 120] [--tokens 40] [--seed 1] [--worst 10] FOLDER…
//
// Exit status 1 if a file that must be read cleanly is not, something throws, or fewer than 95 % survive.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const number = value => ({ type: 'string', default: String(value) });
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { files: number(120), tokens: number(40), seed: number(1), worst: number(10) },
});
const options = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]));

/** What mutations put in: whatever means something to the lexer, and what means nothing. */
const pool = [
  ...`{}[]()'$\\\n\r:;,.?!@#=<>|&+-*/%^~" \tax0_`,
  '${',
  "'''",
  "$'''",
  '/*',
  '\u0000',
  'é',
  '\ud800',
];

const { parseBicep, tokenize } = await loadParser();
let failed = false;

for (const folder of positionals) {
  console.log(`\n${folder}`);
  const files = readFiles(folder);
  measureSpeed(files);
  const { clean, recorded } = sortFiles(files);
  checkClean(clean);
  if (recorded.length > 0) compareRecorded(recorded);
  checkDeletions(sample(clean, options.files));
  checkMutations(sample(clean, options.files));
}
process.exitCode = failed || positionals.length === 0 ? 1 : 0;

/** The parser's source, bundled in memory. */
async function loadParser() {
  const room = resolve(import.meta.dirname, '../src/parsers/bicep');
  const { outputFiles } = await build({
    stdin: {
      contents: "export { parseBicep } from './parse.ts'; export { tokenize } from './lexer.ts';",
      resolveDir: room,
    },
    bundle: true,
    format: 'esm',
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

function readFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.bicep(param)?$/.test(name) && !/(^|[/\\])(\.git|node_modules)[/\\]/.test(name))
    .sort()
    .flatMap(name => {
      try {
        return [{ path: name, text: readFileSync(join(folder, name), 'utf8'), external: false, folder }];
      } catch {
        return [];
      }
    });
}

function measureSpeed(files) {
  const megabytes = files.reduce((sum, file) => sum + Buffer.byteLength(file.text), 0) / 1e6;
  const speeds = ['cold', 'second', 'warm'].map(pass => {
    const start = process.cpuUsage();
    for (const file of files) parseBicep(file);
    const { user, system } = process.cpuUsage(start);
    return `${pass} ${(megabytes / ((user + system) / 1e6)).toFixed(1)} MB/s`;
  });
  console.log(`speed: ${files.length} files, ${megabytes.toFixed(1)} MB, ${speeds.join(', ')} (CPU time)`);
}

/**
 * Listings of compiler stages (`main.syntax.bicep` …) are no sources. A source beside a `main.diagnostics.bicep` has
 * its errors recorded there; everything else has to be clean, unless its folder says that it is invalid.
 */
function sortFiles(files) {
  const known = new Map(files.map(file => [file.path, file]));
  const clean = [];
  const recorded = [];
  for (const file of files) {
    const [, stem, stage, ending] = /^(\w+)(?:\.(\w+))?\.(bicep(?:param)?)$/.exec(basename(file.path)) ?? [];
    const sibling = name => known.get(join(dirname(file.path), name));
    if (stage && sibling(`${stem}.${ending}`)) continue;
    const record = stem && sibling(`${stem}.diagnostics.${ending}`);
    if (record) {
      const lines = recordedLines(record.text);
      const entry = { file, lines, listing: sibling(`${stem}.syntax.${ending}`) };
      if ([...lines.values()].some(line => line.syntax)) recorded.push(entry);
      else clean.push(file);
    } else if (!/(^|[/\\])invalid/i.test(file.path)) clean.push(file);
  }
  return { clean, recorded };
}

/** The codes that Microsoft's lexer and parser raise, as opposed to its semantic checks. */
function isSyntaxCode(code) {
  return (
    (code >= 1 && code <= 24 && code !== 14) ||
    [
      64, 68, 87, 96, 97, 103, 117, 118, 123, 133, 136, 140, 162, 167, 201, 202, 226, 236, 237, 238, 243, 249,
    ].includes(code) ||
    [257, 266, 279, 300, 305, 317, 322, 325, 337, 344, 346, 347, 354, 355, 356, 375, 404, 436].includes(code)
  );
}

/** Which lines have errors, by line number: `//@[…] [BCP…]` stands below each line of source. */
function recordedLines(text) {
  const lines = new Map();
  let line = 0;
  for (const each of text.split(/\r\n|\r|\n/)) {
    const annotation = /^\/\/@\[\d+:\d+\) \[(?:BCP(\d+))?.*?\((Error|Warning|Info)\)\]/.exec(each);
    if (!annotation) {
      line++;
      continue;
    }
    if (annotation[2] !== 'Error') continue;
    const entry = lines.get(line) ?? { text: '', syntax: false, codes: [] };
    entry.codes.push(annotation[1]);
    if (isSyntaxCode(Number(annotation[1]))) entry.syntax = true;
    lines.set(line, entry);
  }
  return lines;
}

function checkClean(files) {
  const dirty = files
    .map(file => ({ file, result: parseBicep(file) }))
    .filter(each => each.result.diagnostics.length > 0);
  console.log(`clean: ${files.length - dirty.length} of ${files.length} files without a diagnostic`);
  for (const { file, result } of dirty.slice(0, options.worst)) {
    const [first] = result.diagnostics;
    console.log(`  ${file.path}:${lineAt(file.text, first.span.start)} ${first.code}: ${first.message}`);
  }
  if (dirty.length > 0) failed = true;
}

function lineAt(text, offset) {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}

/** Diagnostics and statements of broken files beside what Microsoft's parser makes of them. */
function compareRecorded(entries) {
  const total = { lines: 0, seen: 0, own: 0, extra: 0, statements: 0, kept: 0 };
  const differences = [];
  for (const { file, lines, listing } of entries) {
    const result = parseBicep(file);
    const own = new Set(result.diagnostics.map(each => lineAt(file.text, each.span.start)));
    const syntax = [...lines].filter(([, line]) => line.syntax).map(([line]) => line);
    const near = (set, line) => [-1, 0, 1].some(step => set.has(line + step));
    const missed = syntax.filter(line => !near(own, line));
    const extra = [...own].filter(line => !near(lines, line));
    for (const line of missed) differences.push(`missed ${lines.get(line).codes} at ${file.path}:${line}`);
    for (const line of extra) differences.push(`extra at ${file.path}:${line}`);
    total.lines += syntax.length;
    total.seen += syntax.length - missed.length;
    total.own += own.size;
    total.extra += extra.length;
    if (result.diagnostics.length === 0) differences.push(`no diagnostic at all in ${file.path}`);
    const theirs = listing ? declarationsOf(listing.text) : 0;
    const ours = result.statements.filter(each => each.kind !== 'error').length;
    total.statements += theirs;
    total.kept += Math.min(ours, theirs);
    if (ours < theirs) differences.push(`${ours} of ${theirs} statements in ${file.path}`);
  }
  console.log(
    `recorded: ${entries.length} files with syntax errors; ${total.seen} of ${total.lines} lines with an error seen, ` +
      `${total.extra} of ${total.own} own lines where none is recorded; ${total.kept} of ${total.statements} statements`,
  );
  for (const each of differences.slice(0, options.worst)) console.log(`  ${each}`);
}

/** How many declarations a syntax listing has at the top. */
function declarationsOf(listing) {
  return [...listing.matchAll(/^\/\/@\[\d+:\d+\) [├└]─(\w+)(?:Declaration|Assignment|Scope)Syntax/gm)].filter(
    ([, kind]) => kind !== 'Missing',
  ).length;
}

/** Every resource and module, nested ones too, by kind and name. */
function namesOf(statements) {
  const names = [];
  const visit = statement => {
    if (statement.kind !== 'resource' && statement.kind !== 'module') return;
    names.push(`${statement.kind} ${statement.name.name}`);
    let body = statement.value;
    while (body.kind === 'for' || body.kind === 'if') body = body.body;
    if (body.kind !== 'object') return;
    for (const member of body.members) if (member.kind === 'nested') visit(member.resource);
  };
  statements.forEach(visit);
  return names;
}

/** What share of the names, each counted as often as it occurs, is found again. */
function survival(names, found) {
  const left = new Map();
  for (const name of found) left.set(name, (left.get(name) ?? 0) + 1);
  let kept = 0;
  for (const name of names) {
    const count = left.get(name) ?? 0;
    if (count > 0) kept++;
    left.set(name, count - 1);
  }
  return kept / names.length;
}

function checkDeletions(files) {
  const random = generator(options.seed);
  const cases = [];
  const perFile = [];
  for (const file of files) {
    const names = namesOf(parseBicep(file).statements);
    if (names.length === 0) continue;
    const { kinds, starts, ends } = tokenize(file);
    let sum = 0;
    for (let count = 0; count < options.tokens; count++) {
      const row = Math.floor(random() * (kinds.length - 1));
      const text = file.text.slice(0, starts[row]) + file.text.slice(ends[row]);
      const kept = survival(names, namesOf(parseBicep({ ...file, text }).statements));
      sum += kept;
      const token = JSON.stringify(file.text.slice(starts[row], ends[row]).slice(0, 30));
      if (kept < 1) cases.push({ kept, place: `${file.path}:${lineAt(file.text, starts[row])}`, token });
    }
    perFile.push({ kept: sum / options.tokens, path: file.path });
  }
  if (perFile.length === 0) return;
  const average = perFile.reduce((sum, each) => sum + each.kept, 0) / perFile.length;
  console.log(
    `deletions: ${perFile.length} files, ${options.tokens} tokens each: ${(average * 100).toFixed(2)} % of resources ` +
      `and modules survive; ${cases.length} deletions lose any`,
  );
  const worst = list => list.sort((one, other) => one.kept - other.kept).slice(0, options.worst);
  for (const { kept, path } of worst(perFile).slice(0, 3))
    console.log(`  ${(kept * 100).toFixed(1)} % in ${path}`);
  for (const { kept, place, token } of worst(cases))
    console.log(`  ${(kept * 100).toFixed(0)} % without ${token} at ${place}`);
  if (average < 0.95) failed = true;
}

/** Random bytes, line endings and truncations: everything must come back, quickly. */
function checkMutations(files) {
  const random = generator(options.seed + 1);
  let runs = 0;
  let slowest = { ms: 0, path: '' };
  const run = (file, text) => {
    const start = performance.now();
    try {
      parseBicep({ ...file, text });
    } catch (error) {
      failed = true;
      console.log(`  threw on a mutation of ${file.path}: ${error}`);
    }
    runs++;
    const ms = performance.now() - start;
    if (ms > slowest.ms) slowest = { ms, path: file.path };
  };
  for (const file of files) {
    for (const ending of ['\r\n', '\r', '\n']) run(file, file.text.replaceAll(/\r\n|\r|\n/g, ending));
    for (let count = 0; count < options.tokens; count++) run(file, mutate(file.text, random));
  }
  for (const file of files.filter(each => each.text.length < 4000).slice(0, 10))
    for (let end = 0; end <= file.text.length; end++) run(file, file.text.slice(0, end));
  console.log(`mutations: ${runs} runs, slowest ${slowest.ms.toFixed(0)} ms (${slowest.path})`);
  if (slowest.ms > 2000) failed = true;
}

function mutate(text, random) {
  const characters = [...text];
  const edits = 1 + Math.floor(random() * 8);
  for (let edit = 0; edit < edits; edit++) {
    const at = Math.floor(random() * characters.length);
    const piece = pool[Math.floor(random() * pool.length)];
    characters.splice(at, random() < 0.3 ? 0 : 1 + Math.floor(random() * 3), random() < 0.7 ? piece : '');
  }
  return characters.join('');
}

/** Evenly spread over the files, so that every part of a checkout is seen. */
function sample(files, count) {
  const step = Math.max(1, files.length / count);
  return Array.from({ length: Math.min(count, files.length) }, (_, index) => files[Math.floor(index * step)]);
}

/** Park and Miller's generator: the same numbers for the same seed everywhere. */
function generator(seed) {
  let state = seed * 48271 || 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
