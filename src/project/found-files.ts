// The found files in the shapes in which this room asks for them.

import { posix } from 'node:path';
import { sourceOfCompiled } from './compiled-templates.ts';
import type { FoundFile } from './discover.ts';
import type { Roles } from './roles.ts';

export interface FoundFiles {
  /** Sorted by path. */
  readonly all: readonly FoundFile[];
  at(path: string): FoundFile | undefined;
  /** Those directly in a folder. */
  inFolder(folder: string): readonly FoundFile[];
  /** `compiled` only where its source is there; else it is a `template`. */
  roleOf(file: FoundFile): ReturnType<Roles['of']>;
  /** The compiled templates among some files, with the Bicep file that each was compiled from. */
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

  function sourceOf(file: FoundFile): string | null {
    return roles.of(file) === 'compiled' ? sourceOfCompiled(file.path, path => byPath.has(path)) : null;
  }

  return {
    all,
    at: path => byPath.get(path),
    inFolder: folder => byFolder.get(folder) ?? [],
    roleOf: file => {
      const role = roles.of(file);
      return role === 'compiled' && sourceOf(file) === null ? 'template' : role;
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
