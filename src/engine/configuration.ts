// What a user decides once for a repository, after reading: what `aispm.schema.json` describes, as types.
// Refuses to know where the file is and how it is read.

import type { Severity } from '../model/finding.ts';
import type { RuleProblem } from './rule-error.ts';
import type { Literal, Pack } from './rule-format.ts';
import type { RuleSettings } from './rule-settings.ts';
import type { Levels } from './select-rules.ts';

/** Paths and patterns are as written, relative to the folder that the configuration is for. */
export interface Configuration {
  readonly packs?: readonly Pack[];
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly rules?: Levels;
  readonly settings?: RuleSettings;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Parameter files by root. */
  readonly inputs?: Readonly<Record<string, readonly string[]>>;
  readonly failOn?: Severity | 'never';
  readonly failOnUnknown?: boolean;
  readonly minSeverity?: Severity;
  readonly baseline?: string;
  readonly ruleFolders?: readonly string[];
  readonly overrides?: readonly PathOverride[];
  readonly ignores?: readonly AcceptedFinding[];
  readonly requireReasons?: boolean;
}

/** Levels for findings in some files. */
export interface PathOverride {
  readonly paths: readonly string[];
  readonly rules: Levels;
}

/** Findings that are accepted, with the reason. */
export interface AcceptedFinding {
  readonly rules: readonly string[];
  readonly paths?: readonly string[];
  /** Addresses or names. */
  readonly resources?: readonly string[];
  /** The last day on which it counts: `2027-01-31`. */
  readonly until?: string;
  readonly reason: string;
}

/** A configuration as it was read, with what it takes to complain about it later. */
export interface ReadConfiguration {
  readonly configuration: Configuration;
  /** Every name of a rule in it. */
  readonly ruleNames: readonly { readonly name: string; problem(message: string): RuleProblem }[];
  /** Every value of a setting in it. */
  readonly settings: readonly SettingOfRule[];
  /** The place of each accepted finding, `file:line:column`. */
  readonly acceptedAt: readonly string[];
}

/** A value of a setting, with what it takes to complain about the rule's name or about the value. */
export interface SettingOfRule {
  readonly rule: string;
  readonly name: string;
  readonly value: Literal;
  problem(message: string): RuleProblem;
}
