// Lists between brackets, and how reading goes on after a mistake. Promises that a broken item costs itself, that a
// missing bracket costs at most the rest of its block, and that every call moves on or leaves the token to its
// caller, who can take it. Where brackets do not match, indentation tells which one is missing.

import type { Span } from '../../model/source.ts';
import type { Cursor } from './cursor.ts';
import type { TokenKind } from './lexer.ts';

type Closer = '}' | ']' | ')' | '>';

const openerOf: Readonly<Record<Closer, string>> = { '}': '{', ']': '[', ')': '(', '>': '<' };

/** Items between `{ }` or `[ ]`. */
export interface Block {
  readonly closer: '}' | ']';
  readonly outer: Block | null;
  readonly opener: Span;
  /** The column of the line with the opening bracket. */
  readonly indent: number;
  /** The column of the first item on a line of its own; -1 while there is none. */
  content: number;
}

export interface BlockItems {
  /** Reads one item; must report if it does not move. */
  readonly item: () => void;
  /** Whether an item may start here although there is no separator. */
  readonly startsItem: () => boolean;
  /** Whether a statement keyword may start an item (a nested resource). */
  readonly ownsStatement?: () => boolean;
  /** The column that the items are right of, where that is not the column of the line with the bracket. */
  readonly indent?: number;
}

/**
 * Reads items up to the closing bracket: separated by line breaks or commas, as in objects and arrays. The opening
 * bracket has been read, or is missing and ends where it should have stood.
 */
export function parseBlock(c: Cursor, closer: '}' | ']', opener: Span, items: BlockItems): void {
  const { block: outer } = c;
  const block: Block = { closer, outer, opener, indent: items.indent ?? c.lineIndent, content: -1 };
  c.block = block;
  c.open[closer]++;
  for (;;) {
    c.skipNewline();
    const verdict = judge(c, block, items);
    if (verdict === 'end') break;
    if (verdict === 'stray') continue;
    const before = c.index;
    items.item();
    if (c.index === before) {
      c.unexpected('an item', 'Remove it');
      c.advance();
    }
    separator(c, items);
  }
  c.block = outer;
  c.open[closer]--;
}

/** Decides what the token at the start of an item is to the block, and reads a closing bracket. */
function judge(c: Cursor, block: Block, items: BlockItems): 'item' | 'stray' | 'end' {
  if (isCloser(c.kind)) return judgeCloser(c, block);
  if (c.kind === 'end' || c.kind === 'stringMiddle' || c.kind === 'stringEnd') return unclosed(c, block);
  if (!c.atLineStart) return 'item';
  if (!c.tokens.balanced && isStatementStart(c) && !items.ownsStatement?.()) return unclosed(c, block);
  const column = c.lineIndent;
  if (c.ragged && column <= block.indent && !isItemOnly(c, block)) return unclosed(c, block);
  if (block.content < 0) block.content = column;
  return 'item';
}

/** True where the token can be an item of this array but nothing in the object around it. */
function isItemOnly(c: Cursor, block: Block): boolean {
  return (
    block.closer === ']' && block.outer?.closer === '}' && c.kind !== '@' && c.kind !== '...' && !isKeyHere(c)
  );
}

function judgeCloser(c: Cursor, block: Block): 'stray' | 'end' {
  const kind = c.kind as Closer;
  const indented = block.content > block.indent;
  if (kind !== block.closer) {
    const deeper = c.ragged && c.atLineStart && indented && c.lineIndent >= block.content;
    return c.open[kind] > 0 && !deeper ? unclosed(c, block) : stray(c, kind);
  }
  if (c.ragged && indented) {
    const column = c.atLineStart ? c.lineIndent : -1;
    if (column >= block.content) return stray(c, kind);
    if (column >= 0 && column < block.indent && c.open[kind] > 1) return unclosed(c, block);
    if (column < 0 && nextLineColumn(c) >= block.content) return stray(c, kind);
  }
  c.advance();
  return 'end';
}

function unclosed(c: Cursor, block: Block): 'end' {
  reportUnclosed(c, block.closer, block.opener);
  return 'end';
}

function stray(c: Cursor, kind: Closer): 'stray' {
  reportStray(c, kind);
  c.advance();
  return 'stray';
}

/** Reports a bracket that nothing closes; `found` stands where the closing one was expected at the latest. */
export function reportUnclosed(c: Cursor, closer: Closer, opener: Span): void {
  const message = `Found ${c.found()} inside \`${openerOf[closer]}\`, expected \`${closer}\``;
  c.report('unclosed-bracket', message, `Close the bracket with \`${closer}\``, opener);
}

export function reportStray(c: Cursor, kind: Closer): void {
  const message = `Found \`${kind}\`, expected an opening \`${openerOf[kind]}\` before it`;
  c.report('unmatched-bracket', message, `Remove it, or add the missing \`${openerOf[kind]}\``);
}

/** After an item: a comma, a line break or the end of the block. */
function separator(c: Cursor, items: BlockItems): void {
  if (c.atLineStart || c.kind === 'newline' || isCloser(c.kind)) return;
  if (c.accept(',')) {
    if (c.is('newline')) {
      const hint = 'Separate items by a comma or by a line break, not by both';
      c.unexpected('an item behind the comma', hint, 'warning');
    }
    return;
  }
  if (c.kind === 'end') return;
  c.unexpected('a line break or `,`', 'Put each item on a line of its own');
  if (!items.startsItem()) {
    skipJunk(c);
    c.accept(',');
  }
}

/** Reads a list separated by commas, where line breaks mean nothing: arguments and parameters. The bracket is read. */
export function parseList(c: Cursor, closer: ')' | '>', opener: Span, item: () => void): void {
  const indent = c.lineIndent;
  c.open[closer]++;
  c.skipNewline();
  while (!c.accept(closer)) {
    if (endsList(c, indent)) {
      reportUnclosed(c, closer, opener);
      break;
    }
    if (isCloser(c.kind)) {
      stray(c, c.kind as Closer);
      continue;
    }
    const before = c.index;
    item();
    if (c.index === before) skipJunk(c);
    listSeparator(c, closer, indent);
  }
  c.open[closer]--;
}

function listSeparator(c: Cursor, closer: Closer, indent: number): void {
  if (c.accept(',')) {
    c.skipNewline();
    if (c.kind === closer) c.unexpected('an argument behind the comma', 'Remove the comma', 'warning');
    return;
  }
  const next = c.kindAt(1);
  if (closer === '>' && c.kind === 'newline' && next !== '>' && next !== ',') return;
  c.skipNewline();
  if (c.kind === closer || c.kind === ',' || endsList(c, indent)) {
    if (c.accept(',')) c.skipNewline();
    return;
  }
  c.unexpected(`\`,\` or \`${closer}\``, 'Separate arguments by commas');
  if (!c.atLineStart && !startsExpression(c.kind)) {
    skipJunk(c);
    c.accept(',');
  }
}

/** True where a list must have lost its closing bracket: at what can only follow it, as `<` at the end of its line. */
function endsList(c: Cursor, indent: number): boolean {
  if (c.kind === 'end' || c.kind === 'newline' || c.kind === 'stringMiddle' || c.kind === 'stringEnd')
    return true;
  if (isCloser(c.kind)) return c.open[c.kind as Closer] > 0 || c.kind === '}';
  if (!c.atLineStart || c.tokens.balanced) return false;
  return c.kind === '@' || isKeyHere(c) || isStatementStart(c) || (c.ragged && c.lineIndent <= indent);
}

/**
 * Skips what cannot be read up to the next separator or closing bracket, over whole brackets and strings; lines that
 * start a statement end it everywhere if the brackets of the file do not match.
 */
export function skipJunk(c: Cursor): Span {
  const start = c.start;
  let depth = 0;
  while (c.kind !== 'end') {
    const { kind } = c;
    if (kind === 'newline' || kind === ',') {
      if (depth === 0) break;
    } else if (isOpener(kind)) depth++;
    else if (isCloser(kind) && kind !== '>') {
      if (depth === 0) break;
      depth--;
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

function isCloser(kind: TokenKind): boolean {
  return kind === '}' || kind === ']' || kind === ')';
}

/** The column of the line after this one; -1 where there is none, or where the end of this one is far. */
function nextLineColumn(c: Cursor): number {
  const { kinds, starts, ends } = c.tokens;
  for (let row = c.index; row < c.index + 64; row++) {
    const kind = kinds[row];
    if (kind === undefined || kind === 'end') return -1;
    if (kind === 'newline') return kinds[row + 1] === 'end' ? -1 : starts[row + 1]! - ends[row]!;
  }
  return -1;
}

/** True at `name:` or `'name':`, which starts a property and cannot stand in a list or array. */
export function isKeyHere(c: Cursor): boolean {
  return isKey(c, 0);
}

function isKey(c: Cursor, offset: number): boolean {
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
  if (!c.ragged || c.kind !== 'newline') return null;
  if (nextLineColumn(c) <= c.lineIndent) return null;
  return isKey(c, 1) ? '{' : '[';
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
