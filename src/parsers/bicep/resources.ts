// Resources, modules and tests: a header with a name and a string, and a body. Promises that the name survives a
// broken header and a broken body. Refuses to know types and paths.

import type { Cursor } from './cursor.ts';
import { type Lead, parseName } from './declarations.ts';
import { parseDecorators } from './decorators.ts';
import { errorExpression, parseExpression, parseParentheses } from './expressions.ts';
import { parseObject, parseString } from './literals.ts';
import { isLoop, parseLoop } from './loops.ts';
import { isHeader, isStatementStart, missingOpener, skipJunk } from './recovery.ts';
import type {
  Decorator,
  ErrorExpression,
  Expression,
  IfExpression,
  ModuleStatement,
  NestedResource,
  ResourceBody,
  ResourceObject,
  ResourceStatement,
  TestStatement,
} from './syntax.ts';

/** From behind the keyword, which starts at `keyword`. */
export function parseResource(c: Cursor, lead: Lead, keyword: number): ResourceStatement {
  const name = parseName(c, 'the name of the resource');
  const type = parseHeaderString(c, "a type such as `'Microsoft.Storage/storageAccounts@2024-01-01'`");
  const existing = c.acceptWord('existing');
  const header = c.spanFrom(keyword);
  expectAssignment(c);
  const value = parseBody(c, true);
  const { decorators } = lead;
  return { kind: 'resource', name, type, existing, value, header, decorators, span: c.spanFrom(lead.start) };
}

export function parseModule(c: Cursor, lead: Lead, keyword: number): ModuleStatement {
  const name = parseName(c, 'the name of the module');
  const path = parseHeaderString(c, "a path such as `'modules/storage.bicep'`");
  const header = c.spanFrom(keyword);
  expectAssignment(c);
  const value = parseBody(c, false);
  const { decorators } = lead;
  return { kind: 'module', name, path, value, header, decorators, span: c.spanFrom(lead.start) };
}

export function parseTest(c: Cursor, lead: Lead): TestStatement {
  const name = parseName(c, 'the name of the test');
  const path = parseHeaderString(c, "a path such as `'main.bicep'`");
  expectAssignment(c);
  const value = parseBody(c, false);
  return { kind: 'test', name, path, value, decorators: lead.decorators, span: c.spanFrom(lead.start) };
}

/** Between the braces of a resource: decorators and a resource, or null where they belong to a statement outside. */
export function parseNestedResource(c: Cursor): NestedResource | ErrorExpression | null {
  const { start } = c;
  const decorators = parseDecorators(c);
  const keyword = c.start;
  if (!c.acceptWord('resource')) {
    if (!isHeader(c)) return misplacedDecorators(c, decorators, start);
    c.unexpected('`resource`', 'Write `resource` before the name');
  }
  if (!c.enter()) {
    c.leave();
    return { kind: 'error', span: skipJunk(c) };
  }
  const resource = parseResource(c, { start, decorators }, keyword);
  c.leave();
  return { kind: 'nested', resource, span: resource.span };
}

function misplacedDecorators(c: Cursor, decorators: Decorator[], start: number): ErrorExpression | null {
  if (isStatementStart(c)) {
    c.pendingDecorators.push(...decorators);
    return null;
  }
  const place = decorators.at(-1)?.span;
  c.report('missing-declaration', `Found ${c.found()}, expected a resource`, 'Remove the decorator', place);
  return { kind: 'error', span: c.spanFrom(start) };
}

function parseHeaderString(c: Cursor, expected: string): Expression {
  if (c.kind === 'string' || c.kind === 'stringStart') return parseString(c);
  c.unexpected(expected, 'Write it between quotes behind the name');
  const place = c.emptySpan();
  if (c.kind === 'unknown' || c.kind === 'integer' || (c.kind === 'identifier' && !c.isWord('existing'))) {
    const { start } = c;
    c.advance();
    return { kind: 'error', span: c.spanFrom(start) };
  }
  return { kind: 'error', span: place };
}

function expectAssignment(c: Cursor): void {
  if (c.accept('=')) return;
  c.unexpected('`=`', 'Write `=` before the body');
  if (c.kind === ':' || c.kind === '==') c.advance();
}

/** `{ … }`, `if (condition) { … }` on this line or the next, or a loop of these. */
function parseBody(c: Cursor, nestedResources: boolean): ResourceBody {
  if (c.kind === 'newline' && c.isWord('if', 1) && c.kindAt(2) === '(') c.advance();
  if (c.kind === 'newline' && c.isWord('for', 1) && missingOpener(c)) c.advance();
  if (isLoop(c)) return parseLoop(c, () => parseLoopBody(c, nestedResources));
  const body = parsePlainBody(c, nestedResources);
  if (body) return body;
  c.unexpected('`{`, `if` or `[for`', 'Write the body as `{ … }`');
  if (c.kind === 'newline' || c.kind === 'end') return { kind: 'error', span: c.emptySpan() };
  const { start } = c;
  const before = c.index;
  parseExpression(c);
  return { kind: 'error', span: c.index === before ? skipJunk(c) : c.spanFrom(start) };
}

function parseLoopBody(c: Cursor, nestedResources: boolean): Expression {
  const body = parsePlainBody(c, nestedResources);
  if (body) return body;
  c.unexpected('`{` or `if`', 'Write the body as `{ … }`');
  return c.kind === 'newline' ? errorExpression(c) : parseExpression(c);
}

/** Null where neither an object nor a condition starts. */
function parsePlainBody(c: Cursor, nestedResources: boolean): ResourceObject | IfExpression | null {
  if (c.kind === '{') return parseObject(c, { nestedResources });
  if (missingOpener(c) === '{') {
    c.unexpected('`{`', 'Open the body with `{`');
    return parseObject(c, { nestedResources });
  }
  if (c.isWord('if')) return parseIf(c, nestedResources);
  if (c.kind !== '(') return null;
  c.unexpected('`if`', 'A condition is written `if (condition) { … }`');
  return parseIf(c, nestedResources);
}

function parseIf(c: Cursor, nestedResources: boolean): IfExpression {
  const { start } = c;
  c.acceptWord('if');
  const condition = c.kind === '(' ? parseParentheses(c) : missingParenthesis(c);
  const hint = 'A condition is written `if (condition) { … }`';
  const missing = missingOpener(c) === '{';
  if (c.kind !== '{') c.unexpected('`{`', hint);
  if (!missing) skipToBody(c);
  const body = missing || c.kind === '{' ? parseObject(c, { nestedResources }) : errorExpression(c);
  return { kind: 'if', condition, body, span: c.spanFrom(start) };
}

/** Behind a condition: skips what stands before `{` on the same line. */
function skipToBody(c: Cursor): void {
  while (!c.atLineStart && c.kind !== '{' && c.kind !== 'newline' && c.kind !== 'end' && c.kind !== ']')
    c.advance();
}

/** The condition without its `(`; a `)` without its partner ends it. */
function missingParenthesis(c: Cursor): Expression {
  c.unexpected('`(`', 'A condition is written `if (condition) { … }`');
  if (c.kind === '{' || c.kind === 'newline') return errorExpression(c);
  const condition = parseExpression(c);
  c.accept(')');
  return condition;
}
