// What a template in JSON declares beside its resources.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSource, textOf } from '../../../src/model/source.ts';
import { isTemplate, readTemplate } from '../../../src/parsers/arm/read-template.ts';
import { parseJson } from '../../../src/parsers/json/parser.ts';
import { show } from './expressions.ts';
import { filesOf, found, template } from './templates.ts';

describe('templates', () => {
  const root = (value: unknown) => parseJson(createSource('x.json', JSON.stringify(value))).root;

  it.each([
    'https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#',
    'http://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#',
    'https://schema.management.azure.com/schemas/2019-08-01/managementGroupDeploymentTemplate.json',
    'https://schema.management.azure.cn/schemas/2019-08-01/tenantDeploymentTemplate.json#',
  ])('are known by %s', $schema => {
    expect(isTemplate(root({ $schema }))).toBe(true);
  });

  it('are known by their shape', () => {
    expect(isTemplate(root({ contentVersion: '1.0.0.0', resources: [] }))).toBe(true);
    expect(isTemplate(root({ parameters: {}, resources: {} }))).toBe(true);
  });

  it.each([
    ['a parameter file', { $schema: 'https://x/2019-04-01/deploymentParameters.json#', parameters: {} }],
    ['CloudFormation', { AWSTemplateFormatVersion: '2010-09-09', Parameters: {}, Resources: { a: {} } }],
    ['a package', { name: 'x', resources: 'none' }],
    ['a list', []],
  ])('%s is none', (_, value) => {
    expect(isTemplate(root(value))).toBe(false);
  });

  it.each([
    ['deploymentTemplate', 'resourceGroup'],
    ['subscriptionDeploymentTemplate', 'subscription'],
    ['managementGroupDeploymentTemplate', 'managementGroup'],
    ['tenantDeploymentTemplate', 'tenant'],
  ])('%s is for a %s', (name, level) => {
    expect(
      template({ $schema: `https://schema.management.azure.com/schemas/2019-08-01/${name}.json#` }).level,
    ).toBe(level);
  });

  it('do not say their level without a schema', () => {
    expect(template('{"contentVersion": "1.0.0.0", "resources": []}').level).toBeNull();
  });

  it('that Bicep made are known', () => {
    const metadata = { _generator: { name: 'bicep', version: '0.30.0', templateHash: '1' } };
    expect(template({ metadata }).generatedFromBicep).toBe(true);
    expect(template({ metadata: { description: 'bicep' } }).generatedFromBicep).toBe(false);
  });

  it('have diagnostics for JSON that is broken or something else', () => {
    expect(found(template('{"resources": [}').diagnostics)[0]).toEqual(['unclosed', '[']);
    expect(found(template('[1]').diagnostics)).toEqual([['not-a-template', '[']]);
    expect(found(template('').diagnostics)).toEqual([['empty-json', '']]);
  });

  it('have sections in any case', () => {
    const { parameters, variables } = template(
      '{"Parameters": {"A": {"Type": "int"}}, "VARIABLES": {"b": 1}}',
    );
    expect(parameters.get('a')?.type).toBe('int');
    expect([...variables.keys()]).toEqual(['b']);
  });
});

describe('parameters', () => {
  it('have a type, a default and allowed values', () => {
    const { parameters, diagnostics } = template({
      parameters: {
        Name: { type: 'string', defaultValue: "[concat('a', 'b')]", allowedValues: ['x', 'ab'] },
        plain: { type: 'secureString' },
        maybe: { type: 'int', nullable: true },
      },
    });
    expect(diagnostics).toEqual([]);
    const name = parameters.get('name')!;
    expect(name).toMatchObject({ name: 'Name', type: 'string', nullable: false, secure: false });
    expect(show(name.default)).toBe("concat('a', 'b')");
    expect(name.allowed?.map(show)).toEqual(["'x'", "'ab'"]);
    expect(textOf(name.nameSpan)).toBe('"Name"');
    expect(parameters.get('plain')).toMatchObject({ default: null, allowed: null, secure: true });
    expect(parameters.get('maybe')).toMatchObject({ nullable: true });
  });

  it('may have null for a default', () => {
    const { parameters } = template({ parameters: { a: { type: 'object', defaultValue: null } } });
    expect(show(parameters.get('a')!.default)).toBe('null');
    expect(parameters.get('a')!.default).not.toBeNull();
  });

  it('take from definitions what they do not say themselves', () => {
    const { parameters, diagnostics } = template({
      definitions: {
        level: { type: 'string', allowedValues: ['low', 'high'] },
        maybe: { $ref: '#/definitions/level', nullable: true },
        'a/b': { type: 'secureObject' },
      },
      parameters: {
        a: { $ref: '#/definitions/maybe' },
        b: { $ref: '#/definitions/level', allowedValues: ['low'] },
        c: { $ref: '#/definitions/a~1b' },
      },
    });
    expect(diagnostics).toEqual([]);
    expect(parameters.get('a')).toMatchObject({ type: 'string', nullable: true });
    expect(parameters.get('a')!.allowed?.map(show)).toEqual(["'low'", "'high'"]);
    expect(parameters.get('b')!.allowed?.map(show)).toEqual(["'low'"]);
    expect(parameters.get('c')).toMatchObject({ type: 'secureObject', secure: true });
  });

  it('survive definitions that are missing or refer to themselves', () => {
    const { parameters, diagnostics } = template({
      definitions: { loop: { $ref: '#/definitions/loop' } },
      parameters: { a: { $ref: '#/definitions/none' }, b: { $ref: '#/definitions/loop' } },
    });
    expect(parameters.get('a')!.type).toBeNull();
    expect(parameters.get('b')!.type).toBeNull();
    expect(found(diagnostics)).toEqual([['unknown-reference', '"#/definitions/none"']]);
  });

  it('cost themselves when they are wrongly written', () => {
    const { parameters, diagnostics } = template({
      parameters: { a: 'string', b: { type: 5, allowedValues: 'x' }, c: { type: 'int' } },
    });
    expect([...parameters.keys()]).toEqual(['b', 'c']);
    expect(parameters.get('b')).toMatchObject({ type: null, allowed: null });
    expect(found(diagnostics)).toEqual([
      ['wrong-form', '"string"'],
      ['wrong-form', '5'],
      ['wrong-form', '"x"'],
    ]);
  });
});

describe('variables', () => {
  const value = (variables: object, name: string) => show(template({ variables }).variables.get(name)!.value);

  it('are literals, expressions and whatever is made of them', () => {
    expect(value({ a: '[f()]', b: { "[g('k')]": ['x', 1, null, true, '[[y]'] } }, 'b')).toBe(
      "{g('k'): ['x', 1, null, true, '[y]']}",
    );
  });

  it('may be made by loops', () => {
    const copy = [
      { name: 'A', count: 2, input: "[copyIndex('A')]" },
      { name: 'b', count: '[length(f())]', input: { x: 1 } },
    ];
    expect(value({ copy }, 'a')).toBe("loop A × 2: copyIndex('A')");
    expect(value({ copy }, 'b')).toBe('loop b × length(f()): {x: 1}'.replace('{x', "{'x'"));
  });

  it('may have members that are made by loops', () => {
    const variables = {
      a: { before: 1, copy: [{ name: 'disks', count: 3, input: { lun: "[copyIndex('disks')]" } }] },
    };
    expect(value(variables, 'a')).toBe("{'before': 1, 'disks': loop disks × 3: {'lun': copyIndex('disks')}}");
  });

  it('may have a member that is only called like a loop', () => {
    expect(value({ a: { copy: true }, copy: 'x' }, 'a')).toBe("{'copy': true}");
    expect(value({ copy: ['x'] }, 'copy')).toBe("['x']");
  });

  it('whose loops lack something cost themselves', () => {
    const { variables, diagnostics } = template({
      variables: {
        copy: [
          { count: 1, input: 1 },
          { name: 'a', count: 1 },
          { name: 'b', count: 1, input: 1 },
        ],
      },
    });
    expect([...variables.keys()]).toEqual(['b']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['missing-property', 'missing-property']);
  });
});

describe('outputs', () => {
  it('have a value, a condition, or are made by a loop', () => {
    const { outputs, diagnostics } = template({
      outputs: {
        A: { type: 'string', value: '[f()]', condition: '[g()]' },
        many: { type: 'array', copy: { count: 2, input: '[copyIndex()]' } },
        secret: { type: 'securestring', value: '' },
      },
    });
    expect(diagnostics).toEqual([]);
    expect([show(outputs.get('a')!.value), show(outputs.get('a')!.condition)]).toEqual(['f()', 'g()']);
    expect(show(outputs.get('many')!.value)).toBe('loop many × 2: copyIndex()');
    expect(outputs.get('secret')!.secure).toBe(true);
  });

  it('without a value are reported', () => {
    const { outputs, diagnostics } = template({ outputs: { a: { type: 'int' }, b: 1, c: { value: 1 } } });
    expect([...outputs.keys()]).toEqual(['c']);
    expect(found(diagnostics)).toEqual([
      ['missing-property', '"a"'],
      ['wrong-form', '1'],
    ]);
  });
});

describe('functions', () => {
  it('are known by namespace and name', () => {
    const members = {
      Unique: {
        parameters: [{ name: 'Prefix', type: 'string' }],
        output: { type: 'string', value: "[concat(parameters('Prefix'), 'x')]" },
      },
    };
    const { functions, diagnostics } = template({ functions: [{ namespace: 'Contoso', members }] });
    expect(diagnostics).toEqual([]);
    const unique = functions.get('contoso.unique')!;
    expect(unique).toMatchObject({
      name: 'Contoso.Unique',
      parameters: [{ name: 'Prefix', type: 'string' }],
    });
    expect(show(unique.body)).toBe("concat(parameters('Prefix'), 'x')");
  });

  it('that are wrongly written cost themselves', () => {
    const good = { output: { value: 1 } };
    const { functions, diagnostics } = template({
      functions: [{ members: {} }, { namespace: 'a', members: { bad: {}, good } }, 'x'],
    });
    expect([...functions.keys()]).toEqual(['a.good']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['wrong-form', 'wrong-form', 'wrong-form']);
    expect(found(template({ functions: {} }).diagnostics)).toEqual([['wrong-form', '{']]);
  });
});

describe('any JSON', () => {
  const word = fc.constantFrom(
    'parameters',
    'variables',
    'resources',
    'outputs',
    'functions',
    'definitions',
    'copy',
    'type',
    'name',
    'count',
    'input',
    'properties',
    'template',
    'templateLink',
    'value',
    '$ref',
    'members',
    'namespace',
    'condition',
    'scope',
    'existing',
  );
  const anything = fc.letrec(tie => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('Microsoft.Resources/deployments', "[f('x')]", '[', '[[x]', 'inner', 1, true, null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(word, tie('value'), { maxKeys: 5 }),
    ),
  })).value;

  it('is read, forced and walked without an exception', () => {
    fc.assert(
      fc.property(fc.dictionary(word, anything), value => {
        const read = readTemplate(createSource('x.json', JSON.stringify(value)), filesOf());
        for (const { type, name, body, condition, module } of read.resources) {
          for (const node of [type, name, body, condition]) show(node);
          module?.load();
        }
        for (const { value: node } of [...read.variables.values(), ...read.outputs.values()]) show(node);
        for (const { default: node } of read.parameters.values()) show(node);
      }),
      { numRuns: 500 },
    );
  });
});
