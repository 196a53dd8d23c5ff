// Functions that make arrays or put arrays together, and the two that do so for arrays and objects alike, `union` and `intersection`.
// Semantics: learn.microsoft.com, "Array functions for ARM templates".

import { isKnown, knowledgeOf, LARGEST_VALUE } from '../../../model/knowledge.ts';
import {
  type ArrayValue,
  array,
  type ObjectValue,
  object,
  scalar,
  type Value,
  valueKey,
} from '../../../model/value.ts';
import {
  asValue,
  define,
  definePartial,
  failure,
  integerOf,
  symbolic,
  tooLarge,
  wrongType,
} from './arguments.ts';
import { sameValue } from './equality.ts';
import { MOST_ITEMS } from './limits.ts';
import { findKey } from './members.ts';
import { mergeObjects, mergePartly } from './merge.ts';
import type { Argument, Invocation, TemplateFunction } from './types.ts';

const createArray: TemplateFunction = {
  name: 'createArray',
  least: 0,
  most: Number.POSITIVE_INFINITY,
  acceptsUnknown: true,
  acceptsAlternatives: true,
  evaluate: args => array(args.map(asValue)),
};

const toArray = define('array', 1, 1, ([value]) =>
  value!.kind === 'array' ? value! : array([asValue(value!)]),
);

const range = define('range', 2, 2, (args, invocation) => {
  const [start, count] = [integerOf(args[0]), integerOf(args[1])];
  if (start === null) return wrongType(args, invocation, 0, 'an integer');
  if (count === null || count < 0) return wrongType(args, invocation, 1, 'an integer that is not negative');
  if (count > 10_000) return tooLarge(args, invocation, '10000 items');
  return array(Array.from({ length: count }, (_, index) => scalar(start + index)));
});

const flatten = define('flatten', 1, 1, (args, invocation) => {
  const [list] = args;
  if (list?.kind !== 'array') return wrongType(args, invocation, 0, 'an array of arrays');
  const items: Value[] = [];
  for (const item of list.items) {
    if (item.kind === 'unknown' || item.kind === 'oneOf') return symbolic(args, invocation);
    if (item.kind !== 'array') return wrongType(args, invocation, 0, 'an array of arrays');
    if (items.length + item.items.length > MOST_ITEMS)
      return tooLarge(args, invocation, `${MOST_ITEMS} items`);
    for (const each of item.items) items.push(each);
  }
  return array(items);
});

const union = definePartial('union', 2, Number.POSITIVE_INFINITY, (args, invocation) => {
  if (areObjects(args)) {
    const isTooLarge = args.some(arg => knowledgeOf(arg).size > LARGEST_VALUE);
    return isTooLarge ? tooLarge(args, invocation, `${LARGEST_VALUE} parts`) : mergeObjects(args, true);
  }
  if (args.some(arg => arg.kind === 'unknown')) {
    const values = args.map(asValue);
    return values.some(value => value.kind === 'object')
      ? mergePartly(values, true)
      : symbolic(args, invocation);
  }
  if (!areArrays(args)) return mixed(args, invocation);
  const items = args.flatMap(arg => arg.items);
  return distinctItems(items, args, invocation);
});

const distinct = define('distinct', 1, 1, (args, invocation) => {
  const [list] = args;
  if (list?.kind !== 'array') return wrongType(args, invocation, 0, 'an array');
  return distinctItems(list.items, args, invocation);
});

const intersection = define('intersection', 2, Number.POSITIVE_INFINITY, (args, invocation) => {
  if (!args.every(arg => isKnown(asValue(arg)))) return symbolic(args, invocation);
  if (areObjects(args)) return commonMembers(args);
  if (!areArrays(args)) return mixed(args, invocation);
  const [first, ...others] = args.map(arg => new Map(arg.items.map(item => [valueKey(item), item])));
  return array([...first!].filter(([key]) => others.every(other => other.has(key))).map(([, item]) => item));
});

function commonMembers(objects: readonly ObjectValue[]): Value {
  const [first, ...others] = objects;
  const isCommon = (name: string, value: Value): boolean =>
    others.every(({ members }) => {
      const key = findKey(members, name);
      return key === name && valueKey(members.get(key)!) === valueKey(value);
    });
  return object(new Map([...first!.members].filter(([name, value]) => isCommon(name, value))));
}

// Two items of which it is not certain whether they are the same make the number of items unknown.
function distinctItems(items: readonly Value[], args: readonly Argument[], invocation: Invocation): Value {
  if (items.length > MOST_ITEMS) return tooLarge(args, invocation, `${MOST_ITEMS} items`);
  const byKey = new Map<string, Value>();
  for (const item of items) {
    const key = valueKey(item);
    if (!byKey.has(key)) byKey.set(key, item);
  }
  const distinct = [...byKey.values()];
  const open = distinct.filter(item => !isKnown(item));
  if (open.length * distinct.length > MOST_ITEMS) return symbolic(args, invocation);
  const isOpen = open.some(item =>
    distinct.some(other => other !== item && sameValue(item, other) === 'unknown'),
  );
  return isOpen ? symbolic(args, invocation) : array(distinct);
}

function mixed(args: readonly Argument[], invocation: Invocation): Value {
  const expected = args[0]!.kind === 'object' ? 'an object' : 'an array';
  const position = args.findIndex(arg => arg.kind !== expected.slice(3));
  const wrong = args[0]!.kind === 'object' || args[0]!.kind === 'array' ? position : 0;
  if (wrong === 0) return wrongType(args, invocation, 0, 'an array or an object');
  return failure(
    args,
    invocation,
    `\`${invocation.name}()\` takes arguments of one kind, all arrays or all objects`,
  );
}

function areObjects(args: readonly Argument[]): args is readonly ObjectValue[] {
  return args.every(arg => arg.kind === 'object');
}

function areArrays(args: readonly Argument[]): args is readonly ArrayValue[] {
  return args.every(arg => arg.kind === 'array');
}

export const ARRAY_FUNCTIONS: readonly TemplateFunction[] = [
  createArray,
  toArray,
  range,
  flatten,
  union,
  distinct,
  intersection,
];
