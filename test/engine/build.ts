// Deployments for tests, written as JSON with exact spans: what a parser would hand to the engine, without one.
// In texts, `{x}` is a parameter without a value, `{x: A | B}` one of which the alternatives are known, and `@type/name` a resource's id.

import type { Catalogue } from '../../src/engine/catalogue.ts';
import { lintDeployments } from '../../src/engine/lint.ts';
import { readRules } from '../../src/engine/read-rules.ts';
import type { Verdict } from '../../src/model/finding.ts';
import type { CallSite, Deployment, Gap, Resource } from '../../src/model/resource.ts';
import { createSource, type Span, span } from '../../src/model/source.ts';
import {
  array,
  call,
  type Origin,
  object,
  oneOf,
  scalar,
  unknown,
  type Value,
} from '../../src/model/value.ts';
import { parseJson } from '../../src/parsers/json/parser.ts';
import { type JsonNode, type JsonObject, stringValue } from '../../src/parsers/json/syntax.ts';

export const MAPS = `
resource: test.account
title: Account
ai: true
from:
  arm:
    - type: Test.Ai/accounts
  bicep-module:
    - type: br/public:test/account
      deploys: { type: Test.Ai/accounts, name: name }
      complete: true
      contains:
        - resource: test.endpoint
          each: privateEndpoints[]
          attributes: { target: $self, groups: { path: service, default: [account] }, manual: { default: false } }
        - resource: test.child
          when: { withChild: { is: true } }
          attributes: { size: { path: childSize } }
attributes:
  kind: { in: { arm: kind, bicep-module: kind } }
  access: { values: [Enabled, Disabled], default: Enabled, in: { arm: properties.publicNetworkAccess, bicep-module: access } }
  localAuth: { values: [true, false], default: true, in: { arm: { path: properties.disableLocalAuth, negate: true } } }
  action: { values: [Allow, Deny], default: Allow, in: { arm: properties.networkAcls.defaultAction } }
  ipRules: { default: [], in: { arm: "properties.networkAcls.ipRules[].value" } }
  identity: { default: None, in: { arm: identity.type } }
  users: { reference: true, default: [], in: { arm: "identity.userAssignedIdentities{keys}" } }
  customerKey: { in: { arm: { path: properties.encryption, present: true } } }
  keySource:
    in: { arm: { path: properties.encryption.keySource, translate: { Microsoft.KeyVault: true, Microsoft.Own: false } } }
  version:
    in:
      arm:
        path: properties.version
        default:
          - when: { $version: { at-least: "2024-01-01" } }
            value: new
          - when: { properties.legacy: { is: true } }
            value: legacy
          - value: old
  secretKey: { secret: true, in: { arm: properties.key } }
  storage: { reference: true, in: { arm: properties.storageId } }
  number: { in: { arm: properties.number } }
  rules: { default: [], in: { arm: "properties.rules[]" } }
edges:
  endpoint: { from: test.endpoint, via: target }
  child: { to: test.child, contained: true }
  grant: { from: test.grant, scoped: true }
  storage: { to: test.storage, via: storage }
---
resource: test.endpoint
title: Private endpoint
ai: false
from: { arm: [{ type: Test.Network/endpoints }] }
attributes:
  target: { reference: true, elsewhere: "/builtIn/", in: { arm: "properties.(connections|manualConnections)[].target" } }
  groups: { default: [], in: { arm: "properties.(connections|manualConnections)[].groups[]" } }
  manual: { default: false, in: { arm: { path: "properties.manualConnections[]", present: true } } }
---
resource: test.child
title: Child
ai: true
from: { arm: [{ type: Test.Ai/accounts/children }] }
attributes:
  size: { default: 1, in: { arm: properties.size } }
edges:
  account: { from: test.account, contained: true }
---
resource: test.grant
title: Grant
ai: false
from: { arm: [{ type: Test.Auth/grants }] }
attributes:
  role: { in: { arm: properties.role } }
edges:
  scope: { to: test.account, scoped: true }
---
resource: test.storage
title: Storage
ai: false
from: { arm: [{ type: Test.Storage/stores }] }
attributes:
  open: { default: true, in: { arm: properties.open } }
`;

const CASE_TESTS = ['pass', 'fail', 'unknown'].map(expect => ({
  name: expect,
  language: 'bicep',
  expect,
  ...(expect === 'fail' ? { at: 'x' } : {}),
  ...(expect === 'unknown' ? { because: 'x' } : {}),
  code: 'x',
}));

/** A rule that fits the schema, with these members on top. */
export function ruleData(members: object): object {
  return {
    id: 'test-rule',
    title: 'Test rule',
    check: 'private-endpoint',
    severity: 'medium',
    precision: 'high',
    packs: ['recommended'],
    maps: {},
    references: ['https://example.com'],
    why: 'w',
    advice: 'a',
    tests: CASE_TESTS,
    ...members,
  };
}

/** The test maps with one rule of one case for accounts. */
export function catalogueWith(ruleCase: object, members: object = {}) {
  const cases = [{ resource: 'test.account', message: '`{name}` is wrong', ...ruleCase }];
  maps ??= readRules([{ path: 'maps.yaml', text: MAPS }]);
  return readRules([{ path: 'rule.yaml', text: JSON.stringify(ruleData({ cases, ...members })) }], maps);
}

let maps: Catalogue | null = null;

export interface DeploymentParts {
  readonly path?: string;
  readonly external?: boolean;
  readonly callPath?: readonly CallSite[];
  readonly gaps?: readonly string[];
  readonly inputs?: readonly string[];
}

/**
 * A deployment of resources given as a JSON text or data. Members beside the native ones: `$existing`, `$if` (a condition as text, `and`
 * by ` & `, `not` by `!`), `$parent`, `$scope` (ids), `$module` (an unread module's reference).
 */
export function deploy(resources: string | readonly object[], parts: DeploymentParts = {}): Deployment {
  const text = typeof resources === 'string' ? resources : JSON.stringify(resources, null, 2);
  const { path = 'main.json', external = false, callPath = [], gaps = [], inputs = [] } = parts;
  const { root } = parseJson(createSource(path, text, external));
  if (root?.kind !== 'array') throw new Error('a test deployment is an array of resources');
  const built = root.items.map(item => resourceOf(item as JsonObject, callPath));
  const open: Gap[] = gaps.map(reason => ({ reason, span: root, resource: null }));
  const calls = built
    .filter(each => each.module)
    .map(resource => ({ reason: resource.module!.reason, span: resource.header, resource }));
  return {
    root: path,
    language: 'arm',
    inputs,
    resources: built,
    gaps: [...open, ...calls],
    diagnostics: [],
  };
}

function resourceOf(node: JsonObject, callPath: readonly CallSite[]): Resource {
  const member = (name: string) => node.members.find(each => each.key === name);
  const text = (name: string): string | null => {
    const value = member(name)?.value;
    return value?.kind === 'string' ? stringValue(value) : null;
  };
  const type = text('type')!;
  const name = member('name') ? valueFrom(member('name')!.value) : scalar('unnamed');
  const particulars = member('$module') ? ['type', 'apiVersion'] : ['type', 'apiVersion', 'name'];
  const body = node.members.filter(each => !each.key.startsWith('$') && !particulars.includes(each.key));
  const condition = text('$if') === null ? null : conditionOf(text('$if')!);
  const module = text('$module');
  return {
    address: text('$address') ?? text('name') ?? type,
    type,
    apiVersion: text('apiVersion'),
    name,
    identities: [module ? unknown(call('output', name), 'it is only known at deployment') : idOf(type, name)],
    parent: member('$parent') ? valueFrom(member('$parent')!.value) : null,
    scope: member('$scope') ? valueFrom(member('$scope')!.value) : null,
    existing: member('$existing') !== undefined,
    deployed: condition ? 'unknown' : true,
    condition,
    properties: membersOf(body, node),
    declaration: node,
    header: member('type')!.keySpan,
    callPath,
    module: module ? { reference: module, reason: `module \`${module}\` is not on this machine` } : null,
  };
}

function membersOf(members: JsonObject['members'], node: JsonObject): Value {
  const values = new Map(members.map(each => [each.key, valueFrom(each.value)]));
  const keys = new Map<string, Span>(
    members.map(each => [each.key, span(node.source, each.keySpan.start, each.keySpan.end)]),
  );
  return object(values, literal(node), keys);
}

export function valueFrom(node: JsonNode): Value {
  switch (node.kind) {
    case 'object':
      return membersOf(node.members, node);
    case 'array':
      return array(node.items.map(valueFrom), literal(node));
    case 'string':
      return textOf(stringValue(node), literal(node));
    default:
      return scalar(node.value, literal(node));
  }
}

function textOf(text: string, origin: Origin): Value {
  if (text.startsWith('@')) {
    const slash = text.lastIndexOf('/');
    return { ...idOf(text.slice(1, slash), textOf(text.slice(slash + 1), [])), origin };
  }
  const hole = /^\{(\w+)(?::([^}]*))?\}$/.exec(text);
  if (!hole) return scalar(text, origin);
  const reason = `parameter \`${hole[1]}\` has no default`;
  const expression = call('parameters', scalar(hole[1]!));
  if (hole[2] === undefined) return unknown(expression, reason, origin);
  const options = hole[2].split('|').map(each => each.trim());
  return oneOf(
    options.map(each => scalar(each === 'null' ? null : each)),
    expression,
    reason,
    origin,
  );
}

function conditionOf(text: string): Value {
  const parts = text.split('&').map(part => part.trim());
  if (parts.length > 1) return unknown(call('and', ...parts.map(conditionOf)), 'its condition is not known');
  if (text.startsWith('!'))
    return unknown(call('not', conditionOf(text.slice(1))), `parameter \`${text.slice(1)}\` has no default`);
  return unknown(call('parameters', scalar(text)), `parameter \`${text}\` has no default`);
}

/** The id of a resource in the root's resource group, in the normal form of ids. */
export function idOf(type: string, name: Value): Value {
  const read = (of: string, key: string) =>
    unknown(
      { kind: 'member', of: unknown(call(of), `\`${of}()\` is only known at deployment`), key: scalar(key) },
      `\`${of}()\` is only known at deployment`,
    );
  const tail = name.kind === 'scalar' ? [] : [name];
  const known = name.kind === 'scalar' ? String(name.value) : '';
  const parts = [
    '/subscriptions/',
    read('subscription', 'subscriptionId'),
    '/resourceGroups/',
    read('resourceGroup', 'name'),
    `/providers/${type}/${known}`,
    ...tail,
  ];
  return unknown({ kind: 'text', parts }, '`subscription()` is only known at deployment');
}

function literal(node: JsonNode): Origin {
  return [{ role: 'literal', span: span(node.source, node.start, node.end) }];
}

/** The verdicts of one case for accounts in one deployment. */
export function verdictsOf(ruleCase: object, deployment: Deployment): readonly Verdict[] {
  return lintDeployments([deployment], catalogueWith(ruleCase), {}, NOTHING_READ).verdicts;
}

export const NOTHING_READ = { files: 0, notAnalysed: 0, diagnostics: [] };

/** The only verdict on the first account's name, as `outcome` or `unknown: reason`. */
export function outcomeOf(require: object, deployment: Deployment): string {
  const verdict = verdictsOf({ require }, deployment).find(each => each.kind === 'test.account');
  if (!verdict) return 'skip';
  return verdict.outcome === 'unknown' ? `unknown: ${verdict.message}` : verdict.outcome;
}

export function account(body: object = {}): object {
  return { type: 'Test.Ai/accounts', name: 'ai', ...body };
}

export function endpoint(target: string, body: object = {}): object {
  return {
    type: 'Test.Network/endpoints',
    name: 'pe',
    ...body,
    properties: { connections: [{ target, groups: ['account'] }] },
  };
}
