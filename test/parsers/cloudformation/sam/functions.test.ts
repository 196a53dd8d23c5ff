// Functions of SAM: what they become, who may call them, and what they may do.

import { describe, expect, test } from 'vitest';
import { deploy, found, properties, textAt } from '../deploy.ts';
import { attached, granted, made, resourceOf, serverless } from './serverless.ts';

const FUNCTION = `
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.main
      Runtime: python3.12
      CodeUri: src/
`;

const withPolicies = (policies: string, before = ''): string =>
  serverless(`${FUNCTION}      Policies:\n${policies.replace(/^\n/, '')}`, before);

const withEvent = (event: string, others = ''): string =>
  serverless(`${FUNCTION}      Events:\n        E: ${event}\n${others}`);

describe('a function', () => {
  test('brings its role', () => {
    const text = serverless(FUNCTION);
    expect(made(text)).toEqual(['Lambda::Function F', 'IAM::Role FRole']);
    expect(attached(text)).toEqual(['service-role/AWSLambdaBasicExecutionRole']);
    expect(properties(text, 'F')).toMatchObject({
      Handler: 'app.main',
      Role: '<`FRole.Arn` is only known at deployment>',
    });
    expect(properties(text, 'FRole')).toMatchObject({
      AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: ['lambda.amazonaws.com'] } }] },
    });
  });

  test('has no role made where it has one', () => {
    expect(made(serverless(`${FUNCTION}      Role: arn:aws:iam::123456789012:role/r`))).toEqual([
      'Lambda::Function F',
    ]);
  });

  test('has a role made on the side of a condition that has none', () => {
    const text = serverless(
      `${FUNCTION}      Role: !If [Given, !Ref R, !Ref AWS::NoValue]`,
      'Parameters: {R: {Type: String}}\nConditions: {Given: !Not [!Equals [!Ref R, ""]]}',
    );
    expect(made(text)).toEqual(['Lambda::Function F', 'IAM::Role FRole']);
    expect(resourceOf(text, 'FRole').deployed).toBe('unknown');
  });

  test('is there under its condition, and so is what it brings', () => {
    const text = serverless(
      FUNCTION.replace('Type:', 'Condition: Never\n    Type:'),
      'Conditions: {Never: !Equals [a, b]}',
    );
    expect(made(text)).toEqual([]);
  });

  test('of the AWS CDK is called by its construct, what it brings by its own name', () => {
    const text = serverless(
      FUNCTION.replace('Type:', "Metadata: {'aws:cdk:path': Stack/Chat/Resource}\n    Type:"),
    );
    expect(made(text)).toEqual(['IAM::Role FRole', 'Lambda::Function Stack/Chat']);
  });

  test('has what `Globals` give to all functions', () => {
    const text = serverless(
      `${FUNCTION}      Environment: {Variables: {B: own}}\n      Layers: [two]`,
      'Globals: {Function: {Timeout: 9, Runtime: nodejs22.x, Environment: {Variables: {A: all, B: all}}, Layers: [one]}}',
    );
    expect(properties(text, 'F')).toMatchObject({
      Timeout: 9,
      Runtime: 'python3.12',
      Environment: { Variables: { A: 'all', B: 'own' } },
      Layers: ['one', 'two'],
    });
  });

  test('leaves out of `Globals` what it ignores', () => {
    const text = serverless(
      FUNCTION.replace('Type:', 'IgnoreGlobals: [Timeout]\n    Type:'),
      'Globals: {Function: {Timeout: 9, MemorySize: 1}}',
    );
    expect(properties(text, 'F')).toMatchObject({ MemorySize: 1 });
    expect(properties(text, 'F')).not.toHaveProperty('Timeout');
  });

  test('may reach a network and be traced', () => {
    const text = serverless(`${FUNCTION}      VpcConfig: {SubnetIds: [s]}\n      Tracing: Active`);
    expect(attached(text)).toContain('service-role/AWSLambdaVPCAccessExecutionRole');
    expect(attached(text)).toContain('AWSXrayWriteOnlyAccess');
    expect(properties(text, 'F')).toMatchObject({
      TracingConfig: { Mode: 'Active' },
      VpcConfig: { SubnetIds: ['s'] },
    });
  });

  test('with an address that everybody may call', () => {
    const text = serverless(`${FUNCTION}      FunctionUrlConfig: {AuthType: NONE}`);
    expect(made(text)).toEqual([
      'Lambda::Function F',
      'IAM::Role FRole',
      'Lambda::Permission FURLInvokeAllowPublicAccess',
      'Lambda::Url FUrl',
      'Lambda::Permission FUrlPublicPermissions',
    ]);
    expect(properties(text, 'FUrlPublicPermissions')).toMatchObject({
      Principal: '*',
      FunctionUrlAuthType: 'NONE',
    });
  });

  test('with an address that asks for a sign-in', () => {
    expect(made(serverless(`${FUNCTION}      FunctionUrlConfig: {AuthType: AWS_IAM}`))).toEqual([
      'Lambda::Function F',
      'IAM::Role FRole',
      'Lambda::Url FUrl',
    ]);
  });

  test('under an alias, to which names lead', () => {
    const text = serverless(
      `${FUNCTION.replace('src/', 's3://bucket/key.zip')}      AutoPublishAlias: live\n  X: {Type: 'A::B::C', Properties: {A: !Ref F.Alias, V: !GetAtt F.Version.Version, T: !Sub 'x-\${F.Alias}'}}`,
    );
    expect(made(text)).toContain('Lambda::Alias FAliaslive');
    expect(made(text).join()).toMatch(/Lambda::Version FVersion[0-9a-f]{10}/);
    expect(properties(text)).toMatchObject({
      A: '<the id of `FAliaslive` is only known at deployment>',
      T: 'x-${FAliaslive.Ref}',
    });
    expect(found(deploy(text))).toEqual([]);
  });

  test('that is deployed step by step brings the role for it', () => {
    const text = serverless(
      `${FUNCTION}      AutoPublishAlias: live\n      DeploymentPreference: {Type: AllAtOnce}`,
    );
    expect(attached(text, 'CodeDeployServiceRole')).toEqual(['service-role/AWSCodeDeployRoleForLambda']);
  });
});

describe('policies', () => {
  test('by name, by ARN and by reference', () => {
    const text = withPolicies(
      `
        - AmazonBedrockFullAccess
        - AWSLambdaRole
        - arn:aws:iam::123456789012:policy/own
        - !Ref P`,
      'Parameters: {P: {Type: String}}',
    );
    expect(attached(text)).toEqual([
      'service-role/AWSLambdaBasicExecutionRole',
      'AmazonBedrockFullAccess',
      'service-role/AWSLambdaRole',
      'arn:aws:iam::123456789012:policy/own',
      '<parameter `P` has no default>',
    ]);
  });

  test('as a single name', () => {
    expect(attached(serverless(`${FUNCTION}      Policies: AmazonBedrockReadOnly`))).toContain(
      'AmazonBedrockReadOnly',
    );
  });

  test('as documents, called by their places in the list', () => {
    const text = withPolicies(`
        - AWSLambdaRole
        - Statement: [{Effect: Allow, Action: 'bedrock:*', Resource: '*'}]`);
    expect(granted(text)).toEqual({
      FRolePolicy1: [{ Effect: 'Allow', Action: 'bedrock:*', Resource: '*' }],
    });
  });

  test('as policy templates', () => {
    const text = withPolicies('        - S3ReadPolicy: {BucketName: docs}\n        - TextractPolicy: {}');
    expect(granted(text)).toEqual({
      FRolePolicy0: [
        {
          Effect: 'Allow',
          Action: [
            's3:GetObject',
            's3:ListBucket',
            's3:GetBucketLocation',
            's3:GetObjectVersion',
            's3:GetLifecycleConfiguration',
          ],
          Resource: ['arn:${AWS::Partition}:s3:::docs', 'arn:${AWS::Partition}:s3:::docs/*'],
        },
      ],
      FRolePolicy1: [{ Effect: 'Allow', Action: ['textract:*'], Resource: '*' }],
    });
  });

  test('that a condition chooses', () => {
    const text = withPolicies(
      `
        - !If [Wide, AmazonBedrockFullAccess, !Ref AWS::NoValue]
        - !If [Wide, {Statement: [{Effect: Allow, Action: 'x:*', Resource: '*'}]}, {TextractPolicy: {}}]`,
      'Conditions: {Wide: !Equals [a, a]}',
    );
    expect(attached(text)).toEqual(['service-role/AWSLambdaBasicExecutionRole', 'AmazonBedrockFullAccess']);
    expect(granted(text)).toEqual({ FRolePolicy1: [{ Effect: 'Allow', Action: 'x:*', Resource: '*' }] });
  });

  test('of a template that does not exist are unknown', () => {
    const text = withPolicies('        - S3RaedPolicy: {BucketName: docs}');
    expect(found(deploy(text))).toEqual(['unknown-policy-template 11']);
    expect(properties(text, 'FRole')).toMatchObject({
      Policies: [{ PolicyDocument: '<`S3RaedPolicy` is no policy template of SAM>' }],
    });
  });

  test('of a template without its parameter', () => {
    const text = withPolicies('        - S3ReadPolicy: {}');
    expect(found(deploy(text))).toEqual(['missing-policy-parameter 11']);
    expect(granted(text)).toMatchObject({
      FRolePolicy0: [
        { Effect: 'Allow', Resource: [expect.stringContaining('${'), expect.stringContaining('${')] },
      ],
    });
  });

  test('point to what grants them', () => {
    const text = withPolicies(
      '        - AmazonBedrockFullAccess\n        - S3ReadPolicy: {BucketName: docs}',
    );
    const { properties: role, header } = resourceOf(text, 'FRole');
    const members = role.kind === 'object' ? role.members : new Map();
    const policies = members.get('Policies');
    const [, managed] = members.get('ManagedPolicyArns').items;
    expect(textAt(managed.origin[0].span)).toBe('AmazonBedrockFullAccess');
    expect(textAt(policies.items[0].members.get('PolicyDocument').origin[0].span)).toBe('S3ReadPolicy');
    expect(textAt(header)).toBe('F');
  });
});

describe('events', () => {
  test.each([
    [
      '{Type: Schedule, Properties: {Schedule: rate(1 day)}}',
      ['Events::Rule FE', 'Lambda::Permission FEPermission'],
    ],
    [
      '{Type: EventBridgeRule, Properties: {Pattern: {source: [a]}}}',
      ['Events::Rule FE', 'Lambda::Permission FEPermission'],
    ],
    [
      '{Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 day)}}',
      ['Scheduler::Schedule FE', 'IAM::Role FERole'],
    ],
    ['{Type: SNS, Properties: {Topic: t}}', ['SNS::Subscription FE', 'Lambda::Permission FEPermission']],
    ['{Type: SQS, Properties: {Queue: q}}', ['Lambda::EventSourceMapping FE']],
    ['{Type: AlexaSkill}', ['Lambda::Permission FEPermission']],
    [
      '{Type: CloudWatchLogs, Properties: {LogGroupName: g, FilterPattern: p}}',
      ['Logs::SubscriptionFilter FE', 'Lambda::Permission FEPermission'],
    ],
    ['{Type: TheFuture}', []],
  ])('%s', (event, expected) => {
    const own = made(withEvent(event)).filter(each => !/ (F|FRole)$/.test(each));
    expect(own).toEqual(expected);
  });

  test.each([
    ['SQS', '{Queue: q}', 'service-role/AWSLambdaSQSQueueExecutionRole'],
    ['Kinesis', '{Stream: s, StartingPosition: LATEST}', 'service-role/AWSLambdaKinesisExecutionRole'],
    ['DynamoDB', '{Stream: s, StartingPosition: LATEST}', 'service-role/AWSLambdaDynamoDBExecutionRole'],
    ['MSK', '{Stream: s, StartingPosition: LATEST}', 'service-role/AWSLambdaMSKExecutionRole'],
  ])('%s lets the function poll', (type, rest, policy) => {
    expect(attached(withEvent(`{Type: ${type}, Properties: ${rest}}`))).toContain(policy);
  });

  test('of a bucket are told to the bucket', () => {
    const text = withEvent(
      "{Type: S3, Properties: {Bucket: !Ref B, Events: 's3:ObjectCreated:*'}}",
      '  B: {Type: AWS::S3::Bucket}',
    );
    expect(properties(text, 'B')).toEqual({
      NotificationConfiguration: {
        LambdaConfigurations: [
          { Event: 's3:ObjectCreated:*', Function: '<`F.Arn` is only known at deployment>' },
        ],
      },
    });
  });

  test('of an API that is not declared make it', () => {
    const text = withEvent('{Type: Api, Properties: {Path: /ask, Method: post}}');
    expect(made(text)).toEqual([
      'Lambda::Function F',
      'Lambda::Permission FEPermissionProd',
      'IAM::Role FRole',
      'ApiGateway::RestApi ServerlessRestApi',
      'ApiGateway::Deployment ServerlessRestApiDeployment',
      'ApiGateway::Stage ServerlessRestApiProdStage',
    ]);
    expect(properties(text, 'FEPermissionProd')).toMatchObject({
      Principal: 'apigateway.amazonaws.com',
      SourceArn: expect.stringMatching(/\/\*\/POST\/ask$/),
    });
  });

  test('without a path answer all that an HTTP API is asked', () => {
    expect(made(withEvent('{Type: HttpApi}'))).toContain('ApiGatewayV2::Api ServerlessHttpApi');
  });

  test('whose failures go to a queue that is made', () => {
    const text = withEvent(
      '{Type: Schedule, Properties: {Schedule: rate(1 day), DeadLetterConfig: {Type: SQS}}}',
    );
    expect(made(text)).toContain('SQS::QueuePolicy FEQueuePolicy');
    expect(properties(text, 'FEQueuePolicy')).toMatchObject({
      PolicyDocument: { Statement: [{ Principal: { Service: 'events.amazonaws.com' } }] },
    });
  });
});
