// What one evaluation of a template shares: its bounds, what it has used of them, and what it found wrong with the input.
// Refuses to know templates and values.

import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { Resource } from '../../../model/resource.ts';
import type { Span } from '../../../model/source.ts';

/** What may be wrong with a template or its inputs once it is evaluated. */
export type EvaluationCode =
  | 'unknown-reference'
  | 'unknown-condition'
  | 'unknown-mapping'
  | 'unknown-function'
  | 'unknown-output'
  | 'unknown-policy-template'
  | 'missing-policy-parameter'
  | 'duplicate-resource'
  | 'missing-key'
  | 'out-of-range'
  | 'wrong-arguments'
  | 'wrong-type'
  | 'disallowed-value'
  | 'undeclared-parameter'
  | 'cyclic-condition'
  | 'cyclic-parameter'
  | 'cyclic-output'
  | 'cyclic-resource'
  | 'cyclic-template'
  | 'missing-template'
  | 'too-many-resources'
  | 'too-many-steps'
  | 'too-deep'
  | 'too-large';

/** The most that one evaluation may use; beyond it the rest is unknown and a diagnostic says so. */
export interface Bounds {
  /** Resources of a deployment, nested stacks' included. */
  readonly resources: number;
  /** Nodes evaluated. */
  readonly steps: number;
  /** Nodes inside one another, through conditions and parameters. */
  readonly depth: number;
  /** Stacks inside one another. */
  readonly stacks: number;
}

export const DEFAULT_BOUNDS: Bounds = { resources: 20_000, steps: 300_000, depth: 400, stacks: 16 };

const ERRORS: ReadonlySet<EvaluationCode> = new Set([
  'cyclic-condition',
  'cyclic-parameter',
  'cyclic-output',
  'cyclic-template',
]);

/** What the service refuses wherever it stands, under a condition that does not hold too. */
const ALWAYS: ReadonlySet<EvaluationCode> = new Set([
  ...ERRORS,
  'unknown-reference',
  'unknown-condition',
  'unknown-function',
]);

export class Run {
  readonly bounds: Bounds;
  readonly diagnostics: Diagnostic[] = [];
  /** Resources of other stacks to which what these export leads, by their paths. */
  readonly imported = new Map<string, Resource>();
  private depth = 0;
  private steps = 0;
  private silent = false;
  private readonly reported = new Set<string>();

  constructor(bounds: Bounds) {
    this.bounds = bounds;
  }

  /** Computes one node inside those that are being computed; `beyond` a bound. */
  inside<T>(span: Span, compute: () => T, beyond: () => T): T {
    if (this.steps >= this.bounds.steps) {
      this.exceeded('too-many-steps', `More than ${this.bounds.steps} values are evaluated`, span);
      return beyond();
    }
    if (this.depth >= this.bounds.depth) {
      this.exceeded('too-deep', `Values use each other more than ${this.bounds.depth} levels deep`, span);
      return beyond();
    }
    this.steps++;
    this.depth++;
    try {
      return compute();
    } finally {
      this.depth--;
    }
  }

  /** A bound was reached: raised once for the run. */
  exceeded(code: EvaluationCode, message: string, span: Span): void {
    if (this.reported.has(code)) return;
    this.reported.add(code);
    this.add(code, 'error', message, span, 'What lies beyond this bound is treated as unknown.');
  }

  /** What makes the service refuse the template: raised once for each place however often the place is evaluated. */
  report(code: EvaluationCode, message: string, span: Span, hint: string): void {
    if (!this.silent || ALWAYS.has(code))
      this.add(code, ERRORS.has(code) ? 'error' : 'warning', message, span, hint);
  }

  /** Evaluates what may never be evaluated (a branch under an unknown condition): its errors are no errors. */
  speculate<T>(compute: () => T): T {
    const before = this.silent;
    this.silent = true;
    try {
      return compute();
    } finally {
      this.silent = before;
    }
  }

  private add(
    code: EvaluationCode,
    severity: Diagnostic['severity'],
    message: string,
    place: Span,
    hint: string,
  ): void {
    const { source, start, end } = place;
    const key = `${code} ${source.path} ${start} ${end} ${message}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.diagnostics.push({ code, severity, message, hint, span: { source, start, end } });
  }
}
