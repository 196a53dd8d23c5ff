// The parser's place in the tokens: what stands here, what stood before, what has been reported, how deep it is.
// Promises one diagnostic per place and a bounded height of every tree. Refuses to know what is being parsed.

import type { Diagnostic, DiagnosticSeverity } from '../../model/diagnostic.ts';
import { type Source, type Span, span } from '../../model/source.ts';
import type { Block } from './blocks.ts';
import type { Decorator } from './syntax.ts';
import type { TokenKind, Tokens } from './tokens.ts';

/** What can be wrong with the text of a Bicep file. */
export type BicepSyntaxCode =
  | 'unexpected-token'
  | 'unclosed-bracket'
  | 'unmatched-bracket'
  | 'unknown-statement'
  | 'misplaced-statement'
  | 'missing-declaration'
  | 'misplaced-literal'
  | 'unterminated-string'
  | 'unterminated-comment'
  | 'invalid-escape'
  | 'missing-pragma-codes'
  | 'number-too-large'
  | 'too-deep'
  | 'too-many-mistakes';

/** No tree is higher than this many expressions, types or bodies in each other. */
export const maxHeight = 256;

export class Cursor {
  readonly source: Source;
  readonly text: string;
  readonly tokens: Tokens;
  readonly parameterFile: boolean;
  readonly diagnostics: Diagnostic[] = [];

  /** The row of the token here, its kind and its offsets. */
  index = 0;
  kind: TokenKind;
  start: number;
  /** Where the last token that is not a line break ended. */
  lastEnd = 0;
  /** The column, from 0, of the first token on the line that is being read. */
  lineIndent = 0;
  /** The column of the innermost item or statement that is the first on its line. */
  itemIndent = 0;
  /** The innermost block being read. */
  block: Block | null = null;
  /** How many expressions, types and bodies are being read. */
  depth = 0;
  /** The greatest depth that any part of what was last read will have in its tree. */
  reach = 0;
  /** True inside a string's hole, where the language has no object and array literals. */
  inHole = false;
  /** How many brackets of each kind are being read. */
  readonly open = { '}': 0, ']': 0, ')': 0, '>': 0 };
  /** True where indentation has to tell which bracket is missing: they do not match and the file is indented. */
  readonly ragged: boolean;
  /** Decorators that turned out to belong to the statement after an unclosed bracket. */
  pendingDecorators: Decorator[] = [];

  private reportedAt = -1;
  private deepReported = false;

  constructor(source: Source, tokens: Tokens, parameterFile: boolean) {
    this.source = source;
    this.text = source.text;
    this.tokens = tokens;
    this.parameterFile = parameterFile;
    this.kind = tokens.kinds[0]!;
    this.start = tokens.starts[0]!;
    this.ragged = !tokens.balanced && isIndented(tokens);
    if (this.kind !== 'newline') this.lineIndent = this.start;
  }

  advance(): void {
    const { kinds, starts, ends } = this.tokens;
    if (this.kind === 'end') return;
    const next = this.index + 1;
    if (this.kind === 'newline') this.lineIndent = starts[next]! - ends[this.index]!;
    else this.lastEnd = ends[this.index]!;
    this.index = next;
    this.kind = kinds[next]!;
    this.start = starts[next]!;
  }

  /** The same as comparing `kind`, for places where the compiler believes that it has not changed. */
  is(kind: TokenKind): boolean {
    return this.kind === kind;
  }

  /** Reads the token if it is of this kind. */
  accept(kind: TokenKind): boolean {
    if (this.kind !== kind) return false;
    this.advance();
    return true;
  }

  skipNewline(): boolean {
    return this.accept('newline');
  }

  /** The end of the token here. */
  get end(): number {
    return this.tokens.ends[this.index]!;
  }

  kindAt(offset: number): TokenKind {
    return this.tokens.kinds[this.index + offset] ?? 'end';
  }

  textAt(offset: number): string {
    const row = this.index + offset;
    return this.text.slice(this.tokens.starts[row], this.tokens.ends[row]);
  }

  /** True if the token is the first on its line. */
  get atLineStart(): boolean {
    return this.index === 0 || this.tokens.kinds[this.index - 1] === 'newline';
  }

  /** True if the token here is this word; keywords of Bicep are words that have a meaning in their place only. */
  isWord(word: string, offset = 0): boolean {
    const row = this.index + offset;
    const { kinds, starts, ends } = this.tokens;
    if (kinds[row] !== 'identifier' || ends[row]! - starts[row]! !== word.length) return false;
    return this.text.startsWith(word, starts[row]);
  }

  acceptWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.advance();
    return true;
  }

  /** From an offset to the end of what was last read, or empty there. */
  spanFrom(start: number): Span {
    return span(this.source, start, Math.max(this.lastEnd, start));
  }

  /** The empty place where something is missing: behind what was last read. */
  emptySpan(): Span {
    return span(this.source, this.lastEnd, this.lastEnd);
  }

  /** The token here, for a diagnostic; empty behind the last token where the line or the file ends. */
  private foundSpan(): Span {
    if (this.kind === 'newline' || this.kind === 'end') return this.emptySpan();
    return span(this.source, this.start, this.end);
  }

  /** How a person would name the token here; the text of a string may be a secret. */
  found(): string {
    switch (this.kind) {
      case 'end':
        return 'the end of the file';
      case 'newline':
        return 'the end of the line';
      case 'string':
      case 'stringStart':
        return 'a string';
      case 'stringMiddle':
      case 'stringEnd':
        return 'the end of the string hole';
      default: {
        const text = this.textAt(0);
        if (text.startsWith('"')) return 'a string in double quotes';
        return text.length > 40 ? `\`${text.slice(0, 40)}…\`` : `\`${text}\``;
      }
    }
  }

  /** Reports unless something has been reported at this token already. */
  report(
    code: BicepSyntaxCode,
    message: string,
    hint: string,
    place: Span = this.foundSpan(),
    severity: DiagnosticSeverity = 'error',
  ): void {
    if (this.reportedAt === this.index) return;
    this.reportedAt = this.index;
    this.diagnostics.push({ code, severity, message, hint, span: place });
  }

  /** Reports that something else stands here than was expected. */
  unexpected(expected: string, hint: string, severity: DiagnosticSeverity = 'error'): void {
    this.report(
      'unexpected-token',
      `Found ${this.found()}, expected ${expected}`,
      hint,
      this.foundSpan(),
      severity,
    );
  }

  /** Reads the token or reports that it is missing. */
  expect(kind: TokenKind, hint: string): boolean {
    if (this.accept(kind)) return true;
    this.unexpected(`\`${kind}\``, hint);
    return false;
  }

  /** Takes one step down; false where the tree would become too high, which is reported once per statement. */
  enter(): boolean {
    this.depth++;
    if (this.depth > this.reach) this.reach = this.depth;
    if (this.depth <= maxHeight) return true;
    this.reportDeep();
    return false;
  }

  leave(): void {
    this.depth--;
  }

  reportDeep(): void {
    if (this.deepReported) return;
    this.deepReported = true;
    const message = `Found more than ${maxHeight} expressions in each other, expected at most ${maxHeight}`;
    this.diagnostics.push({
      code: 'too-deep',
      severity: 'error',
      message,
      hint: 'Move an inner part to a variable of its own',
      span: this.foundSpan(),
    });
  }

  startStatement(): void {
    this.itemIndent = this.lineIndent;
    this.deepReported = false;
    this.reach = this.depth;
  }
}

/**
 * True if most lines that follow an opening bracket are indented deeper than the line with the bracket, and most
 * closing brackets less deep than the line before.
 */
function isIndented(tokens: Tokens): boolean {
  const { kinds, starts, ends } = tokens;
  let deeper = 0;
  let others = 0;
  let indent = 0;
  for (let row = 1; row < kinds.length; row++) {
    if (kinds[row - 1] !== 'newline') continue;
    const column = starts[row]! - ends[row - 1]!;
    const before = row > 1 ? kinds[row - 2] : undefined;
    const closes = kinds[row] === '}' || kinds[row] === ']';
    const opens = before === '{' || before === '[';
    if (closes !== opens) {
      if (closes ? column < indent : column > indent) deeper++;
      else others++;
    }
    indent = column;
  }
  return deeper > others;
}
