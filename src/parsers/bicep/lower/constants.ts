// Text that must be known when a file is compiled: the arguments of `load…()`, paths. Refuses to evaluate more than that.

import type { Expression } from '../syntax.ts';
import { fileScope, lookUp, type Scope } from './scope.ts';
import { unwrap } from './symbols.ts';

/** Variables are followed this far. */
const LONGEST_CHAIN = 32;

/** The text of an expression made of plain text and variables that hold such, else null. */
export function constantText(expression: Expression, scope: Scope, steps = 0): string | null {
  if (steps > LONGEST_CHAIN) return null;
  const bare = unwrap(expression);
  if (bare.kind === 'string') {
    let text = '';
    for (const part of bare.parts) {
      const piece = part.kind === 'text' ? part.value : constantText(part.expression, scope, steps + 1);
      if (piece === null || text.length + piece.length > LONGEST_TEXT) return null;
      text += piece;
    }
    return text;
  }
  if (bare.kind !== 'variable') return null;
  const symbol = lookUp(bare.name.name, scope);
  return symbol?.kind === 'var'
    ? constantText(symbol.statement.value, fileScope(scope.file), steps + 1)
    : null;
}

const LONGEST_TEXT = 4096;
