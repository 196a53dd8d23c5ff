// What packages declare beside resources of classes: functions of the program's own, and what components are made of.

import { expect, test } from 'vitest';
import { pulumi } from '../../../../src/parsers/typescript/pulumi/library.ts';
import { evaluate, plain } from '../tiny-library.ts';

const HEAD = `import * as aws from '@pulumi/aws';
import * as awsx from '@pulumi/awsx';
import * as apigateway from '@pulumi/aws-apigateway';
`;

function run(text: string) {
  return evaluate({ 'index.ts': HEAD + text }, { libraries: [pulumi] });
}

function types(text: string): readonly string[] {
  const program = run(text);
  expect(program.gaps).toEqual([]);
  return program.resources.map(({ type, address }) => `${type} ${address}`);
}

test('a function of the program gets a role that may do much, unless it is given one', () => {
  const { resources } = run(
    `new aws.lambda.CallbackFunction('answer', { callback: async () => 'x', memorySize: 256 });`,
  );
  const [role, first] = resources;
  expect([role?.type, plain(role!.properties)]).toEqual([
    'aws_iam_role',
    { assume_role_policy: expect.stringContaining('lambda.amazonaws.com') },
  ]);
  expect(plain(first!.properties)).toMatchObject({
    policy_arn: 'arn:aws:iam::aws:policy/AWSLambda_FullAccess',
  });
  expect(resources.filter(({ type }) => type === 'aws_iam_role_policy_attachment')).toHaveLength(9);
  expect(plain(resources.at(-1)!.properties)).toMatchObject({
    runtime: 'nodejs22.x',
    timeout: 180,
    memory_size: 256,
  });
  // What the package declares is at the place where the program asks for it.
  expect(role?.header.source.path).toBe('index.ts');

  expect(
    types(`const role = new aws.iam.Role('own', { assumeRolePolicy: '{}' });
      new aws.lambda.CallbackFunction('answer', { callback: () => 1, role, policies: undefined });`),
  ).toEqual(['aws_iam_role own', 'aws_lambda_function answer']);
  expect(
    types(
      `new aws.lambda.CallbackFunction('answer', { callback: () => 1, policies: ['arn:aws:iam::aws:policy/AmazonBedrockFullAccess'] });`,
    ),
  ).toEqual([
    'aws_iam_role answer',
    'aws_iam_role_policy_attachment answer-AmazonBedrockFullAccess',
    'aws_lambda_function Function.answer',
  ]);
});

test('what happens to a resource calls a function', () => {
  expect(
    types(`const own = new aws.lambda.Function('own', { role: 'r' });
      const bucket = new aws.s3.Bucket('data');
      bucket.onObjectCreated('added', own);
      aws.cloudwatch.onSchedule('nightly', 'rate(1 day)', own);`),
  ).toEqual([
    'aws_lambda_function own',
    'aws_s3_bucket data',
    'aws:lambda:Permission added',
    'aws:s3:BucketNotification BucketNotification.added',
    'aws:cloudwatch:EventRule nightly',
    'aws:lambda:Permission Permission.nightly',
    'aws:cloudwatch:EventTarget EventTarget.nightly',
  ]);
});

test('awsx: networks with their endpoints', () => {
  const { resources, gaps } = run(`
    const vpc = new awsx.ec2.Vpc('net', {
      numberOfAvailabilityZones: 2, tags: { team: 'ai' },
      vpcEndpointSpecs: [{ serviceName: 'com.amazonaws.eu-west-1.bedrock-runtime', vpcEndpointType: 'Interface', privateDnsEnabled: true }],
    });
    new aws.lambda.Function('f', { role: 'r', vpcConfig: { subnetIds: vpc.privateSubnetIds, securityGroupIds: [] } });`);
  expect(gaps).toEqual([]);
  expect(resources.map(({ type }) => type)).toEqual(['aws_vpc', 'aws_vpc_endpoint', 'aws_lambda_function']);
  expect(plain(resources[0]!.properties)).toEqual({
    cidr_block: '10.0.0.0/16',
    tags: { Name: 'net', team: 'ai' },
  });
  expect(plain(resources[1]!.properties)).toMatchObject({
    service_name: 'com.amazonaws.eu-west-1.bedrock-runtime',
    private_dns_enabled: true,
    vpc_endpoint_type: 'Interface',
  });
  expect(plain(resources[2]!.properties)).toMatchObject({
    vpc_config: [{ subnet_ids: { unknown: '`net.private_subnet_ids` is only known after apply' } }],
  });
});

test('awsx: tasks with their roles and logs, trails with their buckets', () => {
  const task = `taskDefinitionArgs: { container: { name: 'web', image: 'x', environment: [{ name: 'A', value: 'b' }] },
    taskRole: { args: { policyArns: ['arn:aws:iam::aws:policy/AmazonBedrockFullAccess'] } } }`;
  expect(types(`new awsx.ecs.FargateService('web', { cluster: 'c', ${task} });`)).toEqual([
    'aws_cloudwatch_log_group web',
    'aws_iam_role web-task',
    'aws_iam_role_policy_attachment web-task-AmazonBedrockFullAccess',
    'aws_iam_role web-execution',
    'aws_iam_role_policy_attachment web-execution-AmazonECSTaskExecutionRolePolicy',
    'aws_ecs_task_definition TaskDefinition.web',
    'aws:ecs:Service Service.web',
  ]);
  expect(types("new awsx.cloudtrail.Trail('audit');")).toEqual([
    'aws_s3_bucket audit',
    'aws_s3_bucket_policy BucketPolicy.audit',
    'aws:cloudtrail:Trail Trail.audit',
  ]);
});

test('components that declare nothing that rules know leave no gap, others do', () => {
  expect(types("new awsx.ecr.Repository('images'); new apigateway.RestAPI('api', { routes: [] });")).toEqual(
    [],
  );
  expect(
    types(
      "import * as cloudflare from '@pulumi/cloudflare';\nnew cloudflare.Record('www', { name: 'www' });",
    ),
  ).toEqual(['cloudflare::Record www']);
  expect(run("new awsx.classic.ecs.Cluster('c');").gaps).toHaveLength(1);
});
