// Which bracket is missing, told by indentation; and one token after the other taken away.

import { describe, expect, test } from 'vitest';
import { createSource } from '../../../../src/model/source.ts';
import { tokenize } from '../../../../src/parsers/bicep/lexer.ts';
import type { Statement } from '../../../../src/parsers/bicep/syntax.ts';
import { parse, problems, tree } from './print.ts';

const sample = `targetScope = 'resourceGroup'

@description('Where')
param location string = resourceGroup().location

type sku = {
  @description('Its name')
  name: 'basic' | 'standard'
  tags: string[]?
}

var defaults = union(base, {
  rules: [
    {
      name: 'one'
    }
    {
      name: 'two \${location}'
    }
  ]
  other: !empty(base)
    ? {
        a: 1
      }
    : {}
})

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = if (useVault) {
  name: last(split(vaultId, '/'))

  resource key 'keys@2023-07-01' existing = {
    name: 'key'
  }
}

@batchSize(1)
module endpoints 'endpoint.bicep' = [
  for (endpoint, index) in (privateEndpoints ?? []): if (endpoint.enabled) {
    name: '\${deployment().name}-\${index}'
    scope: resourceGroup(
      split(endpoint.?group ?? '', '/')[2],
      location
    )
    params: {
      ...endpoint
      ids: map(endpoint.ids, id => { id: id })
    }
  }
]

resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'account'
  properties: {
    networkAcls: {
      ipRules: []
    }
    encryption: vault::key.properties.keyUri
  }
}

output id string = account.id
`;

function names(statements: readonly Statement[]): string[] {
  return statements.flatMap(statement => {
    if (statement.kind !== 'resource' && statement.kind !== 'module') return [];
    let body = statement.value.kind === 'for' ? statement.value.body : statement.value;
    if (body.kind === 'if') body = body.body;
    const members = body.kind === 'object' ? body.members : [];
    return [
      statement.name.name,
      ...members.flatMap(each => (each.kind === 'nested' ? names([each.resource]) : [])),
    ];
  });
}

describe('one token less', () => {
  const { kinds, starts, ends } = tokenize(createSource('main.bicep', sample));
  const all = ['vault', 'key', 'endpoints', 'account'];

  test('the sample is whole', () => {
    expect(problems(sample)).toEqual([]);
    expect(names(parse(sample).statements)).toEqual(all);
  });

  test.each(
    kinds.slice(0, -1).map((kind, row) => [row, kind, sample.slice(starts[row], ends[row])] as const),
  )('without token %i (%s): %j', (row, _kind, text) => {
    const mutilated = sample.slice(0, starts[row]) + sample.slice(ends[row]);
    const isName = all.includes(text) && /(?:resource|module) $/.test(sample.slice(0, starts[row]));
    const expected = isName ? all.map(each => (each === text ? '' : each)) : all;
    expect(names(parse(mutilated).statements)).toEqual(expected);
    expect(parse(mutilated).diagnostics.length).toBeLessThanOrEqual(4);
  });
});

describe('a missing bracket', () => {
  test('`}` of an inner object: the items to its left belong to the outer one', () => {
    const text = 'var x = {\n  a: {\n    b: {\n      c: 1\n    d: 2\n  }\n  e: 3\n}\nvar y = 1';
    expect(tree(text)).toBe('(var x = {a: {b: {c: 1} d: 2} e: 3})\n(var y = 1)');
    expect(problems(text)).toEqual(['unclosed-bracket @3:8 |{|']);
  });

  test('`{`: the lines to the right are its items', () => {
    const text = 'var x = {\n  a:\n    b: 1\n    c: 2\n  }\n  d: 3\n}\nvar y = 1';
    expect(tree(text)).toBe('(var x = {a: {b: 1 c: 2} d: 3})\n(var y = 1)');
    expect(problems(text)).toEqual(['unexpected-token @2:5 ||']);
  });

  test('`[`', () => {
    const text = "var x = {\n  a:\n    'b'\n    'c'\n  ]\n  d: 3\n}\nvar y = 1";
    expect(tree(text)).toBe('(var x = {a: ["b" "c"] d: 3})\n(var y = 1)');
    expect(problems(text)).toEqual(['unexpected-token @2:5 ||']);
  });

  test('`{` of an object in an array', () => {
    const text = 'var x = [\n  {\n    a: 1\n  }\n    a: 2\n  }\n]\nvar y = 1';
    expect(tree(text)).toBe('(var x = [{a: 1} {a: 2}])\n(var y = 1)');
    expect(problems(text)).toHaveLength(1);
  });

  test('`)` over several lines', () => {
    const text = 'var x = {\n  a: f(\n    1,\n    2\n  b: 3\n}\nvar y = 1';
    expect(tree(text)).toBe('(var x = {a: (call f 1 2) b: 3})\n(var y = 1)');
    expect(problems(text)).toEqual(['unclosed-bracket @2:7 |(|']);
  });

  test('the start of a string leaves a `}` that closes nothing', () => {
    const text = "var x = {\n  a: ${b}-c'\n  d: 1\n}\nvar y = 1";
    expect(tree(text)).toBe('(var x = {a: ERROR d: 1})\n(var y = 1)');
  });

  test('a resource with an open body ends where the next statement starts', () => {
    const text =
      "resource a 'T/x@1' = {\n  properties: {\n    b: [\n@secure()\nparam c string\nresource d 'T/x@1' = {\n}";
    expect(tree(text)).toBe(
      '(resource a "T/x@1" {properties: {b: []}})\n@(call secure) (param c string)\n(resource d "T/x@1" {})',
    );
    expect(problems(text)).toHaveLength(1);
  });
});

describe('without indentation', () => {
  test('statements still end open blocks', () => {
    const text =
      "resource a 'T/x@1' = {\nproperties: {\nb: 1\n}\nmodule m 'm.bicep' = {\nname: 'm'\n}\noutput c int = 1";
    expect(tree(text)).toBe(
      '(resource a "T/x@1" {properties: {b: 1}})\n(module m "m.bicep" {name: "m"})\n(output c int = 1)',
    );
    expect(problems(text)).toEqual(['unclosed-bracket @1:22 |{|']);
  });

  test('where brackets match, indentation means nothing', () => {
    const text =
      "resource a 'T/x@1' = {\n      b: {\nc: 1\n         }\nresource d 'y' = {\n}\n  e: [\n1\n        ]\n}";
    expect(tree(text)).toBe('(resource a "T/x@1" {b: {c: 1} (resource d "y" {}) e: [1]})');
    expect(problems(text)).toEqual([]);
  });
});
