// Functions that take collections apart and together whatever their nesting: flatten, products and operations of sets.
// Semantics: developer.hashicorp.com/terraform/language/functions, "Collection Functions".

import { distribute } from '../../../model/distribute.ts';
import { isKnown } from '../../../model/knowledge.ts';
import { array, call as callExpression, type Value, valueKey } from '../../../model/value.ts';
import { isText } from '../../text/text-value.ts';
import { convert } from '../values/convert.ts';
import { equals } from '../values/equality.ts';
import { isOpenSet, setValue } from '../values/order.ts';
import { setOf, typeOf, unify } from '../values/types.ts';
import { ANY, define, parameter } from './define.ts';
import { MOST_ITEMS } from './lists.ts';
import type { Call, TerraformFunction } from './types.ts';

const TOO_MANY = `${MOST_ITEMS} items`;

const flatten = define('flatten', [ANY], ([list], call) => {
  if (list!.kind !== 'array') return call.wrongType(0, 'a list');
  const { items } = list!;
  const open = items.filter(hasLists);
  const expression = () => callExpression('flatten', list!);
  return distribute(open, expression, chosen => {
    let next = 0;
    const settled = items.map(item => (hasLists(item) ? chosen[next++]! : item));
    return flattened(settled, call);
  });
});

/** Alternatives of which one is a list. */
function hasLists(value: Value): boolean {
  return (
    value.kind === 'oneOf' &&
    value.options.some(option => option.kind === 'array' || option.kind === 'unknown')
  );
}

function flattened(items: readonly Value[], call: Call): Value {
  const flat: Value[] = [];
  let isCertain = true;
  const visit = (item: Value): void => {
    if (flat.length > MOST_ITEMS) return;
    if (item.kind === 'array') {
      isCertain &&= !isOpenSet(item);
      item.items.forEach(visit);
    } else {
      isCertain &&= !(item.kind === 'unknown' && !isText(item)) && !hasLists(item);
      flat.push(item);
    }
  };
  items.forEach(visit);
  if (flat.length > MOST_ITEMS) return call.tooLarge(TOO_MANY);
  return isCertain ? array(flat) : call.symbolic();
}

const setProduct = define(
  'setproduct',
  [],
  (args, call) => {
    if (args.length < 2) return call.fail('`setproduct()` takes at least two sets');
    const position = args.findIndex(arg => arg.kind !== 'array');
    if (position >= 0) return call.wrongType(position, 'a set or a list');
    if (args.some(isOpenSet)) return call.symbolic();
    const lists: (readonly Value[])[] = [];
    for (const [at, arg] of args.entries()) {
      const list = convert(arg, { kind: 'list', of: 'any' });
      if (list?.kind !== 'array') return call.wrongType(at, 'a list of items of one type');
      lists.push(list.items);
    }
    const total = lists.reduce((product, { length }) => product * length, 1);
    if (total * lists.length > MOST_ITEMS) return call.tooLarge(TOO_MANY);
    const tuples = productOf(lists).map(items => array(items));
    return args.some(arg => arg.kind === 'array' && arg.set) ? setValue(tuples) : array(tuples);
  },
  ANY,
);

function productOf(lists: readonly (readonly Value[])[]): Value[][] {
  return lists.reduce<Value[][]>(
    (tuples, list) => tuples.flatMap(tuple => list.map(item => [...tuple, item])),
    [[]],
  );
}

type Combine = (left: readonly Value[], right: readonly Value[]) => readonly Value[] | null;

function operation(name: string, least: number, combine: Combine): TerraformFunction {
  const set = parameter(setOf('any'));
  const evaluate: TerraformFunction['evaluate'] = (args, call) => {
    const sets = unified(args);
    if (!sets) return call.fail(`\`${name}()\` takes sets of items of the same type`);
    let result: readonly Value[] = sets[0]!;
    for (const other of sets.slice(1)) {
      const combined = combine(result, other);
      if (!combined) return call.symbolic();
      result = combined;
    }
    return result.length > MOST_ITEMS ? call.tooLarge(TOO_MANY) : setValue(result);
  };
  return least === 2 ? define(name, [set, set], evaluate) : define(name, [set], evaluate, set);
}

/** The items of each set, converted to the one type that all can take. */
function unified(args: readonly Value[]): (readonly Value[])[] | null {
  const items = args.map(arg => (arg.kind === 'array' ? arg.items : []));
  const type = unify(items.flat().map(typeOf));
  return type && items.map(list => list.map(item => convert(item, type) ?? item));
}

const union: Combine = (left, right) => [...left, ...right];

const intersection: Combine = (left, right) => select(left, right, true);

const difference: Combine = (left, right) => select(left, right, false);

// Null where it is not certain of every item whether the other set has it.
function select(left: readonly Value[], right: readonly Value[], isWanted: boolean): readonly Value[] | null {
  const keys = new Set(right.map(valueKey));
  const isCertain = right.every(isKnown);
  const kept: Value[] = [];
  for (const item of left) {
    const isIn = keys.has(valueKey(item)) || (isCertain && isKnown(item) ? false : findIn(item, right));
    if (isIn === null) return null;
    if (isIn === isWanted) kept.push(item);
  }
  return kept;
}

function findIn(item: Value, list: readonly Value[]): boolean | null {
  const results = new Set(list.map(each => equals(item, each)));
  return results.has(true) ? true : results.has(null) ? null : false;
}

export const SET_FUNCTIONS: readonly TerraformFunction[] = [
  flatten,
  setProduct,
  operation('setunion', 1, union),
  operation('setintersection', 1, intersection),
  operation('setsubtract', 2, difference),
];
