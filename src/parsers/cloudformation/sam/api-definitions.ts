// The definition of an API: what is written, or what SAM writes for its routes. What SAM adds to it beside that is not known here.

import { type MapNode, mapNode, memberValue, type TemplateNode, textOfScalar } from '../syntax.ts';
import { integrationUri, type Route } from './api-events.ts';
import { type ApiKind, isCompleted, schemesOf, securityOf } from './api-security.ts';
import { type Draft, type DraftMap, isGiven, nodeOf, ref } from './drafts.ts';
import type { SamResource } from './expansion.ts';

const COMPLETED = 'SAM completes the definition at deployment';

export function definitionOf(
  { properties, nameSpan }: SamResource,
  routes: readonly Route[],
  kind: ApiKind,
): TemplateNode {
  const written = memberValue(properties, 'DefinitionBody');
  const isWritten = isGiven(written);
  const node = isWritten ? written : nodeOf(generated(properties, routes, kind), nameSpan);
  return node.kind === 'map' && (isCompleted(properties, routes, isWritten) || (isWritten && kind === 'http'))
    ? incomplete(node)
    : node;
}

function incomplete(node: MapNode): MapNode {
  return mapNode(node, node.members, node.broken ?? COMPLETED);
}

function generated(properties: MapNode, routes: readonly Route[], kind: ApiKind): DraftMap {
  const auth = memberValue(properties, 'Auth');
  const paths: Record<string, Record<string, Draft>> = {};
  for (const route of routes) {
    paths[route.path] ??= {};
    paths[route.path]![route.method === 'any' ? 'x-amazon-apigateway-any-method' : route.method] = {
      'x-amazon-apigateway-integration': integrationOf(route, kind),
      isDefaultRoute: route.path === '$default' ? true : undefined,
      security: securityOf(route, auth),
      responses: {},
    };
  }
  const schemes = schemesOf(routes, auth, kind);
  const version = textOfScalar(memberValue(properties, 'OpenApiVersion'));
  const isOpen = kind === 'http' || (version?.startsWith('3') ?? false);
  return {
    ...(isOpen ? { openapi: version ?? '3.0.1' } : { swagger: '2.0' }),
    info: {
      version: '1.0',
      title: (kind === 'http' ? memberValue(properties, 'Name') : undefined) ?? ref('AWS::StackName'),
    },
    paths,
    ...(isOpen ? { components: schemes && { securitySchemes: schemes } } : { securityDefinitions: schemes }),
    tags: kind === 'http' ? tagsOf(memberValue(properties, 'Tags')) : undefined,
  };
}

function tagsOf(tags: TemplateNode | undefined): readonly DraftMap[] {
  const written = tags?.kind === 'map' ? tags.members.map(({ key, value }) => [key, value] as const) : [];
  return [['httpapi:createdBy', 'SAM'] as const, ...written].map(([name, value]) => {
    return { name, 'x-amazon-apigateway-tag-value': value };
  });
}

function integrationOf(route: Route, kind: ApiKind): DraftMap {
  const uri = integrationUri(route);
  if (route.role) return { type: 'aws', httpMethod: 'POST', uri, credentials: route.role };
  return {
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri,
    payloadFormatVersion: kind === 'http' ? '2.0' : undefined,
  };
}
