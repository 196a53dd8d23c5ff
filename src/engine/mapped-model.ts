// A deployment's resources with their kinds, attributes and edges, for the `model` command.
// Refuses to know rules and output formats.

import type { Deployment, Resource } from '../model/resource.ts';
import { call, scalar, unknown, type Value } from '../model/value.ts';
import type { Catalogue } from './catalogue.ts';
import { hidingSecrets } from './hidden-secrets.ts';
import { linksOf } from './links.ts';
import { attributeOf, createWorld, type Mapped, type World } from './world.ts';

export interface ModelResource {
  readonly resource: Resource;
  /** Those of the resource, without what may be a secret. */
  readonly properties: Value;
  /** Null where no map speaks of it. */
  readonly kind: string | null;
  readonly ai: boolean;
  /** By name, defaults filled in; absent ones are left out and secret ones unknown. */
  readonly attributes: ReadonlyMap<string, Value>;
  readonly edges: readonly ModelEdge[];
}

export interface ModelEdge {
  readonly edge: string;
  /** The address of the other resource. */
  readonly to: string;
  readonly certain: boolean;
}

export interface MappedModel {
  readonly world: 'closed' | 'open';
  readonly resources: readonly ModelResource[];
}

/** All resources of a deployment; those that module calls imply come after their call. */
export function mappedModel(deployment: Deployment, catalogue: Catalogue): MappedModel {
  const world = createWorld(deployment, catalogue);
  const byAddress = new Map<string, Mapped[]>();
  for (const mapped of world.mapped) {
    const { address } = mapped.impliedBy?.resource ?? mapped.resource;
    const list = byAddress.get(address);
    if (list) list.push(mapped);
    else byAddress.set(address, [mapped]);
  }
  const resources = deployment.resources.flatMap(resource => {
    const mapped = byAddress.get(resource.address);
    const hide = hidingSecrets(mapped ?? []);
    const properties = hide(resource.properties);
    if (!mapped) return [{ resource, properties, kind: null, ai: false, attributes: new Map(), edges: [] }];
    return mapped.map(each => modelOf(world, each, properties, hide));
  });
  return { world: world.gaps.length === 0 ? 'closed' : 'open', resources };
}

function modelOf(
  world: World,
  mapped: Mapped,
  properties: Value,
  hide: (value: Value) => Value,
): ModelResource {
  const { map, resource } = mapped;
  const attributes = new Map<string, Value>();
  for (const [name, attribute] of Object.entries(map.attributes)) {
    const { value } = attributeOf(mapped, name);
    if (value.kind === 'absent') continue;
    const hidden = unknown(call('secret', scalar(resource.address), scalar(name)), 'it may be a secret');
    attributes.set(name, attribute.secret ? hidden : hide(value));
  }
  const edges = Object.keys(map.edges ?? {}).flatMap(edge =>
    linksOf(world, mapped, edge, [mapped]).links.flatMap(({ other, truth }) =>
      other ? [{ edge, to: other.resource.address, certain: truth === true }] : [],
    ),
  );
  return { resource, properties, kind: map.resource, ai: map.ai, attributes, edges };
}
