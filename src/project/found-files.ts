// The found files in the shapes in which this room asks for them.

import { posix } from 'node:path';
import { sourceOfCompiled, sourceOfCompiledParameters, stemOf } from './compiled-files.ts';
import type { FoundFile } from './discover.ts';
import type { Roles } from './roles.ts';

export interface FoundFiles {
  /** Sorted by path. */
  readonly all: readonly FoundFile[];
  at(path: string): FoundFile | undefined;
  /** Those directly in a folder. */
  inFolder(folder: string): readonly FoundFile[];
  /** The templates directly in a folder with the names that they answer to: their own and those of what was compiled from them. */
  templatesIn(folder: string): readonly NamedTemplate[];
  /** `compiled` where its source is there, and only there. */
  roleOf(file: FoundFile): ReturnType<Roles['of']>;
  /** What was compiled among some files, with the Bicep file that each came from. */
  compiledAmong(files: readonly FoundFile[]): ReadonlyMap<string, string>;
}

export interface NamedTemplate {
  readonly path: string;
  /** File names without extension. */
  readonly stems: readonly string[];
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

  const sources = new Map<FoundFile, string | null>();
  const templates = new Map<string, readonly NamedTemplate[]>();

  function sourceOf(file: FoundFile): string | null {
    let source = sources.get(file);
    if (source === undefined) {
      source = findSource(file);
      sources.set(file, source);
    }
    return source;
  }

  function findSource(file: FoundFile): string | null {
    if (file.type.language !== 'arm') return null;
    const role = roles.of(file);
    if (role === 'parameters') return sourceOfCompiledParameters(file.path, exists);
    return role === 'compiled' ? sourceOfCompiled(file.path, exists) : null;
  }

  const inFolder = (folder: string): readonly FoundFile[] => byFolder.get(folder) ?? [];

  function roleOf(file: FoundFile): ReturnType<Roles['of']> {
    if (sourceOf(file) !== null) return 'compiled';
    const role = roles.of(file);
    return role === 'compiled' ? 'template' : role;
  }

  function compiledAmong(files: readonly FoundFile[]): Map<string, string> {
    return new Map(
      files.flatMap(file => {
        const source = sourceOf(file);
        return source === null ? [] : [[file.path, source] as const];
      }),
    );
  }

  function templatesIn(folder: string): readonly NamedTemplate[] {
    const known = templates.get(folder);
    if (known) return known;
    const files = inFolder(folder);
    const stems = new Map<string, string[]>();
    for (const file of files) if (roleOf(file) === 'template') stems.set(file.path, [stemOf(file.path)]);
    for (const [compiled, source] of compiledAmong(files)) stems.get(source)?.push(stemOf(compiled));
    const found = [...stems].map(([path, names]) => ({ path, stems: names }));
    templates.set(folder, found);
    return found;
  }

  return { all, at: path => byPath.get(path), inFolder, templatesIn, roleOf, compiledAmong };
}
