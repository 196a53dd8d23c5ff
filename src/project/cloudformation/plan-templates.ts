// The CloudFormation part of a project: which templates are deployed by themselves, with which parameters. Nothing is evaluated yet.

import { posix } from 'node:path';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Deployment } from '../../model/resource.ts';
import { evaluateTemplate } from '../../parsers/cloudformation/evaluate/evaluate-template.ts';
import type { ParameterFile } from '../../parsers/cloudformation/read-parameters.ts';
import type { SamEnvironment } from '../../parsers/cloudformation/sam-config.ts';
import type { LanguageOptions, LanguagePlan, PlannedRoot } from '../language-plan.ts';
import { mentioning } from '../mentions.ts';
import { closureOf, findRoots } from '../roots.ts';
import { insideAny, workspacePath } from '../workspace.ts';
import { bindChosen, bindParameters } from './bind-parameters.ts';
import { createTrace, type Trace } from './cloud-assembly.ts';
import { createExports, type Exports } from './exports.ts';
import { createTemplates, type Templates } from './templates.ts';

export function planTemplates(options: LanguageOptions): LanguagePlan {
  const { workspace, sources, given, inputs, isExcluded } = options;
  const templates = createTemplates(workspace, sources);
  const paths = selectTemplates(options, templates);
  const known = new Set(paths);
  const facts: typeof templates.facts = path => (known.has(path) ? templates.facts(path) : null);
  const judged = paths.filter(path => !isExcluded(path));
  const uncalled = findRoots(judged, facts, workspace.root);
  const bound = bindParameters(foundParameters(paths, options), judged, sources, templates);
  const asked = bindParameters(given, uncalled, sources, templates);
  const chosen = bindChosen(inputs, judged, sources);
  const roots = [
    ...new Set([uncalled, ...[bound, asked, chosen].map(each => [...each.byTemplate.keys()])].flat()),
  ].sort();
  const closures = new Map(roots.map(root => [root, closureOf(root, facts)]));
  const trace = createTrace(workspace, sources);
  const exported = createExports(templatesOf(options.files), workspace, templates);
  const relevant = roots.filter(root => isRelevant(closures.get(root)!, templates, options.isMapped));
  const name = (path: string): string => workspacePath(workspace, path);
  return {
    roots: roots.map(name),
    deployments: relevant.flatMap(root => {
      const deployed = [asked, chosen, bound].map(each => each.byTemplate.get(root)).find(each => each);
      return (deployed ?? [null]).map(each => planned(root, each, options, { templates, exported, trace }));
    }),
    diagnostics: [
      ...unjudged(paths, relevant, closures, templates),
      ...templates.diagnostics,
      ...bound.diagnostics,
      ...chosen.diagnostics,
    ],
    givenDiagnostics: asked.diagnostics.map(each => ({ ...each, severity: 'error' })),
    closures: new Map([...closures].map(([root, pulled]) => [name(root), new Set([...pulled].map(name))])),
    filesRead: paths.length + new Set([...bound.read, ...asked.read, ...chosen.read]).size,
  };
}

function templatesOf(files: LanguageOptions['files']): readonly string[] {
  return files.filter(file => file.type.role === 'template').map(file => file.path);
}

/** All templates where everything is named; else the named ones and those that may call them. */
function selectTemplates({ workspace, files }: LanguageOptions, templates: Templates): readonly string[] {
  const paths = templatesOf(files);
  const named = paths.filter(insideAny(workspace.named.map(each => each.path)));
  if (named.length === paths.length) return paths;
  const calls = (path: string): readonly string[] =>
    (templates.facts(path)?.calls ?? []).flatMap(call => (call.kind === 'file' ? [call.path] : []));
  const callers = mentioning(
    named,
    paths.map(path => [path, calls(path)] as const),
  );
  const pulled = new Set([...callers].flatMap(path => [...closureOf(path, templates.facts)]));
  return paths.filter(path => pulled.has(path));
}

function isRelevant(
  closure: ReadonlySet<string>,
  templates: Templates,
  isMapped: (type: string) => boolean,
): boolean {
  return [...closure].some(path => [...(templates.facts(path)?.types ?? [])].some(isMapped));
}

/** What is wrong with the texts of the templates that nothing which is evaluated pulls in. */
function unjudged(
  paths: readonly string[],
  relevant: readonly string[],
  closures: ReadonlyMap<string, ReadonlySet<string>>,
  templates: Templates,
): readonly Diagnostic[] {
  const judged = new Set(relevant.flatMap(root => [...closures.get(root)!]));
  const others = paths.filter(path => !judged.has(path) && templates.facts(path) !== null);
  return others.flatMap(path => templates.template(path)?.diagnostics ?? []);
}

interface Context {
  readonly templates: Templates;
  readonly exported: Exports;
  readonly trace: Trace;
}

function planned(
  root: string,
  parameters: ParameterFile | null,
  { workspace }: LanguageOptions,
  { templates, exported: imported, trace }: Context,
): PlannedRoot {
  const inputPaths = parameters ? [inputName(parameters)] : [];
  const evaluate = (): Deployment => {
    const inputs = parameters?.values ?? new Map();
    const { outputs: _, ...deployment } = evaluateTemplate(templates.template(root)!, {
      inputs,
      inputPaths,
      load: templates.load,
      imported,
    });
    const diagnostics = [...(parameters?.diagnostics ?? []), ...deployment.diagnostics];
    return trace({ ...deployment, diagnostics });
  };
  return { root: workspacePath(workspace, root), inputs: inputPaths, evaluate };
}

/** A file's path; of one with several environments, `samconfig.toml#prod` for any but the one that is used where none is named. */
function inputName(file: ParameterFile | SamEnvironment): string {
  const { path } = file.source;
  return 'name' in file && file.name !== 'default' ? `${path}#${file.name}` : path;
}

/** Parameter files beside, below or around what is read: everything where all templates are. Chosen ones are for their roots alone. */
function foundParameters(templates: readonly string[], options: LanguageOptions): readonly string[] {
  const { workspace, files, inputs, isExcluded } = options;
  const isNear = insideAny(templates.map(path => posix.dirname(path)));
  const isNamed = insideAny(workspace.named.map(each => each.path));
  const chosen = new Set([...inputs.values()].flat());
  return files
    .filter(({ path, type }) => type.role === 'parameters' && !isExcluded(path) && !chosen.has(path))
    .map(file => file.path)
    .filter(path => isNear(path) || isNamed(path));
}
