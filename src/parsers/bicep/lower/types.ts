// What evaluation needs to know of Bicep types: base type, null, secrecy, allowed literals. Names are followed through aliases, members
// and imports, compiled ones included. Refuses to check values.

import type { Span } from '../../../model/source.ts';
import type { Expression as Node } from '../../arm/template.ts';
import { type JsonNode, type JsonObject, memberOf } from '../../json/syntax.ts';
import type { Decorator, ImportStatement, TypeExpression, TypeMemberAccess, TypeObject } from '../syntax.ts';
import { compiledFacts } from './compiled-types.ts';
import type { FileContext } from './file-context.ts';
import { importTarget } from './imports.ts';
import { literal } from './nodes.ts';
import { fileScope, lookUp } from './scope.ts';
import { decoratorArguments, plainText } from './symbols.ts';

export interface TypeFacts {
  /** `string`, `int`, `bool`, `object`, `array`; null where it is not known. */
  readonly base: string | null;
  readonly nullable: boolean;
  readonly secure: boolean;
  /** Of a literal type or a union of such; for arrays of such what their items may be. */
  readonly allowed: readonly Node[] | null;
}

export const NO_FACTS: TypeFacts = { base: null, nullable: false, secure: false, allowed: null };

/** A type behind its names: written in a file, or compiled to JSON. */
type Resolved =
  | { readonly kind: 'written'; readonly type: TypeExpression; readonly file: FileContext }
  | { readonly kind: 'compiled'; readonly node: JsonObject; readonly root: JsonNode }
  | { readonly kind: 'nullable' | 'secure'; readonly of: Resolved }
  | { readonly kind: 'base'; readonly base: string | null };

const UNKNOWN: Resolved = { kind: 'base', base: null };

/** Aliases are followed this far; longer chains are cycles. */
const LONGEST_CHAIN = 64;

export function baseTypeOf(type: TypeExpression, file: FileContext): string | null {
  return typeFacts(type, file).base;
}

export function typeFacts(type: TypeExpression, file: FileContext): TypeFacts {
  return factsOf(resolve(type, file, 0), 0);
}

function factsOf(resolved: Resolved, steps: number): TypeFacts {
  switch (resolved.kind) {
    case 'base':
      return { ...NO_FACTS, base: resolved.base };
    case 'nullable':
      return { ...factsOf(resolved.of, steps), nullable: true };
    case 'compiled':
      return compiledFacts(resolved.node, resolved.root);
    case 'secure':
      return { ...factsOf(resolved.of, steps), secure: true };
    case 'written':
      return writtenFacts(resolved.type, resolved.file, steps);
  }
}

function writtenFacts(type: TypeExpression, file: FileContext, steps: number): TypeFacts {
  switch (type.kind) {
    case 'typeLiteral': {
      const value = type.value.kind === 'string' ? plainText(type.value) : type.value.value;
      return value === null ? { ...NO_FACTS, nullable: true } : literalFacts(value, type.span);
    }
    case 'typeNegation': {
      const { allowed } = factsOf(resolve(type.type, file, steps + 1), steps + 1);
      const [only] = allowed ?? [];
      const value = only?.kind === 'literal' ? only.value : null;
      if (typeof value === 'number' && type.operator === '-') return literalFacts(-value, type.span);
      if (typeof value === 'boolean' && type.operator === '!') return literalFacts(!value, type.span);
      return NO_FACTS;
    }
    case 'typeObject':
      return { ...NO_FACTS, base: 'object' };
    case 'typeTuple':
      return { ...NO_FACTS, base: 'array' };
    case 'typeArray':
      return {
        ...NO_FACTS,
        base: 'array',
        allowed: factsOf(resolve(type.item, file, steps + 1), steps + 1).allowed,
      };
    case 'typeUnion':
      return unionFacts(type.members.map(member => factsOf(resolve(member, file, steps + 1), steps + 1)));
    case 'typeInstantiation':
      return { ...NO_FACTS, base: type.name.name === 'resource' ? 'string' : 'object' };
    default:
      return NO_FACTS;
  }
}

function literalFacts(value: string | number | boolean, span: Span): TypeFacts {
  const base = typeof value === 'string' ? 'string' : typeof value === 'number' ? 'int' : 'bool';
  return { ...NO_FACTS, base, allowed: [literal(value, span)] };
}

function unionFacts(members: readonly TypeFacts[]): TypeFacts {
  const nullable = members.some(member => member.nullable);
  const rest = members.filter(member => member.base !== null);
  const base = rest[0]?.base ?? null;
  if (rest.some(member => member.base !== base)) return { ...NO_FACTS, nullable };
  const literals = rest.every(member => member.allowed && member.base !== 'array');
  const allowed = literals ? rest.flatMap(member => member.allowed!) : null;
  return { base, nullable, secure: rest.some(member => member.secure), allowed };
}

/** The type behind aliases, parentheses, `?` and `!`. */
function resolve(type: TypeExpression, file: FileContext, steps: number): Resolved {
  if (steps > LONGEST_CHAIN) {
    file.template.report(
      'cyclic-type',
      'This type is defined by itself, or too many types are behind it',
      type.span,
    );
    return UNKNOWN;
  }
  switch (type.kind) {
    case 'typeName':
      return resolveName(type.name.name, type.span, file, steps);
    case 'typeParenthesized':
      return resolve(type.type, file, steps + 1);
    case 'typeNullable':
      return { kind: 'nullable', of: resolve(type.type, file, steps + 1) };
    case 'typeNonNull': {
      const inner = resolve(type.type, file, steps + 1);
      return withoutNull(inner);
    }
    case 'typeMember':
      return resolveMember(type, file, steps);
    case 'typeError':
      return UNKNOWN;
    default:
      return { kind: 'written', type, file };
  }
}

function withoutNull(resolved: Resolved): Resolved {
  if (resolved.kind === 'nullable') return withoutNull(resolved.of);
  return resolved.kind === 'secure' ? { kind: 'secure', of: withoutNull(resolved.of) } : resolved;
}

const AMBIENT: ReadonlySet<string> = new Set(['string', 'int', 'bool', 'object', 'array']);

function resolveName(name: string, span: Span, file: FileContext, steps: number): Resolved {
  const symbol = lookUp(name, fileScope(file));
  if (symbol?.kind === 'type') return resolveAlias(symbol.statement, file, steps);
  if (symbol?.kind === 'imported')
    return resolveExported(symbol.statement, symbol.symbol.name.name, file, steps);
  if (AMBIENT.has(name)) return { kind: 'base', base: name };
  if (name !== 'any' && !(symbol && symbol.kind !== 'param')) {
    file.template.report(
      'invalid-type',
      `There is no type \`${name}\``,
      span,
      'Check the spelling, upper and lower case included.',
    );
  }
  return UNKNOWN;
}

function resolveAlias(
  statement: { readonly type: TypeExpression; readonly decorators: readonly Decorator[] },
  file: FileContext,
  steps: number,
): Resolved {
  const of = resolve(statement.type, file, steps + 1);
  return decoratorArguments(statement.decorators, 'secure') ? { kind: 'secure', of } : of;
}

function resolveExported(
  statement: ImportStatement,
  exported: string,
  file: FileContext,
  steps: number,
): Resolved {
  const target = importTarget(statement, file);
  if (target.kind === 'unresolved') return UNKNOWN;
  if (target.kind === 'bicep') {
    const symbol = target.file.symbols.byName.get(exported);
    return symbol?.kind === 'type' ? resolveAlias(symbol.statement, target.file, steps + 1) : UNKNOWN;
  }
  const root = target.document();
  const definitions = root?.kind === 'object' ? memberOf(root, 'definitions')?.value : undefined;
  const node = definitions?.kind === 'object' ? memberOf(definitions, exported)?.value : undefined;
  return root && node?.kind === 'object' ? { kind: 'compiled', node, root } : UNKNOWN;
}

/** `base.name`, `base[0]`, `base[*]`, `base.*`, and types in a namespace. */
function resolveMember(type: TypeMemberAccess, file: FileContext, steps: number): Resolved {
  const { base, member } = type;
  if (base.kind === 'typeName' && member.kind === 'name') {
    const symbol = lookUp(base.name.name, fileScope(file));
    if (symbol?.kind === 'wildcard') return resolveExported(symbol.statement, member.name.name, file, steps);
    if (!symbol && base.name.name === 'sys')
      return { kind: 'base', base: AMBIENT.has(member.name.name) ? member.name.name : null };
  }
  let inner = resolve(base, file, steps + 1);
  while ('of' in inner) inner = inner.of;
  if (inner.kind === 'written') return memberOfWritten(inner.type, member, inner.file, steps);
  return inner.kind === 'compiled' ? memberOfCompiled(inner.node, member, inner.root) : UNKNOWN;
}

function memberOfWritten(
  type: TypeExpression,
  member: TypeMemberAccess['member'],
  file: FileContext,
  steps: number,
): Resolved {
  switch (member.kind) {
    case 'name':
      return type.kind === 'typeObject' ? propertyType(type, member.name.name, file, steps) : UNKNOWN;
    case 'additional':
      return type.kind === 'typeObject' && type.additional
        ? resolve(type.additional, file, steps + 1)
        : UNKNOWN;
    case 'items':
      return type.kind === 'typeArray' ? resolve(type.item, file, steps + 1) : UNKNOWN;
    case 'index': {
      const item = type.kind === 'typeTuple' ? type.items[member.index] : undefined;
      return item ? resolveAlias(item, file, steps) : UNKNOWN;
    }
  }
}

function propertyType(type: TypeObject, name: string, file: FileContext, steps: number): Resolved {
  const property = type.properties.find(each => plainText(each.key) === name);
  return property ? resolveAlias(property, file, steps) : UNKNOWN;
}

function memberOfCompiled(node: JsonObject, member: TypeMemberAccess['member'], root: JsonNode): Resolved {
  const path = (() => {
    switch (member.kind) {
      case 'name':
        return ['properties', member.name.name];
      case 'index':
        return ['prefixItems', String(member.index)];
      case 'items':
        return ['items'];
      case 'additional':
        return ['additionalProperties'];
    }
  })();
  let at: JsonNode | undefined = node;
  for (const key of path) {
    at =
      at?.kind === 'object'
        ? memberOf(at, key)?.value
        : at?.kind === 'array'
          ? at.items[Number(key)]
          : undefined;
  }
  return at?.kind === 'object' ? { kind: 'compiled', node: at, root } : UNKNOWN;
}
