// What the parser of JSON knows of broken text: how to look ahead, what the layout says, how to skip and what to report.
// Builds no nodes.

import type { Source, Span } from '../../model/source.ts';
import { type Indentation, Layout, NO_INDENTATION } from './indentation.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  Scanner,
} from './scanner.ts';
import { type JsonString, stringValue } from './syntax.ts';

/** Objects and arrays nested deeper than this are skipped with a diagnostic. */
export const MAX_DEPTH = 500;

/** So many strings are read ahead to tell an array without its bracket from keys without values. */
const LIST_AHEAD = 50;

export class Recovery {
  protected readonly scanner: Scanner;
  private readonly layout: Layout;
  /** Whether the layout decides where unclosed objects and arrays end. */
  protected readonly byIndentation: boolean;
  protected openObjects = 0;
  protected openArrays = 0;
  /** Whether the last thing reported explains a missing comma. */
  protected isMended = false;
  /** Whether brackets were missing or superfluous. */
  hasMismatch = false;

  constructor(source: Source, byIndentation: boolean) {
    this.scanner = new Scanner(source);
    this.layout = new Layout(source);
    this.byIndentation = byIndentation;
  }

  /** Whether the string at the position is not the value of this key but the next key: it has a colon, and its line is no deeper. */
  protected isNextMember(key: Span): boolean {
    const { layout, scanner } = this;
    const { position } = scanner;
    if (!layout.startsLine(position) || layout.columnOf(position) > layout.indentOfLine(key.start))
      return false;
    return this.isKeyAhead();
  }

  protected isKeyAhead(): boolean {
    const { scanner } = this;
    return scanner.lookAhead(() => {
      scanner.scanString();
      scanner.skipTrivia();
      return scanner.peek() === COLON;
    });
  }

  /** Whether a value starts with this character at the position. */
  protected isValueAhead(code: number): boolean {
    const { scanner } = this;
    if (code === QUOTE || code === OPEN_BRACE || code === OPEN_BRACKET || scanner.isNumberStart(code))
      return true;
    return scanner.lookAhead(() => scanner.scanWord() !== null);
  }

  /** Whether strings separated by commas follow, and then `]` or an item that is no string. */
  protected isListAhead(): boolean {
    const { scanner } = this;
    return scanner.lookAhead(() => {
      for (let count = 0; count < LIST_AHEAD && scanner.peek() === QUOTE; count++) {
        scanner.scanString();
        scanner.skipTrivia();
        if (scanner.peek() !== COMMA) return scanner.peek() === CLOSE_BRACKET;
        scanner.position++;
        scanner.skipTrivia();
      }
      return scanner.peek() !== QUOTE && this.isValueAhead(scanner.peek());
    });
  }

  /** Reports and skips what has no place here. */
  protected skipUnexpected(expected: string): void {
    const { scanner } = this;
    const start = scanner.position;
    const message = `Expected ${expected}, found ${scanner.describe()}`;
    const code = scanner.peek();
    this.isMended = true;
    if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      scanner.position++;
      this.reportMismatch('unexpected-closer', start, start + 1, message);
      return;
    }
    if (code === COMMA || code === COLON) scanner.position++;
    else scanner.skipGarbage();
    scanner.report('unexpected-text', start, scanner.position, message);
  }

  protected isTooDeep(): boolean {
    return this.openObjects + this.openArrays >= MAX_DEPTH;
  }

  /** Skips a too deeply nested value up to its closing bracket, in a loop of its own. */
  protected skipTooDeep(): null {
    const { scanner } = this;
    const start = scanner.position;
    let depth = 0;
    do {
      const code = scanner.peek();
      if (code === QUOTE) scanner.scanString();
      else {
        if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
        else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
        scanner.position++;
      }
      scanner.skipTrivia();
    } while (depth > 0 && !scanner.isAtEnd());
    const message = `Objects and arrays are nested deeper than ${MAX_DEPTH} here; what lies deeper is not read`;
    scanner.report('too-deep', start, start + 1, message);
    return null;
  }

  protected reportMissingValue(key: JsonString): void {
    const message = `\`${stringValue(key).slice(0, 40)}\` has no value`;
    this.scanner.report('missing-value', key.start, key.end, message, 'Write a value after `:`.');
  }

  protected reportUnclosed(start: number, closer: '}' | ']'): void {
    const found = this.scanner.describe();
    const message = `Expected \`${closer}\` before ${found}, for what opens here`;
    this.reportMismatch('unclosed', start, start + 1, message);
  }

  protected reportMismatch(
    code: 'unclosed' | 'missing-opener' | 'unexpected-closer',
    start: number,
    end: number,
    message: string,
  ): void {
    this.hasMismatch = true;
    this.isMended = true;
    this.scanner.report(code, start, end, message, 'Check that every bracket has its counterpart.');
  }

  /** Whether this key starts a line, on which the position is too. */
  protected isOnLineOf(key: Span): boolean {
    const { layout, scanner } = this;
    return this.byIndentation && layout.startsLine(key.start) && !layout.startsLine(scanner.position);
  }

  protected indentationAt(opener: number): Indentation {
    return this.byIndentation ? this.layout.at(opener) : NO_INDENTATION;
  }

  protected indentationOfMembers(firstKey: number, around: Indentation): Indentation {
    return this.byIndentation ? this.layout.ofMembers(firstKey, around) : NO_INDENTATION;
  }

  /** Whether the closing bracket at the position starts a line at a column where none of this object or array would stand. */
  protected isMisplaced(indentation: Indentation): boolean {
    return this.byIndentation && (this.isLeftOf(indentation) || this.isRightOf(indentation));
  }

  protected isLeftOf({ least }: Indentation): boolean {
    const { layout, scanner } = this;
    return (
      this.byIndentation && layout.startsLine(scanner.position) && layout.columnOf(scanner.position) < least
    );
  }

  protected isRightOf({ most }: Indentation): boolean {
    const { layout, scanner } = this;
    return (
      this.byIndentation && layout.startsLine(scanner.position) && layout.columnOf(scanner.position) > most
    );
  }

  /** Whether what stands at the position starts a line that is indented no deeper than the object or array that it would belong to. */
  protected startsOutside(code: number, { least }: Indentation): boolean {
    const { layout, scanner } = this;
    if (!this.byIndentation || code === CLOSE_BRACE || code === CLOSE_BRACKET) return false;
    if (this.openObjects + this.openArrays <= 1) return false;
    return layout.startsLine(scanner.position) && layout.columnOf(scanner.position) <= least;
  }
}
