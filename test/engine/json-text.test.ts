import { expect, test } from 'vitest';
import { jsonValue } from '../../src/engine/json-text.ts';
import { array, call, object, scalar, unknown, type Value } from '../../src/model/value.ts';

const name = unknown(call('var', scalar('name')), 'variable `name` has no default');
const read = (text: Value) => jsonValue(text, each => each);

test('a text is what it says', () => {
  expect(read(scalar('[{"a": 1}]'))).toEqual(array([object(new Map([['a', scalar(1)]]))]));
});

test('a hole is a hole in what it says', () => {
  const text = unknown({ kind: 'text', parts: ['["collection/', name, '"]'] }, name.reason);
  expect(read(text)).toEqual(array([unknown({ kind: 'text', parts: ['collection/', name] }, name.reason)]));
});

test('what makes JSON says what it is given', () => {
  expect(read(unknown(call('jsonencode', array([name])), name.reason))).toEqual(array([name]));
  expect(read({ ...scalar('[1]'), encodes: array([scalar(1)]) })).toEqual(array([scalar(1)]));
});

test('what is no text stands for itself', () => {
  expect(read(array([scalar(1)]))).toEqual(array([scalar(1)]));
});

test('what cannot be read is unknown', () => {
  expect(read(scalar('{'))).toMatchObject({ kind: 'unknown' });
});
