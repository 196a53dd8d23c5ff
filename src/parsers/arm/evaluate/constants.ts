// Arrays and objects of nothing but literals: the same value wherever they are evaluated, made once. Loaded files may be large.
// Refuses to know environments.

import type { Span } from '../../../model/source.ts';
import { array, object, scalar, type Value } from '../../../model/value.ts';
import type { ArrayNode, Expression, MemberNode, ObjectNode, SpreadNode } from '../template.ts';

const constants = new WeakMap<Expression, Value | null>();

/** The value of an expression that needs no evaluation; null for every other. */
export function constantOf(node: ArrayNode | ObjectNode): Value | null {
  return constantAt(node, 0);
}

/** What is nested more deeply is left to the evaluation, which says so. */
const DEEPEST_CONSTANT = 100;

function constantAt(node: Expression | SpreadNode, depth: number): Value | null {
  if (node.kind === 'literal') return scalar(node.value, [{ role: 'literal', span: node.span }]);
  if ((node.kind !== 'array' && node.kind !== 'object') || depth === DEEPEST_CONSTANT) return null;
  const known = constants.get(node);
  if (known !== undefined) return known;
  const value = node.kind === 'array' ? arrayOf(node, depth + 1) : objectOf(node, depth + 1);
  constants.set(node, value);
  return value;
}

function arrayOf({ items, span }: ArrayNode, depth: number): Value | null {
  const values: Value[] = [];
  for (const item of items) {
    const value = constantAt(item, depth);
    if (value === null) return null;
    values.push(value);
  }
  return array(values, [{ role: 'literal', span }]);
}

function objectOf({ members, span }: ObjectNode, depth: number): Value | null {
  const values = new Map<string, Value>();
  const keySpans = new Map<string, Span>();
  for (const member of members) {
    const name = nameOf(member);
    if (name === null) return null;
    const value = constantAt((member as MemberNode).value, depth);
    if (value === null) return null;
    values.set(name, value);
    keySpans.set(name, (member as MemberNode).keySpan);
  }
  return object(values, [{ role: 'literal', span }], keySpans);
}

function nameOf(member: MemberNode | SpreadNode): string | null {
  if (member.kind === 'spread' || member.key.kind !== 'literal' || member.key.value === null) return null;
  return String(member.key.value);
}
