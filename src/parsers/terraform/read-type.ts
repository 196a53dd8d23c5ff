// Type constraints of variables: `list(object({ name = string, sku = optional(string, "S0") }))`.
// Semantics: https://developer.hashicorp.com/terraform/language/expressions/type-constraints. Refuses to know values.

import type { Diagnostic } from '../../model/diagnostic.ts';
import { textOf } from '../../model/source.ts';
import { report } from './diagnostics.ts';
import type { Expression, FunctionCall, ObjectConstructor } from './hcl/syntax.ts';
import type { Type } from './values/types.ts';

export interface TypeConstraint {
  readonly type: Type;
  /** Null where nothing in the type has a default. */
  readonly defaults: Defaults | null;
}

/** The defaults of optional attributes, in the shape of the type that they belong to. */
export interface Defaults {
  /** Of an object's attributes, with the type that they are converted to. */
  readonly attributes: ReadonlyMap<string, { readonly value: Expression; readonly type: Type }>;
  /** Inside attributes, and inside items of a tuple by number. */
  readonly children: ReadonlyMap<string, Defaults>;
  /** Inside every item of a list, set or map. */
  readonly items: Defaults | null;
}

const ANY: TypeConstraint = { type: 'any', defaults: null };

/** A type expression; what is none counts as `any`, with a diagnostic. */
export function readType(node: Expression, diagnostics: Diagnostic[]): TypeConstraint {
  switch (node.kind) {
    case 'variable':
      return readName(node.name, node, diagnostics);
    case 'call':
      return readConstructor(node, diagnostics);
    case 'template':
      return readLegacyName(node, diagnostics);
    case 'error':
      return ANY;
    default:
      return invalid(node, diagnostics);
  }
}

function readName(name: string, node: Expression, diagnostics: Diagnostic[]): TypeConstraint {
  switch (name) {
    case 'any':
      return ANY;
    case 'string':
    case 'number':
    case 'bool':
      return { type: name, defaults: null };
    case 'list':
    case 'set':
    case 'map':
      return { type: { kind: name, of: 'any' }, defaults: null };
    default:
      return invalid(node, diagnostics);
  }
}

/** Before 0.12, types were strings: `"list"`. */
function readLegacyName(
  node: Extract<Expression, { kind: 'template' }>,
  diagnostics: Diagnostic[],
): TypeConstraint {
  const [part] = node.parts;
  if (node.parts.length !== 1 || part?.kind !== 'text') return invalid(node, diagnostics);
  const isCollection = part.value === 'list' || part.value === 'map';
  if (isCollection) return { type: { kind: part.value, of: 'string' }, defaults: null };
  return readName(part.value, node, diagnostics);
}

function readConstructor(node: FunctionCall, diagnostics: Diagnostic[]): TypeConstraint {
  const [argument, ...more] = node.args;
  if (!argument || more.length > 0) return invalid(node, diagnostics);
  switch (node.name) {
    case 'list':
    case 'set':
    case 'map': {
      const { type, defaults } = readType(argument, diagnostics);
      const own = defaults && { attributes: new Map(), children: new Map(), items: defaults };
      return { type: { kind: node.name, of: type }, defaults: own };
    }
    case 'tuple':
      return argument.kind === 'tuple'
        ? readTuple(argument.items, diagnostics)
        : invalid(argument, diagnostics);
    case 'object':
      return argument.kind === 'object' ? readObject(argument, diagnostics) : invalid(argument, diagnostics);
    default:
      return invalid(node, diagnostics);
  }
}

function readTuple(nodes: readonly Expression[], diagnostics: Diagnostic[]): TypeConstraint {
  const items = nodes.map(item => readType(item, diagnostics));
  const children = new Map<string, Defaults>();
  for (const [index, { defaults }] of items.entries()) if (defaults) children.set(String(index), defaults);
  return {
    type: { kind: 'tuple', items: items.map(({ type }) => type) },
    defaults: children.size > 0 ? { attributes: new Map(), children, items: null } : null,
  };
}

function readObject(node: ObjectConstructor, diagnostics: Diagnostic[]): TypeConstraint {
  const types = new Map<string, Type>();
  const optional = new Set<string>();
  const attributes = new Map<string, { value: Expression; type: Type }>();
  const children = new Map<string, Defaults>();
  for (const { key, value } of node.members) {
    const name = nameOf(key);
    if (name === null) {
      invalid(key, diagnostics);
      continue;
    }
    const isOptional = value.kind === 'call' && value.name === 'optional' && value.args.length > 0;
    const { type, defaults } = readType(isOptional ? value.args[0]! : value, diagnostics);
    types.set(name, type);
    if (defaults) children.set(name, defaults);
    if (!isOptional) continue;
    optional.add(name);
    if (value.args[1]) attributes.set(name, { value: value.args[1], type });
  }
  const hasDefaults = attributes.size > 0 || children.size > 0;
  return {
    type: { kind: 'object', attributes: types, optional },
    defaults: hasDefaults ? { attributes, children, items: null } : null,
  };
}

/** The name that an object's key stands for; null where it is computed. */
export function nameOf(key: Expression): string | null {
  if (key.kind === 'variable') return key.name;
  if (key.kind !== 'template' || key.parts.some(part => part.kind !== 'text')) return null;
  return key.parts.map(part => (part.kind === 'text' ? part.value : '')).join('');
}

function invalid(node: Expression, diagnostics: Diagnostic[]): TypeConstraint {
  const written = textOf(node.span);
  const found = written.length > 60 ? `${written.slice(0, 60)}…` : written;
  report(
    diagnostics,
    'invalid-type',
    `\`${found}\` is not a type`,
    node.span,
    'Write `string`, `number`, `bool`, `any`, `list(…)`, `set(…)`, `map(…)`, `object({…})` or `tuple([…])`.',
  );
  return ANY;
}
