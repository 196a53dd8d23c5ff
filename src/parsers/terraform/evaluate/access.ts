// Reading a member of an object or an item of a list: `a.b`, `a["b"]`, `a[0]`. Refuses to know where the container comes from.

import { nearestName } from '../../../model/nearest-name.ts';
import type { Span } from '../../../model/source.ts';
import {
  type ArrayValue,
  type ObjectValue,
  type Origin,
  oneOf,
  type UnknownValue,
  type Value,
} from '../../../model/value.ts';
import { isText } from '../../text/text-value.ts';
import { scalarText } from '../values/convert.ts';
import { parseNumber } from '../values/numbers.ts';
import { fail, overAlternatives } from './failure.ts';
import { isNull } from './knowing.ts';
import type { Run } from './run.ts';
import { instanceIn, memberOf } from './symbols.ts';

/** The member of `base` that `key` names. With an unknown key it is one of the members, if there are few. */
export function access(base: Value, key: Value, span: Span, run: Run): Value {
  return overAlternatives(
    [base, key],
    run,
    () => ({ kind: 'member', of: base, key }),
    ([container, name]) => read(container!, name!, span, run),
  );
}

function read(base: Value, key: Value, span: Span, run: Run): Value {
  if (base.kind === 'unknown') return ofUnknown(base, key, span, run);
  if (isNull(base)) return fail(run, 'wrong-type', 'A member of null is read', span);
  if (base.kind !== 'array' && base.kind !== 'object')
    return fail(run, 'wrong-type', 'A member is read of what is neither an object nor a list', span);
  if (key.kind === 'unknown') return withUnknownKey(base, key, span, run);
  if (key.kind !== 'scalar' || key.value === null)
    return fail(run, 'wrong-type', 'A key is neither a string nor a number', span);
  return base.kind === 'array'
    ? itemOf(base, key.value, span, run)
    : namedMember(base, scalarText(key.value), span, run);
}

function ofUnknown(base: UnknownValue, key: Value, span: Span, run: Run): Value {
  const instance = instanceIn(base, key);
  if (instance) return instance;
  if (isText(base)) return fail(run, 'wrong-type', 'A member of a string is read', span);
  const certain =
    key.kind === 'scalar' && key.value !== null ? base.members?.get(scalarText(key.value)) : undefined;
  return certain ? followed(certain, base.origin) : memberOf(base, key);
}

function itemOf(base: ArrayValue, key: string | number | boolean, span: Span, run: Run): Value {
  const index = typeof key === 'string' ? parseNumber(key) : key;
  if (typeof index !== 'number')
    return fail(run, 'wrong-type', `A list has no attribute \`${String(key)}\``, span);
  if (base.set) return fail(run, 'wrong-type', 'Items of a set have no index', span, 'Use `tolist()`.');
  const item = base.items[index];
  if (item) return followed(item, base.origin);
  const items = base.items.length === 1 ? 'one item' : `${base.items.length} items`;
  return fail(run, 'out-of-range', `There is no item ${index} in a list of ${items}`, span);
}

function namedMember(base: ObjectValue, name: string, span: Span, run: Run): Value {
  const member = base.members.get(name);
  if (member) return followed(member, base.origin);
  return fail(run, 'missing-attribute', `The object has no attribute \`${name}\``, span, () => {
    const nearest = nearestName(name, base.members.keys());
    return nearest ? `Did you mean \`${nearest}\`?` : undefined;
  });
}

function withUnknownKey(base: ArrayValue | ObjectValue, key: UnknownValue, span: Span, run: Run): Value {
  const parts = base.kind === 'array' ? base.items : [...base.members.values()];
  if (parts.length === 0) return fail(run, 'out-of-range', 'A member of an empty collection is read', span);
  return oneOf(
    parts.map(part => followed(part, base.origin)),
    { kind: 'member', of: base, key },
    key.reason,
  );
}

/** A part's own way, and what happened to its container after that was written. */
export function followed(part: Value, container: Origin): Value {
  if (part.origin.length === 0) return container.length === 0 ? part : { ...part, origin: container };
  const since = container.filter(({ role }) => role !== 'literal');
  return since.length === 0 ? part : { ...part, origin: [...part.origin, ...since] };
}
