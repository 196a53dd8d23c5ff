// A module and its inputs to a deployment: the resources that it would create, its outputs and what is wrong with it.
// Promises to be total. Refuses to know the disk: whoever calls finds modules and reads files.

import { nearestName } from '../../../model/nearest-name.ts';
import type { Deployment, Gap } from '../../../model/resource.ts';
import type { Span } from '../../../model/source.ts';
import { call, scalar, unknown, type Value } from '../../../model/value.ts';
import type { ModuleFiles } from '../functions/types.ts';
import type { Expression } from '../hcl/syntax.ts';
import type { Module } from '../module.ts';
import type { Frame, ModuleReference, UnresolvedModule } from './environment.ts';
import { evaluate } from './expression.ts';
import { createFrame } from './frame.ts';
import { rememberingFiles } from './remembering-files.ts';
import { collectResources } from './resources.ts';
import { BOUND_CODES, type Bounds, DEFAULT_BOUNDS, Run } from './run.ts';

export interface EvaluationOptions {
  /** Variable values by name. */
  readonly inputs: ReadonlyMap<string, Value>;
  /** Why there may be inputs that are not among them; absent where there is no such reason. */
  readonly unreadInputs?: string | null;
  /** Paths of the variable files that gave the inputs, in the order in which they apply. */
  readonly inputPaths: readonly string[];
  /** `terraform.workspace`; null where it is not known. */
  readonly workspace: string | null;
  /** The module that a call names. The same module must be the same object, however often it is called. */
  readonly modules: (reference: ModuleReference) => Module | UnresolvedModule;
  /** What `file()` and its like may read; nothing where there are none. Paths are relative to the root's folder. */
  readonly files?: ModuleFiles;
  /** Whether anybody looks at the resources of a type; those of others, inside of modules, are evaluated as far as others need it. Absent: all are. */
  readonly isRead?: (type: string) => boolean;
  readonly bounds?: Partial<Bounds>;
}

export interface EvaluatedConfiguration extends Deployment {
  readonly outputs: ReadonlyMap<string, Value>;
}

/** Single values of a configuration, computed when they are asked for. */
export interface Evaluator {
  evaluate(expression: Expression): Value;
  /** Undefined where it is not declared. */
  variable(name: string): Value | undefined;
  local(name: string): Value | undefined;
  output(name: string): Value | undefined;
  /** What was found wrong so far. */
  readonly diagnostics: Deployment['diagnostics'];
  /** How many expressions were evaluated so far. */
  readonly steps: number;
}

/** Everything that the configuration would deploy with these inputs. */
export function evaluateConfiguration(module: Module, options: EvaluationOptions): EvaluatedConfiguration {
  const root = createRoot(module, options);
  const { run } = root;
  reportUndeclared(module, options.inputs, run);
  const { resources, gaps, diagnostics } = collectResources(root, options.isRead ?? (() => true));
  const outputs = new Map<string, Value>();
  for (const { name, span } of module.outputs.values()) {
    const value = run.guard(span, () => root.output(name), undefined);
    if (value) outputs.set(name, value);
  }
  for (const { name, span } of module.locals.values()) run.guard(span, () => root.local(name), undefined);
  checkInputs(root);
  run.stopClock();
  return {
    root: module.folder === '' ? '.' : module.folder,
    language: 'terraform',
    inputs: options.inputPaths,
    resources,
    gaps: [...gaps, ...cutShort(run)],
    diagnostics: [...diagnostics, ...run.diagnostics],
    outputs,
  };
}

/** What lies beyond a bound may hold resources that are not listed. */
function cutShort({ diagnostics }: Run): Gap[] {
  return diagnostics.flatMap(({ code, message, span }): Gap[] =>
    span && BOUND_CODES.has(code) ? [{ reason: message, span, resource: null }] : [],
  );
}

/** For what is less than a deployment: one expression, one local. */
export function createEvaluator(module: Module, options: EvaluationOptions): Evaluator {
  const root = createRoot(module, options);
  const { run } = root;
  const guarded = <T>(span: Span, compute: () => T): T | undefined =>
    run.guard<T | undefined>(span, compute, undefined);
  const [source] = module.sources;
  const anywhere: Span | null = source ? { source, start: 0, end: 0 } : null;
  const named = (compute: () => Value | undefined): Value | undefined =>
    anywhere ? guarded(anywhere, compute) : undefined;
  return {
    evaluate: expression =>
      guarded(expression.span, () => evaluate(expression, root.environment)) ??
      unknown(call('unevaluated', scalar(expression.span.start)), 'the expression is too deep'),
    variable: name => named(() => root.variable(name)),
    local: name => named(() => root.local(name)),
    output: name => named(() => root.output(name)),
    diagnostics: run.diagnostics,
    get steps() {
      return run.stepsUsed;
    },
  };
}

function createRoot(module: Module, options: EvaluationOptions): Frame {
  const { inputs, workspace } = options;
  const setting = {
    run: new Run({ ...DEFAULT_BOUNDS, ...options.bounds }),
    root: module,
    workspace:
      workspace === null
        ? unknown(call('terraform.workspace'), 'the selected workspace is not known')
        : scalar(workspace),
    files: options.files ? rememberingFiles(options.files) : null,
    load: options.modules,
  };
  return createFrame({
    setting,
    module,
    caller: null,
    prefix: '',
    path: [],
    keys: [],
    callPath: [],
    condition: null,
    given: {
      value: name => inputs.get(name),
      missing: ({ name }) => `variable \`${name}\` has no default`,
      unread: options.unreadInputs ?? null,
    },
  });
}

function reportUndeclared(module: Module, inputs: ReadonlyMap<string, Value>, run: Run): void {
  for (const [name, value] of inputs) {
    const place = value.origin.at(-1)?.span;
    if (!place || module.broken || module.variables.has(name)) continue;
    const nearest = nearestName(name, module.variables.keys());
    const hint = nearest ? `Did you mean \`${nearest}\`?` : 'Remove it or declare it.';
    run.report('undeclared-variable', `The configuration has no variable \`${name}\``, place, hint);
  }
}

/** What is given for the root's variables must pass their validation. */
function checkInputs(root: Frame): void {
  const { run, module } = root;
  for (const declared of module.variables.values()) {
    for (const { condition } of declared.validations) {
      const { value } = run.guard(
        declared.span,
        () => run.attempt(() => evaluate(condition, root.environment)),
        { value: scalar(true), reports: [] },
      );
      if (value.kind !== 'scalar' || value.value !== false) continue;
      const given = root.variable(declared.name)?.origin.at(-1)?.span ?? declared.nameSpan;
      const message = `The value of variable \`${declared.name}\` does not pass its validation`;
      run.report('failed-validation', message, given, 'Terraform refuses it.');
    }
  }
}
