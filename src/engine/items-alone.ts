// The items of a list, each as a list of its own, for rules that judge them one by one.
// Promises keys that stay the same when items move. Refuses to know what is asked of them.

import { array, type Value, valueKey } from '../model/value.ts';
import type { AttributeReading, ItemReading } from './map-attribute.ts';

/** A list as if it had but one of its items, or but those that are not known. */
export interface ItemAlone {
  readonly reading: AttributeReading;
  /** What tells the item apart from the others of its list. */
  readonly key: string;
}

/** Every item by itself, and as one more what may be there beside them. A list of which nothing is known one by one stays whole. */
export function itemsAlone(list: AttributeReading, by: string | undefined): ItemAlone[] {
  const { items, rest } = list;
  if (!items || (items.length === 0 && !rest)) return [{ reading: list, key: '' }];
  const alone = items.map(item => ({ reading: only(list, item), key: keyOf(item, by) }));
  if (!rest) return alone;
  const others = { ...list, value: rest.value, items: [], spot: rest };
  return [...alone, { reading: others, key: '' }];
}

function only(list: AttributeReading, item: ItemReading): AttributeReading {
  const { value, spot } = item;
  return { ...list, value: array([value], value.origin), items: [item], rest: null, spot };
}

/** The name that an item has as a member of an object stands in its path already. */
function keyOf({ value, spot }: ItemReading, by: string | undefined): string {
  return (
    (by === undefined ? null : textOf(member(value, by))) ?? (spot.path.endsWith("']") ? '' : valueKey(value))
  );
}

function member(value: Value, name: string): Value | undefined {
  return value.kind === 'object' ? value.members.get(name) : undefined;
}

function textOf(value: Value | undefined): string | null {
  return value?.kind === 'scalar' && value.value !== null && value.value !== '' ? String(value.value) : null;
}
