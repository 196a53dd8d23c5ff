// Characters into scalars, comments and blanks, without intermediate tokens. Promises that every call advances or stands at the end.
// Refuses to know structure: objects and arrays are the parser's.

import type { Diagnostic } from '../../model/diagnostic.ts';
import { type Source, type Span, span } from '../../model/source.ts';
import { isEscape, type JsonLiteral, type JsonString } from './syntax.ts';

export type JsonDiagnosticCode =
  | 'empty-json'
  | 'unexpected-text'
  | 'missing-value'
  | 'missing-key'
  | 'missing-colon'
  | 'missing-comma'
  | 'missing-opener'
  | 'unclosed'
  | 'unclosed-string'
  | 'unclosed-comment'
  | 'unexpected-closer'
  | 'invalid-number'
  | 'invalid-escape'
  | 'duplicate-key'
  | 'too-deep';

/** More than this are not kept: nobody reads them. */
const MAX_DIAGNOSTICS = 100;

export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;
const BACKSLASH = 0x5c;
const SLASH = 0x2f;
const STAR = 0x2a;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = 0xfeff;
const NO_BREAK_SPACE = 0xa0;
const MINUS = 0x2d;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;

export class Scanner {
  readonly source: Source;
  readonly text: string;
  readonly comments: Span[] = [];
  readonly diagnostics: Diagnostic[] = [];
  position = 0;

  constructor(source: Source) {
    this.source = source;
    this.text = source.text;
  }

  /** The character at the position; NaN at the end. */
  peek(): number {
    return this.text.charCodeAt(this.position);
  }

  isAtEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** What a probe finds from the position on, leaving no trace. */
  lookAhead(probe: () => boolean): boolean {
    const { position } = this;
    const comments = this.comments.length;
    const diagnostics = this.diagnostics.length;
    const found = probe();
    this.position = position;
    this.comments.length = comments;
    this.diagnostics.length = diagnostics;
    return found;
  }

  report(code: JsonDiagnosticCode, start: number, end: number, message: string, hint?: string): void {
    if (this.diagnostics.length >= MAX_DIAGNOSTICS) return;
    const severity = code === 'duplicate-key' ? 'warning' : 'error';
    const place = span(this.source, start, Math.min(Math.max(end, start), this.text.length));
    this.diagnostics.push(
      hint === undefined
        ? { code, severity, message, span: place }
        : { code, severity, message, hint, span: place },
    );
  }

  /** Skips blanks and keeps comments; a byte order mark counts as a blank. */
  skipTrivia(): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.position);
      if (code === 0x20 || code === LINE_FEED || code === CARRIAGE_RETURN || code === 0x09) this.position++;
      else if (code === SLASH) {
        if (!this.skipComment()) return;
      } else if (code === BYTE_ORDER_MARK || code === NO_BREAK_SPACE) this.position++;
      else return;
    }
  }

  private skipComment(): boolean {
    const { text, position: start } = this;
    const second = text.charCodeAt(start + 1);
    if (second === SLASH) this.position = this.endOfLine(start);
    else if (second === STAR) {
      const end = text.indexOf('*/', start + 2);
      this.position = end < 0 ? text.length : end + 2;
      if (end < 0) {
        this.report('unclosed-comment', start, start + 2, 'This comment has no `*/`', 'Close it with `*/`.');
      }
    } else return false;
    this.comments.push(span(this.source, start, this.position));
    return true;
  }

  /** Offset of the next line end (or of the text's end). */
  endOfLine(from: number): number {
    const { text } = this;
    for (let index = from; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code === LINE_FEED || code === CARRIAGE_RETURN) return index;
    }
    return text.length;
  }

  /** A string from its opening quote on. Line ends belong to the string (ARM), unless what follows shows that a quote is missing. */
  scanString(): JsonString {
    const { text, position: start } = this;
    let escaped = false;
    let multiline = false;
    let index = start + 1;
    for (;;) {
      const code = text.charCodeAt(index);
      if (code === QUOTE) break;
      if (code === BACKSLASH) {
        escaped = true;
        if (!isEscape(text, index)) this.reportEscape(index);
        index += 2;
      } else if (code > 0x1f) index++;
      else if (code === LINE_FEED || code === CARRIAGE_RETURN) {
        multiline = true;
        index++;
      } else if (index >= text.length) return this.unclosedString(start);
      else index++;
    }
    if (index >= text.length) return this.unclosedString(start);
    if (multiline && !this.isDelimited(index + 1)) return this.unclosedString(start);
    this.position = index + 1;
    return this.stringNode(start, index + 1, escaped, index);
  }

  private stringNode(start: number, end: number, escaped: boolean, contentEnd: number): JsonString {
    return { kind: 'string', source: this.source, start, end, escaped, contentEnd };
  }

  private reportEscape(backslash: number): void {
    const found = this.text.slice(backslash, backslash + 2);
    this.report(
      'invalid-escape',
      backslash,
      backslash + 2,
      `\`${found}\` is not an escape that JSON knows`,
      'Write `\\\\` for a backslash.',
    );
  }

  /** Takes a string without its closing quote to end with its line, before a comma that ends the line. */
  private unclosedString(start: number): JsonString {
    const { text } = this;
    let end = this.endOfLine(start);
    while (end > start + 1 && isBlank(text.charCodeAt(end - 1))) end--;
    if (end > start + 1 && text.charCodeAt(end - 1) === COMMA) end--;
    this.position = end;
    this.report('unclosed-string', start, end, 'This string has no closing `"`', 'Close it with `"`.');
    return this.stringNode(start, end, text.slice(start, end).includes('\\'), end);
  }

  /** Whether what follows at an offset may follow a string: a delimiter, a comment or the end. */
  private isDelimited(from: number): boolean {
    let index = from;
    while (isBlank(this.text.charCodeAt(index))) index++;
    const code = this.text.charCodeAt(index);
    return index >= this.text.length || code === COLON || code === SLASH || isSeparator(code);
  }

  isNumberStart(code: number): boolean {
    return (code >= DIGIT_0 && code <= DIGIT_9) || code === MINUS;
  }

  /** A number; null, reported and skipped, where the text is not one (`10.0.0.0`, `01`). */
  scanNumber(): JsonLiteral | null {
    const { text, position: start } = this;
    let index = start;
    let integer = 0;
    for (
      let code = text.charCodeAt(index);
      code >= DIGIT_0 && code <= DIGIT_9;
      code = text.charCodeAt(index)
    ) {
      integer = integer * 10 + code - DIGIT_0;
      index++;
    }
    const plain =
      index > start &&
      index - start <= 15 &&
      !isWordPart(text.charCodeAt(index)) &&
      isCanonical(text, start, index);
    if (plain) {
      this.position = index;
      return this.literal('number', start, integer);
    }
    const end = this.endOfWord(start);
    const written = text.slice(start, end);
    this.position = end;
    if (NUMBER.test(written)) return this.literal('number', start, Number(written));
    this.report(
      'invalid-number',
      start,
      end,
      `\`${written.slice(0, 40)}\` is not a number`,
      'Write text in quotes.',
    );
    return null;
  }

  private literal(kind: JsonLiteral['kind'], start: number, value: JsonLiteral['value']): JsonLiteral {
    return { kind, source: this.source, start, end: this.position, value };
  }

  /** `true`, `false` or `null`, or null where none of them stands here. */
  scanWord(): JsonLiteral | null {
    const { position: start } = this;
    const end = this.endOfWord(start);
    if (end - start < 4 || end - start > 5) return null;
    const word = this.text.slice(start, end);
    if (word !== 'true' && word !== 'false' && word !== 'null') return null;
    this.position = end;
    return word === 'null'
      ? this.literal('null', start, null)
      : this.literal('boolean', start, word === 'true');
  }

  endOfWord(from: number): number {
    let index = from;
    while (isWordPart(this.text.charCodeAt(index))) index++;
    return index;
  }

  /** Skips text that is no JSON: to the end of the line, or before a delimiter that something of JSON follows. */
  skipGarbage(): void {
    const { text, position: start } = this;
    const end = this.endOfLine(start);
    let index = start + 1;
    while (index < end && !(isSeparator(text.charCodeAt(index)) && this.isFollowedByJson(index + 1))) index++;
    this.position = index;
    while (this.position > start + 1 && isBlank(text.charCodeAt(this.position - 1))) this.position--;
    if (index === end && this.position > start + 1 && isSeparator(text.charCodeAt(this.position - 1)))
      this.position--;
  }

  private isFollowedByJson(from: number): boolean {
    let index = from;
    while (isBlank(this.text.charCodeAt(index))) index++;
    const code = this.text.charCodeAt(index);
    return (
      index >= this.text.length ||
      code === QUOTE ||
      code === OPEN_BRACE ||
      code === OPEN_BRACKET ||
      isSeparator(code)
    );
  }

  /** How a diagnostic calls what stands at the position. */
  describe(): string {
    if (this.isAtEnd()) return 'the end of the file';
    const code = this.peek();
    const end =
      code === QUOTE ? this.text.indexOf('"', this.position + 1) + 1 : this.endOfWord(this.position);
    const shown = this.text.slice(this.position, Math.max(this.position + 1, end));
    const short = shown.length > 40 ? `${shown.slice(0, 40)}…` : shown;
    return `\`${short.replace(/\s+/g, ' ')}\``;
  }
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** No leading zero: `0` itself or a first digit from 1 to 9. */
function isCanonical(text: string, start: number, end: number): boolean {
  return end - start === 1 || text.charCodeAt(start) !== DIGIT_0;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === LINE_FEED || code === CARRIAGE_RETURN || code === 0x09;
}

function isSeparator(code: number): boolean {
  return code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET;
}

/** Letters, digits and what else may stand in a number or a bare word. */
function isWordPart(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= DIGIT_0 && code <= DIGIT_9) ||
    code === 0x2e ||
    code === MINUS ||
    code === 0x2b ||
    code === 0x5f ||
    code === 0x24
  );
}
