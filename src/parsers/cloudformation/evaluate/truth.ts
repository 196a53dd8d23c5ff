// Conditions in Kleene's logic, in a normal form in which equal conditions are equal.
// Refuses to know how a template writes them.

import { distribute } from '../../../model/distribute.ts';
import { knowledgeOf } from '../../../model/knowledge.ts';
import type { Truth } from '../../../model/truth.ts';
import { call, scalar, unknown, type Value, valueKey } from '../../../model/value.ts';

/** Whether a condition holds. Anything that is neither a boolean nor its text is unknown. */
export function truthOf(condition: Value | null): Truth {
  if (condition === null) return true;
  if (condition.kind === 'oneOf') {
    const truths = new Set(condition.options.map(truthOf));
    return truths.size === 1 ? [...truths][0]! : 'unknown';
  }
  if (condition.kind !== 'scalar') return 'unknown';
  const word = String(condition.value);
  return word === 'true' ? true : word === 'false' ? false : 'unknown';
}

export function negation(condition: Value): Value {
  return distribute(
    [condition],
    () => call('not', condition),
    ([each]) => {
      const truth = truthOf(each!);
      if (truth !== 'unknown') return scalar(!truth, each!.origin);
      if (each!.kind === 'unknown' && each!.expression.kind === 'call' && each!.expression.name === 'not')
        return each!.expression.args[0]!;
      return unknown(call('not', each!), reasonOf(each!), each!.origin);
    },
  );
}

export function conjunction(conditions: readonly Value[]): Value {
  return connect('and', conditions, true);
}

export function disjunction(conditions: readonly Value[]): Value {
  return connect('or', conditions, false);
}

/** What a condition comes to where another one holds: this one itself, its parts, and what is put together of them. */
export function assuming(holds: Value, condition: Value): Value {
  const facts = new Map<string, boolean>();
  addFacts(holds, true, facts);
  return given(facts, condition);
}

function addFacts(value: Value, truth: boolean, facts: Map<string, boolean>): void {
  facts.set(valueKey(value), truth);
  if (value.kind !== 'unknown' || value.expression.kind !== 'call') return;
  const { name, args } = value.expression;
  if (name === 'not') addFacts(args[0]!, !truth, facts);
  if (name === (truth ? 'and' : 'or')) for (const each of args) addFacts(each, truth, facts);
}

function given(facts: ReadonlyMap<string, boolean>, condition: Value): Value {
  const known = facts.get(valueKey(condition));
  if (known !== undefined) return scalar(known, condition.origin);
  if (condition.kind !== 'unknown' || condition.expression.kind !== 'call') return condition;
  const { name, args } = condition.expression;
  const parts = (): readonly Value[] => args.map(each => given(facts, each));
  if (name === 'not') return negation(given(facts, args[0]!));
  return name === 'and' ? conjunction(parts()) : name === 'or' ? disjunction(parts()) : condition;
}

// Operands of the same connective are merged, repeated ones and those that change nothing are dropped.
function connect(name: 'and' | 'or', conditions: readonly Value[], neutral: boolean): Value {
  const operands = new Map<string, Value>();
  let last: Value | undefined;
  for (const condition of conditions) {
    const truth = truthOf(condition);
    last = condition;
    if (truth === neutral) continue;
    if (truth !== 'unknown') return scalar(truth, condition.origin);
    for (const operand of operandsOf(name, condition)) operands.set(valueKey(operand), operand);
  }
  const [first, ...others] = operands.values();
  if (!first) return scalar(neutral, last?.origin);
  return others.length === 0 ? first : unknown(call(name, first, ...others), reasonOf(first), first.origin);
}

function operandsOf(name: string, value: Value): readonly Value[] {
  const expression = value.kind === 'unknown' ? value.expression : null;
  return expression?.kind === 'call' && expression.name === name ? expression.args : [value];
}

function reasonOf(value: Value): string {
  return knowledgeOf(value).reason ?? 'the condition is no condition';
}
