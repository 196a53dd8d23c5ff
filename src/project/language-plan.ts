// What a language that is not made of templates hands to the project: which roots it has, with which inputs, and how to evaluate each.
// One function of such a shape for each language; nothing is evaluated before `evaluate` is called.

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Deployment } from '../model/resource.ts';
import type { FoundFile } from './discover.ts';
import type { Sources } from './sources.ts';
import type { Workspace } from './workspace.ts';

export interface LanguageOptions {
  readonly workspace: Workspace;
  readonly sources: Sources;
  /** The workspace's files that may be of this language, by their names. */
  readonly files: readonly FoundFile[];
  /** Parameter files for this run, instead of those that the workspace binds to the same roots. */
  readonly given: readonly string[];
  /** Parameter files by root, as the configuration says; instead of those that the workspace binds. */
  readonly inputs: ReadonlyMap<string, readonly string[]>;
  /** Files that are no roots and call nobody, by absolute path; who calls them reads them. */
  readonly isExcluded: (path: string) => boolean;
  /** Whether rules know a type; only roots that pull in such a type are evaluated. */
  readonly isMapped: (type: string) => boolean;
}

/** One root with one set of inputs, before it is evaluated. */
export interface PlannedRoot {
  /** As in `Source.path`. */
  readonly root: string;
  /** Parameter files in the order in which they apply. */
  readonly inputs: readonly string[];
  evaluate(): Deployment;
}

export interface LanguagePlan {
  /** Every root as in `Source.path`, evaluated or not. */
  readonly roots: readonly string[];
  /** Those whose types rules know. */
  readonly deployments: readonly PlannedRoot[];
  readonly diagnostics: readonly Diagnostic[];
  /** About parameter files given for this run. */
  readonly givenDiagnostics: readonly Diagnostic[];
  /** The files or folders that each root pulls in, as in `Source.path`, by the root. */
  readonly closures: ReadonlyMap<string, ReadonlySet<string>>;
  readonly filesRead: number;
}
