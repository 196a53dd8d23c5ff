// Native paths read on a resource's body or on an item of a list, as matchers and maps need it.
// Refuses to know attributes and kinds.

import type { Value } from '../model/value.ts';
import type { Computed } from './computed.ts';
import { parsePath } from './native-path.ts';
import { listValue, type PathOptions, readPath, rootSpot, type Spot } from './read-path.ts';

/** An item of a list at its place. */
export interface MatchedItem {
  readonly value: Value;
  readonly spot: Spot;
}

/** What matchers are asked of: a value and, for a list, its items one by one and whether there may be more. */
export interface MatchedReading {
  readonly value: Value;
  readonly spot: Spot;
  readonly items: readonly MatchedItem[] | null;
  readonly rest: Spot | null;
}

/** What native paths are read on. */
export interface NativeSubject {
  readonly root: Spot;
  readonly options: PathOptions;
  /** `$name`, `$type`, `$version`. */
  readonly words: Readonly<Record<string, Value>>;
  /** What providers compute, of all resources of the deployment. */
  readonly computed: Computed;
}

/** What a native path comes to, as matchers read it. */
export function nativeReading(subject: NativeSubject, path: string): MatchedReading {
  const steps = parsePath(path);
  const word = subject.words[path];
  if (word || typeof steps === 'string') {
    const spot = rootSpot(word ?? subject.root.value, path);
    return { value: spot.value, spot, items: null, rest: null };
  }
  const reading = readPath(subject.root, steps, subject.options);
  if (!reading.list) return { value: reading.spot.value, spot: reading.spot, items: null, rest: null };
  const items = reading.items.map(spot => ({ value: spot.value, spot }));
  return { value: listValue(reading), spot: reading.spot, items, rest: reading.rest };
}
