// JSON in strings, read as leniently as Azure does (Newtonsoft.Json): single quotes, names without quotes, comments, trailing commas.
// Refuses to know places: the values have no origin of their own.

import { array, call, object, scalar, unknown, type Value } from '../../../model/value.ts';
import { define, failure, isNull, stringOf, wrongType } from './arguments.ts';
import type { TemplateFunction } from './types.ts';

/** The value of a JSON text; null where it is malformed or nested too deeply. */
export function parseJson(text: string): Value | null {
  const reader: Reader = { text, at: 0, depth: 0 };
  const value = readValue(reader);
  if (value === null) return null;
  skipBlanks(reader);
  return reader.at === text.length ? value : null;
}

interface Reader {
  readonly text: string;
  at: number;
  depth: number;
}

const DEEPEST_JSON = 64;

function readValue(reader: Reader): Value | null {
  skipBlanks(reader);
  const char = reader.text[reader.at];
  if (char === '"' || char === "'") {
    const text = readString(reader);
    return text === null ? null : scalar(text);
  }
  if (char !== '{' && char !== '[') return readWord(reader);
  if (reader.depth === DEEPEST_JSON) return null;
  reader.depth++;
  const value = char === '{' ? readObject(reader) : readArray(reader);
  reader.depth--;
  return value;
}

function readArray(reader: Reader): Value | null {
  reader.at++;
  const items: Value[] = [];
  while (!accept(reader, ']')) {
    const item = readValue(reader);
    if (item === null) return null;
    items.push(item);
    if (!accept(reader, ',') && !peeks(reader, ']')) return null;
  }
  return array(items);
}

function readObject(reader: Reader): Value | null {
  reader.at++;
  const members = new Map<string, Value>();
  while (!accept(reader, '}')) {
    const name = readName(reader);
    if (name === null || !accept(reader, ':')) return null;
    const value = readValue(reader);
    if (value === null) return null;
    members.set(name, value);
    if (!accept(reader, ',') && !peeks(reader, '}')) return null;
  }
  return object(members);
}

function readName(reader: Reader): string | null {
  const char = reader.text[reader.at];
  return char === '"' || char === "'" ? readString(reader) : matchHere(reader, /[\p{L}\p{N}_$-]+/uy);
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function readString(reader: Reader): string | null {
  const { text } = reader;
  const quote = text.charCodeAt(reader.at);
  let result = '';
  let start = reader.at + 1;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      reader.at = at + 1;
      return result + text.slice(start, at);
    }
    if (code !== 92) continue;
    const escaped = text[at + 1] ?? '';
    const hex = escaped === 'u' ? text.slice(at + 2, at + 6) : '';
    if (escaped === 'u' && !/^[0-9a-f]{4}$/i.test(hex)) return null;
    if (escaped !== 'u' && !(escaped in ESCAPES) && !'\\/"\''.includes(escaped)) return null;
    result += text.slice(start, at);
    result += escaped === 'u' ? String.fromCharCode(Number.parseInt(hex, 16)) : (ESCAPES[escaped] ?? escaped);
    at += 1 + hex.length;
    start = at + 1;
  }
  return null;
}

const WORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

function readWord(reader: Reader): Value | null {
  const word = matchHere(reader, /[\w+.-]+/y);
  if (word === null) return null;
  if (Object.hasOwn(WORDS, word)) return scalar(WORDS[word] ?? null);
  if (!/^-?\d+(\.\d*)?(e[+-]?\d+)?$/i.test(word)) return null;
  const number = Number(word);
  if (!Number.isFinite(number)) return null;
  if (!Number.isInteger(number) || Number.isSafeInteger(number)) return scalar(number);
  return unknown(call('json', scalar(word)), 'the number is too large to compute with exactly');
}

function accept(reader: Reader, char: string): boolean {
  const isThere = peeks(reader, char);
  if (isThere) reader.at++;
  skipBlanks(reader);
  return isThere;
}

function peeks(reader: Reader, char: string): boolean {
  skipBlanks(reader);
  return reader.text[reader.at] === char;
}

function skipBlanks(reader: Reader): void {
  matchHere(reader, /(?:\s+|\/\/[^\n\r]*|\/\*[\s\S]*?\*\/)+/y);
}

function matchHere(reader: Reader, pattern: RegExp): string | null {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.text);
  if (!match) return null;
  reader.at = pattern.lastIndex;
  return match[0];
}

const json = define('json', 1, 1, (args, invocation) => {
  const [value] = args;
  if (isNull(value)) return object(new Map());
  const text = stringOf(value);
  if (text === null) return wrongType(args, invocation, 0, 'a string');
  return parseJson(text) ?? failure(args, invocation, '`json()` was given a string that is not JSON');
});

export const JSON_FUNCTIONS: readonly TemplateFunction[] = [json];
