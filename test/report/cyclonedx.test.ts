// The bill of materials: valid against the schema of CycloneDX 1.6, the same in every run, without secrets.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { type BillItem, billOfMaterials } from '../../src/engine/bill-of-materials.ts';
import { builtInCatalogue } from '../../src/engine/built-in-rules.ts';
import { createWorld } from '../../src/engine/world.ts';
import { createSource, span } from '../../src/model/source.ts';
import { loadProject } from '../../src/project/load-project.ts';
import { memoryDisk } from '../../src/project/memory-disk.ts';
import { cycloneDx } from '../../src/report/cyclonedx.ts';
import { sampleProjects, sampleReport } from './sample-projects.ts';

const SCHEMAS = fileURLToPath(
  new URL('../../node_modules/@cyclonedx/cyclonedx-library/res/schema/', import.meta.url),
);

function schema(name: string): object {
  return JSON.parse(readFileSync(`${SCHEMAS}${name}.SNAPSHOT.schema.json`, 'utf8'));
}

const ajv = new Ajv({ strict: false, validateFormats: false });
for (const name of ['spdx', 'jsf-0.82'])
  ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
const isValid = ajv.compile(schema('bom-1.6'));

interface Bom {
  readonly serialNumber: string;
  readonly components: readonly Record<string, unknown>[];
  readonly services: readonly Record<string, unknown>[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

/** The document, which must be valid and refer only to what it has. */
function checked(text: string): Bom {
  const bom: Bom = JSON.parse(text);
  expect(isValid(bom), JSON.stringify(isValid.errors)).toBe(true);
  const refs = [...bom.components, ...bom.services].map(each => each['bom-ref']);
  expect(new Set(refs).size).toBe(refs.length);
  for (const { ref, dependsOn = [] } of bom.dependencies)
    for (const each of [ref, ...dependsOn]) expect(refs).toContain(each);
  return bom;
}

async function bomOf(files: Readonly<Record<string, string>>): Promise<Bom> {
  const { deployments } = await loadProject({ paths: ['.'], isMapped: () => true, disk: memoryDisk(files) });
  const bill = billOfMaterials(deployments.map(each => createWorld(each, builtInCatalogue())));
  return checked(cycloneDx(bill, { version: '1.2.3' }));
}

const names = (all: readonly Record<string, unknown>[]) => all.map(({ name }) => name);

test.each(sampleProjects)('of the sample %s is valid, and the same for the same files', async name => {
  const { deployments } = await sampleReport(name);
  const text = () =>
    cycloneDx(billOfMaterials(deployments.map(each => createWorld(each, builtInCatalogue()))), {
      version: '1.2.3',
    });
  const bom = checked(text());
  expect(bom.services.length + bom.components.length).toBeGreaterThanOrEqual(
    (await sampleReport(name)).inventory.length,
  );
  expect(text()).toBe(text());
  expect(bom.serialNumber).toMatch(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});

describe('what it lists', () => {
  const account = `resource ai 'Microsoft.CognitiveServices/accounts@2024-10-01' = { name: 'ai', kind: 'OpenAI', properties: {} }\n`;
  const deployment = (name: string, model: string) =>
    `resource ${name} 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = { parent: ai, name: '${name}', properties: { model: ${model} } }\n`;

  test('deployments are services that depend on models, which say name, version and publisher', async () => {
    const model = `{ format: 'OpenAI', name: 'gpt-4o', version: '2024-11-20' }`;
    const { components, services, dependencies } = await bomOf({
      'main.bicep': account + deployment('chat', model),
    });
    expect(names(services)).toEqual(['ai', 'ai/chat']);
    expect(components).toEqual([
      expect.objectContaining({
        type: 'machine-learning-model',
        publisher: 'OpenAI',
        name: 'gpt-4o',
        version: '2024-11-20',
        evidence: { occurrences: [{ location: 'main.bicep', line: 2 }] },
      }),
    ]);
    const ref = 'model:OpenAI/gpt-4o@2024-11-20';
    expect(dependencies.find(each => each.ref.includes('#chat'))?.dependsOn).toEqual([ref]);
    expect(dependencies.find(each => each.ref.includes('#ai '))?.dependsOn).toEqual([
      expect.stringContaining('#chat'),
    ]);
  });

  test('a model is there once, and each that a parameter file chooses', async () => {
    const text = `param m string = 'gpt-4o'\n${account}${deployment('a', `{ format: 'OpenAI', name: m }`)}${deployment('b', `{ format: 'OpenAI', name: 'gpt-4o' }`)}`;
    const parameters = `using 'main.bicep'\nparam m = 'gpt-4o-mini'\n`;
    const { components } = await bomOf({
      'main.bicep': text,
      'small.bicepparam': parameters,
      'usual.bicepparam': `using 'main.bicep'\n`,
    });
    expect(names(components)).toEqual(['gpt-4o', 'gpt-4o-mini']);
  });

  test('of a model that is not known it says why', async () => {
    const { components, services } = await bomOf({
      'main.bicep': `param m string\n${account}${deployment('a', '{ name: m }')}`,
    });
    expect(components).toEqual([]);
    expect(services[1]!.properties).toContainEqual({
      name: 'aispm:unknownModel',
      value: 'parameter `m` has no default',
    });
  });

  test('stores are listed where an AI resource uses them, custom models with what they were made from', async () => {
    const { components } = await bomOf({
      'main.tf': `resource "aws_s3_bucket" "training" { bucket = "training" }
resource "aws_s3_bucket" "other" { bucket = "other" }
resource "aws_bedrock_custom_model" "mine" {
  custom_model_name     = "mine"
  base_model_identifier = "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-text-express-v1"
  training_data_config { s3_uri = "s3://\${aws_s3_bucket.training.id}/data" }
}
`,
    });
    expect(names(components)).toEqual(['mine', 'training']);
    expect(components[1]).toMatchObject({ type: 'data', data: [{ type: 'dataset' }] });
    expect(components[0]).toMatchObject({
      type: 'machine-learning-model',
      pedigree: { ancestors: [{ publisher: 'amazon', name: 'titan-text-express', version: 'v1' }] },
    });
  });

  test('no secret', async () => {
    const text = `${account}resource c 'Microsoft.CognitiveServices/accounts/connections@2025-06-01' = { parent: ai, name: 'c', properties: { authType: 'ApiKey', credentials: { key: 'sk-secret' } } }\n`;
    expect(JSON.stringify(await bomOf({ 'main.bicep': text }))).not.toContain('sk-secret');
  });
});

test('names and paths from anywhere stay valid', () => {
  const item: BillItem = {
    key: 'a#b c',
    role: 'dataset',
    form: 'dataset',
    kind: 'test.data',
    title: 'Data',
    service: null,
    name: '"\ud800 größe\u0000',
    type: 'x',
    root: 'a',
    place: span(createSource('my app/größe [1].bicep', 'text'), 0, 4),
    conditional: true,
    existing: false,
    unknownModel: null,
    base: [],
    dependsOn: [],
  };
  const { components } = checked(cycloneDx({ items: [item], models: [] }, { version: '1.2.3' }));
  expect(components[0]!.externalReferences).toEqual([
    { type: 'codified-infrastructure', url: 'my%20app/gr%C3%B6%C3%9Fe%20%5B1%5D.bicep#L1' },
  ]);
});
