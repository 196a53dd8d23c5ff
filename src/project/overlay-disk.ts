// A disk on which some files read otherwise, or are there although they are not: an editor's unsaved text, a fix that is tried.

import { posix } from 'node:path';
import type { Disk, DiskProblem } from './disk.ts';

/** `files` by absolute path, without links. */
export function overlayDisk(disk: Disk, files: ReadonlyMap<string, Uint8Array>): Disk {
  const read = (path: string, most: number): Uint8Array | DiskProblem => {
    const bytes = files.get(path);
    if (!bytes) return disk.read(path, most);
    return bytes.length > most ? { problem: 'too-large', detail: `it has ${bytes.length} bytes` } : bytes;
  };
  return {
    absolute: disk.absolute,
    workingFolder: disk.workingFolder,
    environment: disk.environment,
    list: folder => {
      const listing = disk.list(folder);
      const added = [...files.keys()]
        .filter(path => posix.dirname(path) === folder)
        .map(path => posix.basename(path));
      if (listing === null || added.length === 0) return listing;
      return { ...listing, files: [...new Set([...listing.files, ...added])] };
    },
    kindOf: path => (files.has(path) ? 'file' : disk.kindOf(path)),
    realPath: path => (files.has(path) ? path : disk.realPath(path)),
    read,
    readStart: (path, length) => files.get(path)?.subarray(0, length) ?? disk.readStart(path, length),
  };
}
