// Which characters Bicep's tokens are made of. Everything works on UTF-16 codes; beyond the text the code is NaN.

import type { Punctuation } from './tokens.ts';

const singles: readonly (Punctuation | undefined)[] = Array.from({ length: 127 }, (_, code) => {
  const character = String.fromCharCode(code);
  return '@,.?:;^|=!<>+-*%'.includes(character) ? (character as Punctuation) : undefined;
});

/** The operator or separator that is this one character. */
export function singleOf(code: number): Punctuation | undefined {
  return singles[code];
}

/** The operators of two characters, by their codes. */
export function pairOf(code: number, next: number): Punctuation | undefined {
  switch (code) {
    case 61: // =
      return next === 61 ? '==' : next === 126 ? '=~' : next === 62 ? '=>' : undefined;
    case 33: // !
      return next === 61 ? '!=' : next === 126 ? '!~' : undefined;
    case 60: // <
      return next === 61 ? '<=' : undefined;
    case 62: // >
      return next === 61 ? '>=' : undefined;
    case 63: // ?
      return next === 63 ? '??' : undefined;
    case 58: // :
      return next === 58 ? '::' : undefined;
    case 38: // &
      return next === 38 ? '&&' : undefined;
    case 124: // |
      return next === 124 ? '||' : undefined;
    default:
      return undefined;
  }
}

export function isKeyword(text: string, start: number, length: number): boolean {
  if (length === 4) return text.startsWith('true', start) || text.startsWith('null', start);
  return length === 5 && text.startsWith('false', start);
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isIdentifierStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

export function isIdentifierPart(code: number): boolean {
  return isIdentifierStart(code) || isDigit(code);
}

/** True at a line break and, as NaN is what lies beyond the text, at its end. */
export function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || Number.isNaN(code);
}

export function runLength(text: string, start: number, code: number): number {
  let end = start + 1;
  while (text.charCodeAt(end) === code) end++;
  return end - start;
}

/** The end of a word as pragmas spell it: identifier characters and hyphens. */
export function wordEnd(text: string, start: number): number {
  let end = start;
  while (isIdentifierPart(text.charCodeAt(end)) || text.charCodeAt(end) === 45) end++;
  return end;
}
