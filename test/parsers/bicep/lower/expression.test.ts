import { describe, expect, test } from 'vitest';
import { resultOf } from './evaluated.ts';

describe('operators are template functions', () => {
  test.each([
    ['1 == 1 && 2 != 3', true],
    ["'A' == 'a'", false],
    ["'A' =~ 'a'", true],
    ["'A' !~ 'a'", false],
    ['1 < 2 || 1 > 2', true],
    ['2 <= 2 && 2 >= 3', false],
    ['1 + 2 * 3 - 4 / 2', 5],
    ['7 % 4', 3],
    ['-(3)', -3],
    ['!(1 == 2)', true],
    ["null ?? 'b'", 'b'],
    ["true ? 'yes' : 'no'", 'yes'],
  ])('%s', (expression, value) => {
    expect(resultOf(expression)).toBe(value);
  });
});

describe('text', () => {
  test('interpolation, with braces and numbers in it', () => {
    expect(resultOf("'a{0}${name}}-${1 + 1}'", "var name = 'n'")).toBe('a{0}n}-2');
  });

  test('multi-line text is taken as it stands', () => {
    expect(resultOf("'''\na ${b}\n'''")).toBe('a ${b}\n');
  });
});

describe('arrays and objects', () => {
  test('spread in both', () => {
    expect(resultOf('[1, ...more, 4]', 'var more = [2, 3]')).toEqual([1, 2, 3, 4]);
    expect(resultOf('{ a: 1, ...more, c: 3 }', 'var more = { a: 2, b: 2 }')).toEqual({ a: 2, b: 2, c: 3 });
  });

  test('a loop with item and index', () => {
    expect(resultOf('result', "var result = [for (x, i) in ['a', 'b']: '${x}${i}']")).toEqual(['a0', 'b1']);
  });

  test('a loop in a property is called after it, also inside another loop of the same name', () => {
    const nested = 'var result = [for x in [1, 2]: { result: [for y in [10, 20]: x + y] }]';
    expect(resultOf('result', nested)).toEqual([{ result: [11, 21] }, { result: [12, 22] }]);
  });

  test('computed keys', () => {
    expect(resultOf("{ '${key}': 1 }", "var key = 'k'")).toEqual({ k: 1 });
  });
});

describe('access', () => {
  const data = "var data = { a: { b: [1, 2, 3] }, 'with space': true }";

  test.each([
    ['data.a.b[1]', 2],
    ["data['with space']", true],
    ['data.a.b[^1]', 3],
    ['data.?missing.deeper.still', null],
    ['data.?a.b[0]', 1],
    ['data.a.b[?7]', null],
    ['data!.a!.b[0]', 1],
    ['any(data).a.b[2]', 3],
  ])('%s', (expression, value) => {
    expect(resultOf(expression, data)).toBe(value);
  });
});

describe('functions', () => {
  test('of the platform, with and without namespace', () => {
    expect(resultOf("sys.toUpper(toLower('Ab'))")).toBe('AB');
  });

  test('user-defined ones see their arguments and each other, whatever is declared around', () => {
    const declarations = `
      param name string = 'outer'
      func twice(name string) string => '\${name}\${name}'
      func shout(text string) string => toUpper(twice(text))`;
    expect(resultOf("shout('a')", declarations)).toBe('AA');
  });

  test('lambdas', () => {
    expect(resultOf('map(filter([1, 2, 3], x => x > 1), x => x * 10)')).toEqual([20, 30]);
    expect(resultOf('reduce([1, 2, 3], 0, (sum, next) => sum + next)')).toBe(6);
    expect(resultOf('map([1, 2], x => map([x], y => x + y))')).toEqual([[2], [4]]);
  });

  test('`nameof` is computed by the compiler', () => {
    expect(resultOf("[nameof(data), nameof(data.member), nameof(data['key'])]", 'var data = {}')).toEqual([
      'data',
      'member',
      'key',
    ]);
  });
});

describe('names', () => {
  test('a lambda parameter hides a variable, a loop variable hides a parameter', () => {
    expect(resultOf('map([1], x => x)', "var x = 'outer'")).toEqual([1]);
    expect(resultOf('result', "param x string = 'outer'\nvar result = [for x in [1]: x]")).toEqual([1]);
  });

  test('upper and lower case matter', () => {
    expect(resultOf('Name', "var name = 'a'")).toEqual({ unknown: expect.stringContaining('unreadable') });
  });
});
