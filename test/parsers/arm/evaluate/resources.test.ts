// What a resource is called and where it lives: type, name, id, parent and scope, in all the ways to write them.

import { describe, expect, test } from 'vitest';
import { at, codes, deploy, evaluated, idInGroup, type Json, member, plain } from './deploy.ts';

const VERSION = '2024-01-01';
const account = { type: 'Microsoft.A/accounts', apiVersion: VERSION, name: 'a' };
const SUBSCRIPTION = "${subscription().'subscriptionId'}";

function only(resource: Readonly<Record<string, Json>>, template: Readonly<Record<string, Json>> = {}) {
  return deploy({ ...template, resources: { r: resource } }).resources[0]!;
}

function idOf(resource: Readonly<Record<string, Json>>, template: Readonly<Record<string, Json>> = {}): Json {
  return plain(only(resource, template).identities[0]!);
}

const SCHEMAS = 'https://schema.management.azure.com/schemas';
const AT_SUBSCRIPTION = { $schema: `${SCHEMAS}/2018-05-01/subscriptionDeploymentTemplate.json#` };
const AT_MANAGEMENT_GROUP = { $schema: `${SCHEMAS}/2019-08-01/managementGroupDeploymentTemplate.json#` };
const AT_TENANT = { $schema: `${SCHEMAS}/2019-08-01/tenantDeploymentTemplate.json#` };

describe('the id of a resource', () => {
  test('lies in the resource group of the deployment', () => {
    expect(idOf(account)).toBe(idInGroup('Microsoft.A/accounts/a'));
  });

  test('has the segments of type and name in turn', () => {
    const child = { type: 'Microsoft.A/accounts/b/c', apiVersion: VERSION, name: 'a/x/y' };
    expect(idOf(child)).toBe(idInGroup('Microsoft.A/accounts/a/b/x/c/y'));
  });

  test('keeps what is unknown in its place', () => {
    const parameters = { p: { type: 'string' } };
    const child = {
      type: 'Microsoft.A/accounts/b',
      apiVersion: VERSION,
      name: "[concat(parameters('p'), '/x')]",
    };
    expect(idOf(child, { parameters })).toBe(idInGroup("Microsoft.A/accounts/${parameters('p')}/b/x"));
  });

  test('is symbolic where the name cannot be divided', () => {
    const parameters = { p: { type: 'string' } };
    const child = { type: 'Microsoft.A/accounts/b', apiVersion: VERSION, name: "[parameters('p')]" };
    expect(idOf(child, { parameters })).toContain('?resourceid(');
  });

  test('is one of several where the name is', () => {
    const parameters = { p: { type: 'string', allowedValues: ['x', 'y'] } };
    const { identities } = only({ ...account, name: "[parameters('p')]" }, { parameters });
    expect(plain(identities[0]!)).toEqual({
      oneOf: [idInGroup('Microsoft.A/accounts/x'), idInGroup('Microsoft.A/accounts/y')],
    });
  });

  test.each([
    [
      'a subscription',
      AT_SUBSCRIPTION,
      `?\`/subscriptions/${SUBSCRIPTION}/providers/Microsoft.A/accounts/a\``,
    ],
    [
      'a management group',
      AT_MANAGEMENT_GROUP,
      "?`/providers/Microsoft.Management/managementGroups/${managementgroup().'name'}/providers/Microsoft.A/accounts/a`",
    ],
    ['the tenant', AT_TENANT, '/providers/Microsoft.A/accounts/a'],
  ])('in %s', (_where, template, expected) => {
    expect(idOf(account, template)).toBe(expected);
  });

  test('of a resource group has no provider', () => {
    const group = { type: 'Microsoft.Resources/resourceGroups', apiVersion: VERSION, name: 'rg' };
    expect(idOf(group, AT_SUBSCRIPTION)).toBe(`?\`/subscriptions/${SUBSCRIPTION}/resourceGroups/rg\``);
  });
});

describe('children', () => {
  test('nested ones are named and typed relative to their parent', () => {
    const nested = { type: 'b', apiVersion: VERSION, name: 'x' };
    const [, child] = deploy({ resources: [{ ...account, resources: [nested] }] }).resources;
    expect(child).toMatchObject({ type: 'Microsoft.A/accounts/b', address: 'Microsoft.A/accounts/b/a/x' });
    expect(plain(child!.name)).toBe('a/x');
    expect(plain(child!.parent!)).toBe(idInGroup('Microsoft.A/accounts/a'));
  });

  test('by name have a parent, declared here or not', () => {
    const child = { type: 'Microsoft.A/accounts/b', apiVersion: VERSION, name: 'elsewhere/x' };
    expect(plain(only(child).parent!)).toBe(idInGroup('Microsoft.A/accounts/elsewhere'));
    expect(only(account).parent).toBe(null);
  });
});

describe('extension resources', () => {
  const lock = { type: 'Microsoft.Authorization/locks', apiVersion: VERSION, name: 'l', properties: {} };

  test('by the id of what they extend', () => {
    const { scope, identities, properties } = only({
      ...lock,
      scope: "[resourceId('Microsoft.A/accounts', 'a')]",
    });
    const extended = idInGroup('Microsoft.A/accounts/a');
    expect(plain(scope!)).toBe(extended);
    expect(plain(identities[0]!)).toBe(
      idInGroup('Microsoft.A/accounts/a/providers/Microsoft.Authorization/locks/l'),
    );
    expect(plain(properties)).toEqual({ properties: {}, scope: extended });
  });

  test('by an id relative to the resource group', () => {
    const { scope } = only({ ...lock, scope: "[format('Microsoft.A/accounts/{0}', 'a')]" });
    expect(plain(scope!)).toBe(idInGroup('Microsoft.A/accounts/a'));
  });

  test('by a type with `providers`', () => {
    const resource = only({
      type: 'Microsoft.A/accounts/providers/locks',
      apiVersion: VERSION,
      name: "[concat('a', '/Microsoft.Authorization/', 'l')]",
    });
    expect(resource.type).toBe('Microsoft.Authorization/locks');
    expect(plain(resource.name)).toBe('l');
    expect(plain(resource.scope!)).toBe(idInGroup('Microsoft.A/accounts/a'));
    expect(plain(resource.identities[0]!)).toBe(
      idInGroup('Microsoft.A/accounts/a/providers/Microsoft.Authorization/locks/l'),
    );
  });

  test('of a scope rather than a resource extend nothing', () => {
    const { scope, identities } = only({ ...lock, scope: '/subscriptions/s/resourceGroups/g' });
    expect(scope).toBe(null);
    expect(plain(identities[0]!)).toBe(
      '/subscriptions/s/resourceGroups/g/providers/Microsoft.Authorization/locks/l',
    );
  });
});

describe('existing resources', () => {
  test('are listed with the id that their scope gives', () => {
    const resource = only({ ...account, existing: true, subscriptionId: 's', resourceGroup: 'g' });
    expect(resource.existing).toBe(true);
    expect(plain(resource.identities[0]!)).toBe(
      '/subscriptions/s/resourceGroups/g/providers/Microsoft.A/accounts/a',
    );
  });
});

describe('type, version and name', () => {
  test('may be expressions', () => {
    const resource = only({
      type: "[concat('Microsoft.A', '/b')]",
      apiVersion: "[concat('2024', '-01')]",
      name: 'x',
    });
    expect(resource).toMatchObject({ type: 'Microsoft.A/b', apiVersion: '2024-01' });
  });

  test('that are not known are written as they stand', () => {
    const parameters = { t: { type: 'string' } };
    const resource = only(
      { type: "[parameters('t')]", apiVersion: "[parameters('t')]", name: "[parameters('t')]" },
      { parameters },
    );
    expect(resource).toMatchObject({ type: "[parameters('t')]", apiVersion: null });
    expect(plain(resource.name)).toBe("?parameters('t')");
  });
});

describe('addresses', () => {
  test('without symbols are type and name, each once', () => {
    const parameters = { p: { type: 'string' } };
    const deployment = deploy({
      parameters,
      resources: [account, account, { ...account, name: "[parameters('p')]" }],
    });
    expect(deployment.resources.map(({ address }) => address)).toEqual([
      'Microsoft.A/accounts/a',
      'Microsoft.A/accounts/a#2',
      "Microsoft.A/accounts/[parameters('p')]",
    ]);
  });
});

describe('the functions that make ids', () => {
  test.each([
    ["resourceId('T/a', 'x')", idInGroup('T/a/x')],
    [
      "resourceId('g', 'T/a/b', 'x', 'y')",
      `?\`/subscriptions/${SUBSCRIPTION}/resourceGroups/g/providers/T/a/x/b/y\``,
    ],
    ["resourceId('s', 'g', 'T/a', 'x')", '/subscriptions/s/resourceGroups/g/providers/T/a/x'],
    ["subscriptionResourceId('T/a', 'x')", `?\`/subscriptions/${SUBSCRIPTION}/providers/T/a/x\``],
    ["subscriptionResourceId('s', 'T/a', 'x')", '/subscriptions/s/providers/T/a/x'],
    ["tenantResourceId('T/a', 'x')", '/providers/T/a/x'],
    [
      "managementGroupResourceId('m', 'T/a', 'x')",
      '/providers/Microsoft.Management/managementGroups/m/providers/T/a/x',
    ],
    ["extensionResourceId('/x', 'T/a', 'y')", '/x/providers/T/a/y'],
    [
      "subscriptionResourceId('Microsoft.Resources/resourceGroups', 'g')",
      `?\`/subscriptions/${SUBSCRIPTION}/resourceGroups/g\``,
    ],
    ["concat(resourceGroup().id, '/providers/T/a/x')", idInGroup('T/a/x')],
    ["format('{0}/providers/T/a/{1}', resourceGroup().id, 'x')", idInGroup('T/a/x')],
  ])('%s', (expression, expected) => {
    expect(evaluated(`[${expression}]`)).toBe(expected);
  });

  test('resourceId follows the level of the template', () => {
    expect(evaluated("[resourceId('T/a', 'x')]", AT_SUBSCRIPTION)).toBe(
      `?\`/subscriptions/${SUBSCRIPTION}/providers/T/a/x\``,
    );
    expect(evaluated("[resourceId('T/a', 'x')]", AT_TENANT)).toBe('/providers/T/a/x');
  });

  test('report too few names', () => {
    expect(
      codes(deploy({ outputs: { o: { type: 'string', value: "[resourceId('T/a/b', 'x')]" } } })),
    ).toEqual(['evaluation-failed']);
  });

  test('without a type that is known are symbolic', () => {
    const parameters = { t: { type: 'string' } };
    expect(evaluated("[resourceId(parameters('t'), 'x')]", { parameters })).toBe(
      "?resourceid(parameters('t'),'x')",
    );
  });
});

describe('the deployment', () => {
  test.each([
    ['subscription().subscriptionId', "?subscription().'subscriptionId'"],
    ['resourceGroup().location', "?resourcegroup().'location'"],
    ['tenant().tenantId', "?tenant().'tenantId'"],
    ['subscription().tenantId', "?tenant().'tenantId'"],
    ['deployment().name', "?deployment().'name'"],
    ['environment().suffixes.storage', "?environment().'suffixes'.'storage'"],
    ["utcNow('d')", "?utcnow('d')"],
    ["pickZones('T', 'a', 'westeurope')", "?pickzones('T','a','westeurope')"],
  ])('%s is only known to the platform', (expression, expected) => {
    expect(evaluated(`[${expression}]`)).toBe(expected);
  });

  test('each new guid is another', () => {
    const parameters = {
      a: { type: 'string', defaultValue: '[newGuid()]' },
      b: { type: 'string', defaultValue: '[newGuid()]' },
    };
    expect(evaluated("[equals(parameters('a'), parameters('b'))]", { parameters })).not.toBe(true);
    expect(evaluated("[equals(parameters('a'), parameters('a'))]", { parameters })).toBe(true);
  });
});

describe('the body', () => {
  test('is evaluated in its native shape', () => {
    const resource = only({
      ...account,
      location: "[concat('west', 'europe')]",
      sku: { name: 'S0' },
      properties: { a: [1, '[add(1, 1)]'], b: null },
      dependsOn: ['x'],
    });
    expect(plain(resource.properties)).toEqual({
      location: 'westeurope',
      sku: { name: 'S0' },
      properties: { a: [1, 2], b: null },
    });
  });

  test('an object with an unknown name among its members is unknown as a whole', () => {
    const parameters = { p: { type: 'string' } };
    const resource = only({ ...account, tags: { "[parameters('p')]": 1, b: 2 }, kind: 'k' }, { parameters });
    expect(plain(member(resource, 'tags'))).toBe("?createobject(parameters('p'),1,'b',2)");
    expect(plain(member(resource, 'kind'))).toBe('k');
  });

  test('an expression that cannot be read is unknown and says so', () => {
    const deployment = deploy({ resources: { r: { ...account, kind: "[concat('a'" + ']' } } });
    expect(member(at(deployment, 'r'), 'kind').kind).toBe('unknown');
    expect(codes(deployment)).toEqual(['invalid-expression']);
  });
});
