import { describe, expect, test } from 'vitest';
import { parse, problems, tree } from './print.ts';

describe('a broken statement costs itself', () => {
  test.each([
    [
      'a statement that there is not',
      'var a = 1\nstack b {\n  c: 1\n}\nvar d = 2',
      '(var a = 1)\n(error)\n(var d = 2)',
      ['unknown-statement @2:1 |stack|'],
    ],
    [
      'a token that there is not',
      'var a = 1 § 2\nvar b = 2',
      '(var a = 1)\n(var b = 2)',
      ['unexpected-token @1:11 |§|'],
    ],
    ['no name', 'param\nvar b = 2', '(param  ERROR)\n(var b = 2)', ['unexpected-token @1:6 ||']],
    ['no value', 'var a =\nvar b = 2', '(var a = ERROR)\n(var b = 2)', ['unexpected-token @1:8 ||']],
    ['no type', 'param a = 1\nvar b = 2', '(param a = 1)\n(var b = 2)', ['unexpected-token @1:9 |=|']],
    ['no `=`', 'var a 1\nvar b = 2', '(var a = 1)\n(var b = 2)', ['unexpected-token @1:7 |1|']],
    ['no line break', 'var a = 1 var b = 2', '(var a = 1)\n(var b = 2)', ['unexpected-token @1:11 |var|']],
    [
      'the older parameter modifier',
      "param a string {\n  default: 'b'\n}\nvar b = 2",
      '(param a string)\n(var b = 2)',
      ['unexpected-token @1:16 |{|'],
    ],
    [
      'a decorator without a statement',
      'var a = 1\n@secure()\n',
      '(var a = 1)\n@(call secure) (error)',
      ['missing-declaration @2:10 ||'],
    ],
    [
      'a decorator on the same line',
      '@secure() param a string',
      '@(call secure) (param a string)',
      ['unexpected-token @1:11 |param|'],
    ],
    [
      'an import without names',
      "import from 'x'\nvar b = 2",
      '(import {} "x")\n(var b = 2)',
      ['unexpected-token @1:8 |from|'],
    ],
    [
      'an extension without a name',
      'extension as a\nvar b = 2',
      '(extension ERROR as a)\n(var b = 2)',
      ['unexpected-token @1:11 |as|'],
    ],
    [
      'a function without `=>`',
      'func f(a) string\nvar b = 2',
      '(func f (a ERROR) string ERROR)\n(var b = 2)',
      ['unexpected-token @1:9 |)|', 'unexpected-token @1:17 ||'],
    ],
    [
      'a bracket too many',
      'var a = 1\n}\nvar b = 2',
      '(var a = 1)\n(error)\n(var b = 2)',
      ['unmatched-bracket @2:1 |}|'],
    ],
  ])('%s', (_title, text, printed, expected) => {
    expect(tree(text)).toBe(printed);
    expect(problems(text)).toEqual(expected);
  });
});

describe('a broken resource keeps its name', () => {
  test.each([
    ['no type', 'resource a = {\n  b: 1\n}', '(resource a ERROR {b: 1})'],
    ['no `=`', "resource a 'T/x@1' {\n  b: 1\n}", '(resource a "T/x@1" {b: 1})'],
    ['no body', "resource a 'T/x@1' =", '(resource a "T/x@1" ERROR)'],
    ['no keyword', "a 'T/x@1' = {\n  b: 1\n}", '(resource a "T/x@1" {b: 1})'],
    ['no `module`', "a 'b.bicep' = {\n  b: 1\n}", '(module a "b.bicep" {b: 1})'],
    ['no name', "resource 'T/x@1' = {\n  b: 1\n}", '(resource  "T/x@1" {b: 1})'],
    ['no `{`', "resource a 'T/x@1' =\n  b: 1\n}", '(resource a "T/x@1" {b: 1})'],
    ['no `}`', "resource a 'T/x@1' = {\n  b: 1\n", '(resource a "T/x@1" {b: 1})'],
    ['no `if`', "resource a 'T/x@1' = (c) {\n  b: 1\n}", '(resource a "T/x@1" (if (paren c) {b: 1}))'],
    ['no `(`', "resource a 'T/x@1' = if c) {\n  b: 1\n}", '(resource a "T/x@1" (if c {b: 1}))'],
    ['no `)`', "resource a 'T/x@1' = if (c {\n  b: 1\n}", '(resource a "T/x@1" (if (paren c) {b: 1}))'],
    ['no `for`', "resource a 'T/x@1' = [c in d: {\n  b: 1\n}]", '(resource a "T/x@1" (for c d {b: 1}))'],
    ['no `in`', "resource a 'T/x@1' = [for c d: {\n  b: 1\n}]", '(resource a "T/x@1" (for c d {b: 1}))'],
    ['no item', "resource a 'T/x@1' = [for in d: {\n  b: 1\n}]", '(resource a "T/x@1" (for  d {b: 1}))'],
    ['no `:`', "resource a 'T/x@1' = [for c in d {\n  b: 1\n}]", '(resource a "T/x@1" (for c d {b: 1}))'],
    ['no `[`', "resource a 'T/x@1' = for c in d: {\n  b: 1\n}]", '(resource a "T/x@1" (for c d {b: 1}))'],
    ['no `]`', "resource a 'T/x@1' = [for c in d: {\n  b: 1\n}\n", '(resource a "T/x@1" (for c d {b: 1}))'],
  ])('%s', (_title, text, printed) => {
    expect(tree(`${text}\noutput z int = 1`)).toBe(`${printed}\n(output z int = 1)`);
    expect(problems(`${text}\noutput z int = 1`)).toHaveLength(1);
  });
});

describe('a broken property costs itself', () => {
  test.each([
    ['no value', 'a:', 'a: ERROR', 1],
    ['no `:`', 'a 1', 'a: 1', 1],
    ['`=` for `:`', 'a = 1', 'a: 1', 1],
    ['no name', ': 1', 'ERROR', 1],
    ['a number for a name', '1: 1', '1: 1', 1],
    ['too much', 'a: 1 2 [\n    3\n  ]', 'a: 1', 1],
    ['two on a line', 'a: 1 b: 2', 'a: 1 b: 2', 1],
    ['a comma and a line break', 'a: 1,', 'a: 1', 1],
    ['an operator without an operand', 'a: 1 +', 'a: (+ 1 ERROR)', 1],
    ['an operator on the next line', 'a: b\n    && c', 'a: (&& b c)', 1],
    ['an operand on the next line', 'a: b &&\n    c', 'a: (&& b c)', 1],
    ['an access on the next line', 'a: b\n    .c', 'a: (. b c)', 1],
    ['a name that is missing', 'a: b.', 'a: (. b )', 1],
    ['an index that is missing', 'a: b[]', 'a: ([] b ERROR)', 1],
    ['an argument that is missing', 'a: f(1,,2)', 'a: (call f 1 ERROR 2)', 1],
    ['a comma that is missing', 'a: f(1 2)', 'a: (call f 1 2)', 1],
    ['a ternary without `:`', 'a: b ? c', 'a: (? b c ERROR)', 1],
    ['two operators', 'a: !!b', 'a: (! (! b))', 1],
    ['nothing in parentheses', 'a: ()', 'a: (paren ERROR)', 1],
    ['a statement', "var a = 'b'", 'ERROR', 1],
    ['double quotes', 'a: "b"', 'a: ERROR', 1],
    ['a safe call', 'a: b.?c()', 'a: (call? b c)', 1],
  ])('%s', (_title, property, printed, count) => {
    const text = `var x = {\n  before: 1\n  ${property}\n  after: 2\n}\nvar z = 1`;
    expect(tree(text)).toBe(`(var x = {before: 1 ${printed} after: 2})\n(var z = 1)`);
    expect(problems(text)).toHaveLength(count);
  });

  test('an item of an array that is broken', () => {
    const text = "var x = [\n  1\n  =\n  'a' b\n  2\n]";
    expect(tree(text)).toBe('(var x = [1 ERROR "a" b 2])');
    expect(problems(text)).toEqual(['unexpected-token @3:3 |=|', 'unexpected-token @4:7 |b|']);
  });

  test('an item that ends in the middle', () => {
    const text = 'var x = [\n  f(\n  2\n]\nvar y = 1';
    expect(tree(text)).toBe('(var x = [(call f) 2])\n(var y = 1)');
    expect(problems(text)).toEqual(['unclosed-bracket @2:4 |(|']);
  });
});

describe('messages', () => {
  test('say what was found, what was expected and what to do', () => {
    const [diagnostic] = parse('var a = [1').diagnostics;
    expect(diagnostic).toMatchObject({ code: 'unclosed-bracket', severity: 'error' });
    expect(diagnostic?.message).toBe('Found the end of the file inside `[`, expected `]`');
    expect(diagnostic?.hint).toBe('Close the bracket with `]`');
  });

  test('what was understood all the same is a warning', () => {
    const severities = (text: string) => parse(text).diagnostics.map(each => each.severity);
    expect(severities('var a = !!b')).toEqual(['warning']);
    expect(severities('var a = [\n  1,\n  2\n]')).toEqual(['warning']);
    expect(severities('var a = [\n  1\n  =\n]')).toEqual(['error']);
  });

  test('come in the order of the text', () => {
    const starts = parse("var a = 1 +\nvar b = 'x\nvar c = (").diagnostics.map(each => each.span!.start);
    expect(starts).toEqual([...starts].sort((one, other) => one - other));
    expect(starts).toHaveLength(3);
  });
});
