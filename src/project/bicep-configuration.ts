// What `bicepconfig.json` says of modules: aliases and the cache's folder. The nearest file up the tree holds, with what it extends.

import { posix } from 'node:path';
import { createSource } from '../model/source.ts';
import { parseJson } from '../parsers/json/parser.ts';
import { type JsonNode, memberOf, stringValue } from '../parsers/json/syntax.ts';
import { decodeText } from './decode.ts';
import type { ProjectDiagnostic } from './diagnostics.ts';
import { isProblem } from './disk.ts';
import { isInside, parentOf, type Workspace, workspacePath } from './workspace.ts';

export interface BicepConfiguration {
  /** `br/<alias>:` → `registry/path`. */
  readonly registryAliases: ReadonlyMap<string, string>;
  /** `ts/<alias>:` → `subscription/resource-group`. */
  readonly templateSpecAliases: ReadonlyMap<string, string>;
  /** `br/<alias>:` → an absolute folder with the modules' sources, which comes first. */
  readonly mappedAliases: ReadonlyMap<string, string>;
  /** Where restored modules are; null for the default. */
  readonly cacheFolder: string | null;
}

/** What holds where there is no `bicepconfig.json`. */
export const DEFAULT_BICEP_CONFIGURATION: BicepConfiguration = {
  registryAliases: new Map([['public', 'mcr.microsoft.com/bicep']]),
  templateSpecAliases: new Map(),
  mappedAliases: new Map(),
  cacheFolder: null,
};

export interface BicepConfigurations {
  /** The configuration for files in a folder. */
  of(folder: string): BicepConfiguration;
  readonly diagnostics: readonly ProjectDiagnostic[];
}

const FILE_NAME = 'bicepconfig.json';
const LONGEST = 1 << 20;
const MOST_EXTENDED = 16;

export function createBicepConfigurations(workspace: Workspace): BicepConfigurations {
  const { disk } = workspace;
  const byFolder = new Map<string, BicepConfiguration>();
  const diagnostics: ProjectDiagnostic[] = [];

  function of(folder: string): BicepConfiguration {
    const known = byFolder.get(folder);
    if (known) return known;
    const configuration = find(folder);
    byFolder.set(folder, configuration);
    return configuration;
  }

  function find(folder: string): BicepConfiguration {
    const path = posix.join(folder, FILE_NAME);
    if (disk.kindOf(path) === 'file') return load(path, 0);
    const outer = parentOf(folder);
    return outer !== null && isInside(outer, workspace.root) ? of(outer) : DEFAULT_BICEP_CONFIGURATION;
  }

  function load(path: string, depth: number): BicepConfiguration {
    const root = readRoot(path);
    const extended = stringMember(root, 'extends');
    const base = posix.join(posix.dirname(path), extended ?? '');
    const inherits = extended !== null && depth < MOST_EXTENDED && isInside(base, workspace.root);
    return merge(inherits ? load(base, depth + 1) : DEFAULT_BICEP_CONFIGURATION, root, path, workspace);
  }

  function readRoot(path: string): JsonNode | null {
    const bytes = disk.read(path, LONGEST);
    const text = isProblem(bytes)
      ? { found: `cannot be read: ${bytes.detail}`, hint: '' }
      : decodeText(bytes);
    const name = workspacePath(workspace, path);
    if (typeof text !== 'string') {
      diagnostics.push(
        invalidConfiguration(`\`${name}\` ${text.found}; its aliases are not known`, name, null),
      );
      return null;
    }
    const document = parseJson(createSource(name, text));
    const [first] = document.diagnostics;
    if (first) {
      const message = `\`${name}\` is not valid JSON; aliases in it may be lost: ${first.message}`;
      diagnostics.push(invalidConfiguration(message, name, first.span));
    }
    return document.root;
  }

  return { of, diagnostics };
}

function invalidConfiguration(
  message: string,
  path: string,
  place: ProjectDiagnostic['span'],
): ProjectDiagnostic {
  const hint = 'Correct the file, so that modules behind its aliases are found.';
  return { code: 'invalid-tool-configuration', severity: 'warning', message, hint, span: place, path };
}

function merge(
  base: BicepConfiguration,
  root: JsonNode | null,
  path: string,
  workspace: Workspace,
): BicepConfiguration {
  const registryAliases = new Map(base.registryAliases);
  const templateSpecAliases = new Map(base.templateSpecAliases);
  const mappedAliases = new Map(base.mappedAliases);
  const aliases = member(root, 'moduleAliases');
  for (const [name, alias] of members(member(aliases, 'br'))) {
    const registry = stringMember(alias, 'registry');
    const modulePath = stringMember(alias, 'modulePath');
    if (registry !== null) registryAliases.set(name, modulePath ? `${registry}/${modulePath}` : registry);
  }
  for (const [name, alias] of members(member(aliases, 'ts'))) {
    const subscription = stringMember(alias, 'subscription');
    const resourceGroup = stringMember(alias, 'resourceGroup');
    if (subscription !== null && resourceGroup !== null) {
      templateSpecAliases.set(name, `${subscription}/${resourceGroup}`);
    }
  }
  for (const [name, alias] of members(member(member(root, 'moduleAliasesMock'), 'br'))) {
    const folder = stringMember(alias, 'mapToFilePath');
    if (folder !== null) mappedAliases.set(name, posix.resolve(posix.dirname(path), folder));
  }
  return {
    registryAliases,
    templateSpecAliases,
    mappedAliases,
    cacheFolder: cacheFolder(root, workspace) ?? base.cacheFolder,
  };
}

function cacheFolder(root: JsonNode | null, workspace: Workspace): string | null {
  const folder = stringMember(root, 'cacheRootDirectory');
  if (!folder) return null;
  if (folder !== '~' && !folder.startsWith('~/')) return workspace.disk.absolute(folder);
  const home = workspace.disk.environment('HOME');
  return home === undefined ? null : posix.join(home, folder.slice(1));
}

function member(node: JsonNode | null, key: string): JsonNode | null {
  return node?.kind === 'object' ? (memberOf(node, key)?.value ?? null) : null;
}

function members(node: JsonNode | null): readonly (readonly [string, JsonNode])[] {
  return node?.kind === 'object' ? node.members.map(each => [each.key, each.value] as const) : [];
}

function stringMember(node: JsonNode | null, key: string): string | null {
  const value = member(node, key);
  return value?.kind === 'string' ? stringValue(value) : null;
}
