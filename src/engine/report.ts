// What one lint run has to say: the only thing that output formats read.
// Refuses to know how findings came about and how they are shown.

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding, Severity, SuppressedFinding, Verdict } from '../model/finding.ts';
import type { Deployment } from '../model/resource.ts';
import type { AttackPath } from './attack-paths/find.ts';
import type { AttackPathDefinition } from './attack-paths/format.ts';
import type { AiResource } from './inventory.ts';
import type { Rule } from './rule-format.ts';
import type { Workload } from './workload.ts';

export interface Report {
  /** Most severe first, then by path and place. */
  readonly findings: readonly Finding[];
  /** What would be findings, had nobody accepted them: by a comment, the configuration or the baseline. */
  readonly suppressed: readonly SuppressedFinding[];
  /** Every verdict but `skip`, per rule, resource and deployment. */
  readonly verdicts: readonly Verdict[];
  readonly diagnostics: readonly Diagnostic[];
  readonly deployments: readonly Deployment[];
  /** The AI resources that these would create. */
  readonly inventory: readonly AiResource[];
  /** These with what they touch, for each root; computed when somebody asks. */
  readonly workloads: () => readonly Workload[];
  /** Ways from outside to these, of the kinds that are asked for. */
  readonly attackPaths: (definitions: Iterable<AttackPathDefinition>) => readonly AttackPath[];
  /** The rules that ran, by id. */
  readonly rules: ReadonlyMap<string, Rule>;
  readonly summary: Summary;
}

export interface Summary {
  /** Files that were read as infrastructure code. */
  readonly files: number;
  /** Distinct declared resources (a declaration counts once, however many deployments share it). */
  readonly resources: number;
  readonly aiResources: number;
  readonly findings: Readonly<Record<Severity, number>>;
  /** Findings that somebody has accepted. */
  readonly suppressed: number;
  /** Unknown verdicts, once per rule and declaration. */
  readonly unknown: number;
  /** Files that could not be read or parsed, wholly or in part. */
  readonly notAnalysed: number;
}
