// Writes what is made of the rules: a page per rule under docs/rules, and the marked parts of the README (the tables of rules and
// what the first command line prints). `--check` only says whether they are up to date, with status 1 where they are not.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const isCheck = process.argv.includes('--check');
const stale = [];

const { builtInCatalogueWithTests, rulePage, ruleTables } = await load();
const { rules } = await builtInCatalogueWithTests();

const folder = join(root, 'docs/rules');
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) {
  if (rules.has(name.replace(/\.md$/, ''))) continue;
  stale.push(`docs/rules/${name}`);
  if (!isCheck) rmSync(join(folder, name));
}
for (const rule of rules.values()) write(`docs/rules/${rule.id}.md`, rulePage(rule));

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const withTable = replace(readme, 'rules', `\n${ruleTables([...rules.values()])}\n`);
write('README.md', replace(withTable, 'sample', `\n\`\`\`text\n${sample()}\`\`\`\n`));

if (isCheck && stale.length > 0) {
  console.error(`out of date (run \`npm run docs\`):\n${stale.map(file => `  ${file}\n`).join('')}`);
  process.exitCode = 1;
}

function write(file, text) {
  const path = join(root, file);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  stale.push(file);
  if (!isCheck) writeFileSync(path, text);
}

function replace(text, mark, content) {
  const [begin, end] = [`<!-- ${mark}:begin -->`, `<!-- ${mark}:end -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no part marked ${begin} … ${end}`);
  return text.slice(0, from + begin.length) + content + text.slice(to);
}

/** The first finding on the sample project, and the line that counts. */
function sample() {
  const args = ['dist/aispm.cjs', 'test/samples/projects/chat-app', '--color', 'never'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  const [first] = stdout.split('\n\n');
  return `${first}\n…\n${stderr}`;
}

async function load() {
  const outfile = join(tmpdir(), `aispm-docs-${process.pid}.cjs`);
  try {
    await build({
      stdin: {
        contents: `export { builtInCatalogueWithTests } from './src/engine/built-in-rules.ts';
          export { rulePage } from './src/report/rule-page.ts';
          export { ruleTables } from './src/report/rule-list.ts';`,
        resolveDir: root,
      },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(outfile, { force: true });
  }
}
