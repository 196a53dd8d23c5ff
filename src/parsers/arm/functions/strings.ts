// Functions of strings: putting together, cutting, casing, padding. Strings with holes keep what is known of them.
// Semantics: learn.microsoft.com, "String functions for ARM templates".

import { isKnown } from '../../../model/knowledge.ts';
import { call, scalar, unknown, type Value } from '../../../model/value.ts';
import {
  define,
  defineOnText,
  definePartial,
  failure,
  integerOf,
  isNull,
  stringOf,
  symbolic,
  tooLarge,
  wrongType,
} from './arguments.ts';
import { jsonText, scalarText } from './convert.ts';
import { LONGEST_TEXT } from './limits.ts';
import { delimitersOf, splitLiteral, splitText } from './split.ts';
import { lengthOfUnknown, mayContain } from './symbols.ts';
import { isText, partsOf, type TextPart, textValue } from './text.ts';
import type { Argument, Invocation, TemplateFunction } from './types.ts';

/** The value, unless it is a string longer than a template may hold. */
export function bounded(value: Value, args: readonly Argument[], invocation: Invocation): Value {
  const parts = partsOf(value) ?? [];
  const isKnownText = parts.every(part => typeof part === 'string' || isKnown(part));
  const exceeds = parts.length > 1 || (stringOf(value)?.length ?? 0) > LONGEST_TEXT;
  return isKnownText && exceeds ? tooLarge(args, invocation, `${LONGEST_TEXT} characters`) : value;
}

/** Whether a text that was read from a file is longer than a template may hold: it may have as many pieces as characters. */
function isTooLong(parts: readonly TextPart[]): boolean {
  return parts.some(part => typeof part === 'string' && part.length > LONGEST_TEXT);
}

const toLower = changeCase('toLower', text => text.toLowerCase(), [
  'tolower',
  'uniquestring',
  'guid',
  'newguid',
]);
const toUpper = changeCase('toUpper', text => text.toUpperCase(), ['toupper']);

// Changes the literal parts and wraps the holes; `settled` names calls whose results are in that case already.
function changeCase(
  name: string,
  change: (text: string) => string,
  settled: readonly string[],
): TemplateFunction {
  const changeHole = (hole: Value): Value => {
    const expression = hole.kind === 'unknown' ? hole.expression : null;
    if (expression?.kind !== 'call') return wrap(name, hole);
    const inner = expression.name.toLowerCase();
    if (settled.includes(inner)) return hole;
    return wrap(name, inner === 'tolower' || inner === 'toupper' ? expression.args[0]! : hole);
  };
  return definePartial(name, 1, 1, (args, invocation) => {
    const arg = args[0]!;
    if (arg.kind === 'unknown' && !isText(arg)) return changeHole(arg);
    const parts = arg.kind === 'lambda' ? null : partsOf(arg);
    if (!parts) return wrongType(args, invocation, 0, 'a string');
    return textValue(parts.map(part => (typeof part === 'string' ? change(part) : changeHole(part))));
  });
}

function wrap(name: string, hole: Value, ...others: readonly Value[]): Value {
  const reason =
    hole.kind === 'unknown' || hole.kind === 'oneOf' ? hole.reason : 'a part of the text is not known';
  return unknown(call(name, hole, ...others), reason, hole.origin);
}

const replace = definePartial('replace', 3, 3, (args, invocation) => {
  const [subject, search, substitute] = args as readonly [Argument, Argument, Argument];
  const old = stringOf(search);
  if (old === null && search.kind !== 'unknown') return wrongType(args, invocation, 1, 'a string');
  if (old === '')
    return failure(args, invocation, '`replace()` takes a string that is not empty as argument 2');
  const parts = subject.kind === 'lambda' ? null : partsOf(subject);
  if (!parts && subject.kind !== 'unknown') return wrongType(args, invocation, 0, 'a string');
  const by = substitute.kind === 'lambda' ? null : partsOf(substitute);
  if (!by && substitute.kind !== 'unknown') return wrongType(args, invocation, 2, 'a string');
  if (!parts || old === null) return symbolic(args, invocation);
  const insert = by ? textValue(by) : (substitute as Value);
  // A longer string to search for may lie across the edge of a hole.
  if (old.length > 1 && parts.some(part => typeof part !== 'string')) return symbolic(args, invocation);
  if (isTooLong(parts)) return tooLarge(args, invocation, `${LONGEST_TEXT} characters`);
  const replaced = parts.flatMap((part): TextPart[] => {
    if (typeof part !== 'string') return [replaceInHole(part, search as Value, insert, old)];
    return part.split(old).flatMap((piece, index) => (index === 0 ? [piece] : [insert, piece]));
  });
  return bounded(textValue(replaced), args, invocation);
});

function replaceInHole(hole: Value, search: Value, insert: Value, old: string): Value {
  return mayContain(hole, old) ? wrap('replace', hole, search, insert) : hole;
}

const split = definePartial('split', 2, 2, (args, invocation) => {
  const [subject, delimiter] = args as readonly [Argument, Argument];
  if (isNull(subject)) return { kind: 'array', items: [], origin: [] };
  const parts = subject.kind === 'lambda' ? null : (partsOf(subject) ?? unknownPart(subject));
  if (!parts) return wrongType(args, invocation, 0, 'a string');
  if (delimiter.kind === 'unknown') return symbolic(args, invocation);
  const delimiters = delimiter.kind === 'lambda' ? null : delimitersOf(delimiter);
  if (!delimiters) return wrongType(args, invocation, 1, 'a string or an array of strings');
  if (isTooLong(parts)) return tooLarge(args, invocation, `${LONGEST_TEXT} characters`);
  if (parts.every(part => typeof part === 'string')) {
    const items = splitLiteral(parts.join(''), delimiters).map(piece => scalar(piece));
    return { kind: 'array', items, origin: [] };
  }
  const pieces = splitText(parts, delimiters);
  if (!pieces.complete) return symbolic(args, invocation);
  return { kind: 'array', items: pieces.leading, origin: [] };
});

const join = definePartial('join', 2, 2, (args, invocation) => {
  const [items, delimiter] = args as readonly [Argument, Argument];
  if (items.kind === 'unknown') return symbolic(args, invocation);
  if (items.kind !== 'array') return wrongType(args, invocation, 0, 'an array');
  const between = delimiter.kind === 'lambda' ? null : (partsOf(delimiter) ?? unknownPart(delimiter));
  if (!between) return wrongType(args, invocation, 1, 'a string');
  const parts = items.items.flatMap((item, index) => (index === 0 ? [item] : [...between, item]));
  return bounded(textValue(parts), args, invocation);
});

function unknownPart(value: Value): readonly TextPart[] | null {
  return value.kind === 'unknown' ? [value] : null;
}

const trim = defineOnText('trim', text => text.trim());

const padLeft = define('padLeft', 2, 3, (args, invocation) => {
  const [subject] = args;
  const text =
    subject?.kind === 'scalar' && typeof subject.value !== 'boolean' ? scalarText(subject.value) : null;
  if (text === null) return wrongType(args, invocation, 0, 'a string or an integer');
  const width = integerOf(args[1]);
  if (width === null) return wrongType(args, invocation, 1, 'an integer');
  const padding = isNull(args[2]) ? ' ' : stringOf(args[2]);
  if (padding?.length !== 1) return wrongType(args, invocation, 2, 'one character');
  if (width > LONGEST_TEXT) return tooLarge(args, invocation, `${LONGEST_TEXT} characters`);
  return scalar(text.padStart(width, padding));
});

const substring = definePartial('substring', 2, 3, (args, invocation) => {
  const [subject, second, third] = args;
  const start = integerOf(second);
  if (start === null && second!.kind !== 'unknown') return wrongType(args, invocation, 1, 'an integer');
  const length = isNull(third) ? null : integerOf(third);
  if (length === null && !isNull(third) && third!.kind !== 'unknown') {
    return wrongType(args, invocation, 2, 'an integer');
  }
  const parts = subject!.kind === 'lambda' ? null : partsOf(subject!);
  if (!parts && subject!.kind !== 'unknown') return wrongType(args, invocation, 0, 'a string');
  if (!parts || start === null || third?.kind === 'unknown') return symbolic(args, invocation);
  if (start < 0 || (length ?? 0) < 0)
    return failure(args, invocation, '`substring()` takes no negative positions');
  if (parts.every(part => typeof part === 'string'))
    return ofKnown(parts.join(''), start, length, args, invocation);
  const prefix = parts[0];
  if (length !== null && typeof prefix === 'string' && start + length <= prefix.length) {
    return scalar(prefix.slice(start, start + length));
  }
  return symbolic(args, invocation);
});

function ofKnown(
  text: string,
  start: number,
  length: number | null,
  args: readonly Argument[],
  invocation: Invocation,
): Value {
  const end = length === null ? Math.max(start, text.length) : start + length;
  if (end <= text.length) return scalar(text.slice(start, end));
  return failure(
    args,
    invocation,
    `\`substring()\` reaches beyond the end of a string of ${text.length} characters`,
  );
}

const string = define('string', 1, 1, (args, invocation) => {
  const [value] = args;
  if (value?.kind === 'scalar') return scalar(scalarText(value.value));
  if (value?.kind === 'absent') return scalar('');
  if (value?.kind !== 'array' && value?.kind !== 'object') return wrongType(args, invocation, 0, 'a value');
  const json = jsonText(value);
  return json === null ? symbolic(args, invocation) : scalar(json);
});

/** The length of a text if all its holes have a certain length, else null. */
export function lengthOfParts(parts: readonly TextPart[]): number | null {
  let length = 0;
  for (const part of parts) {
    const of = typeof part === 'string' ? part.length : lengthOfUnknown(part);
    if (of === null) return null;
    length += of;
  }
  return length;
}

export const STRING_FUNCTIONS: readonly TemplateFunction[] = [
  toLower,
  toUpper,
  replace,
  split,
  join,
  trim,
  padLeft,
  substring,
  string,
];
