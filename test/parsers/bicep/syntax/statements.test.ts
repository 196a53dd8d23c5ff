import { describe, expect, test } from 'vitest';
import { textOf } from '../../../../src/model/source.ts';
import { parse, problems, tree } from './print.ts';

function reads(text: string, printed: string): void {
  expect(tree(text)).toBe(printed);
  expect(problems(text)).toEqual([]);
}

describe('declarations', () => {
  test.each([
    ["targetScope = 'subscription'", '(targetScope "subscription")'],
    ["metadata author = { name: 'me' }", '(metadata author {name: "me"})'],
    ['param a string', '(param a string)'],
    ["param a string? = 'b'", '(param a (? string) = "b")'],
    [
      "@secure()\n@sys.description('d')\nparam a string",
      '@(call secure) @(call sys description "d") (param a string)',
    ],
    [
      "@onlyIfNotExists()\n@retryOn(['E'], 3)\n@waitUntil(r => r.ok, 'PT1M')\n@validate(x => x > 1, 'm')\nparam a int",
      '@(call onlyIfNotExists) @(call retryOn ["E"] 3) @(call waitUntil (=> (r) (. r ok)) "PT1M") @(call validate (=> (x) (> x 1)) "m") (param a int)',
    ],
    ['var a = 1', '(var a = 1)'],
    ['var a string = b', '(var a string = b)'],
    ['var a { b: int }[] = []', '(var a (array {b: int}) = [])'],
    ['output a string = b.id', '(output a string = (. b id))'],
    ['@export()\ntype a = { b: string }', '@(call export) (type a {b: string})'],
    ["func f(a string, b int[]) string => '${a}'", '(func f (a string, b (array int)) string "${a}")'],
    [
      'func f(\n  a string\n  , b {\n    c: int\n  }\n) bool =>\n  true',
      '(func f (a string, b {c: int}) bool true)',
    ],
    ['func f() string => g()', '(func f () string (call g))'],
    ['assert a = b == 1', '(assert a (== b 1))'],
    ["test a 'main.bicep' = {\n  params: {}\n}", '(test a "main.bicep" {params: {}})'],
  ])('%s', reads);
});

describe('imports and extensions', () => {
  test.each([
    ["import { a, b as c } from 'x.bicep'", '(import {a, b as c} "x.bicep")'],
    ["import {\n  a\n  'b-c' as d\n} from 'x.bicep'", '(import {a, b-c as d} "x.bicep")'],
    ["import * as x from 'x.bicep'", '(import * as x "x.bicep")'],
    ['extension graph', '(extension graph)'],
    ["extension 'br:x/y:1'", '(extension "br:x/y:1")'],
    ['extension graph with {\n  a: 1\n} as g', '(extension graph {a: 1} as g)'],
    ['extension graph as g', '(extension graph as g)'],
    ["import 'kubernetes@1.0.0' with { a: 1 } as k8s", '(extension "kubernetes@1.0.0" {a: 1} as k8s)'],
    ["provider 'kubernetes@1.0.0' as k8s", '(extension "kubernetes@1.0.0" as k8s)'],
  ])('%s', reads);
});

describe('resources and modules', () => {
  test.each([
    ["resource a 'T/x@1' = {\n  name: 'a'\n}", '(resource a "T/x@1" {name: "a"})'],
    ["resource a 'T/x@1' existing = { name: 'a' }", '(resource a "T/x@1" existing {name: "a"})'],
    ["resource a 'T/x@1' = if (b) { name: 'a' }", '(resource a "T/x@1" (if (paren b) {name: "a"}))'],
    ["resource a 'T/x@1' =\n  if (b) {}", '(resource a "T/x@1" (if (paren b) {}))'],
    ["resource a 'T/x@1' = [for b in c: { name: b }]", '(resource a "T/x@1" (for b c {name: b}))'],
    [
      "resource a 'T/x@1' = [\n  for (b, i) in c: if (b.d) { name: i }\n]",
      '(resource a "T/x@1" (for b,i c (if (paren (. b d)) {name: i})))',
    ],
    [
      "module m './m.bicep' = {\n  name: 'm'\n  params: {\n    a: 1\n  }\n}",
      '(module m "./m.bicep" {name: "m" params: {a: 1}})',
    ],
    ["module m 'br/public:x:1' = [for a in b: {}]", '(module m "br/public:x:1" (for a b {}))'],
    ["resource a '${t}@1' = {}", '(resource a "${t}@1" {})'],
  ])('%s', reads);

  test('resources in a resource, beside properties called resource', () => {
    reads(
      "resource a 'T/x@1' = {\n  resource: 1\n\n  @batchSize(1)\n  resource b 'y' = [for c in d: {\n    resource e 'z' existing = {}\n  }]\n}",
      '(resource a "T/x@1" {resource: 1 @(call batchSize 1) (resource b "y" (for c d {(resource e "z" existing {})}))})',
    );
  });

  test('the header reaches from the keyword to the type or `existing`', () => {
    const text = "@batchSize(1)\nresource a 'T/x@1' existing = {}\nmodule m 'm.bicep' = {}";
    const headers = parse(text).statements.map(each => ('header' in each ? textOf(each.header) : ''));
    expect(headers).toEqual(["resource a 'T/x@1' existing", "module m 'm.bicep'"]);
  });
});

describe('parameter files', () => {
  test.each([
    ["using 'main.bicep'", '(using "main.bicep")'],
    ['using none', '(using none)'],
    ["using 'main.bicep' with {\n  mode: 'deployment'\n}", '(using "main.bicep" {mode: "deployment"})'],
    ["extends 'base.bicepparam'", '(extends "base.bicepparam")'],
    ['param a = 1', '(assignment a 1)'],
    [
      "param a = {\n  ...base.a\n  b: readEnvironmentVariable('B', '')\n}",
      '(assignment a {...(. base a) b: (call readEnvironmentVariable "B" "")})',
    ],
    ["param a = az.getSecret('s', 'g', 'v', 'n')", '(assignment a (call az getSecret "s" "g" "v" "n"))'],
    [
      "var a int = 1\ntype t = string\nimport * as x from 'x.bicep'",
      '(var a int = 1)\n(type t string)\n(import * as x "x.bicep")',
    ],
    ['extensionConfig graph with { a: 1 }', '(extensionConfig graph {a: 1})'],
  ])('%s', (text, printed) => {
    expect(tree(text, 'parameters')).toBe(printed);
    expect(problems(text, 'parameters')).toEqual([]);
  });

  test('statements in the wrong kind of file are errors', () => {
    expect(problems("resource a 'T/x@1' = {\n  name: 'a'\n}\nparam b = 1", 'parameters')).toEqual([
      'misplaced-statement @1:1 |resource|',
    ]);
    expect(problems("using 'main.bicep'\nparam b int")).toEqual(['misplaced-statement @1:1 |using|']);
  });
});

describe('what stands around statements', () => {
  const text = [
    '\ufeff// first',
    '#disable-next-line no-unused-params BCP037 // why',
    'param a string /* second',
    " line */ = 'b' // third",
    '#disable-diagnostics no-hardcoded-location',
    '#restore-diagnostics no-hardcoded-location',
    '',
  ].join('\r\n');

  test('comments keep their spans', () => {
    const comments = parse(text).comments.map(each => textOf(each.span));
    expect(comments).toEqual(['// first', '// why', '/* second\r\n line */', '// third']);
  });

  test('pragmas keep names, codes and spans', () => {
    const { pragmas } = parse(text);
    expect(pragmas.map(each => [each.name, each.codes])).toEqual([
      ['disable-next-line', ['no-unused-params', 'BCP037']],
      ['disable-diagnostics', ['no-hardcoded-location']],
      ['restore-diagnostics', ['no-hardcoded-location']],
    ]);
    expect(textOf(pragmas[0]!.span)).toBe('#disable-next-line no-unused-params BCP037');
  });

  test('the statement is read all the same', () => reads(text, '(param a string = "b")'));

  test('files without statements', () => {
    for (const empty of ['', '\n\n', ' \t', '// only this', '\ufeff']) reads(empty, '');
  });

  test('every kind of line break ends a statement', () => {
    for (const end of ['\n', '\r\n', '\r', '\n\n\t\n'])
      reads(`var a = 1${end}var b = 2`, '(var a = 1)\n(var b = 2)');
  });
});
