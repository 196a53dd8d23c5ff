// The language: what programs compute before they declare resources.

import { expect, test } from 'vitest';
import { things } from './tiny-library.ts';

/** The value of an expression after some statements. */
function value(expression: string, statements = ''): unknown {
  const [thing] = Object.values(things(`${statements}\nnew Thing('x', { value: ${expression} });`));
  return (thing as { value: unknown } | undefined)?.value;
}

test.each([
  ['1 + 2 * 3', 7],
  ["'a' + 1 + true", 'a1true'],
  ["`${'a'}-${1}`", 'a-1'],
  ['!0', true],
  ["'a' !== 'b'", true],
  ['1 != 1', false],
  ['typeof "x"', 'string'],
  ["'b' in { b: 1 }", true],
  ['null ?? 1', 1],
  ["'' || 'x'", 'x'],
  ['({ a: { b: 1 } }).a?.b', 1],
  ['(undefined as any)?.a.b', undefined],
  ['[1, 2, ...[3, 4]].length', 4],
  ['{ ...{ a: 1, b: 2 }, b: 3 }', { a: 1, b: 3 }],
  ['Mode.FAST', 'fast'],
])('%s', (expression, expected) => {
  expect(value(expression)).toEqual(expected);
});

test.each([
  ['[1, 2, 3].map(x => x * 2).filter(x => x > 2)', [4, 6]],
  ['[[1], [2]].flat()', [1, 2]],
  ['[3, 1, 2].sort()', [1, 2, 3]],
  ['[1, 2, 3].reduce((sum, x) => sum + x, 0)', 6],
  ["['a', 'b'].join('-')", 'a-b'],
  ['[1, 2].includes(2)', true],
  ['[{ n: 1 }, { n: 2 }].find(x => x.n === 2)', { n: 2 }],
  ['Object.entries({ a: 1, b: 2 }).map(([k, v]) => `${k}${v}`)', ['a1', 'b2']],
  ["Object.fromEntries([['a', 1]])", { a: 1 }],
  ['Object.assign({ a: 1 }, { b: 2 })', { a: 1, b: 2 }],
  ['JSON.parse(\'{"a": [1]}\')', { a: [1] }],
  ["JSON.stringify({ a: [1, 'x'], b: undefined })", '{"a":[1,"x"]}'],
  ["'My Name'.toLowerCase().replace(' ', '-')", 'my-name'],
  ["'a,b'.split(',')", ['a', 'b']],
  ["'a'.charCodeAt(0).toString(36)", '2p'],
  ['(1.005).toFixed(1)', '1.0'],
  ['true.toString()', 'true'],
  ["[...new Set(['a', 'b', 'a'])].length", 2],
  ["new Map([['a', 1]]).get('a')", 1],
  ['Array.from({ length: 2 }, (_, i) => i)', [0, 1]],
  ['Math.max(1, 2)', 2],
])('%s', (expression, expected) => {
  expect(value(expression)).toEqual(expected);
});

test('names: constants, assignments, destructuring with defaults', () => {
  expect(
    value(
      '[a, b, c, d, rest]',
      `const { a, b = 2, nested: { c }, ...rest } = { a: 1, nested: { c: 3 }, e: 5 };
       let d = 1; d += 3; d++;`,
    ),
  ).toEqual([1, 2, 3, 5, { e: 5 }]);
});

test('functions: closures, defaults, rest parameters, recursion, early returns', () => {
  const statements = `
    function size(name: string, { zone = 'a', count }: { zone?: string; count: number }, ...tags: string[]) {
      if (count > 1) return \`\${name}-\${zone}-\${tags.length}\`;
      return name;
    }
    const twice = (f: (x: number) => number) => (x: number) => f(f(x));
    const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));`;
  expect(
    value(
      "[size('x', { count: 2 }, 'p', 'q'), size('y', { count: 1 }), twice(x => x + 1)(1), factorial(5)]",
      statements,
    ),
  ).toEqual(['x-a-2', 'y', 3, 120]);
});

test('classes: fields, parameter properties, accessors, static members, inheritance', () => {
  const statements = `
    abstract class Base {
      static readonly prefix = 'p';
      protected tags = ['base'];
      constructor(protected readonly name: string, readonly size = 1) {}
      get full() { return Base.prefix + '-' + this.name; }
      describe() { return this.full; }
    }
    class Derived extends Base {
      own = this.name + '!';
      constructor(name: string) { super(name, 3); this.tags.push('derived'); }
      describe() { return super.describe() + '/' + this.size; }
      static create() { return new Derived('made'); }
      all() { return this.tags; }
    }
    const one = Derived.create();`;
  expect(value('[one.describe(), one.own, one.all(), one instanceof Base]', statements)).toEqual([
    'p-made/3',
    'made!',
    ['base', 'derived'],
    true,
  ]);
});

test('enums, namespaces, switch, loops, try', () => {
  const statements = `
    enum Level { Low, High = 'high' }
    namespace Names { export const first = 'n'; }
    const seen: unknown[] = [];
    for (const x of [1, 2, 3, 4]) { if (x === 2) continue; if (x === 4) break; seen.push(x); }
    for (let i = 0; i < 2; i++) seen.push('i' + i);
    for (const key in { k: 1 }) seen.push(key);
    let n = 0; while (n < 3) n++;
    seen.push(n);
    switch (Level.High as Level) { case Level.Low: seen.push('low'); break; case Level.High: seen.push('high'); default: seen.push('fell'); }
    try { throw new Error('bad'); } catch (error) { seen.push((error as Error).message); } finally { seen.push('end'); }`;
  expect(value('[Level.Low, Names.first, seen]', statements)).toEqual([
    0,
    'n',
    [1, 3, 'i0', 'i1', 'k', 3, 'high', 'fell', 'bad', 'end'],
  ]);
});

test('promises of the program itself are followed', () => {
  expect(
    value('out', "let out: any; const load = async () => 'loaded'; (async () => { out = await load(); })();"),
  ).toBe('loaded');
});

test('modules: default, renamed, namespace, re-exports, JSON, circles', () => {
  expect(
    things({
      'main.ts': `import { Thing } from '@tiny/cloud';
        import main, { named as other } from './lib';
        import * as all from './lib';
        import config from './config.json';
        new Thing('x', { main, other, deep: all.deep, config: config.list[0], lazy: all.lazy() });`,
      'lib/index.ts': "export * from './deep'; export { default } from './deep'; export const named = 'n';",
      'lib/deep.ts': `import { named } from '.'; export const deep = 'd'; export const lazy = () => named;
        export default 'the default';`,
      'config.json': '{ "list": ["c"] }',
    }),
  ).toEqual({ x: { main: 'the default', other: 'n', deep: 'd', config: 'c', lazy: 'n' } });
});

test('what is not known says why', () => {
  expect(
    value(
      '[process.env.STAGE, process.env.STAGE ?? "dev", `${process.env.STAGE}-x`, fetchIt("a"), props.a]',
      "import { fetchIt, props } from 'elsewhere';",
    ),
  ).toEqual([
    { unknown: 'environment variable `STAGE` is only known when the program runs' },
    { oneOf: [{ unknown: 'environment variable `STAGE` is only known when the program runs' }, 'dev'] },
    { unknown: 'environment variable `STAGE` is only known when the program runs' },
    { unknown: '`fetchIt()` of `elsewhere` is not known' },
    { unknown: '`elsewhere.props.a` is not known' },
  ]);
});
