// Texts as literal parts and holes: taken apart, put together again, and cut to the piece between two marks.
// Refuses to know what the texts stand for.

import { scalar, type UnknownValue, unknown, type Value } from '../model/value.ts';

/** What a text starts with and what stands around the piece of it that is meant. */
export type Marks = readonly [string, string?, string?];

/** Functions that make JSON of a value. */
export const JSON_ENCODERS: ReadonlySet<string> = new Set(['jsonencode', 'fn::tojsonstring']);

export type Parts = readonly (string | Value)[];

/** A text as literal parts and holes; null for what is no text. */
export function partsOf(value: Value | null): Parts | null {
  if (value?.kind === 'scalar') return typeof value.value === 'string' ? [value.value] : null;
  if (value?.kind !== 'unknown') return null;
  return value.expression.kind === 'text' ? value.expression.parts : [value];
}

/** The text of some parts. One without holes is known, one that is but a hole is that hole. */
export function textFrom(all: Parts, origin: Value['origin'] = []): Value {
  const parts = mergeLiterals(all);
  const [only] = parts;
  if (parts.length === 0) return scalar('', origin);
  if (parts.length === 1) return typeof only === 'string' ? scalar(only, origin) : { ...only!, origin };
  const hole = parts.find(part => typeof part !== 'string');
  return unknown({ kind: 'text', parts }, hole?.kind === 'unknown' ? hole.reason : 'it is not known', origin);
}

/**
 * The piece of a text behind one mark and before the next, which may be missing: of `gs://bucket/folder` between `gs://` and `/` the
 * bucket. Where there are three, the piece between the last two: of `bq://project.dataset.table` the dataset. Null for a text that
 * certainly does not start with the first mark or does not have the second of three, itself where that is not known.
 */
export function pieceBetween(value: Value, [after, ...marks]: Marks): Value | null {
  const parts = partsOf(value);
  if (!parts) return value;
  const [first = '', ...rest] = parts;
  if (typeof first !== 'string') return value;
  if (!first.startsWith(after)) return rest.length > 0 && after.startsWith(first) ? value : null;
  const tail = [first.slice(after.length), ...rest];
  const last = marks.at(-1);
  const piece = marks.length < 2 ? tail : behind(tail, marks[0]!);
  return piece && textFrom(upTo(piece, last), value.origin);
}

function behind(parts: Parts, mark: string): Parts | null {
  const at = parts.findIndex(part => typeof part === 'string' && part.includes(mark));
  if (at < 0) return null;
  const first = parts[at] as string;
  return [first.slice(first.indexOf(mark) + mark.length), ...parts.slice(at + 1)];
}

function upTo(parts: Parts, mark: string | undefined): Parts {
  if (mark === undefined) return parts;
  const at = parts.findIndex(part => typeof part === 'string' && part.includes(mark));
  if (at < 0) return parts;
  const last = parts[at] as string;
  return [...parts.slice(0, at), last.slice(0, last.indexOf(mark))];
}

/**
 * Whether an unknown certainly is a text with something in it: it has a literal part, or it is what the provider calls a resource
 * (its id, name, address …), which no resource is without, or JSON.
 */
export function isSomething({ expression }: UnknownValue): boolean {
  if (expression.kind === 'text')
    return expression.parts.some(part => (typeof part === 'string' ? part !== '' : isSomethingKnown(part)));
  if (expression.kind === 'call') return JSON_ENCODERS.has(expression.name.toLowerCase());
  const { key, of } = expression;
  if (key.kind !== 'scalar' || of.kind !== 'unknown' || of.expression.kind !== 'call') return false;
  const { name } = of.expression;
  return name === 'pseudo' || (INSTANCES.has(name) && CALLED_BY.has(String(key.value)));
}

/** Whether the holes of a text are all names that a provider gives a resource: these hold no wildcard, so the text has none that is not written. */
export function isWithoutWildcard(value: Value): boolean {
  if (value.kind !== 'unknown') return false;
  const { expression } = value;
  if (expression.kind === 'text')
    return expression.parts.every(part =>
      typeof part === 'string' ? !part.includes('*') : isWithoutWildcard(part),
    );
  if (expression.kind !== 'member') return false;
  const { key, of } = expression;
  if (key.kind !== 'scalar' || of.kind !== 'unknown' || of.expression.kind !== 'call') return false;
  const { name } = of.expression;
  return name === 'pseudo' || (INSTANCES.has(name) && NAMES.test(String(key.value)));
}

function isSomethingKnown(value: Value): boolean {
  return value.kind === 'unknown' && isSomething(value);
}

const NAMES = /(arn|id|name|ref|region|partition)$/i;
const INSTANCES: ReadonlySet<string> = new Set(['resource', 'data']);
const CALLED_BY: ReadonlySet<string> = new Set([
  'id',
  'name',
  'arn',
  'self_link',
  'email',
  'member',
  'json',
  'minified_json',
  'Ref',
  'Arn',
]);

function mergeLiterals(parts: Parts): (string | Value)[] {
  const merged: (string | Value)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else if (part !== '') merged.push(part);
  }
  return merged;
}
