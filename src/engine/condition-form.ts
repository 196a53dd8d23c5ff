// How conditions are told apart: which members of a mapping are words of the form and which are attributes.
// Refuses to know what they mean.

import type { AttributeDefault, Condition, ConditionalDefault, Matchers } from './rule-format.ts';

/** The words of a condition; any other member is an attribute. */
export const CONDITION_WORDS: ReadonlySet<string> = new Set([
  'all',
  'any',
  'not',
  'incoming',
  'outgoing',
  'deployed',
  'where',
  'count',
]);

export const MATCHER_WORDS: ReadonlySet<string> = new Set([
  'is',
  'in',
  'not-in',
  'exists',
  'empty',
  'matches',
  'written',
  'starts-with',
  'ends-with',
  'contains',
  'like',
  'covers',
  'lt',
  'gt',
  'at-least',
  'some',
  'every',
  'none',
  'cidr-wider-than',
  'not',
]);

/** A condition by its parts, all of which must hold. */
export interface ConditionParts {
  readonly all: readonly Condition[] | null;
  readonly any: readonly Condition[] | null;
  readonly not: Condition | null;
  readonly relation: Relation | null;
  readonly attributes: readonly (readonly [string, Matchers])[];
}

/** Along an edge, or to whatever else belongs to the deployment. */
export type Direction = (typeof DIRECTIONS)[number];

export const DIRECTIONS = ['incoming', 'outgoing', 'deployed'] as const;

export interface Relation {
  readonly direction: Direction;
  /** The edge's name; of `deployed` the kind. */
  readonly name: string;
  readonly where: Condition | null;
  readonly count: Matchers | null;
}

const partsOf = new WeakMap<Condition, ConditionParts>();

export function conditionParts(condition: Condition): ConditionParts {
  let parts = partsOf.get(condition);
  if (!parts) {
    parts = readParts(condition as Readonly<Record<string, unknown>>);
    partsOf.set(condition, parts);
  }
  return parts;
}

function readParts(condition: Readonly<Record<string, unknown>>): ConditionParts {
  const direction = DIRECTIONS.find(each => each in condition);
  return {
    all: (condition.all as readonly Condition[] | undefined) ?? null,
    any: (condition.any as readonly Condition[] | undefined) ?? null,
    not: (condition.not as Condition | undefined) ?? null,
    relation: direction
      ? {
          direction,
          name: condition[direction] as string,
          where: (condition.where as Condition | undefined) ?? null,
          count: (condition.count as Matchers | undefined) ?? null,
        }
      : null,
    attributes: Object.entries(condition).filter(([name]) => !CONDITION_WORDS.has(name)) as [
      string,
      Matchers,
    ][],
  };
}

/** Whether what `some`, `every` and `none` ask of an item are matchers on it, not a condition on its members. */
export function isMatchers(item: Matchers | Condition): item is Matchers {
  return Object.entries(item).every(
    ([name, argument]) =>
      MATCHER_WORDS.has(name) && (name !== 'not' || isMatchers(argument as Matchers | Condition)),
  );
}

/** Whether a default depends on conditions. */
export function isConditional(value: AttributeDefault): value is readonly ConditionalDefault[] {
  return Array.isArray(value) && typeof value[0] === 'object';
}
