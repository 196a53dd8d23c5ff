import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { decodeAnything, decodeText } from '../../src/project/decode.ts';

const TEXT = "param größe string = '€ 🚀'\n";

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

describe('bytes to text', () => {
  it('reads UTF-8 with and without a byte order mark', () => {
    expect(decodeText(Buffer.from(TEXT))).toBe(TEXT);
    expect(decodeText(Buffer.from(`\uFEFF${TEXT}`))).toBe(TEXT);
    expect(decodeText(new Uint8Array())).toBe('');
  });

  it('reads UTF-16 of either order with a byte order mark', () => {
    expect(decodeText(utf16(TEXT, false))).toBe(TEXT);
    expect(decodeText(utf16(TEXT, true))).toBe(TEXT);
  });

  it('ignores an odd last byte of UTF-16', () => {
    const odd = Buffer.concat([utf16('ab', true), Buffer.from([0x41])]);
    expect(decodeText(odd)).toBe('ab');
  });

  it('says what it cannot read', () => {
    expect(decodeText(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1]))).toMatchObject({ found: 'is binary' });
    expect(decodeText(Buffer.from('größe', 'latin1'))).toMatchObject({ found: 'is not UTF-8 text' });
    expect(decodeText(Buffer.from('param size int', 'utf16le'))).toMatchObject({
      found: 'is UTF-16 without a byte order mark',
    });
  });

  it('reads a beginning that ends within a character', () => {
    const bytes = Buffer.from('{"a": "€');
    expect(decodeAnything(bytes.subarray(0, bytes.length - 1)).startsWith('{"a": "')).toBe(true);
    expect(decodeAnything(utf16('{"$schema"', false))).toBe('{"$schema"');
    expect(decodeAnything(utf16('{"$schema"', true))).toBe('{"$schema"');
  });
});
