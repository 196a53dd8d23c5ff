// What one evaluation of a root shares: its bounds, what it has used of them, and what it found wrong with the input.
// Refuses to know templates and values.

import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { Span } from '../../../model/source.ts';

/** What may be wrong with a template or its inputs once it is evaluated. */
export type EvaluationCode =
  | 'cyclic-parameter'
  | 'cyclic-variable'
  | 'cyclic-output'
  | 'cyclic-function'
  | 'cyclic-reference'
  | 'cyclic-count'
  | 'module-cycle'
  | 'undeclared-parameter'
  | 'missing-argument'
  | 'wrong-parameter-type'
  | 'disallowed-value'
  | 'unknown-parameter'
  | 'unknown-variable'
  | 'unknown-symbol'
  | 'unknown-loop'
  | 'unknown-function'
  | 'wrong-type'
  | 'wrong-arguments'
  | 'too-large'
  | 'evaluation-failed'
  | 'too-many-copies'
  | 'too-many-resources'
  | 'too-many-steps'
  | 'too-long'
  | 'too-many-values'
  | 'too-deep';

/** The most that one evaluation may use; beyond it the rest is unknown and a diagnostic says so. */
export interface Bounds {
  /** Copies of one loop; Azure Resource Manager's own limit. */
  readonly copies: number;
  /** Resources of a deployment, modules' included. */
  readonly resources: number;
  /** Expressions evaluated. */
  readonly steps: number;
  /** Nodes and characters of all arrays and objects that functions make. */
  readonly made: number;
  /** Nodes and characters of the bodies of all resources, as they are written out. */
  readonly written: number;
  /** Expressions inside one another, through variables, parameters and modules. */
  readonly depth: number;
  /** Modules inside one another. */
  readonly modules: number;
  /** Milliseconds on `clock`. */
  readonly milliseconds: number;
  readonly clock: () => number;
}

export const DEFAULT_BOUNDS: Bounds = {
  copies: 800,
  resources: 20_000,
  steps: 2_000_000,
  made: 10_000_000,
  written: 10_000_000,
  depth: 400,
  modules: 32,
  milliseconds: 10_000,
  clock: () => performance.now(),
};

/** Bounds beyond which nothing more is evaluated. */
const ONCE: ReadonlySet<EvaluationCode> = new Set([
  'too-many-steps',
  'too-long',
  'too-many-values',
  'too-many-resources',
  'too-deep',
]);

/** The clock is looked at once in so many expressions. */
const STEPS_PER_LOOK = 256;

export class Run {
  readonly bounds: Bounds;
  readonly diagnostics: Diagnostic[] = [];
  /** Expressions that are being evaluated inside one another. */
  depth = 0;
  private steps = 0;
  private made = 0;
  private written = 0;
  private readonly deadline: number;
  private isOver = false;
  private speculations = 0;
  private readonly reported = new Set<string>();
  private readonly callsUnderWay = new Set<object>();

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
      this.exceeded(
        'too-deep',
        `Expressions use each other more than ${this.bounds.depth} levels deep`,
        span,
      );
      return false;
    }
    if (this.isOver) return false;
    if (this.isLate()) {
      const seconds = this.bounds.milliseconds / 1000;
      this.exceeded('too-long', `The evaluation takes longer than ${seconds} seconds`, span);
      return false;
    }
    this.steps++;
    this.depth++;
    return true;
  }

  /** A function has made a value of this size; beyond the bound nothing more is evaluated. */
  make(size: number, span: Span): void {
    this.made += size;
    if (this.made <= this.bounds.made) return;
    const message = `Functions make arrays and objects with more than ${this.bounds.made} items and characters`;
    this.exceeded('too-many-values', message, span);
    this.isOver = true;
  }

  /** Whether there is room to write out a value of this size, which is then taken. */
  write(size: number): boolean {
    if (this.written + size > this.bounds.written) return false;
    this.written += size;
    return true;
  }

  private isLate(): boolean {
    if (this.steps % STEPS_PER_LOOK === 0) this.isOver = this.bounds.clock() > this.deadline;
    return this.isOver;
  }

  get stepsUsed(): number {
    return this.steps;
  }

  /** A bound was reached: raised once for each place that names the bound, or once for the run where nothing more is evaluated. */
  exceeded(code: EvaluationCode, message: string, span: Span): void {
    if (ONCE.has(code)) {
      if (this.reported.has(code)) return;
      this.reported.add(code);
    }
    this.add(code, 'error', message, span, 'What lies beyond this bound is treated as unknown.');
  }

  /** Raises a diagnostic, once for each place however often the place is evaluated. Branches that may not be taken raise nothing. */
  report(code: EvaluationCode, message: string, span: Span, hint?: string): void {
    if (this.speculations === 0)
      this.add(code, code.startsWith('cyclic') ? 'error' : 'warning', message, span, hint);
  }

  /** Evaluates what may never be evaluated by the platform (a branch under an unknown condition): its errors are no errors. */
  speculate<T>(compute: () => T): T {
    this.speculations++;
    try {
      return compute();
    } finally {
      this.speculations--;
    }
  }

  /** Computes what a function comes to; `cyclic()` stands for a call of a function that is under way. */
  callOnce<T>(called: object, compute: () => T, cyclic: () => T): T {
    if (this.callsUnderWay.has(called)) return cyclic();
    this.callsUnderWay.add(called);
    try {
      return compute();
    } finally {
      this.callsUnderWay.delete(called);
    }
  }

  /** Computes with the stack's own end as the last bound: no template may end the evaluation of others. */
  guard<T>(span: Span, compute: () => T, otherwise: T): T {
    const { depth, speculations } = this;
    try {
      return compute();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.depth = depth;
      this.speculations = speculations;
      this.exceeded('too-deep', 'Expressions use each other more deeply than can be evaluated', span);
      return otherwise;
    }
  }

  private add(
    code: EvaluationCode,
    severity: 'error' | 'warning',
    message: string,
    span: Span,
    hint: string | undefined,
  ): void {
    const key = `${code} ${span.source.path} ${span.start} ${span.end} ${message}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.diagnostics.push(
      hint === undefined ? { code, severity, message, span } : { code, severity, message, hint, span },
    );
  }
}
