import { describe, expect, test } from 'vitest';
import { evaluated, plain, problems } from './evaluated.ts';

describe('broken input', () => {
  test('a name that is not declared costs its own value', () => {
    const main = "resource a 'Microsoft.X/a@1' = { name: 'a', properties: { x: nowhere, y: 1 } }";
    expect(problems(main)).toEqual(['unknown-name nowhere']);
    expect(plain(evaluated(main).resources[0]!.properties)).toMatchObject({ properties: { y: 1 } });
  });

  test('a resource without a readable type or body is still there', () => {
    expect(evaluated("param t string\nresource a '${t}@1' = { name: 'a' }").resources).toHaveLength(1);
    expect(
      evaluated("resource a 'Microsoft.X/a@1' = \nresource b 'Microsoft.X/b@1' = { name: 'b' }").resources,
    ).toContainEqual(expect.objectContaining({ type: 'Microsoft.X/b' }));
  });

  test.each([
    ['a type where a value is expected', 'type t = string\noutput x string = t', 'misplaced-expression t'],
    [
      'a function of something that has none',
      "param p string = 'a'\noutput x string = p.shout()",
      'unknown-name shout',
    ],
    ['a name that is declared twice', 'var a = 1\nvar a = 2\noutput x int = a', 'duplicate-name a'],
    ['a target scope that there is not', "targetScope = 'galaxy'", "invalid-scope 'galaxy'"],
    ['a type that there is not', 'param p strin = 1', 'invalid-type strin'],
  ])('%s', (_title, main, problem) => {
    expect(problems(main)).toContain(problem);
  });

  test.each([
    ['names', "resource a 'X.X/a/b@1' = { parent: a, name: '${a.name}${a.name}' }\noutput x string = a.name"],
    ['conditions', "resource a 'X.X/a@1' = if (a.?id == a.?name) { name: 'a' }\noutput x string = a.?id"],
    ['loops', "resource a 'X.X/a@1' = [for x in a[0].?y: { name: a[1].name }]"],
    [
      'parents',
      "resource a 'X.X/a@1' = { parent: b, name: 'a' }\nresource b 'X.X/a@1' = { parent: a, name: 'b' }",
    ],
    [
      'scopes',
      "resource a 'X.X/a@1' = { scope: b, name: 'a' }\nresource b 'X.X/a@1' = { scope: a, name: 'b' }",
    ],
    ['variables', 'var a = b\nvar b = a\noutput x string = a.y.z'],
  ])('cycles of %s end', (_title, main) => {
    expect(evaluated(main).root).toBe('main.bicep');
  });

  test('names that repeat each other do not explode', () => {
    const chain = Array.from({ length: 40 }, (_, index) => {
      const inner = `r${index}[i].name`;
      return `resource r${index + 1} 'X.X/a/b@1' = [for i in [0]: { parent: p, name: '\${${inner}}\${${inner}}' }]`;
    });
    const main = [
      "resource p 'X.X/a@1' = { name: 'p' }",
      "resource r0 'X.X/a/b@1' = [for i in [0]: { parent: p, name: 'x' }]",
      ...chain,
    ];
    const start = performance.now();
    evaluated(main.join('\n'));
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('deep expressions end', () => {
    const deep = `${'1 + '.repeat(20_000)}1`;
    expect(problems(`output x int = ${deep}`).length).toBeGreaterThan(0);
  });
});
