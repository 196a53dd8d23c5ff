// Broken JSON: one slip is one diagnostic at its place, and costs no more than itself.

import { describe, expect, it } from 'vitest';
import { dataOf, parse, read } from './json.ts';

describe('members', () => {
  it('a missing comma is inserted', () => {
    expect(read('{"a": 1 "b": 2}')).toEqual({ data: { a: 1, b: 2 }, diagnostics: [['missing-comma', '']] });
    expect(read('[1 true "x" []]')).toMatchObject({ data: [1, true, 'x', []] });
  });

  it('a missing colon is inserted', () => {
    expect(read('{"a" {"x": 1}, "b" null, "c" 3}')).toEqual({
      data: { a: { x: 1 }, b: null, c: 3 },
      diagnostics: [
        ['missing-colon', '"a"'],
        ['missing-colon', '"b"'],
        ['missing-colon', '"c"'],
      ],
    });
  });

  it('a member without a value is dropped', () => {
    expect(read('{"a": , "b": 2}')).toEqual({ data: { b: 2 }, diagnostics: [['missing-value', '"a"']] });
    expect(read('{"a": }')).toEqual({ data: {}, diagnostics: [['missing-value', '"a"']] });
  });

  it('a member that is being typed does not take the next line for its value', () => {
    expect(read('{\n  "a":\n  "b": 2\n}')).toEqual({
      data: { b: 2 },
      diagnostics: [['missing-value', '"a"']],
    });
  });

  it('a key alone is dropped', () => {
    expect(read('{"a", "b": 2}')).toEqual({ data: { b: 2 }, diagnostics: [['missing-colon', '"a"']] });
    expect(read('{"b": 2, "a"}')).toEqual({ data: { b: 2 }, diagnostics: [['missing-colon', '"a"']] });
  });

  it('a value without a key is dropped', () => {
    expect(read('{: 1, "b": 2}')).toEqual({ data: { b: 2 }, diagnostics: [['missing-key', ':']] });
    expect(read('{{"x": 1}, "b": 2}')).toEqual({ data: { b: 2 }, diagnostics: [['missing-key', '{']] });
  });

  it('words that are no JSON are dropped to the end of the member', () => {
    expect(read('{"a": undefined, "b": 2}')).toEqual({
      data: { b: 2 },
      diagnostics: [['unexpected-text', 'undefined']],
    });
    expect(read('{a: 1,\n "b": 2}').data).toEqual({ b: 2 });
  });

  it('superfluous commas are dropped', () => {
    expect(read('{"a": 1,, "b": 2}')).toEqual({
      data: { a: 1, b: 2 },
      diagnostics: [['unexpected-text', ',']],
    });
    expect(read('[1,,2]')).toEqual({ data: [1, 2], diagnostics: [['unexpected-text', ',']] });
  });
});

describe('strings without a closing quote', () => {
  it('end with their line', () => {
    expect(read('{\n "a": "x,\n "b": 2\n}')).toEqual({
      data: { a: 'x', b: 2 },
      diagnostics: [['unclosed-string', '"x']],
    });
  });

  it('end with their line at the end of an object', () => {
    expect(read('{\n "o": {\n  "a": "x\n },\n "b": 2\n}')).toEqual({
      data: { o: { a: 'x' }, b: 2 },
      diagnostics: [['unclosed-string', '"x']],
    });
  });

  it('end with the text', () => {
    expect(read('"abc')).toEqual({ data: 'abc', diagnostics: [['unclosed-string', '"abc']] });
  });
});

describe('brackets', () => {
  it('are closed at the end of the text', () => {
    expect(read('{"a": [1, {"b": 2')).toEqual({
      data: { a: [1, { b: 2 }] },
      diagnostics: [
        ['unclosed', '{'],
        ['unclosed', '['],
        ['unclosed', '{'],
      ],
    });
  });

  it('of the wrong kind close what is open', () => {
    expect(read('{"a": [1, 2}').data).toEqual({ a: [1, 2] });
    expect(read('[{"a": 1]').data).toEqual([{ a: 1 }]);
  });

  it('that nothing opens are skipped', () => {
    expect(read('[1, }, 2]')).toEqual({ data: [1, 2], diagnostics: [['unexpected-closer', '}']] });
  });

  it('that close too early leave the rest unread, and say so', () => {
    expect(read('{"a": 1}}')).toEqual({ data: { a: 1 }, diagnostics: [['unexpected-text', '}']] });
  });

  it.each(['[\r"":', '{"a":1]', '{\n "a": 1\n]', '[\n  {\n"a": 1'])('of %j come to an end', text => {
    expect(parse(text).diagnostics.length).toBeGreaterThan(0);
  });

  it('need no indentation where what follows tells', () => {
    expect(read('{"a":["x","b":2}')).toMatchObject({ data: { a: ['x'], b: 2 } });
    expect(read('{"a":"x","y"],"b":2}')).toMatchObject({ data: { a: ['x', 'y'], b: 2 } });
    expect(read('{"a":"x":1},"b":2}')).toMatchObject({ data: { a: { x: 1 } } });
  });
});

describe('texts that hold no JSON', () => {
  it.each(['', '  \n', '// only a comment'])('%j is empty', text => {
    expect(read(text)).toEqual({ data: undefined, diagnostics: [['empty-json', '']] });
  });

  it('anything else has one diagnostic for each line that is skipped', () => {
    expect(read('resource x\nparam y').diagnostics).toEqual([
      ['unexpected-text', 'resource x'],
      ['unexpected-text', 'param y'],
    ]);
  });

  it('a comment that does not end', () => {
    expect(read('{"a": 1 /* ').diagnostics.map(([code]) => code)).toContain('unclosed-comment');
  });
});

/** Deleting one token of laid-out text: what is left is all but the token's own member or item. */
describe('one deleted token', () => {
  const data = {
    first: 1,
    object: { list: [1, 'x', { flag: null, inner: [true] }], text: 'some text' },
    names: ['i', 'j'],
    empty: {},
    last: -1.5,
  };
  const text = JSON.stringify(data, null, 2);
  const tokens = [...text.matchAll(/"[^"]*"|[{}[\]:,]|[-\w.]+/g)];

  it.each(tokens.map(token => [token[0], token.index]))('%s at %d', (token, index) => {
    const { root, diagnostics } = parse(text.slice(0, index) + text.slice(index + token.length));
    const left = JSON.stringify(dataOf(root)).length;
    const member = memberAround(index);
    expect(left).toBeGreaterThanOrEqual(JSON.stringify(data).length - member - 1);
    expect(diagnostics.length).toBeLessThanOrEqual(2);
  });

  /** What a token may cost: brackets, colons and commas nothing, a key its member, a value itself with its key. */
  function memberAround(index: number): number {
    const token = text.slice(index).match(/^("[^"]*"|[-\w.]+)/)?.[0];
    if (token === undefined) return 0;
    const isKey = text.startsWith(':', index + token.length);
    if (!isKey) return token.length + (text.slice(0, index).match(/"[^"]*": $/)?.[0].length ?? 0);
    const key = JSON.parse(token) as string;
    return JSON.stringify({ [key]: find(data, key) }).length;
  }

  function find(value: unknown, key: string): unknown {
    if (typeof value !== 'object' || value === null) return undefined;
    if (key in value) return (value as Record<string, unknown>)[key];
    return Object.values(value)
      .map(each => find(each, key))
      .find(found => found !== undefined);
  }
});
