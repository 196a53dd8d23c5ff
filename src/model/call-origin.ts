// Where the result of a function comes from: from the first argument that a person can edit, then the call.
// Refuses to know which function it is.

import { knowledgeOf, LARGEST_VALUE } from './knowledge.ts';
import type { Origin, Step, Value } from './value.ts';

/** The result with its origin. What the function only handed on has its own way already and keeps it. */
export function madeBy(result: Value, args: readonly Value[], step: Step): Value {
  if (result.origin.length > 0) return result;
  const origin = [...originOf(args), step];
  return knowledgeOf(result).size > LARGEST_VALUE ? { ...result, origin } : located(result, origin);
}

/**
 * The way of the first argument that starts at something a person can edit, else of the first that has a way at all. Calls inside this
 * call are not told one by one.
 */
export function originOf(args: readonly Value[]): Origin {
  const origins = args.flatMap(arg => (arg.origin.length === 0 ? [] : [arg.origin]));
  const origin = origins.find(([first]) => first!.role !== 'expression') ?? origins[0] ?? [];
  return origin.at(-1)?.role === 'expression' ? origin.slice(0, -1) : origin;
}

function located(value: Value, origin: Origin): Value {
  if (value.origin.length > 0) return value;
  // Parts that all have their own way stay as they are, so that what is known of them need not be found out again.
  if (value.kind === 'array') {
    if (!hasLost(value.items)) return { ...value, origin };
    return { ...value, items: value.items.map(item => located(item, origin)), origin };
  }
  if (value.kind !== 'object' || !hasLost(value.members.values())) return { ...value, origin };
  const members = new Map([...value.members].map(([name, member]) => [name, located(member, origin)]));
  return { ...value, members, origin };
}

/** Whether one of them has no way yet. */
function hasLost(parts: Iterable<Value>): boolean {
  for (const part of parts) if (part.origin.length === 0) return true;
  return false;
}
