// Which of the found files a run must read: all of them where everything is named; else the named ones, who may use them, and
// the parameter files near those. In a large workspace the rest costs a search in its text, or nothing.

import { posix } from 'node:path';
import { decodeAnything } from './decode.ts';
import type { FoundFile } from './discover.ts';
import { isBicepParameters } from './file-types.ts';
import type { FoundFiles } from './found-files.ts';
import { mentionedPaths, mentioning } from './mentions.ts';
import { foldersAround } from './parameter-names.ts';
import type { Sources } from './sources.ts';
import { insideAny, type Workspace } from './workspace.ts';

export interface Selection {
  /** Templates to read, sorted by path. */
  readonly templates: readonly string[];
  /** Parameter files that may belong to them, sorted by path. */
  readonly parameterFiles: readonly FoundFile[];
  /** Compiled files by path, with the Bicep file on which they are reported. */
  readonly compiled: ReadonlyMap<string, string>;
}

/** With everything named, all files; else those around the named ones. */
export function selectFiles(found: FoundFiles, workspace: Workspace, sources: Sources): Selection {
  const isNamed = insideAny(workspace.named.map(each => each.path));
  const named = found.all.filter(file => isNamed(file.path));
  return named.length === found.all.length ? everything(found) : around(named, found, sources);
}

function everything(found: FoundFiles): Selection {
  const templates = found.all.filter(file => found.roleOf(file) === 'template').map(file => file.path);
  const parameterFiles = found.all.filter(file => found.roleOf(file) === 'parameters');
  return { templates, parameterFiles, compiled: found.compiledAmong(found.all) };
}

function around(named: readonly FoundFile[], found: FoundFiles, sources: Sources): Selection {
  const compiled = new Map(found.compiledAmong(named));
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
  const files = [...reached].sort().flatMap(path => found.at(path) ?? []);
  const templates = files.filter(file => found.roleOf(file) === 'template');
  const parameterFiles = new Set([
    ...files.filter(file => found.roleOf(file) === 'parameters'),
    ...parameterFilesNear(templates, found),
  ]);
  for (const template of templates) {
    for (const [from, to] of found.compiledAmong(found.inFolder(posix.dirname(template.path))))
      compiled.set(from, to);
  }
  return { templates: templates.map(file => file.path), parameterFiles: [...parameterFiles], compiled };
}

function mentionsOf(file: FoundFile, sources: Sources): readonly string[] {
  const bytes = sources.readBytes(file.path);
  if (!(bytes instanceof Uint8Array)) return [];
  return mentionedPaths(decodeAnything(bytes), posix.dirname(file.path));
}

/** The templates that a named parameter file may be for. */
function addNearTemplates(file: FoundFile, found: FoundFiles, into: Set<string>): void {
  for (const folder of foldersAround(file.path)) {
    for (const other of found.inFolder(folder)) {
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
