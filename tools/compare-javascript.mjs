// The evaluator of programs against JavaScript itself: every text runs under Node and is walked by the evaluator with nothing unknown, and what
// it exports is compared. node tools/compare-javascript.mjs [--unknown] FILE…   A file holds texts of TypeScript between empty lines; only these are
// run, so name none that you do not trust. `--unknown` lists what the evaluator leaves unknown too.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { transform } from 'esbuild';
import { loadSources } from './load-sources.mjs';

/** What each value of each text came to: `same`, `unknown` or `different`. */
export async function compareTexts(texts) {
  const { exportsOf } = await loadSources(`
    import { createSource } from './src/model/source.ts';
    import { evaluateProgram } from './src/parsers/typescript/evaluate-program.ts';
    import { parseProgram } from './src/parsers/typescript/parse.ts';

    export function exportsOf(text, names) {
      const found = new Map();
      const files = {
        resolve: (_, specifier) => (specifier === './text' ? createSource('text.ts', text) : null),
        readText: () => ({ missing: true, reason: 'there is no file' }),
      };
      const library = {
        claims: module => module === 'keep',
        call: (_, args, { program }) => {
          for (const [index, name] of names.entries()) found.set(name, program.toValue(args[index]));
          return args[0];
        },
      };
      const whole = "import { keep } from 'keep'; import * as all from './text'; keep(" + names.map(name => 'all.' + name) + ");";
      evaluateProgram({ entry: createSource('main.ts', whole), files, parse: parseProgram, libraries: [library] });
      return found;
    }`);
  const rows = [];
  for (const text of texts) {
    const expected = await run(text);
    const names = Object.keys(expected).filter(name => name !== 'default');
    const found = exportsOf(text, names);
    for (const name of names) rows.push({ text, name, ...compared(found.get(name), expected[name]) });
  }
  return rows;
}

async function run(text) {
  const tsconfigRaw = { compilerOptions: { experimentalDecorators: false, useDefineForClassFields: true } };
  const { code } = await transform(text, { loader: 'ts', target: 'node20', format: 'esm', tsconfigRaw });
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}

function compared(found, expected) {
  if (!found) return { verdict: 'different', found: 'the text was not walked to its end', expected };
  const [own, wanted] = [plain(found), data(expected)];
  if (JSON.stringify(own) === JSON.stringify(wanted))
    return { verdict: 'same', found: own, expected: wanted };
  const verdict = isConsistent(found, wanted) ? 'unknown' : 'different';
  return { verdict, found: own, expected: wanted };
}

/** Whether what is known of a value is as expected. */
function isConsistent(found, expected) {
  switch (found?.kind) {
    case 'unknown':
      return true;
    case 'oneOf':
      return found.options.some(option => isConsistent(option, expected));
    case 'array':
      return (
        Array.isArray(expected) &&
        found.items.length === expected.length &&
        found.items.every((item, index) => isConsistent(item, expected[index]))
      );
    case 'object':
      return (
        typeof expected === 'object' &&
        expected !== null &&
        [...found.members].every(([name, member]) => isConsistent(member, expected[name])) &&
        Object.keys(expected).every(name => expected[name] === 'undefined' || found.members.has(name))
      );
    default:
      return JSON.stringify(plain(found)) === JSON.stringify(expected);
  }
}

function plain(value) {
  switch (value?.kind) {
    case 'scalar':
      return typeof value.value === 'number' ? number(value.value) : value.value;
    case 'array':
      return value.items.map(plain);
    case 'object':
      return Object.fromEntries([...value.members].map(([name, member]) => [name, plain(member)]));
    case 'oneOf':
      return { oneOf: value.options.map(plain) };
    case 'unknown':
      return { unknown: value.reason };
    default:
      return 'undefined';
  }
}

function number(value) {
  return Number.isFinite(value) && !Object.is(value, -0) ? value : String(value);
}

/** What a value is as data. */
function data(value) {
  if (value === undefined) return 'undefined';
  if (typeof value === 'number') return number(value);
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return Array.from(value, data);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.keys(value).map(name => [name, data(value[name])]));
}

/** The texts of a file. */
export function textsOf(content) {
  return content.split(/\n\s*\n/).filter(text => text.trim() !== '');
}

if (import.meta.url === pathToFileURL(resolve(process.argv[1] ?? '')).href) {
  const { values: options, positionals } = parseArgs({
    options: { unknown: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const rows = await compareTexts(positionals.flatMap(path => textsOf(readFileSync(path, 'utf8'))));
  const shown = rows.filter(
    each => each.verdict === 'different' || (options.unknown && each.verdict === 'unknown'),
  );
  for (const { text, name, verdict, found, expected } of shown)
    console.log(
      `${verdict} ${name}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}\n${text}\n`,
    );
  const count = verdict => rows.filter(each => each.verdict === verdict).length;
  console.log(
    `${rows.length} values: ${count('same')} same, ${count('unknown')} unknown, ${count('different')} different`,
  );
  process.exitCode = count('different') > 0 ? 1 : 0;
}
