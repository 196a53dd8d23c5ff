// Nodes of TypeScript's syntax for what is written in another. Refuses to know what they are made of.

import type { TSESTree } from '@typescript-eslint/typescript-estree';
import type { Span } from '../../../model/source.ts';

export type Node = TSESTree.Node;

/** A node of a type with the members that the evaluator reads. */
export function syntax(
  type: `${TSESTree.AST_NODE_TYPES}`,
  range: readonly [number, number],
  members: object,
): Node {
  return { type, range, ...members } as unknown as Node;
}

export function at({ start, end }: Span): [number, number] {
  return [start, end];
}
