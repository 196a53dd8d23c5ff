// Names and ids as paths. A hole in a string is taken to hold no slash: names of resources cannot.

import { textOf } from '../../../model/source.ts';
import { NO_ORIGIN, scalar, type Value } from '../../../model/value.ts';
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
 * `split(name, '/')[n]` as the segment that it is, where the name has `count` of them: so Bicep's compiler takes names apart for their ids.
 * Everything else is itself.
 */
export function splitSegment(value: Value, count: number): Value {
  if (value.kind !== 'unknown' || value.expression.kind !== 'member') return value;
  const { of, key } = value.expression;
  if (of.kind !== 'unknown' || of.expression.kind !== 'call' || key.kind !== 'scalar') return value;
  const { name, args } = of.expression;
  const [whole, separator] = args;
  if (name.toLowerCase() !== 'split' || !whole || separator?.kind !== 'scalar' || separator.value !== '/')
    return value;
  const segments = pathSegments(whole);
  return (segments?.length === count && segments[Number(key.value)]) || value;
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
