// Functions that evaluate only some of their arguments, and what becomes of conditions that are not known.

import { describe, expect, test } from 'vitest';
import { addresses, at, codes, deploy, evaluated, type Json, plain } from './deploy.ts';

/** `u` is not known, `n` is known to be null, `s` is one of two. */
const PARAMETERS = {
  u: { type: 'bool' },
  n: { type: 'string', nullable: true },
  s: { type: 'string', allowedValues: ['a', 'b'] },
};

function value(expression: string): Json {
  return evaluated(expression, { parameters: PARAMETERS });
}

describe('if', () => {
  test('evaluates the branch that is taken', () => {
    const { outputs, diagnostics } = deploy({
      outputs: { o: { type: 'int', value: "[if(true(), 1, createObject('a', 1).b)]" } },
    });
    expect(plain(outputs.get('o')!)).toBe(1);
    expect(diagnostics).toEqual([]);
  });

  test('names the input or the written variable that decided', () => {
    const { outputs } = deploy({
      parameters: { isPrivate: { type: 'bool', defaultValue: false } },
      variables: {
        given: "[parameters('isPrivate')]",
        written: false,
        kind: 'a',
        computed: "[equals(variables('kind'), 'b')]",
      },
      outputs: Object.fromEntries(
        ['given', 'written', 'computed'].map(name => [
          name,
          { type: 'string', value: `[if(variables('${name}'), 'x', 'y')]` },
        ]),
      ),
    });
    const deciders = (name: string) =>
      outputs.get(name)!.origin.flatMap(step => (step.role === 'condition' ? [step.name] : []));
    expect(deciders('given')).toEqual(['isPrivate']);
    expect(deciders('written')).toEqual(['written']);
    expect(deciders('computed')).toEqual(['kind']);
  });

  test('is one of both branches where the condition is unknown', () => {
    expect(value("[if(parameters('u'), 'x', 'y')]")).toEqual({ oneOf: ['x', 'y'] });
  });

  test('is known where both branches are the same', () => {
    expect(value("[if(parameters('u'), 'x', concat('x'))]")).toBe('x');
  });

  test('follows the alternatives of its condition', () => {
    expect(value("[if(equals(parameters('s'), 'a'), 1, if(equals(parameters('s'), 'b'), 2, 3))]")).toEqual({
      oneOf: [1, 2, 3],
    });
    expect(value("[if(contains(createArray('a', 'b'), parameters('s')), 1, 2)]")).toBe(1);
  });

  test('raises no errors of a branch that may not be taken', () => {
    const deployment = deploy({
      parameters: PARAMETERS,
      outputs: { o: { type: 'int', value: "[if(parameters('u'), createArray()[3], 1)]" } },
    });
    expect(codes(deployment)).toEqual([]);
  });

  test('reports a condition that is no boolean', () => {
    expect(codes(deploy({ outputs: { o: { type: 'int', value: "[if('a', 1, 2)]" } } }))).toEqual([
      'wrong-type',
    ]);
  });
});

describe('and, or, not', () => {
  test.each([
    ["[and(parameters('u'), false())]", false],
    ['[and(false, createArray()[3])]', false],
    ["[or(parameters('u'), true())]", true],
    ["[and(true(), parameters('u'))]", "?parameters('u')"],
    ["[or(false(), parameters('u'))]", "?parameters('u')"],
    ["[and(parameters('u'), and(true(), parameters('u')))]", "?parameters('u')"],
    ["[not(parameters('u'))]", "?not(parameters('u'))"],
    ['[and(true(), true())]', true],
    ['[or(false(), false())]', false],
  ])('%s', (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });

  test('have one form however they are nested', () => {
    const parameters = { a: { type: 'bool' }, b: { type: 'bool' }, c: { type: 'bool' } };
    const left = "and(and(parameters('a'), parameters('b')), parameters('c'))";
    const right = "and(parameters('a'), and(parameters('b'), parameters('c')))";
    expect(evaluated(`[${left}]`, { parameters })).toEqual(evaluated(`[${right}]`, { parameters }));
  });
});

describe('coalesce', () => {
  test.each([
    ["[coalesce(parameters('n'), 'd')]", 'd'],
    ["[coalesce('x', createArray()[3])]", 'x'],
    ['[coalesce(null(), null())]', null],
    // Text is never null, whatever stands in its holes.
    ["[coalesce(concat('x', parameters('u')), 'd')]", "?`x${parameters('u')}`"],
    ["[coalesce(if(parameters('u'), 'x', null()), 'd')]", { oneOf: ['x', 'd'] }],
  ])('%s', (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });

  test('leaves what may be null open', () => {
    expect(value("[coalesce(reference('/x').a, 'd')]")).toBe(
      "?coalesce(reference('/x').'properties'.'a','d')",
    );
  });
});

describe('equals', () => {
  test('of the same unknown is true', () => {
    expect(value("[equals(parameters('u'), parameters('u'))]")).toBe(true);
  });
});

describe('alternatives', () => {
  test('without the member that is read cannot be the case', () => {
    expect(value("[if(parameters('u'), createObject('a', 1), createObject()).a]")).toBe(1);
    expect(value("[if(parameters('u'), createArray('x', 'y'), createArray())[1]]")).toBe('y');
  });

  test('stay together', () => {
    const variables = { v: "[if(parameters('u'), 'x', 'y')]" };
    const twice = evaluated("[concat(variables('v'), variables('v'))]", {
      parameters: PARAMETERS,
      variables,
    });
    expect(twice).toEqual({ oneOf: ['xx', 'yy'] });
  });
});

describe('the condition of a resource', () => {
  const resource = { type: 'Microsoft.A/a', apiVersion: '2024-01-01', name: 'x' };

  test('leaves out what is not deployed', () => {
    expect(addresses(deploy({ resources: [{ ...resource, condition: false }] }))).toEqual([]);
  });

  test('is kept where it is unknown', () => {
    const deployment = deploy({
      parameters: PARAMETERS,
      resources: [{ ...resource, condition: "[parameters('u')]" }],
    });
    const { deployed, condition } = at(deployment, 'Microsoft.A/a/x');
    expect([deployed, plain(condition!)]).toEqual(['unknown', "?parameters('u')"]);
  });

  test('is null where it is true', () => {
    const deployment = deploy({ resources: [{ ...resource, condition: '[equals(1, 1)]' }] });
    expect(at(deployment, 'Microsoft.A/a/x')).toMatchObject({ deployed: true, condition: null });
  });

  test('silences errors in what may not be deployed', () => {
    const properties = { a: "[split('', '/')[4]]" };
    const deployment = deploy({
      parameters: PARAMETERS,
      resources: [{ ...resource, name: '[createArray()[2]]', condition: "[parameters('u')]", properties }],
    });
    expect(codes(deployment)).toEqual([]);
  });
});
