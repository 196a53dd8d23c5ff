// Expectations come from Microsoft's function reference and from the evaluation tests of the Bicep compiler.

import { describe, expect, test } from 'vitest';
import { apply, choice, type Json, param, result, scope, text } from './calls.ts';

const LIST = ['one', 'two', 'three'];

test.each([
  ['length', [LIST], 3],
  ['length', ['One Two Three'], 13],
  [
    'length',
    [{ propA: 'one', propB: 'two', propC: 'three', propD: { 'propD-1': 'sub', 'propD-2': 'sub' } }],
    4,
  ],
  ['length', [null], 0],
  ['length', ['💥'], 2],
  ['empty', [[]], true],
  ['empty', [{}], true],
  ['empty', [''], true],
  ['empty', [null], true],
  ['empty', ['non-empty string'], false],
  ['empty', [[null]], false],
  ['concat', ['prefix', 'And', 5, true], 'prefixAnd5True'],
  ['concat', ['a', null, 'b'], 'ab'],
  ['concat', [[1], [], [2, [3]]], [1, 2, [3]]],
  ['first', [LIST], 'one'],
  ['first', ['One Two Three'], 'O'],
  ['first', [[]], null],
  ['first', [''], ''],
  ['last', [LIST], 'three'],
  ['last', ['One Two Three'], 'e'],
  ['last', [[]], null],
  ['last', [null], null],
  ['take', [LIST, 2], ['one', 'two']],
  ['take', ['one two three', 2], 'on'],
  ['take', [LIST, 9], LIST],
  ['take', [LIST, -1], []],
  ['take', ['abc', 0], ''],
  ['skip', [LIST, 2], ['three']],
  ['skip', ['one two three', 4], 'two three'],
  ['skip', [LIST, -1], LIST],
  ['skip', ['foot', 3], 't'],
  ['skip', ['foot', 9], ''],
  ['tryGet', [{ a: { b: 1 } }, 'a', 'b'], 1],
  ['tryGet', [{}, 'a', 'b'], null],
  ['tryGet', [null, 'a'], null],
  ['tryGet', [LIST, 1], 'two'],
  ['tryGet', [LIST, 7], null],
  ['tryIndexFromEnd', [LIST, 1], 'three'],
  ['tryIndexFromEnd', [LIST, 4], null],
  ['indexFromEnd', [LIST, 3], 'one'],
] as const)('%s%j', (name, args, expected) => {
  expect(result(name, ...(args as readonly Json[]))).toEqual(expected);
});

test.each([
  ['length', [3], 'wrong-type'],
  ['empty', [false], 'wrong-type'],
  ['concat', ['a', ['b']], 'wrong-type'],
  ['concat', [{}], 'wrong-type'],
  ['first', [{}], 'wrong-type'],
  ['last', [1], 'wrong-type'],
  ['take', ['a', 'b'], 'wrong-type'],
  ['take', [true, 1], 'wrong-type'],
  ['skip', [{}, 1], 'wrong-type'],
  ['tryGet', [{ a: {} }, 'a', 'b'], 'evaluation-failed'],
  ['indexFromEnd', [LIST, 4], 'evaluation-failed'],
] as const)('%s%j is reported as %s', (name, args, code) => {
  const { value, codes } = apply(name, ...(args as readonly Json[]));
  expect(codes).toEqual([code]);
  expect(value.kind).toBe('unknown');
});

describe('partial knowledge', () => {
  const x = param('x');
  const hash = apply('uniqueString', x).value;

  test.each([
    ['length', [[x, x]], 2],
    ['length', [{ a: x }], 1],
    ['length', [text('st', hash)], 15],
    ['length', [text('a', x)], '?length(a${x})'],
    ['length', [x], '?length(x)'],
    ['empty', [[x]], false],
    ['empty', [{ a: x }], false],
    ['empty', [text('a', x)], false],
    ['empty', [text(hash, x)], false],
    ['empty', [text(x, param('y'))], '?empty(${x}${y})'],
    ['empty', [x], '?empty(x)'],
    ['empty', [apply('concat', [1], x).value], false],
    ['empty', [apply('union', x, { a: 1 }).value], false],
    ['empty', [apply('createObject', x, 1).value], false],
    ['empty', [apply('union', x, apply('createObject', x, 1).value).value], false],
    ['empty', [apply('union', x, {}).value], '?empty(union(x,{}))'],
    ['concat', [[1], x], '?concat([1],x)'],
    ['concat', [x, param('y')], '?concat(x,y)'],
    ['concat', [x, null], '?concat(x,null)'],
    ['concat', [x, scope('resourceGroup', 'name')], '?${x}${resourceGroup()."name"}'],
    ['concat', [hash, x], '?${uniqueString(x)}${x}'],
    ['concat', [x, '-y'], '?${x}-y'],
    ['first', [[x, 1]], '?parameters("x")'],
    ['first', [text('abc', x)], 'a'],
    ['first', [text(x, 'abc')], '?first(${x}abc)'],
    ['last', [text(x, 'abc')], 'c'],
    ['take', [[x, 1], 1], ['?parameters("x")']],
    ['take', [text('abc', x), 2], 'ab'],
    ['take', [text('abc', x), 9], '?take(abc${x},9)'],
    ['take', [text('st', hash), 24], '?st${uniqueString(x)}'],
    ['take', [text('st', hash), 10], '?take(st${uniqueString(x)},10)'],
    ['take', ['abc', x], '?take("abc",x)'],
    ['skip', [text('abc', x), 2], '?c${x}'],
    ['skip', [text('abc', x), 4], '?skip(abc${x},4)'],
    ['tryGet', [x, 'a', 'b'], '?x."a"."b"'],
    ['tryGet', [{ a: x }, 'a', 'b'], '?x."b"'],
  ] as const)('%s %#', (name, args, expected) => {
    expect(result(name, ...(args as readonly Json[]))).toEqual(expected);
  });

  test('alternatives', () => {
    expect(result('length', choice('list', [1], [1, 2]))).toEqual({ oneOf: [1, 2] });
    expect(result('empty', choice('list', [1], [1, 2]))).toBe(false);
  });
});
