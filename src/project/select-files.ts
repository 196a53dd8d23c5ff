// Which of the found files a run must read: all of them where everything is named; else the named ones, who may use them, and
// the parameter files near those. In a large workspace the rest costs a search in its text, or nothing.

import { posix } from 'node:path';
import { sourceOfCompiled } from './compiled-templates.ts';
import type { FoundFile } from './discover.ts';
import type { FileRole } from './file-types.ts';
import { mentionedPaths, mentioning } from './mentions.ts';
import { isSource, type Sources } from './sources.ts';
import { insideAny, type Workspace } from './workspace.ts';

export interface Selection {
  /** Templates to read, sorted by path. */
  readonly templates: readonly string[];
  /** Parameter files that may belong to them, sorted by path. */
  readonly parameterFiles: readonly FoundFile[];
  /** Compiled templates by path, with the Bicep file on which they are reported. */
  readonly compiled: ReadonlyMap<string, string>;
}

/** All found files in the shapes in which this room asks for them. */
export interface FoundFiles {
  readonly all: readonly FoundFile[];
  readonly byPath: ReadonlyMap<string, FoundFile>;
  readonly inFolder: ReadonlyMap<string, readonly FoundFile[]>;
  /** `compiled` only where its source is there; else it is a `template`. */
  roleOf(file: FoundFile): Exclude<FileRole, 'unclear'>;
}

export function indexFiles(
  all: readonly FoundFile[],
  roleOf: (file: FoundFile) => Exclude<FileRole, 'unclear'>,
): FoundFiles {
  const byPath = new Map(all.map(file => [file.path, file]));
  const inFolder = new Map<string, FoundFile[]>();
  for (const file of all) {
    const folder = posix.dirname(file.path);
    const files = inFolder.get(folder);
    if (files) files.push(file);
    else inFolder.set(folder, [file]);
  }
  return {
    all,
    byPath,
    inFolder,
    roleOf: file => {
      const role = roleOf(file);
      return role === 'compiled' && sourceOf(file.path) === null ? 'template' : role;
    },
  };

  function sourceOf(path: string): string | null {
    return sourceOfCompiled(path, each => byPath.has(each));
  }
}

export function selectFiles(found: FoundFiles, workspace: Workspace, sources: Sources): Selection {
  const isNamed = insideAny(workspace.named.map(each => each.path));
  const named = found.all.filter(file => isNamed(file.path));
  return named.length === found.all.length ? everything(found) : around(named, found, sources);
}

function everything(found: FoundFiles): Selection {
  const templates: string[] = [];
  const parameterFiles: FoundFile[] = [];
  for (const file of found.all) {
    const role = found.roleOf(file);
    if (role === 'template') templates.push(file.path);
    else if (role === 'parameters') parameterFiles.push(file);
  }
  return { templates, parameterFiles, compiled: compiledAmong(found.all, found) };
}

function around(named: readonly FoundFile[], found: FoundFiles, sources: Sources): Selection {
  const compiled = compiledAmong(named, found);
  const start = new Set<string>([...named.map(file => file.path), ...compiled.values()]);
  for (const file of named) {
    if (file.type.language === 'arm' && found.roleOf(file) === 'parameters')
      addNearTemplates(file, found, start);
  }
  const readsJson = named.some(file => file.type.language === 'arm' && found.roleOf(file) === 'template');
  const callers = found.all.filter(
    file => file.type.language === 'bicep' || (readsJson && found.roleOf(file) === 'template'),
  );
  const mentions = new Map(callers.map(file => [file.path, mentionsOf(file, sources)] as const));
  const reached = new Set(mentioning(start, mentions));
  for (const path of [...reached]) {
    if (isBicepParameters(path)) for (const used of mentions.get(path) ?? []) reached.add(used);
  }
  const files = [...reached].sort().flatMap(path => found.byPath.get(path) ?? []);
  const templates = files.filter(file => found.roleOf(file) === 'template');
  const parameterFiles = new Set([
    ...files.filter(file => found.roleOf(file) === 'parameters'),
    ...parameterFilesNear(templates, found),
  ]);
  for (const template of templates) {
    for (const [from, to] of compiledAmong(found.inFolder.get(posix.dirname(template.path)) ?? [], found))
      compiled.set(from, to);
  }
  return { templates: templates.map(file => file.path), parameterFiles: [...parameterFiles], compiled };
}

function compiledAmong(files: readonly FoundFile[], found: FoundFiles): Map<string, string> {
  const compiled = new Map<string, string>();
  for (const file of files) {
    if (found.roleOf(file) !== 'compiled') continue;
    const source = sourceOfCompiled(file.path, path => found.byPath.has(path));
    if (source !== null) compiled.set(file.path, source);
  }
  return compiled;
}

function mentionsOf(file: FoundFile, sources: Sources): readonly string[] {
  const source = sources.read(file.path);
  sources.forget(file.path);
  return isSource(source) ? mentionedPaths(source.text, posix.dirname(file.path)) : [];
}

function isBicepParameters(path: string): boolean {
  return path.toLowerCase().endsWith('.bicepparam');
}

/** How many folders below its template a JSON parameter file may lie. */
export const PARAMETER_LEVELS = 2;

/** The templates that a named parameter file may be for. */
function addNearTemplates(file: FoundFile, found: FoundFiles, into: Set<string>): void {
  for (const folder of foldersAround(file.path)) {
    for (const other of found.inFolder.get(folder) ?? []) {
      if (found.roleOf(other) === 'template') into.add(other.path);
    }
  }
}

function parameterFilesNear(templates: readonly FoundFile[], found: FoundFiles): readonly FoundFile[] {
  const folders = new Set(templates.map(file => posix.dirname(file.path)));
  return found.all.filter(
    file =>
      file.type.language === 'arm' &&
      foldersAround(file.path).some(folder => folders.has(folder)) &&
      found.roleOf(file) === 'parameters',
  );
}

function foldersAround(path: string): readonly string[] {
  const folders: string[] = [];
  let folder = posix.dirname(path);
  for (let level = 0; level <= PARAMETER_LEVELS; level++) {
    folders.push(folder);
    folder = posix.dirname(folder);
  }
  return folders;
}
