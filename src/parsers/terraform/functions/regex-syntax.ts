// Regular expressions as Go's regexp package (RE2) reads them, to a tree. Refuses to know how they are matched.
// Syntax: github.com/google/re2/wiki/Syntax, as implemented by regexp/syntax with Perl flags.

import { type CharacterSet, characterClass, perlClass, unicodeClass } from './regex-classes.ts';
import { accept, type Cursor, PatternError, parseEscapedCharacter } from './regex-cursor.ts';

export type RegexNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'characters'; readonly set: CharacterSet }
  | { readonly kind: 'assertion'; readonly where: Assertion }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  | {
      readonly kind: 'repeat';
      readonly of: RegexNode;
      readonly least: number;
      readonly most: number;
      readonly greedy: boolean;
    }
  | { readonly kind: 'capture'; readonly of: RegexNode; readonly index: number };

export type Assertion = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word-edge' | 'no-word-edge';

export interface Regex {
  readonly root: RegexNode;
  /** One for each group: its name, or null. */
  readonly groups: readonly (string | null)[];
}

interface Flags {
  readonly fold: boolean;
  readonly lines: boolean;
  readonly dotAll: boolean;
  readonly lazy: boolean;
}

interface Reader extends Cursor {
  flags: Flags;
  depth: number;
  readonly groups: (string | null)[];
}

const DEEPEST_PATTERN = 250;
const MOST_REPEATS = 1000;

/** The tree of a pattern, or what is wrong with it. */
export function parseRegex(text: string): Regex | PatternError {
  const flags: Flags = { fold: false, lines: false, dotAll: false, lazy: false };
  const reader: Reader = { text, at: 0, flags, depth: 0, groups: [] };
  try {
    const root = parseChoice(reader);
    if (reader.at < text.length) throw new PatternError('there is a `)` that closes nothing');
    if (repeatsOf(root) > MOST_REPEATS) throw new PatternError('it repeats too often');
    return { root, groups: reader.groups };
  } catch (error) {
    if (error instanceof PatternError) return error;
    throw error;
  }
}

function parseChoice(reader: Reader): RegexNode {
  if (++reader.depth > DEEPEST_PATTERN) throw new PatternError('it nests too deeply');
  const options = [parseSequence(reader)];
  while (reader.text[reader.at] === '|') {
    reader.at++;
    options.push(parseSequence(reader));
  }
  reader.depth--;
  return options.length === 1 ? options[0]! : { kind: 'choice', options };
}

function parseSequence(reader: Reader): RegexNode {
  const items: RegexNode[] = [];
  let isRepeated = false;
  while (reader.at < reader.text.length) {
    const char = reader.text[reader.at]!;
    if (char === '|' || char === ')') break;
    const repeat = parseRepeat(reader);
    if (repeat) {
      const of = items.pop();
      if (!of) throw new PatternError('there is nothing to repeat');
      if (isRepeated) throw new PatternError('a repetition is repeated');
      items.push({ kind: 'repeat', of, ...repeat });
    } else {
      const item = parseItem(reader);
      if (item) items.push(...item);
    }
    isRepeated = repeat !== null;
  }
  if (items.length === 0) return { kind: 'empty' };
  return items.length === 1 ? items[0]! : { kind: 'sequence', items };
}

function parseRepeat(reader: Reader): { least: number; most: number; greedy: boolean } | null {
  const bounds = parseBounds(reader);
  if (!bounds) return null;
  const isLazy = reader.text[reader.at] === '?';
  if (isLazy) reader.at++;
  return { ...bounds, greedy: isLazy === reader.flags.lazy };
}

function parseBounds(reader: Reader): { least: number; most: number } | null {
  const char = reader.text[reader.at];
  if (char === '*' || char === '+' || char === '?') {
    reader.at++;
    return { least: char === '+' ? 1 : 0, most: char === '?' ? 1 : Number.POSITIVE_INFINITY };
  }
  if (char !== '{') return null;
  const match = accept(reader, /\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\}/y);
  if (!match) return null;
  const least = Number(match[1]);
  const most =
    match[2] === undefined ? least : match[3] === undefined ? Number.POSITIVE_INFINITY : Number(match[3]);
  const isTooLarge = least > MOST_REPEATS || (most !== Number.POSITIVE_INFINITY && most > MOST_REPEATS);
  if (isTooLarge || most < least) throw new PatternError('it has an invalid repeat count');
  return { least, most };
}

/** Null where only flags were set. */
function parseItem(reader: Reader): RegexNode[] | null {
  const char = reader.text[reader.at]!;
  const { flags } = reader;
  switch (char) {
    case '(':
      return parseGroup(reader);
    case '[':
      return [{ kind: 'characters', set: characterClass(reader, flags.fold) }];
    case '^':
      reader.at++;
      return [{ kind: 'assertion', where: flags.lines ? 'line-start' : 'text-start' }];
    case '$':
      reader.at++;
      return [{ kind: 'assertion', where: flags.lines ? 'line-end' : 'text-end' }];
    case '.':
      reader.at++;
      return [
        { kind: 'characters', set: { ranges: flags.dotAll ? [] : [10, 10], negated: true, fold: false } },
      ];
    case '\\':
      return parseEscape(reader);
    default:
      return [literal(readCharacter(reader), flags.fold)];
  }
}

function literal(code: number, fold: boolean): RegexNode {
  return { kind: 'characters', set: { ranges: [code, code], negated: false, fold } };
}

function readCharacter(reader: Reader): number {
  const code = reader.text.codePointAt(reader.at)!;
  reader.at += code > 0xffff ? 2 : 1;
  return code;
}

const ASSERTIONS: Readonly<Record<string, Assertion>> = {
  A: 'text-start',
  z: 'text-end',
  b: 'word-edge',
  B: 'no-word-edge',
};

function parseEscape(reader: Reader): RegexNode[] {
  const { text, flags } = reader;
  const letter = text[reader.at + 1] ?? '';
  const where = Object.hasOwn(ASSERTIONS, letter) ? ASSERTIONS[letter] : undefined;
  if (where) {
    reader.at += 2;
    return [{ kind: 'assertion', where }];
  }
  if (letter === 'Q') return parseQuoted(reader);
  const set = perlClass(reader, flags.fold) ?? unicodeClass(reader, flags.fold);
  return [set ? { kind: 'characters', set } : literal(parseEscapedCharacter(reader), flags.fold)];
}

// `\Q…\E`, up to the end where `\E` is missing.
function parseQuoted(reader: Reader): RegexNode[] {
  const end = reader.text.indexOf('\\E', reader.at + 2);
  const quoted = reader.text.slice(reader.at + 2, end < 0 ? undefined : end);
  reader.at = end < 0 ? reader.text.length : end + 2;
  return Array.from(quoted, char => literal(char.codePointAt(0)!, reader.flags.fold));
}

function parseGroup(reader: Reader): RegexNode[] | null {
  const { flags, text } = reader;
  if (text[reader.at + 1] !== '?') {
    reader.at++;
    return [closeGroup(reader, flags, openCapture(reader, null))];
  }
  const named = accept(reader, /\(\?P?<([^>]*)>/y);
  if (named) {
    const name = named[1]!;
    if (!/^\w+$/.test(name)) throw new PatternError('a group has an invalid name');
    return [closeGroup(reader, flags, openCapture(reader, name))];
  }
  const match = accept(reader, /\(\?(?:([imsU]*)(-[imsU]+)?)([:)])/y);
  if (!match) throw new PatternError('it has a group of a kind that RE2 does not know');
  reader.flags = withFlags(withFlags(flags, match[1]!, true), match[2]?.slice(1) ?? '', false);
  return match[3] === ')' ? null : [closeGroup(reader, flags, null)];
}

function withFlags(flags: Flags, letters: string, isSet: boolean): Flags {
  const changed = { ...flags };
  if (letters.includes('i')) changed.fold = isSet;
  if (letters.includes('m')) changed.lines = isSet;
  if (letters.includes('s')) changed.dotAll = isSet;
  if (letters.includes('U')) changed.lazy = isSet;
  return changed;
}

function openCapture(reader: Reader, name: string | null): number {
  reader.groups.push(name);
  return reader.groups.length;
}

function closeGroup(reader: Reader, flags: Flags, index: number | null): RegexNode {
  const of = parseChoice(reader);
  if (reader.text[reader.at] !== ')') throw new PatternError('a `(` is never closed');
  reader.at++;
  reader.flags = flags;
  return index === null ? of : { kind: 'capture', of, index };
}

/** How often the innermost part is repeated by counts. */
function repeatsOf(node: RegexNode): number {
  switch (node.kind) {
    case 'sequence':
      return Math.max(1, ...node.items.map(repeatsOf));
    case 'choice':
      return Math.max(1, ...node.options.map(repeatsOf));
    case 'capture':
      return repeatsOf(node.of);
    case 'repeat':
      return (
        repeatsOf(node.of) * Math.max(1, node.most === Number.POSITIVE_INFINITY ? node.least : node.most)
      );
    default:
      return 1;
  }
}
