// Expectations come from Microsoft's function reference and .NET's documentation of composite formatting.

import { expect, test } from 'vitest';
import { apply, type Json, param, result } from './calls.ts';

test.each([
  [
    ['{0}, {1}. Formatted number: {2:N0}', 'Hello', 'User', 8175133],
    'Hello, User. Formatted number: 8,175,133',
  ],
  [['{0}/{1}/{2}/{3}', 1, 2, 3, true], '1/2/3/True'],
  [['objectToFormat: {0}', { prop: 'value' }], "objectToFormat: {'prop':'value'}"],
  [
    ['>{0}<>{1}<>{2}<>{3}<>{4}<', false, 12948, 'hello!', { a: 'b', '!c': 2 }, [true, 2893, 'abc']],
    ">False<>12948<>hello!<>{'a':'b','!c':2}<>[true,2893,'abc']<",
  ],
  [['{{{0}}}', 'x'], '{x}'],
  [['{{0}}'], '{0}'],
  [['{1}{0}{1}', 'a', 'b'], 'bab'],
  [['no holes'], 'no holes'],
  [[''], ''],
  [['[{0}]', null], '[]'],
  [['{0:D3}', 7], '007'],
  [['{0:D3}', -7], '-007'],
  [['{0:D}', 1234], '1234'],
  [['{0:d2}', 5], '05'],
  [['{0:000}', 42], '042'],
  [['{0:00}', -4], '-04'],
  [['{0:N2}', 1234567], '1,234,567.00'],
  [['{0:N}', -1234], '-1,234.00'],
  [['{0:F1}', 3], '3.0'],
  [['{0:X}', 255], 'FF'],
  [['{0:x4}', 255], '00ff'],
  [['{0:G}', 12], '12'],
  [['{0,5}|{1,-5}|', 'ab', 'cd'], '   ab|cd   |'],
  [['{0,5:D2}', 7], '   07'],
  [['{0:D3}', 'text'], 'text'],
  [['{0:D3}', true], 'True'],
] as const)('format%j', (args, expected) => {
  expect(result('format', ...(args as readonly Json[]))).toBe(expected);
});

test.each([
  [['{0}'], 'evaluation-failed'],
  [['{1}', 'a'], 'evaluation-failed'],
  [['{', 'a'], 'evaluation-failed'],
  [['}', 'a'], 'evaluation-failed'],
  [['{0', 'a'], 'evaluation-failed'],
  [['{x}', 'a'], 'evaluation-failed'],
  [['{-1}', 'a'], 'evaluation-failed'],
  [[3, 'a'], 'wrong-type'],
  [['{0,999999}', 'a'], 'too-large'],
] as const)('format%j is reported as %s', (args, code) => {
  expect(apply('format', ...args).codes).toEqual([code]);
});

test.each([
  [['{0}-{1}', param('x'), 1], '?${x}-1'],
  [['{0:D3}', param('x')], '?format("{0:D3}",x)'],
  [['a{0,5:D2}b', param('x')], '?a${format("{0,5:D2}",x)}b'],
  [[param('template'), 'x'], '?format(template,"x")'],
  [['{0:C2}', 5], '?format("{0:C2}",5)'],
  [['{0:#,##0.00}', 5], '?format("{0:#,##0.00}",5)'],
  [['{0:D2}', 1.5], '?format("{0:D2}",1.5)'],
] as const)('format %# cannot be known', (args, expected) => {
  expect(result('format', ...args)).toBe(expected);
});
