// What a release's tag holds: `node tools/release-tree.mjs FOLDER`. The built package with the manifests of the action and of the hooks, so
// that GitHub and pre-commit run it as it is: nothing to build and nothing to install.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [target] = process.argv.slice(2);
if (target === undefined) throw new Error('a folder is needed: node tools/release-tree.mjs FOLDER');
const folder = resolve(target);

mkdirSync(folder, { recursive: true });
if (readdirSync(folder).length > 0) throw new Error(`${folder} is not empty`);
await import('./build.mjs');
for (const path of [...packedFiles(), 'action.yml', '.pre-commit-hooks.yaml', 'SECURITY.md', 'docs'])
  cpSync(join(root, path), join(folder, path), { recursive: true });
const {
  scripts: _,
  devDependencies: __,
  ...manifest
} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);

function packedFiles() {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const text = execFileSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [listing] = Object.values(JSON.parse(text));
  return listing.files.map(({ path }) => path);
}
