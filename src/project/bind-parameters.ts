// Which parameter file is for which template: `.bicepparam` files say it, JSON files by their names and places.

import { posix } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Source } from '../model/source.ts';
import { stemOf } from './compiled-templates.ts';
import { type ProjectDiagnostic, problem } from './diagnostics.ts';
import type { FoundFile } from './discover.ts';
import { factsOfBicepParameters, factsOfJsonParameters, type ParameterFacts } from './parameter-facts.ts';
import { bindByName, type Candidate } from './parameter-names.ts';
import type { ProjectFiles } from './project-files.ts';
import type { FoundFiles, Selection } from './select-files.ts';
import { isSource, type Sources } from './sources.ts';
import type { Templates } from './templates.ts';
import { isInside, type Workspace, workspacePath } from './workspace.ts';

/** A parameter file and the template that it gives inputs to. */
export interface BoundInput {
  readonly template: string;
  readonly source: Source;
}

export interface Bindings {
  readonly inputs: readonly BoundInput[];
  readonly diagnostics: readonly Diagnostic[];
  /** The paths of the files that could be read. */
  readonly read: readonly string[];
}

export interface BindingContext {
  readonly workspace: Workspace;
  readonly sources: Sources;
  readonly files: ProjectFiles;
  readonly templates: Templates;
  readonly found: FoundFiles;
  readonly selection: Selection;
}

interface ReadParameterFile {
  readonly path: string;
  readonly source: Source;
  readonly facts: ParameterFacts;
}

/** Binds the parameter files of the workspace. */
export function bindParameters(context: BindingContext): Bindings {
  const inputs: BoundInput[] = [];
  const diagnostics: Diagnostic[] = [];
  const read = context.selection.parameterFiles.flatMap(file =>
    readParameterFile(file.path, context, diagnostics),
  );
  const extended = new Set(read.flatMap(file => extendedPath(file, context)));
  for (const file of read) {
    if (file.facts.using === 'none' && extended.has(file.path)) continue;
    const template = isBicep(file.path)
      ? usedTemplate(file, context, diagnostics)
      : namedTemplate(file, context, diagnostics, 'warning');
    if (template !== null) inputs.push({ template, source: file.source });
  }
  return { inputs, diagnostics, read: read.map(file => file.path) };
}

/** Binds parameter files that a person gave for this run; each must find a template among the roots. */
export function bindGiven(
  paths: readonly string[],
  roots: readonly string[],
  context: BindingContext,
): Bindings {
  const inputs: BoundInput[] = [];
  const diagnostics: Diagnostic[] = [];
  const { disk } = context.workspace;
  const read = paths.flatMap(path => {
    const absolute = disk.absolute(path);
    return readParameterFile(disk.realPath(absolute) ?? absolute, context, diagnostics);
  });
  for (const file of read) {
    const template = isBicep(file.path)
      ? usedTemplate(file, context, diagnostics)
      : givenTemplate(file, roots, context);
    if (template !== null && roots.includes(template)) inputs.push({ template, source: file.source });
    else if (template !== null || !isBicep(file.path)) diagnostics.push(forAnother(file, template, context));
  }
  return { inputs, diagnostics, read: read.map(file => file.path) };
}

function readParameterFile(
  path: string,
  { sources }: BindingContext,
  diagnostics: Diagnostic[],
): readonly ReadParameterFile[] {
  const source = sources.read(path);
  if (!isSource(source)) {
    diagnostics.push(source);
    return [];
  }
  return [
    { path, source, facts: isBicep(path) ? factsOfBicepParameters(source) : factsOfJsonParameters(source) },
  ];
}

function extendedPath(file: ReadParameterFile, { workspace }: BindingContext): readonly string[] {
  const { extended } = file.facts;
  return extended === null
    ? []
    : [posix.join(posix.dirname(file.path), extended)].filter(each => isInside(each, workspace.root));
}

/** The template in a Bicep parameter file's `using`. */
function usedTemplate(
  file: ReadParameterFile,
  { files }: BindingContext,
  diagnostics: Diagnostic[],
): string | null {
  const { using } = file.facts;
  if (using === null || using === 'none') return null;
  const location = files.locate(file.source, using.path);
  if (location.kind === 'file') return location.path;
  const message = `The template of \`${file.source.path}\` cannot be read: ${location.reason}`;
  const hint =
    location.canonical === null ? 'Correct the path after `using`.' : 'Restore it with `bicep restore`.';
  const severity = location.canonical === null ? 'error' : 'warning';
  diagnostics.push({ code: 'unresolved-template', severity, message, hint, span: using.span });
  return null;
}

/** The template for a JSON parameter file by its name and place. */
function namedTemplate(
  file: ReadParameterFile,
  context: BindingContext,
  diagnostics: Diagnostic[],
  severity: 'warning' | 'error',
): string | null {
  const binding = bindByName(
    file.path,
    folder => candidatesIn(folder, file.facts.names, context),
    folder => isInside(folder, context.workspace.root),
  );
  if (binding.kind !== 'none') return binding.path;
  diagnostics.push(unbound(file, context, severity));
  return null;
}

/** By name and place like any other, else the only root that declares all of its parameters. */
function givenTemplate(
  file: ReadParameterFile,
  roots: readonly string[],
  context: BindingContext,
): string | null {
  const template = namedTemplate(file, context, [], 'error');
  if (template !== null && roots.includes(template)) return template;
  const fitting = roots.filter(root => fits(root, file.facts.names, context.templates));
  return fitting.length === 1 ? fitting[0]! : template;
}

function candidatesIn(
  folder: string,
  names: ReadonlySet<string>,
  context: BindingContext,
): readonly Candidate[] {
  const { found, selection, templates } = context;
  return (found.inFolder.get(folder) ?? [])
    .filter(file => found.roleOf(file) === 'template')
    .map(({ path }: FoundFile) => ({
      path,
      stems: [path, ...[...selection.compiled].flatMap(([from, to]) => (to === path ? [from] : []))].map(
        stemOf,
      ),
      fits: () => fits(path, names, templates),
    }));
}

function fits(template: string, names: ReadonlySet<string>, templates: Templates): boolean {
  const facts = templates.facts(template);
  return facts?.deployable === true && isSubset(names, facts.parameters);
}

function isSubset(names: ReadonlySet<string>, declared: ReadonlySet<string>): boolean {
  for (const name of names) if (!declared.has(name)) return false;
  return true;
}

function unbound(
  file: ReadParameterFile,
  { workspace }: BindingContext,
  severity: 'warning' | 'error',
): ProjectDiagnostic {
  const path = workspacePath(workspace, file.path);
  const message = `No template beside or above \`${path}\` has its name or declares all of its parameters`;
  const hint = `Name it after its template (\`main.parameters.json\` for \`main.bicep\`), or give it with \`--params\`.`;
  return problem('unbound-parameter-file', severity, path, message, hint);
}

function forAnother(
  file: ReadParameterFile,
  template: string | null,
  { workspace }: BindingContext,
): ProjectDiagnostic {
  const path = workspacePath(workspace, file.path);
  const message =
    template === null
      ? `\`${path}\` fits none of the templates in this run, or several of them`
      : `\`${path}\` is for \`${workspacePath(workspace, template)}\`, which is not among the templates in this run`;
  const hint = 'Name the template that it is for as a path.';
  return problem('unbound-parameter-file', 'error', path, message, hint);
}

function isBicep(path: string): boolean {
  return path.toLowerCase().endsWith('.bicepparam');
}
