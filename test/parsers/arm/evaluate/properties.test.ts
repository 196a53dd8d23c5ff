// What holds for every template, however little sense it makes.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { call, scalar, unknown, type Value, valueKey } from '../../../../src/model/value.ts';
import {
  type EvaluatedTemplate,
  evaluateTemplate,
} from '../../../../src/parsers/arm/evaluate/evaluate-template.ts';
import type { Expression, Template } from '../../../../src/parsers/arm/template.ts';
import { access, apply, list, literal, loop, parameter, record, resource, template } from './build.ts';

const PARAMETERS = ['a', 'b', 'c'];
const VARIABLES = ['v', 'w'];
const SYMBOLS = ['x', 'y', 'm'];

const anyScalar = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'x', 'y[0]', 'Microsoft.A/b', 'Microsoft.A/b/c', '/subscriptions/s', 'a/b'),
  fc.integer({ min: -2, max: 4 }),
  fc.boolean(),
  fc.constant(null),
);

const FUNCTIONS: Readonly<Record<string, number>> = {
  if: 3,
  and: 2,
  or: 2,
  not: 1,
  equals: 2,
  coalesce: 2,
  concat: 2,
  format: 2,
  createArray: 2,
  createObject: 2,
  length: 1,
  split: 2,
  first: 1,
  union: 2,
  tryGet: 2,
  copyIndex: 1,
  reference: 1,
  resourceInfo: 1,
  references: 1,
  resourceId: 3,
  extensionResourceId: 3,
  listKeys: 2,
  add: 2,
  range: 2,
  nonsense: 2,
};

const anyExpression: fc.Arbitrary<Expression> = fc.letrec<{ expression: Expression }>(tie => {
  const inner = tie('expression');
  const calls = fc
    .constantFrom(...Object.keys(FUNCTIONS))
    .chain(name =>
      fc
        .array(inner, { minLength: FUNCTIONS[name]!, maxLength: FUNCTIONS[name]! })
        .map(args => apply(name, ...args)),
    );
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      anyScalar.map(literal),
      fc.constantFrom(...PARAMETERS, 'missing').map(name => apply('parameters', literal(name))),
      fc.constantFrom(...VARIABLES, 'missing').map(name => apply('variables', literal(name))),
      fc.constantFrom(...SYMBOLS, 'missing').map(name => apply('reference', literal(name))),
      fc.constantFrom('subscription', 'resourceGroup', 'deployment', 'copyIndex').map(name => apply(name)),
      calls,
      fc.tuple(inner, inner, fc.boolean()).map(([base, key, safe]) => access(base, key, safe)),
      fc.array(inner, { maxLength: 3 }).map(items => list(...items)),
      fc.dictionary(fc.constantFrom('id', 'name', 'value'), inner, { maxKeys: 3 }).map(record),
      fc.tuple(inner, inner).map(([count, body]) => loop('l', count, body)),
    ),
  };
}).expression;

const anyTemplate: fc.Arbitrary<Template> = fc
  .record({
    expressions: fc.array(anyExpression, { minLength: 16, maxLength: 16 }),
    looped: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    isOuter: fc.boolean(),
  })
  .map(({ expressions, looped, isOuter }) => {
    const rest = [...expressions];
    const next = (): Expression => rest.pop()!;
    const turns = looped.map(isLoop => (isLoop ? { name: 'l', count: next(), span: literal(0).span } : null));
    const called = template({
      parameters: [parameter('a', { default: next() }), parameter('b')],
      resources: [resource('Microsoft.A/b', next(), { symbol: 'x', body: record({ properties: next() }) })],
      outputs: { o: next() },
    });
    return template({
      parameters: PARAMETERS.map(name =>
        parameter(name, name === 'c' ? { type: null, default: next() } : { type: null }),
      ),
      variables: { v: next(), w: next() },
      resources: [
        resource('Microsoft.A/b', next(), {
          symbol: 'x',
          condition: next(),
          loop: turns[0]!,
          body: record({ p: next() }),
        }),
        resource('Microsoft.A/b/c', literal('a/b'), {
          symbol: 'y',
          loop: turns[1]!,
          body: record({ p: next() }),
        }),
        resource('Microsoft.Resources/deployments', literal('m'), {
          symbol: 'm',
          loop: turns[2]!,
          module: {
            reference: null,
            load: () => called,
            evaluation: isOuter ? 'outer' : 'inner',
            arguments: [{ name: 'b', value: next(), keySpan: literal(0).span, span: literal(0).span }],
          },
        }),
      ],
      outputs: { o: next() },
    });
  });

function evaluateWith(root: Template, inputs: Readonly<Record<string, Value>>): EvaluatedTemplate {
  return evaluateTemplate(root, { inputs: new Map(Object.entries(inputs)), inputPaths: [] });
}

const anyInputs = fc.record({
  a: anyScalar.map(value => scalar(value)),
  b: anyScalar.map(value => scalar(value)),
});

test('no template throws, and addresses are unique', () => {
  fc.assert(
    fc.property(anyTemplate, anyInputs, (root, inputs) => {
      const addresses = evaluateWith(root, inputs).resources.map(({ address }) => address);
      expect(new Set(addresses).size).toBe(addresses.length);
    }),
    { numRuns: 300 },
  );
});

test('the same template gives the same deployment', () => {
  fc.assert(
    fc.property(anyTemplate, anyInputs, (root, inputs) => {
      expect(keysOf(evaluateWith(root, inputs))).toEqual(keysOf(evaluateWith(root, inputs)));
    }),
    { numRuns: 100 },
  );
});

test('an input made unknown never turns a known property into another known one', () => {
  fc.assert(
    fc.property(anyTemplate, anyInputs, (root, inputs) => {
      const known = evaluateWith(root, inputs);
      if (known.diagnostics.length > 0) return;
      const hidden = unknown(call('hidden'), 'it is hidden');
      const blurred = evaluateWith(root, { ...inputs, a: hidden });
      for (const resource of blurred.resources) {
        const same = known.resources.find(({ address }) => address === resource.address);
        if (same) expect(mayBe(resource.properties, same.properties)).toBe(true);
        else expect(resource.deployed).toBe('unknown');
      }
    }),
    { numRuns: 1000 },
  );
});

function keysOf({ resources, diagnostics }: EvaluatedTemplate): unknown {
  return [
    resources.map(({ address, name, properties }) => [address, valueKey(name), valueKey(properties)]),
    diagnostics.map(({ code }) => code),
  ];
}

/** Whether what is less known may come to what is better known. */
function mayBe(blurred: Value, known: Value): boolean {
  if (blurred.kind === 'unknown' || known.kind === 'unknown') return true;
  if (blurred.kind === 'oneOf') return blurred.options.some(option => mayBe(option, known));
  if (known.kind === 'oneOf') return known.options.some(option => mayBe(blurred, option));
  if (blurred.kind === 'array' && known.kind === 'array') {
    return (
      blurred.items.length === known.items.length &&
      blurred.items.every((item, index) => mayBe(item, known.items[index]!))
    );
  }
  if (blurred.kind === 'object' && known.kind === 'object') {
    return [...blurred.members].every(
      ([name, member]) => known.members.has(name) && mayBe(member, known.members.get(name)!),
    );
  }
  return valueKey(blurred) === valueKey(known);
}
