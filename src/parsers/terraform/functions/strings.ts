// Functions of one string: casing, trimming, cutting. Strings with holes keep what is known of them.
// Semantics: developer.hashicorp.com/terraform/language/functions, "String Functions"; casing as Go does it, character by character.

import { call, unknown, type Value } from '../../../model/value.ts';
import { isText, type TextPart } from '../../text/text-value.ts';
import { graphemes } from '../values/graphemes.ts';
import { LONGEST_TEXT, partsOf, textValue } from '../values/text.ts';
import { define, integerOf, NUMBER, onScalars, stringOf, TEXT, text } from './define.ts';
import type { TerraformFunction } from './types.ts';

/** One character to one character: `ß` has no upper case of one character and stays. */
function upperText(value: string): string {
  return value.replace(/[^\x00-\x7f]|[a-z]+/gu, char => {
    const upper = char.toUpperCase();
    return char.length === 1 && upper.length > 1 ? char : upper;
  });
}

function lowerText(value: string): string {
  return value.replace(/[^\x00-\x7f]|[A-Z]+/gu, char => (char === '\u0130' ? 'i' : char.toLowerCase()));
}

// Changes the literal parts and wraps the holes, unless they went through the same function before.
function changeCase(name: string, change: (text: string) => string): TerraformFunction {
  return define(name, [TEXT], args => {
    const parts = partsOf(args[0]!)!;
    return textValue(
      parts.map(part => (typeof part === 'string' ? change(part).normalize('NFC') : wrapCase(name, part))),
    );
  });
}

function wrapCase(name: string, hole: Value): Value {
  if (hole.kind !== 'unknown') return hole;
  const { expression } = hole;
  if (expression.kind !== 'call') return wrap(name, hole);
  if (SETTLED[name]!.includes(expression.name)) return hole;
  return wrap(name, expression.name === 'lower' || expression.name === 'upper' ? expression.args[0]! : hole);
}

/** Calls whose results are in that case already. */
const SETTLED: Readonly<Record<string, readonly string[]>> = {
  lower: ['lower', 'uuid', 'md5', 'sha1', 'sha256', 'sha512', 'uuidv5'],
  upper: ['upper'],
};

function wrap(name: string, hole: Value): Value {
  const reason = 'reason' in hole ? hole.reason : 'a part of the text is not known';
  return unknown(call(name, hole), reason, hole.origin);
}

const SPACE = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
const LEADING_SPACE = new RegExp(`^${SPACE}`);
const SPACE_CHARACTER = new RegExp(SPACE.slice(0, -1));

function trimSpace(value: string): string {
  const start = value.replace(LEADING_SPACE, '');
  let end = start.length;
  while (end > 0 && SPACE_CHARACTER.test(start[end - 1]!)) end--;
  return start.slice(0, end);
}

function trimCharacters(value: string, cutset: string): string {
  const cut = new Set(cutset);
  const characters = Array.from(value);
  let start = 0;
  let end = characters.length;
  while (start < end && cut.has(characters[start]!)) start++;
  while (end > start && cut.has(characters[end - 1]!)) end--;
  return characters.slice(start, end).join('');
}

function chomp(value: string): string {
  let end = value.length;
  while (end > 0 && (value[end - 1] === '\n' || value[end - 1] === '\r')) end--;
  return value.slice(0, end);
}

/** As Go's `strings.Title`: letters after anything but letters, digits and underscores. */
function title(value: string): string {
  let before = ' ';
  let result = '';
  for (const char of value) {
    result += isSeparator(before) ? upperText(char) : char;
    before = char;
  }
  return result;
}

function isSeparator(char: string): boolean {
  if (char <= '\x7f') return !/\w/.test(char);
  return !/[\p{L}\p{Nd}]/u.test(char) && SPACE_CHARACTER.test(char);
}

const trimPrefix = trimEnd('trimprefix', 0, (value, affix) =>
  value.startsWith(affix) ? value.slice(affix.length) : value,
);
const trimSuffix = trimEnd('trimsuffix', -1, (value, affix) =>
  affix !== '' && value.endsWith(affix) ? value.slice(0, -affix.length) : value,
);

// Decided where the literal at that end is at least as long as what is trimmed.
function trimEnd(
  name: string,
  end: 0 | -1,
  trim: (value: string, affix: string) => string,
): TerraformFunction {
  return define(name, [TEXT, TEXT], ([subject, affix], toCall) => {
    const [parts, cut] = [partsOf(subject!)!, stringOf(affix)];
    if (cut === null) return toCall.symbolic();
    const edge = parts.at(end) ?? '';
    if (typeof edge !== 'string' || (parts.length > 1 && edge.length < cut.length)) return toCall.symbolic();
    const trimmed: TextPart[] = [...parts];
    trimmed[end === 0 ? 0 : Math.max(0, parts.length - 1)] = trim(edge, cut);
    return textValue(trimmed);
  });
}

const substr = define('substr', [TEXT, NUMBER, NUMBER], ([subject, from, count], toCall) => {
  const [offset, length] = [integerOf(from), integerOf(count)];
  if (offset === null || length === null) return toCall.fail('`substr()` takes whole numbers');
  const value = stringOf(subject);
  if (value !== null) return text(cut(graphemes(value), offset, length));
  const prefix = isText(subject!) ? subject.expression.parts[0]! : '';
  const isInside =
    typeof prefix === 'string' && offset >= 0 && length >= 0 && offset + length < graphemes(prefix).length;
  return isInside ? text(cut(graphemes(prefix), offset, length)) : toCall.symbolic();
});

function cut(characters: readonly string[], offset: number, length: number): string {
  if (offset >= 0 && length === 0) return '';
  const start = Math.max(0, offset < 0 ? offset + characters.length : offset);
  // Counted from the end, a length of zero takes everything, like a negative one.
  return characters.slice(start, length <= 0 ? undefined : start + length).join('');
}

const indent = define('indent', [NUMBER, TEXT], ([spaces, subject], toCall) => {
  const count = integerOf(spaces);
  if (count === null || count < 0) return toCall.fail('`indent()` takes a whole number of spaces');
  const parts = partsOf(subject!)!;
  const lines = parts.reduce(
    (sum, part) => sum + (typeof part === 'string' ? part.split('\n').length - 1 : 0),
    0,
  );
  if (lines * count > LONGEST_TEXT) return toCall.tooLarge(`${LONGEST_TEXT} characters`);
  const hole = parts.find(part => typeof part !== 'string');
  // A hole may have lines of its own.
  if (hole !== undefined && count > 0) return toCall.symbolic();
  const pad = `\n${' '.repeat(count)}`;
  return textValue(parts.map(part => (typeof part === 'string' ? part.replaceAll('\n', pad) : part)));
});

const strrev = onScalars('strrev', ['string'], value => graphemes(value).reverse().join(''));

export const STRING_FUNCTIONS: readonly TerraformFunction[] = [
  changeCase('lower', lowerText),
  changeCase('upper', upperText),
  onScalars('title', ['string'], title),
  onScalars('chomp', ['string'], chomp),
  onScalars('trimspace', ['string'], trimSpace),
  onScalars('trim', ['string', 'string'], trimCharacters),
  trimPrefix,
  trimSuffix,
  substr,
  indent,
  strrev,
];
