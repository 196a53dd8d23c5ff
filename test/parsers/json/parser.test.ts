// JSON as configuration files write it, with a place for everything.

import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/model/source.ts';
import { MAX_DEPTH } from '../../../src/parsers/json/recovery.ts';
import {
  type JsonObject,
  type JsonString,
  memberOf,
  memberSpan,
  sourceOffsets,
  stringValue,
} from '../../../src/parsers/json/syntax.ts';
import { dataOf, parse, read } from './json.ts';

describe('values', () => {
  it('are what JSON says', () => {
    const text = '{"a": [1, -2.5e3, true, false, null, "x"], "b": {}}';
    expect(read(text)).toEqual({ data: JSON.parse(text), diagnostics: [] });
  });

  it('need no object around them', () => {
    expect(read('"alone"')).toEqual({ data: 'alone', diagnostics: [] });
  });

  it('keep their places', () => {
    const { root } = parse('{ "a" : [1, "x"] }');
    const member = memberOf(root as JsonObject, 'a')!;
    expect(textOf(member.keySpan)).toBe('"a"');
    expect(textOf(member.value)).toBe('[1, "x"]');
    expect(textOf(memberSpan(member))).toBe('"a" : [1, "x"]');
  });

  it.each(['01', '1.', '.5', '+1', '10.0.0.0', '1e', '0x10', '-'])('%s is no number', written => {
    const { data, diagnostics } = read(`{"a": ${written}, "b": 1}`);
    expect(data).toEqual({ b: 1 });
    expect(diagnostics).toHaveLength(1);
  });

  it('beyond the exact integers are rounded', () => {
    expect(read('[9007199254740993, 123456789012345]').data).toEqual([9007199254740992, 123456789012345]);
  });
});

describe('what is more than JSON', () => {
  it('comments are kept with their places', () => {
    const { root, comments, diagnostics } = parse('// first\n{"a": /* second */ 1 // third\n}');
    expect(dataOf(root)).toEqual({ a: 1 });
    expect(comments.map(textOf)).toEqual(['// first', '/* second */', '// third']);
    expect(diagnostics).toEqual([]);
  });

  it('a comma may end a list', () => {
    expect(read('{"a": [1, 2,],}')).toEqual({ data: { a: [1, 2] }, diagnostics: [] });
  });

  it('a byte order mark is skipped', () => {
    expect(read('\ufeff{"a": 1}')).toEqual({ data: { a: 1 }, diagnostics: [] });
  });

  it('strings may go on over lines', () => {
    expect(read('{"a": "[concat(\r\n  1)]", "b": 2}')).toEqual({
      data: { a: '[concat(\r\n  1)]', b: 2 },
      diagnostics: [],
    });
  });

  it('of members with the same key the last one counts', () => {
    expect(read('{"a": 1, "b": 2, "a": 3, "A": 4}')).toEqual({
      data: { a: 3, b: 2, A: 4 },
      diagnostics: [['duplicate-key', '"a"']],
    });
    expect(parse('{"a": 1, "a": 3}').diagnostics[0]!.severity).toBe('warning');
  });

  it('the same in large objects', () => {
    const many = Array.from({ length: 40 }, (_, index) => `"k${index}": ${index}`).join(',');
    const { data, diagnostics } = read(`{${many}, "k7": "again", "k39": "again"}`);
    expect(data).toMatchObject({ k7: 'again', k8: 8, k39: 'again' });
    expect(diagnostics.map(([, at]) => at)).toEqual(['"k7"', '"k39"']);
  });
});

describe('strings', () => {
  const string = (text: string) => parse(text).root as JsonString;

  it('are decoded when they are asked for', () => {
    expect(stringValue(string(String.raw`"a\n\t\"\\\/\u00e9\ud83d\ude00"`))).toBe('a\n\t"\\/é😀');
  });

  it('map offsets of their value to the text', () => {
    const text = String.raw`"a\nb\u0041c"`;
    const offsetOf = sourceOffsets(string(text));
    expect([...'a\nbAc'].map((_, index) => text.slice(offsetOf(index), offsetOf(index + 1)))).toEqual([
      'a',
      String.raw`\n`,
      'b',
      String.raw`\u0041`,
      'c',
    ]);
  });

  it('map offsets without a table where there are no escapes', () => {
    expect(sourceOffsets(string('"abc"'))(2)).toBe(3);
  });

  it('a backslash before anything else is an error, and dropped', () => {
    expect(read(String.raw`["C:\dir", "\u00zz"]`)).toEqual({
      data: ['C:dir', 'u00zz'],
      diagnostics: [
        ['invalid-escape', String.raw`\d`],
        ['invalid-escape', String.raw`\u`],
      ],
    });
  });
});

describe('depth', () => {
  it.each(['[', '{"a":'])('of a hundred thousand %s is cut off with one diagnostic that says so', opener => {
    const { diagnostics } = parse(opener.repeat(100_000));
    expect(diagnostics.filter(({ code }) => code === 'too-deep')).toHaveLength(1);
  });

  it('what is too deep costs itself', () => {
    const deep = '['.repeat(MAX_DEPTH + 10) + ']'.repeat(MAX_DEPTH + 10);
    const { root, diagnostics } = parse(`{"deep": ${deep}, "next": 1}`);
    expect(diagnostics.map(({ code }) => code)).toEqual(['too-deep']);
    expect(dataOf(memberOf(root as JsonObject, 'next')!.value)).toBe(1);
  });
});
