// The tree of a JSON text: every node is the span that it was written in, and strings are decoded only when somebody asks.
// Refuses to know what the text means (templates, parameter files, plans): that is the other rooms' business.

import { type Span, span } from '../../model/source.ts';

export type JsonNode = JsonObject | JsonArray | JsonString | JsonLiteral;

export interface JsonObject extends Span {
  readonly kind: 'object';
  /** In the order of the text; of members with the same key the last one, at the place of the first. */
  readonly members: readonly JsonMember[];
  /** Something in it could not be read: it may have members that are not here. */
  readonly broken?: true;
}

export interface JsonMember {
  readonly key: string;
  /** With its quotes. */
  readonly keySpan: JsonString;
  readonly value: JsonNode;
}

export interface JsonArray extends Span {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
  /** Something in it could not be read: it may have items that are not here. */
  readonly broken?: true;
}

/** The span includes the quotes. */
export interface JsonString extends Span {
  readonly kind: 'string';
  /** Whether the text between the quotes differs from the value: it contains a backslash. */
  readonly escaped: boolean;
  /** Offset just behind the last character of the content (before the closing quote, if there is one). */
  readonly contentEnd: number;
}

export interface JsonLiteral extends Span {
  readonly kind: 'number' | 'boolean' | 'null';
  /** Numbers as JavaScript reads them: integers beyond 2^53 are rounded, the span has their digits. */
  readonly value: number | boolean | null;
}

/** From the start of the key to the end of the value. */
export function memberSpan(member: JsonMember): Span {
  return span(member.keySpan.source, member.keySpan.start, member.value.end);
}

/** The member with exactly this key. */
export function memberOf(node: JsonObject, key: string): JsonMember | undefined {
  return node.members.find(member => member.key === key);
}

const BACKSLASH = 0x5c;

/** The decoded value of a string. */
export function stringValue(node: JsonString): string {
  const raw = node.source.text.slice(node.start + 1, node.contentEnd);
  return node.escaped ? decodeEscapes(raw) : raw;
}

/** Decodes JSON's escapes; a backslash that starts no valid escape is dropped. */
function decodeEscapes(raw: string): string {
  let decoded = '';
  let copied = 0;
  for (
    let index = raw.indexOf('\\');
    index >= 0 && index + 1 < raw.length;
    index = raw.indexOf('\\', copied)
  ) {
    const length = escapeLength(raw, index);
    decoded += raw.slice(copied, index) + decodeEscape(raw, index, length);
    copied = index + length;
    if (copied >= raw.length) break;
  }
  return decoded + raw.slice(copied);
}

/**
 * Maps an offset inside the decoded value of a string to the offset in the source of what it was decoded from. The length of the
 * value maps to the end of the content.
 */
export function sourceOffsets(node: JsonString): (index: number) => number {
  const first = node.start + 1;
  if (!node.escaped) return index => first + index;
  const { text } = node.source;
  const offsets: number[] = [];
  for (let offset = first; offset < node.contentEnd; ) {
    offsets.push(offset);
    offset += text.charCodeAt(offset) === BACKSLASH ? escapeLength(text, offset) : 1;
  }
  return index => offsets[index] ?? node.contentEnd;
}

/** How many characters the escape at a backslash takes: 6 for a valid `\uXXXX`, else 2. */
function escapeLength(text: string, backslash: number): number {
  return text.charCodeAt(backslash + 1) === 0x75 && hexValue(text, backslash + 2) >= 0 ? 6 : 2;
}

function decodeEscape(text: string, backslash: number, length: number): string {
  if (length === 6) return String.fromCharCode(hexValue(text, backslash + 2));
  const letter = text[backslash + 1]!;
  return ESCAPES[letter] ?? letter;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Whether a valid escape starts at this backslash. */
export function isEscape(text: string, backslash: number): boolean {
  const letter = text[backslash + 1];
  return letter !== undefined && (letter in ESCAPES || escapeLength(text, backslash) === 6);
}

/** The value of four hexadecimal digits, or -1. */
function hexValue(text: string, start: number): number {
  let value = 0;
  for (let index = start; index < start + 4; index++) {
    const code = text.charCodeAt(index) | 0x20;
    if (code >= 0x61 && code <= 0x66) value = value * 16 + code - 0x57;
    else if (code >= 0x30 && code <= 0x39 && text.charCodeAt(index) === code)
      value = value * 16 + code - 0x30;
    else return -1;
  }
  return value;
}
