// Short ways to write values, calls and results in the tests of template functions.

import { createSource, type Span, span } from '../../../../src/model/source.ts';
import {
  absent,
  array,
  call,
  object,
  oneOf,
  type Scalar,
  scalar,
  type UnknownValue,
  unknown,
  type Value,
} from '../../../../src/model/value.ts';
import { applyFunction } from '../../../../src/parsers/arm/functions/apply-function.ts';
import { textValue } from '../../../../src/parsers/arm/functions/text.ts';
import type { Argument, Invocation, Lambda } from '../../../../src/parsers/arm/functions/types.ts';

export const SOURCE = createSource('main.bicep', "param tier string = 'Basic'\nvar x = toLower(tier)\n");
export const PLACE: Span = span(SOURCE, 35, 48);

export type Json = Scalar | Value | readonly Json[] | { readonly [name: string]: Json };

function isValue(input: object): input is Value {
  return 'kind' in input && 'origin' in input;
}

/** JSON as a value; values inside stay as they are. */
export function val(input: Json): Value {
  if (input === null || typeof input !== 'object') return scalar(input);
  if (isValue(input)) return input;
  if (Array.isArray(input)) return array(input.map(val));
  return object(new Map(Object.entries(input).map(([name, member]) => [name, val(member as Json)])));
}

/** The use of a parameter without a value. */
export function param(name: string): UnknownValue {
  return unknown(call('parameters', scalar(name)), `parameter \`${name}\` has no default`);
}

/** A parameter of which only the allowed values are known. */
export function choice(name: string, ...options: readonly Json[]): Value {
  return oneOf(options.map(val), call('parameters', scalar(name)), `parameter \`${name}\` has no default`);
}

/** A string with holes. */
export function text(...parts: readonly (string | Value)[]): Value {
  return textValue(parts);
}

/** `subscription().subscriptionId` and the like. */
export function scope(of: string, name: string): UnknownValue {
  const context = unknown(call(of), `\`${of}()\` is only known at deployment`);
  return unknown({ kind: 'member', of: context, key: scalar(name) }, context.reason);
}

/** The resource id of an account in the deployment's resource group. */
export function accountId(name: Value): Value {
  const path = '/providers/Microsoft.CognitiveServices/accounts/';
  const [subscription, group] = [scope('subscription', 'subscriptionId'), scope('resourceGroup', 'name')];
  return text('/subscriptions/', subscription, '/resourceGroups/', group, path, name);
}

/** A lambda of as many parameters as the function has. */
export function lambda(compute: (...args: Value[]) => Value): Lambda {
  const parameters = Array.from({ length: compute.length }, (_, index) => `p${index}`);
  return { kind: 'lambda', parameters, invoke: args => compute(...args), symbol: scalar('lambda') };
}

export interface Called {
  readonly value: Value;
  /** The codes of what was reported. */
  readonly codes: readonly string[];
  readonly messages: readonly string[];
  readonly hints: readonly (string | undefined)[];
}

export function recorder(name: string): {
  readonly invocation: Invocation;
  readonly called: Omit<Called, 'value'>;
} {
  const codes: string[] = [];
  const messages: string[] = [];
  const hints: (string | undefined)[] = [];
  const invocation: Invocation = {
    name,
    span: PLACE,
    report: (code, message, hint) => {
      codes.push(code);
      messages.push(message);
      hints.push(hint);
    },
  };
  return { invocation, called: { codes, messages, hints } };
}

/** Calls a function with JSON, values and lambdas. */
export function apply(name: string, ...args: readonly (Json | Lambda)[]): Called {
  const { invocation, called } = recorder(name);
  const values = args.map((arg): Argument => (isLambda(arg) ? arg : val(arg)));
  return { value: applyFunction(name, values, invocation), ...called };
}

function isLambda(arg: Json | Lambda): arg is Lambda {
  return arg !== null && typeof arg === 'object' && 'kind' in arg && arg.kind === 'lambda';
}

/** The result of a call that must not report anything, in the form of `plain`. */
export function result(name: string, ...args: readonly (Json | Lambda)[]): unknown {
  const { value, messages } = apply(name, ...args);
  return messages.length > 0 ? { reported: messages } : plain(value);
}

/** A value as JSON; unknowns as `?expression`, alternatives as `{oneOf}`. */
export function plain(value: Value): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'array':
      return value.items.map(plain);
    case 'object':
      return Object.fromEntries([...value.members].map(([name, member]) => [name, plain(member)]));
    case 'oneOf':
      return { oneOf: value.options.map(plain) };
    case 'absent':
      return 'absent';
    case 'unknown':
      return `?${symbol(value)}`;
  }
}

function symbol({ expression }: UnknownValue): string {
  switch (expression.kind) {
    case 'call':
      return `${expression.name}(${expression.args.map(inner).join(',')})`;
    case 'member':
      return `${inner(expression.of)}.${inner(expression.key)}`;
    case 'text':
      return expression.parts.map(part => (typeof part === 'string' ? part : `\${${inner(part)}}`)).join('');
  }
}

function inner(value: Value): string {
  if (value.kind === 'unknown') {
    const { expression } = value;
    const isParameter = expression.kind === 'call' && expression.name === 'parameters';
    return isParameter ? String(plain(expression.args[0]!)) : symbol(value);
  }
  return JSON.stringify(plain(value));
}

export const ABSENT = absent();
