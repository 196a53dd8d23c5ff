import { describe, expect, test } from 'vitest';
import { textOf } from '../../../../src/model/source.ts';
import { evaluated, plain, problems } from './evaluated.ts';

const GROUP = '/subscriptions/${subscription()."subscriptionId"}/resourceGroups/${resourcegroup()."name"}';

/** What identifies each resource, as text. */
function summary(main: string) {
  return evaluated(main).resources.map(({ address, type, apiVersion, name }) => [
    address,
    type,
    apiVersion,
    plain(name),
  ]);
}

describe('declarations', () => {
  test('type and version are told apart; name, scope, parent and dependsOn are no properties', () => {
    const [resource] = evaluated(`
      resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
        name: 'ai'
        location: 'westeurope'
        dependsOn: []
        properties: { disableLocalAuth: true }
      }`).resources;
    expect(resource).toMatchObject({
      address: 'account',
      type: 'Microsoft.CognitiveServices/accounts',
      apiVersion: '2024-10-01',
      existing: false,
      deployed: true,
    });
    expect(plain(resource!.properties)).toEqual({
      location: 'westeurope',
      properties: { disableLocalAuth: true },
    });
    expect(textOf(resource!.header)).toBe(
      "resource account 'Microsoft.CognitiveServices/accounts@2024-10-01'",
    );
  });

  test('a value is where it is written', () => {
    const [resource] = evaluated(`
      param keyless bool = true
      resource a 'Microsoft.X/a@1' = { name: 'a', properties: { disableLocalAuth: keyless } }`).resources;
    const properties = resource!.properties;
    const inner = properties.kind === 'object' ? properties.members.get('properties') : undefined;
    const value = inner?.kind === 'object' ? inner.members.get('disableLocalAuth') : undefined;
    expect(value!.origin.map(({ role, span }) => [role, textOf(span)])).toEqual([
      ['literal', 'true'],
      ['default', 'true'],
      ['parameter', 'keyless'],
    ]);
  });
});

describe('nested resources', () => {
  const nested = `
    param on bool
    resource vnet 'Microsoft.Network/virtualNetworks@2024-01-01' = if (on) {
      name: 'net'
      resource subnet 'subnets' = {
        name: 'default'
        properties: { sibling: other.name, parent: vnet.name }
      }
      resource other 'subnets@2023-01-01' = if (1 == 1) { name: 'other' }
    }
    output id string = vnet::subnet.id
    output name string = vnet::subnet.name`;

  test('continue the type, inherit the version, and are named after their parent', () => {
    expect(summary(nested)).toEqual([
      ['vnet', 'Microsoft.Network/virtualNetworks', '2024-01-01', 'net'],
      ['vnet::subnet', 'Microsoft.Network/virtualNetworks/subnets', '2024-01-01', 'net/default'],
      ['vnet::other', 'Microsoft.Network/virtualNetworks/subnets', '2023-01-01', 'net/other'],
    ]);
  });

  test('are deployed only where their parent is', () => {
    const [vnet, subnet] = evaluated(nested).resources;
    expect(plain(subnet!.condition)).toEqual(plain(vnet!.condition));
    expect(subnet!.deployed).toBe('unknown');
  });

  test('see their siblings and their parent, and are seen through `::`', () => {
    const { resources, outputs } = evaluated(nested);
    expect(plain(resources[1]!.properties)).toEqual({ properties: { sibling: 'other', parent: 'net' } });
    expect(plain(outputs.get('id'))).toEqual({
      unknown: `\`${GROUP}/providers/Microsoft.Network/virtualNetworks/net/subnets/default\``,
    });
    expect(plain(outputs.get('name'))).toBe('default');
  });
});

describe('`parent`', () => {
  test('gives the name in front; the own name stays as it is written', () => {
    const main = `
      resource a 'Microsoft.X/a@1' existing = { name: 'outer' }
      resource b 'Microsoft.X/a/b@1' = { parent: a, name: 'inner' }
      output name string = b.name`;
    expect(summary(main)[1]).toEqual(['b', 'Microsoft.X/a/b', '1', 'outer/inner']);
    expect(plain(evaluated(main).outputs.get('name'))).toBe('inner');
  });

  test('may be one of a collection', () => {
    const main = `
      resource a 'Microsoft.X/a@1' = [for i in range(0, 2): { name: 'a\${i}' }]
      resource b 'Microsoft.X/a/b@1' = [for i in range(0, 2): { parent: a[1 - i], name: 'b\${i}' }]
      output names array = [for i in range(0, 2): b[i].name]`;
    expect(summary(main).map(([address, , , name]) => [address, name])).toEqual([
      ['a[0]', 'a0'],
      ['a[1]', 'a1'],
      ['b[0]', 'a1/b0'],
      ['b[1]', 'a0/b1'],
    ]);
    expect(plain(evaluated(main).outputs.get('names'))).toEqual(['b0', 'b1']);
  });

  test('that is no resource is reported where it is written', () => {
    expect(
      problems("param x string = 'a'\nresource b 'Microsoft.X/a/b@1' = { parent: x, name: 'b' }"),
    ).toEqual(['invalid-parent x']);
  });
});

describe('loops and conditions', () => {
  test('items with index and filter', () => {
    const main = `
      var items = [{ name: 'x', on: true }, { name: 'y', on: false }]
      resource a 'Microsoft.X/a@1' = [for (item, i) in items: if (item.on) {
        name: '\${item.name}\${i}'
        tags: { all: [for t in [1, 2]: '\${t}-\${item.name}'] }
      }]`;
    expect(summary(main)).toEqual([['a[0]', 'Microsoft.X/a', '1', 'x0']]);
    expect(plain(evaluated(main).resources[0]!.properties)).toEqual({ tags: { all: ['1-x', '2-x'] } });
  });

  test('`?.` on a resource that is not deployed is null', () => {
    const main = `
      resource a 'Microsoft.X/a@1' = if (false) { name: 'a' }
      output id string? = a.?id
      output name string = a.?properties.name ?? 'none'`;
    const { outputs } = evaluated(main);
    expect(plain(outputs.get('id'))).toBe(null);
    expect(plain(outputs.get('name'))).toBe('none');
  });
});

describe('what the platform knows after deployment', () => {
  test('is the same symbol however it is reached', () => {
    const main = `
      resource a 'Microsoft.X/a@1' existing = { name: 'a' }
      var alias = a
      output results array = [
        a.properties.x
        a['properties'].x
        a!.properties.x
        alias.properties.x
        reference(a.id, '1').x
        reference(a.id, '1', 'full').properties.x
      ]`;
    const results = plain(evaluated(main).outputs.get('results')) as unknown[];
    expect(new Set(results.map(result => JSON.stringify(result))).size).toBe(1);
  });

  test('keys are listed by id', () => {
    const main = `
      resource a 'Microsoft.X/a@1' existing = { name: 'a' }
      output same bool = a.listKeys().key1 == listKeys(a.id, '1').key1`;
    expect(plain(evaluated(main).outputs.get('same'))).toBe(true);
  });
});

describe('scope', () => {
  test('a resource that is extended', () => {
    const [, lock] = evaluated(`
      resource a 'Microsoft.X/a@1' = { name: 'a' }
      resource lock 'Microsoft.Authorization/locks@2020-05-01' = { scope: a, name: 'l' }`).resources;
    const id = `${GROUP}/providers/Microsoft.X/a/a`;
    expect(plain(lock!.scope)).toEqual({ unknown: `\`${id}\`` });
    expect(plain(lock!.identities[0])).toEqual({
      unknown: `\`${id}/providers/Microsoft.Authorization/locks/l\``,
    });
  });

  test('another resource group, written out or as a resource, directly or in a variable', () => {
    const main = `
      var elsewhere = resourceGroup('sub', 'rg')
      resource group 'Microsoft.Resources/resourceGroups@2024-03-01' existing = {
        scope: subscription('sub')
        name: 'rg'
      }
      resource a 'Microsoft.X/a@1' existing = { scope: resourceGroup('sub', 'rg'), name: 'a' }
      resource b 'Microsoft.X/a@1' existing = { scope: elsewhere, name: 'a' }
      resource c 'Microsoft.X/a@1' existing = { scope: group, name: 'a' }
      output ids array = [a.id, b.id, c.id]`;
    const id = '/subscriptions/sub/resourceGroups/rg/providers/Microsoft.X/a/a';
    expect(plain(evaluated(main).outputs.get('ids'))).toEqual([id, id, id]);
  });

  test('that is none is reported', () => {
    expect(problems("resource a 'Microsoft.X/a@1' = { scope: 'x', name: 'a' }")).toEqual([
      "invalid-scope 'x'",
    ]);
  });
});

describe('extensions', () => {
  test('keep all that they say under `properties`, as compiled', () => {
    const [group] = evaluated(`
      extension microsoftGraphV1
      resource group 'Microsoft.Graph/groups@v1.0' = { uniqueName: 'g', displayName: 'G' }`).resources;
    expect(group!.type).toBe('Microsoft.Graph/groups');
    expect(plain(group!.properties)).toEqual({ properties: { uniqueName: 'g', displayName: 'G' } });
  });
});
