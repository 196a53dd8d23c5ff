// What an expression can see: the template instance whose names it uses, the loops and lambdas around it.
// Refuses to know how any of it is computed.

import type { CallSite } from '../../../model/resource.ts';
import type { Value } from '../../../model/value.ts';
import type { Expression, ModuleCall, ResourceDeclaration, Template, UnresolvedModule } from '../template.ts';
import type { Run } from './run.ts';
import type { Scope } from './scope.ts';

export type Evaluate = (node: Expression, environment: Environment) => Value;

export interface Environment {
  /** Whose parameters, variables, functions and scope the expression sees. */
  readonly frame: Frame;
  /** Whose resources it may name; another frame than the first inside nested templates with outer evaluation. */
  readonly declared: Frame;
  readonly loops: Loop | null;
  readonly locals: Local | null;
  /** A user-defined function's arguments by name in lower case, which hide the parameters. */
  readonly arguments: ReadonlyMap<string, Value> | null;
  /** The parameter whose default this is. */
  readonly parameter: string | null;
}

/** One loop around an expression, innermost first. */
export interface Loop {
  /** In lower case; empty where the loop has none. */
  readonly name: string;
  readonly index: Value;
  /** Whether it repeats a resource: `copyIndex()` without a name means the innermost of these. */
  readonly ofResource: boolean;
  readonly outer: Loop | null;
}

/** One lambda parameter around an expression, innermost first. */
export interface Local {
  readonly name: string;
  readonly value: Value;
  readonly depth: number;
  readonly outer: Local | null;
}

/** One instance of a template: the root, or what one call of a module deploys. */
export interface Frame {
  readonly run: Run;
  readonly template: Template;
  readonly caller: Frame | null;
  readonly scope: Scope;
  /** Empty for the root, else what stands before its resources' addresses: `ai.`. */
  readonly prefix: string;
  readonly callPath: readonly CallSite[];
  /** The condition of the calls on the way here, null where they are made for certain. */
  readonly condition: Value | null;
  readonly deploymentName: Value;
  /** In which the template's own expressions are evaluated. */
  readonly environment: Environment;
  /** By name in lower case; undefined where it is not declared. */
  parameter(name: string): Value | undefined;
  variable(name: string): Value | undefined;
  output(name: string): Value | undefined;
  /** The instances of a declaration, one for each turn of its loop. */
  expand(declaration: ResourceDeclaration): readonly Instance[];
  /** The instance at an index; made up where the index is unknown. Null where the index is out of range. */
  instanceAt(declaration: ResourceDeclaration, index: Value): Instance | null;
  /** What a call of a module deploys, or why that is not known. */
  call(instance: Instance, module: ModuleCall): Frame | UnresolvedModule;
  /** What `reference()` names: a symbol, an id or a name of this template's resources. */
  find(target: Value): Instance | null;
  /** All instances of a symbol; null where nothing has this symbol. */
  findAll(symbol: string): readonly Instance[] | null;
}

/** One instance of a resource declaration. Everything of it is computed when it is asked for. */
export interface Instance {
  readonly declaration: ResourceDeclaration;
  readonly frame: Frame;
  readonly environment: Environment;
  /** Its place in its own loop or its parent's; null where nothing repeats it. */
  readonly index: Value | null;
  /** An expression of the declaration, as this instance sees it. */
  evaluate(node: Expression): Value;
  readonly type: () => Value;
  /** All segments, with those of its parents. */
  readonly name: () => Value;
  readonly id: () => Value;
  /** The id of what contains it, by declaration or by name. */
  readonly parentId: () => Value | null;
  readonly placement: () => Placement;
  /** Its own condition and those of the loop and the calls around it; null where it is simply true. */
  readonly condition: () => Value | null;
  readonly address: () => string;
  /** What a module call deploys; null for plain resources. */
  readonly module: () => Frame | UnresolvedModule | null;
}

/** Where a resource lives. */
export interface Placement {
  /** What its id begins with: `/subscriptions/…/resourceGroups/…`, or the id of the resource that it extends. */
  readonly prefix: Value;
  readonly scope: Scope;
  /** The id of the resource that it extends, where one is declared. */
  readonly extends: Value | null;
}

export function isUnresolved(module: Frame | UnresolvedModule): module is UnresolvedModule {
  return 'kind' in module;
}

export function withLoop(
  environment: Environment,
  name: string,
  index: Value,
  ofResource: boolean,
): Environment {
  return { ...environment, loops: { name: name.toLowerCase(), index, ofResource, outer: environment.loops } };
}
