// From verdicts to findings, and what a run counts.

import { describe, expect, test } from 'vitest';
import { lintDeployments } from '../../src/engine/lint.ts';
import { selectRules } from '../../src/engine/select-rules.ts';
import { createSource, span, textOf } from '../../src/model/source.ts';
import { account, catalogueWith, deploy, endpoint, NOTHING_READ } from './build.ts';

const catalogue = catalogueWith({
  require: { access: { is: 'Disabled' } },
  message: [
    { when: { action: { is: 'Allow' } }, is: '`{name}` is open to all' },
    { is: '`{name}` is open to some' },
  ],
  severity: [{ when: { action: { is: 'Allow' } }, is: 'high' }, { is: 'low' }],
});

const lint = (...deployments: ReturnType<typeof deploy>[]) =>
  lintDeployments(deployments, catalogue, {}, NOTHING_READ);
const enabled = { publicNetworkAccess: 'Enabled' };

describe('one cause, one finding', () => {
  test('however many deployments share it; the others are named', () => {
    const text = (access: string) => [account({ properties: { publicNetworkAccess: access } })];
    const [dev, test_, prod] = [
      deploy(text('Enabled'), { inputs: ['dev'] }),
      deploy(text('Enabled'), { inputs: ['test'] }),
      deploy(text('Disabled'), { inputs: ['prod'] }),
    ];
    const { findings } = lint(dev, test_, prod);
    expect(findings.map(each => [each.failing.length, each.passing.length])).toEqual([[2, 1]]);
  });
  test('of the worst severity, with its message', () => {
    const named = (action: string) =>
      deploy(
        JSON.stringify([
          account({ properties: { ...enabled, networkAcls: { defaultAction: action } } }),
        ]).padEnd(300),
      );
    const { findings } = lint(named('Deny '), named('Allow'));
    expect(findings.map(each => [each.severity, each.message])).toEqual([['high', '`ai` is open to all']]);
  });
  test('of all callers of a module, each named', () => {
    const text = JSON.stringify([account({ properties: enabled })]);
    const called = (path: string) => {
      const source = createSource(path, 'module ai');
      return deploy(text, { path: 'ai.json', callPath: [{ name: path, span: span(source, 0, 9) }] });
    };
    const { findings } = lint(called('a.bicep'), called('b.bicep'));
    expect(findings).toHaveLength(1);
    expect(findings[0]!.location.source.path).toBe('ai.json');
    expect(findings[0]!.related.map(each => [each.message, each.also ?? false])).toEqual([
      ['module `a.bicep`', false],
      ['module `b.bicep`', true],
    ]);
  });
  test('but other places are other findings', () => {
    const { findings } = lint(
      deploy([account({ properties: enabled }), account({ name: 'b', properties: enabled })]),
    );
    expect(findings.map(each => each.message)).toEqual(['`ai` is open to all', '`b` is open to all']);
  });
});

describe('fingerprints', () => {
  const fingerprintsOf = (text: string) => lint(deploy(text)).findings.map(each => each.fingerprint);
  const text = JSON.stringify([account({ properties: enabled })]);
  test('survive moved lines', () => {
    expect(fingerprintsOf(text)).toEqual(
      fingerprintsOf(`\n\n\n${text.replace('[', '[{"type":"Test.Storage/stores","name":"st"},\n')}`),
    );
  });
  test('differ by resource', () => {
    expect(fingerprintsOf(text)).not.toEqual(fingerprintsOf(text.replace('"ai"', '"other"')));
  });
  test('are never the same', () => {
    const twice = JSON.stringify([account({ properties: enabled }), account({ properties: enabled })]);
    expect(new Set(fingerprintsOf(twice)).size).toBe(2);
  });
});

test('findings come most severe first, then by place', () => {
  const deny = { ...enabled, networkAcls: { defaultAction: 'Deny' } };
  const { findings } = lint(
    deploy([
      account({ name: 'a', properties: deny }),
      account({ name: 'b', properties: enabled }),
      account({ name: 'c', properties: enabled }),
    ]),
  );
  expect(findings.map(each => each.message)).toEqual([
    '`b` is open to all',
    '`c` is open to all',
    '`a` is open to some',
  ]);
});

test('a run counts declarations, AI resources, findings and unknown verdicts', () => {
  const resources = [
    account({ properties: enabled }),
    account({ name: 'x', properties: { publicNetworkAccess: '{x}' } }),
    account({ name: 'e', $existing: true }),
    endpoint('@Test.Ai/accounts/ai'),
  ];
  const { summary, verdicts } = lint(deploy(resources), deploy(resources));
  expect(summary).toMatchObject({ resources: 3, aiResources: 2, findings: { high: 1, low: 0 }, unknown: 1 });
  expect(verdicts.map(each => each.outcome)).toEqual(['fail', 'unknown', 'fail', 'unknown']);
});

test('skipped rules give no verdict, doubtful ones no failure', () => {
  const sized = catalogueWith({ when: { kind: { is: 'a' } }, require: { access: { is: 'Disabled' } } });
  const outcomes = (kind: string, access: string) =>
    lintDeployments(
      [deploy([account({ kind, properties: { publicNetworkAccess: access } })])],
      sized,
      {},
      NOTHING_READ,
    ).verdicts.map(each => each.outcome);
  expect(outcomes('a', 'Enabled')).toEqual(['fail']);
  expect(outcomes('b', 'Enabled')).toEqual([]);
  expect(outcomes('{k}', 'Enabled')).toEqual(['unknown']);
  expect(outcomes('{k}', 'Disabled')).toEqual(['pass']);
});

test('a note goes with a pass', () => {
  const noted = catalogueWith({
    require: { kind: { exists: true } },
    notes: [{ when: { access: { is: 'Enabled' } }, is: '`{name}` is {access}' }],
  });
  const { verdicts } = lintDeployments([deploy([account({ kind: 'a' })])], noted, {}, NOTHING_READ);
  expect(verdicts.map(each => [each.outcome, each.message])).toEqual([['pass', '`ai` is Enabled']]);
});

test('a secret is never printed', () => {
  const secret = catalogueWith({
    require: { secretKey: { exists: false } },
    message: '`{name}` has {value}',
  });
  const { findings } = lintDeployments(
    [deploy([account({ properties: { key: 'hunter2' } })])],
    secret,
    {},
    NOTHING_READ,
  );
  expect(findings[0]!.message).toBe('`ai` has a secret');
  expect(textOf(findings[0]!.location)).toBe('"hunter2"');
});

describe('selection', () => {
  const aliased = catalogueWith(
    { require: { kind: { exists: true } } },
    { aliases: ['AZR-1'], packs: ['strict'] },
  );
  const idsOf = (selection: Parameters<typeof selectRules>[1]) =>
    selectRules(aliased, selection).rules.map(each => each.id);
  test('by pack, id, alias and check', () => {
    expect(idsOf({})).toEqual([]);
    expect(idsOf({ packs: ['strict'] })).toEqual(['test-rule']);
    expect(idsOf({ only: ['azr-1'] })).toEqual(['test-rule']);
    expect(idsOf({ only: ['private-endpoint'] })).toEqual(['test-rule']);
  });
  test('levels add, remove and replace; the rule by name wins over its check', () => {
    expect(idsOf({ packs: ['strict'], levels: { 'private-endpoint': 'off' } })).toEqual([]);
    const { rules, severities } = selectRules(aliased, { levels: { 'test-rule': 'low', 'AZR-2': 'off' } });
    expect(rules.map(each => [each.id, severities.get(each.id)])).toEqual([['test-rule', 'low']]);
  });
  test('names that mean nothing are told', () => {
    expect(selectRules(aliased, { only: ['test-rul'] }).unknown).toEqual([
      { name: 'test-rul', nearest: 'test-rule' },
    ]);
  });
});
