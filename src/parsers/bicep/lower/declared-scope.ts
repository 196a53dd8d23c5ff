// `scope:` of resources and modules: a resource, or one of the four levels (the compiler's ScopeHelper).

import type { DeclaredScope, Expression as Node } from '../../arm/template.ts';
import type { Expression } from '../syntax.ts';
import { lower } from './expression.ts';
import type { FileContext } from './file-context.ts';
import { access, call, literal } from './nodes.ts';
import { fileScope, lookUp, type Scope } from './scope.ts';
import { bodyScope } from './symbol-scope.ts';
import { propertyOf, type ResourceSymbol, unwrap } from './symbols.ts';
import { type Indexed, resourceTarget, symbolReference } from './targets.ts';

/** Scopes behind scopes (a resource group's subscription) and variables that hold scopes are followed this far. */
const LONGEST_CHAIN = 32;

/** Where a resource is deployed: its own `scope`, else that of what it is inside of; null where that is the file's own level. */
export function scopeOfDeclaration(symbol: ResourceSymbol, file: FileContext): DeclaredScope | null {
  let current: Indexed<ResourceSymbol> = { symbol, index: null };
  for (let steps = 0; steps < LONGEST_CHAIN; steps++) {
    const scope = bodyScope(current.symbol, file, current.index);
    const parent = parentOf(current, scope);
    if (parent) {
      current = parent;
      continue;
    }
    const written = propertyOf(current.symbol.body, 'scope');
    const declared = written && declaredScope(written, scope);
    return declared && isOwnLevel(declared, file) ? null : declared;
  }
  return null;
}

function parentOf({ symbol, index }: Indexed<ResourceSymbol>, scope: Scope): Indexed<ResourceSymbol> | null {
  if (symbol.outer) return { symbol: symbol.outer, index };
  const written = propertyOf(symbol.body, 'parent');
  return written && resourceTarget(written, scope);
}

/** `resourceGroup()` in a file for resource groups says nothing. */
function isOwnLevel(declared: DeclaredScope, { template }: FileContext): boolean {
  if (declared.kind !== template.level) return false;
  switch (declared.kind) {
    case 'tenant':
      return true;
    case 'managementGroup':
      return isHere(declared.name);
    case 'subscription':
      return declared.subscriptionId === null;
    case 'resourceGroup':
      return declared.subscriptionId === null && declared.resourceGroup === null;
    default:
      return false;
  }
}

/** The scope that an expression is; null with a diagnostic where it is none. */
export function declaredScope(expression: Expression, scope: Scope, steps = 0): DeclaredScope | null {
  const bare = unwrap(expression);
  if (bare.kind === 'functionCall' || bare.kind === 'methodCall') {
    const called = scopeCall(bare.name.name, bare.args, scope);
    if (called) return called;
  }
  const resource = resourceTarget(bare, scope);
  if (resource) return scopeOfResource(resource, expression, scope, steps);
  if (bare.kind === 'variable' && steps < LONGEST_CHAIN) {
    const symbol = lookUp(bare.name.name, scope);
    if (symbol?.kind === 'var')
      return declaredScope(symbol.statement.value, fileScope(scope.file), steps + 1);
  }
  if (bare.kind === 'ternary') {
    scope.file.template.report(
      'invalid-scope',
      'The scope depends on a condition, which the compiler drops: this is deployed where the file itself is',
      expression.span,
      'Put the condition inside the scope, as in `resourceGroup(a ? b : c)`.',
      'warning',
    );
    return null;
  }
  scope.file.template.report(
    'invalid-scope',
    'The scope is neither a resource nor a resource group, subscription, management group or tenant',
    expression.span,
    'Write a resource, `resourceGroup(…)`, `subscription(…)`, `managementGroup(…)` or `tenant()`.',
  );
  return null;
}

function scopeCall(name: string, args: readonly Expression[], scope: Scope): DeclaredScope | null {
  const [first, second] = args.map(arg => lower(arg, scope));
  switch (name) {
    case 'tenant':
      return { kind: 'tenant' };
    case 'managementGroup':
      return {
        kind: 'managementGroup',
        name: first ?? here('managementGroup', 'name', scope.file),
      };
    case 'subscription':
      return { kind: 'subscription', subscriptionId: first ?? null };
    case 'resourceGroup':
      return second
        ? { kind: 'resourceGroup', subscriptionId: first!, resourceGroup: second }
        : { kind: 'resourceGroup', subscriptionId: null, resourceGroup: first ?? null };
    default:
      return null;
  }
}

/** The management group that `managementGroup()` without a name means. */
function isHere(name: Node): boolean {
  return name.kind === 'access' && name.base.kind === 'call' && name.base.name === 'managementGroup';
}

function here(name: string, member: string, file: FileContext) {
  const { source } = file.syntax;
  const span = { source, start: 0, end: 0 };
  return access(call(name, [], span), literal(member, span), span);
}

function scopeOfResource(
  target: Indexed<ResourceSymbol>,
  expression: Expression,
  scope: Scope,
  steps: number,
): DeclaredScope | null {
  const { symbol, index } = target;
  const info = call('resourceInfo', [symbolReference(target, expression.span)], expression.span);
  const member = (name: string) => access(info, literal(name, expression.span), expression.span);
  switch (symbol.type.name?.toLowerCase()) {
    case 'microsoft.resources/resourcegroups': {
      const written = propertyOf(symbol.body, 'scope');
      const around =
        written && steps < LONGEST_CHAIN
          ? declaredScope(written, bodyScope(symbol, scope.file, index), steps + 1)
          : null;
      const subscriptionId = around?.kind === 'subscription' ? around.subscriptionId : null;
      return { kind: 'resourceGroup', subscriptionId, resourceGroup: member('name') };
    }
    case 'microsoft.management/managementgroups':
      return { kind: 'managementGroup', name: member('name') };
    default:
      return { kind: 'resource', id: member('id') };
  }
}
