// What people call values and resources.

import { expect, test } from 'vitest';
import { midSentence, nameOf, plainText } from '../../src/engine/wording.ts';
import type { Mapped } from '../../src/engine/world.ts';
import { call, oneOf, scalar, unknown, type Value } from '../../src/model/value.ts';

const environment = unknown(call('readEnvironmentVariable', scalar('APP')), 'it has no default');
const unique = (seed: string) => unknown(call('uniqueString', scalar(seed)), 'the scope is not known');
const named = (name: Value) => nameOf({ name, resource: { address: 'ai.openai' } } as Mapped);
const either = (...options: Value[]) => oneOf(options, call('if', ...options), 'it depends');
const prefixed = (value: Value) => unknown({ kind: 'text', parts: ['ai-', value] }, 'it depends');

test('environment variables and parameters stand under their names, other calls under theirs', () => {
  expect(plainText(environment)).toBe('APP');
  expect(plainText(unknown(call('parameters', scalar('name')), 'it has no default'))).toBe('name');
  expect(plainText(prefixed(environment))).toBe('ai-${APP}');
  expect(plainText(prefixed(unique('a')))).toBe('ai-${uniqueString(…)}');
});

test('alternatives that read the same are said once', () => {
  expect(plainText(either(unique('a'), unique('b'), scalar('x')))).toBe('uniqueString(…) or x');
});

test('a resource is called by what is known of its name, else by its address', () => {
  expect(named(scalar('ai'))).toBe('ai');
  expect(named(prefixed(environment))).toBe('ai-${APP}');
  expect(named(either(prefixed(unique('a')), prefixed(unique('b'))))).toBe('ai-${uniqueString(…)}');
  expect(named(either(prefixed(unique('a')), scalar('ai')))).toBe('ai.openai');
  expect(named(environment)).toBe('ai.openai');
  expect(named(scalar(''))).toBe('ai.openai');
});

test('an expression that uses itself over and over is said as far as anybody reads', () => {
  let text = prefixed(environment);
  for (let level = 0; level < 300; level++)
    text = unknown({ kind: 'text', parts: [text, text] }, 'it depends');
  expect(plainText(text)).toMatch(/^(\$\{)+\$?…$/);
  expect(plainText(text)).toHaveLength(80);
});

test.each([
  ['Private endpoint', 'private endpoint'],
  ['BigQuery dataset', 'BigQuery dataset'],
  ['Vector Search index', 'Vector Search index'],
  ['IAM grant', 'IAM grant'],
])('within a sentence %s is written %s', (title, expected) => {
  expect(midSentence(title)).toBe(expected);
});
