// The template language between `[` and `]`.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import { createSource, textOf } from '../../../src/model/source.ts';
import {
  isExpression,
  parseExpression,
  unescapeLiteral,
} from '../../../src/parsers/arm/expression-parser.ts';
import { expressionOf } from '../../../src/parsers/arm/json-expression.ts';
import type { Expression } from '../../../src/parsers/arm/template.ts';
import { parseJson } from '../../../src/parsers/json/parser.ts';
import { show, texts } from './expressions.ts';

function parse(text: string): { node: Expression; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const source = createSource('expression', text);
  return { node: parseExpression({ source, text, offsetOf: index => index }, diagnostics), diagnostics };
}

function shown(text: string): string {
  const { node, diagnostics } = parse(text);
  expect(diagnostics).toEqual([]);
  return show(node);
}

describe('which strings are expressions', () => {
  it.each(['[a()]', '[ a() ]', '[]', "['x']"])('%s is one', text => {
    expect(isExpression(text)).toBe(true);
  });

  it.each([
    ['[[a()]', '[a()]'],
    ['[[]', '[]'],
    ['[a', '[a'],
    ['[[a', '[[a'],
    ['[a] b', '[a] b'],
    [' [a()]', ' [a()]'],
    ['[', '['],
    ['', ''],
  ])('%j is the literal %j', (text, value) => {
    expect(isExpression(text)).toBe(false);
    expect(unescapeLiteral(text)).toBe(value);
  });
});

describe('expressions', () => {
  it.each([
    ['calls', "[concat('a', parameters('b'), 1)]", "concat('a', parameters('b'), 1)"],
    ['calls without arguments', '[resourceGroup()]', 'resourceGroup()'],
    ['user-defined functions', "[contoso.unique('x')]", "contoso.unique('x')"],
    ['quotes in strings', "['it''s ''''']", "'it's '''"],
    ['the empty string', "['']", "''"],
    ['numbers', '[f(0, -5, 42, 1.5)]', 'f(0, -5, 42, 1.5)'],
    ['properties', "[resourceGroup().tags['my-tag'].x]", "resourceGroup()['tags']['my-tag']['x']"],
    ['items', "[variables('a')[0][add(1, 2)]]", "variables('a')[0][add(1, 2)]"],
    ['keys that are expressions', '[f()[g().h]]', "f()[g()['h']]"],
    ['constants in any case', '[f(true(), FALSE(), null())]', 'f(true, false, null)'],
    ['blanks and line ends', "[\n  concat (\r\n\t'a' ,\n 'b' ) . x\n]", "concat('a', 'b')['x']"],
    [
      'lambdas',
      "[map(f(), lambda('x', 'y', add(lambdaVariables('x'), 1)))]",
      'map(f(), lambda x y => add(x, 1))',
    ],
    ['lambdas without variables', "[map(f(), lambda('b'))]", "map(f(), lambda  => 'b')"],
    ['safe access as the function that it is', "[tryGet(f(), 'a', 'b')]", "tryGet(f(), 'a', 'b')"],
    ['loop indexes as they are written', "[copyIndex('x', 1)]", "copyIndex('x', 1)"],
  ])('%s', (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('keep the places of all their parts', () => {
    const { node } = parse("[ concat( 'a' , f().b [ 0 ] ) ]");
    expect(texts(node)).toEqual([
      "concat( 'a' , f().b [ 0 ] )",
      "'a'",
      'f().b [ 0 ]',
      'f().b',
      'f()',
      'b',
      '0',
    ]);
    expect(node.kind === 'call' && textOf(node.nameSpan)).toBe('concat');
  });

  it('keep their places in JSON with escapes', () => {
    const source = createSource('main.json', String.raw`{"a": "[concat('\"x\"', f('\u0041'))]"}`);
    const { root } = parseJson(source);
    const value = root?.kind === 'object' ? root.members[0]!.value : null;
    const deferred = expressionOf(value!, []);
    if (deferred.kind !== 'deferred') throw new Error('expected an expression');
    expect(show(deferred)).toBe(`concat('"x"', f('A'))`);
    expect(texts(deferred.force()).slice(1)).toEqual([
      String.raw`'\"x\"'`,
      String.raw`f('\u0041')`,
      String.raw`'\u0041'`,
    ]);
  });

  it('are parsed once, when they are needed', () => {
    const diagnostics: Diagnostic[] = [];
    const { root } = parseJson(createSource('main.json', '"[broken"'.replace('broken', 'f(]')));
    const deferred = expressionOf(root!, diagnostics);
    if (deferred.kind !== 'deferred') throw new Error('expected an expression');
    expect(diagnostics).toEqual([]);
    expect(deferred.force()).toBe(deferred.force());
    expect(diagnostics).toHaveLength(1);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['nothing', '[]', ''],
    ['a missing argument', "[f('a', )]", ')'],
    ['a missing comma', "[f('a' 'b')]", "'b'"],
    ['a missing parenthesis', "[f('a']", ''],
    ['a superfluous parenthesis', "[f('a'))]", ')'],
    ['a name without parentheses', '[location]', 'location'],
    ['an operator', '[add(1) + 2]', '+'],
    ['a missing property', '[f().]', ''],
    ['a property with a dash', '[f().my-tag]', '-'],
    ['a missing index', '[f()[]]', ']'],
    ['an open index', '[f()[0]', ''],
    ['a string that does not end', "[f('a]", "'a"],
    ['double quotes', '[f("a")]', '"'],
    ['a number with letters', '[f(1x)]', '1x'],
    ['a lambda whose variable is computed', '[map(a(), lambda(f(), 1))]', 'lambda(f(), 1)'],
    ['a lambda variable that is computed', '[lambdaVariables(f())]', 'lambdaVariables(f())'],
    ['a lambda without anything', '[lambda()]', 'lambda()'],
    ['a namespace without a function', '[a.(1)]', '('],
  ])('%s', (_, text, at) => {
    const { node, diagnostics } = parse(text);
    expect(node.kind).toBe('error');
    expect(diagnostics.map(({ code }) => code)).toEqual(['invalid-expression']);
    expect(textOf(diagnostics[0]!.span!)).toBe(at === '' ? ']' : at);
  });

  it('constants without parentheses are an error whose meaning is clear', () => {
    const { node, diagnostics } = parse('[equals(true, null)]');
    expect(show(node)).toBe('equals(true, null)');
    expect(diagnostics.map(({ span }) => textOf(span!))).toEqual(['true', 'null']);
  });

  it('nesting is bounded', () => {
    const { node, diagnostics } = parse(`[${'f('.repeat(50_000)}]`);
    expect(node.kind).toBe('error');
    expect(diagnostics).toHaveLength(1);
  });

  it('chains of properties are not nesting', () => {
    expect(parse(`[f()${'.a'.repeat(5_000)}]`).diagnostics).toEqual([]);
  });
});

describe('any text', () => {
  const like = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          'f',
          '(',
          ')',
          '[',
          ']',
          '.',
          ',',
          "'",
          "''",
          ' ',
          '1',
          '-',
          'true',
          'lambda',
          "'x'",
          '\n',
        ),
        fc.string({ maxLength: 2 }),
      ),
      { maxLength: 40 },
    )
    .map(parts => `[${parts.join('')}]`);

  it('gives an expression, or an error with its diagnostics, at places inside the text', () => {
    fc.assert(
      fc.property(like, text => {
        const { node, diagnostics } = parse(text);
        if (node.kind === 'error') expect(diagnostics.length).toBeGreaterThan(0);
        for (const { span } of diagnostics) {
          expect(0 <= span!.start && span!.start <= span!.end && span!.end <= text.length).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
