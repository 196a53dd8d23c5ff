// `reference()` and its like: every way to read the same property of the same resource has one form.

import { describe, expect, test } from 'vitest';
import { codes, deploy, idInGroup, type Json, plain } from './deploy.ts';

const VERSION = '2024-01-01';
const RESOURCES = {
  acc: { type: 'Microsoft.A/accounts', apiVersion: VERSION, name: 'a' },
  many: {
    type: 'Microsoft.B/b',
    apiVersion: VERSION,
    name: "[format('b{0}', copyIndex())]",
    copy: { name: 'many', count: 2 },
  },
};
const ID = idInGroup('Microsoft.A/accounts/a').slice(1);

function value(expression: string): Json {
  const outputs = { o: { type: 'object', value: `[${expression}]` } };
  return plain(
    deploy({ parameters: { u: { type: 'int' } }, resources: RESOURCES, outputs }).outputs.get('o')!,
  );
}

describe('reference', () => {
  test.each([
    "reference('acc').endpoint",
    "reference('acc', '2020-01-01').endpoint",
    "reference('acc', '2024-01-01', 'Full').properties.endpoint",
    "reference(resourceId('Microsoft.A/accounts', 'a')).endpoint",
    "reference(resourceInfo('acc').id, '2024-01-01', 'full').properties['endpoint']",
    "tryGet(reference('acc'), 'endpoint')",
    "reference(extensionResourceId(resourceGroup().id, 'Microsoft.A/accounts', 'a')).endpoint",
    // By name, as templates without symbols may.
    "reference('a').endpoint",
  ])('%s', expression => {
    expect(value(expression)).toBe(`?reference(${ID}).'properties'.'endpoint'`);
  });

  test('of the whole resource is another thing than of its properties', () => {
    expect(value("reference('acc', '2024-01-01', 'Full').identity.principalId")).toBe(
      `?reference(${ID}).'identity'.'principalId'`,
    );
  });

  test('says why it is not known', () => {
    const { outputs } = deploy({ outputs: { o: { type: 'object', value: "[reference('/x').y]" } } });
    expect(outputs.get('o')).toMatchObject({ reason: '`reference()` is only known at deployment' });
  });

  test('of an instance by its index', () => {
    const id = idInGroup('Microsoft.B/b/b1').slice(1);
    expect(value("reference(format('many[{0}]', 1)).x")).toBe(`?reference(${id}).'properties'.'x'`);
    expect(value("reference('many[1]').x")).toBe(`?reference(${id}).'properties'.'x'`);
  });

  test('of an instance by an unknown index', () => {
    const id = idInGroup("Microsoft.B/b/b${parameters('u')}").slice(1);
    expect(value("reference(format('many[{0}]', parameters('u'))).x")).toBe(
      `?reference(${id}).'properties'.'x'`,
    );
  });
});

describe('references', () => {
  test('of a loop are those of its instances', () => {
    const ids = [0, 1].map(index => idInGroup(`Microsoft.B/b/b${index}`).slice(1));
    expect(value("references('many', 'full')")).toEqual(ids.map(id => `?reference(${id})`));
    expect(value("map(references('many'), lambda('r', lambdaVariables('r').x))")).toEqual(
      ids.map(id => `?reference(${id}).'properties'.'x'`),
    );
  });
});

describe('resourceInfo', () => {
  test.each([
    ['id', `?${ID}`],
    ['name', 'a'],
    ['type', 'Microsoft.A/accounts'],
    ['apiVersion', VERSION],
  ])('%s is known before the deployment', (member, expected) => {
    expect(value(`resourceInfo('acc').${member}`)).toBe(expected);
  });

  test('of what does not exist is reported', () => {
    const outputs = { o: { type: 'string', value: "[resourceInfo('nothing').id]" } };
    expect(codes(deploy({ resources: RESOURCES, outputs }))).toEqual(['unknown-symbol']);
  });
});

describe('list functions', () => {
  test.each([
    "listKeys('acc', '2024-01-01').key1",
    "listKeys(resourceInfo('acc').id, '2020-01-01').key1",
    "listKeys(resourceId('Microsoft.A/accounts', 'a'), '2020-01-01').key1",
  ])('%s', expression => {
    expect(value(expression)).toBe(`?listkeys(${ID}).'key1'`);
  });
});

describe('names that depend on themselves', () => {
  test('are reported and unknown', () => {
    const deployment = deploy({ resources: { r: { ...RESOURCES.acc, name: "[resourceInfo('r').name]" } } });
    expect(codes(deployment)).toEqual(['cyclic-reference']);
    expect(deployment.resources[0]?.name.kind).toBe('unknown');
  });
});
