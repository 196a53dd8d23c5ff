// The CloudFormation part of a project: which templates are deployed by themselves, with which parameters. Nothing is evaluated yet.

import { evaluateTemplate } from '../../parsers/cloudformation/evaluate/evaluate-template.ts';
import type { LanguageOptions, LanguagePlan, PlannedRoot } from '../language-plan.ts';
import { mentioning } from '../mentions.ts';
import { closureOf, findRoots } from '../roots.ts';
import { insideAny, workspacePath } from '../workspace.ts';
import { createTemplates, type Templates } from './templates.ts';

export function planTemplates(options: LanguageOptions): LanguagePlan {
  const { workspace, sources } = options;
  const templates = createTemplates(workspace, sources);
  const paths = selectTemplates(options, templates);
  const known = new Set(paths);
  const facts: typeof templates.facts = path => (known.has(path) ? templates.facts(path) : null);
  const roots = findRoots(paths, facts, workspace.root);
  const closures = new Map(roots.map(root => [root, closureOf(root, facts)]));
  const relevant = roots.filter(root => isRelevant(closures.get(root)!, templates, options.isMapped));
  const name = (path: string): string => workspacePath(workspace, path);
  return {
    roots: roots.map(name),
    deployments: relevant.map(root => planned(root, options, templates)),
    diagnostics: templates.diagnostics,
    givenDiagnostics: [],
    closures: new Map([...closures].map(([root, pulled]) => [name(root), new Set([...pulled].map(name))])),
    filesRead: templates.read.size,
  };
}

/** All templates where everything is named; else the named ones and those that may call them. */
function selectTemplates({ workspace, files }: LanguageOptions, templates: Templates): readonly string[] {
  const paths = files.filter(file => file.type.role === 'template').map(file => file.path);
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

function planned(root: string, { workspace }: LanguageOptions, templates: Templates): PlannedRoot {
  return {
    root: workspacePath(workspace, root),
    inputs: [],
    evaluate: () =>
      evaluateTemplate(templates.template(root)!, {
        inputs: new Map(),
        inputPaths: [],
        load: templates.load,
      }),
  };
}
