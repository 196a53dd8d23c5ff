// Sets of characters in regular expressions: `[a-z]`, `\d`, `\pL`, `[[:alpha:]]`. Refuses to know the rest of a pattern.

import { type Cursor, PatternError, parseEscapedCharacter } from './regex-cursor.ts';

export interface CharacterSet {
  /** Code points, first and last of each range in turn. */
  readonly ranges: readonly number[];
  readonly properties?: readonly { readonly pattern: RegExp; readonly negated: boolean }[];
  readonly sets?: readonly CharacterSet[];
  readonly negated: boolean;
  /** Upper and lower case are the same. */
  readonly fold: boolean;
}

/** Whether the set has the character. */
export function hasCharacter(set: CharacterSet, code: number): boolean {
  const isIn = set.fold ? foldings(code).some(each => isListed(set, each)) : isListed(set, code);
  return isIn !== set.negated;
}

function isListed({ ranges, properties, sets }: CharacterSet, code: number): boolean {
  for (let index = 0; index < ranges.length; index += 2) {
    if (code >= ranges[index]! && code <= ranges[index + 1]!) return true;
  }
  if (sets?.some(set => hasCharacter(set, code))) return true;
  if (!properties || properties.length === 0) return false;
  const char = String.fromCodePoint(code);
  return properties.some(({ pattern, negated }) => pattern.test(char) !== negated);
}

// Characters that differ in case alone. The long s and the Kelvin sign are the only letters outside of ASCII that fold to ASCII.
function foldings(code: number): readonly number[] {
  const char = String.fromCodePoint(code);
  const all = new Set([code]);
  for (const each of [char.toLowerCase(), char.toUpperCase(), char.toUpperCase().toLowerCase()]) {
    const point = each.codePointAt(0)!;
    if (String.fromCodePoint(point) === each) all.add(point);
  }
  if (all.has(0x73)) all.add(0x17f);
  if (all.has(0x6b)) all.add(0x212a);
  return [...all];
}

const DIGIT = [0x30, 0x39];
const UPPER = [0x41, 0x5a];
const LOWER = [0x61, 0x7a];
const WORD = [...DIGIT, ...UPPER, 0x5f, 0x5f, ...LOWER];
const PERL_CLASSES: Readonly<Record<string, readonly number[]>> = {
  d: DIGIT,
  s: [9, 10, 12, 13, 32, 32],
  w: WORD,
};

/** `\d`, `\S` and the like: ASCII alone. */
export function perlClass(reader: Cursor, fold: boolean): CharacterSet | null {
  const letter = reader.text[reader.at + 1] ?? '';
  if (reader.text[reader.at] !== '\\' || !/[dswDSW]/.test(letter)) return null;
  reader.at += 2;
  const lower = letter.toLowerCase();
  return { ranges: PERL_CLASSES[lower]!, negated: letter !== lower, fold };
}

/** `\pL`, `\p{Greek}`, `\P{^Lu}`: general categories and scripts. */
export function unicodeClass(reader: Cursor, fold: boolean): CharacterSet | null {
  const letter = reader.text[reader.at + 1];
  if (reader.text[reader.at] !== '\\' || (letter !== 'p' && letter !== 'P')) return null;
  const match = /^\\[pP](?:\{(\^?)([A-Za-z_]+)\}|([A-Z]))/.exec(reader.text.slice(reader.at, reader.at + 64));
  const name = match?.[2] ?? match?.[3];
  if (!match || name === undefined)
    throw new PatternError('it names a class of characters that does not exist');
  reader.at += match[0].length;
  const negated = (letter === 'P') !== (match[1] === '^');
  if (name === 'Any') return { ranges: [0, 0x10ffff], negated, fold: false };
  return { ranges: [], properties: [{ pattern: propertyPattern(name), negated: false }], negated, fold };
}

const CATEGORY = /^(C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/;

function propertyPattern(name: string): RegExp {
  try {
    if (CATEGORY.test(name)) return new RegExp(`^\\p{${name}}$`, 'u');
    // Scripts have their long names, as in `Greek`.
    if (/^[A-Z][a-z]+(_[A-Z][a-z]+)*$/.test(name) && (name.length > 4 || SHORT_SCRIPTS.has(name)))
      return new RegExp(`^\\p{Script=${name}}$`, 'u');
  } catch {
    // It is said below.
  }
  throw new PatternError('it names a class of characters that does not exist');
}

const SHORT_SCRIPTS = new Set([
  'Lao',
  'Yi',
  'Nko',
  'Vai',
  'Cham',
  'Thai',
  'Kawi',
  'Lisu',
  'Mro',
  'Miao',
  'Toto',
  'Wancho',
]);

const POSIX_CLASSES: Readonly<Record<string, readonly number[]>> = {
  alnum: [...DIGIT, ...UPPER, ...LOWER],
  alpha: [...UPPER, ...LOWER],
  ascii: [0, 0x7f],
  blank: [9, 9, 32, 32],
  cntrl: [0, 0x1f, 0x7f, 0x7f],
  digit: DIGIT,
  graph: [0x21, 0x7e],
  lower: LOWER,
  print: [0x20, 0x7e],
  punct: [0x21, 0x2f, 0x3a, 0x40, 0x5b, 0x60, 0x7b, 0x7e],
  space: [9, 13, 32, 32],
  upper: UPPER,
  word: WORD,
  xdigit: [...DIGIT, 0x41, 0x46, 0x61, 0x66],
};

/** `[…]`, at its bracket. */
export function characterClass(reader: Cursor, fold: boolean): CharacterSet {
  const { text } = reader;
  reader.at++;
  const negated = text[reader.at] === '^';
  if (negated) reader.at++;
  const ranges: number[] = [];
  const sets: CharacterSet[] = [];
  for (let isFirst = true; isFirst || text[reader.at] !== ']'; isFirst = false) {
    if (reader.at >= text.length) throw new PatternError('a `[` is never closed');
    const set = posixClass(reader, fold) ?? unicodeClass(reader, fold) ?? perlClass(reader, fold);
    if (set) sets.push(set);
    else ranges.push(...characterRange(reader));
  }
  reader.at++;
  return { ranges, sets, negated, fold };
}

function posixClass(reader: Cursor, fold: boolean): CharacterSet | null {
  if (!reader.text.startsWith('[:', reader.at)) return null;
  const end = reader.text.indexOf(':]', reader.at + 2);
  if (end < 0) return null;
  const name = reader.text.slice(reader.at + 2, end);
  const plain = name.replace(/^\^/, '');
  const ranges = Object.hasOwn(POSIX_CLASSES, plain) ? POSIX_CLASSES[plain] : undefined;
  if (!ranges) throw new PatternError('it names a class of characters that does not exist');
  reader.at = end + 2;
  return { ranges, negated: plain !== name, fold };
}

function characterRange(reader: Cursor): readonly [number, number] {
  const first = classCharacter(reader);
  const { text, at } = reader;
  if (text[at] !== '-' || at + 1 >= text.length || text[at + 1] === ']') return [first, first];
  reader.at++;
  const last = classCharacter(reader);
  if (last < first) throw new PatternError('it has an invalid range of characters');
  return [first, last];
}

function classCharacter(reader: Cursor): number {
  if (reader.at >= reader.text.length) throw new PatternError('a `[` is never closed');
  if (reader.text[reader.at] === '\\') return parseEscapedCharacter(reader);
  const code = reader.text.codePointAt(reader.at)!;
  reader.at += code > 0xffff ? 2 : 1;
  return code;
}
