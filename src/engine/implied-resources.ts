// What a call to a module that was not read implies: resources by its arguments, as the module's map describes them.
// Refuses to know rules.

import type { Resource } from '../model/resource.ts';
import { call, scalar, unknown, type Value } from '../model/value.ts';
import type { Catalogue } from './catalogue.ts';
import { argument, deployedIds } from './deployed-id.ts';
import { nativeConditions } from './native-conditions.ts';
import { parsePath } from './native-path.ts';
import type { NativeSubject } from './native-reading.ts';
import { readPath } from './read-path.ts';
import type { ContainedResource, ResourceMap, SourceType } from './rule-format.ts';
import type { Mapped } from './world.ts';

/** The resources that a module call implies beside the one that it stands for. */
export function impliedResources(module: Mapped, source: SourceType, catalogue: Catalogue): Mapped[] {
  return (source.contains ?? []).flatMap(contained => {
    const map = catalogue.maps.get(contained.resource);
    const condition = nativeConditions(module.native, contained.when);
    if (!map || condition.truth === false) return [];
    const doubt = condition.truth === 'unknown' ? condition.reason : null;
    return eachItem(module, contained).map(item =>
      implied(module, contained, map, item, item.doubt ?? doubt),
    );
  });
}

interface Item {
  readonly spot: NativeSubject['root'];
  readonly address: string;
  /** Why it is not certain that it is there. */
  readonly doubt: string | null;
}

/** The items that each imply a resource; a list that is not known may hold one. */
function eachItem({ resource, native, map }: Mapped, contained: ContainedResource): Item[] {
  const address = `${resource.address}.${contained.resource.slice(contained.resource.lastIndexOf('.') + 1)}`;
  const steps = contained.each === undefined ? [] : parsePath(contained.each);
  if (typeof steps === 'string') return [];
  if (steps.length === 0) {
    const other = contained.resource === map.resource ? `${address}.other` : address;
    return [{ spot: native.root, address: other, doubt: null }];
  }
  const { items, rest } = readPath(native.root, steps, native.options);
  const found: Item[] = items.map((spot, index) => ({ spot, address: `${address}[${index}]`, doubt: null }));
  if (rest) {
    const { value } = rest;
    const reason =
      value.kind === 'unknown' || value.kind === 'oneOf' ? value.reason : 'the list is not known';
    found.push({ spot: rest, address: `${address}[?]`, doubt: reason });
  }
  return found;
}

function implied(
  module: Mapped,
  contained: ContainedResource,
  map: ResourceMap,
  item: Item,
  doubt: string | null,
): Mapped {
  const { resource, native } = module;
  const deployed = doubt !== null ? 'unknown' : resource.deployed;
  const inItem: NativeSubject = { ...native, root: item.spot };
  const identities = contained.deploys ? deployedIds(resource, inItem, contained.deploys) : [];
  const doubtful = doubt === null ? null : unknown(call('implied', scalar(item.address)), doubt);
  const name = impliedName(resource, inItem, contained);
  return {
    resource: {
      ...resource,
      address: item.address,
      type: contained.deploys?.type ?? resource.type,
      name,
      identities,
      parent: null,
      scope: null,
      deployed,
      condition: doubtful ?? resource.condition,
      properties: item.spot.value,
    },
    name,
    map,
    dialect: module.dialect,
    native: { ...inItem, words: { ...native.words } },
    overrides: contained.attributes,
    impliedBy: module,
    identities,
    parent: null,
    scope: null,
    completes: null,
    completions: [],
    names: [],
    isKind: true,
    doubt: null,
    readings: new Map(),
  };
}

function impliedName(resource: Resource, native: NativeSubject, { deploys }: ContainedResource): Value {
  const none = unknown(call('impliedName', resource.name), 'the module makes up its name');
  return argument(native, deploys?.name ?? 'name') ?? none;
}
