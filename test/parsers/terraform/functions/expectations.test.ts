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
/** Files of the folder that Terraform ran in. */
const ELSEWHERE = ['file("no-such-file")', 'fileexists("no-such-file")'];

const expectations = Object.entries(recorded).filter(
  ([text, json]) => json !== '?' && !INEXACT.includes(text) && !ELSEWHERE.includes(text),
);

test('there are enough', () => {
  expect(expectations.length).toBeGreaterThan(1100);
  expect(expectations.filter(([, json]) => json === null).length).toBeGreaterThan(250);
});

test.each(expectations)('%s', (text, json) => {
  expect(evaluateToJson(text)).toBe(json);
});
