// AWS::Serverless::WebSocketApi: the API, its stage, and for each route what answers it, who may open it and the permission for that.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-websocketapi.html

import { mapNode, memberValue, type TemplateMember, type TemplateNode, textOfScalar } from '../syntax.ts';
import { addDomain } from './api-parts.ts';
import { attribute, type DraftMap, isGiven, membersOf, ref, sub } from './drafts.ts';
import { arnHere } from './events.ts';
import { attributesOf, type Expansion, kept, type Origin, originOf, type SamResource } from './expansion.ts';

const KEPT = [
  'ApiKeySelectionExpression',
  'Description',
  'DisableExecuteApiEndpoint',
  'DisableSchemaValidation',
  'IpAddressType',
  'RouteSelectionExpression',
];

export function expandWebSocketApi(resource: SamResource, expansion: Expansion): void {
  const { name, properties, nameSpan, value } = resource;
  const tags = memberValue(properties, 'Tags');
  const written = tags?.kind === 'map' ? tags.members.map(({ key, value: tag }) => [key, tag] as const) : [];
  const draft: DraftMap = {
    Name: memberValue(properties, 'Name') ?? name,
    ProtocolType: 'WEBSOCKET',
    Tags: { ...Object.fromEntries(written), 'websocketapi:createdBy': 'SAM' },
  };
  const members = [...kept(properties, KEPT), ...membersOf(draft, nameSpan, properties)];
  const whole = mapNode(memberValue(value, 'Properties') ?? nameSpan, members, properties.broken);
  expansion.add(name, 'AWS::ApiGatewayV2::Api', whole, attributesOf(resource), originOf(resource));
  addDomain(resource, 'http', expansion);
  const routes = memberValue(properties, 'Routes');
  if (routes?.kind === 'map') for (const route of routes.members) addRoute(route, resource, expansion);
  addStage(resource, draft, expansion);
  addAuthorizerPermission(resource, expansion);
}

function addStage(resource: SamResource, { Tags }: DraftMap, expansion: Expansion): void {
  const { name, properties } = resource;
  const stage = memberValue(properties, 'StageName');
  const id = stage ? `${name}${textOfScalar(stage) ?? ''}Stage` : `${name}DefaultStage`;
  const settings = ['StageVariables', 'AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings'];
  expansion.derive(id, 'AWS::ApiGatewayV2::Stage', resource, {
    ApiId: ref(name),
    StageName: stage ?? 'default',
    ...Object.fromEntries(settings.map(key => [key, memberValue(properties, key)])),
    AutoDeploy: true,
    Tags,
  });
  expansion.aliases.set(`${name}.Stage`, id);
}

function addRoute(
  { key, keySpan, value }: TemplateMember,
  resource: SamResource,
  expansion: Expansion,
): void {
  const { name, properties } = resource;
  const origin: Origin = { header: keySpan, body: value };
  const clean = key.replace('$', '').toLowerCase();
  const base = name + clean.slice(0, 1).toUpperCase() + clean.slice(1);
  const arn = memberValue(value, 'FunctionArn');
  const auth = key === '$connect' ? memberValue(properties, 'Auth') : undefined;
  const isCustom = textOfScalar(memberValue(auth, 'AuthType')) === 'CUSTOM';
  const own = [
    'ApiKeyRequired',
    'ModelSelectionExpression',
    'OperationName',
    'RequestModels',
    'RequestParameters',
    'RouteResponseSelectionExpression',
  ];
  expansion.derive(
    `${base}Route`,
    'AWS::ApiGatewayV2::Route',
    resource,
    {
      ApiId: ref(name),
      RouteKey: key,
      ...Object.fromEntries(own.map(each => [each, memberValue(value, each)])),
      AuthorizationType: memberValue(auth, 'AuthType'),
      AuthorizerId: isCustom ? ref(`${name}ConnectAuthorizer`) : undefined,
      Target: { 'Fn::Join': ['/', ['integrations', ref(`${base}Integration`)]] },
    },
    origin,
  );
  expansion.derive(
    `${base}Integration`,
    'AWS::ApiGatewayV2::Integration',
    resource,
    {
      ApiId: ref(name),
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: arn && invocationOf(arn),
      TimeoutInMillis: memberValue(value, 'IntegrationTimeout'),
    },
    origin,
  );
  const stage =
    textOfScalar(memberValue(properties, 'StageName')) ??
    (isGiven(memberValue(properties, 'StageName')) ? '*' : 'default');
  expansion.derive(
    `${base}Permission`,
    'AWS::Lambda::Permission',
    resource,
    {
      Action: 'lambda:InvokeFunction',
      FunctionName: arn,
      Principal: 'apigateway.amazonaws.com',
      SourceArn: arnHere('execute-api', `\${__ApiId__}/${stage}/${key}`, {
        __ApiId__: attribute(name, 'ApiId'),
      }),
    },
    origin,
  );
}

function invocationOf(arn: TemplateNode): DraftMap {
  const text =
    'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${FunctionArn}/invocations';
  return sub(text, { FunctionArn: arn });
}

/** The function that decides who may connect, called with a role or by the permission to do so. */
function addAuthorizerPermission(resource: SamResource, expansion: Expansion): void {
  const { name, properties } = resource;
  const auth = memberValue(properties, 'Auth');
  const arn = memberValue(auth, 'AuthArn');
  if (textOfScalar(memberValue(auth, 'AuthType')) !== 'CUSTOM' || !arn) return;
  const role = memberValue(auth, 'InvokeRole');
  const id = `${name}ConnectAuthorizer`;
  expansion.derive(id, 'AWS::ApiGatewayV2::Authorizer', resource, {
    ApiId: ref(name),
    AuthorizerType: 'REQUEST',
    AuthorizerUri: invocationOf(arn),
    AuthorizerCredentialsArn: role,
    IdentitySource: memberValue(auth, 'IdentitySource'),
    Name: memberValue(auth, 'Name') ?? id,
  });
  if (role) return;
  expansion.derive(`${name}AuthorizerPermission`, 'AWS::Lambda::Permission', resource, {
    Action: 'lambda:InvokeFunction',
    FunctionName: arn,
    Principal: 'apigateway.amazonaws.com',
    SourceArn: arnHere('execute-api', '${__ApiId__}/authorizers/*', { __ApiId__: ref(name) }),
  });
}
