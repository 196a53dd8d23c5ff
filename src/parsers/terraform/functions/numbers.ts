// Functions of numbers. Semantics: developer.hashicorp.com/terraform/language/functions, "Numeric Functions".

import { array, scalar, type Value } from '../../../model/value.ts';
import { convert } from '../values/convert.ts';
import { addNumbers, INEXACT } from '../values/numbers.ts';
import { ANY, define, integerOf, isNull, NUMBER, numberOf, onScalars, stringOf } from './define.ts';
import type { Call, TerraformFunction } from './types.ts';

const signum = onScalars('signum', ['number'], value =>
  Number.isInteger(value) ? Math.sign(value) : { failure: '`signum()` takes a whole number' },
);

const log = onScalars('log', ['number', 'number'], (value, base) => Math.log(value) / Math.log(base));

const parseInteger = define('parseint', [ANY, NUMBER], ([digits, radix], call) => {
  const [text, base] = [stringOf(digits), integerOf(radix)];
  if (text === null) return call.wrongType(0, 'a string');
  if (base === null || base < 2 || base > 62) return call.fail('`parseint()` takes a base from 2 to 62');
  const value = readInteger(text, base);
  if (value === null) return call.fail(`\`parseint()\` cannot read the string as a number of base ${base}`);
  return Number.isSafeInteger(Number(value)) ? scalar(Number(value)) : call.symbolic(INEXACT);
});

function readInteger(text: string, base: number): bigint | null {
  const [, sign, digits] = /^([+-]?)([0-9A-Za-z]{1,4000})$/.exec(text) ?? [];
  if (digits === undefined) return null;
  let value = 0n;
  for (const char of digits) {
    const digit = digitOf(char, base);
    if (digit >= base) return null;
    value = value * BigInt(base) + BigInt(digit);
  }
  return sign === '-' ? -value : value;
}

// Up to base 36 case does not matter, beyond that lower case comes first.
function digitOf(char: string, base: number): number {
  const code = char.charCodeAt(0);
  if (code <= 57) return code - 48;
  if (code >= 97) return code - 97 + 10;
  return base <= 36 ? code - 65 + 10 : code - 65 + 36;
}

/** The least or greatest of the numbers. */
function extreme(name: string, isBetter: (value: number, best: number) => boolean): TerraformFunction {
  return define(
    name,
    [],
    (args, call) => {
      if (args.length === 0) return call.fail(`\`${name}()\` takes at least one number`);
      const [first, ...others] = args as readonly [Value, ...Value[]];
      return others.reduce((best, arg) => (isBetter(numberOf(arg)!, numberOf(best)!) ? arg : best), first);
    },
    NUMBER,
  );
}

const sum = define('sum', [ANY], ([list], call) => {
  if (list!.kind !== 'array') return call.wrongType(0, 'a list of numbers');
  if (list!.items.length === 0) return call.fail('`sum()` takes a list with at least one number');
  let total: number | null = 0;
  for (const item of list!.items) {
    const number = convert(item, 'number');
    if (!number || isNull(number)) return call.wrongType(0, 'a list of numbers');
    const value = numberOf(number);
    total = total === null || value === null ? null : addNumbers(total, value);
  }
  return total === null ? call.symbolic() : scalar(total);
});

/** Terraform refuses more. */
const MOST_NUMBERS = 1024;

const range = define(
  'range',
  [],
  (args, call) => {
    const [one, two, three] = args.map(arg => numberOf(arg)!);
    if (one === undefined || args.length > 3) return call.fail('`range()` takes one to three numbers');
    const [start, end] = two === undefined ? [0, one] : [one, two];
    const step = three ?? (end < start ? -1 : 1);
    if (step === 0) return call.fail('`range()` takes a step that is not zero');
    if (step < 0 ? end > start : end < start)
      return call.fail('`range()` never reaches its end with this step');
    return numbersFrom(start, end, step, call);
  },
  NUMBER,
);

function numbersFrom(start: number, end: number, step: number, call: Call): Value {
  const numbers: Value[] = [];
  for (let value = start; step < 0 ? value > end : value < end; value = addNumbers(value, step)) {
    if (numbers.length === MOST_NUMBERS) return call.tooLarge(`${MOST_NUMBERS} numbers`);
    numbers.push(scalar(value));
  }
  return array(numbers);
}

export const NUMBER_FUNCTIONS: readonly TerraformFunction[] = [
  onScalars('abs', ['number'], value => Math.abs(value)),
  onScalars('ceil', ['number'], value => Math.ceil(value) + 0),
  onScalars('floor', ['number'], value => Math.floor(value)),
  onScalars('pow', ['number', 'number'], (value, power) => value ** power),
  log,
  signum,
  parseInteger,
  extreme('min', (value, best) => value < best),
  extreme('max', (value, best) => value > best),
  sum,
  range,
];
