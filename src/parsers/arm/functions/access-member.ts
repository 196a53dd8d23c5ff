// Reading a member of an object or an item of an array: ARM's `a.b` and `a[b]`, Bicep's `a.?b`, `a[?b]` and `a[^n]`.
// Refuses to know where the container comes from.

import { distributeCall } from '../../../model/distribute.ts';
import {
  call,
  type Expression,
  oneOf,
  scalar,
  type UnknownValue,
  unknown,
  type Value,
} from '../../../model/value.ts';
import { describe, stringOf } from './arguments.ts';
import { certainMember, findMember, followed } from './members.ts';
import { pieceAt, splitOf } from './split.ts';
import type { Invocation } from './types.ts';

export interface Access {
  /** Null instead of an error where the container or the member does not exist. */
  readonly safe: boolean;
  /** The key counts from the end of an array, from 1. */
  readonly fromEnd: boolean;
}

/**
 * The member of `base` that `key` names: a string (compared without case) in an object, an integer in an array. The member's origin is followed by what
 * happened to its container after it was written. With an unknown key it is one of the members, if there are few.
 * A missing member is null where the access is safe, else reported as `evaluation-failed` and unknown.
 */
export function accessMember(base: Value, key: Value, access: Access, invocation: Invocation): Value {
  const expression = (): Expression => memberExpression(base, key, access);
  return distributeCall([base, key], invocation, expression, ([chosenBase, chosenKey], collecting) =>
    readMember(chosenBase!, chosenKey!, access, collecting),
  );
}

function readMember(base: Value, key: Value, access: Access, invocation: Invocation): Value {
  if (base.kind === 'unknown') return ofUnknown(base, key, access);
  if (key.kind === 'unknown') return withUnknownKey(base, key, access);
  if (base.kind === 'object' && key.kind === 'scalar' && typeof key.value === 'string' && !access.fromEnd) {
    const member = findMember(base, key.value);
    if (member) return followed(member, base.origin);
    return missing(base, key, access, invocation, `the object has no member \`${key.value}\``);
  }
  if (base.kind === 'array' && key.kind === 'scalar' && Number.isSafeInteger(key.value)) {
    const index = key.value as number;
    const item = base.items[access.fromEnd ? base.items.length - index : index];
    if (item) return followed(item, base.origin);
    const place = access.fromEnd ? `${index} from the end` : String(index);
    return missing(base, key, access, invocation, `the array of ${base.items.length} has no item ${place}`);
  }
  const what = `${describe(base)} has no member that ${describe(key)} could name`;
  return missing(base, key, access, invocation, what);
}

function ofUnknown(base: UnknownValue, key: Value, access: Access): Value {
  const split = splitOf(base);
  if (split && key.kind === 'scalar' && Number.isSafeInteger(key.value)) {
    const index = key.value as number;
    const isIndex = index >= (access.fromEnd ? 1 : 0);
    const piece = isIndex ? pieceAt(split, access.fromEnd ? -index : index) : null;
    if (piece) return piece;
  }
  const name = access.fromEnd ? null : stringOf(key);
  const member = name === null ? undefined : certainMember(base, name);
  return member ?? unknown(memberExpression(base, key, access), base.reason, base.origin);
}

// A lookup table with an unknown key: the value is one of those in the table, since anything else would fail.
function withUnknownKey(base: Value, key: UnknownValue, access: Access): Value {
  const expression = memberExpression(base, key, access);
  const members =
    base.kind === 'object' ? [...base.members.values()] : base.kind === 'array' ? base.items : [];
  if (members.length === 0) return unknown(expression, key.reason, key.origin);
  const options = members.map(member => followed(member, base.origin));
  if (access.safe) options.push(scalar(null, base.origin));
  return oneOf(options, expression, key.reason);
}

function missing(base: Value, key: Value, access: Access, invocation: Invocation, what: string): Value {
  if (access.safe) return scalar(null, base.origin);
  invocation.report('evaluation-failed', sentence(what));
  return unknown(memberExpression(base, key, access), what, base.origin);
}

// Safe or not, a member that is there is the same value: both ways of reading it have one normal form.
function memberExpression(base: Value, key: Value, access: Access): Expression {
  return access.fromEnd ? call('indexFromEnd', base, key) : { kind: 'member', of: base, key };
}

function sentence(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
