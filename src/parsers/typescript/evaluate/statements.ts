// Statements, walked in order. Both branches of an unknown condition are walked from the same state; what comes after a branch that
// leaves is walked under the condition that it was not taken.

import type { TSESTree } from '@typescript-eslint/typescript-estree';
import { absent, call, scalar, unknown, type Value } from '../../../model/value.ts';
import { fromValue, type ProgramValue } from '../values.ts';
import { both, either, join, negation } from './choice.ts';
import { createClass } from './classes.ts';
import { declareEnum, declareNamespace } from './declarations.ts';
import { Thrown } from './endings.ts';
import { evaluate } from './expression.ts';
import { createFunction, spanOf } from './functions.ts';
import { walkDoWhile, walkFor, walkForIn, walkForOf, walkWhile } from './loops.ts';
import { applyBinary, conditionOf } from './operators.ts';
import { bindPattern } from './patterns.ts';
import { Scope } from './scope.ts';

/** How a statement ended, where it did not simply end. */
export type Completion =
  | { readonly kind: 'return'; readonly value: ProgramValue }
  | { readonly kind: 'break' | 'continue'; readonly label: string | null };

/** Of more returns under conditions nobody could say which it was. */
const MOST_RETURNS = 64;

type Statement = TSESTree.ProgramStatement | TSESTree.NamedExportDeclarations;

/** Declares the functions of a block before anything runs. */
export function hoist(statements: readonly Statement[], scope: Scope): void {
  for (const each of statements) {
    const node = 'declaration' in each && each.declaration ? each.declaration : each;
    if (node.type === 'FunctionDeclaration' && node.id)
      scope.declare(node.id.name, createFunction(node, scope, node.id.name));
  }
}

export function walkStatements(statements: readonly Statement[], scope: Scope): Completion | null {
  for (const statement of statements) {
    const completion = walkStatement(statement, scope);
    if (completion) return completion;
  }
  return null;
}

export function walkStatement(node: Statement, scope: Scope): Completion | null {
  scope.run.step(() => spanOf(node, scope));
  switch (node.type) {
    case 'ExpressionStatement':
      evaluate(node.expression, scope);
      return null;
    case 'VariableDeclaration':
      walkVariables(node, scope);
      return null;
    case 'ReturnStatement':
      return { kind: 'return', value: node.argument ? evaluate(node.argument, scope) : absent() };
    case 'IfStatement':
      return walkIf(node, scope);
    case 'BlockStatement':
      return walkBlock(node.body, scope);
    case 'ClassDeclaration':
      if (node.id) scope.declare(node.id.name, createClass(node, scope, node.id.name));
      return null;
    case 'ThrowStatement':
      throw new Thrown(evaluate(node.argument, scope));
    case 'ForOfStatement':
      return walkForOf(node, scope);
    case 'ForInStatement':
      return walkForIn(node, scope);
    case 'ForStatement':
      return walkFor(node, scope);
    case 'WhileStatement':
      return walkWhile(node, scope);
    case 'DoWhileStatement':
      return walkDoWhile(node, scope);
    case 'SwitchStatement':
      return walkSwitch(node, scope);
    case 'TryStatement':
      return walkTry(node, scope);
    case 'BreakStatement':
    case 'ContinueStatement':
      return {
        kind: node.type === 'BreakStatement' ? 'break' : 'continue',
        label: node.label?.name ?? null,
      };
    case 'LabeledStatement': {
      const completion = walkLabelled(node, scope);
      const isOwn = completion?.kind === 'break' && completion.label === node.label.name;
      return isOwn ? null : completion;
    }
    case 'TSEnumDeclaration':
      declareEnum(node, scope);
      return null;
    case 'TSModuleDeclaration':
      declareNamespace(node, scope);
      return null;
    default:
      return null;
  }
}

/** A loop with a label goes on where one inside of it says so. */
function walkLabelled({ body, label }: TSESTree.LabeledStatement, scope: Scope): Completion | null {
  switch (body.type) {
    case 'ForOfStatement':
      return walkForOf(body, scope, label.name);
    case 'ForInStatement':
      return walkForIn(body, scope, label.name);
    case 'ForStatement':
      return walkFor(body, scope, label.name);
    case 'WhileStatement':
      return walkWhile(body, scope, label.name);
    case 'DoWhileStatement':
      return walkDoWhile(body, scope, label.name);
    default:
      return walkStatement(body, scope);
  }
}

export function walkBlock(statements: readonly Statement[], scope: Scope): Completion | null {
  const inner = new Scope(scope.frame, scope);
  hoist(statements, inner);
  return walkStatements(statements, inner);
}

function walkVariables(node: TSESTree.VariableDeclaration, scope: Scope): void {
  if (node.declare) return;
  for (const { id, init } of node.declarations) {
    const name = id.type === 'Identifier' ? id.name : undefined;
    bindPattern(id, init ? evaluate(init, scope, name) : absent(), scope, 'variable');
  }
}

function walkIf(node: TSESTree.IfStatement, scope: Scope): Completion | null {
  const condition = conditionOf(evaluate(node.test, scope), scope.run);
  if (condition === true) return walkStatement(node.consequent, scope);
  if (condition === false) return node.alternate ? walkStatement(node.alternate, scope) : null;
  return walkWays(
    [
      { when: condition, walk: () => walkStatement(node.consequent, scope) },
      {
        when: negation(condition),
        walk: () => (node.alternate ? walkStatement(node.alternate, scope) : null),
      },
    ],
    scope,
  );
}

interface StatementWay {
  readonly when: Value;
  readonly walk: () => Completion | null;
}

/** Walks every way; what goes on goes on under the condition that none of the others was taken. */
export function walkWays(ways: readonly StatementWay[], scope: Scope): Completion | null {
  const { run, frame } = scope;
  const before = run.mark;
  const ends = run.fork(
    ways.map(({ when, walk }) => ({
      when,
      walk: () => {
        const completion = walk();
        return { completion, holds: run.conditionSince(before) ?? scalar(true) };
      },
    })),
  );
  const [first] = ends;
  if (!first) return null;
  const goingOn = ends.filter(({ result }) => result.completion === null);
  const returning = ends.flatMap(({ result: { completion, holds } }) =>
    completion?.kind === 'return' ? [{ value: completion.value, when: holds }] : [],
  );
  if (goingOn.length === 0 && returning.length === ends.length)
    return { kind: 'return', value: join(returning) };
  const since = run.conditionSince(frame.since) ?? scalar(true);
  for (const { value, when } of frame.returned.length < MOST_RETURNS ? returning : [])
    frame.returned.push({ value, when: both(since, when) });
  if (goingOn.length === 0)
    return ends.find(({ result }) => result.completion?.kind !== 'return')!.result.completion;
  const left = goingOn.map(({ result }) => result.holds).reduce(either);
  if (goingOn.length < ends.length || left.kind !== 'scalar') {
    const isWhole =
      goingOn.length === ends.length && goingOn.every(({ when, result }) => result.holds === when);
    if (!isWhole && left.kind !== 'scalar') run.assume(left);
  }
  return null;
}

function walkSwitch(node: TSESTree.SwitchStatement, scope: Scope): Completion | null {
  const { run } = scope;
  const subject = evaluate(node.discriminant, scope);
  const inner = new Scope(scope.frame, scope);
  const ways: StatementWay[] = [];
  let none: Value = scalar(true);
  const from = (index: number): Completion | null => {
    const statements = node.cases.slice(index).flatMap(each => each.consequent);
    hoist(statements, inner);
    const completion = walkStatements(statements, inner);
    return completion?.kind === 'break' && completion.label === null ? null : completion;
  };
  for (const [index, each] of node.cases.entries()) {
    if (!each.test) continue;
    const step = { role: 'expression', span: spanOf(each.test, scope) } as const;
    const equal = applyBinary('===', subject, evaluate(each.test, inner), step, run);
    const condition = conditionOf(equal, run);
    if (condition === false) continue;
    const when = condition === true ? none : both(none, condition);
    ways.push({ when, walk: () => from(index) });
    if (condition === true) {
      none = scalar(false);
      break;
    }
    none = both(none, negation(condition));
  }
  const otherwise = node.cases.findIndex(each => each.test === null);
  if (none.kind !== 'scalar' || none.value)
    ways.push({ when: none, walk: () => (otherwise < 0 ? null : from(otherwise)) });
  if (ways.length === 1 && ways[0]!.when.kind === 'scalar') return ways[0]!.walk();
  return walkWays(ways, scope);
}

function walkTry(node: TSESTree.TryStatement, scope: Scope): Completion | null {
  let completion: Completion | null = null;
  let thrown: Thrown | null = null;
  try {
    completion = walkBlock(node.block.body, scope);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    thrown = error;
  }
  if (thrown && node.handler) {
    const { value } = thrown;
    thrown = null;
    try {
      completion = walkHandler(node.handler, value, scope);
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      thrown = error;
    }
  }
  const last = node.finalizer ? walkBlock(node.finalizer.body, scope) : null;
  if (thrown && !last) throw thrown;
  return last ?? completion;
}

function walkHandler(node: TSESTree.CatchClause, thrown: ProgramValue, scope: Scope): Completion | null {
  const inner = new Scope(scope.frame, scope);
  const value =
    thrown.kind === 'absent' ? fromValue(unknown(call('thrown'), 'what is thrown is not known')) : thrown;
  if (node.param) bindPattern(node.param, value, inner, 'variable');
  return walkBlock(node.body.body, inner);
}
