// The Terraform part of a project: which folders are deployed by themselves, with which variables. Nothing is evaluated yet.

import { posix } from 'node:path';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Deployment } from '../../model/resource.ts';
import {
  type EvaluationOptions,
  evaluateConfiguration,
} from '../../parsers/terraform/evaluate/evaluate-configuration.ts';
import type { Plan } from '../../parsers/terraform/plan/read-plan.ts';
import { readVariableFile, type VariableFile } from '../../parsers/terraform/read-variables.ts';
import type { FoundFile } from '../discover.ts';
import { isVariableFile } from '../file-types.ts';
import type { LanguageOptions, LanguagePlan, PlannedRoot } from '../language-plan.ts';
import { mentioning } from '../mentions.ts';
import { closureOf, findRoots } from '../roots.ts';
import { isSource, type Sources } from '../sources.ts';
import { insideAny, type Workspace, workspacePath } from '../workspace.ts';
import { type BoundVariables, bindVariables } from './bind-variables.ts';
import {
  type Configurations,
  createConfigurations,
  folderOf,
  folderPath,
  typesIn,
} from './configurations.ts';
import { mergedInputs } from './merged-inputs.ts';
import { createModuleFiles } from './module-files.ts';
import { deployPlan, readPlanFiles } from './plan-files.ts';
import { isRestored } from './restored-modules.ts';

export function planConfigurations(options: LanguageOptions): LanguagePlan {
  const { workspace, sources, files, isMapped } = options;
  const configurations = createConfigurations(workspace, sources, files);
  const context = { workspace, sources, configurations };
  const all = foldersOf(files);
  const read = readPlanFiles(options.given.filter(isPlanFile), all, context);
  const plannedRoots = new Set(read.plans.flatMap(({ root }) => root ?? []));
  const given = options.given.filter(path => !isPlanFile(path));
  const folders = selectFolders(options, all, [...given, ...plannedRoots], configurations);
  const judged = judgedFolders(folders, options);
  const uncalled = findRoots(judged.map(folderPath), configurations.facts, workspace.root).map(folderOf);
  const bound = bindVariables(
    variablesNear(foundVariables(options), judged, options),
    folders,
    uncalled,
    context,
  );
  const asked = bindVariables(given, folders, uncalled, context);
  const roots = [
    ...new Set([...uncalled, ...bound.byRoot.keys(), ...asked.byRoot.keys(), ...plannedRoots]),
  ].sort();
  const closures = new Map(
    roots.map(root => [root, new Set([...closureOf(folderPath(root), configurations.facts)].map(folderOf))]),
  );
  const relevant = roots.filter(
    root => !plannedRoots.has(root) && isRelevant(closures.get(root)!, configurations, isMapped),
  );
  const plans = read.plans.filter(({ plan }) => typesIn(plan.source.text).some(isMapped));
  const needed = new Set([...relevant, ...plannedRoots].flatMap(root => [...closures.get(root)!]));
  for (const folder of folders) if (!needed.has(folder)) configurations.forget(folder);
  const name = (path: string): string => workspacePath(workspace, path);
  const choices = (root: string) =>
    inputsOf(bound.byRoot.get(root), asked.byRoot.get(root) ?? chosenFor(root, options));
  return {
    roots: roots.map(name),
    deployments: [
      ...relevant.flatMap(root =>
        choices(root).map(inputs => planned(root, inputs, options, configurations)),
      ),
      ...plans.map(({ plan, root }) =>
        plannedBy(plan, root, root === null ? [] : choices(root), options, configurations),
      ),
    ].sort((left, right) => (left.root < right.root ? -1 : left.root > right.root ? 1 : 0)),
    diagnostics: [...configurations.diagnostics, ...bound.diagnostics],
    givenDiagnostics: [
      ...asked.diagnostics.map(each => ({ ...each, severity: 'error' as const })),
      ...read.diagnostics,
      ...read.plans.flatMap(({ plan }) => plan.diagnostics),
    ],
    closures: new Map([...closures].map(([root, pulled]) => [name(root), new Set([...pulled].map(name))])),
    filesRead: configurations.read.size + new Set([...bound.read, ...asked.read]).size + read.plans.length,
  };
}

function isPlanFile(path: string): boolean {
  return !isVariableFile(path);
}

/** All folders with configuration. */
function foldersOf(files: readonly FoundFile[]): readonly string[] {
  return [
    ...new Set(files.filter(file => file.type.role === 'template').map(file => posix.dirname(file.path))),
  ];
}

/** All folders with configuration where everything is named; else the named ones and those that may call them. */
function selectFolders(
  { workspace, files }: LanguageOptions,
  folders: readonly string[],
  given: readonly string[],
  configurations: Configurations,
): readonly string[] {
  const isNamed = insideAny([...workspace.named.map(each => each.path), ...given]);
  const named = files.filter(file => isNamed(file.path));
  if (named.length === files.length) return folders;
  const start = new Set(named.map(file => folderPath(posix.dirname(file.path))));
  if (start.size === 0) return [];
  const mentions = folders.map(folder => [folderPath(folder), configurations.mentioned(folder)] as const);
  const reached = mentioning(start, mentions);
  return folders.filter(folder => reached.has(folderPath(folder)));
}

/** Without the folders in which no file is to be judged. */
function judgedFolders(
  folders: readonly string[],
  { files, isExcluded }: LanguageOptions,
): readonly string[] {
  const judged = new Set(foldersOf(files.filter(({ path }) => !isExcluded(path))));
  return folders.filter(folder => judged.has(folder));
}

/** The variable files of which nobody has said what they are for. */
function foundVariables({ files, inputs, isExcluded }: LanguageOptions): readonly string[] {
  const chosen = new Set([...inputs.values()].flat());
  return files
    .filter(({ path, type }) => type.role === 'parameters' && !isExcluded(path) && !chosen.has(path))
    .map(file => file.path);
}

/** What the configuration gives to a root. */
function chosenFor(root: string, { inputs, sources }: LanguageOptions): BoundVariables | undefined {
  const read = inputs.get(root)?.map(path => sources.read(path));
  return read && { automatic: [], chosen: read.filter(isSource).map(readVariableFile) };
}

/** Variable files beside, below or around what is read: everything where all folders are. */
function variablesNear(
  paths: readonly string[],
  folders: readonly string[],
  { workspace }: LanguageOptions,
): readonly string[] {
  const isNear = insideAny(folders);
  const isNamed = insideAny(workspace.named.map(each => each.path));
  return paths.filter(path => isNear(path) || isNamed(path));
}

function isRelevant(
  closure: ReadonlySet<string>,
  configurations: Configurations,
  isMapped: (type: string) => boolean,
): boolean {
  for (const folder of closure) {
    const types = configurations.facts(folderPath(folder))?.types ?? [];
    for (const type of types) if (isMapped(type)) return true;
  }
  return false;
}

/** The sets of variable files with which a root is deployed. */
function inputsOf(
  bound: BoundVariables | undefined,
  asked: BoundVariables | undefined,
): readonly (readonly VariableFile[])[] {
  const automatic = bound?.automatic ?? [];
  const given = [...(asked?.automatic ?? []), ...(asked?.chosen ?? [])];
  const chosen = given.length > 0 ? given : (bound?.chosen ?? []);
  return chosen.length === 0 ? [automatic] : chosen.map(file => [...automatic, file]);
}

function planned(
  root: string,
  inputs: readonly VariableFile[],
  { workspace, sources, isMapped }: LanguageOptions,
  configurations: Configurations,
): PlannedRoot {
  const paths = inputs.map(file => file.source.path);
  const evaluate = (): Deployment => {
    const { outputs: _, ...deployment } = evaluateConfiguration(configurations.module(root)!, {
      ...surroundings(root, workspace, sources, configurations),
      ...mergedInputs(inputs),
      inputPaths: paths,
      isRead: isMapped,
    });
    const found = inputs.length === 0 ? deployment.diagnostics.filter(isMistake) : deployment.diagnostics;
    const diagnostics = [...inputs.flatMap(file => file.diagnostics), ...found];
    const isOurs = ({ span }: Diagnostic): boolean => !isRestored(span?.source.path ?? '');
    return { ...deployment, diagnostics: diagnostics.filter(isOurs) };
  };
  return { root: workspacePath(workspace, root), inputs: paths, evaluate };
}

/** A plan file's deployment, over its configuration where that is in the workspace. */
function plannedBy(
  plan: Plan,
  root: string | null,
  choices: readonly (readonly VariableFile[])[],
  { workspace, sources }: LanguageOptions,
  configurations: Configurations,
): PlannedRoot {
  const path = plan.source.path;
  const evaluate = (): Deployment =>
    deployPlan(
      plan,
      root === null ? null : configurations.module(root),
      choices,
      surroundings(root ?? workspace.root, workspace, sources, configurations),
    );
  return {
    root: root === null ? path : workspacePath(workspace, root),
    inputs: root === null ? [] : [path],
    evaluate,
  };
}

/** What a configuration is evaluated with beside its inputs. */
function surroundings(
  root: string,
  workspace: Workspace,
  sources: Sources,
  configurations: Configurations,
): Omit<EvaluationOptions, 'inputs' | 'inputPaths'> {
  return {
    workspace: selectedWorkspace(root, workspace, sources),
    modules: call => configurations.resolve(root, call),
    files: createModuleFiles(root, workspace, sources),
  };
}

/** What fails with default values alone asks for inputs, and says nothing against the configuration. */
function isMistake({ code }: Diagnostic): boolean {
  return code !== 'evaluation-failed' && code !== 'failed-validation';
}

/** What `terraform workspace select` has left; null where it was never used here. */
function selectedWorkspace(root: string, { disk }: Workspace, sources: Sources): string | null {
  const path = posix.join(root, '.terraform/environment');
  if (disk.kindOf(path) !== 'file') return null;
  const source = sources.read(path);
  return isSource(source) ? source.text.trim() || null : null;
}
