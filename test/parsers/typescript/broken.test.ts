// Texts with mistakes: said at their place, and what stands elsewhere is read nevertheless.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at, evaluate, things } from './tiny-library.ts';

const PROGRAM = `
const size = 'small';
class Part extends Group {
  constructor(name: string, options: { zone?: string } = {}) {
    super();
    new Thing(\`\${name}-inner\`, { zone: options.zone ?? 'a', tags: [name, size] });
  }
}
new Thing('first', { size, nested: { list: [1, 2], on: true } });
new Part('part', { zone: 'b' });
for (const each of ['x', 'y']) {
  new Thing(each, { each });
}
new Thing('last', { size: 'large' });
`;

/** The program with one piece of it replaced, which must be there. */
function broken(piece: string, instead: string): string {
  expect(PROGRAM.split(piece)).toHaveLength(2);
  return PROGRAM.replace(piece, instead);
}

test.each([
  ['a brace that was not closed', "zone: 'b' });", "zone: 'b' );"],
  ['a brace that was not opened', 'nested: { list', 'nested: list'],
  ['a parenthesis', 'super();', 'super(;'],
  ['a comma', 'size, nested', 'size nested'],
  ['a name of a member', 'zone: options', ': options'],
  ['a value', "size: 'large'", 'size: '],
  ['one brace too many', '  new Thing(each, { each });\n', '  new Thing(each, { each });}\n'],
  ['a declaration without a name', "const size = 'small';", "const = 'small';"],
])('of a program without %s all resources are found', (_, piece, instead) => {
  const text = broken(piece, instead);
  expect(Object.keys(things(text))).toEqual(['first', 'part-inner', 'x', 'y', 'last']);
  const { diagnostics, gaps } = evaluate(text);
  expect(diagnostics[0]).toMatchObject({ code: 'syntax-error', severity: 'error' });
  expect(gaps.map(each => each.reason)).toContain('`main.ts` has a syntax error');
});

test('the mistake is said where the parser stumbles, once for a line', () => {
  const { diagnostics } = evaluate("new Thing('a', { b: });\nconst = 1;");
  expect(diagnostics.map(each => [each.message, at(each.span!)])).toEqual([
    ['`main.ts` cannot be read as TypeScript: expression expected', '2:21 }'],
    ['`main.ts` cannot be read as TypeScript: variable declaration expected', '3:7 ='],
  ]);
});

test('an object with a mistake in it may have members that were not read, and what is missing is not known', () => {
  const reason = '`main.ts` has a syntax error here';
  const { resources } = evaluate("new Thing('a', { b: 1, c: });");
  const [{ properties }] = resources as [(typeof resources)[0]];
  expect(properties).toMatchObject({ kind: 'unknown', reason });
  const members = properties.kind === 'unknown' ? properties.members : undefined;
  expect(members?.get('b')).toMatchObject({ kind: 'scalar', value: 1 });
  expect(members?.get('c')).toMatchObject({ kind: 'unknown', reason });
});

test('what a repair puts in moves no place', () => {
  const { resources } = evaluate("new Thing('a', { b: 1 );\nnew Thing('c', {});");
  expect(resources.map(each => at(each.declaration))).toEqual([
    "2:1 new Thing('a', { b: 1 )",
    "3:1 new Thing('c', {})",
  ]);
});

const TOKEN = /[\p{L}_$][\p{L}\p{N}_$]*|\d+|'[^'\n]*'|\s+|[^\s]/gu;

test('whatever is taken out of a program, the rest is walked and every place is in the text', () => {
  const tokens = PROGRAM.match(TOKEN)!;
  fc.assert(
    fc.property(fc.nat(tokens.length - 1), fc.integer({ min: 1, max: 4 }), (start, count) => {
      const text = [...tokens.slice(0, start), ...tokens.slice(start + count)].join('');
      const { resources, diagnostics } = evaluate(text);
      const places = [...resources.map(each => each.declaration), ...diagnostics.map(each => each.span!)];
      for (const each of places) {
        expect(each.start).toBeGreaterThanOrEqual(0);
        expect(each.end).toBeGreaterThanOrEqual(each.start);
        expect(each.end).toBeLessThanOrEqual(each.source.text.length);
      }
    }),
    { numRuns: 50 },
  );
});

test('no text is too strange', () => {
  const words = [
    'class',
    '{',
    '}',
    '(',
    ')',
    '`',
    '${',
    "'",
    '=>',
    'new Thing(',
    ',',
    ':',
    '=',
    'await',
    '<',
    '\n',
    '@',
    '#a',
  ];
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 12 }), parts => {
      evaluate(parts.join(' '));
    }),
    { numRuns: 50 },
  );
});
