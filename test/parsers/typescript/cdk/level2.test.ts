// Level 2 constructs of the CDK: what they declare, with the CDK's defaults, and where the program says it.

import { expect, test } from 'vitest';
import { type Value, valueKey } from '../../../../src/model/value.ts';
import { attributeOf, referenceTo } from '../../../../src/parsers/cloudformation/evaluate/symbols.ts';
import { cdk } from '../../../../src/parsers/typescript/cdk/library.ts';
import { at, evaluate, plain } from '../tiny-library.ts';

const IMPORTS = `import * as cdk from 'aws-cdk-lib';
import { aws_ec2 as ec2, aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_s3 as s3, aws_kinesis as kinesis } from 'aws-cdk-lib';
import * as bedrock from '@aws-cdk/aws-bedrock-alpha';
import * as sagemaker from '@aws-cdk/aws-sagemaker-alpha';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { bedrock as labs, opensearchserverless } from '@cdklabs/generative-ai-cdk-constructs';
const stack = new cdk.Stack(new cdk.App(), 'Chat');
const code = { runtime: lambda.Runtime.PYTHON_3_12, handler: 'index.handler', code: lambda.Code.fromInline('') };
`;

function synthesized(text: string) {
  return evaluate({ 'app.ts': IMPORTS + text }, { libraries: [cdk] });
}

/** The properties of each resource by its address. */
function declared(text: string): Record<string, unknown> {
  return Object.fromEntries(
    synthesized(text).resources.map(({ address, deployed, properties }) => [
      deployed === true ? address : `${address}?`,
      plain(properties),
    ]),
  );
}

/** Where the value of a property is written. */
function written(value: Value, ...path: string[]): string | null {
  const [name, ...rest] = path;
  if (name === undefined) return value.origin[0] ? at(value.origin[0].span) : null;
  const member = value.kind === 'object' ? value.members.get(name) : undefined;
  return member ? written(member, ...rest) : null;
}

const statements = (policy: unknown): unknown =>
  (policy as { PolicyDocument: { Statement: unknown } }).PolicyDocument.Statement;

test('a bucket: encryption, versions, public access, policy', () => {
  const resources = declared(`
    new s3.Bucket(stack, 'Plain');
    new s3.Bucket(stack, 'Data', {
      encryption: s3.BucketEncryption.S3_MANAGED, versioned: true, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL, enforceSSL: true,
    });`);
  expect(resources).toMatchObject({
    'Chat/Plain': {},
    'Chat/Data': {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
    },
    'Chat/Data/Policy': {
      PolicyDocument: { Statement: [{ Effect: 'Deny', Action: 's3:*', Principal: { AWS: '*' } }] },
    },
  });
});

test('a function has a role, and its grants are the statements of one policy', () => {
  const { resources } = synthesized(`
    const bucket = new s3.Bucket(stack, 'Data');
    const answer = new lambda.Function(stack, 'Answer', { ...code, environment: { MODEL: 'nova' } });
    bucket.grantRead(answer);
    answer.addToRolePolicy(new iam.PolicyStatement({ actions: ['bedrock:InvokeModel'], resources: ['*'] }));
    answer.addEnvironment('BUCKET', bucket.bucketName);`);
  const [bucket, role, answer, policy] = resources;
  expect([role, answer, policy].map(each => each?.address)).toEqual([
    'Chat/Answer/ServiceRole',
    'Chat/Answer',
    'Chat/Answer/ServiceRole/DefaultPolicy',
  ]);
  expect(plain(answer!.properties)).toMatchObject({ Environment: { Variables: { MODEL: 'nova' } } });
  expect(statements(plain(policy!.properties))).toMatchObject([
    { Effect: 'Allow', Action: ['s3:GetObject*', 's3:GetBucket*', 's3:List*'] },
    { Effect: 'Allow', Action: 'bedrock:InvokeModel', Resource: '*' },
  ]);
  const { properties } = policy!;
  const roles = properties.kind === 'object' ? properties.members.get('Roles') : undefined;
  expect(roles?.kind === 'array' && valueKey(roles.items[0]!)).toBe(
    valueKey(referenceTo('Chat/Answer/ServiceRole')),
  );
  expect(bucket!.identities.map(valueKey)).toContain(valueKey(referenceTo('Chat/Data')));
});

test('what is granted under a condition is there under it', () => {
  const resources = declared(`
    const answer = new lambda.Function(stack, 'Answer', code);
    if (process.env.POWERFUL) answer.addToRolePolicy(new iam.PolicyStatement({ actions: ['bedrock:*'], resources: ['*'] }));`);
  expect(statements(resources['Chat/Answer/ServiceRole/DefaultPolicy'])).toEqual({
    oneOf: [[{ Effect: 'Allow', Action: 'bedrock:*', Resource: '*' }], []],
  });
});

test('grants of services that rules do not ask for are not known, but whose they are', () => {
  const { resources, gaps } = synthesized(`
    const answer = new lambda.Function(stack, 'Answer', code);
    const stream = new kinesis.Stream(stack, 'Chats');
    stream.grantReadWrite(answer);`);
  const policy = resources.find(each => each.type === 'AWS::IAM::Policy');
  const { properties } = policy!;
  expect(JSON.stringify(plain(properties))).toContain('what `grantReadWrite()` allows is not known');
  expect(gaps).toEqual([]);
});

test('endpoints lead to services of the region', () => {
  const { resources } = synthesized(`
    const vpc = new ec2.Vpc(stack, 'Network');
    vpc.addInterfaceEndpoint('Api', { service: ec2.InterfaceVpcEndpointAwsService.SAGEMAKER_API, privateDnsEnabled: false });
    vpc.addInterfaceEndpoint('Studio', { service: ec2.InterfaceVpcEndpointAwsService.SAGEMAKER_STUDIO });`);
  const endpoints = resources.filter(each => each.type === 'AWS::EC2::VPCEndpoint');
  const names = endpoints.map(({ properties }) => {
    const name = properties.kind === 'object' ? properties.members.get('ServiceName') : undefined;
    const text = name?.kind === 'unknown' && name.expression.kind === 'text' ? name.expression : null;
    return text?.parts.map(part => (typeof part === 'string' ? part : '*')).join('');
  });
  expect(names).toEqual(['com.amazonaws.*.sagemaker.api', 'aws.sagemaker.*.studio']);
  expect(endpoints.map(each => plain(each.properties))).toMatchObject([
    { PrivateDnsEnabled: false, VpcEndpointType: 'Interface' },
    { PrivateDnsEnabled: true, VpcEndpointType: 'Interface' },
  ]);
});

test('an agent, its guardrail and the statements of its role', () => {
  const resources = declared(`
    const guardrail = new bedrock.Guardrail(stack, 'Rail', { guardrailName: 'rail' });
    guardrail.addContentFilter({ type: bedrock.ContentFilterType.HATE, inputStrength: bedrock.ContentFilterStrength.HIGH, outputStrength: bedrock.ContentFilterStrength.LOW });
    const agent = new bedrock.Agent(stack, 'Support', {
      foundationModel: bedrock.BedrockFoundationModel.AMAZON_NOVA_LITE_V1, instruction: 'x', codeInterpreterEnabled: true, idleSessionTTL: cdk.Duration.minutes(5),
    });
    agent.addGuardrail(guardrail);`);
  expect(resources['Chat/Rail/MyGuardrail']).toMatchObject({
    Name: 'rail',
    ContentPolicyConfig: { FiltersConfig: [{ Type: 'HATE', InputStrength: 'HIGH', OutputStrength: 'LOW' }] },
  });
  expect(resources['Chat/Support']).toMatchObject({
    IdleSessionTTLInSeconds: 300,
    GuardrailConfiguration: {
      GuardrailIdentifier: { unknown: expect.stringContaining('Chat/Rail/MyGuardrail') },
    },
    ActionGroups: [
      { ParentActionGroupSignature: 'AMAZON.UserInput', ActionGroupState: 'DISABLED' },
      { ParentActionGroupSignature: 'AMAZON.CodeInterpreter', ActionGroupState: 'ENABLED' },
    ],
  });
  expect(statements(resources['Chat/Support/Role/DefaultPolicy'])).toMatchObject([
    { Action: ['bedrock:InvokeModel*', 'bedrock:GetFoundationModel'] },
    { Action: 'bedrock:ApplyGuardrail' },
  ]);
});

test('a knowledge base brings its collection, which is open, and policies that name it', () => {
  const resources = declared(`
    new labs.VectorKnowledgeBase(stack, 'Knowledge', { embeddingsModel: labs.BedrockFoundationModel.TITAN_EMBED_TEXT_V2_1024 });
    new opensearchserverless.VectorCollection(stack, 'Vectors', { collectionName: 'vectors' });`);
  expect(Object.keys(resources)).toContain('Chat/Knowledge/KBVectors/VectorCollection');
  expect(resources['Chat/Vectors/NetworkPolicy']).toMatchObject({
    Policy: expect.stringContaining('"Resource":["collection/vectors"]'),
  });
});

test.each([
  [
    'a model is not isolated unless it says so',
    "new sagemaker.Model(stack, 'Model', { networkIsolation: true });",
    'Chat/Model/Model',
    { EnableNetworkIsolation: true },
  ],
  [
    'a runtime is public by default',
    "new agentcore.Runtime(stack, 'Agent', { agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromImageUri('i') });",
    'Chat/Agent',
    { NetworkConfiguration: { NetworkMode: 'PUBLIC' } },
  ],
  [
    'a gateway asks for tokens by default',
    "new agentcore.Gateway(stack, 'Tools');",
    'Chat/Tools',
    { AuthorizerType: 'CUSTOM_JWT' },
  ],
])('%s', (_, text, address, expected) => {
  expect(declared(text)[address]).toMatchObject(expected);
});

test('classes that extend constructs, their children and escape hatches', () => {
  const resources = declared(`
    class SafeBucket extends s3.Bucket {
      constructor(scope: Construct, id: string) {
        super(scope, id, { versioned: true });
        (this.node.defaultChild as s3.CfnBucket).addPropertyOverride('BucketName', 'safe');
      }
    }
    const bucket = new SafeBucket(stack, 'Safe');
    new s3.CfnBucketPolicy(stack, 'Policy', { bucket: bucket.bucketName, policyDocument: new iam.PolicyDocument() });`);
  expect(resources['Chat/Safe']).toEqual({
    BucketName: 'safe',
    VersioningConfiguration: { Status: 'Enabled' },
  });
});

test('places are the program’s: values where they are written, defaults where the construct is made', () => {
  const { resources } = synthesized(`
    new sagemaker.Model(stack, 'Model', { networkIsolation: false });
    new agentcore.Runtime(stack, 'Agent', { agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromImageUri('i') });`);
  const model = resources.find(each => each.type === 'AWS::SageMaker::Model')!;
  expect(written(model.properties, 'EnableNetworkIsolation')).toBe('10:61 false');
  expect(at(model.header)).toBe('10:5 new sagemaker.Model');
  const runtime = resources.find(each => each.type === 'AWS::BedrockAgentCore::Runtime')!;
  expect(written(runtime.properties, 'NetworkConfiguration', 'NetworkMode')).toBe(
    '11:5 new agentcore.Runtime',
  );
  for (const { declaration, callPath } of resources) {
    expect(declaration.source.path).toBe('app.ts');
    expect(callPath).toEqual([]);
  }
});

test('attributes of imported constructs', () => {
  const { resources } = synthesized(`
    const key = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/1');
    new s3.Bucket(stack, 'Data', { encryptionKey: key });
    const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/worker');
    new s3.Bucket(stack, 'Other').grantRead(role);`);
  expect(JSON.stringify(plain(resources[0]!.properties))).toContain('key/1');
  const policy = resources.find(each => each.type === 'AWS::IAM::Policy')!;
  expect(valueKey(attributeOf('Chat/Other', 'Arn'))).toBeTruthy();
  expect(plain(policy.properties)).toMatchObject({ Roles: ['worker'] });
});

const KINDS = (text: string): string[] =>
  synthesized(text).resources.map(({ type, address }) => `${type.replace('AWS::', '')} ${address}`);

test('a bucket that is emptied at the end brings a function with a role, one for the stack', () => {
  const kinds = KINDS(`
    for (const id of ['A', 'B']) new s3.Bucket(stack, id, { autoDeleteObjects: true, removalPolicy: cdk.RemovalPolicy.DESTROY });`);
  expect(kinds.filter(each => /Role|Function/.test(each))).toEqual([
    'IAM::Role Chat/Custom::S3AutoDeleteObjectsCustomResourceProvider/Role',
    'Lambda::Function Chat/Custom::S3AutoDeleteObjectsCustomResourceProvider/Handler',
  ]);
});

test('a provider of custom resources: a function around the handler, and what it may call', () => {
  const resources = declared(`
    const handler = new lambda.Function(stack, 'Handler', code);
    new cdk.custom_resources.Provider(stack, 'Provider', { onEventHandler: handler });`);
  expect(resources['Chat/Provider/framework-onEvent']).toMatchObject({
    Handler: 'framework.onEvent',
    Timeout: 900,
  });
  expect(statements(resources['Chat/Provider/framework-onEvent/ServiceRole/DefaultPolicy'])).toMatchObject([
    { Action: 'lambda:InvokeFunction' },
    { Action: 'lambda:GetFunction' },
  ]);
});

test('a state machine may do what the states that it reaches need', () => {
  const resources = declared(`
    import { aws_stepfunctions as sfn, aws_stepfunctions_tasks as tasks } from 'aws-cdk-lib';
    const model = { modelArn: 'arn:model' };
    const ask = new tasks.BedrockInvokeModel(stack, 'Ask', { model });
    const never = new tasks.BedrockInvokeModel(stack, 'Never', { model: { modelArn: 'arn:other' } });
    const definition = new sfn.Choice(stack, 'Which').when(true, ask).otherwise(new sfn.Succeed(stack, 'Done'));
    new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(definition) });`);
  expect(statements(resources['Chat/Machine/Role/DefaultPolicy'])).toEqual([
    { Effect: 'Allow', Action: 'bedrock:InvokeModel', Resource: 'arn:model' },
  ]);
});

test('a container may read its secrets, its image and write its logs', () => {
  const resources = declared(`
    import { aws_ecs as ecs, aws_ecr as ecr } from 'aws-cdk-lib';
    const task = new ecs.FargateTaskDefinition(stack, 'Task');
    task.addContainer('web', {
      image: ecs.ContainerImage.fromEcrRepository(new ecr.Repository(stack, 'Images')),
      logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'web' }), environment: { MODEL: 'nova' },
    });`);
  expect(resources['Chat/Task']).toMatchObject({
    ContainerDefinitions: [{ Name: 'web', Environment: [{ Name: 'MODEL', Value: 'nova' }] }],
    NetworkMode: 'awsvpc',
  });
  expect(resources['Chat/Task/web/LogGroup']).toEqual({});
  expect(statements(resources['Chat/Task/ExecutionRole/DefaultPolicy'])).toMatchObject([
    { Action: ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'] },
    { Action: 'ecr:GetAuthorizationToken' },
    { Action: ['logs:CreateLogStream', 'logs:PutLogEvents'] },
  ]);
});

test('a network with its default group closed, its flow log and its name', () => {
  const resources = declared(`
    const vpc = new ec2.Vpc(stack, 'Network', { restrictDefaultSecurityGroup: true });
    vpc.addFlowLog('Log');`);
  expect(resources['Chat/Network']).toMatchObject({ Tags: [{ Key: 'Name', Value: 'Chat/Network' }] });
  expect(resources['Chat/Network/Log/LogGroup']).toMatchObject({ RetentionInDays: 731 });
  expect(resources['Chat/Custom::VpcRestrictDefaultSGCustomResourceProvider/Role']).toMatchObject({
    Policies: [{ PolicyName: 'Inline' }],
  });
});

test('a graph for a knowledge base is open to the internet unless it says so, and is called by where it stands', () => {
  const found = declared(`import { neptune } from '@cdklabs/generative-ai-cdk-constructs';
    const graph = new neptune.NeptuneGraph(stack, 'Graph', { vectorSearchDimension: 1024 });
    new labs.GraphKnowledgeBase(stack, 'Base', { embeddingModel: labs.BedrockFoundationModel.COHERE_EMBED_MULTILINGUAL_V3, graph });`);
  expect(found['Chat/Graph']).toMatchObject({ PublicConnectivity: true, ProvisionedMemory: 16 });
  expect(found['Chat/Base/MyCfnKnowledgeBase']).toMatchObject({
    StorageConfiguration: { Type: 'NEPTUNE_ANALYTICS' },
  });
  expect(found['Chat/Base/Role']).toMatchObject({
    RoleName: expect.stringMatching(/^AmazonBedrockExecutionRoleForKnowledgeBase\w+$/),
  });
});

test('a guardrail has the policies that something was added to; the alpha package says what they do', () => {
  const found = declared(`new labs.Guardrail(stack, 'Bare', { name: 'bare' });
    const guard = new bedrock.Guardrail(stack, 'Guard', { guardrailName: 'guard' });
    guard.addContentFilter({ type: 'PROMPT_ATTACK', inputStrength: 'HIGH', outputStrength: 'NONE' });`);
  expect(found['Chat/Bare/MyGuardrail']).toMatchObject({
    ContentPolicyConfig: undefined,
    TopicPolicyConfig: undefined,
    SensitiveInformationPolicyConfig: undefined,
  });
  expect(found['Chat/Guard/MyGuardrail']).toMatchObject({
    ContentPolicyConfig: {
      ContentFiltersTierConfig: { TierName: 'CLASSIC' },
      FiltersConfig: [{ Type: 'PROMPT_ATTACK', InputStrength: 'HIGH', InputAction: 'BLOCK' }],
    },
  });
});
