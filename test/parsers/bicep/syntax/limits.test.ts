// Texts that would exhaust the stack or the patience of a careless parser.

import { describe, expect, test } from 'vitest';
import { maxHeight } from '../../../../src/parsers/bicep/cursor.ts';
import { maxDiagnostics } from '../../../../src/parsers/bicep/parse.ts';
import { parse, value } from './print.ts';

const count = 100_000;
const times = (text: string) => text.repeat(count);

/** How many nodes are in each other at most, without recursion. */
function heightOf(root: unknown): number {
  let height = 0;
  const stack: [unknown, number][] = [[root, 0]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [part, depth] = next;
    height = Math.max(height, depth);
    if (Array.isArray(part)) for (const each of part) stack.push([each, depth]);
    else if (typeof part === 'object' && part !== null)
      for (const [name, inner] of Object.entries(part))
        if (name !== 'span' && name !== 'header') stack.push([inner, depth + 1]);
  }
  return height;
}

describe.each([
  ['(', `var a = ${times('(')}1${times(')')}`],
  ['[', `var a = ${times('[')}${times(']')}`],
  ['{', `var a = ${times('{a:')}1${times('}')}`],
  ['{ on lines', `var a = ${times('{\na:')}1\n${times('}\n')}`],
  ['!', `var a = ${times('!')}b`],
  ['-', `var a = ${times('-')}1`],
  ['string', `var a = ${times("'${")}1${times("}'")}`],
  ['multi-line string', `var a = ${times("$'''${")}1${times("}'''")}`],
  ['.', `var a = b${times('.c')}`],
  ['[0]', `var a = b${times('[0]')}`],
  ['+', `var a = 1${times(' + 1')}`],
  ['operators', `var a = 1${times(' + 1 * 2 == 3 && 4')}`],
  ['ternary', `var a = ${times('b ? c : ')}d`],
  ['lambda', `var a = ${times('b => ')}c`],
  ['call', `var a = ${times('f(')}${times(')')}`],
  ['loop', `var a = ${times('[for b in c: ')}d${times(']')}`],
  ['type (', `type a = ${times('(')}int${times(')')}`],
  ['type [', `type a = ${times('[')}${times(']')}`],
  ['type {', `type a = ${times('{a:')}int${times('}')}`],
  ['type []', `type a = int${times('[]')}`],
  ['nested resource', times("resource a 'b' = {\n") + times('}\n')],
])('%s in itself', (_what, text) => {
  test('ends, in a tree of bounded height, and the next statement is read', () => {
    const { statements, diagnostics } = parse(`${text}\nvar z = 1`);
    expect(diagnostics.filter(each => each.code === 'too-deep')).toHaveLength(1);
    expect(heightOf(statements)).toBeLessThan(4 * maxHeight);
    expect(statements.at(-1)).toMatchObject({ kind: 'var', name: { name: 'z' } });
  });
});

describe.each([
  ['(', `var a = ${times('(')}`],
  ['string', `var a = ${times("'${")}`],
  ['}', times('}\n')],
  ['@', times('@a(\n')],
  ['keyword', times('param ')],
  ['open resource', times("resource a 'b' = if (")],
  ['open variable', times('var a {\n')],
  ['loop head', `var a = ${times('[for x in ')}`],
  ['quote', times("'")],
  ['hash', times('  #disable-next-line\n')],
  ['comment', times('/*')],
])('%s without its end', (_what, text) => {
  test('ends, with a bounded number of diagnostics', () => {
    const { diagnostics } = parse(text);
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics.length).toBeLessThanOrEqual(maxDiagnostics + 1);
  });
});

test('long lists are no deep trees', () => {
  const { statements, diagnostics } = parse(
    `type a = int${times(' | int')}\nvar b = [${times('1,')}]\nvar c = f(${times('1,')}1)`,
  );
  expect(diagnostics).toEqual([]);
  expect(statements).toHaveLength(3);
});

test('what a person nests is read', () => {
  const depth = maxHeight - 2;
  expect(value(`${'('.repeat(depth)}1${')'.repeat(depth)}`)).toBe(
    `${'(paren '.repeat(depth)}1${')'.repeat(depth)}`,
  );
});

test('more mistakes than a person reads end in one that counts them', () => {
  const last = parse('?\n'.repeat(maxDiagnostics + 10)).diagnostics.at(-1);
  expect(last?.code).toBe('too-many-mistakes');
});
