// AWS::Serverless::Api and HttpApi: the API with its definition, and its stage.
// The logical ids of deployments are without the digest of the definition that SAM puts behind them.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html

import {
  type MapNode,
  mapNode,
  memberValue,
  type TemplateMember,
  type TemplateNode,
  textOfScalar,
} from '../syntax.ts';
import { definitionOf } from './api-definitions.ts';
import { IMPLICIT_HTTP_API, IMPLICIT_REST_API, type Route, type Routes } from './api-events.ts';
import { addDomain, addUsagePlan } from './api-parts.ts';
import type { ApiKind } from './api-security.ts';
import { locationOf } from './code.ts';
import { callOf, type Draft, type DraftMap, isGiven, membersOf, ref } from './drafts.ts';
import { arnHere } from './events.ts';
import { attributesOf, conditionOf, type Expansion, kept, originOf, type SamResource } from './expansion.ts';
import { withGlobals } from './globals.ts';
import { digestOf } from './logical-ids.ts';
import { sharedTags, writtenTags } from './tags.ts';

/** The APIs that are not declared: their events name none. Where the first such event stands there they are. */
export function addImplicitApis(
  root: MapNode,
  routes: Routes,
  found: readonly SamResource[],
  expansion: Expansion,
): readonly SamResource[] {
  const declared = new Set(found.map(({ name }) => name));
  const kinds = [
    [IMPLICIT_REST_API, 'AWS::Serverless::Api'],
    [IMPLICIT_HTTP_API, 'AWS::Serverless::HttpApi'],
  ] as const;
  return kinds.flatMap(([name, type]): readonly SamResource[] => {
    const [first, ...others] = routes.get(name) ?? [];
    if (!first || declared.has(name)) return [];
    const { header } = first.event.origin;
    const value = mapNode(
      header,
      membersOf({ Condition: commonCondition(name, [first, ...others], expansion) }, header),
    );
    const stage = name === IMPLICIT_REST_API ? membersOf({ StageName: 'Prod' }, header) : [];
    const globals = withGlobals(root, type, value);
    const properties = mapNode(globals, [...globals.members, ...stage], globals.broken);
    return [{ name, nameSpan: header, type, value, properties }];
  });
}

/** The condition under which any of the functions is there that it calls; undefined where one always is. */
function commonCondition(api: string, routes: readonly Route[], expansion: Expansion): string | undefined {
  const names = [...new Set(routes.map(({ target }) => conditionOf(target.resource)))];
  const [only, other] = names;
  if (names.includes(null)) return undefined;
  if (other === undefined) return only ?? undefined;
  const place = routes[0]!.event.origin.header;
  expansion.addCondition(`${api}Condition`, { 'Fn::Or': names.map(name => ({ Condition: name })) }, place);
  return `${api}Condition`;
}

const REST_PROPERTIES = [
  'Name',
  'Description',
  'FailOnWarnings',
  'Mode',
  'ApiKeySourceType',
  'MinimumCompressionSize',
  'DisableExecuteApiEndpoint',
  'BinaryMediaTypes',
  'Policy',
  'SecurityPolicy',
  'EndpointAccessMode',
];

export function expandRestApi(resource: SamResource, routes: Routes, expansion: Expansion): void {
  const { name, properties, nameSpan } = resource;
  const endpoint = memberValue(properties, 'EndpointConfiguration');
  const draft: DraftMap = {
    ...bodyOf(resource, routes.get(name) ?? [], 'rest'),
    Parameters: endpointType(endpoint),
    EndpointConfiguration: endpointConfiguration(endpoint),
    Tags: sharedTags(properties),
  };
  const members = [...kept(properties, REST_PROPERTIES), ...membersOf(draft, nameSpan, properties)];
  replaceApi(resource, 'AWS::ApiGateway::RestApi', members, expansion);
  addAuthorizerPermissions(resource, 'rest', expansion);
  const stage = addRestStage(resource, expansion);
  addDomain(resource, 'rest', expansion);
  addUsagePlan(resource, stage, expansion);
}

const STAGE_PROPERTIES = [
  'StageName',
  'CacheClusterEnabled',
  'CacheClusterSize',
  'Variables',
  'MethodSettings',
  'AccessLogSetting',
  'CanarySetting',
  'TracingEnabled',
];

/** The stage and what is deployed to it: the stage's logical id. */
function addRestStage(resource: SamResource, expansion: Expansion): string {
  const { name, properties } = resource;
  const deployment = `${name}Deployment`;
  const stage = stageIdOf(name, memberValue(properties, 'StageName'));
  const tags = memberValue(properties, 'Tags');
  expansion.derive(deployment, 'AWS::ApiGateway::Deployment', resource, { RestApiId: ref(name) });
  expansion.derive(stage, 'AWS::ApiGateway::Stage', resource, {
    RestApiId: ref(name),
    DeploymentId: ref(deployment),
    ...Object.fromEntries(STAGE_PROPERTIES.map(key => [key, memberValue(properties, key)])),
    Tags: isGiven(tags) ? writtenTags(tags) : undefined,
  });
  expansion.aliases.set(`${name}.Stage`, stage).set(`${name}.Deployment`, deployment);
  return stage;
}

/** Ends with a digest where the stage's name has no place in a logical id. */
function stageIdOf(api: string, stage: TemplateNode | undefined): string {
  const name = textOfScalar(stage) ?? '';
  return /^[A-Za-z0-9]*$/.test(name) ? `${api}${name}Stage` : `${api}Stage${digestOf(name)}`;
}

function isPlain(node: TemplateNode | undefined): boolean {
  return node?.kind === 'scalar';
}

/** Written by itself, or beside the endpoints of its network. */
function typeOfEndpoint(endpoint: TemplateNode | undefined): TemplateNode | undefined {
  return memberValue(endpoint, 'Type') ?? (isPlain(endpoint) || callOf(endpoint) ? endpoint : undefined);
}

function endpointType(endpoint: TemplateNode | undefined): DraftMap | undefined {
  const type = typeOfEndpoint(endpoint);
  return type && { endpointConfigurationTypes: type };
}

function endpointConfiguration(endpoint: TemplateNode | undefined): DraftMap | undefined {
  const type = typeOfEndpoint(endpoint);
  if (!type) return undefined;
  return {
    Types: [type],
    VpcEndpointIds: memberValue(endpoint, 'VPCEndpointIds') ?? memberValue(endpoint, 'VpcEndpointIds'),
    IpAddressType: memberValue(endpoint, 'IpAddressType'),
  };
}

/** What the API is defined by: a place, what is written, or what its events make. */
function bodyOf(resource: SamResource, routes: readonly Route[], kind: ApiKind): DraftMap {
  const { properties } = resource;
  const uri = memberValue(properties, 'DefinitionUri');
  const place = uri && locationOf(uri);
  if (place)
    return { BodyS3Location: { Bucket: place.S3Bucket, Key: place.S3Key, Version: place.S3ObjectVersion } };
  return { Body: definitionOf(resource, routes, kind) };
}

export function expandHttpApi(resource: SamResource, routes: Routes, expansion: Expansion): void {
  const { name, properties, nameSpan } = resource;
  const draft: DraftMap = bodyOf(resource, routes.get(name) ?? [], 'http');
  const own = ['FailOnWarnings', 'DisableExecuteApiEndpoint', 'Description'];
  replaceApi(
    resource,
    'AWS::ApiGatewayV2::Api',
    [...kept(properties, own), ...membersOf(draft, nameSpan, properties)],
    expansion,
  );
  addAuthorizerPermissions(resource, 'http', expansion);
  addDomain(resource, 'http', expansion);
  const stage = memberValue(properties, 'StageName');
  const stageName = textOfScalar(stage) ?? '';
  const isDefault = stage === undefined || stageName === '$default';
  const stageId = isDefault ? `${name}ApiGatewayDefaultStage` : `${name}${stageName}Stage`;
  const tags = Object.fromEntries([
    ['httpapi:createdBy', 'SAM'],
    ...tagPairs(memberValue(properties, 'Tags')),
  ]);
  expansion.derive(stageId, 'AWS::ApiGatewayV2::Stage', resource, {
    ApiId: ref(name),
    StageName: stage ?? '$default',
    StageVariables: memberValue(properties, 'StageVariables'),
    AccessLogSettings: memberValue(properties, 'AccessLogSettings'),
    DefaultRouteSettings: memberValue(properties, 'DefaultRouteSettings'),
    RouteSettings: memberValue(properties, 'RouteSettings'),
    AutoDeploy: true,
    Tags: tags,
  });
  expansion.aliases.set(`${name}.Stage`, stageId);
}

function tagPairs(tags: TemplateNode | undefined): readonly (readonly [string, Draft])[] {
  return tags?.kind === 'map' ? tags.members.map(({ key, value }) => [key, value] as const) : [];
}

function replaceApi(
  resource: SamResource,
  type: string,
  members: readonly TemplateMember[],
  expansion: Expansion,
): void {
  const { name, properties, nameSpan } = resource;
  const whole = mapNode(memberValue(resource.value, 'Properties') ?? nameSpan, members, properties.broken);
  expansion.add(name, type, whole, attributesOf(resource), originOf(resource));
}

/**
 * Lets an API call the functions that decide who may use it. REST APIs may do so unless their authorizer says no, HTTP APIs only where
 * it says yes.
 */
function addAuthorizerPermissions(resource: SamResource, kind: ApiKind, expansion: Expansion): void {
  const authorizers = memberValue(memberValue(resource.properties, 'Auth'), 'Authorizers');
  if (authorizers?.kind !== 'map') return;
  for (const { key, keySpan, value } of authorizers.members) {
    const arn = memberValue(value, 'FunctionArn');
    const written =
      kind === 'rest' ? 'DisableFunctionDefaultPermissions' : 'EnableFunctionDefaultPermissions';
    const isAsked = textOfScalar(memberValue(value, written)) === 'true';
    if (!arn || isAsked === (kind === 'rest')) continue;
    const id = `${resource.name}${key}AuthorizerPermission`;
    const properties: DraftMap = {
      Action: 'lambda:InvokeFunction',
      FunctionName: arn,
      Principal: 'apigateway.amazonaws.com',
      SourceArn: arnHere('execute-api', '${__ApiId__}/authorizers/*', { __ApiId__: ref(resource.name) }),
    };
    expansion.derive(id, 'AWS::Lambda::Permission', resource, properties, { header: keySpan, body: value });
  }
}
