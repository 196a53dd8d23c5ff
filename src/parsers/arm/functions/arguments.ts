// What every function needs: reading its arguments, and the results for what is not known or not allowed.
// Refuses to know any single function.

import { knowledgeOf } from '../../../model/knowledge.ts';
import { call, type Scalar, scalar, type UnknownValue, unknown, type Value } from '../../../model/value.ts';
import type { Argument, Invocation, Lambda, TemplateFunction } from './types.ts';

type Evaluate = TemplateFunction['evaluate'];
type Traits = Pick<TemplateFunction, 'acceptsUnknown' | 'acceptsAlternatives'>;

/** A function that is called only when no argument is unknown as a whole. */
export function define(
  name: string,
  least: number,
  most: number,
  evaluate: Evaluate,
  traits: Traits = {},
): TemplateFunction {
  return { name, least, most, evaluate, ...traits };
}

/** A function that can say something of arguments that are not known. */
export function definePartial(
  name: string,
  least: number,
  most: number,
  evaluate: Evaluate,
): TemplateFunction {
  return { name, least, most, evaluate, acceptsUnknown: true };
}

/** A function of one string to a scalar; null in place of the string is an empty one. `undefined` says that the text is malformed. */
export function defineOnText(
  name: string,
  compute: (text: string) => Scalar | undefined,
  expected = 'a string',
): TemplateFunction {
  return define(name, 1, 1, (args, invocation) => {
    const text = stringOf(args[0]);
    if (text === null) return wrongType(args, invocation, 0, 'a string');
    const result = compute(text);
    return result === undefined ? wrongType(args, invocation, 0, expected) : scalar(result);
  });
}

/** The argument's string; null counts as an empty one, as in ARM. Null where it is not a string. */
export function stringOf(arg: Argument | undefined): string | null {
  if (arg?.kind === 'absent') return '';
  if (arg?.kind !== 'scalar') return null;
  if (arg.value === null) return '';
  return typeof arg.value === 'string' ? arg.value : null;
}

/** The argument's integer, null where it is none or not exact. */
export function integerOf(arg: Argument | undefined): number | null {
  return arg?.kind === 'scalar' && Number.isSafeInteger(arg.value) ? (arg.value as number) : null;
}

/** Whether the argument is null, absent or not given. */
export function isNull(arg: Argument | undefined): boolean {
  return arg === undefined || arg.kind === 'absent' || (arg.kind === 'scalar' && arg.value === null);
}

/** Whether the argument is a lambda. */
export function isLambda(arg: Argument | undefined): arg is Lambda {
  return arg?.kind === 'lambda';
}

/** The argument as a part of a symbolic expression. */
export function asValue(arg: Argument): Value {
  return isLambda(arg) ? arg.symbol : arg;
}

/** What cannot be computed yet: the call itself, with the first culprit's reason. */
export function symbolic(args: readonly Argument[], invocation: Invocation, reason?: string): UnknownValue {
  const values = args.map(asValue);
  return unknown(call(invocation.name, ...values), reason ?? reasonOf(args, invocation));
}

/** Why the first argument that is not wholly known is not. */
function reasonOf(args: readonly Argument[], invocation: Invocation): string {
  for (const arg of args) {
    const reason = knowledgeOf(asValue(arg)).reason;
    if (reason !== null) return reason;
  }
  return `\`${invocation.name}()\` could not be evaluated`;
}

/** Reports that the argument at `position` (from 0) is not what the function takes. */
export function wrongType(
  args: readonly Argument[],
  invocation: Invocation,
  position: number,
  expected: string,
): UnknownValue {
  const found = describe(args[position]);
  const message = `\`${invocation.name}()\` takes ${expected} as argument ${position + 1}, not ${found}`;
  invocation.report('wrong-type', message);
  return symbolic(args, invocation, message);
}

/** Reports what would make the deployment fail. */
export function failure(args: readonly Argument[], invocation: Invocation, message: string): UnknownValue {
  invocation.report('evaluation-failed', message);
  return symbolic(args, invocation, message);
}

/** Reports a result that is larger than a template may hold. */
export function tooLarge(args: readonly Argument[], invocation: Invocation, bound: string): UnknownValue {
  const message = `\`${invocation.name}()\` would exceed ${bound}`;
  invocation.report('too-large', message);
  return symbolic(args, invocation, message);
}

/** The kind of an argument in words; never its content, which may be a secret. */
export function describe(arg: Argument | undefined): string {
  if (arg === undefined) return 'nothing';
  switch (arg.kind) {
    case 'lambda':
      return 'a lambda';
    case 'array':
      return 'an array';
    case 'object':
      return 'an object';
    case 'scalar':
      return describeScalar(arg.value);
    case 'absent':
      return 'null';
    default:
      return 'an unknown value';
  }
}

function describeScalar(value: Scalar): string {
  switch (typeof value) {
    case 'string':
      return 'a string';
    case 'boolean':
      return 'a boolean';
    case 'number':
      return Number.isInteger(value) ? 'an integer' : 'a number with decimals';
    default:
      return 'null';
  }
}
