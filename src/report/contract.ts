// What `lint --format json` writes and the library returns, as types (DESIGN: Contracts). The published declarations are made of this
// file alone, so it imports nothing.

export interface ReportJson {
  readonly version: 1;
  readonly summary: SummaryJson;
  /** Most severe first, then by path and place. */
  readonly findings: readonly FindingJson[];
  /** What would be findings, had nobody accepted them. */
  readonly suppressed: readonly SuppressedJson[];
  /** One row per rule, resource and deployment; there where verdicts were asked for. */
  readonly verdicts?: readonly VerdictJson[];
  readonly diagnostics: readonly DiagnosticJson[];
}

export interface SummaryJson {
  /** Files that were read as infrastructure code. */
  readonly files: number;
  /** Declared resources, each once however many deployments share it. */
  readonly resources: number;
  readonly aiResources: number;
  readonly findings: Readonly<Record<SeverityJson, number>>;
  readonly suppressed: number;
  /** Verdicts that could not be reached, once per rule and declaration. */
  readonly unknown: number;
  /** Files that could not be read or parsed, wholly or in part. */
  readonly notAnalysed: number;
}

export type SeverityJson = 'critical' | 'high' | 'medium' | 'low' | 'info';

export interface FindingJson {
  /** `azure-ai-local-auth-enabled`. */
  readonly rule: string;
  /** The family that the rule belongs to: `identity-auth`. */
  readonly check: string;
  readonly severity: SeverityJson;
  readonly message: string;
  readonly resource: ResourceJson;
  /** Where to edit. */
  readonly location: LocationJson;
  /** The way that the deciding value took from there. */
  readonly related: readonly (LocationJson & { readonly message: string })[];
  /** Those in which it fails. */
  readonly deployments: readonly DeploymentJson[];
  /** Whether it depends on a condition that is unknown. */
  readonly conditional: boolean;
  /** Survives moved lines. */
  readonly fingerprint: string;
  readonly fix: FixJson | null;
  /** How to read more, offline. */
  readonly help: string;
}

export interface SuppressedJson extends FindingJson {
  readonly suppression: {
    readonly kind: 'comment' | 'metadata' | 'configuration' | 'baseline';
    readonly reason: string | null;
    /** The last day on which it counts: `2027-01-31`. */
    readonly until: string | null;
    readonly location: LocationJson | null;
  };
}

export interface VerdictJson {
  readonly rule: string;
  readonly check: string;
  readonly verdict: 'pass' | 'fail' | 'unknown';
  readonly reason: string | null;
  readonly resource: ResourceJson;
  readonly location: LocationJson;
  readonly deployment: DeploymentJson;
}

export interface DiagnosticJson {
  readonly code: string;
  /** An error says that part of a file was not analysed. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly location: LocationJson;
}

export interface FixJson {
  readonly title: string;
  /** `unsafe` where clients or data may notice. */
  readonly safety: 'safe' | 'unsafe';
  readonly note: string | null;
  readonly edits: readonly (LocationJson & { readonly text: string })[];
}

export interface ResourceJson {
  /** The same in every language: `azure.ai.account`. */
  readonly kind: string;
  /** In the language of its file. */
  readonly type: string;
  /** Null where it is not known before deployment. */
  readonly name: string | null;
  readonly address: string;
  /** Where it is declared. */
  readonly location: LocationJson;
}

/** Lines and columns count from 1; `file` is relative to the git root, else to the working folder. */
export interface LocationJson {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface DeploymentJson {
  readonly root: string;
  /** Parameter files, in the order in which they apply. */
  readonly inputs: readonly string[];
}
