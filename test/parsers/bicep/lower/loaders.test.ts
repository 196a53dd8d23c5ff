import { describe, expect, test } from 'vitest';
import { problems, resultOf } from './evaluated.ts';

const FILES = {
  'data/a.json':
    '{ "items": [{ "name": "x", "price": 1 }, { "name": "y", "price": 5 }], "deep": { "name": "z" }, "on": true }',
  'data/b.yaml': 'list:\n  - 1\n  - two\nnested: { on: true, off: null }\n',
  'data/c.txt': 'text\n',
};

describe('loaded files', () => {
  test('text and bytes', () => {
    expect(resultOf("loadTextContent('data/c.txt')", '', FILES)).toBe('text\n');
    expect(resultOf("loadFileAsBase64('data/c.txt')", '', FILES)).toBe('dGV4dAo=');
  });

  test('a path made of variables', () => {
    expect(resultOf("loadTextContent('${folder}/c.txt')", "var folder = 'data'", FILES)).toBe('text\n');
  });

  test('YAML', () => {
    expect(resultOf("loadYamlContent('data/b.yaml')", '', FILES)).toEqual({
      list: [1, 'two'],
      nested: { on: true, off: null },
    });
  });

  test('the files of a folder', () => {
    expect(resultOf("loadDirectoryFileInfo('data', '*.?aml')", '', FILES)).toEqual([
      { relativePath: 'data/b.yaml', baseName: 'b.yaml', extension: '.yaml' },
    ]);
  });

  test.each([
    ['$.on', true],
    ['items[0].name', 'x'],
    ["$['items'][1]['name']", 'y'],
    ['$.items[*].name', ['x', 'y']],
    ['$..name', ['z', 'x', 'y']],
    ['$.items[0:1].name', 'x'],
    ['$.items[0,1].price', [1, 5]],
    ['$.items[?(@.price > 3)].name', 'y'],
    ["$.items[?(@.name == 'x')].price", 1],
  ])('a part of JSON: %s', (path, value) => {
    const loaded = resultOf(`loadJsonContent('data/a.json', '${path.replaceAll("'", "\\'")}')`, '', FILES);
    expect(Array.isArray(loaded) ? [...loaded].sort() : loaded).toEqual(
      Array.isArray(value) ? [...value].sort() : value,
    );
  });

  test('what cannot be loaded is reported at the argument', () => {
    expect(problems("output x string = loadTextContent('no.txt')")).toEqual(["missing-file 'no.txt'"]);
    expect(problems("param p string = 'a'\noutput x string = loadTextContent(p)")).toEqual([
      'not-constant p',
    ]);
    expect(problems("output x object = loadJsonContent('x.json')", { 'x.json': '{' })).toEqual([
      "invalid-file 'x.json'",
    ]);
    expect(problems("output x object = loadJsonContent('data/a.json', '$.no')", FILES)).toEqual([
      "wrong-arguments '$.no'",
    ]);
  });
});
