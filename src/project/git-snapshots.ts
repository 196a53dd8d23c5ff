// What a commit or the index holds, by path. https://git-scm.com/docs/index-format

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GitObjects } from './git-objects.ts';
import { GitError } from './git-repository.ts';

export type EntryKind = 'file' | 'folder' | 'link' | 'submodule';

export interface Entry {
  readonly kind: EntryKind;
  readonly id: string;
}

export interface Snapshot {
  /** By a path relative to the repository, with forward slashes; '' is the repository itself. */
  entry(path: string): Entry | null;
  /** By name; null for what is no folder. */
  list(folder: string): ReadonlyMap<string, Entry> | null;
}

const ID_BYTES = 20;

/** What a commit's tree holds; folders are read when they are asked for. */
export function treeSnapshot(tree: string, objects: GitObjects): Snapshot {
  const folders = new Map<string, ReadonlyMap<string, Entry> | null>();

  function list(folder: string): ReadonlyMap<string, Entry> | null {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const own = entry(folder);
    const listed = own?.kind === 'folder' ? readTree(own.id, objects) : null;
    folders.set(folder, listed);
    return listed;
  }

  function entry(path: string): Entry | null {
    if (path === '') return { kind: 'folder', id: tree };
    const slash = path.lastIndexOf('/');
    return list(slash < 0 ? '' : path.slice(0, slash))?.get(path.slice(slash + 1)) ?? null;
  }

  return { entry, list };
}

function readTree(id: string, objects: GitObjects): ReadonlyMap<string, Entry> {
  const bytes = objects.read(id)?.bytes;
  if (!bytes)
    throw new GitError(`a part of the commit (${id}) is not in this clone: \`git fetch --refetch\``);
  const entries = new Map<string, Entry>();
  for (let at = 0; at < bytes.length; ) {
    const name = bytes.indexOf(0, at);
    const [mode, ...words] = bytes.toString('utf8', at, name).split(' ');
    at = name + 1 + ID_BYTES;
    entries.set(words.join(' '), {
      kind: kindOfMode(Number.parseInt(mode!, 8)),
      id: bytes.toString('hex', name + 1, at),
    });
  }
  return entries;
}

function kindOfMode(mode: number): EntryKind {
  switch (mode & 0o170000) {
    case 0o040000:
      return 'folder';
    case 0o120000:
      return 'link';
    case 0o160000:
      return 'submodule';
    default:
      return 'file';
  }
}

/** What the next commit would hold. `folder` is the worktree's `.git`. */
export function indexSnapshot(folder: string, objects: GitObjects): Snapshot {
  const folders = new Map<string, Map<string, Entry>>([['', new Map()]]);
  const trees: { path: string; snapshot: Snapshot }[] = [];
  const add = (path: string, entry: Entry): void => {
    const slash = path.lastIndexOf('/');
    const parent = slash < 0 ? '' : path.slice(0, slash);
    let own = folders.get(parent);
    if (!own) {
      own = new Map();
      folders.set(parent, own);
      add(parent, { kind: 'folder', id: '' });
    }
    own.set(path.slice(slash + 1), entry);
  };
  for (const { path, entry } of readIndex(folder)) {
    if (entry.kind === 'folder') {
      // A sparse index has whole folders as one entry.
      const plain = path.replace(/\/$/, '');
      trees.push({ path: plain, snapshot: treeSnapshot(entry.id, objects) });
      add(plain, { kind: 'folder', id: entry.id });
    } else add(path, entry);
  }
  const within = (path: string) => trees.find(tree => path === tree.path || path.startsWith(`${tree.path}/`));

  return {
    list: path => {
      const tree = within(path);
      return tree ? tree.snapshot.list(path.slice(tree.path.length + 1)) : (folders.get(path) ?? null);
    },
    entry: path => {
      if (path === '') return { kind: 'folder', id: '' };
      const tree = within(path);
      if (tree) return tree.snapshot.entry(path.slice(tree.path.length + 1));
      const slash = path.lastIndexOf('/');
      return folders.get(slash < 0 ? '' : path.slice(0, slash))?.get(path.slice(slash + 1)) ?? null;
    },
  };
}

const STAT_BYTES = 40;
const EXTENDED = 0x4000;
const STAGE = 0x3000;
const THEIRS = 0x3000;

/** In the bytes of paths that version 4 shortens, one character is one byte. Of a file in conflict what was there before, or what is ours. */
function* readIndex(folder: string): Generator<{ path: string; entry: Entry }> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(folder, 'index'));
  } catch {
    return;
  }
  const version = bytes.readUInt32BE(4);
  if (bytes.toString('latin1', 0, 4) !== 'DIRC' || version < 2 || version > 4)
    throw new GitError(`git's index has version ${version}: 2 to 4 are supported`);
  let previous = '';
  let at = 12;
  for (let left = bytes.readUInt32BE(8); left > 0; left--) {
    const start = at;
    const mode = bytes.readUInt32BE(start + 24);
    const id = bytes.toString('hex', start + STAT_BYTES, start + STAT_BYTES + ID_BYTES);
    const flags = bytes.readUInt16BE(start + STAT_BYTES + ID_BYTES);
    at = start + STAT_BYTES + ID_BYTES + (flags & EXTENDED ? 4 : 2);
    let kept = '';
    if (version === 4) {
      let byte = bytes[at++]!;
      let dropped = byte & 0x7f;
      while (byte & 0x80) {
        byte = bytes[at++]!;
        dropped = (dropped + 1) * 128 + (byte & 0x7f);
      }
      kept = previous.slice(0, previous.length - dropped);
    }
    const end = bytes.indexOf(0, at);
    previous = kept + bytes.toString('latin1', at, end);
    const path = Buffer.from(previous, 'latin1').toString('utf8');
    at = version === 4 ? end + 1 : start + ((end - start + 8) & ~7);
    if ((flags & STAGE) !== THEIRS) yield { path, entry: { kind: kindOfMode(mode), id } };
  }
  if (bytes.toString('latin1', at, at + 4) === 'link')
    throw new GitError('split indexes are not supported: `git update-index --no-split-index`');
}
