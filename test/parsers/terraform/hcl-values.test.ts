// The HCL specification by its values: literals, operators, heredocs, bodies, and where exactly an error lies.

import { describe, expect, test } from 'vitest';
import { createSource, textOf } from '../../../src/model/source.ts';
import { parseHcl } from '../../../src/parsers/terraform/hcl/parse-hcl.ts';
import { evaluated } from './evaluate/deploy.ts';

test.each([
  ['7', 7],
  ['2.75', 2.75],
  ['1e3', 1000],
  ['"plain"', 'plain'],
  ['"Жук 🐞"', 'Жук 🐞'],
  ['"man\u0303ana"', 'mañana'],
  ['true', true],
  ['null', null],
])('literal %s', (text, value) => {
  expect(evaluated(text)).toBe(value);
});

test.each([
  ['"x" == "x"', true],
  ['"x" != "x"', false],
  ['"7" == 7', false],
  ['"false" != false', true],
  ['3 < 3', false],
  ['3 <= 3', true],
  ['4 > 3', true],
  ['3 >= 4', false],
  ['0.1 + 0.2', 0.3],
  ['1 - 2.5', -1.5],
  ['3 * 1.5', 4.5],
  ['1 / 8', 0.125],
  ['17 % 5', 2],
  ['-17 % 5', -2],
  ['7.5 % 0.7', 0.5],
  ['true && false', false],
  ['false || true', true],
  ['!false', true],
  ['false ? "a" : "b"', 'b'],
])('operator %s', (text, value) => {
  expect(evaluated(text)).toBe(value);
});

describe('heredocs', () => {
  const heredoc = (text: string) =>
    evaluated('local.t', `locals {\n  v = "in"\n  w = "  in"\n  t = ${text}\n}`);

  test.each([
    ['keeps its lines', '<<E\none\ntwo\nE', 'one\ntwo\n'],
    ['keeps its indentation', '<<E\n    one\n  two\n  E', '    one\n  two\n'],
    ['ends only at a line of its own', '<<E\n  not E\n  E', '  not E\n'],
    ['keeps empty lines', '<<E\none\n\ntwo\nE', 'one\n\ntwo\n'],
    ['with holes', '<<E\n  ${local.v}\nE', '  in\n'],
    ['flush: the least indentation goes', '<<-E\n    one\n      two\n    E', 'one\n  two\n'],
    ['flush: wherever the least stands', '<<-E\n    one\n  two\n    three\n  E', '  one\ntwo\n  three\n'],
    ['flush: empty lines do not count', '<<-E\n    one\n\n    two\n  E', 'one\n\ntwo\n'],
    ['flush: tabs are one each', '<<-E\n\t\tone\n  two\n  E', 'one\ntwo\n'],
    ['flush: what holes bring in stays', '<<-E\n    one\n    ${local.w}\n  E', 'one\n  in\n'],
  ])('%s', (_, text, value) => {
    expect(heredoc(text)).toBe(value);
  });
});

test.each([
  ['comma between arguments', 'a = 1, b = 2\n', [',']],
  ['block on one line with two arguments', 'a { b = 1, c = 2 }\n', [',']],
  ['block on one line that ends on the next', 'a { b = 1\n}\n', ['\n']],
  ['block on one line that goes on', 'a { b = 1\n  c = 2 }\n', ['\n']],
  ['block in a block on one line', 'a { b {} }\n', ['b {']],
  ['unclosed block', 'a {\n', ['{']],
  ['nothing wrong', 'a {}\nb {\n}\nc { d = 1 }\n# end\n// end\n/* end */\n', []],
])('error in its place: %s', (_, text, places) => {
  expect(parseHcl(createSource('x.tf', text)).diagnostics.map(({ span }) => span && textOf(span))).toEqual(
    places,
  );
});
