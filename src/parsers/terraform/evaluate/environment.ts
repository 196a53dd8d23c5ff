// What an expression can see: the module instance whose names it uses, the turn of the resource or module around it, names of its own.
// Refuses to know how any of it is computed.

import type { CallSite } from '../../../model/resource.ts';
import type { Source, Span } from '../../../model/source.ts';
import type { UnknownValue, Value } from '../../../model/value.ts';
import type { ModuleFiles } from '../functions/types.ts';
import type { Expression } from '../hcl/syntax.ts';
import type { Module, ModuleCall, ResourceDeclaration } from '../module.ts';
import type { Run } from './run.ts';

export type Evaluate = (node: Expression, environment: Environment) => Value;

export interface Environment {
  readonly frame: Frame;
  /** Innermost first: items of `for`, iterators of dynamic blocks, a template's variables. */
  readonly locals: Local | null;
  /** `count.index` and `each`, where the declaration is repeated. */
  readonly turn: Turn | null;
  /** Only `locals` are in scope: inside a template file. */
  readonly isolated: boolean;
}

export interface Local {
  readonly name: string;
  readonly value: Value;
  readonly outer: Local | null;
}

/** One of the instances that `count` or `for_each` make. */
export interface Turn {
  /** The index or key; null where nothing repeats the declaration. */
  readonly key: Value | null;
  /** `each.value`; null under `count`. */
  readonly value: Value | null;
  /** Whether there is this turn; null where it is certain. */
  readonly condition: Value | null;
}

/** What the whole evaluation is told from outside. */
export interface Setting {
  readonly run: Run;
  readonly root: Module;
  readonly workspace: Value;
  readonly files: ModuleFiles | null;
  /** The module that a call names, or why it is not on this machine. */
  load(call: ModuleReference): Module | UnresolvedModule;
}

/** A call as those who find modules see it. */
export interface ModuleReference {
  readonly source: string;
  /** The version constraint as written. */
  readonly version: string | null;
  /** The names of the calls from the root, joined with dots: `ai.account`, as in `modules.json`. */
  readonly key: string;
  /** The calling module's folder, and the file in which the call stands. */
  readonly folder: string;
  readonly from: Source;
}

export interface UnresolvedModule {
  readonly kind: 'unresolved';
  /** In the user's words: "module `Azure/openai/azurerm` is not on this machine". */
  readonly reason: string;
}

/** One instance of a module: the root, or one turn of a call. */
export interface Frame {
  readonly setting: Setting;
  readonly run: Run;
  readonly module: Module;
  readonly caller: Frame | null;
  /** Empty for the root, else what stands before its addresses: `module.ai[0].`. */
  readonly prefix: string;
  /** The names of the calls on the way here. */
  readonly path: readonly string[];
  /** Keys on the way here that are not known: what the prefix cannot tell apart. */
  readonly keys: readonly Value[];
  readonly callPath: readonly CallSite[];
  /** The condition of the calls on the way here, null where they are made for certain. */
  readonly condition: Value | null;
  readonly environment: Environment;
  /** Undefined where it is not declared. */
  variable(name: string): Value | undefined;
  local(name: string): Value | undefined;
  output(name: string): Value | undefined;
  /** All instances of a resource as expressions see them: one, a list, or a map. */
  resource(declaration: ResourceDeclaration): Value;
  instances(declaration: ResourceDeclaration): readonly Instance[];
  call(declaration: ModuleCall): Value;
  /** One output of a module call, without computing the others; undefined where this form says no more than the whole. */
  callOutput(declaration: ModuleCall, key: Value | null, output: string): Value | undefined;
  deployed(declaration: ModuleCall): readonly ModuleInstance[];
}

interface AnyInstance {
  readonly frame: Frame;
  readonly environment: Environment;
  readonly turn: Turn;
  readonly address: string;
  /** Its own condition and those of the calls around it; null where it is simply there. */
  condition(): Value | null;
}

export interface Instance extends AnyInstance {
  readonly declaration: ResourceDeclaration;
  /** How others see it: what is configured is known, all else after apply. */
  readonly value: UnknownValue;
  readonly memberNames: readonly string[];
  /** A configured argument or list of nested blocks. */
  member(name: string): Value;
  /** Where the member's name is written first. */
  nameSpan(name: string): Span;
}

export interface ModuleInstance extends AnyInstance {
  readonly declaration: ModuleCall;
  /** What it deploys, or why that is not known. */
  module(): Frame | UnresolvedModule;
  /** Its outputs together; unknown where the module is. */
  readonly value: Value;
  source(): { readonly source: string; readonly version: string | null } | null;
}

export function isUnresolved(module: object): module is UnresolvedModule {
  return 'kind' in module && module.kind === 'unresolved';
}

export function withLocal(environment: Environment, name: string, value: Value): Environment {
  return { ...environment, locals: { name, value, outer: environment.locals } };
}

export function findLocal({ locals }: Environment, name: string): Value | null {
  for (let local = locals; local; local = local.outer) if (local.name === name) return local.value;
  return null;
}
