// A deployment in the words of the resource maps: which resources are of which kind, what module calls imply, who answers to which
// identity, and whether anything may be missing. Refuses to know rules.

import type { Deployment, Gap, Language, Resource } from '../model/resource.ts';
import type { Truth } from '../model/truth.ts';
import { absent, call, scalar, unknown, type Value } from '../model/value.ts';
import type { Catalogue } from './catalogue.ts';
import { type AttributeReading, readAttribute } from './map-attribute.ts';
import { nativeConditions } from './native-conditions.ts';
import { parsePath } from './native-path.ts';
import type { NativeSubject } from './native-reading.ts';
import { readPath, rootSpot } from './read-path.ts';
import type { ContainedResource, Dialect, NativePath, ResourceMap, SourceType } from './rule-format.ts';
import { looseKey } from './text-comparison.ts';

/** A resource of a kind. What a call to an unread module implies is one too, with a resource made up for it. */
export interface Mapped {
  readonly resource: Resource;
  /** What it is called; of a module call, what the module deploys is called. */
  readonly name: Value;
  readonly map: ResourceMap;
  readonly dialect: Dialect;
  readonly native: NativeSubject;
  /** Where the attributes are kept that are not kept where the dialect usually keeps them. */
  readonly overrides: Readonly<Record<string, NativePath | '$self'>>;
  /** For what a module call implies: the call. Only the attributes in `overrides` are known of it. */
  readonly impliedBy: Mapped | null;
  readonly identities: readonly Value[];
  /** Whether it is of this kind (a map's condition may be unknown), and why that is not known. */
  readonly isKind: Exclude<Truth, false>;
  readonly doubt: string | null;
  readonly readings: Map<string, AttributeReading>;
}

export interface World {
  readonly deployment: Deployment;
  readonly catalogue: Catalogue;
  readonly mapped: readonly Mapped[];
  readonly byKind: ReadonlyMap<string, readonly Mapped[]>;
  /** Who answers to an identity, by its `looseKey`; declared resources before references to existing ones. */
  readonly byIdentity: ReadonlyMap<string, readonly Mapped[]>;
  /** What may hold resources that are not listed. Empty in a closed world. */
  readonly gaps: readonly Gap[];
}

/** The dialects in which a language's resources are mapped, module calls aside. */
const DIALECTS: Readonly<Record<Language, readonly Dialect[]>> = {
  bicep: ['arm'],
  arm: ['arm'],
  terraform: ['azurerm', 'aws', 'awscc', 'google'],
  cloudformation: ['cloudformation'],
  typescript: ['cloudformation', 'arm'],
};

interface Source {
  readonly map: ResourceMap;
  readonly source: SourceType;
  readonly dialect: Dialect;
}

/** Maps a deployment's resources; attributes are read when they are asked for. */
export function createWorld(deployment: Deployment, catalogue: Catalogue): World {
  const index = sourceIndex(catalogue);
  const mapped: Mapped[] = [];
  const covered = new Set<Resource>();
  for (const resource of deployment.resources) {
    for (const source of sourcesOf(resource, deployment.language, index)) {
      const found = mapResource(resource, source);
      if (!found) continue;
      mapped.push(found, ...impliedResources(found, source.source, catalogue));
      if (source.source.complete) covered.add(resource);
    }
  }
  return {
    deployment,
    catalogue,
    mapped,
    byKind: groupByKind(mapped),
    byIdentity: groupByIdentity(mapped),
    gaps: deployment.gaps.filter(gap => gap.resource === null || !covered.has(gap.resource)),
  };
}

/** The native types that any map names, in lower case; for modules their references, in which `*` stands for any text. */
export function mappedTypes(catalogue: Catalogue): ReadonlySet<string> {
  const { exact, patterns } = sourceIndex(catalogue);
  const names = [...exact.keys()].map(key => key.slice(key.indexOf(' ') + 1));
  return new Set([...names, ...patterns.map(each => each.source.type.toLowerCase())]);
}

/** The value of an attribute of a resource, read once. */
export function attributeOf(mapped: Mapped, name: string): AttributeReading {
  let reading = mapped.readings.get(name);
  if (!reading) {
    reading = readAttribute(mapped, name);
    mapped.readings.set(name, reading);
  }
  return reading;
}

interface SourceIndex {
  /** By `dialect type` in lower case. */
  readonly exact: ReadonlyMap<string, readonly Source[]>;
  /** Modules whose reference has a `*`. */
  readonly patterns: readonly (Source & { readonly pattern: RegExp })[];
}

const indexes = new WeakMap<Catalogue, SourceIndex>();

function sourceIndex(catalogue: Catalogue): SourceIndex {
  const known = indexes.get(catalogue);
  if (known) return known;
  const exact = new Map<string, Source[]>();
  const patterns: (Source & { pattern: RegExp })[] = [];
  for (const map of catalogue.maps.values()) {
    for (const [dialect, sources] of Object.entries(map.from) as [Dialect, readonly SourceType[]][]) {
      for (const source of sources) {
        const type = source.type.toLowerCase();
        if (type.includes('*')) {
          const words = type.split('*').map(part => part.replace(/[^a-z0-9/_-]/g, '\\$&'));
          patterns.push({ map, source, dialect, pattern: new RegExp(`^${words.join('.*')}$`) });
          continue;
        }
        const key = `${dialect} ${type}`;
        const list = exact.get(key);
        if (list) list.push({ map, source, dialect });
        else exact.set(key, [{ map, source, dialect }]);
      }
    }
  }
  const index = { exact, patterns };
  indexes.set(catalogue, index);
  return index;
}

/** What is described by its own name goes before what is described by a pattern. */
function sourcesOf(resource: Resource, language: Language, index: SourceIndex): Source[] {
  const type = resource.type.toLowerCase();
  const moduleDialect: Dialect = language === 'terraform' ? 'terraform-module' : 'bicep-module';
  const dialects = resource.module ? [moduleDialect] : DIALECTS[language];
  const found = dialects.flatMap(dialect => index.exact.get(`${dialect} ${type}`) ?? []);
  if (found.length > 0) return found;
  return index.patterns.filter(each => dialects.includes(each.dialect) && each.pattern.test(type));
}

function mapResource(resource: Resource, { map, source, dialect }: Source): Mapped | null {
  const ignoreCase = dialect === 'arm' || dialect === 'bicep-module';
  const native = nativeSubject(resource, bodyOf(resource, source.inside, ignoreCase), ignoreCase);
  const isKind = nativeConditions(native, source.when);
  if (isKind.truth === false) return null;
  const identities = source.deploys
    ? [...resource.identities, ...deployedIds(resource, native, source.deploys)]
    : resource.identities;
  return {
    resource,
    name: deployedName(resource, native, source.deploys),
    map,
    dialect,
    native,
    overrides: source.attributes ?? {},
    impliedBy: null,
    identities,
    isKind: isKind.truth,
    doubt: isKind.reason,
    readings: new Map(),
  };
}

function deployedName(resource: Resource, native: NativeSubject, deploys: SourceType['deploys']): Value {
  const steps = deploys ? parsePath(deploys.name) : 'none';
  if (typeof steps === 'string') return resource.name;
  const { value } = readPath(native.root, steps, { ignoreCase: native.ignoreCase }).spot;
  return value.kind === 'absent' ? resource.name : value;
}

function nativeSubject(resource: Resource, root: Value, ignoreCase: boolean): NativeSubject {
  return {
    root: rootSpot(root),
    ignoreCase,
    words: {
      $name: resource.name,
      $type: scalar(resource.type),
      $version: resource.apiVersion === null ? absent() : scalar(resource.apiVersion),
    },
  };
}

function bodyOf(resource: Resource, inside: string | undefined, ignoreCase: boolean): Value {
  const steps = inside === undefined ? [] : parsePath(inside);
  if (typeof steps === 'string' || steps.length === 0) return resource.properties;
  return readPath(rootSpot(resource.properties), steps, { ignoreCase }).spot.value;
}

/** The id under which a module deploys its main resource, in the scope in which the module's own deployment stands. */
function deployedIds(
  resource: Resource,
  native: NativeSubject,
  { type, name }: NonNullable<SourceType['deploys']>,
): Value[] {
  const steps = parsePath(name);
  if (typeof steps === 'string') return [];
  const argument = readPath(native.root, steps, { ignoreCase: native.ignoreCase }).spot.value;
  if (argument.kind !== 'scalar' && argument.kind !== 'unknown') return [];
  if (argument.kind === 'scalar' && typeof argument.value !== 'string') return [];
  const prefix = scopeParts(resource.identities);
  const nameParts =
    argument.kind === 'scalar'
      ? [String(argument.value)]
      : argument.expression.kind === 'text'
        ? argument.expression.parts
        : [argument];
  const parts = mergeLiterals([...prefix, `/providers/${type}/`, ...nameParts]);
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'string') return [scalar(only)];
  const hole = parts.find(part => typeof part !== 'string');
  return [
    unknown({ kind: 'text', parts }, hole?.kind === 'unknown' ? hole.reason : 'its scope is not known'),
  ];
}

const IN_DEPLOYMENT = '/providers/microsoft.resources/deployments/';

/** What an id begins with in the scope of a module, taken from the id of its deployment; else the root's own resource group. */
function scopeParts(identities: readonly Value[]): readonly (string | Value)[] {
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
  const unresolved = 'it is only known at deployment';
  const member = (name: string, key: string): Value =>
    unknown(
      {
        kind: 'member',
        of: unknown(call(name), `\`${name}()\` is only known at deployment`),
        key: scalar(key),
      },
      unresolved,
    );
  return [
    '/subscriptions/',
    member('subscription', 'subscriptionId'),
    '/resourceGroups/',
    member('resourceGroup', 'name'),
  ];
}

/** Of what is read from a deployment (`reference(id).outputs.x.value`) its id; anything else is itself. */
function subjectOf(identity: Value): Value {
  let current = identity;
  while (current.kind === 'unknown' && current.expression.kind === 'member') current = current.expression.of;
  if (current.kind !== 'unknown' || current.expression.kind !== 'call') return identity;
  return current.expression.args[0] ?? identity;
}

function mergeLiterals(parts: readonly (string | Value)[]): (string | Value)[] {
  const merged: (string | Value)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else if (part !== '') merged.push(part);
  }
  return merged;
}

function impliedResources(module: Mapped, source: SourceType, catalogue: Catalogue): Mapped[] {
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
  const { items, rest } = readPath(native.root, steps, { ignoreCase: native.ignoreCase });
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
    isKind: true,
    doubt: null,
    readings: new Map(),
  };
}

function impliedName(resource: Resource, native: NativeSubject, { deploys }: ContainedResource): Value {
  const steps = parsePath(deploys?.name ?? 'name');
  const none = unknown(call('impliedName', resource.name), 'the module makes up its name');
  if (typeof steps === 'string') return none;
  const { value } = readPath(native.root, steps, { ignoreCase: native.ignoreCase }).spot;
  return value.kind === 'absent' ? none : value;
}

function groupByKind(mapped: readonly Mapped[]): Map<string, Mapped[]> {
  const groups = new Map<string, Mapped[]>();
  for (const each of mapped) {
    const group = groups.get(each.map.resource);
    if (group) group.push(each);
    else groups.set(each.map.resource, [each]);
  }
  return groups;
}

/** Declared resources also answer to what references to them as existing ones answer to. */
function groupByIdentity(mapped: readonly Mapped[]): Map<string, Mapped[]> {
  const groups = new Map<string, Mapped[]>();
  const add = (key: string, each: Mapped) => {
    const group = groups.get(key);
    if (!group) groups.set(key, [each]);
    else if (!group.includes(each)) group.push(each);
  };
  for (const each of mapped) {
    if (!each.resource.existing) for (const identity of each.identities) add(looseKey(identity), each);
  }
  for (const each of mapped) {
    if (!each.resource.existing) continue;
    const keys = each.identities.map(looseKey);
    const declared = keys.flatMap(key => (groups.get(key) ?? []).filter(other => !other.resource.existing));
    for (const key of keys) for (const other of declared.length > 0 ? declared : [each]) add(key, other);
  }
  return groups;
}
