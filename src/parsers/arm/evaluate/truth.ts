// Conditions: conjunction and disjunction of values in Kleene's logic, in a normal form in which equal conditions are equal.

import type { Truth } from '../../../model/truth.ts';
import { call, type Expression, scalar, unknown, type Value, valueKey } from '../../../model/value.ts';
import { reasonOf } from './path.ts';

export function conjunction(values: readonly Value[]): Value {
  return connect('and', values, true);
}

export function disjunction(values: readonly Value[]): Value {
  return connect('or', values, false);
}

/** Whether a condition holds. Anything that is neither a boolean nor its text is unknown. */
export function truthOf(condition: Value | null): Truth {
  if (condition === null) return true;
  if (condition.kind === 'oneOf') {
    const truths = new Set(condition.options.map(truthOf));
    return truths.size === 1 ? [...truths][0]! : 'unknown';
  }
  if (condition.kind !== 'scalar') return 'unknown';
  const word = String(condition.value).toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : 'unknown';
}

// Operands of the same connective are merged, repeated ones and those that change nothing are dropped.
function connect(name: 'and' | 'or', values: readonly Value[], neutral: boolean): Value {
  const operands = new Map<string, Value>();
  let last: Value | null = null;
  for (const value of values) {
    const truth = truthOf(value);
    last = value;
    if (truth === neutral) continue;
    if (truth !== 'unknown') return value.kind === 'scalar' ? value : scalar(truth, value.origin);
    for (const operand of operandsOf(name, value)) operands.set(valueKey(operand), operand);
  }
  const [first, ...others] = operands.values();
  if (!first) return last?.kind === 'scalar' ? last : scalar(neutral, last?.origin);
  if (others.length === 0) return first;
  return unknown(
    call(name, first, ...others),
    reasonOf(first) ?? 'the condition is not a boolean',
    first.origin,
  );
}

function operandsOf(name: string, value: Value): readonly Value[] {
  const expression: Expression | null = value.kind === 'unknown' ? value.expression : null;
  return expression?.kind === 'call' && expression.name === name ? expression.args : [value];
}
