// Small questions to values that the evaluation asks everywhere. Refuses to know expressions.

import { knowledgeOf } from '../../../model/knowledge.ts';
import type { Span } from '../../../model/source.ts';
import {
  type ArrayValue,
  array,
  call,
  type ObjectValue,
  type OneOfValue,
  type Origin,
  scalar,
  type UnknownValue,
  unknown,
  type Value,
} from '../../../model/value.ts';

export function isNull(value: Value): boolean {
  return value.kind === 'absent' || (value.kind === 'scalar' && value.value === null);
}

/** Why it is not known as a whole; undefined where it is. */
export function reasonOf(value: Value): string | undefined {
  return value.kind === 'unknown' || value.kind === 'oneOf' ? value.reason : undefined;
}

/** Why the first part that is not known is not. */
export function reasonIn(values: readonly Value[], otherwise: string): string {
  for (const value of values) {
    const { reason } = knowledgeOf(value);
    if (reason !== null) return reason;
  }
  return otherwise;
}

/** An unknown boolean as its two alternatives, true first, so that everything that it decides varies together. */
export function asAlternatives(condition: Value): Value {
  if (condition.kind === 'oneOf' && condition.options.some(option => option.kind !== 'scalar'))
    return asAlternatives(unknown(call('tobool', condition), condition.reason, condition.origin));
  if (condition.kind !== 'unknown') return condition;
  const { expression, reason, origin } = condition;
  const negated = expression.kind === 'call' && expression.name === 'not' ? expression.args[0] : undefined;
  const decider = negated?.kind === 'unknown' ? negated.expression : expression;
  const options = [scalar(true, origin), scalar(false, origin)];
  if (decider !== expression) options.reverse();
  const value: OneOfValue = { kind: 'oneOf', options, expression: decider, reason, origin };
  return value;
}

/** A condition in the form in which equal ones are equal: alternatives of which the first holds are what decides them. */
export function asCondition(value: Value): Value {
  if (value.kind !== 'oneOf' || value.options.length !== 2) return value;
  const [first, second] = value.options;
  if (first?.kind !== 'scalar' || second?.kind !== 'scalar') return value;
  const decider = unknown(value.expression, value.reason, value.origin);
  if (first.value === true && second.value === false) return decider;
  return first.value === false && second.value === true ? negation(decider) : value;
}

export function negation(value: Value): Value {
  if (value.kind === 'scalar' && typeof value.value === 'boolean') return scalar(!value.value, value.origin);
  if (value.kind !== 'unknown') return value;
  const { expression } = value;
  if (expression.kind === 'call' && expression.name === 'not') return expression.args[0]!;
  return unknown(call('not', value), value.reason, value.origin);
}

/** What could not be read wholly: of an object the members that were, of a list the items. */
export function partlyRead(read: ObjectValue | ArrayValue, span: Span, what: string): UnknownValue {
  const place = scalar(`${span.source.path}:${span.start}`);
  const value = unknown(call('unreadable', place, read), unreadReason(what), read.origin);
  return read.kind === 'object' ? { ...value, members: read.members } : value;
}

export function unreadReason(what: string): string {
  return `a part of ${what} could not be read`;
}

/** Lists joined; what is not known of them stays in its place. */
export function joined(lists: readonly Value[], origin: Origin): Value {
  if (lists.every(list => list.kind === 'array'))
    return array(
      lists.flatMap(list => list.items),
      origin,
    );
  return unknown(call('concat', ...lists), reasonIn(lists, 'part of the list is not known'), origin);
}
