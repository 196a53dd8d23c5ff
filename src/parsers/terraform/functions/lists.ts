// Functions of lists and tuples. Items may be unknown wherever their number is certain.
// Semantics: developer.hashicorp.com/terraform/language/functions, "Collection Functions".

import { isKnown } from '../../../model/knowledge.ts';
import { array, scalar, type Value, valueKey } from '../../../model/value.ts';
import { isText } from '../../text/text-value.ts';
import { convert } from '../values/convert.ts';
import { equals } from '../values/equality.ts';
import { compareText, isOpenSet } from '../values/order.ts';
import { listOf, typeOf, unify } from '../values/types.ts';
import { ANY, ANYTHING, define, integerOf, isNull, NUMBER, parameter, stringOf, texts } from './define.ts';
import type { Parameter, TerraformFunction } from './types.ts';

const LIST: Parameter = parameter(listOf('any'));
const STRINGS: Parameter = parameter(listOf('string'));
const ANY_UNKNOWN: Parameter = { type: 'any', acceptsUnknown: true };

/** More items than this are not put together. */
export const MOST_ITEMS = 100_000;
const TOO_MANY = `${MOST_ITEMS} items`;

const concat = define(
  'concat',
  [],
  (args, call) => {
    if (args.length === 0) return call.fail('`concat()` takes at least one list');
    const position = args.findIndex(arg => arg.kind !== 'unknown' && (arg.kind !== 'array' || arg.set));
    if (position >= 0) return call.wrongType(position, 'a list');
    if (args.some(arg => arg.kind === 'unknown')) return call.symbolic();
    const items = args.flatMap(arg => (arg.kind === 'array' ? arg.items : []));
    return items.length > MOST_ITEMS ? call.tooLarge(TOO_MANY) : array(items);
  },
  ANY_UNKNOWN,
);

const element = define('element', [ANY, NUMBER], ([list, position], call) => {
  const index = integerOf(position);
  if (list!.kind !== 'array' || list!.set) return call.wrongType(0, 'a list');
  if (index === null || index < 0) return call.fail('`element()` takes a whole number that is not negative');
  if (list!.items.length === 0) return call.fail('`element()` takes a list with at least one item');
  return list!.items[index % list!.items.length]!;
});

const slice = define('slice', [ANY, NUMBER, NUMBER], ([list, from, to], call) => {
  if (list!.kind !== 'array' || list!.set) return call.wrongType(0, 'a list');
  const [start, end] = [integerOf(from), integerOf(to)];
  const { length } = list!.items;
  if (start === null || end === null || start < 0 || end > length || start > end) {
    return call.fail(
      `\`slice()\` takes whole numbers from 0 to ${length} here, the first not greater than the second`,
    );
  }
  return array(list!.items.slice(start, end));
});

const reverse = define('reverse', [ANY], ([list], call) => {
  if (list!.kind !== 'array') return call.wrongType(0, 'a list');
  return isOpenSet(list!) ? call.symbolic() : array(list!.items.toReversed());
});

const distinct = define('distinct', [LIST], ([list], call) => {
  if (list!.kind !== 'array') return call.symbolic();
  if (isKnown(list!)) return array(firstOfEach(list!.items));
  if (list!.items.length > MOST_COMPARED) return call.symbolic();
  const kept: Value[] = [];
  for (const item of list!.items) {
    const results = kept.map(each => equals(each, item));
    if (results.includes(true)) continue;
    if (results.includes(null)) return call.symbolic();
    kept.push(item);
  }
  return array(kept);
});

function firstOfEach(items: readonly Value[]): Value[] {
  const seen = new Set<string>();
  return items.filter(item => {
    const key = valueKey(item);
    return !seen.has(key) && seen.add(key);
  });
}

/** Lists of items that are not known are compared item by item up to this length. */
const MOST_COMPARED = 200;

const compact = define('compact', [STRINGS], ([list], call) => {
  if (list!.kind !== 'array') return call.symbolic();
  const kept: Value[] = [];
  for (const item of list!.items) {
    const empty = isEmptyText(item);
    if (empty === null) return call.symbolic();
    if (!empty) kept.push(item);
  }
  return array(kept);
});

/** Whether a string is null or has no characters; null where that is not certain. */
export function isEmptyText(value: Value): boolean | null {
  if (isNull(value)) return true;
  if (value.kind === 'scalar') return value.value === '';
  return isText(value) && value.expression.parts.some(part => typeof part === 'string') ? false : null;
}

const sort = define('sort', [STRINGS], ([list], call) => {
  if (list!.kind !== 'array') return call.symbolic();
  if (list!.items.some(isNull)) return call.fail('`sort()` cannot sort a null');
  const strings = list!.items.map(stringOf);
  return strings.every(each => each !== null) ? texts(strings.sort(compareText)) : call.symbolic();
});

const chunkList = define('chunklist', [LIST, NUMBER], ([list, width], call) => {
  const size = integerOf(width);
  if (size === null || size < 0) return call.fail('`chunklist()` takes a whole number that is not negative');
  if (list!.kind !== 'array') return call.symbolic();
  const { items } = list!;
  if (items.length === 0) return array([]);
  const chunks: Value[] = [];
  for (let start = 0; start < items.length; start += size || items.length) {
    chunks.push(array(items.slice(start, start + (size || items.length))));
  }
  return array(chunks);
});

const index = define('index', [ANY, ANY], ([list, value], call) => {
  if (list!.kind !== 'array' || list!.set) return call.wrongType(0, 'a list');
  for (const [position, item] of list!.items.entries()) {
    const result = equals(item, value!);
    if (result === null) return call.symbolic();
    if (result) return scalar(position);
  }
  return call.fail('`index()` does not find the value in the list');
});

const contains = define('contains', [ANY, ANY_UNKNOWN], ([list, value], call) => {
  if (list!.kind !== 'array') return call.wrongType(0, 'a list or a set');
  const results = list!.items.map(item => equals(item, value!));
  if (results.includes(true)) return scalar(true);
  return results.includes(null) ? call.symbolic() : scalar(false);
});

const coalesceList = define(
  'coalescelist',
  [],
  (args, call) => {
    for (const [position, arg] of args.entries()) {
      if (arg.kind === 'unknown') break;
      if (arg.kind !== 'array' || arg.set) return call.wrongType(position, 'a list');
    }
    for (const arg of args) {
      if (arg.kind === 'unknown') return call.symbolic();
      if (arg.kind === 'array' && arg.items.length > 0) return arg;
    }
    return call.fail('`coalescelist()` was given no list with items');
  },
  ANYTHING,
);

const one = define('one', [ANY], ([list], call) => {
  if (list!.kind !== 'array') return call.wrongType(0, 'a list with at most one item');
  if (isOpenSet(list!)) return call.symbolic();
  const { items } = list!;
  return items.length > 1
    ? call.fail('`one()` takes a list with at most one item')
    : (items[0] ?? scalar(null));
});

const matchKeys = define('matchkeys', [LIST, LIST, LIST], ([values, keys, wanted], call) => {
  if (values!.kind !== 'array' || keys!.kind !== 'array' || wanted!.kind !== 'array') return call.symbolic();
  const type = unify([...keys!.items, ...wanted!.items].map(typeOf));
  if (!type) return call.fail('`matchkeys()` takes keys and a search set of the same type');
  if (values!.items.length !== keys!.items.length)
    return call.fail('`matchkeys()` takes as many keys as values');
  const search = wanted!.items.map(item => convert(item, type)!);
  const kept: Value[] = [];
  for (const [position, key] of keys!.items.entries()) {
    const results = search.map(each => equals(each, convert(key, type)!));
    if (results.includes(true)) kept.push(values!.items[position]!);
    else if (results.includes(null)) return call.symbolic();
  }
  return array(kept);
});

export const LIST_FUNCTIONS: readonly TerraformFunction[] = [
  concat,
  element,
  slice,
  reverse,
  distinct,
  compact,
  sort,
  chunkList,
  index,
  contains,
  coalesceList,
  one,
  matchKeys,
];
