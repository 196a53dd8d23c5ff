// Reads native values along the paths of resource maps, and remembers for each where it stands or would stand.
// Refuses to know attributes, defaults and kinds.

import type { Span } from '../model/source.ts';
import {
  absent,
  call,
  type ObjectValue,
  object,
  oneOf,
  scalar,
  type UnknownValue,
  unknown,
  type Value,
  valueKey,
} from '../model/value.ts';
import { type PathStep, readsList } from './native-path.ts';

/** A native value at its place. */
export interface Spot {
  /** `absent` where nothing stands there. */
  readonly value: Value;
  /** The way to it with item numbers: `properties.networkAcls.ipRules[0].value`. */
  readonly path: string;
  /** Where its own name is written, if it is. */
  readonly key: Span | null;
  /** The nearest written name on the way to it, its own aside. */
  readonly parentKey: Span | null;
  /** The deepest object that exists on the way, and the names that are missing, or not written, below it; for edits. */
  readonly parent: ObjectValue | null;
  readonly missing: readonly string[];
}

/** What a path comes to: one value, or the items of a list. */
export interface Reading {
  readonly list: boolean;
  /** The value; for a list whose items are not one by one known, the list as a whole. */
  readonly spot: Spot;
  /** The items of a list that are known one by one. */
  readonly items: readonly Spot[];
  /** For a list: why there may be more items, else null. */
  readonly rest: Spot | null;
}

/** How a dialect's paths read. */
export interface PathOptions {
  /** Member names compare without case, as in ARM. */
  readonly ignoreCase: boolean;
  /** Nested blocks are lists of objects (Terraform): a member of a list is that of its first item, which is the only one in most. */
  readonly blocks: boolean;
}

export function rootSpot(value: Value, path = ''): Spot {
  return {
    value,
    path,
    key: null,
    parentKey: null,
    parent: value.kind === 'object' ? value : null,
    missing: [],
  };
}

/** Follows a path from a place. A member of an unknown is an unknown with the same reason; one of a null or absent value is absent. */
export function readPath(from: Spot, steps: readonly PathStep[], options: PathOptions): Reading {
  const [step, ...rest] = steps;
  if (!step) return { list: false, spot: from, items: [], rest: null };
  if (from.value.kind === 'oneOf') return readAlternatives(from, steps, options);
  switch (step.kind) {
    case 'member':
      return readPath(memberSpot(options.blocks ? blockSpot(from) : from, step.name, options), rest, options);
    case 'either':
      return readEither(from, step.ways, rest, options);
    default:
      return readItems(from, itemSpots(from, step.kind), rest, options);
  }
}

function readAlternatives(from: Spot, steps: readonly PathStep[], options: PathOptions): Reading {
  const { value } = from;
  if (value.kind !== 'oneOf') return readPath(from, steps, options);
  const readings = value.options.map(option => readPath(spotOf(from, option), steps, options));
  const [first] = readings;
  const keys = new Set(readings.map(each => valueKey(each.list ? listValue(each) : each.spot.value)));
  // What all alternatives have in common is not decided by what decides between them.
  if (keys.size === 1) return first!;
  const expression = call('read', value, scalar(pathText(steps)));
  const list = readsList(steps);
  const joined = oneOf(
    readings.map(each => (each.list ? listValue(each) : each.spot.value)),
    expression,
    value.reason,
    value.origin,
  );
  const spot: Spot = { ...first!.spot, value: joined };
  return { list, spot, items: [], rest: list ? spot : null };
}

/** The list as one value; unknown where there may be more items than are known, absent where there is no list. */
export function listValue(reading: Reading): Value {
  if (reading.rest) return reading.items.length === 0 ? reading.rest.value : partly(reading);
  if (reading.items.length === 0 && reading.spot.value.kind === 'absent') return reading.spot.value;
  return { kind: 'array', items: reading.items.map(item => item.value), origin: reading.spot.value.origin };
}

function partly(reading: Reading): Value {
  const { value } = reading.rest!;
  const reason =
    value.kind === 'unknown' || value.kind === 'oneOf' ? value.reason : 'part of the list is unknown';
  const items: Value = { kind: 'array', items: reading.items.map(item => item.value), origin: [] };
  return unknown(call('concat', items, value), reason, value.origin);
}

function readEither(
  from: Spot,
  ways: readonly (readonly PathStep[])[],
  rest: readonly PathStep[],
  options: PathOptions,
): Reading {
  const readings = ways.map(way => readPath(from, [...way, ...rest], options));
  const present = readings.filter(each =>
    each.list ? !isAbsentList(each) : each.spot.value.kind !== 'absent',
  );
  if (!readings.some(each => each.list)) return present[0] ?? readings[0]!;
  const known = present.length > 0 ? present : readings;
  return {
    list: true,
    spot: known[0]!.spot,
    items: known.flatMap(each => (each.list ? each.items : [each.spot])),
    rest: known.find(each => each.rest)?.rest ?? null,
  };
}

function isAbsentList(reading: Reading): boolean {
  return reading.items.length === 0 && !reading.rest && reading.spot.value.kind === 'absent';
}

function readItems(
  from: Spot,
  { spots, rest: more }: Items,
  rest: readonly PathStep[],
  options: PathOptions,
): Reading {
  const readings = spots.map(item => readPath(item, rest, options));
  return {
    list: true,
    spot: from,
    items: readings.flatMap(each => (each.list ? each.items : [each.spot])),
    rest: readings.find(each => each.rest)?.rest ?? more,
  };
}

interface Items {
  readonly spots: readonly Spot[];
  /** Why there may be more, else null. */
  readonly rest: Spot | null;
}

/** The items of an array (a single value is a list of itself), or the values or names of an object's members. */
function itemSpots(from: Spot, kind: 'items' | MemberKind): Items {
  const { value } = from;
  if (value.kind === 'unknown') return kind === 'items' ? joinedItems(from) : symbolicMembers(from, kind);
  if (value.kind === 'oneOf') return { spots: [], rest: from };
  if (isNothing(value)) return { spots: [], rest: null };
  const parentKey = from.key ?? from.parentKey;
  if (kind === 'items') {
    if (value.kind !== 'array') return { spots: [from], rest: null };
    return {
      spots: value.items.map((item, index) => ({ ...rootSpot(item, `${from.path}[${index}]`), parentKey })),
      rest: null,
    };
  }
  if (value.kind !== 'object') return { spots: [], rest: null };
  const spots = [...value.members].map(([name, member]) => {
    const key = value.keySpans?.get(name) ?? null;
    const named = scalar(name, key ? [{ role: 'literal', span: key }] : value.origin);
    return { ...rootSpot(memberItem(kind, named, member), `${from.path}['${name}']`), key, parentKey };
  });
  return { spots, rest: null };
}

type MemberKind = 'values' | 'keys' | 'entries';

/** What stands for a member of an object: its value, its name, or an object of both. */
function memberItem(kind: MemberKind, name: Value, value: Value): Value {
  if (kind === 'entries')
    return object(
      new Map([
        ['name', name],
        ['value', value],
      ]),
      value.origin,
    );
  return kind === 'keys' ? name : value;
}

/** Of lists that were joined (`concat(known, unknown)`) the known items are known. A text is a list of itself. */
function joinedItems(from: Spot): Items {
  const { expression } = from.value as UnknownValue;
  if (expression.kind === 'text') return { spots: [from], rest: null };
  const isJoined = expression.kind === 'call' && ['concat', 'union'].includes(expression.name.toLowerCase());
  const known = isJoined ? expression.args.filter(each => each.kind === 'array') : [];
  const spots = known.flatMap(each => itemSpots({ ...from, value: each }, 'items').spots);
  return { spots, rest: from };
}

/** Of an object with members whose names are unknown (`createObject(name, value, …)`, or several united), the members are known. */
function symbolicMembers(from: Spot, kind: MemberKind): Items {
  const members = unitedMembers(from.value);
  if (!members) return { spots: [], rest: from };
  const parentKey = from.key ?? from.parentKey;
  const spots = members.map(([name, member], index) => ({
    ...rootSpot(memberItem(kind, name, member), `${from.path}[${index}]`),
    parentKey,
  }));
  return { spots, rest: null };
}

/** Names and values of all objects that are united; null where one of them is not known at all. */
function unitedMembers(value: Value, depth = 0): readonly (readonly [Value, Value])[] | null {
  if (value.kind === 'object') return [...value.members].map(([name, member]) => [scalar(name), member]);
  if (value.kind !== 'unknown' || value.expression.kind !== 'call' || value.expression.name !== 'union')
    return createdMembers(value);
  if (depth > MOST_NESTED) return null;
  const parts = value.expression.args.map(each => unitedMembers(each, depth + 1));
  return parts.every(each => each !== null) ? parts.flat() : null;
}

/** `reduce` nests unions as deep as its list is long. */
const MOST_NESTED = 64;

/** What ARM and Terraform call an object that is written with names which are not known. */
const OBJECTS: ReadonlySet<string> = new Set(['createobject', 'object']);

/** Names and values of an object whose names are not all known; null for any other value. */
function createdMembers(value: Value): (readonly [Value, Value])[] | null {
  if (value.kind !== 'unknown' || value.expression.kind !== 'call') return null;
  const { name, args } = value.expression;
  if (!OBJECTS.has(name.toLowerCase()) || args.length % 2 !== 0) return null;
  return args.flatMap((arg, index) => (index % 2 === 0 ? [[arg, args[index + 1]!] as const] : []));
}

/** The block that a list of blocks has; absent where it has none. */
function blockSpot(from: Spot): Spot {
  if (from.value.kind !== 'array') return from;
  return spotOf(from, from.value.items[0] ?? absent(from.value.origin));
}

function memberSpot(from: Spot, name: string, options: PathOptions): Spot {
  const { value } = from;
  const path = from.path ? `${from.path}.${name}` : name;
  const parentKey = from.key ?? from.parentKey;
  if (value.kind === 'unknown') {
    const certain = [...(value.members ?? [])].find(([key]) => sameName(key, name, options));
    if (certain) return { ...rootSpot(certain[1], path), parentKey };
    const created = createdMembers(value)?.find(([key]) => isNamed(key, name));
    if (created) return { ...rootSpot(created[1], path), parentKey };
    const expression = { kind: 'member', of: value, key: scalar(name) } as const;
    const member = unknown(expression, value.reason, value.origin);
    return { value: member, path, key: null, parentKey, parent: null, missing: [] };
  }
  if (value.kind === 'object') {
    const written = spellingOf(value, name, options);
    const member = written === null ? null : value.members.get(written)!;
    if (written !== null && member) {
      const key = value.keySpans?.get(written) ?? null;
      if (isNothing(member)) {
        return { value: absent(member.origin), path, key, parentKey, parent: null, missing: [] };
      }
      // What nobody wrote and its language still has, as a library's own default, would be written where it is missing.
      if (key === null && member.kind === 'scalar' && member.origin.length === 0)
        return { value: member, path, key, parentKey, parent: value, missing: [name] };
      const parent = member.kind === 'object' ? member : null;
      return { value: member, path, key, parentKey, parent, missing: [] };
    }
    return { value: absent(), path, key: null, parentKey, parent: value, missing: [name] };
  }
  const missing = from.missing.length > 0 ? [...from.missing, name] : [];
  return {
    value: absent(value.kind === 'absent' ? value.origin : []),
    path,
    key: null,
    parentKey,
    parent: missing.length > 0 ? from.parent : null,
    missing,
  };
}

function spellingOf(value: ObjectValue, name: string, { ignoreCase }: PathOptions): string | null {
  if (value.members.has(name)) return name;
  if (!ignoreCase) return null;
  const wanted = name.toLowerCase();
  for (const written of value.members.keys()) {
    if (written.length === wanted.length && written.toLowerCase() === wanted) return written;
  }
  return null;
}

function sameName(one: string, other: string, { ignoreCase }: PathOptions): boolean {
  return one === other || (ignoreCase && one.toLowerCase() === other.toLowerCase());
}

function isNamed(key: Value, name: string): boolean {
  return key.kind === 'scalar' && String(key.value).toLowerCase() === name.toLowerCase();
}

function isNothing(value: Value): boolean {
  return value.kind === 'absent' || (value.kind === 'scalar' && value.value === null);
}

function spotOf(from: Spot, value: Value): Spot {
  return { ...from, value, parent: value.kind === 'object' ? value : null, missing: [] };
}

function pathText(steps: readonly PathStep[]): string {
  return steps.map(stepText).join('');
}

function stepText(step: PathStep): string {
  switch (step.kind) {
    case 'member':
      return `.${step.name}`;
    case 'items':
      return '[]';
    case 'values':
      return '{}';
    case 'entries':
      return '{entries}';
    case 'keys':
      return '{keys}';
    case 'either':
      return `.(${step.ways.map(pathText).join('|')})`;
  }
}
