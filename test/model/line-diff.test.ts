import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Change, diffLines, linesOfText } from '../../src/model/line-diff.ts';

const change = (oldFrom: number, oldTo: number, newFrom: number, newTo: number): Change => ({
  old: { from: oldFrom, to: oldTo },
  new: { from: newFrom, to: newTo },
});

test.each([
  ['abc', 'abc', []],
  ['abc', 'axc', [change(1, 2, 1, 2)]],
  ['abc', 'abxc', [change(2, 2, 2, 3)]],
  ['abc', 'ac', [change(1, 2, 1, 1)]],
  ['', 'ab', [change(0, 0, 0, 2)]],
  ['abcdef', 'xbcdey', [change(0, 1, 0, 1), change(5, 6, 5, 6)]],
  ['abcabba', 'cbabac', [change(0, 2, 0, 0), change(3, 3, 1, 2), change(5, 6, 4, 4), change(7, 7, 5, 6)]],
])('%s to %s', (before, after, expected) => {
  expect(diffLines([...before], [...after])).toEqual(expected);
});

test('line ends do not count', () => {
  expect(diffLines(linesOfText('a\r\nb\r\n'), linesOfText('a\nb\n'))).toEqual([]);
});

test('changes turn the old text into the new one, and between them both are the same', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 30 });
  fc.assert(
    fc.property(letters, letters, (before, after) => {
      let [oldAt, newAt] = [0, 0];
      for (const { old, new: fresh } of [
        ...diffLines(before, after),
        change(before.length, 0, after.length, 0),
      ]) {
        expect(before.slice(oldAt, old.from)).toEqual(after.slice(newAt, fresh.from));
        [oldAt, newAt] = [old.to, fresh.to];
      }
    }),
  );
});

test('texts with nothing in common are compared in no time', () => {
  const many = (mark: string): string[] => Array.from({ length: 20_000 }, (_, index) => `${mark}${index}`);
  expect(diffLines(many('a'), many('b'))).toEqual([change(0, 20_000, 0, 20_000)]);
});
