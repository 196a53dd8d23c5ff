// Calls a template function by its name: counts arguments, distributes alternatives, leaves unknown what is unknown, and says where
// the result comes from. Refuses to know what any function computes.

import { distributeCall } from '../../../model/distribute.ts';
import { DEEPEST_VALUE, knowledgeOf, LARGEST_VALUE } from '../../../model/knowledge.ts';
import { nearestName } from '../../../model/nearest-name.ts';
import {
  call,
  type Expression,
  type Origin,
  type Step,
  type UnknownValue,
  unknown,
  type Value,
} from '../../../model/value.ts';
import { asValue, failure, symbolic } from './arguments.ts';
import { CONTEXTUAL_FUNCTIONS } from './names.ts';
import { FUNCTIONS } from './table.ts';
import type { Argument, Invocation, TemplateFunction } from './types.ts';

/** Whether `name` is one of the pure functions, in any case. */
export function isFunction(name: string): boolean {
  return FUNCTIONS.has(name.toLowerCase());
}

/** The names of the pure functions in their canonical spelling. */
export function functionNames(): string[] {
  return [...FUNCTIONS.values()].map(({ name }) => name);
}

/**
 * The result of a call. Total: what cannot be computed is an unknown `call` with the first culprit's reason, and what would make the deployment fail
 * is reported as well. `oneOf` arguments are distributed over. The result's origin is that of the first argument that has one, followed by
 * the call; a value that is only handed on keeps its own.
 */
export function applyFunction(name: string, args: readonly Argument[], invocation: Invocation): Value {
  const definition = FUNCTIONS.get(name.toLowerCase());
  if (!definition) return unknownFunction(name, args, invocation);
  const named = rename(invocation, definition.name);
  if (args.length < definition.least || args.length > definition.most) {
    return wrongCount(definition, args, named);
  }
  if (definition.acceptsAlternatives) return evaluate(definition, args, named);
  const expression = (): Expression => call(definition.name, ...args.map(asValue));
  return distributeCall(args, named, expression, (chosen, collecting) =>
    evaluate(definition, chosen, collecting),
  );
}

function evaluate(definition: TemplateFunction, args: readonly Argument[], invocation: Invocation): Value {
  const culprit = args.find((arg): arg is UnknownValue => arg.kind === 'unknown');
  const result =
    culprit && !definition.acceptsUnknown
      ? symbolic(args, invocation)
      : definition.evaluate(args, invocation);
  if (knowledgeOf(result).depth > DEEPEST_VALUE) {
    return failure(
      args,
      invocation,
      `\`${definition.name}()\` nests values more than ${DEEPEST_VALUE} levels deep`,
    );
  }
  const origin = [...originOf(args), step(invocation)];
  if (result.origin.length > 0) return result;
  return knowledgeOf(result).size > LARGEST_VALUE ? { ...result, origin } : located(result, origin);
}

// What the function made comes from the call; what it only handed on has its own way already.
function located(value: Value, origin: Origin): Value {
  if (value.origin.length > 0) return value;
  if (value.kind === 'array')
    return { ...value, items: value.items.map(item => located(item, origin)), origin };
  if (value.kind !== 'object') return { ...value, origin };
  const members = new Map([...value.members].map(([name, member]) => [name, located(member, origin)]));
  return { ...value, members, origin };
}

// The way of the first argument that starts at something a person can edit, else of the first that has a way at all. Calls inside this
// call are not told one by one.
function originOf(args: readonly Argument[]): readonly Step[] {
  const origins = args.flatMap(arg => (arg.kind === 'lambda' || arg.origin.length === 0 ? [] : [arg.origin]));
  const origin = origins.find(([first]) => first!.role !== 'expression') ?? origins[0] ?? [];
  return origin.at(-1)?.role === 'expression' ? origin.slice(0, -1) : origin;
}

function step(invocation: Invocation): Step {
  return { role: 'expression', span: invocation.span, name: invocation.name };
}

function rename(invocation: Invocation, name: string): Invocation {
  return { name, span: invocation.span, report: (...report) => invocation.report(...report) };
}

function unknownFunction(name: string, args: readonly Argument[], invocation: Invocation): Value {
  const nearest = nearestName(name, [...functionNames(), ...CONTEXTUAL_FUNCTIONS]);
  const message = `There is no function \`${name}()\``;
  invocation.report('unknown-function', message, nearest ? `Did you mean \`${nearest}()\`?` : undefined);
  return unknown(call(name, ...args.map(asValue)), `function \`${name}()\` does not exist`, [
    ...originOf(args),
    step(rename(invocation, name)),
  ]);
}

function wrongCount(definition: TemplateFunction, args: readonly Argument[], invocation: Invocation): Value {
  const { name, least, most } = definition;
  const expected =
    least === most
      ? String(least)
      : most === Number.POSITIVE_INFINITY
        ? `at least ${least}`
        : `${least} to ${most}`;
  const message = `\`${name}()\` takes ${expected} ${expected === '1' ? 'argument' : 'arguments'}, not ${args.length}`;
  invocation.report('wrong-arguments', message);
  return unknown(call(name, ...args.map(asValue)), message, [...originOf(args), step(invocation)]);
}
