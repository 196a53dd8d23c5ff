// The normal form of strings with holes: equal strings have equal forms, whichever function put them together.
// Refuses to know where the parts come from, and how a language writes values that are not strings.

import { distribute } from '../../model/distribute.ts';
import { isKnown, knowledgeOf } from '../../model/knowledge.ts';
import {
  type Expression,
  NO_ORIGIN,
  type Origin,
  scalar,
  type UnknownValue,
  unknown,
  type Value,
} from '../../model/value.ts';

export type TextPart = string | Value;

/** An unknown string of which parts are known. */
export interface TextValue extends UnknownValue {
  readonly expression: Extract<Expression, { kind: 'text' }>;
}

/** How a language makes strings. */
export interface Writing {
  /** A value inside a string as text; null where it is not known. */
  write(value: Value): string | null;
  /** Texts are not put together beyond this many characters. */
  readonly longest: number;
  /** Why a longer one is not known. */
  readonly tooLong: string;
}

/**
 * The string that the parts make: known parts are written, adjacent ones merged, texts in holes flattened, alternatives distributed. Without
 * holes it is a scalar, otherwise an unknown with a `text` expression and the reason of its first hole. A hole that stands alone is taken
 * as the string itself.
 */
export function joinText(parts: readonly TextPart[], writing: Writing, origin: Origin = NO_ORIGIN): Value {
  const holes = parts.filter(part => typeof part !== 'string');
  const asExpression = (): Expression => ({ kind: 'text', parts: flatten(parts, writing) });
  return distribute(holes, asExpression, chosen => {
    let next = 0;
    const chosenParts = parts.map(part => (typeof part === 'string' ? part : chosen[next++]!));
    return build(flatten(chosenParts, writing), writing, origin);
  });
}

/** Whether the value is a string with holes. */
export function isText(value: { readonly kind: string }): value is TextValue {
  return value.kind === 'unknown' && (value as UnknownValue).expression.kind === 'text';
}

const MOST_PARTS = 2_000;

function build(parts: readonly TextPart[], writing: Writing, origin: Origin): Value {
  if (parts.length === 0) return scalar('', origin);
  const [first] = parts;
  if (parts.length === 1) {
    if (typeof first === 'string') return scalar(first, origin);
    return origin.length === 0 ? first! : { ...first!, origin };
  }
  const hole = parts.find(part => typeof part !== 'string' && !isKnown(part)) as Value | undefined;
  const reason = hole ? knowledgeOf(hole).reason! : writing.tooLong;
  return unknown({ kind: 'text', parts }, reason, origin);
}

// A text that would become too long is left as it is: texts made of themselves grow fast.
function flatten(parts: readonly TextPart[], writing: Writing): readonly TextPart[] {
  const flat: TextPart[] = [];
  let literal = '';
  let length = 0;
  for (const part of parts) {
    for (const each of typeof part !== 'string' && isText(part) ? part.expression.parts : [part]) {
      const written = typeof each === 'string' ? each : writing.write(each);
      if (written !== null) {
        literal += written;
        length += written.length;
        if (length > writing.longest) return parts;
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
