// `try` and `can`: functions of expressions that may fail, not of values. Refuses to know how expressions are evaluated.

import { knowledgeOf } from '../../../model/knowledge.ts';
import { call, type Step, scalar, unknown, type Value } from '../../../model/value.ts';
import { isText } from '../../text/text-value.ts';
import type { Invocation } from './types.ts';

/** What came of evaluating an expression on its own: its value, and whether it certainly fails. Its reports are kept back. */
export interface Attempt {
  readonly value: Value;
  readonly failed: boolean;
}

/** Evaluates an argument when it is called; its diagnostics go nowhere. */
export type Thunk = () => Attempt;

/**
 * The value of the first expression that does not fail. An unknown value may fail once it is known: then the result is unknown too, with the values that
 * it may have among its arguments. A value of which only parts are unknown is taken as it is, since its shape did not fail.
 */
export function evaluateTry(args: readonly Thunk[], invocation: Invocation): Value {
  const step: Step = { role: 'expression', span: invocation.span, name: 'try' };
  const possible: Value[] = [];
  for (const attempt of args) {
    const { value, failed } = attempt();
    if (failed) continue;
    possible.push(value);
    if (value.kind !== 'unknown' || isText(value)) break;
  }
  const [first] = possible;
  if (!first) return nothingSucceeds(args, invocation, step);
  if (possible.length === 1) return first;
  const { reason } = knowledgeOf(first);
  return unknown(call('try', ...possible), reason ?? 'it is not certain which expression succeeds', [
    ...first.origin,
    step,
  ]);
}

function nothingSucceeds(args: readonly Thunk[], invocation: Invocation, step: Step): Value {
  const code = args.length === 0 ? 'wrong-arguments' : 'evaluation-failed';
  const message =
    args.length === 0 ? '`try()` takes at least one argument' : 'No expression of `try()` succeeds';
  invocation.report(code, message);
  return unknown(call('try'), message, [step]);
}

/** Whether the expression does not fail; not known where its value is unknown. */
export function evaluateCan(args: readonly Thunk[], invocation: Invocation): Value {
  const step: Step = { role: 'expression', span: invocation.span, name: 'can' };
  const [argument] = args;
  if (!argument || args.length > 1) {
    const message = `\`can()\` takes 1 argument, not ${args.length}`;
    invocation.report('wrong-arguments', message);
    return unknown(call('can'), message, [step]);
  }
  const { value, failed } = argument();
  if (failed) return scalar(false, [step]);
  if (value.kind !== 'unknown' || isText(value)) return scalar(true, [step]);
  return unknown(call('can', value), value.reason, [...value.origin, step]);
}
