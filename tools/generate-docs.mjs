// Writes what is made of the product itself: a page per rule under docs/rules and the list of them, and in the pages that people write the
// parts between marks: what commands print (`run: …`, on the sample project), the configuration's keys, names in other tools.
// `--check` only says whether all that is up to date, with status 1 where it is not.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { configurationKeys, namesInOtherTools, ruleCounts } from './generated-parts.mjs';
import { openShowcase } from './showcase.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const isCheck = process.argv.includes('--check');
const stale = [];

const { builtInCatalogueWithTests, rulePage, ruleTables } = await load();
const { rules } = await builtInCatalogueWithTests();
const all = [...rules.values()];

const folder = join(root, 'docs/rules');
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) {
  if (rules.has(name.replace(/\.md$/, ''))) continue;
  stale.push(`docs/rules/${name}`);
  if (!isCheck) rmSync(join(folder, name));
}
for (const rule of all) write(`docs/rules/${rule.id}.md`, rulePage(rule));

const PARTS = {
  rules: () => ruleTables(all).replaceAll('](docs/rules/', '](rules/'),
  'rule-counts': () => ruleCounts(all),
  'configuration-keys': () =>
    configurationKeys(JSON.parse(readFileSync(join(root, 'aispm.schema.json'), 'utf8'))),
  'names-in-other-tools': () => namesInOtherTools(all),
};

const showcase = openShowcase(root);
try {
  const guides = readdirSync(join(root, 'docs')).filter(name => name.endsWith('.md'));
  for (const page of ['README.md', ...guides.map(name => `docs/${name}`)])
    write(page, filled(readFileSync(join(root, page), 'utf8'), page));
} finally {
  showcase.close();
}

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

/** The page with its marked parts made anew. */
function filled(text, page) {
  return text.replace(/<!-- (run: )?(.+?) -->\n[\s\S]*?<!-- end -->/g, (_, run = '', what) => {
    if (!run && !Object.hasOwn(PARTS, what)) throw new Error(`${page}: nothing is called ${what}`);
    const made = run ? showcase.transcript(what) : PARTS[what]();
    return `<!-- ${run}${what} -->\n${made}\n<!-- end -->`;
  });
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
