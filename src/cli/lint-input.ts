// What a lint run is about: which options go together, the text on stdin, the changes that git knows.

import { posix } from 'node:path';
import type { Changes } from '../project/git-changes.ts';
import { nodeDisk } from '../project/node-disk.ts';
import { overlayDisk } from '../project/overlay-disk.ts';
import { gitRoot, openWorkspace } from '../project/workspace.ts';
import type { Arguments } from './arguments.ts';
import { UsageError } from './errors.ts';
import { type Settings, settingsOf } from './settings.ts';
import type { Streams } from './streams.ts';

const EXCLUSIVE = [
  ['since', 'staged', 'update-baseline'],
  ['fix', 'diff', 'update-baseline'],
  ['fix', 'staged'],
  ['diff', 'staged'],
  ['fix', 'stdin-path'],
] as const;

/** Throws a UsageError for options that make no sense together. */
export function checkTogether(given: Arguments): void {
  for (const names of EXCLUSIVE) {
    const [one, other] = names.filter(name => given.has(name));
    if (other) throw new UsageError(`--${one} and --${other} exclude each other`);
  }
  if (given.has('unsafe-fixes') && !given.has('fix') && !given.has('diff'))
    throw new UsageError('--unsafe-fixes says which fixes to make: give --fix or --diff too');
}

/** The settings, with the text on stdin in the place of the file that it is of. */
export async function inputSettings(given: Arguments, streams: Streams): Promise<Settings> {
  const disk = nodeDisk();
  const name = given.value('stdin-path');
  const isInput = given.paths.includes('-');
  if (!isInput && name === undefined) return settingsOf(given, disk);
  if (name === undefined)
    throw new UsageError('the path - needs --stdin-path FILE: the file that the text is of');
  if (!isInput || given.paths.length > 1)
    throw new UsageError('--stdin-path needs - as the only path: aispm - --stdin-path FILE');
  const path = disk.absolute(name);
  const folder = disk.realPath(posix.dirname(path));
  if (folder === null) throw new UsageError(`${name}: no such folder`);
  const real = disk.realPath(path) ?? posix.join(folder, posix.basename(path));
  const text = await streams.readInput();
  return settingsOf(given, overlayDisk(disk, new Map([[real, text]])), [real]);
}

/** What git says has changed, where that is asked for. */
export async function changesOf(given: Arguments, { paths, disk }: Settings): Promise<Changes | null> {
  const since = given.value('since');
  if (since === undefined && !given.has('staged')) return null;
  const { changesSince, stagedChanges } = await import('../project/git-changes.ts');
  const [first] = openWorkspace(paths, disk).named;
  const root = first ? gitRoot(first.kind === 'folder' ? first.path : posix.dirname(first.path), disk) : null;
  return since === undefined ? stagedChanges(root, disk) : changesSince(since, root, disk);
}
