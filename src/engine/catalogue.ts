// The maps and rules that a run uses, built in or read from a user's folder.
// Refuses to know how they were read and what they find.

import type { ResourceMap, Rule } from './rule-format.ts';

/** All that is known of kinds and rules; maps by kind, rules by id. */
export interface Catalogue {
  readonly maps: ReadonlyMap<string, ResourceMap>;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly places: ReadonlyMap<string, RulePlaces>;
}

/** Where a rule and its tests are written; lines count from 1. */
export interface RulePlaces {
  readonly file: string;
  readonly line: number;
  readonly tests: readonly number[];
}

/** What the build makes of `rules/`. Tests are kept apart, since linting does not need them. */
export interface CompiledRules {
  readonly maps: readonly ResourceMap[];
  readonly rules: readonly Rule[];
  readonly places: readonly (readonly [string, RulePlaces])[];
}

export function catalogueOf(compiled: CompiledRules): Catalogue {
  return {
    maps: new Map(compiled.maps.map(map => [map.resource, map])),
    rules: new Map(compiled.rules.map(rule => [rule.id, rule])),
    places: new Map(compiled.places),
  };
}
