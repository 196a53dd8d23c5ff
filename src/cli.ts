// The terminal's door: starts the command line, and loads every bundle of it from V8's code cache where the build made one for this
// very Node.js. A cache holds compiled functions; V8 itself refuses one of another version, and without it everything works the same,
// 20 ms later.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

type Main = typeof import('./cli/run.ts');

const loaded = new Map<string, { exports: unknown }>();

/** `require` as the bundles see it: each bundle once, whoever asks for it. */
function load(name: string): unknown {
  if (!name.startsWith('./')) return require(name);
  const known = loaded.get(name);
  if (known) return known.exports;
  const filename = join(__dirname, name);
  const text = `(function (exports, require, module, __filename, __dirname) {${readFileSync(filename, 'utf8')}\n})`;
  const cachedData = readCache(filename);
  const script = new Script(text, cachedData ? { filename, cachedData } : { filename });
  const module = { exports: {} };
  loaded.set(name, module);
  script.runInThisContext()(module.exports, load, module, filename, __dirname);
  return module.exports;
}

function readCache(bundle: string): Buffer | null {
  try {
    return readFileSync(`${bundle}.${process.version}-${process.arch}.cache`);
  } catch {
    return null;
  }
}

// A reader that has seen enough (`| head`) closes the pipe: that is no error of this program.
process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
  throw error;
});

(load('./main.cjs') as Main)
  .run(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    readInput: async () => {
      const parts: Buffer[] = [];
      for await (const part of process.stdin) parts.push(part as Buffer);
      return Buffer.concat(parts);
    },
    environment: process.env,
  })
  .then(status => {
    process.exitCode = status;
  });
