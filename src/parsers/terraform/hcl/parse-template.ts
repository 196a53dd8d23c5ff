// Quoted strings and heredocs (specification: Template Expressions): text, holes, directives, strip markers.

import type { Diagnostic } from '../../../model/diagnostic.ts';
import { type Source, type Span, span } from '../../../model/source.ts';
import {
  advance,
  at,
  atWord,
  type Cursor,
  createCursor,
  endOfLine,
  found,
  isIdentifierStart,
  MAX_DEPTH,
  report,
  tokenText,
} from './cursor.ts';
import { parseExpression } from './parse-expression.ts';
import type { Identifier, Template, TemplatePart } from './syntax.ts';
import { type Directive, nest, type Piece, removeIndentation, type Strip, strip } from './template-parts.ts';

/** A `"…"` at the current token; afterwards the current token is the one behind it. */
export function parseQuoted(cursor: Cursor): Template {
  const plain = parsePlain(cursor);
  if (plain) return plain;
  const { start } = cursor;
  const errors = cursor.diagnostics.length;
  const { pieces, end, closed } = readPieces(cursor, cursor.end, input => {
    const code = cursor.input.charCodeAt(input);
    return code === 34 || code === 10 || code === 13;
  });
  if (!closed || cursor.input.charCodeAt(end) !== 34)
    report(
      cursor,
      'unclosed',
      'The string is never closed on its line',
      'add `"`',
      span(cursor.source, start, end),
    );
  const after = cursor.input.charCodeAt(end) === 34 ? end + 1 : end;
  return finish(cursor, pieces, { errors, heredoc: false, start, end: after });
}

/** Most strings are text alone, without holes, directives and escapes; null for others. */
function parsePlain(cursor: Cursor): Template | null {
  const { input, source, start, end: from } = cursor;
  const end = endOfPlainText(input, from - 1, false);
  if (input.charCodeAt(end) !== 34) return null;
  cursor.end = end + 1;
  advance(cursor);
  const value = input.slice(from, end);
  const parts = value === '' ? [] : [{ kind: 'text', value, span: span(source, from, end) } as const];
  return { kind: 'template', parts, heredoc: false, span: span(source, start, end + 1) };
}

/** A `<<EOT` or `<<-EOT` at the current token. */
export function parseHeredoc(cursor: Cursor): Template {
  const { input, source, start } = cursor;
  const errors = cursor.diagnostics.length;
  const flush = input.charCodeAt(start + 2) === 45;
  const lineEnd = endOfLine(input, start);
  const marker = input.slice(start + (flush ? 3 : 2), lineEnd);
  const body = input.charCodeAt(lineEnd) === 13 ? lineEnd + 2 : lineEnd + 1;
  if (!isIdentifierStart(marker, 0) || /[^\p{ID_Continue}-]/u.test(marker))
    report(
      cursor,
      'unexpected-token',
      `Expected the end of the line after the heredoc's marker, found \`${marker.slice(0, 40)}\``,
      'start the text on the next line',
    );
  const isEnd = (position: number): boolean =>
    isLineStart(input, position) && input.slice(position, endOfLine(input, position)).trim() === marker;
  const { pieces, end, closed } = readPieces(cursor, Math.min(body, input.length), isEnd, true);
  if (!closed)
    report(
      cursor,
      'unclosed',
      `The heredoc is never closed by a line with \`${marker}\``,
      'add that line',
      span(source, start, lineEnd),
    );
  // A line break that `~` takes joins two lines before their indentation counts.
  if (flush) {
    strip(pieces);
    removeIndentation(pieces);
  }
  const after = closed ? end + input.slice(end).search(/\S/) + marker.length : end;
  return finish(cursor, pieces, { errors, heredoc: true, start, end: after });
}

function isLineStart(input: string, position: number): boolean {
  const before = input.charCodeAt(position - 1);
  return before === 10 || before === 13;
}

function readPieces(
  cursor: Cursor,
  from: number,
  isEnd: (position: number) => boolean,
  heredoc = false,
): { pieces: Piece[]; end: number; closed: boolean } {
  const { input, source } = cursor;
  const pieces: Piece[] = [];
  let position = from;
  let textStart = from;
  let text = '';
  const flushText = (end: number): void => {
    if (text !== '') pieces.push({ kind: 'text', value: text, span: span(source, textStart, end) });
    text = '';
  };
  while (position < input.length) {
    if (isEnd(position)) {
      flushText(position);
      return { pieces, end: position, closed: true };
    }
    const char = input[position]!;
    const next = input[position + 1];
    if ((char === '$' || char === '%') && next === char && input[position + 2] === '{') {
      text += `${char}{`;
      position += 3;
    } else if ((char === '$' || char === '%') && next === '{') {
      flushText(position);
      position = readSequence(cursor, position, pieces);
      textStart = position;
    } else if (char === '\\' && !heredoc) {
      const escaped = readEscape(cursor, position);
      text += escaped.value;
      position += escaped.length;
    } else {
      const end = endOfPlainText(input, position, heredoc);
      text += end === position + 1 ? char : input.slice(position, end);
      position = end;
      // One piece a line, so that indentation can be removed line by line.
      if (heredoc && input.charCodeAt(end - 1) === 10) {
        flushText(position);
        textStart = position;
      }
    }
  }
  flushText(position);
  return { pieces, end: position, closed: false };
}

/** Behind the character at `from` and all that follow it and mean nothing: in heredocs to the end of the line, elsewhere before it. */
function endOfPlainText(input: string, from: number, heredoc: boolean): number {
  if (input.charCodeAt(from) === 10) return from + 1;
  for (let position = from + 1; position < input.length; position++) {
    const code = input.charCodeAt(position);
    if (code === 10) return heredoc ? position + 1 : position;
    if (code === 34 || code === 36 || code === 37 || code === 92 || code === 13) return position;
  }
  return input.length;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function readEscape(cursor: Cursor, position: number): { value: string; length: number } {
  const { input, source } = cursor;
  const letter = input[position + 1] ?? '';
  const simple = ESCAPES[letter];
  if (simple !== undefined) return { value: simple, length: 2 };
  const digits = letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  const hex = input.slice(position + 2, position + 2 + digits);
  if (
    digits > 0 &&
    hex.length === digits &&
    /^[0-9a-fA-F]+$/.test(hex) &&
    Number.parseInt(hex, 16) <= 0x10ffff
  )
    return { value: String.fromCodePoint(Number.parseInt(hex, 16)), length: 2 + digits };
  report(
    cursor,
    'invalid-escape',
    `\`\\${letter}\` is not an escape; expected \\n, \\r, \\t, \\", \\\\, \\uNNNN or \\UNNNNNNNN`,
    'write `\\\\` for a backslash',
    span(source, position, Math.min(position + 2, input.length)),
  );
  return { value: `\\${letter}`, length: letter === '\n' || letter === '\r' || letter === '' ? 1 : 2 };
}

/** A hole or directive at `position`; returns where the text goes on. */
function readSequence(cursor: Cursor, position: number, pieces: Piece[]): number {
  const { input, source } = cursor;
  const isHole = input[position] === '$';
  const before = input[position + 2] === '~';
  const newlines = cursor.newlines;
  cursor.newlines = false;
  cursor.end = position + (before ? 3 : 2);
  advance(cursor);
  let piece: (strip: Strip, place: Span) => Piece;
  if (cursor.depth > MAX_DEPTH || isHole) {
    const expression = parseExpression(cursor);
    piece = (strip, place) => ({ kind: 'hole', expression, span: place, strip });
  } else {
    const directive = parseDirective(cursor);
    piece = (strip, place) => ({ kind: 'directive', directive, span: place, strip });
  }
  const after = at(cursor, '~');
  if (after) advance(cursor);
  if (!at(cursor, '}')) {
    report(
      cursor,
      'invalid-template',
      `Expected \`}\` after the ${isHole ? 'interpolation' : 'directive'}, found ${found(cursor)}`,
      'close it with `}`',
    );
    skipToClose(cursor, endOfLine(input, position));
  }
  const end = at(cursor, '}') ? cursor.end : cursor.start;
  cursor.newlines = newlines;
  pieces.push(piece({ before, after }, span(source, position, end)));
  return Math.max(end, position + 2);
}

/** To the `}` that closes what is open, but not beyond `limit`, the end of the line. */
function skipToClose(cursor: Cursor, limit: number): void {
  let open = 0;
  while (cursor.kind !== 'end' && cursor.start < limit) {
    if (at(cursor, '}') && open-- === 0) return;
    if (at(cursor, '{')) open++;
    if (cursor.kind === 'quote') return;
    advance(cursor);
  }
  cursor.start = limit;
  cursor.end = limit;
}

function parseDirective(cursor: Cursor): Directive {
  const word = tokenText(cursor);
  if (atWord(cursor, 'if')) {
    advance(cursor);
    return { word: 'if', condition: parseExpression(cursor) };
  }
  if (atWord(cursor, 'for')) {
    advance(cursor);
    const names = parseForNames(cursor);
    return { word: 'for', ...names, collection: parseExpression(cursor) };
  }
  if (word === 'else' || word === 'endif' || word === 'endfor') {
    advance(cursor);
    return { word };
  }
  report(
    cursor,
    'invalid-template',
    `Expected \`if\`, \`else\`, \`endif\`, \`for\` or \`endfor\`, found ${found(cursor)}`,
    'write `%%{` for the text `%{`',
  );
  return { word: 'unknown' };
}

/** `k, v in` or `v in` of a `for`; the current token afterwards starts the collection. */
export function parseForNames(cursor: Cursor): { key: Identifier | null; value: Identifier } {
  const first = parseName(cursor);
  let key: Identifier | null = null;
  let value = first;
  if (at(cursor, ',')) {
    advance(cursor);
    key = first;
    value = parseName(cursor);
  }
  if (atWord(cursor, 'in')) advance(cursor);
  else
    report(
      cursor,
      'unexpected-token',
      `Expected \`in\`, found ${found(cursor)}`,
      'write `for item in collection`',
    );
  return { key, value };
}

function parseName(cursor: Cursor): Identifier {
  const name = { name: tokenText(cursor), span: span(cursor.source, cursor.start, cursor.end) };
  if (cursor.kind === 'identifier') advance(cursor);
  else report(cursor, 'unexpected-token', `Expected a name, found ${found(cursor)}`, 'name the item');
  return name;
}

interface TemplateForm {
  readonly heredoc: boolean;
  readonly start: number;
  readonly end: number;
  /** How many errors there were before it. */
  readonly errors: number;
}

function finish(cursor: Cursor, pieces: Piece[], { heredoc, start, end, errors }: TemplateForm): Template {
  strip(pieces);
  const reader = { pieces, index: 0, depth: 0 };
  const parts = nest(cursor, reader, []);
  if (cursor.diagnostics.length > errors) parts.push(unreadHole(span(cursor.source, end, end)));
  cursor.end = end;
  advance(cursor);
  return { kind: 'template', parts, heredoc, span: span(cursor.source, start, end) };
}

function unreadHole(place: Span): TemplatePart {
  return { kind: 'hole', expression: { kind: 'error', span: place }, span: place };
}

/** The text of a source from `start` to `end` as a template without quotes: a string of JSON syntax, a file for `templatefile`. */
export function parseBareTemplate(
  source: Source,
  start = 0,
  end = source.text.length,
): { template: Template; diagnostics: readonly Diagnostic[] } {
  const cursor = createCursor({ ...source, text: '' });
  const bounded = { ...cursor, source, input: source.text.slice(0, end), newlines: false, end: start };
  const { pieces } = readPieces(bounded, start, () => false, true);
  const template = finish(bounded, pieces, { errors: 0, heredoc: false, start, end });
  return { template, diagnostics: bounded.diagnostics };
}
