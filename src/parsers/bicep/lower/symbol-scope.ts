// What names mean inside the body of a resource or module, and its name as seen from elsewhere.

import type { Span } from '../../../model/source.ts';
import type { Expression as Node } from '../../arm/template.ts';
import { enterLoop, lower } from './expression.ts';
import type { FileContext } from './file-context.ts';
import { access, call, error, literal } from './nodes.ts';
import { fileScope, innerScope, loopName, type Scope } from './scope.ts';
import { type ModuleSymbol, propertyOf, type ResourceSymbol } from './symbols.ts';
import { type Indexed, symbolReference } from './targets.ts';

/**
 * The scope of a body: the nested resources, the loop, what is around. With an index the scope is that of the instance there as seen
 * from elsewhere, without one it is the body's own.
 */
export function bodyScope(
  symbol: ResourceSymbol | ModuleSymbol,
  file: FileContext,
  index: Node | null = null,
): Scope {
  const known = index ? undefined : file.template.bodyScopes.get(symbol);
  if (known) return known;
  const outer = symbol.kind === 'resource' ? symbol.outer : null;
  let scope = outer ? bodyScope(outer, file, index) : fileScope(file);
  if (symbol.loop) scope = enterLoop(symbol.loop, loopName(symbol.name, scope), index, scope).inner;
  if (symbol.kind === 'resource' && symbol.nested.size > 0) scope = innerScope(scope, symbol.nested);
  if (!index) file.template.bodyScopes.set(symbol, scope);
  return scope;
}

/**
 * `resource.name` is what the declaration says, without the names of its parents; `resourceInfo()` has the whole name, so that it serves
 * only where there is no parent.
 */
export function resourceName(target: Indexed<ResourceSymbol>, file: FileContext, span: Span): Node {
  const { symbol, index } = target;
  const { template } = file;
  const whole = access(
    call('resourceInfo', [symbolReference(target, span)], span),
    literal('name', span),
    span,
  );
  if (!symbol.outer && !propertyOf(symbol.body, 'parent')) return whole;
  const known = index ? undefined : template.names.get(symbol);
  if (known) return { ...known, span } as Node;
  const written = propertyOf(symbol.body, 'name');
  if (!written) return error(`\`${symbol.name}\` has no name`, span);
  const name = template.inline(() => lower(written, bodyScope(symbol, file, index)));
  if (!name) return call('last', [call('split', [whole, literal('/', span)], span)], span);
  if (!index) template.names.set(symbol, name);
  return name;
}
