// What a template function is to the evaluator that calls it.

import type { Span } from '../../../model/source.ts';
import type { Value } from '../../../model/value.ts';

/** A lambda expression as an argument (`map`, `filter`, `reduce` …). */
export interface Lambda {
  readonly kind: 'lambda';
  readonly parameters: readonly string[];
  invoke(args: readonly Value[]): Value;
  /** Stands for the lambda inside a symbolic expression: equal lambdas have equal values here. */
  readonly symbol: Value;
}

export type Argument = Value | Lambda;

/** One call as a function sees it. */
export interface Invocation {
  readonly name: string;
  readonly span: Span;
  /** Raises a diagnostic at the call: wrong type, wrong number of arguments, out of range. */
  report(
    code: 'wrong-type' | 'wrong-arguments' | 'unknown-function' | 'too-large' | 'evaluation-failed',
    message: string,
    hint?: string,
  ): void;
}

/**
 * A pure function. It is called with known arguments or with ones in which only nested parts are unknown (an array with unknown items); top-level
 * unknown and `oneOf` arguments never reach `evaluate` unless `acceptsUnknown` says so: `applyFunction` makes the symbolic result.
 */
export interface TemplateFunction {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly acceptsUnknown?: boolean;
  /** Alternatives are not distributed over: they stay where they are put (`createObject`), or the function sees to them itself. */
  readonly acceptsAlternatives?: boolean;
  evaluate(args: readonly Argument[], invocation: Invocation): Value;
}
