// Members and methods of arrays. Items that are there under a condition stay so through `map` and `filter`; what of an open list is not
// known makes the result open.

import { absent, array, call, scalar, type UnknownValue, unknown, valueKey } from '../../../model/value.ts';
import { join, negation } from '../evaluate/choice.ts';
import { isNullish } from '../evaluate/members.ts';
import { conditionOf } from '../evaluate/operators.ts';
import type { Run } from '../evaluate/run.ts';
import type { RunSite } from '../evaluate/site.ts';
import {
  builtIn,
  type Items,
  isLeaf,
  type ListValue,
  list,
  MISSING,
  openOfArguments,
  type ProgramValue,
} from '../values.ts';
import { itemsOf } from './iterate.ts';

type Args = readonly ProgramValue[];
type Method = (self: ListValue, args: Args, site: RunSite) => ProgramValue;

export function listMember(self: ListValue, name: string): ProgramValue {
  if (name === 'length') return lengthOf(self);
  const index = Number(name);
  if (Number.isInteger(index)) return itemAt(self, index);
  const extra = self.extra?.members.get(name);
  if (extra) return extra.value;
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  return method ? builtIn(name, (_, args, site) => method(self, args, site as RunSite)) : absent();
}

function isConditional(item: ProgramValue): boolean {
  return item.kind === 'choice' && item.options.some(option => option.value === MISSING);
}

/** Whether it is known which item is where. */
function isFixed(self: ListValue): boolean {
  return !self.open && !self.items.some(isConditional);
}

function lengthOf(self: ListValue): ProgramValue {
  if (isFixed(self)) return scalar(self.items.length, self.origin);
  return unknown(call('length', symbol(self)), reasonOf(self), self.origin);
}

function reasonOf({ open, items }: ListValue): string {
  const item = items.find(isConditional);
  return open?.reason ?? (item?.kind === 'choice' ? item.reason : 'the list is not known');
}

function symbol(self: ListValue): UnknownValue {
  return unknown(call('list', scalar(self.serial), scalar(self.items.length)), reasonOf(self));
}

function itemAt(self: ListValue, index: number): ProgramValue {
  if (
    isFixed(self) ||
    (index >= 0 && !self.items.slice(0, index + 1).some(isConditional) && index < self.items.length)
  )
    return self.items[index] ?? absent();
  return unknown({ kind: 'member', of: symbol(self), key: scalar(index) }, reasonOf(self), self.origin);
}

/** What a function makes of every item; conditional items stay conditional. */
function mapped(self: ListValue, each: (item: ProgramValue, index: number) => ProgramValue, run: Run): Items {
  const items = self.items.map((item, index) => {
    if (item.kind !== 'choice' || !isConditional(item)) return each(item, index);
    return run.forkValues(
      item.options.map(({ when, value }) => ({
        when,
        walk: () => (value === MISSING ? MISSING : each(value, index)),
      })),
    );
  });
  const { open } = self;
  if (!open) return { items, open };
  const when = unknown(call('some', open), open.reason, open.origin);
  const item = unknown(call('item', unknown(open.expression, open.reason)), open.reason, open.origin);
  run.fork([
    { when, walk: () => void each(item, items.length) },
    { when: negation(when), walk: () => undefined },
  ]);
  return { items, open: unknown(call('mapped', open), open.reason, open.origin) };
}

function callEach(self: ListValue, args: Args, site: RunSite): Items {
  const [callback = absent()] = args;
  return mapped(
    self,
    (item, index) => site.program.call(callback, [item, scalar(index), self], site),
    site.program,
  );
}

function result({ items, open }: Items, self: ListValue): ListValue {
  return list(items, self.origin, open);
}

/** Items for which a function is true; those for which that is not known are there under a condition. */
function filtered(self: ListValue, args: Args, site: RunSite): ListValue {
  const { program } = site;
  const tests = callEach(self, args, site);
  const items = self.items.flatMap((item, index) => {
    const test = tests.items[index]!;
    if (test === MISSING) return [];
    const condition = conditionOf(test, program);
    if (condition === true) return [item];
    if (condition === false) return [];
    return [
      join([
        { value: item, when: condition },
        { value: MISSING, when: negation(condition) },
      ]),
    ];
  });
  return list(items, self.origin, tests.open);
}

function flattened(items: readonly ProgramValue[], depth: number, site: RunSite): readonly ProgramValue[] {
  site.program.spend(items.length, site.span);
  return items.flatMap(item =>
    item.kind === 'list' && depth > 0 ? flattened(item.items, depth - 1, site) : [item],
  );
}

function openOf(lists: readonly ProgramValue[]): Items['open'] {
  for (const each of lists) {
    if (each.kind === 'list' && each.open) return each.open;
    if (each.kind === 'unknown') return each;
  }
  return null;
}

function found(self: ListValue, args: Args, site: RunSite, pick: 'item' | 'index'): ProgramValue {
  const hits = self.items.map((item, index) => {
    const test = site.program.call(args[0] ?? absent(), [item, scalar(index), self], site);
    return { item, index, condition: conditionOf(test, site.program) };
  });
  const sure = hits.findIndex(({ condition }) => condition === true);
  const before = sure < 0 ? hits : hits.slice(0, sure);
  const isKnown = isFixed(self) && before.every(({ condition }) => condition === false);
  if (!isKnown) return undecided(self, pick, site);
  const hit = hits[sure];
  if (pick === 'index') return scalar(hit?.index ?? -1);
  return hit?.item ?? absent();
}

function undecided(self: ListValue, name: string, site: RunSite): UnknownValue {
  const key = call(`list ${name}`, scalar(site.span.source.path), scalar(site.span.start));
  return unknown(key, reasonOf(self), [site.step]);
}

function quantified(self: ListValue, args: Args, site: RunSite, wanted: boolean): ProgramValue {
  const conditions = callEach(self, args, site).items.map(test => conditionOf(test, site.program));
  if (conditions.some(condition => condition === wanted)) return scalar(wanted);
  const isDecided = isFixed(self) && conditions.every(condition => condition === !wanted);
  return isDecided ? scalar(!wanted) : undecided(self, wanted ? 'some' : 'every', site);
}

function reduced(self: ListValue, [callback = absent(), start]: Args, site: RunSite): ProgramValue {
  const [first, ...rest] = self.items;
  let total = start ?? first ?? absent();
  for (const [index, item] of (start ? self.items : rest).entries()) {
    const before = total;
    const next = (value: ProgramValue): ProgramValue =>
      value === MISSING ? before : site.program.call(callback, [before, value, scalar(index), self], site);
    total = isConditional(item) ? site.program.options(item, site, next) : next(item);
  }
  return self.open ? undecided(self, 'reduce', site) : total;
}

function includes(self: ListValue, [wanted = absent()]: Args, site: RunSite): ProgramValue {
  const { program } = site;
  // Objects are themselves and nothing else, whatever is known of them.
  const isDecided = self.items.every(item => item.kind !== 'choice' && item.kind !== 'unknown');
  if (wanted.kind === 'instance' && isFixed(self) && isDecided) return scalar(self.items.includes(wanted));
  const key = valueKey(program.toValue(wanted));
  const values = self.items.map(item => program.toValue(item));
  if (isFixed(self) || values.some(value => value.kind !== 'oneOf'))
    if (values.some(value => valueKey(value) === key)) return scalar(true);
  const isKnown = program.toValue(wanted).kind === 'scalar' && values.every(value => value.kind === 'scalar');
  if (isFixed(self) && isKnown) return scalar(false);
  const of = array(values);
  const reason = wanted.kind === 'unknown' || wanted.kind === 'choice' ? wanted.reason : reasonOf(self);
  return unknown(call('includes', of, program.toValue(wanted)), reason, [site.step]);
}

/** Where a value is in a list. Objects are only themselves, and nothing is not a number. */
function indexOf(
  self: ListValue,
  wanted: ProgramValue,
  which: 'first' | 'last',
  site: RunSite,
): ProgramValue {
  const { program } = site;
  if (wanted.kind === 'scalar' && Number.isNaN(wanted.value)) return scalar(-1);
  const isLeafWanted = isLeaf(wanted);
  const key = isLeafWanted ? valueKey(wanted) : '';
  const isIt = (item: ProgramValue): boolean =>
    item === wanted || (isLeafWanted && isLeaf(item) && valueKey(item) === key);
  const unsure = self.items.some(item => !isIt(item) && (item.kind === 'unknown' || item.kind === 'choice'));
  const index = which === 'first' ? self.items.findIndex(isIt) : self.items.findLastIndex(isIt);
  const isKnown = isFixed(self) && wanted.kind !== 'choice' && !(unsure || wanted.kind === 'unknown');
  if (isKnown || wanted.kind === 'imported') {
    if (wanted.kind !== 'imported') return scalar(index);
    const data = valueKey(program.toValue(wanted));
    return scalar(self.items.findIndex(item => valueKey(program.toValue(item)) === data));
  }
  return undecided(self, 'indexOf', site);
}

function reversed(self: ListValue): ListValue {
  return list([...self.items].reverse(), self.origin, self.open);
}

function joined(self: ListValue, [separator]: Args, site: RunSite): ProgramValue {
  if (!isFixed(self)) return undecided(self, 'join', site);
  const between: string | ProgramValue = separator ?? ',';
  const items = self.items.map(item => (isNullish(item) ? '' : item));
  const parts = items.flatMap((item, index) => (index === 0 ? [item] : [between, item]));
  return site.program.textOf(parts, [...self.origin, site.step]);
}

function numberOf(value: ProgramValue | undefined): number | undefined {
  return value?.kind === 'scalar' ? Number(value.value) : undefined;
}

function change(self: ListValue, items: readonly ProgramValue[], site: RunSite): void {
  site.program.spend(items.length >> 4, site.span);
  site.program.touch(self);
  self.items = items;
}

function sorted(self: ListValue, args: Args, site: RunSite): readonly ProgramValue[] {
  const { program } = site;
  const order = (left: ProgramValue, right: ProgramValue): number => {
    if (args[0]) {
      const by = program.toValue(program.call(args[0], [left, right], site));
      return by.kind === 'scalar' ? Number(by.value) : 0;
    }
    const [one, other] = [program.toValue(left), program.toValue(right)];
    if (one.kind === 'absent' || other.kind === 'absent')
      return Number(one.kind === 'absent') - Number(other.kind === 'absent');
    if (one.kind !== 'scalar' || other.kind !== 'scalar') return 0;
    return String(one.value) < String(other.value) ? -1 : Number(String(one.value) > String(other.value));
  };
  return [...self.items].sort(order);
}

const METHODS: Readonly<Record<string, Method>> = {
  map: (self, args, site) => result(callEach(self, args, site), self),
  forEach: (self, args, site) => {
    callEach(self, args, site);
    return absent();
  },
  flatMap: (self, args, site) => {
    const { items, open } = callEach(self, args, site);
    const flat = items.flatMap(item => {
      const own = itemsOf(item, site);
      return item.kind === 'list' || item.kind === 'choice' ? (own?.items ?? [item]) : [item];
    });
    return list(flat, self.origin, open ?? openOf(items));
  },
  filter: filtered,
  find: (self, args, site) => found(self, args, site, 'item'),
  findIndex: (self, args, site) => found(self, args, site, 'index'),
  some: (self, args, site) => quantified(self, args, site, true),
  every: (self, args, site) => quantified(self, args, site, false),
  reduce: reduced,
  includes,
  indexOf: (self, [wanted = absent()], site) => indexOf(self, wanted, 'first', site),
  join: joined,
  push: (self, args, site) => {
    change(self, [...self.items, ...args], site);
    self.open ??= openOfArguments(args);
    if (self.open) return lengthOf(self);
    return scalar(self.items.length);
  },
  unshift: (self, args, site) => {
    change(self, [...args, ...self.items], site);
    self.open ??= openOfArguments(args);
    if (self.open) return lengthOf(self);
    return scalar(self.items.length);
  },
  pop: (self, _, site) => {
    const last = self.items.at(-1) ?? absent();
    change(self, self.items.slice(0, -1), site);
    return last;
  },
  shift: (self, _, site) => {
    const [first = absent(), ...rest] = self.items;
    change(self, rest, site);
    return first;
  },
  splice: (self, [start, count, ...added], site) => {
    const items = [...self.items];
    const removed = items.splice(
      numberOf(start) ?? 0,
      count ? (numberOf(count) ?? 0) : items.length,
      ...added,
    );
    change(self, items, site);
    return list(removed, self.origin);
  },
  concat: (self, args, site) => {
    const parts = args.map(arg => itemsOf(arg, site));
    const items = args.flatMap((arg, index) =>
      arg.kind === 'list' || arg.kind === 'choice'
        ? (parts[index]?.items ?? [])
        : arg.kind === 'unknown'
          ? []
          : [arg],
    );
    site.program.spend(self.items.length + items.length, site.span);
    return list([...self.items, ...items], self.origin, self.open ?? openOfArguments(args) ?? openOf(args));
  },
  slice: (self, [start, end]) =>
    list(self.items.slice(numberOf(start), numberOf(end)), self.origin, self.open),
  flat: (self, [depth], site) =>
    list(flattened(self.items, numberOf(depth) ?? 1, site), self.origin, self.open ?? openOf(self.items)),
  reverse: (self, _, site) => {
    change(self, [...self.items].reverse(), site);
    return self;
  },
  sort: (self, args, site) => {
    change(self, sorted(self, args, site), site);
    return self;
  },
  toSorted: (self, args, site) => list(sorted(self, args, site), self.origin, self.open),
  entries: self =>
    list(
      self.items.map((item, index) => list([scalar(index), item])),
      self.origin,
      self.open,
    ),
  keys: self =>
    list(
      self.items.map((_, index) => scalar(index)),
      self.origin,
      self.open,
    ),
  values: self => self,
  at: (self, [index]) => {
    const at = numberOf(index) ?? 0;
    return itemAt(self, at < 0 ? self.items.length + at : at);
  },
  fill: (self, [value = absent(), start, end], site) => {
    change(self, [...self.items].fill(value, numberOf(start) ?? 0, numberOf(end)), site);
    return self;
  },
  toReversed: self => list([...self.items].reverse(), self.origin, self.open),
  toSpliced: (self, [start, count, ...added]) => {
    const items = [...self.items];
    items.splice(numberOf(start) ?? 0, count ? (numberOf(count) ?? 0) : items.length, ...added);
    return list(items, self.origin, self.open);
  },
  with: (self, [index, value = absent()]) => {
    const at = numberOf(index) ?? 0;
    const items = [...self.items];
    items[at < 0 ? items.length + at : at] = value;
    return list(items, self.origin, self.open);
  },
  copyWithin: (self, [target, start, end], site) => {
    const items = [...self.items].copyWithin(numberOf(target) ?? 0, numberOf(start) ?? 0, numberOf(end));
    change(self, items, site);
    return self;
  },
  lastIndexOf: (self, [wanted = absent()], site) => indexOf(self, wanted, 'last', site),
  findLast: (self, args, site) => found(reversed(self), args, site, 'item'),
  findLastIndex: (self, args, site) => {
    const index = found(reversed(self), args, site, 'index');
    if (index.kind !== 'scalar') return index;
    const at = Number(index.value);
    return at < 0 ? index : scalar(self.items.length - 1 - at);
  },
  reduceRight: (self, args, site) => reduced(reversed(self), args, site),
  toString: (self: ListValue, _: Args, site: RunSite) => joined(self, [], site),
};
