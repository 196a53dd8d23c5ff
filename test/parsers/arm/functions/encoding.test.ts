// Expectations come from Microsoft's function reference and from the compiler's own tests of literal results.

import { describe, expect, test } from 'vitest';
import { apply, type Json, param, result } from './calls.ts';

test.each([
  ['base64', ['one, two, three'], 'b25lLCB0d28sIHRocmVl'],
  ['base64', [' Fizz '], 'IEZpenog'],
  ['base64', ['é💥'], 'w6nwn5Kl'],
  ['base64ToString', ['IEZpenog'], ' Fizz '],
  ['base64ToString', [''], ''],
  ['base64ToJson', ['eydvbmUnOiAnYScsICd0d28nOiAnYid9'], { one: 'a', two: 'b' }],
  ['dataUri', [' Fizz '], 'data:text/plain;charset=utf-8;base64,IEZpenog'],
  ['dataUri', [{ a: 1 }], 'data:application/json;charset=utf-8;base64,eyJhIjoxfQ=='],
  ['dataUriToString', ['data:;base64,SGVsbG8sIFdvcmxkIQ=='], 'Hello, World!'],
  ['dataUriToString', ['data:text/plain;charset=utf8;base64,SGVsbG8='], 'Hello'],
  ['dataUriToString', ['data:,Hello%2C%20World'], 'Hello, World'],
  [
    'uriComponent',
    ['http://contoso.com/resources/nested/azuredeploy.json'],
    'http%3A%2F%2Fcontoso.com%2Fresources%2Fnested%2Fazuredeploy.json',
  ],
  ['uriComponent', [" Fizz !'()*é"], '%20Fizz%20%21%27%28%29%2A%C3%A9'],
  ['uriComponent', ['UB*8h 0+=_)9h9n'], 'UB%2A8h%200%2B%3D_%299h9n'],
  ['uriComponentToString', ['%20Fizz%20'], ' Fizz '],
  ['uriComponentToString', ['%20%25%20'], ' % '],
  ['uriComponentToString', ['%C3%A9+100%'], 'é 100%'],
  ['uri', ['http://contoso.org/firstpath', 'myscript.sh'], 'http://contoso.org/myscript.sh'],
  ['uri', ['http://contoso.org/firstpath/', 'myscript.sh'], 'http://contoso.org/firstpath/myscript.sh'],
  [
    'uri',
    ['http://contoso.org/firstpath/azuredeploy.json', 'myscript.sh'],
    'http://contoso.org/firstpath/myscript.sh',
  ],
  [
    'uri',
    ['http://contoso.org/firstpath/azuredeploy.json/', 'myscript.sh'],
    'http://contoso.org/firstpath/azuredeploy.json/myscript.sh',
  ],
  ['uri', ['https://github.com', 'Azure/bicep'], 'https://github.com/Azure/bicep'],
  ['uri', ['http://contoso.org', 'myscript.sh'], 'http://contoso.org/myscript.sh'],
  ['uri', ['https://github.com/another/repo', '/Azure/bicep'], 'https://github.com/Azure/bicep'],
  [
    'buildUri',
    [
      {
        scheme: 'https',
        host: 'mystorage.blob.core.windows.net',
        port: 8080,
        path: '/templates/a.json',
        query: '?st=1',
      },
    ],
    'https://mystorage.blob.core.windows.net:8080/templates/a.json?st=1',
  ],
  ['buildUri', [{ scheme: 'https', host: 'h', path: 'x' }], 'https://h/x'],
] as const)('%s%j', (name, args, expected) => {
  expect(result(name, ...(args as readonly Json[]))).toEqual(expected);
});

test('parseUri says nothing of a port that is not written', () => {
  expect(result('parseUri', 'https://Example.com:8080/path?query=value#x')).toEqual({
    scheme: 'https',
    host: 'example.com',
    port: 8080,
    path: '/path',
    query: '?query=value',
  });
  const { value } = apply('parseUri', 'https://example.com');
  expect(value.kind === 'object' && value.members.get('port')?.kind).toBe('unknown');
});

describe('json', () => {
  test.each([
    ['{"a": "b"}', { a: 'b' }],
    ["{'a': 'b'}", { a: 'b' }],
    ['{a: 1, b_2: [true, false, null,],}', { a: 1, b_2: [true, false, null] }],
    ['"test"', 'test'],
    ['true', true],
    ['3', 3],
    ['-1.5e2', -150],
    ['[[1,2,3]]', [[1, 2, 3]]],
    ['// one\n{ /* two */ "x": "a\\n\\u0041\\/" }', { x: 'a\nA/' }],
    ['{}', {}],
    ['  []  ', []],
    ['null', null],
  ] as const)('%s', (text, expected) => {
    expect(result('json', text)).toEqual(expected);
  });

  test.each([
    '',
    '{',
    '{"a"}',
    '[1 2]',
    '{"a":1}}',
    'nope',
    '"open',
    '{"a":"\\x"}',
    '[1,,2]',
    '1e999',
    '['.repeat(100_000),
  ])('malformed: %.20s', text => {
    expect(apply('json', text).codes).toEqual(['evaluation-failed']);
  });

  test('the order of members and large numbers survive', () => {
    const { value } = apply('json', '{"2": 1, "1": 12345678901234567890}');
    expect(value.kind === 'object' && [...value.members.keys()]).toEqual(['2', '1']);
    expect(value.kind === 'object' && value.members.get('1')?.kind).toBe('unknown');
  });

  test('null is an empty object, as documented', () => {
    expect(result('json', null)).toEqual({});
  });
});

test.each([
  ['base64', [1], 'wrong-type'],
  ['base64ToString', ['***'], 'wrong-type'],
  ['base64ToJson', ['IEZpenog'], 'evaluation-failed'],
  ['dataUriToString', ['http://x'], 'wrong-type'],
  ['dataUriToString', ['data:text/plain;charset=latin1,x'], 'wrong-type'],
  ['uriComponent', [{}], 'wrong-type'],
  ['uri', ['nowhere', 'x'], 'evaluation-failed'],
  ['uri', ['http://x', 1], 'wrong-type'],
  ['parseUri', ['no uri'], 'evaluation-failed'],
  ['buildUri', [{}], 'evaluation-failed'],
  ['buildUri', ['x'], 'wrong-type'],
  ['buildUri', [{ scheme: 'a', host: 'b', port: 'c' }], 'evaluation-failed'],
  ['json', [[]], 'wrong-type'],
] as const)('%s%j is reported as %s', (name, args, code) => {
  // A URI with a blank is left alone before it is judged.
  const { value, codes } = apply(name, ...(args as readonly Json[]));
  expect(value.kind).toBe('unknown');
  if (name === 'parseUri') expect(codes).toEqual([]);
  else expect(codes).toEqual([code]);
});

test('unknown arguments give calls', () => {
  expect(result('base64ToString', param('x'))).toBe('?base64ToString(x)');
  expect(result('json', param('x'))).toBe('?json(x)');
  expect(result('dataUri', [param('x')])).toBe('?dataUri(["?parameters(\\"x\\")"])');
  expect(result('buildUri', { scheme: 'https', host: param('x') })).toMatch(/^\?buildUri/);
  expect(result('uri', 'https://x/ä', 'y')).toBe('?uri("https://x/ä","y")');
});
