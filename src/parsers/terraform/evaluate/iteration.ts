// Going through a collection: keys and values in Terraform's order. Refuses to know what is done with them.

import type { Span } from '../../../model/source.ts';
import { type Origin, scalar, type UnknownValue, type Value } from '../../../model/value.ts';
import { sortedMembers } from '../values/order.ts';
import { followed } from './access.ts';
import { type Environment, withLocal } from './environment.ts';
import { fail } from './failure.ts';
import { isNull } from './knowing.ts';
import type { Run } from './run.ts';
import { anyKey, instanceIn, memberOf } from './symbols.ts';

export interface Names {
  readonly key: string | null;
  readonly value: string;
}

export class Item {
  readonly key: Value;
  readonly value: Value;

  constructor(key: Value, value: Value) {
    this.key = key;
    this.value = value;
  }

  /** The environment in which the item has these names. */
  within(environment: Environment, { key, value }: Names): Environment {
    const keyed = key === null ? environment : withLocal(environment, key, this.key);
    return withLocal(keyed, value, this.value);
  }
}

/** The items of a collection; null where it is not known, none (with a report) where it is no collection. Sets have their items as keys. */
export function iterationOf(collection: Value, span: Span, run: Run): readonly Item[] | null {
  switch (collection.kind) {
    case 'array':
      return collection.items.map((item, index) => {
        const value = followed(item, collection.origin);
        return new Item(collection.set ? value : scalar(index, value.origin), value);
      });
    case 'object':
      return sortedMembers(collection).map(([name, member]) => {
        return new Item(scalar(name, keyOrigin(collection, name)), followed(member, collection.origin));
      });
    case 'unknown':
    case 'oneOf':
      return null;
    default: {
      const found = isNull(collection) ? 'null' : 'a value that is no collection';
      fail(run, 'wrong-type', `A list, set, map or object is expected here, not ${found}`, span);
      return [];
    }
  }
}

/** The item that stands for each of a collection that is not known. Equal collections have equal items. */
export function anyItem(collection: UnknownValue): Item {
  const key = anyKey(collection);
  return new Item(key, instanceIn(collection, key) ?? memberOf(collection, key));
}

function keyOrigin(collection: Extract<Value, { kind: 'object' }>, name: string): Origin {
  const span = collection.keySpans?.get(name);
  return span ? [{ role: 'literal', span }] : collection.origin;
}
