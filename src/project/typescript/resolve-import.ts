// Where an import leads: the workspace's own files, by relative paths, by what `tsconfig.json` says, and packages of the same repository.
// Everything else is a package from elsewhere.

import { posix } from 'node:path';
import type { JsonNode } from '../../parsers/json/syntax.ts';
import type { Disk } from '../disk.ts';
import type { Sources } from '../sources.ts';
import { isInside, parentOf, type Workspace } from '../workspace.ts';
import { memberIn, readObject, textIn, textsOf } from './json-file.ts';
import { createPackageResolver } from './workspace-packages.ts';

/** What `compilerOptions` say of names; all paths are absolute. */
interface Aliases {
  readonly baseUrl: string | null;
  /** From the longest pattern to the shortest. */
  readonly paths: readonly {
    readonly prefix: string;
    readonly suffix: string;
    readonly targets: readonly string[];
  }[];
}

const NO_ALIASES: Aliases = { baseUrl: null, paths: [] };

const ENDINGS = ['', '.ts', '.tsx', '.mts', '.cts', '.json', '/index.ts', '/index.tsx', '.js', '/index.js'];

export type ImportResolver = (folder: string, specifier: string) => string | null;

/** Finds the file that a specifier in a file of a folder leads to, both absolute; null for packages and for what is not there. */
export function createImportResolver(workspace: Workspace, sources: Sources): ImportResolver {
  const { disk, root } = workspace;
  const packages = createPackageResolver(workspace, sources);
  const aliases = new Map<string, Aliases>();
  const found = new Map<string, string | null>();

  function aliasesOf(folder: string): Aliases {
    let known = aliases.get(folder);
    if (!known) {
      const path = posix.join(folder, 'tsconfig.json');
      const above = parentOf(folder);
      if (disk.kindOf(path) === 'file') known = readAliases(path, sources);
      else known = above !== null && isInside(above, root) ? aliasesOf(above) : NO_ALIASES;
      aliases.set(folder, known);
    }
    return known;
  }

  function find(folder: string, specifier: string): string | null {
    if (/^\.\.?(?:\/|$)/.test(specifier)) return fileAt(posix.join(folder, specifier), disk, root);
    const { baseUrl, paths } = aliasesOf(folder);
    for (const { prefix, suffix, targets } of paths) {
      const fits = specifier.startsWith(prefix) && specifier.endsWith(suffix);
      if (!fits || specifier.length < prefix.length + suffix.length) continue;
      const middle = specifier.slice(prefix.length, specifier.length - suffix.length);
      for (const target of targets) {
        const path = fileAt(target.replace('*', middle), disk, root);
        if (path !== null) return path;
      }
    }
    const based = baseUrl === null ? null : fileAt(posix.join(baseUrl, specifier), disk, root);
    return based ?? firstOf(packages(folder, specifier));
  }

  function firstOf(paths: readonly string[]): string | null {
    return paths.map(path => fileAt(path, disk, root)).find(path => path !== null) ?? null;
  }

  return (folder, specifier) => {
    const key = `${folder}\n${specifier}`;
    let path = found.get(key);
    if (path === undefined) {
      path = find(folder, specifier);
      found.set(key, path);
    }
    return path;
  };
}

/** Packages, and what CDK for Terraform and Pulumi generate in their place: all of them are known by their names. */
const IS_PACKAGE = /\/(?:node_modules|\.gen|sdks\/azure-native_\w+)\//;

function fileAt(path: string, disk: Disk, root: string): string | null {
  if (!isInside(path, root) || IS_PACKAGE.test(path)) return null;
  // Sources say `./x.js` where they mean the file that it is compiled from.
  const plain = path.replace(/\.([cm]?)jsx?$/, '.$1ts');
  const candidates = plain === path ? [] : [plain, `${plain}x`];
  for (const each of [...candidates, ...ENDINGS.map(ending => path + ending)]) {
    if (disk.kindOf(each) !== 'file') continue;
    const real = disk.realPath(each);
    if (real !== null && isInside(real, root)) return real;
  }
  return null;
}

/** Configurations that extend others that extend others are followed so far. */
const MOST_PARENTS = 5;

function readAliases(path: string, sources: Sources, depth = 0, home = posix.dirname(path)): Aliases {
  const tree = readObject(path, sources);
  if (!tree) return NO_ALIASES;
  const folder = posix.dirname(path);
  const inherited = parentsOf(tree)
    .filter(parent => parent.startsWith('.') && depth < MOST_PARENTS)
    .map(parent => posix.join(folder, /\.json$/.test(parent) ? parent : `${parent}.json`))
    .map(parent => readAliases(parent, sources, depth + 1, home))
    .reduce(overridden, NO_ALIASES);
  const base = textIn(tree, 'compilerOptions', 'baseUrl');
  const baseUrl = base === null ? null : posix.join(folder, base);
  const written = memberIn(tree, 'compilerOptions', 'paths');
  if (written?.kind !== 'object') return { ...inherited, baseUrl: baseUrl ?? inherited.baseUrl };
  const paths = written.members.map(({ key, value }) => {
    const [prefix = '', suffix = ''] = key.split('*');
    const targets = textsOf(value).map(each => targetOf(each, baseUrl ?? folder, home));
    return { prefix, suffix, targets };
  });
  return { baseUrl, paths: paths.sort((left, right) => right.prefix.length - left.prefix.length) };
}

/** One configuration or several, of which a later one overrides those before. */
function parentsOf(tree: JsonNode): readonly string[] {
  const written = memberIn(tree, 'extends');
  const one = textIn(written);
  return one === null ? textsOf(written) : [one];
}

function overridden(before: Aliases, after: Aliases): Aliases {
  return {
    baseUrl: after.baseUrl ?? before.baseUrl,
    paths: after.paths.length > 0 ? after.paths : before.paths,
  };
}

/** `${configDir}` is the folder of the configuration that extends others. */
function targetOf(path: string, folder: string, home: string): string {
  return path.startsWith('${configDir}/') ? posix.join(home, path.slice(12)) : posix.join(folder, path);
}
