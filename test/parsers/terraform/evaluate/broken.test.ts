// What is claimed of text that could not be read wholly: what stands in it, never that something is not there.

import { describe, expect, test } from 'vitest';
import type { Value } from '../../../../src/model/value.ts';
import { at, codes, type DeployOptions, deploy, evaluated, plain } from './deploy.ts';

/** The properties of `t.x`: what is certain of them, and whether there may be others. */
function certain(main: string, options?: DeployOptions) {
  const { properties } = at(deploy(main, options), 't.x');
  return { certain: members(properties), open: properties.kind === 'unknown' };
}

function members(value: Value) {
  const known = value.kind === 'unknown' || value.kind === 'object' ? value.members : undefined;
  return Object.fromEntries([...(known ?? [])].map(([name, member]) => [name, plain(member)]));
}

/** Whether an object, or any in its nested blocks, is known to lack the member. */
function isAbsent(value: Value, name: string): boolean {
  if (value.kind === 'unknown') return false;
  if (value.kind === 'array') return value.items.some(item => isAbsent(item, name));
  if (value.kind !== 'object') return false;
  const nested = [...value.members.values()].filter(member => member.kind === 'array');
  return !value.members.has(name) && nested.every(each => isAbsent(each, name));
}

describe('a resource of which a part could not be read', () => {
  test.each([
    ['an argument without a value sign', 'resource "t" "x" {\n  a = 1\n  public false\n}', { a: 1 }],
    ['no closing brace', 'resource "t" "x" {\n  a = 1\n', { a: 1 }],
    ['a line that is none', 'resource "t" "x" {\n  a = 1\n  ???\n}', { a: 1 }],
    ['no braces at all', 'resource "t" "x"\n  a = 1\n', {}],
  ])('%s', (_, text, known) => {
    expect(certain(text)).toEqual({ certain: known, open: true });
  });

  test('what more stands on an argument’s line leaves its value unknown', () => {
    const { certain: known } = certain('resource "t" "x" {\n  a = true false\n  b = 2\n}');
    expect(known).toEqual({ a: expect.stringMatching(/^\?unreadable/), b: 2 });
  });

  test('an unclosed value costs itself', () => {
    const text =
      'resource "t" "x" {\n  a = [1, 2\n  b = { c = 1\n  d = f(1\n  e = "text\n  g = (1\n  h = 2\n}';
    const { certain: known, open } = certain(text);
    expect(open).toBe(false);
    expect(Object.keys(known)).toEqual(['a', 'b', 'd', 'e', 'g', 'h']);
    const { h, ...lost } = known;
    expect(h).toBe(2);
    for (const value of Object.values(lost)) expect(value).toMatch(/^\?/);
  });

  test('a nested block that is never closed keeps to itself by its layout', () => {
    const deployment = deploy(`
resource "t" "x" {
  nested {
    a = 1

  b = 2
}

resource "t" "y" {
  c = 3
}
`);
    const { properties } = at(deployment, 't.x');
    expect(properties.kind).toBe('object');
    expect(members(properties)).toMatchObject({ b: 2 });
    const nested = properties.kind === 'object' ? properties.members.get('nested') : undefined;
    expect(nested?.kind === 'array' && members(nested.items[0]!)).toEqual({ a: 1 });
    expect(plain(at(deployment, 't.y').properties)).toEqual({ c: 3 });
    expect(codes(deployment)).toEqual(['unclosed']);
  });

  test('a superfluous brace does not end the resource', () => {
    const text = 'resource "t" "x" {\n  nested {\n    a = 1\n  }\n  }\n  b = 2\n}\n';
    expect(certain(text)).toEqual({ certain: { nested: [{ a: 1 }], b: 2 }, open: true });
  });

  test('without layout the resource before a superfluous brace may have more', () => {
    const text = 'resource "t" "x" {\nnested {\na = 1\n}\n}\n}\n';
    expect(certain(text).open).toBe(true);
  });

  test.each([
    ['a lost equals sign', 'a = 1\n  b "x"', 'b'],
    ['a lost equals sign on one line', 'a = 1\n  b { c d.e }', 'c'],
    ['a brace inside a line', 'a = }1\n  b = 2', 'a'],
    ['a bracket of another kind', 'a = f(1](]\n  b = 2', 'b'],
    ['a condition that goes on in the next line', 'a = [c[0?\n  b = 2', 'b'],
    ['a dynamic block without its name', 'a = 1\n  dynamic {\n    for_each = [1]\n  }', 'b'],
  ])('%s does not make other arguments absent', (_, body, name) => {
    const deployment = deploy(`resource "t" "x" {\n  ${body}\n}\n`);
    const { properties } = at(deployment, 't.x');
    expect(isAbsent(properties, name)).toBe(false);
  });

  test('broken objects keep what was read', () => {
    const { certain: known } = certain('resource "t" "x" {\n  tags = {\n    a = 1\n    b\n  }\n}');
    expect(known.tags).toMatch(/^\?unreadable/);
    const tags = at(deploy('resource "t" "x" {\n  tags = {\n    a = 1\n    b\n  }\n}'), 't.x').properties;
    const value = tags.kind === 'object' ? tags.members.get('tags') : undefined;
    expect(value && members(value)).toEqual({ a: 1 });
  });
});

describe('a module of which a part could not be read', () => {
  test('may deploy and declare more', () => {
    const deployment = deploy('resource "t" "x" {\n  a = local.lost\n}\n???\n');
    expect(deployment.gaps.map(({ reason }) => reason)).toEqual(['a part of `main.tf` could not be read']);
    expect(certain('resource "t" "x" {\n  a = local.lost\n}\n???\n').certain.a).toMatch(/^\?undeclared/);
    expect(codes(deployment)).toEqual(['unexpected-token']);
  });

  test('whole files have no gap', () => {
    expect(deploy('resource "t" "x" {}').gaps).toEqual([]);
  });

  test('arguments of a broken call may give what does not show', () => {
    const files = {
      'm/main.tf': 'variable "a" {\n  default = true\n}\nresource "t" "y" {\n  a = var.a\n}',
    };
    const call = (more: string) => `module "m" {\n  source = "./m"\n${more}}`;
    const property = (text: string) => plain(at(deploy(text, { files }), 'module.m.t.y').properties);
    expect(property(call(''))).toEqual({ a: true });
    expect(property(call('  ???\n'))).toEqual({ a: '?var.module.m.a' });
    expect(property(call('  a = false\n  ???\n'))).toEqual({ a: false });
  });

  test('blocks in a call may give arguments', () => {
    const files = {
      'm/main.tf': 'variable "a" {\n  default = true\n}\nresource "t" "y" {\n  a = var.a\n}',
    };
    const deployment = deploy('module "m" {\n  source = "./m"\n  a {\n    b = 1\n  }\n}', { files });
    expect(plain(at(deployment, 'module.m.t.y').properties)).toEqual({ a: '?var.module.m.a' });
    expect(codes(deployment)).toEqual(['unexpected-argument']);
  });

  test('a broken variable may have another default', () => {
    expect(evaluated('var.a', 'variable "a" {\n  default true\n}')).toMatch(/^\?unreadable/);
  });
});

test('JSON syntax loses as little', () => {
  const files = { 'x.tf.json': '{ "resource": { "t": { "x": { "a": 1, "b" } } } }' };
  expect(certain('', { files })).toEqual({ certain: { a: 1 }, open: true });
});
