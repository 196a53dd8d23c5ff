// Mistakes in rule files: all of them, each at its line and column.

import { describe, expect, test } from 'vitest';
import { readRules } from '../../src/engine/read-rules.ts';
import { RuleError } from '../../src/engine/rule-error.ts';
import { MAPS, ruleData } from './build.ts';

function problemsOf(text: string, withMaps = false): string[] {
  const files = [...(withMaps ? [{ path: 'maps.yaml', text: MAPS }] : []), { path: 'x.yaml', text }];
  try {
    readRules(files);
    return [];
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return error.message.split('\n');
  }
}

/** A rule as YAML whose one case and other members are as given. */
function rule(ruleCase: object, members: object = {}): string {
  const cases = [{ resource: 'test.account', require: { kind: { is: 'a' } }, message: 'm', ...ruleCase }];
  return JSON.stringify(ruleData({ cases, ...members }));
}

const messagesOf = (text: string) =>
  problemsOf(text, true).map(each => each.replace(/^x\.yaml:\d+:\d+: /, ''));

describe('YAML', () => {
  test.each([
    ['a: 1\na: 2', 'x.yaml:2:1: the key stands here twice: keep one'],
    ['a: &x 1\nb: 2', 'x.yaml:1:7: anchors are not allowed'],
    ['a: !!binary x', 'is not allowed'],
    ['a: [1', 'x.yaml:1:6: not valid YAML'],
  ])('%j', (text, expected) => {
    expect(
      problemsOf(text).some(each => each.includes(expected)),
      problemsOf(text).join('\n'),
    ).toBe(true);
  });
  test('aliases', () => {
    expect(
      problemsOf('a: &x 1\nb: *x').some(each => each.startsWith('x.yaml:2:4: aliases are not allowed')),
    ).toBe(true);
  });
  test('words that only YAML 1.1 takes for booleans stay text', () => {
    expect(messagesOf(rule({}).replace('"is":"a"', '"is": on'))).toEqual([]);
  });
});

describe('the schema', () => {
  const map = 'resource: a.b\ntitle: t\nai: true\nfrom: { arm: [{ type: T }] }\n';
  test('unknown keys are named with the nearest known one', () => {
    expect(problemsOf(`${map}attributes: {}\nedgess: {}`)).toEqual([
      'x.yaml:6:1: unknown key `edgess`: did you mean `edges`?',
    ]);
  });
  test('missing keys', () => {
    expect(problemsOf(map)).toEqual(['x.yaml:1:1: the key `attributes` is missing']);
  });
  test('wrong types and words', () => {
    expect(problemsOf(`${map}attributes:\n  a: { in: { armm: x } }`)[0]).toMatch(
      /^x.yaml:6:14: unknown key `armm`: expected one of arm,/,
    );
    expect(problemsOf(`${map.replace('true', 'maybe')}attributes: {}`)).toEqual([
      'x.yaml:3:5: expected boolean',
    ]);
  });
  test('all mistakes of a file at once', () => {
    expect(problemsOf(`${map.replace('true', '3')}attributes: { A: { in: {} } }`)).toHaveLength(2);
  });
});

describe('maps', () => {
  const map = (rest: string) => `resource: a.b\ntitle: t\nai: true\nfrom: { arm: [{ type: T }] }\n${rest}`;
  test.each([
    ['attributes:\n  is: { in: { arm: x } }', 'x.yaml:6:3: an attribute cannot be called `is`'],
    ['attributes:\n  a: { in: { arm: "x.(a|b" } }', 'x.yaml:6:19: `x.(a|b`: a `(` is not closed'],
    [
      'attributes:\n  a: { values: [On, Off], default: Of, in: { arm: x } }',
      'x.yaml:6:36: `Of` is not among',
    ],
    ['attributes: {}\nedges: { e: { from: c.d, scoped: true } }', 'x.yaml:6:21: unknown kind `c.d`'],
    ['attributes: {}\nedges: { e: { from: a.b } }', 'exactly one of `via`'],
    [
      'attributes:\n  a: { in: { arm: x } }\nedges: { e: { to: a.b, via: a } }',
      'x.yaml:7:29: `a` of `a.b` is not marked',
    ],
  ])('%j', (rest, expected) => {
    expect(problemsOf(map(rest)).join('\n')).toContain(expected);
  });
  test('a kind has one map', () => {
    const text = map('attributes: {}');
    expect(problemsOf(`${text}\n---\n${text}`)).toEqual(['x.yaml:7:11: the kind `a.b` has a map already']);
  });
});

describe('rules', () => {
  test('a right one has no problem', () => expect(problemsOf(rule({}), true)).toEqual([]));
  test.each([
    [{ resource: 'test.acount' }, 'unknown kind `test.acount`: did you mean `test.account`?'],
    [
      { require: { acces: { is: 'Enabled' } } },
      '`test.account` has no attribute `acces`: did you mean `access`?',
    ],
    [
      { require: { access: { is: 'Enable' } } },
      "`Enable` is not among the attribute's values (Enabled, Disabled)",
    ],
    [
      { require: { ipRules: { in: ['a'] } } },
      'this attribute is a list: put `in` under `some`, `every` or `none`',
    ],
    [{ require: { incoming: 'endpont' } }, '`test.account` has no edge `endpont`: did you mean `endpoint`?'],
    [{ require: { outgoing: 'endpoint' } }, 'the edge `endpoint` is incoming'],
    [
      { require: { incoming: 'endpoint', where: { kind: { is: 1 } } } },
      '`test.endpoint` has no attribute `kind`',
    ],
    [
      { require: { where: { kind: { is: 1 } } } },
      '`where` and `count` belong to `incoming`, `outgoing` or `deployed`',
    ],
    [{ require: { deployed: 'test.stor' } }, 'unknown kind `test.stor`: did you mean `test.storage`?'],
    [
      { require: { deployed: 'test.storage', where: { opn: { is: true } } } },
      '`test.storage` has no attribute `opn`: did you mean `open`?',
    ],
    [
      { require: { deployed: 'test.storage', outgoing: 'storage' } },
      'a condition has one of `incoming`, `outgoing` and `deployed`: put the other under `all`',
    ],
    [{ require: { kind: { matches: '(a+)+' } } }, 'a repetition inside a repetition is not allowed'],
    [{ message: '{nam} is open' }, 'unknown placeholder `{nam}`: did you mean `name`?'],
    [{ message: '{secretKey}' }, '`{secretKey}` is secret and is never shown'],
    [
      { message: [{ when: { kind: { is: 'a' } }, is: 'x' }] },
      'the last message must have no `when`: something is always said',
    ],
    [{ at: 'acces' }, '`test.account` has no attribute `acces`: did you mean `access`?'],
    [
      { fix: { set: { access: 'Off' }, safety: 'safe' } },
      "`Off` is not among the attribute's values (Enabled, Disabled)",
    ],
  ])('%j', (ruleCase, expected) => {
    expect(messagesOf(rule(ruleCase))).toEqual([expected]);
  });
  test('tests of every outcome in every language that is claimed', () => {
    const tests = [
      { name: 'p', language: 'arm', expect: 'pass', code: 'x' },
      { name: 'p', language: 'arm', expect: 'unknown', code: 'x' },
      { name: 'f', language: 'bicep', expect: 'fail', code: 'x' },
    ];
    expect(messagesOf(rule({}, { tests }))).toEqual([
      'there is a test `p` already',
      'a test that is unknown says `because` of what',
      'a test that fails says `at` which line',
      'there is no test in arm that comes out `fail`',
      'there is no test in bicep that comes out `pass`',
      'there is no test in bicep that comes out `unknown`',
    ]);
  });
  test('no unknown outcome where the type alone decides', () => {
    const map = `
      resource: test.fixed
      title: Fixed
      ai: true
      from: { arm: [{ type: Test.Ai/old, attributes: { product: { default: Old } } }] }
      attributes:
        product: { default: New, in: { arm: { default: New } } }
        level: { in: { arm: level } }`;
    const tests = [
      { name: 'p', language: 'arm', expect: 'pass', code: 'x' },
      { name: 'f', language: 'arm', expect: 'fail', at: 'x', code: 'x' },
      { name: 's', language: 'arm', expect: 'skip', code: 'x' },
    ];
    const decidedBy = (require: object) =>
      messagesOf(`${map}\n---\n${rule({ resource: 'test.fixed', require }, { tests })}`);
    expect(decidedBy({ product: { is: 'New' } })).toEqual([]);
    const missing = 'there is no test in arm that comes out `unknown`';
    expect(decidedBy({ any: [{ product: { is: 'New' } }, { level: { is: 'a' } }] })).toEqual([missing]);
  });
  test('a folder of a user builds on the kinds that are there, and takes no name twice', () => {
    const base = readRules([
      { path: 'maps.yaml', text: MAPS },
      { path: 'r.yaml', text: rule({}) },
    ]);
    const own = readRules([{ path: 'own.yaml', text: rule({}, { id: 'own-rule' }) }], base);
    expect([...own.rules.keys()]).toEqual(['test-rule', 'own-rule']);
    expect(own.places.get('own-rule')).toEqual({ file: 'own.yaml', line: 1, tests: [1, 1, 1] });
    expect(() => readRules([{ path: 'own.yaml', text: rule({}) }], base)).toThrow(
      'there is a rule `test-rule` already',
    );
  });
});
