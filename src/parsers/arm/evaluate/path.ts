// Names and ids as paths. A hole in a string is taken to hold no slash: names of resources cannot.

import { textOf } from '../../../model/source.ts';
import { NO_ORIGIN, scalar, type Value, valueKey } from '../../../model/value.ts';
import { partsOf, type TextPart, textValue } from '../functions/text.ts';
import type { Expression } from '../template.ts';

/** A path split at its slashes; null where the value is not text. */
export function pathSegments(value: Value): Value[] | null {
  if (value.kind === 'scalar' && typeof value.value === 'string') {
    return value.value.split('/').map(part => scalar(part, value.origin));
  }
  const parts = partsOf(value);
  if (!parts) return value.kind === 'unknown' ? [value] : null;
  const segments: TextPart[][] = [[]];
  for (const part of parts) {
    if (typeof part !== 'string') {
      segments.at(-1)!.push(part);
      continue;
    }
    const [first, ...rest] = part.split('/');
    segments.at(-1)!.push(first!);
    for (const piece of rest) segments.push([piece]);
  }
  return segments.map(segment => textValue(segment));
}

/**
 * The segments of a name, of which the first may be written `split(name, '/')[0]`, `split(name, '/')[1]` …: so Bicep's compiler takes the
 * names of parents apart. They become the segments that they are.
 */
export function wholeSegments(segments: readonly Value[]): readonly Value[] {
  const split = segments[0] && splitMember(segments[0]);
  const whole = split && pathSegments(split.whole);
  if (!whole || whole.length > segments.length) return segments;
  const key = valueKey(split.whole);
  const isWhole = whole.every((_, index) => {
    const member = splitMember(segments[index]!);
    return member?.index === index && valueKey(member.whole) === key;
  });
  return isWhole ? [...whole, ...segments.slice(whole.length)] : segments;
}

/** What `split(whole, '/')[index]` is made of; null for everything else. */
function splitMember(value: Value): { readonly whole: Value; readonly index: number } | null {
  if (value.kind !== 'unknown' || value.expression.kind !== 'member') return null;
  const { of, key } = value.expression;
  if (of.kind !== 'unknown' || of.expression.kind !== 'call' || key.kind !== 'scalar') return null;
  const { name, args } = of.expression;
  const [whole, separator] = args;
  if (name.toLowerCase() !== 'split' || !whole || separator?.kind !== 'scalar' || separator.value !== '/')
    return null;
  return { whole, index: Number(key.value) };
}

/** The path of these segments. The first segment's origin stands for the whole. */
export function joinPath(segments: readonly Value[]): Value {
  const parts = segments.flatMap((segment, index): TextPart[] => (index === 0 ? [segment] : ['/', segment]));
  return textValue(parts, segments[0]?.origin ?? NO_ORIGIN);
}

export function reasonOf(value: Value): string | undefined {
  return value.kind === 'unknown' || value.kind === 'oneOf' ? value.reason : undefined;
}

/** A name as its expression is written, for what is not known; without the quotes of JSON. */
export function written(node: Expression | null): string {
  const text = node ? textOf(node.span) : '';
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
