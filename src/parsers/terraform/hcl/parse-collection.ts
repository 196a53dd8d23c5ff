// What stands in brackets: parentheses, arguments, tuples, objects and `for` (specification: Collection Values, For Expressions).

import { type Span, span, spanBetween } from '../../../model/source.ts';
import { advance, at, atWord, type Cursor, found, report, tokenSpan, tokenText } from './cursor.ts';
import { parseExpression } from './parse-expression.ts';
import { parseForNames } from './parse-template.ts';
import { skipTo, startsStatement } from './recovery.ts';
import type { Expression, ObjectMember } from './syntax.ts';

/** Runs `parse` between brackets, in which newlines are blanks (or, for objects, separators). */
export function between<T>(
  cursor: Cursor,
  close: string,
  newlines: boolean,
  parse: () => T,
): { result: T; end: number } {
  const outer = cursor.newlines;
  const opening = tokenSpan(cursor);
  cursor.newlines = newlines;
  advance(cursor);
  const result = parse();
  const abandoned = cursor.kind === 'end' || startsStatement(cursor);
  cursor.newlines = outer;
  let end = cursor.start;
  if (at(cursor, close)) {
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
  return { result, end };
}

function backToLineEnd(cursor: Cursor, limit: number): void {
  let position = cursor.start;
  while (position > limit && !/[\r\n]/.test(cursor.input[position - 1]!)) position--;
  cursor.end = Math.max(limit, position - 1);
  advance(cursor);
}

export function parseParenthesized(cursor: Cursor): Expression {
  const start = cursor.start;
  const { result, end } = between(cursor, ')', false, () => parseExpression(cursor));
  return { kind: 'parenthesized', inner: result, span: span(cursor.source, start, end) };
}

export function parseCall(cursor: Cursor, name: string, nameSpan: Span): Expression {
  const args: Expression[] = [];
  let expand = false;
  const { end } = between(cursor, ')', false, () => {
    while (!listEnds(cursor, ')')) {
      args.push(parseExpression(cursor));
      if (at(cursor, '...')) {
        expand = true;
        advance(cursor);
        if (at(cursor, ',')) advance(cursor);
        return;
      }
      if (!separator(cursor, ')')) return;
    }
  });
  return { kind: 'call', name, nameSpan, args, expand, span: span(cursor.source, nameSpan.start, end) };
}

/** At the closing bracket, or where somebody forgot it. */
function listEnds(cursor: Cursor, close: string): boolean {
  return at(cursor, close) || cursor.kind === 'end' || startsStatement(cursor);
}

/** After an item: a comma and on, or false where the list ends (or is broken). */
function separator(cursor: Cursor, close: string): boolean {
  if (at(cursor, ',')) {
    advance(cursor);
    return true;
  }
  if (listEnds(cursor, close)) return false;
  report(
    cursor,
    'unexpected-token',
    `Expected \`,\` or \`${close}\`, found ${found(cursor)}`,
    'separate the items with commas',
  );
  skipTo(cursor, [',', close]);
  if (!at(cursor, ',')) return false;
  advance(cursor);
  return true;
}

export function parseTuple(cursor: Cursor): Expression {
  const start = cursor.start;
  const items: Expression[] = [];
  let loop: ((place: Span) => Expression) | null = null;
  const { end } = between(cursor, ']', false, () => {
    if (atWord(cursor, 'for')) {
      loop = parseFor(cursor, false);
      return;
    }
    while (!listEnds(cursor, ']')) {
      items.push(parseExpression(cursor));
      if (!separator(cursor, ']')) return;
    }
  });
  const place = span(cursor.source, start, end);
  return finishLoop(loop, place) ?? { kind: 'tuple', items, span: place };
}

function finishLoop(loop: ((place: Span) => Expression) | null, place: Span): Expression | null {
  return loop ? loop(place) : null;
}

export function parseObject(cursor: Cursor): Expression {
  const start = cursor.start;
  const members: ObjectMember[] = [];
  let loop: ((place: Span) => Expression) | null = null;
  const { end } = between(cursor, '}', true, () => {
    skipNewlines(cursor);
    if (atWord(cursor, 'for')) {
      cursor.newlines = false;
      loop = parseFor(cursor, true);
      return;
    }
    while (!at(cursor, '}') && cursor.kind !== 'end') {
      const member = parseMember(cursor);
      if (member) members.push(member);
      if (!memberEnd(cursor)) return;
    }
  });
  const place = span(cursor.source, start, end);
  return finishLoop(loop, place) ?? { kind: 'object', members, span: place };
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
    skipTo(cursor, [',', '}', '\n']);
    return null;
  }
  advance(cursor);
  const value = parseExpression(cursor);
  return { key, value, span: spanBetween(parsed.span, value.span) };
}

function textLength(place: Span): number {
  return place.end - place.start;
}

function memberEnd(cursor: Cursor): boolean {
  if (!at(cursor, ',') && cursor.kind !== 'newline' && !at(cursor, '}') && cursor.kind !== 'end') {
    report(
      cursor,
      'unexpected-token',
      `Expected a comma or the end of the line, found ${found(cursor)}`,
      'put each member on its own line',
    );
    skipTo(cursor, [',', '}', '\n']);
  }
  if (at(cursor, '}') || cursor.kind === 'end') return false;
  advance(cursor);
  skipNewlines(cursor);
  return true;
}

/** After the bracket, at `for`. The span is known once the bracket is closed. */
function parseFor(cursor: Cursor, isObject: boolean): (place: Span) => Expression {
  advance(cursor);
  const { key, value } = parseForNames(cursor);
  const collection = parseExpression(cursor);
  expect(cursor, ':', 'the collection and the result of `for`');
  let result = parseExpression(cursor);
  let keyResult: Expression | null = null;
  let group = false;
  if (isObject) {
    expect(cursor, '=>', 'the key and the value of an object `for`');
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
  return place => ({ kind: 'for', key, value, collection, keyResult, result, condition, group, span: place });
}

/** Moves over punctuation that must stand here, or says that it is missing. */
export function expect(cursor: Cursor, punctuation: string, where: string): void {
  if (at(cursor, punctuation)) advance(cursor);
  else
    report(
      cursor,
      'unexpected-token',
      `Expected \`${punctuation}\` between ${where}, found ${found(cursor)}`,
      `add \`${punctuation}\``,
    );
}
