// The names that the CDK makes of a construct's place in the tree: logical ids, unique ids and names, addresses. They hold a digest of
// the path, so that they are known exactly where all ids on it are.

import { createHash } from '../../text/create-hash.ts';

const plain = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '');

/** An id of letters and digits, unique for a path: what people recognise, and a digest. */
export function uniqueId(path: readonly string[]): string {
  const ids = path.filter(id => id !== 'Default');
  const [only = ''] = ids;
  if (ids.length <= 1 && plain(only).length <= 255) return plain(only);
  return withoutRepetition(ids).map(plain).join('').slice(0, 240) + digestOf(ids);
}

export interface NameOptions {
  readonly maxLength?: number;
  readonly separator?: string;
  readonly allowedSpecialCharacters?: string;
  readonly prefix?: string;
}

/** A physical name for a path, as short as it must be. */
export function uniqueName(path: readonly string[], options: NameOptions): string {
  const { maxLength = 256, separator = '', allowedSpecialCharacters = '', prefix = '' } = options;
  const allowed = new RegExp(`[^A-Za-z0-9${allowedSpecialCharacters}]`, 'g');
  const ids = path.filter(id => id !== 'Default');
  const top = prefix + (ids[0] ?? '').replace(allowed, '');
  if (ids.length <= 1 && top.length <= maxLength) return top;
  const words = withoutRepetition(ids)
    .map(id => id.replace(allowed, ''))
    .filter(id => id !== '');
  const text = prefix + words.join(separator) + separator;
  const longest = maxLength - 8;
  const half = Math.floor(longest / 2);
  const shown = text.length > longest ? text.slice(0, half) + text.slice(-half) : text;
  return shown + digestOf(ids);
}

/** `node.addr`. */
export function addressOf(path: readonly string[]): string {
  const hash = createHash('sha1');
  for (const id of path) if (id !== 'Default') hash.update(`${id}\n`);
  return `c8${hash.digest('hex')}`;
}

/** What ends as what was before it adds nothing; neither does `Resource`. */
function withoutRepetition(ids: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const id of ids) if (!kept.at(-1)?.endsWith(id)) kept.push(id);
  return kept.filter(id => id !== 'Resource');
}

function digestOf(ids: readonly string[]): string {
  return createHash('md5').update(ids.join('/')).digest('hex').slice(0, 8).toUpperCase();
}
