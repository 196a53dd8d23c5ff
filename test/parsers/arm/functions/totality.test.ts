// Whatever the arguments: no function throws, every result is a value, and knowing less never changes what was certain.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { absent, type Value, valueKey } from '../../../../src/model/value.ts';
import { accessMember } from '../../../../src/parsers/arm/functions/access-member.ts';
import { applyFunction, functionNames } from '../../../../src/parsers/arm/functions/apply-function.ts';
import { sameValue } from '../../../../src/parsers/arm/functions/equality.ts';
import type { Argument } from '../../../../src/parsers/arm/functions/types.ts';
import { accountId, choice, type Json, lambda, param, recorder, text, val } from './calls.ts';

const HOSTILE = [
  '',
  '/',
  '-',
  '{0}',
  '{0:D99}',
  '{',
  '10.0.0.0/8',
  '::/0',
  'P1Y',
  '2020-01-01',
  '{"a":[1]}',
  '%zz',
  '\ud800',
  'data:,',
  '__proto__',
];

const scalars = fc.oneof(
  fc.constantFrom<Json>(null, true, false, 0, -1, 1.5, 1e21, Number.MAX_SAFE_INTEGER, ...HOSTILE),
  fc.integer({ min: -20, max: 20 }),
  fc.string({ maxLength: 12, unit: 'binary' }),
);
const open = fc.constantFrom<Value>(
  param('x'),
  text('a-', param('x'), '/b'),
  accountId(param('name')),
  choice('c', 'a', 'b'),
  choice('d', 1, null),
  absent(),
);
const json = fc.letrec<{ value: Json }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalars,
    open,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'A', 'b', '__proto__'), tie('value'), { maxKeys: 3 }),
  ),
})).value;
const lambdas = fc.constantFrom<Argument>(
  lambda(item => item),
  lambda((left, _right) => left),
  lambda((_item, index) => val([index ?? null])),
);
const argument: fc.Arbitrary<Argument> = fc.oneof(
  { weight: 6, arbitrary: json.map(val) },
  { weight: 1, arbitrary: lambdas },
);

test.each(functionNames())('%s is total', name => {
  fc.assert(
    fc.property(fc.array(argument, { maxLength: 4 }), args => {
      const { invocation } = recorder(name);
      const value = applyFunction(name, args, invocation);
      expect(typeof valueKey(value)).toBe('string');
    }),
    { numRuns: 150 },
  );
});

test('accessMember is total', () => {
  fc.assert(
    fc.property(json, json, fc.boolean(), fc.boolean(), (base, key, safe, fromEnd) => {
      const { invocation } = recorder('access');
      const value = accessMember(val(base), val(key), { safe, fromEnd }, invocation);
      expect(typeof valueKey(value)).toBe('string');
    }),
  );
});

test('equality is reflexive and symmetric', () => {
  fc.assert(
    fc.property(json, json, (left, right) => {
      expect(sameValue(val(left), val(left))).toBe(true);
      expect(sameValue(val(left), val(right))).toBe(sameValue(val(right), val(left)));
    }),
  );
});

// Functions that answer from literal parts: what they say of a text with a hole must hold for whatever the hole turns out to be.
const DECIDING = [
  'contains',
  'startsWith',
  'endsWith',
  'equals',
  'empty',
  'length',
  'first',
  'last',
  'take',
  'skip',
  'toLower',
  'toUpper',
  'replace',
  'split',
  'substring',
  'concat',
  'join',
];

test.each(DECIDING)('%s of a string with a hole agrees with every filling', name => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'B', '-', '/'), maxLength: 4 });
  const rest = fc.array(fc.oneof(letters.map(val), fc.integer({ min: 0, max: 5 }).map(val)), {
    maxLength: 2,
  });
  fc.assert(
    fc.property(letters, letters, letters, rest, (before, after, filling, others) => {
      const more = name === 'join' ? [val('-')] : others;
      const wrapped = (value: Value): Value => (name === 'join' ? val(['a', value]) : value);
      const [sparse, full] = [text(before, param('x'), after), text(before, filling, after)].map(subject => {
        const { invocation, called } = recorder(name);
        return {
          value: applyFunction(name, [wrapped(subject), ...more], invocation),
          failed: called.codes.length > 0,
        };
      });
      if (sparse!.value.kind === 'unknown' || full!.failed) return;
      expect(agrees(sparse!.value, full!.value)).toBe(true);
    }),
    { numRuns: 400 },
  );
});

/** Whether what is known of the first value is so in the second. */
function agrees(sparse: Value, full: Value): boolean {
  if (sparse.kind === 'unknown') return true;
  if (sparse.kind === 'array' && full.kind === 'array') {
    return (
      sparse.items.length === full.items.length &&
      sparse.items.every((item, index) => agrees(item, full.items[index]!))
    );
  }
  return valueKey(sparse) === valueKey(full);
}
