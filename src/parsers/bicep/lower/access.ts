// `base.member` and `base[index]`: on values, and on what a file declares (resources, modules, imports), where the compiler writes
// `resourceInfo()` for what is known beforehand and `reference()` for the rest (its ExpressionConverter).

import type { Span } from '../../../model/source.ts';
import type { CallNode, Expression as Node } from '../../arm/template.ts';
import type {
  ArrayAccess,
  Expression,
  Identifier,
  PropertyAccess,
  ResourceAccess,
  VariableAccess,
} from '../syntax.ts';
import { lower } from './expression.ts';
import { baseParameter } from './extends.ts';
import { importedVariable } from './imports.ts';
import { access, call, error, literal } from './nodes.ts';
import { lookUp, type Scope } from './scope.ts';
import { bodyScope, resourceName } from './symbol-scope.ts';
import { type ModuleSymbol, plainText, type ResourceSymbol, unwrap } from './symbols.ts';
import { type Indexed, moduleBehind, moduleTarget, resourceTarget, symbolReference } from './targets.ts';

export function lowerPropertyAccess(expression: PropertyAccess, scope: Scope): Node {
  const { base, property, safe } = expression;
  return lowerMember({ base, name: property, safe, span: expression.span }, scope);
}

export function lowerArrayAccess(expression: ArrayAccess, scope: Scope): Node {
  const { base, index, safe, fromEnd, span } = expression;
  const name = plainText(index);
  if (name !== null && !fromEnd)
    return lowerMember({ base, name: { name, span: index.span }, safe, span }, scope);
  const resource = resourceTarget(expression, scope);
  if (resource) return fullReference(resource, span);
  const module = moduleTarget(expression, scope);
  if (module) return moduleReference(module.symbol, module.index, span);
  return accessOn(base, lower(base, scope), lower(index, scope), { safe, fromEnd }, span);
}

interface Member {
  readonly base: Expression;
  readonly name: Identifier;
  readonly safe: boolean;
  readonly span: Span;
}

function lowerMember(member: Member, scope: Scope): Node {
  const { base, name, safe, span } = member;
  const resource = resourceTarget(base, scope);
  if (resource && !isCollection(resource)) return resourceMember(resource, member, scope);
  const module = moduleTarget(base, scope);
  if (module && !isCollection(module) && (name.name === 'outputs' || name.name === 'name')) {
    return moduleMember(module, member, scope);
  }
  const outputs = unwrap(base);
  if (
    memberName(outputs) === 'outputs' &&
    moduleBehind((outputs as PropertyAccess | ArrayAccess).base, scope)
  ) {
    return outputValue(lower(base, scope), literal(name.name, name.span), safe, span);
  }
  const bare = unwrap(base);
  if (bare.kind === 'variable') {
    const symbol = lookUp(bare.name.name, scope);
    if (symbol?.kind === 'base') {
      const assigned = baseParameter(symbol.statement, name, scope.file);
      if (assigned) return assigned;
    }
    if (symbol?.kind === 'wildcard') return importedVariable(symbol.statement, name.name, name, scope.file);
  }
  return accessOn(base, lower(base, scope), literal(name.name, name.span), { safe, fromEnd: false }, span);
}

/** The member that an access names by a constant. */
function memberName(expression: Expression): string | null {
  if (expression.kind === 'propertyAccess') return expression.property.name;
  return expression.kind === 'arrayAccess' && !expression.fromEnd ? plainText(expression.index) : null;
}

function isCollection(target: Indexed<ResourceSymbol | ModuleSymbol>): boolean {
  return target.symbol.loop !== null && target.index === null;
}

/** Behind `a.?b` the whole chain is one `tryGet()`, which ends where `b` is missing. */
function accessOn(
  base: Expression,
  lowered: Node,
  key: Node,
  how: { readonly safe: boolean; readonly fromEnd: boolean },
  span: Span,
): Node {
  if (how.safe) return call(how.fromEnd ? 'tryIndexFromEnd' : 'tryGet', [lowered, key], span);
  if (isAccess(base) && isSafeCall(lowered)) {
    const fromEnd = { value: key, fromEnd: literal(true, span) };
    return { ...lowered, args: [...lowered.args, how.fromEnd ? objectNode(fromEnd, span) : key], span };
  }
  return how.fromEnd ? call('indexFromEnd', [lowered, key], span) : access(lowered, key, span);
}

function isSafeCall(node: Node): node is CallNode {
  return node.kind === 'call' && (node.name === 'tryGet' || node.name === 'tryIndexFromEnd');
}

function isAccess(expression: Expression): boolean {
  switch (expression.kind) {
    case 'propertyAccess':
    case 'arrayAccess':
      return true;
    case 'nonNull':
      return isAccess(expression.operand);
    case 'functionCall':
      return expression.name.name === 'any' && expression.args.length === 1 && isAccess(expression.args[0]!);
    default:
      return false;
  }
}

function objectNode(members: Readonly<Record<string, Node>>, span: Span): Node {
  return {
    kind: 'object',
    members: Object.entries(members).map(([key, value]) => ({
      kind: 'member',
      key: literal(key, span),
      value,
      keySpan: span,
      span,
    })),
    span,
  };
}

/** A resource as a value: everything that the platform knows of it after deployment. */
export function resourceReference(expression: VariableAccess | ResourceAccess, scope: Scope): Node {
  const target = resourceTarget(expression, scope);
  if (target) return fullReference(target, expression.span);
  const name = expression.kind === 'variable' ? expression.name : expression.resource;
  scope.file.template.report('unknown-name', `There is no nested resource \`${name.name}\` here`, name.span);
  return error(`\`${name.name}\` is not declared`, expression.span);
}

function fullReference(target: Indexed<ResourceSymbol>, span: Span): Node {
  const { symbol } = target;
  const reference = symbolReference(target, span);
  if (isCollection(target)) {
    return call('references', symbol.type.native ? [reference, literal('full', span)] : [reference], span);
  }
  if (!symbol.type.native) return call('reference', [reference], span);
  return call(
    'reference',
    [reference, literal(symbol.type.version ?? '', span), literal('full', span)],
    span,
  );
}

function resourceMember(target: Indexed<ResourceSymbol>, member: Member, scope: Scope): Node {
  const { symbol } = target;
  const { name, safe, span } = member;
  const key = literal(name.name, name.span);
  const read = (base: Node) =>
    safe ? call('tryGet', [guarded(base, target, scope), key], span) : access(base, key, span);
  if (!symbol.type.native) {
    const reference = call('reference', [symbolReference(target, span)], span);
    return safe ? call('tryGet', [reference, key], span) : access(reference, key, span);
  }
  const guard = (node: Node) => (safe ? guarded(node, target, scope) : node);
  switch (name.name) {
    case 'id':
      return guard(access(call('resourceInfo', [symbolReference(target, span)], span), key, span));
    case 'name':
      return guard(resourceName(target, scope.file, span));
    case 'type':
      return symbol.type.name === null ? read(fullReference(target, span)) : literal(symbol.type.name, span);
    case 'apiVersion':
      return literal(symbol.type.version, span);
    case 'properties':
      return safe
        ? read(fullReference(target, span))
        : call('reference', [symbolReference(target, span)], span);
    default:
      return read(fullReference(target, span));
  }
}

/** `?.` on a resource or module that is deployed under a condition is null where the condition is false. */
function guarded(node: Node, target: Indexed<ResourceSymbol | ModuleSymbol>, scope: Scope): Node {
  const guard = scope.file.template.inline(() => conditionOf(target, scope));
  return guard ? call('if', [guard, node, literal(null, node.span)], node.span) : node;
}

/** The condition of an instance together with those of the resources around it. */
function conditionOf(target: Indexed<ResourceSymbol | ModuleSymbol>, scope: Scope): Node | null {
  const { symbol, index } = target;
  const outer = symbol.kind === 'resource' && symbol.outer;
  const around = outer ? conditionOf({ symbol: outer, index }, scope) : null;
  if (!symbol.condition) return around;
  const own = lower(symbol.condition, bodyScope(symbol, scope.file, index));
  return around ? call('and', [around, own], own.span) : own;
}

/** A module as a value, or all of a collection. */
export function moduleReference(symbol: ModuleSymbol, index: Node | null, span: Span): Node {
  const whole = symbol.loop !== null && index === null;
  return call(whole ? 'references' : 'reference', [symbolReference({ symbol, index }, span)], span);
}

function moduleMember(target: Indexed<ModuleSymbol>, member: Member, scope: Scope): Node {
  const { symbol, index } = target;
  const { name, safe, span } = member;
  const key = literal(name.name, name.span);
  if (name.name === 'name') {
    const info = access(call('resourceInfo', [symbolReference(target, span)], span), key, span);
    return safe ? guarded(info, target, scope) : info;
  }
  const reference = moduleReference(symbol, index, span);
  return safe ? call('tryGet', [guarded(reference, target, scope), key], span) : access(reference, key, span);
}

/** An output is an object with its value in it. */
function outputValue(outputs: Node, key: Node, safe: boolean, span: Span): Node {
  const value = literal('value', span);
  if (safe) return call('tryGet', [call('tryGet', [outputs, key], span), value], span);
  if (isSafeCall(outputs)) return { ...outputs, args: [...outputs.args, key, value], span };
  return access(access(outputs, key, span), value, span);
}
