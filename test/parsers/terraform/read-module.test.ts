// The files of a folder to a module: declarations, override files, and what is wrong with them.

import { describe, expect, test } from 'vitest';
import { createSource, textOf } from '../../../src/model/source.ts';
import { isConfigurationFile } from '../../../src/parsers/terraform/configuration-file.ts';
import { readModule } from '../../../src/parsers/terraform/read-module.ts';
import { codes, deploy, properties } from './evaluate/deploy.ts';

function read(files: Readonly<Record<string, string>>) {
  return readModule(
    'm',
    Object.entries(files).map(([name, text]) => createSource(`m/${name}`, text)),
  );
}

describe('files', () => {
  test.each([
    ['main.tf', true],
    ['main.tofu', true],
    ['main.tf.json', true],
    ['a/b/main.tf', true],
    ['terraform.tfvars', false],
    ['.hidden.tf', false],
    ['main.tf~', false],
    ['#main.tf#', false],
    ['main.json', false],
  ])('%s', (path, expected) => {
    expect(isConfigurationFile(path)).toBe(expected);
  });

  test('OpenTofu’s file stands in for Terraform’s of the same name', () => {
    const module = read({ 'main.tf': 'locals {\n  a = 1\n}', 'main.tofu': 'locals {\n  b = 1\n}' });
    expect([...module.locals.keys()]).toEqual(['b']);
  });
});

describe('declarations', () => {
  test('are known by name, with the places where they stand', () => {
    const module = read({
      'main.tf': `
variable "v" {
  sensitive = true
}
output "o" {
  value = 1
}
resource "a" "x" {}
data "a" "x" {}
module "m" {
  source = "./m"
}
provider "a" {}
provider "a" {
  alias = "other"
}
terraform {}
moved {
  from = a.y
  to   = a.x
}
`,
    });
    expect(module.diagnostics).toEqual([]);
    expect([...module.resources.keys()]).toEqual(['a.x', 'data.a.x']);
    expect([...module.providers.keys()]).toEqual(['a', 'a.other']);
    expect(module.others.map(({ type }) => type)).toEqual(['terraform', 'moved']);
    expect(module.variables.get('v')).toMatchObject({ sensitive: true, nullable: true, default: null });
    expect(textOf(module.calls.get('m')!.header)).toBe('module "m"');
  });

  test.each([
    ['resource "a" "x" {}\nresource "a" "x" {}', ['duplicate-declaration']],
    ['locals {\n  a = 1\n}\nlocals {\n  a = 2\n}', ['duplicate-declaration']],
    ['resorce "a" "x" {}', ['unknown-block']],
    ['resource "a" {}', ['missing-label']],
    ['variable "a" "b" {}', ['missing-label']],
    ['output "o" {}', ['missing-argument']],
    ['locals = {}', ['unexpected-argument']],
    ['resource "a" "x" {\n  count = 1\n  for_each = {}\n}', ['conflicting-arguments']],
  ])('%s', (text, expected) => {
    expect(read({ 'main.tf': text }).diagnostics.map(({ code }) => code)).toEqual(expected);
  });

  test.each([
    'action "aws_lambda_invoke" "warm" {\n  config {\n    payload = "{}"\n  }\n}',
    'ephemeral "random_password" "x" {}',
    'terraform {\n  provider_meta "x" {\n    a = 1\n  }\n}',
    'terraform {\n  encryption {\n    method "aes_gcm" "m" {\n      keys = 1\n    }\n  }\n}',
    'import {\n  for_each = {}\n  to = a.x\n  identity = {}\n}',
    'removed {\n  from = a.x\n  lifecycle {\n    destroy = false\n  }\n}',
    'check "c" {\n  data "d" "x" {}\n  assert {\n    condition = true\n  }\n}',
  ])('nothing is wrong with %s', text => {
    expect(read({ 'main.tf': text }).diagnostics).toEqual([]);
  });

  test('a block of an unknown type names the nearest', () => {
    const [diagnostic] = read({ 'main.tf': 'resorce "a" "x" {}' }).diagnostics;
    expect(diagnostic).toMatchObject({ hint: 'Did you mean `resource`?', severity: 'warning' });
    expect(textOf(diagnostic!.span!)).toBe('resorce "a" "x"');
  });
});

describe('override files', () => {
  const original = `
resource "a" "x" {
  name = "n"
  size = 1
  rule {
    ip = 1
  }
  rule {
    ip = 2
  }
}
variable "v" {
  type    = string
  default = "a"
}
locals {
  l = 1
}
output "o" {
  value = "\${var.v}\${local.l}"
}
`;

  test('replace arguments, and nested blocks by their type', () => {
    const override = `
resource "a" "x" {
  size = 2
  dynamic "rule" {
    for_each = [3]
    content {
      ip = rule.value
    }
  }
}
variable "v" {
  default = "b"
}
locals {
  l = 2
}
`;
    const deployment = deploy(original, { files: { 'x_override.tf': override } });
    expect(properties(deployment, 'a.x')).toEqual({ name: 'n', size: 2, rule: [{ ip: 3 }] });
    expect(deployment.outputs.get('o')).toMatchObject({ value: 'b2' });
    expect(codes(deployment)).toEqual([]);
  });

  test('that override nothing are reported, and read all the same', () => {
    const module = read({ 'override.tf': 'resource "a" "x" {}' });
    expect(module.diagnostics.map(({ code }) => code)).toEqual(['override-without-original']);
    expect([...module.resources.keys()]).toEqual(['a.x']);
  });
});
