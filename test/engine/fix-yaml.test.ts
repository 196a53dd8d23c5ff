// Edits of templates in YAML: members are put beside those that are there, in the style in which these are written.

import { describe, expect, test } from 'vitest';
import { insertion, isWritten, type MemberTree, renderScalar } from '../../src/engine/fix-text.ts';
import { createSource } from '../../src/model/source.ts';
import { deploy, found, properties } from '../parsers/cloudformation/deploy.ts';

const TREE: MemberTree = new Map<string, string | MemberTree>([
  ['Access', 'Disabled'],
  ['Metadata', new Map<string, string | MemberTree>([['Version', '2']])],
]);

function added(text: string): string {
  const { properties } = deploy(text).resources[0]!;
  const edit = properties.kind === 'object' ? insertion(properties, TREE) : null;
  return edit ? text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end) : text;
}

describe('members are added', () => {
  test.each([
    [
      'a block',
      'Resources:\n  X:\n    Type: A::B::C\n    Properties:\n      # first\n      P: 1 # one\n      Q: 2\n',
    ],
    ['a flow', 'Resources:\n  X: {Type: A::B::C, Properties: {P: 1, Q: 2}}\n'],
    ['an empty flow', 'Resources:\n  X: {Type: A::B::C, Properties: {}}\n'],
    [
      'a flow on several lines',
      'Resources:\n  X:\n    Type: A::B::C\n    Properties: {\n      P: 1,\n      Q: 2\n    }\n',
    ],
  ])('%s', (_, text) => {
    const result = added(text);
    expect(found(deploy(result))).toEqual([]);
    expect(properties(result)).toEqual({
      ...(properties(text) as object),
      Access: 'Disabled',
      Metadata: { Version: '2' },
    });
  });

  test('in the indentation of a block', () => {
    expect(added('Resources:\n  X:\n    Type: A::B::C\n    Properties:\n      P: 1\n')).toBe(
      'Resources:\n  X:\n    Type: A::B::C\n    Properties:\n      Access: Disabled\n      Metadata:\n        Version: "2"\n      P: 1\n',
    );
  });
});

test('scalars are recognised as they may be written', () => {
  const source = createSource('template.yaml', '');
  expect(['Enabled', '"Enabled"', "'Enabled'"].map(text => isWritten(text, 'Enabled', source))).toEqual([
    true,
    true,
    true,
  ]);
  expect(isWritten('!Ref Enabled', 'Enabled', source)).toBe(false);
  expect([renderScalar('no', source), renderScalar(false, source), renderScalar('2', source)]).toEqual([
    '"no"',
    'false',
    '"2"',
  ]);
});
