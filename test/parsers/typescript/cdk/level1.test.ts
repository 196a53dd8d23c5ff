// Level 1 constructs of the CDK: CloudFormation's types with CloudFormation's names.

import { expect, test } from 'vitest';
import { valueKey } from '../../../../src/model/value.ts';
import { attributeOf, referenceTo } from '../../../../src/parsers/cloudformation/evaluate/symbols.ts';
import { cdk } from '../../../../src/parsers/typescript/cdk/library.ts';
import { evaluate, plain } from '../tiny-library.ts';

function synthesized(text: string, options: Parameters<typeof evaluate>[1] = {}) {
  return evaluate({ 'app.ts': text }, { libraries: [cdk], ...options });
}

const APP = `import * as cdk from 'aws-cdk-lib';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import { aws_s3 as s3, aws_bedrock as bedrock } from 'aws-cdk-lib';
const app = new cdk.App();
const stack = new cdk.Stack(app, 'Chat');
`;

test('types, paths and names of properties', () => {
  const { resources } = synthesized(`${APP}
    new sagemaker.CfnNotebookInstance(stack, 'Notebook', {
      instanceType: 'ml.t3.medium', roleArn: 'r', directInternetAccess: 'Disabled',
      tags: [{ key: 'team', value: 'ai' }],
    });
    new s3.CfnBucket(stack, 'Data');`);
  expect(resources.map(each => [each.address, each.type, plain(each.properties)])).toEqual([
    [
      'Chat/Notebook',
      'AWS::SageMaker::NotebookInstance',
      {
        InstanceType: 'ml.t3.medium',
        RoleArn: 'r',
        DirectInternetAccess: 'Disabled',
        Tags: [{ Key: 'team', Value: 'ai' }],
      },
    ],
    ['Chat/Data', 'AWS::S3::Bucket', {}],
  ]);
});

test('abbreviations are CloudFormation’s', () => {
  const { resources } = synthesized(`${APP}
    new bedrock.CfnAgent(stack, 'Agent', { agentName: 'a', idleSessionTtlInSeconds: 60 });
    new sagemaker.CfnNotebookInstance(stack, 'N', { volumeSizeInGb: 5 } as any);`);
  expect(resources.map(each => plain(each.properties))).toEqual([
    { AgentName: 'a', IdleSessionTTLInSeconds: 60 },
    { VolumeSizeInGB: 5 },
  ]);
});

test('resources of types without a class have the names of CloudFormation', () => {
  const { resources, gaps } = synthesized(`${APP}
    const vectors = new cdk.CfnResource(stack, 'Vectors', {
      type: 'AWS::S3Vectors::VectorBucket',
      properties: { VectorBucketName: 'v', EncryptionConfiguration: { sseType: 'aws:kms' } },
    });
    vectors.addPropertyOverride('Tags.0.Key', 'team');
    new cdk.CfnResource(stack, 'Other', { type: process.env.TYPE!, properties: {} });`);
  expect(resources.map(each => [each.address, each.type, plain(each.properties)])).toEqual([
    [
      'Chat/Vectors',
      'AWS::S3Vectors::VectorBucket',
      {
        VectorBucketName: 'v',
        EncryptionConfiguration: { sseType: 'aws:kms' },
        Tags: { 0: { Key: 'team' } },
      },
    ],
  ]);
  expect(gaps).toHaveLength(1);
});

test('what was declared before a bound was met is whole', () => {
  const { resources, diagnostics } = synthesized(
    `${APP}
    new s3.CfnBucket(stack, 'Data', { bucketName: 'd' });
    for (let i = 0; i < 1000; i++) [1, 2, 3].map(each => each + i);`,
    { bounds: { steps: 2_000 } },
  );
  expect(resources.map(each => plain(each.properties))).toEqual([{ BucketName: 'd' }]);
  expect(diagnostics.map(each => each.code)).toEqual(['too-many-steps']);
});

test('a condition of the template decides at deployment', () => {
  const { resources } = synthesized(`${APP}
    const isProduction = new cdk.CfnCondition(stack, 'IsProduction', { expression: cdk.Fn.conditionEquals('a', 'b') });
    const data = new s3.CfnBucket(stack, 'Data');
    data.cfnOptions.condition = isProduction;
    new s3.CfnBucket(stack, 'Always').cfnOptions.metadata = { a: 1 };`);
  expect(resources.map(each => [each.address, each.deployed])).toEqual([
    ['Chat/Data', 'unknown'],
    ['Chat/Always', true],
  ]);
});

test('what CloudFormation looks up is not known', () => {
  const { resources } = synthesized(`${APP}
    new s3.CfnBucket(stack, 'Data', { bucketName: cdk.SecretValue.secretsManager('name') });`);
  expect(plain(resources[0]!.properties)).toEqual({
    BucketName: { unknown: '`{{resolve:secretsmanager:name:SecretString:::}}` is only known at deployment' },
  });
});

test('references have the form of CloudFormation', () => {
  const { resources } = synthesized(`${APP}
    const bucket = new s3.CfnBucket(stack, 'Data');
    new bedrock.CfnAgent(stack, 'Agent', { agentName: bucket.ref, agentResourceRoleArn: bucket.attrArn });`);
  const [bucket, agent] = resources;
  const { properties } = agent!;
  const members = properties.kind === 'object' ? properties.members : new Map();
  expect(valueKey(members.get('AgentName'))).toBe(valueKey(bucket!.identities[0]!));
  expect(valueKey(members.get('AgentName'))).toBe(valueKey(referenceTo('Chat/Data')));
  expect(valueKey(members.get('AgentResourceRoleArn'))).toBe(valueKey(attributeOf('Chat/Data', 'Arn')));
});

test('assignments and escape hatches', () => {
  const { resources } = synthesized(`${APP}
    const agent = new bedrock.CfnAgent(stack, 'Agent', { agentName: 'a', guardrailConfiguration: { guardrailVersion: '1' } });
    agent.agentName = 'b';
    agent.addPropertyOverride('GuardrailConfiguration.GuardrailIdentifier', 'g');
    agent.addOverride('Properties.IdleSessionTTLInSeconds', 60);
    agent.addPropertyOverride('ActionGroups.0.ActionGroupName', 'first');
    agent.addPropertyDeletionOverride('GuardrailConfiguration.GuardrailVersion');`);
  expect(plain(resources[0]!.properties)).toEqual({
    AgentName: 'b',
    GuardrailConfiguration: { GuardrailIdentifier: 'g' },
    IdleSessionTTLInSeconds: 60,
    ActionGroups: { 0: { ActionGroupName: 'first' } },
  });
});

test('an override under an unknown condition leaves both', () => {
  const { resources } = synthesized(`${APP}
    const notebook = new sagemaker.CfnNotebookInstance(stack, 'N', { directInternetAccess: 'Enabled' } as any);
    if (process.env.PRIVATE) notebook.addPropertyOverride('DirectInternetAccess', 'Disabled');`);
  expect(plain(resources[0]!.properties)).toEqual({
    DirectInternetAccess: { oneOf: ['Disabled', 'Enabled'] },
  });
});

test('constructs and stacks of the program, tokens and intrinsic functions', () => {
  const { resources } = synthesized(`
    import { App, Stack, StackProps, Fn, Aws } from 'aws-cdk-lib';
    import { Construct } from 'constructs';
    import { CfnBucket } from 'aws-cdk-lib/aws-s3';
    class Store extends Construct {
      constructor(scope: Construct, id: string, props: { name: string }) {
        super(scope, id);
        new CfnBucket(this, 'Resource', { bucketName: props.name });
      }
    }
    class ChatStack extends Stack {
      constructor(scope: Construct, id: string, props?: StackProps) {
        super(scope, id, props);
        new Store(this, 'Store', { name: Fn.join('-', ['chat', this.account, Aws.REGION]) });
      }
    }
    new ChatStack(new App(), 'Prod');`);
  const [bucket] = resources;
  expect(bucket!.address).toBe('Prod/Store');
  expect(bucket!.callPath.map(each => each.name)).toEqual(['ChatStack', 'Store']);
  const name =
    bucket!.properties.kind === 'object' ? bucket!.properties.members.get('BucketName') : undefined;
  expect(name?.kind === 'unknown' && name.expression.kind === 'text' && name.expression.parts[0]).toBe(
    'chat-',
  );
});

test('context is what cdk.json says', () => {
  const { resources } = synthesized(
    `${APP} new s3.CfnBucket(stack, 'Data', { bucketName: app.node.tryGetContext('name') });`,
    { inputs: new Map([['name', { kind: 'scalar', value: 'given', origin: [] }]]) },
  );
  expect(plain(resources[0]!.properties)).toEqual({ BucketName: 'given' });
});

test.each([
  ['a default', "const name = context('name') ?? 'default';", 'default'],
  ['another default', "const name = context('name') || 'default';", 'default'],
  ['a flag that is off', "const name = context('flag') ? 'on' : 'off';", 'off'],
  ['a stage that it is not', "const name = context('stage') === 'prod' ? 'prod' : 'other';", 'other'],
  [
    'nothing, so that it takes another way',
    "let name = 'a'; if (!context('b') && !context('c')) name = 'd';",
    'd',
  ],
  ['a name that must be given', "const name = context('name');", { unknown: 'context `name` is not given' }],
  [
    'a name without which it does not go on',
    "const name = context('name'); if (!name) throw new Error('name it');",
    { unknown: 'context `name` is not given' },
  ],
  [
    'a default with which it does not go on, and so perhaps a name',
    "const name = context('name') || ''; if (name === '') throw new Error('name it');",
    { oneOf: [{ unknown: 'context `name` is not given' }, ''] },
  ],
])('context that nothing gives is %s', (_, statements, name) => {
  const { resources, gaps } = synthesized(`${APP}
    const context = (key: string) => app.node.tryGetContext(key);
    ${statements}
    new s3.CfnBucket(stack, 'Data', { bucketName: name });`);
  expect(resources.map(each => [plain(each.properties), each.condition])).toEqual([
    [{ BucketName: name }, null],
  ]);
  expect(gaps).toEqual([]);
});

test('a construct of an AI service that is not known leaves a gap, one of another service and a statement do not', () => {
  const { gaps } = synthesized(`${APP}
    import * as iam from 'aws-cdk-lib/aws-iam';
    new bedrock.Unheard(stack, 'Unknown');
    new cdk.aws_route53.HostedZone(stack, 'Zone', { zoneName: 'example.com' }).addDelegation(stack);
    new iam.SomeStatement({ actions: ['*'] });`);
  expect(gaps.map(gap => gap.reason)).toEqual(['`aws_bedrock.Unheard` of `aws-cdk-lib` is not known']);
});
