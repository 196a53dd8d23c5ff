// Expressions (specification: Expressions), by precedence, with postfix traversals and splats.

import { type Span, span, spanBetween } from '../../../model/source.ts';
import { advance, at, type Cursor, found, MAX_DEPTH, report, tokenSpan, tokenText } from './cursor.ts';
import {
  between,
  expect,
  parseCall,
  parseObject,
  parseParenthesized,
  parseTuple,
} from './parse-collection.ts';
import { parseHeredoc, parseQuoted } from './parse-template.ts';
import { skipTo, startsStatement } from './recovery.ts';
import type { BinaryOperator, ErrorExpression, Expression, SplatItem } from './syntax.ts';

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
  const isWhole = expect(cursor, ':', 'the branches of a conditional');
  const whenFalse = parseExpression(cursor);
  const place = spanBetween(condition.span, whenFalse.span);
  if (!isWhole) return { kind: 'error', span: place };
  return { kind: 'conditional', condition, whenTrue, whenFalse, span: place };
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
    const operator = cursor.punctuation;
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
      if (cursor.newlines || !startsStatement(cursor)) return parseName(cursor);
      break;
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

function parsePostfix(cursor: Cursor, primary: Expression): Expression {
  let base = primary;
  while (cursor.kind === 'punctuation') {
    if (at(cursor, '.')) {
      advance(cursor);
      if (at(cursor, '*')) base = parseAttributeSplat(cursor, base);
      else {
        const next = parseMemberAccess(cursor, base);
        if (!next) return base;
        base = next;
      }
    } else if (at(cursor, '[')) base = parseIndex(cursor, base);
    else break;
  }
  return base;
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
  const {
    result: key,
    end,
    closed,
  } = between(cursor, ']', false, () => {
    if (!at(cursor, '*')) return parseExpression(cursor);
    item = splatItem(tokenSpan(cursor));
    advance(cursor);
    return null;
  });
  const place = span(cursor.source, base.span.start, Math.max(end, start.end));
  if (!closed) return { kind: 'error', span: place };
  if (key) return { kind: 'index', base, key, span: place };
  const anonymous = item ?? splatItem(start);
  const each = parsePostfix(cursor, anonymous);
  const last = each === anonymous ? place.end : each.span.end;
  return { kind: 'splat', base, each, item: anonymous, span: span(cursor.source, base.span.start, last) };
}
