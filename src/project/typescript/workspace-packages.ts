// Packages of the same repository, and what a package calls its own files (`#lib/…`). The former are what `workspaces` of npm and yarn, `pnpm-workspace.yaml` and `lerna.json` list, found by their names.
// Their `exports` and `main` name what a build makes, so each leads to the source that it is made of. Refuses to know what is installed.

import { posix } from 'node:path';
import type { JsonNode, JsonObject } from '../../parsers/json/syntax.ts';
import { isSource, type Sources } from '../sources.ts';
import { isInside, parentOf, type Workspace } from '../workspace.ts';
import { memberIn, readObject, textIn, textsOf } from './json-file.ts';

/** Absolute paths without an ending that an import of a package may mean, the likeliest first; none for packages from elsewhere. */
export type PackageResolver = (folder: string, specifier: string) => readonly string[];

export function createPackageResolver(workspace: Workspace, sources: Sources): PackageResolver {
  const { disk, root } = workspace;
  const known = new Map<string, ReadonlyMap<string, string>>();

  /** The packages that the nearest list above a folder names, by their names. */
  function packagesAround(folder: string): ReadonlyMap<string, string> {
    let found = known.get(folder);
    if (!found) {
      const patterns = patternsIn(folder, sources);
      const above = parentOf(folder);
      if (patterns.length > 0) found = packagesIn(folder, patterns);
      else found = above !== null && isInside(above, root) ? packagesAround(above) : new Map();
      known.set(folder, found);
    }
    return found;
  }

  /** A name that the package around a folder has for its own files. */
  function importsOf(folder: string, specifier: string): readonly string[] {
    const manifest = readObject(posix.join(folder, 'package.json'), sources);
    if (manifest) {
      const targets = targetsIn(memberIn(manifest, 'imports'), specifier);
      return targets.flatMap(madeOf).map(path => posix.join(folder, path));
    }
    const above = parentOf(folder);
    return above !== null && isInside(above, root) ? importsOf(above, specifier) : [];
  }

  function packagesIn(folder: string, patterns: readonly string[]): ReadonlyMap<string, string> {
    const folders = patterns.flatMap(pattern => foldersAt(folder, pattern.split('/')));
    return new Map(
      [...new Set(folders)].flatMap(each => {
        const name = textIn(readObject(posix.join(each, 'package.json'), sources), 'name');
        return name === null ? [] : [[name, each] as const];
      }),
    );
  }

  function foldersAt(folder: string, [name, ...rest]: readonly string[]): readonly string[] {
    if (name === undefined) return disk.kindOf(posix.join(folder, 'package.json')) === 'file' ? [folder] : [];
    if (name === '.' || name === '') return foldersAt(folder, rest);
    if (!name.includes('*')) return foldersAt(posix.join(folder, name), rest);
    const pattern = new RegExp(`^${name.split('*').map(escaped).join('[^/]*')}$`);
    const below = (disk.list(folder)?.folders ?? []).filter(each => each !== 'node_modules');
    const own = below.filter(each => name === '**' || pattern.test(each));
    const deeper =
      name === '**' ? own.flatMap(each => foldersAt(posix.join(folder, each), [name, ...rest])) : [];
    return [...own.flatMap(each => foldersAt(posix.join(folder, each), rest)), ...deeper];
  }

  return (folder, specifier) => {
    if (specifier.startsWith('#')) return importsOf(folder, specifier);
    if (!/^(?:@[\w.-]+\/)?[\w.-]+(?:\/|$)/.test(specifier)) return [];
    const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
    const home = packagesAround(folder).get(name);
    return home === undefined ? [] : sourcesOf(home, specifier.slice(name.length + 1), sources);
  };
}

function patternsIn(folder: string, sources: Sources): readonly string[] {
  const manifest = readObject(posix.join(folder, 'package.json'), sources);
  const written =
    manifest && (memberIn(manifest, 'workspaces', 'packages') ?? memberIn(manifest, 'workspaces'));
  const listed = textsOf(written);
  if (listed.length > 0) return listed;
  const pnpm = sources.read(posix.join(folder, 'pnpm-workspace.yaml'));
  if (isSource(pnpm)) return pnpmPatterns(pnpm.text);
  return textsOf(memberIn(readObject(posix.join(folder, 'lerna.json'), sources), 'packages'));
}

/** The list under `packages:`; what is excluded with `!` holds no packages that anybody imports. */
function pnpmPatterns(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex(line => /^packages:\s*$/.test(line));
  const patterns: string[] = [];
  for (const line of start < 0 ? [] : lines.slice(start + 1)) {
    const pattern = /^\s*-\s*["']?([^"'#]*[^"'#\s])["']?\s*(?:#.*)?$/.exec(line)?.[1];
    if (pattern !== undefined) patterns.push(pattern);
    else if (/^\s*[^\s#]/.test(line)) break;
  }
  return patterns.filter(pattern => !pattern.startsWith('!'));
}

/** What a package or a path in it is made of. */
function sourcesOf(home: string, inside: string, sources: Sources): readonly string[] {
  const manifest = readObject(posix.join(home, 'package.json'), sources);
  const named = inside === '' ? ['source', 'types', 'typings', 'module', 'main'] : [];
  const own = [
    ...exportsOf(manifest, inside === '' ? '.' : `./${inside}`),
    ...named.flatMap(name => textIn(manifest, name) ?? []),
  ];
  const usual =
    inside === ''
      ? ['src/index', 'index', 'lib/index', 'src/main']
      : [inside, `src/${inside}`, `lib/${inside}`];
  return [...own.flatMap(madeOf), ...usual].map(path => posix.join(home, path));
}

/** All that `exports` say of a path, whatever the condition. */
function exportsOf(manifest: JsonObject | null, path: string): readonly string[] {
  const exports = memberIn(manifest, 'exports');
  const isMap = exports?.kind === 'object' && exports.members.some(({ key }) => key.startsWith('.'));
  if (isMap) return targetsIn(exports, path);
  return exports && path === '.' ? textsBelow(exports) : [];
}

/** What the members of `exports` or `imports` say of a name, in which a `*` stands for any text. */
function targetsIn(node: JsonNode | null, name: string): readonly string[] {
  if (node?.kind !== 'object') return [];
  return node.members.flatMap(({ key, value }) => {
    const [start = '', end] = key.split('*');
    if (end === undefined) return key === name ? textsBelow(value) : [];
    if (!name.startsWith(start) || !name.endsWith(end)) return [];
    const middle = name.slice(start.length, name.length - end.length);
    return textsBelow(value).map(text => text.replaceAll('*', middle));
  });
}

function textsBelow(node: JsonNode): readonly string[] {
  if (node.kind === 'object') return node.members.flatMap(({ value }) => textsBelow(value));
  if (node.kind === 'array') return node.items.flatMap(textsBelow);
  return textIn(node) === null ? [] : [textIn(node)!];
}

/** `dist/index.d.ts` is made of `src/index.ts` or `index.ts`; a source is itself. */
function madeOf(path: string): readonly string[] {
  const plain = path.replace(/^\.\//, '').replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
  const below = plain.replace(/^(?:dist|build|out|lib|cjs|esm)\/(?:(?:cjs|esm|src)\/)?/, '');
  const isBuilt = below !== plain || /\.d\.[cm]?ts$|js$/.test(path);
  return isBuilt ? [`src/${below}`, below, plain] : [plain];
}

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
