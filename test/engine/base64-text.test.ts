import { expect, test } from 'vitest';
import { fromBase64 } from '../../src/engine/base64-text.ts';
import { call, scalar, unknown } from '../../src/model/value.ts';

test('a text in Base64 is what it says', () => {
  expect(fromBase64(scalar('cGlwIGluc3RhbGwgYQ=='))).toEqual(scalar('pip install a'));
});

test('what makes Base64 says what it is given', () => {
  const input = unknown(call('var', scalar('script')), 'variable `script` has no default');
  expect(fromBase64(unknown(call('base64encode', input), input.reason))).toBe(input);
  expect(fromBase64(input)).toBe(input);
});

test.each(['pip install a', 'abcd', '/////w==', ''])('%j is no text in Base64', text => {
  expect(fromBase64(scalar(text))).toEqual(scalar(text));
});
