// Edges between resources: certain, possible, and whether more may exist than are listed.
// Refuses to know what rules make of them.

import type { Truth } from '../model/truth.ts';
import type { Value } from '../model/value.ts';
import { writtenOut } from './azure-scopes.ts';
import type { Spot } from './read-path.ts';
import { deployedWith, type Reference, refersTo } from './references.ts';
import type { EdgeDefinition } from './rule-format.ts';
import { literalParts, looseKey, typeOfId } from './text-comparison.ts';
import { display, midSentence } from './wording.ts';
import { attributeOf, type Mapped, type World } from './world.ts';

/** An edge from the point of view of one of its ends. */
export interface Link {
  /** The resource at the other end; null where that is deployed elsewhere. */
  readonly other: Mapped | null;
  readonly truth: Exclude<Truth, false>;
  /** Why it is not certain. */
  readonly reason: string | null;
  /** Where the reference stands. */
  readonly spot: Spot | null;
}

export interface Links {
  readonly links: readonly Link[];
  /** Why there may be more, or null where these are all. */
  readonly open: string | null;
}

const NONE: Links = { links: [], open: null };

/**
 * The edges of one name at a resource. `assumed` are the resources taken as deployed, so that what is deployed under the same condition
 * counts as certain and what is deployed under the opposite one is left out.
 */
export function linksOf(world: World, at: Mapped, name: string, assumed: readonly Mapped[]): Links {
  const edge = at.map.edges?.[name];
  if (!edge) return NONE;
  const { links, open } = rawLinks(world, at, name, edge);
  return { links: links.flatMap(link => underCondition(link, assumed)), open };
}

/**
 * All resources of a kind in the deployment, connected with anything or not. A module that was not read may hold one, also where its map
 * describes all that others would notice of it.
 */
export function deployedOf(
  world: World,
  kind: string,
): { resources: readonly Mapped[]; open: string | null } {
  const all = world.byKind.get(kind) ?? [];
  return {
    resources: all.filter(each => !isDeclaredBeside(world, each)),
    open: openBecause(world, kind, [...world.gaps, ...world.deployment.gaps]),
  };
}

/** A link that nothing makes but that both are deployed; null where one is deployed only without the other. */
export function linkBeside(other: Mapped, assumed: readonly Mapped[]): Link | null {
  return underCondition(linkTo(other, { truth: true, reason: null }, null, ''), assumed)[0] ?? null;
}

/** Whether a reference to something existing means what this deployment declares itself. */
function isDeclaredBeside(world: World, { resource, identities }: Mapped): boolean {
  if (!resource.existing) return false;
  const owners = identities.flatMap(each => world.byIdentity.get(looseKey(each)) ?? []);
  return owners.some(owner => !owner.resource.existing);
}

function underCondition(link: Link, assumed: readonly Mapped[]): Link[] {
  if (!link.other) return [link];
  const deployed = deployedWith(assumed, link.other);
  if (deployed.truth === false) return [];
  if (deployed.truth === true) return [link];
  const name = display(link.other.name);
  const reason = `${name} is deployed only under a condition: ${deployed.reason}`;
  return [{ ...link, truth: 'unknown', reason: link.reason ?? reason }];
}

const cache = new WeakMap<Mapped, Map<string, Links>>();

function rawLinks(world: World, at: Mapped, name: string, edge: EdgeDefinition): Links {
  let links = cache.get(at);
  if (!links) {
    links = new Map();
    cache.set(at, links);
  }
  let found = links.get(name);
  if (!found) {
    found =
      edge.from === undefined ? outgoing(world, at, edge, edge.to!) : incoming(world, at, edge, edge.from);
    links.set(name, found);
  }
  return found;
}

/** Others point at this one: by an attribute, or because they extend it. A parent points at its children. */
function incoming(world: World, at: Mapped, edge: EdgeDefinition, kind: string): Links {
  const candidates = world.byKind.get(kind) ?? [];
  if (edge.contained) return containers(world, at, kind, at.parent, at.impliedBy);
  const links: Link[] = [];
  for (const candidate of candidates) {
    if (candidate === at || (candidate.resource.existing && !edge.scoped)) continue;
    const reference =
      edge.via === undefined
        ? scopeReference(world, candidate, at)
        : viaReference(world, candidate, edge.via, at);
    if (reference.truth === false) continue;
    links.push(linkTo(candidate, reference, reference.spot, `${display(candidate.name)} may refer to it`));
  }
  return { links, open: openBecause(world, kind) };
}

interface PlacedReference extends Reference {
  readonly spot: Spot | null;
}

function scopeReference(world: World, candidate: Mapped, at: Mapped): PlacedReference {
  const { scope } = candidate;
  if (candidate.impliedBy) return { truth: candidate.impliedBy === at, reason: null, spot: null };
  return scope ? { ...refersTo(world, scope, at), spot: null } : { truth: false, reason: null, spot: null };
}

function viaReference(world: World, candidate: Mapped, via: string, at: Mapped): PlacedReference {
  const { values, rest } = referencesIn(world, candidate, via);
  let found: PlacedReference = { truth: false, reason: null, spot: null };
  for (const { value, spot, elsewhere } of values) {
    if (elsewhere) continue;
    const reference = refersTo(world, value, at);
    if (reference.truth === true) return { ...reference, spot };
    if (reference.truth === 'unknown' && found.truth === false) found = { ...reference, spot };
  }
  if (found.truth === false && rest) return { truth: 'unknown', reason: reasonOf(rest.value), spot: rest };
  return found;
}

interface WrittenReference {
  readonly value: Value;
  readonly spot: Spot;
  /** Whether it names what the platform itself has. */
  readonly elsewhere: boolean;
}

/** The values of an attribute that holds references, one or a list of them. */
function referencesIn(
  world: World,
  mapped: Mapped,
  via: string,
): { values: WrittenReference[]; rest: Spot | null } {
  const { value, items, rest, spot } = attributeOf(mapped, via);
  const mark = mapped.map.attributes[via]?.elsewhere?.toLowerCase();
  const all = items ?? (value.kind === 'array' ? value.items : [value]).map(each => ({ value: each, spot }));
  const values = all.map(each => ({
    value: writtenOut(each.value, world.scopes),
    spot: each.spot,
    elsewhere: mark !== undefined && literalParts(each.value).some(part => part.includes(mark)),
  }));
  return { values, rest: items ? rest : null };
}

function linkTo(other: Mapped, reference: Reference, spot: Spot | null, doubt: string): Link {
  if (other.isKind === 'unknown') return { other, truth: 'unknown', reason: other.doubt, spot };
  if (reference.truth === true) return { other, truth: true, reason: null, spot };
  return { other, truth: 'unknown', reason: `${doubt}: ${reference.reason}`, spot };
}

/** Why there may be resources of a kind that are not in the list. */
function openBecause(world: World, kind: string, gaps = world.gaps): string | null {
  const [gap] = gaps;
  if (!gap) return null;
  const title = world.catalogue.maps.get(kind)?.title ?? kind;
  return `${gap.reason}, so there may be another ${midSentence(title)}`;
}

/** This one points at others: by an attribute, by what it extends, or at its children. */
function outgoing(world: World, at: Mapped, edge: EdgeDefinition, kind: string): Links {
  if (edge.contained) return children(world, at, kind);
  if (edge.scoped) return containers(world, at, kind, at.scope, at.impliedBy);
  const { values, rest } = referencesIn(world, at, edge.via!);
  const links = values.flatMap(({ value, spot, elsewhere }) =>
    elsewhere
      ? [{ other: null, truth: 'unknown' as const, reason: reasonOf(value), spot }]
      : targetsOf(world, at, kind, value, spot),
  );
  return { links, open: rest ? reasonOf(rest.value) : null };
}

function children(world: World, at: Mapped, kind: string): Links {
  const links: Link[] = [];
  for (const candidate of world.byKind.get(kind) ?? []) {
    if (candidate.impliedBy) {
      if (candidate.impliedBy === at) links.push(linkTo(candidate, { truth: true, reason: null }, null, ''));
      continue;
    }
    const { parent } = candidate;
    if (!parent) continue;
    const reference = refersTo(world, parent, at);
    if (reference.truth === false) continue;
    links.push(linkTo(candidate, reference, null, `${display(candidate.name)} may be part of it`));
  }
  return { links, open: openBecause(world, kind) };
}

/** The one resource that contains this one, or that it extends. */
function containers(
  world: World,
  at: Mapped,
  kind: string,
  identity: Value | null,
  module: Mapped | null,
): Links {
  if (module) {
    return module.map.resource === kind
      ? { links: [{ other: module, truth: true, reason: null, spot: null }], open: null }
      : NONE;
  }
  return identity ? { links: targetsOf(world, at, kind, identity, null), open: null } : NONE;
}

/** What a reference leads to; something deployed elsewhere where nothing here answers to it. */
function targetsOf(world: World, at: Mapped, kind: string, value: Value, spot: Spot | null): Link[] {
  if (value.kind === 'absent' || (value.kind === 'scalar' && (value.value === null || value.value === '')))
    return [];
  const links: Link[] = [];
  for (const candidate of world.byKind.get(kind) ?? []) {
    if (candidate === at) continue;
    const reference = refersTo(world, value, candidate);
    const name = display(candidate.name);
    if (reference.truth === true) return [linkTo(candidate, reference, spot, '')];
    if (reference.truth === 'unknown')
      links.push(linkTo(candidate, reference, spot, `it may refer to ${name}`));
  }
  if (world.byIdentity.get(looseKey(value))?.some(owner => owner.map.resource !== kind)) return links;
  const elsewhere = isOfKind(world, kind, value);
  if (elsewhere === false) return links;
  const reason = elsewhere === true && links.length === 0 ? null : reasonOf(value);
  links.push({ other: null, truth: reason === null ? true : 'unknown', reason, spot });
  return links;
}

/** Whether an id names a resource of a type that the kind is mapped from. */
function isOfKind(world: World, kind: string, value: Value): Truth {
  const type = typeOfId(value);
  if (type === null) return 'unknown';
  const sources = world.catalogue.maps.get(kind)?.from.arm ?? [];
  return sources.some(source => source.type.toLowerCase() === type);
}

function reasonOf(value: Value): string {
  return value.kind === 'unknown' || value.kind === 'oneOf'
    ? value.reason
    : `${display(value)} is deployed elsewhere`;
}
