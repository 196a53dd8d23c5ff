// What rules say of resources.

import type { Deployment, Resource } from './resource.ts';
import type { Span } from './source.ts';

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';

export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

export type Outcome = 'pass' | 'fail' | 'unknown' | 'skip';

/** A place with what it has to do with the finding: "parameter default", "module argument". */
export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
  /** Not on the way to the resource, but another resource that has the same cause. */
  readonly also?: true;
}

/** One rule on one resource in one deployment. */
export interface Verdict {
  readonly rule: string;
  readonly check: string;
  readonly outcome: Outcome;
  readonly severity: Severity;
  /** For `fail` the finding's text, for `unknown` why. */
  readonly message: string | null;
  readonly resource: Resource;
  /** The rule's name for the kind of resource: `azure.ai.account`. */
  readonly kind: string;
  readonly deployment: Deployment;
  /** Where a person would edit, then the way that the deciding value took. */
  readonly location: Span;
  /** What to write under the location in a code frame: "default of parameter `keyless`", "`disableLocalAuth` is not set". */
  readonly label: string | null;
  /** What stands at the location may be a secret, and is shown to nobody. */
  readonly secret?: true;
  readonly related: readonly RelatedPlace[];
  /** The native path of the property that decided, for fingerprints: `properties.disableLocalAuth`. */
  readonly property: string | null;
  /** Where an item of a list was judged by itself: what tells it apart from the others, for fingerprints. */
  readonly item?: string;
  /** Whether the resource or an edge that decided is deployed only under a condition that is unknown. */
  readonly conditional: boolean;
  readonly fix: Fix | null;
}

/** An edit that mends a finding. `unsafe` when clients or data may be affected. */
export interface Fix {
  readonly title: string;
  readonly safety: 'safe' | 'unsafe';
  readonly note: string | null;
  readonly edits: readonly { readonly span: Span; readonly text: string }[];
}

/** A failing verdict at the one place where the user would edit, however many deployments and callers share it. */
export interface Finding {
  readonly rule: string;
  readonly check: string;
  readonly severity: Severity;
  readonly message: string;
  readonly resource: Resource;
  readonly kind: string;
  readonly location: Span;
  /** What to write under the location in a code frame: "default of parameter `keyless`", "`disableLocalAuth` is not set". */
  readonly label: string | null;
  /** What stands at the location may be a secret, and is shown to nobody. */
  readonly secret?: true;
  readonly related: readonly RelatedPlace[];
  /** The deployments in which it fails and, for the wording, those in which the same resource passes. */
  readonly failing: readonly Deployment[];
  readonly passing: readonly Deployment[];
  readonly conditional: boolean;
  readonly fix: Fix | null;
  /** The native path of the property that decided: `properties.disableLocalAuth`. */
  readonly property: string | null;
  /** Survives moved lines: rule, file, resource address, property and, of a list, the item. */
  readonly fingerprint: string;
}

/** Why a finding is not reported. */
export interface Suppression {
  /** A comment, metadata where the language has no comments, the configuration, or the baseline. */
  readonly kind: 'comment' | 'metadata' | 'configuration' | 'baseline';
  readonly reason: string | null;
  /** The last day on which it counts: `2027-01-31`. */
  readonly until: string | null;
  /** Where it is written; null for the configuration and the baseline. */
  readonly place: Span | null;
}

/** A finding that somebody has accepted. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly suppression: Suppression;
}
