// What the layout of a text says about where its objects and arrays end. Asked only about texts whose brackets do not match.

import { positionAt, type Source } from '../../model/source.ts';

/** A closing bracket that starts a line stands between these columns, keys and items deeper than the first of them. */
export interface Indentation {
  readonly least: number;
  readonly most: number;
}

/** Of a text whose layout is not a witness. */
export const NO_INDENTATION: Indentation = { least: -1, most: Number.MAX_SAFE_INTEGER };

export class Layout {
  private readonly source: Source;
  private line = 0;
  private lineIndent = 0;

  constructor(source: Source) {
    this.source = source;
  }

  /** Whether only blanks stand before this offset on its line. */
  startsLine(offset: number): boolean {
    const { text } = this.source;
    let index = offset - 1;
    while (text.charCodeAt(index) === 0x20 || text.charCodeAt(index) === 0x09) index--;
    return index < 0 || text.charCodeAt(index) === 0x0a || text.charCodeAt(index) === 0x0d;
  }

  /** Counted from 0. */
  columnOf(offset: number): number {
    return positionAt(this.source, offset).column - 1;
  }

  /** How many blanks the line of an offset starts with. */
  indentOfLine(offset: number): number {
    const { line, column } = positionAt(this.source, offset);
    if (line !== this.line) {
      const { text } = this.source;
      const start = offset - column + 1;
      let index = start;
      while (text.charCodeAt(index) === 0x20 || text.charCodeAt(index) === 0x09) index++;
      this.line = line;
      this.lineIndent = index - start;
    }
    return this.lineIndent;
  }

  /** Of an object or array that opens here. */
  at(opener: number): Indentation {
    const column = this.indentOfLine(opener);
    return { least: column, most: column };
  }

  /** Of an object without its brace, whose first key stands here. */
  ofMembers(firstKey: number, around: Indentation): Indentation {
    const most = this.columnOf(firstKey) - 1;
    return { least: Math.min(around.least + 1, most), most };
  }
}
