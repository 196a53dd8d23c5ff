// Differences: what git can apply, without what nobody may see.

import { expect, test } from 'vitest';
import { unifiedDiff } from '../../src/report/unified-diff.ts';

const before = ['a: 1', 'key: hunter2', 'b: 2', 'c: 3', 'd: 4', 'e: 5', ''].join('\n');
const isKey = (line: number) => line === 2;

test('a secret is no context', () => {
  expect(unifiedDiff('x.yaml', before, before.replace('c: 3', 'c: 4'), isKey)).toBe(
    '--- a/x.yaml\n+++ b/x.yaml\n@@ -3,4 +3,4 @@\n b: 2\n-c: 3\n+c: 4\n d: 4\n e: 5\n',
  );
});

test('changes around a secret are apart', () => {
  const text = unifiedDiff('x.yaml', before, before.replace('a: 1', 'a: 2').replace('b: 2', 'b: 3'), isKey);
  expect(text.match(/^@@/gm)).toHaveLength(2);
  expect(text).not.toContain('hunter2');
});

test('a changed secret is shown by its name alone', () => {
  const text = unifiedDiff('x.yaml', before, before.replace('hunter2', 'hunter3'), isKey);
  expect(text).toContain('-key: •••\n+key: •••\n');
  expect(text).not.toMatch(/hunter/);
});
