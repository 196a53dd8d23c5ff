// Expressions by precedence, from the ternary down to names and calls. Promises an expression for every input: what
// cannot be read is an `error` that has not moved on, so that the list or block around it can. Refuses to know types.

import { span } from '../../model/source.ts';
import { parseList } from './blocks.ts';
import { type Cursor, maxHeight } from './cursor.ts';
import { parseArray, parseObject, parseString } from './literals.ts';
import { isLoop, parseLoop } from './loops.ts';
import { isKey, isStatementStart, missingOpener, reportUnclosed, startsExpression } from './recovery.ts';
import type {
  BinaryOperator,
  ErrorExpression,
  Expression,
  FunctionParameter,
  Identifier,
  LiteralExpression,
} from './syntax.ts';
import type { TokenKind } from './tokens.ts';

export function errorExpression(c: Cursor): ErrorExpression {
  return { kind: 'error', span: c.emptySpan() };
}

/** The value of a property or declaration: an expression, or a block that has lost its opening bracket. */
export function parseValue(c: Cursor): Expression {
  if (c.kind !== 'newline') return parseExpression(c);
  const missing = missingOpener(c);
  if (!missing) return parseValueOnNextLine(c);
  if (missing === '[' && c.isWord('for', 1)) {
    c.advance();
    return parseExpression(c);
  }
  c.unexpected(`\`${missing}\``, `Open the block with \`${missing}\``);
  return missing === '{' ? parseObject(c, { nestedResources: false }) : parseArray(c);
}

function parseValueOnNextLine(c: Cursor): Expression {
  c.unexpected('a value', 'Write the value on this line');
  return errorExpression(c);
}

export function parseExpression(c: Cursor): Expression {
  if (!c.enter()) {
    c.leave();
    return errorExpression(c);
  }
  const condition = parseBinary(c, 0);
  const result = isTernary(c) ? parseTernary(c, condition) : condition;
  c.leave();
  return result;
}

function isTernary(c: Cursor): boolean {
  return c.kind === '?' || (c.kind === 'newline' && c.kindAt(1) === '?');
}

/** A line break may stand before `?` and before `:`. */
function parseTernary(c: Cursor, first: Expression): Expression {
  c.skipNewline();
  c.advance();
  const condition = pushDown(c, first);
  const whenTrue = parseExpression(c);
  if (c.kind === 'newline' && c.kindAt(1) === ':') c.advance();
  const colon = c.expect(':', 'A ternary is written `condition ? value : other`');
  const whenFalse = colon ? parseExpression(c) : errorExpression(c);
  return { kind: 'ternary', condition, whenTrue, whenFalse, span: c.spanFrom(condition.span.start) };
}

/** Every binary operator with its precedence; all of them are left-associative. */
const precedences: Readonly<Partial<Record<TokenKind, number>>> = {
  '*': 7,
  '/': 7,
  '%': 7,
  '+': 6,
  '-': 6,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  '==': 4,
  '!=': 4,
  '=~': 4,
  '!~': 4,
  '&&': 3,
  '||': 2,
  '??': 1,
};

function parseBinary(c: Cursor, above: number): Expression {
  const outer = c.reach;
  c.reach = c.depth;
  const before = c.index;
  let left = parseUnary(c);
  while (c.index > before) {
    if (c.kind === 'newline') operatorOnNextLine(c, above);
    const precedence = precedences[c.kind];
    if (precedence === undefined || precedence <= above) break;
    const operator = c.kind as BinaryOperator;
    c.advance();
    left = pushDown(c, left);
    c.depth++;
    const right = parseOperand(c, precedence);
    c.depth--;
    left = { kind: 'binary', operator, left, right, span: c.spanFrom(left.span.start) };
  }
  if (outer > c.reach) c.reach = outer;
  return left;
}

/** What is on the left goes one step down in the tree; a chain that has become too long is given up. */
function pushDown(c: Cursor, left: Expression): Expression {
  if (++c.reach <= maxHeight) return left;
  c.reportDeep();
  c.reach = c.depth + 1;
  return { kind: 'error', span: left.span };
}

function parseOperand(c: Cursor, precedence: number): Expression {
  if (c.depth > c.reach) c.reach = c.depth;
  if (c.kind === 'newline' && startsExpression(c.kindAt(1)) && !isKey(c, 1) && !isStatementStart(c, 1)) {
    c.unexpected('an operand', 'Put the operand on the line of its operator', 'warning');
    c.advance();
  }
  return parseBinary(c, precedence);
}

/** An operator that starts a line cannot start anything else: it is read, although the language wants it before the break. */
function operatorOnNextLine(c: Cursor, above: number): void {
  const next = c.kindAt(1);
  const precedence = precedences[next];
  if (precedence === undefined || precedence <= above || next === '-' || next === '*' || next === '<') return;
  c.advance();
  c.unexpected(
    'an operand or the end of the expression',
    'Put the operator at the end of the line before',
    'warning',
  );
}

/** The language allows one prefix operator; more are read and reported. */
function parseUnary(c: Cursor): Expression {
  if (c.kind !== '!' && c.kind !== '-') return parseMember(c);
  const operators: { operator: '!' | '-'; start: number }[] = [];
  const before = c.depth;
  while (c.kind === '!' || c.kind === '-') {
    if (operators.length === 1)
      c.unexpected('an operand', 'Put the inner operator and its operand in parentheses', 'warning');
    operators.push({ operator: c.kind, start: c.start });
    c.advance();
  }
  const fits = before + operators.length <= maxHeight;
  if (fits) c.depth += operators.length;
  else c.reportDeep();
  if (c.depth > c.reach) c.reach = c.depth;
  let operand = parseMember(c);
  c.depth = before;
  if (!fits) return { kind: 'error', span: c.spanFrom(operators[0]!.start) };
  for (const { operator, start } of operators.reverse())
    operand = { kind: 'unary', operator, operand, span: c.spanFrom(start) };
  return operand;
}

function parseMember(c: Cursor): Expression {
  const outer = c.reach;
  c.reach = c.depth;
  let base = parsePrimary(c);
  for (;;) {
    const { kind } = c;
    if (kind === '.') base = parseDot(c, pushDown(c, base));
    else if (kind === '[') base = parseIndex(c, pushDown(c, base));
    else if (kind === '!') {
      base = pushDown(c, base);
      c.advance();
      base = { kind: 'nonNull', operand: base, span: c.spanFrom(base.span.start) };
    } else if (kind === '::') {
      base = pushDown(c, base);
      c.advance();
      const resource = parseMemberName(c);
      base = { kind: 'resourceAccess', base, resource, span: c.spanFrom(base.span.start) };
    } else if (kind === 'newline' && (c.kindAt(1) === '.' || c.kindAt(1) === '::')) {
      c.advance();
      c.unexpected('the end of the expression', 'Keep the access on the line of what it accesses', 'warning');
    } else break;
  }
  if (outer > c.reach) c.reach = outer;
  return base;
}

function parseDot(c: Cursor, base: Expression): Expression {
  c.advance();
  const safe = c.accept('?');
  const name = parseMemberName(c);
  if (c.kind !== '(')
    return { kind: 'propertyAccess', base, property: name, safe, span: c.spanFrom(base.span.start) };
  if (safe) c.unexpected('the end of the expression', 'Call the function with `.`, not with `.?`', 'warning');
  const args = parseArguments(c);
  return { kind: 'methodCall', base, name, args, safe, span: c.spanFrom(base.span.start) };
}

function parseMemberName(c: Cursor): Identifier {
  if (c.kind === 'identifier') return readIdentifier(c);
  c.unexpected('a property or function name', 'Name what is accessed');
  const name = { name: '', span: c.emptySpan() };
  if (c.kind === 'keyword' || c.kind === 'integer') c.advance();
  return name;
}

export function readIdentifier(c: Cursor): Identifier {
  const name = { name: c.textAt(0), span: span(c.source, c.start, c.end) };
  c.advance();
  return name;
}

/** `[index]`, `[?index]`, `[^index]`, `[?^index]`. */
function parseIndex(c: Cursor, base: Expression): Expression {
  const opener = span(c.source, c.start, c.end);
  c.advance();
  c.open[']']++;
  const safe = c.accept('?');
  const fromEnd = c.accept('^');
  const index = c.kind === ']' ? missingIndex(c) : parseExpression(c);
  c.open[']']--;
  if (!c.accept(']')) reportUnclosed(c, ']', opener);
  return { kind: 'arrayAccess', base, index, safe, fromEnd, span: c.spanFrom(base.span.start) };
}

function missingIndex(c: Cursor): Expression {
  c.unexpected('an index', 'Write the index or the property between the brackets');
  return errorExpression(c);
}

function parseArguments(c: Cursor): Expression[] {
  const args: Expression[] = [];
  const opener = span(c.source, c.start, c.end);
  c.advance();
  parseList(c, ')', opener, () => args.push(parseExpression(c)));
  return args;
}

function parsePrimary(c: Cursor): Expression {
  switch (c.kind) {
    case 'identifier':
      return isLoop(c) ? parseLoop(c, () => parseExpression(c)) : parseName(c);
    case 'string':
    case 'stringStart':
      return parseString(c);
    case 'keyword':
    case 'integer':
      return parseLiteral(c);
    case '{':
      refuseInHole(c, 'an object');
      return parseObject(c, { nestedResources: false });
    case '[':
      refuseInHole(c, 'an array');
      return isLoop(c) ? parseLoop(c, () => parseExpression(c)) : parseArray(c);
    case '(':
      return parseParentheses(c);
    default:
      return missingExpression(c);
  }
}

function refuseInHole(c: Cursor, what: string): void {
  if (!c.inHole) return;
  const message = `Found ${what} inside a string hole, expected a name, a call or a simple value`;
  c.report(
    'misplaced-literal',
    message,
    'Move it to a variable and use the variable here',
    undefined,
    'warning',
  );
}

function missingExpression(c: Cursor): Expression {
  const double = c.kind === 'unknown' && c.text.charCodeAt(c.start) === 34;
  c.unexpected('an expression', double ? "Strings are written between `'`" : 'Write a value here');
  const place = span(c.source, c.start, c.end);
  if (c.kind !== 'unknown') return errorExpression(c);
  c.advance();
  return { kind: 'error', span: place };
}

/** Integers are kept to the nearest number; the language has 64 bits. */
export function parseLiteral(c: Cursor): LiteralExpression {
  const text = c.textAt(0);
  const value = text === 'null' ? null : text === 'true' ? true : text === 'false' ? false : Number(text);
  if (typeof value === 'number' && value > 2 ** 63)
    c.report('number-too-large', `Found ${c.found()}, expected a 64-bit integer`, 'Use a smaller number');
  const place = span(c.source, c.start, c.end);
  c.advance();
  return { kind: 'literal', value, span: place };
}

/** A variable, a function call, or a lambda with one parameter. */
function parseName(c: Cursor): Expression {
  const name = readIdentifier(c);
  if (c.kind === '(') {
    const args = parseArguments(c);
    return { kind: 'functionCall', name, args, span: c.spanFrom(name.span.start) };
  }
  if (c.kind === '=>') return parseLambda(c, name.span.start, [{ name, type: null, span: name.span }]);
  return { kind: 'variable', name, span: name.span };
}

export function parseParentheses(c: Cursor): Expression {
  const { start } = c;
  const opener = span(c.source, start, c.end);
  if (isLambdaHead(c)) return parseLambda(c, start, parseLambdaParameters(c));
  c.advance();
  const inner: Expression[] = [];
  parseList(c, ')', opener, () => inner.push(parseExpression(c)));
  if (inner.length !== 1) {
    const message = `Found ${inner.length} expressions in parentheses, expected one`;
    c.report('unexpected-token', message, 'Write `(expression)`', c.spanFrom(start));
  }
  return { kind: 'parenthesized', inner: inner[0] ?? errorExpression(c), span: c.spanFrom(start) };
}

/** `()`, `(a)` or `(a, b)` with line breaks anywhere, before `=>`. */
function isLambdaHead(c: Cursor): boolean {
  let offset = 1;
  for (let kind = c.kindAt(offset); kind === 'identifier' || kind === ',' || kind === 'newline'; )
    kind = c.kindAt(++offset);
  return c.kindAt(offset) === ')' && c.kindAt(offset + 1) === '=>';
}

function parseLambdaParameters(c: Cursor): FunctionParameter[] {
  const parameters: FunctionParameter[] = [];
  const opener = span(c.source, c.start, c.end);
  c.advance();
  parseList(c, ')', opener, () => {
    if (c.kind !== 'identifier') {
      c.unexpected('a parameter name', 'Name the parameter');
      return;
    }
    const name = readIdentifier(c);
    parameters.push({ name, type: null, span: name.span });
  });
  return parameters;
}

function parseLambda(c: Cursor, start: number, parameters: FunctionParameter[]): Expression {
  const body = parseLambdaBody(c);
  return { kind: 'lambda', parameters, body, span: c.spanFrom(start) };
}

/** `=> body`; the body may start on the next line and may be an object even inside a string hole. */
export function parseLambdaBody(c: Cursor): Expression {
  c.expect('=>', 'A lambda is written `parameter => expression`');
  if (c.kind === 'newline' && !isStatementStart(c, 1)) c.advance();
  const { inHole } = c;
  c.inHole = false;
  const body = parseExpression(c);
  c.inHole = inHole;
  return body;
}
