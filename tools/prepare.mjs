// npm's `prepare`: builds what is shipped wherever the package is installed from its sources. `npm install -g` of a git address, which is
// how pre-commit installs hooks, leaves out what the build needs (it hands its own `global` down): then that is installed here first.

import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

if (!hasBuildTools()) installBuildTools();
await import('./build.mjs');

function hasBuildTools() {
  try {
    import.meta.resolve('esbuild');
    return true;
  } catch {
    return false;
  }
}

function installBuildTools() {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_config_(global|prefix|local_prefix|omit)/i.test(name),
    ),
  );
  const { status, stderr } = spawnSync('npm', ['ci', '--ignore-scripts', '--include=dev'], {
    cwd: root,
    env,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error(`The tools of the build could not be installed:\n${stderr}`);
  process.exit(1);
}
