// Texts in memory as a disk: for the library, for the tests inside rule files and for our own.

import { posix } from 'node:path';
import type { Disk, DiskProblem, Listing } from './disk.ts';

/** Contents by path; paths are relative to `/`, which is also the working folder. */
export type MemoryFiles = Readonly<Record<string, string | Uint8Array>>;

const MISSING: DiskProblem = { problem: 'missing', detail: 'it does not exist' };

export function memoryDisk(files: MemoryFiles, environment: Readonly<Record<string, string>> = {}): Disk {
  const contents = new Map<string, Uint8Array>();
  const folders = new Map<string, Listing & { files: string[]; folders: string[] }>();
  folderOf('/');
  for (const [path, content] of Object.entries(files)) {
    const full = absolute(path);
    contents.set(full, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    folderOf(posix.dirname(full)).files.push(posix.basename(full));
  }

  function folderOf(path: string): Listing & { files: string[]; folders: string[] } {
    const known = folders.get(path);
    if (known) return known;
    const folder = { files: [], folders: [], links: [] };
    folders.set(path, folder);
    if (path !== '/') folderOf(posix.dirname(path)).folders.push(posix.basename(path));
    return folder;
  }

  function kindOf(path: string): 'file' | 'folder' | null {
    if (contents.has(path)) return 'file';
    return folders.has(path) ? 'folder' : null;
  }

  function read(path: string, most: number): Uint8Array | DiskProblem {
    const bytes = contents.get(path);
    if (bytes === undefined) return MISSING;
    return bytes.length > most ? { problem: 'too-large', detail: `it has ${bytes.length} bytes` } : bytes;
  }

  return {
    absolute,
    workingFolder: '/',
    list: folder => folders.get(folder) ?? null,
    kindOf,
    realPath: path => (kindOf(path) === null ? null : path),
    read,
    readStart: (path, length) => contents.get(path)?.subarray(0, length) ?? MISSING,
    environment: name => environment[name],
  };
}

function absolute(path: string): string {
  return posix.resolve('/', path);
}
