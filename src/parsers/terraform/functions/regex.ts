// `regex`, `regexall` and the pattern form of `replace`. Semantics: Go's regexp package.

import { array, object, scalar, type Value } from '../../../model/value.ts';
import { LONGEST_TEXT } from '../values/text.ts';
import { define, STRING, stringOf, text } from './define.ts';
import { PatternError } from './regex-cursor.ts';
import { type Budget, compileRegex, findMatch, type Match, type Program } from './regex-matcher.ts';
import { parseRegex } from './regex-syntax.ts';
import type { Call, TerraformFunction } from './types.ts';

/** Steps of the machine for one call, a second or so. */
const MOST_STEPS = 20_000_000;
const TOO_MUCH = 'the pattern takes too long to match';

const programs = new Map<string, Program | PatternError | null>();
const MOST_PROGRAMS = 500;

function programOf(pattern: string): Program | PatternError | null {
  const known = programs.get(pattern);
  if (known !== undefined) return known;
  if (programs.size >= MOST_PROGRAMS) programs.clear();
  const regex = parseRegex(pattern);
  const program = regex instanceof PatternError ? regex : compileRegex(regex);
  programs.set(pattern, program);
  return program;
}

/** Matches from one place after another; null where the budget is spent. */
interface Search {
  readonly program: Program;
  readonly input: readonly number[];
  readonly characters: readonly string[];
  readonly budget: Budget;
}

function startSearch(subject: string, pattern: string, call: Call): Search | Value {
  const program = programOf(pattern);
  if (program instanceof PatternError)
    return call.fail(`The pattern of \`${call.name}()\` is not valid: ${program.message}`);
  if (program === null) return call.symbolic('the pattern is too large');
  const characters = Array.from(subject);
  return {
    program,
    characters,
    input: characters.map(char => char.codePointAt(0)!),
    budget: { left: MOST_STEPS },
  };
}

const regex = define('regex', [STRING, STRING], ([pattern, subject], call) => {
  const search = startSearch(stringOf(subject)!, stringOf(pattern)!, call);
  if ('kind' in search) return search;
  if (mixesGroups(search.program))
    return call.fail('A pattern cannot have groups with names and groups without');
  const match = findMatch(search.program, search.input, 0, search.budget);
  if (search.budget.left < 0) return call.symbolic(TOO_MUCH);
  return match
    ? resultOf(match, search)
    : call.fail('The pattern of `regex()` matches no part of the string');
});

const regexAll = define('regexall', [STRING, STRING], ([pattern, subject], call) => {
  const search = startSearch(stringOf(subject)!, stringOf(pattern)!, call);
  if ('kind' in search) return search;
  if (mixesGroups(search.program))
    return call.fail('A pattern cannot have groups with names and groups without');
  const matches = allMatches(search);
  return matches ? array(matches.map(match => resultOf(match, search))) : call.symbolic(TOO_MUCH);
});

function mixesGroups({ groups }: Program): boolean {
  return groups.includes(null) && groups.some(name => name !== null);
}

/** All matches that do not overlap. An empty one directly behind another does not count. */
function allMatches(search: Search): Match[] | null {
  const matches: Match[] = [];
  let before = -1;
  for (let at = 0; at <= search.input.length; ) {
    const match = findMatch(search.program, search.input, at, search.budget);
    if (search.budget.left < 0) return null;
    if (!match) break;
    const [start, end] = match as readonly [number, number];
    if (end > at || start !== before) matches.push(match);
    at = end > at ? end : at + 1;
    before = end;
  }
  return matches;
}

/** The whole match without groups, a tuple of groups, or an object of named groups. */
function resultOf(match: Match, { characters, program: { groups } }: Search): Value {
  const group = (index: number): Value => {
    const [start, end] = [match[2 * index]!, match[2 * index + 1]!];
    return start < 0 || end < 0 ? scalar(null) : text(characters.slice(start, end).join(''));
  };
  if (groups.length === 0) return group(0);
  if (groups[0] === null) return array(groups.map((_, index) => group(index + 1)));
  return object(new Map(groups.map((name, index) => [name!, group(index + 1)])));
}

/** The string with every match replaced; `$1`, `$name`, `${name}` in the substitute are groups, `$$` is a dollar sign. */
export function replaceMatches(subject: string, pattern: string, substitute: string, call: Call): Value {
  const search = startSearch(subject, pattern, call);
  if ('kind' in search) return search;
  const { characters, input, program } = search;
  const pieces = parseSubstitute(substitute, program.groups);
  let result = '';
  let done = 0;
  for (let at = 0; at <= input.length; ) {
    const match = findMatch(program, input, at, search.budget);
    if (search.budget.left < 0) return call.symbolic(TOO_MUCH);
    if (!match) break;
    const [start, end] = match as readonly [number, number];
    result += characters.slice(done, start).join('');
    if (end > done || start === 0) result += expand(pieces, match, characters);
    if (result.length > LONGEST_TEXT) return call.tooLarge(`${LONGEST_TEXT} characters`);
    done = end;
    at = end > at ? end : at + 1;
  }
  return text(result + characters.slice(done).join(''));
}

/** Literal text, or the number of a group; groups that do not exist are empty. */
function parseSubstitute(substitute: string, groups: readonly (string | null)[]): (string | number)[] {
  const pieces: (string | number)[] = [];
  let done = 0;
  for (const match of substitute.matchAll(/\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu)) {
    pieces.push(substitute.slice(done, match.index));
    done = match.index + match[0].length;
    const name = match[2] ?? match[3];
    pieces.push(name === undefined ? '$' : groupNumber(name, groups));
  }
  return [...pieces, substitute.slice(done)];
}

function groupNumber(name: string, groups: readonly (string | null)[]): number {
  if (/^(0|[1-9]\d{0,8})$/.test(name)) return Number(name);
  const index = groups.indexOf(name);
  return index < 0 ? -1 : index + 1;
}

function expand(pieces: readonly (string | number)[], match: Match, characters: readonly string[]): string {
  return pieces
    .map(piece => {
      if (typeof piece === 'string') return piece;
      const [start, end] = [match[2 * piece] ?? -1, match[2 * piece + 1] ?? -1];
      return start < 0 || end < 0 ? '' : characters.slice(start, end).join('');
    })
    .join('');
}

export const REGEX_FUNCTIONS: readonly TerraformFunction[] = [regex, regexAll];
