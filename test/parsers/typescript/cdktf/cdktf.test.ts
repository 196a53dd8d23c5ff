// CDK for Terraform: classes of providers as Terraform's types, however they are imported.

import { expect, test } from 'vitest';
import { array, object, scalar } from '../../../../src/model/value.ts';
import { plain } from '../tiny-library.ts';
import { synthesized } from './synthesized.ts';

test.each<[string, string, string, boolean]>([
  [
    "import { CognitiveAccount as C } from '@cdktf/provider-azurerm/lib/cognitive-account'",
    'C',
    'azurerm_cognitive_account',
    false,
  ],
  [
    "import * as azurerm from '@cdktf/provider-azurerm'",
    'azurerm.cognitiveAccount.CognitiveAccount',
    'azurerm_cognitive_account',
    false,
  ],
  [
    "import { cognitiveAccount } from '@cdktf/provider-azurerm'",
    'cognitiveAccount.CognitiveAccount',
    'azurerm_cognitive_account',
    false,
  ],
  ["import { S3Bucket as C } from './.gen/providers/aws/s3-bucket'", 'C', 'aws_s3_bucket', false],
  ["import { S3Bucket as C } from '../.gen/providers/aws'", 'C', 'aws_s3_bucket', false],
  [
    "import { DataAwsIamPolicyDocument as C } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document'",
    'C',
    'aws_iam_policy_document',
    true,
  ],
  [
    "import { CognitiveAccount as C } from '@cdktn/provider-azurerm/lib/cognitive-account'",
    'C',
    'azurerm_cognitive_account',
    false,
  ],
  [
    "import { SagemakerModel as C } from '@cdktf/provider-aws/lib/sagemaker'",
    'C',
    'aws_sagemaker_model',
    false,
  ],
  ["import { s3 } from '@cdktf/provider-aws'", 's3.S3Bucket', 'aws_s3_bucket', false],
  ["import { Lexv2ModelsBot as C } from './.gen/providers/aws'", 'C', 'aws_lexv2models_bot', false],
  [
    "import { KeyVaultAccessPolicyA as C } from './.gen/providers/azurerm'",
    'C',
    'azurerm_key_vault_access_policy',
    false,
  ],
  [
    "import { StringResource as C } from '@cdktf/provider-random/lib/string-resource'",
    'C',
    'random_string',
    false,
  ],
  ["import { resource } from './.gen/providers/azapi'", 'resource.Resource', 'azapi_resource', false],
  [
    "import { iamOpenidConnectProvider } from '@cdktf/provider-aws'",
    'iamOpenidConnectProvider.IamOpenidConnectProvider',
    'aws_iam_openid_connect_provider',
    false,
  ],
  [
    "import { GoogleVertexAiEndpoint as C } from '@cdktf/provider-google-beta/lib/google-vertex-ai-endpoint'",
    'C',
    'google_vertex_ai_endpoint',
    false,
  ],
  [
    "import { DataGoogleProject as C } from '@cdktf/provider-google-beta/lib/data-google-project'",
    'C',
    'google_project',
    true,
  ],
  [
    "import { VertexAiEndpoint as C } from '@cdktf/provider-google-beta/lib/vertex-ai-endpoint'",
    'C',
    'google_vertex_ai_endpoint',
    false,
  ],
])('%s', (imports, name, type, existing) => {
  const { resources, gaps } = synthesized(imports, `new ${name}(this, 'x', {});`);
  expect(resources.map(each => [each.address, each.type, each.existing])).toEqual([['ai/x', type, existing]]);
  expect(gaps).toEqual([]);
});

test.each([
  "import { AzurermProvider as C } from '@cdktf/provider-azurerm/lib/provider'",
  "import { AzurermProvider as C } from './.gen/providers/azurerm'",
  "import { GoogleBetaProvider as C } from '@cdktf/provider-google-beta'",
])('%s is no resource', imports => {
  const { resources, gaps } = synthesized(imports, "new C(this, 'x', { features: [{}] });");
  expect([resources, gaps]).toEqual([[], []]);
});

const ACCOUNT = `import { CognitiveAccount } from '@cdktf/provider-azurerm/lib/cognitive-account';`;

test('arguments, variables, locals, what is written over them', () => {
  const { resources } = synthesized(
    ACCOUNT,
    `const keys = new TerraformVariable(this, 'keys', { type: 'bool', default: true });
    const sku = new TerraformVariable(this, 'sku', { type: 'string' });
    const kind = new TerraformLocal(this, 'kind', 'OpenAI');
    const account = new CognitiveAccount(this, 'account', {
      name: 'ai', localAuthEnabled: keys.value, skuName: sku.stringValue, kind: kind.asString,
      networkAcls: { defaultAction: 'Deny' }, tags: { costCenter: '7' }, dependsOn: [],
    });
    account.publicNetworkAccessEnabled = false;
    account.putIdentity({ type: 'SystemAssigned' });
    account.addOverride('network_acls.default_action', 'Allow');`,
  );
  expect(plain(resources[0]!.properties)).toEqual({
    name: 'ai',
    local_auth_enabled: true,
    sku_name: { unknown: 'variable `sku` has no default' },
    kind: 'OpenAI',
    network_acls: [{ default_action: 'Allow' }],
    tags: { costCenter: '7' },
    public_network_access_enabled: false,
    identity: [{ type: 'SystemAssigned' }],
  });
});

test('what is read of a resource', () => {
  const { resources } = synthesized(
    `${ACCOUNT}
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';`,
    `const account = new CognitiveAccount(this, 'account', { name: 'ai', identity: { type: 'SystemAssigned' } });
    new RoleAssignment(this, 'role', {
      scope: account.id, principalId: account.identity.principalId, name: account.name, description: Fn.join('-', ['a', account.name]),
    });`,
  );
  expect(plain(resources[1]!.properties)).toEqual({
    scope: { unknown: '`ai/account.id` is only known after apply' },
    principal_id: { unknown: expect.stringContaining('only known after apply') },
    name: 'ai',
    description: 'a-ai',
  });
});

test('modules are not read: their calls are known by their arguments', () => {
  const entry = new Map([
    ['name', scalar('lake')],
    ['source', scalar('Azure/lake/azurerm')],
    ['version', scalar('1.0.0')],
  ]);
  const { resources, gaps } = synthesized(
    `import { Lake } from './.gen/modules/lake';
import { Lambda } from './.gen/modules/terraform-aws-modules/aws/lambda';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';`,
    `const openai = new TerraformHclModule(this, 'openai', { source: 'Azure/openai/azurerm', version: '0.1.5', variables: { name: 'ai', public_network_access_enabled: false } });
    const lake = new Lake(this, 'lake', { accountName: 'x', dependsOn: [openai] });
    new Lambda(this, 'lambda', {});
    new RoleAssignment(this, 'role', { scope: openai.get('openai_id'), principalId: lake.principalIdOutput });`,
    { inputs: new Map([['terraformModules of cdktf.json', array([object(entry)])]]) },
  );
  expect(
    resources.map(({ type, apiVersion, module, properties }) => [
      type,
      apiVersion,
      module?.reason,
      plain(properties),
    ]),
  ).toEqual([
    [
      'Azure/openai/azurerm',
      '0.1.5',
      'module `Azure/openai/azurerm` is not read',
      { name: 'ai', public_network_access_enabled: false },
    ],
    ['Azure/lake/azurerm', '1.0.0', 'module `Azure/lake/azurerm` is not read', { account_name: 'x' }],
    ['terraform-aws-modules/lambda/aws', null, 'module `terraform-aws-modules/lambda/aws` is not read', {}],
    [
      'azurerm_role_assignment',
      null,
      undefined,
      {
        scope: { unknown: 'module `Azure/openai/azurerm` is not read' },
        principal_id: { unknown: 'module `Azure/lake/azurerm` is not read' },
      },
    ],
  ]);
  expect(gaps.map(({ reason, resource }) => [reason, resource?.address])).toEqual([
    ['module `Azure/openai/azurerm` is not read', 'ai/openai'],
    ['module `Azure/lake/azurerm` is not read', 'ai/lake'],
    ['module `terraform-aws-modules/lambda/aws` is not read', 'ai/lambda'],
  ]);
});

test('functions and operators compute what they can', () => {
  const { resources } = synthesized(
    ACCOUNT,
    `const open = new TerraformVariable(this, 'open', { type: 'bool' });
    new CognitiveAccount(this, 'account', {
      name: Fn.replace(Fn.lower('My-AI'), '-', ''), size: Fn.lengthOf([1, 2]), text: Fn.format('%s-%d', ['a', 7]),
      first: Fn.lookupNested({ a: [{ b: 'c' }] }, ['a', 0, 'b']), either: Fn.coalesce([undefined, 'x']), policy: Fn.jsonencode({ B: 1, A: [true] }),
      sum: Op.add(2, 3), same: Op.eq('a', 'a'), both: Op.and(true, false), public: conditional(open.value, 'Enabled', 'Disabled'),
      now: Fn.timestamp(), listed: Token.asList(['x']),
    });`,
  );
  expect(plain(resources[0]!.properties)).toEqual({
    name: 'myai',
    size: 2,
    text: 'a-7',
    first: 'c',
    either: 'x',
    policy: '{"A":[true],"B":1}',
    sum: 5,
    same: true,
    both: false,
    public: { oneOf: ['Enabled', 'Disabled'] },
    now: { unknown: expect.stringContaining('timestamp') },
    listed: ['x'],
  });
});

test('aspects are called with every construct when the program was walked', () => {
  const { resources, gaps } = synthesized(
    `${ACCOUNT}
class Tags { constructor(tags) { this.tags = tags; } visit(node) { if (node instanceof CognitiveAccount) node.tags = { ...node.tagsInput, ...this.tags }; } }`,
    `Aspects.of(this).add(new Tags({ team: 'a' }));
    new CognitiveAccount(this, 'one', { name: 'one', tags: { own: 'b' } });
    new CognitiveAccount(this, 'two', { name: 'two' });`,
  );
  expect(resources.map(({ properties }) => plain(properties))).toEqual([
    { name: 'one', tags: { own: 'b', team: 'a' } },
    { name: 'two', tags: { team: 'a' } },
  ]);
  expect(gaps).toEqual([]);
});

test('what is produced lazily is what there is in the end', () => {
  const { resources } = synthesized(
    ACCOUNT,
    `const rules = [];
    const account = new CognitiveAccount(this, 'account', { networkAcls: { ipRules: Lazy.listValue({ produce: () => rules }) } });
    rules.push('198.51.100.0/24');
    account.lifecycle = { preventDestroy: true };`,
  );
  expect(plain(resources[0]!.properties)).toEqual({ network_acls: [{ ip_rules: ['198.51.100.0/24'] }] });
});

test('resources of no class, and what only Terraform reads', () => {
  const { resources } = synthesized(
    '',
    `const free = new TerraformResource(this, 'free', { terraformResourceType: 'azurerm_search_service' });
    const state = new DataTerraformRemoteState(this, 'state', {});
    free.addOverride('sku', 'basic');
    free.addOverride('name', state.getString('name'));
    free.addOverride('lifecycle.prevent_destroy', true);`,
  );
  expect(resources.map(({ type, properties }) => [type, plain(properties)])).toEqual([
    [
      'azurerm_search_service',
      { sku: 'basic', name: { unknown: 'the outputs of another configuration are read from its state' } },
    ],
  ]);
});

test('bodies of azapi are as they are written, nested objects of awscc are attributes', () => {
  const { resources } = synthesized(
    `import { Resource } from './.gen/providers/azapi/resource';
import { BedrockGuardrail } from './.gen/providers/awscc/bedrock-guardrail';`,
    `new Resource(this, 'a', { type: 'Microsoft.Search/searchServices@2025-05-01', parentId: '/g', body: { properties: { disableLocalAuth: true } } });
    new BedrockGuardrail(this, 'g', { name: 'g', contentPolicyConfig: { filtersConfig: [{ inputStrength: 'HIGH' }] } });`,
  );
  expect(resources.map(({ type, properties }) => [type, plain(properties)])).toEqual([
    [
      'azapi_resource',
      {
        type: 'Microsoft.Search/searchServices@2025-05-01',
        parent_id: '/g',
        body: { properties: { disableLocalAuth: true } },
      },
    ],
    [
      'awscc_bedrock_guardrail',
      { name: 'g', content_policy_config: { filters_config: [{ input_strength: 'HIGH' }] } },
    ],
  ]);
});
