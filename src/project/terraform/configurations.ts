// The Terraform modules of a project by folder: each is read when somebody first asks for it. Facts place it among the others.

import { posix } from 'node:path';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Source } from '../../model/source.ts';
import { isConfigurationFile } from '../../parsers/terraform/configuration-file.ts';
import type { UnresolvedModule } from '../../parsers/terraform/evaluate/environment.ts';
import type { Expression } from '../../parsers/terraform/hcl/syntax.ts';
import type { Module, ModuleCall } from '../../parsers/terraform/module.ts';
import { isLocalSource, registryName } from '../../parsers/terraform/module-source.ts';
import { readModule } from '../../parsers/terraform/read-module.ts';
import type { FoundFile } from '../discover.ts';
import type { ModuleLocation } from '../project-files.ts';
import { isSource, type Sources } from '../sources.ts';
import type { TemplateFacts } from '../template-facts.ts';
import { isInside, type Workspace, workspacePath } from '../workspace.ts';
import { isRestored, type RestoredModules, restoredModules } from './restored-modules.ts';

export interface Configurations {
  /** Whether a folder has configuration files; nothing is read. */
  isModule(folder: string): boolean;
  /** Null for folders without configuration. */
  module(folder: string): Module | null;
  /** What a root or module calls and names. Paths in it, and here, are folders with a slash at the end. */
  facts(path: string): TemplateFacts | null;
  /** The folders that the local calls in a folder's text may lead to. Nothing is parsed. */
  mentioned(folder: string): readonly string[];
  /** The module that a call names, for a root. */
  resolve(root: string, call: CallReference): Module | UnresolvedModule;
  /** Lets a module go that no evaluation needs. */
  forget(folder: string): void;
  /** Of the texts, in no order. */
  readonly diagnostics: readonly Diagnostic[];
  /** The workspace's configuration files that were read. */
  readonly read: ReadonlySet<string>;
}

interface CallReference {
  readonly source: string;
  /** The names of the calls from the root: `ai.endpoint`. */
  readonly key: string;
  /** The calling module's folder. */
  readonly folder: string;
}

interface Loaded {
  readonly module: Module;
  readonly facts: TemplateFacts;
}

/** The form in which facts name a folder. */
export function folderPath(folder: string): string {
  return folder.endsWith('/') ? folder : `${folder}/`;
}

/** The folder of such a path. */
export function folderOf(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

export function createConfigurations(
  workspace: Workspace,
  sources: Sources,
  files: readonly FoundFile[],
): Configurations {
  const { disk } = workspace;
  const found = filesByFolder(files);
  const known = new Map<string, Loaded | null>();
  const restored = new Map<string, RestoredModules>();
  const diagnostics: Diagnostic[] = [];
  const read = new Set<string>();

  /** Files that git does not ignore, links into the workspace, and whatever was restored. */
  function filesIn(folder: string): readonly string[] {
    const listing = disk.list(folder);
    const names = isRestored(`${folder}/`) ? (listing?.files ?? []).filter(isConfigurationFile) : [];
    const links = (listing?.links ?? []).filter(isConfigurationFile).flatMap(name => {
      const real = disk.realPath(posix.join(folder, name));
      return real !== null && isInside(real, workspace.root) ? [real] : [];
    });
    return [...(found.get(folder) ?? []), ...names.map(name => posix.join(folder, name)), ...links];
  }

  function textsOf(folder: string): readonly Source[] {
    return filesIn(folder).flatMap(path => {
      if (isRestored(path)) sources.markExternal(path);
      const source = sources.read(path);
      if (!isSource(source)) {
        if (!diagnostics.includes(source)) diagnostics.push(source);
        return [];
      }
      if (!source.external) read.add(path);
      return [source];
    });
  }

  function load(folder: string): Loaded | null {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const texts = textsOf(folder);
    const name = workspacePath(workspace, folder);
    const module = texts.length === 0 ? null : readModule(name === '.' ? '' : name, texts);
    const loaded = module && { module, facts: factsOf(folder, module) };
    known.set(folder, loaded);
    if (module && !isRestored(`${folder}/`)) for (const each of module.diagnostics) diagnostics.push(each);
    return loaded;
  }

  function factsOf(folder: string, module: Module): TemplateFacts {
    const calls = [...module.calls.values()].map(call => locate(folder, call));
    for (const path of restoredFor(folder).values())
      calls.push({ kind: 'file', path: folderPath(path), canonical: null });
    return {
      calls,
      types: new Set(module.sources.flatMap(source => typesIn(source.text))),
      hasComputedTypes: false,
      deployable: module.resources.size > 0 || module.calls.size > 0,
      parameters: new Set(module.variables.keys()),
    };
  }

  function locate(folder: string, call: ModuleCall): ModuleLocation {
    const source = plainText(call.source);
    if (source === null || !isLocalSource(source)) {
      const canonical = source === null ? null : registryName(source);
      return { kind: 'unresolved', reason: 'it is not a path', canonical };
    }
    const target = localFolder(folder, source);
    if (typeof target === 'string' && filesIn(target).length > 0)
      return { kind: 'file', path: folderPath(target), canonical: null };
    const reason = typeof target === 'string' ? `folder \`${source}\` has no configuration` : target.reason;
    if (!isRestored(`${folder}/`)) {
      const message = `Module \`${source}\` cannot be read: ${reason}`;
      const hint = 'Correct the source, or add the module to the workspace.';
      const span = call.source?.span ?? call.header;
      diagnostics.push({ code: 'missing-module', severity: 'error', message, hint, span });
    }
    return { kind: 'unresolved', reason, canonical: null };
  }

  function localFolder(folder: string, source: string): string | UnresolvedModule {
    const target = posix.join(folder, source.replaceAll('\\', '/').replace(/\/\/+/g, '/'));
    const plain = folderOf(target);
    if (!isInside(plain, workspace.root)) return unresolved(`\`${source}\` lies outside of the workspace`);
    const real = disk.realPath(plain);
    if (real === null || disk.kindOf(real) !== 'folder')
      return unresolved(`folder \`${workspacePath(workspace, plain)}\` does not exist`);
    if (isInside(real, workspace.root)) return real;
    return unresolved(`\`${source}\` leads out of the workspace through a link`);
  }

  function restoredFor(root: string): RestoredModules {
    let modules = restored.get(root);
    if (!modules) {
      modules = restoredModules(root, workspace, sources);
      restored.set(root, modules);
    }
    return modules;
  }

  return {
    isModule: folder => filesIn(folder).length > 0,
    module: folder => load(folder)?.module ?? null,
    facts: path => load(folderOf(path))?.facts ?? null,
    mentioned: folder => textsOf(folder).flatMap(({ text }) => localSourcesIn(text, folder)),
    resolve(root, { source, key, folder }) {
      const local = isLocalSource(source);
      const target = local
        ? localFolder(posix.join(workspace.root, folder), source)
        : restoredFor(root).get(key);
      if (typeof target === 'object') return target;
      const module = target === undefined ? null : load(target)?.module;
      if (module) return module;
      const reason = `module \`${source}\` ${local ? 'has no configuration' : 'is not on this machine (restore it with `terraform init`)'}`;
      return unresolved(reason);
    },
    forget(folder) {
      known.delete(folder);
      for (const path of found.get(folder) ?? []) sources.forget(path);
    },
    diagnostics,
    read,
  };
}

function filesByFolder(files: readonly FoundFile[]): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const { path, type } of files) {
    if (type.role !== 'template') continue;
    const folder = posix.dirname(path);
    const list = folders.get(folder);
    if (list) list.push(path);
    else folders.set(folder, [path]);
  }
  return folders;
}

function unresolved(reason: string): UnresolvedModule {
  return { kind: 'unresolved', reason };
}

function plainText(node: Expression | null): string | null {
  if (node?.kind !== 'template') return null;
  const [part, ...others] = node.parts;
  return part?.kind === 'text' && others.length === 0 ? part.value : null;
}

const LOCAL_SOURCE = /\bsource"?\s*[=:]\s*"(\.\.?[/\\][^"$]*|\.\.?)"/g;

function localSourcesIn(text: string, folder: string): readonly string[] {
  return [...text.matchAll(LOCAL_SOURCE)].map(([, source]) =>
    folderPath(folderOf(posix.join(folder, source!.replaceAll('\\', '/')))),
  );
}

/** Quoted words, and resource types whose quotes were left out. */
const TYPE_WORD = /"([^"\s${}]{3,160})|\b(?:resource|data)\s+([A-Za-z_][\w-]*)/g;

/**
 * Everything in a text that could be the type of a resource or the name of a module: a superset, in which the native types of azapi are
 * found wherever they are written.
 */
export function typesIn(text: string): readonly string[] {
  const types = new Set<string>();
  for (const [, quoted, bare] of text.matchAll(TYPE_WORD)) {
    const word = quoted ?? bare!;
    types.add(registryName(word.replace(/@(?:\d.*)?$|\?.*$/, '')).toLowerCase());
  }
  return [...types];
}
