// Enums and namespaces, which are objects when the program runs.

import type { TSESTree } from '@typescript-eslint/typescript-estree';
import { scalar } from '../../../model/value.ts';
import { type Member, recordOf } from '../values.ts';
import { evaluate } from './expression.ts';
import { spanOf } from './functions.ts';
import { Scope } from './scope.ts';
import { hoist, walkStatement } from './statements.ts';

export function declareEnum(node: TSESTree.TSEnumDeclaration, scope: Scope): void {
  if (node.declare) return;
  const merged = mergedMembers(node.id.name, scope);
  const members = merged ?? new Map<string, Member>();
  const inner = new Scope(scope.frame, scope);
  let next = 0;
  for (const { id, initializer } of node.body.members) {
    const name = id.type === 'Identifier' ? id.name : String(id.value);
    const origin = [{ role: 'literal', span: spanOf(id, scope) }] as const;
    const value = initializer ? evaluate(initializer, inner) : scalar(next, origin);
    if (value.kind === 'scalar' && typeof value.value === 'number') {
      next = value.value + 1;
      members.set(String(value.value), { value: scalar(name), key: null });
    }
    members.set(name, { value, key: spanOf(id, scope) });
    inner.declare(name, value);
  }
  if (!merged)
    scope.declare(node.id.name, recordOf(members, [{ role: 'literal', span: spanOf(node, scope) }]));
}

/** The members of what has the same name already, to which others are added; null where there is nothing. */
function mergedMembers(name: string, scope: Scope): Map<string, Member> | null {
  const before = scope.own(name)?.value;
  if (before?.kind === 'record' || before?.kind === 'class') return before.members;
  return before?.kind === 'function' ? (before.members ?? null) : null;
}

export function declareNamespace(node: TSESTree.TSModuleDeclaration, scope: Scope): void {
  if (node.declare || node.id.type !== 'Identifier' || !node.body) return;
  const inner = new Scope(scope.frame, scope);
  const merged = mergedMembers(node.id.name, scope);
  const members = merged ?? new Map<string, Member>();
  for (const [name, { value }] of merged ?? []) inner.declare(name, value);
  hoist(node.body.body, inner);
  for (const statement of node.body.body) {
    if (statement.type !== 'ExportNamedDeclaration') {
      walkStatement(statement, inner);
      continue;
    }
    const { declaration } = statement;
    if (!declaration) continue;
    walkStatement(declaration, inner);
    for (const { name } of declaredNames(declaration)) {
      const value = inner.own(name)?.value;
      if (value) members.set(name, { value, key: spanOf(declaration, scope) });
    }
  }
  if (!merged) scope.declare(node.id.name, recordOf(members));
}

/** The names that a declaration gives, those of types aside. */
export function declaredNames(node: TSESTree.Node): readonly TSESTree.Identifier[] {
  switch (node.type) {
    case 'VariableDeclaration':
      return node.declarations.flatMap(({ id }) => namesIn(id));
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'TSEnumDeclaration':
      return node.id ? [node.id] : [];
    case 'TSModuleDeclaration':
      return node.id.type === 'Identifier' ? [node.id] : [];
    default:
      return [];
  }
}

function namesIn(pattern: TSESTree.Node): readonly TSESTree.Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'ObjectPattern':
      return pattern.properties.flatMap(each =>
        namesIn(each.type === 'RestElement' ? each.argument : each.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap(each => (each ? namesIn(each) : []));
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    default:
      return [];
  }
}
