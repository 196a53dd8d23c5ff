// The two functions that make names from values: Azure computes the same for the same arguments, always and everywhere.
// `guid` is a name-based UUID (RFC 4122, version 5) in the namespace that the ARM documentation gives; `uniqueString` a 64-bit
// MurmurHash 3 variant in base 32. Both hash their arguments joined by hyphens.

import { scalar } from '../../../model/value.ts';
import { createHash } from '../../text/create-hash.ts';
import { define, stringOf, tooLarge, wrongType } from './arguments.ts';
import { LONGEST_TEXT } from './limits.ts';
import type { TemplateFunction } from './types.ts';

function hashing(name: string, hash: (text: string) => string): TemplateFunction {
  return define(name, 1, Number.POSITIVE_INFINITY, (args, invocation) => {
    const texts: string[] = [];
    for (const [position, arg] of args.entries()) {
      const text = stringOf(arg);
      if (text === null) return wrongType(args, invocation, position, 'a string');
      texts.push(text);
    }
    const joined = texts.join('-');
    if (joined.length > LONGEST_TEXT) return tooLarge(args, invocation, `${LONGEST_TEXT} characters`);
    return scalar(hash(joined));
  });
}

const NAMESPACE = Buffer.from('11fb06fb712d4ddd98c7e71bbd588830', 'hex');

function guidOf(text: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(text, 'utf8').digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

function uniqueStringOf(text: string): string {
  const [low, high] = murmur64(Buffer.from(text, 'utf8'));
  let rest = (BigInt(high) << 32n) | BigInt(low);
  let encoded = '';
  // Thirteen characters hold 65 bits: the last one ends with a zero bit.
  for (let index = 0; index < 13; index++) {
    encoded += BASE32[Number(rest >> 59n)];
    rest = BigInt.asUintN(64, rest << 5n);
  }
  return encoded;
}

const FIRST = 0x239b961b;
const SECOND = 0xab0e9789;

// Two 32-bit lanes that feed each other, seeded with zero.
function murmur64(data: Uint8Array): readonly [low: number, high: number] {
  let low = 0;
  let high = 0;
  const whole = data.length - (data.length % 8);
  for (let index = 0; index < whole; index += 8) {
    low = rotate(low ^ mixLow(wordAt(data, index)), 19);
    low = (Math.imul(low + high, 5) + 0x561ccd1b) | 0;
    high = rotate(high ^ mixHigh(wordAt(data, index + 4)), 13);
    high = (Math.imul(high + low, 5) + 0x0bcaa747) | 0;
  }
  if (data.length > whole) low ^= mixLow(wordAt(data, whole));
  if (data.length > whole + 4) high ^= mixHigh(wordAt(data, whole + 4));
  low ^= data.length;
  high ^= data.length;
  low = (low + high) | 0;
  high = (high + low) | 0;
  low = finish(low);
  high = finish(high);
  low = (low + high) | 0;
  high = (high + low) | 0;
  return [low >>> 0, high >>> 0];
}

function mixLow(word: number): number {
  return Math.imul(rotate(Math.imul(word, FIRST), 15), SECOND);
}

function mixHigh(word: number): number {
  return Math.imul(rotate(Math.imul(word, SECOND), 17), FIRST);
}

function finish(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Four bytes, little end first; bytes beyond the end are zero. */
function wordAt(data: Uint8Array, index: number): number {
  const byte = (offset: number): number => data[index + offset] ?? 0;
  return byte(0) | (byte(1) << 8) | (byte(2) << 16) | (byte(3) << 24);
}

export const HASHING_FUNCTIONS: readonly TemplateFunction[] = [
  hashing('uniqueString', uniqueStringOf),
  hashing('guid', guidOf),
];
