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

/**
 * What the build makes of `rules/`: of each map and rule what every run looks at, and the rest as a part of one JSON text, which is parsed
 * when somebody asks for it. Tests are kept apart, since linting does not need them.
 */
export interface CompiledRules {
  readonly maps: readonly Compiled<ResourceMap, MapBody>[];
  readonly rules: readonly Compiled<Rule, RuleBody>[];
  readonly places: Part;
}

type MapBody = 'attributes' | 'bom';
type RuleBody = 'cases' | 'why' | 'advice' | 'references' | 'tests';

interface Compiled<T, Body extends keyof T> {
  readonly head: Omit<T, Body>;
  readonly body: Part;
}

/** Where a part of the text begins and ends. */
type Part = readonly [start: number, end: number];

/** The catalogue of compiled rules, which come without tests. */
export function catalogueOf(compiled: CompiledRules, text: string): Catalogue {
  const read = (part: Part): unknown => JSON.parse(text.slice(...part));
  let places: Catalogue['places'] | null = null;
  return {
    maps: new Map(compiled.maps.map(({ head, body }) => [head.resource, mapOf(head, () => read(body))])),
    rules: new Map(compiled.rules.map(({ head, body }) => [head.id, ruleOf(head, () => read(body))])),
    get places() {
      places ??= new Map(read(compiled.places) as [string, RulePlaces][]);
      return places;
    },
  };
}

function mapOf(head: Omit<ResourceMap, MapBody>, read: () => unknown): ResourceMap {
  let known: Pick<ResourceMap, MapBody> | null = null;
  const body = (): Pick<ResourceMap, MapBody> => {
    known ??= read() as Pick<ResourceMap, MapBody>;
    return known;
  };
  return {
    ...head,
    get attributes() {
      return body().attributes;
    },
    get bom() {
      return body().bom;
    },
  } as ResourceMap;
}

function ruleOf(head: Omit<Rule, RuleBody>, read: () => unknown): Rule {
  let known: Pick<Rule, RuleBody> | null = null;
  const body = (): Pick<Rule, RuleBody> => {
    known ??= read() as Pick<Rule, RuleBody>;
    return known;
  };
  return {
    ...head,
    get cases() {
      return body().cases;
    },
    get why() {
      return body().why;
    },
    get advice() {
      return body().advice;
    },
    get references() {
      return body().references;
    },
    tests: [],
  };
}
