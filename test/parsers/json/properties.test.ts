// What holds of any text.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonNode, sourceOffsets, stringValue } from '../../../src/parsers/json/syntax.ts';
import { dataOf, parse } from './json.ts';

/** Text that looks like JSON often enough to reach every branch. */
const jsonLike = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        "'",
        '\\',
        '/',
        '//',
        '/*',
        '*/',
        '\n',
        '  ',
        '\t',
        '\r',
      ),
      fc.constantFrom(
        '"a"',
        '"b": ',
        '1',
        '-',
        '0.5',
        'true',
        'null',
        '"[x]"',
        '"\\u0041"',
        '\ufeff',
        'word',
      ),
      fc.string({ maxLength: 3 }),
    ),
    { maxLength: 60 },
  )
  .map(parts => parts.join(''));

describe('any text', () => {
  it('is parsed, with places inside the text that nest', () => {
    fc.assert(
      fc.property(fc.oneof(jsonLike, fc.string({ unit: 'binary' })), text => {
        const { root, comments, diagnostics } = parse(text);
        if (root) expectNested(root, 0, text.length);
        for (const { start, end } of [...comments, ...diagnostics.map(({ span }) => span!)]) {
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('has a tree or a diagnostic', () => {
    fc.assert(
      fc.property(jsonLike, text => {
        const { root, diagnostics } = parse(text);
        expect(root !== null || diagnostics.length > 0).toBe(true);
      }),
    );
  });

  it('that JSON.parse refuses has a diagnostic, unless it is one of our liberties', () => {
    fc.assert(
      fc.property(jsonLike, text => {
        const plain = text.replace(/[\n\r\t\ufeff\u00a0/]/g, ' ').replace(/,(?=\s*[}\]])/g, ' ');
        fc.pre(isInvalid(plain) && ![...plain].some(each => each < ' '));
        expect(parse(plain).diagnostics.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('JSON', () => {
  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 2, '\t'), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        const { root, diagnostics } = parse(text);
        expect(diagnostics).toEqual([]);
        expect(dataOf(root)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('strings map every offset of their value to where it is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), value => {
        const text = JSON.stringify(value);
        const { root } = parse(text);
        if (root?.kind !== 'string') throw new Error('expected a string');
        expect(stringValue(root)).toBe(value);
        const offsetOf = sourceOffsets(root);
        for (let index = 0; index < value.length; index++) {
          expect(JSON.parse(`"${text.slice(offsetOf(index), offsetOf(index + 1))}"`)).toBe(value[index]);
        }
      }),
    );
  });
});

function expectNested(node: JsonNode, least: number, most: number): void {
  expect(least <= node.start && node.start <= node.end && node.end <= most).toBe(true);
  let from = node.start;
  if (node.kind === 'array') {
    for (const item of node.items) {
      expectNested(item, from, node.end);
      from = item.end;
    }
  }
  if (node.kind === 'object') {
    for (const { keySpan, value } of node.members) {
      expectNested(keySpan, node.start, value.start);
      expectNested(value, keySpan.end, node.end);
    }
  }
}

function isInvalid(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}
