// Where a template is deployed: what `resourceGroup()`, `subscription()` and their like come to there, and what ids begin with.
// Refuses to know declarations.

import {
  call,
  type Expression,
  object,
  scalar,
  unknown,
  type Value,
  valueKey,
} from '../../../model/value.ts';
import { textValue } from '../functions/text.ts';
import type { ScopeLevel } from '../template.ts';
import { pathSegments } from './path.ts';

export interface Scope {
  readonly level: ScopeLevel;
  /** The names are kept on every level; those below the level are the ones that a nested scope falls back to. */
  readonly subscriptionId: Value;
  readonly resourceGroup: Value;
  readonly managementGroup: Value;
}

const SUBSCRIPTION = unknownCall('subscription');
const RESOURCE_GROUP = unknownCall('resourceGroup');
const MANAGEMENT_GROUP = unknownCall('managementGroup');
const TENANT = unknownCall('tenant');

const HERE: Omit<Scope, 'level'> = {
  subscriptionId: member(SUBSCRIPTION, 'subscriptionId'),
  resourceGroup: member(RESOURCE_GROUP, 'name'),
  managementGroup: member(MANAGEMENT_GROUP, 'name'),
};

/** The scope of a root, of which only the level is known. */
export function rootScope(level: ScopeLevel): Scope {
  return { level, ...HERE };
}

/** What the ids of a scope's resources begin with; empty text for the tenant. */
export function scopePrefix(scope: Scope): Value {
  switch (scope.level) {
    case 'tenant':
      return scalar('');
    case 'managementGroup':
      return textValue(['/providers/Microsoft.Management/managementGroups/', scope.managementGroup]);
    case 'subscription':
      return textValue(['/subscriptions/', scope.subscriptionId]);
    case 'resourceGroup':
      return textValue(['/subscriptions/', scope.subscriptionId, '/resourceGroups/', scope.resourceGroup]);
  }
}

/** The scope that an id names (`/subscriptions/…`, `Microsoft.Management/managementGroups/x`, `/`), null where it names a resource. */
export function scopeOfId(id: Value, current: Scope): Scope | null {
  const segments = pathSegments(id);
  if (!segments) return null;
  const words = segments.map(segment =>
    segment.kind === 'scalar' ? String(segment.value ?? '').toLowerCase() : null,
  );
  if (words[0] === '') {
    segments.shift();
    words.shift();
  }
  if (words.length === 1 && words[0] === '') return { ...current, level: 'tenant' };
  if (words[0] === 'providers') {
    segments.shift();
    words.shift();
  }
  if (words[0] === 'microsoft.management' && words[1] === 'managementgroups' && words.length === 3) {
    return { ...current, level: 'managementGroup', managementGroup: segments[2]! };
  }
  if (words[0] !== 'subscriptions') return null;
  if (words.length === 2) return { ...current, level: 'subscription', subscriptionId: segments[1]! };
  if (words.length === 4 && words[2] === 'resourcegroups') {
    return { ...current, level: 'resourceGroup', subscriptionId: segments[1]!, resourceGroup: segments[3]! };
  }
  return null;
}

/** `resourceGroup()`: what is certain of it is known, the rest are members of the symbolic call. */
export function resourceGroupObject(scope: Scope): Value {
  const here = same(scope, 'resourceGroup') && same(scope, 'subscriptionId');
  const symbol = here
    ? RESOURCE_GROUP
    : unknownCall('resourceGroup', scope.subscriptionId, scope.resourceGroup);
  return object(
    new Map([
      ['id', scopePrefix({ ...scope, level: 'resourceGroup' })],
      ['name', scope.resourceGroup],
      ['type', scalar('Microsoft.Resources/resourceGroups')],
      ...symbolicMembers(symbol, ['location', 'managedBy', 'tags', 'properties']),
    ]),
  );
}

/** `subscription()`. */
export function subscriptionObject(scope: Scope): Value {
  const symbol = same(scope, 'subscriptionId')
    ? SUBSCRIPTION
    : unknownCall('subscription', scope.subscriptionId);
  return object(
    new Map([
      ['id', scopePrefix({ ...scope, level: 'subscription' })],
      ['subscriptionId', scope.subscriptionId],
      ['tenantId', member(TENANT, 'tenantId')],
      ...symbolicMembers(symbol, ['displayName', 'state', 'tags', 'authorizationSource', 'managedByTenants']),
    ]),
  );
}

/** `managementGroup()`. */
export function managementGroupObject(scope: Scope): Value {
  const symbol = same(scope, 'managementGroup')
    ? MANAGEMENT_GROUP
    : unknownCall('managementGroup', scope.managementGroup);
  return object(
    new Map([
      ['id', scopePrefix({ ...scope, level: 'managementGroup' })],
      ['name', scope.managementGroup],
      ['type', scalar('Microsoft.Management/managementGroups')],
      ...symbolicMembers(symbol, ['properties']),
    ]),
  );
}

/** `tenant()`. */
export function tenantObject(): Value {
  return TENANT;
}

function same(scope: Scope, name: keyof typeof HERE): boolean {
  return scope[name] === HERE[name] || valueKey(scope[name]) === valueKey(HERE[name]);
}

/** A call whose result only the platform knows. */
export function unknownCall(name: string, ...args: readonly Value[]): Value {
  return onlyAtDeployment(name, call(name, ...args));
}

/** An unknown of which the call `name()` is the reason. */
export function onlyAtDeployment(name: string, expression: Expression): Value {
  return unknown(expression, `\`${name}()\` is only known at deployment`);
}

function member(of: Value, key: string): Value {
  return unknown({ kind: 'member', of, key: scalar(key) }, of.kind === 'unknown' ? of.reason : '');
}

function symbolicMembers(of: Value, keys: readonly string[]): [string, Value][] {
  return keys.map(key => [key, member(of, key)]);
}
