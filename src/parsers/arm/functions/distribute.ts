// Computing with alternatives: a function of `oneOf` values is one of the function's values.
// Refuses to know which function it is.

import {
  type Expression,
  expressionKey,
  MAX_OPTIONS,
  type OneOfValue,
  oneOf,
  unknown,
  type Value,
  valueKey,
} from '../../../model/value.ts';
import type { Argument, Invocation } from './types.ts';

/** More combinations than this are not tried, even if many of them would come to the same. */
const MOST_COMBINATIONS = 4 * MAX_OPTIONS;

/**
 * Calls `evaluate` for every combination of the alternatives among the arguments. Alternatives with the same decider and the same number of
 * options vary together, and a result with as many different options as its only decider keeps that decider, so that `[p, toLower(p)]`
 * stays correlated. `expression` makes the symbolic result for when there are too many.
 */
export function distribute<A extends Argument>(
  args: readonly A[],
  expression: () => Expression,
  evaluate: (args: readonly A[]) => Value,
): Value {
  const groups = new Map<string, { readonly decider: OneOfValue; readonly count: number }>();
  for (const arg of args) {
    if (arg.kind === 'oneOf') groups.set(groupKey(arg), { decider: arg, count: arg.options.length });
  }
  if (groups.size === 0) return evaluate(args);
  const first = groups.values().next().value!.decider;
  const total = [...groups.values()].reduce((product, group) => product * group.count, 1);
  if (total > MOST_COMBINATIONS) return unknown(expression(), first.reason, first.origin);
  const results: Value[] = [];
  for (let combination = 0; combination < total; combination++) {
    results.push(evaluate(choose(args, groups, combination)));
  }
  const isParallel =
    groups.size === 1 &&
    results.every(result => result.kind !== 'oneOf') &&
    new Set(results.map(valueKey)).size === total;
  return oneOf(results, isParallel ? first.expression : expression(), first.reason, first.origin);
}

/**
 * As `distribute`, for what may report. An alternative that fails may be one that never happens: only if all of them fail is the call wrong,
 * and the first report is passed on.
 */
export function distributeCall<A extends Argument>(
  args: readonly A[],
  invocation: Invocation,
  expression: () => Expression,
  evaluate: (args: readonly A[], invocation: Invocation) => Value,
): Value {
  if (args.every(arg => arg.kind !== 'oneOf')) return evaluate(args, invocation);
  const reports: Parameters<Invocation['report']>[] = [];
  const collecting: Invocation = { ...invocation, report: (...report) => void reports.push(report) };
  let isPossible = false;
  const result = distribute(args, expression, chosen => {
    const before = reports.length;
    const value = evaluate(chosen, collecting);
    isPossible ||= reports.length === before;
    return value;
  });
  if (!isPossible && reports.length > 0) invocation.report(...reports[0]!);
  return result;
}

function groupKey(value: OneOfValue): string {
  return `${value.options.length}:${expressionKey(value.expression)}`;
}

function choose<A extends Argument>(
  args: readonly A[],
  groups: ReadonlyMap<string, { readonly count: number }>,
  combination: number,
): readonly A[] {
  const choices = new Map<string, number>();
  let rest = combination;
  for (const [key, { count }] of groups) {
    choices.set(key, rest % count);
    rest = Math.floor(rest / count);
  }
  return args.map(arg => {
    if (arg.kind !== 'oneOf') return arg;
    return arg.options[choices.get(groupKey(arg))!]! as A;
  });
}
