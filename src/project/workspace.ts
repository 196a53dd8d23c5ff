// Where a run may read and look: the git repository around the named paths, else the paths themselves.
// Refuses to know what the files are.

import { posix } from 'node:path';
import { type ProjectDiagnostic, problem } from './diagnostics.ts';
import type { Disk } from './disk.ts';

export interface Workspace {
  readonly disk: Disk;
  /** Nothing outside of this folder is read (module caches aside), and paths in reports are relative to it. Absolute, without links. */
  readonly root: string;
  /** Where callers, parameter files and modules are looked for. */
  readonly areas: readonly Area[];
  readonly named: readonly NamedPath[];
  readonly diagnostics: readonly ProjectDiagnostic[];
}

export interface Area {
  readonly folder: string;
  /** False for the folder of a named file outside of any repository, which alone is looked at. */
  readonly deep: boolean;
}

export interface NamedPath {
  /** Absolute, without links. */
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

/** Finds the workspace around paths as a person named them. A path that leads nowhere is a diagnostic. */
export function openWorkspace(paths: readonly string[], disk: Disk): Workspace {
  const named: NamedPath[] = [];
  const diagnostics: ProjectDiagnostic[] = [];
  for (const path of paths) {
    const real = disk.realPath(disk.absolute(path));
    const kind = real === null ? null : disk.kindOf(real);
    if (real !== null && kind !== null) named.push({ path: real, kind });
    else {
      diagnostics.push(
        problem(
          'path-not-found',
          'error',
          path,
          `\`${path}\` does not exist`,
          'Name a file or folder that does.',
        ),
      );
    }
  }
  const repositories = named.map(each => gitRoot(folderOf(each), disk));
  const areas = named.map((each, index) => areaOf(each, repositories[index] ?? null));
  return { disk, root: rootOf(areas, repositories, disk), areas: outermost(areas), named, diagnostics };
}

/** A path as `Source.path` writes it: relative to the workspace, absolute outside of it. */
export function workspacePath(workspace: Workspace, path: string): string {
  if (path === workspace.root) return '.';
  return isInside(path, workspace.root) ? path.slice(prefixOf(workspace.root).length) : path;
}

/** The absolute form of a `Source.path`. */
export function absolutePath(workspace: Workspace, path: string): string {
  return isAbsolute(path) ? path : posix.join(workspace.root, path);
}

/** Whether a path is a folder or lies anywhere in it. Both are absolute and normalised. */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(prefixOf(folder));
}

/** Whether a path is one of some paths or lies in one of them; all are absolute and normalised. */
export function insideAny(paths: Iterable<string>): (path: string) => boolean {
  const known = new Set(paths);
  return path => {
    for (let each: string | null = path; each !== null; each = parentOf(each))
      if (known.has(each)) return true;
    return false;
  };
}

/** Absolute on any platform: `/x`, `C:/x`. */
export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:/.test(path);
}

/** Null for `/` and for a drive. */
export function parentOf(folder: string): string | null {
  const parent = posix.dirname(folder);
  return parent === folder || parent === '.' ? null : parent;
}

function prefixOf(folder: string): string {
  return folder.endsWith('/') ? folder : `${folder}/`;
}

function folderOf(named: NamedPath): string {
  return named.kind === 'folder' ? named.path : posix.dirname(named.path);
}

/** The nearest folder with a `.git` in it, which is a folder in a clone and a file in a worktree or submodule. */
export function gitRoot(start: string, disk: Disk): string | null {
  for (let folder: string | null = start; folder !== null; folder = parentOf(folder)) {
    if (disk.kindOf(posix.join(folder, '.git')) !== null) return folder;
  }
  return null;
}

function areaOf(named: NamedPath, repository: string | null): Area {
  if (repository !== null) return { folder: repository, deep: true };
  return { folder: folderOf(named), deep: named.kind === 'folder' };
}

/** The one repository, else the working folder where it contains every path, else the smallest folder that does. */
function rootOf(areas: readonly Area[], repositories: readonly (string | null)[], disk: Disk): string {
  const [repository] = repositories;
  if (repository && repositories.every(each => each === repository)) return repository;
  if (areas.every(area => isInside(area.folder, disk.workingFolder))) return disk.workingFolder;
  const folders = areas.map(area => area.folder);
  for (let folder = folders[0] ?? null; folder !== null; folder = parentOf(folder)) {
    const around = folder;
    if (folders.every(each => isInside(each, around))) return around;
  }
  return disk.workingFolder;
}

/** Without areas that another one covers. */
function outermost(areas: readonly Area[]): readonly Area[] {
  return areas.filter(
    (area, index) =>
      !areas.some(
        (other, at) =>
          at !== index &&
          ((other.deep &&
            isInside(area.folder, other.folder) &&
            (area.folder !== other.folder || !area.deep || at < index)) ||
            (!other.deep && !area.deep && area.folder === other.folder && at < index)),
      ),
  );
}
