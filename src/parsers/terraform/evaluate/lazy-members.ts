// Members that are computed when they are first read.

import type { Value } from '../../../model/value.ts';

/** A map whose keys are known and whose values are computed when they are read. `compute` remembers for itself. */
export class LazyMembers implements ReadonlyMap<string, Value> {
  private readonly names: ReadonlySet<string>;
  private readonly compute: (name: string) => Value;

  constructor(names: Iterable<string>, compute: (name: string) => Value) {
    this.names = new Set(names);
    this.compute = compute;
  }

  get size(): number {
    return this.names.size;
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  get(name: string): Value | undefined {
    return this.names.has(name) ? this.compute(name) : undefined;
  }

  forEach(visit: (value: Value, name: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const name of this.names) visit(this.compute(name), name, this);
  }

  keys(): MapIterator<string> {
    return this.names.values() as MapIterator<string>;
  }

  *values(): MapIterator<Value> {
    for (const name of this.names) yield this.compute(name);
  }

  *entries(): MapIterator<[string, Value]> {
    for (const name of this.names) yield [name, this.compute(name)];
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }
}
