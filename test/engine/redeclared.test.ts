// A resource that is declared more than once: no failure of one declaration that another may mend.

import { expect, test } from 'vitest';
import { textOf } from '../../src/model/source.ts';
import { account, deploy, verdictsOf } from './build.ts';

const KEYLESS = { properties: { disableLocalAuth: true } };

const outcomes = (...resources: object[]) =>
  verdictsOf({ require: { localAuth: { is: false } } }, deploy(resources)).map(each => each.outcome);

test('a failure that another declaration mends is doubtful, and one that none mends stays', () => {
  expect(outcomes(account(), account({ ...KEYLESS, $address: 'update' }))).toEqual(['unknown', 'pass']);
  expect(outcomes(account(), account({ name: 'AI', ...KEYLESS, $address: 'update' }))).toEqual([
    'unknown',
    'pass',
  ]);
  expect(outcomes(account(), account({ $address: 'update' }))).toEqual(['fail', 'fail']);
});

test('a failure that a bare declaration shares with one that writes the value has its place', () => {
  const open = { properties: { disableLocalAuth: false } };
  const resources = [account(), account({ ...open, $address: 'update' })];
  const [bare, update] = verdictsOf({ require: { localAuth: { is: false } } }, deploy(resources));
  expect(textOf(update!.location)).toBe('false');
  expect(bare).toEqual({ ...update, resource: bare!.resource });
  expect(bare!.resource.address).toBe('ai');
});

test('declarations of other resources, and references to existing ones, mend nothing', () => {
  expect(outcomes(account(), account({ name: 'other', ...KEYLESS, $address: 'other' }))).toEqual([
    'fail',
    'pass',
  ]);
  expect(outcomes(account(), account({ ...KEYLESS, $existing: true, $address: 'same' }))).toEqual(['fail']);
});

test('neither do declarations that may be missing', () => {
  const update = account({ ...KEYLESS, $address: 'update', $if: 'withUpdate' });
  expect(outcomes(account(), update)).toEqual(['fail', 'pass']);
});

test('a loop that declares one resource thousands of times is judged in a moment', () => {
  const copies = Array.from({ length: 3000 }, (_, index) => account({ $address: `ai[${index}]` }));
  expect(new Set(outcomes(...copies))).toEqual(new Set(['fail']));
  expect(new Set(outcomes(...copies, account({ ...KEYLESS, $address: 'update' })))).toEqual(
    new Set(['unknown', 'pass']),
  );
});
