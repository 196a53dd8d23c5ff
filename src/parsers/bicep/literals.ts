// Strings, objects and arrays. Promises that a broken property or item becomes an `error` in its place and nothing
// else is lost. Refuses to know which properties mean what.

import { type Span, span } from '../../model/source.ts';
import { parseBlock } from './blocks.ts';
import type { Cursor } from './cursor.ts';
import { errorExpression, parseExpression, parseValue } from './expressions.ts';
import {
  isHeader,
  isKey,
  isStatementStart,
  skipDeeperLines,
  skipJunk,
  startsExpression,
} from './recovery.ts';
import { parseNestedResource } from './resources.ts';
import { pieceText, type StringForm, stringForm } from './string-text.ts';
import type {
  ArrayExpression,
  ErrorExpression,
  Expression,
  ObjectExpression,
  Spread,
  StringExpression,
  StringHole,
  StringText,
} from './syntax.ts';

/** The token here starts a string. */
export function parseString(c: Cursor): StringExpression {
  const { start } = c;
  const form = stringForm(c);
  const parts: (StringText | StringHole)[] = [];
  const whole = c.kind === 'string';
  readPiece(c, form, parts);
  if (!whole) parseHoles(c, form, parts);
  if (parts.length === 0) parts.push({ kind: 'text', value: '', span: span(c.source, start + 1, start + 1) });
  return { kind: 'string', parts, multiline: form.multiline, span: c.spanFrom(start) };
}

/** Holes and the pieces between them, up to the piece that ends the string. */
function parseHoles(c: Cursor, form: StringForm, parts: (StringText | StringHole)[]): void {
  const { inHole } = c;
  c.inHole = true;
  for (;;) {
    const from = c.lastEnd;
    const expression = parseExpression(c);
    if (c.kind !== 'stringMiddle' && c.kind !== 'stringEnd') endHole(c);
    parts.push({ kind: 'hole', expression, span: span(c.source, from, Math.max(from, c.start)) });
    const last = c.kind !== 'stringMiddle';
    if (c.kind === 'stringMiddle' || c.kind === 'stringEnd') readPiece(c, form, parts);
    if (last) break;
  }
  c.inHole = inHole;
}

/** Skips to the end of the hole; one that the line ends has been reported with its string. */
function endHole(c: Cursor): void {
  const from = c.index;
  let depth = 0;
  const { kinds } = c.tokens;
  let row = from;
  for (; kinds[row] !== 'end'; row++) {
    if (kinds[row] === 'stringStart') depth++;
    else if (kinds[row] === 'stringEnd' && depth-- === 0) break;
    else if (kinds[row] === 'stringMiddle' && depth === 0) break;
  }
  if (!c.tokens.unterminated.has(row)) c.unexpected('`}`', 'Close the hole with `}`');
  while (c.index < row) c.advance();
}

/** A piece without text adds nothing. */
function readPiece(c: Cursor, form: StringForm, parts: (StringText | StringHole)[]): void {
  const { value, start, end } = pieceText(c, form);
  if (value !== '') parts.push({ kind: 'text', value, span: span(c.source, start, end) });
  c.advance();
}

export interface ObjectForm {
  /** Only the body of a resource may declare resources. */
  readonly nestedResources: boolean;
}

/** From `{`, or from where a missing one should have stood. */
export function parseObject(c: Cursor, form: ObjectForm): ObjectExpression {
  const members: ObjectExpression['members'][number][] = [];
  const opener = openBracket(c, '{');
  const { inHole } = c;
  c.inHole = false;
  parseBlock(c, '}', opener, {
    item: () => {
      const member = parseMember(c, form.nestedResources);
      if (member) members.push(member);
    },
    startsItem: () => isKey(c) || c.kind === '...' || (form.nestedResources && startsNestedResource(c)),
    decorated: form.nestedResources,
    ownsStatement: () => form.nestedResources && c.isWord('resource'),
  });
  c.inHole = inHole;
  return { kind: 'object', members, span: c.spanFrom(opener.start) };
}

/** Reads the bracket if it is there; where it should stand otherwise. */
export function openBracket(c: Cursor, kind: '{' | '[' | '('): Span {
  if (c.kind !== kind) return c.emptySpan();
  const place = span(c.source, c.start, c.end);
  c.advance();
  return place;
}

function parseMember(c: Cursor, nestedResources: boolean): ObjectExpression['members'][number] | null {
  if (c.kind === '...') return parseSpread(c);
  if (nestedResources && startsNestedResource(c)) return parseNestedResource(c);
  const { start } = c;
  if (c.atLineStart && isStatementStart(c)) return parseMisplacedStatement(c);
  const key = parseKey(c);
  if (!key) {
    c.unexpected('a property', 'Write a property as `name: value`');
    const place = skipJunk(c);
    skipDeeperLines(c);
    return { kind: 'error', span: place };
  }
  const value = parsePropertyValue(c);
  return { kind: 'property', key, value, span: c.spanFrom(start) };
}

/** Brackets match, so the statement was meant to stand here; a resource is kept. */
function parseMisplacedStatement(c: Cursor): ObjectExpression['members'][number] | null {
  const message = `Found ${c.found()}, expected a property`;
  c.report('misplaced-statement', message, 'Move the statement out of the object');
  return c.isWord('resource') ? parseNestedResource(c) : { kind: 'error', span: skipJunk(c) };
}

/** `resource` may be a property too: a name must follow. */
function startsNestedResource(c: Cursor): boolean {
  if (c.kind === '@' || isHeader(c)) return true;
  return c.isWord('resource') && (c.kindAt(1) === 'identifier' || c.kindAt(1) === 'string');
}

/** A name or a string; keywords and numbers are read as names and reported. Null where there is no key. */
export function parseKey(c: Cursor): StringExpression | null {
  if (c.kind === 'string' || c.kind === 'stringStart') return parseString(c);
  if (c.kind !== 'identifier') {
    if ((c.kind !== 'keyword' && c.kind !== 'integer') || c.kindAt(1) !== ':') return null;
    c.unexpected('a property name', 'Put the name between quotes', 'warning');
  }
  const place = span(c.source, c.start, c.end);
  const parts = [{ kind: 'text', value: c.textAt(0), span: place } as const];
  c.advance();
  return { kind: 'string', parts, multiline: false, span: place };
}

function parsePropertyValue(c: Cursor): Expression {
  if (c.accept(':')) return parseValue(c);
  c.unexpected('`:`', 'Write a property as `name: value`');
  if (c.accept('=')) return parseValue(c);
  if (startsExpression(c.kind)) return parseExpression(c);
  const missing = errorExpression(c);
  skipDeeperLines(c);
  return missing;
}

function parseSpread(c: Cursor): Spread {
  const { start } = c;
  c.advance();
  const value = parseExpression(c);
  return { kind: 'spread', value, span: c.spanFrom(start) };
}

/** From `[`, or from where a missing one should have stood. */
export function parseArray(c: Cursor): ArrayExpression {
  const items: (Expression | Spread)[] = [];
  const opener = openBracket(c, '[');
  const { inHole } = c;
  c.inHole = false;
  parseBlock(c, ']', opener, {
    item: () => items.push(parseItem(c)),
    startsItem: () => startsExpression(c.kind) || c.kind === '...',
  });
  c.inHole = inHole;
  return { kind: 'array', items, span: c.spanFrom(opener.start) };
}

function parseItem(c: Cursor): Expression | Spread {
  if (c.kind === '...') return parseSpread(c);
  if (c.ragged && c.atLineStart && isKey(c)) {
    c.unexpected('an item', 'Open the object with `{`');
    const { itemIndent } = c;
    c.itemIndent = (c.block?.indent ?? 0) + 1;
    const object = parseObject(c, { nestedResources: false });
    c.itemIndent = itemIndent;
    return object;
  }
  const before = c.index;
  const item = parseExpression(c);
  return c.index === before ? skippedItem(c) : item;
}

function skippedItem(c: Cursor): ErrorExpression {
  return { kind: 'error', span: skipJunk(c) };
}
