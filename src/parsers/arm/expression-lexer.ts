// Tokens of the template language (`concat('a', parameters('b').c[0])`), one at a time. Promises that every step advances or is at the end.
// Refuses to know JSON: it reads decoded text.

export type TokenKind =
  | 'name'
  | 'string'
  | 'number'
  | '('
  | ')'
  | '['
  | ']'
  | ','
  | '.'
  | 'end'
  | 'unclosed-string'
  | 'unknown';

const QUOTE = 0x27;
const MINUS = 0x2d;
const DOT = 0x2e;

/** Stands on one token; `advance` moves to the next. Offsets count in the text that it was given. */
export class ExpressionLexer {
  readonly text: string;
  private readonly limit: number;
  kind: TokenKind = 'end';
  start: number;
  end: number;

  /** Reads from one offset up to another and stands on the first token. */
  constructor(text: string, start: number, limit: number) {
    this.text = text;
    this.start = start;
    this.end = start;
    this.limit = limit;
    this.advance();
  }

  advance(): void {
    const { text, limit } = this;
    let index = this.end;
    while (index < limit && isBlank(text.charCodeAt(index))) index++;
    this.start = index;
    if (index >= limit) {
      this.kind = 'end';
      this.end = limit;
      return;
    }
    const code = text.charCodeAt(index);
    if (isNameStart(code)) this.finish('name', this.endOfName(index + 1));
    else if (code === QUOTE) this.scanString(index + 1);
    else if (isDigit(code) || (code === MINUS && isDigit(text.charCodeAt(index + 1))))
      this.scanNumber(index + 1);
    else this.finish(punctuation(code), index + 1);
  }

  /** The token as written. */
  written(): string {
    return this.text.slice(this.start, this.end);
  }

  /** The value of a string token: without its quotes, doubled quotes as one. */
  stringValue(): string {
    const raw = this.text.slice(this.start + 1, this.end - 1);
    return raw.includes("'") ? raw.replaceAll("''", "'") : raw;
  }

  /** How a diagnostic calls the token. */
  describe(): string {
    if (this.kind === 'end') return 'the end of the expression';
    const written = this.written();
    return `\`${written.length > 40 ? `${written.slice(0, 40)}…` : written}\``;
  }

  private finish(kind: TokenKind, end: number): void {
    this.kind = kind;
    this.end = end;
  }

  private endOfName(from: number): number {
    let index = from;
    while (index < this.limit && isNamePart(this.text.charCodeAt(index))) index++;
    return index;
  }

  private scanString(from: number): void {
    let index = from;
    for (;;) {
      const quote = this.text.indexOf("'", index);
      if (quote < 0 || quote >= this.limit) {
        this.finish('unclosed-string', this.limit);
        return;
      }
      if (quote + 1 >= this.limit || this.text.charCodeAt(quote + 1) !== QUOTE) {
        this.finish('string', quote + 1);
        return;
      }
      index = quote + 2;
    }
  }

  private scanNumber(from: number): void {
    const { text } = this;
    let index = this.endOfDigits(from);
    if (text.charCodeAt(index) === DOT && index + 1 < this.limit && isDigit(text.charCodeAt(index + 1))) {
      index = this.endOfDigits(index + 2);
    }
    const isGlued = index < this.limit && isNameStart(text.charCodeAt(index));
    if (isGlued) this.finish('unknown', this.endOfName(index));
    else this.finish('number', index);
  }

  private endOfDigits(from: number): number {
    let index = from;
    while (index < this.limit && isDigit(this.text.charCodeAt(index))) index++;
    return index;
  }
}

function punctuation(code: number): TokenKind {
  switch (code) {
    case 0x28:
      return '(';
    case 0x29:
      return ')';
    case 0x5b:
      return '[';
    case 0x5d:
      return ']';
    case 0x2c:
      return ',';
    case DOT:
      return '.';
    default:
      return 'unknown';
  }
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Letters, `_` and `$`; letters beyond ASCII too. */
function isNameStart(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    code === 0x5f ||
    code === 0x24 ||
    code > 0xa0
  );
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code);
}
