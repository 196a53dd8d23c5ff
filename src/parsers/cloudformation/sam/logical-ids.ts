// Logical ids that end with a digest of what they stand for, as SAM makes them.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html

import { createHash } from '../../text/create-hash.ts';
import type { TemplateNode } from '../syntax.ts';

/** Plain data, as JSON knows it. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

/** More parts than this are left out: what the text shares counts each time. */
const MOST_PARTS = 100_000;

/** The text of a node as data; `resolve` says what a part stands for that is not taken as it is written. */
export function plain(
  node: TemplateNode,
  resolve: (node: TemplateNode) => Plain | undefined = () => undefined,
): Plain {
  let left = MOST_PARTS;
  const data = (part: TemplateNode): Plain => {
    const resolved = resolve(part);
    if (resolved !== undefined) return resolved;
    if (left-- <= 0 || part.kind === 'unread') return null;
    if (part.kind === 'scalar') return part.value;
    if (part.kind === 'list') return part.items.map(data);
    return Object.fromEntries(part.members.map(({ key, value }) => [key, data(value)]));
  };
  return data(node);
}

/** The first ten hexadecimal digits of the digest of the data; nothing for nothing. */
export function digestOf(data: Plain): string {
  const isEmpty = data === null || (typeof data === 'object' && Object.keys(data).length === 0);
  if (isEmpty || data === '') return '';
  const text = typeof data === 'string' ? data : canonicalText(data);
  return createHash('sha1').update(text).digest('hex').slice(0, 10);
}

/** JSON with sorted names, without blanks and in ASCII: equal data has equal texts. */
export function canonicalText(data: Plain): string {
  if (data === null || typeof data !== 'object') return asciiText(data);
  if (Array.isArray(data)) return `[${data.map(canonicalText).join(',')}]`;
  const members = Object.entries(data as { readonly [name: string]: Plain });
  const sorted = members.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${sorted.map(([name, value]) => `${asciiText(name)}:${canonicalText(value)}`).join(',')}}`;
}

function asciiText(data: string | number | boolean | null): string {
  return JSON.stringify(data).replace(
    /[\u007f-\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
