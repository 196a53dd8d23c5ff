// The real disk.

import {
  closeSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
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
  try {
    // Opening a pipe would wait for its writer, so what it is must be known first.
    const status = statSync(path);
    if (!status.isFile()) return { problem: 'not-a-file', detail: 'it is not a file' };
    if (status.size > most) return { problem: 'too-large', detail: `it has ${status.size} bytes` };
    return readFileSync(path);
  } catch (error) {
    return problemOf(error);
  }
}

function readStart(path: string, length: number): Uint8Array | DiskProblem {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    if (!fstatSync(descriptor).isFile()) return { problem: 'not-a-file', detail: 'it is not a file' };
    const bytes = new Uint8Array(length);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, length, 0));
  } catch (error) {
    return problemOf(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function problemOf(error: unknown): DiskProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return { problem: 'missing', detail: 'it does not exist' };
  if (code === 'EACCES' || code === 'EPERM') return { problem: 'denied', detail: 'permission was denied' };
  return { problem: 'failed', detail: code === '' ? 'reading it failed' : `reading it failed with ${code}` };
}
