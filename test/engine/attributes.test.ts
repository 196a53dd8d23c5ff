// What attributes come to: defaults, opposites, translations, names in any case, what modules imply.

import { describe, expect, test } from 'vitest';
import { mappedModel } from '../../src/engine/mapped-model.ts';
import { plainText } from '../../src/engine/wording.ts';
import type { Deployment } from '../../src/model/resource.ts';
import { valueJson } from '../../src/report/location.ts';
import { account, catalogueWith, deploy } from './build.ts';

const catalogue = catalogueWith({ require: { kind: { exists: true } } });

function attributesOf(deployment: Deployment, address: string): Record<string, string> {
  const { resources } = mappedModel(deployment, catalogue);
  const found = resources.find(each => each.resource.address === address)!;
  const text = (value: Parameters<typeof plainText>[0]) =>
    value.kind === 'unknown' ? `? ${value.reason}` : plainText(value);
  return Object.fromEntries([...found.attributes].map(([name, value]) => [name, text(value)]));
}

const read = (body: object) => attributesOf(deploy([account(body)]), 'ai');

test('defaults stand for what is absent or null, and attributes without one stay absent', () => {
  const attributes = read({ properties: { publicNetworkAccess: null } });
  expect(attributes).toMatchObject({
    access: 'Enabled',
    localAuth: 'true',
    action: 'Allow',
    ipRules: 'an empty list',
  });
  expect(attributes.kind).toBeUndefined();
});

test('names compare without case, and values keep their spelling', () => {
  expect(read({ PROPERTIES: { PublicNetworkAccess: 'disabled' } }).access).toBe('disabled');
});

test.each([
  [true, 'false'],
  ['False', 'true'],
  ['{x}', '? parameter `x` has no default'],
])('an attribute that means the opposite of %j', (native, expected) => {
  expect(read({ properties: { disableLocalAuth: native } }).localAuth).toBe(expected);
});

test('native names are translated, others keep their text', () => {
  const keySource = (source: string) => read({ properties: { encryption: { keySource: source } } }).keySource;
  expect(keySource('microsoft.keyvault')).toBe('true');
  expect(keySource('Other')).toBe('Other');
});

test.each([
  [{}, 'false'],
  [{ encryption: {} }, 'false'],
  [{ encryption: { a: 1 } }, 'true'],
  [{ encryption: '{x}' }, '? parameter `x` has no default'],
])('whether anything is there in %j', (properties, expected) => {
  expect(read({ properties }).customerKey).toBe(expected);
});

describe('a default with conditions', () => {
  test('is the first that holds', () => {
    expect(read({ apiVersion: '2024-05-01-preview' }).version).toBe('new');
    expect(read({ apiVersion: '2023-05-01', properties: { legacy: true } }).version).toBe('legacy');
    expect(read({ apiVersion: '2023-05-01' }).version).toBe('old');
  });
  test('is one of several where a condition is unknown', () => {
    expect(read({ apiVersion: '2023-05-01', properties: { legacy: '{x}' } }).version).toBe('legacy or old');
  });
});

describe('lists', () => {
  test('of members of items', () => {
    expect(
      read({ properties: { networkAcls: { ipRules: [{ value: '1.2.3.4' }, { value: '{x}' }] } } }).ipRules,
    ).toBe('1.2.3.4, x');
  });
  test('of member names', () => {
    expect(read({ identity: { userAssignedIdentities: { b: {}, a: {} } } }).users).toBe('b, a');
  });
  test('that are unknown', () => {
    expect(read({ properties: { networkAcls: '{x}' } }).ipRules).toBe('? parameter `x` has no default');
  });
});

test('of an existing resource only what is written is known', () => {
  const attributes = attributesOf(deploy([account({ $existing: true, kind: 'k' })]), 'ai');
  expect(attributes).toMatchObject({
    kind: 'k',
    access: '? it is deployed elsewhere',
    ipRules: '? it is deployed elsewhere',
  });
});

describe('secrets are not shown', () => {
  const properties = (body: object) => {
    const [found] = mappedModel(deploy([account(body)]), catalogue).resources;
    return JSON.stringify(valueJson(found!.properties));
  };
  test('as attributes', () => {
    expect(read({ properties: { key: 'hunter2' } }).secretKey).toBe('? it may be a secret');
  });
  test('as what the attributes are read from, wherever it stands', () => {
    const shown = properties({ properties: { key: 'hunter2', text: 'key=hunter2', size: 2 } });
    expect(shown).not.toContain('hunter2');
    expect(shown).toContain('"size":2');
  });
  test('where their form says what they are', () => {
    const shown = properties({ tags: { a: 'sk-proj-notAkeyButShapedLikeOne', b: 'sk-short' } });
    expect(shown).not.toContain('notAkey');
    expect(shown).toContain('sk-short');
  });
});

describe('a call to a module that is not on the machine', () => {
  const call = (args: object) =>
    deploy([
      {
        type: 'br/public:test/account',
        name: 'm',
        apiVersion: '1.0.0',
        $module: 'br/public:test/account:1.0.0',
        ...args,
      },
    ]);
  test('has the attributes that its arguments say, and unknown ones beside', () => {
    const attributes = attributesOf(call({ access: 'Disabled' }), 'm');
    expect(attributes.access).toBe('Disabled');
    expect(attributes.localAuth).toMatch(/^\? how module `br\/public:test\/account:1.0.0` sets/);
  });
  test('implies a resource per item, which knows its owner', () => {
    const { resources } = mappedModel(call({ privateEndpoints: [{}, { service: 'other' }] }), catalogue);
    expect(resources.map(each => [each.resource.address, each.kind])).toEqual([
      ['m', 'test.account'],
      ['m.endpoint[0]', 'test.endpoint'],
      ['m.endpoint[1]', 'test.endpoint'],
    ]);
    expect(resources[0]!.edges).toEqual([
      { edge: 'endpoint', to: 'm.endpoint[0]', certain: true },
      { edge: 'endpoint', to: 'm.endpoint[1]', certain: true },
    ]);
    expect(
      resources.map(each => each.attributes.get('groups')).map(value => value && plainText(value)),
    ).toEqual([undefined, 'account', 'other']);
  });
  test('may imply one of an unknown list', () => {
    const { resources } = mappedModel(call({ privateEndpoints: '{x}' }), catalogue);
    expect(resources.map(each => [each.resource.address, each.resource.deployed])).toEqual([
      ['m', true],
      ['m.endpoint[?]', 'unknown'],
    ]);
  });
  test('implies others under conditions on its arguments', () => {
    const children = (args: object) =>
      mappedModel(call(args), catalogue).resources.filter(each => each.kind === 'test.child');
    expect(children({ withChild: false })).toEqual([]);
    expect(children({ withChild: true, childSize: 3 })[0]!.attributes.get('size')).toMatchObject({
      value: 3,
    });
    expect(children({ withChild: '{x}' })[0]!.resource.deployed).toBe('unknown');
  });
  test('leaves the world closed where all that it creates is described', () => {
    expect(mappedModel(call({}), catalogue).world).toBe('closed');
    expect(
      mappedModel(
        deploy([{ type: 'br/public:other', name: 'o', $module: 'br/public:other:1.0.0' }]),
        catalogue,
      ).world,
    ).toBe('open');
  });
});
