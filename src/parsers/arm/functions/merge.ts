// Putting objects together: `union` merges nested objects, `shallowMerge` replaces them. Where an object is not known, what later objects
// decide is known all the same. Semantics: learn.microsoft.com, "Object functions for ARM templates".

import type { Span } from '../../../model/source.ts';
import { type ObjectValue, object, type UnknownValue, type Value } from '../../../model/value.ts';
import { findMember } from './members.ts';

/** The members of all, later ones before earlier ones; a member keeps the place and spelling of its first occurrence. */
export function mergeObjects(objects: readonly ObjectValue[], deep: boolean): ObjectValue {
  const members = new Map<string, Value>();
  const keySpans = new Map<string, Span>();
  const spellings = new Map<string, string>();
  for (const each of objects) {
    for (const [name, value] of each.members) {
      const key = members.has(name) ? name : (spellings.get(name.toLowerCase()) ?? name);
      const before = members.get(key);
      const isNested = deep && before?.kind === 'object' && value.kind === 'object';
      members.set(key, isNested ? mergeObjects([before, value], true) : value);
      const span = each.keySpans?.get(name);
      if (span) keySpans.set(key, span);
    }
    // Names that differ in case alone stay apart within one object.
    for (const name of each.members.keys()) {
      const lower = name.toLowerCase();
      if (!spellings.has(lower)) spellings.set(lower, name);
    }
  }
  return object(members, [], keySpans);
}

/** The member that an unknown call of `union` or `shallowMerge` has for certain; null where it is not certain. */
export function mergedMember(value: UnknownValue, name: string): Value | null {
  const { expression } = value;
  if (expression.kind !== 'call') return null;
  const deep = expression.name === 'union';
  if (!deep && expression.name !== 'shallowMerge') return null;
  const [list] = expression.args;
  const objects = deep ? expression.args : list?.kind === 'array' ? list.items : [];
  const last = objects.findLastIndex(each => each.kind !== 'object' || findMember(each, name) !== undefined);
  const decider = objects[last];
  if (decider?.kind !== 'object') return null;
  const member = findMember(decider, name)!;
  // A nested object would be merged with what earlier objects have there.
  return deep && !isWhole(member) ? null : member;
}

function isWhole(value: Value): boolean {
  return value.kind === 'array' || value.kind === 'scalar';
}
