// The definition of an API: what is written, or what SAM writes for its routes.

import { memberValue, type TemplateNode } from '../syntax.ts';
import { integrationUri, type Route } from './api-events.ts';
import { type Draft, type DraftMap, isGiven, nodeOf, ref } from './drafts.ts';
import type { Expansion, SamResource } from './expansion.ts';

export function definitionOf(
  { properties, nameSpan }: SamResource,
  routes: readonly Route[],
  kind: 'rest' | 'http',
  expansion: Expansion,
): TemplateNode {
  void expansion;
  const written = memberValue(properties, 'DefinitionBody');
  if (isGiven(written)) return written;
  const paths: Record<string, Record<string, Draft>> = {};
  for (const route of routes) {
    paths[route.path] ??= {};
    paths[route.path]![route.method === 'any' ? 'x-amazon-apigateway-any-method' : route.method] = {
      'x-amazon-apigateway-integration': integrationOf(route, kind),
      responses: {},
    };
  }
  const version: DraftMap = kind === 'rest' ? { swagger: '2.0' } : { openapi: '3.0.1' };
  return nodeOf({ ...version, info: { version: '1.0', title: ref('AWS::StackName') }, paths }, nameSpan);
}

function integrationOf(route: Route, kind: 'rest' | 'http'): DraftMap {
  const uri = integrationUri(route);
  if (route.role) return { type: 'aws', httpMethod: 'POST', uri, credentials: route.role };
  return {
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri,
    payloadFormatVersion: kind === 'http' ? '2.0' : undefined,
  };
}
