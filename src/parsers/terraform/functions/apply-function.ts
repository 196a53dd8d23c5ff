// Calls a Terraform function by its name: counts and converts arguments, distributes alternatives, leaves unknown what is unknown, and says
// where the result comes from. Refuses to know what any function computes.

import { madeBy, originOf } from '../../../model/call-origin.ts';
import { distributeCall } from '../../../model/distribute.ts';
import { DEEPEST_VALUE, knowledgeOf, LARGEST_VALUE } from '../../../model/knowledge.ts';
import { nearestName } from '../../../model/nearest-name.ts';
import { call, type Step, type UnknownValue, unknown, type Value } from '../../../model/value.ts';
import { convert } from '../values/convert.ts';
import { type Type, typeName, typeOf } from '../values/types.ts';
import { isNull, reasonOf } from './define.ts';
import { FUNCTIONS } from './table.ts';
import type { Call, Invocation, ReportCode, TerraformFunction } from './types.ts';

/** Functions of expressions that may fail, not of values: the evaluator's own. */
const LAZY_FUNCTIONS: readonly string[] = ['try', 'can'];

/** The canonical name: `core::upper` is `upper`. */
export function canonicalName(name: string): string {
  return name.startsWith('core::') ? name.slice('core::'.length) : name;
}

/** Whether `name` is a function that `applyFunction` knows. */
export function isFunction(name: string): boolean {
  return FUNCTIONS.has(canonicalName(name));
}

/** The names of all functions, without `core::`. */
export function functionNames(): string[] {
  return [...FUNCTIONS.keys(), ...LAZY_FUNCTIONS];
}

/**
 * The result of a call. Total: what cannot be computed is an unknown `call` with the first culprit's reason, and what would make Terraform
 * fail is reported as well. `oneOf` arguments are distributed over. The result's origin is that of the first argument that has one, followed
 * by the call; a value that is only handed on keeps its own.
 */
export function applyFunction(name: string, args: readonly Value[], invocation: Invocation): Value {
  const definition = FUNCTIONS.get(canonicalName(name));
  if (!definition) return unknownFunction(name, args, invocation);
  const { parameters, rest } = definition;
  if (args.length < parameters.length || (!rest && args.length > parameters.length)) {
    return wrongCount(definition, args, invocation);
  }
  const expression = () => call(definition.name, ...args);
  return distributeCall(args, invocation, expression, (chosen, collecting) =>
    evaluate(definition, chosen, collecting),
  );
}

function evaluate(definition: TerraformFunction, args: readonly Value[], invocation: Invocation): Value {
  const result = compute(definition, args, callOf(definition.name, args, invocation));
  return madeBy(result, args, step(definition.name, invocation));
}

function compute(definition: TerraformFunction, given: readonly Value[], toCall: Call): Value {
  const { name, parameters } = definition;
  if (given.some(arg => knowledgeOf(arg).size > LARGEST_VALUE)) {
    return toCall.symbolic(`an argument of \`${name}()\` is too large to compute with`);
  }
  const args: Value[] = [];
  let hasUnknown = false;
  for (const [position, arg] of given.entries()) {
    const parameter = parameters[position] ?? definition.rest!;
    const converted = convert(arg, parameter.type);
    if (!converted) return toCall.wrongType(position, wanted(parameter.type));
    if (!parameter.acceptsNull && isNull(converted))
      return toCall.wrongType(position, wanted(parameter.type));
    hasUnknown ||= converted.kind === 'unknown' && !parameter.acceptsUnknown;
    args.push(converted);
  }
  if (hasUnknown) return toCall.symbolic();
  const result = definition.evaluate(args, toCall);
  const { depth, size } = knowledgeOf(result);
  if (depth > DEEPEST_VALUE) return toCall.tooLarge(`${DEEPEST_VALUE} levels`);
  return size > LARGEST_VALUE ? toCall.tooLarge(`${LARGEST_VALUE} items and characters`) : result;
}

function wanted(type: Type): string {
  return type === 'any' ? 'a value' : `${/^[aeiou]/.test(typeName(type)) ? 'an' : 'a'} ${typeName(type)}`;
}

function callOf(name: string, args: readonly Value[], invocation: Invocation): Call {
  const symbolic = (reason = reasonOf(args, name)): UnknownValue => unknown(call(name, ...args), reason);
  const report = (code: ReportCode, message: string): UnknownValue => {
    invocation.report(code, message);
    return symbolic(message);
  };
  return {
    ...invocation,
    name,
    symbolic,
    fail: message => report('evaluation-failed', message),
    wrongType: (position, expected) =>
      report(
        'wrong-type',
        `\`${name}()\` takes ${expected} as argument ${position + 1}, not ${describe(args[position]!)}`,
      ),
    tooLarge: bound => report('too-large', `\`${name}()\` would exceed ${bound}`),
  };
}

/** The type of an argument in words; never its content, which may be a secret. */
function describe(arg: Value): string {
  if (isNull(arg)) return 'null';
  const type = typeOf(arg);
  if (type === 'any' || type === 'unknown') return 'an unknown value';
  return wanted(
    typeof type === 'string' || type.kind === 'object' || type.kind === 'tuple'
      ? type
      : { ...type, of: 'any' },
  );
}

function step(name: string, invocation: Invocation): Step {
  return { role: 'expression', span: invocation.span, name };
}

function unknownFunction(name: string, args: readonly Value[], invocation: Invocation): Value {
  const origin = [...originOf(args), step(name, invocation)];
  if (name.startsWith('provider::')) {
    return unknown(call(name, ...args), `\`${name}()\` is a function of a provider`, origin);
  }
  const nearest = nearestName(canonicalName(name), functionNames());
  invocation.report(
    'unknown-function',
    `There is no function \`${name}()\``,
    nearest ? `Did you mean \`${nearest}()\`?` : undefined,
  );
  return unknown(call(name, ...args), `function \`${name}()\` does not exist`, origin);
}

function wrongCount(definition: TerraformFunction, args: readonly Value[], invocation: Invocation): Value {
  const { name, parameters, rest } = definition;
  const expected = `${rest ? 'at least ' : ''}${parameters.length} ${parameters.length === 1 ? 'argument' : 'arguments'}`;
  const message = `\`${name}()\` takes ${expected}, not ${args.length}`;
  invocation.report('wrong-arguments', message);
  return unknown(call(name, ...args), message, [...originOf(args), step(name, invocation)]);
}
