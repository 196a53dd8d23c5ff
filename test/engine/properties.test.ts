// What holds for every deployment: knowing less never turns a verdict round, and unrelated resources change nothing.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeWorld } from '../../src/engine/lint.ts';
import { createWorld } from '../../src/engine/world.ts';
import type { Outcome } from '../../src/model/finding.ts';
import { catalogueWith, deploy } from './build.ts';

const AI = '@Test.Ai/accounts/ai';

const matchers = fc.oneof(
  fc.record({ is: fc.constantFrom('a', 'Enabled', true, null) }),
  fc.record({ in: fc.constant(['a', 'Disabled']) }),
  fc.record({ 'not-in': fc.constant(['a', 'Enabled']) }),
  fc.record({ exists: fc.boolean() }),
  fc.record({ empty: fc.boolean() }),
  fc.record({ 'starts-with': fc.constantFrom('a', 'b') }),
  fc.record({ contains: fc.constantFrom('a', 'n') }),
  fc.record({ gt: fc.constantFrom(0, 2) }),
  fc.record({ 'at-least': fc.constantFrom('1', '2') }),
);
const listMatchers = fc.oneof(
  fc.record({ some: matchers }),
  fc.record({ every: matchers }),
  fc.record({ none: matchers }),
  fc.record({ empty: fc.boolean() }),
  fc.record({ 'cidr-wider-than': fc.constantFrom(4, 8) }),
);
const attribute = fc.oneof(
  fc.tuple(fc.constantFrom('kind', 'number', 'identity'), matchers).map(([name, each]) => ({ [name]: each })),
  fc.tuple(fc.constantFrom('ipRules', 'rules'), listMatchers).map(([name, each]) => ({ [name]: each })),
  fc.constantFrom(
    { access: { is: 'Disabled' } },
    { localAuth: { is: false } },
    { version: { is: 'new' } },
    { customerKey: { is: true } },
  ),
);
const relation = fc.oneof(
  fc.constant({ incoming: 'endpoint' }),
  fc.record({
    incoming: fc.constant('endpoint'),
    where: fc.constantFrom({ manual: { is: true } }, { groups: { some: { is: 'a' } } }),
  }),
  fc.record({ incoming: fc.constant('endpoint'), count: fc.constantFrom({ gt: 1 }, { is: 0 }) }),
  fc.constantFrom({ outgoing: 'storage' }, { outgoing: 'storage', where: { open: { is: true } } }),
  fc.constantFrom({ outgoing: 'child', where: { size: { gt: 1 } } }, { incoming: 'grant' }),
);
const { condition } = fc.letrec<{ condition: object }>(tie => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    attribute,
    relation,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));

const scalarValue = fc.constantFrom<unknown>(
  'a',
  'b',
  'Enabled',
  'Disabled',
  'true',
  1,
  3,
  true,
  false,
  null,
);
const address = fc.constantFrom('10.0.0.0/8', '0.0.0.0/1', '128.0.0.0/2', '1.2.3.4', 'Tag');
const body = fc.record(
  {
    kind: scalarValue,
    identity: fc.record({ type: scalarValue }, { requiredKeys: [] }),
    properties: fc.record(
      {
        publicNetworkAccess: scalarValue,
        disableLocalAuth: fc.boolean(),
        number: scalarValue,
        legacy: fc.boolean(),
        encryption: fc.constantFrom({}, { a: 1 }),
        networkAcls: fc.record({ ipRules: fc.array(fc.record({ value: address }), { maxLength: 3 }) }),
        rules: fc.array(scalarValue, { maxLength: 3 }),
        storageId: fc.constantFrom('@Test.Storage/stores/st', '@Test.Storage/stores/other'),
      },
      { requiredKeys: ['number', 'rules', 'networkAcls'] },
    ),
  },
  { requiredKeys: ['kind', 'properties'] },
);
const target = fc.constantFrom(AI, '@Test.Ai/accounts/other');
const connection = fc.record({ target, groups: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }) });
const others = fc.record({
  endpoints: fc.array(
    fc.record(
      {
        connections: fc.array(connection, { maxLength: 2 }),
        manualConnections: fc.array(connection, { maxLength: 1 }),
      },
      { requiredKeys: [] },
    ),
    { maxLength: 2 },
  ),
  children: fc.array(fc.record({ size: fc.constantFrom(1, 2) }, { requiredKeys: [] }), { maxLength: 1 }),
  grants: fc.array(target, { maxLength: 1 }),
  store: fc.option(fc.record({ open: fc.boolean() })),
});
const resources = fc.tuple(body, others).map(([own, { endpoints, children, grants, store }]): object[] => [
  { type: 'Test.Ai/accounts', name: 'ai', ...own },
  ...endpoints.map((properties, index) => ({
    type: 'Test.Network/endpoints',
    name: `pe${index}`,
    properties,
  })),
  ...children.map(properties => ({
    type: 'Test.Ai/accounts/children',
    name: 'c',
    $parent: AI,
    properties,
  })),
  ...grants.map(scope => ({ type: 'Test.Auth/grants', name: 'g', $scope: scope, properties: {} })),
  ...(store ? [{ type: 'Test.Storage/stores', name: 'st', properties: store }] : []),
]);

/** Mostly simple ones: in large conditions a single value seldom matters. */
const anyCondition = fc.oneof(
  { weight: 3, arbitrary: attribute },
  { weight: 2, arbitrary: relation },
  condition,
);
const rule = fc.oneof(
  { weight: 3, arbitrary: fc.record({ require: anyCondition }) },
  fc.record({ when: anyCondition, require: anyCondition }),
);

/** Where the first resource of a deployment starts. */
const FIRST = '[\n  '.length;

function outcomeOf(ruleCase: object, deployed: object[]): Outcome {
  const catalogue = catalogueWith(ruleCase);
  const selected = { rules: [...catalogue.rules.values()], severities: new Map(), unknown: [] };
  const verdicts = judgeWorld(createWorld(deploy(deployed), catalogue), selected);
  return verdicts.find(each => each.resource.declaration.start === FIRST)?.outcome ?? 'skip';
}

/** The paths of all values that a person could have left open, in the native bodies. */
function leavesOf(data: unknown, path: (string | number)[] = []): (string | number)[][] {
  const here =
    path.length > 1 && !['type', 'name', '$parent', '$scope'].includes(String(path[1])) ? [path] : [];
  if (typeof data !== 'object' || data === null) return here;
  return [
    ...here,
    ...Object.entries(data).flatMap(([key, value]) =>
      leavesOf(value, [...path, Array.isArray(data) ? Number(key) : key]),
    ),
  ];
}

function replaced(data: unknown, [step, ...rest]: (string | number)[], by: unknown): unknown {
  if (step === undefined) return by;
  const copy = Array.isArray(data) ? [...data] : { ...(data as object) };
  (copy as Record<string | number, unknown>)[step] = replaced(
    (data as Record<string | number, unknown>)[step],
    rest,
    by,
  );
  return copy;
}

/** What a verdict may become when less is known: the same, unknown, and what was skipped may turn out to apply and pass. */
const WEAKER: Readonly<Record<Outcome, readonly Outcome[]>> = {
  pass: ['pass', 'unknown'],
  fail: ['fail', 'unknown'],
  unknown: ['unknown'],
  skip: ['skip', 'pass', 'unknown'],
};

test('making a value unknown leaves a verdict as it is or makes it weaker', () => {
  fc.assert(
    fc.property(rule, resources, fc.nat(), (ruleCase, deployed, choice) => {
      const leaves = leavesOf(deployed);
      fc.pre(leaves.length > 0);
      const leaf = leaves[choice % leaves.length]!;
      const before = outcomeOf(ruleCase, deployed);
      const after = outcomeOf(ruleCase, replaced(deployed, leaf, '{x}') as object[]);
      expect(WEAKER[before], `${before} -> ${after} by ${leaf.join('.')}`).toContain(after);
    }),
    { numRuns: 1500 },
  );
});

test('a resource that has nothing to do with the others changes no verdict', () => {
  const unrelated = fc.constantFrom<object>(
    { type: 'Test.Other/things', name: 'x', properties: { a: '{y}' } },
    { type: 'Test.Storage/stores', name: 'elsewhere', properties: { open: '{y}' } },
    {
      type: 'Test.Network/endpoints',
      name: 'z',
      properties: { connections: [{ target: '@Test.Ai/accounts/another', groups: ['{y}'] }] },
    },
    { type: 'Test.Ai/accounts', name: 'another', kind: '{y}' },
    { type: 'Test.Ai/accounts/children', name: 'z', $parent: '@Test.Ai/accounts/another' },
  );
  fc.assert(
    fc.property(rule, resources, unrelated, (ruleCase, deployed, other) => {
      expect(outcomeOf(ruleCase, [...deployed, other])).toBe(outcomeOf(ruleCase, deployed));
    }),
    { numRuns: 200 },
  );
});
