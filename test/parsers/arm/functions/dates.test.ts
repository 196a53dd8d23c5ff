// Expectations come from Microsoft's function reference and .NET's documentation of date formats.

import { expect, test } from 'vitest';
import { apply, type Json, param, result } from './calls.ts';

const BASE = '2020-04-07 14:53:14Z';

test.each([
  ['dateTimeAdd', [BASE, 'P3Y', 'u'], '2023-04-07 14:53:14Z'],
  ['dateTimeAdd', [BASE, '-P9D', 'u'], '2020-03-29 14:53:14Z'],
  ['dateTimeAdd', [BASE, 'PT1H', 'u'], '2020-04-07 15:53:14Z'],
  ['dateTimeAdd', [BASE, 'P1W', 'yyyy-MM-dd'], '2020-04-14'],
  ['dateTimeAdd', ['20200407T145314Z', 'PT10M', 's'], '2020-04-07T15:03:14'],
  ['dateTimeAdd', ['2020-04-07T14:53:14+02:00', 'PT0S', 'o'], '2020-04-07T12:53:14.0000000Z'],
  ['dateTimeAdd', [BASE, 'PT0S', 'd'], '04/07/2020'],
  ['dateTimeAdd', [BASE, 'PT0S', 'M d'], '4 7'],
  ['dateTimeAdd', [BASE, 'PT0S', 'ddd, dd MMM yy h:mm tt'], 'Tue, 07 Apr 20 2:53 PM'],
  ['dateTimeAdd', [BASE, 'PT0S', 'r'], 'Tue, 07 Apr 2020 14:53:14 GMT'],
  ['dateTimeAdd', [BASE, 'PT0S', "'at' HH\\h fff"], 'at 14h 000'],
  ['dateTimeAdd', ['2023-03-31T01:00:38Z', 'P1D'], '2023-04-01T01:00:38Z'],
  ['dateTimeFromEpoch', [1680224438], '2023-03-31T01:00:38Z'],
  ['dateTimeToEpoch', ['2020-04-07T14:53:14Z'], 1586271194],
  ['dateTimeToEpoch', ['1970-01-01'], 0],
  ['dateTimeFromEpoch', [1683040573], '2023-05-02T15:16:13Z'],
  ['dateTimeFromEpoch', [0], '1970-01-01T00:00:00Z'],
] as const)('%s%j', (name, args, expected) => {
  expect(result(name, ...(args as readonly Json[]))).toBe(expected);
});

test.each([[[BASE, 'PT1H']], [['2020-05-07', 'P1M', 'u']], [[BASE, 'PT1H', 'gg']]] as const)(
  'dateTimeAdd%j is not documented, so it is unknown',
  args => {
    expect(apply('dateTimeAdd', ...args)).toMatchObject({ value: { kind: 'unknown' }, codes: [] });
  },
);

test.each([
  ['dateTimeAdd', ['yesterday', 'P1D', 'u']],
  ['dateTimeAdd', ['2020-02-30', 'P1D', 'u']],
  ['dateTimeAdd', [BASE, '1 day', 'u']],
  ['dateTimeAdd', [BASE, 'P', 'u']],
  ['dateTimeAdd', [BASE, 'P1D', 7]],
  ['dateTimeToEpoch', [5]],
  ['dateTimeFromEpoch', ['5']],
] as const)('%s%j is a wrong type', (name, args) => {
  expect(apply(name, ...(args as readonly Json[])).codes).toEqual(['wrong-type']);
});

test('dates beyond the calendar', () => {
  expect(apply('dateTimeFromEpoch', 1e15).codes).toEqual(['evaluation-failed']);
});

test('unknown dates give calls', () => {
  expect(result('dateTimeAdd', param('now'), 'P1Y')).toBe('?dateTimeAdd(now,"P1Y")');
});
