// Functions that evaluate only some of their arguments, in three values: what decides may be unknown.
// https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-logical

import { decidingStep } from '../../../model/deciding-step.ts';
import { distribute } from '../../../model/distribute.ts';
import { call, oneOf, scalar, type Value, valueKey, withSteps } from '../../../model/value.ts';
import { applyFunction } from '../functions/apply-function.ts';
import type { Invocation } from '../functions/types.ts';
import type { CallNode } from '../template.ts';
import type { Environment, Evaluate } from './environment.ts';
import { evaluateArgs, expressionOrigin, type Form, wrongCount } from './form.ts';
import { turnsOf } from './loops.ts';
import { reasonOf } from './path.ts';
import { conjunction, disjunction } from './truth.ts';

const ifForm: Form = (node, environment, evaluate) => {
  const wrong = wrongCount(node, environment, 3, 3);
  if (wrong) return wrong;
  const condition = evaluate(node.args[0]!, environment);
  const { run } = environment.frame;
  if (condition.kind === 'scalar') {
    if (typeof condition.value !== 'boolean') {
      run.report('wrong-type', `The condition of \`${node.name}()\` is not a boolean`, node.args[0]!.span);
    }
    const chosen = evaluate(node.args[isTrue(condition) ? 1 : 2]!, environment);
    return withSteps(chosen, decidingStep(condition));
  }
  if (reasonOf(condition) === undefined) {
    run.report('wrong-type', `The condition of \`${node.name}()\` is not a boolean`, node.args[0]!.span);
  }
  const [then, otherwise] = run.speculate(() => [
    evaluate(node.args[1]!, environment),
    evaluate(node.args[2]!, environment),
  ]);
  if (valueKey(then!) === valueKey(otherwise!)) return then!;
  const symbol = call('if', condition, then!, otherwise!);
  return oneOf(
    [then!, otherwise!],
    symbol,
    reasonOf(condition) ?? 'the condition is not a boolean',
    condition.origin,
  );
};

function isTrue(condition: Value): boolean {
  if (condition.kind !== 'scalar') return false;
  return condition.value === true || String(condition.value).toLowerCase() === 'true';
}

const andForm: Form = (node, environment, evaluate) => connect(node, environment, evaluate, false);
const orForm: Form = (node, environment, evaluate) => connect(node, environment, evaluate, true);

/** `and` and `or`: the operand that decides ends the evaluation, wherever it stands. */
function connect(node: CallNode, environment: Environment, evaluate: Evaluate, decisive: boolean): Value {
  const values: Value[] = [];
  let doubtful = false;
  for (const arg of node.args) {
    // Behind an unknown operand the platform may never come, so what fails there is no error.
    const value: Value = doubtful
      ? environment.frame.run.speculate(() => evaluate(arg, environment))
      : evaluate(arg, environment);
    if (value.kind === 'scalar' && value.value === decisive) return value;
    if (value.kind !== 'scalar') doubtful = true;
    if (
      value.kind !== 'unknown' &&
      value.kind !== 'oneOf' &&
      !(value.kind === 'scalar' && typeof value.value === 'boolean')
    ) {
      environment.frame.run.report('wrong-type', `\`${node.name}()\` takes booleans`, arg.span);
    }
    values.push(value);
  }
  const result = decisive ? disjunction(values) : conjunction(values);
  return result.origin.length > 0 ? result : { ...result, origin: expressionOrigin(node) };
}

/** The first argument that is not null. One that may be null leaves those behind it possible. */
const coalesceForm: Form = (node, environment, evaluate) => {
  const wrong = wrongCount(node, environment, 1, Number.POSITIVE_INFINITY);
  if (wrong) return wrong;
  return coalesceFrom(0, node, environment, evaluate);
};

function coalesceFrom(index: number, node: CallNode, environment: Environment, evaluate: Evaluate): Value {
  const arg = node.args[index];
  if (!arg) return scalar(null, expressionOrigin(node));
  const value = evaluate(arg, environment);
  const rest = () => coalesceFrom(index + 1, node, environment, evaluate);
  if (isNull(value)) {
    const next = rest();
    return next;
  }
  if (value.kind === 'oneOf') {
    if (!value.options.some(mayBeNull)) return value;
    const next = environment.frame.run.speculate(rest);
    return distribute(
      [value],
      () => call('coalesce', value, next),
      ([option]) => afterNull(option!, next),
    );
  }
  if (!mayBeNull(value)) return value;
  return afterNull(value, environment.frame.run.speculate(rest));
}

function afterNull(value: Value, next: Value): Value {
  if (isNull(value)) return next;
  if (value.kind !== 'unknown' || !mayBeNull(value) || valueKey(value) === valueKey(next)) return value;
  if (isNull(next)) return value;
  return {
    kind: 'unknown',
    expression: call('coalesce', value, next),
    reason: value.reason,
    origin: value.origin,
  };
}

function isNull(value: Value): boolean {
  return value.kind === 'absent' || (value.kind === 'scalar' && value.value === null);
}

/** Functions that never give null, whatever their arguments. */
const NEVER_NULL = new Set([
  'and',
  'or',
  'not',
  'equals',
  'createarray',
  'createobject',
  'concat',
  'format',
  'resourceid',
  'uniquestring',
  'guid',
  'newguid',
  'utcnow',
  'tolower',
  'toupper',
  'split',
  'union',
  'map',
  'filter',
  'length',
  'copy',
  'copyindex',
  'string',
  'parameters',
]);

function mayBeNull(value: Value): boolean {
  if (value.kind === 'scalar') return value.value === null;
  if (value.kind !== 'unknown') return value.kind === 'absent';
  const { expression } = value;
  if (expression.kind === 'text') return false;
  return expression.kind !== 'call' || !NEVER_NULL.has(expression.name.toLowerCase());
}

/** The length of a loop's items is its count, also where that is not known. */
const lengthForm: Form = (node, environment, evaluate) => {
  const args = evaluateArgs(node, environment, evaluate);
  const turns = args.length === 1 ? turnsOf(args[0]!) : null;
  if (turns) return turns.count;
  const { run } = environment.frame;
  const report: Invocation['report'] = (code, message, hint) => run.report(code, message, node.span, hint);
  return applyFunction('length', args, { name: 'length', span: node.span, report });
};

export const CONTROL_FORMS: Record<string, Form> = {
  if: ifForm,
  and: andForm,
  or: orForm,
  coalesce: coalesceForm,
  length: lengthForm,
  lambda: (node, environment, evaluate) => {
    // Readers make lambda nodes of these; what is left has no body that could be evaluated.
    const args = evaluateArgs(node, environment, evaluate);
    return {
      kind: 'unknown',
      expression: call('lambda', ...args),
      reason: 'the lambda could not be read',
      origin: expressionOrigin(node),
    };
  },
};
