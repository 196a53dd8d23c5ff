// `condition ? a : b`. Under a condition that is not known it is one of both, decided by the condition.

import type { Value } from '../../../model/value.ts';
import { call } from '../../../model/value.ts';
import type { Conditional, Expression } from '../hcl/syntax.ts';
import { convert } from '../values/convert.ts';
import type { Environment, Evaluate } from './environment.ts';
import { fail, overAlternatives } from './failure.ts';
import { asAlternatives, isNull } from './knowing.ts';

export function evaluateConditional(node: Conditional, environment: Environment, evaluate: Evaluate): Value {
  const { run } = environment.frame;
  const condition = evaluateCondition(node.condition, environment, evaluate);
  const branch = (isTrue: boolean): Value => {
    const [chosen, other] = isTrue ? [node.whenTrue, node.whenFalse] : [node.whenFalse, node.whenTrue];
    return likeOther(evaluate(chosen, environment), other);
  };
  if (condition.kind === 'scalar') return branch(condition.value === true);
  const [whenTrue, whenFalse] = run.speculate(() => [branch(true), branch(false)]);
  return overAlternatives(
    [asAlternatives(condition)],
    run,
    () => call('if', condition, whenTrue!, whenFalse!),
    ([chosen]) => (chosen!.kind === 'scalar' && chosen!.value === true ? whenTrue! : whenFalse!),
  );
}

/** A boolean; what is none is reported and unknown. */
export function evaluateCondition(node: Expression, environment: Environment, evaluate: Evaluate): Value {
  const { run } = environment.frame;
  const value = evaluate(node, environment);
  return overAlternatives(
    [value],
    run,
    () => call('tobool', value),
    ([each]) => {
      const converted = isNull(each!) ? null : convert(each!, 'bool');
      return converted ?? fail(run, 'wrong-type', 'The condition is not a boolean', node.span);
    },
  );
}

/** Both branches have one type: beside a string, numbers and booleans are strings. The other branch is not evaluated, only looked at. */
function likeOther(value: Value, other: Expression): Value {
  const isPrimitive = value.kind === 'scalar' && value.value !== null && typeof value.value !== 'string';
  return isPrimitive && isString(other) ? convert(value, 'string')! : value;
}

function isString(node: Expression): boolean {
  if (node.kind === 'parenthesized') return isString(node.inner);
  if (node.kind !== 'template') return false;
  const [part] = node.parts;
  return node.heredoc || node.parts.length !== 1 || part?.kind !== 'hole';
}
