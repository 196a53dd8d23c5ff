// A deployment in the words of the resource maps: which resources are of which kind, what module calls imply, who answers to which
// identity, and whether anything may be missing. Refuses to know rules.

import type { Deployment, Gap, Language, Resource } from '../model/resource.ts';
import type { Truth } from '../model/truth.ts';
import { absent, scalar, type Value } from '../model/value.ts';
import { type ArmForm, armForm, untypedGap } from './azapi.ts';
import { type AzureScopes, azureScopes, writtenOut } from './azure-scopes.ts';
import type { Catalogue } from './catalogue.ts';
import { addComputed, addDocuments, type Computed, ownValue } from './computed.ts';
import { argument, deployedIds, idBelow } from './deployed-id.ts';
import { impliedResources } from './implied-resources.ts';
import { type AttributeReading, readAttribute } from './map-attribute.ts';
import { nativeConditions } from './native-conditions.ts';
import type { NativeSubject } from './native-reading.ts';
import { type PathOptions, rootSpot } from './read-path.ts';
import { refersTo } from './references.ts';
import type { Dialect, NativePath, ResourceMap, SourceType } from './rule-format.ts';
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
  /** Those of them that people write as texts. */
  readonly names: readonly Value[];
  /** Identities of what contains it and of what it extends. */
  readonly parent: Value | null;
  readonly scope: Value | null;
  /** The identity of the resource of the same kind that it is a part of, declared by itself. */
  readonly completes: Value | null;
  /** Its own parts that are declared by themselves, in the order in which they are declared. */
  readonly completions: Mapped[];
  /** Whether it is of this kind (a map's condition may be unknown), and why that is not known. */
  readonly isKind: Exclude<Truth, false>;
  readonly doubt: string | null;
  readonly readings: Map<string, AttributeReading>;
}

export interface World {
  readonly deployment: Deployment;
  readonly catalogue: Catalogue;
  /** In Terraform, what reads of subscriptions and resource groups stand for. */
  readonly scopes: AzureScopes;
  readonly mapped: readonly Mapped[];
  readonly byKind: ReadonlyMap<string, readonly Mapped[]>;
  /** Who answers to an identity, by its `looseKey`; declared resources before references to existing ones. */
  readonly byIdentity: ReadonlyMap<string, readonly Mapped[]>;
  /** The identities, by their `looseKey`, of what is certainly of no kind. */
  readonly strangers: ReadonlySet<string>;
  /** What may hold resources that are not listed. Empty in a closed world. */
  readonly gaps: readonly Gap[];
}

/** The dialects in which a language's resources are mapped, module calls aside. */
const DIALECTS: Readonly<Record<Language, readonly Dialect[]>> = {
  bicep: ['arm'],
  arm: ['arm'],
  terraform: ['azurerm', 'aws', 'awscc', 'google'], // beside azapi, whose resources read as ARM's
  cloudformation: ['cloudformation'],
  typescript: ['cloudformation', 'arm', 'azurerm', 'aws', 'awscc', 'google'],
};

/** Where there are resources of Terraform's providers and calls of its modules. */
const TERRAFORM: ReadonlySet<Language> = new Set(['terraform', 'typescript']);

interface Source {
  readonly map: ResourceMap;
  readonly source: SourceType;
  readonly dialect: Dialect;
}

/** What providers make of scopes and of arguments. */
interface Knowledge {
  readonly scopes: AzureScopes;
  readonly computed: Computed;
}

/** Maps a deployment's resources; attributes are read when they are asked for. */
export function createWorld(deployment: Deployment, catalogue: Catalogue): World {
  const index = sourceIndex(catalogue);
  const scopes = azureScopes(deployment);
  const mapped: Mapped[] = [];
  const covered = new Set<Resource>();
  const computed: Computed = new Map();
  const fromTerraform = TERRAFORM.has(deployment.language);
  for (const resource of deployment.resources) {
    const form = fromTerraform ? armForm(resource) : null;
    for (const source of sourcesOf(resource, deployment.language, form, index)) {
      const found = mapResource(resource, source, form, { scopes, computed });
      if (!found) continue;
      mapped.push(found, ...impliedResources(found, source.source, catalogue));
      if (source.source.complete) covered.add(resource);
    }
  }
  const untyped = fromTerraform ? deployment.resources.flatMap(each => untypedGap(each) ?? []) : [];
  const unread = deployment.gaps.filter(gap => gap.resource === null || !covered.has(gap.resource));
  const gaps = [...unread, ...untyped];
  const strangers = strangersAmong(deployment, mapped, gaps);
  return joinCompletions(mapped, listed => ({
    deployment,
    catalogue,
    scopes,
    mapped: listed,
    byKind: groupByKind(listed),
    byIdentity: groupByIdentity(listed),
    strangers,
    gaps,
  }));
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
function sourcesOf(
  resource: Resource,
  language: Language,
  form: ArmForm | null,
  index: SourceIndex,
): readonly Source[] {
  if (form) return index.exact.get(`arm ${form.type.toLowerCase()}`) ?? [];
  const type = resource.type.toLowerCase();
  const moduleDialect: Dialect = TERRAFORM.has(language) ? 'terraform-module' : 'bicep-module';
  const dialects = resource.module ? [moduleDialect] : DIALECTS[language];
  const found = dialects.flatMap(dialect => index.exact.get(`${dialect} ${type}`) ?? []);
  if (found.length > 0) return found;
  return index.patterns.filter(each => dialects.includes(each.dialect) && each.pattern.test(type));
}

function mapResource(
  resource: Resource,
  { map, source, dialect }: Source,
  form: ArmForm | null,
  { scopes, computed }: Knowledge,
): Mapped | null {
  const native = nativeSubject(resource, dialect, form, computed);
  const isKind = nativeConditions(native, source.when);
  if (isKind.truth === false) return null;
  const reference = (path: string | undefined): Value | null => {
    const value = path === undefined ? null : argument(native, path);
    return value && writtenOut(value, scopes);
  };
  const deployed = source.deploys ? deployedIds(resource, native, source.deploys) : [];
  addComputed(computed, resource, native, source.computed);
  addDocuments(computed, resource, source.documents);
  const names = (source.identities ?? []).flatMap(each => ownValue(resource, native, each) ?? []);
  const below = form ? idBelow(form.parent, form.type, resource.name) : [];
  const written = [...deployed, ...below].map(id => writtenOut(id, scopes));
  const container = form && writtenOut(form.parent, scopes);
  return {
    resource,
    name: calledByPeople(reference(source.called ?? source.deploys?.name), resource) ?? resource.name,
    map,
    dialect,
    native,
    overrides: source.attributes ?? {},
    impliedBy: null,
    identities: [...resource.identities, ...names, ...written],
    names,
    parent: resource.parent ?? container ?? reference(source.parent),
    scope: resource.scope ?? container ?? reference(source.scope),
    completes: form?.updates ? (below.length > 0 ? written[0]! : form.updates) : reference(source.completes),
    completions: [],
    isKind: isKind.truth,
    doubt: isKind.reason,
    readings: new Map(),
  };
}

/** A name that stands nowhere in the declaration, for a construct of the CDK made it up, says nobody anything: its place in the program does. */
function calledByPeople(name: Value | null, { declaration }: Resource): Value | null {
  const written = name?.origin[0]?.span;
  const isMadeUp = written?.start === declaration.start && written.source === declaration.source;
  return isMadeUp ? null : name;
}

/** How paths read in the dialects: whether names have one case, and whether nested blocks are lists. */
const IN_CLOUDFORMATION: PathOptions = { ignoreCase: false, blocks: false };
const IN_TERRAFORM: PathOptions = { ignoreCase: false, blocks: true };
const IN_ARM: PathOptions = { ignoreCase: true, blocks: false };

function nativeSubject(
  resource: Resource,
  dialect: Dialect,
  form: ArmForm | null,
  computed: Computed,
): NativeSubject {
  const version = form?.version ?? resource.apiVersion;
  return {
    root: rootSpot(form?.body ?? resource.properties),
    options: optionsOf(dialect),
    words: {
      $name: resource.name,
      $type: scalar(form?.type ?? resource.type),
      $version: version === null ? absent() : scalar(version),
    },
    computed,
  };
}

function optionsOf(dialect: Dialect): PathOptions {
  if (dialect === 'cloudformation') return IN_CLOUDFORMATION;
  return dialect === 'arm' || dialect === 'bicep-module' ? IN_ARM : IN_TERRAFORM;
}

/**
 * Takes what completes other resources out of the list and gives it to these. What completes something that is deployed elsewhere is all
 * that is known of that.
 */
function joinCompletions(mapped: readonly Mapped[], world: (mapped: readonly Mapped[]) => World): World {
  const parts = mapped.filter(each => each.completes);
  if (parts.length === 0) return world(mapped);
  const wholes = world(mapped.filter(each => !each.completes));
  const left = parts.flatMap(part => {
    const target = (wholes.byKind.get(part.map.resource) ?? []).find(
      each => refersTo(wholes, part.completes!, each).truth === true,
    );
    target?.completions.push(part);
    return target ? [] : [{ ...part, resource: { ...part.resource, existing: true } }];
  });
  return left.length === 0 ? wholes : world([...wholes.mapped, ...left]);
}

/** Resources of types that no map names answer to nobody's identity. What a module holds that was not read is not known. */
function strangersAmong(
  { resources }: Deployment,
  mapped: readonly Mapped[],
  gaps: readonly Gap[],
): ReadonlySet<string> {
  const others = new Set(resources);
  for (const { resource } of mapped) others.delete(resource);
  for (const { resource } of gaps) if (resource) others.delete(resource);
  const strangers = [...others].filter(each => !each.module);
  return new Set(strangers.flatMap(each => each.identities.map(looseKey)));
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
