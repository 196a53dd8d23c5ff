// The texts that Base64 stands for, written out or made by a function. Refuses to know what they say.

import { scalar, type Value } from '../model/value.ts';

/** Functions that make Base64 of a text. */
const ENCODERS: ReadonlySet<string> = new Set(['base64encode', 'fn::base64']);

/** What a text in Base64 says; anything else stands for itself, as languages that encode for themselves take plain texts. */
export function fromBase64(text: Value): Value {
  if (text.kind === 'unknown' && text.expression.kind === 'call') {
    const { name, args } = text.expression;
    return ENCODERS.has(name.toLowerCase()) ? (args[0] ?? text) : text;
  }
  if (text.kind !== 'scalar' || typeof text.value !== 'string') return text;
  const decoded = decodedText(text.value);
  return decoded === null ? text : scalar(decoded, text.origin);
}

function decodedText(text: string): string | null {
  const compact = text.replace(/\s+/g, '');
  if (compact.length < 8 || compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return null;
  const bytes = Uint8Array.from(atob(compact), char => char.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
