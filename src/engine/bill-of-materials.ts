// What AI there is in the deployments, of what it is made and where that is written: the content of a bill of materials.
// Refuses to know formats. Prints no value but names of models and resources, and none that may be a secret.

import type { Span } from '../model/source.ts';
import type { Value } from '../model/value.ts';
import { type ModelName, modelNames } from './model-name.ts';
import type { BillForm, BillModel, BillRole } from './rule-format.ts';
import { plainText } from './wording.ts';
import { type Workload, type WorkloadResource, workloadsOf } from './workload.ts';
import { attributeOf, type Mapped, type World } from './world.ts';

export interface BillOfMaterials {
  readonly items: readonly BillItem[];
  readonly models: readonly ModelItem[];
}

export interface BillItem {
  /** Unique in the bill and the same in every run: root, address and kind. */
  readonly key: string;
  readonly role: BillRole;
  readonly form: BillForm;
  readonly kind: string;
  readonly title: string;
  readonly service: string | null;
  readonly name: string;
  /** The native type. */
  readonly type: string;
  readonly root: string;
  readonly place: Span;
  /** Whether it is deployed depends on what is not known. */
  readonly conditional: boolean;
  /** Deployed elsewhere, and only referred to. */
  readonly existing: boolean;
  /** Why a model that it uses is not known. */
  readonly unknownModel: string | null;
  /** Of a model: those from which it was made. */
  readonly base: readonly ModelName[];
  /** Keys of the items and models that it uses or consists of. */
  readonly dependsOn: readonly string[];
}

/** A model that is used under its vendor's name. */
export interface ModelItem extends ModelName {
  readonly key: string;
  /** Where its name is written. */
  readonly places: readonly Span[];
}

const FORMS: Readonly<Partial<Record<BillRole, BillForm>>> = {
  application: 'application',
  compute: 'platform',
  dataset: 'dataset',
  model: 'model',
  prompt: 'definition',
  registry: 'platform',
  workspace: 'platform',
};

/** Items by root and in the order in which roots declare them, models by name. */
export function billOfMaterials(worlds: readonly World[]): BillOfMaterials {
  const models = new Map<string, ModelItem & { readonly places: Span[] }>();
  const items = workloadsOf(worlds).flatMap(workload => itemsOf(workload, models));
  const byKey = (one: { key: string }, other: { key: string }): number => (one.key < other.key ? -1 : 1);
  return { items, models: [...models.values()].sort(byKey) };
}

function itemsOf(
  { root, resources, relations }: Workload,
  models: Map<string, ModelItem & { readonly places: Span[] }>,
): BillItem[] {
  const listed = new Set(resources.filter(({ ai, instances }) => ai || instances[0]!.map.bom));
  const keyOf = ({ resource, kind }: WorkloadResource): string => `${root}#${resource.address} ${kind}`;
  return [...listed].map(each => {
    const { map } = each.instances[0]!;
    const role = map.bom?.role ?? 'service';
    const used = modelsOf(each, models);
    const touched = relations
      .filter(({ from, to, certain }) => certain && from === each && listed.has(to))
      .map(({ to }) => keyOf(to));
    return {
      key: keyOf(each),
      role,
      form: map.bom?.as ?? FORMS[role] ?? 'service',
      kind: each.kind,
      title: each.title,
      service: map.service ?? null,
      name: nameOf(each),
      type: each.resource.type,
      root,
      place: each.resource.header,
      conditional: each.instances.some(({ resource }) => resource.deployed === 'unknown'),
      existing: each.resource.existing,
      unknownModel: used.unknown,
      base: distinct(each.instances.flatMap(mapped => baseOf(mapped))),
      dependsOn: [...new Set([...used.keys, ...touched])].sort(),
    };
  });
}

/** A name of which nothing is known says less than the address. */
function nameOf({ name, resource }: WorkloadResource): string {
  const isReadable = name.kind === 'scalar' || (name.kind === 'unknown' && name.expression.kind === 'text');
  return isReadable ? plainText(name) : resource.address;
}

function baseOf(mapped: Mapped): readonly ModelName[] {
  const { base } = mapped.map.bom ?? {};
  return base === undefined ? [] : modelNames(attributeOf(mapped, base).value);
}

/** The models that a resource names in any set of inputs, and why others are not known. */
function modelsOf(
  { instances }: WorkloadResource,
  models: Map<string, ModelItem & { readonly places: Span[] }>,
): { keys: readonly string[]; unknown: string | null } {
  const keys = new Set<string>();
  let unknown: string | null = null;
  for (const mapped of instances) {
    for (const attributes of mapped.map.bom?.models ?? []) {
      for (const value of valuesOf(mapped, attributes.name)) {
        const names = modelNames(value).map(name => completed(name, mapped, attributes));
        if (names.length === 0 && value.kind === 'unknown') unknown ??= value.reason;
        for (const name of names) keys.add(noted(name, value, mapped, models));
      }
    }
  }
  return { keys: [...keys], unknown };
}

function valuesOf(mapped: Mapped, attribute: string): readonly Value[] {
  const { value, items } = attributeOf(mapped, attribute);
  return items?.map(item => item.value) ?? [value];
}

/** Version and publisher by the attributes that say them. */
function completed(name: ModelName, mapped: Mapped, { version, publisher }: BillModel): ModelName {
  const text = (attribute: string | undefined): string | null => {
    if (attribute === undefined) return null;
    const { value } = attributeOf(mapped, attribute);
    return value.kind === 'scalar' && value.value !== null && value.value !== '' ? String(value.value) : null;
  };
  return {
    name: name.name,
    version: text(version) ?? name.version,
    publisher: text(publisher) ?? name.publisher,
  };
}

function noted(
  model: ModelName,
  { origin }: Value,
  { resource }: Mapped,
  models: Map<string, ModelItem & { readonly places: Span[] }>,
): string {
  const key = `model:${[model.publisher, model.name].filter(each => each !== null).join('/')}${model.version === null ? '' : `@${model.version}`}`;
  const known = models.get(key) ?? { ...model, key, places: [] };
  models.set(key, known);
  const place = origin[0]?.span ?? resource.header;
  const isKnown = known.places.some(
    each => each.source.path === place.source.path && each.start === place.start,
  );
  if (!isKnown) known.places.push(place);
  return key;
}

function distinct(names: readonly ModelName[]): readonly ModelName[] {
  const byText = new Map(names.map(name => [JSON.stringify(name), name]));
  return [...byText.values()];
}
