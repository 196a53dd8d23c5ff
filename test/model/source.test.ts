import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSource, positionAt, rangeOf, span, textOf } from '../../src/model/source.ts';

test('lines and columns count from 1, in UTF-16 code units', () => {
  const source = createSource('a.bicep', 'one\ntwo 😀 x\r\nthree\rfour');
  expect(positionAt(source, 0)).toEqual({ line: 1, column: 1 });
  expect(positionAt(source, source.text.indexOf('x'))).toEqual({ line: 2, column: 8 });
  expect(positionAt(source, source.text.indexOf('three'))).toEqual({ line: 3, column: 1 });
  expect(positionAt(source, source.text.indexOf('four'))).toEqual({ line: 4, column: 1 });
});

test('a range covers the text of its span', () => {
  const source = createSource('a.bicep', 'param x bool = false\n');
  const place = span(source, 15, 20);
  expect(textOf(place)).toBe('false');
  expect(rangeOf(place)).toEqual({ line: 1, column: 16, endLine: 1, endColumn: 21 });
});

test('offsets outside the text are clamped', () => {
  const source = createSource('a', 'ab');
  expect(positionAt(source, -5)).toEqual({ line: 1, column: 1 });
  expect(positionAt(source, 99)).toEqual({ line: 1, column: 3 });
});

test('every offset lies on the line that a count of line ends gives', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', '\r', 'é') }), text => {
      const source = createSource('a', text);
      for (let offset = 0; offset <= text.length; offset++) {
        // A line end counts once all of it lies before the offset.
        const before = text.slice(0, offset);
        const ends = before.match(/\r\n|\n|\r/g)?.length ?? 0;
        const inside = before.endsWith('\r') && text[offset] === '\n' ? 1 : 0;
        expect(positionAt(source, offset).line).toBe(1 + ends - inside);
      }
    }),
  );
});
