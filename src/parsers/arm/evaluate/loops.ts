// How often a loop runs. Refuses to know what is repeated.

import type { Span } from '../../../model/source.ts';
import { call, scalar, unknown, type Value, valueKey } from '../../../model/value.ts';
import type { Expression } from '../template.ts';
import type { Environment, Evaluate, Loop } from './environment.ts';
import { reasonOf } from './path.ts';

/** A loop whose count is not known: one turn stands for all. */
export interface UncountedLoop {
  readonly count: Value;
  /** `copyIndex()` in that turn. Loops of equal counts have equal indexes, so that they pair item by item. */
  readonly index: Value;
  readonly reason: string;
}

/** The number of turns, at most the bound; with a diagnostic where the count is none. */
export function countCopies(
  loop: { readonly name: string; readonly count: Expression; readonly span: Span },
  environment: Environment,
  evaluate: Evaluate,
): number | UncountedLoop {
  const { run } = environment.frame;
  const count = evaluate(loop.count, environment);
  if (count.kind === 'scalar' && typeof count.value === 'number') {
    if (count.value > run.bounds.copies) {
      const message = `Loop ${named(loop.name)}makes ${count.value} copies, at most ${run.bounds.copies} are allowed`;
      run.exceeded('too-many-copies', message, loop.span);
    }
    return Math.max(0, Math.min(Math.trunc(count.value), run.bounds.copies));
  }
  const reason = reasonOf(count) ?? `the count of loop ${named(loop.name)}is not a number`;
  if (reasonOf(count) === undefined)
    run.report('wrong-type', `The count of loop ${named(loop.name)}is not a number`, loop.count.span);
  return { count, index: indexOf(count, environment.loops, reason), reason };
}

function indexOf(count: Value, around: Loop | null, reason: string): Value {
  const key = valueKey(count);
  let level = 0;
  for (let loop = around; loop; loop = loop.outer) {
    const { index } = loop;
    const same =
      index.kind === 'unknown' && index.expression.kind === 'call' && index.expression.name === 'copyIndex';
    if (same && valueKey(index.expression.args[0]!) === key) level++;
  }
  return unknown(level === 0 ? call('copyIndex', count) : call('copyIndex', count, scalar(level)), reason);
}

function named(name: string): string {
  return name === '' ? '' : `\`${name}\` `;
}
