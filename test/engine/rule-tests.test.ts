// Tests inside rule files, and the explanation of a verdict.

import { describe, expect, test } from 'vitest';
import { explainRule, type Trace } from '../../src/engine/explain.ts';
import { runRuleTests } from '../../src/engine/run-rule-tests.ts';
import { textOf } from '../../src/model/source.ts';
import { account, catalogueWith, deploy, endpoint } from './build.ts';

const code = (access: string) =>
  JSON.stringify([account({ properties: { publicNetworkAccess: access } })], null, 2);

async function resultsOf(tests: object[]): Promise<(string | null)[]> {
  const needed = [
    { name: 'needed pass', language: 'arm', expect: 'pass', code: code('Disabled') },
    {
      name: 'needed fail',
      language: 'arm',
      expect: 'fail',
      at: '"publicNetworkAccess": "Enabled"',
      code: code('Enabled'),
    },
    {
      name: 'needed unknown',
      language: 'arm',
      expect: 'unknown',
      because: 'parameter `x`',
      code: code('{x}'),
    },
  ];
  const catalogue = catalogueWith(
    { require: { access: { is: 'Disabled' } } },
    { tests: [...needed, ...tests] },
  );
  const results = await runRuleTests(catalogue, async each => [deploy(each.code)]);
  expect(results.slice(0, 3).map(each => each.failure)).toEqual([null, null, null]);
  return results.slice(3).map(each => each.failure);
}

describe('a test', () => {
  const one = async (expected: object) =>
    (await resultsOf([{ name: 'it', language: 'arm', ...expected }]))[0];
  test.each([
    [
      { expect: 'pass', code: code('Enabled') },
      'expected pass, got fail: `ai` is wrong at `"publicNetworkAccess": "Enabled"`',
    ],
    [{ expect: 'fail', at: 'x', code: code('Disabled') }, 'expected fail, got pass'],
    [
      { expect: 'fail', at: '"name": "ai"', code: code('Enabled') },
      'expected a finding at `"name": "ai"`, got one at `"publicNetworkAccess": "Enabled"`',
    ],
    [
      { expect: 'fail', at: '"publicNetworkAccess": "Enabled"', severity: 'low', code: code('Enabled') },
      'expected severity low, got medium',
    ],
    [
      { expect: 'unknown', because: 'module', code: code('{x}') },
      'expected a reason with `module`, got `parameter `x` has no default',
    ],
    [{ expect: 'skip', code: '[]' }, null],
    [
      { expect: 'pass', code: '{}' },
      'the code could not be evaluated: a test deployment is an array of resources',
    ],
  ])('%j', async (expected, failure) => {
    if (failure === null) expect(await one(expected)).toBeNull();
    else expect(await one(expected)).toContain(failure);
  });
  test('is found in its file', async () => {
    const catalogue = catalogueWith({ require: { access: { is: 'Disabled' } } });
    const [result] = await runRuleTests(catalogue, async () => []);
    expect(result).toMatchObject({
      rule: 'test-rule',
      file: 'rule.yaml',
      line: 1,
      passed: false,
      failure: 'expected pass, got skip',
    });
  });
});

test('an explanation says how each condition came out, also those that no longer mattered', () => {
  const require = {
    any: [{ access: { is: 'Disabled' } }, { incoming: 'endpoint', where: { manual: { is: true } } }],
  };
  const catalogue = catalogueWith({ when: { kind: { not: { is: 'x' } } }, require });
  const deployment = deploy([
    account({ properties: { publicNetworkAccess: '{x}' } }),
    endpoint('@Test.Ai/accounts/ai'),
  ]);
  const [explained] = explainRule(catalogue.rules.get('test-rule')!, deployment, catalogue);
  const lines = (trace: Trace, depth = 0): string[] => {
    const value = trace.value === null ? '' : ` (${trace.value})`;
    return [
      `${' '.repeat(depth)}${trace.truth} ${trace.text}${value}`,
      ...trace.children.flatMap(each => lines(each, depth + 1)),
    ];
  };
  expect(explained).toMatchObject({
    kind: 'test.account',
    outcome: 'unknown',
    reason: 'parameter `x` has no default',
  });
  expect(lines(explained!.when!)).toEqual(['true not (`kind` is `x`) (nothing)']);
  expect(lines(explained!.require!)).toEqual([
    'unknown any of',
    ' unknown `access` is `Disabled` (`x`)',
    ' false there is a `endpoint` that fits',
    '  false Private endpoint `pe`',
    '   false `manual` is `true` (`false` by default)',
  ]);
  expect(textOf(explained!.require!.children[0]!.place!)).toBe('"{x}"');
});
