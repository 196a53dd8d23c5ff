// What Terraform 1.9 makes of more than a thousand calls, recorded with tools/compare-terraform-functions.mjs.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { evaluateToJson } from './calls.ts';

/** By expression: JSON, null for an error, `?` where Terraform does not know. */
const recorded: Readonly<Record<string, string | null>> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'expectations.json'), 'utf8'),
);

/** Sums of fractions have 512 bits in Terraform. */
const INEXACT = ['sum([1.1, 2.2, 3.3])', 'range(0, 1, 0.1)'];

/** What is not computed here: files elsewhere, integers beyond doubles, rare encodings, results that Terraform leaves to chance. */
const UNKNOWN = [
  'file("no-such-file")',
  'fileexists("no-such-file")',
  'tonumber("99999999999999999999")',
  'parseint("99999999999999999999", 10)',
  'jsondecode("[12345678901234567890]")',
  'yamldecode("a: 12345678901234567890")',
  'cidrhost("::ffff:10.0.0.0/112", 1)',
  'cidrsubnet("10.0.0.0/16", 4, -1)',
  'textencodebase64("あ", "Shift_JIS")',
  'rsadecrypt("aGk=", "nokey")',
];

const expectations = Object.entries(recorded).filter(
  ([text, json]) => json !== '?' && !INEXACT.includes(text) && !UNKNOWN.includes(text),
);

test('there are enough', () => {
  expect(expectations.length).toBeGreaterThan(1100);
  expect(expectations.filter(([, json]) => json === null).length).toBeGreaterThan(250);
});

test.each(expectations)('%s', (text, json) => {
  expect(evaluateToJson(text)).toBe(json);
});

test.each(UNKNOWN)('%s is not known', text => {
  expect(recorded).toHaveProperty([text]);
  expect(evaluateToJson(text)).toBe('?');
});
