// Bicep text into tokens. Promises to end for every input, to cover the text without overlaps, and that every string
// piece which starts also ends. Comments and pragmas are set aside; line breaks with nothing but comments between
// them are one `newline`. Refuses to know grammar, but tells whether the brackets match.

import type { Diagnostic } from '../../model/diagnostic.ts';
import { type Source, span } from '../../model/source.ts';
import {
  isDigit,
  isIdentifierPart,
  isIdentifierStart,
  isKeyword,
  isLineEnd,
  pairOf,
  runLength,
  singleOf,
  wordEnd,
} from './characters.ts';
import type { Comment, Pragma } from './syntax.ts';
import type { TokenKind, Tokens } from './tokens.ts';

export function tokenize(source: Source): Tokens {
  const lexer = new Lexer(source);
  lexer.run();
  return lexer;
}

/** What is open around the scanner: brackets, and the holes of strings with the number of `$` that opens them. */
type Opening =
  | { readonly kind: '{' | '[' | '('; readonly start: number }
  | { readonly kind: 'hole'; readonly start: number; readonly dollars: number };

const pragmaNames: ReadonlySet<string> = new Set([
  'disable-next-line',
  'disable-diagnostics',
  'restore-diagnostics',
]);

class Lexer implements Tokens {
  readonly kinds: TokenKind[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly unterminated = new Set<number>();
  readonly comments: Comment[] = [];
  readonly pragmas: Pragma[] = [];
  readonly diagnostics: Diagnostic[] = [];
  balanced = true;

  private readonly source: Source;
  private readonly text: string;
  private at = 0;
  private readonly open: Opening[] = [];
  /** How many of the openings are holes, and how many are holes or braces. */
  private holes = 0;
  private braces = 0;

  constructor(source: Source) {
    this.source = source;
    this.text = source.text;
  }

  run(): void {
    const { text } = this;
    const { length } = text;
    if (text.charCodeAt(0) === 0xfeff) this.at = 1;
    while (this.at < length) {
      const code = text.charCodeAt(this.at);
      if (code === 32 || code === 9) this.at++;
      else if (isIdentifierStart(code)) this.identifier();
      else if (code === 10 || code === 13) this.newline();
      else if (isDigit(code)) this.integer();
      else this.symbol(code);
    }
    while (this.holes > 0) this.closeHoles();
    if (this.open.length > 0) this.balanced = false;
    this.push('end', length, length);
  }

  private push(kind: TokenKind, start: number, end: number): void {
    this.kinds.push(kind);
    this.starts.push(start);
    this.ends.push(end);
    this.at = end;
  }

  private report(code: string, message: string, hint: string, start: number, end: number): void {
    const place = span(this.source, start, end);
    this.diagnostics.push({ code, severity: 'error', message, hint, span: place });
  }

  private identifier(): void {
    const { text } = this;
    const start = this.at;
    let end = start + 1;
    while (isIdentifierPart(text.charCodeAt(end))) end++;
    this.push(isKeyword(text, start, end - start) ? 'keyword' : 'identifier', start, end);
  }

  private integer(): void {
    let end = this.at + 1;
    while (isDigit(this.text.charCodeAt(end))) end++;
    this.push('integer', this.at, end);
  }

  private newline(): void {
    if (this.holes > 0 && this.closeHoles()) return;
    const last = this.kinds.length - 1;
    const end = this.at + 1;
    if (last >= 0 && this.kinds[last] === 'newline') {
      this.ends[last] = end;
      this.at = end;
    } else this.push('newline', this.at, end);
  }

  /**
   * A hole ends with its line. Ends the strings on this line; a multi-line string goes on with the next line,
   * and then the answer is true because the scanner has moved.
   */
  private closeHoles(): boolean {
    const line = this.at;
    let first = line;
    while (this.holes > 0) {
      const opening = this.open.pop()!;
      if (opening.kind !== 'hole') {
        if (opening.kind === '{') this.braces--;
        continue;
      }
      this.holes--;
      this.braces--;
      first = opening.start;
      if (opening.dollars > 0) {
        if (line < this.text.length) this.unterminatedString(first, line);
        this.multilinePiece(line, line, opening.dollars, opening.start, false);
        return true;
      }
      this.unterminated.add(this.kinds.length);
      this.push('stringEnd', line, line);
    }
    this.unterminatedString(first, line);
    return false;
  }

  private unterminatedString(start: number, end: number): void {
    const message = "Found the end of the line inside a string, expected `'`";
    const hint = "Close the string on this line, or use `'''` for text over several lines";
    this.reportString(message, hint, start, end);
  }

  /** One report per end: a string left open inside another string's hole is the same mistake. */
  private reportString(message: string, hint: string, start: number, end: number): void {
    const last = this.diagnostics.at(-1);
    if (last?.code === 'unterminated-string' && last.span?.end === end) this.diagnostics.pop();
    this.report('unterminated-string', message, hint, start, end);
  }

  private symbol(code: number): void {
    const { text, at } = this;
    const next = text.charCodeAt(at + 1);
    switch (code) {
      case 39: // '
        if (next === 39 && text.charCodeAt(at + 2) === 39) this.multilinePiece(at, at + 3, 0, at, true);
        else this.linePiece(at, at + 1, at, true);
        return;
      case 123: // {
        this.openBracket('{');
        return;
      case 125: // }
        this.closeBrace();
        return;
      case 91: // [
        this.openBracket('[');
        return;
      case 93: // ]
        this.closeBracket(']', '[');
        return;
      case 40: // (
        this.openBracket('(');
        return;
      case 41: // )
        this.closeBracket(')', '(');
        return;
      case 47: // /
        if (next === 47) this.lineComment();
        else if (next === 42) this.blockComment();
        else this.push('/', at, at + 1);
        return;
      case 36: // $
        this.dollar();
        return;
      case 35: // #
        if (!this.pragma()) this.push('unknown', at, at + 1);
        return;
      default:
        this.operator(code, next);
    }
  }

  private operator(code: number, next: number): void {
    const { at } = this;
    if (code === 46 && next === 46 && this.text.charCodeAt(at + 2) === 46) {
      this.push('...', at, at + 3);
      return;
    }
    const pair = pairOf(code, next);
    if (pair) {
      this.push(pair, at, at + 2);
      return;
    }
    const single = singleOf(code);
    if (single) this.push(single, at, at + 1);
    else this.unknown();
  }

  /** A string in double quotes, or a run of characters beyond ASCII, is one token: it is one mistake. */
  private unknown(): void {
    const { text, at } = this;
    let end = at + 1;
    if (text.charCodeAt(at) === 34) {
      while (text.charCodeAt(end) !== 34 && !isLineEnd(text.charCodeAt(end))) end++;
      end = text.charCodeAt(end) === 34 ? end + 1 : at + 1;
    } else if (text.charCodeAt(at) > 127) while (text.charCodeAt(end) > 127) end++;
    this.push('unknown', at, end);
  }

  private openBracket(kind: '{' | '[' | '('): void {
    this.open.push({ kind, start: this.at });
    if (kind === '{') this.braces++;
    this.push(kind, this.at, this.at + 1);
  }

  private closeBracket(kind: ']' | ')', opener: '[' | '('): void {
    if (this.open.at(-1)?.kind === opener) this.open.pop();
    else this.balanced = false;
    this.push(kind, this.at, this.at + 1);
  }

  /** `}` ends a hole or an object, whichever is innermost; brackets left open inside are given up. */
  private closeBrace(): void {
    const { at } = this;
    let opening: Opening | undefined;
    let skipped = false;
    if (this.braces > 0) {
      opening = this.open.pop()!;
      while (opening.kind === '[' || opening.kind === '(') {
        skipped = true;
        opening = this.open.pop()!;
      }
      this.braces--;
    }
    if (opening?.kind === 'hole') {
      this.holes--;
      if (opening.dollars > 0) this.multilinePiece(at, at + 1, opening.dollars, opening.start, false);
      else this.linePiece(at, at + 1, opening.start, false);
      return;
    }
    if (!opening || skipped) this.balanced = false;
    this.push('}', at, at + 1);
  }

  private openHole(dollars: number, start: number): void {
    this.open.push({ kind: 'hole', start, dollars });
    this.holes++;
    this.braces++;
  }

  /** The piece of a one-line string from `start`, whose text begins at `from`; the string itself began at `opened`. */
  private linePiece(start: number, from: number, opened: number, first: boolean): void {
    const { text } = this;
    for (let end = from; ; end++) {
      const code = text.charCodeAt(end);
      if (code === 39) {
        this.push(first ? 'string' : 'stringEnd', start, end + 1);
        return;
      }
      if (code === 36 && text.charCodeAt(end + 1) === 123) {
        this.push(first ? 'stringStart' : 'stringMiddle', start, end + 2);
        this.openHole(0, opened);
        return;
      }
      if (code === 92 && !isLineEnd(text.charCodeAt(end + 1))) end++;
      else if (isLineEnd(code)) {
        this.unterminated.add(this.kinds.length);
        this.push(first ? 'string' : 'stringEnd', start, end);
        this.unterminatedString(opened, end);
        return;
      }
    }
  }

  /** The same for a string between `'''`; `dollars` is the number of `$` before `{` that opens a hole, 0 for none. */
  private multilinePiece(start: number, from: number, dollars: number, opened: number, first: boolean): void {
    const { text } = this;
    const { length } = text;
    let end = from;
    while (end < length) {
      const code = text.charCodeAt(end);
      const run = code === 39 || code === 36 ? runLength(text, end, code) : 1;
      end += run;
      if (code === 39 && run >= 3) {
        this.push(first ? 'string' : 'stringEnd', start, end);
        return;
      }
      if (code === 36 && dollars > 0 && run >= dollars && text.charCodeAt(end) === 123) {
        this.push(first ? 'stringStart' : 'stringMiddle', start, end + 1);
        this.openHole(dollars, opened);
        return;
      }
    }
    this.unterminated.add(this.kinds.length);
    this.push(first ? 'string' : 'stringEnd', start, length);
    const message = "Found the end of the file inside a multi-line string, expected `'''`";
    this.reportString(message, "Close the string with `'''`", opened, length);
  }

  /** `$'''` starts a multi-line string with holes; any other `$` is no token. */
  private dollar(): void {
    const { text, at } = this;
    const run = runLength(text, at, 36);
    if (text.startsWith("'''", at + run)) this.multilinePiece(at, at + run + 3, run, at, true);
    else this.push('unknown', at, at + run);
  }

  private lineComment(): void {
    const { text } = this;
    let end = this.at + 2;
    while (!isLineEnd(text.charCodeAt(end))) end++;
    this.comments.push({ span: span(this.source, this.at, end) });
    this.at = end;
  }

  private blockComment(): void {
    const { at } = this;
    const close = this.text.indexOf('*/', at + 2);
    const end = close < 0 ? this.text.length : close + 2;
    if (close < 0) {
      const hint = 'Close the comment with `*/`';
      this.report(
        'unterminated-comment',
        'Found the end of the file inside a comment, expected `*/`',
        hint,
        at,
        end,
      );
    }
    this.comments.push({ span: span(this.source, at, end) });
    this.at = end;
  }

  /** `#disable-next-line code …` and its like, alone on a line. */
  private pragma(): boolean {
    const { text, at } = this;
    let before = at - 1;
    while (text.charCodeAt(before) === 32 || text.charCodeAt(before) === 9) before--;
    if (before >= 0 && !isLineEnd(text.charCodeAt(before))) return false;
    const nameEnd = wordEnd(text, at + 1);
    const name = text.slice(at + 1, nameEnd);
    if (!pragmaNames.has(name)) return false;
    const codes: string[] = [];
    let end = nameEnd;
    for (;;) {
      let start = end;
      while (text.charCodeAt(start) === 32 || text.charCodeAt(start) === 9) start++;
      const codeEnd = wordEnd(text, start);
      if (codeEnd === start) break;
      codes.push(text.slice(start, codeEnd));
      end = codeEnd;
    }
    if (codes.length === 0) {
      const hint = `Name what is meant, as in \`#${name} no-unused-params\``;
      this.report('missing-pragma-codes', `\`#${name}\` names no diagnostic code`, hint, at, end);
    }
    this.pragmas.push({ name, codes, span: span(this.source, at, end) });
    this.at = end;
    return true;
  }
}
