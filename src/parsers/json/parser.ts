// Text into a tree of JSON (with comments, trailing commas and line ends in strings). Promises to take any text, to end in linear time, and
// that a broken member costs itself: one missing or superfluous token leaves the other members where they were.
// Refuses to know what the text means.

import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Source, Span } from '../../model/source.ts';
import { type Indentation, NO_INDENTATION } from './indentation.ts';
import { Recovery } from './recovery.ts';
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './scanner.ts';
import {
  type JsonArray,
  type JsonMember,
  type JsonNode,
  type JsonObject,
  type JsonString,
  stringValue,
} from './syntax.ts';

export interface JsonDocument {
  /** Null where the text holds no JSON at all. */
  readonly root: JsonNode | null;
  /** In the order of the text. */
  readonly comments: readonly Span[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Up to this many members, keys are compared one by one; beyond, a map is cheaper. */
const FEW_MEMBERS = 12;

const MEMBER_FORM = 'Write a member as `"name": value`.';

/**
 * Parses one text. Where brackets do not match, a second pass takes indentation as a witness of what belongs together, and
 * is preferred unless it finds more to complain about.
 */
export function parseJson(source: Source): JsonDocument {
  const parser = new Parser(source, false);
  const document = parser.parseDocument();
  if (!parser.hasMismatch) return document;
  const indented = new Parser(source, true).parseDocument();
  return indented.diagnostics.length <= document.diagnostics.length ? indented : document;
}

class Parser extends Recovery {
  parseDocument(): JsonDocument {
    const { scanner } = this;
    scanner.skipTrivia();
    let root: JsonNode | null = null;
    if (scanner.isAtEnd()) {
      scanner.report('empty-json', 0, 0, 'This file is empty; expected a JSON value', 'Start with `{`.');
    }
    while (root === null && !scanner.isAtEnd()) {
      const before = scanner.position;
      root = this.parseValue(NO_INDENTATION);
      if (root === null && scanner.position === before) this.skipUnexpected('a JSON value');
      scanner.skipTrivia();
    }
    if (!scanner.isAtEnd()) {
      const { position } = scanner;
      const message = `Expected the end of the file, found ${scanner.describe()}`;
      const hint = 'Remove what follows the first JSON value, or check that no bracket is closed too early.';
      this.hasMismatch = true;
      scanner.report('unexpected-text', position, scanner.endOfLine(position), message, hint);
    }
    return { root, comments: scanner.comments, diagnostics: scanner.diagnostics };
  }

  /**
   * A value at the position. Null with nothing consumed where none starts here, null with something consumed for a value that was reported
   * and skipped. Blanks behind a string are consumed with it.
   */
  private parseValue(around: Indentation, isLaterItem = false): JsonNode | null {
    const { scanner } = this;
    const code = scanner.peek();
    if (code === QUOTE) {
      const string = scanner.scanString();
      scanner.skipTrivia();
      return scanner.peek() === COLON ? this.parseWithoutBrace(string, around, isLaterItem) : string;
    }
    if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (this.isTooDeep()) return this.skipTooDeep();
      const start = scanner.position++;
      const indentation = this.indentationAt(start);
      return code === OPEN_BRACE
        ? this.parseMembers(start, indentation)
        : this.parseItems(start, indentation, []);
    }
    return scanner.isNumberStart(code) ? scanner.scanNumber() : scanner.scanWord();
  }

  /** Members up to the closing brace; the opening one is behind the position. */
  private parseMembers(start: number, indentation: Indentation): JsonObject {
    const { scanner } = this;
    const members: JsonMember[] = [];
    let keys: Map<string, number> | null = null;
    let broken = false;
    this.openObjects++;
    for (;;) {
      scanner.skipTrivia();
      const code = scanner.peek();
      if (code === CLOSE_BRACE && !this.isMisplaced(indentation)) {
        scanner.position++;
        break;
      }
      if (this.startsOutside(code, indentation)) {
        this.reportUnclosed(start, '}');
        broken = true;
        break;
      }
      if (code !== QUOTE) {
        broken = true;
        if (this.recoverInObject(start, code, members, indentation)) break;
        continue;
      }
      const member = this.parseMember(members, indentation);
      if (member === null) {
        broken = true;
        continue;
      }
      if (keys === null && members.length >= FEW_MEMBERS) keys = indexOfKeys(members);
      this.addMember(members, keys, member);
      this.parseComma(member.value.end, 'members');
    }
    this.openObjects--;
    const { source, position: end } = scanner;
    const node = { kind: 'object', source, start, end, members } as const;
    return broken ? { ...node, broken } : node;
  }

  private addMember(members: JsonMember[], keys: Map<string, number> | null, member: JsonMember): void {
    const { key, keySpan } = member;
    const index = keys === null ? indexOfKey(members, key) : (keys.get(key) ?? -1);
    if (index < 0) {
      keys?.set(key, members.length);
      members.push(member);
      return;
    }
    members[index] = member;
    const message = `\`${key}\` occurs twice in this object; the last one counts`;
    this.scanner.report('duplicate-key', keySpan.start, keySpan.end, message, 'Remove one of them.');
  }

  /** A member from its key on; null where it was reported and dropped, with the comma behind it. */
  private parseMember(members: JsonMember[], indentation: Indentation): JsonMember | null {
    const { scanner } = this;
    const key = scanner.scanString();
    scanner.skipTrivia();
    if (scanner.peek() === COLON) {
      scanner.position++;
      scanner.skipTrivia();
      if (scanner.peek() === QUOTE && this.isNextMember(key)) {
        this.reportMissingValue(key);
        return null;
      }
    } else if (!this.recoverColon(key, members)) return null;
    const before = scanner.position;
    const value = this.parseValue(indentation);
    if (value !== null) {
      return { key: stringValue(key), keySpan: key, value };
    }
    if (scanner.position === before) {
      const empty = this.emptyWithoutOpener(key);
      if (empty !== null) return { key: stringValue(key), keySpan: key, value: empty };
      this.recoverValue(key);
    }
    this.parseComma(scanner.position, 'members');
    return null;
  }

  /** Items up to the closing bracket; the opening one is behind the position. */
  private parseItems(start: number, indentation: Indentation, items: JsonNode[]): JsonArray {
    const { scanner } = this;
    let broken = false;
    this.openArrays++;
    for (;;) {
      scanner.skipTrivia();
      const code = scanner.peek();
      if (code === CLOSE_BRACKET && !this.isMisplaced(indentation)) {
        scanner.position++;
        break;
      }
      if (scanner.isAtEnd() || this.startsOutside(code, indentation)) {
        this.reportUnclosed(start, ']');
        broken = true;
        break;
      }
      const before = scanner.position;
      const value = this.parseValue(indentation, items.length > 0);
      if (value !== null) items.push(value);
      else {
        broken = true;
        if (scanner.position === before && this.recoverInArray(start, code, indentation)) break;
      }
      this.parseComma(value?.end ?? scanner.position, 'items');
    }
    this.openArrays--;
    const { source, position: end } = scanner;
    const node = { kind: 'array', source, start, end, items } as const;
    return broken ? { ...node, broken } : node;
  }

  /** Reads the comma between members or items; a missing one is reported where it belongs. */
  private parseComma(end: number, between: 'members' | 'items'): void {
    const { scanner } = this;
    scanner.skipTrivia();
    const code = scanner.peek();
    if (code === COMMA) scanner.position++;
    else if (!this.isMended && this.isValueAhead(code)) {
      const message = `Expected \`,\` between two ${between}, found ${scanner.describe()}`;
      scanner.report('missing-comma', end, end, message, 'Insert a comma.');
    }
    this.isMended = false;
  }

  // What follows mends broken text.

  /**
   * A string in the place of a value that a colon follows is the first key of an object whose brace is missing; after other
   * items rather a key of the object around an array that is not closed (null, with nothing consumed), unless the layout says otherwise.
   */
  private parseWithoutBrace(
    firstKey: JsonString,
    around: Indentation,
    isLaterItem: boolean,
  ): JsonNode | null {
    if (this.isTooDeep()) return firstKey;
    this.scanner.position = firstKey.start;
    if (isLaterItem && this.openObjects > 0 && !this.byIndentation) return null;
    this.reportMismatch('missing-opener', firstKey.start, firstKey.end, 'Expected `{` before this member');
    return this.parseMembers(firstKey.start, this.indentationOfMembers(firstKey.start, around));
  }

  /** What to do with a key that no colon follows: true when its value stands at the position all the same. */
  private recoverColon(key: JsonString, members: JsonMember[]): boolean {
    const { scanner } = this;
    const code = scanner.peek();
    const { position } = scanner;
    if (code === CLOSE_BRACKET || code === COMMA) {
      scanner.position = key.start;
      if (this.isListAhead() && this.takeAsArray(members)) return false;
      scanner.position = position;
    }
    const name = stringValue(key).slice(0, 40);
    const message = `Expected \`:\` after \`${name}\`, found ${scanner.describe()}`;
    scanner.report('missing-colon', key.start, key.end, message, MEMBER_FORM);
    if (code === QUOTE) return !this.isKeyAhead();
    if (this.isValueAhead(code)) return true;
    if (code === COMMA) scanner.position++;
    return false;
  }

  /** A closing bracket behind a colon, on the line of a member that stands on a line of its own: `"a": }` was `"a": {}`. */
  private emptyWithoutOpener(key: JsonString): JsonObject | JsonArray | null {
    const { scanner } = this;
    const { position: start, source } = scanner;
    const code = scanner.peek();
    if ((code !== CLOSE_BRACE && code !== CLOSE_BRACKET) || !this.isOnLineOf(key)) return null;
    const opener = code === CLOSE_BRACE ? '{' : '[';
    this.reportMismatch(
      'missing-opener',
      start,
      start + 1,
      `Expected \`${opener}\` before ${scanner.describe()}`,
    );
    const end = ++scanner.position;
    return code === CLOSE_BRACE
      ? { kind: 'object', source, start, end, members: [] }
      : { kind: 'array', source, start, end, items: [] };
  }

  private recoverValue(key: JsonString): void {
    const { scanner } = this;
    const code = scanner.peek();
    const isMissing = code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || scanner.isAtEnd();
    if (isMissing) this.reportMissingValue(key);
    else this.skipUnexpected(`a value of \`${stringValue(key).slice(0, 40)}\``);
  }

  /** Handles what is neither a key nor the end of an object. True when the object ends here. */
  private recoverInObject(
    start: number,
    code: number,
    members: JsonMember[],
    indentation: Indentation,
  ): boolean {
    const { scanner } = this;
    if (
      scanner.isAtEnd() ||
      (code === CLOSE_BRACE && this.isLeftOf(indentation)) ||
      (code === CLOSE_BRACKET && this.openArrays > 0 && !this.isRightOf(indentation))
    ) {
      this.reportUnclosed(start, '}');
      return true;
    }
    if (
      code === CLOSE_BRACKET ||
      code === OPEN_BRACE ||
      code === OPEN_BRACKET ||
      scanner.isNumberStart(code)
    ) {
      if (this.takeAsArray(members)) return false;
    }
    if (code === COLON || code === OPEN_BRACE || code === OPEN_BRACKET) this.skipKeyless(code, indentation);
    else this.skipUnexpected('a member or `}`');
    return false;
  }

  /** Skips a value that has no key, with or without its colon. */
  private skipKeyless(code: number, indentation: Indentation): void {
    const { scanner } = this;
    const start = scanner.position;
    const message = `Expected a name in quotes, found ${scanner.describe()}`;
    scanner.report('missing-key', start, start + 1, message, MEMBER_FORM);
    if (code === COLON) {
      scanner.position++;
      scanner.skipTrivia();
    }
    this.parseValue(indentation);
    this.parseComma(scanner.position, 'members');
  }

  /**
   * Values where a key is expected are the rest of an array whose bracket is missing: the last member's value is its first item.
   * False, with nothing consumed, where there is no such member or the layout speaks against it.
   */
  private takeAsArray(members: JsonMember[]): boolean {
    const last = members.at(-1);
    if (last === undefined) return false;
    const { scanner } = this;
    const { position } = scanner;
    const { key, keySpan, value } = last;
    const indentation = this.indentationAt(keySpan.start);
    if (this.startsOutside(scanner.peek(), indentation) || this.isLeftOf(indentation)) return false;
    this.reportMismatch(
      'missing-opener',
      value.start,
      value.start + 1,
      'Expected `[` before the first of these values',
    );
    members.pop();
    members.push({ key, keySpan, value: this.parseItems(value.start, indentation, [value]) });
    this.parseComma(scanner.position, 'members');
    return scanner.position > position;
  }

  /** Handles what is neither an item nor the end of an array. True when the array ends here. */
  private recoverInArray(start: number, code: number, indentation: Indentation): boolean {
    const endsHere =
      code === QUOTE || code === CLOSE_BRACKET || (code === CLOSE_BRACE && this.openObjects > 0);
    if (endsHere && !this.isRightOf(indentation)) {
      this.reportUnclosed(start, ']');
      return true;
    }
    this.skipUnexpected('an item or `]`');
    return false;
  }
}

function indexOfKey(members: readonly JsonMember[], key: string): number {
  for (let index = 0; index < members.length; index++) if (members[index]!.key === key) return index;
  return -1;
}

function indexOfKeys(members: readonly JsonMember[]): Map<string, number> {
  return new Map(members.map((member, index) => [member.key, index]));
}
