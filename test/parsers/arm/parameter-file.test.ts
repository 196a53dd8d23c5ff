// Parameter files in JSON.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSource, textOf } from '../../../src/model/source.ts';
import { type Value, valueKey } from '../../../src/model/value.ts';
import { isParameterFile, readParameterFile } from '../../../src/parsers/arm/parameter-file.ts';
import { parseJson } from '../../../src/parsers/json/parser.ts';
import { found } from './templates.ts';

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';

function read(content: unknown) {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  return readParameterFile(createSource('main.parameters.json', text));
}

function given(value: unknown): Value {
  return read({ parameters: { x: { value } } }).values.get('x')!;
}

/** What a value is, or why it is not known. */
function shown(value: Value | undefined): unknown {
  return value?.kind === 'scalar' ? value.value : value?.kind === 'unknown' ? value.reason : value?.kind;
}

describe('forms', () => {
  const parameters = { Name: { value: 'ai' }, count: { value: 3 } };

  it.each([
    ['with a schema', { $schema: SCHEMA, contentVersion: '1.0.0.0', parameters }],
    ['without a schema', { parameters }],
    ['bare', parameters],
    ['bare with a schema', { $schema: SCHEMA, contentVersion: '1.0.0.0', ...parameters }],
  ])('%s', (_, content) => {
    const file = read(content);
    expect(file.diagnostics).toEqual([]);
    expect([...file.values].map(([name, value]) => [name, shown(value)])).toEqual([
      ['name', 'ai'],
      ['count', 3],
    ]);
    expect(file.names.get('name')!.name).toBe('Name');
    expect(textOf(file.names.get('name')!.span)).toBe('"Name"');
    expect(isParameterFile(parseJson(file.source).root)).toBe(true);
  });

  it('a parameter may be called `parameters`', () => {
    expect([...read({ parameters: { value: 1 }, other: { value: 2 } }).values.keys()]).toEqual([
      'parameters',
      'other',
    ]);
  });

  it.each([
    ['a template', { parameters: { a: { type: 'string' } }, resources: [] }],
    ['something else', { name: 'x', version: '1' }],
    ['a list', [1]],
    ['nothing', {}],
  ])('%s is no parameter file', (_, content) => {
    expect(isParameterFile(parseJson(createSource('x.json', JSON.stringify(content))).root)).toBe(false);
  });

  it('what is wrongly written costs itself', () => {
    const file = read({ parameters: { a: 'x', b: { values: 1 }, c: { value: 1 } } });
    expect([...file.values.keys()]).toEqual(['c']);
    expect(found(file.diagnostics)).toEqual([
      ['wrong-form', '"x"'],
      ['wrong-form', '{'],
    ]);
    expect(found(read('[1]').diagnostics)).toEqual([['not-a-parameter-file', '[']]);
    expect(found(read({ parameters: [] }).diagnostics)).toEqual([['wrong-form', '[']]);
    expect(found(read('').diagnostics)).toEqual([['empty-json', '']]);
  });
});

describe('values', () => {
  it('are not given by `{}`, which azd writes for what it asks for', () => {
    const file = read({ $schema: SCHEMA, parameters: { location: {}, name: { value: 'ai' } } });
    expect([...file.values.keys()]).toEqual(['name']);
    expect(file.diagnostics).toEqual([]);
  });

  it('are plain JSON: brackets mean nothing', () => {
    const value = given({ list: [1, true, null, '[f()]'], text: 'x' });
    expect(valueKey(value)).toBe('{"list":[1,true,null,"[f()]"],"text":"x"}');
  });

  it('come from the parameter file, every part of them', () => {
    const value = given({ a: ['x'] });
    const list = value.kind === 'object' ? value.members.get('a')! : value;
    const item = list.kind === 'array' ? list.items[0]! : list;
    expect(item.origin).toEqual([{ role: 'parameter-file', span: expect.anything(), name: 'x' }]);
    expect(textOf(item.origin[0]!.span)).toBe('"x"');
    expect(value.kind === 'object' && textOf(value.keySpans!.get('a')!)).toBe('"a"');
  });

  it('may be null', () => {
    expect(given(null)).toMatchObject({ kind: 'scalar', value: null });
  });

  it('in a key vault are unknown', () => {
    const id = '/subscriptions/s/resourceGroups/r/providers/Microsoft.KeyVault/vaults/kv';
    const { values } = read({
      parameters: { key: { reference: { keyVault: { id }, secretName: 'api-key' } } },
    });
    expect(shown(values.get('key'))).toBe('secret `api-key` of key vault `kv` is only known at deployment');
  });

  it('that are expressions are unknown unless they are constants', () => {
    const { values } = read({
      parameters: { a: { expression: "[externalInputs('x')]" }, b: { expression: "['const']" } },
    });
    expect(shown(values.get('a'))).toBe("`[externalInputs('x')]` is only known at deployment");
    expect(shown(values.get('b'))).toBe('const');
  });
});

describe('placeholders of azd', () => {
  it.each([
    ['a default', '${LOCATION=westeurope}', 'westeurope'],
    ['an empty default', '${KEY=}', ''],
    ["the shell's defaults", '${A:-b}', 'b'],
    ['a flag stays text, for who knows the type', '${PUBLIC=true}', 'true'],
    ['a default inside of text', 'rg-${ENV=dev}-${N=1}', 'rg-dev-1'],
    ['no default', '${AZURE_LOCATION}', 'environment variable `AZURE_LOCATION` has no default'],
    ['no default inside of text', 'rg-${ENV}', 'environment variable `ENV` has no default'],
    [
      'a value that azd makes',
      '$(secretOrRandomPassword kv name)',
      '`secretOrRandomPassword` is a value that azd makes at deployment',
    ],
    ['no placeholder', 'costs $5 {x}', 'costs $5 {x}'],
  ])('%s', (_, written, expected) => {
    expect(shown(given(written))).toBe(expected);
  });

  it('leave holes in text', () => {
    const value = given('rg-${ENV}-${REGION=weu}');
    expect(
      value.kind === 'unknown' && value.expression.kind === 'text' && value.expression.parts,
    ).toMatchObject(['rg-', { expression: { name: 'readEnvironmentVariable' } }, '-weu']);
    expect(valueKey(value)).toBe(valueKey(given('rg-${ENV}-weu')));
  });

  it('of the same variable are the same unknown', () => {
    expect(valueKey(given('${A}'))).toBe(valueKey(given('${A}')));
    expect(valueKey(given('${A}'))).not.toBe(valueKey(given('${B}')));
  });
});

describe('any JSON', () => {
  it('is read without an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), text => {
        expect(read(text).values.size).toBe(read(text).names.size);
      }),
    );
  });
});
