// The normal form of strings with holes: equal strings have equal forms, whichever function put them together.
// Refuses to know where the parts come from.

import {
  type Expression,
  NO_ORIGIN,
  type Origin,
  scalar,
  type UnknownValue,
  unknown,
  type Value,
} from '../../../model/value.ts';
import { jsonText, scalarText } from './convert.ts';
import { distribute } from './distribute.ts';
import { isKnown, knowledgeOf, LONGEST_TEXT } from './knowledge.ts';

export type TextPart = string | Value;

/** An unknown string of which parts are known. */
export interface TextValue extends UnknownValue {
  readonly expression: Extract<Expression, { kind: 'text' }>;
}

/**
 * The string that the parts make: known parts are written as `format('{0}')` writes them (`True`, nothing for null, objects as JSON with single
 * quotes), adjacent ones merged, texts in holes flattened, alternatives distributed. Without holes it is a scalar, otherwise an unknown with a `text`
 * expression and the reason of its first hole. A hole that stands alone is taken as the string itself.
 */
export function textValue(parts: readonly TextPart[], origin: Origin = NO_ORIGIN): Value {
  const holes = parts.filter(part => typeof part !== 'string');
  const asExpression = (): Expression => ({ kind: 'text', parts: flatten(parts) });
  return distribute(holes, asExpression, chosen => {
    let next = 0;
    return build(flatten(parts.map(part => (typeof part === 'string' ? part : chosen[next++]!))), origin);
  });
}

/** Whether the value is a string with holes. */
export function isText(value: { readonly kind: string }): value is TextValue {
  return value.kind === 'unknown' && (value as UnknownValue).expression.kind === 'text';
}

/** The parts of a string, known or with holes; null for anything else. A null is an empty string. */
export function partsOf(value: Value): readonly TextPart[] | null {
  if (isText(value)) return value.expression.parts;
  if (value.kind === 'absent') return [];
  if (value.kind !== 'scalar' || typeof value.value === 'number' || typeof value.value === 'boolean')
    return null;
  return value.value === null || value.value === '' ? [] : [value.value];
}

const MOST_PARTS = 2_000;
const TOO_LONG = 'the text is longer than a template may hold';

function build(parts: readonly TextPart[], origin: Origin): Value {
  if (parts.length === 0) return scalar('', origin);
  const [first] = parts;
  if (parts.length === 1) {
    if (typeof first === 'string') return scalar(first, origin);
    return origin.length === 0 ? first! : { ...first!, origin };
  }
  const hole = parts.find(part => typeof part !== 'string' && !isKnown(part)) as Value | undefined;
  const reason = hole ? knowledgeOf(hole).reason! : TOO_LONG;
  return unknown({ kind: 'text', parts }, reason, origin);
}

// A text that would become longer than a template may hold is left as it is: texts made of themselves grow fast.
function flatten(parts: readonly TextPart[]): readonly TextPart[] {
  const flat: TextPart[] = [];
  let literal = '';
  let length = 0;
  for (const part of parts) {
    for (const each of typeof part !== 'string' && isText(part) ? part.expression.parts : [part]) {
      const written = typeof each === 'string' ? each : literalOf(each);
      if (written !== null) {
        literal += written;
        length += written.length;
        if (length > LONGEST_TEXT) return parts;
        continue;
      }
      if (flat.length > MOST_PARTS) return parts;
      if (literal !== '') flat.push(literal);
      literal = '';
      flat.push(each);
    }
  }
  if (literal !== '') flat.push(literal);
  return flat;
}

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
