// Strings put together, taken apart and searched: join, split, replace and the like.
// Semantics: developer.hashicorp.com/terraform/language/functions, "String Functions".

import { call as callExpression, scalar, unknown, type Value } from '../../../model/value.ts';
import { isText, type TextPart } from '../../text/text-value.ts';
import { LONGEST_TEXT, partsOf, textValue } from '../values/text.ts';
import { listOf } from '../values/types.ts';
import { define, isNull, STRING, stringOf, TEXT, texts } from './define.ts';
import { replaceMatches } from './regex.ts';
import type { Call, TerraformFunction } from './types.ts';

const TOO_LONG = `${LONGEST_TEXT} characters`;

const join = define(
  'join',
  [TEXT],
  ([separator, ...lists], call) => {
    if (lists.length === 0) return call.fail('`join()` takes a separator and at least one list');
    const unknownAt = lists.find(list => list.kind !== 'array');
    if (unknownAt) return call.symbolic();
    const items = lists.flatMap(list => (list.kind === 'array' ? list.items : []));
    if (items.some(isNull)) return call.fail('`join()` cannot join a null');
    const between = partsOf(separator!)!;
    const parts = items.flatMap((item, index) => (index === 0 ? [item] : [...between, item]));
    return bounded(parts, call);
  },
  { type: listOf('string'), acceptsUnknown: true },
);

function bounded(parts: readonly TextPart[], call: Call): Value {
  let length = 0;
  for (const part of parts) length += typeof part === 'string' ? part.length : (stringOf(part)?.length ?? 0);
  return length > LONGEST_TEXT ? call.tooLarge(TOO_LONG) : textValue(parts);
}

const split = define('split', [STRING, TEXT], ([separator, subject], call) => {
  const value = stringOf(subject);
  if (value === null) return call.symbolic();
  return texts(stringOf(separator) === '' ? Array.from(value) : value.split(stringOf(separator)!));
});

const replace = define('replace', [TEXT, STRING, TEXT], ([subject, search, substitute], call) => {
  const old = stringOf(search)!;
  const isPattern = old.length > 1 && old.startsWith('/') && old.endsWith('/');
  const [value, by] = [stringOf(subject), stringOf(substitute)];
  if (value !== null && isPattern) {
    return by === null ? call.symbolic() : replaceMatches(value, old.slice(1, -1), by, call);
  }
  if (value !== null) return replaceLiteral(value, old, substitute!, call);
  // Anything longer may lie across the edge of a hole.
  if (isPattern || old.length !== 1 || !isText(subject!)) return call.symbolic();
  return textValue(subject.expression.parts.flatMap(part => replaceInPart(part, search!, substitute!)));
});

function replaceInPart(part: TextPart, search: Value, substitute: Value): readonly TextPart[] {
  if (typeof part === 'string') {
    const pieces = part.split(stringOf(search)!);
    return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [substitute, piece]));
  }
  const reason = 'reason' in part ? part.reason : 'a part of the text is not known';
  return [unknown(callExpression('replace', part, search, substitute), reason, part.origin)];
}

function replaceLiteral(value: string, old: string, substitute: Value, call: Call): Value {
  const pieces = old === '' ? ['', ...Array.from(value), ''] : value.split(old);
  const by = partsOf(substitute)!;
  const width = by.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0);
  if (value.length + width * pieces.length > LONGEST_TEXT) return call.tooLarge(TOO_LONG);
  if (value === '' && old === '') return textValue(by);
  return textValue(pieces.flatMap((piece, index) => (index === 0 ? [piece] : [...by, piece])));
}

const startsWith = define('startswith', [TEXT, STRING], ([subject, prefix], call) =>
  decideEnd(subject!, stringOf(prefix)!, 0, call),
);
const endsWith = define('endswith', [TEXT, STRING], ([subject, suffix], call) =>
  decideEnd(subject!, stringOf(suffix)!, -1, call),
);

function decideEnd(subject: Value, affix: string, end: 0 | -1, call: Call): Value {
  if (affix === '') return scalar(true);
  const edge = partsOf(subject)!.at(end) ?? '';
  const matches = (value: string, part: string) =>
    end === 0 ? value.startsWith(part) : value.endsWith(part);
  if (typeof edge !== 'string') return call.symbolic();
  if (matches(edge, affix)) return scalar(true);
  const isShort = isText(subject) && edge.length < affix.length;
  return isShort && matches(affix, edge) ? call.symbolic() : scalar(false);
}

const strContains = define('strcontains', [TEXT, STRING], ([subject, search], call) => {
  const wanted = stringOf(search)!;
  const parts = partsOf(subject!)!;
  if (wanted === '' || parts.some(part => typeof part === 'string' && part.includes(wanted)))
    return scalar(true);
  return subject!.kind === 'unknown' ? call.symbolic() : scalar(false);
});

export const JOINING_FUNCTIONS: readonly TerraformFunction[] = [
  join,
  split,
  replace,
  startsWith,
  endsWith,
  strContains,
];
