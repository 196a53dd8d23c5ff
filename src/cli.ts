// The terminal's door: starts the command line, from V8's code cache where the build made one for this very Node.js.
// The cache holds compiled functions; V8 itself refuses one of another version, and without it everything works the same, 20 ms later.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

type Main = typeof import('./cli/run.ts');

const MAIN = join(__dirname, 'main.cjs');

function loadMain(): Main {
  const cachedData = readCache();
  if (!cachedData) return require('./main.cjs');
  const text = `(function (exports, require, module, __filename, __dirname) {${readFileSync(MAIN, 'utf8')}\n})`;
  const script = new Script(text, { filename: MAIN, cachedData });
  const module = { exports: {} as Main };
  script.runInThisContext()(module.exports, require, module, MAIN, dirname(MAIN));
  return module.exports;
}

function readCache(): Buffer | null {
  try {
    return readFileSync(`${MAIN}.${process.version}-${process.arch}.cache`);
  } catch {
    return null;
  }
}

// A reader that has seen enough (`| head`) closes the pipe: that is no error of this program.
process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
  throw error;
});

loadMain()
  .run(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
  })
  .then(status => {
    process.exitCode = status;
  });
