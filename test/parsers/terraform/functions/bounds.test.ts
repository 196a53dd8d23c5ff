// Functions are total: no arguments make them throw, hang or fill the memory.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { array, call, object, oneOf, scalar, unknown, type Value } from '../../../../src/model/value.ts';
import { applyFunction, functionNames } from '../../../../src/parsers/terraform/functions/apply-function.ts';
import { evaluate } from './calls.ts';

function codesOf(text: string, names: Record<string, Value> = {}): string[] {
  return evaluate(text, { names }).reports.map(({ code }) => code);
}

describe('results that would be too large', () => {
  const long = scalar('a'.repeat(900_000));
  const many = array(Array.from({ length: 2000 }, (_, index) => scalar(index)));

  test.each([
    'replace(long, "a", long)',
    'join(long, ["a", "b", "c"])',
    'format("%999999999s", "a")',
    'range(1025)',
    'setproduct(many, many)',
    'setproduct(many, many, many, many)',
    'indent(1000000, "a\\nb\\nc")',
    'concat(many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, many)',
    'base64encode(long)',
  ])('%.40s', text => {
    expect(codesOf(text, { long, many })).toEqual(['too-large']);
  });

  test('values that share parts are not walked without end', () => {
    let shared: Value = array([scalar('a')]);
    for (let level = 0; level < 40; level++) shared = array([shared, shared]);
    for (const name of ['flatten', 'jsonencode', 'yamlencode', 'distinct', 'tolist', 'toset', 'length']) {
      expect(evaluate(`${name}(shared)`, { names: { shared } }).value.kind).toBe('unknown');
    }
  });

  test('texts that nest deeply are refused', () => {
    const deep = scalar('['.repeat(5000) + ']'.repeat(5000));
    expect(codesOf('jsondecode(deep)', { deep })).toEqual(['too-large']);
    expect(evaluate('yamldecode(deep)', { names: { deep } }).value.kind).toBe('unknown');
  });

  test('aliases of YAML do not multiply', () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}]`,
    );
    const bomb = scalar(['a0: &a0 [x]', ...levels].join('\n'));
    expect(codesOf('yamldecode(bomb)', { bomb })).toEqual(['evaluation-failed']);
  });
});

describe('patterns', () => {
  test.each(['(a+)+$', '(a|aa)+$', '(a|a?)+$', '((a*)*)*$', '(.*)*x'])('%s takes linear time', pattern => {
    const subject = scalar(`${'a'.repeat(20_000)}b`);
    const started = performance.now();
    evaluate(`regex("${pattern}", subject)`, { names: { subject } });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('what takes too long is unknown', () => {
    const subject = scalar('ab'.repeat(100_000));
    const { value, reports } = evaluate('regexall("(a|b|c|[a-z]){50}z", subject)', { names: { subject } });
    expect(value).toMatchObject({ kind: 'unknown', reason: expect.stringContaining('too long') });
    expect(reports).toEqual([]);
  });
});

const leaf = fc.oneof(
  fc.string().map(text => scalar(text)),
  fc.string({ unit: 'grapheme' }).map(text => scalar(text)),
  fc
    .constantFrom(
      '10.0.0.0/8',
      '2024-01-01T00:00:00Z',
      '{"a": [1]}',
      'a: [b, *c]',
      '(a|b)*',
      '%05.2f',
      'aGk=',
    )
    .map(text => scalar(text)),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(number => scalar(number)),
  fc.integer({ min: -5, max: 40 }).map(number => scalar(number)),
  fc.boolean().map(flag => scalar(flag)),
  fc.constant(scalar(null)),
  fc.constant(unknown(call('var.x'), 'variable `x` has no default')),
  fc.constant(unknown({ kind: 'text', parts: ['a-', unknown(call('var.x'), 'r')] }, 'r')),
  fc.constant(oneOf([scalar('dev'), scalar(1)], call('var.env'), 'variable `env` has no default')),
);
const { value: anyValue } = fc.letrec<{ value: Value }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }).map(items => array(items)),
    fc
      .dictionary(fc.string(), tie('value'), { maxKeys: 4 })
      .map(members => object(new Map(Object.entries(members)))),
  ),
}));

test('every function takes everything', () => {
  const invocation = {
    name: 'f',
    span: { source: { path: 'a.tf', text: '', external: false }, start: 0, end: 0 },
  };
  fc.assert(
    fc.property(fc.constantFrom(...functionNames()), fc.array(anyValue, { maxLength: 4 }), (name, args) => {
      const reports: string[] = [];
      const result = applyFunction(name, args, { ...invocation, report: code => void reports.push(code) });
      expect(result.kind).toBeDefined();
      // What is reported has no value: neither the whole nor any alternative.
      const options = result.kind === 'oneOf' ? result.options : [result];
      if (reports.length > 0) expect(options.every(option => option.kind === 'unknown')).toBe(true);
    }),
    { numRuns: 4000 },
  );
});
