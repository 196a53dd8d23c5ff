// Loops: over known items turn by turn, over the rest of what is not known once, under a condition. Turns are bounded.

import type { TSESTree } from '@typescript-eslint/typescript-estree';
import { call, scalar, unknown } from '../../../model/value.ts';
import { itemsOf } from '../builtins/iterate.ts';
import { awaited } from '../builtins/promises.ts';
import { MISSING, type ProgramValue } from '../values.ts';
import { negation } from './choice.ts';
import { evaluate, siteOf } from './expression.ts';
import { spanOf } from './functions.ts';
import { keysOf } from './members.ts';
import { conditionOf } from './operators.ts';
import { assignName, bindPattern } from './patterns.ts';
import { Scope } from './scope.ts';
import { type Completion, walkStatement, walkWays } from './statements.ts';

type ForIn = TSESTree.ForOfStatement | TSESTree.ForInStatement;

/** `label` is what the program calls the loop. */
export function walkForOf(
  node: TSESTree.ForOfStatement,
  scope: Scope,
  label: string | null = null,
): Completion | null {
  const iterable = evaluate(node.right, scope);
  return walkAlternatives(iterable, scope, each => {
    const found = itemsOf(each, siteOf(node, scope));
    const items = found?.items ?? [];
    return overItems(
      node,
      node.await ? items.map(awaited) : items,
      found ? found.open : scope.run.toValue(each),
      scope,
      label,
    );
  });
}

export function walkForIn(
  node: TSESTree.ForInStatement,
  scope: Scope,
  label: string | null = null,
): Completion | null {
  return walkAlternatives(evaluate(node.right, scope), scope, each => {
    const found = keysOf(each);
    const names = (found?.keys ?? []).map(name => scalar(name));
    return overItems(node, names, found ? found.open : scope.run.toValue(each), scope, label);
  });
}

function walkAlternatives(
  value: ProgramValue,
  scope: Scope,
  walk: (value: ProgramValue) => Completion | null,
): Completion | null {
  if (value.kind !== 'choice') return walk(value);
  return walkWays(
    value.options.map(option => ({ when: option.when, walk: () => walk(option.value) })),
    scope,
  );
}

function overItems(
  node: ForIn,
  items: readonly ProgramValue[],
  open: ReturnType<Scope['run']['toValue']> | null,
  scope: Scope,
  label: string | null,
): Completion | null {
  const { run } = scope;
  for (const [index, item] of items.entries()) {
    if (index >= run.bounds.turns) {
      reportTurns(node, scope);
      break;
    }
    const completion = walkItem(node, item, scope);
    const end = endOf(completion, label);
    if (end !== 'next') return end;
  }
  if (open?.kind !== 'unknown') return null;
  const when = unknown(call('some', open), open.reason, open.origin);
  const item = unknown(call('item', unknown(open.expression, open.reason)), open.reason, open.origin);
  const completion = walkWays(
    [
      { when, walk: () => walkTurn(node, item, scope) },
      { when: negation(when), walk: () => null },
    ],
    scope,
  );
  const end = endOf(completion, label);
  return end === 'next' ? null : end;
}

/** An item that may not be there gives a turn that may not be. */
function walkItem(node: ForIn, item: ProgramValue, scope: Scope): Completion | null {
  if (item.kind !== 'choice' || !item.options.some(option => option.value === MISSING))
    return walkTurn(node, item, scope);
  return walkWays(
    item.options.map(({ when, value }) => ({
      when,
      walk: () => (value === MISSING ? null : walkTurn(node, value, scope)),
    })),
    scope,
  );
}

function walkTurn(node: ForIn, item: ProgramValue, scope: Scope): Completion | null {
  const inner = new Scope(scope.frame, scope);
  if (node.left.type === 'VariableDeclaration')
    bindPattern(node.left.declarations[0].id, item, inner, 'variable');
  else bindPattern(node.left, item, inner, null);
  return walkStatement(node.body, inner);
}

/** What a turn's completion means for the loop: the next turn, or its end. */
function endOf(completion: Completion | null, label: string | null): 'next' | Completion | null {
  if (completion === null) return 'next';
  if (completion.kind === 'return' || (completion.label !== null && completion.label !== label))
    return completion;
  return completion.kind === 'continue' ? 'next' : null;
}

export function walkFor(
  node: TSESTree.ForStatement,
  scope: Scope,
  label: string | null = null,
): Completion | null {
  const inner = new Scope(scope.frame, scope);
  if (node.init?.type === 'VariableDeclaration') walkStatement(node.init, inner);
  else if (node.init) evaluate(node.init, inner);
  return repeat(node, node.test, node.update, inner, false, label);
}

export function walkWhile(
  node: TSESTree.WhileStatement,
  scope: Scope,
  label: string | null = null,
): Completion | null {
  return repeat(node, node.test, null, scope, false, label);
}

export function walkDoWhile(
  node: TSESTree.DoWhileStatement,
  scope: Scope,
  label: string | null = null,
): Completion | null {
  return repeat(node, node.test, null, scope, true, label);
}

/** As long as the test holds. Where it is not known, one turn is walked under it. */
function repeat(
  node: TSESTree.ForStatement | TSESTree.WhileStatement | TSESTree.DoWhileStatement,
  test: TSESTree.Expression | null,
  update: TSESTree.Expression | null,
  scope: Scope,
  isLate: boolean,
  label: string | null,
): Completion | null {
  const { run } = scope;
  for (let turn = 0; ; turn++) {
    const condition = (isLate && turn === 0) || !test ? true : conditionOf(evaluate(test, scope), run);
    if (condition === false) return null;
    if (turn >= run.bounds.turns) {
      reportTurns(node, scope);
      return null;
    }
    if (condition !== true) {
      return walkWays(
        [
          {
            when: condition,
            walk: () => {
              const end = endOf(walkStatement(node.body, scope), label);
              return end === 'next' ? null : end;
            },
          },
          { when: negation(condition), walk: () => null },
        ],
        scope,
      );
    }
    const turnScope = perTurn(node, scope);
    const end = endOf(walkStatement(node.body, turnScope), label);
    if (end !== 'next') return end;
    copyBack(node, turnScope, scope);
    if (update) evaluate(update, scope);
  }
}

/** Each turn of `for (let …)` has variables of its own, which functions made in it keep. */
function perTurn(node: TSESTree.Node, scope: Scope): Scope {
  const names = loopNames(node);
  if (names.length === 0) return scope;
  const inner = new Scope(scope.frame, scope);
  for (const name of names) inner.declare(name, scope.own(name)?.value ?? null);
  return inner;
}

function copyBack(node: TSESTree.Node, from: Scope, to: Scope): void {
  for (const name of loopNames(node)) {
    const value = from.own(name)?.value;
    if (value) assignName(name, value, to);
  }
}

function loopNames(node: TSESTree.Node): readonly string[] {
  if (node.type !== 'ForStatement' || node.init?.type !== 'VariableDeclaration' || node.init.kind === 'var')
    return [];
  return node.init.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
}

function reportTurns(node: TSESTree.Node, scope: Scope): void {
  const { run } = scope;
  const message = `The loop has more than ${run.bounds.turns} turns; the others are not walked`;
  run.report('too-many-turns', message, spanOf(node, scope));
  run.gap(`a loop has more than ${run.bounds.turns} turns`, { span: spanOf(node, scope) });
}
