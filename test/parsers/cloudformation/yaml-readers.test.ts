// The two readers of YAML are one: what the quick one reads, the thorough one reads the same, and what it leaves alone has something wrong.

import { describe, expect, test } from 'vitest';
import { createSource } from '../../../src/model/source.ts';
import { recoverYaml } from '../../../src/parsers/cloudformation/recover-yaml.ts';
import { readFaultlessYaml } from '../../../src/parsers/cloudformation/yaml-events.ts';

function readers(text: string) {
  const source = createSource('t.yaml', text);
  return { quick: readFaultlessYaml(source, text), thorough: recoverYaml(source, text) };
}

describe('the same tree with the same places', () => {
  test.each([
    ['nothing', ''],
    ['comments', '# one\n\n# two\n'],
    ['a byte order mark', '\ufeffA: 1\n'],
    ['CRLF', 'A:\r\n  B: 1\r\n  C: |\r\n    x\r\n    y\r\nD: 2\r\n'],
    ['no line break at the end', 'A:\n  B: [1, 2]\n  C: x'],
    ['scalars', "a: 1\nb: 1.10\nc: yes\nd: \"yes\"\ne: 'it''s'\nf: ~\ng: 2012-10-17\nh: x y # z\ni: 0x1f\n"],
    ['escapes', 'a: "x\\ty\\u0041\\n\\\n  z"\nb: "one\n\n  two"\nc: \'one\n  two\'\n'],
    ['plain text over lines', 'a: one\n  two\n\n  three\nb: x\n'],
    [
      'literal blocks',
      'a: |\n  x\n   y\n\n  z\nb: |-\n  x\nc: |+\n  x\n\nd: |2\n   x\ne: | # note | here\n  x\nf: x\n',
    ],
    ['folded blocks', 'a: >\n  x\n  y\n\n  z\n   more\nb: >-\n  x\n  y\nc: x\n'],
    ['blocks of lists', '- |\n  x\n- >\n  y\n- a: |\n    z\n'],
    ['lists', 'a:\n- x\n- y\nb:\n  - x\n  -\n    - y\n    - - z\n      - w\nc: []\n'],
    ['values that are not there', 'a:\nb:  \nc: # note\nd: {x, y: , z}\ne:\n  -\n  - \n  - x\nf: {"k":}\n'],
    ['flow style', 'a: {x: 1, "y":2, z: [1, {b: c}, d: e, ], }\nb: [\n  1, # ]\n  2\n  ]\nc: x\n'],
    [
      'short forms',
      'a: !Ref x\nb: !Sub\n  - "${y}"\n  - y: !GetAtt z.w\nc: [!If [a, !Ref b, !Ref "AWS::NoValue"]]\n',
    ],
    [
      'short forms of blocks',
      'a: !Sub |\n  x ${y}\nb: !Base64\n  Fn::Sub: x\nc: !Ref\nd: !Join [",", [a]]\n',
    ],
    ['tags of YAML itself', 'a: !!str 12\nb: !!int "12"\nc: !!map {x: 1}\nd: ! 12\n'],
    ['anchors', 'a: &a {p: 1}\nb: *a\nc: &c !Ref x\nd: [*c, &e y, *e]\n&k key: *k\n'],
    [
      'merge keys',
      'a: &a {p: 1, q: 2}\nb: &b {r: 3}\nc: {<<: *a, q: 3}\nd:\n  q: 4\n  <<: [*a, *b]\ne: {"<<": 1}\n',
    ],
    ['explicit keys', '? a\n: b\n? c\n: - d\n'],
    ['unusual keys', '"a b": 1\n\'c\': 2\n1: 3\nyes: 4\nFn::If: x\n? "long"\n: y\n'],
  ])('%s', (_, text) => {
    const { quick, thorough } = readers(text);
    expect(quick).toEqual(thorough.root);
    expect(quick).toBeDefined();
    expect(thorough.diagnostics).toEqual([]);
  });
});

describe('left to the thorough reader', () => {
  test.each([
    ['tabs', 'a:\n\tb: 1\n', 'invalid-yaml'],
    ['duplicate keys', 'a: 1\na: 2\n', 'duplicate-key'],
    ['unknown tags', 'a: !Nope x\n', 'unknown-tag'],
    ['short forms as keys', '!Ref a: 1\n', 'invalid-key'],
    ['keys that are no text', '[a]: 1\n', 'invalid-key'],
    ['aliases without anchor', 'a: *b\n', 'unknown-alias'],
    ['aliases inside of themselves', 'a: &a [*a]\n', 'unknown-alias'],
    ['several documents', 'a: 1\n---\nb: 1\n', 'several-documents'],
    ['an open bracket', 'a: [1, 2\n', 'invalid-yaml'],
    ['an open quote', 'a: "x\n', 'invalid-yaml'],
    ['wrong indentation', 'a:\n    b: 1\n  c: 2\n', 'invalid-yaml'],
    ['depth', `${'['.repeat(500)}${']'.repeat(500)}`, 'too-deep'],
  ])('%s', (_, text, code) => {
    const { quick, thorough } = readers(text);
    expect(quick).toBeUndefined();
    expect(thorough.diagnostics.map(each => each.code)).toContain(code);
  });

  test('merging what is no mapping', () => {
    const { quick, thorough } = readers('a: {<<: x}\n');
    expect(quick).toBeUndefined();
    expect(thorough.root?.kind === 'map' && thorough.root.members[0]?.value).toHaveProperty('broken');
  });
});
