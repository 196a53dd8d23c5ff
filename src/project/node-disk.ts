// The real disk.

import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { resolve, sep } from 'node:path';
import type { Disk, DiskProblem, Listing } from './disk.ts';

export function nodeDisk(workingFolder: string = process.cwd()): Disk {
  return {
    absolute: path => forward(resolve(workingFolder, path)),
    workingFolder: forward(realPath(workingFolder) ?? workingFolder),
    list,
    kindOf,
    realPath: path => {
      const real = realPath(path);
      return real === null ? null : forward(real);
    },
    read,
    readStart,
    environment: name => process.env[name] ?? (name === 'HOME' ? forward(homedir()) : undefined),
  };
}

const forward: (path: string) => string = sep === '/' ? path => path : path => path.replaceAll(sep, '/');

function list(folder: string): Listing | null {
  const files: string[] = [];
  const folders: string[] = [];
  const links: string[] = [];
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isFile()) files.push(entry.name);
      else if (entry.isDirectory()) folders.push(entry.name);
      else if (entry.isSymbolicLink()) links.push(entry.name);
    }
  } catch {
    return null;
  }
  return { files, folders, links };
}

function kindOf(path: string): 'file' | 'folder' | null {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status?.isFile()) return 'file';
    return status?.isDirectory() ? 'folder' : null;
  } catch {
    return null;
  }
}

function realPath(path: string): string | null {
  try {
    return realpathSync.native(path);
  } catch {
    return null;
  }
}

function read(path: string, most: number): Uint8Array | DiskProblem {
  return withFile(path, (descriptor, size) =>
    size > most ? { problem: 'too-large', detail: `it has ${size} bytes` } : readUpTo(descriptor, size),
  );
}

function readStart(path: string, length: number): Uint8Array | DiskProblem {
  return withFile(path, (descriptor, size) => readUpTo(descriptor, Math.min(size, length)));
}

// Without this flag, opening a pipe waits for its writer. Windows has neither.
const WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

function withFile(
  path: string,
  use: (descriptor: number, size: number) => Uint8Array | DiskProblem,
): Uint8Array | DiskProblem {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, WITHOUT_WAITING);
    const status = fstatSync(descriptor);
    return status.isFile()
      ? use(descriptor, status.size)
      : { problem: 'not-a-file', detail: 'it is not a file' };
  } catch (error) {
    return problemOf(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Fewer bytes than asked for where the file has become shorter. */
function readUpTo(descriptor: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(descriptor, bytes, filled, length - filled, filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

function problemOf(error: unknown): DiskProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return { problem: 'missing', detail: 'it does not exist' };
  if (code === 'EACCES' || code === 'EPERM') return { problem: 'denied', detail: 'permission was denied' };
  return { problem: 'failed', detail: code === '' ? 'reading it failed' : `reading it failed with ${code}` };
}
