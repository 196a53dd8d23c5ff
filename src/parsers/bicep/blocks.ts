// Items and arguments between brackets. Promises that a broken item costs itself, that a missing bracket costs at most
// the rest of its block, and that what is left to the caller is a token that the caller can read. Where brackets do
// not match, indentation tells which one is missing.

import type { Span } from '../../model/source.ts';
import type { Cursor } from './cursor.ts';
import {
  isCloser,
  isKey,
  isStatementStart,
  nextLineColumn,
  nextLineStartsWith,
  reportUnclosed,
  skipJunk,
  skipStray,
  startsExpression,
} from './recovery.ts';

/** Items between `{ }` or `[ ]`. */
export interface Block {
  readonly closer: '}' | ']';
  readonly outer: Block | null;
  readonly opener: Span;
  /** The column of the item that the block belongs to: its own items are right of it. */
  readonly indent: number;
  /** The column of the first item on a line of its own; -1 while there is none. */
  content: number;
}

export interface BlockItems {
  /** Reads one item; must report if it does not move. */
  readonly item: () => void;
  /** Whether an item may start here although there is no separator. */
  readonly startsItem: () => boolean;
  /** Whether items may have decorators. */
  readonly decorated?: boolean;
  /** Whether a statement keyword may start an item (a nested resource). */
  readonly ownsStatement?: () => boolean;
}

/**
 * Reads items up to the closing bracket: separated by line breaks or commas, as in objects and arrays. The opening
 * bracket has been read, or is missing and ends where it should have stood.
 */
export function parseBlock(c: Cursor, closer: '}' | ']', opener: Span, items: BlockItems): void {
  const { block: outer, itemIndent: indent } = c;
  const block: Block = { closer, outer, opener, indent, content: -1 };
  c.block = block;
  c.open[closer]++;
  for (;;) {
    c.skipNewline();
    const verdict = judge(c, block, items);
    if (verdict === 'end') break;
    if (verdict === 'stray') continue;
    if (c.atLineStart) c.itemIndent = c.lineIndent;
    const before = c.index;
    items.item();
    if (c.index === before) {
      c.unexpected('an item', 'Remove it');
      c.advance();
    }
    if (!separator(c, block, items)) break;
  }
  c.itemIndent = indent;
  c.block = outer;
  c.open[closer]--;
}

/** Decides what the token at the start of an item is to the block, and reads a closing bracket. */
function judge(c: Cursor, block: Block, items: BlockItems): 'item' | 'stray' | 'end' {
  if (isCloser(c.kind)) return judgeCloser(c, c.kind, block);
  if (c.kind === 'end' || c.kind === 'stringMiddle' || c.kind === 'stringEnd') return unclosed(c, block);
  if (!c.atLineStart) return 'item';
  if (!c.tokens.balanced && isStatementStart(c) && !items.ownsStatement?.()) return unclosed(c, block);
  if (!c.tokens.balanced && c.kind === '@' && !items.decorated) return unclosed(c, block);
  if (c.ragged && isOutside(c, block) && !isItemOnly(c, block)) return unclosed(c, block);
  if (block.content < 0) block.content = c.lineIndent;
  return 'item';
}

/** True where the indentation of the line is that of an item around the block. */
function isOutside(c: Cursor, block: Block): boolean {
  const column = c.lineIndent;
  if (column <= block.indent) return true;
  let { outer } = block;
  while (outer && outer.content < 0) outer = outer.outer;
  return column < block.content && outer !== null && column <= outer.content;
}

/** True where the token can be an item of this array but nothing in the object around it. */
function isItemOnly(c: Cursor, block: Block): boolean {
  if (block.closer !== ']' || block.outer?.closer !== '}') return false;
  return c.kind !== '@' && c.kind !== '...' && !isKey(c);
}

function judgeCloser(c: Cursor, kind: '}' | ']' | ')', block: Block): 'stray' | 'end' {
  const column = c.ragged && block.content > block.indent ? c.lineIndent : -1;
  const deeper = column >= block.content && column >= 0 && c.atLineStart;
  if (kind !== block.closer) {
    if (c.open[kind] > 0 && !deeper && !goesOn(c, block)) return unclosed(c, block);
    skipStray(c, kind);
    return 'stray';
  }
  if (column >= 0) {
    if (deeper || (!c.atLineStart && hasItemNext(c, block))) {
      skipStray(c, kind);
      return 'stray';
    }
    if (c.atLineStart && column < block.indent && c.open[kind] > 1) return unclosed(c, block);
  }
  c.advance();
  return 'end';
}

/** True if the next line is indented as an item of the block, so that nothing around it can end on this line. */
function hasItemNext(c: Cursor, block: Block): boolean {
  return c.ragged && block.content > block.indent && nextLineColumn(c) >= block.content;
}

/** The same, or the next line closes the block. */
function goesOn(c: Cursor, block: Block): boolean {
  if (c.atLineStart) return false;
  if (hasItemNext(c, block)) return true;
  return c.ragged && nextLineStartsWith(c, block.closer) && nextLineColumn(c) >= block.indent;
}

function unclosed(c: Cursor, block: Block): 'end' {
  reportUnclosed(c, block.closer, block.opener);
  return 'end';
}

/** After an item: a comma, a line break or the end of the block. False where the block has lost its closing bracket. */
function separator(c: Cursor, block: Block, items: BlockItems): boolean {
  if (c.atLineStart || c.kind === 'newline' || c.kind === 'end' || isCloser(c.kind)) return true;
  if (c.accept(',')) {
    const hint = 'Separate items by a comma or by a line break, not by both';
    if (c.is('newline')) c.unexpected('an item behind the comma', hint, 'warning');
    return true;
  }
  if (block.closer === ']' && c.kind === ':' && !c.tokens.balanced) {
    reportUnclosed(c, ']', block.opener);
    return false;
  }
  c.unexpected('a line break or `,`', 'Put each item on a line of its own');
  if (!items.startsItem()) {
    skipJunk(c);
    c.accept(',');
  }
  return true;
}

/** Reads a list separated by commas, where line breaks mean nothing: arguments and parameters. The bracket is read. */
export function parseList(c: Cursor, closer: ')' | '>', opener: Span, item: () => void): void {
  const indent = c.lineIndent;
  let separator: ListSeparator = 'comma';
  let complained = false;
  c.open[closer]++;
  c.skipNewline();
  while (!c.accept(closer)) {
    if (separator === 'end' || endsList(c, indent)) {
      reportUnclosed(c, closer, opener);
      break;
    }
    if (isCloser(c.kind)) {
      skipStray(c, c.kind);
      continue;
    }
    const before = c.index;
    item();
    if (c.index === before) skipJunk(c);
    separator = listSeparator(c, closer, indent, complained);
    complained ||= separator === 'missing';
  }
  c.open[closer]--;
}

/** What stands behind an argument; `end` where the list is over or must have lost its closing bracket. */
type ListSeparator = 'comma' | 'missing' | 'end';

/** Commas that are missing at the ends of lines are one mistake. */
function listSeparator(c: Cursor, closer: ')' | '>', indent: number, complained: boolean): ListSeparator {
  if (isListBreak(c, closer)) c.advance();
  if (c.accept(',')) {
    c.skipNewline();
    if (c.kind === closer) c.unexpected('an argument behind the comma', 'Remove the comma', 'warning');
    return 'comma';
  }
  if (c.kind === closer || endsList(c, indent) || endsItem(c)) return 'end';
  if (complained && c.atLineStart) return 'missing';
  c.unexpected(`\`,\` or \`${closer}\``, 'Separate arguments by commas');
  if (!c.atLineStart && !startsExpression(c.kind)) {
    skipJunk(c);
    c.accept(',');
  }
  return 'missing';
}

/** A line break inside the list; `<` has to be closed on the line of its argument. */
function isListBreak(c: Cursor, closer: ')' | '>'): boolean {
  if (c.kind !== 'newline') return false;
  return closer === ')' || c.kindAt(1) === closer || c.kindAt(1) === ',';
}

/** True at what can only follow a list that has lost its closing bracket. */
function endsList(c: Cursor, indent: number): boolean {
  if (isCloser(c.kind)) {
    if (!c.atLineStart && c.block && hasItemNext(c, c.block)) return false;
    return c.open[c.kind] > 0 || c.kind === '}';
  }
  if (c.kind === 'end' || c.kind === 'newline' || c.kind === 'stringMiddle' || c.kind === 'stringEnd')
    return true;
  if (!c.atLineStart || c.tokens.balanced) return false;
  return c.kind === '@' || isKey(c) || isStatementStart(c) || (c.ragged && c.lineIndent <= indent);
}

/** The same behind an argument, in a file whose brackets do not match. */
function endsItem(c: Cursor): boolean {
  if (c.tokens.balanced || c.atLineStart) return false;
  return c.kind === '{' || c.kind === ':' || c.kind === '=' || c.kind === '=>' || c.isWord('in');
}
