// Variables: inputs, defaults, types, and what validation says of those that nobody gives.

import { describe, expect, test } from 'vitest';
import { codes, deploy, evaluated, plain, way } from './deploy.ts';

const OBJECT = `
variable "v" {
  type = object({
    name  = string
    sku   = optional(string, "S0")
    rules = optional(list(object({ ip = string, action = optional(string, "Allow") })), [])
    inner = optional(object({ on = optional(bool, true), note = optional(string) }), {})
  })
  default = { name = 1, rules = [{ ip = "a" }, { ip = "b", action = null }], extra = true }
}
`;

describe('types', () => {
  test('values are converted and defaults of optional attributes filled in', () => {
    expect(evaluated('var.v', OBJECT)).toEqual({
      name: '1',
      sku: 'S0',
      rules: [
        { ip: 'a', action: 'Allow' },
        { ip: 'b', action: 'Allow' },
      ],
      inner: { on: true, note: null },
    });
  });

  test.each([
    ['number', '"42"', 42],
    ['bool', '"true"', true],
    ['list(any)', '["a", 1]', ['a', '1']],
    ['set(string)', '["b", "a", "b"]', ['a', 'b']],
    ['tuple([string, number])', '[1, "2"]', ['1', 2]],
    ['map(object({ on = optional(bool, false) }))', '{ k = {} }', { k: { on: false } }],
  ])('%s of %s', (type, value, expected) => {
    expect(evaluated('var.x', `variable "x" {\n  type = ${type}\n  default = ${value}\n}`)).toEqual(expected);
  });

  test('what cannot be converted is used as given and reported', () => {
    const main = 'variable "x" {\n  type = number\n}\noutput "o" {\n  value = var.x\n}';
    const deployment = deploy(main, { variables: 'x = "many"' });
    expect(codes(deployment)).toEqual(['wrong-variable-type']);
    expect(plain(deployment.outputs.get('o')!)).toBe('many');
  });

  test('a type that is none is reported', () => {
    expect(codes(deploy('variable "x" {\n  type = strng\n}'))).toEqual(['invalid-type']);
  });
});

describe('inputs', () => {
  test('a variable file goes before the default', () => {
    const main = 'variable "x" {\n  default = "a"\n}';
    expect(evaluated('var.x', main)).toBe('a');
    expect(evaluated('var.x', main, { variables: 'x = "b"' })).toBe('b');
  });

  test('null means the default only where the variable is not nullable', () => {
    const declared = (nullable: boolean) => `variable "x" {\n  default  = "a"\n  nullable = ${nullable}\n}`;
    expect(evaluated('var.x', declared(true), { variables: 'x = null' })).toBe(null);
    expect(evaluated('var.x', declared(false), { variables: 'x = null' })).toBe('a');
  });

  test('a value for no variable is reported where it stands', () => {
    const { diagnostics } = deploy('variable "location" {}', { variables: 'locaton = "x"' });
    expect(diagnostics.map(({ code, hint, span }) => [code, hint, span?.source.path])).toEqual([
      ['undeclared-variable', 'Did you mean `location`?', 'x.tfvars'],
    ]);
  });

  test('a value that its validation refuses is reported', () => {
    const main = 'variable "x" {\n  validation {\n    condition = length(var.x) > 2\n  }\n}';
    expect(codes(deploy(main, { variables: 'x = "a"' }))).toEqual(['failed-validation']);
    expect(codes(deploy(main, { variables: 'x = "abc"' }))).toEqual([]);
  });
});

describe('without a value', () => {
  test('a variable is not known, and says so', () => {
    const { outputs } = deploy('variable "x" {}\noutput "o" {\n  value = var.x.name\n}');
    expect(outputs.get('o')).toMatchObject({ kind: 'unknown', reason: 'variable `x` has no default' });
  });

  test.each([
    ['contains(["a", "b"], var.x)'],
    ['var.x == "a" || var.x == "b"'],
    ['length(var.x) < 9 && contains(["a", "b"], var.x)'],
    ['var.x == "a" ? true : contains(["b"], var.x)'],
  ])('it is one of those that its validation lists: %s', condition => {
    const main = `variable "x" {\n  validation {\n    condition = ${condition}\n  }\n}`;
    expect(evaluated('var.x', main)).toEqual({ oneOf: ['a', 'b'] });
  });
});

describe('the way of a value', () => {
  test('leads from what a person would edit to its use', () => {
    const main =
      'variable "x" {\n  default = true\n}\nlocals {\n  l = var.x\n}\noutput "o" {\n  value = local.l\n}';
    expect(way(deploy(main).outputs.get('o')!)).toEqual([
      'literal true',
      'default true',
      'parameter var.x',
      'variable local.l',
      'output local.l',
    ]);
    expect(way(deploy(main, { variables: 'x = false' }).outputs.get('o')!)[0]).toBe('parameter-file false');
  });

  test('names what decided a condition', () => {
    const main = 'variable "on" {\n  default = true\n}\noutput "o" {\n  value = var.on ? "yes" : "no"\n}';
    expect(way(deploy(main).outputs.get('o')!)).toEqual([
      'literal "yes"',
      'condition true',
      'output var.on ? "yes" : "no"',
    ]);
  });
});
