// Expectations come from Microsoft's function reference and from the evaluation tests of the Bicep compiler.

import { describe, expect, test } from 'vitest';
import { object, scalar } from '../../../../src/model/value.ts';
import { apply, choice, type Json, PLACE, param, plain, result, text } from './calls.ts';

const FIRST = { one: 'a', two: 'b', three: 'c1' };
const SECOND = { three: 'c2', four: 'd', five: 'e' };

test.each([
  ['createArray', [1, 'a', [2]], [1, 'a', [2]]],
  ['createArray', [], []],
  ['array', ['efgh'], ['efgh']],
  ['array', [{ a: 'b' }], [{ a: 'b' }]],
  ['array', [[1]], [1]],
  ['range', [5, 3], [5, 6, 7]],
  ['range', [0, 0], []],
  ['range', [-2, 3], [-2, -1, 0]],
  [
    'flatten',
    [
      [
        [0, 1],
        [2, 3],
        [4, [5]],
      ],
    ],
    [0, 1, 2, 3, 4, [5]],
  ],
  ['flatten', [[]], []],
  [
    'union',
    [
      ['one', 'two', 'three'],
      ['three', 'four', 'two'],
    ],
    ['one', 'two', 'three', 'four'],
  ],
  ['union', [FIRST, SECOND], { one: 'a', two: 'b', three: 'c2', four: 'd', five: 'e' }],
  [
    'union',
    [
      { property: { one: 'a', two: 'b', three: 'c1' }, nestedArray: [1, 2] },
      { property: { three: 'c2', four: 'd', five: 'e' }, nestedArray: [3, 4] },
    ],
    { property: { one: 'a', two: 'b', three: 'c2', four: 'd', five: 'e' }, nestedArray: [3, 4] },
  ],
  [
    'union',
    [
      [['one', 'two'], ['three']],
      [['three'], ['four', 'two']],
    ],
    [['one', 'two'], ['three'], ['four', 'two']],
  ],
  ['union', [{ Sku: 1 }, { sku: 2 }], { Sku: 2 }],
  ['union', [{ a: 1, A: 2 }, { b: 3 }], { a: 1, A: 2, b: 3 }],
  ['union', [{}, { a: 1, A: 2 }], { a: 1, A: 2 }],
  ['shallowMerge', [[{ a: { x: 1 } }, { a: { y: 2 } }, { b: 3 }]], { a: { y: 2 }, b: 3 }],
  ['shallowMerge', [[]], {}],
  [
    'intersection',
    [
      { one: 'a', two: 'b', three: 'c' },
      { one: 'a', two: 'z', three: 'c' },
    ],
    { one: 'a', three: 'c' },
  ],
  [
    'intersection',
    [
      ['one', 'two', 'three'],
      ['two', 'three'],
    ],
    ['two', 'three'],
  ],
  ['intersection', [[1, 1, 2], [1], [2, 1]], [1]],
  ['distinct', [[1, 2, 1, 'a', 'A', { x: 1 }, { x: 1 }]], [1, 2, 'a', 'A', { x: 1 }]],
  ['createObject', ['intProp', 1, 'nullProp', null], { intProp: 1, nullProp: null }],
  ['createObject', [], {}],
  ['objectKeys', [{ b: 1, A: 2, c: 3 }], ['A', 'b', 'c']],
] as const)('%s%j', (name, args, expected) => {
  expect(result(name, ...(args as readonly Json[]))).toEqual(expected);
});

test('items are sorted by key without case, equal ones as they were', () => {
  const keys = ['ghiKey', 'defKey', 'abcKey', '123Key', 'GHIKey', 'DEFKey', 'ABCKey', '456Key'];
  const sorted = ['123Key', '456Key', 'abcKey', 'ABCKey', 'defKey', 'DEFKey', 'ghiKey', 'GHIKey'];
  const input = Object.fromEntries(keys.map(key => [key, key.toLowerCase()]));
  expect(result('items', input)).toEqual(sorted.map(key => ({ key, value: key.toLowerCase() })));
});

test('underscores come after letters', () => {
  expect(result('objectKeys', { _x: 1, ax: 2, Zx: 3 })).toEqual(['ax', 'Zx', '_x']);
});

test.each([
  ['range', ['a', 1], 'wrong-type'],
  ['range', [0, -1], 'wrong-type'],
  ['range', [0, 10_001], 'too-large'],
  ['flatten', [[1]], 'wrong-type'],
  ['flatten', ['x'], 'wrong-type'],
  ['union', [[1], {}], 'evaluation-failed'],
  ['union', ['a', 'b'], 'wrong-type'],
  ['intersection', [{}, []], 'evaluation-failed'],
  ['distinct', ['abc'], 'wrong-type'],
  ['shallowMerge', [{}], 'wrong-type'],
  ['shallowMerge', [[1]], 'wrong-type'],
  ['createObject', ['a'], 'evaluation-failed'],
  ['createObject', [1, 2], 'wrong-type'],
  ['items', [[]], 'wrong-type'],
  ['objectKeys', ['x'], 'wrong-type'],
] as const)('%s%j is reported as %s', (name, args, code) => {
  const { value, codes } = apply(name, ...(args as readonly Json[]));
  expect(codes).toEqual([code]);
  expect(value.kind).toBe('unknown');
});

describe('partial knowledge', () => {
  const x = param('x');
  const open = '?parameters("x")';

  test.each([
    ['createArray', [x], [open]],
    ['createObject', ['a', x], { a: open }],
    ['createObject', [x, 1], '?createObject(x,1)'],
    ['array', [x], '?array(x)'],
    ['union', [{ a: 1 }, { a: x }], { a: open }],
    ['union', [{ a: { b: 1 } }, x], '?union({"a":{"b":1}},x)'],
    ['union', [[1, x], [x]], '?union([1,"?parameters(\\"x\\")"],["?parameters(\\"x\\")"])'],
    ['union', [[x], [x]], [open]],
    ['distinct', [['a', text('b', x)]], ['a', '?b${x}']],
    ['shallowMerge', [[{ a: x }, { b: 1 }]], { a: open, b: 1 }],
    ['flatten', [[[x], [1]]], [open, 1]],
    ['flatten', [[x]], '?flatten(["?parameters(\\"x\\")"])'],
    ['items', [{ a: x }], [{ key: 'a', value: open }]],
    ['objectKeys', [{ a: x }], ['a']],
    ['range', [0, x], '?range(0,x)'],
    ['intersection', [[x], [1]], '?intersection(["?parameters(\\"x\\")"],[1])'],
  ] as const)('%s %#', (name, args, expected) => {
    expect(result(name, ...(args as readonly Json[]))).toEqual(expected);
  });

  test('merging with one of several objects gives one of several results', () => {
    const merged = result('union', { a: 1 }, choice('tags', {}, { a: 2 }));
    expect(merged).toEqual({ oneOf: [{ a: 1 }, { a: 2 }] });
  });
});

test('the places of member names survive a merge', () => {
  const named = object(new Map([['Sku', scalar(1)]]), [], new Map([['Sku', PLACE]]));
  const merged = apply('union', { sku: 0 }, named).value;
  expect(plain(merged)).toEqual({ sku: 1 });
  expect(merged.kind === 'object' && merged.keySpans?.get('sku')).toBe(PLACE);
});
