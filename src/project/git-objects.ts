// Git's objects, loose and packed, read without git: https://git-scm.com/docs/gitformat-pack, only the parts that are asked for.
// Refuses to know what the objects mean, and to write.

import { fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag';

export interface GitObject {
  readonly type: ObjectType;
  readonly bytes: Buffer;
}

export interface GitObjects {
  /** Null where the repository does not have it (a shallow or partial clone). */
  read(id: string): GitObject | null;
  /** The ids that begin with some hexadecimal digits. */
  idsFrom(prefix: string): readonly string[];
}

interface Pack {
  readonly index: number;
  readonly data: number;
  /** By first byte of an id, how many ids come before those of the next. */
  readonly fanout: readonly number[];
}

const ID_BYTES = 20;
const FANOUT_AT = 8;
const IDS_AT = FANOUT_AT + 256 * 4;
const PACKED_TYPES: Readonly<Record<number, ObjectType>> = { 1: 'commit', 2: 'tree', 3: 'blob', 4: 'tag' };
const DELTA_BY_OFFSET = 6;
const DELTA_BY_ID = 7;
/** Git itself makes chains of 50, with `--depth` of 4095. */
const LONGEST_CHAIN = 5000;

/** `folder` is `.git/objects`. Files stay open until the process ends. */
export function openObjects(folder: string): GitObjects {
  const folders = withAlternates(folder, 0);
  let packs: readonly Pack[] | null = null;
  const allPacks = (): readonly Pack[] => {
    packs ??= folders.flatMap(openPacks);
    return packs;
  };

  function read(id: string): GitObject | null {
    for (const pack of allPacks()) {
      const offset = offsetOf(pack, id);
      if (offset !== null) return readPacked(pack, offset);
    }
    for (const each of folders) {
      const loose = readLoose(join(each, id.slice(0, 2), id.slice(2)));
      if (loose) return loose;
    }
    return null;
  }

  /** Follows deltas down to a whole object and applies them on the way back. */
  function readPacked(pack: Pack, start: number): GitObject | null {
    const deltas: Buffer[] = [];
    let base: GitObject | null = null;
    for (let offset = start; base === null && deltas.length < LONGEST_CHAIN; ) {
      const entry = readEntry(pack, offset);
      const type = PACKED_TYPES[entry.type];
      if (type) base = { type, bytes: entry.bytes };
      else {
        deltas.push(entry.bytes);
        if (typeof entry.base === 'number') offset = entry.base;
        else if (entry.base === null) return null;
        else {
          base = read(entry.base);
          if (base === null) return null;
        }
      }
    }
    if (base === null) return null;
    const { type } = base;
    return { type, bytes: deltas.reduceRight((bytes, delta) => applyDelta(bytes, delta), base.bytes) };
  }

  function idsFrom(prefix: string): readonly string[] {
    const ids = new Set<string>();
    for (const each of folders)
      for (const name of namesIn(join(each, prefix.slice(0, 2))))
        if (name.startsWith(prefix.slice(2))) ids.add(prefix.slice(0, 2) + name);
    for (const pack of allPacks()) for (const id of packedIdsFrom(pack, prefix)) ids.add(id);
    return [...ids];
  }

  return { read, idsFrom };
}

/** The folder, and those that share their objects with it. */
function withAlternates(folder: string, depth: number): readonly string[] {
  let text = '';
  try {
    text = depth < 5 ? readFileSync(join(folder, 'info/alternates'), 'utf8') : '';
  } catch {
    return [folder];
  }
  const others = text.split('\n').filter(line => line !== '' && !line.startsWith('#'));
  const paths = others.map(line => (line.startsWith('/') ? line : join(folder, line)));
  return [folder, ...paths.flatMap(path => withAlternates(path, depth + 1))];
}

function openPacks(folder: string): Pack[] {
  const names = namesIn(join(folder, 'pack')).filter(name => name.endsWith('.idx'));
  return names.flatMap(name => {
    try {
      const index = openSync(join(folder, 'pack', name), 'r');
      const data = openSync(join(folder, 'pack', name.replace(/idx$/, 'pack')), 'r');
      const head = readAt(index, 0, IDS_AT);
      if (head.readUInt32BE(0) !== 0xff744f63 || head.readUInt32BE(4) !== 2) return [];
      const fanout = Array.from({ length: 256 }, (_, byte) => head.readUInt32BE(FANOUT_AT + byte * 4));
      return [{ index, data, fanout }];
    } catch {
      return [];
    }
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The position of the first id from `from` on that is not before `id`, among those with the same first byte. */
function searchIds({ fanout }: Pack, ids: Buffer, first: number, id: Buffer): number {
  const byte = id[0]!;
  let low = 0;
  let high = fanout[byte]! - first;
  while (low < high) {
    const middle = (low + high) >> 1;
    const compared = ids.compare(id, 0, id.length, middle * ID_BYTES, middle * ID_BYTES + id.length);
    if (compared < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function idsWith(pack: Pack, byte: number): { ids: Buffer; first: number } {
  const first = byte === 0 ? 0 : pack.fanout[byte - 1]!;
  const count = pack.fanout[byte]! - first;
  return { ids: readAt(pack.index, IDS_AT + first * ID_BYTES, count * ID_BYTES), first };
}

function offsetOf(pack: Pack, hex: string): number | null {
  const id = Buffer.from(hex, 'hex');
  const { ids, first } = idsWith(pack, id[0]!);
  const found = searchIds(pack, ids, first, id);
  if (ids.subarray(found * ID_BYTES, (found + 1) * ID_BYTES).compare(id) !== 0) return null;
  const total = pack.fanout[255]!;
  const offsetsAt = IDS_AT + total * (ID_BYTES + 4);
  const small = readAt(pack.index, offsetsAt + (first + found) * 4, 4).readUInt32BE(0);
  if (small < 0x80000000) return small;
  return Number(readAt(pack.index, offsetsAt + total * 4 + (small - 0x80000000) * 8, 8).readBigUInt64BE(0));
}

function packedIdsFrom(pack: Pack, prefix: string): string[] {
  const byte = Number.parseInt(prefix.slice(0, 2), 16);
  const { ids } = idsWith(pack, byte);
  const found: string[] = [];
  for (let at = 0; at + ID_BYTES <= ids.length; at += ID_BYTES) {
    const id = ids.toString('hex', at, at + ID_BYTES);
    if (id.startsWith(prefix)) found.push(id);
  }
  return found;
}

interface Entry {
  readonly type: number;
  readonly bytes: Buffer;
  /** Of a delta: an offset in the pack, or an id. */
  readonly base: number | string | null;
}

function readEntry({ data }: Pack, offset: number): Entry {
  const head = readAt(data, offset, 64);
  let at = 0;
  let byte = head[at++]!;
  const type = (byte >> 4) & 7;
  let size = byte & 15;
  for (let shift = 4; byte & 0x80; shift += 7) {
    byte = head[at++]!;
    size += (byte & 0x7f) * 2 ** shift;
  }
  let base: Entry['base'] = null;
  if (type === DELTA_BY_ID) {
    base = head.toString('hex', at, at + ID_BYTES);
    at += ID_BYTES;
  } else if (type === DELTA_BY_OFFSET) {
    byte = head[at++]!;
    let distance = byte & 0x7f;
    while (byte & 0x80) {
      byte = head[at++]!;
      distance = (distance + 1) * 128 + (byte & 0x7f);
    }
    base = offset - distance;
  }
  // What zlib makes is at most this much longer than what it is given.
  const packed = readAt(data, offset + at, size + Math.ceil(size / 1000) + 64);
  return { type, bytes: inflateSync(packed), base };
}

function applyDelta(base: Buffer, delta: Buffer): Buffer {
  let at = 0;
  const length = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = delta[at++]!;
      value += (byte & 0x7f) * 2 ** shift;
      if (!(byte & 0x80)) return value;
    }
  };
  length();
  const result = Buffer.alloc(length());
  let filled = 0;
  while (at < delta.length) {
    const order = delta[at++]!;
    if (order & 0x80) {
      let from = 0;
      let size = 0;
      for (let bit = 0; bit < 4; bit++) if (order & (1 << bit)) from += delta[at++]! * 2 ** (8 * bit);
      for (let bit = 0; bit < 3; bit++) if (order & (16 << bit)) size += delta[at++]! * 2 ** (8 * bit);
      filled += base.copy(result, filled, from, from + (size || 0x10000));
    } else {
      filled += delta.copy(result, filled, at, at + order);
      at += order;
    }
  }
  return result;
}

function readLoose(path: string): GitObject | null {
  let packed: Buffer;
  try {
    packed = readFileSync(path);
  } catch {
    return null;
  }
  const bytes = inflateSync(packed);
  const end = bytes.indexOf(0);
  const type = bytes.toString('latin1', 0, bytes.indexOf(32));
  return { type: type as ObjectType, bytes: bytes.subarray(end + 1) };
}

/** Fewer bytes at the file's end. */
function readAt(file: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(Math.min(length, Math.max(0, fstatSync(file).size - position)));
  let filled = 0;
  while (filled < buffer.length) {
    const count = readSync(file, buffer, filled, buffer.length - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}
