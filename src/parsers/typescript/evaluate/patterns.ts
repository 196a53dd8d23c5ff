// Destructuring: patterns of declarations, parameters and assignments taken apart, with their defaults.

import type { TSESTree } from '@typescript-eslint/typescript-estree';
import { absent, call, unknown } from '../../../model/value.ts';
import { itemsOf } from '../builtins/iterate.ts';
import { list, type Member, type ProgramValue, recordOf } from '../values.ts';
import { further, negation } from './choice.ts';
import { evaluate, propertyName, siteOf } from './expression.ts';
import { spanOf } from './functions.ts';
import type { Binding } from './journal.ts';
import { getMember, memberOfUnknown, setMember } from './members.ts';
import type { Scope } from './scope.ts';

/** A role declares names in the scope; null assigns to what is there. */
type Role = Binding['role'] | null;

export function bindPattern(pattern: TSESTree.Node, value: ProgramValue, scope: Scope, role: Role): void {
  switch (pattern.type) {
    case 'Identifier':
      if (role) scope.declare(pattern.name, value, role);
      else assignName(pattern.name, value, scope);
      return;
    case 'AssignmentPattern':
      bindPattern(pattern.left, withDefault(value, pattern, scope), scope, role);
      return;
    case 'ObjectPattern':
      bindObject(pattern, value, scope, role);
      return;
    case 'ArrayPattern':
      bindArray(pattern, value, scope, role);
      return;
    case 'MemberExpression': {
      const name = propertyName(pattern, scope);
      if (name === null) return;
      const object = evaluate(pattern.object, scope);
      setMember(object, name, value, spanOf(pattern.property, scope), siteOf(pattern, scope));
      return;
    }
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      bindPattern(pattern.expression, value, scope, role);
  }
}

export function assignName(name: string, value: ProgramValue, scope: Scope): void {
  const found = scope.find(name);
  if (!found || typeof found === 'function') return;
  scope.run.touch(found);
  found.value = value;
}

function withDefault(value: ProgramValue, pattern: TSESTree.AssignmentPattern, scope: Scope): ProgramValue {
  const name = pattern.left.type === 'Identifier' ? pattern.left.name : undefined;
  const fallback = (): ProgramValue => {
    const step = { role: 'default', span: spanOf(pattern.right, scope) } as const;
    return further(evaluate(pattern.right, scope, name), name === undefined ? step : { ...step, name });
  };
  return orElse(value, fallback, false, scope);
}

/** The value, or another where it is undefined (with `nullToo` also where it is null); both where that is not known. */
export function orElse(
  value: ProgramValue,
  fallback: () => ProgramValue,
  nullToo: boolean,
  scope: Scope,
): ProgramValue {
  const { run } = scope;
  switch (value.kind) {
    case 'absent':
      return fallback();
    case 'scalar':
      return value.value === null && nullToo ? fallback() : value;
    case 'unknown': {
      if (isText(value)) return value;
      const when = unknown(
        call('defined', unknown(value.expression, value.reason)),
        value.reason,
        value.origin,
      );
      return run.forkValues([
        { when, walk: () => value },
        { when: negation(when), walk: fallback },
      ]);
    }
    case 'choice':
      return run.forkValues(
        value.options.map(option => ({
          when: option.when,
          walk: () => orElse(option.value, fallback, nullToo, scope),
        })),
      );
    default:
      return value;
  }
}

function isText(value: Extract<ProgramValue, { kind: 'unknown' }>): boolean {
  return value.expression.kind === 'text';
}

function bindObject(pattern: TSESTree.ObjectPattern, value: ProgramValue, scope: Scope, role: Role): void {
  const taken = new Set<string>();
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      bindPattern(property.argument, withoutMembers(value, taken, scope), scope, role);
      continue;
    }
    const name = propertyName(property, scope);
    if (name === null) {
      bindPattern(
        property.value,
        unknown(call('computed'), 'the name of the member is not known'),
        scope,
        role,
      );
      continue;
    }
    taken.add(name);
    const site = siteOf(property, scope);
    const member = getMember(value, name, site);
    const step = { role: role === 'parameter' ? 'parameter' : 'variable', span: site.span, name } as const;
    bindPattern(property.value, member.kind === 'absent' ? member : further(member, step), scope, role);
  }
}

function withoutMembers(value: ProgramValue, taken: ReadonlySet<string>, scope: Scope): ProgramValue {
  if (value.kind === 'choice') {
    const ways = value.options.map(option => ({
      when: option.when,
      walk: () => withoutMembers(option.value, taken, scope),
    }));
    return scope.run.forkValues(ways);
  }
  if (value.kind !== 'record' && value.kind !== 'instance') return value;
  const members = new Map<string, Member>([...value.members].filter(([name]) => !taken.has(name)));
  return recordOf(members, value.origin, value.kind === 'record' ? value.open : null);
}

function bindArray(pattern: TSESTree.ArrayPattern, given: ProgramValue, scope: Scope, role: Role): void {
  const isIterable = given.kind === 'instance' || given.kind === 'record' || given.kind === 'scalar';
  const found = isIterable ? itemsOf(given, siteOf(pattern, scope)) : null;
  const value = found ? list(found.items, [], found.open) : given;
  for (const [index, element] of pattern.elements.entries()) {
    if (element === null) continue;
    const site = siteOf(element, scope);
    if (element.type === 'RestElement') {
      const rest =
        value.kind === 'list' ? list(value.items.slice(index), value.origin, value.open) : restOf(value);
      bindPattern(element.argument, rest, scope, role);
      return;
    }
    bindPattern(element, getMember(value, String(index), site), scope, role);
  }
}

function restOf(value: ProgramValue): ProgramValue {
  return value.kind === 'unknown' ? memberOfUnknown(value, 'slice') : absent();
}
