// Fixes: the edit is made and the finding is gone.

import { describe, expect, test } from 'vitest';
import { insertion, type MemberTree } from '../../src/engine/fix-text.ts';
import type { Fix } from '../../src/model/finding.ts';
import { createSource, span } from '../../src/model/source.ts';
import { object, scalar } from '../../src/model/value.ts';
import { account, deploy, verdictsOf } from './build.ts';

const RULE = {
  require: { all: [{ access: { is: 'Disabled' } }, { localAuth: { is: false } }] },
  fix: { set: { access: 'Disabled', localAuth: false }, safety: 'unsafe', note: 'careful' },
};

function apply(text: string, edits: Fix['edits']): string {
  return [...edits]
    .sort((one, other) => other.span.start - one.span.start)
    .reduce((result, { span, text: by }) => result.slice(0, span.start) + by + result.slice(span.end), text);
}

function mended(text: string, ruleCase: object = RULE): string {
  const [verdict] = verdictsOf(ruleCase, deploy(text));
  expect(verdict!.outcome).toBe('fail');
  const result = apply(text, verdict!.fix!.edits);
  expect(verdictsOf(ruleCase, deploy(result)).map(each => each.outcome)).toEqual(['pass']);
  return result;
}

const json = (body: object) => JSON.stringify([account(body)], null, 2);

describe('JSON', () => {
  test('literals are replaced, opposites kept in mind', () => {
    const properties = { publicNetworkAccess: 'Enabled', disableLocalAuth: false };
    expect(mended(json({ properties }))).toBe(
      json({ properties: { publicNetworkAccess: 'Disabled', disableLocalAuth: true } }),
    );
  });
  test('members are added at the end of the object that is there', () => {
    const properties = { other: { a: 1 } };
    expect(mended(json({ properties }))).toBe(
      json({ properties: { ...properties, publicNetworkAccess: 'Disabled', disableLocalAuth: true } }),
    );
  });
  test('objects that are missing are made, once', () => {
    expect(mended(json({ kind: 'a' }))).toBe(
      json({ kind: 'a', properties: { publicNetworkAccess: 'Disabled', disableLocalAuth: true } }),
    );
    expect(mended(json({ properties: {} }))).toBe(
      json({ properties: { publicNetworkAccess: 'Disabled', disableLocalAuth: true } }),
    );
  });
  test('null is a literal, and what is right stays as it is', () => {
    const properties = { publicNetworkAccess: null, disableLocalAuth: true };
    expect(mended(json({ properties }))).toBe(
      json({ properties: { publicNetworkAccess: 'Disabled', disableLocalAuth: true } }),
    );
  });
  test('one line stays one line', () => {
    expect(mended('[{ "type": "Test.Ai/accounts", "name": "ai", "properties": { "a": 1 } }]')).toBe(
      '[{ "type": "Test.Ai/accounts", "name": "ai", "properties": { "a": 1, "publicNetworkAccess": "Disabled", "disableLocalAuth": true } }]',
    );
  });
  test('line endings, trailing commas and comments stay', () => {
    const text =
      '[{\r\n  "type": "Test.Ai/accounts",\r\n  "name": "ai",\r\n  "properties": {\r\n    "a": 1, // one\r\n  },\r\n}]';
    expect(mended(text)).toContain(
      '  "properties": {\r\n    "publicNetworkAccess": "Disabled",\r\n    "disableLocalAuth": true,\r\n    "a": 1, // one\r\n',
    );
  });
  test('names of other vocabularies are translated back', () => {
    const ruleCase = {
      require: { keySource: { is: true } },
      fix: { set: { keySource: true }, safety: 'safe' },
    };
    expect(mended(json({ properties: { encryption: { keySource: 'Microsoft.Own' } } }), ruleCase)).toContain(
      '"keySource": "Microsoft.KeyVault"',
    );
  });
});

describe('no edit', () => {
  const fixOf = (body: object, ruleCase: object = RULE) =>
    verdictsOf(ruleCase, deploy([account(body)]))[0]!.fix;
  test('where one of the attributes is no literal', () => {
    expect(fixOf({ properties: { publicNetworkAccess: 'Enabled', disableLocalAuth: '{x}' } })).toBeNull();
  });
  test('where the object to add to is not written', () => {
    expect(fixOf({ properties: '{x}' }, { ...RULE, require: { kind: { exists: true } } })).toBeNull();
  });
  test('where the literal is a branch of a condition or part of a call', () => {
    const fixAt = (marked: string) => {
      const [before, literal, after] = marked.split('|') as [string, string, string];
      const source = createSource('main.bicep', before + literal + after);
      const place = span(source, before.length, before.length + literal.length);
      const base = deploy([
        account({ properties: { publicNetworkAccess: 'Enabled', disableLocalAuth: true } }),
      ]);
      const value = scalar('Enabled', [{ role: 'literal', span: place }]);
      const properties = object(new Map([['properties', object(new Map([['publicNetworkAccess', value]]))]]));
      const ruleCase = {
        require: { access: { is: 'Disabled' } },
        fix: { set: { access: 'Disabled' }, safety: 'safe' },
      };
      return verdictsOf(ruleCase, { ...base, resources: [{ ...base.resources[0]!, properties }] })[0]!.fix;
    };
    expect(fixAt("  access: |'Enabled'|")?.title).toBe("access: 'Disabled'");
    expect(fixAt("param access string? = |'Enabled'| // clients are outside")?.title).toBe(
      "param access string? = 'Disabled'",
    );
    expect(fixAt("x: { access: |'Enabled'| }")).not.toBeNull();
    expect(fixAt("  access: on ? 'Disabled' : |'Enabled'|")).toBeNull();
    expect(fixAt("  access: on ? |'Enabled'| : 'Disabled'")).toBeNull();
    expect(fixAt("  access: toLower(|'Enabled'|)")).toBeNull();
    expect(fixAt("    : |'Enabled'|")).toBeNull();
  });
  test('in a list', () => {
    const ruleCase = { require: { ipRules: { empty: true } }, fix: { set: { ipRules: [] }, safety: 'safe' } };
    expect(fixOf({ properties: { networkAcls: { ipRules: [{ value: '1.1.1.1' }] } } }, ruleCase)).toBeNull();
  });
  test('where nobody fails', () => {
    expect(fixOf({ properties: { publicNetworkAccess: 'Disabled', disableLocalAuth: true } })).toBeNull();
  });
});

test('a fix says what the line becomes', () => {
  const [verdict] = verdictsOf(
    RULE,
    deploy(json({ properties: { publicNetworkAccess: 'Enabled', disableLocalAuth: true } })),
  );
  expect(verdict!.fix).toMatchObject({
    title: '"publicNetworkAccess": "Disabled"',
    safety: 'unsafe',
    note: 'careful',
  });
});

describe('Bicep', () => {
  const members = (): MemberTree => {
    const below: MemberTree = new Map();
    below.set('disableLocalAuth', true).set("it's", 'a${b}');
    return new Map([['properties', below]]);
  };
  function inserted(text: string): string {
    const source = createSource('main.bicep', text);
    const [start, end] = [text.indexOf('{'), text.lastIndexOf('}') + 1];
    const key = text.indexOf('name');
    const keys = key < 0 ? new Map() : new Map([['name', span(source, key, key + 4)]]);
    const parent = object(new Map(), [{ role: 'literal', span: span(source, start, end) }], keys);
    const edit = insertion(parent, members())!;
    return apply(text, [edit]);
  }
  test('lines have no commas', () => {
    expect(inserted("resource x 't@1' = {\n  name: 'x'\n}")).toBe(
      "resource x 't@1' = {\n  name: 'x'\n  properties: {\n    disableLocalAuth: true\n    'it\\'s': 'a\\${b}'\n  }\n}",
    );
  });
  test('one line has commas', () => {
    expect(inserted("var x = { name: 'x' }")).toBe(
      "var x = { name: 'x', properties: { disableLocalAuth: true, 'it\\'s': 'a\\${b}' } }",
    );
  });
  test('a last line with a comment is left alone', () => {
    expect(inserted("var x = {\n  name: 'x' // note\n}")).toBe(
      "var x = {\n  properties: {\n    disableLocalAuth: true\n    'it\\'s': 'a\\${b}'\n  }\n  name: 'x' // note\n}",
    );
  });
});
