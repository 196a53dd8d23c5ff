// Putting objects together: `union` merges nested objects, `shallowMerge` replaces them. Where an object is not known, what later objects
// decide is known all the same. Semantics: learn.microsoft.com, "Object functions for ARM templates".

import type { Span } from '../../../model/source.ts';
import {
  array,
  call,
  type ObjectValue,
  type OneOfValue,
  object,
  scalar,
  type UnknownValue,
  unknown,
  type Value,
} from '../../../model/value.ts';
import { findKey } from './members.ts';

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

/**
 * Objects put together of which some are not known: an unknown call of `union` (deep) or `shallowMerge`, with the members that are certain
 * all the same, because they come after everything that is not known.
 */
export function mergePartly(parts: readonly Value[], deep: boolean): UnknownValue {
  const expression = deep ? call('union', ...parts) : call('shallowMerge', array(parts));
  const reason = parts.find(isOpen)?.reason ?? 'a part of the object is not known';
  return { ...unknown(expression, reason), members: certainMembers(parts, deep) };
}

function certainMembers(parts: readonly Value[], deep: boolean): ReadonlyMap<string, Value> {
  let members = new Map<string, Value>();
  let open: Value | null = null;
  for (const part of parts) {
    if (part.kind !== 'object') {
      open = part;
      members = new Map(part.kind === 'unknown' ? part.members : []);
      continue;
    }
    for (const [name, value] of part.members) {
      const key = findKey(members, name) ?? name;
      const before = members.get(key) ?? (open ? memberOf(open, name) : undefined);
      // A nested object is merged with what stands there already; anything else replaces it.
      const isNested = deep && before !== undefined && value.kind === 'object';
      members.set(key, isNested ? mergeTwo(before, value) : value);
    }
  }
  return members;
}

function mergeTwo(before: Value, value: ObjectValue): Value {
  return before.kind === 'object' ? mergeObjects([before, value], true) : mergePartly([before, value], true);
}

function memberOf(of: Value, name: string): UnknownValue {
  const reason = isOpen(of) ? of.reason : 'it is not an object';
  return unknown({ kind: 'member', of, key: scalar(name) }, reason);
}

function isOpen(value: Value): value is UnknownValue | OneOfValue {
  return value.kind === 'unknown' || value.kind === 'oneOf';
}
