// A program to the deployment that it declares: its files walked from the entry, its libraries asked, nothing run.

import type { Deployment, Gap, Resource } from '../../model/resource.ts';
import { type Source, span } from '../../model/source.ts';
import { call, scalar, unknown, type Value } from '../../model/value.ts';
import { globals } from './builtins/globals.ts';
import { nodeModules } from './builtins/node-modules.ts';
import { BOUNDS, type Bounds } from './evaluate/bounds.ts';
import { constructValue } from './evaluate/calls.ts';
import { both } from './evaluate/choice.ts';
import { Exhausted, Thrown } from './evaluate/endings.ts';
import { Modules, type Parse, type ProgramFiles } from './evaluate/modules.ts';
import { type Declared, Run } from './evaluate/run.ts';
import { RunSite } from './evaluate/site.ts';
import type { Library } from './library.ts';
import type { ClassValue, ProgramValue } from './values.ts';

export interface ProgramOptions {
  readonly entry: Source;
  readonly files: ProgramFiles;
  readonly parse: Parse;
  readonly libraries: readonly Library[];
  /** Configuration of the stack, context of `cdk.json`: by name. */
  readonly inputs?: ReadonlyMap<string, Value>;
  readonly inputPaths?: readonly string[];
  readonly bounds?: Partial<Bounds>;
}

export interface EvaluatedProgram extends Deployment {
  /** The files that were walked, as in `Source.path`. */
  readonly files: ReadonlySet<string>;
  /** Steps taken, and `new` expressions of packages' classes that were reached. */
  readonly counts: { readonly steps: number; readonly constructed: number };
}

export function evaluateProgram(options: ProgramOptions): EvaluatedProgram {
  const { entry, inputPaths = [] } = options;
  let { run, modules } = walkProgram(options, true);
  // What a program does without the inputs that nothing gives may be to end: then they are unknown.
  if (run.threw && run.unset.decided) ({ run, modules } = walkProgram(options, false));
  for (const { rejection, span: place } of run.rejections)
    if (!rejection.isHandled) run.gap('the program throws an error here', { span: place });
  const resources = run.declared.map(each => resourceOf(each, run));
  return {
    root: entry.path,
    language: 'typescript',
    inputs: inputPaths,
    resources,
    gaps: [...run.gaps, ...resources.flatMap(gapOf)],
    diagnostics: run.diagnostics,
    files: modules.paths,
    counts: run.counts,
  };
}

function walkProgram(options: ProgramOptions, assumesUnset: boolean): { run: Run; modules: Modules } {
  const { entry, files, parse, inputs = new Map() } = options;
  const libraries = [...options.libraries, globals, nodeModules(files)];
  const run = new Run({ entry, libraries, inputs, bounds: { ...BOUNDS, ...options.bounds }, assumesUnset });
  const modules = new Modules(run, files, parse);
  run.load = source => modules.load(source);
  untilExhausted(() => {
    const main = modules.load(entry).read('default');
    if (main) for (const library of libraries) library.start?.(main, new RunSite(run, span(entry, 0, 0), 0));
    instantiateAlone(modules.classes, run);
  }, run);
  // What is declared is finished, however the walk ended.
  run.renew();
  for (const library of libraries) untilExhausted(() => library.finish?.(run), run);
  return { run, modules };
}

/** Walks until a bound is met. */
function untilExhausted(walk: () => void, run: Run): void {
  try {
    walk();
  } catch (error) {
    if (error instanceof RangeError)
      run.gap('the program is nested too deeply', { span: span(run.entry, 0, 0) });
    else if (!(error instanceof Exhausted) && !(error instanceof Thrown)) throw error;
  }
}

/** A program that deploys nothing by itself is a library of stacks or constructs: each is judged alone. */
function instantiateAlone(classes: readonly ClassValue[], run: Run): void {
  const roleOf = ({ base }: ClassValue): 'deployment' | 'part' | null =>
    (base && run.libraryOf(base.module)?.standalone?.(base)) ?? null;
  const isDeployed = [...run.instantiated].some(each => roleOf(each as ClassValue) === 'deployment');
  if (isDeployed || run.declared.length > 0) return;
  for (const role of ['deployment', 'part'] as const) {
    for (const type of classes) {
      if (roleOf(type) !== role || run.instantiated.has(type)) continue;
      const site = new RunSite(run, type.origin[0]!.span, type.origin[0]!.span.start);
      try {
        constructValue(type, unknownArguments(type, run), site);
      } catch (error) {
        if (!(error instanceof Thrown)) throw error;
      }
    }
  }
}

function unknownArguments(type: ClassValue, run: Run): readonly ProgramValue[] {
  const { base, name, parameters, origin } = type;
  const given = (base && run.libraryOf(base.module)?.standaloneArguments?.(type, run)) ?? [];
  const rest = parameters.slice(given.length).map(parameter => {
    const symbol = call('parameter', scalar(origin[0]!.span.source.path), scalar(name), scalar(parameter));
    return unknown(symbol, `parameter \`${parameter}\` of \`${name}\` has no value here`);
  });
  return [...given, ...rest];
}

/** A module that is not read may deploy anything. */
function gapOf(resource: Resource): readonly Gap[] {
  const { module, header } = resource;
  return module ? [{ reason: module.reason, span: header, resource }] : [];
}

/** What its own condition decides is decided in it. */
function resourceOf(declared: Declared, run: Run): Resource {
  const { declaration, span: place, header, callPath } = declared;
  const own = declaration.condition;
  const condition = own && declared.condition ? both(declared.condition, own) : (own ?? declared.condition);
  const mark = run.mark;
  if (condition) run.assume(condition);
  if (declaration.given) run.assume(declaration.given);
  const name = run.toValue(declaration.name);
  const properties = run.toValue(declaration.properties);
  run.release(mark);
  return {
    address: declaration.address,
    type: declaration.type,
    apiVersion: declaration.apiVersion ?? null,
    name,
    identities: declaration.identities,
    parent: declaration.parent ?? null,
    scope: declaration.scope ?? null,
    existing: declaration.existing ?? false,
    deployed: condition === null ? true : 'unknown',
    condition,
    properties,
    declaration: place,
    header,
    callPath,
    module: declaration.module ?? null,
  };
}
