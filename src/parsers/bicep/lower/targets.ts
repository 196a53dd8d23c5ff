// Which resource or module an expression stands for. Refuses to know what is asked of it.

import type { Span } from '../../../model/source.ts';
import type { Expression as Node } from '../../arm/template.ts';
import type { Expression } from '../syntax.ts';
import { lower } from './expression.ts';
import { call, literal } from './nodes.ts';
import { fileScope, lookUp, type Scope } from './scope.ts';
import { type ModuleSymbol, type ResourceSymbol, unwrap } from './symbols.ts';

/** A symbol and, where it is a loop, which of its instances; without an index all of them. */
export interface Indexed<S> {
  readonly symbol: S;
  readonly index: Node | null;
}

/** Variables that stand for resources are followed this far. */
const LONGEST_ALIAS = 32;

/** The resource that an expression is: a symbol, `outer::inner`, `collection[index]`, or a variable that is one of these. */
export function resourceTarget(
  expression: Expression,
  scope: Scope,
  steps = 0,
): Indexed<ResourceSymbol> | null {
  const bare = unwrap(expression);
  if (bare.kind === 'arrayAccess') {
    if (bare.safe || bare.fromEnd) return null;
    const base = resourceTarget(bare.base, scope, steps);
    return base?.symbol.loop && !base.index ? { symbol: base.symbol, index: lower(bare.index, scope) } : null;
  }
  if (bare.kind === 'resourceAccess') {
    const base = resourceTarget(bare.base, scope, steps);
    const nested = base?.symbol.nested.get(bare.resource.name);
    return nested ? { symbol: nested, index: base!.index } : null;
  }
  if (bare.kind !== 'variable') return null;
  const symbol = lookUp(bare.name.name, scope);
  if (symbol?.kind === 'resource') return { symbol, index: null };
  if (symbol?.kind !== 'var' || steps >= LONGEST_ALIAS) return null;
  return resourceTarget(symbol.statement.value, fileScope(scope.file), steps + 1);
}

/** The module that an expression is: a symbol, `collection[index]`, or a variable that is one of these. */
export function moduleTarget(expression: Expression, scope: Scope, steps = 0): Indexed<ModuleSymbol> | null {
  const bare = unwrap(expression);
  if (bare.kind === 'arrayAccess') {
    if (bare.safe || bare.fromEnd) return null;
    const base = moduleTarget(bare.base, scope, steps);
    return base?.symbol.loop && !base.index ? { symbol: base.symbol, index: lower(bare.index, scope) } : null;
  }
  if (bare.kind !== 'variable') return null;
  const symbol = lookUp(bare.name.name, scope);
  if (symbol?.kind === 'module') return { symbol, index: null };
  if (symbol?.kind !== 'var' || steps >= LONGEST_ALIAS) return null;
  return moduleTarget(symbol.statement.value, fileScope(scope.file), steps + 1);
}

/** Whether a value is one of a module's, so that its `outputs.x` is an object with the value in it. */
export function moduleBehind(expression: Expression, scope: Scope): boolean {
  const bare = unwrap(expression);
  if (bare.kind === 'ternary')
    return moduleBehind(bare.whenTrue, scope) || moduleBehind(bare.whenFalse, scope);
  if (bare.kind === 'arrayAccess') return collectionBehind(bare.base, scope)?.kind === 'module';
  if (bare.kind === 'functionCall' && ITEM_OF.has(bare.name.name) && bare.args[0]) {
    return collectionBehind(bare.args[0], scope)?.kind === 'module';
  }
  if (bare.kind !== 'variable') return false;
  const symbol = lookUp(bare.name.name, scope);
  if (symbol?.kind === 'lambda') return symbol.each?.kind === 'module';
  return moduleTarget(bare, scope)?.symbol.loop === null;
}

/** The collection of modules or resources that a value is, or is a part of. */
export function collectionBehind(expression: Expression, scope: Scope): ModuleSymbol | ResourceSymbol | null {
  const bare = unwrap(expression);
  if (bare.kind === 'functionCall') {
    return PART_OF.has(bare.name.name) && bare.args[0] ? collectionBehind(bare.args[0], scope) : null;
  }
  const target =
    bare.kind === 'variable' || bare.kind === 'resourceAccess' ? symbolTarget(bare, scope) : null;
  return target?.symbol.loop && !target.index ? target.symbol : null;
}

function symbolTarget(expression: Expression, scope: Scope): Indexed<ModuleSymbol | ResourceSymbol> | null {
  return moduleTarget(expression, scope) ?? resourceTarget(expression, scope);
}

/** Functions whose result is one item of their first argument, and those whose result has the same items as it. */
const ITEM_OF: ReadonlySet<string> = new Set(['first', 'last']);
const PART_OF: ReadonlySet<string> = new Set(['filter', 'sort', 'skip', 'take', 'any']);

/** The name under which the template form knows an instance: `'sym'`, `format('sym[{0}]', index)`. */
export function symbolReference(target: Indexed<ResourceSymbol | ModuleSymbol>, span: Span): Node {
  const { symbol, index } = target;
  if (!index) return literal(symbol.name, span);
  return call('format', [literal(`${symbol.name}[{0}]`, span), index], span);
}
