import { expect, test } from 'vitest';
import {
  absent,
  array,
  call,
  expressionKey,
  MAX_OPTIONS,
  object,
  oneOf,
  scalar,
  unknown,
  type Value,
  valueKey,
} from '../../src/model/value.ts';

const parameter = (name: string): Value =>
  unknown(call('parameters', scalar(name)), `parameter \`${name}\` has no default`);

test('equal expressions are equal unknowns, whatever the case of the function', () => {
  const lower = unknown(call('tolower', parameter('name')), 'a');
  const upper = unknown(call('toLower', parameter('name')), 'b');
  expect(valueKey(lower)).toBe(valueKey(upper));
  expect(valueKey(lower)).not.toBe(valueKey(parameter('name')));
});

test('objects compare without the order of their members, arrays with theirs', () => {
  const forth = object(
    new Map<string, Value>([
      ['a', scalar(1)],
      ['b', scalar(2)],
    ]),
  );
  const back = object(
    new Map<string, Value>([
      ['b', scalar(2)],
      ['a', scalar(1)],
    ]),
  );
  expect(valueKey(forth)).toBe(valueKey(back));
  expect(valueKey(array([scalar(1), scalar(2)]))).not.toBe(valueKey(array([scalar(2), scalar(1)])));
});

test('a text with a hole never equals the text that looks like it', () => {
  const hole = expressionKey({ kind: 'text', parts: ['a', parameter('x')] });
  const lookalike = expressionKey({ kind: 'text', parts: ['a${parameters("x")}'] });
  expect(hole).not.toBe(lookalike);
});

test('scalars of different types are different', () => {
  const keys = [scalar(1), scalar('1'), scalar(true), scalar('true'), scalar(null), absent()].map(valueKey);
  expect(new Set(keys).size).toBe(keys.length);
});

test('an expression that uses itself twice at every level keeps a short key', () => {
  let value = parameter('x');
  for (let level = 0; level < 200; level++) value = unknown(call('concat', value, value), 'deep');
  expect(valueKey(value).length).toBeLessThan(10_000);
});

test('alternatives are flat and distinct; one is itself, too many are unknown', () => {
  const decider = call('parameters', scalar('env'));
  expect(oneOf([scalar('a'), scalar('a')], decider, 'r')).toMatchObject({ kind: 'scalar', value: 'a' });
  const two = oneOf([scalar('a'), scalar('b')], decider, 'r');
  const three = oneOf([two, scalar('c'), scalar('b')], decider, 'r');
  expect(three).toMatchObject({ kind: 'oneOf', options: [{ value: 'a' }, { value: 'b' }, { value: 'c' }] });
  const many = Array.from({ length: MAX_OPTIONS + 1 }, (_, index) => scalar(index));
  expect(oneOf(many, decider, 'r').kind).toBe('unknown');
});
