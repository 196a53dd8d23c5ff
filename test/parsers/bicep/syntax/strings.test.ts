import { describe, expect, test } from 'vitest';
import { parse, problems, value } from './print.ts';

function reads(text: string, printed: string): void {
  expect(value(text)).toBe(printed);
  expect(problems(`var x = ${text}`)).toEqual([]);
}

describe('one line', () => {
  test.each([
    ["''", '""'],
    ["'text'", '"text"'],
    ["'don\\'t'", '"don\'t"'],
    ["'\\n\\r\\t\\\\'", '"\\n\\r\\t\\\\"'],
    ["'\\${no} $ {no} $$'", '"${no} $ {no} $$"'],
    ["'\\u{1F680}\\u{41}'", '"🚀A"'],
    ["'a${b}c'", '"a${b}c"'],
    ["'${a}${b}'", '"${a}${b}"'],
    ["'${a ? 'x${b}' : ''}'", '"${(? a "x${b}" "")}"'],
  ])('%s', reads);

  test('a plain string has one part, even when it is empty', () => {
    for (const text of ["''", "'a'", "''''''"]) {
      const [statement] = parse(`var x = ${text}`).statements;
      expect(
        statement?.kind === 'var' && statement.value.kind === 'string' && statement.value.parts,
      ).toHaveLength(1);
    }
  });
});

describe('several lines', () => {
  test.each([
    ["'''one'''", 'm"one"'],
    ["'''\none\ntwo\n'''", 'm"one\\ntwo\\n"'],
    ["'''\r\none\r\n'''", 'm"one\\r\\n"'],
    ["'''\\n ${a} 'b' ''c'''", "m\"\\\\n ${a} 'b' ''c\""],
    ["'''quoted''''", 'm"quoted\'"'],
    ["''''''", 'm""'],
    ["$'''\na ${b}\n$${c}'''", 'm"a ${b}\\n$${c}"'],
    ["$$'''${a} $${b} $$${c}'''", 'm"${a} ${b} $${c}"'],
    ["$'''${'''x'''}'''", 'm"${m"x"}"'],
  ])('%s', reads);
});

describe('mistakes', () => {
  test('an escape that there is not stays as it is, and is reported where it stands', () => {
    expect(value("'a\\q\\u{}\\u{110000}b'")).toBe('"a\\\\q\\\\u{}\\\\u{110000}b"');
    expect(problems("var x = 'a\\q\\u{110000}b'")).toEqual([
      'invalid-escape @1:11 |\\q|',
      'invalid-escape @1:13 |\\u|',
    ]);
  });

  test.each([
    ['an open string ends with its line', "var a = 'one\nvar b = 2", ["unterminated-string @1:9 |'one|"]],
    ['so does a hole', "var a = 'x${one\nvar b = 2", ["unterminated-string @1:9 |'x${one|"]],
    ['and a string in it', "var a = 'x${'one}'\nvar b = 2", ["unterminated-string @1:9 |'x${'one}'|"]],
    [
      'an escape at the end of the line is none',
      "var a = 'one\\\nvar b = 2",
      ["unterminated-string @1:9 |'one\\|", 'invalid-escape @1:13 |\\|'],
    ],
  ])('%s', (_title, text, expected) => {
    expect(problems(text)).toEqual(expected);
    expect(parse(text).statements.map(each => each.kind)).toEqual(['var', 'var']);
  });

  test('a hole that its line leaves open does not end a multi-line string', () => {
    const text = "var a = $'''x${one\n'quoted' {'''\nvar b = 2";
    expect(problems(text)).toEqual(["unterminated-string @1:9 |$'''x${one|"]);
    expect(value("$'''x${one\n'quoted' {'''")).toBe('m"x${one}\\n\'quoted\' {"');
    expect(parse(text).statements).toHaveLength(2);
  });

  test('a multi-line string may be open until the end of the file', () => {
    expect(problems("var a = '''\none\nvar b = 2")).toEqual([
      "unterminated-string @1:9 |'''\none\nvar b = 2|",
    ]);
  });

  test('what is left in a hole is skipped', () => {
    expect(value("'a${b c}d'")).toBe('"a${b}d"');
    expect(problems("var x = 'a${b c}d'")).toEqual(['unexpected-token @1:15 |c|']);
    expect(value("'a${}d'")).toBe('"a${ERROR}d"');
  });

  test('a string in double quotes is one mistake', () => {
    expect(problems('var x = "a ${b}"\nvar y = 1')).toEqual(['unexpected-token @1:9 |"a ${b}"|']);
  });
});
