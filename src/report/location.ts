// Places and values in the shape in which every JSON output writes them.

import type { Resource } from '../model/resource.ts';
import { rangeOf, type Span } from '../model/source.ts';
import type { Value } from '../model/value.ts';
import type { LocationJson, ResourceJson } from './contract.ts';
import { printable } from './printable.ts';

export type { LocationJson, ResourceJson };

export function locationJson(place: Span): LocationJson {
  return { file: place.source.path, ...rangeOf(place) };
}

/** `path:line:column`, as editors and terminals link it. */
export function placeText(place: Span): string {
  const { line, column } = rangeOf(place);
  return `${printable(place.source.path)}:${line}:${column}`;
}

export type ValueJson =
  | string
  | number
  | boolean
  | null
  | readonly ValueJson[]
  | { readonly [member: string]: ValueJson };

/**
 * A value as plain JSON: `{"$unknown": reason}` and `{"$oneOf": [...]}` stand for what is not known, at any depth. Absent members
 * are left out; an absent value by itself gives `undefined`.
 */
export function valueJson(value: Value): ValueJson | undefined {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'array':
      return value.items.map(item => valueJson(item) ?? null);
    case 'object': {
      const members: Record<string, ValueJson> = {};
      for (const [name, member] of value.members) {
        const json = valueJson(member);
        if (json !== undefined) define(members, name, json);
      }
      return members;
    }
    case 'oneOf':
      return { $oneOf: value.options.map(option => valueJson(option) ?? null) };
    case 'unknown':
      return { $unknown: value.reason };
    case 'absent':
      return undefined;
  }
}

/** A plain assignment would lose a member called `__proto__`. */
function define(members: Record<string, ValueJson>, name: string, json: ValueJson): void {
  if (name === '__proto__')
    Object.defineProperty(members, name, {
      value: json,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  else members[name] = json;
}

export function resourceJson(resource: Resource, kind: string): ResourceJson {
  const { name } = resource;
  return {
    kind,
    type: resource.type,
    name: name.kind === 'scalar' && typeof name.value === 'string' ? name.value : null,
    address: resource.address,
    location: locationJson(resource.header),
  };
}
