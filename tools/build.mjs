// Builds what is shipped: the rules compiled to data, then the command line as one file, and beside it what few runs need
// (YAML, readers of rule files, the tests inside rules), each loaded when it is first asked for.

import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import { compileRules } from './compile-rules.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outdir = join(root, 'dist');

/** What is imported with `import()`, and `yaml` however it is imported, stays outside and is loaded by name. */
const LAZY = {
  name: 'lazy',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: `./${fileName(path)}`, external: true } : null,
    );
    onResolve({ filter: /^\.\/main\.cjs$/ }, ({ path }) => ({ path, external: true }));
    onResolve({ filter: /^yaml$/ }, ({ kind }) =>
      kind === 'entry-point' ? null : { path: './yaml.cjs', external: true },
    );
  },
};

function fileName(path) {
  return basename(path).replace(/\.[tj]s$/, '.cjs');
}

function bundle(entry, name, banner = '') {
  return build({
    entryPoints: [entry],
    outfile: join(outdir, name),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    banner: { js: banner },
    // `import()` of a bundle beside this one becomes `require`, which a script from the code cache has too.
    supported: { 'dynamic-import': false },
    plugins: [LAZY],
    logLevel: 'warning',
    legalComments: 'none',
    // `yaml` is required where that is possible; the other branch is for sources that run unbundled.
    logOverride: { 'empty-import-meta': 'silent' },
  });
}

/** V8's code cache of the command line, with the functions in it that linting a project needs. `src/cli.ts` reads it. */
async function writeCodeCache() {
  const main = join(outdir, 'main.cjs');
  const wrapper = `(function (exports, require, module, __filename, __dirname) {${readFileSync(main, 'utf8')}\n})`;
  const script = new Script(wrapper, { filename: main });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(main), module, main, outdir);
  const silent = { write() {} };
  const streams = { stdout: silent, stderr: silent, environment: {} };
  for (const format of ['pretty', 'sarif', 'json', 'concise'])
    await module.exports.run([join(root, 'test/samples/projects'), '--format', format], streams);
  writeFileSync(`${main}.${process.version}-${process.arch}.cache`, script.createCachedData());
}

rmSync(outdir, { recursive: true, force: true });
await compileRules();
await Promise.all([
  bundle(join(root, 'src/cli.ts'), 'aispm.cjs', '#!/usr/bin/env node'),
  bundle(join(root, 'src/cli/run.ts'), 'main.cjs'),
  bundle(join(root, 'src/engine/read-rules.ts'), 'read-rules.cjs'),
  bundle(join(root, 'src/engine/compiled/tests.js'), 'tests.cjs'),
  bundle('yaml', 'yaml.cjs'),
]);
chmodSync(join(outdir, 'aispm.cjs'), 0o755);
await writeCodeCache();
