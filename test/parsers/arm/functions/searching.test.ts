// Expectations come from Microsoft's function reference and from the evaluation tests of the Bicep compiler.

import { describe, expect, test } from 'vitest';
import { apply, choice, type Json, param, result, text } from './calls.ts';

const OBJECT = { one: 'a', two: 'b', three: 'c' };
const LIST = ['FOO', 'BAR'];

test.each([
  ['contains', ['OneTwoThree', 'e'], true],
  ['contains', ['OneTwoThree', 'z'], false],
  ['contains', ['FOOBAR', 'foo'], false],
  ['contains', ['FOOBAR', ''], true],
  ['contains', [OBJECT, 'one'], true],
  ['contains', [OBJECT, 'ONE'], true],
  ['contains', [OBJECT, 'a'], false],
  ['contains', [{ 1: 'x' }, 1], true],
  ['contains', [LIST, 'FOO'], true],
  ['contains', [LIST, 'foo'], false],
  ['contains', [LIST, 123], false],
  ['contains', [[{ a: [1] }], { a: [1] }], true],
  ['contains', [[null], null], true],
  ['contains', [null, 'x'], false],
  ['indexOf', ['test', 't'], 0],
  ['indexOf', ['abcdef', 'CD'], 2],
  ['indexOf', ['abcdef', 'z'], -1],
  ['indexOf', [LIST, 'BAR'], 1],
  ['indexOf', [LIST, 'bar'], -1],
  ['indexOf', [['fizz', 'buzz', 'pop', 'fizz'], 'fizz'], 0],
  ['indexOf', [null, 'x'], -1],
  ['lastIndexOf', ['test', 't'], 3],
  ['lastIndexOf', ['abcdef', 'AB'], 0],
  ['lastIndexOf', [['fizz', 'buzz', 'pop', 'fizz'], 'fizz'], 3],
  ['startsWith', ['abcdef', 'ab'], true],
  ['startsWith', ['abcdef', 'A'], true],
  ['startsWith', ['abcdef', 'e'], false],
  ['endsWith', ['abcdef', 'ef'], true],
  ['endsWith', ['abcdef', 'F'], true],
  ['endsWith', ['abcdef', 'e'], false],
  ['endsWith', ['abc', ''], true],
  ['like', ['OpenAI-prod', 'openai-*'], true],
  ['like', ['OpenAI-prod', '*-dev'], false],
  ['like', ['abcabc', 'a*c*c'], true],
  ['like', ['aba', 'ab*ba'], false],
  ['like', ['exact', 'EXACT'], true],
  ['like', ['anything', '*'], true],
] as const)('%s%j', (name, args, expected) => {
  expect(result(name, ...(args as readonly Json[]))).toBe(expected);
});

test.each([
  ['contains', [3, 'a']],
  ['contains', ['abc', 3]],
  ['contains', [OBJECT, []]],
  ['indexOf', ['abc', 3]],
  ['indexOf', [OBJECT, 'one']],
  ['startsWith', ['abc', 1]],
  ['endsWith', [1, 'abc']],
  ['like', ['abc', 1]],
] as const)('%s%j is a wrong type', (name, args) => {
  expect(apply(name, ...(args as readonly Json[])).codes).toEqual(['wrong-type']);
});

describe('partial knowledge', () => {
  const x = param('x');
  const named = text('pre-', x, '-post');

  test.each([
    ['contains', [{ a: x }, 'a'], true],
    ['contains', [{ a: x }, 'b'], false],
    ['contains', [{}, x], false],
    ['contains', [{ a: 1 }, x], '?contains({"a":1},x)'],
    ['contains', [[x, 'b'], 'b'], true],
    ['contains', [[x, 'b'], 'c'], '?contains(["?parameters(\\"x\\")","b"],"c")'],
    ['contains', [[x, 'b'], x], true],
    ['contains', [[], x], false],
    ['contains', [[text('a-', x)], 'b-1'], false],
    ['contains', [named, 'post'], true],
    ['contains', [named, 'zzz'], '?contains(pre-${x}-post,"zzz")'],
    ['contains', [x, 'y'], '?contains(x,"y")'],
    ['contains', [apply('union', x, { a: 1 }).value, 'A'], true],
    ['startsWith', [named, 'PRE'], true],
    ['startsWith', [named, 'post'], false],
    ['startsWith', [named, 'pre-1'], '?startsWith(pre-${x}-post,"pre-1")'],
    ['startsWith', [x, 'a'], '?startsWith(x,"a")'],
    ['startsWith', ['abc', text('b', x)], false],
    ['startsWith', ['abc', text('a', x)], '?startsWith("abc",a${x})'],
    ['endsWith', [named, 'post'], true],
    ['endsWith', [named, '-pre'], false],
    ['endsWith', [named, 'x-post'], '?endsWith(pre-${x}-post,"x-post")'],
    ['indexOf', [[x, 'b'], 'b'], '?indexOf(["?parameters(\\"x\\")","b"],"b")'],
    ['indexOf', [['b', x], 'b'], 0],
    ['like', [named, 'pre*'], '?like(pre-${x}-post,"pre*")'],
  ] as const)('%s %#', (name, args, expected) => {
    expect(result(name, ...(args as readonly Json[]))).toBe(expected);
  });

  test('alternatives in arrays', () => {
    expect(result('contains', [choice('c', 'a', 'b')], 'z')).toBe(false);
    expect(apply('contains', [choice('c', 'a', 'b')], 'a').value.kind).toBe('unknown');
  });
});
