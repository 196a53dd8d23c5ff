// Expectations come from the evaluation tests of the Bicep compiler.

import { describe, expect, test } from 'vitest';
import { array, type Value } from '../../../../src/model/value.ts';
import { apply, choice, type Json, lambda, param, result } from './calls.ts';

const call = (name: string, ...args: readonly Json[]): Value => apply(name, ...args).value;
const member = (name: string) => lambda((item: Value) => call('tryGet', item, name));

const isEven = lambda((number: Value) => call('equals', call('mod', number, 2), 0));
const less = lambda((left: Value, right: Value) => call('less', left, right));
const more = lambda((left: Value, right: Value) => call('greater', left, right));

describe('known items', () => {
  test('map, with the index where the lambda asks for it', () => {
    expect(
      result(
        'map',
        ['Evie', 'Casper'],
        lambda(dog => call('format', 'Hello {0}!', dog)),
      ),
    ).toEqual(['Hello Evie!', 'Hello Casper!']);
    expect(
      result(
        'map',
        ['a', 'b'],
        lambda((item, index) => call('format', '{0}{1}', item, index)),
      ),
    ).toEqual(['a0', 'b1']);
    expect(result('map', [], isEven)).toEqual([]);
  });

  test('filter', () => {
    expect(result('filter', [0, 1, 2, 3], isEven)).toEqual([0, 2]);
    const evenPlaces = lambda((_, index) => call('equals', call('mod', index, 2), 0));
    expect(result('filter', ['a', 'b', 'c', 'd'], evenPlaces)).toEqual(['a', 'c']);
  });

  test('reduce', () => {
    expect(
      result(
        'reduce',
        [1, 2, 3, 4, 5],
        1,
        lambda((sum, next) => call('mul', sum, next)),
      ),
    ).toBe(120);
    expect(
      result(
        'reduce',
        [],
        0,
        lambda((sum, next) => call('add', sum, next)),
      ),
    ).toBe(0);
    const merge = lambda((merged, next) => call('union', merged, next));
    expect(result('reduce', [{ foo: 123 }, { bar: 456 }, { baz: 789 }], {}, merge)).toEqual({
      foo: 123,
      bar: 456,
      baz: 789,
    });
    const everySecond = lambda((text, next, index) =>
      call(
        'concat',
        text,
        call('equals', call('mod', index, 2), 0).kind === 'scalar' &&
          index.kind === 'scalar' &&
          Number(index.value) % 2 === 0
          ? next
          : '',
      ),
    );
    expect(result('reduce', ['abc', 'def', 'ghi'], '', everySecond)).toBe('abcghi');
  });

  test('sort', () => {
    expect(result('sort', [8, 3, 10, -13, 5], less)).toEqual([-13, 3, 5, 8, 10]);
    expect(result('sort', ['ghi', 'abc', 'def'], more)).toEqual(['ghi', 'def', 'abc']);
    const byKey = lambda((left, right) =>
      call('less', call('tryGet', left, 'key'), call('tryGet', right, 'key')),
    );
    expect(
      result(
        'sort',
        [
          { key: 2, n: 'b' },
          { key: 1, n: 'a' },
        ],
        byKey,
      ),
    ).toEqual([
      { key: 1, n: 'a' },
      { key: 2, n: 'b' },
    ]);
    expect(result('sort', [], less)).toEqual([]);
  });

  test('mapValues, toObject, groupBy', () => {
    expect(
      result(
        'mapValues',
        { a: 123, b: 456 },
        lambda(value => call('mul', value, 2)),
      ),
    ).toEqual({ a: 246, b: 912 });
    expect(
      result(
        'toObject',
        [
          { name: 'First', key: 24 },
          { name: 'Third', key: 298 },
        ],
        member('name'),
      ),
    ).toEqual({
      First: { name: 'First', key: 24 },
      Third: { name: 'Third', key: 298 },
    });
    expect(result('toObject', [{ name: 'First', key: 24 }], member('name'), member('key'))).toEqual({
      First: 24,
    });
    const items = [
      { type: 'a', value: 123 },
      { type: 'b', value: 456 },
      { type: 'a', value: 789 },
    ];
    expect(result('groupBy', items, member('type'), member('value'))).toEqual({ a: [123, 789], b: [456] });
    expect(result('groupBy', items, member('type'))).toEqual({ a: [items[0], items[2]], b: [items[1]] });
  });
});

test.each([
  ['map', ['x', isEven]],
  ['map', [[1], 'x']],
  ['filter', [[1], lambda(item => item)]],
  ['reduce', [[1], 0, 'x']],
  ['sort', [[1, 2], lambda((left, _right) => left)]],
  ['mapValues', [[1], isEven]],
  ['toObject', [[1], lambda(item => item)]],
  ['groupBy', [{}, isEven]],
  ['groupBy', [['a'], lambda(item => item), 'x']],
  ['length', [isEven]],
  ['equals', [isEven, 1]],
] as const)('%s with arguments of the wrong kind', (name, args) => {
  expect(apply(name, ...args).codes).toEqual(['wrong-type']);
});

describe('items that are not known', () => {
  const x = param('x');

  test('map calls the lambda for each', () => {
    expect(
      result(
        'map',
        [x, 'b'],
        lambda(item => call('format', '{0}!', item)),
      ),
    ).toEqual(['?${x}!', 'b!']);
  });

  test('filter keeps what is certain, or cannot say', () => {
    expect(result('filter', [{ on: true, name: x }, { on: false }], member('on'))).toEqual([
      { on: true, name: '?parameters("x")' },
    ]);
    expect(apply('filter', [{ on: x }], member('on'))).toMatchObject({
      value: { kind: 'unknown', reason: 'parameter `x` has no default' },
      codes: [],
    });
  });

  test('the others', () => {
    expect(result('map', x, isEven)).toBe('?map(x,"lambda")');
    expect(
      result(
        'reduce',
        x,
        0,
        lambda((sum, next) => call('add', sum, next)),
      ),
    ).toBe('?reduce(x,0,"lambda")');
    expect(
      result(
        'reduce',
        [1, x],
        0,
        lambda((sum, next) => call('add', sum, next)),
      ),
    ).toBe('?add(1,x)');
    expect(
      result(
        'reduce',
        [1],
        x,
        lambda((_, next) => next),
      ),
    ).toBe(1);
    expect(result('sort', [x, 1], less)).toMatch(/^\?sort/);
    expect(result('toObject', [{ name: x }], member('name'))).toMatch(/^\?toObject/);
    expect(
      result(
        'mapValues',
        { a: x },
        lambda(value => value),
      ),
    ).toEqual({ a: '?parameters("x")' });
    expect(result('filter', choice('list', [0], [1]), isEven)).toEqual({ oneOf: [[0], []] });
  });
});

test('a value that grows inwards without end is cut', () => {
  const nest = lambda((inner, _) => array([inner]));
  const numbers = Array.from({ length: 10_000 }, (_, index) => index);
  expect(apply('reduce', numbers, 0, nest).codes).toEqual(['evaluation-failed']);
});
