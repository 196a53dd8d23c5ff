// Bytes to text: UTF-8 with or without a byte order mark, UTF-16 of either order with one.
// Refuses to guess: what is neither is said to be so.

import { Buffer, isUtf8 } from 'node:buffer';

export interface Undecodable {
  /** What was found, to follow "the file …": "is not text". */
  readonly found: string;
  readonly hint: string;
}

const SAVE_AS_UTF8 = 'Save it as UTF-8.';

/** The text without its byte order mark, or why it is none. */
export function decodeText(bytes: Uint8Array): string | Undecodable {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return buffer.toString('utf16le', 2);
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return decodeBigEndian(buffer);
  if (buffer.includes(0)) return withZeroBytes(buffer);
  if (!isUtf8(buffer)) return { found: 'is not UTF-8 text', hint: SAVE_AS_UTF8 };
  const hasMark = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf;
  return buffer.toString('utf8', hasMark ? 3 : 0);
}

/** Text to look for something in, from any bytes: what is no character is replaced, such as one that was cut in half. */
export function decodeAnything(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return buffer.toString('utf16le', 2);
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return decodeBigEndian(buffer);
  return buffer.toString('utf8', buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0);
}

function decodeBigEndian(buffer: Buffer): string {
  const even = buffer.length - (buffer.length % 2);
  return Buffer.from(buffer.subarray(2, even)).swap16().toString('utf16le');
}

/** Text in UTF-16 has a zero in every second byte nearly everywhere; anything else with zeros is binary. */
function withZeroBytes(buffer: Buffer): Undecodable {
  const looked = Math.min(buffer.length, 512);
  const zeros: [number, number] = [0, 0];
  for (let index = 0; index < looked; index++) {
    if (buffer[index] === 0) zeros[index % 2 === 0 ? 0 : 1]++;
  }
  const isUtf16 = Math.max(...zeros) > looked * 0.4 && Math.min(...zeros) < looked * 0.05;
  return isUtf16
    ? { found: 'is UTF-16 without a byte order mark', hint: SAVE_AS_UTF8 }
    : { found: 'is binary', hint: 'Check that it is the file you meant.' };
}
