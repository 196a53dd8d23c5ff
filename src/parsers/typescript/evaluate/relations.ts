// `in`, `instanceof` and `delete`: what objects have, what they are, and what is taken from them. Refuses to know other operators.

import type { TSESTree } from '@typescript-eslint/typescript-estree';
import { absent, call, scalar, unknown } from '../../../model/value.ts';
import type { ProgramValue } from '../values.ts';
import { evaluate, propertyName, stepOf } from './expression.ts';
import { prototypeMember } from './members.ts';
import type { Scope } from './scope.ts';

/** `name in object`. */
export function hasMember(
  object: ProgramValue,
  name: ProgramValue,
  node: TSESTree.Node,
  scope: Scope,
): ProgramValue {
  const way = [stepOf(node, scope)];
  if (name.kind === 'scalar') {
    const known = hasName(object, String(name.value));
    if (known !== null) return scalar(known, way);
  }
  const data = scope.run.toValue(object);
  const reason = data.kind === 'unknown' ? data.reason : 'its members are not known';
  return unknown(call('in', scope.run.toValue(name), data), reason, way);
}

function hasName(object: ProgramValue, name: string): boolean | null {
  switch (object.kind) {
    case 'record': {
      const member = object.members.get(name);
      if (member?.value.kind === 'choice') return null;
      return member || isInherited(name) ? true : object.open ? null : false;
    }
    case 'instance':
      if (object.members.has(name) || prototypeMember(object.class, name) || isInherited(name)) return true;
      return object.base ? null : false;
    case 'class':
      return object.members.has(name) || object.base ? null : false;
    case 'list':
      return object.open || !/^\d+$/.test(name) ? null : Number(name) < object.items.length;
    default:
      return null;
  }
}

/** What every object has. */
function isInherited(name: string): boolean {
  return name in Object.prototype;
}

/** `value instanceof type`. */
export function instanceOf(
  value: ProgramValue,
  type: ProgramValue,
  node: TSESTree.Node,
  scope: Scope,
): ProgramValue {
  const way = [stepOf(node, scope)];
  if (value.kind === 'choice')
    return scope.run.forkValues(
      value.options.map(option => ({
        when: option.when,
        walk: () => instanceOf(option.value, type, node, scope),
      })),
    );
  const ofPackage =
    value.kind === 'instance' && type.kind === 'imported'
      ? scope.run.libraryOf(type.module)?.instanceOf?.(value, type)
      : undefined;
  const known = ofPackage ?? isOf(value, type);
  if (known !== null) return scalar(known, way);
  const reason = 'its class is only known when the program runs';
  return unknown(call('instanceof', scope.run.toValue(value), scope.run.toValue(type)), reason, way);
}

function isOf(value: ProgramValue, type: ProgramValue): boolean | null {
  if (value.kind === 'scalar' || value.kind === 'absent') return false;
  if (type.kind === 'class') {
    if (value.kind === 'record' || value.kind === 'list' || value.kind === 'function') return false;
    if (value.kind !== 'instance') return null;
    for (let own = value.class; own; own = own.parent) if (own === type) return true;
    return false;
  }
  if (type.kind !== 'imported' || type.module !== '') return null;
  const [name = ''] = type.path;
  if (value.kind === 'list') return name === 'Array' || name === 'Object';
  if (value.kind === 'record') return name === 'Object';
  if (value.kind === 'function' || value.kind === 'class') return name === 'Function' || name === 'Object';
  if (value.kind !== 'instance' || (value.base && value.base.module !== '')) return null;
  const own = value.base?.path[0] ?? 'Object';
  return own === name || name === 'Object' || (name === 'Error' && own.endsWith('Error'));
}

/** `delete object.name`. */
export function evaluateDelete(node: TSESTree.Node, scope: Scope): ProgramValue {
  const target = node.type === 'ChainExpression' ? node.expression : node;
  if (target.type !== 'MemberExpression') return scalar(true);
  const object = evaluate(target.object, scope);
  const name = propertyName(target, scope);
  remove(object, name, target, scope);
  return scalar(true);
}

function remove(object: ProgramValue, name: string | null, node: TSESTree.Node, scope: Scope): void {
  const { run } = scope;
  if (object.kind === 'choice') {
    run.fork(
      object.options.map(option => ({
        when: option.when,
        walk: () => remove(option.value, name, node, scope),
      })),
    );
    return;
  }
  if (object.kind === 'record' || object.kind === 'instance') {
    run.touch(object);
    if (name === null) {
      const reason = 'which member is deleted is not known';
      const rest = unknown(call('deleted', scalar(scope.source.path), scalar(node.range[0])), reason);
      for (const each of object.members.keys()) object.members.set(each, { value: rest, key: null });
    } else if (object.kind === 'record' && object.open)
      object.members.set(name, { value: absent(), key: null });
    else object.members.delete(name);
  }
  if (object.kind === 'list' && name !== null && Number(name) < object.items.length) {
    run.touch(object);
    object.items = object.items.map((item, index) => (String(index) === name ? absent() : item));
  }
}
