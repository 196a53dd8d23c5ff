// Resources of Pulumi's programs in the forms of their platforms, and what refers to them.

import { expect, test } from 'vitest';
import type { Resource } from '../../../../src/model/resource.ts';
import { scalar, type Value, valueKey } from '../../../../src/model/value.ts';
import { pulumi } from '../../../../src/parsers/typescript/pulumi/library.ts';
import { evaluate, plain } from '../tiny-library.ts';

type Options = Parameters<typeof evaluate>[1];

const HEAD = `import * as pulumi from '@pulumi/pulumi';
import * as native from '@pulumi/azure-native';
import * as azure from '@pulumi/azure';
import * as aws from '@pulumi/aws';
import * as gcp from '@pulumi/gcp';
import * as awsNative from '@pulumi/aws-native';
`;

function deployed(text: string, options: Options = {}): readonly Resource[] {
  return evaluate({ 'index.ts': HEAD + text }, { libraries: [pulumi], ...options }).resources;
}

/** The only resource's type and properties. */
function only(text: string, options: Options = {}): readonly unknown[] {
  const [resource] = deployed(text, options);
  return [resource?.type, resource && plain(resource.properties)];
}

function member({ properties }: Resource, ...path: readonly string[]): Value | undefined {
  let value: Value | undefined = properties;
  for (const name of path) {
    if (value?.kind === 'array') value = value.items[Number(name)];
    else value = value?.kind === 'object' ? value.members.get(name) : undefined;
  }
  return value;
}

function refersTo(value: Value | undefined, target: Resource | undefined): boolean {
  return target!.identities.map(valueKey).includes(valueKey(value!));
}

test('azure-native: what stands beside `properties` and what in them', () => {
  expect(
    only(`new native.search.Service('search', {
      resourceGroupName: 'rg', searchServiceName: 'docs', location: 'westeurope', tags: { team: 'ai' },
      sku: { name: 'standard' }, publicNetworkAccess: 'disabled', identity: { type: 'SystemAssigned' },
    });`),
  ).toEqual([
    'Microsoft.Search/searchServices',
    {
      location: 'westeurope',
      tags: { team: 'ai' },
      sku: { name: 'standard' },
      identity: { type: 'SystemAssigned' },
      properties: {
        publicNetworkAccess: 'disabled',
        // What the class sets itself.
        hostingMode: 'Default',
        partitionCount: 1,
        replicaCount: 1,
      },
    },
  ]);
});

test('what classes set where nothing is given, in objects that are given too', () => {
  const site = 'resourceGroupName: "rg", kind: "app"';
  const ofSite = (args: string) => only(`new native.web.WebApp('app', { ${site}${args} });`)[1];
  const own = { clientAffinityEnabled: false, hyperV: false, isXenon: false, scmSiteAlsoStopped: false };
  expect(ofSite('')).toEqual({ kind: 'app', properties: own });
  expect(ofSite(', hyperV: true, siteConfig: { http20Enabled: undefined }')).toMatchObject({
    properties: {
      ...own,
      hyperV: true,
      siteConfig: { http20Enabled: true, localMySqlEnabled: false, netFrameworkVersion: 'v4.6' },
    },
  });
});

test('azure-native: properties that are called after the class', () => {
  expect(
    only(`new native.cognitiveservices.AccountCapabilityHost('host', {
      resourceGroupName: 'rg', accountName: 'ai', capabilityHostProperties: { capabilityHostKind: 'Agents' },
    });`)[1],
  ).toEqual({ properties: { capabilityHostKind: 'Agents' } });
});

test.each<[string, unknown]>([
  ['native.cognitiveservices.PublicNetworkAccess.Disabled', 'Disabled'],
  [
    'native.cognitiveservices.ResourceIdentityType.SystemAssigned_UserAssigned',
    'SystemAssigned, UserAssigned',
  ],
  ['native.keyvault.SkuName.Standard', 'standard'],
  ['native.storage.SkuName.Standard_LRS', 'Standard_LRS'],
  ['native.insights.ApplicationType.Web', 'web'],
  ['aws.lambda.Runtime.Python3d12', 'python3.12'],
  ['aws.lambda.NodeJS12dXRuntime', 'nodejs12.x'],
  [
    'aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole',
    'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
  ],
  ['aws.iam.ManagedPolicies.AmazonBedrockFullAccess', 'arn:aws:iam::aws:policy/AmazonBedrockFullAccess'],
  ['aws.iam.Principals.LambdaPrincipal', { Service: 'lambda.amazonaws.com' }],
  ['aws.iam.Principals.LambdaPrincipal.Service', 'lambda.amazonaws.com'],
  ['aws.Region.USWest2', 'us-west-2'],
  ['aws.ec2.InstanceType.T3_Micro', 't3.micro'],
  ['awsNative.bedrock.GuardrailFilterStrength.High', 'HIGH'],
  ['native.nowhere.Kind.Of_What', { unknown: 'what `Kind.Of_What` stands for is not known' }],
  ['aws.iam.ManagedPolicy.Unheard', { unknown: 'what `ManagedPolicy.Unheard` stands for is not known' }],
])('constants are what they stand for: %s', (name, value) => {
  expect(only(`new aws.sns.Topic('t', { tags: { it: ${name} } });`)[1]).toEqual({ tags: { it: value } });
});

test('azure-native: `properties` that are written out stay as they are', () => {
  expect(
    only(`new native.cognitiveservices.Account('ai', {
      resourceGroupName: 'rg', kind: 'OpenAI', properties: { disableLocalAuth: true },
    });`),
  ).toEqual([
    'Microsoft.CognitiveServices/accounts',
    { kind: 'OpenAI', properties: { disableLocalAuth: true } },
  ]);
});

test('azure-native: parts that are resources have `properties` of their own', () => {
  const [, endpoint] = deployed(`
    const account = new native.cognitiveservices.Account('ai', { resourceGroupName: 'rg', accountName: 'ai' });
    new native.network.PrivateEndpoint('pe', {
      resourceGroupName: 'rg',
      privateLinkServiceConnections: [{ name: 'c', privateLinkServiceId: account.id, groupIds: ['account'] }],
    });`);
  const [account] = deployed(`
    new native.cognitiveservices.Account('ai', { resourceGroupName: 'rg', accountName: 'ai' });`);
  const connection = ['properties', 'privateLinkServiceConnections', '0'];
  expect(plain(member(endpoint!, ...connection, 'properties', 'groupIds')!)).toEqual(['account']);
  expect(refersTo(member(endpoint!, ...connection, 'properties', 'privateLinkServiceId'), account)).toBe(
    true,
  );
});

test.each<[string, string, string | null]>([
  ['import * as v from "@pulumi/azure-native/cognitiveservices/v20240101preview"', 'v', '2024-01-01-preview'],
  ['import * as v from "@pulumi/azure-native/cognitiveservices"', 'v', null],
  ['import { v20241001 as v } from "@pulumi/azure-native/cognitiveservices"', 'v', '2024-10-01'],
  ['', 'native.cognitiveservices.v20241001', '2024-10-01'],
  [
    "import * as v from './sdks/azure-native_cognitiveservices_v20250401preview/cognitiveservices'",
    'v',
    '2025-04-01-preview',
  ],
])('azure-native: versions of modules, %s', (statement, module, version) => {
  const [account] = deployed(`${statement}\nnew ${module}.Account('ai', { resourceGroupName: 'rg' });`);
  expect([account?.type, account?.apiVersion]).toEqual(['Microsoft.CognitiveServices/accounts', version]);
});

test('azure-native: names of parents lead to them', () => {
  const [group, account, deployment] = deployed(`
    const group = new native.resources.ResourceGroup('rg');
    const account = new native.cognitiveservices.Account('ai', { resourceGroupName: group.name });
    new native.cognitiveservices.Deployment('gpt', {
      resourceGroupName: group.name, accountName: account.name, deploymentName: 'gpt-4o',
      properties: { model: { name: 'gpt-4o' } },
    });`);
  expect(group?.type).toBe('Microsoft.Resources/resourceGroups');
  expect(deployment?.type).toBe('Microsoft.CognitiveServices/accounts/deployments');
  expect(refersTo(deployment!.parent!, account)).toBe(true);
  // Pulumi adds random characters to names that no argument gives.
  expect(account?.identities[0]).toMatchObject({ kind: 'unknown', expression: { kind: 'text' } });
});

test('azure-native: scopes and principals', () => {
  const [account, search, role] = deployed(`
    const account = new native.cognitiveservices.Account('ai', { resourceGroupName: 'rg' });
    const search = new native.search.Service('search', {
      resourceGroupName: 'rg', identity: { type: native.search.IdentityType.SystemAssigned },
    });
    new native.authorization.RoleAssignment('reads', {
      scope: account.id, principalId: search.identity.apply(identity => identity!.principalId),
      roleDefinitionId: pulumi.interpolate\`\${account.id}/x\`,
    });`);
  expect(refersTo(role!.scope!, account)).toBe(true);
  const principal = member(role!, 'properties', 'principalId');
  expect(principal).toMatchObject({ kind: 'unknown', expression: { kind: 'member' } });
  expect(valueKey(principal!)).toContain(valueKey(search!.identities[1]!));
});

test.each<[string, string, string, object]>([
  [
    'azure',
    `new azure.cognitive.Account('ai', { skuName: 'S0', networkAcls: { defaultAction: 'Deny', ipRules: ['10.0.0.0/8'] }, tags: { costCenter: '7' } })`,
    'azurerm_cognitive_account',
    {
      sku_name: 'S0',
      network_acls: [{ default_action: 'Deny', ip_rules: ['10.0.0.0/8'] }],
      tags: { costCenter: '7' },
    },
  ],
  [
    'plurals of lists',
    `new azure.monitoring.DiagnosticSetting('d', { enabledLogs: [{ category: 'Audit' }] })`,
    'azurerm_monitor_diagnostic_setting',
    { enabled_log: [{ category: 'Audit' }] },
  ],
  [
    'classes with other names',
    `new aws.bedrock.AgentAgent('a', { agentName: 'a', guardrailConfigurations: [{ guardrailIdentifier: 'g' }] })`,
    'aws_bedrockagent_agent',
    { agent_name: 'a', guardrail_configuration: [{ guardrail_identifier: 'g' }] },
  ],
  [
    'maps with names of the user',
    `new aws.sagemaker.Model('m', { primaryContainer: { image: 'i', environment: { logLevel: 'x' } } })`,
    'aws_sagemaker_model',
    { primary_container: [{ image: 'i', environment: { logLevel: 'x' } }] },
  ],
  [
    'documents',
    `new aws.iam.Policy('p', { policy: { Version: '2012-10-17', Statement: [{ Effect: 'Deny' }] } })`,
    'aws_iam_policy',
    { policy: { Version: '2012-10-17', Statement: [{ Effect: 'Deny' }] } },
  ],
  [
    'gcp',
    `new gcp.vertex.AiEndpoint('e', { displayName: 'e', encryptionSpec: { kmsKeyName: 'k' } })`,
    'google_vertex_ai_endpoint',
    { display_name: 'e', encryption_spec: [{ kms_key_name: 'k' }] },
  ],
  [
    'aws-native',
    `new awsNative.bedrock.Agent('a', { agentName: 'a', idleSessionTtlInSeconds: 60, guardrailConfiguration: { guardrailVersion: '1' } })`,
    'AWS::Bedrock::Agent',
    { AgentName: 'a', IdleSessionTTLInSeconds: 60, GuardrailConfiguration: { GuardrailVersion: '1' } },
  ],
  [
    'what rules do not know',
    `new aws.sns.Topic('t', { kmsMasterKeyId: 'k' })`,
    'aws:sns:Topic',
    { kms_master_key_id: 'k' },
  ],
])('%s', (_, text, type, properties) => {
  expect(only(text)).toEqual([type, properties]);
});

test('what is read of a resource is what was written, or only known after it is deployed', () => {
  const [bucket, policy] = deployed(`
    const bucket = new aws.s3.Bucket('data', { bucket: 'data-of-ours' });
    new aws.s3.BucketPolicy('p', { bucket: bucket.id, policy: pulumi.jsonStringify({ named: bucket.bucket, by: bucket.arn }) });`);
  expect(refersTo(member(policy!, 'bucket'), bucket)).toBe(true);
  expect(member(policy!, 'policy')).toMatchObject({
    kind: 'unknown',
    reason: '`data.arn` is only known after apply',
  });
});

test('functions read what exists, policy documents among them', () => {
  const [document, policy] = deployed(`
    const document = aws.iam.getPolicyDocumentOutput({ statements: [{ actions: ['bedrock:*'], resources: ['*'] }] });
    new aws.iam.Policy('p', { policy: document.json });`);
  expect([document?.type, document?.existing, plain(document!.properties)]).toEqual([
    'aws_iam_policy_document',
    true,
    { statement: [{ actions: ['bedrock:*'], resources: ['*'] }] },
  ]);
  expect(valueKey(member(policy!, 'policy')!)).toContain('resource("getPolicyDocument');
});

test('outputs are their values', () => {
  expect(
    only(`new aws.s3.Bucket('data', {
      bucket: pulumi.concat('a', '-', pulumi.output('b')),
      acl: pulumi.all(['private', 'x']).apply(([acl]) => acl),
      tags: { both: pulumi.interpolate\`\${pulumi.getStack()}/x\` },
    });`),
  ).toEqual([
    'aws_s3_bucket',
    {
      bucket: 'a-b',
      acl: 'private',
      tags: { both: { unknown: 'the stack is only known when it is deployed' } },
    },
  ]);
});

test('configuration: set, typed, not set', () => {
  const inputs = new Map<string, Value>([
    ['pulumi:project', scalar('chat')],
    ['chat:open', scalar('false')],
    ['chat:size', scalar(3)],
    ['aws:region', scalar('eu-west-1')],
  ]);
  const text = `
    const config = new pulumi.Config();
    new aws.s3.Bucket('data', { tags: {
      open: config.requireBoolean('open'), size: config.require('size'), region: new pulumi.Config('aws').get('region'),
      other: config.get('other') ?? 'default', needed: config.require('needed'), direct: aws.config.region,
    } });`;
  expect(only(text, { inputs })[1]).toEqual({
    tags: {
      open: false,
      size: '3',
      region: 'eu-west-1',
      other: 'default',
      needed: { unknown: 'configuration `needed` is not set in a stack' },
      direct: 'eu-west-1',
    },
  });
});

test('what no stack sets is undefined, and unknown where the program insists on it', () => {
  const text = (head: string) => `${head}
    const config = new pulumi.Config();
    const needed = (key: string) => {
      const value = config.get(key);
      if (!value) throw new Error(key);
      return value;
    };
    new aws.s3.Bucket('data', { bucket: needed('name'), acl: config.get('acl') ?? 'private', tags: { region: aws.config.region } });`;
  const unset = (name: string) => ({ unknown: `configuration \`${name}\` is not set in a stack` });
  expect(only(text(''))[1]).toMatchObject({ bucket: unset('name'), tags: { region: unset('aws:region') } });
  const inputs = new Map<string, Value>([
    ['pulumi:stack', scalar('dev')],
    ['pulumi:project', scalar('chat')],
  ]);
  expect(only(`new aws.s3.Bucket('data', { acl: new pulumi.Config().get('acl') });`, { inputs })[1]).toEqual(
    {},
  );
});

test('components of the program lead to what they declare', () => {
  const [account] = deployed(`
    class Ai extends pulumi.ComponentResource {
      constructor(name: string, args: { keys: boolean }, opts?: pulumi.ComponentResourceOptions) {
        super('chat:index:Ai', name, {}, opts);
        new azure.cognitive.Account(\`\${name}-account\`, { localAuthEnabled: args.keys }, { parent: this });
        this.registerOutputs();
      }
    }
    new Ai('ai', { keys: true });`);
  expect([account?.address, account?.callPath.map(({ name }) => name)]).toEqual(['ai-account', ['Ai']]);
  expect(plain(account!.properties)).toEqual({ local_auth_enabled: true });
});

test('what nothing is known of: other stacks, transformations, components of packages', () => {
  const program = evaluate(
    {
      'index.ts': `${HEAD}import * as eks from '@pulumi/eks';
      const other = new pulumi.StackReference('org/net/dev');
      new aws.s3.Bucket('data', { bucket: other.getOutput('bucket') }, { transformations: [x => x] });
      new eks.Cluster('c', {});`,
    },
    { libraries: [pulumi] },
  );
  const [bucket] = program.resources;
  expect(bucket?.properties).toMatchObject({
    kind: 'unknown',
    reason: 'what a transformation changes is not known',
    members: new Map([
      ['bucket', expect.objectContaining({ reason: 'output `bucket` of another stack is only known there' })],
    ]),
  });
  expect(program.gaps.map(({ reason }) => reason)).toEqual(['`Cluster` of `@pulumi/eks` is not known']);
});

test.each([
  ['export = async () => {', '};'],
  ['export default async function () {', '}'],
  ['export default () => {', '};'],
  ['module.exports = async () => {', '};'],
  ['const main = async () => {', '};\nmain().catch(error => { throw error; });'],
  ['async function main() {', '}\nmain();'],
  ['', ''],
])('what a program exports as a function is what it does: %s', (before, after) => {
  const [bucket, ...others] = deployed(`${before}
    const id = await aws.getCallerIdentity();
    const [name] = await Promise.all([Promise.resolve('data')]);
    const bucket = new aws.s3.Bucket(name, { acl: 'private' });
    ${before === '' ? '' : 'return { bucket: bucket.id };'}
  ${after}`).filter(({ existing }) => !existing);
  expect([bucket?.address, plain(bucket!.properties), bucket?.deployed, others]).toEqual([
    'data',
    { acl: 'private' },
    true,
    [],
  ]);
});
