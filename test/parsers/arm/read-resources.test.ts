// Resources and deployments of a template in JSON.

import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/model/source.ts';
import type { ModuleArgument, ResourceDeclaration, Template } from '../../../src/parsers/arm/template.ts';
import { show } from './expressions.ts';
import { firstResource, found, template } from './templates.ts';

const ACCOUNT = { type: 'Microsoft.CognitiveServices/accounts', apiVersion: '2024-10-01', name: 'ai' };

describe('resources', () => {
  it('have a type, a version, a name and a body of everything else', () => {
    const account = firstResource([
      {
        ...ACCOUNT,
        comments: 'for people',
        dependsOn: ['x'],
        condition: "[parameters('deploy')]",
        location: '[resourceGroup().location]',
        properties: { disableLocalAuth: true },
      },
    ]);
    expect(account).toMatchObject({
      symbol: null,
      parent: null,
      existing: false,
      loop: null,
      scope: null,
      module: null,
    });
    expect([account.type, account.apiVersion, account.name].map(show)).toEqual([
      "'Microsoft.CognitiveServices/accounts'",
      "'2024-10-01'",
      "'ai'",
    ]);
    expect(show(account.condition)).toBe("parameters('deploy')");
    expect(show(account.body)).toBe(
      "{'location': resourceGroup()['location'], 'properties': {'disableLocalAuth': true}}",
    );
  });

  it('are looked at where their type stands', () => {
    const account = firstResource([ACCOUNT]);
    expect(textOf(account.header)).toBe('"type": "Microsoft.CognitiveServices/accounts"');
    expect(JSON.parse(textOf(account.span))).toEqual(ACCOUNT);
  });

  it('may have symbolic names', () => {
    const { resources, diagnostics } = template({
      languageVersion: '2.0',
      resources: { Ai: ACCOUNT, old: { ...ACCOUNT, existing: true } },
    });
    expect(diagnostics).toEqual([]);
    expect(resources.map(({ symbol, existing }) => [symbol, existing])).toEqual([
      ['Ai', false],
      ['old', true],
    ]);
    expect(textOf(resources[0]!.span)).toMatch(/^"Ai": \{/);
  });

  it('inside of resources follow these and know them', () => {
    const child = { type: 'deployments', apiVersion: '1', name: 'gpt' };
    const { resources } = template({
      resources: [
        { ...ACCOUNT, resources: [{ ...child, resources: [{ ...child, name: 'deep' }] }] },
        ACCOUNT,
      ],
    });
    expect(resources.map(({ name }) => show(name))).toEqual(["'ai'", "'gpt'", "'deep'", "'ai'"]);
    expect(resources.map(({ parent }) => parent?.declaration() ?? null)).toEqual([
      null,
      resources[0],
      resources[1],
      null,
    ]);
    expect(show(resources[0]!.body)).toBe('{}');
  });

  it('may be repeated, and have members that are', () => {
    const account = firstResource([
      {
        ...ACCOUNT,
        name: "[concat('ai', copyIndex())]",
        copy: { name: 'accounts', count: "[parameters('n')]", mode: 'serial', batchSize: 1 },
        properties: { copy: [{ name: 'rules', count: 2, input: "[copyIndex('rules')]" }] },
      },
    ]);
    expect([account.loop?.name, show(account.loop!.count)]).toEqual(['accounts', "parameters('n')"]);
    expect(show(account.body)).toBe("{'properties': {'rules': loop rules × 2: copyIndex('rules')}}");
  });

  it('of other systems have their version in the type and no name', () => {
    const { resources, diagnostics } = template({
      resources: {
        group: {
          import: 'microsoftGraph',
          type: 'Microsoft.Graph/groups@v1.0',
          properties: { displayName: 'x' },
        },
      },
    });
    expect(diagnostics).toEqual([]);
    const group = resources[0]!;
    expect([group.type, group.apiVersion, group.name, group.body].map(show)).toEqual([
      "'Microsoft.Graph/groups'",
      "'v1.0'",
      'null',
      "{'properties': {'displayName': 'x'}}",
    ]);
  });

  it('are read whatever the case of their members', () => {
    const account = firstResource([{ Type: 'A/b', ApiVersion: '1', NAME: 'x', Properties: {} }]);
    expect([account.type, account.apiVersion, account.name, account.body].map(show)).toEqual([
      "'A/b'",
      "'1'",
      "'x'",
      "{'Properties': {}}",
    ]);
  });

  it('that lack what they need are reported and kept', () => {
    const { resources, diagnostics } = template({
      resources: [{ name: 'x' }, { type: 'A/b' }, { type: 1, name: 'x' }, 7],
    });
    expect(resources.map(({ type, name }) => [show(type), show(name)])).toEqual([
      ['<the resource has no type>', "'x'"],
      ["'A/b'", 'null'],
      ['<the resource has no type>', "'x'"],
    ]);
    expect(found(diagnostics)).toEqual([
      ['missing-property', '{'],
      ['missing-property', '"type": "A/b"'],
      ['wrong-form', '1'],
      ['wrong-form', '7'],
    ]);
  });

  it('must be a list or an object', () => {
    expect(found(template({ resources: 'x' }).diagnostics)).toEqual([['wrong-form', '"x"']]);
  });

  it('repeated without a count are taken once', () => {
    const { resources, diagnostics } = template({ resources: [{ ...ACCOUNT, copy: { name: 'x' } }] });
    expect(resources[0]!.loop).toBeNull();
    expect(found(diagnostics)).toEqual([['wrong-form', '{']]);
  });
});

describe('scopes', () => {
  const scopeOf = (members: object) => firstResource([{ ...ACCOUNT, ...members }]).scope;

  it('may be ids', () => {
    const scope = scopeOf({ scope: "[resourceId('A/b', 'c')]" });
    expect(scope?.kind === 'resource' && show(scope.id)).toBe("resourceId('A/b', 'c')");
  });

  it('may be subscriptions and resource groups', () => {
    expect(scopeOf({ resourceGroup: 'rg' })).toMatchObject({ kind: 'resourceGroup', subscriptionId: null });
    expect(scopeOf({ resourceGroup: 'rg', subscriptionId: 's' })).toMatchObject({
      kind: 'resourceGroup',
      subscriptionId: { value: 's' },
      resourceGroup: { value: 'rg' },
    });
    expect(scopeOf({ subscriptionId: 's' })).toMatchObject({
      kind: 'subscription',
      subscriptionId: { value: 's' },
    });
  });

  it('are not part of the body', () => {
    expect(
      show(firstResource([{ ...ACCOUNT, scope: '/', subscriptionId: 's', resourceGroup: 'r' }]).body),
    ).toBe('{}');
  });
});

describe('deployments', () => {
  const NESTED = { resources: [ACCOUNT], outputs: { id: { type: 'string', value: 'x' } } };

  function deployment(
    properties: unknown,
    files: Readonly<Record<string, string>> = {},
  ): ResourceDeclaration {
    return firstResource([{ type: 'microsoft.resources/Deployments', name: 'd', properties }], files);
  }

  function argumentsOf({ module }: ResourceDeclaration): Record<string, string> {
    const args = module!.arguments as readonly ModuleArgument[];
    return Object.fromEntries(args.map(({ name, value }) => [name, show(value)]));
  }

  function loaded({ module }: ResourceDeclaration): Template {
    const result = module!.load();
    if ('kind' in result) throw new Error(result.reason);
    return result;
  }

  function reason({ module }: ResourceDeclaration): string | null {
    const result = module!.load();
    return 'kind' in result ? result.reason : null;
  }

  it('call the template inside of them, read once and when it is needed', () => {
    const call = deployment({ mode: 'Incremental', template: NESTED });
    expect(call.module).toMatchObject({ reference: null, evaluation: 'outer' });
    expect(show(call.body)).toBe('{}');
    expect(loaded(call).resources).toHaveLength(1);
    expect([...loaded(call).outputs.keys()]).toEqual(['id']);
    expect(loaded(call)).toBe(loaded(call));
  });

  it.each([
    ['inner', 'inner'],
    ['Inner', 'inner'],
    ['outer', 'outer'],
    ['NotSpecified', 'outer'],
  ])('evaluate with scope %s as %s', (scope, evaluation) => {
    const call = deployment({ expressionEvaluationOptions: { scope }, template: NESTED });
    expect(call.module!.evaluation).toBe(evaluation);
  });

  it('have arguments', () => {
    const call = deployment({
      template: NESTED,
      parameters: {
        plain: { value: 'x' },
        nothing: { value: null },
        computed: { value: "[f('x')]" },
        many: { copy: [{ name: 'value', count: 2, input: '[copyIndex()]' }] },
        whole: "[if(c(), createObject('value', 1), createObject('value', 2))]",
        secret: { reference: { keyVault: { id: '[v()]' }, secretName: 'key' } },
      },
    });
    expect(argumentsOf(call)).toEqual({
      plain: "'x'",
      nothing: 'null',
      computed: "f('x')",
      many: 'loop value × 2: copyIndex()',
      whole: 'if(c(), 1, 2)',
      secret: "getSecret(v(), 'key')",
    });
  });

  it('may have arguments that are computed as a whole', () => {
    const { module } = deployment({ template: NESTED, parameters: '[f()]' });
    expect('kind' in module!.arguments && show(module!.arguments)).toBe('f()');
  });

  it('report arguments without a value', () => {
    const { resources, diagnostics } = template({
      resources: [
        {
          type: 'Microsoft.Resources/deployments',
          name: 'd',
          properties: { template: NESTED, parameters: { a: {}, b: 'x', c: { value: 1 } } },
        },
      ],
    });
    expect(argumentsOf(resources[0]!)).toMatchObject({ c: '1' });
    expect(found(diagnostics)).toEqual([
      ['missing-property', '{'],
      ['wrong-form', '"x"'],
    ]);
  });

  it('are linked by a relative path', () => {
    const call = deployment(
      { templateLink: { relativePath: 'nested/ai.json' } },
      { 'nested/ai.json': JSON.stringify(NESTED) },
    );
    expect(call.module).toMatchObject({ reference: 'nested/ai.json', evaluation: 'inner' });
    expect(loaded(call).source.path).toBe('nested/ai.json');
    expect(loaded(call)).toBe(loaded(call));
  });

  it('are linked by convention to what stands beside the template', () => {
    const files = { 'nested/ai.json': JSON.stringify(NESTED) };
    const uri = "[uri(parameters('_artifactsLocation'), concat('nested/ai.json', parameters('sas')))]";
    expect(loaded(deployment({ templateLink: { uri } }, files)).source.path).toBe('nested/ai.json');
  });

  it.each([
    [{ templateLink: { relativePath: 'none.json' } }, 'file `none.json` does not exist'],
    [{ templateLink: { relativePath: '[f()]' } }, 'the path of the linked template is computed'],
    [
      { templateLink: { uri: 'https://x/a.json' } },
      'linked template `https://x/a.json` is not on this machine',
    ],
    [{ templateLink: { uri: "[uri(f(), 'a.json')]" } }, 'linked template `a.json` is not beside this one'],
    [{ templateLink: { uri: '[f()]' } }, 'the address of the linked template is computed'],
    [{ templateLink: { id: '/subscriptions/s/x' } }, 'template spec `/subscriptions/s/x` is in Azure'],
    [{ template: "[parameters('t')]" }, 'the template of the deployment is computed'],
    ["[parameters('p')]", 'the properties of the deployment are computed'],
    [{}, 'the deployment names no template'],
  ])('%j cannot be read, because %s', (properties, expected) => {
    expect(reason(deployment(properties))).toBe(expected);
  });

  it('that exist already are plain resources', () => {
    const existing = { type: 'Microsoft.Resources/deployments', name: 'd', existing: true };
    expect(firstResource({ d: existing }).module).toBeNull();
  });

  it('report what is wrong inside of them on the nested template', () => {
    const call = deployment({ template: { resources: [{ type: 'A/b' }] } });
    expect(loaded(call).diagnostics.map(({ code }) => code)).toEqual(['missing-property']);
  });
});

describe('broken text', () => {
  const text = JSON.stringify(
    {
      parameters: { location: { type: 'string' } },
      resources: ['one', 'two', 'three', 'four'].map(name => ({
        ...ACCOUNT,
        name,
        properties: { networkAcls: { ipRules: [{ value: '1.2.3.4' }], defaultAction: 'Deny' } },
      })),
      outputs: { id: { type: 'string', value: "[resourceId('A/b', 'one')]" } },
    },
    null,
    2,
  );
  const tokens = [...text.matchAll(/"[^"]*"|[{}[\]:,]/g)];

  it('costs one resource at most for any token that is missing, unless it named all of them', () => {
    for (const token of tokens) {
      const { resources } = template(text.slice(0, token.index) + text.slice(token.index + token[0].length));
      const names = resources.map(({ name }) => show(name));
      const left = ["'one'", "'two'", "'three'", "'four'"].filter(name => names.includes(name));
      expect(left.length, `without ${token[0]} at ${token.index}`).toBeGreaterThanOrEqual(
        token[0] === '"resources"' ? 0 : 3,
      );
    }
  });
});
