// Types of Terraform values, as far as values tell them, and the one type that several can be converted to (`unify`).
// Semantics: go-cty, package convert. LIMIT: a list and a tuple of the same items have one form, so have a map and an object: an array counts as
// a tuple, an object as an object, which differs only where a list or map of one element type meets another.

import type { Value } from '../../../model/value.ts';

/** `any` is the type of a bare null and a constraint that everything meets; `unknown` is the type of what is not known. */
export type Type = Primitive | 'any' | 'unknown' | CollectionType | TupleType | ObjectType;
export type Primitive = 'string' | 'number' | 'bool';

export interface CollectionType {
  readonly kind: 'list' | 'set' | 'map';
  readonly of: Type;
}

export interface TupleType {
  readonly kind: 'tuple';
  readonly items: readonly Type[];
}

export interface ObjectType {
  readonly kind: 'object';
  readonly attributes: ReadonlyMap<string, Type>;
  /** Names of attributes that may be missing: null stands in for them. */
  readonly optional?: ReadonlySet<string>;
}

export function listOf(of: Type): CollectionType {
  return { kind: 'list', of };
}

export function setOf(of: Type): CollectionType {
  return { kind: 'set', of };
}

export function mapOf(of: Type): CollectionType {
  return { kind: 'map', of };
}

/** The type that a value shows. */
export function typeOf(value: Value): Type {
  switch (value.kind) {
    case 'scalar':
      return value.value === null ? 'any' : primitiveOf(value.value);
    case 'array':
      if (value.set) return setOf(unify(value.items.map(typeOf)) ?? 'unknown');
      return { kind: 'tuple', items: value.items.map(typeOf) };
    case 'object':
      return {
        kind: 'object',
        attributes: new Map([...value.members].map(([name, member]) => [name, typeOf(member)])),
      };
    case 'oneOf':
      return unify(value.options.map(typeOf)) ?? 'unknown';
    case 'absent':
      return 'any';
    case 'unknown':
      return value.expression.kind === 'text' ? 'string' : 'unknown';
  }
}

function primitiveOf(value: string | number | boolean): Primitive {
  return typeof value === 'boolean' ? 'bool' : (typeof value as 'string' | 'number');
}

/**
 * The type that values of all these types are converted to when they have to be of one type (items of a list, arguments of `coalesce`);
 * null where there is none. What is not known takes any type.
 */
export function unify(types: readonly Type[]): Type | null {
  const distinct = new Map<string, Type>();
  for (const type of types) if (type !== 'unknown') distinct.set(typeKey(type), type);
  const all = [...distinct.values()];
  if (all.length < 2) return all[0] ?? 'unknown';
  const known = all.filter(type => type !== 'any');
  const kinds = new Set(known.map(type => (typeof type === 'string' ? 'primitive' : type.kind)));
  if (kinds.has('primitive')) return kinds.size === 1 ? unifyPrimitives(known) : null;
  // A bare null beside objects and tuples leaves the type open, which no collection can be made of.
  if (known.length < all.length) return 'any';
  if (kinds.size === 1) return unifySame(known as Exclude<Type, string>[]);
  return unifyMixed(known as Exclude<Type, string>[], kinds);
}

function unifyPrimitives(types: readonly Type[]): Type | null {
  return types.length === 1 ? types[0]! : types.includes('string') ? 'string' : null;
}

function unifySame(types: readonly Exclude<Type, string>[]): Type | null {
  const [first] = types;
  switch (first!.kind) {
    case 'object':
      return unifyObjects(types as readonly ObjectType[]);
    case 'tuple':
      return unifyTuples(types as readonly TupleType[]);
    default: {
      const of = unify((types as readonly CollectionType[]).map(type => type.of));
      return of && { kind: first!.kind, of };
    }
  }
}

// Objects turn to maps beside maps, tuples to lists beside lists, and both lists and tuples to sets beside sets.
function unifyMixed(types: readonly Exclude<Type, string>[], kinds: ReadonlySet<string>): Type | null {
  const isMaps = [...kinds].every(kind => kind === 'object' || kind === 'map');
  const isLists = !isMaps && [...kinds].every(kind => kind !== 'object' && kind !== 'map');
  if (!isMaps && !isLists) return null;
  const of = unify(types.flatMap(elementTypes));
  return of && { kind: isMaps ? 'map' : kinds.has('set') ? 'set' : 'list', of };
}

function elementTypes(type: Exclude<Type, string>): readonly Type[] {
  if (type.kind === 'object') return [...type.attributes.values()];
  return type.kind === 'tuple' ? type.items : [type.of];
}

function unifyObjects(types: readonly ObjectType[]): Type | null {
  const names = [...types[0]!.attributes.keys()];
  const isSame = types.every(
    type => type.attributes.size === names.length && names.every(name => type.attributes.has(name)),
  );
  if (!isSame) return collect('map', types.flatMap(elementTypes));
  const attributes = new Map<string, Type>();
  for (const name of names) {
    const type = unify(types.map(each => each.attributes.get(name)!));
    if (!type) return null;
    attributes.set(name, type);
  }
  return { kind: 'object', attributes };
}

function unifyTuples(types: readonly TupleType[]): Type | null {
  const length = types[0]!.items.length;
  if (types.some(type => type.items.length !== length)) return collect('list', types.flatMap(elementTypes));
  const items: Type[] = [];
  for (let index = 0; index < length; index++) {
    const type = unify(types.map(each => each.items[index]!));
    if (!type) return null;
    items.push(type);
  }
  return { kind: 'tuple', items };
}

function collect(kind: 'list' | 'map', types: readonly Type[]): Type | null {
  const of = unify(types);
  return of && { kind, of };
}

const keys = new WeakMap<object, string>();

/** A canonical text: equal texts mean equal types. */
export function typeKey(type: Type): string {
  if (typeof type === 'string') return type;
  const known = keys.get(type);
  if (known !== undefined) return known;
  const key = keyOf(type);
  keys.set(type, key);
  return key;
}

function keyOf(type: Exclude<Type, string>): string {
  if (type.kind === 'tuple') return `[${type.items.map(typeKey).join(',')}]`;
  if (type.kind !== 'object') return `${type.kind}(${typeKey(type.of)})`;
  const attributes = [...type.attributes].map(
    ([name, of]) => `${JSON.stringify(name)}${type.optional?.has(name) ? '?' : ''}:${typeKey(of)}`,
  );
  return `{${attributes.sort().join(',')}}`;
}

/** A type in words, as Terraform's messages have it. */
export function typeName(type: Type): string {
  if (typeof type === 'string') return type === 'any' || type === 'unknown' ? 'any value' : type;
  if (type.kind === 'tuple' || type.kind === 'object') return type.kind;
  return type.of === 'any' || type.of === 'unknown' ? type.kind : `${type.kind} of ${typeName(type.of)}`;
}
