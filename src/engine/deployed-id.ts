// The ids under which resources are deployed, for references that write an id out instead of naming the resource.
// Refuses to know kinds and edges.

import type { Resource } from '../model/resource.ts';
import { call, scalar, unknown, type Value } from '../model/value.ts';
import { parsePath } from './native-path.ts';
import type { NativeSubject } from './native-reading.ts';
import { readPath } from './read-path.ts';
import type { DeployedAs } from './rule-format.ts';
import { type Parts, partsOf, textFrom } from './text-parts.ts';

/**
 * The ids of a resource of this type and name: in the scope or resource group that is named beside it, else in the scope in which the
 * module stands that deploys it. Empty where its name is no text.
 */
export function deployedIds(resource: Resource, native: NativeSubject, deploys: DeployedAs): Value[] {
  const name = partsOf(argument(native, deploys.name));
  const scope = scopeOf(resource, native, deploys);
  return name && scope ? [textFrom([...scope, `/providers/${deploys.type}/`, ...name])] : [];
}

/** The id of a resource below what its own provider calls its parent. */
export function idBelow(parent: Value, type: string, name: Value): Value[] {
  const [scope, ownName] = [partsOf(parent), partsOf(name)];
  if (!scope || !ownName) return [];
  const nested = type.split('/').length > 2;
  const segment = nested ? type.slice(type.lastIndexOf('/')) : `/providers/${type}`;
  return [textFrom([...scope, `${segment}/`, ...ownName])];
}

/** What stands at a path that reads one value; null where nothing does. */
export function argument(native: NativeSubject, path: string): Value | null {
  const steps = parsePath(path);
  if (typeof steps === 'string') return null;
  const { value } = readPath(native.root, steps, native.options).spot;
  return value.kind === 'absent' ? null : value;
}

function scopeOf(resource: Resource, native: NativeSubject, { group, within }: DeployedAs): Parts | null {
  if (within !== undefined) return partsOf(argument(native, within));
  if (group === undefined) return scopeParts(resource.identities);
  const name = partsOf(argument(native, group));
  return name && ['/subscriptions/', SUBSCRIPTION, '/resourceGroups/', ...name];
}

/** An argument of a resource as it is written. */
export function argumentOf({ properties }: Resource, name: string): Value | null {
  return properties.kind === 'object' ? (properties.members.get(name) ?? null) : null;
}

/** The subscription to which things are deployed. */
export const SUBSCRIPTION: Value = deployment('subscription', 'subscriptionId');

const IN_DEPLOYMENT = '/providers/microsoft.resources/deployments/';

/** What an id begins with in the scope of a module, taken from the id of its deployment; else the root's own resource group. */
function scopeParts(identities: readonly Value[]): Parts {
  for (const identity of identities) {
    const id = subjectOf(identity);
    const parts =
      id.kind === 'scalar' && typeof id.value === 'string'
        ? [id.value]
        : id.kind === 'unknown' && id.expression.kind === 'text'
          ? id.expression.parts
          : [];
    for (const [index, part] of parts.entries()) {
      const at = typeof part === 'string' ? part.toLowerCase().lastIndexOf(IN_DEPLOYMENT) : -1;
      if (at >= 0) return [...parts.slice(0, index), (part as string).slice(0, at)];
    }
  }
  return ['/subscriptions/', SUBSCRIPTION, '/resourceGroups/', deployment('resourceGroup', 'name')];
}

/** What is only known of the place to which things are deployed. */
function deployment(name: string, key: string): Value {
  const of = unknown(call(name), `\`${name}()\` is only known at deployment`);
  return unknown({ kind: 'member', of, key: scalar(key) }, 'it is only known at deployment');
}

/** Of what is read from a deployment (`reference(id).outputs.x.value`) its id; anything else is itself. */
function subjectOf(identity: Value): Value {
  let current = identity;
  while (current.kind === 'unknown' && current.expression.kind === 'member') current = current.expression.of;
  if (current.kind !== 'unknown' || current.expression.kind !== 'call') return identity;
  return current.expression.args[0] ?? identity;
}
