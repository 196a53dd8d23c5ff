// What is certain of calls whose arguments are not all known.

import { describe, expect, test } from 'vitest';
import {
  array,
  call,
  object,
  oneOf,
  scalar,
  type UnknownValue,
  unknown,
  type Value,
  valueKey,
} from '../../../../src/model/value.ts';
import { evaluate } from './calls.ts';

const REASON = 'variable `x` has no default';
const x = unknown(call('var.x'), REASON);
const y = unknown(call('var.y'), 'variable `y` has no default');
const decider = call('var.env');
const env = oneOf([scalar('dev'), scalar('prod')], decider, 'variable `env` has no default');
const flag = oneOf([scalar(true), scalar(false)], call('var.flag'), 'variable `flag` has no default');
const names = { x, y, env, flag, hidden: object(new Map([['a', x]])) };

function valueOfCall(text: string): Value {
  const { value, reports } = evaluate(text, { names });
  expect(reports).toEqual([]);
  return value;
}

/** Equal whatever the origins. */
function expectSame(text: string, other: string): void {
  expect(valueKey(valueOfCall(text))).toBe(valueKey(valueOfCall(other)));
}

describe('results that do not depend on what is unknown', () => {
  test.each([
    ['length([x, y])', '2'],
    ['length({a = x})', '1'],
    ['keys({b = x, a = y})', '["a", "b"]'],
    ['values({b = 1, a = x})', '[x, 1]'],
    ['contains(["a", x], "a")', 'true'],
    ['contains([x], x)', 'true'],
    ['contains(["${x}-a"], "b")', 'false'],
    ['contains(["${x}-a"], 1)', 'false'],
    ['concat([x], ["a"])', '[x, "a"]'],
    ['element([x, "a"], 1)', '"a"'],
    ['slice([x, "a", y], 0, 2)', '[x, "a"]'],
    ['reverse([x, "a"])', '["a", x]'],
    ['flatten([["${x}!"], "a"])', '["${x}!", "a"]'],
    ['lookup({a = 1, b = x}, "a", y)', '1'],
    ['lookup({a = 1}, "b", y)', 'y'],
    ['zipmap(["a"], [x])', '{a = x}'],
    ['merge({a = 1}, {a = x})', '{a = x}'],
    ['coalesce("", "a", x)', '"a"'],
    ['coalesce(null, "${x}-a", "b")', '"${x}-a"'],
    ['coalescelist(["a"], x)', '["a"]'],
    ['alltrue([x, false])', 'false'],
    ['anytrue([x, true])', 'true'],
    ['compact(["${x}-a", "", null])', '["${x}-a"]'],
    ['distinct([x, x])', '[x]'],
    ['one([x])', 'x'],
    ['startswith("a-${x}", "a-")', 'true'],
    ['startswith("a-${x}", "b")', 'false'],
    ['endswith("${x}.com", ".com")', 'true'],
    ['strcontains("${x}-prod-${y}", "prod")', 'true'],
    ['trimprefix("https://${x}", "https://")', 'x'],
    ['trimsuffix("${x}.com", ".org")', '"${x}.com"'],
    ['substr("abc-${x}", 0, 3)', '"abc"'],
    ['jsondecode(jsonencode({a = x}))', '{a = x}'],
    ['yamldecode(yamlencode([x]))', '[x]'],
    ['base64decode(base64encode(x))', 'x'],
    ['setproduct(["a"], [x])', '[["a", x]]'],
    ['chunklist([x, y], 1)', '[[x], [y]]'],
    ['tolist(["a", x])', '["a", x]'],
    ['toset([x])', 'toset([x, x])'],
    ['index(["a", x], "a")', '0'],
    ['setsubtract(["a", "b"], ["a"])', 'toset(["b"])'],
    ['matchkeys([x, "b"], ["k", "l"], ["k"])', '[x]'],
    ['formatlist("%s!", ["a", x])', '["a!", "${x}!"]'],
    ['sensitive(x)', 'x'],
  ])('%s is %s', (text, same) => expectSame(text, same));
});

describe('strings with holes are equal however they are put together', () => {
  test.each([
    ['format("a-%s-b", x)', '"a-${x}-b"'],
    ['format("%s%s", "a-", "${x}-b")', '"a-${x}-b"'],
    ['join("-", ["a", x, "b"])', '"a-${x}-b"'],
    ['join(y, ["a", "b"])', '"a${y}b"'],
    ['replace("a.${x}.b", "a.", "")', 'replace("a.${x}.b", "a.", "")'],
    ['lower("A-${lower(x)}")', '"a-${lower(x)}"'],
    ['upper(lower(x))', 'upper(x)'],
    ['format("%d", 1)', '"${1}"'],
    ['format("%03d-%s", x, "a")', '"${format("%03d", x)}-a"'],
    ['replace("a-b-c", "-", x)', '"a${x}b${x}c"'],
  ])('%s is %s', (text, same) => expectSame(text, same));
});

describe('calls that stay symbolic keep the reason of the first culprit', () => {
  test.each([
    'upper(x)',
    'length(x)',
    'jsonencode([1, {a = x}])',
    'keys(x)',
    'sort(["a", x])',
    'contains(["a", x], "b")',
    'flatten([x])',
    'coalesce("", x, "b")',
    'regex("a", x)',
    'sha256(x)',
    'compact(["a", x])',
    'setunion(x, ["a"])',
    'cidrsubnet(x, 8, 1)',
    'lookup(x, "a", "b")',
    'index([x, "a"], "a")',
    'split(",", "a,${x}")',
    'substr("abc-${x}", 0, 5)',
    'min(1, x)',
    'tonumber(x)',
    'templatefile(x, {})',
  ])('%s', text => {
    const value = valueOfCall(text);
    expect(value.kind).toBe('unknown');
    expect((value as UnknownValue).reason).toBe(REASON);
  });
});

describe('merging with maps that are not known', () => {
  test('members of later maps are certain, those of earlier ones are not', () => {
    const value = valueOfCall('merge({a = 1}, x, {b = 2})') as UnknownValue;
    expect(value.kind).toBe('unknown');
    expect([...value.members!.keys()]).toEqual(['b']);
    expectSame('lookup(merge({a = 1}, x, {b = 2}), "b", 3)', '2');
    expect(valueOfCall('lookup(merge({a = 1}, x), "a", 3)').kind).toBe('unknown');
  });

  test('what is certain of an unknown map stays so', () => {
    expectSame('lookup(merge(merge(x, {b = 2}), {c = 3}), "b", 0)', '2');
  });
});

describe('alternatives', () => {
  test('are computed one by one and stay correlated', () => {
    const value = valueOfCall('upper(env)');
    expect(valueKey(value)).toBe(
      valueKey(oneOf([scalar('DEV'), scalar('PROD')], decider, 'variable `env` has no default')),
    );
    expectSame('format("%s-%s", env, upper(env))', 'join("-", [env, upper(env)])');
    expect(valueOfCall('format("%s-%s", env, upper(env))')).toMatchObject({
      options: [{ value: 'dev-DEV' }, { value: 'prod-PROD' }],
    });
  });

  test('that come to the same are one', () => {
    expectSame('length(env)', 'length(env)');
    expectSame('contains(["dev", "prod"], env)', 'true');
    expectSame('lookup({dev = 1, prod = 1}, env, 0)', '1');
    expectSame('coalesce(env, "x")', 'env');
  });

  test('that fail are left unknown, and reported only if all of them fail', () => {
    expect(evaluate('tonumber(env)', { names }).reports).toHaveLength(1);
    expect(evaluate('regex("^d", env)', { names }).reports).toEqual([]);
  });

  test('of a key give the alternatives of the member', () => {
    expect(valueOfCall('lookup({a = "Enabled", b = "Disabled"}, x, "Disabled")')).toMatchObject({
      kind: 'oneOf',
      options: [{ value: 'Enabled' }, { value: 'Disabled' }],
      reason: REASON,
    });
    expectSame('lookup({a = "Disabled", b = "Disabled"}, x, "Disabled")', '"Disabled"');
  });

  test('of lists are flattened', () => {
    const lists = oneOf([array([scalar('a')]), array([])], call('var.on'), 'variable `on` has no default');
    const { value } = evaluate('flatten([lists, ["z"]])', { names: { lists } });
    expect(value).toMatchObject({
      kind: 'oneOf',
      options: [{ items: [{ value: 'a' }, { value: 'z' }] }, { items: [{ value: 'z' }] }],
    });
  });
});

test.each([
  ['length(toset([x]))', [1]],
  ['length(toset([x, "a"]))', [1, 2]],
  ['length(toset([x, y, "a", "b"]))', [2, 3, 4]],
])('what is not known in a set may equal what is: %s', (text, lengths) => {
  const value = valueOfCall(text);
  const options = value.kind === 'oneOf' ? value.options : [value];
  expect(options.map(option => option.kind === 'scalar' && option.value)).toEqual(lengths);
});

describe('what is never known', () => {
  test.each(['timestamp()', 'uuid()', 'plantimestamp()', 'bcrypt("a")', 'bcrypt("a", 4)', 'base64gzip("a")'])(
    '%s',
    text => {
      expect(valueOfCall(text).kind).toBe('unknown');
    },
  );

  test('functions of providers are no mistake', () => {
    const { value, reports } = evaluate('provider::aws::arn_parse("a")');
    expect(value).toMatchObject({ kind: 'unknown', reason: expect.stringContaining('provider') });
    expect(reports).toEqual([]);
  });
});

describe('origins', () => {
  const source = { path: 'main.tf', text: '', external: false };
  const literal = { role: 'literal', span: { source, start: 4, end: 7 } } as const;

  test('a result comes from its first argument, then the call', () => {
    const { value } = evaluate('upper(a)', { names: { a: scalar('a', [literal]) } });
    expect(value.origin.map(({ role }) => role)).toEqual(['literal', 'expression']);
  });

  test('what is handed on keeps its own way', () => {
    const { value } = evaluate('coalesce(null, a)', { names: { a: scalar('a', [literal]) } });
    expect(value.origin).toEqual([literal]);
  });
});
