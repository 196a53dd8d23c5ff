// Parameters, variables and outputs: where their values come from and what stands in for them.

import { describe, expect, test } from 'vitest';
import { createSource, textOf } from '../../../../src/model/source.ts';
import { call, unknown, type Value } from '../../../../src/model/value.ts';
import { readParameterFile } from '../../../../src/parsers/arm/parameter-file.ts';
import { codes, deploy, evaluated, type Json, plain, wayOf } from './deploy.ts';

function parameter(declaration: Json, inputs: Record<string, Json | Value> = {}) {
  const deployment = deploy(
    { parameters: { p: declaration }, outputs: { result: { type: 'string', value: "[parameters('p')]" } } },
    { inputs },
  );
  return {
    value: deployment.outputs.get('result')!,
    codes: codes(deployment),
    diagnostics: deployment.diagnostics,
  };
}

describe('parameters', () => {
  test('an input comes before the default', () => {
    expect(plain(parameter({ type: 'string', defaultValue: 'd' }, { p: 'i' }).value)).toBe('i');
    expect(plain(parameter({ type: 'string', defaultValue: 'd' }).value)).toBe('d');
  });

  test('names compare without case', () => {
    expect(plain(parameter({ type: 'string' }, { P: 'i' }).value)).toBe('i');
    expect(evaluated("[PARAMETERS('A')]", { parameters: { a: { type: 'int', defaultValue: 1 } } })).toBe(1);
  });

  test('without a value it is unknown and says why', () => {
    const { value } = parameter({ type: 'string' });
    expect(value).toMatchObject({ kind: 'unknown', reason: 'parameter `p` has no default' });
    expect(plain(value)).toBe("?parameters('p')");
  });

  test('without a value it is one of those allowed', () => {
    const { value } = parameter({ type: 'string', allowedValues: ['a', 'b'] });
    expect(plain(value)).toEqual({ oneOf: ['a', 'b'] });
    expect(value).toMatchObject({ reason: 'parameter `p` has no default' });
  });

  test('a nullable one is null', () => {
    expect(plain(parameter({ type: 'string', nullable: true }).value)).toBe(null);
  });

  test('null as an input counts as nothing given where there is a default', () => {
    expect(plain(parameter({ type: 'string', defaultValue: 'd' }, { p: null }).value)).toBe('d');
  });

  test('a default may use other parameters', () => {
    const parameters = {
      a: { type: 'string', defaultValue: "[concat(parameters('b'), '!')]" },
      b: { type: 'string' },
    };
    expect(evaluated("[parameters('a')]", { parameters }, { inputs: { b: 'x' } })).toBe('x!');
  });

  test.each([
    ['bool', 'true', true],
    ['bool', 'False', false],
    ['bool', '1', true],
    ['int', '3', 3],
    ['int', '-3', -3],
  ])('%s takes the text %j', (type, input, expected) => {
    expect(parameter({ type }, { p: input })).toMatchObject({ value: { value: expected }, codes: [] });
  });

  test('text stays text', () => {
    expect(plain(parameter({ type: 'string' }, { p: 'true' }).value)).toBe('true');
  });

  test.each([
    ['int', 'three'],
    ['bool', 2],
    ['array', 'a'],
    ['object', ['a']],
    ['secureString', 1],
  ])('a wrong type is reported and kept: %s given %j', (type, input) => {
    const { value, codes } = parameter({ type }, { p: input });
    expect(codes).toEqual(['wrong-parameter-type']);
    expect(plain(value)).toEqual(input);
  });

  test('a value that is not allowed is reported; case does not count', () => {
    const declaration = { type: 'string', allowedValues: ['Enabled', 'Disabled'] };
    expect(parameter(declaration, { p: 'Off' }).codes).toEqual(['disallowed-value']);
    expect(parameter(declaration, { p: 'disabled' }).codes).toEqual([]);
  });

  test('an input for a parameter that is not declared is reported with the nearest name', () => {
    const { diagnostics } = parameter({ type: 'string', defaultValue: '' }, { pp: 'x' });
    expect(diagnostics).toMatchObject([{ code: 'undeclared-parameter', hint: 'Did you mean `p`?' }]);
  });

  test('which is not one that is given, and several are reported together, called as they are written', () => {
    const text = '{ "apiLocation": { "value": 1 }, "location": { "value": 2 }, "isOpen": { "value": true } }';
    const { values } = readParameterFile(createSource('main.parameters.json', text));
    const template = { parameters: { location: { type: 'int' } } };
    const { diagnostics } = deploy(template, { inputs: Object.fromEntries(values) });
    expect(diagnostics.map(each => each.message)).toEqual([
      '`main.json` has no parameters `apiLocation` and `isOpen`',
    ]);
    expect(diagnostics.map(each => textOf(each.span!))).toEqual(['1']);
    const many = Object.fromEntries(['q', 'w', 'e', 'r', 't', 'y', 'u'].map(name => [name, 1]));
    expect(deploy({}, { inputs: many }).diagnostics[0]!.message).toBe(
      '`main.json` has no parameters `q`, `w`, `e`, `r`, `t` and 2 more',
    );
  });

  test('a secure value is known like any other', () => {
    expect(plain(parameter({ type: 'secureString' }, { p: 's' }).value)).toBe('s');
  });

  test('an unknown input keeps its own reason', () => {
    const input = unknown(call('readEnvironmentVariable'), 'environment variable `X` is not known here');
    const { outputs } = deploy(
      {
        parameters: { p: { type: 'string' } },
        outputs: { o: { type: 'string', value: "[toLower(parameters('p'))]" } },
      },
      { inputs: { p: input } },
    );
    expect(outputs.get('o')).toMatchObject({ reason: input.reason });
  });
});

describe('variables', () => {
  test('may use each other', () => {
    const variables = { a: "[concat(variables('b'), '1')]", b: 'b' };
    expect(evaluated("[variables('A')]", { variables })).toBe('b1');
  });

  test('may be loops', () => {
    const variables = { copy: [{ name: 'l', count: 3, input: "[copyIndex('l', 10)]" }] };
    expect(evaluated("[variables('l')]", { variables })).toEqual([10, 11, 12]);
  });
});

describe('what does not exist', () => {
  test.each([
    ["[parameters('colour')]", 'unknown-parameter', 'Did you mean `color`?'],
    ["[variables('hues')]", 'unknown-variable', 'Did you mean `hue`?'],
  ])('%s', (expression, code, hint) => {
    const { diagnostics } = deploy({
      parameters: { color: { type: 'string', defaultValue: '' } },
      variables: { hue: 1 },
      outputs: { o: { type: 'string', value: expression } },
    });
    expect(diagnostics).toMatchObject([{ code, hint }]);
  });
});

describe('cycles', () => {
  test.each([
    [
      'variables',
      { variables: { a: "[variables('b')]", b: "[variables('a')]" } },
      "[variables('a')]",
      'cyclic-variable',
    ],
    [
      'parameters',
      { parameters: { a: { type: 'string', defaultValue: "[parameters('a')]" } } },
      "[parameters('a')]",
      'cyclic-parameter',
    ],
  ])('of %s are reported once and come to unknown', (_what, template, expression, code) => {
    const deployment = deploy({ ...template, outputs: { o: { type: 'string', value: expression } } });
    expect(codes(deployment)).toEqual([code]);
    expect(deployment.diagnostics[0]?.severity).toBe('error');
    expect(deployment.outputs.get('o')?.kind).toBe('unknown');
  });
});

describe('the way of a value', () => {
  test('starts where it is written and names each use', () => {
    const { outputs } = deploy({
      parameters: { p: { type: 'string', defaultValue: 'x' } },
      variables: { v: "[parameters('p')]" },
      outputs: { o: { type: 'string', value: "[variables('v')]" } },
    });
    expect(wayOf(outputs.get('o')!)).toEqual([
      'literal "x"',
      'default "x"',
      "parameter parameters('p')",
      "variable variables('v')",
      `output "[variables('v')]"`,
    ]);
  });

  test('of an unknown parameter starts at its declaration', () => {
    const { value } = parameter({ type: 'string' });
    expect(wayOf(value)[0]).toBe('parameter "p"');
  });

  test('of a member keeps the way of its container', () => {
    const { outputs } = deploy({
      parameters: { p: { type: 'object', defaultValue: { a: { b: 1 } } } },
      outputs: { o: { type: 'int', value: "[parameters('p').a.b]" } },
    });
    expect(wayOf(outputs.get('o')!).slice(0, 3)).toEqual([
      'literal 1',
      'default {\n        "a": {\n          "b": 1\n        }\n      }',
      "parameter parameters('p')",
    ]);
  });
});
