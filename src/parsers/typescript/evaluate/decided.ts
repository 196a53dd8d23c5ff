// Whether a condition holds where others do. Refuses to know where conditions come from.

import type { Truth } from '../../../model/truth.ts';
import { type Expression, type ScalarValue, type Value, valueKey } from '../../../model/value.ts';
import { conjuncts, isCall, negation } from './choice.ts';

/** What is known of a condition when these hold. */
export function decided(condition: Value, conditions: readonly Value[]): Truth {
  if (condition.kind === 'scalar') return Boolean(condition.value);
  if (conditions.length === 0) return 'unknown';
  const facts = conditions.flatMap(conjuncts);
  return truthOf(condition, facts, new Set(facts.map(valueKey)));
}

function truthOf(condition: Value, facts: readonly Value[], keys: ReadonlySet<string>): Truth {
  if (condition.kind === 'scalar') return Boolean(condition.value);
  if (keys.has(valueKey(condition))) return true;
  if (keys.has(valueKey(negation(condition)))) return false;
  if (condition.kind !== 'unknown') return 'unknown';
  const { expression } = condition;
  if (expression.kind === 'call' && (expression.name === 'and' || expression.name === 'or'))
    return ofAll(expression.args, expression.name === 'or', each => truthOf(each, facts, keys));
  const equal = equality(expression);
  return equal && facts.some(fact => excludes(fact, equal)) ? false : 'unknown';
}

/** True or false where one of them is that (`end`) or none can be. */
function ofAll(terms: readonly Value[], end: boolean, truth: (term: Value) => Truth): Truth {
  let result: Truth = !end;
  for (const each of terms.map(truth)) {
    if (each === end) return end;
    if (each === 'unknown') result = 'unknown';
  }
  return result;
}

interface Equality {
  readonly subject: string;
  readonly value: ScalarValue['value'];
}

/** `x === 'a'`, either way round. */
function equality(expression: Expression): Equality | null {
  if (!isCall(expression, '===') && !isCall(expression, '==')) return null;
  const [left, right] = expression.args;
  if (!left || !right) return null;
  if (right.kind === 'scalar') return { subject: valueKey(left), value: right.value };
  return left.kind === 'scalar' ? { subject: valueKey(right), value: left.value } : null;
}

/** What is one thing is not another. */
function excludes(fact: Value, { subject, value }: Equality): boolean {
  const known = fact.kind === 'unknown' ? equality(fact.expression) : null;
  return known !== null && known.subject === subject && known.value !== value;
}
