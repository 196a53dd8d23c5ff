import { expect, test } from 'vitest';
import { writtenIn } from '../../src/engine/written-text.ts';
import { array, call, object, oneOf, scalar, unknown, type Value } from '../../src/model/value.ts';

const key = scalar('sk-1');
const input = unknown(call('var', scalar('key')), 'variable `key` has no default');

test.each<[string, Value]>([
  ['a text', key],
  ['an item', array([input, key])],
  ['a member', object(new Map([['name', key]]))],
  ['an alternative', oneOf([key, scalar('')], call('var', scalar('on')), 'unknown')],
  ['the text around a hole', unknown({ kind: 'text', parts: ['Bearer sk-1 ', input] }, 'unknown')],
  ['what an unknown function is given', unknown(call('jsonencode', array([key, input])), 'unknown')],
  [
    'a member of what is partly known',
    { ...unknown(call('merge'), 'unknown'), members: new Map([['name', key]]) },
  ],
])('%s is written in the code', (_, value) => {
  expect(writtenIn(value, /sk-\d/)).not.toBeNull();
});

test.each<[string, Value]>([
  ['what is only known at deployment', input],
  ['the name of what is read', unknown(call('resolve', scalar('secretsmanager:sk-1')), 'unknown')],
  [
    'the name of what a text holds',
    unknown({ kind: 'text', parts: ['Bearer ', unknown(call('var', key), 'unknown')] }, 'unknown'),
  ],
  [
    'another member of what is read',
    unknown(
      {
        kind: 'member',
        of: { ...unknown(call('data'), 'unknown'), members: new Map([['id', key]]) },
        key: scalar('secret'),
      },
      'unknown',
    ),
  ],
])('%s is not', (_, value) => {
  expect(writtenIn(value, /sk-\d/)).toBeNull();
});

test('values that use each other many times end', () => {
  let value: Value = input;
  for (let depth = 0; depth < 200; depth++) value = array([value, value]);
  expect(writtenIn(value, /sk-\d/)).toBeNull();
});
