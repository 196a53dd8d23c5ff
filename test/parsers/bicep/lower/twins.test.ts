// The same deployment in Bicep and as the compiler writes it in JSON: the values must be equal, unknown ones included.

import { describe, expect, test } from 'vitest';
import { createSource } from '../../../../src/model/source.ts';
import { valueKey } from '../../../../src/model/value.ts';
import { evaluateTemplate } from '../../../../src/parsers/arm/evaluate/evaluate-template.ts';
import { createBicepReader } from '../../../../src/parsers/bicep/read-bicep.ts';
import { evaluated, memoryFiles, type Texts } from './evaluated.ts';

interface Compiled {
  readonly parameters?: object;
  readonly variables?: object;
  readonly resources: object;
}

/** Type, name, condition and body of each resource that is deployed. */
function keysOf(resources: ReturnType<typeof evaluated>['resources']) {
  return resources
    .filter(({ existing }) => !existing)
    .map(({ type, name, condition, properties }) => [
      type,
      valueKey(name),
      condition && valueKey(condition),
      valueKey(properties),
    ])
    .sort();
}

function expectTwins(bicep: string, compiled: Compiled, others: Texts = {}) {
  const json = JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    languageVersion: '2.0',
    ...compiled,
  });
  const template = createBicepReader(memoryFiles({})).readTemplate(createSource('main.json', json));
  const theirs = evaluateTemplate(template, { inputs: new Map(), inputPaths: [] });
  const ours = evaluated(bicep, others);
  expect(ours.diagnostics).toEqual([]);
  expect(keysOf(ours.resources)).toEqual(keysOf(theirs.resources));
}

const STRING = { type: 'string' };

describe('Bicep and what the compiler makes of it', () => {
  test('ids of resources whose names hold several segments', () => {
    expectTwins(
      `param a string
       param b string
       resource queue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = { name: '\${a}/\${b}' }
       resource x 'Microsoft.X/x@1' = { name: 'x', properties: { queue: queue.id } }`,
      {
        parameters: { a: STRING, b: STRING },
        resources: {
          x: {
            type: 'Microsoft.X/x',
            apiVersion: '1',
            name: 'x',
            properties: {
              queue:
                "[resourceId('Microsoft.ServiceBus/namespaces/queues', split(format('{0}/{1}', parameters('a'), parameters('b')), '/')[0], split(format('{0}/{1}', parameters('a'), parameters('b')), '/')[1])]",
            },
          },
        },
      },
    );
  });

  test('children of resources whose names hold several segments', () => {
    const name = "format('{0}/{1}', parameters('a'), parameters('b'))";
    expectTwins(
      `param a string
       param b string
       resource database 'Microsoft.Sql/servers/databases@2021-11-01' = { name: '\${a}/\${b}' }
       resource encryption 'Microsoft.Sql/servers/databases/transparentDataEncryption@2021-11-01' = {
         parent: database
         name: 'current'
       }`,
      {
        parameters: { a: STRING, b: STRING },
        resources: {
          database: { type: 'Microsoft.Sql/servers/databases', apiVersion: '2021-11-01', name: `[${name}]` },
          encryption: {
            type: 'Microsoft.Sql/servers/databases/transparentDataEncryption',
            apiVersion: '2021-11-01',
            name: `[format('{0}/{1}/{2}', split(${name}, '/')[0], split(${name}, '/')[1], 'current')]`,
          },
        },
      },
    );
  });

  test('children of children, all with alternatives in their names', () => {
    const name = (parameter: string) => `if(parameters('${parameter}'), 'one', 'two')`;
    expectTwins(
      `param a bool
       param b bool
       var outer = a ? 'one' : 'two'
       var inner = b ? 'one' : 'two'
       resource parent 'Microsoft.X/a@1' = { name: outer }
       resource child 'Microsoft.X/a/b@1' = { parent: parent, name: inner, properties: { name: child.name } }
       resource lock 'Microsoft.Authorization/locks@2020-05-01' = { scope: child, name: 'lock', properties: { id: child.id } }`,
      {
        parameters: { a: { type: 'bool' }, b: { type: 'bool' } },
        variables: { outer: `[${name('a')}]`, inner: `[${name('b')}]` },
        resources: {
          parent: { type: 'Microsoft.X/a', apiVersion: '1', name: "[variables('outer')]" },
          child: {
            type: 'Microsoft.X/a/b',
            apiVersion: '1',
            name: "[format('{0}/{1}', variables('outer'), variables('inner'))]",
            properties: { name: "[variables('inner')]" },
          },
          lock: {
            type: 'Microsoft.Authorization/locks',
            apiVersion: '2020-05-01',
            name: 'lock',
            scope: "[resourceId('Microsoft.X/a/b', variables('outer'), variables('inner'))]",
            properties: { id: "[resourceId('Microsoft.X/a/b', variables('outer'), variables('inner'))]" },
          },
        },
      },
    );
  });

  test('references to resources with alternative names', () => {
    expectTwins(
      `param a bool
       resource x 'Microsoft.X/x@1' existing = { name: a ? 'one' : 'two' }
       resource y 'Microsoft.X/y@1' = { name: 'y', properties: { state: x.properties.state } }`,
      {
        parameters: { a: { type: 'bool' } },
        resources: {
          y: {
            type: 'Microsoft.X/y',
            apiVersion: '1',
            name: 'y',
            properties: {
              state: "[reference(resourceId('Microsoft.X/x', if(parameters('a'), 'one', 'two')), '1').state]",
            },
          },
        },
      },
    );
  });

  test('arguments that are chosen, and outputs of modules that have secure ones', () => {
    expectTwins(
      `param a bool
       module m 'm.bicep' = { name: 'm', params: { name: a ? 'one' : 'two' } }
       resource x 'Microsoft.X/x@1' = { name: 'x', properties: { key: m.outputs.key } }`,
      {
        parameters: { a: { type: 'bool' } },
        resources: {
          m: {
            type: 'Microsoft.Resources/deployments',
            apiVersion: '2022-09-01',
            name: 'm',
            properties: {
              expressionEvaluationOptions: { scope: 'inner' },
              mode: 'Incremental',
              parameters: {
                name: "[if(parameters('a'), createObject('value', 'one'), createObject('value', 'two'))]",
              },
              template: {
                parameters: { name: STRING },
                resources: {
                  y: { type: 'Microsoft.X/y', apiVersion: '1', name: "[parameters('name')]" },
                },
                outputs: { key: { type: 'securestring', value: "[listKeys('y', '1').key]" } },
              },
            },
          },
          x: {
            type: 'Microsoft.X/x',
            apiVersion: '1',
            name: 'x',
            properties: { key: "[listOutputsWithSecureValues('m', '2022-09-01').key]" },
          },
        },
      },
      {
        'm.bicep': `
          param name string
          resource y 'Microsoft.X/y@1' = { name: name }
          @secure()
          output key string = y.listKeys().key`,
      },
    );
  });

  test('children of an extension resource', () => {
    expectTwins(
      `resource a 'Microsoft.X/a@1' = { name: 'a' }
       resource b 'Microsoft.Y/b@1' = { scope: a, name: 'b' }
       resource c 'Microsoft.Y/b/c@1' = { parent: b, name: 'c' }`,
      {
        resources: {
          a: { type: 'Microsoft.X/a', apiVersion: '1', name: 'a' },
          b: {
            type: 'Microsoft.Y/b',
            apiVersion: '1',
            name: 'b',
            scope: "[resourceId('Microsoft.X/a', 'a')]",
          },
          c: {
            type: 'Microsoft.Y/b/c',
            apiVersion: '1',
            name: "[format('{0}/{1}', 'b', 'c')]",
            scope: "[resourceId('Microsoft.X/a', 'a')]",
          },
        },
      },
    );
  });

  test('loops over properties, with an index and inside a loop of resources', () => {
    expectTwins(
      `param names array
       resource a 'Microsoft.X/a@1' = [for (n, i) in names: {
         name: '\${n}-\${i}'
         properties: { rules: [for r in ['x', 'y']: { name: '\${n}\${r}' }] }
       }]`,
      {
        parameters: { names: { type: 'array' } },
        resources: {
          a: {
            copy: { name: 'a', count: "[length(parameters('names'))]" },
            type: 'Microsoft.X/a',
            apiVersion: '1',
            name: "[format('{0}-{1}', parameters('names')[copyIndex()], copyIndex())]",
            properties: {
              copy: [
                {
                  name: 'rules',
                  count: "[length(createArray('x', 'y'))]",
                  input: {
                    name: "[format('{0}{1}', parameters('names')[copyIndex()], createArray('x', 'y')[copyIndex('rules')])]",
                  },
                },
              ],
            },
          },
        },
      },
    );
  });
});

describe('deployments that are written as resources', () => {
  const deployment = (template: string) => `
    resource nested 'Microsoft.Resources/deployments@2022-09-01' = {
      name: 'nested'
      properties: {
        mode: 'Incremental'
        expressionEvaluationOptions: { scope: 'inner' }
        parameters: { name: { value: 'x' } }
        template: ${template}
      }
    }`;
  const template = {
    parameters: { name: STRING },
    resources: [{ type: 'Microsoft.X/x', apiVersion: '1', name: "[parameters('name')]" }],
  };

  test('deploy what a loaded template says', () => {
    const { resources } = evaluated(deployment("loadJsonContent('t.json')"), {
      't.json': JSON.stringify(template),
    });
    expect(resources.map(({ type, name }) => [type, name.kind === 'scalar' && name.value])).toEqual([
      ['Microsoft.X/x', 'x'],
    ]);
  });

  test('deploy nothing where the template is empty', () => {
    const { resources, gaps } = evaluated(deployment('{ resources: [] }'));
    expect([resources, gaps]).toEqual([[], []]);
  });

  test('are a gap where the template is computed', () => {
    const { gaps } = evaluated(`param t object\n${deployment('t')}`);
    expect(gaps.map(({ reason }) => reason)).toEqual(['the template of the deployment is computed']);
  });
});
