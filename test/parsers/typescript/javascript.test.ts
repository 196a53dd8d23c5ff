// What JavaScript computes, the evaluator computes: the texts in `javascript/` run under Node and are walked, and what they export is compared.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareTexts, textsOf } from '../../../tools/compare-javascript.mjs';

const FOLDER = join(import.meta.dirname, 'javascript');

/** The values of a file that are not as wanted, with their texts. */
async function others(file: string, wanted: readonly string[]): Promise<readonly unknown[]> {
  const rows = await compareTexts(textsOf(readFileSync(join(FOLDER, file), 'utf8')));
  expect(rows.length).toBeGreaterThan(10);
  return rows.filter(({ verdict }) => !wanted.includes(verdict));
}

const followed = readdirSync(FOLDER).filter(file => file !== 'not-followed.txt');

test.each(followed)('%s: every value is the same', async file => {
  expect(await others(file, ['same'])).toEqual([]);
});

test('what is not followed is unknown, not wrong', async () => {
  expect(await others('not-followed.txt', ['same', 'unknown'])).toEqual([]);
});
