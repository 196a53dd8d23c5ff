// Operators, templates, loops and accesses: what Terraform computes, and what is left where something is not known.
// What is known was checked against `terraform console`.

import { describe, expect, test } from 'vitest';
import { codes, deploy, evaluated } from './deploy.ts';

/** `u` is not known, `e` is one of two. */
const UNKNOWN = `
variable "u" {}
variable "e" {
  validation {
    condition = contains(["dev", "prod"], var.e)
  }
}
`;

describe('operators', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['0.1 + 0.2', 0.3],
    ['1 - 0.9', 0.1],
    ['5 / 3', 5 / 3],
    ['-7 % 3', -1],
    ['"1" + "2"', 3],
    ['1 == "1"', false],
    ['[1] == [1]', true],
    ['null == null', true],
    ['!(1 > 2) && 2 <= 2', true],
  ])('%s is %j', (expression, expected) => {
    expect(evaluated(expression)).toBe(expected);
  });

  test('one operand may decide without the other', () => {
    expect(evaluated('false && var.u', UNKNOWN)).toBe(false);
    expect(evaluated('var.u || true', UNKNOWN)).toBe(true);
  });

  test('alternatives are computed one by one', () => {
    expect(evaluated('var.e == "prod" ? 2 : 1', UNKNOWN)).toEqual({ oneOf: [1, 2] });
    expect(evaluated('var.e == "test"', UNKNOWN)).toBe(false);
  });

  test('what fails is reported and not known', () => {
    expect(codes(deploy('output "o" {\n  value = 1 / 0\n}'))).toEqual(['evaluation-failed']);
    expect(codes(deploy('output "o" {\n  value = "x" + 1\n}'))).toEqual(['wrong-type']);
  });
});

describe('conditionals', () => {
  test('both branches have one type', () => {
    expect(evaluated('true ? 1 : "a"')).toBe('1');
    expect(evaluated('true ? { a = 1, b = "x" } : {}')).toEqual({ a: '1', b: 'x' });
    expect(evaluated('true ? [1] : ["x"]')).toEqual(['1']);
    expect(evaluated('true ? 5 : null')).toBe(5);
  });

  test('are one of both where the condition is not known', () => {
    expect(evaluated('var.u ? "a" : "b"', UNKNOWN)).toEqual({ oneOf: ['a', 'b'] });
  });

  test('what one condition decides varies together', () => {
    const expression = '"${var.u ? "a" : "b"}${!var.u ? "x" : "y"}"';
    expect(evaluated(expression, UNKNOWN)).toEqual({ oneOf: ['ay', 'bx'] });
  });

  test('the branch that is not taken raises nothing', () => {
    expect(codes(deploy('output "o" {\n  value = true ? 1 : [][0]\n}'))).toEqual([]);
  });
});

describe('templates', () => {
  test.each([
    ['"a${1.50}b${true}"', 'a1.5btrue'],
    ['"${[1, 2]}"', [1, 2]],
    ['"$${x} %%{y}"', '${x} %{y}'],
    ['"%{ if 1 > 2 }yes%{ else }no%{ endif }"', 'no'],
    ['"%{ for k, v in { b = 1, a = 2 } }${k}${v};%{ endfor }"', 'a2;b1;'],
    ['<<-EOT\n    x\n      y ${1}\n    EOT\n', 'x\n  y 1\n'],
  ])('%s', (expression, expected) => {
    expect(evaluated(expression)).toEqual(expected);
  });

  test('keep what is not known as a hole', () => {
    expect(evaluated('"a-${var.u}-${"b"}"', UNKNOWN)).toBe('?a-${var.u}-b');
  });

  test('hold no null and no list', () => {
    expect(codes(deploy('output "o" {\n  value = "a${null}"\n}'))).toEqual(['wrong-type']);
    expect(codes(deploy('output "o" {\n  value = "a${[]}"\n}'))).toEqual(['wrong-type']);
  });

  test('of files see their variables alone', () => {
    const files = { 't.tpl': 'Hi ${name}%{ for i in items } ${i}%{ endfor }', 'bad.tpl': '${var.u}' };
    const call = (path: string): string =>
      `templatefile("\${path.module}/${path}", { name = "w", items = [1, 2] })`;
    expect(evaluated(call('t.tpl'), '', { files })).toBe('Hi w 1 2');
    const main = `${UNKNOWN}output "o" {\n  value = ${call('bad.tpl')}\n}`;
    expect(codes(deploy(main, { files }))).toEqual(['unknown-name']);
  });
});

describe('for', () => {
  test.each([
    ['[for k, v in { b = 1, a = 2 } : "${k}${v}"]', ['a2', 'b1']],
    ['[for i, v in ["x", "y"] : i]', [0, 1]],
    ['[for k, v in toset(["b", "a"]) : k]', ['a', 'b']],
    ['{ for v in ["a", "b"] : v => upper(v) if v != "a" }', { b: 'B' }],
    ['{ for v in ["x", "y", "x"] : v => 1... }', { x: [1, 1], y: [1] }],
  ])('%s', (expression, expected) => {
    expect(evaluated(expression)).toEqual(expected);
  });

  test('of what is not known is not known', () => {
    expect(evaluated('[for v in var.u : v]', UNKNOWN)).toMatch(/^\?for\(/);
  });

  test('a condition that is not known leaves the item out in one of the alternatives', () => {
    expect(evaluated('[for v in ["a", "b"] : v if v == "a" || var.u]', UNKNOWN)).toEqual({
      oneOf: [['a', 'b'], ['a']],
    });
  });

  test('two items with one key are an error', () => {
    expect(codes(deploy('output "o" {\n  value = { for v in [1, 2] : "k" => v }\n}'))).toEqual([
      'duplicate-key',
    ]);
  });
});

describe('access', () => {
  test.each([
    ['{ a = { b = [10, 20] } }.a.b[1]', 20],
    ['[{ a = 1 }, { a = 2 }][*].a', [1, 2]],
    ['[[1, 2], [3]].*.0', [1, 3]],
    ['"x"[*]', ['x']],
    ['null[*]', []],
  ])('%s', (expression, expected) => {
    expect(evaluated(expression)).toEqual(expected);
  });

  test('of a member that is not there names the nearest', () => {
    const { diagnostics } = deploy('output "o" {\n  value = { colour = 1 }.color\n}');
    expect(diagnostics.map(({ code, hint }) => [code, hint])).toEqual([
      ['missing-attribute', 'Did you mean `colour`?'],
    ]);
  });

  test('of alternatives leaves out those that have no such member', () => {
    expect(evaluated('(var.u ? [] : ["a"])[0]', UNKNOWN)).toBe('a');
  });

  test('with a key that is not known is one of the members', () => {
    expect(evaluated('{ a = 1, b = 2 }[var.u]', UNKNOWN)).toEqual({ oneOf: [1, 2] });
  });
});

describe('try and can', () => {
  test('take the first argument that does not fail', () => {
    expect(evaluated('try({}.a, [][0], "c")')).toBe('c');
    expect(evaluated('can({}.a)')).toBe(false);
    expect(evaluated('can({ a = 1 }.a)')).toBe(true);
  });

  test('where failing depends on what is not known, the result is one of several', () => {
    expect(evaluated('try((var.u ? [] : ["a"])[0], "none")', UNKNOWN)).toEqual({ oneOf: ['none', 'a'] });
  });

  test('what is not known may not fail', () => {
    expect(evaluated('try(var.u.name, "none")', UNKNOWN)).toBe('?var.u.name');
  });

  test('raise nothing unless every argument fails', () => {
    expect(codes(deploy('output "o" {\n  value = try({}.a, 1)\n}'))).toEqual([]);
    expect(codes(deploy('output "o" {\n  value = try({}.a, {}.b)\n}'))).toEqual(['evaluation-failed']);
  });
});

describe('names', () => {
  test.each([
    ['path.module', '.'],
    ['path.root', '.'],
    ['terraform.workspace', 'default'],
  ])('%s', (expression, expected) => {
    expect(evaluated(expression)).toBe(expected);
  });

  test('the folder of a module is told from the root', () => {
    const files = { 'modules/a/a.tf': 'output "o" {\n  value = path.module\n}' };
    expect(evaluated('module.a.o', 'module "a" {\n  source = "./modules/a"\n}', { files })).toBe('modules/a');
  });

  test.each([
    ['var.x', 'unknown-variable'],
    ['local.x', 'unknown-local'],
    ['module.x', 'unknown-module'],
    ['aws_s3_bucket.x', 'unknown-resource'],
    ['data.aws_s3_bucket.x.id', 'unknown-resource'],
    ['each.key', 'unknown-name'],
    ['count.index', 'unknown-name'],
    ['x', 'unknown-name'],
    ['nosuch(1)', 'unknown-function'],
  ])('%s is reported: %s', (expression, code) => {
    expect(codes(deploy(`output "o" {\n  value = ${expression}\n}`))).toEqual([code]);
  });

  test('a local that needs itself is reported and not known', () => {
    const main = 'locals {\n  a = local.b\n  b = local.a\n}\noutput "o" {\n  value = local.a\n}';
    expect(codes(deploy(main))).toEqual(['cyclic-local']);
  });
});
