// The AI resources of each root with what they touch and how: what is drawn, and what a bill of materials calls dependencies.
// Refuses to know formats.

import type { Resource } from '../model/resource.ts';
import type { Value } from '../model/value.ts';
import { writtenOut } from './azure-scopes.ts';
import { linksOf } from './links.ts';
import { looseKey } from './text-comparison.ts';
import { attributeOf, type Mapped, type World } from './world.ts';

/** All that a root would deploy with some set of inputs. */
export interface Workload {
  /** The root's path, as in `Source.path`. */
  readonly root: string;
  /** AI resources, and others that one of these refers to or is referred to by. */
  readonly resources: readonly WorkloadResource[];
  readonly relations: readonly Relation[];
}

export interface WorkloadResource {
  readonly kind: string;
  readonly title: string;
  readonly ai: boolean;
  readonly resource: Resource;
  /** What it is called, as far as that is known. */
  readonly name: Value;
  /** It in each set of inputs. */
  readonly instances: readonly Mapped[];
}

export interface Relation {
  readonly from: WorkloadResource;
  readonly to: WorkloadResource;
  /** `refers`: by an attribute; `contains`: `to` is a part of `from`; `extends`: `from` is about `to` (a role assignment, a setting). */
  readonly how: 'refers' | 'contains' | 'extends';
  /** The attribute that refers. */
  readonly attribute: string | null;
  readonly certain: boolean;
}

/** One workload for each root that has AI resources; what its sets of inputs have in common is there once. */
export function workloadsOf(worlds: readonly World[]): readonly Workload[] {
  const byRoot = new Map<string, World[]>();
  for (const world of worlds) {
    const known = byRoot.get(world.deployment.root);
    if (known) known.push(world);
    else byRoot.set(world.deployment.root, [world]);
  }
  return [...byRoot].map(([root, all]) => workloadOf(root, all)).filter(each => each.resources.length > 0);
}

interface FoundRelation extends Omit<Relation, 'from' | 'to'> {
  readonly from: Mapped;
  readonly to: Mapped;
}

function workloadOf(root: string, worlds: readonly World[]): Workload {
  const resources = new Map<string, WorkloadResource & { readonly instances: Mapped[] }>();
  const relations = new Map<string, Relation>();
  const resourceOf = (mapped: Mapped): WorkloadResource => {
    const key = keyOf(mapped);
    const { resource, map, name } = mapped;
    const { resource: kind, title, ai } = map;
    const known = resources.get(key) ?? { kind, title, ai, resource, name, instances: [] };
    resources.set(key, known);
    if (!known.instances.includes(mapped)) known.instances.push(mapped);
    return known;
  };
  for (const world of worlds) {
    for (const mapped of world.mapped) {
      if (mapped.map.ai && !mapped.resource.existing) resourceOf(mapped);
      for (const { from, to, ...rest } of relationsAt(world, mapped)) {
        const key = `${keyOf(from)}\n${keyOf(to)}`;
        if (from === to || !(from.map.ai || to.map.ai) || isBetter(relations.get(key), rest)) continue;
        relations.set(key, { from: resourceOf(from), to: resourceOf(to), ...rest });
      }
    }
  }
  return { root, resources: [...resources.values()], relations: [...relations.values()] };
}

/** Of two relations between the same resources the one that is certain, else the first. */
function isBetter(known: Relation | undefined, other: Pick<Relation, 'certain'>): boolean {
  return known !== undefined && (known.certain || !other.certain);
}

/** What a module call implies has the call's address. */
function keyOf({ resource, map }: Mapped): string {
  return `${resource.address} ${map.resource}`;
}

/** The relations of which one end is this resource, by the edges of its map, by what it refers to, contains and extends. */
function relationsAt(world: World, at: Mapped): FoundRelation[] {
  return [...edgesAt(world, at), ...referencesOf(world, at), ...ownersOf(world, at)];
}

function edgesAt(world: World, at: Mapped): FoundRelation[] {
  return Object.entries(at.map.edges ?? {}).flatMap(([name, { from, via, contained, scoped }]) =>
    linksOf(world, at, name, [at]).links.flatMap(({ other, truth }): FoundRelation[] => {
      if (!other) return [];
      const [one, two] = from === undefined ? [at, other] : [other, at];
      const how = contained ? 'contains' : scoped ? 'extends' : 'refers';
      return [{ from: one, to: two, how, attribute: via ?? null, certain: truth === true }];
    }),
  );
}

/** Attributes that refer to others, of which no edge speaks. */
function referencesOf(world: World, at: Mapped): FoundRelation[] {
  return Object.entries(at.map.attributes).flatMap(([attribute, { reference }]) => {
    if (!reference) return [];
    const { value, items } = attributeOf(at, attribute);
    const values = items?.map(each => each.value) ?? (value.kind === 'array' ? value.items : [value]);
    return values
      .flatMap(each => owners(world, each))
      .map((to): FoundRelation => ({ from: at, to, how: 'refers', attribute, certain: true }));
  });
}

function ownersOf(world: World, at: Mapped): FoundRelation[] {
  const relation = (from: Mapped, to: Mapped, how: Relation['how']): FoundRelation => {
    return { from, to, how, attribute: null, certain: true };
  };
  if (at.impliedBy) return [relation(at.impliedBy, at, 'contains')];
  const containers = at.parent ? owners(world, at.parent) : [];
  const extended = at.scope && containers.length === 0 ? owners(world, at.scope) : [];
  return [
    ...containers.map(each => relation(each, at, 'contains')),
    ...extended.map(each => relation(at, each, 'extends')),
  ];
}

function owners(world: World, identity: Value): readonly Mapped[] {
  if (identity.kind === 'absent' || (identity.kind === 'scalar' && typeof identity.value !== 'string'))
    return [];
  return world.byIdentity.get(looseKey(writtenOut(identity, world.scopes))) ?? [];
}
