// What `for…of`, spreads and `Array.from` see of a value. Refuses to know what is done with it.

import { scalar } from '../../../model/value.ts';
import { join } from '../evaluate/choice.ts';
import type { Run } from '../evaluate/run.ts';
import { type ChoiceValue, type Items, MISSING, type ProgramValue } from '../values.ts';
import { collectionItems } from './collections.ts';

/** Null for what is not known to be iterable. */
export function itemsOf(value: ProgramValue, run: Run): Items | null {
  switch (value.kind) {
    case 'list':
      return value;
    case 'scalar':
      return typeof value.value === 'string'
        ? { items: [...value.value].map(each => scalar(each, value.origin)), open: null }
        : { items: [], open: null };
    case 'absent':
      return { items: [], open: null };
    case 'instance':
      return collectionItems(value);
    case 'choice':
      return itemsOfChoice(value, run);
    default:
      return null;
  }
}

/** The items of every alternative, each there when its alternative is the one. */
function itemsOfChoice({ options }: ChoiceValue, run: Run): Items {
  const items: ProgramValue[] = [];
  let open: Items['open'] = null;
  for (const { value, when } of options) {
    const found = itemsOf(value, run);
    if (!found || found.open) {
      const rest = found ? found.open : run.toValue(value);
      if (rest?.kind === 'unknown') open = rest;
    }
    for (const item of found?.items ?? [])
      items.push(
        join(options.map(other => ({ when: other.when, value: other.when === when ? item : MISSING }))),
      );
  }
  return { items, open };
}
