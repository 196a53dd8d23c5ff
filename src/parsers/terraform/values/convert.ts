// Conversion of values to types, as Terraform does it for arguments of functions, variables and attributes.
// Semantics: go-cty, package convert, "unsafe" conversions. Refuses to know where a value is wanted.

import {
  type ArrayValue,
  array,
  call,
  type ObjectValue,
  object,
  oneOf,
  type Scalar,
  scalar,
  unknown,
  type Value,
} from '../../../model/value.ts';
import { isText } from '../../text/text-value.ts';
import { INEXACT, isExact, numberText, parseNumber } from './numbers.ts';
import { isOpenSet, setValue } from './order.ts';
import {
  type CollectionType,
  type ObjectType,
  type Primitive,
  type Type,
  typeKey,
  typeOf,
  unify,
} from './types.ts';

/** The value as one of the type; null where that is impossible. Nulls and what is not known take any type. */
export function convert(value: Value, type: Type): Value | null {
  if (type === 'any' || type === 'unknown') return value;
  switch (value.kind) {
    case 'absent':
      return value;
    case 'unknown':
      return convertUnknown(value, type);
    case 'oneOf': {
      const options = value.options.map(option => convert(option, type));
      if (options.every(option => option === null)) return null;
      const possible = options.map((option, index) => option ?? impossible(value.options[index]!, type));
      return oneOf(possible, value.expression, value.reason, value.origin);
    }
    case 'scalar':
      if (value.value === null) return value;
      return typeof type === 'string' ? convertScalar(value.value, type, value) : null;
    case 'array':
      return typeof type === 'string' ? null : convertArray(value, type);
    case 'object':
      return typeof type === 'string' ? null : convertObject(value, type);
  }
}

function impossible(value: Value, type: Type): Value {
  return unknown(
    call('convert', value, scalar(typeKey(type))),
    'the value is not of the type that is wanted here',
  );
}

function convertUnknown(value: Extract<Value, { kind: 'unknown' }>, type: Exclude<Type, 'any' | 'unknown'>) {
  if (typeof type === 'string') return value;
  if (isText(value)) return null;
  return type.kind === 'set' ? unknown(call('toset', value), value.reason, value.origin) : value;
}

/** A scalar as text: what a template writes in its place. Null is no text. */
export function scalarText(value: Exclude<Scalar, null>): string {
  return typeof value === 'number' ? numberText(value) : String(value);
}

function convertScalar(from: Exclude<Scalar, null>, type: Primitive, value: Value): Value | null {
  const to = convertPrimitive(from, type);
  if (to === undefined) return null;
  if (typeof to === 'number' && to !== from && !isExact(to)) {
    return unknown(call('tonumber', value), INEXACT, value.origin);
  }
  return to === from ? value : scalar(to, value.origin);
}

function convertPrimitive(from: Exclude<Scalar, null>, type: Primitive): Scalar | undefined {
  switch (type) {
    case 'string':
      return scalarText(from);
    case 'number':
      return typeof from === 'string'
        ? (parseNumber(from) ?? undefined)
        : typeof from === 'number'
          ? from
          : undefined;
    case 'bool':
      if (from === 'true' || from === '1') return true;
      return from === 'false' || from === '0' ? false : typeof from === 'boolean' ? from : undefined;
  }
}

function convertArray(value: ArrayValue, type: Exclude<Type, string>): Value | null {
  if (type.kind === 'map' || type.kind === 'object') return null;
  if (type.kind === 'tuple') {
    if (value.set || value.items.length !== type.items.length) return null;
    const items = convertAll(value.items, index => type.items[index]!);
    return items && array(items, value.origin);
  }
  const of = elementType(value.items, type);
  const items = of && convertAll(value.items, () => of);
  if (!items) return null;
  if (type.kind === 'set') return setValue(items, value.origin);
  if (isOpenSet(value)) return unknown(call('tolist', value), reasonOf(items));
  return array(items, value.origin);
}

function reasonOf(items: readonly Value[]): string {
  const first = items.find(item => item.kind === 'unknown' || item.kind === 'oneOf');
  return first && 'reason' in first ? first.reason : 'an item of the set is not known';
}

function convertObject(value: ObjectValue, type: Exclude<Type, string>): Value | null {
  if (type.kind === 'object') return convertToObject(value, type);
  if (type.kind !== 'map') return null;
  const of = elementType([...value.members.values()], type);
  if (of === null) return null;
  const members = new Map<string, Value>();
  for (const [name, member] of value.members) {
    const converted = convert(member, of);
    if (!converted) return null;
    members.set(name, converted);
  }
  return object(members, value.origin, value.keySpans);
}

function convertToObject(value: ObjectValue, type: ObjectType): Value | null {
  const members = new Map<string, Value>();
  for (const [name, of] of type.attributes) {
    const member = value.members.get(name);
    if (!member && !type.optional?.has(name)) return null;
    const converted = member ? convert(member, of) : scalar(null, value.origin);
    if (!converted) return null;
    members.set(name, converted);
  }
  return object(members, value.origin, value.keySpans);
}

/** The type that items of a collection get: the one that is wanted, or the one that all of them can take. Null where there is none. */
function elementType(items: readonly Value[], type: CollectionType): Type | null {
  if (type.of !== 'any' && type.of !== 'unknown') return type.of;
  const types = items.map(typeOf);
  const of = unify(types);
  // A bare null leaves the type open: no list can be made of it together with objects or tuples.
  const isOpen =
    of === 'any' && type.kind !== 'map' && types.some(each => each !== 'any' && each !== 'unknown');
  return isOpen ? null : of;
}

function convertAll(items: readonly Value[], typeAt: (index: number) => Type): Value[] | null {
  const converted: Value[] = [];
  for (const [index, item] of items.entries()) {
    const value = convert(item, typeAt(index));
    if (!value) return null;
    converted.push(value);
  }
  return converted;
}
