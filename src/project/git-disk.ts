// A state of a repository as a disk: what a commit or the index holds, with everything else as it lies on the real disk.
// What git does not keep because tools restore it (`.terraform`) is read from there.

import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { type Disk, type DiskProblem, isProblem, type Listing } from './disk.ts';
import type { GitObjects } from './git-objects.ts';
import type { Entry, Snapshot } from './git-snapshots.ts';
import { isInside } from './workspace.ts';

const MISSING: DiskProblem = { problem: 'missing', detail: 'it does not exist' };
const RESTORED = /(?:^|\/)(?:\.git|\.terraform|node_modules|cdk\.out)(?:\/|$)/;

/** `root` is the absolute path of the repository, without links. */
export function snapshotDisk(disk: Disk, root: string, snapshot: Snapshot, objects: GitObjects): Disk {
  const prefix = root.endsWith('/') ? root.length : root.length + 1;

  /** The path in the repository; null for what the snapshot has no say in. */
  function inside(path: string): string | null {
    if (path === root) return '';
    if (!isInside(path, root)) return null;
    const relative = path.slice(prefix);
    return RESTORED.test(relative) || isInSubmodule(relative) ? null : relative;
  }

  function isInSubmodule(relative: string): boolean {
    for (let folder = relative; folder !== '.' && folder !== ''; folder = posix.dirname(folder))
      if (snapshot.entry(folder)?.kind === 'submodule') return true;
    return false;
  }

  /** Where an entry leads, through links. */
  function follow(relative: string, depth = 0): { path: string; entry: Entry } | null {
    const entry = snapshot.entry(relative);
    if (entry?.kind !== 'link') return entry && { path: relative, entry };
    const target = objects.read(entry.id)?.bytes.toString('utf8');
    if (target === undefined || target.startsWith('/') || depth > 10) return null;
    const path = posix.join(posix.dirname(relative), target);
    return path.startsWith('..') ? null : follow(path, depth + 1);
  }

  function list(folder: string): Listing | null {
    const relative = inside(folder);
    if (relative === null) return disk.list(folder);
    const entries = snapshot.list(relative);
    if (entries === null) return null;
    const restored = disk.list(folder)?.folders.filter(name => RESTORED.test(name)) ?? [];
    const named = (kind: Entry['kind']): string[] =>
      [...entries].filter(([, entry]) => entry.kind === kind).map(([name]) => name);
    return {
      files: named('file'),
      folders: [...named('folder'), ...named('submodule'), ...restored],
      links: named('link'),
    };
  }

  function kindOf(path: string): 'file' | 'folder' | null {
    const relative = inside(path);
    if (relative === null) return disk.kindOf(path);
    const kind = follow(relative)?.entry.kind ?? null;
    return kind === null ? null : kind === 'file' ? 'file' : 'folder';
  }

  function read(path: string, most: number): Uint8Array | DiskProblem {
    const relative = inside(path);
    if (relative === null) return disk.read(path, most);
    const found = follow(relative);
    if (found?.entry.kind !== 'file') return MISSING;
    // Most files are what they were: their hash is quicker than the way through a pack.
    const current = disk.read(posix.join(root, found.path), most);
    if (!isProblem(current) && blobId(current) === found.entry.id) return current;
    const bytes = objects.read(found.entry.id)?.bytes;
    if (!bytes) return { problem: 'failed', detail: 'this clone does not have it' };
    return bytes.length > most ? { problem: 'too-large', detail: `it has ${bytes.length} bytes` } : bytes;
  }

  return {
    absolute: disk.absolute,
    workingFolder: disk.workingFolder,
    list,
    kindOf,
    realPath: path => {
      const relative = inside(path);
      if (relative === null) return disk.realPath(path);
      const found = follow(relative);
      return found && (found.path === '' ? root : posix.join(root, found.path));
    },
    read,
    readStart: (path, length) => {
      const bytes = read(path, Number.MAX_SAFE_INTEGER);
      return isProblem(bytes) ? bytes : bytes.subarray(0, length);
    },
    environment: disk.environment,
  };
}

/** The id that git gives to a file's content. */
export function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
