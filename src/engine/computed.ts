// What providers make of a resource's own arguments, such as the address of a service account, so that who reads it from the resource
// and who writes it out mean the same. Refuses to know kinds and edges.

import type { Resource } from '../model/resource.ts';
import { array, oneOf, scalar, type UnknownValue, unknown, type Value, valueKey } from '../model/value.ts';
import { argument } from './deployed-id.ts';
import type { NativeSubject } from './native-reading.ts';
import { documentOfBlocks } from './policy-document.ts';
import type { SourceType } from './rule-format.ts';
import { type Parts, partsOf, textFrom } from './text-parts.ts';

/** By the `valueKey` of what is read from a resource what it is. */
export type Computed = Map<string, Value>;

/** Adds what a resource of a source type computes. */
export function addComputed(
  computed: Computed,
  resource: Resource,
  native: NativeSubject,
  templates: SourceType['computed'],
): void {
  for (const [name, template] of Object.entries(templates ?? {})) {
    const member = memberOf(resource, name);
    if (member) computed.set(valueKey(member), filled(computed, resource, native, template));
  }
}

/** Adds the policy document that a resource's blocks make, under the names by which it is read. */
export function addDocuments(computed: Computed, resource: Resource, names: SourceType['documents']): void {
  for (const name of names ?? []) {
    const member = memberOf(resource, name);
    if (member) computed.set(valueKey(member), documentOfBlocks(resource.properties));
  }
}

/** What a resource has at a name: what its configuration says, else what its provider makes of it; null where it is no symbol. */
export function ownValue(resource: Resource, native: NativeSubject, name: string): Value | null {
  const written = argument(native, name);
  if (written && !(written.kind === 'scalar' && written.value === null)) return written;
  const member = memberOf(resource, name);
  return member && resolved(member, native.computed);
}

/** A value in which nothing is left that a provider computes from what is known. */
export function resolved(value: Value, computed: Computed): Value {
  if (computed.size === 0) return value;
  switch (value.kind) {
    case 'array':
      return array(
        value.items.map(item => resolved(item, computed)),
        value.origin,
      );
    case 'object': {
      const members = [...value.members].map(([name, member]) => [name, resolved(member, computed)] as const);
      return { ...value, members: new Map(members) };
    }
    case 'oneOf': {
      const options = value.options.map(option => resolved(option, computed));
      return oneOf(options, value.expression, value.reason, value.origin);
    }
    case 'unknown': {
      const known = computed.get(valueKey(value));
      if (known) return { ...known, origin: value.origin };
      const { expression } = value;
      if (expression.kind !== 'text') return value;
      const parts = expression.parts.flatMap((part): Parts => {
        const piece = typeof part === 'string' ? undefined : computed.get(valueKey(part));
        return (piece && partsOf(piece)) ?? [part];
      });
      return textFrom(parts, value.origin);
    }
    default:
      return value;
  }
}

function filled(computed: Computed, resource: Resource, native: NativeSubject, template: string): Value {
  const parts = template.split(/\{([^{}]*)\}/).flatMap((piece, index): Parts => {
    if (index % 2 === 0) return [piece];
    const value = ownValue(resource, { ...native, computed }, piece);
    return partsOf(value) ?? [value ?? piece];
  });
  return textFrom(parts);
}

/** An attribute that is read from a resource of Terraform, which its first identity, the id, is too. */
function memberOf({ identities }: Resource, name: string): UnknownValue | null {
  const [id] = identities;
  if (id?.kind !== 'unknown' || id.expression.kind !== 'member') return null;
  const { of } = id.expression;
  return unknown({ kind: 'member', of, key: scalar(name) }, id.reason.replace(/\.id`/, `.${name}\``));
}
