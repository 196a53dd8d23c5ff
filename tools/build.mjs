// Builds what is shipped: the rules compiled to data, then the command line as one bundle, and beside it what only some runs need
// (languages, YAML, readers of rule files, the tests inside rules), each loaded when it is first asked for.

import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import { buildLibraryDoors } from './build-library.mjs';
import { buildBundles, buildLibrary } from './bundles.mjs';
import { compileRules } from './compile-rules.mjs';
import { thirdPartyLicences } from './third-party.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outdir = join(root, 'dist');
/** The terminal's, the library's and GitHub's. */
const DOORS = ['src/cli/run.ts', 'src/index.ts', 'src/action.ts'];

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
  // A configuration, and where the sources come with their history what reads that.
  const sample = join(root, 'test/samples/projects/chat-app');
  await run([sample, '--config', join(root, 'tools/warm-up.yaml')], streams);
  for (const since of [['--staged'], ['--since', 'HEAD']]) await run([sample, ...since], streams);
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
  buildBundles(root, DOORS, outdir),
  buildLibrary(root, 'yaml', outdir),
  buildLibrary(root, 'smol-toml', outdir),
]);
chmodSync(join(outdir, 'aispm.cjs'), 0o755);
buildLibraryDoors(root, outdir);
writeFileSync(join(outdir, 'third-party-licences.txt'), await thirdPartyLicences(root, DOORS));
await writeCodeCaches();
