// Calls, `new` and tagged templates as they are written: callees, optional ones and `super`, arguments with spreads taken apart.

import type { TSESTree } from '@typescript-eslint/typescript-estree';
import { absent, call, scalar, unknown } from '../../../model/value.ts';
import { itemsOf } from '../builtins/iterate.ts';
import { type Items, list, openArguments, type ProgramValue, record } from '../values.ts';
import { asArgument, callValue, constructValue, invokeMethod, invokeOfLibrary } from './calls.ts';
import { evaluateSuperCall } from './classes.ts';
import { byKey, evaluate, literalOrigin, propertyName, siteOf, unlessSkipped } from './expression.ts';
import { spanOf } from './functions.ts';
import { getMember, inheritedMember, isNullish } from './members.ts';
import type { Scope } from './scope.ts';
import type { RunSite } from './site.ts';

/** Elements of an array or arguments of a call, spreads taken apart. */
export function evaluateItems(nodes: readonly (TSESTree.Node | null)[], scope: Scope): Items {
  const items: ProgramValue[] = [];
  let open: Items['open'] = null;
  for (const node of nodes) {
    if (node === null) items.push(absent());
    else if (node.type !== 'SpreadElement') items.push(evaluate(node, scope));
    else {
      const spread = evaluate(node.argument, scope);
      const found = itemsOf(spread, siteOf(node, scope));
      if (found) {
        scope.run.spend(found.items.length, () => spanOf(node, scope));
        for (const item of found.items) items.push(item);
      }
      const rest = found ? found.open : scope.run.toValue(spread);
      if (rest?.kind === 'unknown') open = rest;
      else if (rest && rest.kind !== 'absent')
        open = unknown(call('spread', rest), rest.kind === 'oneOf' ? rest.reason : 'it cannot be spread');
    }
  }
  return { items, open };
}

/** Data that is handed on gets the place where it was. */
function evaluateArguments(
  nodes: readonly TSESTree.CallExpressionArgument[],
  scope: Scope,
): readonly ProgramValue[] {
  if (nodes.some(node => node.type === 'SpreadElement')) {
    const { items, open } = evaluateItems(nodes, scope);
    return open ? openArguments(items, open) : items;
  }
  return nodes.map(node => asArgument(evaluate(node, scope), siteOf(node, scope)));
}

export function evaluateNew(node: TSESTree.NewExpression, scope: Scope): ProgramValue {
  const type = evaluate(node.callee, scope);
  const head = node.typeArguments?.range[1] ?? node.callee.range[1];
  return constructValue(type, evaluateArguments(node.arguments, scope), siteOf(node, scope, head));
}

export function evaluateCall(node: TSESTree.CallExpression, scope: Scope): ProgramValue {
  const { callee } = node;
  const site = siteOf(node, scope, callee.range[1]);
  if (callee.type === 'Super')
    return evaluateSuperCall(node, evaluateArguments(node.arguments, scope), scope);
  if (callee.type === 'MemberExpression' && callee.object.type !== 'Super') {
    const object = evaluate(callee.object, scope);
    return unlessSkipped(callee, object, scope, each => callMember(node, callee, each, site, scope));
  }
  if (callee.type === 'Identifier' && callee.name === 'require' && !scope.find('require')) {
    const specifier = node.arguments[0] && evaluate(node.arguments[0], scope);
    if (specifier?.kind === 'scalar') return scope.frame.module.importModule(String(specifier.value));
  }
  return callCallee(callee, evaluateArguments(node.arguments, scope), site, scope, node.optional);
}

function callMember(
  node: TSESTree.CallExpression,
  callee: TSESTree.MemberExpression,
  object: ProgramValue,
  site: RunSite,
  scope: Scope,
): ProgramValue {
  const name = propertyName(callee, scope);
  const args = evaluateArguments(node.arguments, scope);
  if (name === null)
    return callValue(byKey(object, evaluate(callee.property, scope), scope, site), args, site, object);
  if (node.optional && isNullish(getMember(object, name, site))) return absent();
  return invokeMethod(object, name, args, site);
}

function callCallee(
  callee: TSESTree.Node,
  args: readonly ProgramValue[],
  site: RunSite,
  scope: Scope,
  optional = false,
): ProgramValue {
  if (callee.type === 'MemberExpression' && callee.object.type === 'Super') {
    const { self, home, isStatic } = scope.frame;
    const name = propertyName(callee, scope);
    const method = home && name !== null ? inheritedMember(home.parent, name, isStatic) : undefined;
    if (method) return callValue(method.value, args, site, self);
    if (self.kind === 'instance' && self.base && name !== null)
      return invokeOfLibrary(self, self.base, name, args, site);
  }
  const value = evaluate(callee, scope);
  return optional && isNullish(value) ? absent() : callValue(value, args, site);
}

export function evaluateTagged(node: TSESTree.TaggedTemplateExpression, scope: Scope): ProgramValue {
  const { quasis, expressions } = node.quasi;
  const texts = quasis.map(quasi =>
    scalar(quasi.value.cooked ?? quasi.value.raw, literalOrigin(quasi, scope)),
  );
  const raw = list(quasis.map(quasi => scalar(quasi.value.raw)));
  const args = [
    { ...list(texts, literalOrigin(node.quasi, scope)), extra: record([['raw', raw]]) },
    ...expressions.map(each => evaluate(each, scope)),
  ];
  return callCallee(node.tag, args, siteOf(node, scope, node.tag.range[1]), scope);
}
