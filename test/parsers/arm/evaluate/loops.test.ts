// Copies of resources, properties and variables: how many there are and what each of them sees.

import { describe, expect, test } from 'vitest';
import { addresses, at, codes, deploy, evaluated, idInGroup, type Json, member, plain } from './deploy.ts';

const PARAMETERS = { n: { type: 'int' }, list: { type: 'array' }, u: { type: 'bool' } };

function copied(count: Json, more: Readonly<Record<string, Json>> = {}): Readonly<Record<string, Json>> {
  return {
    type: 'Microsoft.A/a',
    apiVersion: '2024-01-01',
    name: "[format('x{0}', copyIndex())]",
    copy: { name: 'l', count },
    ...more,
  };
}

describe('a loop over resources', () => {
  test('makes one resource for each turn', () => {
    const deployment = deploy({ resources: { r: copied(2, { properties: { i: '[copyIndex()]' } }) } });
    expect(addresses(deployment)).toEqual(['r[0]', 'r[1]']);
    expect(plain(at(deployment, 'r[1]').name)).toBe('x1');
    expect(plain(member(at(deployment, 'r[1]'), 'properties.i'))).toBe(1);
  });

  test('of an unknown count has one turn that stands for all', () => {
    const deployment = deploy({ parameters: PARAMETERS, resources: { r: copied("[parameters('n')]") } });
    expect(addresses(deployment)).toEqual(['r[*]']);
    const { name, deployed, condition } = at(deployment, 'r[*]');
    expect(plain(name)).toBe("?`x${copyindex(parameters('n'))}`");
    expect(deployed).toBe('unknown');
    expect(plain(condition!)).toBe("?greater(parameters('n'),0)");
    expect(condition).toMatchObject({ reason: 'parameter `n` has no default' });
    expect(deployment.gaps).toEqual([]);
  });

  test('over an unknown array reads its items symbolically', () => {
    const deployment = deploy({
      parameters: PARAMETERS,
      resources: {
        r: copied("[length(parameters('list'))]", { tags: "[parameters('list')[copyIndex()].t]" }),
      },
    });
    expect(plain(member(at(deployment, 'r[*]'), 'tags'))).toBe(
      "?parameters('list').copyindex(length(parameters('list'))).'t'",
    );
  });

  test('over one of several arrays makes the turns that may be', () => {
    const items = "if(parameters('u'), createArray('a', 'b'), createArray('c'))";
    const deployment = deploy({
      parameters: PARAMETERS,
      resources: { r: copied(`[length(${items})]`, { tags: `[${items}[copyIndex()]]` }) },
    });
    expect(addresses(deployment)).toEqual(['r[0]', 'r[1]']);
    expect(at(deployment, 'r[0]').deployed).toBe(true);
    expect(plain(member(at(deployment, 'r[0]'), 'tags'))).toEqual({ oneOf: ['a', 'c'] });
    expect(at(deployment, 'r[1]').deployed).toBe('unknown');
    expect(plain(member(at(deployment, 'r[1]'), 'tags'))).toBe('b');
  });

  test('of no turns makes none', () => {
    expect(addresses(deploy({ resources: { r: copied(0) } }))).toEqual([]);
  });

  test('repeats what is nested in it', () => {
    const nested = { type: 'b', apiVersion: '2024-01-01', name: "[format('y{0}', copyIndex())]" };
    const deployment = deploy({ resources: [copied(2, { resources: [nested] })] });
    expect(deployment.resources.map(({ name }) => plain(name))).toEqual(['x0', 'x1', 'x0/y0', 'x1/y1']);
    expect(plain(deployment.resources[3]!.parent!)).toBe(idInGroup('Microsoft.A/a/x1'));
  });

  test('has turns of which others speak by index', () => {
    const deployment = deploy({
      resources: {
        r: copied(2),
        other: {
          type: 'Microsoft.B/b',
          apiVersion: '2024-01-01',
          name: 'o',
          copy: { name: 'o', count: 2 },
          properties: { id: "[resourceInfo(format('r[{0}]', copyIndex())).id]" },
        },
      },
    });
    expect(plain(member(at(deployment, 'other[1]'), 'properties.id'))).toBe(idInGroup('Microsoft.A/a/x1'));
  });

  test('pairs with another of the same unknown count', () => {
    const deployment = deploy({
      parameters: PARAMETERS,
      resources: {
        r: copied("[parameters('n')]"),
        other: copied("[parameters('n')]", {
          type: 'Microsoft.B/b',
          properties: { id: "[resourceInfo(format('r[{0}]', copyIndex())).id]" },
        }),
      },
    });
    expect(plain(member(at(deployment, 'other[*]'), 'properties.id'))).toBe(
      plain(at(deployment, 'r[*]').identities[0]!),
    );
  });

  test('reports a count that is no number', () => {
    expect(codes(deploy({ resources: [copied('three')] }))).toEqual(['wrong-type']);
  });
});

describe('a loop over properties', () => {
  test('makes an array in the place of `copy`', () => {
    const properties = {
      copy: [{ name: 'p', count: 2, input: { i: "[copyIndex('p')]", outer: '[copyIndex()]' } }],
    };
    const deployment = deploy({ resources: { r: copied(2, { properties }) } });
    expect(plain(member(at(deployment, 'r[1]'), 'properties'))).toEqual({
      p: [
        { i: 0, outer: 1 },
        { i: 1, outer: 1 },
      ],
    });
  });

  test('of an unknown count is unknown', () => {
    const variables = { copy: [{ name: 'v', count: "[parameters('n')]", input: "[copyIndex('v')]" }] };
    expect(evaluated("[variables('v')]", { parameters: PARAMETERS, variables })).toBe(
      "?copy(parameters('n'),copyindex(parameters('n')))",
    );
  });

  test('of an unknown count still has items that others may read', () => {
    const input = { name: "[parameters('list')[copyIndex('v')]]", fixed: 'x' };
    const variables = { copy: [{ name: 'v', count: "[length(parameters('list'))]", input }] };
    const template = { parameters: PARAMETERS, variables };
    expect(evaluated("[variables('v')[0].fixed]", template)).toBe('x');
    expect(evaluated("[variables('v')[2].name]", template)).toBe("?parameters('list').2");
    const resources = {
      r: copied("[length(variables('v'))]", { tags: "[variables('v')[copyIndex()]]" }),
    };
    const resource = at(deploy({ ...template, resources }), 'r[*]');
    expect(plain(resource.condition!)).toBe("?greater(length(parameters('list')),0)");
    expect(plain(member(resource, 'tags'))).toEqual({
      name: "?parameters('list').copyindex(length(parameters('list')))",
      fixed: 'x',
    });
  });

  test('of one of several counts is one of several arrays', () => {
    const count = "[if(parameters('u'), 2, 0)]";
    const variables = { copy: [{ name: 'v', count, input: "[copyIndex('v')]" }] };
    expect(evaluated("[variables('v')]", { parameters: PARAMETERS, variables })).toEqual({
      oneOf: [[0, 1], []],
    });
  });

  test('tells its turns from those of a loop around it with the same count', () => {
    const count = "[parameters('n')]";
    const inner = { name: 'inner', count, input: "[createArray(copyIndex('r'), copyIndex('inner'))]" };
    const deployment = deploy({
      parameters: PARAMETERS,
      resources: { r: copied(count, { copy: { name: 'r', count }, properties: { copy: [inner] } }) },
    });
    expect(plain(member(at(deployment, 'r[*]'), 'properties.inner'))).toBe(
      "?copy(parameters('n'),[copyindex(parameters('n')),copyindex(parameters('n'),1)])",
    );
  });
});

describe('copyIndex', () => {
  test('outside of a loop is reported', () => {
    expect(codes(deploy({ outputs: { o: { type: 'int', value: '[copyIndex()]' } } }))).toEqual([
      'unknown-loop',
    ]);
    expect(codes(deploy({ resources: [copied(1, { tags: "[copyIndex('other')]" })] }))).toEqual([
      'unknown-loop',
    ]);
  });

  test('takes an offset, after a name or alone', () => {
    const deployment = deploy({
      resources: { r: copied(1, { tags: ['[copyIndex(5)]', "[copyIndex('l', 7)]"] }) },
    });
    expect(plain(member(at(deployment, 'r[0]'), 'tags'))).toEqual([5, 7]);
  });
});
