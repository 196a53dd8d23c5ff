// What the evaluator and the functions that need more than their arguments agree on.

import { call, type Origin, unknown, type Value } from '../../../model/value.ts';
import type { CallNode } from '../template.ts';
import type { Environment, Evaluate } from './environment.ts';

/** Evaluates a call in its environment, itself deciding which of the arguments. */
export type Form = (node: CallNode, environment: Environment, evaluate: Evaluate) => Value;

export function expressionOrigin(node: CallNode): Origin {
  return [{ role: 'expression', span: node.span, name: node.name }];
}

/** All arguments, in order. */
export function evaluateArgs(node: CallNode, environment: Environment, evaluate: Evaluate): Value[] {
  return node.args.map(arg => evaluate(arg, environment));
}

/** Reports a call with too few or too many arguments; the result that stands for it, or null where their number is right. */
export function wrongCount(
  node: CallNode,
  environment: Environment,
  least: number,
  most: number,
): Value | null {
  const found = node.args.length;
  if (found >= least && found <= most) return null;
  const expected =
    least === most ? `${least}` : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
  const message = `\`${node.name}()\` takes ${expected} ${expected === '1' ? 'argument' : 'arguments'}, not ${found}`;
  environment.frame.run.report('wrong-arguments', message, node.span);
  return unknown(call(node.name), message, expressionOrigin(node));
}
