// CDK for Terraform: classes of providers as Terraform's types, however they are imported.

import { expect, test } from 'vitest';
import { cdk } from '../../../../src/parsers/typescript/cdk/library.ts';
import { cdktf } from '../../../../src/parsers/typescript/cdktf/library.ts';
import { evaluate, plain } from '../tiny-library.ts';

function synthesized(imports: string, body: string) {
  const text = `import { App, Fn, TerraformHclModule, TerraformLocal, TerraformStack, TerraformVariable } from 'cdktf';
${imports}
class Ai extends TerraformStack {
  constructor(scope: App, id: string) {
    super(scope, id);
    ${body}
  }
}
const app = new App();
new Ai(app, 'ai');
app.synth();`;
  return evaluate({ 'main.ts': text }, { libraries: [cdk, cdktf] });
}

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

test('modules of Terraform are not read', () => {
  const { gaps } = synthesized('', `new TerraformHclModule(this, 'm', { source: 'Azure/openai/azurerm' });`);
  expect(gaps.map(({ reason }) => reason)).toEqual(['module `Azure/openai/azurerm` is not read']);
});
