import { describe, expect, test } from 'vitest';
import { problems, tree, value } from './print.ts';

function reads(text: string, printed: string): void {
  expect(value(text)).toBe(printed);
  expect(problems(`var x = ${text}`)).toEqual([]);
}

describe('literals', () => {
  test.each([
    ['42', '42'],
    ['9007199254740993', '9007199254740992'],
    ['true', 'true'],
    ['false', 'false'],
    ['null', 'null'],
    ['[]', '[]'],
    ['{}', '{}'],
    ['[1, 2, 3]', '[1 2 3]'],
    ['[1, 2,]', '[1 2]'],
    ['[\n  1\n\n  // two\n  2\n]', '[1 2]'],
    ['[\n]', '[]'],
    ['{ a: 1, b: 2 }', '{a: 1 b: 2}'],
    ['{\n  a: 1\n  b: 2 /* two */\n}', '{a: 1 b: 2}'],
    ["{ 'a-b': 1, '${c}d': 2 }", '{a-b: 1 "${c}d": 2}'],
    ['{\n  ...defaults\n  a: [ ...list, 1 ]\n}', '{...defaults a: [...list 1]}'],
    ['{ resource: 1, param: 2, for: 3, if: 4 }', '{resource: 1 param: 2 for: 3 if: 4}'],
  ])('%s', reads);
});

describe('operators', () => {
  test.each([
    ['a + b * c', '(+ a (* b c))'],
    ['a - b - c', '(- (- a b) c)'],
    ['a ?? b ?? c', '(?? (?? a b) c)'],
    ['a || b && c ?? d', '(?? (|| a (&& b c)) d)'],
    ['a == b && c != d', '(&& (== a b) (!= c d))'],
    ['a =~ b || c !~ d', '(|| (=~ a b) (!~ c d))'],
    ['a < b == c >= d', '(== (< a b) (>= c d))'],
    ['a <= 1 && b > 2 % 3 / 4', '(&& (<= a 1) (> b (/ (% 2 3) 4)))'],
    ['!a && -b < 1', '(&& (! a) (< (- b) 1))'],
    ['!a.b', '(! (. a b))'],
    ['(a + b) * c', '(* (paren (+ a b)) c)'],
    ['(\n  a\n)', '(paren a)'],
    ['a ? b : c ? d : e', '(? a b (? c d e))'],
    ['a\n  ? b\n  : c', '(? a b c)'],
    ['a // why\n  ? {\n      b: 1\n    }\n  // else\n  : {}', '(? a {b: 1} {})'],
  ])('%s', reads);
});

describe('accesses and calls', () => {
  test.each([
    ['a.b.c', '(. (. a b) c)'],
    ['a.?b!.c', '(. (assert (.? a b)) c)'],
    ["a['b'][0]", '([] ([] a "b") 0)'],
    ['a[?0][^1][?^i]', '([?^] ([^] ([?] a 0) 1) i)'],
    ['a::b.id', '(. (:: a b) id)'],
    ['(a)!', '(assert (paren a))'],
    ['f()', '(call f)'],
    ["az.resourceId('T/x', name)", '(call az resourceId "T/x" name)'],
    ['a.b().c', '(. (call a b) c)'],
    ['f(\n  1,\n  2, 3\n)', '(call f 1 2 3)'],
    ['f(\n  1\n  , {\n    a: b\n  }\n)[0]', '([] (call f 1 {a: b}) 0)'],
    ["{ a: 1 }['a']", '([] {a: 1} "a")'],
    ['[1][0]', '([] [1] 0)'],
  ])('%s', reads);
});

describe('lambdas and loops', () => {
  test.each([
    ['map(xs, x => x.id)', '(call map xs (=> (x) (. x id)))'],
    ['reduce(xs, 0, (a, b) => a + b)', '(call reduce xs 0 (=> (a b) (+ a b)))'],
    ['map(xs, (\n  x,\n  i\n) =>\n  x[i])', '(call map xs (=> (x i) ([] x i)))'],
    ['map(xs, () => 1)', '(call map xs (=> () 1))'],
    ['map(xs, x => y => x + y)', '(call map xs (=> (x) (=> (y) (+ x y))))'],
    ['[for x in xs: x]', '(for x xs x)'],
    ['[for (x, i) in f(xs): { a: i }]', '(for x,i (call f xs) {a: i})'],
    ['[\n  for x in xs: [for y in x: y]\n]', '(for x xs (for y x y))'],
    ['[for in in in: in]', '(for in in in)'],
  ])('%s', reads);
});

describe('where brackets may not stand', () => {
  test('an object in a string hole is read, with a warning', () => {
    const text = "var x = '${f({ a: 1 })}'";
    expect(tree(text)).toBe('(var x = "${(call f {a: 1})}")');
    expect(problems(text)).toEqual(['misplaced-literal @1:14 |{|']);
  });

  test('a lambda in a string hole may make objects', () => {
    reads("'${map(a, x => { b: x })}'", '"${(call map a (=> (x) {b: x}))}"');
  });
});
