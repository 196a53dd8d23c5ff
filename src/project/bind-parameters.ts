// Which parameter file is for which template: `.bicepparam` files say it, JSON files by their names and places.

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Source } from '../model/source.ts';
import { type ProjectDiagnostic, problem } from './diagnostics.ts';
import { isBicepParameters } from './file-types.ts';
import type { FoundFiles } from './found-files.ts';
import { factsOfBicepParameters, factsOfJsonParameters, type ParameterFacts } from './parameter-facts.ts';
import { bindByName, type Candidate } from './parameter-names.ts';
import type { ModuleLocation, ProjectFiles } from './project-files.ts';
import type { Selection } from './select-files.ts';
import { isSource, type Sources } from './sources.ts';
import type { Templates } from './templates.ts';

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
  readonly sources: Sources;
  readonly files: ProjectFiles;
  readonly templates: Templates;
  readonly found: FoundFiles;
  readonly selection: Selection;
}

interface ParameterFile {
  readonly path: string;
  readonly source: Source;
  readonly facts: ParameterFacts;
}

/** Binds the parameter files of the workspace. */
export function bindParameters(context: BindingContext): Bindings {
  const inputs: BoundInput[] = [];
  const diagnostics: Diagnostic[] = [];
  const files = readAll(
    context.selection.parameterFiles.map(file => file.path),
    context.sources,
    diagnostics,
  );
  for (const file of files) {
    // What others build on gives inputs to nobody itself.
    if (file.facts.using?.kind === 'none') continue;
    const template = templateOf(file, context, diagnostics);
    if (template === null) continue;
    if (template === undefined) diagnostics.push(unbound(file));
    else inputs.push({ template, source: file.source });
  }
  return { inputs, diagnostics, read: files.map(file => file.path) };
}

/** Binds parameter files that a person gave for this run, each to one of the run's templates. */
export function bindGiven(
  paths: readonly string[],
  roots: readonly string[],
  context: BindingContext,
): Bindings {
  const inputs: BoundInput[] = [];
  const diagnostics: Diagnostic[] = [];
  const files = readAll(paths, context.sources, diagnostics);
  const selected = new Set([...context.selection.templates, ...roots]);
  for (const file of files) {
    const template = templateOf(file, context, diagnostics);
    if (template === null) continue;
    const meant =
      template !== undefined && selected.has(template) ? template : onlyFitting(file, roots, context);
    if (meant !== null) inputs.push({ template: meant, source: file.source });
    else
      diagnostics.push(forAnother(file, template === undefined ? null : context.templates.source(template)));
  }
  return { inputs, diagnostics, read: files.map(file => file.path) };
}

/** Binds parameter files that the configuration gives to roots; roots that are not in this run are left out. */
export function bindChosen(
  chosen: ReadonlyMap<string, readonly string[]>,
  context: BindingContext,
): Bindings {
  const selected = new Set(context.selection.templates);
  const inputs: BoundInput[] = [];
  const diagnostics: Diagnostic[] = [];
  const read: string[] = [];
  for (const [template, paths] of chosen) {
    if (!selected.has(template)) continue;
    for (const { path, source } of readAll(paths, context.sources, diagnostics)) {
      inputs.push({ template, source });
      read.push(path);
    }
  }
  return { inputs, diagnostics, read };
}

function readAll(
  paths: readonly string[],
  sources: Sources,
  diagnostics: Diagnostic[],
): readonly ParameterFile[] {
  const files: ParameterFile[] = [];
  for (const path of paths) {
    const source = sources.read(path);
    if (!isSource(source)) diagnostics.push(source);
    else if (isBicepParameters(path)) files.push({ path, source, facts: factsOfBicepParameters(source) });
    else files.push({ path, source, facts: factsOfJsonParameters(source) });
  }
  return files;
}

/** The template that a parameter file is for; undefined where nothing says it, null where a diagnostic does. */
function templateOf(
  file: ParameterFile,
  context: BindingContext,
  diagnostics: Diagnostic[],
): string | null | undefined {
  if (!isBicepParameters(file.path)) {
    const binding = bindByName(file.path, folder => candidatesIn(folder, file.facts.names, context));
    return binding.kind === 'none' ? undefined : binding.path;
  }
  const { using } = file.facts;
  if (using?.kind !== 'template') return undefined;
  const location = context.files.locate(file.source, using.path);
  if (location.kind === 'file') return location.path;
  diagnostics.push(unresolved(file, using, location));
  return null;
}

/** For a JSON file, the only root that declares all of its parameters. */
function onlyFitting(file: ParameterFile, roots: readonly string[], context: BindingContext): string | null {
  if (isBicepParameters(file.path)) return null;
  const [first, second] = roots.filter(root => fits(root, file.facts.names, context.templates));
  return first !== undefined && second === undefined ? first : null;
}

function candidatesIn(
  folder: string,
  names: ReadonlySet<string>,
  { found, templates }: BindingContext,
): readonly Candidate[] {
  return found
    .templatesIn(folder)
    .map(template => ({ ...template, fits: () => fits(template.path, names, templates) }));
}

function fits(template: string, names: ReadonlySet<string>, templates: Templates): boolean {
  const facts = templates.facts(template);
  return facts?.deployable === true && [...names].every(name => facts.parameters.has(name));
}

function unresolved(
  file: ParameterFile,
  using: { readonly span: Diagnostic['span'] },
  location: Extract<ModuleLocation, { kind: 'unresolved' }>,
): ProjectDiagnostic {
  const isMistake = location.canonical === null;
  return {
    code: 'unresolved-template',
    severity: isMistake ? 'error' : 'warning',
    message: `The template of \`${file.source.path}\` cannot be read: ${location.reason}`,
    hint: isMistake ? 'Correct the path after `using`.' : 'Restore it with `bicep restore`.',
    span: using.span,
  };
}

function unbound(file: ParameterFile): ProjectDiagnostic {
  const { path } = file.source;
  if (isBicepParameters(path)) {
    const message = `\`${path}\` does not say which template it is for`;
    return problem(
      'unbound-parameter-file',
      'warning',
      path,
      message,
      "Add `using 'main.bicep'`, or `using none`.",
    );
  }
  const message = `It is not clear which template \`${path}\` is for: none beside or above it has its name, and none or several declare its parameters`;
  const hint =
    'Name it after its template (`main.parameters.json` for `main.bicep`), or give it with `--params`.';
  return problem('unbound-parameter-file', 'warning', path, message, hint);
}

function forAnother(file: ParameterFile, template: Source | null): ProjectDiagnostic {
  const { path } = file.source;
  const message =
    template === null
      ? `\`${path}\` fits none of the templates in this run, or several of them`
      : `\`${path}\` is for \`${template.path}\`, which is not among the templates in this run`;
  return problem(
    'unbound-parameter-file',
    'error',
    path,
    message,
    'Name the template that it is for as a path.',
  );
}
