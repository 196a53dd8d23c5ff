// `condition ? a : b`. Under a condition that is not known it is one of both, decided by the condition.

import { decidingStep } from '../../../model/deciding-step.ts';
import { knowledgeOf } from '../../../model/knowledge.ts';
import { call, type Value, withSteps } from '../../../model/value.ts';
import type { Conditional, Expression } from '../hcl/syntax.ts';
import { convert } from '../values/convert.ts';
import { typeOf, unify } from '../values/types.ts';
import type { Environment, Evaluate } from './environment.ts';
import { fail, overAlternatives } from './failure.ts';
import { asAlternatives, isNull } from './knowing.ts';

export function evaluateConditional(node: Conditional, environment: Environment, evaluate: Evaluate): Value {
  const { run } = environment.frame;
  const condition = evaluateCondition(node.condition, environment, evaluate);
  if (condition.kind === 'scalar') {
    const [chosen, other] =
      condition.value === true ? [node.whenTrue, node.whenFalse] : [node.whenFalse, node.whenTrue];
    const value = evaluate(chosen, environment);
    const converted = isTypeless(value)
      ? value
      : likeOther(
          value,
          run.speculate(() => evaluate(other, environment)),
        );
    return withSteps(converted, decidingStep(condition));
  }
  const [first, second] = run.speculate(() => [
    evaluate(node.whenTrue, environment),
    evaluate(node.whenFalse, environment),
  ]);
  const whenTrue = likeOther(first!, second!);
  const whenFalse = likeOther(second!, first!);
  return overAlternatives(
    [asAlternatives(condition)],
    run,
    () => call('if', condition, whenTrue, whenFalse),
    ([chosen]) => (chosen!.kind === 'scalar' && chosen!.value === true ? whenTrue : whenFalse),
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

/** More than this is not looked at for its type. */
const LARGEST = 20_000;

/** Strings and what is not known stay what they are, whatever the type of the other branch. */
function isAnyType(value: Value): boolean {
  return value.kind === 'unknown' || (value.kind === 'scalar' && typeof value.value === 'string');
}

/** What the type of the other branch cannot change, so that nobody needs to know it. */
function isTypeless(value: Value): boolean {
  return isAnyType(value) || isNull(value) || (value.kind === 'object' && value.members.size === 0);
}

/** Both branches have one type: beside a string a number is a string, objects with different attributes are maps. */
function likeOther(value: Value, other: Value): Value {
  if (isAnyType(value) || isNull(value) || isNull(other) || other.kind === 'unknown') return value;
  if (knowledgeOf(value).size + knowledgeOf(other).size > LARGEST) return value;
  const type = unify([typeOf(value), typeOf(other)]);
  return (type && convert(value, type)) ?? value;
}
