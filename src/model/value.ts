// What an expression comes to: known, one of several, absent or unknown, with the places that produced it.
// Refuses to know languages: functions and operators live with the parsers, matchers with the engine.

import type { Span } from './source.ts';

export type Value = ScalarValue | ArrayValue | ObjectValue | OneOfValue | AbsentValue | UnknownValue;

/** `null` is a value of its own (ARM computes with it); rules read it as absent. */
export type Scalar = string | number | boolean | null;

export interface ScalarValue {
  readonly kind: 'scalar';
  readonly value: Scalar;
  /** What a text was encoded from (JSON), where that is known: its parts keep their places. */
  readonly encodes?: Value;
  readonly origin: Origin;
}

/** Every item's position is known; the items themselves may be anything. */
export interface ArrayValue {
  readonly kind: 'array';
  readonly items: readonly Value[];
  /** A set (Terraform): items are distinct and in the language's order, unknown ones last; these may turn out equal to others. */
  readonly set?: true;
  readonly origin: Origin;
}

/** Every member's name is known; keys keep their spelling. */
export interface ObjectValue {
  readonly kind: 'object';
  readonly members: ReadonlyMap<string, Value>;
  /** Where each member's name is written, for members that have a name in the text. */
  readonly keySpans?: ReadonlyMap<string, Span>;
  readonly origin: Origin;
}

/** Two or more alternatives; which of them holds is not known. Options are never themselves `oneOf`. */
export interface OneOfValue {
  readonly kind: 'oneOf';
  readonly options: readonly Value[];
  /** What decides, so that equal deciders compare equal. */
  readonly expression: Expression;
  /** In the user's words: "parameter `env` has no default". */
  readonly reason: string;
  readonly origin: Origin;
}

export interface AbsentValue {
  readonly kind: 'absent';
  readonly origin: Origin;
}

export interface UnknownValue {
  readonly kind: 'unknown';
  readonly expression: Expression;
  /** In the user's words, naming the culprit: "parameter `x` has no default". */
  readonly reason: string;
  readonly origin: Origin;
  /** What it has for certain where it is an object of which a part is not known: the members that nothing unknown can replace. */
  readonly members?: ReadonlyMap<string, Value>;
}

/**
 * A normalised symbolic expression: what is left of an expression after everything known was computed. Two unknowns with
 * equal expressions are equal. Languages agree on normal forms: a string with holes is `text`, reading a member is `member`, all else
 * (functions, operators, inputs) is a `call` by its canonical name.
 */
export type Expression =
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Value[] }
  | { readonly kind: 'member'; readonly of: Value; readonly key: Value }
  | { readonly kind: 'text'; readonly parts: readonly (string | Value)[] };

export type StepRole =
  | 'literal' // the value as written in the file
  | 'default' // the default of a parameter or variable (Terraform)
  | 'parameter-file' // an assignment in a parameter file
  | 'variable' // use of a variable, local or named expression
  | 'parameter' // use of a parameter
  | 'module-argument' // the argument in a module call
  | 'output' // an output of a module that handed the value on
  | 'condition' // what decided that this value was chosen and not another
  | 'expression'; // a function or operator that made the value

/** One place on a value's way; `name` is the parameter's, variable's or function's. */
export interface Step {
  readonly role: StepRole;
  readonly span: Span;
  readonly name?: string;
}

/** The places that produced a value, first the one that a person would edit, last the one nearest to its use. */
export type Origin = readonly Step[];

export const NO_ORIGIN: Origin = [];

/** More alternatives than this become unknown: nobody reads them and products of them explode. */
export const MAX_OPTIONS = 16;

export function scalar(value: Scalar, origin: Origin = NO_ORIGIN): ScalarValue {
  return { kind: 'scalar', value, origin };
}

export function array(items: readonly Value[], origin: Origin = NO_ORIGIN): ArrayValue {
  return { kind: 'array', items, origin };
}

export function object(
  members: ReadonlyMap<string, Value>,
  origin: Origin = NO_ORIGIN,
  keySpans?: ReadonlyMap<string, Span>,
): ObjectValue {
  return keySpans ? { kind: 'object', members, origin, keySpans } : { kind: 'object', members, origin };
}

export function absent(origin: Origin = NO_ORIGIN): AbsentValue {
  return { kind: 'absent', origin };
}

export function unknown(expression: Expression, reason: string, origin: Origin = NO_ORIGIN): UnknownValue {
  return { kind: 'unknown', expression, reason, origin };
}

export function call(name: string, ...args: readonly Value[]): Expression {
  return { kind: 'call', name, args };
}

/** Alternatives flattened and without repetition; a single one is itself, too many are unknown. */
export function oneOf(
  options: readonly Value[],
  expression: Expression,
  reason: string,
  origin: Origin = NO_ORIGIN,
): Value {
  const distinct = new Map<string, Value>();
  for (const option of options) {
    for (const each of option.kind === 'oneOf' ? option.options : [option]) {
      const key = valueKey(each);
      if (!distinct.has(key)) distinct.set(key, each);
    }
  }
  const flat = [...distinct.values()];
  if (flat.length === 1) return withSteps(flat[0]!, origin);
  if (flat.length > MAX_OPTIONS) return unknown(expression, reason, origin);
  return { kind: 'oneOf', options: flat, expression, reason, origin };
}

/** The same value one or more steps further on its way. Of a long way the start and the end are kept. */
export function withSteps<V extends Value>(value: V, steps: readonly Step[]): V {
  if (steps.length === 0) return value;
  const { origin } = value;
  const kept = origin.length < LONGEST_WAY ? origin : [origin[0]!, ...origin.slice(2 - LONGEST_WAY)];
  return { ...value, origin: [...kept, ...steps] };
}

/** Ways are shown to people and copied often. */
const LONGEST_WAY = 16;

const keys = new WeakMap<object, string>();

/**
 * A canonical text of a value: equal texts mean equal values, unknowns included. Long texts are replaced by a digest, so
 * that expressions which use each other many times stay small. Origins do not count; object members compare without order.
 */
export function valueKey(value: Value): string {
  if (value.kind === 'absent') return 'absent';
  if (value.kind === 'scalar' && !isLong(value.value)) return JSON.stringify(value.value);
  const content = contentOf(value);
  const known = keys.get(content);
  if (known !== undefined) return known;
  let key: string;
  try {
    key = shorten(keyOf(value));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // Too deep for the stack: equal to nothing but itself.
    key = `#deep${deepest++}`;
  }
  keys.set(content, key);
  return key;
}

function isLong(value: Scalar): value is string {
  return typeof value === 'string' && value.length > LONG_TEXT;
}

/** Shorter texts are written anew each time they are asked for. */
const LONG_TEXT = 200;

/** What a value holds: copies that differ only in where they come from share it. */
function contentOf(value: Value): object {
  switch (value.kind) {
    case 'array':
      return value.items;
    case 'object':
      return value.members;
    case 'unknown':
      return value.expression;
    default:
      return value;
  }
}

let deepest = 0;

/** The canonical text of a symbolic expression; function names compare without case. */
export function expressionKey(expression: Expression): string {
  const known = keys.get(expression);
  if (known !== undefined) return known;
  let key: string;
  switch (expression.kind) {
    case 'call':
      key = `${expression.name.toLowerCase()}(${expression.args.map(valueKey).join(',')})`;
      break;
    case 'member':
      key = `${valueKey(expression.of)}.${valueKey(expression.key)}`;
      break;
    case 'text':
      key = `\`${expression.parts.map(part => (typeof part === 'string' ? escapeText(part) : `\${${valueKey(part)}}`)).join('')}\``;
  }
  key = shorten(key);
  keys.set(expression, key);
  return key;
}

function keyOf(value: Value): string {
  switch (value.kind) {
    case 'scalar':
      return JSON.stringify(value.value);
    case 'array':
      return `[${value.items.map(valueKey).join(',')}]`;
    case 'object': {
      const members = [...value.members].map(
        ([name, member]) => `${JSON.stringify(name)}:${valueKey(member)}`,
      );
      return `{${members.sort().join(',')}}`;
    }
    case 'oneOf':
      return `<${value.options.map(valueKey).join('|')}?${expressionKey(value.expression)}>`;
    case 'absent':
      return 'absent';
    case 'unknown':
      return expressionKey(value.expression);
  }
}

function escapeText(text: string): string {
  return text.replace(/[`\\$]/g, '\\$&');
}

const LONGEST_KEY = 4096;

function shorten(key: string): string {
  return key.length <= LONGEST_KEY ? key : `#${digest(key)}-${key.length}`;
}

/** A short name for a text, the same on every machine. Two 53-bit hashes (cyrb53): accidents do not happen, but nothing is kept secret. */
export function digest(text: string): string {
  let [high, low] = [0xdeadbeef ^ 1, 0x41c6ce57 ^ 1];
  let [otherHigh, otherLow] = [0xdeadbeef ^ 2, 0x41c6ce57 ^ 2];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
    otherHigh = Math.imul(otherHigh ^ code, 2654435761);
    otherLow = Math.imul(otherLow ^ code, 1597334677);
  }
  return `${finished(high, low)}-${finished(otherHigh, otherLow)}`;
}

function finished(high: number, low: number): string {
  const mixedHigh = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  const mixedLow =
    Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(mixedHigh ^ (mixedHigh >>> 13), 3266489909);
  return (4294967296 * (2097151 & mixedLow) + (mixedHigh >>> 0)).toString(36);
}
