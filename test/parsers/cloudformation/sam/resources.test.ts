// The other types of SAM: state machines, connectors, nested applications, layers, tables and GraphQL APIs.

import { describe, expect, test } from 'vitest';
import { deploy, found, properties, shown } from '../deploy.ts';
import { attached, granted, made, resourceOf, serverless } from './serverless.ts';

const MACHINE = `
  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {StartAt: Ask, States: {Ask: {Type: Task, Resource: !GetAtt F.Arn, End: true}}}
`;
const FUNCTION = `
  F: {Type: AWS::Serverless::Function, Properties: {InlineCode: x, Handler: h, Runtime: python3.12}}
`;

describe('state machines', () => {
  test('bring their role and those of their events', () => {
    const text = serverless(
      `${MACHINE}      Policies: [{LambdaInvokePolicy: {FunctionName: !Ref F}}]\n      Events: {E: {Type: Schedule, Properties: {Schedule: rate(1 day)}}}${FUNCTION}`,
    );
    expect(made(text)).toEqual([
      'Lambda::Function F',
      'IAM::Role FRole',
      'StepFunctions::StateMachine M',
      'Events::Rule ME',
      'IAM::Role MERole',
      'IAM::Role MRole',
    ]);
    expect(granted(text, 'MERole')).toMatchObject({
      MERoleStartExecutionPolicy: [{ Action: 'states:StartExecution' }],
    });
    expect(granted(text, 'MRole')).toMatchObject({ MRolePolicy0: [{ Action: ['lambda:InvokeFunction'] }] });
  });

  test('have the text of their definition', () => {
    const { DefinitionString } = properties(serverless(MACHINE + FUNCTION), 'M') as {
      DefinitionString: string;
    };
    expect(DefinitionString).toBe(
      '{"StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"${F.Arn}","End":true}}}',
    );
  });
});

describe('connectors', () => {
  const connector = (rest: string): string => `
  T: {Type: AWS::Serverless::SimpleTable}
  C: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: F}, Destination: {Id: T}, ${rest}}}`;

  test('give the source a policy', () => {
    const text = serverless(FUNCTION + connector('Permissions: [Read]'));
    expect(properties(text, 'CPolicy')).toMatchObject({
      PolicyDocument: {
        Statement: [{ Effect: 'Allow', Action: expect.arrayContaining(['dynamodb:GetItem']) }],
      },
      Roles: ['<the id of `FRole` is only known at deployment>'],
    });
  });

  test('inside of a resource are called after it', () => {
    const text = serverless(`
  F:
    Type: AWS::Serverless::Function
    Properties: {InlineCode: x, Handler: h, Runtime: python3.12}
    Connectors: {ToTable: {Properties: {Destination: {Id: T}, Permissions: [Write]}}}
  T: {Type: AWS::DynamoDB::Table}`);
    expect(made(text)).toContain('IAM::ManagedPolicy FToTablePolicy');
  });

  test('between what is not known leave a gap', () => {
    const text = serverless(FUNCTION + connector('Permissions: [Read]').replace('Id: T}', 'Id: Nothing}'));
    expect(deploy(text).gaps.map(({ reason }) => reason)).toEqual([
      'connector `C` connects what is only known at deployment',
    ]);
  });
});

describe('applications', () => {
  const nested = { 'nested/app.yaml': `Transform: AWS::Serverless-2016-10-31\nResources:${FUNCTION}` };

  test('with a template beside this one are nested stacks', () => {
    const text = serverless(
      '  A: {Type: AWS::Serverless::Application, Properties: {Location: nested/app.yaml}}',
    );
    expect(made(text, { files: nested })).toEqual([
      'CloudFormation::Stack A',
      'Lambda::Function A.F',
      'IAM::Role A.FRole',
    ]);
  });

  test('of the repository are not on this machine', () => {
    const text = serverless(
      '  A: {Type: AWS::Serverless::Application, Properties: {Location: {ApplicationId: arn:a, SemanticVersion: 1.0.0}}}',
    );
    expect(deploy(text).gaps).toHaveLength(1);
  });
});

describe('all others', () => {
  test('tables', () => {
    expect(
      properties(
        serverless(
          '  T: {Type: AWS::Serverless::SimpleTable, Properties: {PrimaryKey: {Name: k, Type: Number}}}',
        ),
        'T',
      ),
    ).toEqual({
      AttributeDefinitions: [{ AttributeName: 'k', AttributeType: 'N' }],
      KeySchema: [{ AttributeName: 'k', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  test('layers, whose names lead to what is made', () => {
    const text = serverless(
      "  L: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: 's3://b/k'}}\n  X: {Type: 'A::B::C', Properties: {P: !Ref L}}",
    );
    expect(made(text).join()).toMatch(/^Lambda::LayerVersion L[0-9a-f]{10},A::B::C X$/);
    expect(found(deploy(text))).toEqual([]);
  });

  test('APIs: functions that decide who may call them are called by them', () => {
    const text = serverless(
      `${FUNCTION}  A: {Type: AWS::Serverless::Api, Properties: {StageName: v1, Auth: {Authorizers: {Own: {FunctionArn: !GetAtt F.Arn}}}}}`,
    );
    expect(made(text)).toContain('Lambda::Permission AOwnAuthorizerPermission');
    expect(made(text)).toContain('ApiGateway::Stage Av1Stage');
  });

  test('WebSocket APIs: what answers their routes, and who may open them', () => {
    const text = serverless(
      `${FUNCTION}  A: {Type: AWS::Serverless::WebSocketApi, Properties: {Auth: {AuthType: AWS_IAM}, Routes: {$connect: {FunctionArn: !GetAtt F.Arn}}}}`,
    );
    expect(properties(text, 'AConnectRoute')).toMatchObject({
      RouteKey: '$connect',
      AuthorizationType: 'AWS_IAM',
    });
    expect(properties(text, 'AConnectPermission')).toMatchObject({
      SourceArn: expect.stringMatching(/\/default\/\$connect$/),
    });
  });

  test('GraphQL APIs: the roles of their sources', () => {
    const text = serverless(`
  G:
    Type: AWS::Serverless::GraphQLApi
    Properties:
      Auth: {Type: AWS_IAM}
      SchemaUri: schema.graphql
      DataSources: {Lambda: {Ask: {FunctionArn: !GetAtt F.Arn}}}${FUNCTION}`);
    expect(made(text)).toContain('IAM::Role GAskLambdaDataSourceRole');
    expect(attached(text, 'GCloudWatchRole')).toEqual(['service-role/AWSAppSyncPushToCloudWatchLogs']);
  });

  test('types of the future leave a gap', () => {
    const { gaps, resources } = deploy(serverless('  N: {Type: AWS::Serverless::New}'));
    expect(gaps).toHaveLength(1);
    expect(resources.map(({ type }) => type)).toEqual(['AWS::Serverless::New']);
  });

  test('loops run before SAM where the template says so', () => {
    const text = `
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Resources:
  Fn::ForEach::All:
    - Name
    - [A, B]
    - \${Name}: {Type: AWS::Serverless::Function, Properties: {InlineCode: x, Handler: h, Runtime: python3.12}}`;
    expect(made(text)).toEqual([
      'Lambda::Function A',
      'IAM::Role ARole',
      'Lambda::Function B',
      'IAM::Role BRole',
    ]);
  });

  test.each([
    'Resources: {F: {Type: AWS::Serverless::Function}}',
    'Resources: {F: {Type: AWS::Serverless::Function, Properties: [1]}}',
    'Resources: {F: {Type: AWS::Serverless::Function, Properties: {Policies: {}, Events: [], Environment: 1, VpcConfig: x}}}',
    'Resources: {F: {Type: AWS::Serverless::Function, Properties: {Policies: [1, [], {}], Events: {E: 1, G: {Type: S3}}}}}',
    'Globals: [1]\nResources: {F: {Type: AWS::Serverless::Function, Properties: {AutoPublishAlias: [], Role: {}}}}',
    'Resources: {C: {Type: AWS::Serverless::Connector, Properties: {Source: 1, Destination: [], Permissions: 3}}}',
    'Resources: {A: {Type: AWS::Serverless::Api, Properties: {Auth: 1, DefinitionUri: [], EndpointConfiguration: [1]}}}',
    'Resources: {G: {Type: AWS::Serverless::GraphQLApi, Properties: {Auth: 1, DataSources: {Lambda: {A: 1}, DynamoDb: [1]}}}}',
    'Resources: []',
  ])('that are broken throw nothing: %s', text => {
    expect(() => deploy(`Transform: AWS::Serverless-2016-10-31\n${text}`)).not.toThrow();
  });
});

describe('definitions of APIs', () => {
  const body = (api: string, events: string, kind = 'Api'): unknown => {
    const text = serverless(`
  F: {Type: AWS::Serverless::Function, Properties: {InlineCode: x, Handler: h, Runtime: python3.12, Events: ${events}}}
  A: {Type: AWS::Serverless::${kind}, Properties: {StageName: v1, ${api}}}`);
    const value = resourceOf(text, 'A').properties;
    const definition = value.kind === 'object' ? value.members.get('Body') : undefined;
    if (definition?.kind !== 'unknown') return definition && shown(definition);
    return shown({ kind: 'object', members: definition.members ?? new Map(), origin: [] });
  };
  const route = (auth = ''): string =>
    `{E: {Type: Api, Properties: {RestApiId: !Ref A, Path: /ask, Method: get${auth}}}}`;

  test('have the routes of events, which everybody may call', () => {
    expect(body('', route())).toMatchObject({
      swagger: '2.0',
      paths: { '/ask': { get: { 'x-amazon-apigateway-integration': { type: 'aws_proxy' } } } },
    });
    expect(body('', route())).not.toHaveProperty('securityDefinitions');
    expect(body('', route())).not.toHaveProperty(['paths', '/ask', 'get', 'security']);
  });

  test('ask the authorizer of the API', () => {
    expect(
      body('Auth: {DefaultAuthorizer: Own, Authorizers: {Own: {UserPoolArn: arn:p}}}', route()),
    ).toMatchObject({
      paths: { '/ask': { get: { security: [{ Own: [] }] } } },
      securityDefinitions: { Own: { 'x-amazon-apigateway-authtype': 'cognito_user_pools' } },
    });
  });

  test('ask what the event says', () => {
    expect(
      body('Auth: {DefaultAuthorizer: AWS_IAM}', route(', Auth: {Authorizer: NONE, ApiKeyRequired: true}')),
    ).toMatchObject({
      paths: { '/ask': { get: { security: [{ NONE: [] }, { api_key: [] }] } } },
    });
  });

  test('of HTTP APIs ask for tokens', () => {
    const events = '{E: {Type: HttpApi, Properties: {ApiId: !Ref A, Path: /ask, Method: get}}}';
    const auth =
      'Auth: {DefaultAuthorizer: T, Authorizers: {T: {JwtConfiguration: {issuer: i, audience: [a]}}}}';
    expect(body(auth, events, 'HttpApi')).toMatchObject({
      paths: { '/ask': { get: { security: [{ T: [] }] } } },
      components: { securitySchemes: { T: { 'x-amazon-apigateway-authorizer': { type: 'jwt' } } } },
    });
  });

  test('that SAM completes are not claimed to be known', () => {
    const text = serverless('  A: {Type: AWS::Serverless::Api, Properties: {StageName: v1, Cors: "*"}}');
    expect(properties(text, 'A')).toEqual({ Body: '<SAM completes the definition at deployment>' });
  });
});

describe('what hostile texts', () => {
  test('share is walked once', () => {
    const levels = Array.from({ length: 40 }, (_, level) =>
      level === 0
        ? '  a0: &a0 {x: !Ref F.Alias}'
        : `  a${level}: &a${level} {x: *a${level - 1}, y: *a${level - 1}}`,
    );
    const text = `Transform: AWS::Serverless-2016-10-31
Metadata:\n${levels.join('\n')}
Globals: {Function: {Environment: *a39}}
Resources:
  F: {Type: AWS::Serverless::Function, Properties: {AutoPublishAlias: live, CodeUri: 's3://b/k', Environment: *a39, Policies: [*a39]}}`;
    expect(made(text)).toContain('IAM::Role FRole');
  });

  test('choose in choices ends', () => {
    const levels = Array.from({ length: 60 }, (_, level) =>
      level === 0
        ? '  p0: &p0 AWSLambdaRole'
        : `  p${level}: &p${level} !If [C, *p${level - 1}, *p${level - 1}]`,
    );
    const text = `Transform: AWS::Serverless-2016-10-31
Metadata:\n${levels.join('\n')}
Conditions: {C: !Equals [a, b]}
Resources: {F: {Type: AWS::Serverless::Function, Properties: {Policies: [*p59]}}}`;
    expect(made(text)).toEqual(['Lambda::Function F', 'IAM::Role FRole']);
  });

  test('call like what is made: what is written stays', () => {
    const text = serverless(`  FRole: {Type: AWS::IAM::Role, Properties: {Path: /own/}}${FUNCTION}`);
    expect(found(deploy(text))).toEqual(['duplicate-resource 4']);
    expect(properties(text, 'FRole')).toEqual({ Path: '/own/' });
  });
});
