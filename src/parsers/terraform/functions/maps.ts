// Functions of maps and objects. Members may be unknown wherever their names are certain.
// Semantics: developer.hashicorp.com/terraform/language/functions, "Collection Functions".

import type { Span } from '../../../model/source.ts';
import { array, object, oneOf, type UnknownValue, type Value } from '../../../model/value.ts';
import { compareText, sortedMembers } from '../values/order.ts';
import { listOf, mapOf } from '../values/types.ts';
import { ANY, ANYTHING, define, isNull, parameter, stringOf, stringsOf, texts } from './define.ts';
import type { Call, TerraformFunction } from './types.ts';

const keys = define('keys', [ANY], ([map], call) => {
  if (map!.kind !== 'object') return call.wrongType(0, 'a map');
  return texts(sortedMembers(map!).map(([name]) => name));
});

const values = define('values', [ANY], ([map], call) => {
  if (map!.kind !== 'object') return call.wrongType(0, 'a map');
  return array(sortedMembers(map!).map(([, member]) => member));
});

const lookup = define(
  'lookup',
  [
    { type: 'any', acceptsUnknown: true },
    { type: 'string', acceptsUnknown: true },
  ],
  ([map, key, fallback, ...others], call) => {
    if (others.length > 0) return call.fail('`lookup()` takes two or three arguments');
    const name = stringOf(key);
    if (map!.kind === 'unknown') return (name !== null && map!.members?.get(name)) || call.symbolic();
    if (map!.kind !== 'object') return call.wrongType(0, 'a map');
    if (name === null) return lookupAny(map!, fallback, key as UnknownValue, call);
    const member = map!.members.get(name) ?? fallback;
    return member ?? call.fail('`lookup()` does not find the key in the map, and has no default');
  },
  ANYTHING,
);

// Whatever the key is, the result is a member or the default.
function lookupAny(
  map: Extract<Value, { kind: 'object' }>,
  fallback: Value | undefined,
  key: UnknownValue,
  call: Call,
): Value {
  const options = [...map.members.values(), ...(fallback ? [fallback] : [])];
  const symbolic = call.symbolic(key.reason);
  return options.length === 0 ? symbolic : oneOf(options, symbolic.expression, key.reason);
}

const merge = define(
  'merge',
  [],
  (args, call) => {
    const position = args.findIndex(arg => arg.kind !== 'object' && arg.kind !== 'unknown' && !isNull(arg));
    if (position >= 0) return call.wrongType(position, 'a map');
    const maps = args.filter(arg => !isNull(arg));
    const members = new Map<string, Value>();
    const keySpans = new Map<string, Span>();
    for (const map of maps) {
      // An unknown map may replace every member before it.
      if (map.kind === 'unknown') members.clear();
      const own = map.kind === 'object' || map.kind === 'unknown' ? map.members : undefined;
      for (const [name, member] of own ?? []) {
        members.set(name, member);
        const span = map.kind === 'object' ? map.keySpans?.get(name) : undefined;
        if (span) keySpans.set(name, span);
      }
    }
    if (maps.length === 1) return maps[0]!;
    if (maps.every(map => map.kind === 'object')) return object(members, [], keySpans);
    return members.size === 0 ? call.symbolic() : { ...call.symbolic(), members };
  },
  ANYTHING,
);

const zipMap = define('zipmap', [parameter(listOf('string')), ANY], ([names, items], call) => {
  if (names!.kind !== 'array') return call.symbolic();
  if (items!.kind !== 'array' || items!.set) return call.wrongType(1, 'a list');
  if (names!.items.length !== items!.items.length)
    return call.fail('`zipmap()` takes as many keys as values');
  if (names!.items.some(isNull)) return call.fail('`zipmap()` takes keys that are not null');
  const strings = stringsOf(names);
  if (!strings) return call.symbolic();
  const members = items!.items;
  return object(new Map(strings.map((name, index) => [name, members[index]!])));
});

const transpose = define('transpose', [parameter(mapOf(listOf('string')))], ([map], call) => {
  if (map!.kind !== 'object') return call.symbolic();
  const names = new Map<string, string[]>();
  for (const [name, list] of sortedMembers(map!)) {
    if (isNull(list)) return call.wrongType(0, 'a map of lists of strings');
    const strings = stringsOf(list);
    const hasNull = list.kind === 'array' && list.items.some(isNull);
    if (hasNull) return call.fail('`transpose()` takes lists without nulls');
    if (!strings) return call.symbolic();
    for (const string of strings) names.set(string, [...(names.get(string) ?? []), name]);
  }
  return object(new Map([...names].map(([name, list]) => [name, texts(list.sort(compareText))])));
});

export const MAP_FUNCTIONS: readonly TerraformFunction[] = [keys, values, lookup, merge, zipMap, transpose];
