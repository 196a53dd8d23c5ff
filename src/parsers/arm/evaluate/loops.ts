// How often a loop runs. Refuses to know what is repeated.

import type { Span } from '../../../model/source.ts';
import {
  call,
  oneOf,
  type Expression as SymbolicExpression,
  scalar,
  unknown,
  type Value,
  valueKey,
} from '../../../model/value.ts';
import type { Expression } from '../template.ts';
import type { Environment, Evaluate, Loop } from './environment.ts';
import { reasonOf } from './path.ts';

/** What is known of a loop's count. */
export type LoopCount =
  | { readonly kind: 'exactly'; readonly count: number }
  /** One of several counts: the turns up to the least are certain, those up to the most possible. */
  | {
      readonly kind: 'among';
      readonly counts: readonly number[];
      readonly most: number;
      readonly value: Value;
    }
  /** One turn stands for all. Loops of equal counts have equal indexes, so that they pair item by item. */
  | { readonly kind: 'unknown'; readonly value: Value; readonly index: Value; readonly reason: string };

interface LoopDeclaration {
  readonly name: string;
  readonly count: Expression;
  readonly span: Span;
}

/** The number of turns, at most the bound; with a diagnostic where the count is none. */
export function countTurns(loop: LoopDeclaration, environment: Environment, evaluate: Evaluate): LoopCount {
  const value = evaluate(loop.count, environment);
  const count = numberOf(value);
  if (count !== null) return { kind: 'exactly', count: bounded(count, loop, environment) };
  if (value.kind === 'oneOf') {
    const counts = value.options.map(numberOf);
    if (counts.every(each => each !== null)) {
      const most = Math.max(...counts.map(each => bounded(each, loop, environment)));
      return { kind: 'among', counts, most, value };
    }
  }
  const reason = reasonOf(value) ?? `the count of loop ${named(loop.name)}is not a number`;
  if (reasonOf(value) === undefined) {
    const message = `The count of loop ${named(loop.name)}is not a number`;
    environment.frame.run.report('wrong-type', message, loop.count.span);
  }
  return { kind: 'unknown', value, index: indexOf(someTurns(value), environment.loops, reason), reason };
}

/** A count as its turns see it: it is not zero. */
function someTurns(count: Value): Value {
  if (count.kind !== 'oneOf') return count;
  const options = count.options.filter(option => numberOf(option) !== 0);
  return oneOf(options, count.expression, count.reason);
}

function bounded(count: number, loop: LoopDeclaration, { frame: { run } }: Environment): number {
  const { copies } = run.bounds;
  if (count > copies) {
    const message = `Loop ${named(loop.name)}makes ${count} copies, at most ${copies} are allowed`;
    run.exceeded('too-many-copies', message, loop.span);
  }
  return Math.max(0, Math.min(Math.trunc(count), copies));
}

function numberOf(value: Value): number | null {
  return value.kind === 'scalar' && typeof value.value === 'number' ? value.value : null;
}

/** Loops of the same unknown count inside one another are told apart by their level. */
function indexOf(count: Value, around: Loop | null, reason: string): Value {
  const key = valueKey(count);
  let level = 0;
  for (let loop = around; loop; loop = loop.outer) {
    const { index } = loop;
    const isSymbolic =
      index.kind === 'unknown' && index.expression.kind === 'call' && index.expression.name === 'copyIndex';
    if (isSymbolic && valueKey(index.expression.args[0]!) === key) level++;
  }
  return unknown(level === 0 ? call('copyIndex', count) : call('copyIndex', count, scalar(level)), reason);
}

function named(name: string): string {
  return name === '' ? '' : `\`${name}\` `;
}

/** The turns of a loop of unknown count, which stand behind the symbol for its items. */
export interface SymbolicTurns {
  readonly count: Value;
  readonly at: (index: Value) => Value;
}

const turnsBehind = new WeakMap<SymbolicExpression, SymbolicTurns>();

/** `expression` is the symbol for the items of a loop, each of which may still be computed. */
export function rememberTurns(expression: SymbolicExpression, turns: SymbolicTurns): void {
  turnsBehind.set(expression, turns);
}

/** The loop whose items a value is; null for anything else. */
export function turnsOf(value: Value): SymbolicTurns | null {
  return value.kind === 'unknown' ? (turnsBehind.get(value.expression) ?? null) : null;
}
