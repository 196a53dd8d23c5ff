// Arithmetic on 64-bit integers, and conversions to numbers and booleans. A result that is too large to be exact here is unknown, never rounded.
// Semantics: learn.microsoft.com, "Numeric functions for ARM templates".

import { scalar, type Value } from '../../../model/value.ts';
import { define, failure, integerOf, stringOf, symbolic, wrongType } from './arguments.ts';
import type { Argument, Invocation, TemplateFunction } from './types.ts';

function arithmetic(name: string, compute: (left: bigint, right: bigint) => bigint): TemplateFunction {
  return define(name, 2, 2, (args, invocation) => {
    const [left, right] = [integerOf(args[0]), integerOf(args[1])];
    if (left === null) return wrongType(args, invocation, 0, 'an integer');
    if (right === null) return wrongType(args, invocation, 1, 'an integer');
    if (right === 0 && (name === 'div' || name === 'mod')) {
      return failure(args, invocation, `\`${name}()\` cannot divide by zero`);
    }
    return integer(compute(BigInt(left), BigInt(right)), args, invocation);
  });
}

function integer(value: bigint, args: readonly Argument[], invocation: Invocation): Value {
  if (BigInt.asIntN(64, value) !== value) {
    return failure(args, invocation, `The result of \`${invocation.name}()\` does not fit into 64 bits`);
  }
  const exact = Number(value);
  return Number.isSafeInteger(exact) ? scalar(exact) : symbolic(args, invocation, TOO_LARGE);
}

const TOO_LARGE = 'the number is too large to compute with exactly';

const int = define('int', 1, 1, (args, invocation) => {
  const [value] = args;
  if (value?.kind === 'scalar' && typeof value.value === 'number') {
    return Number.isInteger(value.value) ? scalar(value.value) : wrongType(args, invocation, 0, 'an integer');
  }
  const text = stringOf(value);
  if (text === null) return wrongType(args, invocation, 0, 'a string or an integer');
  if (!/^\s*[+-]?\d{1,400}\s*$/.test(text)) {
    return failure(args, invocation, '`int()` was given a string that is not an integer');
  }
  return integer(BigInt(text.trim().replace(/^\+/, '')), args, invocation);
});

const float = define('float', 1, 1, (args, invocation) => {
  const [value] = args;
  if (value?.kind === 'scalar' && typeof value.value === 'number') return scalar(value.value);
  const text = stringOf(value)?.trim();
  if (text === undefined) return wrongType(args, invocation, 0, 'a string or a number');
  const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
  const number = isNumber ? Number(text) : Number.NaN;
  if (Number.isFinite(number)) return scalar(number);
  return failure(args, invocation, '`float()` was given a string that is not a number');
});

const bool = define('bool', 1, 1, (args, invocation) => {
  const [value] = args;
  if (value?.kind !== 'scalar' || value.value === null)
    return wrongType(args, invocation, 0, 'a string or an integer');
  if (typeof value.value === 'boolean') return scalar(value.value);
  if (typeof value.value === 'number') return scalar(value.value !== 0);
  const text = value.value.trim().toLowerCase();
  if (text === 'true' || text === '1') return scalar(true);
  if (text === 'false' || text === '0') return scalar(false);
  return failure(args, invocation, '`bool()` was given a string that is neither `true` nor `false`');
});

function extreme(name: string, isBetter: (candidate: number, best: number) => boolean): TemplateFunction {
  return define(name, 1, Number.POSITIVE_INFINITY, (args, invocation) => {
    const [first] = args;
    const values = args.length === 1 && first!.kind === 'array' ? first!.items : args;
    if (values.some(({ kind }) => kind === 'unknown' || kind === 'oneOf')) return symbolic(args, invocation);
    let best: number | null = null;
    for (const value of values) {
      if (value.kind !== 'scalar' || typeof value.value !== 'number') {
        return wrongType(args, invocation, 0, 'an array of integers, or integers');
      }
      if (best === null || isBetter(value.value, best)) best = value.value;
    }
    if (best !== null) return scalar(best);
    return failure(
      args,
      invocation,
      `\`${invocation.name}()\` takes at least one integer, not an empty array`,
    );
  });
}

export const NUMBER_FUNCTIONS: readonly TemplateFunction[] = [
  arithmetic('add', (left, right) => left + right),
  arithmetic('sub', (left, right) => left - right),
  arithmetic('mul', (left, right) => left * right),
  arithmetic('div', (left, right) => left / right),
  arithmetic('mod', (left, right) => left % right),
  int,
  float,
  bool,
  extreme('min', (candidate, best) => candidate < best),
  extreme('max', (candidate, best) => candidate > best),
];
