// What a name means at one place: the lambdas, loops and nested resources around it, then the file.
// Refuses to know how any of it is lowered.

import type { Expression } from '../../arm/template.ts';
import type { FileContext } from './file-context.ts';
import type { FileSymbol, ModuleSymbol, ResourceSymbol } from './symbols.ts';

export interface Scope {
  readonly file: FileContext;
  readonly names: ReadonlyMap<string, Binding>;
  /** The name of the loop that this scope is the body of. */
  readonly loop: string | null;
  readonly outer: Scope | null;
}

export type Binding =
  /** `each` is what the lambda is applied to, where that is a collection of modules or resources. */
  | { readonly kind: 'lambda'; readonly each: ModuleSymbol | ResourceSymbol | null }
  | { readonly kind: 'argument' }
  | { readonly kind: 'item'; readonly items: Expression; readonly index: Expression }
  | { readonly kind: 'index'; readonly index: Expression }
  | ResourceSymbol;

export function fileScope(file: FileContext): Scope {
  return { file, names: NO_NAMES, loop: null, outer: null };
}

export function innerScope(
  outer: Scope,
  names: ReadonlyMap<string, Binding>,
  loop: string | null = null,
): Scope {
  return { file: outer.file, names, loop, outer };
}

/** The meaning of a name, the innermost first; undefined where nothing declares it. */
export function lookUp(name: string, scope: Scope): Binding | FileSymbol | undefined {
  for (let each: Scope | null = scope; each; each = each.outer) {
    const binding = each.names.get(name);
    if (binding) return binding;
  }
  return scope.file.symbols.byName.get(name);
}

/** A loop's name as the compiler gives it, told apart where a loop around it has the same. */
export function loopName(wanted: string, scope: Scope): string {
  let name = wanted;
  for (let count = 2; isTaken(name, scope); count++) name = `${wanted}#${count}`;
  return name;
}

function isTaken(name: string, scope: Scope): boolean {
  const wanted = name.toLowerCase();
  for (let each: Scope | null = scope; each; each = each.outer) {
    if (each.loop?.toLowerCase() === wanted) return true;
  }
  return false;
}

const NO_NAMES: ReadonlyMap<string, Binding> = new Map();
