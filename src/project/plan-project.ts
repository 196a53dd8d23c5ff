// From paths to the list of what would be deployed: every root with every parameter file that is bound to it. Nothing is evaluated yet.

import { posix } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Language } from '../model/resource.ts';
import type { Source } from '../model/source.ts';
import { createBicepConfigurations } from './bicep-configuration.ts';
import {
  type BindingContext,
  type BoundInput,
  bindChosen,
  bindGiven,
  bindParameters,
} from './bind-parameters.ts';
import { discover, type FoundFile } from './discover.ts';
import type { Disk } from './disk.ts';
import { type FileRole, fileTypeOf } from './file-types.ts';
import { indexFiles } from './found-files.ts';
import type { LanguageOptions, LanguagePlan, PlannedRoot } from './language-plan.ts';
import { LANGUAGES, type LanguageEntry } from './languages.ts';
import { nodeDisk } from './node-disk.ts';
import { createFiles, type ProjectFiles } from './project-files.ts';
import { createReportScope, excluding, type ReportScope } from './report-scope.ts';
import { createRoles, type Roles } from './roles.ts';
import { closureOf, findRoots } from './roots.ts';
import { type Selection, selectFiles } from './select-files.ts';
import { createSources, isSource, type Sources } from './sources.ts';
import { createTemplates, type Templates } from './templates.ts';
import { insideAny, type NamedPath, openWorkspace, type Workspace, workspacePath } from './workspace.ts';

export interface ProjectOptions {
  /** As a person gave them, relative to the working folder. */
  readonly paths: readonly string[];
  /** Parameter files for this run, instead of those that the workspace binds to the same templates. */
  readonly parameterFiles?: readonly string[];
  /**
   * Whether rules know a type: a native type in lower case (`microsoft.search/searchservices`) or a registry module without its version
   * (`br/public:avm/res/search/search-service`). Only roots that pull in such a type are evaluated.
   */
  readonly isMapped: (type: string) => boolean;
  /** Parameter files by root, absolute and without links, instead of those that the workspace binds; each gives one deployment. */
  readonly inputs?: ReadonlyMap<string, readonly string[]>;
  /** Files that are not judged, by absolute path: they are read where others call them, and nothing is said of them. */
  readonly isExcluded?: (path: string) => boolean;
  /** Told before each deployment is evaluated how many are done, and of how many. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly disk?: Disk;
}

/** One root with one set of inputs, before it is evaluated. */
export interface PlannedDeployment {
  readonly root: Source;
  /** Null for the defaults. */
  readonly inputs: Source | null;
}

export interface Plan {
  readonly workspace: Workspace;
  readonly files: ProjectFiles;
  readonly scope: ReportScope;
  /** Every root as in `Source.path`, evaluated or not. */
  readonly roots: readonly string[];
  /** Those whose types rules know, by root, then by parameter file. */
  readonly deployments: readonly PlannedDeployment[];
  /** Those of the languages that are evaluated by themselves. */
  readonly planned: readonly PlannedRoot[];
  /** About the named files and what they pull in. */
  readonly diagnostics: readonly Diagnostic[];
  /** Templates and parameter files of the workspace that were read. */
  readonly filesRead: number;
  /** Files compiled from Bicep, which are reported on their Bicep file. */
  readonly compiled: number;
}

export async function planProject(options: ProjectOptions): Promise<Plan> {
  const workspace = openWorkspace(options.paths, options.disk ?? nodeDisk());
  const discovery = discover(workspace);
  const sources = createSources(workspace);
  const { isMapped, isExcluded = () => false, inputs: chosen = new Map() } = options;
  const roles = createRoles(workspace, sources);
  const inputs = inputsOf(realPaths(options.parameterFiles ?? [], workspace.disk), roles, sources);
  const configurations = createBicepConfigurations(workspace);
  const files = createFiles(workspace, sources, configurations);
  const templates = createTemplates(sources, files);
  const found = indexFiles(
    discovery.files.filter(({ path, type }) => isTemplateLanguage(type.language) && !isExcluded(path)),
    roles,
  );
  const selection = withoutParameters(selectFiles(found, workspace, sources), chosen);
  const named = inputsOf(
    workspace.named.flatMap(each => (isOfNoLanguage(each, roles) ? [each.path] : [])),
    roles,
    sources,
  ).ofLanguages;
  const scope = excluding(
    createReportScope(workspace, selection.compiled, named.keys()),
    workspace,
    isExcluded,
  );

  const context: BindingContext = { sources, files, templates, found, selection };
  const bound = bindParameters(context);
  const uncalled = findRoots(selection.templates, templates.facts, workspace.root);
  const given = bindGiven(inputs.others, uncalled, context);
  const configured = bindChosen(chosen, context);
  const roots = withBound(uncalled, [...bound.inputs, ...given.inputs, ...configured.inputs]);
  const relevant = roots.filter(root => isRelevant(root, templates, isMapped));
  forgetOthers(relevant, templates, sources);
  const languages = await planLanguages(discovery.files, new Map([...inputs.ofLanguages, ...named]), roles, {
    workspace,
    sources,
    isMapped,
    isExcluded,
    inputs: chosen,
  });

  return {
    workspace,
    files,
    scope,
    roots: [
      ...roots.map(root => workspacePath(workspace, root)),
      ...languages.flatMap(language => language.roots),
    ],
    planned: languages.flatMap(language => language.deployments),
    deployments: relevant.flatMap(root =>
      deploymentsOf(root, [given.inputs, configured.inputs, bound.inputs], templates),
    ),
    diagnostics: [
      ...workspace.diagnostics,
      ...given.diagnostics,
      ...configured.diagnostics,
      ...languages.flatMap(language => language.givenDiagnostics),
      ...configurations.diagnostics,
      ...within(discovery.diagnostics, scope.contains),
      ...within(roles.diagnostics, scope.contains),
      ...within(bound.diagnostics, scope.contains),
      ...within(templates.diagnostics, reportable(roots, templates, workspace, scope)),
      ...languages.flatMap(each => within(each.diagnostics, inReported(each.closures, scope))),
    ],
    filesRead: languages.reduce(
      (sum, language) => sum + language.filesRead,
      templates.read.size + new Set([...bound.read, ...given.read, ...configured.read]).size,
    ),
    compiled: selection.compiled.size,
  };
}

interface Inputs {
  /** By path. */
  readonly ofLanguages: ReadonlyMap<string, LanguageEntry>;
  readonly others: readonly string[];
}

/** Which inputs the languages that are evaluated by themselves take for their own. */
function inputsOf(paths: readonly string[], roles: Roles, sources: Sources): Inputs {
  const ofLanguages = new Map<string, LanguageEntry>();
  for (const path of paths) {
    const text = (): string => {
      const source = sources.read(path);
      return isSource(source) ? source.text : '';
    };
    const file = { path, roleIn: roleOfInput(path, roles), text };
    const entry = LANGUAGES.find(({ takes }) => takes(file));
    if (entry) ofLanguages.set(path, entry);
  }
  return { ofLanguages, others: paths.filter(path => !ofLanguages.has(path)) };
}

/** Whether a named file could be of several languages, but is of none. */
function isOfNoLanguage({ path, kind }: NamedPath, roles: Roles): boolean {
  const type = kind === 'file' ? fileTypeOf(posix.basename(path)) : null;
  if (type === null || typeof type.role !== 'function') return false;
  return [type, type.otherwise].every(each => !each || roles.in({ path, type }, each.language) === 'other');
}

/** The plan of each language that has a file here; the others are not even loaded. */
async function planLanguages(
  files: readonly FoundFile[],
  inputs: ReadonlyMap<string, LanguageEntry>,
  roles: Roles,
  options: Omit<LanguageOptions, 'files' | 'given'>,
): Promise<readonly LanguagePlan[]> {
  const plans: LanguagePlan[] = [];
  for (const entry of LANGUAGES) {
    const own = filesOf(entry.language, files, roles, options.workspace);
    const given = [...inputs].flatMap(([path, of]) => (of === entry ? [path] : []));
    if (own.length === 0 && given.length === 0) continue;
    const plan = await entry.load();
    plans.push(plan({ ...options, files: own, given }));
  }
  return plans;
}

/** The files of a language, with their roles. Where only their text tells and nothing of it is named, none is looked at. */
function filesOf(
  language: Language,
  files: readonly FoundFile[],
  roles: Roles,
  { named }: Workspace,
): readonly FoundFile[] {
  const possible = files.filter(({ type }) =>
    [type, type.otherwise].some(each => each?.language === language),
  );
  const isNamed = insideAny(named.map(each => each.path));
  const own = (file: FoundFile): readonly FoundFile[] => {
    const role = roles.in(file, language);
    return role === 'other' ? [] : [{ path: file.path, type: { language, role } }];
  };
  const [first, rest] = partition(possible, file => isNamed(file.path));
  const found = first.flatMap(own);
  return found.length === 0 && rest.every(({ type }) => typeof type.role === 'function')
    ? []
    : [...found, ...rest.flatMap(own)].sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** What a file given as parameters is in a language. */
function roleOfInput(path: string, roles: Roles): (language: Language) => FileRole {
  const type = fileTypeOf(posix.basename(path));
  return language => (type === null ? 'other' : roles.in({ path, type }, language));
}

/** The items for which something holds, and the others. */
function partition<T>(
  items: readonly T[],
  holds: (item: T) => boolean,
): readonly [readonly T[], readonly T[]] {
  return [items.filter(holds), items.filter(item => !holds(item))];
}

function realPaths(paths: readonly string[], disk: Disk): readonly string[] {
  return paths.map(path => disk.realPath(disk.absolute(path)) ?? disk.absolute(path));
}

/** What nobody calls, and what parameter files say is deployed by itself. */
function withBound(uncalled: readonly string[], inputs: readonly BoundInput[]): readonly string[] {
  return [...new Set([...uncalled, ...inputs.map(input => input.template)])].sort();
}

function isRelevant(root: string, templates: Templates, isMapped: (type: string) => boolean): boolean {
  for (const path of closureOf(root, templates.facts)) {
    const facts = templates.facts(path);
    if (facts && (facts.hasComputedTypes || [...facts.types].some(isMapped))) return true;
  }
  return false;
}

/** Lets go of the texts that no evaluation will need. */
function forgetOthers(relevant: readonly string[], templates: Templates, sources: Sources): void {
  const needed = new Set(relevant.flatMap(root => [...closureOf(root, templates.facts)]));
  for (const path of templates.read) if (!needed.has(path)) sources.forget(path);
}

/** With the parameter files of the first that has any for it (this run, the configuration, the workspace), else with the defaults. */
function deploymentsOf(
  root: string,
  bindings: readonly (readonly BoundInput[])[],
  templates: Templates,
): readonly PlannedDeployment[] {
  const source = templates.source(root);
  if (source === null) return [];
  const own = bindings.map(inputs => inputs.filter(input => input.template === root));
  const inputs = own.find(each => each.length > 0) ?? [];
  if (inputs.length === 0) return [{ root: source, inputs: null }];
  return inputs.map(input => ({ root: source, inputs: input.source }));
}

function isTemplateLanguage(language: Language): boolean {
  return language === 'bicep' || language === 'arm';
}

/** Without the parameter files for which the configuration says what they are for. */
function withoutParameters(selection: Selection, chosen: ReadonlyMap<string, readonly string[]>): Selection {
  const taken = new Set([...chosen.values()].flat());
  return { ...selection, parameterFiles: selection.parameterFiles.filter(({ path }) => !taken.has(path)) };
}

/** Whether a template lies in the named paths, or a named root pulls it in. */
function reportable(
  roots: readonly string[],
  templates: Templates,
  workspace: Workspace,
  scope: ReportScope,
): (path: string) => boolean {
  const pulledIn = new Set<string>();
  for (const root of roots) {
    if (!scope.contains(workspacePath(workspace, root))) continue;
    for (const path of closureOf(root, templates.facts)) pulledIn.add(workspacePath(workspace, path));
  }
  return path => pulledIn.has(path) || scope.contains(path);
}

/** Whether a file lies in the named paths, or a named root pulls it or its folder in. */
function inReported(
  closures: ReadonlyMap<string, ReadonlySet<string>>,
  scope: ReportScope,
): (path: string) => boolean {
  const reported = [...closures].flatMap(([root, pulled]) => (scope.contains(root) ? [...pulled] : []));
  const pulledIn = new Set(reported);
  return path => pulledIn.has(path) || pulledIn.has(posix.dirname(path)) || scope.contains(path);
}

/** Those about a path that `contains` holds for, and those about none. */
export function within(
  diagnostics: readonly Diagnostic[],
  contains: (path: string) => boolean,
): readonly Diagnostic[] {
  return diagnostics.filter(each => {
    const path = pathOf(each);
    return path === null || contains(path);
  });
}

/** The file that a diagnostic is about, as in `Source.path`. */
export function pathOf(diagnostic: Diagnostic): string | null {
  return diagnostic.span?.source.path ?? diagnostic.path ?? null;
}
