// `split` of strings with holes: which pieces are certain although parts of the string are not known.
// Refuses to know anything but pieces: what is uncertain is left to the caller.

import { scalar, type UnknownValue, type Value } from '../../../model/value.ts';
import { stringOf } from './arguments.ts';
import { mayContain } from './symbols.ts';
import { partsOf, type TextPart, textValue } from './text.ts';

/** The pieces of a split text that are certain, counted from its start and from its end. */
export interface Pieces {
  readonly leading: readonly Value[];
  readonly trailing: readonly Value[];
  /** No hole can contain a delimiter: `leading` are all the pieces. */
  readonly complete: boolean;
}

/**
 * Splits the parts of a text. A hole that may contain a delimiter makes the number of pieces unknown; the pieces before and after are certain all the
 * same. Holes that cannot: subscription and resource group names and ids, hashes and guids, and whole segments of a resource id
 * (`/subscriptions/…/providers/T/x/${name}`), where Azure allows no slash.
 */
export function splitText(parts: readonly TextPart[], delimiters: readonly string[]): Pieces {
  if (delimiters.some(delimiter => delimiter.length !== 1)) {
    // A longer delimiter may begin in a hole and end in what follows.
    const whole = parts.some(part => typeof part !== 'string') ? null : textValue(parts);
    return {
      leading: whole ? splitLiteral(stringOf(whole)!, delimiters).map(piece => scalar(piece)) : [],
      trailing: [],
      complete: whole !== null,
    };
  }
  const leading: TextPart[][] = [[]];
  const trailing: TextPart[][] = [[]];
  let into = leading;
  let complete = true;
  const isId = isResourceId(parts) && delimiters.every(delimiter => delimiter === '/');
  parts.forEach((part, index) => {
    if (typeof part !== 'string') {
      if (!delimiters.some(delimiter => mayContain(part, delimiter)) || (isId && isSegment(parts, index))) {
        into.at(-1)!.push(part);
        return;
      }
      complete = false;
      into = trailing;
      trailing.splice(0, trailing.length, []);
      return;
    }
    const [first, ...rest] = splitLiteral(part, delimiters);
    into.at(-1)!.push(first!);
    for (const piece of rest) into.push([piece]);
  });
  if (complete) return { leading: leading.map(piece => textValue(piece)), trailing: [], complete };
  // The pieces that touch the uncertain hole may be longer than what is seen of them.
  return {
    leading: leading.slice(0, -1).map(piece => textValue(piece)),
    trailing: trailing.slice(1).map(piece => textValue(piece)),
    complete,
  };
}

/** The certain pieces of an unknown value that is a call of `split`; null for anything else. */
export function splitOf(value: UnknownValue): Pieces | null {
  const { expression } = value;
  if (expression.kind !== 'call' || expression.name !== 'split') return null;
  const [text, delimiter] = expression.args;
  const parts = text && (partsOf(text) ?? [text]);
  const delimiters = delimiter && delimitersOf(delimiter);
  return parts && delimiters ? splitText(parts, delimiters) : null;
}

/** The piece at an index, negative from the end; null where it is not certain. */
export function pieceAt(pieces: Pieces, index: number): Value | null {
  if (index >= 0) return pieces.leading[index] ?? null;
  return (pieces.complete ? pieces.leading : pieces.trailing).at(index) ?? null;
}

/** One delimiter or several; null where they are not strings. */
export function delimitersOf(value: Value): readonly string[] | null {
  if (value.kind !== 'array') {
    const delimiter = stringOf(value);
    return delimiter === null ? null : [delimiter];
  }
  const delimiters = value.items.map(stringOf);
  return delimiters.every(delimiter => delimiter !== null) ? delimiters : null;
}

/** A known string in its pieces; empty delimiters are ignored, of several at one place the first wins. */
export function splitLiteral(text: string, delimiters: readonly string[]): string[] {
  const used = delimiters.filter(delimiter => delimiter !== '');
  if (used.length === 0) return [text];
  if (used.length === 1) return text.split(used[0]!);
  const pieces: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length; ) {
    const found = used.find(delimiter => text.startsWith(delimiter, index));
    if (found === undefined) {
      index++;
      continue;
    }
    pieces.push(text.slice(start, index));
    index += found.length;
    start = index;
  }
  pieces.push(text.slice(start));
  return pieces;
}

function isResourceId(parts: readonly TextPart[]): boolean {
  const [first] = parts;
  if (typeof first !== 'string' || !/^\/(subscriptions|providers)\//i.test(first)) return false;
  return parts.some(part => typeof part === 'string' && /\/providers\/[^/]+\/[^/]+\//i.test(part));
}

function isSegment(parts: readonly TextPart[], index: number): boolean {
  const before = parts[index - 1];
  const after = parts[index + 1];
  if (typeof before !== 'string' || !before.endsWith('/')) return false;
  return after === undefined || (typeof after === 'string' && after.startsWith('/'));
}
