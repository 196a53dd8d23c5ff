// Strings with holes as Terraform writes them: `"${a}-${b}"`, `format`, `join` and `replace` of the same make the same text.
// Refuses to know where the parts come from.

import { NO_ORIGIN, type Origin, type Value } from '../../../model/value.ts';
import { isText, joinText, type TextPart, type Writing } from '../../text/text-value.ts';
import { scalarText } from './convert.ts';

/** Terraform has no limit; strings that are longer are a runaway. */
export const LONGEST_TEXT = 1_000_000;

const WRITING: Writing = {
  write: value => (value.kind === 'scalar' && value.value !== null ? scalarText(value.value) : null),
  longest: LONGEST_TEXT,
  tooLong: `the text has more than ${LONGEST_TEXT} characters`,
};

/** The string that the parts make: a scalar where all are known, else an unknown `text`. Numbers and booleans are written as Terraform does. */
export function textValue(parts: readonly TextPart[], origin: Origin = NO_ORIGIN): Value {
  return joinText(parts, WRITING, origin);
}

/** The parts of a string, known or not; null for what is certain to be no string. */
export function partsOf(value: Value): readonly TextPart[] | null {
  if (isText(value)) return value.expression.parts;
  if (value.kind === 'unknown') return [value];
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return null;
  return value.value === '' ? [] : [value.value];
}
