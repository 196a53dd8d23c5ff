import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sameId, sameText, typeOfId } from '../../src/engine/text-comparison.ts';
import { call, scalar, unknown, type Value } from '../../src/model/value.ts';

const hole = (name: string): Value => unknown(call('parameters', scalar(name)), 'r');
const text = (...parts: (string | Value)[]): Value => unknown({ kind: 'text', parts }, 'r');

describe('texts', () => {
  const [x, y] = [hole('x'), hole('y')];
  test.each([
    ['case does not matter', scalar('AbC'), scalar('aBc'), true],
    ['known texts differ', scalar('a'), scalar('b'), false],
    ['an unknown may be anything', x, scalar('a'), 'unknown'],
    ['two unknowns may be equal', x, y, 'unknown'],
    ['the same unknown is itself', text('a', x), text('A', x), true],
    ['different ends', text(x, '-ai'), text(x, '-search'), false],
    ['different ends of different unknowns', text(x, '-ai'), text(y, '-search'), false],
    ['different starts', text('a', x), text('b', y), false],
    ['one more character', text('a', x), text('a', x, 'b'), false],
    ['a hole may be empty', text('a', x), scalar('a'), 'unknown'],
    ['too short for both ends', text('ab', x, 'b'), scalar('ab'), false],
  ] as const)('%s', (_, left, right, expected) => {
    expect(sameText(left, right)).toBe(expected);
    expect(sameText(right, left)).toBe(expected);
  });

  test('whatever the holes stand for, the answer holds', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 });
    const piece = fc.oneof(letters, fc.constantFrom('x', 'y'));
    const pieces = fc.array(fc.tuple(fc.boolean(), piece), { maxLength: 4 });
    const shape = (list: [boolean, string][]) =>
      list.map(([isHole, each]) =>
        isHole ? (each.includes('x') ? 'x' : 'y') : `=${each.replace(/[xy]/g, 'a')}`,
      );
    const partOf = (part: string): (string | Value)[] => {
      if (part === '=') return [];
      return [part.startsWith('=') ? part.slice(1) : hole(part)];
    };
    const written = (parts: string[]) => text(...parts.flatMap(partOf));
    const filled = (parts: string[], x: string, y: string) =>
      parts.map(part => (part === 'x' ? x : part === 'y' ? y : part.slice(1))).join('');
    fc.assert(
      fc.property(pieces, pieces, letters, letters, (first, second, x, y) => {
        const [left, right] = [shape(first), shape(second)];
        const same = sameText(written(left), written(right));
        const equal = filled(left, x, y) === filled(right, x, y);
        if (same !== 'unknown') expect(equal).toBe(same);
      }),
    );
  });
});

describe('ids', () => {
  const id = (group: string | Value, type: string, name: string | Value) =>
    text('/subscriptions/', hole('s'), '/resourceGroups/', group, `/providers/${type}/`, name);
  test('a known scope may be the unknown one', () => {
    const given = scalar('/subscriptions/1/resourceGroups/rg/providers/T/a/ai');
    expect(sameId(given, id(hole('rg'), 'T/a', 'ai'))).toBe('unknown');
    expect(sameId(given, id(hole('rg'), 'T/a', 'other'))).toBe(false);
  });
  test('other types and depths differ even with unknown names', () => {
    expect(sameId(id(hole('g'), 'T/a', hole('x')), id(hole('h'), 'T/b', hole('y')))).toBe(false);
    expect(sameId(id(hole('g'), 'T/a', hole('x')), text('/subscriptions/', hole('z')))).toBe(false);
  });
  test('the type is read where it is written', () => {
    expect(typeOfId(id(hole('g'), 'T.N/a', hole('x')))).toBe('t.n/a');
    expect(typeOfId(scalar('/subscriptions/1/providers/T/a/b/c/d'))).toBe('t/a/c');
    expect(typeOfId(hole('x'))).toBeNull();
  });
});
