// Functions of files: what the module's files hold, and why others are not known.

import { describe, expect, test } from 'vitest';
import { scalar } from '../../../../src/model/value.ts';
import type { ModuleFiles } from '../../../../src/parsers/terraform/functions/types.ts';
import { evaluate } from './calls.ts';

const CONTENTS: Readonly<Record<string, string>> = {
  'policy.json': '{"a": 1}',
  'files/a.txt': 'a',
  'files/b.md': 'b',
  'files/sub/c.txt': 'c',
  'files/sub/deeper/d.txt': 'd',
  'bad.bin': '\xff',
};
const MISSING = { missing: true, reason: 'file `nope` does not exist' } as const;

const files: ModuleFiles = {
  readBytes: path => (path in CONTENTS ? Buffer.from(CONTENTS[path]!, 'latin1') : MISSING),
  exists: path => (path.startsWith('..') ? MISSING : path in CONTENTS),
  listFiles: folder =>
    Object.keys(CONTENTS)
      .filter(path => folder === '.' || path.startsWith(`${folder}/`))
      .map(path => (folder === '.' ? path : path.slice(folder.length + 1))),
};

function evaluated(text: string) {
  return evaluate(text, { files, render: source => scalar(`<${source.path}: ${source.text}>`) });
}

describe('files', () => {
  test.each([
    ['file("policy.json")', '{"a": 1}'],
    ['filebase64("files/a.txt")', 'YQ=='],
    ['filemd5("files/a.txt")', '0cc175b9c0f1b6a831c399e269772661'],
    ['filesha1("files/a.txt")', '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'],
    ['filebase64sha256("files/a.txt")', 'ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='],
    ['fileexists("policy.json")', true],
    ['fileexists("nope")', false],
    ['length(jsondecode(file("policy.json")))', 1],
    ['templatefile("files/a.txt", {name = 1})', '<files/a.txt: a>'],
  ])('%s', (text, value) => {
    expect(evaluated(text)).toMatchObject({ value: { kind: 'scalar', value }, reports: [] });
  });

  test('what cannot be read is unknown with the reason', () => {
    expect(evaluated('file("nope")')).toMatchObject({ value: { kind: 'unknown', reason: MISSING.reason } });
    expect(evaluated('fileexists("../x")')).toMatchObject({ value: { kind: 'unknown' }, reports: [] });
    expect(evaluate('file("policy.json")')).toMatchObject({ value: { kind: 'unknown' }, reports: [] });
  });

  test('texts have to be UTF-8', () => {
    expect(evaluated('file("bad.bin")').reports).toHaveLength(1);
    expect(evaluated('filebase64("bad.bin")').value).toMatchObject({ value: '/w==' });
  });
});

describe('fileset', () => {
  test.each([
    ['*.txt', ['a.txt']],
    ['**/*.txt', ['a.txt', 'sub/c.txt', 'sub/deeper/d.txt']],
    ['**', ['a.txt', 'b.md', 'sub/c.txt', 'sub/deeper/d.txt']],
    ['*', ['a.txt', 'b.md']],
    ['?.md', ['b.md']],
    ['{a,b}.*', ['a.txt', 'b.md']],
    ['[^a].*', ['b.md']],
    ['s**/c.txt', ['sub/c.txt']],
    ['a**', ['a.txt']],
    ['sub/*', ['sub/c.txt']],
    ['./a.txt', ['a.txt']],
    ['nothing*', []],
  ])('%s', (pattern, paths) => {
    const { value } = evaluated(`fileset("files", "${pattern}")`);
    expect(value).toMatchObject({ kind: 'array', set: true });
    expect(value.kind === 'array' && value.items.map(item => item.kind === 'scalar' && item.value)).toEqual(
      paths,
    );
  });

  test('patterns that leave the folder are unknown, malformed ones are reported', () => {
    expect(evaluated('fileset("files", "../*")')).toMatchObject({ value: { kind: 'unknown' }, reports: [] });
    expect(evaluated('fileset("files", "[a")').reports).toHaveLength(1);
  });
});
