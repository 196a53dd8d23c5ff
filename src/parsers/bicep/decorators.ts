// Decorators in front of statements, properties of types and items of tuples. Promises to read as many as there are.

import type { Cursor } from './cursor.ts';
import { errorExpression, parseExpression } from './expressions.ts';
import { isStatementStart, skipLine } from './recovery.ts';
import type { Decorator } from './syntax.ts';

/** Reads decorators and the line breaks behind each of them. */
export function parseDecorators(c: Cursor): Decorator[] {
  const decorators: Decorator[] = [];
  while (c.kind === '@') {
    const { start } = c;
    c.advance();
    const expression = c.is('identifier') ? parseExpression(c) : missingDecorator(c);
    decorators.push({ expression, span: c.spanFrom(start) });
    endLine(c);
  }
  return decorators;
}

function missingDecorator(c: Cursor) {
  c.unexpected('a decorator', 'A decorator is written `@name(arguments)`');
  return errorExpression(c);
}

/** A decorator has a line of its own. */
function endLine(c: Cursor): void {
  if (c.skipNewline() || c.kind === 'end' || c.atLineStart) return;
  const declared = c.kind === '@' || isStatementStart(c) || c.kindAt(1) === ':';
  c.unexpected('a line break', 'Put the decorator on a line of its own', declared ? 'warning' : 'error');
  if (declared) return;
  skipLine(c);
  c.skipNewline();
}
