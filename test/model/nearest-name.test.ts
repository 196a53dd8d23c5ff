import { expect, test } from 'vitest';
import { nearestName } from '../../src/model/nearest-name.ts';

test.each([
  ['formt', ['format', 'output', 'params'], 'format'],
  ['UNIQUESTRNG', ['uniqueString', 'union'], 'uniqueString'],
  ['xyz', ['format', 'output'], null],
  ['a', ['b', 'ab'], 'b'],
])('%s among %j is %s', (name, candidates, expected) => {
  expect(nearestName(name, candidates)).toBe(expected);
});
