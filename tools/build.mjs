// Builds what is shipped: the rules compiled to data, then the command line as one bundle, and beside it what only some runs need
// (languages, YAML, readers of rule files, the tests inside rules), each loaded when it is first asked for.

import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import { buildBundles, buildLibrary } from './bundles.mjs';
import { compileRules } from './compile-rules.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outdir = join(root, 'dist');

/** The terminal's door, which loads the bundles. */
function buildDoor() {
  return build({
    entryPoints: [join(root, 'src/cli.ts')],
    outfile: join(outdir, 'aispm.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    banner: { js: '#!/usr/bin/env node' },
    logLevel: 'warning',
  });
}

/** V8's code caches of the bundles that linting needs, with the functions in them that it runs. `src/cli.ts` reads them. */
async function writeCodeCaches() {
  const loaded = new Map();
  const native = createRequire(join(outdir, 'aispm.cjs'));
  const load = name => {
    if (!name.startsWith('./')) return native(name);
    const known = loaded.get(name);
    if (known) return known.module.exports;
    const filename = join(outdir, name);
    const wrapper = `(function (exports, require, module, __filename, __dirname) {${readFileSync(filename, 'utf8')}\n})`;
    const script = new Script(wrapper, { filename });
    const module = { exports: {} };
    loaded.set(name, { script, module });
    script.runInThisContext()(module.exports, load, module, filename, outdir);
    return module.exports;
  };
  const silent = { write() {} };
  const streams = { stdout: silent, stderr: silent, environment: {} };
  const { run } = load('./main.cjs');
  for (const format of ['pretty', 'sarif', 'json', 'concise'])
    await run([join(root, 'test/samples'), '--format', format], streams);
  for (const [name, { script }] of loaded)
    writeFileSync(
      `${join(outdir, name)}.${process.version}-${process.arch}.cache`,
      script.createCachedData(),
    );
}

await compileRules();
rmSync(outdir, { recursive: true, force: true });
await Promise.all([
  buildDoor(),
  buildBundles(root, ['src/cli/run.ts', 'src/index.ts', 'src/action.ts'], outdir),
  buildLibrary(root, 'yaml', outdir),
  buildLibrary(root, 'smol-toml', outdir),
]);
chmodSync(join(outdir, 'aispm.cjs'), 0o755);
await writeCodeCaches();
