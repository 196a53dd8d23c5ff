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
import { backToLineEnd, closesTooEarly, endsOutside, indentationAt, skipTo } from './recovery.ts';
import type { Attribute, Block, Body, Expression, HclFile, Identifier } from './syntax.ts';

export function parseHcl(source: Source): HclFile {
  const file = parseFile(createCursor(source));
  if (file.diagnostics.length === 0) return file;
  // The layout may tell better where brackets are missing or too many.
  const byLayout = parseFile(createCursor(source, true));
  return byLayout.diagnostics.length <= file.diagnostics.length ? byLayout : file;
}

function parseFile(cursor: Cursor): HclFile {
  const body = parseBody(cursor, 0);
  return { source: cursor.source, body, comments: cursor.comments, diagnostics: cursor.diagnostics };
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

/** A body while it is read. */
interface OpenBody {
  readonly attributes: Attribute[];
  readonly blocks: Block[];
  /** Of the attributes; made once there are more than a few. */
  names: Set<string> | null;
  readonly start: number;
  broken: boolean;
  /** How many of the blocks are marked as broken because braces do not pair. */
  doubted: number;
  /** Reported as more than a block on one line may hold, so that its `}` may follow an argument. */
  crowded: boolean;
}

function openBody(cursor: Cursor): OpenBody {
  const { start } = cursor;
  return { attributes: [], blocks: [], names: null, start, broken: false, doubted: 0, crowded: false };
}

function closeBody(cursor: Cursor, { attributes, blocks, start, broken }: OpenBody): Body {
  const body = { attributes, blocks, span: span(cursor.source, start, cursor.start) };
  return broken ? { ...body, broken } : body;
}

function parseBody(cursor: Cursor, depth: number): Body {
  const body = openBody(cursor);
  parseItems(cursor, depth, 0, body);
  return closeBody(cursor, body);
}

/** Up to the `}` that closes the block, where the layout says that it must have ended, or to the end of the file. */
function parseItems(cursor: Cursor, depth: number, indentation: number, body: OpenBody): void {
  while (cursor.kind !== 'end') {
    if (cursor.kind === 'newline') {
      advance(cursor);
      continue;
    }
    if (depth > 0 && endsOutside(cursor, indentation)) break;
    if (at(cursor, '}')) {
      if (depth > 0 && !closesTooEarly(cursor, indentation, body.start)) break;
      report(cursor, 'unexpected-token', 'This `}` closes nothing', 'remove it');
      advance(cursor);
      body.broken = true;
      if (depth === 0) breakAll(body);
      continue;
    }
    parseItem(cursor, depth, body);
    if (cursor.overran) body.broken = true;
    cursor.overran = false;
  }
}

/** Where braces do not pair nobody knows which of the blocks so far was closed too early. */
function breakAll(body: OpenBody): void {
  for (; body.doubted < body.blocks.length; body.doubted++) {
    const block = body.blocks[body.doubted]!;
    body.blocks[body.doubted] = { ...block, body: { ...block.body, broken: true } };
  }
}

function parseItem(cursor: Cursor, depth: number, body: OpenBody): void {
  if (cursor.kind !== 'identifier') {
    report(
      cursor,
      'unexpected-token',
      `Expected an argument or a block, found ${found(cursor)}`,
      'start the line with a name',
    );
    body.broken = true;
    skipLine(cursor);
    return;
  }
  const name: Identifier = { name: tokenText(cursor), span: tokenSpan(cursor) };
  advance(cursor);
  if (at(cursor, '=')) {
    const attribute = parseAttribute(cursor, name);
    reportRepeated(cursor, name, body);
    const isWhole = endItem(cursor, body);
    body.attributes.push(isWhole ? attribute : unread(attribute));
    if (!isWhole) body.broken = true;
  } else if (at(cursor, '{') || startsLabel(cursor)) {
    const block = parseBlock(cursor, name, depth);
    if (block) body.blocks.push(block);
    if (!endItem(cursor, body) || !block) body.broken = true;
  } else {
    report(
      cursor,
      'unexpected-token',
      `Expected \`=\` or \`{\` after \`${name.name}\`, found ${found(cursor)}`,
      'write name = value or name { … }',
    );
    body.broken = true;
    skipLine(cursor);
  }
}

const FEW_ATTRIBUTES = 8;

function reportRepeated(cursor: Cursor, name: Identifier, body: OpenBody): void {
  const { attributes } = body;
  if (body.names === null && attributes.length >= FEW_ATTRIBUTES)
    body.names = new Set(attributes.map(each => each.name.name));
  const isRepeated = body.names?.has(name.name) ?? attributes.some(each => each.name.name === name.name);
  body.names?.add(name.name);
  if (isRepeated)
    report(
      cursor,
      'duplicate-attribute',
      `\`${name.name}\` is set twice in the same block`,
      'keep one of them',
      name.span,
    );
}

function parseAttribute(cursor: Cursor, name: Identifier): Attribute {
  advance(cursor);
  const value = parseExpression(cursor);
  return { name, value, span: spanBetween(name.span, value.span) };
}

/** Of what more stands on the line nobody knows whether it belongs to the value. */
function unread({ name, value, span }: Attribute): Attribute {
  return { name, value: { kind: 'error', span: value.span }, span };
}

/** To the next line; false where something on this one had to be skipped. */
function endItem(cursor: Cursor, { crowded }: OpenBody): boolean {
  if (cursor.kind === 'end' || (crowded && at(cursor, '}'))) return true;
  if (cursor.kind === 'newline') {
    advance(cursor);
    return true;
  }
  // An expression that is already reported broken has left the rest of its line.
  const last = cursor.diagnostics.at(-1)?.span;
  if (!last || last.end < cursor.start - 1 || last.start < lineStart(cursor))
    report(
      cursor,
      'unexpected-token',
      `Expected the end of the line, found ${found(cursor)}`,
      'put it on a line of its own',
    );
  if (at(cursor, '}')) return true;
  skipLine(cursor);
  return false;
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

/** Null where a brace is missing, unless only a block can be meant: a name and a label in quotes outside of any block. */
function parseBlock(cursor: Cursor, type: Identifier, depth: number): Block | null {
  const labels: Identifier[] = [];
  let headerEnd: Span = type.span;
  let isQuoted = false;
  while (startsLabel(cursor)) {
    isQuoted ||= cursor.kind === 'quote';
    const label = parseLabel(cursor);
    labels.push(label);
    headerEnd = label.span;
  }
  const header = spanBetween(type.span, headerEnd);
  const unreadBody: Body = {
    attributes: [],
    blocks: [],
    broken: true,
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
    return isQuoted && depth === 0 ? { type, labels, body: unreadBody, header, span: header } : null;
  }
  if (depth >= MAX_DEPTH) {
    report(cursor, 'too-deep', `Blocks nest deeper than ${MAX_DEPTH} levels`, 'flatten them');
    cursor.end = cursor.input.length;
    advance(cursor);
    return { type, labels, body: unreadBody, header, span: header };
  }
  const opening = tokenSpan(cursor);
  const indentation = cursor.layout ? indentationAt(cursor, type.span.start) : 0;
  advance(cursor);
  const inside = openBody(cursor);
  if (cursor.kind === 'newline' || at(cursor, '}')) parseItems(cursor, depth + 1, indentation, inside);
  else parseOneLine(cursor, depth + 1, indentation, inside);
  const closed = at(cursor, '}') && !endsOutside(cursor, indentation);
  if (!closed) {
    inside.broken = true;
    // Where blocks nest too deeply the rest of the file is not read.
    if (cursor.diagnostics.at(-1)?.code !== 'too-deep')
      report(cursor, 'unclosed', `The block \`${type.name}\` is never closed by \`}\``, 'add `}`', opening);
  }
  const body = closeBody(cursor, inside);
  if (!closed && cursor.kind !== 'end') backToLineEnd(cursor, opening.end);
  const end = closed ? cursor.end : cursor.start;
  if (closed) advance(cursor);
  return { type, labels, body, header, span: span(cursor.source, type.span.start, end) };
}

/** `name { argument = value }`: one argument, no blocks. */
function parseOneLine(cursor: Cursor, depth: number, indentation: number, body: OpenBody): void {
  if (cursor.kind === 'identifier') {
    const name: Identifier = { name: tokenText(cursor), span: tokenSpan(cursor) };
    advance(cursor);
    if (at(cursor, '=')) body.attributes.push(parseAttribute(cursor, name));
    else if (at(cursor, '{') || startsLabel(cursor)) {
      const place = spanBetween(name.span, tokenSpan(cursor));
      report(
        cursor,
        'unexpected-token',
        'A block on one line holds no other block',
        'use several lines',
        place,
      );
      const block = parseBlock(cursor, name, depth);
      if (block) body.blocks.push(block);
      else body.broken = true;
    } else {
      report(
        cursor,
        'unexpected-token',
        `Expected \`=\` after \`${name.name}\`, found ${found(cursor)}`,
        'a block on one line holds one argument; use several lines',
      );
      body.broken = true;
      skipTo(cursor, ['}']);
    }
  }
  if (at(cursor, '}') || cursor.kind === 'end') return;
  report(
    cursor,
    'unexpected-token',
    `Expected \`}\` after the argument of a block on one line, found ${found(cursor)}`,
    'use several lines',
  );
  body.crowded = true;
  if (at(cursor, ',')) advance(cursor);
  parseItems(cursor, depth, indentation, body);
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
  if (hole && !(hole.kind === 'hole' && hole.expression.kind === 'error'))
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
