// Numbers as text and text as numbers, as Terraform does it. LIMIT: Terraform computes with 512 bits, this house with doubles: integers are exact up to
// 2^53, fractions as long as their shortest decimal form is meant (`0.1`, not `1/3`).

/** Without exponent, the shortest decimal form that reads back the same. */
export function numberText(value: number): string {
  const { negative, digits, point } = decimalOf(value);
  return (negative ? '-' : '') + positional(digits, point);
}

/** The decimal digits of a number, and where its point is: `digits` as 0.digits times ten to the power of `point`. */
export interface Decimal {
  readonly negative: boolean;
  /** Without zeros at either end; empty for zero. */
  readonly digits: string;
  readonly point: number;
}

/** The shortest decimal that reads back as the number. */
export function decimalOf(value: number): Decimal {
  if (value === 0) return { negative: Object.is(value, -0), digits: '', point: 0 };
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '').replace(/0+$/, '');
  return { negative: value < 0, digits, point: Number(exponent) + 1 };
}

/** Digits and a point in their places. */
export function positional(digits: string, point: number): string {
  if (digits === '') return '0';
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/**
 * The number that a string stands for where a number is wanted: decimal digits with point and exponent, no blanks, no underscores, no prefixes. `p` is an
 * exponent of two. Null for anything else, infinities and numbers beyond a double among them.
 */
export function parseNumber(text: string): number | null {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)$/.exec(text);
  if (match) return finite(Number(match[1]));
  const [, mantissa, power] = /^([+-]?(?:\d+\.?\d*|\.\d+))[pP]([+-]?\d+)$/.exec(text) ?? [];
  return mantissa === undefined ? null : finite(Number(mantissa) * 2 ** Number(power));
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Whether a double holds the number that was written: larger integers than 2^53 may be others. */
export function isExact(value: number): boolean {
  return !Number.isInteger(value) || Number.isSafeInteger(value);
}

export const INEXACT = 'the number is too large to compute with exactly';

/** The sum as decimals, so that 0.1 and 0.2 are 0.3 as in Terraform. */
export function addNumbers(left: number, right: number): number {
  if (Number.isInteger(left) && Number.isInteger(right)) return left + right;
  return asDecimals(left, right, (one, other) => one + other) ?? left + right;
}

/** What is left of the division, with the sign of the dividend. The divisor is not zero. */
export function remainderOf(left: number, right: number): number {
  if (Number.isInteger(left) && Number.isInteger(right)) return left % right;
  return asDecimals(left, right, (one, other) => one % other) ?? left % right;
}

/** Computes with both numbers as integers of the same scale; null where they have too many places for that. */
function asDecimals(
  left: number,
  right: number,
  compute: (one: bigint, other: bigint) => bigint,
): number | null {
  const places = Math.max(fractionDigits(left), fractionDigits(right));
  if (places > MOST_PLACES) return null;
  return Number(`${compute(scaled(left, places), scaled(right, places))}e-${places}`);
}

const MOST_PLACES = 400;

function fractionDigits(value: number): number {
  const { digits, point } = decimalOf(value);
  return Math.max(0, digits.length - point);
}

function scaled(value: number, places: number): bigint {
  const { negative, digits, point } = decimalOf(value);
  const size = BigInt(digits + '0'.repeat(Math.max(0, places + point - digits.length)) || '0');
  return negative ? -size : size;
}
