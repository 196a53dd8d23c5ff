// Object literals: members, computed names, spreads, accessors. Refuses to know classes.

import type { TSESTree } from '@typescript-eslint/typescript-estree';
import { absent, call, scalar, unknown } from '../../../model/value.ts';
import { type FunctionValue, type Member, type ProgramValue, type RecordValue, recordOf } from '../values.ts';
import { evaluate, literalOrigin, propertyName, siteOf } from './expression.ts';
import { spanOf } from './functions.ts';
import { spreadInto } from './members.ts';
import type { Scope } from './scope.ts';

export function evaluateObject(node: TSESTree.ObjectExpression, scope: Scope): ProgramValue {
  const members = new Map<string, Member>();
  const result = recordOf(members, literalOrigin(node, scope));
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      const open = spreadInto(members, evaluate(property.argument, scope), siteOf(property, scope));
      if (open) result.open = open;
      continue;
    }
    const name = propertyName(property, scope);
    const key = spanOf(property.key, scope);
    if (name === null) {
      const reason = 'the name of a member is not known';
      evaluate(property.value, scope);
      result.open = unknown(call('computed', scalar(scope.source.path), scalar(key.start)), reason);
      continue;
    }
    const value = evaluate(property.value, scope, name);
    if (isPrototype(property)) inherit(result, value, scope, property);
    else if (property.kind === 'init' || value.kind !== 'function') members.set(name, { value, key });
    else members.set(name, accessor(members.get(name), property.kind, bound(value, result), key));
  }
  result.open ??= scope.frame.module.faultIn(node);
  return result;
}

/** `__proto__: value`, which is no member. */
function isPrototype(node: TSESTree.Property): boolean {
  if (node.computed || node.shorthand || node.method || node.kind !== 'init') return false;
  return node.key.type === 'Identifier'
    ? node.key.name === '__proto__'
    : node.key.type === 'Literal' && node.key.value === '__proto__';
}

/** What an object inherits is read like its own members, and listed like none. */
function inherit(result: RecordValue, value: ProgramValue, scope: Scope, node: TSESTree.Node): void {
  const inherited = new Map<string, Member>();
  const open = spreadInto(inherited, value, siteOf(node, scope));
  if (open) result.open = open;
  for (const [name, member] of inherited)
    if (!result.members.has(name)) result.members.set(name, { ...member, hidden: true });
}

function bound(accessed: FunctionValue, self: RecordValue): FunctionValue {
  return { ...accessed, call: (_, args, site) => accessed.call(self, args, site) };
}

/** A getter or setter beside the other that may be there. */
export function accessor(
  before: Member | undefined,
  kind: 'get' | 'set',
  own: FunctionValue,
  key: Member['key'],
): Member {
  const { getter, setter } = before ?? {};
  const pair = kind === 'get' ? { getter: own, setter } : { getter, setter: own };
  return {
    value: absent(),
    key,
    ...(pair.getter ? { getter: pair.getter } : {}),
    ...(pair.setter ? { setter: pair.setter } : {}),
  };
}
