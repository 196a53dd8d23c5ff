import { describe, expect, test } from 'vitest';
import { parse, problems, tree, type } from './print.ts';

function reads(text: string, printed: string): void {
  expect(type(text)).toBe(printed);
  expect(problems(`type x = ${text}`)).toEqual([]);
}

describe('types', () => {
  test.each([
    ['string', 'string'],
    ["'a'", '"a"'],
    ['1', '1'],
    ['-1', '(- 1)'],
    ['true', 'true'],
    ['!true', '(! true)'],
    ['null', 'null'],
    ['string[]', '(array string)'],
    ['int [] [] ?', '(? (array (array int)))'],
    ['(string | int)[]', '(array (paren (| string int)))'],
    ['(a.b)!', '(! (paren (. a b)))'],
    ["'a' | 'b'", '(| "a" "b")'],
    ["| 'a'\n  | 'b'\n\n  // third\n  | 'c'", '(| "a" "b" "c")'],
    ["\n  | 'a'\n  | 'b'", '(| "a" "b")'],
    ["'a' | {\n  b: int\n}", '(| "a" {b: int})'],
    ['[string, int?]', '[string (? int)]'],
    ["[\n  @description('first')\n  string\n]", '[@(call description "first") string]'],
    ['{}', '{}'],
    ['{ a: string, b: int? }', '{a: string b: (? int)}'],
    [
      "{\n  @secure()\n  @minLength(3)\n  key: string\n  'quoted-name': bool\n  *: object\n}",
      '{@(call secure) @(call minLength 3) key: string quoted-name: bool *: object}',
    ],
    ['types.account.sku', '(. (. types account) sku)'],
    ['a[*]', '(. a items)'],
    ['a.*', '(. a additional)'],
    ['a[0].b', '(. (. a 0) b)'],
    ["resourceInput<'Microsoft.X/y@2024-01-01'>", '(<> resourceInput "Microsoft.X/y@2024-01-01")'],
    [
      "sys.resourceOutput<'Microsoft.X/y@2024-01-01'>.properties.a[*]?",
      '(? (. (. (. (<> sys.resourceOutput "Microsoft.X/y@2024-01-01") properties) a) items))',
    ],
    ["resource<'Microsoft.X/y@2024-01-01'>", '(<> resource "Microsoft.X/y@2024-01-01")'],
    ["resourceInput<\n  'Microsoft.X/y@2024-01-01'\n>", '(<> resourceInput "Microsoft.X/y@2024-01-01")'],
  ])('%s', reads);

  test('the older resource types of parameters and outputs', () => {
    expect(tree("param a resource 'T/x@1'\noutput b resource 'T/x@1' = a\noutput c resource = a")).toBe(
      '(param a (<> resource "T/x@1"))\n(output b (<> resource "T/x@1") = a)\n(output c (<> resource) = a)',
    );
  });
});

describe('mistakes', () => {
  test('`?` ends a type, but what follows it is read', () => {
    expect(type('string?[]')).toBe('(array (? string))');
    expect(problems('type x = string?[]')).toEqual(['unexpected-token @1:17 |[|']);
  });

  test('a broken property of a type costs itself', () => {
    const text = 'type x = {\n  a: string\n  = 1\n  b:\n  c int\n  d: bool\n}';
    expect(tree(text)).toBe('(type x {a: string b: ERROR c: int d: bool})');
    expect(problems(text)).toEqual([
      'unexpected-token @3:3 |=|',
      'unexpected-token @4:5 ||',
      'unexpected-token @5:5 |int|',
    ]);
  });

  test('a decorator before nothing', () => {
    expect(problems('type x = {\n  a: string\n  @secure()\n}')).toEqual([
      'missing-declaration @3:3 |@secure()|',
    ]);
  });

  test('`<` is closed on its line', () => {
    const text = "param a resourceInput<'T/x@1'\nparam b string";
    expect(tree(text)).toBe('(param a (<> resourceInput "T/x@1"))\n(param b string)');
    expect(problems(text)).toEqual(['unclosed-bracket @1:22 |<|']);
  });

  test('a decorator that an open type swallowed goes to its statement', () => {
    const [, second] = parse('type x = {\n  a: string\n@secure()\nparam b string').statements;
    expect(second).toMatchObject({ kind: 'param', name: { name: 'b' } });
    expect(second?.decorators).toHaveLength(1);
  });
});
