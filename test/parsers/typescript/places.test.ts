// Where values come from and where resources are declared: what findings point at.

import { expect, test } from 'vitest';
import type { Value } from '../../../src/model/value.ts';
import { at, evaluate } from './tiny-library.ts';

function way(value: Value | undefined): readonly string[] {
  return (value?.origin ?? []).map(({ role, span, name }) => `${role}${name ? ` ${name}` : ''}: ${at(span)}`);
}

function member(properties: Value, name: string): Value | undefined {
  return properties.kind === 'object' ? properties.members.get(name) : undefined;
}

test('a value over a function: the literal, the argument, the parameter', () => {
  const [resource] = evaluate({
    'main.ts': `import { Thing } from '@tiny/cloud';
const isOpen = true;
function make(name: string, open: boolean) {
  return new Thing(name, { open });
}
make('x', isOpen);`,
  }).resources;
  expect(way(member(resource!.properties, 'open'))).toEqual([
    'literal: 2:16 true',
    'variable isOpen: 6:11 isOpen',
    'module-argument open: 6:11 isOpen',
    'parameter open: 4:28 open',
  ]);
  expect(at(resource!.declaration)).toBe('4:10 new Thing(name, { open })');
  expect(at(resource!.header)).toBe('4:10 new Thing');
  expect(resource!.callPath.map(each => `${each.name} ${at(each.span)}`)).toEqual([
    "make 6:1 make('x', isOpen)",
  ]);
});

test('a value over the properties of a class of the program', () => {
  const [resource] = evaluate({
    'main.ts': `import { Thing, Group } from '@tiny/cloud';
class Pair extends Group {
  constructor(id: string, props: { open: boolean }) {
    super(id);
    new Thing(id, { open: props.open });
  }
}
new Pair('x', { open: false });`,
  }).resources;
  expect(way(member(resource!.properties, 'open'))).toEqual([
    'literal: 8:23 false',
    'parameter props.open: 5:27 props.open',
  ]);
  expect(resource!.callPath.map(each => `${each.name} ${at(each.span)}`)).toEqual([
    "Pair 8:1 new Pair('x', { open: false })",
  ]);
});

test('a default says whose it is', () => {
  const [resource] = evaluate({
    'main.ts': `import { Thing } from '@tiny/cloud';
const make = ({ open = true }: { open?: boolean }) => new Thing('x', { open });
make({});`,
  }).resources;
  expect(way(member(resource!.properties, 'open'))).toEqual([
    'literal: 2:24 true',
    'default open: 2:24 true',
    'parameter open: 2:72 open',
  ]);
});

test('names of members have their places', () => {
  const [resource] = evaluate({
    'main.ts': `import { Thing } from '@tiny/cloud';
new Thing('x', { open: true, 'other-name': 1 });`,
  }).resources;
  const { properties } = resource!;
  const spans = properties.kind === 'object' ? [...properties.keySpans!.values()] : [];
  expect(spans.map(at)).toEqual(['2:18 open', "2:30 'other-name'"]);
});

test('a syntax error has its line', () => {
  const { diagnostics } = evaluate({ 'main.ts': "import { Thing } from '@tiny/cloud';\nconst x = ;" });
  expect(diagnostics.map(each => [each.code, at(each.span!)])).toEqual([['syntax-error', '2:11 ;']]);
});
