import { describe, expect, test } from 'vitest';
import { valueKey } from '../../../../src/model/value.ts';
import { accountId, apply, choice, param, plain, text, val } from './calls.ts';

describe('known parts', () => {
  test.each([
    [['a', 'b'], 'ab'],
    [[], ''],
    [[val(true), '/', val(false)], 'True/False'],
    [[val(12), val(null), val(-3)], '12-3'],
    [[val(1.5), ' ', val(0.00001), ' ', val(0.0001)], '1.5 1E-05 0.0001'],
    [[val({ a: 'b', n: [1, true, null] })], "{'a':'b','n':[1,true,null]}"],
    [[val('x')], 'x'],
  ] as const)('%j', (parts, expected) => {
    expect(plain(text(...parts))).toBe(expected);
  });
});

describe('holes', () => {
  test('literals merge, texts in holes are flattened', () => {
    const inner = text('b', param('x'), 'c');
    const outer = text('a', inner, 'd', 'e');
    expect(outer).toMatchObject({ kind: 'unknown', reason: 'parameter `x` has no default' });
    expect(plain(outer)).toBe('?ab${x}cde');
  });

  test('equal texts are equal, whichever function made them', () => {
    const x = param('x');
    const expected = valueKey(text('a-', x, '-b'));
    expect(valueKey(apply('format', 'a-{0}-b', x).value)).toBe(expected);
    expect(valueKey(apply('concat', 'a-', x, '-b').value)).toBe(expected);
    expect(valueKey(apply('join', ['a', x, 'b'], '-').value)).toBe(expected);
    expect(valueKey(apply('concat', apply('format', '{0}{1}', 'a-', x).value, '-', 'b').value)).toBe(
      expected,
    );
    expect(valueKey(apply('replace', 'a-_-b', '_', x).value)).toBe(expected);
  });

  test('a hole alone is the string itself', () => {
    expect(valueKey(text(param('name')))).toBe(valueKey(param('name')));
    expect(valueKey(accountId(text(param('name'))))).toBe(valueKey(accountId(param('name'))));
  });

  test('alternatives are distributed, equal ones together', () => {
    const env = choice('env', 'dev', 'prod');
    expect(plain(text('x-', env, '-', env))).toEqual({ oneOf: ['x-dev-dev', 'x-prod-prod'] });
    expect(plain(text(env, param('y')))).toEqual({ oneOf: ['?dev${y}', '?prod${y}'] });
  });

  test('an object with unknown parts is a hole', () => {
    expect(text('<', val({ a: param('x') }), '>')).toMatchObject({ reason: 'parameter `x` has no default' });
  });
});

test('known strings made of themselves become unknown before they become large', () => {
  let grown = text('a long enough string');
  for (let round = 0; round < 60; round++) grown = text(grown, grown);
  expect(grown).toMatchObject({ kind: 'unknown', reason: 'the text is longer than a template may hold' });
});

test('texts with holes made of themselves stay small', () => {
  let grown = text('a', param('x'));
  for (let round = 0; round < 60; round++) grown = text(grown, '-', grown);
  expect(grown.kind).toBe('unknown');
  expect(valueKey(grown).length).toBeLessThan(10_000);
});
