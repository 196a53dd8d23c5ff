// The TypeScript part of a project: which files are programs of their own. Files that an app reaches are judged in it; what no app
// reaches (a single stack, a library of constructs) is a program of its own. Nothing is evaluated yet.

import { posix } from 'node:path';
import { createSource, type Source } from '../../model/source.ts';
import type { Parse } from '../../parsers/typescript/evaluate/modules.ts';
import { evaluateProgram } from '../../parsers/typescript/evaluate-program.ts';
import { importingAll } from '../../parsers/typescript/pulumi/project-program.ts';
import { parseYamlProgram } from '../../parsers/typescript/pulumi/yaml-program.ts';
import type { LanguageOptions, LanguagePlan, PlannedRoot } from '../language-plan.ts';
import { findRoots } from '../roots.ts';
import { isSource, type Sources } from '../sources.ts';
import { insideAny, workspacePath } from '../workspace.ts';
import { cdkEntries } from './cdk-entries.ts';
import { contextOf } from './context.ts';
import { LIBRARIES } from './libraries.ts';
import { importsOf, isTest, makesApp, usesPulumi } from './program-facts.ts';
import { createParser, createProgramFiles } from './program-files.ts';
import { projectAround, type Stack, stacksOf } from './pulumi-stacks.ts';
import { createImportResolver, type ImportResolver } from './resolve-import.ts';

export function planPrograms(options: LanguageOptions): LanguagePlan {
  const { workspace, sources, files } = options;
  const isNamed = insideAny(workspace.named.map(each => each.path));
  const isNamedFile = insideAny(workspace.named.flatMap(each => (each.kind === 'file' ? [each.path] : [])));
  const programs = files
    .map(file => file.path)
    .filter(path => !options.isExcluded(path) && (isNamedFile(path) || !isTest(path)));
  const resolve = createImportResolver(workspace, sources);
  const graph = new Imports(sources, resolve);
  const written = programs.filter(path => !isYaml(path));
  const entries = cdkEntries(written, workspace, sources, resolve);
  const candidates = withStarts(written, entries, graph, options);
  const whole = joinProjects(rootsAmong(candidates, entries, graph, options), graph, options);
  const roots = [...whole, ...programs.filter(isYaml)].filter(root => [...graph.closure(root)].some(isNamed));
  const parse = createParser();
  const programFiles = createProgramFiles(workspace, sources, resolve);
  const name = (path: string): string => workspacePath(workspace, path);
  const planned = (path: string): readonly PlannedRoot[] => {
    const context = contextOf(path, workspace, sources);
    const asked = options.inputs.get(path) ?? options.given;
    const stacks = stacksOf(path, asked, workspace, sources);
    return (stacks.length > 0 ? stacks : [NO_STACK]).map(stack => {
      const inputPaths = stack.path === null ? [] : [name(stack.path)];
      return {
        root: name(path),
        inputs: inputPaths,
        evaluate: () =>
          evaluateProgram({
            entry: graph.source(path) ?? createSource(name(path), ''),
            files: programFiles,
            parse: parserOf(path, graph, parse),
            libraries: LIBRARIES,
            inputs: new Map([...context, ...stack.inputs]),
            inputPaths,
          }),
      };
    });
  };
  return {
    roots: roots.map(name),
    deployments: roots.flatMap(planned),
    diagnostics: [],
    givenDiagnostics: [],
    closures: new Map(roots.map(root => [name(root), new Set([...graph.closure(root)].map(name))])),
    filesRead: new Set(roots.flatMap(root => [...graph.closure(root)])).size,
  };
}

/** Also what Pulumi's projects start with, which may do no more than import the files that declare something. */
function withStarts(
  programs: readonly string[],
  entries: ReadonlySet<string>,
  graph: Imports,
  { workspace, sources, isExcluded }: LanguageOptions,
): readonly string[] {
  const found = new Set([...programs, ...[...entries].filter(path => !isExcluded(path))]);
  for (const path of programs) {
    if (!isPulumi(path, graph)) continue;
    const start = projectAround(path, workspace, sources)?.start ?? null;
    if (start !== null && !isExcluded(start) && graph.closure(start).has(path)) found.add(start);
  }
  return [...found];
}

/** Pulumi's programs in YAML. */
function isYaml(path: string): boolean {
  return /\.ya?ml$/.test(path);
}

/** What is not written in TypeScript is parsed into its tree: a program in YAML, or a project that deploys all of its files. */
function parserOf(path: string, graph: Imports, parse: Parse): Parse {
  if (!isYaml(path)) return parse;
  const files = graph.joined.get(path);
  if (!files) return source => (isYaml(source.path) ? parseYamlProgram(source) : parse(source));
  const specifiers = files.map(file => `./${posix.relative(posix.dirname(path), file)}`);
  return source => (isYaml(source.path) ? importingAll(specifiers, source) : parse(source));
}

/** Of Pulumi's projects whose start is made by a build the files are one program, which the project's file stands for. */
function joinProjects(
  roots: readonly string[],
  graph: Imports,
  { workspace, sources }: LanguageOptions,
): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const root of roots) {
    const project = projectAround(root, workspace, sources);
    const group = project && project.start === null ? project.file : root;
    groups.set(group, [...(groups.get(group) ?? []), root]);
  }
  return [...groups].map(([project, files]) => {
    const [only = project] = files;
    if (files.length === 1) return only;
    graph.joined.set(project, files);
    return project;
  });
}

const NO_STACK: Stack = { path: null, inputs: new Map() };

/** Apps, and of the files that no app reaches those that no other imports. */
function rootsAmong(
  candidates: readonly string[],
  entries: ReadonlySet<string>,
  graph: Imports,
  options: LanguageOptions,
): readonly string[] {
  const { workspace } = options;
  const facts = (path: string) => ({
    calls: graph.imports(path).map(each => ({ kind: 'file', path: each, canonical: null }) as const),
    types: new Set<string>(),
    hasComputedTypes: true,
    deployable: true,
    parameters: new Set<string>(),
  });
  const uncalled = findRoots(candidates, facts, workspace.root);
  const isApp = (path: string): boolean => {
    const text = graph.source(path)?.text ?? '';
    if (entries.has(path) || makesApp(text)) return true;
    return isStart(path, options) && [...graph.closure(path)].some(each => isPulumi(each, graph));
  };
  const apps = candidates
    .filter(isApp)
    .filter(path => uncalled.includes(path) || !isReached(path, uncalled, graph, isApp));
  const deployed = new Set(apps.flatMap(app => [...graph.closure(app)]));
  const known = new Set(candidates);
  const others = uncalled
    .filter(path => !deployed.has(path))
    .filter(path =>
      [...graph.closure(path)].some(
        each => known.has(each) && !deployed.has(each) && declaresClass(graph.source(each)),
      ),
    );
  return [...new Set([...apps, ...others])].sort();
}

function isPulumi(path: string, graph: Imports): boolean {
  return usesPulumi(graph.source(path)?.text ?? '');
}

/** Whether a program of Pulumi is what its project starts with; without a project, and without a start in it, every program may be. */
function isStart(path: string, { workspace, sources }: LanguageOptions): boolean {
  const project = projectAround(path, workspace, sources);
  return project === null || project.start === null || project.start === path;
}

/** Whether some other app imports it. */
function isReached(
  path: string,
  uncalled: readonly string[],
  graph: Imports,
  isApp: (path: string) => boolean,
): boolean {
  return uncalled.some(root => root !== path && isApp(root) && graph.closure(root).has(path));
}

/** Files that only pass on what others export declare nothing. */
function declaresClass(source: Source | null): boolean {
  return source !== null && /\bnew\s+\w/.test(source.text);
}

/** Who imports whom, each text read once. */
class Imports {
  /** By what stands for it the files of a project that is one program. */
  readonly joined = new Map<string, readonly string[]>();
  private readonly sources: Sources;
  private readonly resolve: ImportResolver;
  private readonly known = new Map<string, readonly string[]>();
  private readonly closures = new Map<string, ReadonlySet<string>>();

  constructor(sources: Sources, resolve: ImportResolver) {
    this.sources = sources;
    this.resolve = resolve;
  }

  source(path: string): Source | null {
    const source = this.sources.read(path);
    return isSource(source) ? source : null;
  }

  imports(path: string): readonly string[] {
    let found = this.known.get(path);
    if (!found) {
      const joined = this.joined.get(path);
      if (joined) return joined;
      const isCode = !/\.(?:json|ya?ml)$/.test(path);
      const source = isCode ? this.source(path) : null;
      found = source ? importsOf(source.text, path, this.resolve) : [];
      this.known.set(path, found);
    }
    return found;
  }

  /** A file with all that it reaches. */
  closure(path: string): ReadonlySet<string> {
    let reached = this.closures.get(path);
    if (reached) return reached;
    const found = new Set<string>();
    const open = [path];
    for (let each = open.pop(); each !== undefined; each = open.pop()) {
      if (found.has(each)) continue;
      found.add(each);
      open.push(...this.imports(each));
    }
    reached = found;
    this.closures.set(path, reached);
    return reached;
  }
}
