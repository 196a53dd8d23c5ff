// Programs that are too large, too deep or never end: walked as far as the bounds go, with a word about the rest, in decent time.

import { expect, test } from 'vitest';
import { LIBRARIES } from '../../../src/project/typescript/libraries.ts';
import { evaluate, things, tiny } from './tiny-library.ts';

const LAST = "\nnew Thing('last', {});";

function repeated(count: number, each: (index: number) => string, separator = '\n'): string {
  return Array.from({ length: count }, (_, index) => each(index)).join(separator);
}

/** Whether something is there that nothing says. */
const asked = (index: number): string => `process.env.ANY${index}`;

test.each([
  ['parentheses', `const a = ${'('.repeat(10_000)}1${')'.repeat(10_000)};`],
  ['lists', `const a = ${'['.repeat(10_000)}${']'.repeat(10_000)};`],
  ['blocks', '{'.repeat(10_000) + '}'.repeat(10_000)],
  ['conditions', `const a = ${repeated(5_000, index => `${asked(index)} ? 1 : `, '')}2;`],
  ['signs', `const a = ${'!'.repeat(20_000)}1;`],
])('%s nested too deeply are one diagnostic and a gap', (_, text) => {
  const { diagnostics, gaps } = evaluate(text + LAST);
  expect(diagnostics.map(each => each.code)).toEqual(['syntax-error']);
  expect(gaps).toHaveLength(1);
});

test.each([
  ['a file with nothing in it', ''],
  ['a byte order mark', `\ufeff${LAST}`],
  ['a first line for the shell', `#!/usr/bin/env node${LAST}`],
  ['line ends of Windows', `const a = {\r\n  b: 1,\r\n};\r\n${LAST}`],
  ['types only', 'export interface A { b: string }\nexport type B = A | { [K in keyof A]: A[K] };'],
  ['a declared module', "declare module 'x' { const y: number }\ndeclare global { interface Window {} }"],
])('%s is read without a word', (_, text) => {
  const imports = text.startsWith('#!') ? '' : "import { Thing } from '@tiny/cloud';\n";
  const body = text.startsWith('#!') ? text.replace('\n', "\nimport { Thing } from '@tiny/cloud';\n") : text;
  const { resources, gaps, diagnostics } = evaluate({ 'main.ts': imports + body });
  expect({ gaps, diagnostics }).toEqual({ gaps: [], diagnostics: [] });
  expect(resources).toHaveLength(text.includes(LAST) ? 1 : 0);
});

test.each(['main.mts', 'main.cts', 'main.tsx', 'main.js'])('%s is a program', path => {
  const text = `const { Thing } = require('@tiny/cloud');${LAST}\nexport {};`;
  expect(Object.keys(things({ [path]: text }))).toEqual(['last']);
});

test.each([
  ['a call of itself', 'function f(): any { return f(); }\nf();'],
  ['an object that makes another of its class', 'class A { constructor() { new A(); } }\nnew A();'],
  ['a member that asks for itself', 'const o = { get a(): any { return this.a; } };\no.a;'],
  ['a text of itself', 'const o: any = {};\no.toString = () => `${o}`;\nconst t = `${o}`;'],
  ['a loop without an end', 'while (true) {}'],
  ['an object that holds itself', "const o: any = {};\no.o = o;\nnew Thing('self', o);"],
  ['a list that holds itself', "const l: any[] = [];\nl.push(l);\nnew Thing('self', { l, t: `${l}` });"],
])('%s ends', (_, text) => {
  expect(Object.keys(things(text + LAST))).toContain('last');
});

test('files that import each other are each walked once', () => {
  const files = {
    'main.ts': "import { Thing } from '@tiny/cloud';\nimport { a } from './a';\nnew Thing('last', { a });",
    'a.ts':
      "import { b } from './b';\nexport const a = b + 1;\nexport * from './main';\nexport * from './a';",
    'b.ts': "import { a } from './a';\nexport const b = 1;\nexport const late = () => a;",
  };
  expect(things(files)).toEqual({ last: { a: 2 } });
});

test('names that JavaScript has for itself are names like any other', () => {
  const text = `
const __proto__ = 1;
function constructor() { return 2; }
const o: any = { constructor: 3, hasOwnProperty: 4, toString: 5, ['__proto__']: 6 };
new Thing('__proto__', { a: __proto__, b: constructor(), c: o.constructor, d: o.hasOwnProperty, e: o.toString });
new Thing('constructor', { missing: ({} as any).valueOf1 });`;
  expect(things(text)).toEqual(
    Object.fromEntries([
      ['__proto__', { a: 1, b: 2, c: 3, d: 4, e: 5 }],
      ['constructor', { missing: undefined }],
    ]),
  );
});

test.each([
  ['assignments', `let n: any = '';\n${repeated(200, i => `if (${asked(i)}) { n += '${i}'; }`)}`],
  ['members', `const n: any = {};\n${repeated(200, i => `if (${asked(i)}) { n.k${i} = 1; }`)}`],
  ['items', `const n: any[] = [];\n${repeated(100, i => `if (${asked(i)}) { n.push(${i}); }`)}`],
  ['results', `function n() {\n${repeated(200, i => `if (${asked(i)}) { return ${i}; }`)}}\nn();`],
  ['alternatives', `let n: any = 1;\n${repeated(200, i => `n = ${asked(i)} ? n : [n, ${i}];`)}`],
])('%s under very many unknown conditions end', (_, text) => {
  expect(Object.keys(things(text + LAST))).toEqual(['last']);
});

test('objects that are as large as all others together are not compared for ever', () => {
  const text = `let n: any = process.env.ANY;\n${repeated(60, () => 'n = n === 1 ? n : [n, n];')}`;
  const [diagnostic] = evaluate(text + LAST).diagnostics;
  expect(diagnostic?.code).toMatch(/^too-many-(steps|time)$/);
});

test('of more texts than anybody could read none is made', () => {
  const parts = repeated(30, index => `${asked(index)} ? 1 : 2`, ', ');
  const { resources } = evaluate(`const parts = [${parts}];\nnew Thing('a', { b: parts.join('-') });`);
  const [{ properties }] = resources as [(typeof resources)[0]];
  expect(properties).toMatchObject({ kind: 'object' });
  if (properties.kind === 'object') expect(properties.members.get('b')).toMatchObject({ kind: 'unknown' });
});

test('what one condition decides it decides once, however often it is in a text', () => {
  const text = `const x = process.env.ANY ? 'a' : 'b';\nnew Thing('t', { x: \`${'${x}'.repeat(30)}\` });`;
  expect(things(text)).toEqual({ t: { x: { oneOf: ['a'.repeat(30), 'b'.repeat(30)] } } });
});

test('a text that is slow to read is not mended for ever', () => {
  const { diagnostics } = evaluate('async '.repeat(1_000));
  expect(diagnostics[0]).toMatchObject({ code: 'syntax-error', severity: 'error' });
});

test.each(['import { x } from 1;', 'import x from null;', 'export * from 2;', 'export { x } from false;'])(
  'in `%s` no module is named',
  text => {
    const { resources } = evaluate(text + LAST);
    expect(resources.map(each => each.address)).toEqual(['last']);
  },
);

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'packages do not take the name `%s` for one of theirs',
  name => {
    const text = `
import * as aws from '@pulumi/aws';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as other from '@pulumi/${name}';
import * as service from 'aws-cdk-lib/aws-${name}';
import { Thing } from '@tiny/cloud';
const all = [aws.${name}, aws.${name}.${name}, ec2.${name}, ec2.InterfaceVpcEndpointAwsService.${name}];
const more = [other.${name}, other.${name}.${name}, service.${name}, service.${name}.${name}];
new (other.${name}.${name} as any)('a', {});
new (service as any).Cfn${name}({}, 'b', {});
new Thing('last', {});`;
    const { resources } = evaluate({ 'main.ts': text }, { libraries: [tiny, ...LIBRARIES] });
    expect(resources.map(each => each.address)).toContain('last');
  },
);
