// From native values to attributes: defaults, opposites, translations. Keeps with each value the place where a person would change it.
// Refuses to know rules.

import { absent, array, call, oneOf, type Scalar, scalar, unknown, type Value } from '../model/value.ts';
import { fromBase64 } from './base64-text.ts';
import { resolved } from './computed.ts';
import { isConditional } from './condition-form.ts';
import { jsonValue } from './json-text.ts';
import { nativeConditions } from './native-conditions.ts';
import { type PathStep, parsePath } from './native-path.ts';
import { statementsOf } from './policy-document.ts';
import { listValue, type Reading, readPath, rootSpot, type Spot } from './read-path.ts';
import type { Attribute, AttributeDefault, Literal, NativePathOptions } from './rule-format.ts';
import { isSomething, pieceBetween } from './text-parts.ts';
import type { Mapped } from './world.ts';

/** One item of a list: its value in the words of the map, and where it stands natively. */
export interface ItemReading {
  readonly value: Value;
  readonly spot: Spot;
}

/** An attribute's value in the words of the map, with what it came from. */
export interface AttributeReading {
  readonly value: Value;
  /** The items of a list that are known one by one; null for what is no list. */
  readonly items: readonly ItemReading[] | null;
  /** For a list: why there may be more items, else null. */
  readonly rest: Spot | null;
  readonly spot: Spot;
  /** Nothing stands there: the value is the map's default. */
  readonly byDefault: boolean;
}

/** Reads an attribute that the map of the resource's kind has, where the resource or a part of it that is declared by itself says it. */
export function readAttribute(mapped: Mapped, name: string): AttributeReading {
  return mapped.completions.reduce((reading, part) => completed(reading, part, name), readOwn(mapped, name));
}

function readOwn(mapped: Mapped, name: string): AttributeReading {
  const attribute = mapped.map.attributes[name];
  if (!attribute) return plain(absent(), mapped.native.root);
  const override = mapped.overrides[name];
  if (override === '$self') return selfReading(mapped);
  const native = override ?? (mapped.impliedBy ? undefined : attribute.in[mapped.dialect]);
  if (native === undefined) return unmapped(mapped, name, attribute);
  const options: NativePathOptions = typeof native === 'string' ? { path: native } : native;
  const fallback = options.default ?? attribute.default;
  if (options.path === undefined) return byDefault(mapped, fallback, mapped.native.root);
  return readNative(mapped, options, fallback);
}

/** What stands in a part replaces what the whole says, for certain or perhaps. */
function completed(whole: AttributeReading, part: Mapped, name: string): AttributeReading {
  const attribute = part.map.attributes[name];
  const native = part.overrides[name] ?? (part.dialect === 'arm' ? attribute?.in.arm : undefined);
  if (!attribute || native === undefined || native === '$self') return whole;
  const options: NativePathOptions = typeof native === 'string' ? { path: native } : native;
  const isGiven =
    options.path === undefined ? part.overrides[name] !== undefined : isThere(part, options.path);
  if (!isGiven) return whole;
  const reading = readOwn(part, name);
  const { condition, deployed } = part.resource;
  if (deployed === true) return reading;
  const expression = call('deployed', condition ?? scalar(part.resource.address));
  const reason =
    condition?.kind === 'unknown' || condition?.kind === 'oneOf'
      ? condition.reason
      : 'its condition is not known';
  return plain(oneOf([reading.value, whole.value], expression, reason, reading.value.origin), reading.spot);
}

function isThere({ native }: Mapped, path: string): boolean {
  const steps = parsePath(path);
  if (typeof steps === 'string') return false;
  const { spot, items, rest } = readPath(native.root, steps, native.options);
  return items.length > 0 || rest !== null || spot.value.kind !== 'absent';
}

function plain(value: Value, spot: Spot): AttributeReading {
  return { value, items: null, rest: null, spot, byDefault: false };
}

function selfReading({ impliedBy, native }: Mapped): AttributeReading {
  const identities = impliedBy?.identities ?? [];
  const own = identities.at(-1) ?? unknown(call('self'), 'the module makes up its name');
  return plain(own, native.root);
}

/** What the dialect has no place for: a resource has its default, of a module nothing is known. */
function unmapped(mapped: Mapped, name: string, attribute: Attribute): AttributeReading {
  const { resource } = mapped;
  if (!resource.module) return byDefault(mapped, attribute.default, mapped.native.root);
  const reason = `how module \`${resource.module.reference}\` sets \`${name}\` is not described`;
  return plain(
    unknown(call('attribute', scalar(resource.address), scalar(name)), reason),
    mapped.native.root,
  );
}

function readNative(
  mapped: Mapped,
  options: NativePathOptions,
  fallback: AttributeDefault | undefined,
): AttributeReading {
  const steps = parsePath(options.path!);
  if (typeof steps === 'string') return plain(absent(), mapped.native.root);
  const outer = readWord(mapped, options.path!) ?? readPath(mapped.native.root, steps, mapped.native.options);
  const inner = options.json === undefined ? [] : parsePath(options.json);
  if (typeof inner === 'string') return plain(absent(), mapped.native.root);
  const reading = inner.length === 0 ? outer : readJson(mapped, outer.spot, inner);
  const { spot } = reading;
  if (options.present) return presence(mapped, reading);
  if (options.policy) return readPolicy(mapped, reading, fallback);
  if (reading.list) return readList(mapped, reading, options, fallback);
  if (spot.value.kind === 'absent') return absence(mapped, spot, fallback);
  return plain(common(mapped, spot.value, options, fallback, spot), spot);
}

/** Reads on in what a JSON text says. */
function readJson({ native }: Mapped, text: Spot, steps: readonly PathStep[]): Reading {
  const value = jsonValue(text.value, each => resolved(each, native.computed));
  const root: Spot = { ...text, value, parent: null, missing: [] };
  return readPath(root, steps, { ...native.options, blocks: false });
}

function readWord({ native }: Mapped, path: string): Reading | null {
  const word = native.words[path];
  return word ? { list: false, spot: rootSpot(word, path), items: [], rest: null } : null;
}

function readList(
  mapped: Mapped,
  reading: Reading,
  options: NativePathOptions,
  fallback: AttributeDefault | undefined,
): AttributeReading {
  const { spot, rest } = reading;
  if (reading.items.length === 0 && !rest && spot.value.kind === 'absent')
    return absence(mapped, spot, fallback);
  const items = reading.items
    .map(item => ({ value: common(mapped, item.value, options, undefined, item), spot: item }))
    .filter(item => !options.between || item.value.kind !== 'absent');
  const alternatives = items.length === 0 && rest?.value.kind === 'oneOf';
  if (alternatives) return plain(common(mapped, rest.value, options, fallback, spot), spot);
  const value = rest
    ? listValue(reading)
    : array(
        items.map(item => item.value),
        spot.value.origin,
      );
  return { value, items, rest, spot, byDefault: false };
}

/** The statements of a policy document, or of all documents that a list holds. */
function readPolicy(
  mapped: Mapped,
  reading: Reading,
  fallback: AttributeDefault | undefined,
): AttributeReading {
  const { spot } = reading;
  const documents = reading.list ? reading.items : [spot];
  if (spot.value.kind === 'absent' && !reading.rest && documents.every(each => each.value.kind === 'absent'))
    return absence(mapped, spot, fallback);
  let { rest } = reading;
  const items: ItemReading[] = [];
  for (const document of documents) {
    const statements = statementsOf(document.value, value => resolved(value, mapped.native.computed));
    const parentKey = document.key ?? document.parentKey;
    for (const statement of statements.items) {
      const value = resolved(statement, mapped.native.computed);
      items.push({ value, spot: { ...rootSpot(value, document.path), parentKey } });
    }
    if (statements.rest) rest ??= { ...document, value: statements.rest };
  }
  const value = listValue({ list: true, spot, items: items.map(item => item.spot), rest });
  return { value, items, rest, spot, byDefault: false };
}

/** Nothing stands there: the default, but for what is deployed elsewhere, of which only what is written here is known. */
function absence(mapped: Mapped, spot: Spot, fallback: AttributeDefault | undefined): AttributeReading {
  const { resource } = mapped;
  if (resource.existing) {
    const expression = call('existing', ...resource.identities.slice(0, 1), scalar(spot.path));
    return plain(unknown(expression, 'it is deployed elsewhere'), spot);
  }
  return byDefault(mapped, fallback, spot);
}

function byDefault(mapped: Mapped, fallback: AttributeDefault | undefined, spot: Spot): AttributeReading {
  const value = fallback === undefined ? absent(spot.value.origin) : defaultValue(mapped, fallback, spot);
  const items = value.kind === 'array' ? value.items.map(item => ({ value: item, spot })) : null;
  return { value, items, rest: null, spot, byDefault: value.kind !== 'absent' };
}

/** The default that applies; several where it depends on something unknown. */
function defaultValue(mapped: Mapped, fallback: AttributeDefault, spot: Spot): Value {
  const { origin } = spot.value;
  if (!isConditional(fallback)) return literalValue(fallback, origin);
  const possible: Value[] = [];
  let reason: string | null = null;
  let certain = false;
  for (const { when, value } of fallback) {
    const condition = nativeConditions(mapped.native, when);
    if (condition.truth === false) continue;
    possible.push(literalValue(value, origin));
    certain = condition.truth === true;
    if (certain) break;
    reason ??= condition.reason;
  }
  if (!certain) possible.push(absent(origin));
  const expression = call('default', scalar(mapped.resource.address), scalar(spot.path));
  return oneOf(possible, expression, reason ?? 'its default is not known', origin);
}

function literalValue(value: Literal, origin: Value['origin']): Value {
  if (value === null) return absent(origin);
  if (isList(value))
    return array(
      value.map(each => scalar(each, origin)),
      origin,
    );
  return scalar(value, origin);
}

function isList(value: Literal): value is readonly (string | boolean | number)[] {
  return Array.isArray(value);
}

/** A native value in the words of the map. */
function common(
  mapped: Mapped,
  value: Value,
  options: NativePathOptions,
  fallback: AttributeDefault | undefined,
  spot: Spot,
): Value {
  if (options.base64 && (value.kind === 'scalar' || value.kind === 'unknown'))
    return common(mapped, fromBase64(value), { ...options, base64: false }, fallback, spot);
  const { between, ...others } = options;
  if (between && (value.kind === 'scalar' || value.kind === 'unknown')) {
    const piece = pieceBetween(resolved(value, mapped.native.computed), between);
    return common(mapped, piece ?? absent(value.origin), others, fallback, spot);
  }
  switch (value.kind) {
    case 'oneOf': {
      const options_ = value.options.map(each => common(mapped, each, options, fallback, spot));
      return oneOf(options_, value.expression, value.reason, value.origin);
    }
    case 'absent':
      return fallback === undefined ? value : absence(mapped, spot, fallback).value;
    case 'array':
      return array(
        value.items.map(each => common(mapped, each, options, undefined, spot)),
        value.origin,
      );
    case 'unknown':
      return options.negate
        ? unknown(call('not', value), value.reason, value.origin)
        : resolved(value, mapped.native.computed);
    case 'scalar':
      return value.value === null
        ? common(mapped, absent(value.origin), options, fallback, spot)
        : scalar(commonScalar(value.value, options), value.origin);
    default:
      return value;
  }
}

function commonScalar(value: Scalar, { negate, translate }: NativePathOptions): Scalar {
  if (translate) {
    const wanted = String(value).toLowerCase();
    const entry = Object.entries(translate).find(([native]) => native.toLowerCase() === wanted);
    if (entry) return entry[1];
  }
  if (!negate) return value;
  const truth = typeof value === 'string' ? value.toLowerCase() : value;
  if (truth === true || truth === 'true') return false;
  return truth === false || truth === 'false' ? true : value;
}

/** Whether anything stands there: a list has items, a text characters, an object members. */
function presence(mapped: Mapped, reading: Reading): AttributeReading {
  const { spot } = reading;
  const missing = mapped.resource.existing && spot.value.kind === 'absent' && reading.items.length === 0;
  if (missing) return absence(mapped, spot, undefined);
  if (reading.list && !reading.rest) {
    const found = reading.items.length > 0;
    return {
      ...plain(scalar(found, spot.value.origin), spot),
      byDefault: !found && spot.value.kind === 'absent',
    };
  }
  if (reading.list && reading.items.length > 0) return plain(scalar(true, spot.value.origin), spot);
  return { ...plain(presenceOf(spot.value), spot), byDefault: spot.value.kind === 'absent' };
}

function presenceOf(value: Value): Value {
  switch (value.kind) {
    case 'absent':
      return scalar(false, value.origin);
    case 'scalar':
      return scalar(value.value !== null && value.value !== '', value.origin);
    case 'array':
      return scalar(value.items.length > 0, value.origin);
    case 'object':
      return scalar(value.members.size > 0, value.origin);
    case 'oneOf':
      return oneOf(value.options.map(presenceOf), value.expression, value.reason, value.origin);
    case 'unknown':
      return isSomething(value)
        ? scalar(true, value.origin)
        : unknown(call('present', value), value.reason, value.origin);
  }
}
