import { describe, expect, test } from 'vitest';
import { coverMoreThan, parseRange } from '../../src/engine/cidr.ts';

const rangesOf = (...texts: string[]) => texts.map(text => parseRange(text)!);

test.each([
  ['10.0.0.0/8', 32, 10n << 24n, (11n << 24n) - 1n],
  ['10.1.2.3/8', 32, 10n << 24n, (11n << 24n) - 1n],
  ['0.0.0.0/0', 32, 0n, (1n << 32n) - 1n],
  ['203.0.113.7', 32, 0xcb007107n, 0xcb007107n],
  ['203.0.113.0-203.0.113.3', 32, 0xcb007100n, 0xcb007103n],
  ['::/0', 128, 0n, (1n << 128n) - 1n],
  ['2001:db8::/32', 128, 0x20010db8n << 96n, (0x20010db9n << 96n) - 1n],
  ['::ffff:1.2.3.4', 128, 0xffff01020304n, 0xffff01020304n],
])('%s is read', (text, bits, first, last) => {
  expect(parseRange(text)).toEqual({ bits, first, last });
});

test.each([
  'AzureServices',
  '10.0.0',
  '10.0.0.256',
  '10.0.0.0/33',
  '10.0.0.0/',
  '1::2::3',
  '2001:db8::/129',
  '10.0.0.9-10.0.0.1',
  '10.0.0.1-::1',
  '',
])('%j is no range', text => {
  expect(parseRange(text)).toBeNull();
});

describe('ranges taken together', () => {
  test('one range is wider than n bits when it has fewer', () => {
    expect(coverMoreThan(rangesOf('10.0.0.0/7'), 8)).toBe(true);
    expect(coverMoreThan(rangesOf('10.0.0.0/8'), 8)).toBe(false);
    expect(coverMoreThan(rangesOf('::/7'), 8)).toBe(true);
  });

  test('halves add up, repetitions and overlaps do not', () => {
    expect(coverMoreThan(rangesOf('0.0.0.0/1', '128.0.0.0/1'), 1)).toBe(true);
    expect(coverMoreThan(rangesOf('10.0.0.0/8', '10.0.0.0/8', '10.1.0.0/16'), 8)).toBe(false);
    expect(coverMoreThan(rangesOf('10.0.0.0/8', '11.0.0.0'), 8)).toBe(true);
  });

  test('the two families do not add up', () => {
    expect(coverMoreThan(rangesOf('10.0.0.0/8', '2001::/8'), 8)).toBe(false);
  });
});
