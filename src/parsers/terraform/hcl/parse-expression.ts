// Expressions (specification: Expressions), by precedence, with postfix traversals and splats.

import { type Span, span, spanBetween } from '../../../model/source.ts';
import {
  advance,
  at,
  atWord,
  type Cursor,
  found,
  MAX_DEPTH,
  report,
  tokenSpan,
  tokenText,
} from './cursor.ts';
import { parseForNames, parseHeredoc, parseQuoted } from './parse-template.ts';
import { skipTo, startsStatement } from './recovery.ts';
import type { BinaryOperator, ErrorExpression, Expression, ObjectMember, SplatItem } from './syntax.ts';

/** An expression at the current token. Never throws; what is missing is an error node without width. */
export function parseExpression(cursor: Cursor): Expression {
  if (cursor.depth >= MAX_DEPTH) return tooDeep(cursor);
  cursor.depth++;
  const expression = parseConditional(cursor);
  cursor.depth--;
  return expression;
}

function tooDeep(cursor: Cursor): ErrorExpression {
  report(
    cursor,
    'too-deep',
    `Expressions nest deeper than ${MAX_DEPTH} levels`,
    'split it with local values',
  );
  const node = errorAt(cursor);
  skipTo(cursor, []);
  return node;
}

function errorAt(cursor: Cursor): ErrorExpression {
  return { kind: 'error', span: span(cursor.source, cursor.start, cursor.start) };
}

function parseConditional(cursor: Cursor): Expression {
  const condition = parseBinary(cursor, 0);
  if (!at(cursor, '?')) return condition;
  advance(cursor);
  const whenTrue = parseExpression(cursor);
  expect(cursor, ':', 'the branches of a conditional');
  const whenFalse = parseExpression(cursor);
  return {
    kind: 'conditional',
    condition,
    whenTrue,
    whenFalse,
    span: spanBetween(condition.span, whenFalse.span),
  };
}

/** Lowest first. */
const LEVELS: readonly (readonly BinaryOperator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['>', '>=', '<', '<='],
  ['+', '-'],
  ['*', '/', '%'],
];

const LEVEL_OF = new Map<string, number>(
  LEVELS.flatMap((level, index) => level.map(operator => [operator, index] as const)),
);

function parseBinary(cursor: Cursor, lowest: number): Expression {
  let left = parseUnary(cursor);
  for (;;) {
    if (cursor.kind !== 'punctuation') return left;
    const operator = tokenText(cursor);
    const level = LEVEL_OF.get(operator);
    if (level === undefined || level < lowest) return left;
    advance(cursor);
    const right = parseBinary(cursor, level + 1);
    left = {
      kind: 'binary',
      operator: operator as BinaryOperator,
      left,
      right,
      span: spanBetween(left.span, right.span),
    };
  }
}

function parseUnary(cursor: Cursor): Expression {
  if (!at(cursor, '!') && !at(cursor, '-')) return parsePostfix(cursor, parsePrimary(cursor));
  if (cursor.depth >= MAX_DEPTH) return tooDeep(cursor);
  const start = tokenSpan(cursor);
  const operator = tokenText(cursor) as '!' | '-';
  advance(cursor);
  cursor.depth++;
  const operand = parseUnary(cursor);
  cursor.depth--;
  return { kind: 'unary', operator, operand, span: spanBetween(start, operand.span) };
}

function parsePrimary(cursor: Cursor): Expression {
  switch (cursor.kind) {
    case 'number':
      return parseNumber(cursor);
    case 'quote':
      return parseQuoted(cursor);
    case 'heredoc':
      return parseHeredoc(cursor);
    case 'identifier':
      return parseName(cursor);
    case 'punctuation':
      if (at(cursor, '(')) return parseParenthesized(cursor);
      if (at(cursor, '[')) return parseTuple(cursor);
      if (at(cursor, '{')) return parseObject(cursor);
  }
  report(cursor, 'unexpected-token', `Expected an expression, found ${found(cursor)}`, 'write a value here');
  return errorAt(cursor);
}

const NUMBER = /^[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

function parseNumber(cursor: Cursor): Expression {
  const place = tokenSpan(cursor);
  const text = tokenText(cursor);
  if (!NUMBER.test(text)) {
    report(cursor, 'invalid-number', `\`${text}\` is not a number`, 'quote it if it is meant as text');
    advance(cursor);
    return { kind: 'error', span: place };
  }
  advance(cursor);
  return { kind: 'literal', value: Number(text), span: place };
}

function parseName(cursor: Cursor): Expression {
  const place = tokenSpan(cursor);
  let name = tokenText(cursor);
  advance(cursor);
  let nameSpan = place;
  while (at(cursor, '::')) {
    advance(cursor);
    if (cursor.kind !== 'identifier') {
      report(
        cursor,
        'unexpected-token',
        `Expected a function's name after \`::\`, found ${found(cursor)}`,
        'write provider::name::function(…)',
      );
      return { kind: 'error', span: place };
    }
    name += `::${tokenText(cursor)}`;
    nameSpan = spanBetween(nameSpan, tokenSpan(cursor));
    advance(cursor);
  }
  if (at(cursor, '(')) return parseCall(cursor, name, nameSpan);
  if (name.includes('::')) {
    report(
      cursor,
      'unexpected-token',
      `Expected \`(\` after \`${name}\`, found ${found(cursor)}`,
      'only functions have namespaces',
    );
    return { kind: 'error', span: nameSpan };
  }
  if (name === 'true' || name === 'false') return { kind: 'literal', value: name === 'true', span: place };
  if (name === 'null') return { kind: 'literal', value: null, span: place };
  return { kind: 'variable', name, span: place };
}

/** Runs `parse` between brackets, in which newlines are blanks (or, for objects, separators). */
function between<T>(
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

function parseParenthesized(cursor: Cursor): Expression {
  const start = cursor.start;
  const { result, end } = between(cursor, ')', false, () => parseExpression(cursor));
  return { kind: 'parenthesized', inner: result, span: span(cursor.source, start, end) };
}

function parseCall(cursor: Cursor, name: string, nameSpan: Span): Expression {
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

function parseTuple(cursor: Cursor): Expression {
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

function parseObject(cursor: Cursor): Expression {
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

function expect(cursor: Cursor, punctuation: string, where: string): void {
  if (at(cursor, punctuation)) advance(cursor);
  else
    report(
      cursor,
      'unexpected-token',
      `Expected \`${punctuation}\` between ${where}, found ${found(cursor)}`,
      `add \`${punctuation}\``,
    );
}

function parsePostfix(cursor: Cursor, primary: Expression): Expression {
  let base = primary;
  for (;;) {
    if (at(cursor, '.')) {
      advance(cursor);
      if (at(cursor, '*')) base = parseAttributeSplat(cursor, base);
      else {
        const next = parseMemberAccess(cursor, base);
        if (!next) return base;
        base = next;
      }
    } else if (at(cursor, '[')) base = parseIndex(cursor, base);
    else return base;
  }
}

/** After a dot: a name, or the legacy `.0` (and `.0.1`, which scans as one number). */
function parseMemberAccess(cursor: Cursor, base: Expression): Expression | null {
  const place = tokenSpan(cursor);
  const text = tokenText(cursor);
  if (cursor.kind === 'identifier') {
    advance(cursor);
    return {
      kind: 'attribute',
      base,
      name: { name: text, span: place },
      span: spanBetween(base.span, place),
    };
  }
  if (cursor.kind === 'number' && /^[0-9.]+$/.test(text)) {
    advance(cursor);
    let result = base;
    for (const digits of text.split('.'))
      result = {
        kind: 'index',
        base: result,
        key: { kind: 'literal', value: Number(digits), span: place },
        span: spanBetween(base.span, place),
      };
    return result;
  }
  report(
    cursor,
    'unexpected-token',
    `Expected a name after \`.\`, found ${found(cursor)}`,
    'name the attribute',
  );
  return null;
}

function splatItem(place: Span): SplatItem {
  return { kind: 'variable', name: '*', span: place };
}

/** `.*` followed by names only; indexes behind it apply to the whole result. */
function parseAttributeSplat(cursor: Cursor, base: Expression): Expression {
  const item = splatItem(tokenSpan(cursor));
  advance(cursor);
  let each: Expression = item;
  while (at(cursor, '.')) {
    advance(cursor);
    const next = parseMemberAccess(cursor, each);
    if (!next) break;
    each = next;
  }
  return { kind: 'splat', base, each, item, span: spanBetween(base.span, each.span) };
}

function parseIndex(cursor: Cursor, base: Expression): Expression {
  const start = tokenSpan(cursor);
  let item: SplatItem | null = null;
  const { result: key, end } = between(cursor, ']', false, () => {
    if (!at(cursor, '*')) return parseExpression(cursor);
    item = splatItem(tokenSpan(cursor));
    advance(cursor);
    return null;
  });
  const place = span(cursor.source, base.span.start, Math.max(end, start.end));
  if (key) return { kind: 'index', base, key, span: place };
  const anonymous = item ?? splatItem(start);
  const each = parsePostfix(cursor, anonymous);
  const last = each === anonymous ? place.end : each.span.end;
  return { kind: 'splat', base, each, item: anonymous, span: span(cursor.source, base.span.start, last) };
}
