// The found files in the shapes in which this room asks for them.

import { posix } from 'node:path';
import { sourceOfCompiled, sourceOfCompiledParameters } from './compiled-files.ts';
import type { FoundFile } from './discover.ts';
import type { Roles } from './roles.ts';

export interface FoundFiles {
  /** Sorted by path. */
  readonly all: readonly FoundFile[];
  at(path: string): FoundFile | undefined;
  /** Those directly in a folder. */
  inFolder(folder: string): readonly FoundFile[];
  /** `compiled` where its source is there, and only there. */
  roleOf(file: FoundFile): ReturnType<Roles['of']>;
  /** What was compiled among some files, with the Bicep file that each came from. */
  compiledAmong(files: readonly FoundFile[]): ReadonlyMap<string, string>;
}

export function indexFiles(all: readonly FoundFile[], roles: Roles): FoundFiles {
  const byPath = new Map(all.map(file => [file.path, file]));
  const byFolder = new Map<string, FoundFile[]>();
  for (const file of all) {
    const folder = posix.dirname(file.path);
    const files = byFolder.get(folder);
    if (files) files.push(file);
    else byFolder.set(folder, [file]);
  }

  const exists = (path: string): boolean => byPath.has(path);

  function sourceOf(file: FoundFile): string | null {
    if (file.type.language !== 'arm') return null;
    const role = roles.of(file);
    if (role === 'parameters') return sourceOfCompiledParameters(file.path, exists);
    return role === 'compiled' ? sourceOfCompiled(file.path, exists) : null;
  }

  return {
    all,
    at: path => byPath.get(path),
    inFolder: folder => byFolder.get(folder) ?? [],
    roleOf: file => {
      if (sourceOf(file) !== null) return 'compiled';
      const role = roles.of(file);
      return role === 'compiled' ? 'template' : role;
    },
    compiledAmong: files =>
      new Map(
        files.flatMap(file => {
          const source = sourceOf(file);
          return source === null ? [] : [[file.path, source] as const];
        }),
      ),
  };
}
