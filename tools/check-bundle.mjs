// Whether a release is what its sources say: `node tools/check-bundle.mjs FOLDER` builds these sources anew, in a folder of their own, and
// compares every byte with FOLDER/dist. V8's caches are no part of a release.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const given = join(resolve(process.argv[2] ?? root), 'dist');
const SOURCES = [
  'src',
  'rules',
  'tools',
  'test/samples',
  'package.json',
  'tsconfig.json',
  'aispm.schema.json',
];

const scratch = mkdtempSync(join(tmpdir(), 'aispm-rebuild-'));
try {
  for (const path of SOURCES) cpSync(join(root, path), join(scratch, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'));
  execFileSync(process.execPath, ['tools/build.mjs'], {
    cwd: scratch,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const rebuilt = contents(join(scratch, 'dist'));
  const shipped = contents(given);
  const names = new Set([...rebuilt.keys(), ...shipped.keys()]);
  const different = [...names].filter(name => rebuilt.get(name) !== shipped.get(name));
  for (const name of different) console.error(`dist/${name} is not what a rebuild gives`);
  if (different.length === 0) console.log(`${names.size} files of dist are what a rebuild gives`);
  process.exitCode = different.length === 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function contents(folder) {
  const names = readdirSync(folder).filter(name => !name.endsWith('.cache'));
  return new Map(names.map(name => [name, readFileSync(join(folder, name), 'base64')]));
}
