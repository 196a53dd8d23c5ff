// The order in which Terraform goes through maps, objects and sets. Refuses to know functions.

import { isKnown } from '../../../model/knowledge.ts';
import {
  array,
  NO_ORIGIN,
  type ObjectValue,
  type Origin,
  type Value,
  valueKey,
} from '../../../model/value.ts';
import { numberText } from './numbers.ts';

/** Strings by the bytes of their UTF-8 form, which is the order of their code points. */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const [one, other] = [left.charCodeAt(index), right.charCodeAt(index)];
    if (one !== other) return rank(one) - rank(other);
  }
  return left.length - right.length;
}

// Surrogates stand for code points beyond all others.
function rank(code: number): number {
  return code >= 0xd800 && code <= 0xdfff ? code + 0x10000 : code;
}

const sorted = new WeakMap<ObjectValue['members'], readonly (readonly [string, Value])[]>();

/** Members in the order of iteration. */
export function sortedMembers({ members }: ObjectValue): readonly (readonly [string, Value])[] {
  let entries = sorted.get(members);
  if (!entries) {
    entries = [...members].sort(([left], [right]) => compareText(left, right));
    sorted.set(members, entries);
  }
  return entries;
}

/**
 * A set of the items, which are of one type: equal ones once, strings and numbers in their order, `false` before `true`, others by an order of
 * Terraform's own, nulls after them. What is not known comes last and may turn out to equal another.
 */
export function setValue(items: readonly Value[], origin: Origin = NO_ORIGIN): Value {
  const distinct = new Map(items.map(item => [valueKey(item), item]));
  const known = [...distinct.values()].filter(isKnown);
  const others = [...distinct.values()].filter(item => !isKnown(item));
  const isMixed = hasMixedNames(known);
  const ranked = known.map(item => ({ item, hash: item.kind === 'scalar' ? '' : hashText(item, isMixed) }));
  ranked.sort((left, right) => compareItems(left.item, right.item) || compareText(left.hash, right.hash));
  return { ...array([...ranked.map(({ item }) => item), ...others], origin), set: true };
}

/** Whether the value is a set of which it is not certain how many items it has, and in which order. */
export function isOpenSet(value: Value): boolean {
  return value.kind === 'array' && value.set === true && value.items.length > 1 && !isKnown(value);
}

function compareItems(left: Value, right: Value): number {
  if (left.kind !== 'scalar' || right.kind !== 'scalar') return Number(isNull(left)) - Number(isNull(right));
  const [one, other] = [left.value, right.value];
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  if (typeof one === 'string' && typeof other === 'string') return compareText(one, other);
  return Number(one) - Number(other);
}

function isNull(value: Value): boolean {
  return value.kind === 'absent' || (value.kind === 'scalar' && value.value === null);
}

// Objects with differing names have become maps.
function hasMixedNames(items: readonly Value[]): boolean {
  const names = new Set(
    items.map(item => (item.kind === 'object' ? JSON.stringify([...item.members.keys()].sort()) : '')),
  );
  return names.size > 1;
}

/** What Terraform orders compound items of sets by: go-cty's `appendSetHashBytes`. */
function hashText(value: Value, isMap: boolean): string {
  switch (value.kind) {
    case 'scalar':
      if (value.value === null) return '~';
      if (typeof value.value === 'boolean') return value.value ? 'T' : 'F';
      return typeof value.value === 'number' ? numberText(value.value) : JSON.stringify(value.value);
    case 'array': {
      const [open, close] = value.set ? '[]' : '<>';
      return open + value.items.map(item => `${hashText(item, isMap)};`).join('') + close;
    }
    case 'object': {
      const members = sortedMembers(value).map(
        ([name, member]) => `${isMap ? `${JSON.stringify(name)}:` : ''}${hashText(member, isMap)};`,
      );
      return isMap ? `{${members.join('')}}` : `<${members.join('')}>`;
    }
    default:
      return '~';
  }
}
