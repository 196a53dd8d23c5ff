// Texts as templates write them: known parts are joined, the others are holes. Dynamic references are holes too.

import { NO_ORIGIN, type Origin, type Value } from '../../../model/value.ts';
import { joinText, type TextPart, type Writing } from '../../text/text-value.ts';
import { dynamicReference } from '../evaluate/symbols.ts';

/** A template has at most 1 MB. */
export const LONGEST_TEXT = 1_000_000;

const WRITING: Writing = {
  write: value => (value.kind === 'scalar' && value.value !== null ? String(value.value) : null),
  longest: LONGEST_TEXT,
  tooLong: `the text has more than ${LONGEST_TEXT} characters`,
};

/** The text that the parts make: a scalar where all are known, else an unknown `text`. */
export function textOf(parts: readonly TextPart[], origin: Origin = NO_ORIGIN): Value {
  const joined = joinText(parts, WRITING, origin);
  return joined.kind === 'scalar' && typeof joined.value === 'string'
    ? (withReferences(joined.value, joined.origin) ?? joined)
    : joined;
}

const REFERENCE = /(\{\{resolve:[^{}]+\}\})/;

/** A text in which dynamic references stand; null for any other. */
export function withReferences(text: string, origin: Origin): Value | null {
  if (!text.includes('{{resolve:') || !REFERENCE.test(text)) return null;
  const parts = text
    .split(REFERENCE)
    .map((part, index): TextPart => (index % 2 === 0 ? part : dynamicReference(part, origin)));
  return joinText(
    parts.filter(part => part !== ''),
    WRITING,
    origin,
  );
}
