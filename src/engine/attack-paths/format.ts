// The form of attack-path files after reading: what `rules/path.schema.json` describes, as types.
// Refuses to know how they are read and found.

import type { Severity } from '../../model/finding.ts';
import type { Condition, RuleTest } from '../rule-format.ts';

/** A way on which somebody from outside gets to an AI workload or to its data. */
export interface AttackPathDefinition {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Where it begins. */
  readonly entry: EntryByRule | EntryByCondition;
  /** From there along edges of the resource maps, each step on the resources that the one before led to. */
  readonly steps: readonly AttackPathStep[];
  readonly why: string;
  readonly advice: string;
  readonly maps: Readonly<Record<string, readonly string[]>>;
  readonly references: readonly string[];
  /** `fail`: there is such a path; `unknown`: there may be; `skip`: there is none. */
  readonly tests: readonly RuleTest[];
}

/** At every resource on which a rule fails. */
export interface EntryByRule {
  readonly rule: string;
  /** What somebody from outside does there: "anybody reads and writes `{name}`". */
  readonly says: string;
}

/** At every resource of a kind for which a condition holds. */
export interface EntryByCondition {
  readonly resource: string;
  readonly where: Condition;
  readonly says: string;
}

export interface AttackPathStep {
  /** An edge of the kind that one stands at; several are alternatives. */
  readonly edge: string | readonly string[];
  /** What must hold of the resource at its other end. */
  readonly where?: Condition;
  readonly says: string;
}
