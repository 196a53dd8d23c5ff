// Known pairs: literal results in the tests of the Bicep compiler, which calls Azure's own functions, and the tests of two other
// implementations. The pairs of `guid` are version 5 UUIDs to any library.

import { expect, test } from 'vitest';
import { apply, param, result } from './calls.ts';

test.each([
  ['uniqueString', ['snap', 'crackle', 'pop'], 'byghxckddilkc'],
  ['uniqueString', ['hello', 'world'], 'a7wkljktk6wne'],
  ['uniqueString', ['asd', 'asdf', 'asdf'], 'iizpqit7ih3cc'],
  ['uniqueString', ['test'], 'rbgf3xv4ufgzg'],
  ['uniqueString', ['abc'], 'cgtzqvhu4i23s'],
  ['uniqueString', ['foo', 'bar', 'baz'], 'xzi4ioaxtmth4'],
  ['uniqueString', ['/subscriptions/00000000-0000-0000-0000-000000000000', 'resource-id'], 'cwvxuqg24sifi'],
  [
    'uniqueString',
    ['/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/my-rg'],
    'bmg7c6xu4tw46',
  ],
  ['guid', ['asdf'], '228d27cc-6fdb-5934-b7ac-1efccebade04'],
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
