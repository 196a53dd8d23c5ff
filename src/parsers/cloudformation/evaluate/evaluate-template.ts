// A template and its inputs to a deployment: the resources that it would create, its outputs and what is wrong with it.
// Promises to be total. Refuses to know the disk: whoever calls finds templates and reads files.

import { nearestName } from '../../../model/nearest-name.ts';
import type { Deployment } from '../../../model/resource.ts';
import type { Source } from '../../../model/source.ts';
import type { Value } from '../../../model/value.ts';
import type { Template } from '../template.ts';
import type { Export, FoundTemplate, Setting } from './environment.ts';
import { collectResources } from './resources.ts';
import { type Bounds, DEFAULT_BOUNDS, Run } from './run.ts';
import { NestableStack } from './stack.ts';

export interface EvaluationOptions {
  /** Parameter values by name. */
  readonly inputs: ReadonlyMap<string, Value>;
  /** Paths of the parameter files that gave the inputs, in the order in which they apply. */
  readonly inputPaths: readonly string[];
  /** The template at a path beside another one. The same template must be the same object, however often it is named. */
  readonly load?: (from: Source, path: string) => FoundTemplate;
  /** What another stack of the workspace exports under a name. */
  readonly imported?: (name: string) => Export | null;
  readonly bounds?: Partial<Bounds>;
}

export interface EvaluatedTemplate extends Deployment {
  readonly outputs: ReadonlyMap<string, Value>;
}

/** Everything that the template would deploy with these inputs. */
export function evaluateTemplate(template: Template, options: EvaluationOptions): EvaluatedTemplate {
  const root = createStack(template, options);
  const { run } = root;
  reportUndeclared(template, options.inputs, run);
  const { resources, gaps, diagnostics } = collectResources(root);
  const outputs = new Map<string, Value>();
  for (const name of template.outputs.keys()) {
    const value = root.output(name);
    if (value) outputs.set(name, value);
  }
  return {
    root: template.source.path,
    language: 'cloudformation',
    inputs: options.inputPaths,
    resources,
    gaps,
    diagnostics: [...diagnostics, ...run.diagnostics],
    outputs,
  };
}

/** One stack of a template by itself, for what is less than a deployment. */
export function createStack(template: Template, options: EvaluationOptions, prefix = ''): NestableStack {
  const run = new Run({ ...DEFAULT_BOUNDS, ...options.bounds });
  const setting: Setting = {
    run,
    load: options.load ?? (() => ({ unresolved: 'other templates are not read' })),
    imported: options.imported ?? (() => null),
  };
  const missing = (name: string): string => `parameter \`${name}\` has no default`;
  const given = { value: (name: string) => options.inputs.get(name), missing };
  return new NestableStack({ setting, template, caller: null, prefix, callPath: [], around: null, given });
}

function reportUndeclared(
  { parameters, open }: Template,
  inputs: ReadonlyMap<string, Value>,
  run: Run,
): void {
  if (open.has('Parameters')) return;
  for (const [name, value] of inputs) {
    const place = value.origin.at(-1)?.span;
    if (parameters.has(name) || !place) continue;
    const near = nearestName(name, parameters.keys());
    const hint = near === null ? 'Remove it, or declare the parameter.' : `Did you mean \`${near}\`?`;
    run.report('undeclared-parameter', `The template has no parameter \`${name}\``, place, hint);
  }
}
