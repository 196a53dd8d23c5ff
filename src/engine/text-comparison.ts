// Whether texts with unknown holes are equal: certainly, certainly not, or perhaps. Compares without case, as Azure does.
// Refuses to know what the texts stand for.

import type { Truth } from '../model/truth.ts';
import { type Value, valueKey } from '../model/value.ts';

/** A text as characters and holes; a hole may be any text. */
type Piece = string | { readonly hole: string };

/** The key under which equal references meet: `valueKey` without case. */
export function looseKey(value: Value): string {
  return remembered(looseKeys, value, each => valueKey(each).toLowerCase());
}

const looseKeys = new WeakMap<Value, string>();
const pieces = new WeakMap<Value, readonly Piece[] | null>();
const segments = new WeakMap<Value, Piece[][] | null>();

/** Values are compared many times, each with many others. */
function remembered<T>(known: WeakMap<Value, T>, value: Value, compute: (value: Value) => T): T {
  let result = known.get(value);
  if (result === undefined) {
    result = compute(value);
    known.set(value, result);
  }
  return result;
}

/**
 * Whether two values are the same text. Sound whatever the holes stand for: `${x}-a` and `${x}-b` differ, `${x}` and `${y}` may be equal.
 */
export function sameText(left: Value, right: Value): Truth {
  if (looseKey(left) === looseKey(right)) return true;
  const [first, second] = [piecesOf(left), piecesOf(right)];
  return first && second ? comparePieces(first, second) : 'unknown';
}

/**
 * Whether two values are the same resource id. Beyond `sameText`, a hole in an id is taken to fill one segment between slashes, so that
 * ids of different types or depths differ however little is known of their names.
 */
export function sameId(left: Value, right: Value): Truth {
  const [first, second] = [segmentsOf(left), segmentsOf(right)];
  if (!first || !second) return sameText(left, right);
  if (first.length !== second.length) return false;
  let same: Truth = true;
  // Names come last, and they differ most.
  for (let index = first.length - 1; index >= 0; index--) {
    const each = comparePieces(first[index]!, second[index]!);
    if (each === false) return false;
    if (each === 'unknown') same = 'unknown';
  }
  return same;
}

/** The literal text that a value starts with, and ends with, in lower case; null for what is no text. */
export function knownEnds(value: Value): { readonly start: string; readonly end: string } | null {
  const pieces = piecesOf(value);
  if (!pieces) return null;
  const [first, last] = [pieces[0] ?? '', pieces.at(-1) ?? ''];
  return { start: typeof first === 'string' ? first : '', end: typeof last === 'string' ? last : '' };
}

/** A text with `*` for each of its holes, in lower case; null for what is no text. */
export function holesAsWildcards(value: Value): string | null {
  const pieces = piecesOf(value);
  return pieces?.map(piece => (typeof piece === 'string' ? piece : '*')).join('') ?? null;
}

/** All literal parts of a text, in lower case. */
export function literalParts(value: Value): readonly string[] {
  return (piecesOf(value) ?? []).filter(piece => typeof piece === 'string');
}

function piecesOf(value: Value): readonly Piece[] | null {
  return remembered(pieces, value, readPieces);
}

function readPieces(value: Value): readonly Piece[] | null {
  if (value.kind === 'scalar') return value.value === null ? null : [String(value.value).toLowerCase()];
  if (value.kind !== 'unknown') return null;
  const { expression } = value;
  if (expression.kind !== 'text') return [{ hole: looseKey(value) }];
  return expression.parts.map(part =>
    typeof part === 'string' ? part.toLowerCase() : { hole: looseKey(part) },
  );
}

/** An id that starts with a slash, by its segments. */
function segmentsOf(value: Value): Piece[][] | null {
  return remembered(segments, value, readSegments);
}

function readSegments(value: Value): Piece[][] | null {
  const all = piecesOf(value);
  const first = all?.[0];
  if (!all || typeof first !== 'string' || !first.startsWith('/')) return null;
  const segments: Piece[][] = [[]];
  for (const piece of all) {
    if (typeof piece !== 'string') {
      segments.at(-1)!.push(piece);
      continue;
    }
    const [head, ...tail] = piece.split('/');
    if (head) segments.at(-1)!.push(head);
    for (const part of tail) segments.push(part ? [part] : []);
  }
  return segments;
}

function comparePieces(left: readonly Piece[], right: readonly Piece[]): Truth {
  if (left.length === 1 && right.length === 1) return comparePiece(left[0]!, right[0]!);
  const [first, second] = withoutCommonEnds(left, right);
  if (first.length === 0 && second.length === 0) return true;
  if (first.length === 0 || second.length === 0) {
    // One text is the other with something more, which differs unless that may be empty.
    const rest = first.length === 0 ? second : first;
    return rest.some(piece => typeof piece === 'string') ? false : 'unknown';
  }
  const startsDiffer = typeof first[0] === 'string' && typeof second[0] === 'string';
  const endsDiffer = typeof first.at(-1) === 'string' && typeof second.at(-1) === 'string';
  return startsDiffer || endsDiffer ? false : 'unknown';
}

function comparePiece(left: Piece, right: Piece): Truth {
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  const isSame = typeof left !== 'string' && typeof right !== 'string' && left.hole === right.hole;
  return isSame ? true : 'unknown';
}

/** Cuts off what both start and end with; afterwards two literals that face each other at an end are different. */
function withoutCommonEnds(left: readonly Piece[], right: readonly Piece[]): [Piece[], Piece[]] {
  const [first, second] = [[...left], [...right]];
  cutCommonStart(first, second);
  first.reverse();
  second.reverse();
  cutCommonStart(first, second, true);
  return [first.reverse(), second.reverse()];
}

function cutCommonStart(first: Piece[], second: Piece[], backwards = false): void {
  while (first.length > 0 && second.length > 0) {
    const [one, other] = [first[0]!, second[0]!];
    if (typeof one !== typeof other) return;
    if (typeof one !== 'string' || typeof other !== 'string') {
      if ((one as { hole: string }).hole !== (other as { hole: string }).hole) return;
      first.shift();
      second.shift();
      continue;
    }
    const common = commonLength(one, other, backwards);
    if (common === 0) return;
    for (const [pieces, text] of [
      [first, one],
      [second, other],
    ] as const) {
      if (common === text.length) pieces.shift();
      else pieces[0] = backwards ? text.slice(0, -common) : text.slice(common);
    }
    if (common < one.length && common < other.length) return;
  }
}

function commonLength(one: string, other: string, backwards: boolean): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (
    length < most &&
    (backwards
      ? one.charCodeAt(one.length - 1 - length) === other.charCodeAt(other.length - 1 - length)
      : one.charCodeAt(length) === other.charCodeAt(length))
  ) {
    length++;
  }
  return length;
}

/** The resource type that an id names (`microsoft.search/searchservices`), in lower case; null where it cannot be told. */
export function typeOfId(value: Value): string | null {
  const segments = segmentsOf(value)?.map(pieces =>
    pieces.length === 1 && typeof pieces[0] === 'string' ? pieces[0] : null,
  );
  const start = segments?.lastIndexOf('providers') ?? -1;
  if (!segments || start < 0) return null;
  const names = segments.slice(start + 1);
  const types = names.filter((_, index) => index === 0 || index % 2 === 1);
  return types.length > 1 && types.every(each => each !== null) ? types.join('/') : null;
}
