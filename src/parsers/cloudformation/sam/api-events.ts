// Events of APIs: the permission or role with which an API calls, and the route that it gets.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-api.html

import { memberValue, type TemplateNode, textOfScalar } from '../syntax.ts';
import { type DraftMap, nodeOf, ref, referredBy, sub } from './drafts.ts';
import { addPermission, type EventForm, type EventTarget, propertyOf, type SamEvent } from './events.ts';
import type { Expansion } from './expansion.ts';
import { addStartRole } from './schedules.ts';

/** One path and method of an API that a function or state machine answers. */
export interface Route {
  readonly path: string;
  readonly method: string;
  readonly event: SamEvent;
  readonly target: EventTarget;
  /** The role with which a state machine is started; null for functions. */
  readonly role: DraftMap | null;
}

/** The routes of APIs by their logical ids. */
export type Routes = Map<string, Route[]>;

export const IMPLICIT_REST_API = 'ServerlessRestApi';
export const IMPLICIT_HTTP_API = 'ServerlessHttpApi';

/** API Gateway's REST APIs. */
export function restForm(routes: Routes): EventForm {
  return (event, target, expansion) => {
    const route = routeOf(event, target);
    const written = propertyOf(event, 'RestApiId');
    const api = written ? (referredBy(written) ?? textOfScalar(written)) : IMPLICIT_REST_API;
    if (target.resource.type === 'AWS::Serverless::StateMachine') {
      const role = addStartRole(event, target, expansion, 'apigateway.amazonaws.com');
      addRoute(api, { ...route, role }, routes);
      return;
    }
    const path = withoutParameters(withoutSlash(route.path), /\{[a-zA-Z0-9._-]+\+?\}/g);
    addPermission(event, target, expansion, {
      principal: 'apigateway.amazonaws.com',
      suffix: stageSuffix(written, api, expansion),
      sourceArn: sourceArn(`/${wildMethod(route.method)}${path}`, written ?? ref(IMPLICIT_REST_API), event),
    });
    addRoute(api, route, routes);
  };
}

/** How a permission is called after the stage of its API. */
function stageSuffix(written: TemplateNode | undefined, api: string | null, expansion: Expansion): string {
  if (!written || api === IMPLICIT_REST_API) return 'Prod';
  const resource = api === null ? undefined : expansion.resources.get(api);
  if (!resource) return 'AllStages';
  const stage = memberValue(memberValue(resource.value, 'Properties'), 'StageName');
  return textOfScalar(stage) ?? 'Stage';
}

/** API Gateway's HTTP APIs. A function that answers all paths needs no permission for some of them. */
export function httpForm(routes: Routes): EventForm {
  /** The APIs of which the function answers everything. */
  const answered = new Set<string | null>();
  return (event, target, expansion) => {
    const written = propertyOf(event, 'ApiId');
    const api = written ? (referredBy(written) ?? textOfScalar(written)) : IMPLICIT_HTTP_API;
    const route = httpRoute(event, target);
    addRoute(api, route, routes);
    const isDefault = route.path === '$default';
    if (!isDefault && answered.has(api)) return;
    if (isDefault && route.method === 'any') answered.add(api);
    const path = isDefault
      ? ''
      : withoutParameters(withoutSlash(route.path), /\{(?:[a-zA-Z0-9._-]+|proxy\+)\}/g);
    const rest =
      route.method === 'any' && path === '/$default' ? path : `/${wildMethod(route.method)}${path}`;
    addPermission(event, target, expansion, {
      principal: 'apigateway.amazonaws.com',
      sourceArn: sourceArn(rest, written ?? ref(IMPLICIT_HTTP_API), event),
    });
  };
}

/** Without a path and method it answers all that nothing else does. */
function httpRoute(event: SamEvent, target: EventTarget): Route {
  const hasPath = propertyOf(event, 'Path') !== undefined;
  const route = routeOf(event, target);
  return hasPath ? route : { ...route, path: '$default', method: 'any' };
}

function routeOf(event: SamEvent, target: EventTarget): Route {
  const method = (textOfScalar(propertyOf(event, 'Method')) ?? 'any').toLowerCase();
  const path = textOfScalar(propertyOf(event, 'Path')) ?? '/';
  return {
    path,
    method: method === 'x-amazon-apigateway-any-method' ? 'any' : method,
    event,
    target,
    role: null,
  };
}

function addRoute(api: string | null, route: Route, routes: Routes): void {
  if (api === null) return;
  const known = routes.get(api);
  if (known) known.push(route);
  else routes.set(api, [route]);
}

function sourceArn(rest: string, api: TemplateNode | DraftMap, event: SamEvent): TemplateNode {
  const text = `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/\${__Stage__}${rest}`;
  return nodeOf(sub(text, { __ApiId__: api, __Stage__: '*' }), event.origin.header);
}

function wildMethod(method: string): string {
  return method === 'any' ? '*' : method.toUpperCase();
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function withoutParameters(path: string, parameter: RegExp): string {
  return path.replace(parameter, '*');
}

/** What API Gateway calls to reach what answers a route. */
export function integrationUri({ target, role }: Route): DraftMap {
  const action = 'arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution';
  if (role) return sub(action);
  const lambda =
    'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__Arn__}/invocations';
  return sub(lambda, { __Arn__: target.arn });
}
