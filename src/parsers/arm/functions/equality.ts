// When two values are the same, as far as that can be said of values which are not wholly known. ARM compares strings with regard to case.
// Refuses to know functions.

import { isKnown, knowledgeOf, LARGEST_VALUE } from '../../../model/knowledge.ts';
import type { Truth } from '../../../model/truth.ts';
import { type ArrayValue, type ObjectValue, type Value, valueKey } from '../../../model/value.ts';
import { isText, type TextPart, type TextValue } from './text.ts';

/** `equals(left, right)`: unknowns with the same expression are equal, whatever they are. */
export function sameValue(left: Value, right: Value): Truth {
  if (valueKey(left) === valueKey(right)) return true;
  if (left.kind === 'oneOf') return agreement(left.options.map(option => sameValue(option, right)));
  if (right.kind === 'oneOf') return agreement(right.options.map(option => sameValue(left, option)));
  if (left.kind === 'absent' || right.kind === 'absent')
    return sameAsNull(left.kind === 'absent' ? right : left);
  if (isText(left)) return sameAsText(left, right);
  if (isText(right)) return sameAsText(right, left);
  if (left.kind === 'unknown' || right.kind === 'unknown') return 'unknown';
  if (isKnown(left) && isKnown(right)) return false;
  if (knowledgeOf(left).size > LARGEST_VALUE) return 'unknown';
  if (left.kind === 'array' && right.kind === 'array') return sameItems(left, right);
  if (left.kind === 'object' && right.kind === 'object') return sameMembers(left, right);
  return false;
}

/** Whether the text can be the given string: its literal parts must occur there in order, the outer ones at the ends. */
function mayBe(parts: readonly TextPart[], text: string): boolean {
  let start = 0;
  let end = text.length;
  const first = parts[0];
  const last = parts.at(-1);
  if (typeof first === 'string') {
    if (!text.startsWith(first)) return false;
    start = first.length;
  }
  if (typeof last === 'string' && parts.length > 1) {
    if (!text.endsWith(last)) return false;
    end -= last.length;
  }
  for (const part of parts.slice(1, -1)) {
    if (typeof part !== 'string') continue;
    const found = text.indexOf(part, start);
    if (found < 0) return false;
    start = found + part.length;
  }
  return start <= end;
}

function sameAsNull(other: Value): Truth {
  if (other.kind === 'unknown') return isText(other) ? false : 'unknown';
  return other.kind === 'absent' || (other.kind === 'scalar' && other.value === null);
}

function sameAsText(text: TextValue, other: Value): Truth {
  const { parts } = text.expression;
  if (isText(other)) return mayBeSame(parts, other.expression.parts) ? 'unknown' : false;
  if (other.kind === 'unknown') return 'unknown';
  if (other.kind !== 'scalar' || typeof other.value !== 'string') return false;
  return mayBe(parts, other.value) ? 'unknown' : false;
}

function mayBeSame(left: readonly TextPart[], right: readonly TextPart[]): boolean {
  const [leftStart, rightStart] = [literal(left[0]), literal(right[0])];
  const [leftEnd, rightEnd] = [literal(left.at(-1)), literal(right.at(-1))];
  return (
    (leftStart.startsWith(rightStart) || rightStart.startsWith(leftStart)) &&
    (leftEnd.endsWith(rightEnd) || rightEnd.endsWith(leftEnd))
  );
}

function literal(part: TextPart | undefined): string {
  return typeof part === 'string' ? part : '';
}

function sameItems(left: ArrayValue, right: ArrayValue): Truth {
  if (left.items.length !== right.items.length) return false;
  return conjunction(left.items.map((item, index) => sameValue(item, right.items[index]!)));
}

function sameMembers(left: ObjectValue, right: ObjectValue): Truth {
  if (left.members.size !== right.members.size) return false;
  const truths: Truth[] = [];
  for (const [name, member] of left.members) {
    const other = right.members.get(name);
    if (!other) return false;
    truths.push(sameValue(member, other));
  }
  return conjunction(truths);
}

function conjunction(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes('unknown') ? 'unknown' : true;
}

function agreement(truths: readonly Truth[]): Truth {
  const [first] = truths;
  return truths.every(truth => truth === first) ? first! : 'unknown';
}

/** Whether an array has an item that is the same. */
export function hasItem(items: readonly Value[], wanted: Value): Truth {
  let possible = false;
  for (const item of items) {
    const same = sameValue(item, wanted);
    if (same === true) return true;
    if (same === 'unknown') possible = true;
  }
  return possible ? 'unknown' : false;
}
