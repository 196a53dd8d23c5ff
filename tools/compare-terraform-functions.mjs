// Compares Terraform's functions here with those of a real Terraform: every expression of terraform-functions.txt is evaluated by both, and the
// results are compared as JSON. An error has to be an error on both sides.
//
//   node tools/compare-terraform-functions.mjs <terraform binary> [--record <file>]
//
// `--record` writes what Terraform says, for the unit tests.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { record: { type: 'string' } },
});
const [terraform] = positionals;
if (!terraform) throw new Error('Name the terraform binary');

const root = resolve(import.meta.dirname, '..');
const BATCH = 60;
/** Terraform's answer where it does not know. */
const UNKNOWN = '?';

const expressions = readFileSync(join(import.meta.dirname, 'terraform-functions.txt'), 'utf8')
  .split('\n')
  .filter(line => line !== '' && !line.startsWith('#'));
const theirs = askTerraform(expressions);
const { evaluateToJson } = await loadFunctions();
report(
  expressions.map((expression, index) => compare(expression, theirs[index], evaluateToJson(expression))),
);
if (options.record) record(options.record);

/** The library's source and the evaluator of the tests, bundled in memory. */
async function loadFunctions() {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'test/parsers/terraform/functions/calls.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['yaml'],
    logLevel: 'error',
    write: false,
  });
  const module = { exports: {} };
  const require = createRequire(join(root, 'package.json'));
  new Function('require', 'module', 'exports', outputFiles[0].text)(require, module, module.exports);
  return module.exports;
}

/** What Terraform makes of each expression: JSON, or null for an error. */
function askTerraform(list) {
  const folder = mkdtempSync(join(tmpdir(), 'terraform-functions-'));
  const results = [];
  for (let start = 0; start < list.length; start += BATCH) {
    results.push(...askBatch(list.slice(start, start + BATCH), folder));
  }
  rmSync(folder, { recursive: true });
  return results;
}

// The console prints the last result alone, so that all are put into one. Base 64 keeps the console's own quoting out.
function askBatch(list, folder) {
  const each = list.map(expression => `try(jsonencode([${expression}]), "error")`);
  const { stdout, stderr, status } = spawnSync(resolve(terraform), ['console'], {
    cwd: folder,
    input: `nonsensitive(base64encode(jsonencode([${each.join(', ')}])))\n`,
    encoding: 'utf8',
    maxBuffer: 1e8,
    env: { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null', NO_COLOR: '1' },
  });
  const isKnown = stdout.startsWith('"');
  if (isKnown) {
    const json = Buffer.from(stdout.trim().slice(1, -1), 'base64').toString('utf8');
    return JSON.parse(json).map(result => (result === 'error' ? null : result.slice(1, -1)));
  }
  if (list.length === 1 && status === 0) return [UNKNOWN];
  if (list.length === 1) throw new Error(`${list[0]}: ${stderr}`);
  const middle = list.length >> 1;
  return [...askBatch(list.slice(0, middle), folder), ...askBatch(list.slice(middle), folder)];
}

function compare(expression, their, our) {
  const verdict = our === their ? 'same' : their === UNKNOWN ? 'open' : our === '?' ? 'unknown' : 'different';
  return { expression, their, our, verdict };
}

function report(results) {
  const of = verdict => results.filter(result => result.verdict === verdict);
  for (const { expression, their, our } of of('different')) {
    console.log(
      `different: ${expression}\n  terraform: ${their ?? 'an error'}\n  here:      ${our ?? 'an error'}`,
    );
  }
  for (const { expression, their } of of('unknown'))
    console.log(`unknown: ${expression}\n  terraform: ${their ?? 'an error'}`);
  const errors = results.filter(({ their }) => their === null).length;
  console.log(
    `${results.length} expressions (${errors} errors): ${of('same').length} the same, ${of('unknown').length} unknown here, ${of('open').length} unknown to Terraform, ${of('different').length} different`,
  );
  process.exitCode = of('different').length > 0 ? 1 : 0;
}

function record(file) {
  const lines = expressions.map(
    (expression, index) => `  ${JSON.stringify(expression)}: ${JSON.stringify(theirs[index])}`,
  );
  writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
}
