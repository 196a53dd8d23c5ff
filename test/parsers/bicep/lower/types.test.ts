import { describe, expect, test } from 'vitest';
import { createSource } from '../../../../src/model/source.ts';
import { createBicepReader } from '../../../../src/parsers/bicep/read-bicep.ts';
import { memoryFiles, problems, type Texts } from './evaluated.ts';

/** What is known of the type of the parameter `p`. */
function typeOf(main: string, others: Texts = {}) {
  const reader = createBicepReader(memoryFiles({ ...others, 'main.bicep': main }));
  const { type, nullable, secure, allowed } = reader
    .readTemplate(createSource('main.bicep', main))
    .parameters.get('p')!;
  return [
    type,
    nullable,
    secure,
    allowed?.map(node => (node.kind === 'literal' ? node.value : node.kind)) ?? null,
  ];
}

describe('parameter types', () => {
  test.each([
    ['param p string', ['string', false, false, null]],
    ['param p int?', ['int', true, false, null]],
    ['@secure()\nparam p string', ['secureString', false, true, null]],
    ['@secure()\nparam p object?', ['secureObject', true, true, null]],
    ["param p 'a' | 'b'", ['string', false, false, ['a', 'b']]],
    ["param p 'a' | 'b' | null", ['string', true, false, ['a', 'b']]],
    ['param p -1 | 1', ['int', false, false, [-1, 1]]],
    ["@allowed(['a', 'b'])\nparam p string", ['string', false, false, ['a', 'b']]],
    ["param p ('a' | 'b')[]", ['array', false, false, ['a', 'b']]],
    ['param p [string, int]', ['array', false, false, null]],
    ['param p { a: string }', ['object', false, false, null]],
    ["param p resourceInput<'Microsoft.X/a@1'>", ['object', false, false, null]],
    ['param p sys.string', ['string', false, false, null]],
  ])('%s', (main, facts) => {
    expect(typeOf(main)).toEqual(facts);
  });

  test('behind aliases and members', () => {
    const types = `
      type settings = {
        level: 'low' | 'high'
        @secure()
        key: string
        tags: { *: int }
        list: string[]
        pair: [bool, int]
      }
      type alias = settings?`;
    expect(typeOf(`${types}\nparam p alias`)).toEqual(['object', true, false, null]);
    expect(typeOf(`${types}\nparam p settings.level`)).toEqual(['string', false, false, ['low', 'high']]);
    expect(typeOf(`${types}\nparam p alias!.key`)).toEqual(['secureString', false, true, null]);
    expect(typeOf(`${types}\nparam p settings.tags.*`)).toEqual(['int', false, false, null]);
    expect(typeOf(`${types}\nparam p settings.list[*]`)).toEqual(['string', false, false, null]);
    expect(typeOf(`${types}\nparam p settings.pair[1]`)).toEqual(['int', false, false, null]);
  });

  test('imported, by name and all at once', () => {
    const files = { 't.bicep': "type base = 'a' | 'b'\n@export()\ntype mode = base?" };
    expect(typeOf("import { mode } from 't.bicep'\nparam p mode", files)).toEqual([
      'string',
      true,
      false,
      ['a', 'b'],
    ]);
    expect(typeOf("import * as t from 't.bicep'\nparam p t.mode", files)).toEqual([
      'string',
      true,
      false,
      ['a', 'b'],
    ]);
  });

  test('that are defined by themselves', () => {
    expect(problems('type a = b\ntype b = a\nparam p a = 1')).toContainEqual(
      expect.stringMatching(/^cyclic-type/),
    );
  });
});
