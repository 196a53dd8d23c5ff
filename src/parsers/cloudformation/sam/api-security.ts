// Who may call the routes of an API: its authorizers, and which of them a route asks.
// Left out: how an authorizer finds the caller in a request, and for how long its answers are kept.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-controlling-access-to-apis.html

import { memberValue, type TemplateMember, type TemplateNode, textOfScalar } from '../syntax.ts';
import type { Route } from './api-events.ts';
import { type Draft, type DraftMap, isGiven, sub } from './drafts.ts';
import { propertyOf } from './events.ts';

export type ApiKind = 'rest' | 'http';

/** What a route asks of its callers; undefined where everybody may call it. */
export function securityOf({ event }: Route, auth: TemplateNode | undefined): Draft | undefined {
  const own = propertyOf(event, 'Auth');
  const authorizer = textOfScalar(memberValue(own, 'Authorizer') ?? memberValue(auth, 'DefaultAuthorizer'));
  const key = textOfScalar(memberValue(own, 'ApiKeyRequired') ?? memberValue(auth, 'ApiKeyRequired'));
  const asked: DraftMap[] = [];
  if (authorizer !== null) asked.push({ [authorizer]: scopesOf(authorizer, own, auth) });
  if (key === 'true') asked.push({ api_key: [] });
  return asked.length === 0 ? undefined : asked;
}

function scopesOf(authorizer: string, own: TemplateNode | undefined, auth: TemplateNode | undefined): Draft {
  const declared = memberValue(memberValue(auth, 'Authorizers'), authorizer);
  return memberValue(own, 'AuthorizationScopes') ?? memberValue(declared, 'AuthorizationScopes') ?? [];
}

/** All authorizers that an API has or that its routes ask, by their names; undefined where there are none. */
export function schemesOf(
  routes: readonly Route[],
  auth: TemplateNode | undefined,
  kind: ApiKind,
): DraftMap | undefined {
  const declared = memberValue(auth, 'Authorizers');
  const schemes: Record<string, Draft> = {};
  for (const member of declared?.kind === 'map' ? declared.members : [])
    schemes[member.key] = schemeOf(member, kind);
  const asked = routes.flatMap(route => {
    const security = securityOf(route, auth);
    return Array.isArray(security) ? security.flatMap(each => Object.keys(each)) : [];
  });
  if (asked.includes('AWS_IAM')) schemes.AWS_IAM ??= apiKey('Authorization', 'awsSigv4');
  if (asked.includes('api_key')) schemes.api_key ??= apiKey('x-api-key');
  return Object.keys(schemes).length === 0 ? undefined : schemes;
}

function apiKey(header: Draft, type?: string, authorizer?: DraftMap): DraftMap {
  return {
    type: 'apiKey',
    name: header,
    in: 'header',
    'x-amazon-apigateway-authtype': type,
    'x-amazon-apigateway-authorizer': authorizer,
  };
}

function schemeOf({ value }: TemplateMember, kind: ApiKind): DraftMap {
  const pools = memberValue(value, 'UserPoolArn');
  const header = memberValue(memberValue(value, 'Identity'), 'Header') ?? 'Authorization';
  if (pools) {
    const providerARNs = pools.kind === 'list' ? pools : [pools];
    return apiKey(header, 'cognito_user_pools', { type: 'cognito_user_pools', providerARNs });
  }
  const jwt = memberValue(value, 'JwtConfiguration');
  if (jwt) {
    const identitySource = memberValue(value, 'IdentitySource');
    return {
      type: 'oauth2',
      'x-amazon-apigateway-authorizer': { type: 'jwt', jwtConfiguration: jwt, identitySource },
    };
  }
  const text =
    'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations';
  const authorizerUri = sub(text, { __FunctionArn__: memberValue(value, 'FunctionArn') ?? '' });
  const asksRequest =
    kind === 'http' || textOfScalar(memberValue(value, 'FunctionPayloadType')) === 'REQUEST';
  const authorizer = { type: asksRequest ? 'request' : 'token', authorizerUri };
  if (kind === 'http') return apiKey('Unused', undefined, authorizer);
  return apiKey(asksRequest ? 'Unused' : header, 'custom', authorizer);
}

/** Whether SAM writes more into a definition than its routes, their authorizers and what is written. */
export function isCompleted(properties: TemplateNode, routes: readonly Route[], isWritten: boolean): boolean {
  const auth = memberValue(properties, 'Auth');
  if (isWritten) return routes.length > 0 || isGiven(auth) || hasAny(properties, COMPLETING);
  const hasDetails =
    hasAny(auth, ['Authorizers', 'ResourcePolicy']) || asksSignature(auth, 'DefaultAuthorizer');
  return hasDetails || hasAny(properties, COMPLETING) || routes.some(hasMore);
}

const COMPLETING: readonly string[] = [
  'Cors',
  'CorsConfiguration',
  'GatewayResponses',
  'Models',
  'Domain',
  'BinaryMediaTypes',
  'MergeDefinitions',
  'DisableExecuteApiEndpoint',
];

/** Whether a route says more than where it is and who may call it. */
function hasMore({ event, role, path, target }: Route): boolean {
  const auth = propertyOf(event, 'Auth');
  const isConditional = memberValue(target.resource.value, 'Condition') !== undefined;
  return (
    role !== null ||
    isConditional ||
    path.includes('{') ||
    hasAny(auth, ['ResourcePolicy', 'InvokeRole']) ||
    asksSignature(auth, 'Authorizer') ||
    hasAny(event.properties, ROUTE_DETAILS)
  );
}

const ROUTE_DETAILS: readonly string[] = [
  'RequestModel',
  'RequestParameters',
  'TimeoutInMillis',
  'ResponseTransferMode',
  'PayloadFormatVersion',
  'RouteSettings',
];

/** Signed requests are answered with the caller's own rights. */
function asksSignature(auth: TemplateNode | undefined, name: string): boolean {
  return textOfScalar(memberValue(auth, name)) === 'AWS_IAM';
}

function hasAny(node: TemplateNode | undefined, names: readonly string[]): boolean {
  return names.some(name => isGiven(memberValue(node, name)));
}
