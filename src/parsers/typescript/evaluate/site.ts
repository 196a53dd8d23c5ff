// Where an expression is evaluated, as libraries see it. Refuses to know what is evaluated.

import type { CallSite } from '../../../model/resource.ts';
import type { Span } from '../../../model/source.ts';
import type { Step, Value } from '../../../model/value.ts';
import type { Site } from '../library.ts';
import type { Run } from './run.ts';

/** Call path and condition are looked up when somebody asks. */
export class RunSite implements Site {
  readonly program: Run;
  readonly span: Span;
  private readonly head: number;

  constructor(program: Run, span: Span, head: number = span.end) {
    this.program = program;
    this.span = span;
    this.head = head;
  }

  get header(): Span {
    return { source: this.span.source, start: this.span.start, end: this.head };
  }

  get callPath(): readonly CallSite[] {
    return this.program.callPath;
  }

  get condition(): Value | null {
    return this.program.condition;
  }

  get step(): Step {
    return { role: 'expression', span: this.span };
  }
}
