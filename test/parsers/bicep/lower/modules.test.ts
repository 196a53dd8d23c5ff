import { describe, expect, test } from 'vitest';
import { createSource } from '../../../../src/model/source.ts';
import { createBicepReader } from '../../../../src/parsers/bicep/read-bicep.ts';
import { evaluated, memoryFiles, plain } from './evaluated.ts';

const ACCOUNT = `
  param name string
  param keyless bool = false
  resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
    name: name
    properties: { disableLocalAuth: keyless }
  }
  output id string = account.id
  output label string = 'account \${name}'`;

describe('modules', () => {
  test('arguments, defaults and outputs', () => {
    const { resources, outputs } = evaluated(
      `module ai 'ai.bicep' = { name: 'deploy', params: { name: 'one' } }
       output label string = ai.outputs.label
       output same string = ai.outputs['label']`,
      { 'ai.bicep': ACCOUNT },
    );
    expect(resources.map(({ address, name }) => [address, plain(name)])).toEqual([['ai.account', 'one']]);
    expect(resources[0]!.callPath.map(({ name }) => name)).toEqual(['ai']);
    expect(plain(resources[0]!.properties)).toEqual({ properties: { disableLocalAuth: false } });
    expect(plain(outputs.get('label'))).toBe('account one');
    expect(plain(outputs.get('same'))).toBe('account one');
  });

  test('collections: by index, through lambdas, and as a whole', () => {
    const { outputs } = evaluated(
      `module ai 'ai.bicep' = [for n in ['a', 'b']: { name: 'm-\${n}', params: { name: n } }]
       output first string = ai[0].outputs.label
       output mapped array = map(range(0, 2), i => ai[i].outputs.label)
       output each array = map(ai, m => m.outputs.label)`,
      { 'ai.bicep': ACCOUNT },
    );
    expect(plain(outputs.get('first'))).toBe('account a');
    expect(plain(outputs.get('mapped'))).toEqual(['account a', 'account b']);
    expect(plain(outputs.get('each'))).toEqual(['account a', 'account b']);
  });

  test('a loop among the arguments', () => {
    const { outputs } = evaluated(
      `module m 'm.bicep' = { params: { all: [for x in [1, 2]: x * 2] } }
       output all array = m.outputs.all`,
      { 'm.bicep': 'param all array\noutput all array = all' },
    );
    expect(plain(outputs.get('all'))).toEqual([2, 4]);
  });

  test('`?.` on a module that is not deployed is null', () => {
    const { outputs } = evaluated(
      `module m 'm.bicep' = if (false) { params: {} }
       output x string = m.?outputs.x ?? 'none'`,
      { 'm.bicep': "output x string = 'set'" },
    );
    expect(plain(outputs.get('x'))).toBe('none');
  });

  test('another resource group as scope', () => {
    const { resources } = evaluated(
      `targetScope = 'subscription'
       resource rg 'Microsoft.Resources/resourceGroups@2024-03-01' = { name: 'rg', location: 'x' }
       module ai 'ai.bicep' = { scope: rg, params: { name: 'one' } }`,
      { 'ai.bicep': ACCOUNT },
    );
    expect(plain(resources[1]!.identities[0])).toEqual({
      unknown:
        '`/subscriptions/${subscription()."subscriptionId"}/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/one`',
    });
  });

  test('one that is not on this machine is a resource of its own with its arguments', () => {
    const { resources, gaps } = evaluated(
      "module ai 'br/public:avm/res/x/y:1.2.3' = { params: { name: 'one' } }",
    );
    expect(resources).toMatchObject([{ type: 'br/public:avm/res/x/y', apiVersion: '1.2.3' }]);
    expect(plain(resources[0]!.properties)).toEqual({ name: 'one' });
    expect(gaps).toHaveLength(1);
  });

  test('a compiled one is read as ARM JSON', () => {
    const compiled = {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      parameters: { name: { type: 'string' } },
      resources: [],
      outputs: { label: { type: 'string', value: "[concat('compiled ', parameters('name'))]" } },
    };
    const { outputs } = evaluated(
      "module m 'm.json' = { params: { name: 'x' } }\noutput label string = m.outputs.label",
      { 'm.json': JSON.stringify(compiled) },
    );
    expect(plain(outputs.get('label'))).toBe('compiled x');
  });

  test('a file is lowered once, however often it is called', () => {
    const main = "module a 'm.bicep' = {}\nmodule b 'm.bicep' = {}";
    const reader = createBicepReader(memoryFiles({ 'main.bicep': main, 'm.bicep': '' }));
    const { resources } = reader.readTemplate(createSource('main.bicep', main));
    expect(resources[0]!.module!.load()).toBe(resources[1]!.module!.load());
  });
});
