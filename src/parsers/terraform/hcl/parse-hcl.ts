// Files of HCL native syntax (specification: Structural Elements): attributes and blocks.
// Total: every text gives a tree; what is wrong costs its own line or block and is named in a diagnostic.

import { type Source, type Span, span, spanBetween } from '../../../model/source.ts';
import {
  advance,
  at,
  type Cursor,
  createCursor,
  found,
  MAX_DEPTH,
  report,
  tokenSpan,
  tokenText,
} from './cursor.ts';
import { parseExpression } from './parse-expression.ts';
import { parseQuoted } from './parse-template.ts';
import { skipTo } from './recovery.ts';
import type { Attribute, Block, Body, Expression, HclFile, Identifier } from './syntax.ts';

export function parseHcl(source: Source): HclFile {
  const cursor = createCursor(source);
  const body = parseBody(cursor, 0);
  return { source, body, comments: cursor.comments, diagnostics: cursor.diagnostics };
}

/** One expression standing alone, as in a plan file or a test; anything behind it is an error. */
export function parseHclExpression(source: Source): {
  expression: Expression;
  diagnostics: HclFile['diagnostics'];
} {
  const cursor = createCursor(source);
  cursor.newlines = false;
  if (cursor.kind === 'newline') advance(cursor);
  const expression = parseExpression(cursor);
  if (cursor.kind !== 'end')
    report(
      cursor,
      'unexpected-token',
      `Expected the end of the expression, found ${found(cursor)}`,
      'remove it',
    );
  return { expression, diagnostics: cursor.diagnostics };
}

/** Up to the `}` that closes it, or the end of the file for the outermost. */
function parseBody(cursor: Cursor, depth: number): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  const names = new Set<string>();
  const start = cursor.start;
  while (cursor.kind !== 'end') {
    if (cursor.kind === 'newline') {
      advance(cursor);
      continue;
    }
    if (at(cursor, '}')) {
      if (depth > 0) break;
      report(cursor, 'unexpected-token', 'This `}` closes nothing', 'remove it');
      advance(cursor);
      continue;
    }
    parseItem(cursor, depth, attributes, blocks, names);
  }
  return { attributes, blocks, span: span(cursor.source, start, cursor.start) };
}

function parseItem(
  cursor: Cursor,
  depth: number,
  attributes: Attribute[],
  blocks: Block[],
  names: Set<string>,
): void {
  if (cursor.kind !== 'identifier') {
    report(
      cursor,
      'unexpected-token',
      `Expected an argument or a block, found ${found(cursor)}`,
      'start the line with a name',
    );
    skipLine(cursor);
    return;
  }
  const name: Identifier = { name: tokenText(cursor), span: tokenSpan(cursor) };
  advance(cursor);
  if (at(cursor, '=')) {
    const attribute = parseAttribute(cursor, name);
    if (names.has(name.name))
      report(
        cursor,
        'duplicate-attribute',
        `\`${name.name}\` is set twice in the same block`,
        'keep one of them',
        name.span,
      );
    names.add(name.name);
    attributes.push(attribute);
    endItem(cursor);
  } else if (at(cursor, '{') || startsLabel(cursor)) {
    blocks.push(parseBlock(cursor, name, depth));
    endItem(cursor);
  } else {
    report(
      cursor,
      'unexpected-token',
      `Expected \`=\` or \`{\` after \`${name.name}\`, found ${found(cursor)}`,
      'write name = value or name { … }',
    );
    skipLine(cursor);
  }
}

function parseAttribute(cursor: Cursor, name: Identifier): Attribute {
  advance(cursor);
  const value = parseExpression(cursor);
  return { name, value, span: spanBetween(name.span, value.span) };
}

function endItem(cursor: Cursor): void {
  if (cursor.kind === 'newline') advance(cursor);
  else if (cursor.kind !== 'end') {
    // An expression that is already reported broken has left the rest of its line.
    const last = cursor.diagnostics.at(-1)?.span;
    if (!last || last.end < cursor.start - 1 || last.start < lineStart(cursor))
      report(
        cursor,
        'unexpected-token',
        `Expected the end of the line, found ${found(cursor)}`,
        'put it on a line of its own',
      );
    skipLine(cursor);
  }
}

function lineStart(cursor: Cursor): number {
  return cursor.input.lastIndexOf('\n', cursor.start - 1) + 1;
}

function skipLine(cursor: Cursor): void {
  do {
    const before = cursor.start;
    skipTo(cursor, []);
    // A stray closing bracket is part of the broken line, a brace closes the block around it.
    if (cursor.kind === 'punctuation' && !at(cursor, '}')) advance(cursor);
    else if (cursor.start === before && cursor.kind !== 'newline' && !at(cursor, '}')) advance(cursor);
  } while (cursor.kind !== 'newline' && cursor.kind !== 'end' && !at(cursor, '}'));
}

function parseBlock(cursor: Cursor, type: Identifier, depth: number): Block {
  const labels: Identifier[] = [];
  let headerEnd: Span = type.span;
  while (startsLabel(cursor)) {
    const label = parseLabel(cursor);
    labels.push(label);
    headerEnd = label.span;
  }
  const header = spanBetween(type.span, headerEnd);
  const emptyBody: Body = {
    attributes: [],
    blocks: [],
    span: span(cursor.source, cursor.start, cursor.start),
  };
  if (!at(cursor, '{')) {
    report(
      cursor,
      'unexpected-token',
      `Expected \`{\` after the block's labels, found ${found(cursor)}`,
      'open the block on the same line',
    );
    skipLine(cursor);
    return { type, labels, body: emptyBody, header, span: header };
  }
  if (depth >= MAX_DEPTH) {
    report(cursor, 'too-deep', `Blocks nest deeper than ${MAX_DEPTH} levels`, 'flatten them');
    cursor.end = cursor.input.length;
    advance(cursor);
    return { type, labels, body: emptyBody, header, span: header };
  }
  const opening = tokenSpan(cursor);
  advance(cursor);
  const body =
    cursor.kind === 'newline' || at(cursor, '}') ? parseBody(cursor, depth + 1) : parseOneLine(cursor, depth);
  const end = at(cursor, '}') ? cursor.end : cursor.start;
  if (at(cursor, '}')) advance(cursor);
  else report(cursor, 'unclosed', `The block \`${type.name}\` is never closed by \`}\``, 'add `}`', opening);
  return { type, labels, body, header, span: span(cursor.source, type.span.start, end) };
}

/** `name { argument = value }`: one argument, no blocks. */
function parseOneLine(cursor: Cursor, depth: number): Body {
  const start = cursor.start;
  const attributes: Attribute[] = [];
  if (cursor.kind === 'identifier') {
    const name: Identifier = { name: tokenText(cursor), span: tokenSpan(cursor) };
    advance(cursor);
    if (at(cursor, '=')) attributes.push(parseAttribute(cursor, name));
    else {
      report(
        cursor,
        'unexpected-token',
        `Expected \`=\` after \`${name.name}\`, found ${found(cursor)}`,
        'a block on one line holds one argument; use several lines',
      );
      skipTo(cursor, ['}']);
    }
  }
  if (at(cursor, '}') || cursor.kind === 'end')
    return { attributes, blocks: [], span: span(cursor.source, start, cursor.start) };
  report(
    cursor,
    'unexpected-token',
    `Expected \`}\` after the argument of a block on one line, found ${found(cursor)}`,
    'use several lines',
  );
  if (at(cursor, ',')) advance(cursor);
  const rest = parseBody(cursor, depth + 1);
  return {
    attributes: [...attributes, ...rest.attributes],
    blocks: rest.blocks,
    span: span(cursor.source, start, cursor.start),
  };
}

function startsLabel(cursor: Cursor): boolean {
  return cursor.kind === 'quote' || cursor.kind === 'identifier';
}

/** A quoted label has no holes. */
function parseLabel(cursor: Cursor): Identifier {
  if (cursor.kind === 'identifier') {
    const label = { name: tokenText(cursor), span: tokenSpan(cursor) };
    advance(cursor);
    return label;
  }
  const template = parseQuoted(cursor);
  const hole = template.parts.find(part => part.kind !== 'text');
  if (hole)
    report(
      cursor,
      'invalid-template',
      'A block label cannot contain an interpolation',
      'write the label as plain text',
      hole.span,
    );
  const name = template.parts.map(part => (part.kind === 'text' ? part.value : '')).join('');
  return { name, span: template.span };
}
