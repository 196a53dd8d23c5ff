// What is not known branches: both ways are walked, what they declare is conditional, what they assign is one of several.

import { expect, test } from 'vitest';
import { valueKey } from '../../../src/model/value.ts';
import { evaluate, plain, things } from './tiny-library.ts';

const STAGE = { unknown: 'environment variable `STAGE` is only known when the program runs' };

test('resources in a branch are conditional, after it they are not', () => {
  expect(
    things(`
      if (process.env.STAGE === 'prod') new Thing('guard', {}); else new Thing('open', {});
      new Thing('always', {});`),
  ).toEqual({ 'guard?': {}, 'open?': {}, always: {} });
});

test('the same condition means the same, whoever asks', () => {
  const { resources } = evaluate(`
    const isProd = process.env.STAGE === 'prod';
    if (isProd) new Thing('a', {});
    if (!isProd) new Thing('b', {});
    if (isProd) { if (!isProd) new Thing('never', {}); else new Thing('c', {}); }`);
  expect(resources.map(each => each.address)).toEqual(['a', 'b', 'c']);
  const [a, b, c] = resources.map(each => valueKey(each.condition!));
  expect(a).toBe(c);
  expect(b).toBe(`not(${a})`);
});

test.each([
  ['an assigned variable', "let v = 'a'; if (process.env.STAGE) v = 'b';", ['b', 'a']],
  ['a conditional expression', "const v = process.env.STAGE ? 'a' : 'b';", ['a', 'b']],
  ['a member', "const o: any = { v: 'a' }; if (process.env.STAGE) o.v = 'b'; const v = o.v;", ['b', 'a']],
  [
    'a returned value',
    "const f = () => { if (process.env.STAGE) return 'a'; return 'b'; }; const v = f();",
    ['a', 'b'],
  ],
  [
    'a switch',
    "let v; switch (process.env.STAGE) { case 'x': v = 'a'; break; default: v = 'b'; }",
    ['a', 'b'],
  ],
  ['a computed text', "const v = `${process.env.STAGE ? 'x' : 'y'}-1`;", ['x-1', 'y-1']],
])('%s is one of several', (_, statements, oneOf) => {
  expect(things(`${statements}\nnew Thing('x', { v });`)).toEqual({ x: { v: { oneOf } } });
});

test('a condition that both sides decide alike is known', () => {
  expect(things("const v = process.env.STAGE ? 'a' : 'a'; new Thing('x', { v });")).toEqual({
    x: { v: 'a' },
  });
});

test('what throws when something is not given does not make the rest conditional', () => {
  expect(
    things("if (!process.env.STAGE) throw new Error('no stage'); new Thing('x', { v: process.env.STAGE });"),
  ).toEqual({ x: { v: STAGE } });
});

test('after an early return the rest is there when the function did not return', () => {
  const { resources } = evaluate(`
    function make() { if (process.env.STAGE) { new Thing('early', {}); return; } new Thing('late', {}); }
    make();
    new Thing('after', {});`);
  const [early, late, after] = resources.map(each => each.condition && valueKey(each.condition));
  expect(late).toBe(`not(${early})`);
  expect(after).toBeNull();
});

test('items pushed in a branch make one of two lists; loops over them declare under its condition', () => {
  const all = things(`
    const items = ['a'];
    if (process.env.STAGE) items.push('b');
    for (const item of items) new Thing(item, {});
    new Thing('x', { items, spread: [...items, 'c'], upper: items.map(i => i.toUpperCase()) });`);
  expect(all).toEqual({
    a: {},
    'b?': {},
    x: {
      items: { oneOf: [['a', 'b'], ['a']] },
      spread: {
        oneOf: [
          ['a', 'b', 'c'],
          ['a', 'c'],
        ],
      },
      upper: { oneOf: [['A', 'B'], ['A']] },
    },
  });
});

test('of an object with unknown parts, what comes last is certain', () => {
  const [resource] = evaluate(
    "import { given } from 'elsewhere'; new Thing('x', { before: 1, ...given, after: 2 });",
  ).resources;
  const { properties } = resource!;
  expect(properties.kind).toBe('unknown');
  const members = properties.kind === 'unknown' ? properties.members! : new Map();
  expect(plain(members.get('after')!)).toBe(2);
  expect(plain(members.get('before')!)).toEqual({ unknown: '`elsewhere.given` is not known' });
});

test('spreads under a condition: members that may be there', () => {
  expect(
    things(
      "new Thing('x', { a: 1, ...(process.env.STAGE && { b: 2 }), ...(process.env.ZONE ? { a: 3 } : {}) });",
    ),
  ).toEqual({
    x: { a: { oneOf: [3, 1] }, b: { oneOf: [2, undefined] } },
  });
});

test('loops over what is not known are walked once, under a condition', () => {
  expect(things("for (const name of JSON.parse(process.env.NAMES!)) new Thing('x', { name });")).toEqual({
    'x?': { name: { unknown: 'environment variable `NAMES` is only known when the program runs' } },
  });
});

test('functions that are handed to something unknown are walked', () => {
  expect(things("import { later } from 'elsewhere'; later(() => { new Thing('x', {}); });")).toEqual({
    'x?': {},
  });
});

test('methods of one of several objects are called on each under its condition', () => {
  expect(
    things(`
      const thing = process.env.STAGE ? new Thing('a', {}) : new Thing('b', {});
      thing.override('open', true);`),
  ).toEqual({ 'a?': { open: true }, 'b?': { open: true } });
});

test('what is set on one object under a condition is one of several there', () => {
  expect(
    things(
      "const thing = new Thing('a', { open: false }); if (process.env.STAGE) thing.override('net.open', true);",
    ),
  ).toEqual({ a: { open: false, net: { oneOf: [{ open: true }, undefined] } } });
});

test('unknown classes of a known package, and what unknown functions get, leave a gap', () => {
  const { gaps } = evaluate(`
    import { Other } from '@tiny/cloud';
    import { extend } from 'elsewhere';
    const a = new Thing('a', {});
    new Other('b');
    extend(a);
    extend('nothing');`);
  expect(gaps.map(gap => gap.reason)).toEqual([
    '`Other` of `@tiny/cloud` is not known',
    '`extend()` of `elsewhere` is not known',
  ]);
});

test('classes that nothing instantiates are walked alone', () => {
  expect(
    things(`
      interface Props { open?: boolean; name: string }
      export class One extends Group {
        constructor(scope: unknown, id: string, props: Props) {
          super(scope, id);
          new Thing('x', { open: props.open ?? false, name: props.name });
        }
      }`),
  ).toEqual({
    x: {
      open: { oneOf: [{ unknown: 'parameter `props` of `One` has no value here' }, false] },
      name: { unknown: 'parameter `props` of `One` has no value here' },
    },
  });
});

test.each([
  ['too-many-steps', 'for (let i = 0; ; i++) { for (let j = 0; ; j++) { for (let k = 0; ; k++) {} } }'],
  ['too-many-turns', 'let n = 0; while (true) n++;'],
  ['too-deep', 'const f = (n: number): number => f(n + 1); f(0);'],
  ['too-many-resources', "for (let i = 0; i < 100; i++) new Thing('t' + i, {});"],
])('%s ends the walk with its bound', (code, statements) => {
  const { diagnostics, gaps } = evaluate(statements, { bounds: { steps: 100_000, declarations: 50 } });
  expect(diagnostics.map(each => each.code)).toContain(code);
  expect(gaps.length).toBeGreaterThan(0);
});

test('what is nothing under a condition is skipped under it only', () => {
  const { x } = things(`const key = process.env.ENCRYPTED ? { arn: 'k', name: { first: 'f' } } : undefined;
    new Thing('x', { arn: key?.arn, first: key?.name.first, upper: key?.arn.toUpperCase() });`) as {
    x: Record<string, unknown>;
  };
  expect(x).toEqual({
    arn: { oneOf: ['k', undefined] },
    first: { oneOf: ['f', undefined] },
    upper: { oneOf: ['K', undefined] },
  });
});
