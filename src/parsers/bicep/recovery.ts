// How reading goes on after a mistake: what to skip, where a statement starts, which bracket must be missing. Promises
// to look at each token a bounded number of times. Refuses to know what is being read.

import type { Span } from '../../model/source.ts';
import type { Cursor } from './cursor.ts';
import type { TokenKind } from './tokens.ts';

export type Closer = '}' | ']' | ')' | '>';

const openerOf: Readonly<Record<Closer, string>> = { '}': '{', ']': '[', ')': '(', '>': '<' };

/** Reports a bracket that nothing closes, at the latest place for that. */
export function reportUnclosed(c: Cursor, closer: Closer, opener: Span): void {
  const message = `Found ${c.found()} inside \`${openerOf[closer]}\`, expected \`${closer}\``;
  c.report('unclosed-bracket', message, `Close the bracket with \`${closer}\``, opener);
}

/** Reports a bracket that nothing opened, and reads it with what is left of its line. */
export function skipStray(c: Cursor, closer: Closer): void {
  const message = `Found \`${closer}\`, expected an opening \`${openerOf[closer]}\` before it`;
  c.report('unmatched-bracket', message, `Remove it, or add the missing \`${openerOf[closer]}\``);
  const alone = c.atLineStart;
  c.advance();
  if (!alone && c.kind !== ',') skipJunk(c);
}

/**
 * Skips what cannot be read up to the next separator or to a closing bracket that somebody waits for, over whole
 * brackets and strings. Lines that start a statement end it everywhere if the brackets of the file do not match.
 */
export function skipJunk(c: Cursor): Span {
  const start = c.start;
  let depth = 0;
  while (c.kind !== 'end') {
    const { kind } = c;
    if (kind === 'newline' || kind === ',') {
      if (depth === 0) break;
    } else if (isOpener(kind)) depth++;
    else if (isCloser(kind)) {
      if (depth > 0) depth--;
      else if (c.open[kind] > 0) break;
    } else if (kind === 'stringEnd' || kind === 'stringMiddle') {
      if (depth === 0) break;
      if (kind === 'stringEnd') depth--;
    } else if (depth > 0 && c.atLineStart && !c.tokens.balanced && isStatementStart(c)) break;
    c.advance();
  }
  return c.spanFrom(start);
}

function isOpener(kind: TokenKind): boolean {
  return kind === '{' || kind === '[' || kind === '(' || kind === 'stringStart';
}

export function isCloser(kind: TokenKind): kind is '}' | ']' | ')' {
  return kind === '}' || kind === ']' || kind === ')';
}

/** Skips what is left of the line with the brackets that it opens, up to a line that starts a statement. */
export function skipLine(c: Cursor): void {
  do {
    skipJunk(c);
    if (c.kind === 'end' || c.kind === 'newline') return;
    if (c.atLineStart && isStatementStart(c)) return;
    c.advance();
  } while (!c.atLineStart);
}

/** The row of the first token on the next line; -1 where there is none, or where the end of this line is far. */
function nextLineRow(c: Cursor): number {
  const { kinds } = c.tokens;
  for (let row = c.index; row < c.index + 64; row++) {
    const kind = kinds[row];
    if (kind === undefined || kind === 'end') return -1;
    if (kind === 'newline') return kinds[row + 1] === 'end' ? -1 : row + 1;
  }
  return -1;
}

/** The column of the line after this one; -1 where there is none. */
export function nextLineColumn(c: Cursor): number {
  const row = nextLineRow(c);
  return row < 0 ? -1 : c.tokens.starts[row]! - c.tokens.ends[row - 1]!;
}

/** True if the line after this one starts with this bracket. */
export function nextLineStartsWith(c: Cursor, closer: Closer): boolean {
  return c.tokens.kinds[nextLineRow(c)] === closer;
}

/** Behind a broken item: skips the lines that are indented deeper than the items of its block. */
export function skipDeeperLines(c: Cursor): void {
  if (!c.ragged || !c.block || c.block.content < 0) return;
  for (;;) {
    if (c.kind === ',' && c.kindAt(1) === 'newline') c.advance();
    if (c.kind !== 'newline') return;
    const column = nextLineColumn(c);
    if (column < c.block.content || (column === c.block.content && !isCloser(c.kindAt(1)))) return;
    c.advance();
    skipLine(c);
  }
}

/** True if `=` stands outside brackets before this line ends, or those that its brackets reach over, or a statement starts. */
export function hasAssignmentAhead(c: Cursor): boolean {
  const { kinds } = c.tokens;
  let depth = 0;
  for (let row = c.index; ; row++) {
    const kind = kinds[row]!;
    if (kind === 'end' || (kind === '@' && depth <= 0) || isStatementStart(c, row - c.index)) return false;
    if (isOpener(kind)) depth++;
    else if (isCloser(kind) || kind === 'stringEnd') depth--;
    else if (depth <= 0 && kind === '=') return true;
    else if (depth <= 0 && kind === 'newline' && kinds[row + 1] !== '|') return false;
  }
}

/** True at `name:` or `'name':`, which starts a property and cannot stand in a list or array. */
export function isKey(c: Cursor, offset = 0): boolean {
  const kind = c.kindAt(offset);
  return (kind === 'identifier' || kind === 'string') && c.kindAt(offset + 1) === ':';
}

export function startsExpression(kind: TokenKind): boolean {
  switch (kind) {
    case 'identifier':
    case 'keyword':
    case 'integer':
    case 'string':
    case 'stringStart':
    case '{':
    case '[':
    case '(':
    case '!':
    case '-':
      return true;
    default:
      return false;
  }
}

/**
 * The bracket that must be missing where a value is: the line ends, the next is indented deeper, and the brackets do
 * not match. Null where nothing speaks for one.
 */
export function missingOpener(c: Cursor): '{' | '[' | null {
  if (!c.ragged || c.kind !== 'newline' || c.kindAt(1) === '|') return null;
  if (nextLineColumn(c) <= c.lineIndent) return null;
  return c.kindAt(1) === '@' || isKey(c, 1) ? '{' : '[';
}

/** The statements that name something: their keyword is followed by a name. */
const namingKeywords: ReadonlySet<string> = new Set([
  'param',
  'var',
  'output',
  'metadata',
  'assert',
  'type',
  'func',
  'extensionConfig',
]);

/** The statements with a name and a string: a type or a path. */
const bodyKeywords: ReadonlySet<string> = new Set(['resource', 'module', 'test']);

/**
 * True at a statement keyword with a continuation that no expression or property has. Asked only where a line starts,
 * so that a name or a property called `param` or `resource` is never taken for a statement.
 */
export function isStatementStart(c: Cursor, offset = 0): boolean {
  if (c.kindAt(offset) !== 'identifier') return false;
  const next = c.kindAt(offset + 1);
  if (!continuesKeyword(next)) return false;
  const word = c.textAt(offset);
  if (namingKeywords.has(word)) return next === 'identifier' && c.kindAt(offset + 2) !== ':';
  if (bodyKeywords.has(word)) return startsBodyStatement(c, offset);
  switch (word) {
    case 'targetScope':
      return next === '=';
    case 'import':
      return next === '{' || next === '*' || next === 'string';
    case 'extension':
      return next === 'identifier' || next === 'string';
    case 'using':
    case 'extends':
    case 'provider':
      return next === 'string' || c.isWord('none', offset + 1);
    default:
      return false;
  }
}

function continuesKeyword(kind: TokenKind): boolean {
  return kind === 'identifier' || kind === 'string' || kind === '=' || kind === '{' || kind === '*';
}

/** `resource name 'type'`, also with the name or the type missing. */
function startsBodyStatement(c: Cursor, offset: number): boolean {
  const next = c.kindAt(offset + 1);
  const then = c.kindAt(offset + 2);
  if (next === 'identifier')
    return then === 'string' || then === 'stringStart' || then === '=' || then === '{';
  return next === 'string' && (then === '=' || then === '{' || c.isWord('existing', offset + 2));
}

/** True at a name, a string and `=` or `existing`: the header of a resource or module without its keyword. */
export function isHeader(c: Cursor): boolean {
  if (c.kind !== 'identifier' || c.kindAt(1) !== 'string') return false;
  return c.kindAt(2) === '=' || c.isWord('existing', 2);
}
