// Where the configuration of a run is: by walking up to the git root.
// Refuses to know what is in it.

import { posix } from 'node:path';
import { decodeText } from './decode.ts';
import { type Disk, isProblem } from './disk.ts';
import { gitRoot, isInside, parentOf } from './workspace.ts';

export const CONFIGURATION_NAME = 'aispm.yaml';

export interface ConfigurationFile {
  /** Absolute, without links. */
  readonly path: string;
  /** The folder to which paths in it are relative: its own, for one in `.github` the folder around. */
  readonly folder: string;
  readonly text: string;
}

const LONGEST = 1 << 20;

/**
 * The nearest configuration above the named paths (absolute), or null. Between the folder that holds them all (the working folder where
 * that does) and the git root, each folder is looked at, and `.github` in the root; outside of a repository only the first.
 */
export function findConfiguration(named: readonly string[], disk: Disk): string | null {
  const folders = named.map(path => (disk.kindOf(path) === 'folder' ? path : posix.dirname(path)));
  const start = folders.every(folder => isInside(folder, disk.workingFolder))
    ? disk.workingFolder
    : commonFolder(folders);
  const root = gitRoot(start, disk) ?? start;
  for (let folder: string | null = start; folder !== null; folder = parentOf(folder)) {
    const path = posix.join(folder, CONFIGURATION_NAME);
    if (disk.kindOf(path) === 'file') return path;
    if (folder === root) break;
  }
  const inGitHub = posix.join(root, '.github', CONFIGURATION_NAME);
  return disk.kindOf(inGitHub) === 'file' ? inGitHub : null;
}

/** Reads the file at an absolute path; text instead of a file says, in the user's words, why it cannot be read. */
export function readConfigurationFile(path: string, disk: Disk): ConfigurationFile | string {
  const bytes = disk.read(path, LONGEST);
  if (isProblem(bytes)) return bytes.detail;
  const text = decodeText(bytes);
  if (typeof text !== 'string') return `it ${text.found}`;
  const real = disk.realPath(path) ?? path;
  const own = posix.dirname(real);
  return { path: real, folder: posix.basename(own) === '.github' ? posix.dirname(own) : own, text };
}

function commonFolder(folders: readonly string[]): string {
  let common = folders[0]!;
  while (!folders.every(folder => isInside(folder, common))) common = parentOf(common) ?? '/';
  return common;
}
