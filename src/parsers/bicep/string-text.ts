// What the pieces of a string mean: delimiters taken off, escapes resolved. Promises a text for every piece, and a
// diagnostic at each escape that the language does not have.

import { span } from '../../model/source.ts';
import type { Cursor } from './cursor.ts';

/** How a string is written: `dollars` is the number of `$` that opens a hole in a multi-line string, 0 for none. */
export interface StringForm {
  readonly multiline: boolean;
  readonly dollars: number;
}

/** The form of the string that starts with the token here. */
export function stringForm(c: Cursor): StringForm {
  const { text, start } = c;
  if (text.charCodeAt(start) === 36) {
    let dollars = 1;
    while (text.charCodeAt(start + dollars) === 36) dollars++;
    return { multiline: true, dollars };
  }
  return { multiline: text.startsWith("'''", start), dollars: 0 };
}

export interface PieceText {
  readonly value: string;
  /** The text between the delimiters. */
  readonly start: number;
  readonly end: number;
}

/** The text of the piece that is the token here. */
export function pieceText(c: Cursor, form: StringForm): PieceText {
  const { text } = c;
  const first = c.kind === 'string' || c.kind === 'stringStart';
  const last = c.kind === 'string' || c.kind === 'stringEnd';
  let { start, end } = c;
  if (first) start += form.multiline ? form.dollars + 3 : 1;
  else if (text.charCodeAt(start) === 125) start++;
  if (!last) end -= form.multiline ? form.dollars + 1 : 2;
  else if (!c.tokens.unterminated.has(c.index)) end -= form.multiline ? 3 : 1;
  if (form.multiline)
    return { value: text.slice(first ? afterLineBreak(text, start) : start, end), start, end };
  const raw = text.slice(start, end);
  return { value: raw.includes('\\') ? resolveEscapes(c, raw, start) : raw, start, end };
}

/** A multi-line string may start with a line break that does not count. */
function afterLineBreak(text: string, start: number): number {
  if (text.charCodeAt(start) === 13) return text.charCodeAt(start + 1) === 10 ? start + 2 : start + 1;
  return text.charCodeAt(start) === 10 ? start + 1 : start;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '\\': '\\',
  "'": "'",
  $: '$',
};

const unicodeEscape = /\\u\{([0-9a-fA-F]+)\}/y;

/** `raw` stands at `offset` of the file. */
function resolveEscapes(c: Cursor, raw: string, offset: number): string {
  let value = '';
  let from = 0;
  for (let at = raw.indexOf('\\'); at >= 0; at = raw.indexOf('\\', from)) {
    const character = raw.charAt(at + 1);
    const simple = simpleEscapes[character];
    const escaped = simple === undefined && character === 'u' ? unicodeAt(raw, at) : null;
    value += raw.slice(from, at);
    from = escaped ? escaped.end : at + 1 + character.length;
    value += simple ?? escaped?.value ?? raw.slice(at, from);
    if (simple === undefined && !escaped) reportEscape(c, offset + at, offset + from);
  }
  return value + raw.slice(from);
}

/** `\u{hex}` at a place; null where it is not one or names no character. */
function unicodeAt(raw: string, at: number): { value: string; end: number } | null {
  unicodeEscape.lastIndex = at;
  const match = unicodeEscape.exec(raw);
  if (!match) return null;
  const codePoint = Number.parseInt(match[1]!, 16);
  return codePoint <= 0x10ffff
    ? { value: String.fromCodePoint(codePoint), end: unicodeEscape.lastIndex }
    : null;
}

function reportEscape(c: Cursor, start: number, end: number): void {
  c.diagnostics.push({
    code: 'invalid-escape',
    severity: 'warning',
    message: `Found \`${c.text.slice(start, end)}\` in a string, expected \`\\n\`, \`\\r\`, \`\\t\`, \`\\\\\`, \`\\'\`, \`\\$\` or \`\\u{…}\``,
    hint: 'Write `\\\\` for a backslash',
    span: span(c.source, start, end),
  });
}
