// Every matcher on every sort of value: true, false or not known.

import { describe, expect, test } from 'vitest';
import { account, deploy, outcomeOf } from './build.ts';

const UNKNOWN = 'unknown: parameter `x` has no default';

/** The outcome of `number` fitting the matchers, where `number` has a value of any sort or none. */
function outcome(matchers: object, value?: unknown): string {
  const properties = value === undefined ? {} : { number: value };
  return outcomeOf({ number: matchers }, deploy([account({ properties })]));
}

describe.each([
  ['is', { is: 'Deny' }, 'deny', 'Allow', 'fail'],
  ['is a boolean, also as text', { is: true }, 'True', false, 'fail'],
  ['is null', { is: null }, null, 'x', 'pass'],
  ['is a list in any order', { is: ['a', 'b'] }, ['B', 'a'], ['a'], 'fail'],
  ['in', { in: ['a', 'b'] }, 'B', 'c', 'fail'],
  ['not-in', { 'not-in': ['a', 'b'] }, 'c', 'A', 'pass'],
  ['exists', { exists: true }, '', null, 'fail'],
  ['does not exist', { exists: false }, null, 'x', 'pass'],
  ['empty', { empty: true }, [], ['a'], 'pass'],
  ['not empty', { empty: false }, { a: 1 }, {}, 'fail'],
  ['matches', { matches: '^a+$' }, 'AA', 'ab', 'fail'],
  ['starts-with', { 'starts-with': 'ab' }, 'ABc', 'xab', 'fail'],
  ['ends-with', { 'ends-with': 'bc' }, 'aBC', 'bcd', 'fail'],
  ['contains text', { contains: 'b' }, 'aBc', 'ac', 'fail'],
  ['contains an item', { contains: 'b' }, ['a', 'B'], ['ab'], 'fail'],
  ['like', { like: ['x*', '*b?'] }, 'aBc', 'abcd', 'fail'],
  ['lt', { lt: 3 }, '2', 3, 'fail'],
  ['gt', { gt: 3 }, 4, 'four', 'fail'],
  ['at-least of versions', { 'at-least': 'TLS1_2' }, 'TLS1_10', 'TLS1_1', 'fail'],
  ['at-least of numbers', { 'at-least': 3 }, 3, 2, 'fail'],
  ['some', { some: { is: 'a' } }, ['b', 'A'], ['b'], 'fail'],
  ['every', { every: { is: 'a' } }, ['a', 'A'], ['a', 'b'], 'pass'],
  ['none', { none: { is: 'a' } }, ['b'], ['b', 'a'], 'pass'],
  ['cidr-wider-than', { 'cidr-wider-than': 8 }, ['0.0.0.0/1'], ['10.0.0.0/8', 'AzureServices'], 'fail'],
  ['not', { not: { is: 'a' } }, 'b', 'a', 'pass'],
])('%s', (_, matchers, right, wrong, absent) => {
  test('a value that fits', () => expect(outcome(matchers, right)).toBe('pass'));
  test('a value that does not', () => expect(outcome(matchers, wrong)).toBe('fail'));
  test('no value', () => expect(outcome(matchers)).toBe(absent));
  test('an unknown value', () => expect(outcome(matchers, '{x}')).toBe(UNKNOWN));
});

describe('alternatives', () => {
  test('that all fit are a fit', () => expect(outcome({ in: ['a', 'b'] }, '{x: a | b}')).toBe('pass'));
  test('of which none fits are no fit', () => expect(outcome({ in: ['c'] }, '{x: a | b}')).toBe('fail'));
  test('that differ say which would hold', () => {
    expect(outcome({ is: 'a' }, '{x: a | b}')).toBe(`${UNKNOWN}; it would hold where \`number\` is \`a\``);
  });
  test('may be absent', () => expect(outcome({ exists: true }, '{x: a | null}')).toContain(UNKNOWN));
});

describe('texts with holes', () => {
  const id = '@Test.X/things/{x}';
  test.each([
    [{ exists: true }, 'pass'],
    [{ empty: true }, 'fail'],
    [{ 'starts-with': '/subscriptions/' }, 'pass'],
    [{ 'starts-with': 'https:' }, 'fail'],
    [{ contains: '/things/' }, 'pass'],
    [{ is: 'plain' }, 'fail'],
    [{ like: ['*/things/*'] }, 'pass'],
    [{ like: ['https:*', 'plain'] }, 'fail'],
  ])('%j', (matchers, expected) => expect(outcome(matchers, id)).toBe(expected));
});

describe('lists of which part is unknown', () => {
  test('are decided by what is known', () => {
    expect(outcome({ some: { is: 'a' } }, ['{x}', 'a'])).toBe('pass');
    expect(outcome({ every: { is: 'a' } }, ['{x}', 'b'])).toBe('fail');
    expect(outcome({ 'cidr-wider-than': 8 }, ['{x}', '0.0.0.0/0'])).toBe('pass');
  });
  test('else stay unknown', () => {
    expect(outcome({ some: { is: 'a' } }, ['{x}', 'b'])).toBe(UNKNOWN);
    expect(outcome({ none: { is: 'a' } }, ['{x}', 'b'])).toBe(UNKNOWN);
    expect(outcome({ 'cidr-wider-than': 8 }, ['{x}', '10.0.0.0/16'])).toBe(UNKNOWN);
  });
  test('a text is the only item of itself, also one with holes', () => {
    expect(outcome({ some: { 'ends-with': 'b' } }, 'a{x}b')).toBe('pass');
    expect(outcome({ none: { is: 'c' } }, 'a{x}b')).toBe('pass');
  });
  test('alternatives of ranges are judged by the widest', () => {
    expect(outcome({ 'cidr-wider-than': 8 }, ['{x: 10.0.0.0/16 | 10.1.0.0/16}'])).toBe('fail');
    expect(outcome({ 'cidr-wider-than': 8 }, ['{x: 10.0.0.0/16 | 0.0.0.0/0}'])).toBe(UNKNOWN);
  });
});

describe('items that are objects', () => {
  const rules = (...items: object[]) => deploy([account({ properties: { rules: items } })]);
  const wanted = { rules: { some: { all: [{ kind: { is: 'ip' } }, { 'range.from': { exists: true } }] } } };
  test('are asked for their members', () => {
    expect(outcomeOf(wanted, rules({ kind: 'dns' }, { kind: 'IP', range: { from: '1' } }))).toBe('pass');
    expect(outcomeOf(wanted, rules({ kind: 'ip' }))).toBe('fail');
    expect(outcomeOf(wanted, rules({ kind: '{x}', range: { from: '1' } }))).toBe(UNKNOWN);
  });
  test('with any and not', () => {
    const none = { rules: { none: { any: [{ kind: { is: 'ip' } }, { not: { on: { is: true } } }] } } };
    expect(outcomeOf(none, rules({ kind: 'dns', on: true }))).toBe('pass');
    expect(outcomeOf(none, rules({ kind: 'dns' }))).toBe('fail');
  });
});

describe('conditions', () => {
  const deployment = (number: unknown) => deploy([account({ kind: 'k', properties: { number } })]);
  const fits = { number: { is: 1 } };
  test('any is true by one member, whatever the others', () => {
    expect(outcomeOf({ any: [fits, { kind: { is: 'K' } }] }, deployment('{x}'))).toBe('pass');
    expect(outcomeOf({ any: [fits, { kind: { is: 'z' } }] }, deployment('{x}'))).toBe(UNKNOWN);
  });
  test('all is false by one member, whatever the others', () => {
    expect(outcomeOf({ all: [fits, { kind: { is: 'z' } }] }, deployment('{x}'))).toBe('fail');
    expect(outcomeOf({ all: [fits, { kind: { is: 'k' } }] }, deployment('{x}'))).toBe(UNKNOWN);
  });
  test('the members of one mapping must all hold', () => {
    expect(outcomeOf({ ...fits, kind: { is: 'k' } }, deployment(1))).toBe('pass');
    expect(outcomeOf({ ...fits, kind: { is: 'z' } }, deployment(1))).toBe('fail');
  });
  test('not turns true and false, never unknown', () => {
    expect(outcomeOf({ not: fits }, deployment(1))).toBe('fail');
    expect(outcomeOf({ not: fits }, deployment('{x}'))).toBe(UNKNOWN);
  });
});
