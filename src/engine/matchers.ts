// What matchers say of a value, in three truth values: a matcher is certain only where every possible value agrees.
// Refuses to know which attribute the value is of.

import { and, not, or, type Truth } from '../model/truth.ts';
import { type Scalar, scalar, type UnknownValue, type Value } from '../model/value.ts';
import { type AddressRange, coverMoreThan, parseRange } from './cidr.ts';
import type { Computed } from './computed.ts';
import { conditionParts, isMatchers } from './condition-form.ts';
import { patternOf } from './linear-pattern.ts';
import { type MatchedItem, type MatchedReading, nativeReading } from './native-reading.ts';
import { rootSpot } from './read-path.ts';
import type { Condition, Literal, Matchers } from './rule-format.ts';
import { holesAsWildcards, knownEnds, literalParts, sameText } from './text-comparison.ts';
import { isSomething, isWithoutWildcard } from './text-parts.ts';
import { isAtLeast } from './version-order.ts';
import { covers, mayMeet } from './wildcard.ts';
import { writtenIn } from './written-text.ts';

export interface MatchResult {
  readonly truth: Truth;
  /** Why it is not known, in the user's words. */
  readonly reason: string | null;
  /** Of several possible values those for which it would be true. */
  readonly trueFor: readonly Value[];
  /** The item of a list that decided. */
  readonly item: MatchedItem | null;
}

/** Items are read from attributes, in which nothing computed is left. */
const NOTHING: Computed = new Map();

const TRUE: MatchResult = { truth: true, reason: null, trueFor: [], item: null };
const FALSE: MatchResult = { ...TRUE, truth: false };

/** Whether all matchers hold. An absent value fails all but `exists: false`, `empty: true`, `not-in` and `is: null`; as a list it is empty. */
export function matchValue(matchers: Matchers, reading: MatchedReading): MatchResult {
  let result = TRUE;
  for (const word of Object.keys(matchers) as (keyof Matchers)[]) {
    const each = matchWord(word, matchers, reading);
    if (each.truth === false) return each;
    if (each.truth === 'unknown' && result.truth === true) result = each;
    else if (result.truth === true && each.item) result = each;
  }
  return result;
}

function matchWord(word: keyof Matchers, matchers: Matchers, reading: MatchedReading): MatchResult {
  const { value } = reading;
  if (word === 'written') return matchWritten(matchers.written!, reading);
  if (value.kind === 'oneOf') return matchAlternatives(word, matchers, value);
  switch (word) {
    case 'not': {
      const inner = matchValue(matchers.not!, reading);
      return { ...inner, truth: not(inner.truth) };
    }
    case 'some':
      return anyItem(matchers.some!, reading);
    case 'none':
      return negated(anyItem(matchers.none!, reading));
    case 'every':
      return everyItem(matchers.every!, reading);
    case 'like':
      return fromTruth(isLike(matchers.like!, value), value);
    case 'covers':
      return fromTruth(coversOne(matchers.covers!, value), value);
    case 'cidr-wider-than':
      return matchRanges(matchers['cidr-wider-than']!, reading);
    case 'contains':
      if (isListLike(reading)) return anyItem({ is: matchers.contains! }, reading);
      return fromTruth(containsText(String(matchers.contains).toLowerCase(), value), value);
    case 'exists':
      if (hasItems(reading)) return matchers.exists ? TRUE : FALSE;
      return fromTruth(matchers.exists ? exists(value) : not(exists(value)), value);
    case 'empty':
      if (hasItems(reading)) return matchers.empty ? FALSE : TRUE;
      return fromTruth(matchers.empty ? isEmpty(value) : not(isEmpty(value)), value);
    default:
      return fromTruth(matchScalar(word, matchers, value), value);
  }
}

/** True at the text itself, which may be a part of the value or one of several that it may be. */
function matchWritten(pattern: string, { value, spot }: MatchedReading): MatchResult {
  const found = writtenIn(value, patternOf(pattern));
  if (!found) return FALSE;
  const isPart = found !== value && found.origin.length > 0;
  return isPart ? { ...TRUE, item: { value: found, spot: { ...spot, value: found } } } : TRUE;
}

function matchAlternatives(
  word: keyof Matchers,
  matchers: Matchers,
  value: Extract<Value, { kind: 'oneOf' }>,
): MatchResult {
  const results = value.options.map(option => matchWord(word, matchers, readingOf(option)));
  const truths = new Set(results.map(each => each.truth));
  if (truths.size === 1)
    return results[0]!.truth === 'unknown' ? { ...results[0]!, reason: value.reason } : results[0]!;
  const trueFor = value.options.filter((_, index) => results[index]!.truth === true);
  return { truth: 'unknown', reason: value.reason, trueFor, item: null };
}

function readingOf(value: Value): MatchedReading {
  return { value, spot: rootSpot(value), items: null, rest: null };
}

function fromTruth(truth: Truth, value: Value): MatchResult {
  if (truth === true) return TRUE;
  return truth === false ? FALSE : { ...TRUE, truth: 'unknown', reason: reasonOf(value) };
}

function reasonOf(value: Value): string {
  return value.kind === 'unknown' || value.kind === 'oneOf' ? value.reason : 'part of it is not known';
}

function negated(result: MatchResult): MatchResult {
  return { ...result, truth: not(result.truth) };
}

/** Items one by one; a single value is a list of itself, an unknown one that is no text has an unknown rest. */
function itemsOf(reading: MatchedReading): { items: readonly MatchedItem[]; rest: Value | null } {
  const { value, items, rest } = reading;
  if (items) return { items, rest: rest?.value ?? null };
  switch (value.kind) {
    case 'array':
      return { items: value.items.map(item => ({ value: item, spot: rootSpot(item) })), rest: null };
    case 'absent':
      return { items: [], rest: null };
    case 'unknown':
      return value.expression.kind === 'text' ? { items: [reading], rest: null } : joinedItems(value);
    case 'oneOf':
      return { items: [], rest: value };
    default:
      return { items: value.kind === 'scalar' && value.value === null ? [] : [reading], rest: null };
  }
}

/** Of lists that were joined the known items are known. */
function joinedItems(value: UnknownValue): { items: readonly MatchedItem[]; rest: Value } {
  const { expression } = value;
  const isJoined = expression.kind === 'call' && ['concat', 'union'].includes(expression.name.toLowerCase());
  const known = isJoined ? expression.args.flatMap(each => (each.kind === 'array' ? each.items : [])) : [];
  return { items: known.map(item => ({ value: item, spot: rootSpot(item) })), rest: value };
}

function isListLike({ value, items }: MatchedReading): boolean {
  return items !== null || value.kind === 'array';
}

/** Whether a list certainly has items, even if not all of them are known. */
function hasItems({ items }: MatchedReading): boolean {
  return items !== null && items.length > 0;
}

function anyItem(wanted: Matchers | Condition, reading: MatchedReading): MatchResult {
  const { items, rest } = itemsOf(reading);
  let result = FALSE;
  for (const item of items) {
    const each = matchItem(wanted, item);
    if (each.truth === true) return { ...each, item: each.item ?? item };
    if (each.truth === 'unknown' && result.truth === false) result = { ...each, item };
  }
  if (!rest || result.truth !== false) return result;
  const isAskedOfText = isMatchers(wanted) && wanted.written !== undefined;
  const inRest = isAskedOfText ? matchValue(wanted, readingOf(rest)) : FALSE;
  return inRest.truth === true ? inRest : fromTruth('unknown', rest);
}

function everyItem(wanted: Matchers | Condition, reading: MatchedReading): MatchResult {
  const { items, rest } = itemsOf(reading);
  let result = TRUE;
  for (const item of items) {
    const each = matchItem(wanted, item);
    if (each.truth === false) return { ...each, item };
    if (each.truth === 'unknown' && result.truth === true) result = { ...each, item };
  }
  return rest && result.truth === true ? fromTruth('unknown', rest) : result;
}

function matchItem(wanted: Matchers | Condition, item: MatchedItem): MatchResult {
  const reading = { ...item, items: null, rest: null };
  return isMatchers(wanted) ? matchValue(wanted, reading) : matchMembers(wanted, item);
}

/** A condition on the members of an item, by native paths. */
function matchMembers(condition: Condition, item: MatchedItem): MatchResult {
  const { all, any, not: negation, attributes } = conditionParts(condition);
  const parts: MatchResult[] = [];
  if (item.value.kind === 'oneOf') {
    const { value } = item;
    const results = value.options.map(option => matchMembers(condition, { ...item, value: option }).truth);
    const [first] = results;
    return fromTruth(results.every(each => each === first) ? first! : 'unknown', value);
  }
  for (const each of all ?? []) parts.push(matchItem(each, item));
  if (any) {
    const results = any.map(each => matchItem(each, item));
    const truth = results.reduce<Truth>((sum, each) => or(sum, each.truth), false);
    parts.push({ ...(results.find(each => each.truth === truth) ?? FALSE), truth });
  }
  if (negation) parts.push(negated(matchItem(negation, item)));
  const options = { ignoreCase: true, blocks: false };
  const subject = { root: { ...item.spot, value: item.value }, options, words: {}, computed: NOTHING };
  for (const [path, matchers] of attributes) parts.push(matchValue(matchers, nativeReading(subject, path)));
  const truth = parts.reduce<Truth>((sum, each) => and(sum, each.truth), true);
  return { ...(parts.find(each => each.truth === truth) ?? TRUE), truth };
}

function matchScalar(word: keyof Matchers, matchers: Matchers, value: Value): Truth {
  switch (word) {
    case 'is':
      return isLiteral(matchers.is!, value);
    case 'in':
      return isOneOf(matchers.in!, value);
    case 'not-in':
      return not(isOneOf(matchers['not-in']!, value));
    case 'matches':
      return ofText(value, text => patternOf(matchers.matches!).test(text.slice(0, LONGEST_SUBJECT)));
    case 'starts-with':
      return startsWith(value, matchers['starts-with']!.toLowerCase());
    case 'ends-with':
      return endsWith(value, matchers['ends-with']!.toLowerCase());
    case 'lt':
      return ofNumber(value, number => number < matchers.lt!);
    case 'gt':
      return ofNumber(value, number => number > matchers.gt!);
    case 'at-least':
      return ofText(value, text => isAtLeast(text, matchers['at-least']!));
    default:
      return false;
  }
}

/** Patterns run in at most quadratic time; a longer text is no name and no address. */
const LONGEST_SUBJECT = 10_000;

function isOneOf(literals: readonly Scalar[], value: Value): Truth {
  return literals.reduce<Truth>((sum, each) => or(sum, isScalar(each, value)), false);
}

function isLiteral(literal: Literal, value: Value): Truth {
  if (literal === null) return not(exists(value));
  if (isScalarLiteral(literal)) return isScalar(literal, value);
  return isSameList(literal, value);
}

function isScalarLiteral(literal: Literal): literal is string | boolean | number {
  return !Array.isArray(literal);
}

function isScalar(literal: Scalar, value: Value): Truth {
  if (value.kind === 'unknown')
    return isWildcardTo(String(literal), value) ? false : sameText(value, scalar(literal));
  if (value.kind === 'oneOf') return 'unknown';
  if (value.kind !== 'scalar' || value.value === null) return false;
  return String(value.value).toLowerCase() === String(literal).toLowerCase();
}

/** The same items in any order. */
function isSameList(literals: readonly Scalar[], value: Value): Truth {
  if (value.kind === 'unknown' || value.kind === 'oneOf') return 'unknown';
  const items = value.kind === 'array' ? value.items : value.kind === 'absent' ? [] : [value];
  if (items.length !== literals.length) return false;
  let same: Truth = true;
  for (const literal of literals) {
    same = and(
      same,
      items.reduce<Truth>((sum, item) => or(sum, isScalar(literal, item)), false),
    );
  }
  return same;
}

function exists(value: Value): Truth {
  switch (value.kind) {
    case 'absent':
      return false;
    case 'scalar':
      return value.value !== null;
    case 'unknown':
      return isSomething(value) ? true : 'unknown';
    case 'oneOf':
      return 'unknown';
    default:
      return true;
  }
}

function isEmpty(value: Value): Truth {
  switch (value.kind) {
    case 'absent':
      return true;
    case 'scalar':
      return value.value === null || value.value === '';
    case 'array':
      return value.items.length === 0;
    case 'object':
      return value.members.size === 0;
    case 'unknown':
      return isSomething(value) ? false : 'unknown';
    case 'oneOf':
      return 'unknown';
  }
}

function ofText(value: Value, holds: (text: string) => boolean): Truth {
  if (value.kind === 'unknown' || value.kind === 'oneOf') return 'unknown';
  return value.kind === 'scalar' && value.value !== null ? holds(String(value.value)) : false;
}

function ofNumber(value: Value, holds: (number: number) => boolean): Truth {
  return ofText(value, text => text.trim() !== '' && Number.isFinite(Number(text)) && holds(Number(text)));
}

function startsWith(value: Value, wanted: string): Truth {
  if (value.kind !== 'unknown') return ofText(value, text => text.toLowerCase().startsWith(wanted));
  const start = knownEnds(value)?.start ?? '';
  if (start.startsWith(wanted)) return true;
  return wanted.startsWith(start) ? 'unknown' : false;
}

function endsWith(value: Value, wanted: string): Truth {
  if (value.kind !== 'unknown') return ofText(value, text => text.toLowerCase().endsWith(wanted));
  const end = knownEnds(value)?.end ?? '';
  if (end.endsWith(wanted)) return true;
  if (isWildcardTo(wanted, value)) return false;
  return wanted.endsWith(end) ? 'unknown' : false;
}

function containsText(wanted: string, value: Value): Truth {
  if (value.kind !== 'unknown') return ofText(value, text => text.toLowerCase().includes(wanted));
  return literalParts(value).some(part => part.includes(wanted)) ? true : 'unknown';
}

/** Whether a text has a wildcard that an unknown certainly has not. */
function isWildcardTo(wanted: string, value: Value): boolean {
  return wanted.includes('*') && isWithoutWildcard(value);
}

/** Whether a text with wildcards stands for one of some texts. A hole may hold a wildcard, so nothing is certain of what has one. */
function coversOne(wanted: string | readonly string[], value: Value): Truth {
  const all = typeof wanted === 'string' ? [wanted] : wanted;
  if (value.kind !== 'unknown') {
    return ofText(value, text => all.some(each => covers(text.slice(0, LONGEST_SUBJECT), each)));
  }
  if (all.every(each => isWildcardTo(each, value))) return false;
  const pattern = holesAsWildcards(value) ?? '*';
  return all.some(each => covers(pattern, each)) ? 'unknown' : false;
}

/** Whether one of some patterns stands for a text. Of an unknown one its holes may be any text. */
function isLike(patterns: readonly string[], value: Value): Truth {
  if (value.kind !== 'unknown')
    return ofText(value, text => patterns.some(each => covers(each, text.slice(0, LONGEST_SUBJECT))));
  const known = holesAsWildcards(value);
  if (known === null) return 'unknown';
  if (patterns.some(each => covers(each, known))) return true;
  return patterns.some(each => mayMeet(each, known)) ? 'unknown' : false;
}

/** What is certainly covered decides for true, what may be covered at most decides for false. */
function matchRanges(networkBits: number, reading: MatchedReading): MatchResult {
  const { items, rest } = itemsOf(reading);
  const certain: { range: AddressRange; item: MatchedItem }[] = [];
  const possible: AddressRange[] = [];
  let open: Value | null = rest;
  for (const item of items) {
    const ranges = rangesOf(item.value);
    if (!ranges) open ??= item.value;
    else if (item.value.kind === 'scalar') certain.push(...ranges.map(range => ({ range, item })));
    possible.push(...(ranges ?? []));
  }
  const covered = certain.map(({ range }) => range);
  if (coverMoreThan(covered, networkBits)) {
    const alone = certain.find(({ range }) => coverMoreThan([range], networkBits));
    return { ...TRUE, item: (alone ?? certain[0]!).item };
  }
  if (open) return fromTruth('unknown', open);
  if (!coverMoreThan(possible, networkBits)) return FALSE;
  const culprit = items.find(item => item.value.kind === 'oneOf')!;
  return { ...fromTruth('unknown', culprit.value), item: culprit };
}

/** The ranges that a value stands for, all alternatives together; null where that is not known. */
function rangesOf(value: Value): AddressRange[] | null {
  switch (value.kind) {
    case 'scalar': {
      const range = value.value === null ? null : parseRange(String(value.value));
      return range ? [range] : [];
    }
    case 'oneOf': {
      const options = value.options.map(rangesOf);
      return options.some(each => each === null) ? null : options.flatMap(each => each!);
    }
    case 'unknown':
      return null;
    default:
      return [];
  }
}
