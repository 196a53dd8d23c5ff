// What a Terraform function is to the evaluator that calls it.

import type { Missing } from '../../../model/files.ts';
import type { Source, Span } from '../../../model/source.ts';
import type { UnknownValue, Value } from '../../../model/value.ts';
import type { Type } from '../values/types.ts';

export type ReportCode =
  | 'wrong-type'
  | 'wrong-arguments'
  | 'unknown-function'
  | 'too-large'
  | 'evaluation-failed';

/** The files that functions may read. Paths are as written; the implementation resolves them as Terraform does and keeps them inside the module. */
export interface ModuleFiles {
  readBytes(path: string): Uint8Array | Missing;
  /** `Missing` where it cannot be told: outside of what may be read. */
  exists(path: string): boolean | Missing;
  /** All files in a folder and below it, relative to it, with forward slashes. */
  listFiles(folder: string): readonly string[] | Missing;
}

/** One call as a function sees it. */
export interface Invocation {
  readonly name: string;
  readonly span: Span;
  /** Raises a diagnostic at the call. */
  report(code: ReportCode, message: string, hint?: string): void;
  /** Without it no file can be read. */
  readonly files?: ModuleFiles;
  /** Evaluates a template with these variables and nothing else in scope; without it templates are not known. */
  readonly render?: (template: Source, variables: ReadonlyMap<string, Value>) => Value;
}

export interface Parameter {
  readonly type: Type;
  readonly acceptsNull?: true;
  /** The function can say something although the argument is unknown as a whole. */
  readonly acceptsUnknown?: true;
}

/** What a function can do beside returning a value. */
export interface Call extends Pick<Invocation, 'name' | 'files' | 'render' | 'span'> {
  /** The result where something is not known: the call itself, with the first culprit's reason unless one is given. */
  symbolic(reason?: string): UnknownValue;
  /** Reports what makes Terraform fail. Never tells the content of an argument, which may be a secret. */
  fail(message: string): UnknownValue;
  /** Reports that an argument (from 0) is not what the function takes. */
  wrongType(position: number, expected: string): UnknownValue;
  /** Reports a result that would be larger than this. */
  tooLarge(bound: string): UnknownValue;
}

/**
 * A pure function. Its arguments are of the types of the parameters, not null and not unknown as a whole unless the parameter says so, and never
 * `oneOf`: `applyFunction` sees to that. Items and members may be anything.
 */
export interface TerraformFunction {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Of any number of further arguments. */
  readonly rest?: Parameter;
  evaluate(args: readonly Value[], call: Call): Value;
}
