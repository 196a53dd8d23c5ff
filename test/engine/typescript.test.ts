// Programs in TypeScript declare resources of every platform: what refers to them has the form of each platform's own language.

import { expect, test } from 'vitest';
import { readRules } from '../../src/engine/read-rules.ts';
import { refersTo } from '../../src/engine/references.ts';
import { createWorld } from '../../src/engine/world.ts';
import type { Deployment, Resource } from '../../src/model/resource.ts';
import { createSource, span } from '../../src/model/source.ts';
import { call, object, scalar, type UnknownValue, unknown, type Value } from '../../src/model/value.ts';
import { referenceTo, resourceSymbol } from '../../src/parsers/cloudformation/evaluate/symbols.ts';

const CATALOGUE = readRules([
  {
    path: 'maps.yaml',
    text: `
resource: test.bucket
title: Bucket
ai: false
from:
  cloudformation: [{ type: AWS::S3::Bucket }]
  aws: [{ type: aws_s3_bucket }]
  awscc: [{ type: awscc_s3_bucket }]
  google: [{ type: google_storage_bucket }]
  azurerm: [{ type: azurerm_storage_account }]
  arm: [{ type: Microsoft.Storage/storageAccounts }]
  terraform-module: [{ type: Azure/storage/azurerm }]
attributes: {}
`,
  },
]);

const PLACE = span(createSource('main.ts', ''), 0, 0);

function read(of: UnknownValue, name: string): Value {
  return unknown({ kind: 'member', of, key: scalar(name) }, of.reason);
}

function deploy(type: string, ...identities: Value[]): Deployment {
  const resource: Resource = {
    address: 'Chat/Data',
    type,
    apiVersion: null,
    name: scalar('data'),
    identities,
    parent: null,
    scope: null,
    existing: false,
    deployed: true,
    condition: null,
    properties: object(new Map()),
    declaration: PLACE,
    header: PLACE,
    callPath: [],
    module: null,
  };
  const common = { language: 'typescript', inputs: [], gaps: [], diagnostics: [] } as const;
  return { ...common, root: 'main.ts', resources: [resource] };
}

const SYMBOL = resourceSymbol('Chat/Data');
const TERRAFORM = [read(SYMBOL, 'id'), scalar('Chat/Data')];
const ID = scalar('/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/data');

test.each<[string, string, Value[], Value]>([
  ['CloudFormation, by Ref', 'AWS::S3::Bucket', [referenceTo('Chat/Data'), SYMBOL], referenceTo('Chat/Data')],
  ['CloudFormation, by ARN', 'AWS::S3::Bucket', [referenceTo('Chat/Data'), SYMBOL], read(SYMBOL, 'Arn')],
  ['aws, by id', 'aws_s3_bucket', TERRAFORM, read(SYMBOL, 'id')],
  ['aws, by ARN', 'aws_s3_bucket', TERRAFORM, read(SYMBOL, 'arn')],
  ['awscc, by ARN', 'awscc_s3_bucket', TERRAFORM, read(SYMBOL, 'arn')],
  ['google, by id', 'google_storage_bucket', TERRAFORM, read(SYMBOL, 'id')],
  ['azurerm, by id', 'azurerm_storage_account', TERRAFORM, read(SYMBOL, 'id')],
  ['ARM, by id', 'Microsoft.Storage/storageAccounts', [ID], ID],
  [
    'ARM, by principal',
    'Microsoft.Storage/storageAccounts',
    [ID],
    read(unknown(call('reference', ID), 'later'), 'principalId'),
  ],
])('%s', (_, type, identities, value) => {
  const world = createWorld(deploy(type, ...identities), CATALOGUE);
  const [target] = world.mapped;
  expect(target?.resource.type).toBe(type);
  expect(refersTo(world, value, target!).truth).toBe(true);
});

test('resources of azapi are those of ARM, modules are those of Terraform', () => {
  const deployment = deploy('azapi_resource', ...TERRAFORM);
  const [resource] = deployment.resources as [Resource];
  const type = scalar('Microsoft.Storage/storageAccounts@2024-01-01');
  const module = { reference: 'Azure/storage/azurerm', reason: 'it is not read' };
  const resources = [
    { ...resource, properties: object(new Map([['type', type]])) },
    { ...resource, type: 'Azure/storage/azurerm', module },
  ];
  const world = createWorld({ ...deployment, resources }, CATALOGUE);
  expect(world.mapped.map(({ dialect, map }) => [dialect, map.resource])).toEqual([
    ['arm', 'test.bucket'],
    ['terraform-module', 'test.bucket'],
  ]);
});
