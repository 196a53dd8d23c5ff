// A template and its inputs to a deployment: the resources that it would create, its outputs and what is wrong with it.
// Promises to be total. Refuses to know files and languages: readers and the lowering of Bicep make templates.

import type { Diagnostic } from '../../../model/diagnostic.ts';
import { nearestName } from '../../../model/nearest-name.ts';
import type { Deployment, Gap } from '../../../model/resource.ts';
import type { Span } from '../../../model/source.ts';
import { call, scalar, unknown, type Value } from '../../../model/value.ts';
import type { Expression, Template } from '../template.ts';
import type { Frame } from './environment.ts';
import { evaluate } from './expression.ts';
import { createFrame } from './frame.ts';
import { collectResources } from './resources.ts';
import { type Bounds, DEFAULT_BOUNDS, type EvaluationCode, Run } from './run.ts';
import { onlyAtDeployment, rootScope, unknownCall } from './scope.ts';

export interface EvaluationOptions {
  /** Parameter values by name in lower case. Null counts as nothing given where the parameter has a default. */
  readonly inputs: ReadonlyMap<string, Value>;
  /** Paths of the parameter files that gave the inputs, in the order in which they apply. */
  readonly inputPaths: readonly string[];
  readonly bounds?: Partial<Bounds>;
}

export interface EvaluatedTemplate extends Deployment {
  /** By name in its own spelling. */
  readonly outputs: ReadonlyMap<string, Value>;
}

/** Single values of a template, computed when they are asked for. */
export interface Evaluator {
  evaluate(expression: Expression): Value;
  /** By name in any case; undefined where it is not declared. */
  parameter(name: string): Value | undefined;
  variable(name: string): Value | undefined;
  output(name: string): Value | undefined;
  /** What was found wrong so far. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many expressions were evaluated so far. */
  readonly steps: number;
}

/** Everything that the template would deploy with these inputs. */
export function evaluateTemplate(template: Template, options: EvaluationOptions): EvaluatedTemplate {
  const root = createRoot(template, options);
  const { run } = root;
  reportUndeclared(template, options.inputs, run);
  const { resources, gaps, templates } = collectResources(root);
  const outputs = new Map<string, Value>();
  for (const [name, declared] of template.outputs) {
    const value = run.guard(declared.span, () => root.output(name), undefined);
    if (value) outputs.set(declared.name, value);
  }
  return {
    root: template.source.path,
    language: template.language,
    inputs: options.inputPaths,
    resources,
    gaps: [...gaps, ...unreadTemplates(templates), ...cutShort(run)],
    diagnostics: [...[...templates].flatMap(({ diagnostics }) => diagnostics), ...run.diagnostics],
    outputs,
  };
}

/** Templates that could not be read wholly may hide what they would deploy. */
function unreadTemplates(templates: Iterable<Template>): Gap[] {
  return [...templates].flatMap(({ source, diagnostics }): Gap[] => {
    const error = diagnostics.find(({ severity }) => severity === 'error');
    if (!error) return [];
    const reason = `a part of \`${source.path}\` could not be read`;
    return [{ reason, span: error.span ?? { source, start: 0, end: 0 }, resource: null }];
  });
}

/** So does what lies beyond a bound. */
function cutShort({ diagnostics }: Run): Gap[] {
  return diagnostics.flatMap(({ code, message, span }): Gap[] =>
    span && BOUND_CODES.has(code) ? [{ reason: message, span, resource: null }] : [],
  );
}

const BOUND_CODES: ReadonlySet<string> = new Set<EvaluationCode>([
  'too-many-copies',
  'too-many-resources',
  'too-many-steps',
  'too-long',
  'too-many-values',
  'too-deep',
  'cyclic-count',
]);

/** For what is less than a deployment: the assignments of a parameter file, one expression of a template. */
export function createEvaluator(template: Template, options: EvaluationOptions): Evaluator {
  const root = createRoot(template, options);
  const { run } = root;
  const guarded = <T>(span: Span, compute: () => T): T | undefined =>
    run.guard<T | undefined>(span, compute, undefined);
  const anywhere = { source: template.source, start: 0, end: 0 };
  return {
    evaluate: expression =>
      guarded(expression.span, () => evaluate(expression, root.environment)) ??
      unknown(call('unevaluated', scalar(expression.span.start)), 'the expression is too deep'),
    parameter: name => guarded(anywhere, () => root.parameter(name.toLowerCase())),
    variable: name => guarded(anywhere, () => root.variable(name.toLowerCase())),
    output: name => guarded(anywhere, () => root.output(name.toLowerCase())),
    diagnostics: run.diagnostics,
    get steps() {
      return run.stepsUsed;
    },
  };
}

function createRoot(template: Template, { inputs, bounds }: EvaluationOptions): Frame {
  return createFrame({
    run: new Run({ ...DEFAULT_BOUNDS, ...bounds }),
    template,
    caller: null,
    scope: rootScope(template.level ?? 'resourceGroup'),
    prefix: '',
    callPath: [],
    condition: null,
    deploymentName: onlyAtDeployment('deployment', {
      kind: 'member',
      of: unknownCall('deployment'),
      key: scalar('name'),
    }),
    given: {
      value: name => inputs.get(name),
      missing: ({ name }) => `parameter \`${name}\` has no default`,
      fromFile: true,
    },
    outer: null,
  });
}

/** Left-over parameters that a message names. */
const MOST_NAMED = 5;

/** Names that are likely misspelt one by one, and what else is left over in each file at once. */
function reportUndeclared(template: Template, inputs: ReadonlyMap<string, Value>, run: Run): void {
  const ungiven = [...template.parameters.keys()].filter(name => !inputs.has(name));
  const leftOver = new Map<string, { names: string[]; span: Span }>();
  const nowhere = { source: template.source, start: 0, end: 0 };
  for (const [key, value] of inputs) {
    if (template.parameters.has(key)) continue;
    const { name = key, span = nowhere } = value.origin.at(-1) ?? {};
    const nearest = nearestName(key, ungiven);
    if (nearest) {
      const hint = `Did you mean \`${template.parameters.get(nearest)!.name}\`?`;
      run.report('undeclared-parameter', undeclared(template, [name]), span, hint);
      continue;
    }
    const { path } = span.source;
    const others = leftOver.get(path);
    if (others) others.names.push(name);
    else leftOver.set(path, { names: [name], span });
  }
  for (const { names, span } of leftOver.values()) {
    const hint = names.length === 1 ? 'Remove it or declare it.' : 'Remove them or declare them.';
    run.report('undeclared-parameter', undeclared(template, names), span, hint);
  }
}

function undeclared({ source }: Template, names: readonly string[]): string {
  const quoted = names.slice(0, MOST_NAMED).map(name => `\`${name}\``);
  const unnamed = names.length - quoted.length;
  const last = unnamed > 0 ? `${unnamed} more` : quoted.pop()!;
  return quoted.length === 0
    ? `\`${source.path}\` has no parameter ${last}`
    : `\`${source.path}\` has no parameters ${quoted.join(', ')} and ${last}`;
}
