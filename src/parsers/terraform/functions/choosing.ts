// Functions that choose, convert or judge: coalesce, length, alltrue, tostring and the like.
// Semantics: developer.hashicorp.com/terraform/language/functions, "Collection Functions" and "Type Conversion Functions".

import { isKnown } from '../../../model/knowledge.ts';
import { oneOf, scalar, type Value } from '../../../model/value.ts';
import { convert } from '../values/convert.ts';
import { graphemes } from '../values/graphemes.ts';
import { isOpenSet } from '../values/order.ts';
import { listOf, mapOf, setOf, type Type, typeName, typeOf, unify } from '../values/types.ts';
import { ANY, ANYTHING, define, isNull, parameter, stringOf } from './define.ts';
import { isEmptyText } from './lists.ts';
import type { Call, TerraformFunction } from './types.ts';

const coalesce = define(
  'coalesce',
  [],
  (args, call) => {
    const type = unify(args.map(typeOf));
    if (!type || args.length === 0) return call.fail('`coalesce()` takes arguments of the same type');
    for (const arg of args) {
      if (isNull(arg)) continue;
      const value = convert(arg, type);
      if (!value) return call.fail('`coalesce()` takes arguments of the same type');
      const isString = type === 'string' || type === 'unknown';
      if (value.kind === 'scalar' && isString && value.value === '') continue;
      if (value.kind === 'unknown' && isEmptyText(value) !== false) return call.symbolic(value.reason);
      return value;
    }
    return call.fail('`coalesce()` was given nothing but nulls and empty strings');
  },
  ANYTHING,
);

const length = define('length', [ANY], ([value], call) => {
  switch (value!.kind) {
    case 'array':
      return isOpenSet(value!) ? openLength(value!.items, call) : scalar(value!.items.length);
    case 'object':
      return scalar(value!.members.size);
    default: {
      const string = stringOf(value);
      return string === null
        ? call.wrongType(0, 'a list, a map or a string')
        : scalar(graphemes(string).length);
    }
  }
});

/** What is not known in a set may equal other items: then it has fewer. */
function openLength(items: readonly Value[], call: Call): Value {
  const least = Math.max(1, items.filter(isKnown).length);
  const lengths = Array.from({ length: items.length - least + 1 }, (_, more) => scalar(least + more));
  const { expression, reason } = call.symbolic();
  return oneOf(lengths, expression, reason);
}

const BOOLEANS = parameter(listOf('bool'));

const allTrue = define('alltrue', [BOOLEANS], ([list], call) => {
  if (list!.kind !== 'array') return call.symbolic();
  if (list!.items.some(item => isNull(item) || isBoolean(item, false))) return scalar(false);
  return list!.items.every(item => isBoolean(item, true)) ? scalar(true) : call.symbolic();
});

const anyTrue = define('anytrue', [BOOLEANS], ([list], call) => {
  if (list!.kind !== 'array') return call.symbolic();
  if (list!.items.some(item => isBoolean(item, true))) return scalar(true);
  return list!.items.every(item => isNull(item) || isBoolean(item, false)) ? scalar(false) : call.symbolic();
});

function isBoolean(value: Value, wanted: boolean): boolean {
  return value.kind === 'scalar' && value.value === wanted;
}

function conversion(name: string, type: Type): TerraformFunction {
  const accepting = { type: 'any', acceptsNull: true, acceptsUnknown: true } as const;
  return define(name, [accepting], ([value], call) => {
    const converted = convert(value!, type);
    return converted ?? call.fail(`\`${name}()\` cannot make a ${typeName(type)} of this value`);
  });
}

/** Which values are sensitive is not tracked: `sensitive` hands its argument on. */
function handingOn(name: string): TerraformFunction {
  return define(name, [ANYTHING], ([value]) => value!);
}

const isSensitive = define('issensitive', [ANYTHING], (_, call) =>
  call.symbolic('whether a value is sensitive is not tracked'),
);

export const CHOOSING_FUNCTIONS: readonly TerraformFunction[] = [
  coalesce,
  length,
  allTrue,
  anyTrue,
  conversion('tostring', 'string'),
  conversion('tonumber', 'number'),
  conversion('tobool', 'bool'),
  conversion('tolist', listOf('any')),
  conversion('toset', setOf('any')),
  conversion('tomap', mapOf('any')),
  handingOn('sensitive'),
  handingOn('nonsensitive'),
  handingOn('ephemeralasnull'),
  isSensitive,
];
