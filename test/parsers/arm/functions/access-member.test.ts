import { describe, expect, test } from 'vitest';
import { span } from '../../../../src/model/source.ts';
import { array, object, type Step, scalar, type Value } from '../../../../src/model/value.ts';
import { accessMember } from '../../../../src/parsers/arm/functions/access-member.ts';
import {
  accountId,
  apply,
  choice,
  type Json,
  param,
  plain,
  recorder,
  SOURCE,
  scope,
  text,
  val,
} from './calls.ts';

const PLAIN = { safe: false, fromEnd: false };
const SAFE = { safe: true, fromEnd: false };
const FROM_END = { safe: false, fromEnd: true };

function access(
  base: Json,
  key: Json,
  how = PLAIN,
): { value: Value; shown: unknown; codes: readonly string[] } {
  const { invocation, called } = recorder('access');
  const value = accessMember(val(base), val(key), how, invocation);
  return { value, shown: plain(value), codes: called.codes };
}

describe('known containers', () => {
  test.each([
    [{ sku: 'S0' }, 'sku', PLAIN, 'S0'],
    [{ SKU: 'S0' }, 'sku', PLAIN, 'S0'],
    [{ Sku: 'exact', sku: 'other' }, 'sku', PLAIN, 'other'],
    [['a', 'b', 'c'], 0, PLAIN, 'a'],
    [['a', 'b', 'c'], 1, FROM_END, 'c'],
    [['a', 'b', 'c'], 3, FROM_END, 'a'],
    [{ sku: null }, 'sku', PLAIN, null],
    [{}, 'sku', SAFE, null],
    [[], 0, SAFE, null],
    [['a'], 2, { safe: true, fromEnd: true }, null],
    [null, 'sku', SAFE, null],
    ['text', 'sku', SAFE, null],
  ] as const)('%j [%j] %j', (base, key, how, expected) => {
    expect(access(base, key, how)).toMatchObject({ shown: expected, codes: [] });
  });

  test.each([
    [{ sku: 'S0' }, 'kind', PLAIN],
    [['a'], 1, PLAIN],
    [['a'], -1, PLAIN],
    [['a'], 0, FROM_END],
    [['a'], 'x', PLAIN],
    [{ a: 1 }, 0, PLAIN],
    [null, 'sku', PLAIN],
    [3, 'sku', PLAIN],
  ] as const)('%j [%j] fails', (base, key, how) => {
    const { value, codes } = access(base, key, how);
    expect(codes).toEqual(['evaluation-failed']);
    expect(value.kind).toBe('unknown');
  });
});

describe('what is not known', () => {
  test('a member of an unknown has one form, safe or not', () => {
    expect(access(param('config'), 'sku').shown).toBe('?config."sku"');
    expect(access(param('config'), 'sku', SAFE).shown).toBe('?config."sku"');
    expect(access(param('list'), 1, FROM_END).shown).toBe('?indexFromEnd(list,1)');
  });

  test('an unknown key picks one of the members', () => {
    const table = { dev: 'Enabled', prod: 'Disabled' };
    expect(access(table, param('env')).shown).toEqual({ oneOf: ['Enabled', 'Disabled'] });
    expect(access(table, param('env'), SAFE).shown).toEqual({ oneOf: ['Enabled', 'Disabled', null] });
    expect(access(table, param('env')).value).toMatchObject({ reason: 'parameter `env` has no default' });
    expect(access({ dev: 'x', prod: 'x' }, param('env')).shown).toBe('x');
  });

  test('two lookups with the same key vary together only in the same table', () => {
    const first = access({ dev: { a: 1, b: 1 }, prod: { a: 2, b: 2 } }, param('env')).value;
    const [a, b] = [access(first, 'a').value, access(first, 'b').value];
    expect(plain(apply('format', '{0}{1}', a, b).value)).toEqual({ oneOf: ['11', '22'] });
    const other = access({ prod: 2, dev: 1 }, param('env')).value;
    expect(plain(apply('format', '{0}{1}', a, other).value)).toEqual({ oneOf: ['12', '22', '11', '21'] });
  });

  test('a table with too many members stays unknown', () => {
    const table = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`m${index}`, index]));
    expect(access(table, param('env')).value.kind).toBe('unknown');
  });

  test('alternatives are distributed over; a failing one is reported only if all fail', () => {
    expect(access(choice('c', { a: 1 }, { a: 2 }), 'a').shown).toEqual({ oneOf: [1, 2] });
    expect(access(choice('c', { a: 1 }, {}), 'a').codes).toEqual([]);
    expect(access(choice('c', { b: 1 }, {}), 'a').codes).toEqual(['evaluation-failed']);
  });
});

describe('pieces of a split resource id', () => {
  const id = accountId(param('name'));
  const open = text(
    '/subscriptions/',
    scope('subscription', 'subscriptionId'),
    '/x/',
    param('rest'),
    '/tail/end',
  );

  test('every segment of a resource id is certain', () => {
    const pieces = apply('split', id, '/').value;
    expect(access(pieces, 2).shown).toBe('?subscription()."subscriptionId"');
    expect(access(pieces, 4).shown).toBe('?resourceGroup()."name"');
    expect(access(pieces, 8).shown).toBe('?parameters("name")');
    expect(plain(apply('last', pieces).value)).toBe('?parameters("name")');
  });

  test('a hole that may contain slashes hides only what comes with it', () => {
    const pieces = apply('split', open, '/').value;
    expect(pieces.kind).toBe('unknown');
    expect(access(pieces, 3).shown).toBe('x');
    expect(access(pieces, 4).shown).toMatch(/^\?split/);
    expect(access(pieces, 1, FROM_END).shown).toBe('end');
    expect(access(pieces, 2, FROM_END).shown).toBe('tail');
    expect(access(pieces, 3, FROM_END).shown).toMatch(/^\?indexFromEnd/);
    expect(access(pieces, -1).shown).toMatch(/^\?split/);
  });

  test('the last piece of an unknown text is not known', () => {
    const pieces = apply('split', param('id'), '/').value;
    expect(plain(apply('last', pieces).value)).toBe('?last(split(id,"/"))');
    expect(access(pieces, 8).shown).toBe('?split(id,"/").8');
  });
});

describe('members of objects that are partly known', () => {
  test('later objects decide', () => {
    const merged = apply('shallowMerge', [param('tags'), { sku: 'S0', nested: { a: 1 } }]).value;
    expect(access(merged, 'SKU').shown).toBe('S0');
    expect(access(merged, 'nested').shown).toEqual({ a: 1 });
    expect(access(apply('union', param('tags'), { sku: 'S0' }).value, 'sku').shown).toBe('S0');
  });

  test('earlier ones do not, nor do nested objects that would be merged', () => {
    expect(access(apply('union', { sku: 'S0' }, param('tags')).value, 'sku').value.kind).toBe('unknown');
    const nested = apply('union', param('tags'), { network: { a: 1 } }).value;
    expect(access(nested, 'network').value.kind).toBe('unknown');
  });
});

test('a member keeps its own way and adds what happened to its container since', () => {
  const literal: Step = { role: 'literal', span: span(SOURCE, 0, 5) };
  const inner: Step = { role: 'literal', span: span(SOURCE, 2, 3) };
  const variable: Step = { role: 'variable', span: span(SOURCE, 9, 10), name: 'x' };
  const container = object(new Map([['a', scalar(1, [inner])]]), [literal, variable]);
  expect(access(container, 'a').value.origin).toEqual([inner, variable]);
  expect(access(array([scalar(1)], [literal, variable]), 0).value.origin).toEqual([literal, variable]);
});
