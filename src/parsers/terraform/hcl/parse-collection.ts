// What stands in brackets: parentheses, arguments, tuples, objects and `for` (specification: Collection Values, For Expressions).

import { type Span, span, spanBetween } from '../../../model/source.ts';
import { advance, at, atWord, type Cursor, found, report, tokenSpan, tokenText } from './cursor.ts';
import { parseExpression } from './parse-expression.ts';
import { parseForNames } from './parse-template.ts';
import { backToLineEnd, endsOutside, indentationAt, skipTo, startsStatement } from './recovery.ts';
import type { Expression, ObjectMember } from './syntax.ts';

/** Runs `parse` between brackets, in which newlines are blanks (or, for objects, separators). `closed` where nothing but it stands there. */
export function between<T>(
  cursor: Cursor,
  close: string,
  newlines: boolean,
  parse: (indentation: number) => T,
): { result: T; end: number; closed: boolean } {
  const outer = cursor.newlines;
  const opening = tokenSpan(cursor);
  const indentation = cursor.layout ? indentationAt(cursor, cursor.start) : 0;
  cursor.newlines = newlines;
  advance(cursor);
  const result = parse(indentation);
  const abandoned =
    cursor.kind === 'end' || startsStatement(cursor) || (newlines && endsOutside(cursor, indentation));
  cursor.newlines = outer;
  let end = cursor.start;
  let closed = false;
  if (at(cursor, close) && !abandoned) {
    closed = true;
    end = cursor.end;
    advance(cursor);
  } else if (abandoned) {
    report(cursor, 'unclosed', `This is never closed by \`${close}\``, `add \`${close}\``, opening);
    // The newline before the current token ends the statement.
    if (outer && cursor.kind !== 'end') backToLineEnd(cursor, opening.end);
    end = cursor.start;
  } else {
    report(
      cursor,
      'unexpected-token',
      `Expected \`${close}\`, found ${found(cursor)}`,
      `close it with \`${close}\``,
    );
    skipTo(cursor, [close]);
    if (at(cursor, close)) {
      end = cursor.end;
      advance(cursor);
    }
  }
  return { result, end, closed };
}

export function parseParenthesized(cursor: Cursor): Expression {
  const start = cursor.start;
  const { result, end, closed } = between(cursor, ')', false, () => parseExpression(cursor));
  const place = span(cursor.source, start, end);
  return closed ? { kind: 'parenthesized', inner: result, span: place } : { kind: 'error', span: place };
}

export function parseCall(cursor: Cursor, name: string, nameSpan: Span): Expression {
  const args: Expression[] = [];
  let expand = false;
  const {
    result: isWhole,
    end,
    closed,
  } = between(cursor, ')', false, () =>
    parseItems(cursor, ')', () => {
      args.push(parseExpression(cursor));
      if (!at(cursor, '...')) return true;
      expand = true;
      advance(cursor);
      if (at(cursor, ',')) advance(cursor);
      return false;
    }),
  );
  const place = span(cursor.source, nameSpan.start, end);
  if (!isWhole || !closed) return { kind: 'error', span: place };
  return { kind: 'call', name, nameSpan, args, expand, span: place };
}

/** Items with commas between them, each read by `item` until that says that it was the last. False where something was skipped. */
function parseItems(cursor: Cursor, close: string, item: () => boolean): boolean {
  let isWhole = true;
  while (!listEnds(cursor, close)) {
    if (!item() || listEnds(cursor, close)) break;
    if (!at(cursor, ',')) {
      isWhole = false;
      report(
        cursor,
        'unexpected-token',
        `Expected \`,\` or \`${close}\`, found ${found(cursor)}`,
        'separate the items with commas',
      );
      skipTo(cursor, [',', close]);
      if (!at(cursor, ',')) break;
    }
    advance(cursor);
  }
  return isWhole;
}

/** At the closing bracket, or where somebody forgot it. */
function listEnds(cursor: Cursor, close: string): boolean {
  return at(cursor, close) || cursor.kind === 'end' || startsStatement(cursor);
}

export function parseTuple(cursor: Cursor): Expression {
  const start = cursor.start;
  const items: Expression[] = [];
  const { result, end, closed } = between(cursor, ']', false, () => {
    if (atWord(cursor, 'for')) return parseFor(cursor, false);
    return parseItems(cursor, ']', () => items.push(parseExpression(cursor)) > 0);
  });
  const place = span(cursor.source, start, end);
  if (typeof result === 'function') return closed ? result(place) : { kind: 'error', span: place };
  const node = { kind: 'tuple', items, span: place } as const;
  // An item that could not be read may stand for several.
  const isWhole = result && closed && items.every(({ kind }) => kind !== 'error');
  return isWhole ? node : { ...node, broken: true };
}

export function parseObject(cursor: Cursor): Expression {
  const start = cursor.start;
  const members: ObjectMember[] = [];
  const { result, end, closed } = between(cursor, '}', true, indentation => {
    skipNewlines(cursor);
    if (atWord(cursor, 'for')) {
      cursor.newlines = false;
      return parseFor(cursor, true);
    }
    return parseMembers(cursor, indentation, members);
  });
  const place = span(cursor.source, start, end);
  if (typeof result === 'function') return closed ? result(place) : { kind: 'error', span: place };
  const node = { kind: 'object', members, span: place } as const;
  return result && closed ? node : { ...node, broken: true };
}

/** False where something was skipped. */
function parseMembers(cursor: Cursor, indentation: number, members: ObjectMember[]): boolean {
  let isWhole = true;
  while (!listEnds(cursor, '}') && !endsOutside(cursor, indentation)) {
    const member = parseMember(cursor);
    if (member) members.push(member);
    if (!member || !separatesMembers(cursor)) {
      isWhole = false;
      skipTo(cursor, [',', '}', '\n']);
    }
    if (listEnds(cursor, '}')) break;
    advance(cursor);
    skipNewlines(cursor);
  }
  return isWhole;
}

function skipNewlines(cursor: Cursor): void {
  while (cursor.kind === 'newline') advance(cursor);
}

function parseMember(cursor: Cursor): ObjectMember | null {
  const keyName = cursor.kind === 'identifier' ? tokenText(cursor) : null;
  const parsed = parseExpression(cursor);
  const isBare = keyName !== null && textLength(parsed.span) === keyName.length;
  const key: Expression = isBare
    ? {
        kind: 'template',
        parts: [{ kind: 'text', value: keyName, span: parsed.span }],
        heredoc: false,
        span: parsed.span,
      }
    : parsed;
  if (!at(cursor, '=') && !at(cursor, ':')) {
    if (parsed.kind !== 'error')
      report(
        cursor,
        'unexpected-token',
        `Expected \`=\` after the key, found ${found(cursor)}`,
        'write key = value',
      );
    return null;
  }
  advance(cursor);
  const value = parseExpression(cursor);
  return { key, value, span: spanBetween(parsed.span, value.span) };
}

function textLength(place: Span): number {
  return place.end - place.start;
}

/** Whether a member ends here; reports what does not belong to it. */
function separatesMembers(cursor: Cursor): boolean {
  if (at(cursor, ',') || cursor.kind === 'newline' || at(cursor, '}') || cursor.kind === 'end') return true;
  report(
    cursor,
    'unexpected-token',
    `Expected a comma or the end of the line, found ${found(cursor)}`,
    'put each member on its own line',
  );
  return false;
}

/** After the bracket, at `for`. The span is known once the bracket is closed. */
function parseFor(cursor: Cursor, isObject: boolean): (place: Span) => Expression {
  advance(cursor);
  const { key, value } = parseForNames(cursor);
  const collection = parseExpression(cursor);
  let isWhole = expect(cursor, ':', 'the collection and the result of `for`');
  let result = parseExpression(cursor);
  let keyResult: Expression | null = null;
  let group = false;
  if (isObject) {
    isWhole = expect(cursor, '=>', 'the key and the value of an object `for`') && isWhole;
    keyResult = result;
    result = parseExpression(cursor);
    if (at(cursor, '...')) {
      group = true;
      advance(cursor);
    }
  }
  let condition: Expression | null = null;
  if (atWord(cursor, 'if')) {
    advance(cursor);
    condition = parseExpression(cursor);
  }
  return place =>
    isWhole
      ? { kind: 'for', key, value, collection, keyResult, result, condition, group, span: place }
      : { kind: 'error', span: place };
}

/** Moves over punctuation that must stand here, or says that it is missing: then false. */
export function expect(cursor: Cursor, punctuation: string, where: string): boolean {
  if (at(cursor, punctuation)) {
    advance(cursor);
    return true;
  }
  report(
    cursor,
    'unexpected-token',
    `Expected \`${punctuation}\` between ${where}, found ${found(cursor)}`,
    `add \`${punctuation}\``,
  );
  return false;
}
