// What `for…of`, spreads, patterns and `Array.from` see of a value. Refuses to know what is done with it.

import { call, scalar, unknown } from '../../../model/value.ts';
import { join } from '../evaluate/choice.ts';
import { conditionOf } from '../evaluate/operators.ts';
import type { RunSite } from '../evaluate/site.ts';
import { type ChoiceValue, type InstanceValue, type Items, MISSING, type ProgramValue } from '../values.ts';
import { collectionItems } from './collections.ts';
import { generatedItems } from './generators.ts';
import { ITERATOR } from './symbols.ts';

/** Null for what is not known to be iterable. */
export function itemsOf(value: ProgramValue, site: RunSite): Items | null {
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
      return collectionItems(value) ?? generatedItems(value, site) ?? iterated(value, site);
    case 'record':
      return iterated(value, site);
    case 'choice':
      return itemsOfChoice(value, site);
    default:
      return null;
  }
}

/** What an object's own iterator gives. */
function iterated(value: Exclude<ProgramValue, ChoiceValue>, site: RunSite): Items | null {
  const { program } = site;
  if (value.kind === 'instance' && value.base && value.base.module !== '') return null;
  const create = program.get(value, ITERATOR, site);
  if (create.kind !== 'function') return null;
  const iterator = create.call(value, [], site);
  if (iterator.kind !== 'record' && !isOwn(iterator)) return itemsOf(iterator, site);
  const found = iterator.kind === 'instance' ? generatedItems(iterator, site) : null;
  if (found) return found;
  const items: ProgramValue[] = [];
  while (items.length < program.bounds.turns) {
    const next = program.invoke(iterator, 'next', [], site);
    const isDone = conditionOf(program.get(next, 'done', site), program);
    if (isDone === true) return { items, open: null };
    if (isDone !== false) break;
    items.push(program.get(next, 'value', site));
  }
  return {
    items,
    open: unknown(call('iterator', scalar(items.length)), 'how often it goes on is not known'),
  };
}

function isOwn(value: ProgramValue): value is InstanceValue {
  return value.kind === 'instance' && collectionItems(value) === null;
}

/** The items of every alternative, each there when its alternative is the one. */
function itemsOfChoice({ options }: ChoiceValue, site: RunSite): Items {
  const items: ProgramValue[] = [];
  let open: Items['open'] = null;
  for (const { value, when } of options) {
    const found = itemsOf(value, site);
    if (!found || found.open) {
      const rest = found ? found.open : site.program.toValue(value);
      if (rest?.kind === 'unknown') open = rest;
    }
    for (const item of found?.items ?? [])
      items.push(
        join(options.map(other => ({ when: other.when, value: other.when === when ? item : MISSING }))),
      );
  }
  return { items, open };
}
