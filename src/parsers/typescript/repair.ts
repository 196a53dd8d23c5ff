// What a text with a mistake was probably meant to be: one token more or less at the place where its parser stumbles, as long as the parser
// then sees fewer mistakes. So a forgotten brace costs the lines around it and not the rest of the file. Refuses to know the parser.

/** A text that differs from another by insertions; what was taken out is blank, so that places after it stay. */
export interface Repaired {
  readonly text: string;
  readonly insertions: readonly Insertion[];
}

/** `length` characters were put in before the character at `at` of the original text. */
interface Insertion {
  readonly at: number;
  readonly length: number;
}

/** Where a parser finds mistakes in a text, in their order. */
export type FindMistakes = (text: string) => readonly number[];

/** Each attempt is a parse: long texts are left as they are, and mistakes beyond the first few. */
const LONGEST_TEXT = 200_000;
const MOST_REPAIRS = 3;

/** What all attempts together may read, and how long they may take where a text is slow to read. */
const MOST_CHARACTERS = 5_000_000;
const MOST_MILLISECONDS = 1_000;

/** Stands for a name or a value that is missing. */
export const PLACEHOLDER = '\u02d1';

const TOKEN = /[\p{L}_$][\p{L}\p{N}_$]*|\d+|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\S/gu;

const INSERTED = [
  ...[',', '{', '}', '(', ')', ':', '[', ']', PLACEHOLDER, `${PLACEHOLDER}:`, '`', '=>', '=', ';', '.'],
  ...['({', '})', '${', `${PLACEHOLDER} from`],
];

/** Null where nothing helps. */
export function repair(text: string, mistakes: readonly number[], find: FindMistakes): Repaired | null {
  if (text.length > LONGEST_TEXT) return null;
  const deadline = Date.now() + MOST_MILLISECONDS;
  let left = MOST_CHARACTERS;
  const bounded: FindMistakes = changed => {
    left -= changed.length;
    return left < 0 || Date.now() > deadline ? mistakes : find(changed);
  };
  let best: Repaired & { readonly mistakes: readonly number[] } = { text, insertions: [], mistakes };
  for (let count = 0; count < MOST_REPAIRS && best.mistakes.length > 0; count++) {
    const next = repairOnce(best, bounded);
    if (!next) break;
    best = next;
  }
  return best.text === text ? null : best;
}

type Attempt = Repaired & { readonly mistakes: readonly number[] };

function repairOnce(before: Attempt, find: FindMistakes): Attempt | null {
  let best = before;
  for (const { at, length, inserted } of editsAt(before.text, before.mistakes[0]!)) {
    const { text, insertions } = before;
    const changed = text.slice(0, at) + inserted + ' '.repeat(length) + text.slice(at + length);
    const mistakes = find(changed);
    if (!isFewer(mistakes, best.mistakes)) continue;
    const own = inserted === '' ? [] : [{ at: original(at, insertions), length: inserted.length }];
    best = { text: changed, insertions: [...insertions, ...own], mistakes };
    if (mistakes.length === 0) break;
  }
  return best === before ? null : best;
}

function isFewer(one: readonly number[], other: readonly number[]): boolean {
  return one.length < other.length;
}

interface Edit {
  readonly at: number;
  /** What is taken out there. */
  readonly length: number;
  readonly inserted: string;
}

/** Before the token at which the parser stumbled and before those that led there. */
function editsAt(text: string, at: number): readonly Edit[] {
  const from = Math.max(0, at - 300);
  const before = [...text.slice(from, at).matchAll(TOKEN)].slice(-3).reverse();
  const [token] = text.slice(at, at + 300).match(TOKEN) ?? [];
  const places = [at, ...before.map(({ index }) => from + index)];
  const insertions = places.flatMap(place => INSERTED.map(inserted => ({ at: place, length: 0, inserted })));
  const removals = [
    ...(token ? [{ at: text.indexOf(token, at), length: token.length, inserted: '' }] : []),
    ...before.slice(0, 1).map(([word]) => ({ at: places[1]!, length: word.length, inserted: '' })),
  ];
  return [...insertions, ...removals];
}

/** Where a place of a repaired text is in the original. */
export function original(at: number, insertions: readonly Insertion[]): number {
  let place = at;
  for (const each of [...insertions].sort((one, other) => one.at - other.at)) {
    if (place <= each.at) break;
    place = Math.max(each.at, place - each.length);
  }
  return place;
}
