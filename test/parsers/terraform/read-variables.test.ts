// Variable files: constants by name, in both syntaxes.

import { describe, expect, test } from 'vitest';
import { createSource, textOf } from '../../../src/model/source.ts';
import { readVariableFile } from '../../../src/parsers/terraform/read-variables.ts';
import { plain } from './evaluate/deploy.ts';

function read(text: string, path = 'terraform.tfvars') {
  const { values, diagnostics } = readVariableFile(createSource(path, text));
  return {
    values: Object.fromEntries([...values].map(([name, value]) => [name, plain(value)])),
    codes: diagnostics.map(({ code }) => code),
  };
}

describe('variable files', () => {
  test('hold constants', () => {
    const text = 'a = "x"\nb = -1\nc = [true, null]\nd = { k = 1, "l m" = 2, (n) = 3 }\ne = <<EOT\nhi\nEOT\n';
    const { values, codes } = read(text);
    expect(codes).toEqual([]);
    expect(values).toEqual({ a: 'x', b: -1, c: [true, null], d: { k: 1, 'l m': 2, n: 3 }, e: 'hi\n' });
  });

  test('in JSON strings are only text', () => {
    const { values, codes } = read('{ "a": "${x}", "b": [1, { "c": false }] }', 'x.tfvars.json');
    expect(codes).toEqual([]);
    expect(values).toEqual({ a: '${x}', b: [1, { c: false }] });
  });

  test('every value comes from the file', () => {
    const { values } = readVariableFile(createSource('x.tfvars', 'a = { b = "c" }'));
    const a = values.get('a')!;
    expect(a.origin).toMatchObject([{ role: 'parameter-file', name: 'a' }]);
    const b = a.kind === 'object' ? a.members.get('b')! : a;
    expect(b.origin.map(({ span }) => textOf(span))).toEqual(['"c"']);
  });

  test.each(['a = var.x', 'a = upper("x")', 'a = "${b}"'])('%s is no constant', text => {
    expect(read(text).codes).toEqual(['not-constant']);
  });

  test('a block is reported', () => {
    expect(read('a {\n}').codes).toEqual(['unexpected-argument']);
  });
});
