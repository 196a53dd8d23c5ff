// CDK for Terraform: `forEach`, `count`, dynamic blocks, and what is computed of their turns.

import { expect, test } from 'vitest';
import { plain } from '../tiny-library.ts';
import { synthesized } from './synthesized.ts';

const IMPORTS = `import { AiServices } from '@cdktf/provider-azurerm/lib/ai-services';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import { SearchService } from '@cdktf/provider-azurerm/lib/search-service';`;

test('an iterator over a list makes a resource of every item, in the order of the keys', () => {
  const { resources, gaps } = synthesized(
    IMPORTS,
    `const regions = TerraformIterator.fromList(['westeurope', 'northeurope']);
    new AiServices(this, 'svc', { forEach: regions, name: \`svc-\${regions.value}\`, location: regions.key, tags: { Key: Fn.upper(regions.value) } });`,
  );
  expect(resources.map(({ address, deployed }) => [address, deployed])).toEqual([
    ['ai/svc["northeurope"]', true],
    ['ai/svc["westeurope"]', true],
  ]);
  expect(resources.map(({ properties }) => plain(properties))).toEqual([
    { name: 'svc-northeurope', location: 'northeurope', tags: { Key: 'NORTHEUROPE' } },
    { name: 'svc-westeurope', location: 'westeurope', tags: { Key: 'WESTEUROPE' } },
  ]);
  expect(resources.map(({ name }) => plain(name))).toEqual(['svc-northeurope', 'svc-westeurope']);
  expect(gaps).toEqual([]);
});

test.each([
  ["TerraformIterator.fromMap({ a: { sku: 'basic' }, b: { sku: 'standard' } })", ['a', 'b']],
  [
    "TerraformIterator.fromComplexList([{ id: 'x', sku: 'basic' }, { id: 'y', sku: 'standard' }], 'id')",
    ['x', 'y'],
  ],
])('%s', (iterator, keys) => {
  const { resources } = synthesized(
    IMPORTS,
    `const each = ${iterator};
    new SearchService(this, 's', { forEach: each, sku: each.getString('sku'), small: Op.not(Op.eq(each.getString('sku'), 'standard')) });`,
  );
  expect(resources.map(({ address }) => address)).toEqual(keys.map(key => `ai/s["${key}"]`));
  expect(resources.map(({ properties }) => plain(properties))).toEqual([
    { sku: 'basic', small: true },
    { sku: 'standard', small: false },
  ]);
});

test('resources of resources: each refers to its own', () => {
  const { resources } = synthesized(
    IMPORTS,
    `const names = TerraformIterator.fromList(['a', 'b']);
    const services = new AiServices(this, 'svc', { forEach: names, name: names.value });
    const made = TerraformIterator.fromResources(services);
    new RoleAssignment(this, 'role', { forEach: made, scope: made.getString('id'), description: made.key });
    new RoleAssignment(this, 'first', { scope: propertyAccess(services.fqn, ['a', 'id']) });`,
  );
  expect(resources.slice(2).map(({ address, properties }) => [address, plain(properties)])).toEqual([
    ['ai/role["a"]', { scope: { unknown: '`ai/svc["a"].id` is only known after apply' }, description: 'a' }],
    ['ai/role["b"]', { scope: { unknown: '`ai/svc["b"].id` is only known after apply' }, description: 'b' }],
    ['ai/first', { scope: { unknown: '`ai/svc["a"].id` is only known after apply' } }],
  ]);
});

test('a count, with its index, also as Terraform writes it', () => {
  const { resources } = synthesized(
    IMPORTS,
    `const count = TerraformCount.of(2);
    new SearchService(this, 'one', { count, name: Token.asString(count.index), replicaCount: Op.add(count.index, 1) });
    new SearchService(this, 'two', { count: 2, name: 'search-\${count.index}', description: '$\${kept}' });
    new SearchService(this, 'none', { count: 0, name: 'none' });`,
  );
  expect(resources.map(({ address, properties }) => [address, plain(properties)])).toEqual([
    ['ai/one[0]', { name: 0, replica_count: 1 }],
    ['ai/one[1]', { name: 1, replica_count: 2 }],
    ['ai/two[0]', { name: 'search-0', description: '${kept}' }],
    ['ai/two[1]', { name: 'search-1', description: '${kept}' }],
  ]);
});

test('a count that is not known may make a resource, a conditional one under its condition', () => {
  const { resources } = synthesized(
    IMPORTS,
    `const many = new TerraformVariable(this, 'many', { type: 'number' });
    const on = new TerraformVariable(this, 'on', { type: 'bool' });
    new SearchService(this, 'some', { count: many.numberValue, name: 'x' });
    new SearchService(this, 'maybe', { count: conditional(on.value, 1, 0), name: 'y' });`,
  );
  expect(resources.map(({ address, deployed }) => [address, deployed])).toEqual([
    ['ai/some[*]', 'unknown'],
    ['ai/maybe[0]', 'unknown'],
  ]);
});

test('blocks of an iterator', () => {
  const { resources } = synthesized(
    IMPORTS,
    `const ranges = TerraformIterator.fromList(['198.51.100.0/24', '203.0.113.0/24']);
    new AiServices(this, 'svc', { networkAcls: ranges.dynamic({ ip_rule: ranges.value }), names: ranges.keys() });`,
  );
  expect(plain(resources[0]!.properties)).toEqual({
    network_acls: [{ ip_rule: '198.51.100.0/24' }, { ip_rule: '203.0.113.0/24' }],
    names: ['198.51.100.0/24', '203.0.113.0/24'],
  });
});
