// Cases that judge the items of a list one by one: which findings there are, where they are, and what tells them apart.

import { describe, expect, test } from 'vitest';
import { lintDeployments } from '../../src/engine/lint.ts';
import { readRules } from '../../src/engine/read-rules.ts';
import { textOf } from '../../src/model/source.ts';
import { account, catalogueWith, deploy, MAPS, NOTHING_READ, ruleData } from './build.ts';

const NO_OPEN_RULE = {
  each: 'rules',
  by: 'sid',
  require: { rules: { none: { open: { is: true } } } },
};

const lint = (ruleCase: object, properties: object) =>
  lintDeployments([deploy([account({ properties })])], catalogueWith(ruleCase), {}, NOTHING_READ);

const open = (sid: string | null, more: object = {}) => ({ ...(sid ? { sid } : {}), open: true, ...more });

describe('each item that fails', () => {
  test('is a finding at its own place', () => {
    const modes = { each: 'rules', require: { rules: { none: { mode: { 'starts-with': 'open' } } } } };
    const { findings, verdicts } = lint(modes, {
      rules: [{ mode: 'open to a' }, { mode: 'shut' }, { mode: 'open' }],
    });
    expect(findings.map(each => JSON.parse(textOf(each.location)))).toEqual([
      { mode: 'open to a' },
      { mode: 'open' },
    ]);
    expect(verdicts.map(each => each.outcome)).toEqual(['fail', 'fail']);
  });
  test('has the message and the severity that its own content chooses', () => {
    const { findings } = lint(
      {
        ...NO_OPEN_RULE,
        message: [
          { when: { rules: { some: { to: { is: 'all' } } } }, is: 'open to all' },
          { is: 'open to some' },
        ],
        severity: [{ when: { rules: { some: { to: { is: 'all' } } } }, is: 'high' }, { is: 'low' }],
      },
      { rules: [open('a'), open('b', { to: 'all' })] },
    );
    expect(findings.map(each => [each.severity, each.message])).toEqual([
      ['high', 'open to all'],
      ['low', 'open to some'],
    ]);
  });
  test('keeps its fingerprint when others come before it and when it changes under its name', () => {
    const fingerprints = (...rules: object[]) =>
      lint(NO_OPEN_RULE, { rules }).findings.map(each => each.fingerprint);
    const [a, b] = fingerprints(open('a'), open('b'));
    expect(a).not.toBe(b);
    expect(fingerprints(open('c'), open('b', { to: 'all' }))[1]).toBe(b);
  });
  test('is told apart by all that it says where it has no name', () => {
    const of = (...rules: object[]) => lint(NO_OPEN_RULE, { rules }).findings.map(each => each.fingerprint);
    const [all, some] = of(open(null, { to: 'all' }), open(null, { to: 'some' }));
    expect(all).not.toBe(some);
    expect(of(open(null, { to: 'some' }))).toEqual([some]);
  });
});

describe('a list', () => {
  const outcomes = (properties: object, ruleCase: object = NO_OPEN_RULE) =>
    lint(ruleCase, properties).verdicts.map(each => each.outcome);

  test.each([
    [{ rules: [{ open: false }, { open: false }] }, ['pass']],
    [{ rules: [] }, ['pass']],
    [{}, ['pass']],
    [{ rules: [{ open: '{x}' }, { open: false }] }, ['unknown']],
    [{ rules: '{x}' }, ['unknown']],
    [{ rules: [{ open: '{x}' }, open('a')] }, ['fail']],
  ])('%j: %j', (properties, expected) => {
    expect(outcomes(properties)).toEqual(expected);
  });
  test('is looked at as a whole by `when`', () => {
    const ruleCase = { ...NO_OPEN_RULE, when: { rules: { some: { sid: { is: 'other' } } } } };
    expect(outcomes({ rules: [open('a'), { sid: 'other' }] }, ruleCase)).toEqual(['fail']);
    expect(outcomes({ rules: [open('a')] }, ruleCase)).toEqual([]);
  });
  test('of several cases that judge items gives all that fail, of the others the first', () => {
    const cases = [
      NO_OPEN_RULE,
      { ...NO_OPEN_RULE, require: { rules: { none: { age: { is: 'old' } } } } },
      { require: { kind: { exists: true } }, at: 'kind' },
      { require: { localAuth: { is: false } }, at: 'localAuth' },
    ].map(each => ({ resource: 'test.account', message: 'wrong', ...each }));
    const catalogue = readRules(
      [{ path: 'rule.yaml', text: JSON.stringify(ruleData({ cases })) }],
      readRules([{ path: 'maps.yaml', text: MAPS }]),
    );
    const properties = { rules: [{ open: true }, { age: 'old' }] };
    const { findings } = lintDeployments([deploy([account({ properties })])], catalogue, {}, NOTHING_READ);
    expect(findings.map(each => each.property).sort()).toEqual([
      'kind',
      'properties.rules[]',
      'properties.rules[]',
    ]);
  });
});

describe('a rule file', () => {
  test.each([
    [{ ...NO_OPEN_RULE, each: 'rule' }, 'has no attribute `rule`: did you mean `rules`?'],
    [{ ...NO_OPEN_RULE, each: 'access' }, '`access` is no list'],
    [{ by: 'sid', require: NO_OPEN_RULE.require }, '`by` belongs to `each`'],
  ])('%j is refused', (ruleCase, message) => {
    expect(() => catalogueWith(ruleCase)).toThrow(message);
  });
});
