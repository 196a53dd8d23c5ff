// Numbers as Go's `fmt` writes them for Terraform's `format`: %d %b %o %x %e %f %g. Refuses to know format strings.

import { type Decimal, decimalOf, positional } from '../values/numbers.ts';

/** One verb of a format string: `%-8.2f`. */
export interface Verb {
  readonly letter: string;
  readonly zero: boolean;
  readonly sharp: boolean;
  readonly minus: boolean;
  readonly plus: boolean;
  readonly space: boolean;
  readonly width: number | null;
  readonly precision: number | null;
}

const RADIX: Readonly<Record<string, number>> = { b: 2, o: 8, d: 10, x: 16, X: 16 };
const PREFIX: Readonly<Record<string, string>> = { b: '0b', o: '0', d: '', x: '0x', X: '0X' };

/** A whole number: `%d %b %o %x %X`. */
export function formatInteger(verb: Verb, value: number): string {
  const lower = BigInt(Math.abs(value)).toString(RADIX[verb.letter]);
  const digits = verb.letter === 'X' ? lower.toUpperCase() : lower;
  if (digits === '0' && verb.precision === 0) return '';
  const head = signOf(verb, value < 0) + (verb.sharp ? PREFIX[verb.letter]! : '');
  const isZeroPadded = verb.zero && !verb.minus && verb.precision === null;
  const least = isZeroPadded ? (verb.width ?? 0) - head.length : (verb.precision ?? 0);
  return pad(verb, head + digits.padStart(least, '0'));
}

/** `%e %E %f %g %G`. */
export function formatFloat(verb: Verb, value: number): string {
  const decimal = decimalOf(value);
  const written =
    verb.letter === 'f' ? fixed(decimal, verb.precision ?? 6) : scientificOrShort(verb, decimal);
  const sign = signOf(verb, decimal.negative);
  if (verb.zero) return sign + written.padStart((verb.width ?? 0) - sign.length, '0');
  return pad(verb, sign + written);
}

/** `%v` of a number: like `%g` in its shortest form. */
export function shortNumber(value: number): string {
  const decimal = decimalOf(value);
  return (decimal.negative ? '-' : '') + short(decimal, null, 'e');
}

function signOf(verb: Verb, isNegative: boolean): string {
  return isNegative ? '-' : verb.plus ? '+' : verb.space ? ' ' : '';
}

function pad(verb: Verb, written: string): string {
  return verb.minus ? written.padEnd(verb.width ?? 0) : written.padStart(verb.width ?? 0);
}

function scientificOrShort(verb: Verb, decimal: Decimal): string {
  const letter = verb.letter === 'E' || verb.letter === 'G' ? 'E' : 'e';
  if (verb.letter.toLowerCase() === 'g') return short(decimal, verb.precision, letter);
  const precision = verb.precision ?? 6;
  const rounded = round(decimal, precision + 1);
  return scientific(rounded, letter, precision);
}

// Go's rule: an exponent where it is less than -4 or not less than the precision, which is 6 for the shortest form.
function short(decimal: Decimal, precision: number | null, letter: string): string {
  const rounded = precision === null ? decimal : round(decimal, Math.max(1, precision));
  const { digits, point } = rounded;
  const wanted = precision === null ? digits.length : Math.max(1, precision);
  const isShorter = wanted > digits.length && digits.length >= point;
  const limit = precision === null ? 6 : isShorter ? digits.length : wanted;
  const exponent = digits === '' ? 0 : point - 1;
  if (exponent < -4 || exponent >= Math.max(limit, 1))
    return scientific(rounded, letter, Math.max(0, digits.length - 1));
  return positional(digits, point);
}

function scientific({ digits, point }: Decimal, letter: string, precision: number): string {
  const exponent = digits === '' ? 0 : point - 1;
  const rest = digits.slice(1).padEnd(precision, '0');
  const mantissa = `${digits[0] ?? '0'}${rest === '' ? '' : `.${rest}`}`;
  return `${mantissa}${letter}${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function fixed(decimal: Decimal, precision: number): string {
  const { digits, point } = round(decimal, decimal.point + precision);
  const [whole = '0', fraction = ''] = positional(digits, point).split('.');
  return precision === 0 ? whole : `${whole}.${fraction.padEnd(precision, '0')}`;
}

/** Rounded to so many digits; halves that are exact go to the even digit. */
function round(decimal: Decimal, count: number): Decimal {
  const { digits, point } = decimal;
  if (count >= digits.length) return decimal;
  if (count < 0) return { ...decimal, digits: '', point: 0 };
  const kept = digits.slice(0, count);
  const up = roundsUp(decimal, count);
  if (!up) return trimmed({ ...decimal, digits: kept });
  const raised = (BigInt(kept === '' ? '0' : kept) + 1n).toString();
  const grown = raised.length - count;
  return trimmed({ ...decimal, digits: raised, point: point + grown });
}

function roundsUp(decimal: Decimal, count: number): boolean {
  const { digits } = decimal;
  if (digits[count]! !== '5' || count + 1 < digits.length) return digits[count]! >= '5';
  const side = sideOfBinary(decimal);
  if (side !== 0) return side > 0;
  return count > 0 && (digits.charCodeAt(count - 1) & 1) === 1;
}

const PRECISION = 512n;

/** Whether Terraform's binary form of the decimal, of 512 bits, lies above (1), below (-1) or on it (0). */
function sideOfBinary({ digits, point }: Decimal): number {
  const places = digits.length - point;
  if (places <= 0) return 0;
  const numerator = BigInt(digits);
  const denominator = 10n ** BigInt(places);
  const bits = BigInt(numerator.toString(2).length - denominator.toString(2).length);
  const scaled = numerator << (PRECISION - bits + 1n);
  // One or two bits too many are dropped again, so that 512 remain.
  const quotient = scaled / denominator;
  const extra = BigInt(quotient.toString(2).length) - PRECISION;
  const unit = denominator << extra;
  const rest = scaled % unit;
  if (rest === 0n) return 0;
  return 2n * rest >= unit ? 1 : -1;
}

function trimmed(decimal: Decimal): Decimal {
  const digits = decimal.digits.replace(/0+$/, '');
  return digits === '' ? { ...decimal, digits, point: 0 } : { ...decimal, digits };
}
