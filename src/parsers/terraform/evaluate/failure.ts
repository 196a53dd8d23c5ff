// Values that Terraform fails to compute: reported where they are certain, options that are left out where they are not, and what `try()` tells
// from others. Refuses to know what failed.

import { distribute } from '../../../model/distribute.ts';
import type { Span } from '../../../model/source.ts';
import {
  call,
  type Expression,
  oneOf,
  scalar,
  type UnknownValue,
  unknown,
  type Value,
} from '../../../model/value.ts';
import type { Attempt, EvaluationCode, Hint, Run } from './run.ts';

const failures = new WeakSet<Expression>();

/** Reports what makes Terraform fail; the value that stands for it. */
export function fail(run: Run, code: EvaluationCode, message: string, span: Span, hint?: Hint): UnknownValue {
  run.report(code, message, span, hint);
  const place = scalar(`${span.source.path}:${span.start}`);
  const value = unknown(call('invalid', place), message[0]!.toLowerCase() + message.slice(1), [
    { role: 'expression', span },
  ]);
  failures.add(value.expression);
  return value;
}

/** Whether Terraform certainly fails to compute it, as far as it shows. */
export function isFailed(value: Value): boolean {
  return value.kind === 'unknown' && failures.has(value.expression);
}

/** Whether it may be one that Terraform fails to compute. */
export function mayFail(value: Value): boolean {
  return value.kind === 'oneOf' ? value.options.some(isFailed) : isFailed(value);
}

/**
 * Computes for every combination of alternatives. What fails in some of them cannot be the case where the value is used, unless `try()` looks: then it
 * stays. What fails in all of them is reported.
 */
export function overAlternatives(
  args: readonly Value[],
  run: Run,
  expression: () => Expression,
  compute: (args: readonly Value[]) => Value,
): Value {
  if (args.every(arg => arg.kind !== 'oneOf')) return compute(args);
  const failed: Attempt<Value>['reports'][] = [];
  let isPossible = false;
  const result = distribute(args, expression, chosen => {
    const { value, reports } = run.attempt(() => compute(chosen));
    if (reports.length === 0) isPossible = true;
    else {
      failed.push(reports);
      if (value.kind === 'unknown') failures.add(value.expression);
    }
    return value;
  });
  if (!isPossible) for (const report of failed[0] ?? []) run.report(...report);
  return run.isTrying ? result : withoutFailures(result);
}

function withoutFailures(value: Value): Value {
  if (value.kind !== 'oneOf' || !value.options.some(isFailed)) return value;
  const options = value.options.filter(option => !isFailed(option));
  return options.length === 0 ? value : oneOf(options, value.expression, value.reason);
}
