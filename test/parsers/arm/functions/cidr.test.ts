// Expectations come from Microsoft's function reference.

import { expect, test } from 'vitest';
import { apply, type Json, param, result } from './calls.ts';

test('parseCidr', () => {
  expect(result('parseCidr', '10.144.0.0/20')).toEqual({
    network: '10.144.0.0',
    netmask: '255.255.240.0',
    broadcast: '10.144.15.255',
    firstUsable: '10.144.0.1',
    lastUsable: '10.144.15.254',
    cidr: 20,
  });
  expect(result('parseCidr', 'fdad:3236:5555::/48')).toEqual({
    network: 'fdad:3236:5555::',
    netmask: 'ffff:ffff:ffff::',
    firstUsable: 'fdad:3236:5555::',
    lastUsable: 'fdad:3236:5555:ffff:ffff:ffff:ffff:ffff',
    cidr: 48,
  });
  expect(result('parseCidr', '0.0.0.0/0')).toMatchObject({
    netmask: '0.0.0.0',
    broadcast: '255.255.255.255',
  });
});

test.each([
  ['cidrSubnet', ['10.144.0.0/20', 24, 0], '10.144.0.0/24'],
  ['cidrSubnet', ['10.144.0.0/20', 24, 4], '10.144.4.0/24'],
  ['cidrSubnet', ['10.144.0.0/20', 24, 15], '10.144.15.0/24'],
  ['cidrSubnet', ['10.0.0.0/16', 16, 0], '10.0.0.0/16'],
  ['cidrSubnet', ['fdad:3236:5555::/48', 52, 0], 'fdad:3236:5555::/52'],
  ['cidrSubnet', ['fdad:3236:5555::/48', 52, 4], 'fdad:3236:5555:4000::/52'],
  ['cidrHost', ['10.144.3.0/24', 0], '10.144.3.1'],
  ['cidrHost', ['10.144.3.0/24', 4], '10.144.3.5'],
  ['cidrHost', ['10.144.3.0/24', 253], '10.144.3.254'],
  ['cidrHost', ['fdad:3236:5555:3000::/52', 0], 'fdad:3236:5555:3000::1'],
  ['cidrHost', ['fdad:3236:5555:3000::/52', 4], 'fdad:3236:5555:3000::5'],
  ['cidrHost', ['1:0:0:2::/64', 0], '1:0:0:2::1'],
] as const)('%s%j', (name, args, expected) => {
  expect(result(name, ...args)).toBe(expected);
});

test.each([
  ['parseCidr', ['10.0.0.0'], 'evaluation-failed'],
  ['parseCidr', ['10.0.0.256/8'], 'evaluation-failed'],
  ['parseCidr', ['10.0.0.0/33'], 'evaluation-failed'],
  ['parseCidr', ['1::2::3/64'], 'evaluation-failed'],
  ['parseCidr', ['1:2:3/64'], 'evaluation-failed'],
  ['parseCidr', [1], 'wrong-type'],
  ['cidrSubnet', ['10.0.0.0/24', 16, 0], 'evaluation-failed'],
  ['cidrSubnet', ['10.0.0.0/24', 25, 2], 'evaluation-failed'],
  ['cidrSubnet', ['10.0.0.0/24', 25, -1], 'evaluation-failed'],
  ['cidrSubnet', ['10.0.0.0/24', '25', 1], 'wrong-type'],
  ['cidrHost', ['10.0.0.0/24', 254], 'evaluation-failed'],
  ['cidrHost', ['10.0.0.0/24', 'x'], 'wrong-type'],
] as const)('%s%j is reported as %s', (name, args, code) => {
  expect(apply(name, ...(args as readonly Json[])).codes).toEqual([code]);
});

test('unknown networks give calls', () => {
  expect(result('cidrSubnet', param('range'), 24, 0)).toBe('?cidrSubnet(range,24,0)');
});
