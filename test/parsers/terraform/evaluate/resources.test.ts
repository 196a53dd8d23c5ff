// Resources: instances of `count` and `for_each`, nested and dynamic blocks, references between them, data sources.

import { describe, expect, test } from 'vitest';
import { textOf } from '../../../../src/model/source.ts';
import { valueKey } from '../../../../src/model/value.ts';
import { addresses, at, codes, deploy, member, plain, properties } from './deploy.ts';

describe('a resource', () => {
  const deployment = deploy(`
resource "azurerm_cognitive_account" "ai" {
  name = "n"
  kind = "OpenAI"
  tags = null
  identity {
    type = "SystemAssigned"
  }
  network_acls {
    default_action = "Deny"
  }
  network_acls {
    default_action = "Allow"
  }
  lifecycle {
    ignore_changes = [tags]
  }
  depends_on = [azurerm_cognitive_account.other]
}
`);

  test('has its arguments and its nested blocks as lists, without what is Terraform’s own', () => {
    expect(properties(deployment, 'azurerm_cognitive_account.ai')).toEqual({
      name: 'n',
      kind: 'OpenAI',
      tags: null,
      identity: [{ type: 'SystemAssigned' }],
      network_acls: [{ default_action: 'Deny' }, { default_action: 'Allow' }],
    });
    expect(codes(deployment)).toEqual([]);
  });

  test('is told by its id and its address', () => {
    const { identities, name, header, declaration } = at(deployment, 'azurerm_cognitive_account.ai');
    expect(identities.map(plain)).toEqual([
      '?azurerm_cognitive_account.ai.id',
      'azurerm_cognitive_account.ai',
    ]);
    expect(plain(name)).toBe('n');
    expect(textOf(header)).toBe('resource "azurerm_cognitive_account" "ai"');
    expect(textOf(declaration).endsWith('}')).toBe(true);
  });
});

describe('count', () => {
  test('makes instances by number', () => {
    const deployment = deploy('resource "a" "x" {\n  count = 2\n  name = "n${count.index}"\n}');
    expect(addresses(deployment)).toEqual(['a.x[0]', 'a.x[1]']);
    expect(properties(deployment, 'a.x[1]')).toEqual({ name: 'n1' });
  });

  test('under a condition that is not known makes an instance under that condition', () => {
    const main = (count: string) => `variable "on" {}\nresource "a" "x" {\n  count = ${count}\n}`;
    const deployment = deploy(main('var.on ? 1 : 0'));
    const instance = at(deployment, 'a.x[0]');
    expect(instance.deployed).toBe('unknown');
    expect(plain(instance.condition!)).toBe('?var.on');
    const opposite = at(deploy(main('var.on ? 0 : 1')), 'a.x[0]');
    expect(plain(opposite.condition!)).toBe('?not(var("on"))');
  });

  test('that is not known makes one instance that stands for all', () => {
    const deployment = deploy(`
variable "n" {}
resource "a" "x" {
  count = var.n
}
resource "b" "y" {
  count = var.n
  a_id = a.x[count.index].id
}
`);
    expect(addresses(deployment)).toEqual(['a.x[*]', 'b.y[*]']);
    expect(at(deployment, 'a.x[*]').deployed).toBe('unknown');
    const [id] = at(deployment, 'a.x[*]').identities;
    expect(valueKey(member(at(deployment, 'b.y[*]'), 'a_id'))).toBe(valueKey(id!));
  });

  test('that is no number is reported', () => {
    expect(codes(deploy('resource "a" "x" {\n  count = "many"\n}'))).toEqual(['wrong-type']);
  });
});

describe('for_each', () => {
  test('makes instances by key, of maps in the order of their keys and of sets', () => {
    const main = 'resource "a" "x" {\n  for_each = { b = { s = 2 }, a = { s = 1 } }\n  s = each.value.s\n}';
    const deployment = deploy(main);
    expect(addresses(deployment)).toEqual(['a.x["a"]', 'a.x["b"]']);
    expect(properties(deployment, 'a.x["b"]')).toEqual({ s: 2 });
    const ofSet = deploy('resource "a" "x" {\n  for_each = toset(["k"])\n  v = each.value\n}');
    expect(properties(ofSet, 'a.x["k"]')).toEqual({ v: 'k' });
  });

  test('over a list is reported, and followed as a set', () => {
    const deployment = deploy('resource "a" "x" {\n  for_each = ["k"]\n}');
    expect(codes(deployment)).toEqual(['wrong-type']);
    expect(addresses(deployment)).toEqual(['a.x["k"]']);
  });

  test('over one of several maps makes each key an instance under its condition', () => {
    const deployment = deploy(`
variable "on" {}
resource "a" "x" {
  for_each = var.on ? { k = "v" } : {}
  v = each.value
}
`);
    expect(properties(deployment, 'a.x["k"]')).toEqual({ v: 'v' });
    expect(plain(at(deployment, 'a.x["k"]').condition!)).toBe('?var.on');
  });

  test('over what is not known pairs instances with those over the same', () => {
    const deployment = deploy(`
variable "all" {
  type = map(object({ name = string }))
}
resource "a" "x" {
  for_each = var.all
  name = each.value.name
}
resource "b" "y" {
  for_each = a.x
  a_id = each.value.id
}
resource "c" "z" {
  for_each = var.all
  a_id = a.x[each.key].id
}
`);
    const [id] = at(deployment, 'a.x[*]').identities;
    expect(valueKey(member(at(deployment, 'b.y[*]'), 'a_id'))).toBe(valueKey(id!));
    expect(valueKey(member(at(deployment, 'c.z[*]'), 'a_id'))).toBe(valueKey(id!));
  });

  test('of a map that is partly known makes what is certain', () => {
    const main =
      'variable "m" {}\nresource "a" "x" {\n  for_each = merge(var.m, { k = 1 })\n  v = each.value\n}';
    const deployment = deploy(main);
    expect(addresses(deployment)).toEqual(['a.x["k"]', 'a.x[*]']);
    expect(at(deployment, 'a.x["k"]').deployed).toBe(true);
  });
});

describe('dynamic blocks', () => {
  test('are expanded with their iterator, also inside one another', () => {
    const deployment = deploy(`
resource "a" "x" {
  rule {
    name = "first"
  }
  dynamic "rule" {
    for_each = { k = ["p", "q"] }
    iterator = it
    content {
      name = it.key
      dynamic "port" {
        for_each = it.value
        content {
          number = "\${it.key}-\${port.value}"
        }
      }
    }
  }
}
`);
    expect(properties(deployment, 'a.x')).toEqual({
      rule: [{ name: 'first' }, { name: 'k', port: [{ number: 'k-p' }, { number: 'k-q' }] }],
    });
  });

  test('under a condition that is not known are one of both', () => {
    const deployment = deploy(`
variable "on" {}
resource "a" "x" {
  dynamic "identity" {
    for_each = var.on ? [1] : []
    content {
      type = "SystemAssigned"
    }
  }
}
`);
    expect(properties(deployment, 'a.x')).toEqual({
      identity: { oneOf: [[{ type: 'SystemAssigned' }], []] },
    });
  });

  test('over what is not known are a list that is not known', () => {
    const main = (more: string) => `
variable "rules" {}
resource "a" "x" {
  ${more}
  dynamic "rule" {
    for_each = var.rules
    content {
      ip = rule.value
    }
  }
}
`;
    expect(member(at(deploy(main('')), 'a.x'), 'rule')).toMatchObject({
      kind: 'unknown',
      reason: 'variable `rules` has no default',
    });
    const joined = member(at(deploy(main('rule {\n    ip = 1\n  }')), 'a.x'), 'rule');
    expect(joined).toMatchObject({ kind: 'unknown', expression: { name: 'concat' } });
  });
});

describe('references', () => {
  const deployment = deploy(`
resource "a" "x" {
  count = 1
  name  = "n"
  note  = null
  block {
    type = "t"
  }
}
resource "b" "y" {
  id_of     = a.x[0].id
  name_of   = a.x[0].name
  note_of   = a.x[0].note
  type_of   = a.x[0].block[0].type
  made_by   = a.x[0].block[0].principal
  all       = a.x[*].id
  text      = "\${a.x[0].id}/sub"
  whole     = a.x[0]
  is_there  = a.x[0] != null
  has_id    = a.x[0].id != null && a.x[0].id != ""
  how_many  = length(a.x)
  safely    = try(a.x[1].id, "none")
}
`);

  test('what is configured is known, all else only after apply', () => {
    expect(properties(deployment, 'b.y')).toEqual({
      id_of: '?a.x[0].id',
      name_of: 'n',
      note_of: '?a.x[0].note',
      type_of: 't',
      made_by: '?a.x[0].block[0].principal',
      all: ['?a.x[0].id'],
      text: '?${a.x[0].id}/sub',
      whole: '?a.x[0]',
      is_there: true,
      has_id: true,
      how_many: 1,
      safely: 'none',
    });
    const id = member(at(deployment, 'b.y'), 'id_of');
    expect(id).toMatchObject({ reason: '`a.x[0].id` is only known after apply' });
    expect(codes(deployment)).toEqual([]);
  });

  test('a reference is the identity of what it refers to', () => {
    const [id] = at(deployment, 'a.x[0]').identities;
    expect(valueKey(member(at(deployment, 'b.y'), 'id_of'))).toBe(valueKey(id!));
  });

  test('an attribute that needs itself is reported', () => {
    const circle = 'resource "a" "x" {\n  n = a.y.n\n}\nresource "a" "y" {\n  n = a.x.n\n}';
    expect(codes(deploy(circle))).toEqual(['cyclic-resource']);
  });

  test('a number of instances that needs the instances is reported', () => {
    expect(codes(deploy('resource "a" "x" {\n  count = length(a.x)\n}'))).toEqual(['cyclic-count']);
  });

  test('`resource.` may stand before', () => {
    const main = 'resource "a" "x" {\n  n = 1\n}\nresource "b" "y" {\n  n = resource.a.x.n\n}';
    expect(properties(deploy(main), 'b.y')).toEqual({ n: 1 });
  });
});

describe('data sources', () => {
  const main = (name: string) => `
resource "a" "x" {
  name = "n"
  size = 3
}
data "a" "found" {
  name = "${name}"
}
resource "b" "y" {
  a_id = data.a.found.id
  name = data.a.found.name
}
`;

  test('exist already, and what they read is not known', () => {
    const deployment = deploy(main('other'));
    expect(at(deployment, 'data.a.found').existing).toBe(true);
    expect(properties(deployment, 'b.y')).toEqual({ a_id: '?data.a.found.id', name: 'other' });
    expect(member(at(deployment, 'b.y'), 'a_id')).toMatchObject({
      reason: '`data.a.found.id` is read by the provider',
    });
    expect(at(deployment, 'a.x').identities).toHaveLength(2);
  });

  test('that ask for a resource of this configuration are that resource', () => {
    const deployment = deploy(main('n'));
    const asked = valueKey(member(at(deployment, 'b.y'), 'a_id'));
    expect(at(deployment, 'a.x').identities.map(valueKey)).toContain(asked);
  });
});

test('a resource that is imported answers to the id that it has', () => {
  const main = 'resource "a" "x" {}\nimport {\n  to = a.x\n  id = "/subscriptions/1"\n}';
  expect(at(deploy(main), 'a.x').identities.map(plain)).toContain('/subscriptions/1');
});
