// Functions that make objects, take them apart or put them together.
// Semantics: learn.microsoft.com, "Object functions for ARM templates".

import { array, type ObjectValue, object, scalar, type Value } from '../../../model/value.ts';
import { accessMember } from './access-member.ts';
import { asValue, define, definePartial, failure, stringOf, symbolic, wrongType } from './arguments.ts';
import { mergeObjects, mergePartly } from './merge.ts';
import type { Argument, Invocation, TemplateFunction } from './types.ts';

const createObject: TemplateFunction = {
  name: 'createObject',
  least: 0,
  most: Number.POSITIVE_INFINITY,
  acceptsUnknown: true,
  acceptsAlternatives: true,
  evaluate: (args, invocation) => {
    if (args.length % 2 !== 0) {
      return failure(
        args,
        invocation,
        '`createObject()` takes names and values in turn, an even number of arguments',
      );
    }
    const members = new Map<string, Value>();
    for (let index = 0; index < args.length; index += 2) {
      const key = args[index]!;
      const name = stringOf(key);
      if (name === null) {
        const isOpen = key.kind === 'unknown' || key.kind === 'oneOf';
        return isOpen ? symbolic(args, invocation) : wrongType(args, invocation, index, 'a string');
      }
      members.set(name, asValue(args[index + 1]!));
    }
    return object(members);
  },
};

/** Keys in the order of `items` and `objectKeys`: alphabetical without case, equal ones as they were. */
function sortedKeys(of: ObjectValue): string[] {
  const keys = [...of.members.keys()].map(key => [key.toUpperCase(), key] as const);
  keys.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  return keys.map(([, key]) => key);
}

const items = define('items', 1, 1, (args, invocation) => {
  const [value] = args;
  if (value?.kind !== 'object') return wrongType(args, invocation, 0, 'an object');
  return array(
    sortedKeys(value).map(key =>
      object(
        new Map<string, Value>([
          ['key', scalar(key)],
          ['value', value.members.get(key)!],
        ]),
      ),
    ),
  );
});

const objectKeys = define('objectKeys', 1, 1, (args, invocation) => {
  const [value] = args;
  if (value?.kind !== 'object') return wrongType(args, invocation, 0, 'an object');
  return array(sortedKeys(value).map(key => scalar(key)));
});

const shallowMerge = define('shallowMerge', 1, 1, (args, invocation) => {
  const [list] = args;
  if (list?.kind !== 'array') return wrongType(args, invocation, 0, 'an array of objects');
  const objects = list.items.filter(item => item.kind === 'object');
  if (objects.length === list.items.length) return mergeObjects(objects, false);
  const isOpen = list.items.some(item => item.kind === 'unknown' || item.kind === 'oneOf');
  return isOpen ? mergePartly(list.items, false) : wrongType(args, invocation, 0, 'an array of objects');
});

const tryGet = definePartial('tryGet', 2, Number.POSITIVE_INFINITY, (args, invocation) =>
  accessAll(args, { safe: true, fromEnd: false }, invocation),
);

const tryIndexFromEnd = definePartial('tryIndexFromEnd', 2, Number.POSITIVE_INFINITY, (args, invocation) =>
  accessAll(args, { safe: true, fromEnd: true }, invocation),
);

const indexFromEnd = definePartial('indexFromEnd', 2, 2, (args, invocation) =>
  accessAll(args, { safe: false, fromEnd: true }, invocation),
);

// Only the first access forgives what is missing; a null from it ends the chain.
function accessAll(
  args: readonly Argument[],
  access: { readonly safe: boolean; readonly fromEnd: boolean },
  invocation: Invocation,
): Value {
  const [base, key, ...rest] = args.map(asValue);
  let value = accessMember(base!, key!, access, invocation);
  for (const next of rest) {
    if (value.kind === 'scalar' && value.value === null) return value;
    value = accessMember(value, next, { safe: false, fromEnd: false }, invocation);
  }
  return value;
}

export const OBJECT_FUNCTIONS: readonly TemplateFunction[] = [
  createObject,
  items,
  objectKeys,
  shallowMerge,
  tryGet,
  tryIndexFromEnd,
  indexFromEnd,
];
