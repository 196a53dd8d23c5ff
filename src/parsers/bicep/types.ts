// Type expressions. Promises a type for every input: what cannot be read is a `typeError` that has not moved on.
// Refuses to know which names are types.

import { type Span, span } from '../../model/source.ts';
import { parseBlock, parseList } from './blocks.ts';
import { type Cursor, maxHeight } from './cursor.ts';
import { parseDecorators } from './decorators.ts';
import { parseLiteral, readIdentifier } from './expressions.ts';
import { openBracket, parseKey, parseString } from './literals.ts';
import { isKey, isStatementStart, missingOpener, reportUnclosed, skipJunk } from './recovery.ts';
import type {
  Decorator,
  Expression,
  TypeError as TypeErrorNode,
  TypeExpression,
  TypeMemberAccess,
  TypeObject,
  TypeProperty,
  TypeTuple,
} from './syntax.ts';

const hint = 'Write a type, such as `string`, `int`, `{ name: string }` or `string[]`';

export function typeError(c: Cursor): TypeErrorNode {
  return { kind: 'typeError', span: c.emptySpan() };
}

/** The type of a declaration, where the older `resource 'type@version'` may stand too. */
export function parseDeclaredType(c: Cursor): TypeExpression {
  if (!c.isWord('resource') || c.kindAt(1) === '<') return parseType(c);
  const name = readIdentifier(c);
  const args = c.kind === 'string' || c.kind === 'stringStart' ? [parseString(c)] : [];
  return { kind: 'typeInstantiation', name, namespace: null, args, span: c.spanFrom(name.span.start) };
}

/** A type where a block may have lost its opening bracket. */
export function parseTypeValue(c: Cursor): TypeExpression {
  const missing = missingOpener(c);
  if (!missing) return parseType(c);
  c.unexpected(`\`${missing}\``, `Open the block with \`${missing}\``);
  return missing === '{' ? parseTypeObject(c) : parseTuple(c);
}

/** A union or one member of it. Line breaks may stand before each `|`. */
export function parseType(c: Cursor): TypeExpression {
  const entered = c.enter();
  const type = entered ? parseUnion(c) : typeError(c);
  c.leave();
  return type;
}

function parseUnion(c: Cursor): TypeExpression {
  const first = isPipe(c) ? null : parsePostfix(c);
  if (first && !isPipe(c)) return first;
  const members: TypeExpression[] = first ? [first] : [];
  let start = first?.span.start;
  while (isPipe(c)) {
    c.skipNewline();
    start ??= c.start;
    c.advance();
    members.push(parsePostfix(c));
  }
  return { kind: 'typeUnion', members, span: c.spanFrom(start ?? c.start) };
}

function isPipe(c: Cursor): boolean {
  return c.kind === '|' || (c.kind === 'newline' && c.kindAt(1) === '|');
}

/** `?`, `!` and member accesses behind a type; a prefix operator binds tighter than `?`. */
function parsePostfix(c: Cursor): TypeExpression {
  const outer = c.reach;
  c.reach = c.depth;
  let type = parsePrefix(c);
  for (;;) {
    if (c.kind === '?') {
      type = pushDown(c, type);
      c.advance();
      type = { kind: 'typeNullable', type, span: c.spanFrom(type.span.start) };
    } else if (c.kind === '!') {
      type = pushDown(c, type);
      c.advance();
      type = { kind: 'typeNonNull', type, span: c.spanFrom(type.span.start) };
    } else if (c.kind === '[' || c.kind === '.') {
      if (type.kind === 'typeNullable' || type.kind === 'typeNonNull')
        c.unexpected('the end of the type', 'Put the type before it in parentheses', 'warning');
      type = parseMember(c, pushDown(c, type));
    } else break;
  }
  if (outer > c.reach) c.reach = outer;
  return type;
}

function pushDown(c: Cursor, type: TypeExpression): TypeExpression {
  if (++c.reach <= maxHeight) return type;
  c.reportDeep();
  c.reach = c.depth + 1;
  return { kind: 'typeError', span: type.span };
}

function parsePrefix(c: Cursor): TypeExpression {
  if (c.kind !== '-' && c.kind !== '!') return parsePrimary(c);
  const { start, kind: operator } = c;
  c.advance();
  let type = pushDown(c, parsePrimary(c));
  while (c.is('[') || c.is('.')) type = parseMember(c, pushDown(c, type));
  return { kind: 'typeNegation', operator, type, span: c.spanFrom(start) };
}

function parsePrimary(c: Cursor): TypeExpression {
  const { start } = c;
  switch (c.kind) {
    case 'identifier':
      return parseTypeName(c);
    case 'string':
    case 'stringStart':
      return { kind: 'typeLiteral', value: parseString(c), span: c.spanFrom(start) };
    case 'integer':
    case 'keyword':
      return { kind: 'typeLiteral', value: parseLiteral(c), span: c.spanFrom(start) };
    case '{':
      return parseTypeObject(c);
    case '[':
      return parseTuple(c);
    case '(':
      return parseParentheses(c);
    default:
      c.unexpected('a type', hint);
      return typeError(c);
  }
}

function parseTypeName(c: Cursor): TypeExpression {
  const name = readIdentifier(c);
  if (c.kind !== '<') return { kind: 'typeName', name, span: name.span };
  const args = parseTypeArguments(c);
  return { kind: 'typeInstantiation', name, namespace: null, args, span: c.spanFrom(name.span.start) };
}

/** `<'Microsoft.X/y@version'>`: arguments are types, of which strings and names have a meaning. */
function parseTypeArguments(c: Cursor): Expression[] {
  const args: Expression[] = [];
  const opener = span(c.source, c.start, c.end);
  c.advance();
  parseList(c, '>', opener, () => {
    const type = parseType(c);
    if (type.kind === 'typeLiteral') args.push(type.value);
    else if (type.kind === 'typeName') args.push({ kind: 'variable', name: type.name, span: type.span });
    else args.push({ kind: 'error', span: type.span });
  });
  return args;
}

function parseParentheses(c: Cursor): TypeExpression {
  const { start } = c;
  const inner: TypeExpression[] = [];
  parseList(c, ')', openBracket(c, '('), () => inner.push(parseType(c)));
  if (inner.length !== 1) {
    const message = `Found ${inner.length} types in parentheses, expected one`;
    c.report('unexpected-token', message, 'Write `(type)`', c.spanFrom(start));
  }
  return { kind: 'typeParenthesized', type: inner[0] ?? typeError(c), span: c.spanFrom(start) };
}

/** `base[]`, `base[*]`, `base[0]`, `base.name`, `base.*`, and `namespace.name<…>`. */
function parseMember(c: Cursor, base: TypeExpression): TypeExpression {
  const { start } = base.span;
  if (c.kind === '.') return parseDot(c, base);
  const opener = openBracket(c, '[');
  if (c.accept(']')) return { kind: 'typeArray', item: base, span: c.spanFrom(start) };
  const member = parseTypeIndex(c);
  if (!c.accept(']')) reportUnclosed(c, ']', opener);
  return { kind: 'typeMember', base, member, span: c.spanFrom(start) };
}

function parseTypeIndex(c: Cursor): TypeMemberAccess['member'] {
  if (c.accept('*')) return { kind: 'items' };
  if (c.kind === 'integer') return { kind: 'index', index: Number(parseLiteral(c).value) };
  c.unexpected('`]`, `*` or a number', 'An item of a tuple is written `type[0]`, an array `type[]`');
  if (c.kind !== 'newline') skipJunk(c);
  return { kind: 'items' };
}

function parseDot(c: Cursor, base: TypeExpression): TypeExpression {
  const { start } = base.span;
  c.advance();
  if (c.accept('*'))
    return { kind: 'typeMember', base, member: { kind: 'additional' }, span: c.spanFrom(start) };
  if (c.kind !== 'identifier') {
    c.unexpected('a name or `*`', 'Name the property of the type');
    return { kind: 'typeError', span: c.spanFrom(start) };
  }
  const name = readIdentifier(c);
  if (!c.is('<'))
    return { kind: 'typeMember', base, member: { kind: 'name', name }, span: c.spanFrom(start) };
  if (base.kind !== 'typeName')
    c.unexpected('the end of the type', 'Only a namespace may stand before the name');
  const args = parseTypeArguments(c);
  const namespace = base.kind === 'typeName' ? base.name : null;
  return { kind: 'typeInstantiation', name, namespace, args, span: c.spanFrom(start) };
}

function parseTypeObject(c: Cursor): TypeObject {
  const properties: TypeProperty[] = [];
  let additional: TypeExpression | null = null;
  const opener = openBracket(c, '{');
  parseBlock(c, '}', opener, {
    item: () => {
      const { start } = c;
      const decorators = readItemDecorators(c, '}');
      if (!decorators) return;
      if (c.kind === '*') {
        c.advance();
        additional = parsePropertyType(c);
        return;
      }
      const property = parseTypeProperty(c, decorators, start);
      if (property) properties.push(property);
    },
    decorated: true,
    startsItem: () => isKey(c) || c.kind === '@' || c.kind === '*',
  });
  return { kind: 'typeObject', properties, additional, span: c.spanFrom(opener.start) };
}

function parseTypeProperty(c: Cursor, decorators: readonly Decorator[], start: number): TypeProperty | null {
  const key = parseKey(c);
  if (key) return { decorators, key, type: parsePropertyType(c), span: c.spanFrom(start) };
  c.unexpected('a property', 'Write a property of a type as `name: type`');
  skipJunk(c);
  return null;
}

function parsePropertyType(c: Cursor): TypeExpression {
  if (c.accept(':')) return parseTypeValue(c);
  c.unexpected('`:`', 'Write a property of a type as `name: type`');
  return c.kind === 'newline' || c.atLineStart ? typeError(c) : parseType(c);
}

/**
 * Decorators in front of a property or item. Null where none belongs to them: what follows is the end of the block,
 * or a statement outside it that the decorators are kept for.
 */
function readItemDecorators(c: Cursor, closer: '}' | ']'): readonly Decorator[] | null {
  if (c.kind !== '@') return [];
  const decorators = parseDecorators(c);
  if (isStatementStart(c)) {
    c.pendingDecorators.push(...decorators);
    return null;
  }
  if (!c.is(closer) && !c.is('end')) return decorators;
  const message = `Found ${c.found()}, expected what the decorator is for`;
  c.report('missing-declaration', message, 'Remove the decorator', decorators.at(-1)?.span);
  return null;
}

function parseTuple(c: Cursor): TypeTuple {
  const items: TypeTuple['items'][number][] = [];
  const opener: Span = openBracket(c, '[');
  parseBlock(c, ']', opener, {
    item: () => {
      const decorators = readItemDecorators(c, ']');
      if (!decorators) return;
      const before = c.index;
      const type = parseType(c);
      if (c.index === before) skipJunk(c);
      items.push({ decorators, type });
    },
    decorated: true,
    startsItem: () => c.kind === 'identifier' || c.kind === 'string' || c.kind === '{' || c.kind === '@',
  });
  return { kind: 'typeTuple', items, span: c.spanFrom(opener.start) };
}
