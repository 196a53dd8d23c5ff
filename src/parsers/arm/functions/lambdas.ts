// Functions that take a lambda: it is called for each item, also where items are not known.
// Semantics: learn.microsoft.com, "Lambda functions for ARM templates".

import { DEEPEST_VALUE, knowledgeOf } from '../../../model/knowledge.ts';
import { array, object, scalar, type Value, valueKey } from '../../../model/value.ts';
import { define, definePartial, failure, isLambda, stringOf, symbolic, wrongType } from './arguments.ts';
import { followed } from './members.ts';
import type { Argument, Invocation, Lambda, TemplateFunction } from './types.ts';

/** The items of the argument as a lambda gets them, and the lambda; a value where the call is wrong. */
function read(
  args: readonly Argument[],
  invocation: Invocation,
  at: number,
): { readonly items: readonly Value[]; readonly lambda: Lambda } | Value {
  const [list] = args;
  const lambda = args[at];
  if (list?.kind !== 'array') return wrongType(args, invocation, 0, 'an array');
  if (!isLambda(lambda)) return wrongType(args, invocation, at, 'a lambda');
  return { items: list.items.map(item => followed(item, list.origin)), lambda };
}

/** Calls a lambda with an item and, where it asks for one, the item's position. */
function invoke(lambda: Lambda, item: Value, index: number): Value {
  return lambda.invoke(lambda.parameters.length > 1 ? [item, scalar(index)] : [item]);
}

const map = define('map', 2, 2, (args, invocation) => {
  const input = read(args, invocation, 1);
  if ('kind' in input) return input;
  return array(input.items.map((item, index) => invoke(input.lambda, item, index)));
});

const filter = define('filter', 2, 2, (args, invocation) => {
  const input = read(args, invocation, 1);
  if ('kind' in input) return input;
  const kept: Value[] = [];
  for (const [index, item] of input.items.entries()) {
    const keep = invoke(input.lambda, item, index);
    if (keep.kind === 'unknown' || keep.kind === 'oneOf') return symbolic(args, invocation, keep.reason);
    if (keep.kind !== 'scalar' || typeof keep.value !== 'boolean') {
      return wrongType(args, invocation, 1, 'a lambda to a boolean');
    }
    if (keep.value) kept.push(item);
  }
  return array(kept);
});

const reduce = definePartial('reduce', 3, 3, (args, invocation) => {
  if (args[0]!.kind === 'unknown') return symbolic(args, invocation);
  const input = read(args, invocation, 2);
  if ('kind' in input) return input;
  const initial = args[1]!;
  if (isLambda(initial)) return wrongType(args, invocation, 1, 'a value');
  let current: Value = initial;
  for (const [index, item] of input.items.entries()) {
    const parameters = [current, item, scalar(index)].slice(0, Math.max(2, input.lambda.parameters.length));
    current = input.lambda.invoke(parameters);
    if (knowledgeOf(current).depth > DEEPEST_VALUE) {
      return failure(args, invocation, `\`reduce()\` nests values more than ${DEEPEST_VALUE} levels deep`);
    }
  }
  return current;
});

const mapValues = define('mapValues', 2, 2, (args, invocation) => {
  const [of, lambda] = args;
  if (of?.kind !== 'object') return wrongType(args, invocation, 0, 'an object');
  if (!isLambda(lambda)) return wrongType(args, invocation, 1, 'a lambda');
  const members = [...of.members].map(
    ([name, member]) => [name, lambda.invoke([followed(member, of.origin)])] as const,
  );
  return object(new Map(members), [], of.keySpans);
});

/** The key and value of each item; a value where a key is not known or not a string. */
function pairs(args: readonly Argument[], invocation: Invocation): readonly [string, Value][] | Value {
  const input = read(args, invocation, 1);
  if ('kind' in input) return input;
  const toValue = args[2];
  if (toValue !== undefined && !isLambda(toValue)) return wrongType(args, invocation, 2, 'a lambda');
  const result: [string, Value][] = [];
  for (const item of input.items) {
    const key = input.lambda.invoke([item]);
    if (key.kind === 'unknown' || key.kind === 'oneOf') return symbolic(args, invocation, key.reason);
    const name = stringOf(key);
    if (name === null) return wrongType(args, invocation, 1, 'a lambda to a string');
    result.push([name, toValue ? toValue.invoke([item]) : item]);
  }
  return result;
}

const toObject = define('toObject', 2, 3, (args, invocation) => {
  const entries = pairs(args, invocation);
  return 'kind' in entries ? entries : object(new Map(entries));
});

const groupBy = define('groupBy', 2, 3, (args, invocation) => {
  const entries = pairs(args, invocation);
  if ('kind' in entries) return entries;
  const groups = new Map<string, Value[]>();
  for (const [name, value] of entries) {
    const group = groups.get(name);
    if (group) group.push(value);
    else groups.set(name, [value]);
  }
  return object(new Map([...groups].map(([name, values]) => [name, array(values)])));
});

const sort = define('sort', 2, 2, (args, invocation) => {
  const input = read(args, invocation, 1);
  if ('kind' in input) return input;
  let open: Value | null = null;
  const comesFirst = (left: Value, right: Value): boolean => {
    const result = input.lambda.invoke([left, right]);
    if (result.kind === 'scalar' && typeof result.value === 'boolean') return result.value;
    open ??= result;
    return false;
  };
  const sorted = [...input.items].sort((left, right) => {
    if (open !== null || valueKey(left) === valueKey(right)) return 0;
    return comesFirst(left, right) ? -1 : comesFirst(right, left) ? 1 : 0;
  });
  if (open === null) return array(sorted);
  const reason = knowledgeOf(open).reason;
  if (reason === null) return wrongType(args, invocation, 1, 'a lambda to a boolean');
  return symbolic(args, invocation, reason);
});

export const LAMBDA_FUNCTIONS: readonly TemplateFunction[] = [
  map,
  filter,
  reduce,
  mapValues,
  toObject,
  groupBy,
  sort,
];
