// Nothing in a template can hang or kill the evaluation: each bound ends what reaches it, with a diagnostic that names it.

import { expect, test } from 'vitest';
import { knowledgeOf } from '../../../../src/model/knowledge.ts';
import { evaluateTemplate } from '../../../../src/parsers/arm/evaluate/evaluate-template.ts';
import type { Expression, ResourceDeclaration, Template } from '../../../../src/parsers/arm/template.ts';
import { access, apply, list, literal, loop, parameter, record, resource, template } from './build.ts';

const MANY = 20_000;
const LOOP_SPAN = literal(0).span;

function nest(innermost: Expression, wrap: (inner: Expression) => Expression): Expression {
  let expression = innermost;
  for (let level = 0; level < MANY; level++) expression = wrap(expression);
  return expression;
}

function numbered<T>(make: (index: number) => T): T[] {
  return Array.from({ length: MANY }, (_, index) => make(index));
}

function withBody(value: Expression): Template {
  return template({ resources: [resource('Microsoft.A/a', literal('x'), { body: record({ value }) })] });
}

function evaluate(root: Template) {
  const { diagnostics, resources, gaps } = evaluateTemplate(root, { inputs: new Map(), inputPaths: [] });
  return { codes: diagnostics.map(({ code }) => code), resources, gaps };
}

test.each([
  ['arrays', withBody(nest(literal(1), inner => list(inner)))],
  ['objects', withBody(nest(literal(1), inner => record({ inner })))],
  ['calls', withBody(nest(literal(true), inner => apply('not', inner)))],
  ['conditions', withBody(nest(literal(true), inner => apply('if', inner, literal(true), literal(false))))],
  ['alternatives', withBody(nest(literal(1), inner => apply('coalesce', literal(null), inner)))],
  ['members', withBody(nest(apply('subscription'), inner => access(inner, literal('tags'))))],
  [
    'variables',
    template({
      variables: Object.fromEntries(
        numbered(index => [`v${index}`, apply('concat', apply('variables', literal(`v${index + 1}`)))]),
      ),
      resources: [resource('Microsoft.A/a', apply('variables', literal('v0')))],
    }),
  ],
  [
    'parameters',
    template({
      parameters: numbered(index =>
        parameter(`p${index}`, { default: apply('parameters', literal(`p${index + 1}`)) }),
      ),
      resources: [resource('Microsoft.A/a', apply('parameters', literal('p0')))],
    }),
  ],
])('%s too deep inside one another come to unknown', (_what, root) => {
  const { codes, resources } = evaluate(root);
  expect(codes).toEqual(['too-deep']);
  expect(resources).toHaveLength(1);
});

test('modules too deep inside one another are not entered', () => {
  let root = template({ resources: [resource('Microsoft.A/a', literal('x'))] });
  for (let level = 0; level < 100; level++) {
    const inner = root;
    const module = { reference: null, load: () => inner, evaluation: 'inner' as const, arguments: [] };
    root = template({ resources: [resource('Microsoft.Resources/deployments', literal('m'), { module })] });
  }
  const { codes, resources } = evaluate(root);
  expect(codes).toEqual(['too-deep']);
  expect(resources).toMatchObject([{ module: { reason: expect.stringContaining('32 levels') } }]);
});

test('a loop ends at 800 copies', () => {
  const looped = resource('Microsoft.A/a', literal('x'), {
    loop: { name: 'l', count: literal(1_000_000_000), span: LOOP_SPAN },
  });
  const { codes, resources, gaps } = evaluate(template({ resources: [looped] }));
  expect(codes).toEqual(['too-many-copies']);
  expect(resources).toHaveLength(800);
  expect(gaps).toMatchObject([{ resource: null, reason: expect.stringContaining('800') }]);
});

test('loops inside one another end with the steps', () => {
  const inner = loop('c', literal(800), loop('d', literal(800), literal(1)));
  const root = withBody(loop('a', literal(800), loop('b', literal(800), inner)));
  const { diagnostics } = evaluateTemplate(root, {
    inputs: new Map(),
    inputPaths: [],
    bounds: { steps: 100_000 },
  });
  expect(diagnostics.map(({ code }) => code)).toEqual(['too-many-steps']);
});

test('a deployment ends at the bound on resources', () => {
  const looped = (name: string) =>
    resource('Microsoft.A/a', literal(name), { loop: { name, count: literal(10), span: LOOP_SPAN } });
  const root = template({ resources: [looped('x'), looped('y')] });
  const { diagnostics, resources } = evaluateTemplate(root, {
    inputs: new Map(),
    inputPaths: [],
    bounds: { resources: 15 },
  });
  expect(diagnostics.map(({ code }) => code)).toEqual(['too-many-resources']);
  expect(resources).toHaveLength(15);
});

test('resources whose names use each other endlessly come to unknown', () => {
  const resources = numbered(index =>
    resource('Microsoft.A/a', access(apply('resourceInfo', literal(`r${index + 1}`)), literal('name')), {
      symbol: `r${index}`,
    }),
  );
  const { codes } = evaluate(template({ resources: resources.slice(0, 2_000) }));
  expect(codes).toContain('too-deep');
});

test('parents in a circle are reported', () => {
  const circle: ResourceDeclaration[] = ['a', 'b'].map((symbol, index) =>
    resource('c', literal('n'), { symbol, parent: { declaration: () => circle[1 - index]!, index: null } }),
  );
  expect(evaluate(template({ resources: circle })).codes).toEqual(['cyclic-reference']);
});

test.each([
  ['deeper', (inner: Expression) => list(inner)],
  ['larger', (inner: Expression) => list(inner, inner)],
])('values made of each other do not become %s than they can be walked', (_how, wrap) => {
  const variables = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [
      `v${index}`,
      index === 0 ? literal(1) : wrap(apply('variables', literal(`v${index - 1}`))),
    ]),
  );
  const uses = Array.from({ length: 300 }, (_, index) =>
    resource('Microsoft.A/a', literal('x'), {
      body: record({ value: apply('variables', literal(`v${index}`)) }),
    }),
  );
  const { codes, resources } = evaluate(template({ variables, resources: uses }));
  expect(new Set(codes)).toEqual(new Set(['too-large']));
  for (const { properties } of resources) expect(knowledgeOf(properties).size).toBeLessThan(3_000_000);
});

test('the way of a value through many variables stays short, with its start and its end', () => {
  const variables: Record<string, Expression> = { v0: literal('x') };
  for (let index = 1; index < 100; index++)
    variables[`v${index}`] = apply('variables', literal(`v${index - 1}`));
  const root = template({ variables, outputs: { o: apply('variables', literal('v99')) } });
  const { origin } = evaluateTemplate(root, { inputs: new Map(), inputPaths: [] }).outputs.get('o')!;
  expect(origin.length).toBeLessThan(20);
  expect(origin[0]?.role).toBe('literal');
  expect(origin.slice(-2).map(({ role, name }) => `${role} ${name}`)).toEqual(['variable v99', 'output o']);
});

test('an evaluation that takes too long is cut short, whatever takes the time', () => {
  let now = 0;
  const clock = () => now++;
  const many = list(...numbered(index => apply('add', literal(index), literal(1))));
  const bounds = { clock, milliseconds: 20 };
  const { diagnostics, gaps } = evaluateTemplate(withBody(many), {
    inputs: new Map(),
    inputPaths: [],
    bounds,
  });
  expect(diagnostics.map(({ code }) => code)).toEqual(['too-long']);
  expect(gaps).toHaveLength(1);
});

test('of a body that is too large to be written out the largest parts are unknown', () => {
  const large = apply('variables', literal('large'));
  const body = record({ small: literal(1), inner: record({ large, more: literal(2) }) });
  const root = template({
    variables: { large: list(...numbered(index => literal(index))) },
    resources: [resource('Microsoft.A/a', literal('x'), { body })],
  });
  const { diagnostics, resources } = evaluateTemplate(root, {
    inputs: new Map(),
    inputPaths: [],
    bounds: { written: 1000 },
  });
  expect(diagnostics.map(({ code }) => code)).toEqual(['too-large']);
  const { properties } = resources[0]!;
  const inner = properties.kind === 'object' ? properties.members.get('inner')! : properties;
  expect(properties.kind === 'object' && properties.members.get('small')).toMatchObject({ value: 1 });
  const partOf = (name: string) => (inner.kind === 'object' ? inner.members.get(name) : undefined);
  expect(partOf('large')).toMatchObject({ kind: 'unknown' });
  expect(partOf('more')).toMatchObject({ value: 2 });
});
