import { expect, test } from 'vitest';
import { parsePath } from '../../src/engine/native-path.ts';
import { readPath, rootSpot } from '../../src/engine/read-path.ts';
import { call, object, scalar, unknown, type Value } from '../../src/model/value.ts';

const key = unknown(call('var', scalar('key')), 'variable `key` has no default');

function entries(value: Value) {
  const steps = parsePath('settings{entries}');
  if (typeof steps === 'string') throw new Error(steps);
  const root = rootSpot(object(new Map([['settings', value]])));
  const { items, rest } = readPath(root, steps, { ignoreCase: false, blocks: false });
  return { items: items.map(item => item.value), rest: rest?.value ?? null };
}

const entry = (name: string, value: Value) =>
  object(
    new Map([
      ['name', scalar(name)],
      ['value', value],
    ]),
  );

test('each member of an object is an item with its name and value', () => {
  const settings = object(
    new Map<string, Value>([
      ['A', scalar('1')],
      ['B', key],
    ]),
  );
  expect(entries(settings)).toEqual({ items: [entry('A', scalar('1')), entry('B', key)], rest: null });
});

test('of an object that is not known there may be any', () => {
  expect(entries(key)).toEqual({ items: [], rest: key });
});
