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
} from './value.ts';

/** What a function is called with: values, and whatever else a language hands to functions. */
interface Argument {
  readonly kind: string;
}

/** Where what is wrong with a call is told. */
interface Reporter {
  report(code: string, message: string, hint?: string): void;
}

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
  if (!args.some(isOneOf)) return evaluate(args);
  const groups = new Map<string, { readonly decider: OneOfValue; readonly count: number }>();
  for (const arg of args) {
    if (isOneOf(arg)) groups.set(groupKey(arg), { decider: arg, count: arg.options.length });
  }
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
export function distributeCall<A extends Argument, I extends Reporter>(
  args: readonly A[],
  invocation: I,
  expression: () => Expression,
  evaluate: (args: readonly A[], invocation: I) => Value,
): Value {
  if (args.every(arg => arg.kind !== 'oneOf')) return evaluate(args, invocation);
  const reports: Parameters<Reporter['report']>[] = [];
  const collecting: I = {
    ...invocation,
    report: (...report: Parameters<Reporter['report']>) => void reports.push(report),
  };
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

function isOneOf(arg: Argument): arg is OneOfValue {
  return arg.kind === 'oneOf';
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
    return isOneOf(arg) ? (arg.options[choices.get(groupKey(arg))!]! as Argument as A) : arg;
  });
}
