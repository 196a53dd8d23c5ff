// Calls a template function by its name: counts arguments, distributes alternatives, leaves unknown what is unknown, and says where
// the result comes from. Refuses to know what any function computes.

import { madeBy, originOf } from '../../../model/call-origin.ts';
import { distributeCall } from '../../../model/distribute.ts';
import { DEEPEST_VALUE, knowledgeOf, LARGEST_VALUE } from '../../../model/knowledge.ts';
import { nearestName } from '../../../model/nearest-name.ts';
import {
  call,
  type Expression,
  type Step,
  type UnknownValue,
  unknown,
  type Value,
} from '../../../model/value.ts';
import { asValue, failure, symbolic, tooLarge } from './arguments.ts';
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
  const { depth, size } = knowledgeOf(result);
  if (depth > DEEPEST_VALUE) {
    return failure(
      args,
      invocation,
      `\`${definition.name}()\` nests values more than ${DEEPEST_VALUE} levels deep`,
    );
  }
  if (size > LARGEST_VALUE && result.kind !== 'scalar')
    return tooLarge(args, invocation, `${LARGEST_VALUE} items and characters`);
  return madeBy(result, valuesOf(args), step(invocation));
}

function valuesOf(args: readonly Argument[]): readonly Value[] {
  return args.filter(arg => arg.kind !== 'lambda');
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
    ...originOf(valuesOf(args)),
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
  return unknown(call(name, ...args.map(asValue)), message, [...originOf(valuesOf(args)), step(invocation)]);
}
