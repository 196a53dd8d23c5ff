// An AI bill of materials as CycloneDX 1.6 JSON: https://cyclonedx.org/docs/1.6/json/
// Hosted things are services, for which CycloneDX has no component; models, data and what others run on are components.
// The same deployments give the same text: no time, and a serial number made of the content.

import { createHash } from 'node:crypto';
import type { BillItem, BillOfMaterials, ModelItem } from '../engine/bill-of-materials.ts';
import type { ModelName } from '../engine/model-name.ts';
import type { BillForm } from '../engine/rule-format.ts';
import type { Span } from '../model/source.ts';
import { locationJson } from './location.ts';

export interface CycloneDxOptions {
  /** The product's version. */
  readonly version: string;
}

const PROVIDERS: Readonly<Record<string, string>> = {
  aws: 'Amazon Web Services',
  azure: 'Microsoft Azure',
  google: 'Google Cloud',
};

/** The types of components; what is not here is a service. */
const COMPONENT_TYPES: Readonly<Partial<Record<BillForm, string>>> = {
  application: 'application',
  configuration: 'data',
  dataset: 'data',
  definition: 'data',
  model: 'machine-learning-model',
  platform: 'platform',
};

/** The whole document, ending in a newline. */
export function cycloneDx({ items, models }: BillOfMaterials, { version }: CycloneDxOptions): string {
  const refs = [...models.map(model => model.key), ...items.map(item => item.key)];
  const body = {
    metadata: {
      lifecycles: [{ phase: 'pre-build' }],
      tools: { components: [{ type: 'application', name: 'aispm', version }] },
    },
    components: [
      ...models.map(usedModel),
      ...items.filter(({ form }) => COMPONENT_TYPES[form] !== undefined).map(component),
    ],
    services: items.filter(({ form }) => COMPONENT_TYPES[form] === undefined).map(service),
    dependencies: [
      ...models.map(model => ({ ref: model.key })),
      ...items.map(({ key, dependsOn }) => ({ ref: key, ...(dependsOn.length > 0 ? { dependsOn } : {}) })),
    ],
    // Infrastructure code does not show what is made by hand, nor what is behind a model's name.
    compositions: [{ aggregate: 'incomplete', assemblies: refs, dependencies: refs }],
  };
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialNumber(JSON.stringify(body)),
    version: 1,
    ...body,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** A model of a vendor, which the deployments use but do not hold. */
function usedModel({ key, places, ...name }: ModelItem) {
  return {
    type: 'machine-learning-model',
    'bom-ref': key,
    ...modelIdentity(name),
    evidence: { occurrences: places.map(place => occurrence(place)) },
    properties: properties({ role: 'model', hosted: 'true' }),
  };
}

function modelIdentity({ name, version, publisher }: ModelName) {
  return { ...(publisher === null ? {} : { publisher }), name, ...(version === null ? {} : { version }) };
}

function component(item: BillItem) {
  const { form, key, name, base, place } = item;
  const isData = COMPONENT_TYPES[form] === 'data';
  const ancestors = base.map(model => ({ type: 'machine-learning-model', ...modelIdentity(model) }));
  return {
    type: COMPONENT_TYPES[form],
    'bom-ref': key,
    ...(item.service === null ? {} : { group: item.service }),
    name,
    description: item.title,
    ...(ancestors.length > 0 ? { pedigree: { ancestors } } : {}),
    externalReferences: [codified(place)],
    ...(isData ? { data: [{ type: form, name }] } : {}),
    evidence: { occurrences: [occurrence(place, item.type)] },
    properties: itemProperties(item),
  };
}

function service(item: BillItem) {
  const provider = PROVIDERS[cloudOf(item)];
  return {
    'bom-ref': item.key,
    ...(provider ? { provider: { name: provider } } : {}),
    ...(item.service === null ? {} : { group: item.service }),
    name: item.name,
    description: item.title,
    externalReferences: [codified(item.place)],
    properties: itemProperties(item),
  };
}

function itemProperties(item: BillItem) {
  const { file, line } = locationJson(item.place);
  return properties({
    cloud: cloudOf(item),
    conditional: item.conditional ? 'true' : null,
    existing: item.existing ? 'true' : null,
    iacType: item.type,
    kind: item.kind,
    location: `${file}:${line}`,
    role: item.role,
    root: item.root,
    unknownModel: item.unknownModel,
  });
}

function properties(named: Readonly<Record<string, string | null>>) {
  return Object.entries(named).flatMap(([name, value]) =>
    value === null ? [] : [{ name: `aispm:${name}`, value: value.toWellFormed() }],
  );
}

function cloudOf({ kind }: BillItem): string {
  return kind.slice(0, kind.indexOf('.'));
}

function occurrence(place: Span, symbol?: string) {
  const { file, line } = locationJson(place);
  return { location: file.toWellFormed(), line, ...(symbol ? { symbol } : {}) };
}

/** The declaration, as an address relative to the repository. */
function codified(place: Span) {
  const { file, line } = locationJson(place);
  const path = file.toWellFormed().split('/').map(encodeURIComponent).join('/');
  return { type: 'codified-infrastructure', url: `${path}#L${line}` };
}

/** A UUID of version 8 (RFC 9562) that is the content's digest. */
function serialNumber(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex');
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
