// Cuts a program into bundles: one for each of its entries, one for each module that is imported with `import()`, and one for each set of
// modules that several of these need. Every module is in exactly one bundle, so that its state exists once, and the others take it from there.

import { mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { typescriptParser } from './typescript-parser.mjs';

/** What every bundle is built with: CommonJS for V8's code cache, `import()` as `require`, which a script from that cache has too. */
const OPTIONS = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minifySyntax: true,
  minifyWhitespace: true,
  supported: { 'dynamic-import': false },
  logLevel: 'warning',
  legalComments: 'none',
  // The same bytes wherever `node_modules` really lies: names of files are in them.
  preserveSymlinks: true,
  // Libraries are required where that is possible; the other branch is for sources that run unbundled.
  logOverride: { 'empty-import-meta': 'silent' },
};

/** What is imported from outside, by the file in which it is: a library that few runs need. */
const LIBRARIES = { yaml: './yaml.cjs', 'smol-toml': './toml.cjs' };
const IS_LIBRARY = new RegExp(`^(?:${Object.keys(LIBRARIES).join('|')})$`);

/**
 * Builds a program into `outdir`. The bundle of the first entry is called `main.cjs`, the others by the paths of their modules.
 * Returns the files' names.
 */
export async function buildBundles(root, entries, outdir) {
  mkdirSync(outdir, { recursive: true });
  const graph = await graphOf(root, entries);
  const home = homesOf(graph);
  const bundles = new Map(
    [...new Set(home.values())].map(name => [name, { name, entry: null, shared: new Set() }]),
  );
  for (const each of graph.keys()) bundles.get(home.get(each)).entry = each;
  for (const { imports } of graph.values())
    for (const [from, to] of imports)
      if (home.get(from) !== home.get(to)) bundles.get(home.get(to)).shared.add(to);
  const exported = await exportsOf(
    root,
    [...bundles.values()].flatMap(({ shared }) => [...shared]),
  );
  await Promise.all([...bundles.values()].map(each => writeBundle(root, each, home, exported, outdir)));
  return [...bundles.keys()];
}

/** A library as a bundle of its own. */
export function buildLibrary(root, name, outdir) {
  return build({
    ...OPTIONS,
    absWorkingDir: root,
    entryPoints: [name],
    outfile: join(outdir, LIBRARIES[name]),
  });
}

/** The modules of each entry, dynamic imports' entries included, and who imports whom; paths are relative to the root. */
async function graphOf(root, entries) {
  const graph = new Map();
  for (const each of entries) await visit(each);
  return graph;

  async function visit(path) {
    if (graph.has(path)) return;
    const found = new Set();
    graph.set(path, null);
    const note = {
      name: 'note',
      setup({ onResolve }) {
        onResolve({ filter: /^\./ }, ({ path: specifier, kind, resolveDir }) => {
          if (kind !== 'dynamic-import') return null;
          found.add(relative(root, resolve(resolveDir, specifier)).replaceAll('\\', '/'));
          return { path: specifier, external: true };
        });
        onResolve({ filter: IS_LIBRARY }, ({ path: library }) => ({ path: library, external: true }));
      },
    };
    const { metafile } = await build({
      ...OPTIONS,
      absWorkingDir: root,
      entryPoints: [path],
      write: false,
      metafile: true,
      plugins: [note, typescriptParser],
    });
    const imports = Object.entries(metafile.inputs).flatMap(([from, input]) =>
      input.imports.filter(each => !each.external).map(each => [from, each.path]),
    );
    graph.set(path, { modules: Object.keys(metafile.inputs), imports });
    for (const each of found) await visit(each);
  }
}

/** The bundle in which each module is: what the first entry needs is in `main.cjs`, what one other needs is in its own. */
function homesOf(graph) {
  const [main, ...others] = graph.keys();
  const users = new Map();
  for (const each of others)
    for (const module of graph.get(each).modules) users.set(module, [...(users.get(module) ?? []), each]);
  const homes = new Map(
    [...users].map(([module, entries]) => [module, `${entries.map(nameOf).sort().join('+')}.cjs`]),
  );
  for (const module of graph.get(main).modules) homes.set(module, 'main.cjs');
  return homes;
}

/** `src/project/terraform/plan-x.ts` → `project-terraform-plan-x`. */
function nameOf(module) {
  return module
    .replace(/^src\//, '')
    .replace(/\.[tj]s$/, '')
    .replaceAll('/', '-');
}

/** The names that modules export. */
async function exportsOf(root, modules) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: modules.map((path, index) => ({ in: path, out: String(index) })),
    outdir: root,
    write: false,
    metafile: true,
    format: 'esm',
    logLevel: 'error',
  });
  return new Map(Object.values(metafile.outputs).map(output => [output.entryPoint, output.exports]));
}

async function writeBundle(root, { name, entry, shared }, home, exported, outdir) {
  const modules = [...shared].sort();
  const contents = [
    ...(entry === null ? [] : [`export * from './${entry}';`]),
    ...modules.map((path, index) => `import * as module${index} from './${path}';`),
    ...(modules.length === 0
      ? []
      : [
          `export const shared = { ${modules.map((path, index) => `'${path}': module${index}`).join(', ')} };`,
        ]),
  ];
  const elsewhere = {
    name: 'elsewhere',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\./ }, ({ path: specifier, kind, resolveDir, namespace }) => {
        if (namespace === 'shared') return { path: specifier, external: true };
        const path = relative(root, resolve(resolveDir, specifier)).replaceAll('\\', '/');
        const other = home.get(path);
        if (kind === 'dynamic-import') return { path: `./${other}`, external: true };
        return other === undefined || other === name ? null : { path, namespace: 'shared' };
      });
      onResolve({ filter: IS_LIBRARY }, ({ path }) => ({ path: LIBRARIES[path], external: true }));
      // Constants and not the members of an object: V8 sees through them.
      onLoad({ filter: /.*/, namespace: 'shared' }, ({ path }) => ({
        contents: `import { shared } from './${home.get(path)}';
          export const { ${exported.get(path).join(', ')} } = shared['${path}'];`,
      }));
    },
  };
  await build({
    ...OPTIONS,
    absWorkingDir: root,
    stdin: { contents: contents.join('\n'), resolveDir: root },
    outfile: join(outdir, name),
    plugins: [elsewhere, typescriptParser],
  });
}
