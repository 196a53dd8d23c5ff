// Nested and linked deployments: what goes in, what comes out, and where they are deployed.

import { describe, expect, test } from 'vitest';
import { addresses, at, codes, deploy, idInGroup, type Json, member, plain, wayOf } from './deploy.ts';

type JsonObject = Readonly<Record<string, Json>>;

const VERSION = '2024-01-01';
const account = { type: 'Microsoft.A/accounts', apiVersion: VERSION, name: 'a' };

function nested(template: JsonObject, more: JsonObject = {}, properties: JsonObject = {}): JsonObject {
  return {
    type: 'Microsoft.Resources/deployments',
    apiVersion: VERSION,
    name: 'm',
    properties: { expressionEvaluationOptions: { scope: 'inner' }, template, ...properties },
    ...more,
  };
}

function linked(path: string, more: JsonObject = {}, properties: JsonObject = {}): JsonObject {
  return {
    type: 'Microsoft.Resources/deployments',
    apiVersion: VERSION,
    name: 'm',
    properties: { templateLink: { relativePath: path }, ...properties },
    ...more,
  };
}

const echo = {
  parameters: { p: { type: 'string', defaultValue: 'default' } },
  resources: { x: { ...account, kind: "[parameters('p')]" } },
  outputs: { o: { type: 'string', value: "[parameters('p')]" } },
};

describe('a nested deployment', () => {
  test('deploys its resources, addressed through the call', () => {
    const deployment = deploy({ resources: { m: nested(echo) } });
    expect(addresses(deployment)).toEqual(['m.x']);
    expect(at(deployment, 'm.x').callPath).toMatchObject([{ name: 'm' }]);
    expect(plain(member(at(deployment, 'm.x'), 'kind'))).toBe('default');
  });

  test('takes arguments from the scope of the caller', () => {
    const deployment = deploy({
      variables: { v: 'given' },
      resources: { m: nested(echo, {}, { parameters: { p: { value: "[variables('v')]" } } }) },
    });
    expect(plain(member(at(deployment, 'm.x'), 'kind'))).toBe('given');
  });

  test('tells the way that an argument took', () => {
    const deployment = deploy({
      variables: { v: 'given' },
      resources: { m: nested(echo, {}, { parameters: { P: { value: "[variables('v')]" } } }) },
    });
    const value = member(at(deployment, 'm.x'), 'kind');
    expect(wayOf(value)).toEqual([
      'literal "given"',
      "variable variables('v')",
      `module-argument "[variables('v')]"`,
      "parameter parameters('p')",
    ]);
  });

  test('takes null for an argument with a default as nothing given', () => {
    const argument = "[if(true(), createObject('value', null()), createObject('value', 'x'))]";
    const deployment = deploy({ resources: { m: nested(echo, {}, { parameters: { p: argument } }) } });
    expect(plain(member(at(deployment, 'm.x'), 'kind'))).toBe('default');
  });

  test('takes the default in those alternatives that are null', () => {
    const argument = "[if(parameters('u'), createObject('value', 'x'), createObject('value', null()))]";
    const deployment = deploy({
      parameters: { u: { type: 'bool' } },
      resources: { m: nested(echo, {}, { parameters: { p: argument } }) },
    });
    expect(plain(member(at(deployment, 'm.x'), 'kind'))).toEqual({ oneOf: ['x', 'default'] });
  });

  test('takes all arguments as one object', () => {
    const deployment = deploy({
      resources: { m: nested(echo, {}, { parameters: "[createObject('p', createObject('value', 'x'))]" }) },
    });
    expect(plain(member(at(deployment, 'm.x'), 'kind'))).toBe('x');
  });

  test('reports arguments that it does not declare and those that it misses', () => {
    const template = {
      parameters: { needed: { type: 'string' } },
      resources: [{ ...account, name: "[parameters('needed')]" }],
    };
    const deployment = deploy({
      resources: { m: nested(template, {}, { parameters: { other: { value: 1 } } }) },
    });
    expect(codes(deployment)).toEqual(['undeclared-parameter', 'missing-argument']);
    expect(deployment.resources[0]?.name).toMatchObject({
      reason: 'parameter `needed` of `m` is given no value',
    });
  });

  test('does not see names of the caller', () => {
    const template = { resources: [{ ...account, name: "[variables('v')]" }] };
    expect(codes(deploy({ variables: { v: 'x' }, resources: [nested(template)] }))).toEqual([
      'unknown-variable',
    ]);
  });

  test('is left out with its condition, which its resources share', () => {
    expect(addresses(deploy({ resources: { m: nested(echo, { condition: false }) } }))).toEqual([]);
    const parameters = { u: { type: 'bool' }, w: { type: 'bool' } };
    const template = {
      parameters: { p: { type: 'bool' } },
      resources: { x: { ...account, condition: "[parameters('p')]" } },
    };
    const deployment = deploy({
      parameters,
      resources: {
        m: nested(
          template,
          { condition: "[parameters('u')]" },
          { parameters: { p: { value: "[parameters('w')]" } } },
        ),
      },
    });
    const { deployed, condition } = at(deployment, 'm.x');
    expect([deployed, plain(condition!)]).toEqual(['unknown', "?and(parameters('u'),parameters('w'))"]);
  });

  test('may be a loop', () => {
    const deployment = deploy({
      resources: {
        m: nested(
          echo,
          { copy: { name: 'l', count: 2 } },
          { parameters: { p: { value: "[string(copyIndex('l'))]" } } },
        ),
      },
    });
    expect(addresses(deployment)).toEqual(['m[0].x', 'm[1].x']);
    expect(plain(member(at(deployment, 'm[1].x'), 'kind'))).toBe('1');
  });
});

describe('outer evaluation', () => {
  test('sees the parameters, variables and loop of the caller', () => {
    const template = { resources: { x: { ...account, name: "[concat(variables('v'), copyIndex())]" } } };
    const deployment = deploy({
      variables: { v: 'outer' },
      resources: {
        m: nested(
          template,
          { copy: { name: 'l', count: 2 } },
          { expressionEvaluationOptions: { scope: 'outer' } },
        ),
      },
    });
    expect(plain(at(deployment, 'm[1].x').name)).toBe('outer1');
  });

  test('asks for the scope of the caller, but deploys to its own', () => {
    const template = { resources: { x: { ...account, tags: '[resourceGroup().name]' } } };
    const deployment = deploy({
      resources: {
        m: nested(template, { resourceGroup: 'g' }, { expressionEvaluationOptions: { scope: 'outer' } }),
      },
    });
    const { identities, properties } = at(deployment, 'm.x');
    expect(plain(identities[0]!)).toContain('/resourceGroups/g/providers/Microsoft.A/accounts/a');
    expect(plain(properties)).toEqual({ tags: "?resourcegroup().'name'" });
  });
});

describe('outputs', () => {
  const called = nested(echo, {}, { parameters: { p: { value: 'given' } } });

  test.each([
    "reference('m').outputs.o.value",
    "reference('m', '2024-01-01').outputs.O.value",
    "reference('m', '2024-01-01', 'full').properties.outputs.o.value",
    "tryGet(tryGet(reference('m').outputs, 'o'), 'value')",
    "reference(resourceId('Microsoft.Resources/deployments', 'm')).outputs.o.value",
    "reference(resourceId(resourceGroup().name, 'Microsoft.Resources/deployments', 'm')).outputs.o.value",
    "reference(resourceInfo('m').id).outputs.o.value",
  ])('%s', expression => {
    const deployment = deploy({
      resources: { m: called },
      outputs: { r: { type: 'string', value: `[${expression}]` } },
    });
    expect(plain(deployment.outputs.get('r')!)).toBe('given');
    expect(codes(deployment)).toEqual([]);
  });

  test('of a deployment in another resource group are found by its id there', () => {
    const id = "resourceId('s', 'g', 'Microsoft.Resources/deployments', 'm')";
    const deployment = deploy({
      resources: [{ ...called, subscriptionId: 's', resourceGroup: 'g' }],
      outputs: { r: { type: 'string', value: `[reference(${id}).outputs.o.value]` } },
    });
    expect(plain(deployment.outputs.get('r')!)).toBe('given');
  });

  test('of a turn of a loop', () => {
    const deployment = deploy({
      resources: {
        m: nested(
          echo,
          { copy: { name: 'l', count: 2 } },
          { parameters: { p: { value: "[string(copyIndex('l'))]" } } },
        ),
      },
      outputs: {
        one: { type: 'string', value: "[reference('m[1]').outputs.o.value]" },
        all: {
          type: 'array',
          copy: { count: 2, input: "[reference(format('m[{0}]', copyIndex())).outputs.o.value]" },
        },
        mapped: {
          type: 'array',
          value: "[map(references('m'), lambda('m', lambdaVariables('m').outputs.o.value))]",
        },
      },
    });
    expect([...deployment.outputs.values()].map(plain)).toEqual(['1', ['0', '1'], ['0', '1']]);
  });

  test('reach another deployment as arguments, with their way', () => {
    const deployment = deploy({
      resources: {
        m: called,
        n: nested(echo, { name: 'n' }, { parameters: { p: { value: "[reference('m').outputs.o.value]" } } }),
      },
    });
    const value = member(at(deployment, 'n.x'), 'kind');
    expect(plain(value)).toBe('given');
    expect(wayOf(value)).toEqual([
      'literal "given"',
      'module-argument "given"',
      "parameter parameters('p')",
      `output "[parameters('p')]"`,
      `module-argument "[reference('m').outputs.o.value]"`,
      "parameter parameters('p')",
    ]);
  });

  test('that do not exist are reported, or null where that is asked for', () => {
    const deployment = deploy({
      resources: { m: called },
      outputs: {
        a: { type: 'string', value: "[reference('m').outputs.other.value]" },
        b: { type: 'string', value: "[tryGet(reference('m').outputs, 'other', 'value')]" },
      },
    });
    expect(codes(deployment)).toEqual(['evaluation-failed']);
    expect(plain(deployment.outputs.get('b')!)).toBe(null);
  });

  test('that depend on each other in a circle are reported', () => {
    const deployment = deploy({
      resources: {
        m: nested(echo, {}, { parameters: { p: { value: "[reference('n').outputs.o.value]" } } }),
        n: nested(echo, { name: 'n' }, { parameters: { p: { value: "[reference('m').outputs.o.value]" } } }),
      },
    });
    expect(codes(deployment)[0]).toMatch(/^cyclic-/);
    expect(addresses(deployment)).toEqual(['m.x', 'n.x']);
  });

  test('only those that are read are evaluated', () => {
    const template = {
      outputs: { o: { type: 'string', value: 'x' }, broken: { type: 'int', value: '[createArray()[1]]' } },
    };
    const deployment = deploy({
      resources: { m: nested({ resources: [], ...template }) },
      outputs: { r: { type: 'string', value: "[reference('m').outputs.o.value]" } },
    });
    expect(codes(deployment)).toEqual([]);
  });
});

describe('the scope of a deployment', () => {
  const inside = {
    resources: {
      x: { ...account, tags: { group: '[resourceGroup().name]', sub: '[subscription().subscriptionId]' } },
    },
  };

  test('is what its template sees', () => {
    const deployment = deploy({
      resources: { m: nested(inside, { subscriptionId: 's', resourceGroup: 'g' }) },
    });
    const { identities, properties } = at(deployment, 'm.x');
    expect(plain(identities[0]!)).toBe('/subscriptions/s/resourceGroups/g/providers/Microsoft.A/accounts/a');
    expect(plain(properties)).toEqual({ tags: { group: 'g', sub: 's' } });
  });

  test('is the resource group of the caller where none is named', () => {
    const deployment = deploy({ resources: { m: nested(inside) } });
    expect(plain(at(deployment, 'm.x').identities[0]!)).toBe(idInGroup('Microsoft.A/accounts/a'));
  });

  test.each([
    ['/', '/providers/Microsoft.A/accounts/a'],
    [
      'Microsoft.Management/managementGroups/mg',
      '/providers/Microsoft.Management/managementGroups/mg/providers/Microsoft.A/accounts/a',
    ],
  ])('%s', (scope, expected) => {
    const deployment = deploy({ resources: { m: nested({ resources: { x: account } }, { scope }) } });
    expect(plain(at(deployment, 'm.x').identities[0]!)).toBe(expected);
  });

  test('names its own deployment', () => {
    const template = { resources: { x: { ...account, name: '[deployment().name]' } } };
    expect(plain(at(deploy({ resources: { m: nested(template) } }), 'm.x').name)).toBe('m');
  });
});

describe('a template that is not there', () => {
  const call = linked('gone.json', {}, { parameters: { size: { value: "[parameters('s')]" } } });
  const deployment = deploy({
    parameters: { s: { type: 'int', defaultValue: 3 } },
    resources: { m: call },
    outputs: { o: { type: 'string', value: "[reference('m').outputs.id.value]" } },
  });

  test('is a resource with the arguments as properties, and a gap', () => {
    const resource = at(deployment, 'm');
    expect(resource).toMatchObject({
      type: 'gone.json',
      apiVersion: null,
      module: { reference: 'gone.json', reason: '`gone.json` is not on this machine' },
    });
    expect(plain(resource.properties)).toEqual({ size: 3 });
    expect(deployment.gaps).toMatchObject([{ reason: '`gone.json` is not on this machine', resource }]);
  });

  test('has unknown outputs for that reason', () => {
    expect(deployment.outputs.get('o')).toMatchObject({
      kind: 'unknown',
      reason: '`gone.json` is not on this machine',
    });
  });

  test('is known to others by its output `resourceId`', () => {
    const id = idInGroup('Microsoft.Resources/deployments/m').slice(1);
    expect(plain(at(deployment, 'm').identities[0]!)).toBe(
      `?reference(${id}).'properties'.'outputs'.'resourceId'.'value'`,
    );
  });
});

describe('linked templates', () => {
  test('of which nothing can be read are gaps', () => {
    const deployment = deploy({ resources: { m: linked('list.json') } }, { files: { 'list.json': [1, 2] } });
    expect(codes(deployment)).toEqual(['not-a-template']);
    expect(deployment.gaps).toMatchObject([
      { reason: 'a part of `list.json` could not be read', resource: null },
    ]);
  });

  test('may read the outputs of a deployment beside them by its id', () => {
    const id = "resourceId('Microsoft.Resources/deployments', 'm')";
    const reader = { resources: { y: { ...account, kind: `[reference(${id}).outputs.o.value]` } } };
    const deployment = deploy(
      { resources: { m: nested(echo), n: linked('reader.json', { name: 'n' }) } },
      { files: { 'reader.json': reader } },
    );
    expect(plain(member(at(deployment, 'n.y'), 'kind'))).toBe('default');
  });

  test('are evaluated like nested ones', () => {
    const deployment = deploy({ resources: { m: linked('echo.json') } }, { files: { 'echo.json': echo } });
    expect(addresses(deployment)).toEqual(['m.x']);
  });

  test('that call themselves are reported and not followed', () => {
    const files = {
      'a.json': { resources: { x: account, b: linked('b.json') } },
      'b.json': { resources: { a: linked('a.json') } },
    };
    const deployment = deploy({ resources: { m: linked('a.json') } }, { files });
    expect(codes(deployment)).toEqual(['module-cycle']);
    expect(addresses(deployment)).toEqual(['m.x', 'm.b.a']);
    expect(deployment.gaps).toHaveLength(1);
  });
});

describe('user-defined functions', () => {
  test('see their arguments only', () => {
    const functions = [
      {
        namespace: 'ns',
        members: {
          shout: {
            parameters: [{ name: 'p', type: 'string' }],
            output: { type: 'string', value: "[concat(parameters('p'), '!')]" },
          },
        },
      },
    ];
    const deployment = deploy({ functions, outputs: { o: { type: 'string', value: "[NS.shout('x')]" } } });
    expect(plain(deployment.outputs.get('o')!)).toBe('x!');
  });
});

describe('lambdas', () => {
  test.each([
    ["map(range(0, 2), lambda('i', add(lambdaVariables('i'), 1)))", [1, 2]],
    [
      "map(range(0, 2), lambda('i', map(range(0, 2), lambda('j', add(lambdaVariables('i'), lambdaVariables('j'))))))",
      [
        [0, 1],
        [1, 2],
      ],
    ],
    ["reduce(createArray(1, 2, 3), 0, lambda('a', 'b', add(lambdaVariables('a'), lambdaVariables('b'))))", 6],
  ])('%s', (expression, expected) => {
    expect(
      plain(deploy({ outputs: { o: { type: 'array', value: `[${expression}]` } } }).outputs.get('o')!),
    ).toEqual(expected);
  });

  test('over what is unknown are equal where they say the same', () => {
    const over = (name: string) => `map(parameters('p'), lambda('${name}', lambdaVariables('${name}').id))`;
    const { outputs } = deploy({
      parameters: { p: { type: 'array' } },
      outputs: { o: { type: 'bool', value: `[equals(${over('a')}, ${over('b')})]` } },
    });
    expect(plain(outputs.get('o')!)).toBe(true);
  });
});
