// What one evaluation of a configuration shares: its bounds, what it has used of them, and what it found wrong with the input.
// Refuses to know modules and values.

import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { Span } from '../../../model/source.ts';

/** What may be wrong with a configuration or its inputs once it is evaluated. */
export type EvaluationCode =
  | 'cyclic-variable'
  | 'cyclic-local'
  | 'cyclic-output'
  | 'cyclic-resource'
  | 'cyclic-count'
  | 'module-cycle'
  | 'undeclared-variable'
  | 'missing-variable'
  | 'unexpected-argument'
  | 'wrong-variable-type'
  | 'failed-validation'
  | 'unknown-variable'
  | 'unknown-local'
  | 'unknown-resource'
  | 'unknown-module'
  | 'unknown-output'
  | 'unknown-name'
  | 'unknown-function'
  | 'missing-attribute'
  | 'out-of-range'
  | 'wrong-type'
  | 'wrong-arguments'
  | 'duplicate-key'
  | 'too-large'
  | 'evaluation-failed'
  | 'too-many-instances'
  | 'too-many-resources'
  | 'too-many-steps'
  | 'too-long'
  | 'too-deep';

/** The most that one evaluation may use; beyond it the rest is unknown and a diagnostic says so. */
export interface Bounds {
  /** Instances of one resource, module call or dynamic block. */
  readonly instances: number;
  /** Resources of a deployment, modules' included. */
  readonly resources: number;
  /** Expressions evaluated. */
  readonly steps: number;
  /** Expressions inside one another, through locals, variables and modules. */
  readonly depth: number;
  /** Modules inside one another. */
  readonly modules: number;
  /** Milliseconds on `clock`. */
  readonly milliseconds: number;
  readonly clock: () => number;
}

export const DEFAULT_BOUNDS: Bounds = {
  instances: 2_000,
  resources: 20_000,
  steps: 2_000_000,
  depth: 400,
  modules: 32,
  milliseconds: 20_000,
  clock: () => performance.now(),
};

/** Reached, they leave out what would be deployed. */
export const BOUND_CODES: ReadonlySet<string> = new Set<EvaluationCode>([
  'too-many-instances',
  'too-many-resources',
  'too-many-steps',
  'too-long',
  'too-deep',
  'cyclic-count',
]);

/** The clock is looked at once in so many steps. */
const STEPS_PER_LOOK = 256;

/** What to do next; computed only for those reports that are raised. */
export type Hint = string | (() => string | undefined) | undefined;

type Report = readonly [code: EvaluationCode, message: string, span: Span, hint: Hint];

/** What came of an attempt: the value, and why Terraform would fail to compute it. */
export interface Attempt<T> {
  readonly value: T;
  readonly reports: readonly Report[];
}

export class Run {
  readonly bounds: Bounds;
  readonly diagnostics: Diagnostic[] = [];
  /** Expressions that are being evaluated inside one another. */
  depth = 0;
  /** Whether an argument of `try()` or `can()` is being evaluated, so that failures are results. */
  isTrying = false;
  private steps = 0;
  private isLate = false;
  private deadline: number;
  /** Where reports go: null throws them away, undefined raises them. */
  private reports: Report[] | null | undefined = undefined;
  private readonly reported = new Set<string>();

  constructor(bounds: Bounds) {
    this.bounds = bounds;
    this.deadline = bounds.clock() + bounds.milliseconds;
  }

  /** Begins one expression; false where a bound is reached, with the diagnostic raised. */
  enter(span: Span): boolean {
    if (this.steps >= this.bounds.steps) {
      this.exceeded('too-many-steps', `More than ${this.bounds.steps} expressions are evaluated`, span);
      return false;
    }
    if (this.depth >= this.bounds.depth) {
      const message = `Expressions use each other more than ${this.bounds.depth} levels deep`;
      this.exceeded('too-deep', message, span);
      return false;
    }
    if (this.steps % STEPS_PER_LOOK === 0 && this.bounds.clock() > this.deadline) this.isLate = true;
    if (this.isLate) {
      const seconds = this.bounds.milliseconds / 1000;
      this.exceeded('too-long', `The evaluation takes longer than ${seconds} seconds`, span);
      return false;
    }
    this.steps++;
    this.depth++;
    return true;
  }

  /** What is asked for once the deployment is made is not late. */
  stopClock(): void {
    this.deadline = Number.POSITIVE_INFINITY;
  }

  get stepsUsed(): number {
    return this.steps;
  }

  /** A bound was reached: raised once for each place that names the bound, or once for the run where nothing more is evaluated. */
  exceeded(code: EvaluationCode, message: string, span: Span): void {
    if (code !== 'too-many-instances') {
      if (this.reported.has(code)) return;
      this.reported.add(code);
    }
    this.add(code, 'error', message, span, 'What lies beyond this bound is treated as unknown.');
  }

  /** What makes Terraform fail: raised once for each place however often the place is evaluated. */
  report(code: EvaluationCode, message: string, span: Span, hint?: Hint): void {
    if (this.reports === undefined)
      this.add(code, code.includes('cycl') ? 'error' : 'warning', message, span, hint);
    else this.reports?.push([code, message, span, hint]);
  }

  /** Evaluates what Terraform may never evaluate (a branch under an unknown condition): its errors are no errors. */
  speculate<T>(compute: () => T): T {
    return this.reporting(null, this.isTrying, compute);
  }

  /** Evaluates and hands back what went wrong instead of raising it. */
  attempt<T>(compute: () => T): Attempt<T> {
    const reports: Report[] = [];
    return { value: this.reporting(reports, this.isTrying, compute), reports };
  }

  /** As `attempt`, for the arguments of `try()` and `can()`. */
  try<T>(compute: () => T): Attempt<T> {
    const reports: Report[] = [];
    return { value: this.reporting(reports, true, compute), reports };
  }

  /** Evaluates a declaration, whose errors are its own wherever it is used. */
  afresh<T>(compute: () => T): T {
    return this.reporting(undefined, false, compute);
  }

  /** Computes with the stack's own end as the last bound: no configuration may end the evaluation of others. */
  guard<T>(span: Span, compute: () => T, otherwise: T): T {
    const { depth, reports, isTrying } = this;
    try {
      return compute();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.depth = depth;
      this.reports = reports;
      this.isTrying = isTrying;
      this.exceeded('too-deep', 'Expressions use each other more deeply than can be evaluated', span);
      return otherwise;
    }
  }

  private reporting<T>(to: Report[] | null | undefined, isTrying: boolean, compute: () => T): T {
    const before = { reports: this.reports, isTrying: this.isTrying };
    this.reports = to;
    this.isTrying = isTrying;
    try {
      return compute();
    } finally {
      this.reports = before.reports;
      this.isTrying = before.isTrying;
    }
  }

  private add(
    code: EvaluationCode,
    severity: 'error' | 'warning',
    message: string,
    span: Span,
    given: Hint,
  ): void {
    const key = `${code} ${span.source.path} ${span.start} ${span.end} ${message}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    const hint = typeof given === 'function' ? given() : given;
    this.diagnostics.push(
      hint === undefined ? { code, severity, message, span } : { code, severity, message, hint, span },
    );
  }
}
