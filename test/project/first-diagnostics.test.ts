import { expect, test } from 'vitest';
import { createSource, span } from '../../src/model/source.ts';
import { firstOfEachFile } from '../../src/project/first-diagnostics.ts';

const source = createSource('main.bicep', 'x'.repeat(1000));

function raised(count: number, severity: 'error' | 'warning') {
  return Array.from({ length: count }, (_, index) => ({
    code: 'unexpected-token',
    severity,
    message: `problem ${index}`,
    span: span(source, index, index + 1),
  }));
}

test('a file with a hundred problems shows them all', () => {
  const all = raised(100, 'error');
  expect(firstOfEachFile(all)).toEqual(all);
});

test('of more, the first hundred are shown and the rest is counted', () => {
  const shown = firstOfEachFile(raised(250, 'error'));
  expect(shown).toHaveLength(101);
  expect(shown[99]!.message).toBe('problem 99');
  expect(shown[100]).toMatchObject({ code: 'too-many-problems', severity: 'error', path: 'main.bicep' });
  expect(shown[100]!.message).toContain('150 more');
});

test('what is not shown stays as severe as its worst', () => {
  const warnings = raised(150, 'warning');
  expect(firstOfEachFile(warnings).at(-1)!.severity).toBe('warning');
  expect(firstOfEachFile([...warnings, ...raised(1, 'error')]).at(-1)!.severity).toBe('error');
});

test('what is about no file is always shown', () => {
  const nowhere = { code: 'path-not-found', severity: 'error' as const, message: 'no', span: null };
  expect(firstOfEachFile([...raised(150, 'warning'), nowhere])).toContain(nowhere);
});
