// How much of a value is known: wholly, or with a first culprit somewhere inside. Also its depth and size, so that no function
// walks a value that grew out of bounds. Refuses to know what a value means.

import type { ObjectValue, Value } from './value.ts';

export interface Knowledge {
  /** Why the first part that is not known is not; null where everything is known. */
  readonly reason: string | null;
  /** Levels of arrays and objects. */
  readonly depth: number;
  /** Nodes and characters as they would be written out; shared parts count as often as they occur. */
  readonly size: number;
}

/** Functions make no values that are deeper. */
export const DEEPEST_VALUE = 200;
/** Values that are larger, shared parts counted each time, are not walked. */
export const LARGEST_VALUE = 1_000_000;

const EMPTY: Knowledge = { reason: null, depth: 0, size: 1 };
/** By what the value holds: copies that differ only in where they come from share it. */
const knowledge = new WeakMap<object, Knowledge>();

/** Computed once for each value. An alternative counts as not known, with what decides as its reason. */
export function knowledgeOf(value: Value): Knowledge {
  if (value.kind === 'absent') return EMPTY;
  if (value.kind === 'scalar') {
    return typeof value.value === 'string' ? { reason: null, depth: 0, size: value.value.length + 2 } : EMPTY;
  }
  if (value.kind === 'oneOf' || value.kind === 'unknown') return { reason: value.reason, depth: 0, size: 1 };
  const content = value.kind === 'array' ? value.items : value.members;
  const known = knowledge.get(content);
  if (known) return known;
  const computed = value.kind === 'array' ? combine(value.items) : combineMembers(value);
  knowledge.set(content, computed);
  return computed;
}

/** Whether nothing in the value is unknown or one of several. */
export function isKnown(value: Value): boolean {
  return knowledgeOf(value).reason === null;
}

function combineMembers({ members }: ObjectValue): Knowledge {
  const { size, ...rest } = combine(members.values());
  let names = 0;
  for (const name of members.keys()) names += name.length + 3;
  return { ...rest, size: size + names };
}

function combine(parts: Iterable<Value>): Knowledge {
  let reason: string | null = null;
  let depth = 0;
  let size = 2;
  for (const part of parts) {
    const of = knowledgeOf(part);
    reason ??= of.reason;
    depth = Math.max(depth, of.depth);
    size += of.size + 1;
  }
  return { reason, depth: depth + 1, size };
}
