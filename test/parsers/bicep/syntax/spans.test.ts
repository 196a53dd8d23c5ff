// Spans of every node, and what holds for them whatever the text: they lie in it and in each other.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSource, type Span, textOf } from '../../../../src/model/source.ts';
import { tokenize } from '../../../../src/parsers/bicep/lexer.ts';
import type { BicepFile } from '../../../../src/parsers/bicep/syntax.ts';
import { parse } from './print.ts';

interface Spanned {
  readonly span: Span;
  readonly kind?: string;
}

/** Every node of a file with the node around it. */
function nodesOf(file: BicepFile): { node: Spanned; parent: Spanned | null }[] {
  const nodes: { node: Spanned; parent: Spanned | null }[] = [];
  const visit = (part: unknown, parent: Spanned | null): void => {
    if (Array.isArray(part)) {
      for (const each of part) visit(each, parent);
      return;
    }
    if (typeof part !== 'object' || part === null) return;
    const spanned = 'span' in part ? (part as Spanned) : null;
    if (spanned) nodes.push({ node: spanned, parent });
    for (const [name, inner] of Object.entries(part))
      if (name !== 'span' && name !== 'header') visit(inner, spanned ?? parent);
  };
  visit(file.statements, null);
  return nodes;
}

/** The texts under all nodes of a kind. */
function textsOf(text: string, kind: string): string[] {
  return nodesOf(parse(text))
    .filter(({ node }) => node.kind === kind)
    .map(({ node }) => textOf(node.span));
}

describe('the span of', () => {
  test.each([
    ['string', "var a = 'b${c}d'", ["'b${c}d'"]],
    ['text', "var a = 'b${c}d'", ['b', 'd']],
    ['hole', "var a = 'b${ c }d'", [' c ']],
    ['text', "var a = '''\nb'''", ['\nb']],
    ['property', "var a = {\n  b: 1 // one\n  'c': {\n  }\n}", ['b: 1', "'c': {\n  }"]],
    ['spread', 'var a = [\n  ...b\n]', ['...b']],
    ['array', 'var a = [\n  1\n] // end', ['[\n  1\n]']],
    ['object', 'var a = { b: {} }', ['{ b: {} }', '{}']],
    ['propertyAccess', 'var a = b.c.?d', ['b.c.?d', 'b.c']],
    ['arrayAccess', 'var a = b[?^1]', ['b[?^1]']],
    ['nonNull', 'var a = b!.c', ['b!']],
    ['functionCall', 'var a = f( g() )', ['f( g() )', 'g()']],
    ['methodCall', 'var a = b.f(1)', ['b.f(1)']],
    ['binary', 'var a = b + c * d', ['b + c * d', 'c * d']],
    ['unary', 'var a = -b', ['-b']],
    ['ternary', 'var a = b\n  ? c\n  : d', ['b\n  ? c\n  : d']],
    ['parenthesized', 'var a = (\n  b\n)', ['(\n  b\n)']],
    ['lambda', 'var a = (b, c) => d', ['(b, c) => d']],
    ['for', 'var a = [\n  for b in c: d\n]', ['[\n  for b in c: d\n]']],
    ['if', "resource a 'b' = if (c) {}", ['if (c) {}']],
    ['nested', "resource a 'b' = {\n  @c()\n  resource d 'e' = {}\n}", ["@c()\n  resource d 'e' = {}"]],
    ['param', '@a()\n@b()\nparam c int = 1 // d', ['@a()\n@b()\nparam c int = 1']],
    ['typeObject', 'type a = {\n  b: c\n}?', ['{\n  b: c\n}']],
    ['typeNullable', 'type a = b[]?', ['b[]?']],
    ['typeUnion', "type a =\n  | 'b'\n  | 'c'", ["| 'b'\n  | 'c'"]],
    ['typeInstantiation', "param a sys.b<'c'>", ["sys.b<'c'>"]],
    ['typeMember', 'param a b.c[*]', ['b.c[*]', 'b.c']],
    ['typeTuple', 'type a = [b, c]', ['[b, c]']],
    ['error', 'var a = {\n  b:\n  = 1\n}', ['', '= 1']],
    ['error', 'stack b {\n  c\n}\nvar d = 1', ['stack b {\n  c\n}']],
  ])('%s in %j', (kind, text, expected) => {
    expect(textsOf(text, kind)).toEqual(expected);
  });

  test('names', () => {
    const [parameter] = parse('param name string').statements;
    expect(parameter?.kind === 'param' && textOf(parameter.name.span)).toBe('name');
  });

  test('offsets count UTF-16 code units', () => {
    expect(textsOf("var a = '🚀' // é\nvar b = c", 'variable')).toEqual(['c']);
  });
});

/** The same texts in every run; `RUNS` looks at more and at others. */
const runs = Number(process.env.RUNS ?? 500);
const seed = runs === 500 ? 1 : Date.now();

/** Fragments from which texts are put together that look like Bicep, and texts that do not. */
const fragment = fc.constantFrom(
  ...[
    "resource a 'T/x@1' = {",
    "module m 'm' = [for x in y: {",
    'param p string',
    'var v =',
    'output o int = ',
    '@d()',
  ],
  ...[
    'type t = {',
    'func f(a int) int =>',
    "import { a } from 'b'",
    "using 'x'",
    '#disable-next-line x',
    '// c',
    '/*',
    '*/',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    "'",
    "'''",
    "$'''",
    '${',
    ':',
    '::',
    ',',
    '.',
    '...',
    '?',
    '??',
    '!',
    '=',
  ],
  ...[
    '=>',
    '==',
    '|',
    '||',
    '&&',
    '+',
    '-',
    '*',
    '/',
    '@',
    '^',
    ';',
    '"',
    '\\',
    '\n',
    '\n  ',
    '\r\n',
    ' ',
    'a',
    'if (',
    'for',
    'in',
  ],
  ...['1', 'true', 'null', '\u0000', 'é', '\ud83d'],
);
const bicepLike = fc.array(fragment, { maxLength: 60 }).map(parts => parts.join(' '));
const anything = fc.oneof(
  bicepLike,
  fc.array(fragment).map(parts => parts.join('')),
  fc.string({ unit: 'binary' }),
);
const kinds = fc.constantFrom('template', 'parameters');

describe('for every text', () => {
  test('spans lie in the text and in the span of the node around', () => {
    fc.assert(
      fc.property(anything, kinds, (text, kind) => {
        for (const { node, parent } of nodesOf(parse(text, kind as 'template'))) {
          const outer = parent?.span ?? { start: 0, end: text.length };
          expect(node.span.start).toBeLessThanOrEqual(node.span.end);
          expect(node.span.start).toBeGreaterThanOrEqual(outer.start);
          expect(node.span.end).toBeLessThanOrEqual(outer.end);
        }
      }),
      { numRuns: runs * 3, seed },
    );
  });

  test('statements follow each other', () => {
    fc.assert(
      fc.property(anything, kinds, (text, kind) => {
        let end = 0;
        for (const { span } of parse(text, kind as 'template').statements) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          end = span.end;
        }
      }),
      { numRuns: runs, seed },
    );
  });

  test('diagnostics lie in the text, and a text that is not read wholly has one', () => {
    fc.assert(
      fc.property(anything, kinds, (text, kind) => {
        const { diagnostics, statements } = parse(text, kind as 'template');
        for (const { span } of diagnostics) {
          expect(span!.start).toBeGreaterThanOrEqual(0);
          expect(span!.end).toBeLessThanOrEqual(text.length);
        }
        if (statements.some(each => each.kind === 'error')) expect(diagnostics).not.toEqual([]);
      }),
      { numRuns: runs, seed },
    );
  });

  test('tokens and comments cover it without overlaps, and what starts a string ends one', () => {
    fc.assert(
      fc.property(anything, text => {
        const { kinds, starts, ends } = tokenize(createSource('main.bicep', text));
        let open = 0;
        kinds.forEach((kind, row) => {
          expect(ends[row]).toBeGreaterThanOrEqual(starts[row]!);
          if (row > 0) expect(starts[row]).toBeGreaterThanOrEqual(ends[row - 1]!);
          if (kind === 'stringStart') open++;
          else if (kind === 'stringEnd') open--;
          else if (kind === 'stringMiddle') expect(open).toBeGreaterThan(0);
          expect(open).toBeGreaterThanOrEqual(0);
        });
        expect(open).toBe(0);
        expect(kinds.at(-1)).toBe('end');
      }),
      { numRuns: runs * 3, seed },
    );
  });

  test('statements read alone are what they were in the file', () => {
    const statements = [
      'var a = 1',
      "param b string = 'c'",
      "resource d 'T/x@1' = {\n  e: [\n    1\n  ]\n}",
      'output f int = g',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...statements), { maxLength: 8 }),
        fc.constantFrom('\n', '\r\n', '\n\n// h\n'),
        (parts, end) => {
          const file = parse(parts.join(end));
          expect(file.diagnostics).toEqual([]);
          expect(file.statements.map(each => textOf(each.span))).toEqual(parts);
        },
      ),
    );
  });
});
