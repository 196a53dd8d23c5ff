// Function calls: the platform's functions by name, user-defined and imported ones, methods of resources, and what the compiler computes
// itself (`any`, `nameof`, `load…`). Refuses to know what functions compute.

import type { Span } from '../../../model/source.ts';
import type { Expression as Node } from '../../arm/template.ts';
import type { Expression, FunctionCall, Identifier, MethodCall } from '../syntax.ts';
import { lower, lowerLambda } from './expression.ts';
import { lowerExternal } from './externals.ts';
import { importedCall } from './imports.ts';
import { isLoader, lowerLoader } from './loaders.ts';
import { access, call, error, literal } from './nodes.ts';
import { lookUp, type Scope } from './scope.ts';
import { type ModuleSymbol, plainText, type ResourceSymbol, unwrap } from './symbols.ts';
import { collectionBehind, type Indexed, resourceTarget, symbolReference } from './targets.ts';
import { functionName } from './variables.ts';

export function lowerFunctionCall(expression: FunctionCall, scope: Scope): Node {
  const { name, span } = expression;
  const symbol = lookUp(name.name, scope);
  if (symbol?.kind === 'func') {
    return call(
      functionName(symbol.statement, scope.file),
      lowerArguments(expression, scope),
      span,
      name.span,
    );
  }
  if (symbol?.kind === 'imported') {
    const args = lowerArguments(expression, scope);
    return importedCall(symbol.statement, symbol.symbol.name.name, name, args, span, scope.file);
  }
  return lowerPlatformCall(expression, scope);
}

/** `base.name(…)`. */
export function lowerMethodCall(expression: MethodCall, scope: Scope): Node {
  const { name, span } = expression;
  const base = unwrap(expression.base);
  if (base.kind === 'variable') {
    const symbol = lookUp(base.name.name, scope);
    if (!symbol && base.name.name === 'this') return lowerThis(name, span, scope);
    if ((!symbol && NAMESPACES.has(base.name.name)) || symbol?.kind === 'extension') {
      return lowerPlatformCall(expression, scope);
    }
    if (symbol?.kind === 'wildcard') {
      const args = lowerArguments(expression, scope);
      return importedCall(symbol.statement, name.name, name, args, span, scope.file);
    }
  }
  const resource = resourceTarget(base, scope);
  if (resource) return lowerResourceMethod(resource, expression, scope);
  scope.file.template.report(
    'unknown-name',
    `\`${name.name}()\` is called on something that has no functions`,
    name.span,
    'Namespaces (`sys`, `az`), imports and resources have functions.',
  );
  return error(`\`${name.name}()\` is not a function`, span);
}

const NAMESPACES: ReadonlySet<string> = new Set(['sys', 'az']);

function lowerPlatformCall(expression: FunctionCall | MethodCall, scope: Scope): Node {
  const { name, args, span } = expression;
  if (name.name === 'any' && args.length === 1) return lower(args[0]!, scope);
  if (name.name === 'nameof') return lowerNameof(expression, scope);
  if (isLoader(name.name)) return lowerLoader(expression, scope);
  const external = lowerExternal(expression, scope);
  if (external) return external;
  return call(name.name, lowerArguments(expression, scope), span, name.span);
}

/** Lambdas are told what they are applied to, so that `module => module.outputs.x` is understood. */
function lowerArguments(expression: FunctionCall | MethodCall, scope: Scope): Node[] {
  const { args } = expression;
  let collection: ModuleSymbol | ResourceSymbol | null | undefined;
  return args.map(arg => {
    const bare = unwrap(arg);
    if (bare.kind !== 'lambda') return lower(arg, scope);
    collection ??= args[0] ? collectionBehind(args[0], scope) : null;
    const each =
      expression.name.name === 'reduce'
        ? [null, collection]
        : [collection, sorts(expression) ? collection : null];
    return lowerLambda(bare, each, scope);
  });
}

function sorts(expression: FunctionCall | MethodCall): boolean {
  return expression.name.name === 'sort';
}

/** Computed by the compiler: the last name in its argument. */
function lowerNameof(expression: FunctionCall | MethodCall, scope: Scope): Node {
  const argument = expression.args[0];
  const name = argument ? nameIn(argument) : null;
  if (name !== null && expression.args.length === 1) return literal(name, expression.span);
  scope.file.template.report('wrong-arguments', '`nameof()` takes one name', expression.span);
  return error('`nameof()` takes one name', expression.span);
}

function nameIn(expression: Expression): string | null {
  const bare = unwrap(expression);
  switch (bare.kind) {
    case 'variable':
      return bare.name.name;
    case 'propertyAccess':
      return bare.property.name;
    case 'resourceAccess':
      return bare.resource.name;
    case 'arrayAccess':
      return plainText(bare.index);
    default:
      return null;
  }
}

/** `this.exists()` and `this.existingResource()` speak of the resource as it is before the deployment. */
function lowerThis(name: Identifier, span: Span, scope: Scope): Node {
  const target = call('target', [literal('full', span)], span, name.span);
  if (name.name === 'existingResource') return target;
  if (name.name === 'exists') return call('not', [call('empty', [target], span)], span);
  scope.file.template.report('unknown-name', `\`this\` has no function \`${name.name}()\``, name.span);
  return error(`\`this.${name.name}()\` is not a function`, span);
}

/** `account.listKeys()`, `vault.getSecret('name')`, and the functions of extension resources. */
function lowerResourceMethod(target: Indexed<ResourceSymbol>, expression: MethodCall, scope: Scope): Node {
  const { name, span } = expression;
  const { type } = target.symbol;
  const args = lowerArguments(expression, scope);
  const reference = symbolReference(target, span);
  if (!type.native) {
    const list: Node = { kind: 'array', items: args, span };
    return call('invokeResourceMethod', [reference, literal(name.name, name.span), list], span, name.span);
  }
  const id = access(call('resourceInfo', [reference], span), literal('id', span), span);
  const rest = args.length > 0 || name.name === 'getSecret' ? args : [literal(type.version ?? '', span)];
  return call(name.name, [id, ...rest], span, name.span);
}
