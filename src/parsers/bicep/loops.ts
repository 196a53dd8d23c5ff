// `[for item in items: body]`, wherever it may stand. Promises a loop once `for` or `in` was seen, with an `error` for
// each part that is missing. Refuses to know what its body may be: the caller reads that.

import { parseList } from './blocks.ts';
import type { Cursor } from './cursor.ts';
import { errorExpression, parseExpression, readIdentifier } from './expressions.ts';
import { openBracket } from './literals.ts';
import { reportUnclosed, skipJunk } from './recovery.ts';
import type { Expression, ForExpression, Identifier } from './syntax.ts';

/** True at `[for`, and where one of the two is missing. */
export function isLoop(c: Cursor): boolean {
  if (c.kind !== '[') return c.isWord('for') && c.kindAt(1) === 'identifier' && c.isWord('in', 2);
  const first = c.kindAt(1) === 'newline' ? 2 : 1;
  if (c.isWord('for', first)) return true;
  const pair = c.kindAt(first) === '(' && c.kindAt(first + 2) === ',' && c.kindAt(first + 4) === ')';
  return c.kindAt(first) === 'identifier' ? c.isWord('in', first + 1) : pair && c.isWord('in', first + 5);
}

/** From `[`; `body` reads what the loop makes of each item. */
export function parseLoop(c: Cursor, body: () => Expression): ForExpression {
  if (c.kind !== '[') c.unexpected('`[`', 'A loop is written `[for item in items: value]`');
  const opener = openBracket(c, '[');
  c.open[']']++;
  c.skipNewline();
  if (!c.acceptWord('for')) c.unexpected('`for`', 'A loop is written `[for item in items: value]`');
  const { item, index } = parseVariables(c);
  if (!c.acceptWord('in')) c.unexpected('`in`', 'A loop is written `[for item in items: value]`');
  const items = parseExpression(c);
  expectColon(c);
  const value = c.kind === ']' ? missingBody(c) : body();
  closeLoop(c);
  c.open[']']--;
  if (!c.accept(']')) reportUnclosed(c, ']', opener);
  return { kind: 'for', item, index, items, body: value, span: c.spanFrom(opener.start) };
}

/** What stands between the items and `:` is skipped. */
function expectColon(c: Cursor): void {
  if (c.accept(':')) return;
  c.unexpected('`:`', 'A loop is written `[for item in items: value]`');
  while (c.kind !== ':' && c.kind !== '{' && c.kind !== 'newline' && c.kind !== 'end' && !c.isWord('if'))
    c.advance();
  c.accept(':');
}

function missingBody(c: Cursor): Expression {
  c.unexpected('the value of the loop', 'Write what the loop makes of each item');
  return errorExpression(c);
}

/** Moves to `]` over a line break and what should not be there. */
function closeLoop(c: Cursor): void {
  if (c.kind === 'newline' && c.kindAt(1) === ']') c.advance();
  if (c.kind === ']' || c.kind === 'newline' || c.kind === 'end' || c.atLineStart) return;
  c.unexpected('`]`', 'Close the loop with `]`');
  skipJunk(c);
  if (c.is('newline') && c.kindAt(1) === ']') c.advance();
}

/** `item` or `(item, index)`. */
function parseVariables(c: Cursor): { item: Identifier; index: Identifier | null } {
  if (c.kind === 'identifier' && !(c.isWord('in') && c.kindAt(1) === 'identifier' && !c.isWord('in', 1)))
    return { item: readIdentifier(c), index: null };
  const names: Identifier[] = [];
  const nameless = { name: '', span: c.emptySpan() };
  const { start } = c;
  if (c.kind === '(') {
    parseList(c, ')', openBracket(c, '('), () => {
      if (c.kind === 'identifier') names.push(readIdentifier(c));
      else
        c.unexpected('a variable', 'A loop with an index is written `[for (item, index) in items: value]`');
    });
    if (names.length !== 2) {
      const message = `Found ${names.length} variables in parentheses, expected two`;
      const hint = 'Write `(item, index)`, or the item without parentheses';
      c.report('unexpected-token', message, hint, c.spanFrom(start));
    }
  } else c.unexpected('a loop variable', 'A loop is written `[for item in items: value]`');
  return { item: names[0] ?? nameless, index: names[1] ?? null };
}
