// Alternatives of a program's values and the conditions that decide between them. Refuses to know evaluation.

import {
  call,
  type Expression,
  MAX_OPTIONS,
  NO_ORIGIN,
  type Origin,
  scalar,
  type UnknownValue,
  unknown,
  type Value,
  valueKey,
  withSteps,
} from '../../../model/value.ts';
import {
  type ChoiceValue,
  isLeaf,
  type LeafValue,
  type Option,
  type ProgramValue,
  type Single,
} from '../values.ts';

/** A value and when it is the one. */
export interface Alternative {
  readonly value: ProgramValue;
  readonly when: Value;
}

/** One of the alternatives; what is the same in all of them is itself. Too many are unknown. */
export function join(alternatives: readonly Alternative[], origin: Origin = NO_ORIGIN): ProgramValue {
  const options = new Map<unknown, Option>();
  for (const { value, when } of alternatives) {
    if (isNever(when)) continue;
    const own = value.kind === 'choice' ? value.options : [{ value, when: null }];
    for (const option of own) {
      const holds = option.when ? both(when, option.when) : when;
      if (!isNever(holds)) add(options, option.value, holds);
    }
  }
  const [first, ...others] = options.values();
  if (!first) return unknown(call('nothing'), 'nothing remains', origin);
  if (others.length === 0) return first.value;
  const { reason, expression } = decider([first, ...others]);
  if (options.size > MAX_OPTIONS) return unknown(expression, reason, origin);
  return { kind: 'choice', options: [first, ...others], expression, reason, origin };
}

function add(options: Map<unknown, Option>, value: Single, when: Value): void {
  const key = isLeaf(value) ? valueKey(value) : value;
  const known = options.get(key);
  options.set(key, { value: known?.value ?? value, when: known ? either(known.when, when) : when });
}

function decider(options: readonly Option[]): { reason: string; expression: Expression } {
  const [first] = options as [Option];
  const reason = reasonOf(first.when);
  return { reason, expression: call('choose', ...options.map(option => option.when)) };
}

/** Why a condition is not known. */
export function reasonOf(condition: Value): string {
  return condition.kind === 'unknown' || condition.kind === 'oneOf'
    ? condition.reason
    : 'a condition is not known';
}

/** Whether a condition contradicts itself. */
export function isNever(condition: Value): boolean {
  return condition.kind === 'scalar' && !condition.value;
}

const negations = new WeakMap<Value, Value>();

/** When something is not. Asked for often, and of the same conditions. */
export function negation(condition: Value): Value {
  const known = negations.get(condition);
  if (known) return known;
  const result = negated(condition);
  negations.set(condition, result);
  return result;
}

function negated(condition: Value): Value {
  if (condition.kind === 'scalar') return scalar(!condition.value);
  if (condition.kind === 'unknown') {
    const { expression } = condition;
    if (isCall(expression, 'not')) return expression.args[0]!;
  }
  return unknown(call('not', condition), reasonOf(condition), condition.origin);
}

/** When both are: nested conjunctions are flattened, what contradicts itself is never. */
export function both(left: Value, right: Value): Value {
  if (left.kind === 'scalar') return left.value ? right : left;
  if (right.kind === 'scalar') return right.value ? left : right;
  const terms = new Map([...conjuncts(left), ...conjuncts(right)].map(each => [valueKey(each), each]));
  if (terms.size === 1) return left;
  for (const term of terms.values()) if (terms.has(valueKey(negation(term)))) return scalar(false);
  return unknown(call('and', ...terms.values()), reasonOf(left), left.origin);
}

/** When either is; a condition or its negation is always. */
export function either(left: Value, right: Value): Value {
  if (left.kind === 'scalar') return left.value ? left : right;
  if (right.kind === 'scalar') return right.value ? right : left;
  if (valueKey(left) === valueKey(right)) return left;
  if (valueKey(negation(left)) === valueKey(right)) return scalar(true);
  return unknown(call('or', left, right), reasonOf(left), left.origin);
}

/** The conditions that must all hold. */
export function conjuncts(condition: Value): readonly Value[] {
  return condition.kind === 'unknown' && isCall(condition.expression, 'and')
    ? condition.expression.args
    : [condition];
}

export function isCall(
  expression: Expression,
  name: string,
): expression is Extract<Expression, { kind: 'call' }> {
  return expression.kind === 'call' && expression.name === name;
}

/** The same value further on its way; what has identity has none. */
export function further(value: ProgramValue, ...steps: Parameters<typeof withSteps>[1]): ProgramValue {
  if (steps.length === 0) return value;
  if (isLeaf(value)) return withSteps<LeafValue>(value, steps);
  if (value.kind !== 'choice') return value;
  const options = value.options.map(option =>
    isLeaf(option.value) ? { ...option, value: withSteps(option.value, steps) } : option,
  );
  return { ...value, options };
}

/** As a symbolic value, for the expressions of what is computed from it. */
export function symbolOf({ expression, reason, origin }: ChoiceValue): UnknownValue {
  return unknown(expression, reason, origin);
}
