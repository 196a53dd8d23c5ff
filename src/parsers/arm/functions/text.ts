// Strings with holes as ARM writes them. Refuses to know where the parts come from.

import { NO_ORIGIN, type Origin, type Value } from '../../../model/value.ts';
import { isText, joinText, type TextPart, type Writing } from '../../text/text-value.ts';
import { jsonText, scalarText } from './convert.ts';
import { LONGEST_TEXT } from './limits.ts';

export { isText, type TextPart, type TextValue } from '../../text/text-value.ts';

/**
 * The string that the parts make: known parts are written as `format('{0}')` writes them (`True`, nothing for null, objects as JSON with single
 * quotes), adjacent ones merged, texts in holes flattened, alternatives distributed. Without holes it is a scalar, otherwise an unknown with a `text`
 * expression and the reason of its first hole. A hole that stands alone is taken as the string itself.
 */
export function textValue(parts: readonly TextPart[], origin: Origin = NO_ORIGIN): Value {
  return joinText(parts, WRITING, origin);
}

/** The parts of a string, known or with holes; null for anything else. A null is an empty string. */
export function partsOf(value: Value): readonly TextPart[] | null {
  if (isText(value)) return value.expression.parts;
  if (value.kind === 'absent') return [];
  if (value.kind !== 'scalar' || typeof value.value === 'number' || typeof value.value === 'boolean')
    return null;
  return value.value === null || value.value === '' ? [] : [value.value];
}

const WRITING: Writing = {
  write: literalOf,
  longest: LONGEST_TEXT,
  tooLong: 'the text is longer than a template may hold',
};

function literalOf(value: Value): string | null {
  switch (value.kind) {
    case 'absent':
      return '';
    case 'scalar':
      return scalarText(value.value);
    case 'array':
    case 'object':
      return jsonText(value)?.replaceAll('"', "'") ?? null;
    default:
      return null;
  }
}
