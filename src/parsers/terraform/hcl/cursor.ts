// The scanner of HCL native syntax, one token at a time, and the state that the parser shares with it.
// Templates switch to raw text, so tokens are made on demand. Refuses to know grammar.

import type { Diagnostic } from '../../../model/diagnostic.ts';
import { type Source, type Span, span } from '../../../model/source.ts';

export type HclDiagnosticCode =
  | 'unexpected-token'
  | 'unclosed'
  | 'invalid-character'
  | 'invalid-escape'
  | 'invalid-number'
  | 'invalid-template'
  | 'duplicate-attribute'
  | 'too-deep';

/** `punctuation` tokens carry their text in `Cursor.text()`; a `quote` or `heredoc` opens a template. */
export type TokenKind =
  | 'identifier'
  | 'number'
  | 'quote'
  | 'heredoc'
  | 'punctuation'
  | 'newline'
  | 'invalid'
  | 'end';

/** Deeper nesting than this is refused with a diagnostic, long before the stack ends. */
export const MAX_DEPTH = 250;

export interface Cursor {
  readonly source: Source;
  readonly input: string;
  readonly diagnostics: Diagnostic[];
  readonly comments: Span[];
  kind: TokenKind;
  start: number;
  end: number;
  /** The text of a punctuation token, empty for others. */
  punctuation: string;
  /** Whether newlines are tokens here; inside brackets and parentheses they are blanks. */
  newlines: boolean;
  /** Whether the layout tells what brackets cannot: in a text whose brackets do not pair. */
  readonly layout: boolean;
  /** Whether something was skipped that may have been arguments of the block around it. */
  overran: boolean;
  depth: number;
}

export function createCursor(source: Source, layout = false): Cursor {
  const cursor: Cursor = {
    source,
    input: source.text,
    diagnostics: [],
    comments: [],
    kind: 'end',
    start: 0,
    end: source.text.charCodeAt(0) === 0xfeff ? 1 : 0,
    punctuation: '',
    newlines: true,
    layout,
    overran: false,
    depth: 0,
  };
  advance(cursor);
  return cursor;
}

export function tokenText(cursor: Cursor): string {
  return cursor.input.slice(cursor.start, cursor.end);
}

export function tokenSpan(cursor: Cursor): Span {
  return span(cursor.source, cursor.start, cursor.end);
}

/** Whether the current token is this punctuation. */
export function at(cursor: Cursor, punctuation: string): boolean {
  return cursor.punctuation === punctuation;
}

export function atWord(cursor: Cursor, word: string): boolean {
  return cursor.kind === 'identifier' && tokenText(cursor) === word;
}

/** What was found, in words for a message. */
export function found(cursor: Cursor): string {
  if (cursor.kind === 'end') return 'the end of the file';
  if (cursor.kind === 'newline') return 'the end of the line';
  if (cursor.kind === 'quote') return 'a string';
  if (cursor.kind === 'heredoc') return 'a heredoc';
  const text = tokenText(cursor);
  return `\`${text.length > 24 ? `${text.slice(0, 24)}…` : text}\``;
}

export function report(
  cursor: Cursor,
  code: HclDiagnosticCode,
  message: string,
  hint: string,
  place: Span = tokenSpan(cursor),
): void {
  cursor.diagnostics.push({ code, severity: 'error', message, hint, span: place });
}

/** Moves to the next token after `cursor.end`. */
export function advance(cursor: Cursor): void {
  const { input } = cursor;
  const position = skipBlanks(cursor, cursor.end);
  cursor.start = position;
  cursor.punctuation = '';
  if (position >= input.length) {
    cursor.kind = 'end';
    cursor.end = position;
    return;
  }
  const code = input.charCodeAt(position);
  if (code === 10 || code === 13) {
    cursor.kind = 'newline';
    cursor.end = code === 13 && input.charCodeAt(position + 1) === 10 ? position + 2 : position + 1;
  } else if (isIdentifierStart(input, position)) {
    cursor.kind = 'identifier';
    cursor.end = endOfIdentifier(input, position);
  } else if (isDigit(code)) {
    cursor.kind = 'number';
    cursor.end = endOfNumber(input, position);
  } else if (code === 34) {
    cursor.kind = 'quote';
    cursor.end = position + 1;
  } else {
    const punctuation = punctuationAt(input, position);
    const isOpening = punctuation === '<<' && isHeredoc(input, position);
    cursor.kind = punctuation === '' ? 'invalid' : isOpening ? 'heredoc' : 'punctuation';
    cursor.end = position + Math.max(1, punctuation.length);
    if (cursor.kind === 'punctuation') cursor.punctuation = punctuation;
  }
}

function skipBlanks(cursor: Cursor, from: number): number {
  const { input } = cursor;
  let position = from;
  for (; position < input.length; ) {
    const code = input.charCodeAt(position);
    if (code === 32 || code === 9) position++;
    else if (code === 10 || code === 13) {
      if (cursor.newlines) return position;
      position++;
    } else if (code === 35 || (code === 47 && input.charCodeAt(position + 1) === 47)) {
      const end = endOfLine(input, position);
      cursor.comments.push(span(cursor.source, position, end));
      position = end;
    } else if (code === 47 && input.charCodeAt(position + 1) === 42) {
      const close = input.indexOf('*/', position + 2);
      const end = close < 0 ? input.length : close + 2;
      const place = span(cursor.source, position, end);
      if (close < 0) report(cursor, 'unclosed', 'The comment is never closed', 'add `*/`', place);
      cursor.comments.push(place);
      position = end;
    } else return position;
  }
  return position;
}

export function endOfLine(input: string, from: number): number {
  let position = from;
  while (position < input.length) {
    const code = input.charCodeAt(position);
    if (code === 10 || code === 13) break;
    position++;
  }
  return position;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Digits with any number of fractions and exponents: `1.2.3` is one (invalid) number, as in HashiCorp's scanner. */
function endOfNumber(input: string, from: number): number {
  let position = from + 1;
  for (;;) {
    const code = input.charCodeAt(position);
    if (isDigit(code)) position++;
    else if (code === 46 && isDigit(input.charCodeAt(position + 1))) position += 2;
    else if (code === 101 || code === 69) {
      const sign = input.charCodeAt(position + 1);
      const digits = sign === 43 || sign === 45 ? position + 2 : position + 1;
      if (!isDigit(input.charCodeAt(digits))) return position;
      position = digits + 1;
    } else return position;
  }
}

function isHeredoc(input: string, position: number): boolean {
  const marker = input.charCodeAt(position + 2) === 45 ? position + 3 : position + 2;
  return isIdentifierStart(input, marker);
}

const LONG_PUNCTUATION = ['...', '==', '!=', '<=', '>=', '&&', '||', '=>', '::', '<<'];
const SHORT_PUNCTUATION = '{}[]()=:.,?!+-*/%<>~';

/** By their character's code: those that start nothing longer, and the candidates of all others, longest first. */
const ALONE: string[] = Array.from({ length: 128 }, () => '');
const CANDIDATES = new Map<number, string[]>();
for (const punctuation of [...LONG_PUNCTUATION, ...SHORT_PUNCTUATION]) {
  const code = punctuation.charCodeAt(0);
  const candidates = CANDIDATES.get(code);
  if (candidates) candidates.push(punctuation);
  else if (punctuation.length === 1) ALONE[code] = punctuation;
  else CANDIDATES.set(code, [punctuation]);
}

function punctuationAt(input: string, position: number): string {
  const code = input.charCodeAt(position);
  if (code >= 128) return '';
  const alone = ALONE[code]!;
  if (alone !== '') return alone;
  for (const candidate of CANDIDATES.get(code) ?? [])
    if (candidate.length === 1 || input.startsWith(candidate, position)) return candidate;
  return '';
}

const ID_START = /\p{ID_Start}/u;
const ID_CONTINUE = /\p{ID_Continue}/u;

/** Unicode's ID_Start, as the specification says. */
export function isIdentifierStart(input: string, position: number): boolean {
  const code = input.charCodeAt(position);
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
  return code >= 128 && ID_START.test(String.fromCodePoint(input.codePointAt(position)!));
}

/** Letters, digits, `_` and `-` of ASCII, by their codes. */
const INSIDE_IDENTIFIER = Uint8Array.from({ length: 128 }, (_, code) =>
  Number(/[\w-]/.test(String.fromCharCode(code))),
);

/** Behind the identifier that starts at `from`: Unicode's ID_Continue and `-`. */
function endOfIdentifier(input: string, from: number): number {
  let position = from;
  while (position < input.length) {
    const code = input.charCodeAt(position);
    if (code < 128) {
      if (INSIDE_IDENTIFIER[code] === 0) break;
      position++;
    } else {
      const character = String.fromCodePoint(input.codePointAt(position)!);
      if (!ID_CONTINUE.test(character)) break;
      position += character.length;
    }
  }
  return position;
}
