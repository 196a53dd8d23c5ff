// How the parser finds its feet after an error: a broken value costs its line or its brackets, never the file. What brackets cannot tell is
// asked of the layout.

import { advance, at, type Cursor } from './cursor.ts';

/**
 * Skips to one of the punctuations (`\n` for a newline) outside nested brackets, to the end of the line where newlines count, to a
 * closing bracket that was opened outside, or to the start of a statement.
 */
export function skipTo(cursor: Cursor, stops: readonly string[]): void {
  let open = 0;
  while (cursor.kind !== 'end') {
    if (open === 0) {
      if (cursor.kind === 'newline' && (stops.includes('\n') || stops.length === 0)) return;
      if (stops.some(stop => stop !== '\n' && at(cursor, stop))) return;
      if (at(cursor, ')') || at(cursor, ']') || at(cursor, '}')) return;
      if (startsStatement(cursor)) return;
    }
    cursor.overran ||= startsItem(cursor);
    if (at(cursor, '(') || at(cursor, '[') || at(cursor, '{')) open++;
    else if (at(cursor, ')') || at(cursor, ']') || at(cursor, '}')) open--;
    advance(cursor);
  }
}

/** Whether the current token begins a line like `name =`, `name {` or `name "label"`: an attribute or block. */
export function startsStatement(cursor: Cursor): boolean {
  return !cursor.newlines && startsItem(cursor);
}

function startsItem({ kind, input, start, end }: Cursor): boolean {
  if (kind !== 'identifier') return false;
  let after = end;
  while (isBlank(input, after)) after++;
  const next = input.charCodeAt(after);
  if (next !== EQUALS && next !== OPEN_BRACE && next !== QUOTE) return false;
  const second = input.charCodeAt(after + 1);
  if (next === EQUALS && (second === EQUALS || second === GREATER)) return false;
  let before = start - 1;
  while (isBlank(input, before)) before--;
  const code = input.charCodeAt(before);
  return before < 0 || code === 10 || code === 13;
}

const QUOTE = 34;
const EQUALS = 61;
const GREATER = 62;
const OPEN_BRACE = 123;

/** Goes back to the newline before the current token, but not beyond `limit`. */
export function backToLineEnd(cursor: Cursor, limit: number): void {
  let position = cursor.start;
  while (position > limit && !/[\r\n]/.test(cursor.input[position - 1]!)) position--;
  cursor.end = Math.max(limit, position - 1);
  advance(cursor);
}

/** How far the line that a position is in is indented. */
export function indentationAt({ input }: Cursor, position: number): number {
  const start = lineStart(input, position);
  let end = start;
  while (isBlank(input, end)) end++;
  return end - start;
}

/** By the layout: whether the current token stands where a block that is indented this far must have ended before it. */
export function endsOutside(cursor: Cursor, indentation: number): boolean {
  const column = ownColumn(cursor);
  return column !== null && (at(cursor, '}') ? column < indentation : column <= indentation);
}

/** By the layout: whether the current `}` is deeper than the block that it would close, or inside a line of a block of several lines. */
export function closesTooEarly(cursor: Cursor, indentation: number, opening: number): boolean {
  if (!cursor.layout || !at(cursor, '}')) return false;
  const column = ownColumn(cursor);
  return column === null ? cursor.input.slice(opening, cursor.start).includes('\n') : column > indentation;
}

/** Where the current token begins its line; null inside a line, at its end, or where the layout does not count. */
function ownColumn(cursor: Cursor): number | null {
  const { input, start, kind, layout } = cursor;
  if (!layout || kind === 'newline' || kind === 'end') return null;
  const column = start - lineStart(input, start);
  return column === indentationAt(cursor, start) ? column : null;
}

function lineStart(input: string, position: number): number {
  return position === 0 ? 0 : input.lastIndexOf('\n', position - 1) + 1;
}

function isBlank(input: string, position: number): boolean {
  const code = input.charCodeAt(position);
  return code === 32 || code === 9;
}
