// Plan files among the inputs: which configuration each was made of, and its deployment. Terraform has evaluated these, so that the
// configuration only says where things are written and what refers to what.

import { posix } from 'node:path';
import type { Deployment } from '../../model/resource.ts';
import type { Source } from '../../model/source.ts';
import { call, scalar, unknown, type Value, valueKey } from '../../model/value.ts';
import {
  createEvaluator,
  type EvaluationOptions,
  evaluateConfiguration,
} from '../../parsers/terraform/evaluate/evaluate-configuration.ts';
import type { Module } from '../../parsers/terraform/module.ts';
import { declaredInRoot, evaluatePlan } from '../../parsers/terraform/plan/evaluate-plan.ts';
import { variableValue } from '../../parsers/terraform/plan/planned-value.ts';
import { type Plan, readPlan } from '../../parsers/terraform/plan/read-plan.ts';
import type { VariableFile } from '../../parsers/terraform/read-variables.ts';
import type { ProjectDiagnostic } from '../diagnostics.ts';
import { isSource, type Sources } from '../sources.ts';
import { parentOf, type Workspace } from '../workspace.ts';
import type { Configurations } from './configurations.ts';
import { mergedInputs } from './merged-inputs.ts';

/** A plan file, and the folder of the configuration that it is a plan of; null where that is not in the workspace. */
export interface PlanFile {
  readonly plan: Plan;
  readonly root: string | null;
}

/** Reads plan files; the folders are all of those with configuration. */
export function readPlanFiles(
  paths: readonly string[],
  folders: readonly string[],
  context: {
    readonly workspace: Workspace;
    readonly sources: Sources;
    readonly configurations: Configurations;
  },
): { readonly plans: readonly PlanFile[]; readonly diagnostics: readonly ProjectDiagnostic[] } {
  const plans: PlanFile[] = [];
  const diagnostics: ProjectDiagnostic[] = [];
  for (const path of paths) {
    const source: Source | ProjectDiagnostic = context.sources.read(path);
    if (!isSource(source)) {
      diagnostics.push(source);
      continue;
    }
    const plan = readPlan(source);
    plans.push({ plan, root: rootOf(path, plan, folders, context) });
  }
  return { plans, diagnostics };
}

/** The nearest folder above the file, else the only one of all, whose module declares everything that the plan's root declares. */
function rootOf(
  path: string,
  plan: Plan,
  folders: readonly string[],
  { workspace, configurations }: { readonly workspace: Workspace; readonly configurations: Configurations },
): string | null {
  const { resources, calls } = declaredInRoot(plan);
  if (resources.length + calls.length === 0) return null;
  const fits = (folder: string): boolean => {
    const module = configurations.isModule(folder) ? configurations.module(folder) : null;
    return (
      module !== null &&
      resources.every(name => module.resources.has(name)) &&
      calls.every(name => module.calls.has(name))
    );
  };
  let folder: string | null = posix.dirname(path);
  while (folder !== null && folder.length >= workspace.root.length) {
    if (fits(folder)) return folder;
    folder = parentOf(folder);
  }
  const [only, other] = folders.filter(fits);
  return only !== undefined && other === undefined ? only : null;
}

/** What a plan would deploy, by itself or over the configuration that it was made of. */
export function deployPlan(
  plan: Plan,
  module: Module | null,
  choices: readonly (readonly VariableFile[])[],
  options: Omit<EvaluationOptions, 'inputs' | 'inputPaths'>,
): Deployment {
  const path = plan.source.path;
  const evaluated =
    module &&
    evaluateConfiguration(module, {
      ...options,
      inputs: inputsOf(plan, module, choices, options),
      inputPaths: [],
    });
  return {
    root: evaluated?.root ?? path,
    language: 'terraform',
    inputs: evaluated ? [path] : [],
    ...evaluatePlan(plan, evaluated),
    diagnostics: [],
  };
}

/** The plan's variables; those with the value that a variable file or a default gives come from there, where a person would edit them. */
function inputsOf(
  plan: Plan,
  module: Module,
  choices: readonly (readonly VariableFile[])[],
  options: Omit<EvaluationOptions, 'inputs' | 'inputPaths'>,
): ReadonlyMap<string, Value> {
  const written = choices.map(files => {
    const { inputs } = mergedInputs(files);
    return { inputs, evaluator: createEvaluator(module, { ...options, inputs, inputPaths: [] }) };
  });
  const given = new Map<string, Value>();
  for (const [name, node] of plan.variables) {
    const declared = module.variables.get(name);
    if (!declared) continue;
    const value = variableValue(node, name);
    const source = written.find(({ evaluator }) => {
      const other = evaluator.variable(name);
      return other !== undefined && valueKey(other) === valueKey(value);
    });
    const same = source ? source.inputs.get(name) : undefined;
    if (same) given.set(name, same);
    else if (!source) given.set(name, declared.sensitive ? sensitive(name, value) : value);
  }
  return given;
}

function sensitive(name: string, { origin }: Value): Value {
  return unknown(call('sensitive', scalar(name)), `variable \`${name}\` is sensitive`, origin);
}
