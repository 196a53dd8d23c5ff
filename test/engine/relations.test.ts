// Edges: certain, possible, and absent only where everything was read.

import { describe, expect, test } from 'vitest';
import { scalar } from '../../src/model/value.ts';
import { account, type DeploymentParts, deploy, endpoint, outcomeOf, verdictsOf } from './build.ts';

const ENDPOINT = { incoming: 'endpoint' };
const AI = '@Test.Ai/accounts/ai';

const outcome = (condition: object, resources: object[], parts?: DeploymentParts) =>
  outcomeOf(condition, deploy(resources, parts));

describe('an incoming edge', () => {
  test('holds for the resource that is meant, in any case', () => {
    expect(outcome(ENDPOINT, [account(), endpoint('@test.ai/ACCOUNTS/Ai')])).toBe('pass');
    expect(outcome(ENDPOINT, [account(), endpoint('@Test.Ai/accounts/other')])).toBe('fail');
    expect(outcome(ENDPOINT, [account()])).toBe('fail');
  });
  test('holds by name expressions that are equal though unknown', () => {
    expect(outcome(ENDPOINT, [account({ name: '{n}' }), endpoint('@Test.Ai/accounts/{n}')])).toBe('pass');
    expect(outcome(ENDPOINT, [account({ name: '{n}' }), endpoint('@Test.Ai/accounts/{m}')])).toContain(
      'unknown: `pe` may refer to it',
    );
  });
  test('is possible where the target or one of several is unknown', () => {
    expect(outcome(ENDPOINT, [account(), endpoint('{t}')])).toBe(
      'unknown: `pe` may refer to it: parameter `t` has no default',
    );
    expect(outcome(ENDPOINT, [account(), endpoint(`{t: x | y}`)])).toBe('fail');
  });
  test('is possible where only the scope may differ', () => {
    const id = '/subscriptions/1/resourceGroups/rg/providers/Test.Ai/accounts/ai';
    expect(outcome(ENDPOINT, [account(), endpoint(id)])).toContain('is only known at deployment');
    expect(outcome(ENDPOINT, [account(), endpoint(id.replace('/ai', '/other'))])).toBe('fail');
  });
  test('is none where the reference names what the platform itself has', () => {
    const inGroup = (group: string) =>
      `/subscriptions/1/resourceGroups/${group}/providers/Test.Ai/accounts/ai`;
    expect(outcome(ENDPOINT, [account(), endpoint(inGroup('own'))])).toContain('unknown');
    expect(outcome(ENDPOINT, [account(), endpoint(inGroup('builtIn'))])).toBe('fail');
  });
  test('goes to the resource that answers to an identity, not to one that might', () => {
    const resources = [
      account({ name: '{n}' }),
      account({ name: '{m}', $address: 'second' }),
      endpoint('@Test.Ai/accounts/{m}'),
    ];
    expect(outcome(ENDPOINT, resources)).toBe('fail');
  });
  test('holds through a reference to the resource as existing', () => {
    expect(outcome(ENDPOINT, [account(), account({ $existing: true, $address: 'same' }), endpoint(AI)])).toBe(
      'pass',
    );
  });
});

describe('an open world', () => {
  const gaps = ['module `m` is not on this machine'];
  test('denies nothing', () => {
    expect(outcome(ENDPOINT, [account()], { gaps })).toBe(
      'unknown: module `m` is not on this machine, so there may be another private endpoint',
    );
    expect(outcome({ not: ENDPOINT }, [account()], { gaps })).toContain('unknown');
  });
  test('does not touch what is certain', () => {
    expect(outcome(ENDPOINT, [account(), endpoint(AI)], { gaps })).toBe('pass');
  });
});

describe('where', () => {
  const manual = { incoming: 'endpoint', where: { manual: { is: true } } };
  const withGroups = (groups: unknown) => ({
    type: 'Test.Network/endpoints',
    name: 'pe',
    properties: { connections: [{ target: AI, groups }] },
  });
  test('is asked of the other end', () => {
    expect(outcome(manual, [account(), endpoint(AI)])).toBe('fail');
    expect(outcome({ not: manual }, [account(), endpoint(AI)])).toBe('pass');
  });
  test('that is unknown leaves the edge unknown, and says of whom', () => {
    const grouped = { incoming: 'endpoint', where: { groups: { some: { is: 'account' } } } };
    expect(outcome(grouped, [account(), withGroups(['ACCOUNT'])])).toBe('pass');
    expect(outcome(grouped, [account(), withGroups('{g}')])).toBe(
      'unknown: of `pe`: parameter `g` has no default',
    );
  });
});

describe('count', () => {
  const two = { incoming: 'endpoint', count: { gt: 1 } };
  const pair = [endpoint(AI), endpoint(AI, { name: 'pe2' })];
  test('counts what is certain', () => {
    expect(outcome(two, [account(), ...pair])).toBe('pass');
    expect(outcome(two, [account(), endpoint(AI)])).toBe('fail');
    expect(outcome({ incoming: 'endpoint', count: { is: 0 } }, [account()])).toBe('pass');
  });
  test('is unknown where more may decide, and only there', () => {
    expect(outcome(two, [account(), endpoint(AI), endpoint('{t}', { name: 'pe2' })])).toContain('unknown');
    expect(outcome(two, [account(), ...pair], { gaps: ['gap'] })).toBe('pass');
    expect(outcome({ incoming: 'endpoint', count: { lt: 2 } }, [account()], { gaps: ['gap'] })).toContain(
      'unknown: gap',
    );
  });
});

describe('conditions on deployment', () => {
  const with_ = (own: string | null, other: string) => [
    account(own ? { $if: own } : {}),
    endpoint(AI, { $if: other }),
  ];
  test.each([
    ['the same condition', 'a', 'a', 'pass'],
    ['part of the same condition', 'a & b', 'b', 'pass'],
    ['the opposite condition', 'a', '!a', 'fail'],
    ['the opposite of a part', 'a & !b', 'b', 'fail'],
  ])('%s', (_, own, other, expected) => expect(outcome(ENDPOINT, with_(own, other))).toBe(expected));
  test.each([
    ['a condition of its own', null, 'a'],
    ['a narrower condition', 'a', 'a & b'],
  ])('%s', (_, own, other) => {
    expect(outcome(ENDPOINT, with_(own, other))).toContain(
      'unknown: `pe` is deployed only under a condition',
    );
  });
  test('a verdict on a conditional resource says so', () => {
    expect(verdictsOf({ require: ENDPOINT }, deploy(with_('a', 'a')))[0]!.conditional).toBe(true);
    expect(verdictsOf({ require: ENDPOINT }, deploy([account(), endpoint(AI)]))[0]!.conditional).toBe(false);
  });
});

describe('an outgoing edge', () => {
  const OPEN = { outgoing: 'storage', where: { open: { is: true } } };
  const store = (properties: object = {}) => ({ type: 'Test.Storage/stores', name: 'st', properties });
  const using = (storageId: unknown) => account({ properties: { storageId } });
  test('leads to the resource with that id', () => {
    expect(outcome(OPEN, [using('@Test.Storage/stores/st'), store()])).toBe('pass');
    expect(outcome(OPEN, [using('@Test.Storage/stores/st'), store({ open: false })])).toBe('fail');
    expect(outcome(OPEN, [account(), store()])).toBe('fail');
  });
  test('leads elsewhere where nothing here has that id', () => {
    expect(outcome({ outgoing: 'storage' }, [using('@Test.Storage/stores/x')])).toBe('pass');
    expect(outcome(OPEN, [using('@Test.Storage/stores/x')])).toContain('deployed elsewhere');
    expect(outcome({ outgoing: 'storage' }, [using('@Test.Other/things/x')])).toBe('fail');
  });
  test('may lead anywhere where the id is unknown', () => {
    expect(outcome({ outgoing: 'storage' }, [using('{s}'), store()])).toContain('unknown');
  });
  test('of an existing resource nothing but its identity is known', () => {
    const existing = { ...store(), $existing: true };
    expect(outcome(OPEN, [using('@Test.Storage/stores/st'), existing])).toBe(
      'unknown: of `st`: it is deployed elsewhere',
    );
  });
});

describe('what is deployed beside a resource', () => {
  const OPEN_STORE = { deployed: 'test.storage', where: { open: { is: true } } };
  const store = (body: object = {}) => ({ type: 'Test.Storage/stores', name: 'st', ...body });
  const closed = store({ properties: { open: false } });
  const unsure = store({ name: 'maybe', properties: { open: '{o}' } });
  test('is found though nothing connects the two', () => {
    expect(outcome({ deployed: 'test.storage' }, [account(), store()])).toBe('pass');
    expect(outcome({ deployed: 'test.storage' }, [account()])).toBe('fail');
    expect(outcome({ not: { deployed: 'test.storage' } }, [account()])).toBe('pass');
  });
  test('is not the resource itself', () => {
    expect(outcome({ deployed: 'test.account' }, [account()])).toBe('fail');
  });
  test('is asked by where and counted', () => {
    expect(outcome(OPEN_STORE, [account(), closed])).toBe('fail');
    expect(outcome(OPEN_STORE, [account(), closed, store({ name: 'other' })])).toBe('pass');
    expect(outcome(OPEN_STORE, [account(), closed, unsure])).toBe(
      'unknown: of `maybe`: parameter `o` has no default',
    );
    const two = { deployed: 'test.storage', count: { gt: 1 } };
    expect(outcome(two, [account(), store()])).toBe('fail');
    expect(outcome(two, [account(), store(), unsure])).toBe('pass');
  });
  test('is never denied in an open world', () => {
    const gaps = ['module `m` is not on this machine'];
    const reason = 'module `m` is not on this machine, so there may be another storage';
    expect(outcome(OPEN_STORE, [account(), closed], { gaps })).toBe(`unknown: ${reason}`);
    expect(outcome({ not: OPEN_STORE }, [account()], { gaps })).toBe(`unknown: ${reason}`);
    expect(outcome(OPEN_STORE, [account(), store()], { gaps })).toBe('pass');
  });
  test('is never denied beside a module that was not read, though its endpoints are known', () => {
    const module = { type: 'br/public:test/account', name: 'm', $module: 'br/public:test/account:1.0.0' };
    expect(outcome(ENDPOINT, [account(), module])).toBe('fail');
    expect(outcome(OPEN_STORE, [account(), module])).toContain('is not on this machine');
  });
  test.each([
    ['a condition of its own', {}, { $if: 'a' }, 'unknown: `st` is deployed only under a condition'],
    ['the same condition', { $if: 'a' }, { $if: 'a' }, 'pass'],
    ['the opposite condition', { $if: 'a' }, { $if: '!a' }, 'fail'],
  ])('under %s', (_, own, other, expected) => {
    expect(outcome({ deployed: 'test.storage' }, [account(own), store(other)])).toContain(expected);
  });
  test('may exist already; then it is there, and nothing else is known of it', () => {
    const existing = store({ $existing: true });
    expect(outcome({ deployed: 'test.storage' }, [account(), existing])).toBe('pass');
    expect(outcome(OPEN_STORE, [account(), existing])).toContain('unknown: of `st`');
    expect(outcome(OPEN_STORE, [account(), existing, closed])).toBe('fail');
  });
  test('is shown beside a finding where it fits, and only there', () => {
    const cases = { require: { not: OPEN_STORE }, message: '`{name}` ({because})', when: OPEN_STORE };
    const [verdict] = verdictsOf(cases, deploy([account(), closed, store({ name: 'other' })]));
    expect(verdict!.message).toBe('`ai` (the deployment has a storage that fits)');
    expect(verdict!.related.map(each => each.message)).toEqual(['Storage `other`']);
  });
});

describe('containment and extension', () => {
  const child = (body: object = {}) => ({
    type: 'Test.Ai/accounts/children',
    name: 'c',
    $parent: AI,
    ...body,
  });
  test('children are found by their parent', () => {
    expect(outcome({ outgoing: 'child', where: { size: { is: 1 } } }, [account(), child()])).toBe('pass');
    expect(outcome({ outgoing: 'child' }, [account(), child({ $parent: '@Test.Ai/accounts/other' })])).toBe(
      'fail',
    );
  });
  test('a child finds its parent', () => {
    const cases = {
      resource: 'test.child',
      require: { incoming: 'account', where: { access: { is: 'Disabled' } } },
    };
    const parent = account({ properties: { publicNetworkAccess: 'Disabled' } });
    expect(verdictsOf(cases, deploy([parent, child()])).map(each => each.outcome)).toEqual(['pass']);
    expect(verdictsOf(cases, deploy([account(), child()])).map(each => each.outcome)).toEqual(['fail']);
  });
  test('what extends a resource is found by its scope', () => {
    const grant = (scope: string) => ({
      type: 'Test.Auth/grants',
      name: 'g',
      $scope: scope,
      properties: { role: 'owner' },
    });
    const owner = { incoming: 'grant', where: { role: { is: 'owner' } } };
    expect(outcome(owner, [account(), grant(AI)])).toBe('pass');
    expect(outcome(owner, [account(), grant('@Test.Ai/accounts/x')])).toBe('fail');
    const cases = { resource: 'test.grant', require: { outgoing: 'scope' } };
    expect(verdictsOf(cases, deploy([account(), grant(AI)]))[0]!.outcome).toBe('pass');
  });
});

describe('a module that is not on the machine', () => {
  const call = (args: object) => ({
    type: 'br/public:test/account',
    name: 'm',
    $module: 'br/public:test/account:1.0.0',
    ...args,
  });
  test('is judged by its arguments', () => {
    expect(outcome(ENDPOINT, [call({ privateEndpoints: [{}] })])).toBe('pass');
    expect(outcome(ENDPOINT, [call({})])).toBe('fail');
    expect(outcome(ENDPOINT, [call({ privateEndpoints: '{x}' })])).toContain('parameter `x` has no default');
  });
  test('is found by the id of what it deploys', () => {
    expect(outcome(ENDPOINT, [call({}), endpoint('@Test.Ai/accounts/m')])).toBe('pass');
    expect(outcome(ENDPOINT, [call({}), endpoint('@Test.Ai/accounts/x')])).toBe('fail');
  });
});

test('names of related resources fill messages', () => {
  const message = '`{name}` is behind `{endpoint}` with `{action}`';
  const [verdict] = verdictsOf({ require: { not: ENDPOINT }, message }, deploy([account(), endpoint(AI)]));
  expect(verdict!.message).toBe('`ai` is behind `pe` with `Allow`');
  expect(verdict!.related.map(each => each.message)).toEqual(['Private endpoint `pe`']);
  expect(verdict!.resource.name).toMatchObject(scalar('ai', expect.anything()));
});
