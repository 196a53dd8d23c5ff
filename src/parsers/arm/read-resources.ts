// Resources of a template in JSON: a list, or an object by symbolic names, with the resources inside of them.
// Refuses to know values; what a nested deployment deploys is read by its own room.
// https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-declaration

import { type Span, span } from '../../model/source.ts';
import { type JsonNode, type JsonObject, memberSpan, stringValue } from '../json/syntax.ts';
import { report } from './diagnostics.ts';
import { expressionOf, literal, objectExpression, plainSpan } from './json-expression.ts';
import { findMember, findValue, isTrue, reportForm, stringOf } from './json-form.ts';
import { moduleCall } from './read-deployment.ts';
import type { DeclaredScope, Expression, ObjectNode, ResourceDeclaration } from './template.ts';
import type { TemplateContext } from './template-reader.ts';

/** What is not part of the resource's own body, in lower case. */
const OWN_PLACES: ReadonlySet<string> = new Set([
  'type',
  'apiversion',
  'name',
  'condition',
  'copy',
  'scope',
  'subscriptionid',
  'resourcegroup',
  'dependson',
  'resources',
  'existing',
  'import',
  'extension',
  'comments',
  'metadata',
  '@options',
]);

/** Resources inside one another are read this far; the platform allows five. */
const DEEPEST = 32;

/** All resources under `resources`, each followed by those inside of it. */
export function readResources(
  template: JsonObject,
  context: TemplateContext,
): readonly ResourceDeclaration[] {
  const found: ResourceDeclaration[] = [];
  collect(findValue(template, 'resources'), null, 0, context, found);
  return found;
}

function collect(
  node: JsonNode | null,
  parent: ResourceDeclaration | null,
  depth: number,
  context: TemplateContext,
  found: ResourceDeclaration[],
): void {
  if (node === null || depth > DEEPEST) return;
  const written =
    node.kind === 'object'
      ? node.members.map(member => ({ symbol: member.key, value: member.value, place: memberSpan(member) }))
      : node.kind === 'array'
        ? node.items.map(value => ({ symbol: null, value, place: plainSpan(value) }))
        : null;
  if (written === null) {
    reportForm(node, 'an array of resources, or an object by symbolic names,', context.diagnostics);
    return;
  }
  for (const { symbol, value, place } of written) {
    if (value.kind !== 'object') {
      reportForm(value, 'a resource', context.diagnostics);
      continue;
    }
    const declaration = readResource(value, symbol, parent, place, context);
    found.push(declaration);
    collect(findValue(value, 'resources'), declaration, depth + 1, context, found);
  }
}

function readResource(
  node: JsonObject,
  symbol: string | null,
  parent: ResourceDeclaration | null,
  place: Span,
  context: TemplateContext,
): ResourceDeclaration {
  const { diagnostics } = context;
  const header = headerOf(node);
  const existing = isTrue(findValue(node, 'existing'));
  const { type, apiVersion } = typeOf(node, context);
  const name = findValue(node, 'name');
  const isForeign = isExtension(node);
  if (name === null && !isForeign) {
    report(diagnostics, 'missing-property', header, 'This resource has no `name`', 'Add `name`.');
  }
  const condition = findValue(node, 'condition');
  const metadata = findValue(node, 'metadata');
  const module = isDeployment(type) && !existing ? moduleCall(node, context) : null;
  let body: ObjectNode | null = null;
  return {
    symbol,
    type,
    apiVersion,
    name: name ? expressionOf(name, diagnostics) : null,
    parent: parent && { declaration: () => parent, index: null },
    existing,
    condition: condition ? expressionOf(condition, diagnostics) : null,
    loop: loopOf(node, context),
    scope: scopeOf(node, context),
    get body() {
      body ??= module
        ? { kind: 'object', members: [], span: plainSpan(node) }
        : objectExpression(node, diagnostics, OWN_PLACES);
      return body;
    },
    ...(metadata ? { metadata: expressionOf(metadata, diagnostics) } : {}),
    module,
    span: place,
    header,
  };
}

/** The member that says the type, else the line on which the resource starts. */
function headerOf(node: JsonObject): Span {
  const type = findMember(node, 'type');
  return type ? memberSpan(type) : span(node.source, node.start, node.start + 1);
}

/** Resources of other systems (`"import": "microsoftGraph"`) have no name of their own and a type with its version. */
function isExtension(node: JsonObject): boolean {
  return findValue(node, 'import') !== null || findValue(node, 'extension') !== null;
}

function typeOf(
  node: JsonObject,
  { diagnostics }: TemplateContext,
): Pick<ResourceDeclaration, 'type' | 'apiVersion'> {
  const type = findValue(node, 'type');
  const version = findValue(node, 'apiVersion');
  const apiVersion = version ? expressionOf(version, diagnostics) : null;
  if (type?.kind !== 'string') {
    const place = span(node.source, node.start, node.start + 1);
    if (type) reportForm(type, 'a string for `type`', diagnostics);
    else report(diagnostics, 'missing-property', place, 'This resource has no `type`', 'Add `type`.');
    return { type: { kind: 'error', reason: 'the resource has no type', span: place }, apiVersion };
  }
  const written = stringValue(type);
  const at = written.indexOf('@');
  if (at < 0 || !isExtension(node)) return { type: expressionOf(type, diagnostics), apiVersion };
  return { type: literal(written.slice(0, at), type), apiVersion: literal(written.slice(at + 1), type) };
}

function isDeployment(type: Expression): boolean {
  return type.kind === 'literal' && String(type.value).toLowerCase() === 'microsoft.resources/deployments';
}

/** `copy: { name, count }`. */
function loopOf(node: JsonObject, { diagnostics }: TemplateContext): ResourceDeclaration['loop'] {
  const copy = findValue(node, 'copy');
  if (copy === null) return null;
  const count = copy.kind === 'object' ? findMember(copy, 'count')?.value : undefined;
  if (copy.kind !== 'object' || !count) {
    reportForm(copy, 'an object with `name` and `count` for `copy`', diagnostics);
    return null;
  }
  const name = stringOf(copy, 'name');
  return {
    name: name ? stringValue(name) : '',
    count: expressionOf(count, diagnostics),
    span: plainSpan(copy),
  };
}

function scopeOf(node: JsonObject, { diagnostics }: TemplateContext): DeclaredScope | null {
  const at = (name: string): Expression | null => {
    const value = findValue(node, name);
    return value && expressionOf(value, diagnostics);
  };
  const id = at('scope');
  if (id) return { kind: 'resource', id };
  const subscriptionId = at('subscriptionId');
  const resourceGroup = at('resourceGroup');
  if (resourceGroup) return { kind: 'resourceGroup', subscriptionId, resourceGroup };
  return subscriptionId && { kind: 'subscription', subscriptionId };
}
