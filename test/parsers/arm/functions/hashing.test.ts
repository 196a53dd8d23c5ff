// Known pairs: the compiler's own tests of literal results, and a published reimplementation of `uniqueString`. The pairs of `guid` were
// also computed as version 5 UUIDs by an independent library.

import { expect, test } from 'vitest';
import { apply, param, result } from './calls.ts';

test.each([
  ['uniqueString', ['snap', 'crackle', 'pop'], 'byghxckddilkc'],
  ['uniqueString', ['hello', 'world'], 'a7wkljktk6wne'],
  ['guid', ['foo', 'bar', 'baz'], '2ed86837-7c7c-5eaa-9864-dd077fd19b0d'],
] as const)('%s%j', (name, args, expected) => {
  expect(result(name, ...args)).toBe(expected);
});

test('arguments are joined by hyphens, and case matters', () => {
  expect(result('guid', 'foo-bar', 'baz')).toBe(result('guid', 'foo', 'bar', 'baz'));
  expect(result('uniqueString', 'Snap', 'crackle', 'pop')).not.toBe('byghxckddilkc');
});

test.each(Array.from({ length: 18 }, (_, length) => length))(
  'a text of %i bytes has 13 characters of base 32',
  length => {
    expect(result('uniqueString', 'é'.repeat(length >> 1) + 'x'.repeat(length & 1))).toMatch(
      /^[a-z2-7]{13}$/,
    );
  },
);

test('what is not a string is reported, what is not known stays a call', () => {
  expect(apply('uniqueString', 1).codes).toEqual(['wrong-type']);
  expect(apply('guid', 'a', [1]).codes).toEqual(['wrong-type']);
  expect(result('uniqueString', 'a', param('x'))).toBe('?uniqueString("a",x)');
});
