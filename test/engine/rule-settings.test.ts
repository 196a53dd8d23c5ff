// What users set for rules: where it stands in conditions, and what is refused.

import { describe, expect, test } from 'vitest';
import { lintDeployments } from '../../src/engine/lint.ts';
import { settingFault, withSettings } from '../../src/engine/rule-settings.ts';
import { account, catalogueWith, deploy, NOTHING_READ } from './build.ts';

const KINDS = { kinds: { description: 'kinds that may be used', type: 'texts' } };
const ONLY_KINDS = { require: { kind: { in: { setting: 'kinds' } } } };

const outcomes = (kind: string, members: object, given: Record<string, string[] | number> | null) =>
  lintDeployments(
    [deploy([account({ kind, properties: { number: 5 } })])],
    catalogueWith(members, { settings: KINDS }),
    given ? { settings: { 'test-rule': given } } : {},
    NOTHING_READ,
  ).verdicts.map(each => each.outcome);

describe('a setting', () => {
  test.each([
    ['A', ['a', 'b'], ['pass']],
    ['C', ['a', 'b'], ['fail']],
    ['{x}', ['a', 'b'], ['unknown']],
  ])('of %s among %j: %j', (kind, kinds, expected) => {
    expect(outcomes(kind, ONLY_KINDS, { kinds })).toEqual(expected);
  });
  test('that nobody has set and that has no default leaves the rule without a say', () => {
    expect(outcomes('C', ONLY_KINDS, null)).toEqual([]);
  });
  test('stands anywhere in a condition, below `some` and `any` too', () => {
    const rule = {
      require: { any: [{ rules: { some: { name: { in: { setting: 'kinds' } } } } }, ONLY_KINDS.require] },
    };
    expect(outcomes('A', rule, { kinds: ['a'] })).toEqual(['pass']);
    expect(outcomes('B', rule, { kinds: ['a'] })).toEqual(['fail']);
  });
  test('has its default where nobody sets it', () => {
    const settings = { most: { description: 'the most', type: 'number', default: 4 } };
    const catalogue = catalogueWith(
      { require: { number: { not: { gt: { setting: 'most' } } } } },
      { settings },
    );
    const outcome = (given: object) =>
      lintDeployments([deploy([account({ properties: { number: 5 } })])], catalogue, given, NOTHING_READ)
        .verdicts[0]?.outcome;
    expect(outcome({})).toBe('fail');
    expect(outcome({ settings: { 'test-rule': { most: 6 } } })).toBe('pass');
  });
  test('leaves rules without settings as they are', () => {
    const rule = catalogueWith({ require: { access: { is: 'Disabled' } } }).rules.get('test-rule')!;
    expect(withSettings(rule, { kinds: ['a'] })).toBe(rule);
  });
});

describe('a value', () => {
  const rule = catalogueWith(ONLY_KINDS, { settings: KINDS }).rules.get('test-rule')!;
  test.each([
    ['kinds', ['a'], null],
    ['kinds', 'a', '`kinds` is a list of texts'],
    ['kinds', [], '`kinds` is a list of texts'],
    ['kinds', [1], '`kinds` is a list of texts'],
    ['kind', ['a'], 'has no setting `kind`: did you mean `kinds`?'],
  ])('%s: %j', (name, value, fault) => {
    if (fault === null) expect(settingFault(rule, name, value)).toBeNull();
    else expect(settingFault(rule, name, value)).toContain(fault);
  });
});

describe('a rule file', () => {
  test.each([
    [
      { require: { kind: { in: { setting: 'kind' } } } },
      {},
      'the rule has no setting `kind`: did you mean `kinds`?',
    ],
    [{ require: { access: { is: 'Disabled' } } }, {}, 'no condition names this setting'],
    [{ require: { number: { gt: { setting: 'kinds' } } } }, {}, 'number'],
  ])('%j is refused', (ruleCase, members, message) => {
    expect(() => catalogueWith(ruleCase, { settings: KINDS, ...members })).toThrow(message);
  });
});
