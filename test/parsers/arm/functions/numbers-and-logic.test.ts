// Expectations come from Microsoft's function reference and from the evaluation tests of the Bicep compiler.

import { describe, expect, test } from 'vitest';
import { apply, choice, type Json, param, result, text } from './calls.ts';

const MAX = Number.MAX_SAFE_INTEGER;

test.each([
  ['add', [1, 3], 4],
  ['mul', [4, 5], 20],
  ['mod', [20, 7], 6],
  ['div', [6, 11], 0],
  ['sub', [0, 13], -13],
  ['div', [-7, 2], -3],
  ['mod', [-7, 2], -1],
  ['mod', [7, -2], 1],
  ['int', ['4'], 4],
  ['int', [' -12 '], -12],
  ['int', [7], 7],
  ['float', ['3.5'], 3.5],
  ['float', [3], 3],
  ['float', ['1e3'], 1000],
  ['bool', ['true'], true],
  ['bool', ['False'], false],
  ['bool', [1], true],
  ['bool', [0], false],
  ['bool', [true], true],
  ['min', [[0, 3, 2, 5, 4]], 0],
  ['min', [0, 3, 2, 5, 4], 0],
  ['max', [[0, 3, 2, 5, 4]], 5],
  ['max', [10, 4, 1, 6], 10],
  ['max', [-1], -1],
  ['true', [], true],
  ['false', [], false],
  ['null', [], null],
  ['not', [true], false],
  ['less', [123, 456], true],
  ['lessOrEquals', [123, 456], true],
  ['greater', [123, 456], false],
  ['greaterOrEquals', [123, 456], false],
  ['greaterOrEquals', [5, 5], true],
  ['less', ['abc', 'abd'], true],
  ['less', ['a', 'A'], true],
  ['greater', ['b', 'A'], true],
  ['lessOrEquals', ['a', 'a'], true],
  ['equals', [1, 2], false],
  ['equals', ['a', 'a'], true],
  ['equals', ['a', 'A'], false],
  ['equals', ['1', 1], false],
  ['equals', [null, null], true],
  ['equals', [null, ''], false],
  [
    'equals',
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    true,
  ],
  [
    'equals',
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    true,
  ],
  ['equals', [{ a: 1 }, { A: 1 }], false],
] as const)('%s%j', (name, args, expected) => {
  expect(result(name, ...(args as readonly Json[]))).toBe(expected);
});

test.each([
  ['add', ['1', 2], 'wrong-type'],
  ['add', [1.5, 2], 'wrong-type'],
  ['sub', [1, null], 'wrong-type'],
  ['div', [1, 0], 'evaluation-failed'],
  ['mod', [1, 0], 'evaluation-failed'],
  ['mul', [MAX, MAX], 'evaluation-failed'],
  ['int', ['1.5'], 'evaluation-failed'],
  ['int', [''], 'evaluation-failed'],
  ['int', ['9223372036854775808'], 'evaluation-failed'],
  ['int', [true], 'wrong-type'],
  ['float', ['abc'], 'evaluation-failed'],
  ['bool', ['yes'], 'evaluation-failed'],
  ['bool', [[]], 'wrong-type'],
  ['min', [[]], 'evaluation-failed'],
  ['max', ['a'], 'wrong-type'],
  ['not', ['true'], 'wrong-type'],
  ['less', [1, 'a'], 'evaluation-failed'],
  ['less', [true, 1], 'wrong-type'],
  ['greater', [1, []], 'wrong-type'],
  ['fail', ['no account'], 'evaluation-failed'],
  ['fail', [1], 'wrong-type'],
] as const)('%s%j is reported as %s', (name, args, code) => {
  const { value, codes } = apply(name, ...(args as readonly Json[]));
  expect(codes).toEqual([code]);
  expect(value.kind).toBe('unknown');
});

test('numbers that would not be exact are unknown, not wrong', () => {
  expect(apply('add', MAX, 1)).toMatchObject({ value: { kind: 'unknown' }, codes: [] });
  expect(apply('int', '9007199254740993')).toMatchObject({ value: { kind: 'unknown' }, codes: [] });
});

test('fail says why the deployment fails', () => {
  expect(apply('fail', 'no account').value).toMatchObject({ reason: 'The template fails here: no account' });
});

describe('equality of what is not known', () => {
  const [x, y] = [param('x'), param('y')];

  test.each([
    [x, param('x'), true],
    [x, y, '?equals(x,y)'],
    [x, 'a', '?equals(x,"a")'],
    [x, null, '?equals(x,null)'],
    [text('a-', x), text('a-', x), true],
    [text('a-', x), text('a-', y), '?equals(a-${x},a-${y})'],
    [text('a-', x), text('b-', y), false],
    [text(x, '-a'), text(y, '-b'), false],
    [text('a-', x), 'a-1', '?equals(a-${x},"a-1")'],
    [text('a-', x), 'A-1', false],
    [text('a-', x), 'b-1', false],
    [text('a-', x, '-c'), 'a-b-d', false],
    [text('aa', x, 'aa'), 'aaa', false],
    [text('a-', x, '-b-', y), 'a-1-c-2', false],
    ['a-1', text('b-', x), false],
    [text('a', x), null, false],
    [text('a', x), 3, false],
    [text('a', x), [], false],
    [text('a', x), y, '?equals(a${x},y)'],
    [[x, 1], [x, 1], true],
    [[x, 1], [y, 2], false],
    [[x, 1], [y, 1], '?equals(["?parameters(\\"x\\")",1],["?parameters(\\"y\\")",1])'],
    [[x], [x, 1], false],
    [{ a: x }, { b: x }, false],
    [{ a: x }, { a: x, b: 1 }, false],
    [{ a: x, b: 1 }, { a: y, b: 2 }, false],
    [{ a: x }, [x], false],
  ] as const)('%#', (left, right, expected) => {
    expect(result('equals', left, right)).toBe(expected);
  });

  test('alternatives', () => {
    const tier = choice('tier', 'a', 'b');
    expect(result('equals', tier, tier)).toBe(true);
    expect(result('equals', tier, 'c')).toBe(false);
    expect(result('equals', tier, 'a')).toEqual({ oneOf: [true, false] });
    expect(result('equals', [tier], ['c'])).toBe(false);
    expect(result('equals', [tier], ['a'])).toMatch(/^\?equals/);
  });

  test('comparisons and arithmetic', () => {
    expect(result('less', x, 3)).toBe('?less(x,3)');
    expect(result('add', 1, x)).toBe('?add(1,x)');
    expect(result('not', x)).toBe('?not(x)');
    expect(result('max', [1, x])).toBe('?max([1,"?parameters(\\"x\\")"])');
  });
});
