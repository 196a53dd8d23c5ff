// Functions of conditions. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html

import { decidingStep } from '../../../model/deciding-step.ts';
import { distribute } from '../../../model/distribute.ts';
import { isKnown, knowledgeOf } from '../../../model/knowledge.ts';
import {
  call as callOf,
  oneOf,
  scalar,
  unknown,
  type Value,
  valueKey,
  withSteps,
} from '../../../model/value.ts';
import type { Form, FunctionCall } from '../evaluate/environment.ts';
import { conjunction, disjunction, negation, truthOf } from '../evaluate/truth.ts';
import { type TemplateNode, textOfScalar } from '../syntax.ts';
import { applied, failed, listed, wrongArguments } from './arguments.ts';

/** A named condition, or one written out (inside other conditions). */
export const conditionForm: Form = (argument, call) => {
  const name = textOfScalar(argument);
  return name === null ? wrongArguments(call, '`Condition` takes a name') : named(name, call, argument);
};

export const ifForm: Form = (argument, call) => {
  const nodes = listed(argument, call, 3);
  if (!nodes) return failed(call);
  const [test, then, otherwise] = nodes as [TemplateNode, TemplateNode, TemplateNode];
  const name = textOfScalar(test);
  const condition = name === null ? call.evaluate(test) : named(name, call, test);
  const truth = truthOf(condition);
  if (truth !== 'unknown') return withSteps(call.evaluate(truth ? then : otherwise), decidingStep(condition));
  const { stack } = call;
  const [first, second] = stack.run.speculate(() => [
    stack.under(condition, () => call.evaluate(then)),
    stack.under(unknown(callOf('not', condition), 'it is not so'), () => call.evaluate(otherwise)),
  ]);
  if (valueKey(first!) === valueKey(second!)) return first!;
  const symbol = callOf('if', condition, first!, second!);
  return distribute(
    [condition],
    () => symbol,
    ([each]) => {
      const chosen = truthOf(each!);
      if (chosen !== 'unknown') return chosen ? first! : second!;
      const reason = knowledgeOf(each!).reason ?? 'the condition is no condition';
      return oneOf([first!, second!], symbol, reason, each!.origin);
    },
  );
};

export const andForm: Form = (argument, call) => connected(argument, call, conjunction);
export const orForm: Form = (argument, call) => connected(argument, call, disjunction);

export const notForm: Form = (argument, call) => {
  const nodes = listed(argument, call, 1);
  return nodes ? negation(call.evaluate(nodes[0]!)) : failed(call);
};

export const equalsForm: Form = (argument, call) => {
  const nodes = listed(argument, call, 2);
  if (!nodes) return failed(call);
  return applied(call, nodes.map(call.evaluate), ([left, right]) => equality(left!, right!));
};

/** Scalars are compared as they are written; what is the same expression is equal. */
function equality(left: Value, right: Value): Value {
  const [first, second] = [keyOf(left), keyOf(right)];
  if (first === second) return scalar(true);
  if (isKnown(left) && isKnown(right)) return scalar(false);
  if (differs(left, right) || differs(right, left)) return scalar(false);
  const [one, other] = first < second ? [left, right] : [right, left];
  const reason = knowledgeOf(left).reason ?? knowledgeOf(right).reason!;
  return unknown(callOf('equals', one, other), reason);
}

/** Whether a text with holes cannot be a known one: it starts or ends with something else, or is longer. */
function differs(text: Value, known: Value): boolean {
  if (text.kind !== 'unknown' || text.expression.kind !== 'text' || known.kind !== 'scalar') return false;
  const { parts } = text.expression;
  const whole = String(known.value ?? '');
  const [first, last] = [parts[0], parts.at(-1)];
  const length = parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0);
  return (
    length > whole.length ||
    (typeof first === 'string' && !whole.startsWith(first)) ||
    (typeof last === 'string' && !whole.endsWith(last))
  );
}

function keyOf(value: Value): string {
  return value.kind === 'scalar' ? JSON.stringify(String(value.value)) : valueKey(value);
}

function connected(
  argument: TemplateNode,
  call: FunctionCall,
  connect: (conditions: readonly Value[]) => Value,
): Value {
  const nodes = listed(argument, call, 1, 100);
  return nodes ? connect(nodes.map(call.evaluate)) : failed(call);
}

function named(name: string, call: FunctionCall, place: TemplateNode): Value {
  const condition = call.stack.condition(name);
  if (condition) return condition;
  if (place.kind === 'scalar' && typeof place.value === 'boolean') return scalar(place.value);
  const message = `There is no condition \`${name}\``;
  call.stack.run.report('unknown-condition', message, place, 'Declare it under `Conditions`.');
  return failed(call);
}
