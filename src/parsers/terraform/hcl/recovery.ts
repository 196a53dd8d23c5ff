// How the parser finds its feet after an error: a broken value costs its line or its brackets, never the file.

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
    if (at(cursor, '(') || at(cursor, '[') || at(cursor, '{')) open++;
    else if (at(cursor, ')') || at(cursor, ']') || at(cursor, '}')) open--;
    advance(cursor);
  }
}

/** Whether the current token begins a line like `name =`, `name {` or `name "label"`: an attribute or block. */
export function startsStatement(cursor: Cursor): boolean {
  if (cursor.kind !== 'identifier' || cursor.newlines) return false;
  let before = cursor.start - 1;
  while (cursor.input[before] === ' ' || cursor.input[before] === '\t') before--;
  if (before >= 0 && cursor.input[before] !== '\n' && cursor.input[before] !== '\r') return false;
  let after = cursor.end;
  while (cursor.input[after] === ' ' || cursor.input[after] === '\t') after++;
  const next = cursor.input[after];
  return (next === '=' && !/[=>]/.test(cursor.input[after + 1] ?? '')) || next === '{' || next === '"';
}
