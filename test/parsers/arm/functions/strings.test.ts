// Expectations come from Microsoft's function reference and from the evaluation tests of the Bicep compiler.

import { describe, expect, test } from 'vitest';
import { accountId, apply, choice, type Json, param, result, scope, text } from './calls.ts';

const hash = apply('uniqueString', param('seed')).value;

test.each([
  ['toLower', ['One Two Three'], 'one two three'],
  ['toUpper', ['One Two Three'], 'ONE TWO THREE'],
  ['toLower', [null], ''],
  ['trim', ['    one two three   '], 'one two three'],
  ['padLeft', ['123', 10, '0'], '0000000123'],
  ['padLeft', ['00', 5, ' '], '   00'],
  ['padLeft', [7, 3], '  7'],
  ['padLeft', ['long', 2], 'long'],
  ['replace', ['123-123-1234', '-', ''], '1231231234'],
  ['replace', ['123-123-1234', '1234', 'xxxx'], '123-123-xxxx'],
  ['replace', ['foot', 't', 'd'], 'food'],
  ['replace', ['a.b.c', '.', '-'], 'a-b-c'],
  ['replace', ['cost: x', 'x', '$&'], 'cost: $&'],
  ['replace', ['', 'x', 'y'], ''],
  ['split', ['one,two,three', ','], ['one', 'two', 'three']],
  ['split', ['one;two,three', [',', ';']], ['one', 'two', 'three']],
  ['split', ['one--two', '--'], ['one', 'two']],
  ['split', ['abc', ''], ['abc']],
  ['split', ['', ','], ['']],
  ['split', [null, ','], []],
  ['split', ['a12b1c', ['12', '1']], ['a', 'b', 'c']],
  ['join', [['one', 'two', 'three'], ','], 'one,two,three'],
  ['join', [['abc', 123, true], '/'], 'abc/123/True'],
  ['join', [['I', 'love', 'Bicep'], ' '], 'I love Bicep'],
  ['join', [[], ','], ''],
  ['substring', ['one two three', 4, 3], 'two'],
  ['substring', ['foot', 0, 3], 'foo'],
  ['substring', ['foot', 2], 'ot'],
  ['substring', ['foot', 4, 0], ''],
  ['string', [{ valueA: 10, valueB: 'Example Text' }], '{"valueA":10,"valueB":"Example Text"}'],
  ['string', [['a', 'b', 'c']], '["a","b","c"]'],
  ['string', [5], '5'],
  ['string', [true], 'True'],
  ['string', [null], ''],
  ['string', [{ a: 'x"y\n\u2028' }], '{"a":"x\\"y\\n\\u2028"}'],
] as const)('%s%j', (name, args, expected) => {
  expect(result(name, ...args)).toEqual(expected);
});

test.each([
  ['toLower', [3], 'wrong-type'],
  ['toUpper', [[]], 'wrong-type'],
  ['trim', [{}], 'wrong-type'],
  ['padLeft', ['x', 'y'], 'wrong-type'],
  ['padLeft', ['x', 5, 'ab'], 'wrong-type'],
  ['padLeft', [true, 5], 'wrong-type'],
  ['padLeft', ['x', 1_000_000_000], 'too-large'],
  ['replace', ['x', '', 'y'], 'evaluation-failed'],
  ['replace', [1, 'x', 'y'], 'wrong-type'],
  ['replace', ['x', [], 'y'], 'wrong-type'],
  ['replace', ['x', 'x', true], 'wrong-type'],
  ['split', [1, ','], 'wrong-type'],
  ['split', ['x', 1], 'wrong-type'],
  ['split', ['x', [1]], 'wrong-type'],
  ['join', ['x', ','], 'wrong-type'],
  ['join', [['x'], 1], 'wrong-type'],
  ['substring', ['1234567890', 0, 11], 'evaluation-failed'],
  ['substring', ['abc', 4], 'evaluation-failed'],
  ['substring', ['abc', -1, 1], 'evaluation-failed'],
  ['substring', ['abc', 1, -1], 'evaluation-failed'],
  ['substring', ['abc', 'x'], 'wrong-type'],
  ['substring', [['abc'], 0], 'wrong-type'],
] as const)('%s%j is reported as %s', (name, args, code) => {
  const { value, codes } = apply(name, ...(args as readonly Json[]));
  expect(codes).toEqual([code]);
  expect(value.kind).toBe('unknown');
});

describe('strings with holes', () => {
  const named = text('Prefix-', param('name'), '-END');

  test.each([
    ['toLower', [named], '?prefix-${toLower(name)}-end'],
    ['toUpper', [named], '?PREFIX-${toUpper(name)}-END'],
    ['toLower', [param('x')], '?toLower(x)'],
    ['toLower', [apply('toLower', param('x')).value], '?toLower(x)'],
    ['toLower', [apply('toUpper', param('x')).value], '?toLower(x)'],
    ['toLower', [text('ST', hash)], '?st${uniqueString(seed)}'],
    ['replace', [named, '-', '_'], '?Prefix_${replace(name,"-","_")}_END'],
    ['replace', [text('st-', hash), '-', ''], '?st${uniqueString(seed)}'],
    ['replace', [named, 'Prefix', ''], '?replace(Prefix-${name}-END,"Prefix","")'],
    ['replace', [text('a-', param('x'), '-b'), '--', ''], '?replace(a-${x}-b,"--","")'],
    ['replace', ['a-b', param('old'), ''], '?replace("a-b",old,"")'],
    ['split', [text('a,b', param('x'), 'c'), ','], '?split(a,b${x}c,",")'],
    ['split', [text('a,', hash, '_,c'), ','], ['a', '?${uniqueString(seed)}_', 'c']],
    ['split', [text('a--', hash), '--'], '?split(a--${uniqueString(seed)},"--")'],
    ['split', ['a,b', param('delimiter')], '?split("a,b",delimiter)'],
    ['join', [['a', param('x')], '-'], '?a-${x}'],
    ['join', [['a', 'b'], param('delimiter')], '?a${delimiter}b'],
    ['join', [param('list'), '-'], '?join(list,"-")'],
    ['substring', [named, 0, 6], 'Prefix'],
    ['substring', [named, 0, 8], '?substring(Prefix-${name}-END,0,8)'],
    ['substring', ['abc', param('start'), 1], '?substring("abc",start,1)'],
    ['string', [param('x')], '?string(x)'],
    ['string', [{ a: param('x') }], '?string({"a":"?parameters(\\"x\\")"})'],
    ['padLeft', [param('x'), 3], '?padLeft(x,3)'],
    ['trim', [named], '?trim(Prefix-${name}-END)'],
  ] as const)('%s %#', (name, args, expected) => {
    expect(result(name, ...args)).toEqual(expected);
  });

  test('the segments of a resource id are known or names', () => {
    expect(result('split', accountId(param('name')), '/')).toEqual([
      '',
      'subscriptions',
      '?subscription()."subscriptionId"',
      'resourceGroups',
      '?resourceGroup()."name"',
      'providers',
      'Microsoft.CognitiveServices',
      'accounts',
      '?parameters("name")',
    ]);
  });

  test('a hole that is not a whole segment, or not in a resource id, may hold slashes', () => {
    expect(result('split', text('/subscriptions/x/providers/A.B/c/n', param('x')), '/')).toMatch(/^\?split/);
    expect(result('split', text('https://h/', param('path')), '/')).toMatch(/^\?split/);
    expect(result('split', text('rg/', scope('resourceGroup', 'id')), '/')).toMatch(/^\?split/);
  });

  test('a longer delimiter may begin in a hole', () => {
    const pieces = apply('split', text(param('x'), 'aaab'), 'aa').value;
    expect(result('last', pieces)).toMatch(/^\?last/);
    expect(result('first', apply('split', text('b', param('x')), 'aa').value)).toMatch(/^\?first/);
  });

  test('only slashes are certain not to occur in a name', () => {
    expect(result('split', scope('resourceGroup', 'name'), '/')).toEqual(['?resourceGroup()."name"']);
    expect(result('split', scope('resourceGroup', 'name'), '-')).toBe('?split(resourceGroup()."name","-")');
    expect(result('split', text('x/', scope('resourceGroup', 'name')), '-')).toMatch(/^\?split/);
  });

  test('alternatives', () => {
    expect(result('toLower', text('A', choice('x', 'B', 'C')))).toEqual({ oneOf: ['ab', 'ac'] });
  });
});

test('what no template may hold is refused', () => {
  const long = 'x'.repeat(100_000);
  expect(apply('concat', long, long).codes).toEqual(['too-large']);
  expect(apply('join', [long, long], '').codes).toEqual(['too-large']);
  expect(apply('replace', long, 'x', 'yyy').codes).toEqual(['too-large']);
  expect(apply('format', '{0}{0}', long).codes).toEqual(['too-large']);
});

test('a text read from a file that is longer than a template may hold is not taken apart', () => {
  const file = 'x'.repeat(10_000_000);
  expect(apply('replace', file, 'x', 'y').codes).toEqual(['too-large']);
  expect(apply('split', file, 'x').codes).toEqual(['too-large']);
});
