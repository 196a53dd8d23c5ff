import { describe, expect, test } from 'vitest';
import { evaluated, plain, problems, resultOf } from './evaluated.ts';

const SHARED = `
  import { suffix } from 'names.bicep'
  var hidden = 'hidden'
  @export()
  var prefix = '\${hidden}-\${suffix}'
  @export()
  func named(name string) string => decorate('\${name}')
  func decorate(text string) string => '<\${text}>'
  @export()
  type level = 'low' | 'high'
  var secret = 's'`;
const NAMES = "@export()\nvar suffix = 'suffix'\nvar hidden = 'another'";
const FILES = { 'shared.bicep': SHARED, 'names.bicep': NAMES };

describe('imports', () => {
  test('variables and functions with all that they use', () => {
    expect(resultOf("[prefix, named('a')]", "import { prefix, named } from 'shared.bicep'", FILES)).toEqual([
      'hidden-suffix',
      '<a>',
    ]);
  });

  test('under other names, and all at once', () => {
    expect(resultOf('p', "import { prefix as p } from 'shared.bicep'", FILES)).toBe('hidden-suffix');
    expect(resultOf("[all.prefix, all.named('b')]", "import * as all from 'shared.bicep'", FILES)).toEqual([
      'hidden-suffix',
      '<b>',
    ]);
  });

  test('the own declarations keep their meaning', () => {
    const declarations = "import { prefix } from 'shared.bicep'\nvar hidden = 'mine'";
    expect(resultOf("'${hidden} ${prefix}'", declarations, FILES)).toBe('mine hidden-suffix');
  });

  test('from compiled templates: variables, functions and types', () => {
    const compiled = {
      languageVersion: '2.0',
      metadata: { '__bicep_exported_variables!': [{ name: 'greeting' }] },
      definitions: { mode: { type: 'string', allowedValues: ['on', 'off'] } },
      functions: [
        {
          namespace: '__bicep',
          members: {
            greet: {
              parameters: [{ name: 'name', type: 'string' }],
              output: { type: 'string', value: "[__bicep.join('hi', parameters('name'))]" },
            },
            join: {
              parameters: [
                { name: 'a', type: 'string' },
                { name: 'b', type: 'string' },
              ],
              output: { type: 'string', value: "[concat(parameters('a'), ' ', parameters('b'))]" },
            },
          },
        },
      ],
      variables: { base: 'hello', greeting: "[concat(variables('base'), ' world')]" },
      resources: {},
    };
    const main = `
      import { greeting, greet, mode } from 'm.json'
      param chosen mode
      output all array = [greeting, greet('you'), chosen]`;
    const { outputs } = evaluated(main, { 'm.json': JSON.stringify(compiled) });
    expect(plain(outputs.get('all'))).toEqual([
      'hello world',
      'hi you',
      { unknown: expect.stringMatching(/^<"(on"\|"off|off"\|"on)"\?parameters/) },
    ]);
  });

  test('what is not exported, and what is not there', () => {
    expect(problems("import { secret } from 'shared.bicep'\noutput x string = secret", FILES)).toEqual([
      'not-exported secret',
    ]);
    expect(problems("import { x } from 'br/public:a/b:1'\noutput y string = x")).toEqual([
      "missing-import 'br/public:a/b:1'",
    ]);
  });

  test('a type from a file that is not there is no problem of its own', () => {
    expect(
      problems("import { lockType } from 'br/public:a/b:1'\nparam lock lockType?\noutput y object = lock"),
    ).toEqual([]);
  });

  test('files that import from each other', () => {
    const files = { 'b.bicep': "import { a } from 'main.bicep'\n@export()\nvar b = a" };
    expect(
      problems("import { b } from 'b.bicep'\n@export()\nvar a = b\noutput x string = a", files),
    ).toContain("cyclic-import 'main.bicep'");
  });
});
