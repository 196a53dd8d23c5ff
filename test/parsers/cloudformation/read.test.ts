// The text of templates: both notations are one form, with the place of everything.

import { describe, expect, test } from 'vitest';
import { createSource } from '../../../src/model/source.ts';
import { readText } from '../../../src/parsers/cloudformation/read-source.ts';
import { type MapNode, memberOf, type TemplateNode } from '../../../src/parsers/cloudformation/syntax.ts';
import { deploy, found, properties, shown, textAt, value } from './deploy.ts';

function read(text: string): { root: MapNode; codes: readonly string[] } {
  const { root, diagnostics } = readText(createSource('t.yaml', text));
  return { root: root as MapNode, codes: diagnostics.map(({ code }) => code) };
}

function at(root: MapNode, ...path: string[]): TemplateNode {
  return path.reduce<TemplateNode>((node, key) => memberOf(node, key)!.value, root);
}

describe('places', () => {
  test('of keys and values', () => {
    const { root } = read('A:\n  B: "x y"\n  C: |\n    text\n');
    const member = memberOf(at(root, 'A'), 'B')!;
    expect(textAt(member.keySpan)).toBe('B');
    expect(textAt(member.value)).toBe('"x y"');
    expect(textAt(at(root, 'A', 'C')).trim()).toBe('|\n    text');
  });

  test('of short forms: the tag is the name of the function', () => {
    const { root } = read('A: !Ref x\nB: [!Sub "${x}", !GetAtt a.b]\nC: !If\n  - a\n  - b\n  - c\n');
    expect(textAt(at(root, 'A'))).toBe('!Ref x');
    expect(textAt(memberOf(at(root, 'A'), 'Ref')!.keySpan)).toBe('!Ref');
    const list = at(root, 'B');
    expect(list.kind === 'list' && list.items.map(textAt)).toEqual(['!Sub "${x}"', '!GetAtt a.b']);
    expect(at(root, 'C', 'Fn::If').kind).toBe('list');
  });
});

describe('YAML', () => {
  test.each([
    ['yes', true],
    ['off', false],
    ['"yes"', 'yes'],
    ['12', 12],
    ['1.10', '1.10'],
    ['012345678901', '012345678901'],
    ['2012-10-17', '2012-10-17'],
    ['~', null],
    ['!!str 12', '12'],
  ])('%s', (text, expected) => expect(value(text)).toEqual(expected));

  test('anchors and merge keys', () => {
    const text =
      'Resources:\n  X:\n    Type: A::B::C\n    Properties:\n      A: &a {p: 1, q: 2}\n      B: {<<: *a, q: 3}\n      C: *a\n';
    expect(properties(text)).toEqual({ A: { p: 1, q: 2 }, B: { p: 1, q: 3 }, C: { p: 1, q: 2 } });
    expect(found(deploy(text))).toEqual([]);
  });

  test('JSON is the same template', () => {
    const json =
      '{"Resources": {"X": {"Type": "A::B::C", "Properties": {"P": {"Fn::Join": ["-", ["a", "b"]]}}}}}';
    expect(properties(json)).toEqual({ P: 'a-b' });
  });
});

const resources = (body: string) => `Resources:\n  X:\n    Type: A::B::C\n    Properties:\n${body}`;

describe('what is wrong', () => {
  test.each([
    ['a tab', resources('      A: 1\n\tB: 2\n'), 'invalid-yaml 6'],
    ['a key twice', resources('      A: 1\n      A: 2\n'), 'duplicate-key 6'],
    ['an unknown tag', resources('      A: !Nope x\n'), 'unknown-tag 5'],
    ['an alias without anchor', resources('      A: *nope\n'), 'unknown-alias 5'],
    ['several documents', `${resources('      A: 1\n')}---\nkind: Pod\n`, 'several-documents 6'],
    ['a section that is a list', 'Resources:\n  - a\n', 'wrong-section 1'],
    ['a section that is called nearly so', 'Resource:\n  X: {Type: A::B::C}\n', 'unknown-section 1'],
    ['a resource without type', 'Resources:\n  X: {Properties: {}}\n', 'missing-type 2'],
    [
      'properties that are a list',
      'Resources:\n  X: {Type: A::B::C, Properties: [a]}\n',
      'wrong-attribute 2',
    ],
    ['a resource that is a text', 'Resources:\n  X: text\n', 'wrong-section 2'],
    [
      'JSON with a comma too few',
      '{"Resources": {"X": {"Type": "A::B::C" "Properties": {}}}}',
      'missing-comma 1',
    ],
  ])('%s', (_, text, expected) => expect(found(deploy(text))).toContain(expected));

  test('what could not be read may hold anything: it is not known, and what is certain stays', () => {
    const text = resources('      A: 1\n      B: !Nope x\n');
    expect(properties(text)).toEqual({ A: 1, B: "<tag `!Nope` is none of CloudFormation's>" });
    const broken = deploy('{"Resources": {"X": {"Type": "A::B::C", "Properties": {"A": 1, ?}}}}')
      .resources[0]!;
    expect(broken.properties.kind).toBe('unknown');
    const members = broken.properties.kind === 'unknown' ? broken.properties.members : undefined;
    expect(members && shown(members.get('A')!)).toBe(1);
  });

  test('resources that could not be read leave the world open', () => {
    expect(deploy('Resources: {X: {Properties: {}}}').gaps).toHaveLength(1);
    expect(deploy('Resources: {X: {Type: A::B::C}}').gaps).toHaveLength(0);
  });
});

describe('bounds', () => {
  test('aliases that multiply', () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `  l${level + 1}: &l${level + 1} [*l${level}, *l${level}]`,
    );
    const bomb = `Metadata:\n  l0: &l0 [x]\n${levels.join('\n')}\n${resources('      A: *l30\n')}`;
    expect(found(deploy(bomb))).toEqual(['too-many-steps 2']);
  });

  test('aliases in numbers', () => {
    const many = `Metadata:\n  a: &a [x]\n  b: [${'*a,'.repeat(20_000)}]\n${resources('      A: *a\n')}`;
    expect(properties(many)).toEqual({ A: ['x'] });
  });

  test('mistakes in numbers', () => {
    const codes = found(deploy(`${resources('')}${'      "a": @\n'.repeat(20_000)}`));
    expect(codes.filter(code => code.startsWith('invalid-yaml'))).toHaveLength(100);
  });

  test('depth', () => {
    const deep = `Resources: {X: {Type: A::B::C, Properties: {A: ${'['.repeat(5000)}${']'.repeat(5000)}}}}`;
    expect(found(deploy(deep)).length).toBeGreaterThan(0);
    const json = `{"Resources": {"X": {"Type": "A::B::C", "Properties": {"A": ${'['.repeat(5000)}${']'.repeat(5000)}}}}}`;
    expect(found(deploy(json)).length).toBeGreaterThan(0);
  });
});
