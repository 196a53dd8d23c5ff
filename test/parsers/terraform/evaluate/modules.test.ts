// Module calls: arguments in, outputs out, at any depth; and calls of what is not on this machine.

import { describe, expect, test } from 'vitest';
import { valueKey } from '../../../../src/model/value.ts';
import { addresses, at, codes, deploy, evaluated, member, plain, properties, way } from './deploy.ts';

const ACCOUNT = `
variable "name" {
  type = string
}
variable "keys" {
  type     = bool
  default  = true
  nullable = false
}
resource "account" "this" {
  name = var.name
  keys = var.keys
}
output "id" {
  value = account.this.id
}
output "name" {
  value = account.this.name
}
`;
const files = { 'modules/account/main.tf': ACCOUNT };

describe('a module on this machine', () => {
  const deployment = deploy(
    `
module "ai" {
  source = "./modules/account"
  name   = 7
  keys   = null
}
resource "endpoint" "e" {
  target = module.ai.id
  name   = module.ai.name
}
`,
    { files },
  );

  test('deploys its resources with the call’s arguments', () => {
    expect(addresses(deployment)).toEqual(['endpoint.e', 'module.ai.account.this']);
    expect(properties(deployment, 'module.ai.account.this')).toEqual({ name: '7', keys: true });
    expect(at(deployment, 'module.ai.account.this').callPath.map(({ name }) => name)).toEqual(['module.ai']);
  });

  test('hands out its outputs', () => {
    expect(plain(member(at(deployment, 'endpoint.e'), 'name'))).toBe('7');
    const [id] = at(deployment, 'module.ai.account.this').identities;
    expect(valueKey(member(at(deployment, 'endpoint.e'), 'target'))).toBe(valueKey(id!));
  });

  test('its values tell their way through the call', () => {
    expect(way(member(at(deployment, 'module.ai.account.this'), 'name'))).toEqual([
      'literal 7',
      'module-argument 7',
      'parameter var.name',
    ]);
  });
});

describe('repeated calls', () => {
  test('deploy one instance for each key, and pair by it', () => {
    const deployment = deploy(
      `
module "ai" {
  for_each = toset(["a", "b"])
  source   = "./modules/account"
  name     = each.key
}
resource "endpoint" "e" {
  for_each = module.ai
  target   = each.value.id
}
output "names" {
  value = [for m in module.ai : m.name]
}
`,
      { files },
    );
    expect(addresses(deployment)).toContain('module.ai["a"].account.this');
    expect(plain(member(at(deployment, 'endpoint.e["b"]'), 'target'))).toBe(
      '?module.ai["b"].account.this.id',
    );
    expect(plain(deployment.outputs.get('names')!)).toEqual(['a', 'b']);
  });

  test('under a condition that is not known deploy everything under it', () => {
    const main = `
variable "on" {}
module "ai" {
  count  = var.on ? 1 : 0
  source = "./modules/account"
  name   = "n"
}
output "id" {
  value = one(module.ai[*].id)
}
`;
    const deployment = deploy(main, { files });
    expect(at(deployment, 'module.ai[0].account.this').deployed).toBe('unknown');
    expect(plain(deployment.outputs.get('id')!)).toEqual({ oneOf: ['?module.ai[0].account.this.id', null] });
  });

  test('over what is not known keep their instances apart from others', () => {
    const main = `
variable "all" {}
module "ai" {
  for_each = var.all
  source   = "./modules/account"
  name     = each.key
}
resource "endpoint" "e" {
  for_each = var.all
  target   = module.ai[each.key].id
}
`;
    const deployment = deploy(main, { files });
    const [id] = at(deployment, 'module.ai[*].account.this').identities;
    expect(valueKey(member(at(deployment, 'endpoint.e[*]'), 'target'))).toBe(valueKey(id!));
  });
});

describe('a module that is not on this machine', () => {
  const deployment = deploy(`
module "ai" {
  source  = "Azure/openai/azurerm"
  version = "~> 1.0"
  count   = 1
  name    = "n"
  keys    = false
}
resource "endpoint" "e" {
  target = module.ai[0].resource_id
}
`);

  test('is a resource with its arguments, and a gap', () => {
    const call = at(deployment, 'module.ai[0]');
    expect([call.type, call.apiVersion, plain(call.name)]).toEqual(['Azure/openai/azurerm', '~> 1.0', 'n']);
    expect(plain(call.properties)).toEqual({ name: 'n', keys: false });
    expect(deployment.gaps).toEqual([
      { reason: 'module `Azure/openai/azurerm` is not on this machine', span: call.header, resource: call },
    ]);
  });

  test('is referred to by its outputs', () => {
    const target = valueKey(member(at(deployment, 'endpoint.e'), 'target'));
    expect(at(deployment, 'module.ai[0]').identities.map(valueKey)).toContain(target);
  });

  test('from a repository has its ref as version', () => {
    const { resources } = deploy('module "m" {\n  source = "git::https://host/r.git//sub?ref=v2"\n}');
    expect(resources.map(({ type, apiVersion }) => [type, apiVersion])).toEqual([
      ['https://host/r.git//sub', 'v2'],
    ]);
  });
});

describe('what is wrong with a call', () => {
  test('an argument that the module does not take, and one that it needs', () => {
    const { diagnostics } = deploy('module "ai" {\n  source = "./modules/account"\n  nam = "n"\n}', {
      files,
    });
    expect(diagnostics.map(({ code, hint }) => [code, hint])).toEqual([
      ['unexpected-argument', 'Did you mean `name`?'],
      ['missing-variable', 'Add `name = …`.'],
    ]);
  });

  test('an output that the module does not have', () => {
    const main =
      'module "ai" {\n  source = "./modules/account"\n  name = 1\n}\noutput "o" {\n  value = module.ai.idd\n}';
    expect(codes(deploy(main, { files }))).toEqual(['missing-attribute']);
  });

  test('modules that call each other', () => {
    const circle = {
      'a/main.tf': 'module "b" {\n  source = "../b"\n}',
      'b/main.tf': 'module "a" {\n  source = "../a"\n}',
    };
    const deployment = deploy('module "a" {\n  source = "./a"\n}', { files: circle });
    expect(codes(deployment)).toEqual(['module-cycle']);
    expect(deployment.gaps).toHaveLength(1);
  });

  test('a call without a source', () => {
    expect(codes(deploy('module "m" {}'))).toEqual(['missing-argument']);
  });
});

test('modules see nothing of their caller', () => {
  const around = 'variable "v" {\n  default = 1\n}\nmodule "m" {\n  source = "./m"\n}';
  const inner = { 'm/main.tf': 'output "o" {\n  value = try(var.v, "none")\n}' };
  expect(evaluated('module.m.o', around, { files: inner })).toBe('none');
});

describe('resources of types that nobody reads', () => {
  const module = `resource "read" "r" {
  name = other.o.name
}
resource "other" "o" {
  name = "n"
  size = local.missing
}`;
  const deployment = deploy('module "m" {\n  source = "./m"\n}', {
    files: { 'm/main.tf': module },
    isRead: type => type === 'read',
  });

  test('are evaluated inside of modules as far as others need them', () => {
    expect(addresses(deployment)).toEqual(['module.m.read.r', 'module.m.other.o']);
    expect(properties(deployment, 'module.m.read.r')).toEqual({ name: 'n' });
    expect(codes(deployment)).toEqual([]);
  });

  test('are there for whoever looks', () => {
    expect(plain(member(at(deployment, 'module.m.other.o'), 'name'))).toBe('n');
    expect(member(at(deployment, 'module.m.other.o'), 'size').kind).toBe('unknown');
  });
});
