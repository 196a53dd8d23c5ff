// `Map` and `Set`: their entries are a list that branches may change like any other.

import { absent, scalar, valueKey } from '../../../model/value.ts';
import type { Run } from '../evaluate/run.ts';
import type { RunSite } from '../evaluate/site.ts';
import {
  type InstanceValue,
  type Items,
  isLeaf,
  type ListValue,
  list,
  type ProgramValue,
} from '../values.ts';

/** What iterating gives: pairs of a map, items of a set; null for other objects. */
export function collectionItems({ native }: InstanceValue): Items | null {
  return isEntries(native) ? native.entries : null;
}

interface Entries {
  readonly of: 'Map' | 'Set';
  readonly entries: ListValue;
}

function isEntries(native: unknown): native is Entries {
  return typeof native === 'object' && native !== null && 'entries' in native && 'of' in native;
}

/** `new Map(pairs)`, `new Set(items)`. */
export function constructCollection(
  self: InstanceValue,
  of: Entries['of'],
  given: Items | null,
  run: Run,
): void {
  const native: Entries = { of, entries: list([], [], given?.open ?? null) };
  self.native = native;
  for (const item of given?.items ?? []) {
    const key = keyOf(native, item);
    const index = native.entries.items.findIndex(entry => isSame(keyOf(native, entry), key, run));
    put(native.entries, index < 0 ? native.entries.items.length : index, item, run);
  }
}

function keyOf({ of }: Entries, entry: ProgramValue): ProgramValue {
  return of === 'Set' ? entry : itemAt(entry, 0);
}

export function collectionMember({ native }: InstanceValue, name: string): ProgramValue | undefined {
  return isEntries(native) && name === 'size' && !native.entries.open
    ? scalar(native.entries.items.length)
    : undefined;
}

export function invokeCollection(
  self: InstanceValue,
  name: string,
  args: readonly ProgramValue[],
  site: RunSite,
): ProgramValue | undefined {
  const { native } = self;
  if (!isEntries(native)) return undefined;
  const { of, entries } = native;
  const { program } = site;
  const [first = absent(), second = absent()] = args;
  const index = entries.items.findIndex(entry => isSame(keyOf(native, entry), first, program));
  switch (name) {
    case 'has':
      return index < 0 && entries.open ? undefined : scalar(index >= 0);
    case 'get': {
      const entry = entries.items[index];
      if (entry) return itemAt(entry, 1);
      return entries.open ? undefined : absent();
    }
    case 'add':
      if (index < 0) put(entries, entries.items.length, first, program);
      return self;
    case 'set':
      put(entries, index < 0 ? entries.items.length : index, list([first, second]), program);
      return self;
    case 'delete':
      program.touch(entries);
      entries.items = entries.items.filter((_, at) => at !== index);
      return scalar(index >= 0);
    case 'clear':
      program.touch(entries);
      entries.items = [];
      entries.open = null;
      return absent();
    case 'keys':
      return list(
        entries.items.map(entry => keyOf(native, entry)),
        [],
        entries.open,
      );
    case 'values':
      return list(
        entries.items.map(entry => (of === 'Set' ? entry : itemAt(entry, 1))),
        [],
        entries.open,
      );
    case 'entries': {
      const pairs = of === 'Map' ? entries.items : entries.items.map(entry => list([entry, entry]));
      return list(pairs, [], entries.open);
    }
    case 'forEach':
      for (const entry of entries.items)
        program.call(first, [of === 'Set' ? entry : itemAt(entry, 1), keyOf(native, entry), self], site);
      return absent();
    default:
      return undefined;
  }
}

function put(entries: ListValue, index: number, entry: ProgramValue, run: Run): void {
  run.touch(entries);
  const items = [...entries.items];
  items[index] = entry;
  entries.items = items;
}

function itemAt(entry: ProgramValue, index: number): ProgramValue {
  return (entry.kind === 'list' ? entry.items[index] : undefined) ?? absent();
}

function isSame(left: ProgramValue, right: ProgramValue, run: Run): boolean {
  if (left === right) return true;
  if (left.kind === 'imported' && right.kind === 'imported')
    return valueKey(run.toValue(left)) === valueKey(run.toValue(right));
  return isLeaf(left) && isLeaf(right) && valueKey(left) === valueKey(right);
}
