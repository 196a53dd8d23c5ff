import { describe, expect, test } from 'vitest';
import { span } from '../../../../src/model/source.ts';
import { type Step, scalar, withSteps } from '../../../../src/model/value.ts';
import { functionNames, isFunction } from '../../../../src/parsers/arm/functions/apply-function.ts';
import { ABSENT, apply, choice, PLACE, param, plain, result, SOURCE } from './calls.ts';

const LITERAL: Step = { role: 'literal', span: span(SOURCE, 20, 27) };
const PARAMETER: Step = { role: 'parameter', span: span(SOURCE, 43, 47), name: 'tier' };
const CALL: Step = { role: 'expression', span: PLACE, name: 'toLower' };

describe('finding a function', () => {
  test('names compare without case', () => {
    expect(result('TOLOWER', 'Basic')).toBe('basic');
    expect(isFunction('uniquestring')).toBe(true);
    expect(isFunction('reference')).toBe(false);
    expect(functionNames()).toContain('uniqueString');
  });

  test.each([
    ['toLowr', 'toLower'],
    ['resourceld', 'resourceId'],
    ['substr', null],
  ])('%s is unknown, the hint is %s', (name, nearest) => {
    const { value, codes, hints } = apply(name, 'x');
    expect(codes).toEqual(['unknown-function']);
    expect(plain(value)).toBe(`?${name}("x")`);
    if (nearest) expect(hints[0]).toContain(`\`${nearest}()\``);
    else expect(hints[0]).toBeUndefined();
  });

  test.each([
    ['toLower', []],
    ['toLower', ['a', 'b']],
    ['replace', ['a', 'b']],
    ['substring', ['a', 0, 1, 2]],
    ['union', [[1]]],
    ['true', [1]],
    ['uniqueString', []],
  ] as const)('%s with the wrong number of arguments', (name, args) => {
    const { value, codes } = apply(name, ...args);
    expect(codes).toEqual(['wrong-arguments']);
    expect(value.kind).toBe('unknown');
  });
});

describe('arguments that are not known', () => {
  test('the result is the call, with the reason of the first culprit', () => {
    const { value, codes } = apply('base64', param('secret'));
    expect(plain(value)).toBe('?base64(secret)');
    expect(value).toMatchObject({ reason: 'parameter `secret` has no default' });
    expect(codes).toEqual([]);
  });

  test('the canonical name is used, so that equal calls are equal', () => {
    expect(result('BASE64', param('a'))).toBe('?base64(a)');
  });

  test('absent is null', () => {
    expect(apply('equals', ABSENT, null).value).toMatchObject({ value: true });
    expect(apply('empty', ABSENT).value).toMatchObject({ value: true });
  });
});

describe('alternatives', () => {
  test('are distributed over, and stay those of their decider', () => {
    const { value } = apply('toUpper', choice('tier', 'basic', 'premium'));
    expect(plain(value)).toEqual({ oneOf: ['BASIC', 'PREMIUM'] });
    expect(value).toMatchObject({ reason: 'parameter `tier` has no default' });
    const [tier, upper] = [choice('tier', 'basic', 'premium'), value];
    expect(result('format', '{0}-{1}', tier, upper)).toEqual({ oneOf: ['basic-BASIC', 'premium-PREMIUM'] });
  });

  test('independent ones are combined', () => {
    const combined = result('concat', choice('a', 'x', 'y'), choice('b', '1', '2'));
    expect(combined).toEqual({ oneOf: ['x1', 'y1', 'x2', 'y2'] });
  });

  test('the same result whatever the alternative is known', () => {
    expect(result('startsWith', choice('tier', 'Standard', 'Standard_v2'), 'standard')).toBe(true);
  });

  test('results that fall together no longer vary with their decider', () => {
    const size = choice('size', 'a', 'b', 'c');
    const isA = apply('equals', size, 'a').value;
    const isB = apply('equals', size, 'b').value;
    expect(plain(isA)).toEqual({ oneOf: [true, false] });
    // Both false is possible too: the two must not be paired by position.
    expect(result('createArray', isA, isB)).toEqual([{ oneOf: [true, false] }, { oneOf: [false, true] }]);
    expect(result('format', '{0}{1}', isA, isB)).toEqual({
      oneOf: ['TrueFalse', 'FalseFalse', 'TrueTrue', 'FalseTrue'],
    });
  });

  test('too many give an unknown', () => {
    const many = (name: string) =>
      choice(name, ...Array.from({ length: 10 }, (_, index) => `${name}${index}`));
    expect(apply('concat', many('a'), many('b')).value.kind).toBe('unknown');
    expect(apply('concat', many('a'), many('b')).value).toMatchObject({
      reason: 'parameter `a` has no default',
    });
  });

  test('one that would fail is not reported, all of them are once', () => {
    const some = apply('int', choice('x', '1', 'one'));
    expect(some.codes).toEqual([]);
    expect(plain(some.value)).toEqual({ oneOf: [1, '?int("one")'] });
    expect(apply('int', choice('x', 'two', 'one')).codes).toEqual(['evaluation-failed']);
  });

  test('stay where they are put in a new object or array', () => {
    const tier = choice('tier', 'a', 'b');
    expect(result('createObject', 'tier', tier)).toEqual({ tier: { oneOf: ['a', 'b'] } });
    expect(result('createArray', 1, tier)).toEqual([1, { oneOf: ['a', 'b'] }]);
  });
});

describe('where results come from', () => {
  const tier = withSteps(scalar('Basic', [LITERAL]), [PARAMETER]);

  test('from the first argument that was written somewhere, then from the call', () => {
    expect(apply('toLower', tier).value.origin).toEqual([LITERAL, PARAMETER, CALL]);
    expect(apply('concat', 'x', tier).value.origin).toEqual([
      LITERAL,
      PARAMETER,
      { ...CALL, name: 'concat' },
    ]);
    expect(apply('true').value.origin).toEqual([{ ...CALL, name: 'true' }]);
  });

  test('calls inside calls leave one step', () => {
    const inner = apply('toLower', tier).value;
    expect(apply('concat', inner, 'x').value.origin).toEqual([
      LITERAL,
      PARAMETER,
      { ...CALL, name: 'concat' },
    ]);
  });

  test('what is only handed on keeps its own way', () => {
    expect(apply('first', [tier, 'other']).value.origin).toEqual([LITERAL, PARAMETER]);
    const merged = apply('union', { sku: tier }, { kind: 'OpenAI' }).value;
    expect(merged.kind === 'object' && merged.members.get('sku')?.origin).toEqual([LITERAL, PARAMETER]);
  });

  test('parts of a new array come from the call as well', () => {
    const pieces = apply('split', tier, 's').value;
    expect(pieces.kind === 'array' && pieces.items[0]?.origin).toEqual([
      LITERAL,
      PARAMETER,
      { ...CALL, name: 'split' },
    ]);
  });

  test('an unknown result comes from the culprit’s way too', () => {
    const unknownTier = withSteps(param('tier'), [PARAMETER]);
    expect(apply('base64', unknownTier).value.origin).toEqual([PARAMETER, { ...CALL, name: 'base64' }]);
  });
});
