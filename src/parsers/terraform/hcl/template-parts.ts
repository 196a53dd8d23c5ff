// The pieces of a template put together: strip markers, indentation of heredocs, directives with what stands between them.
// Refuses to know text: pieces are read elsewhere.

import { type Span, span } from '../../../model/source.ts';
import { type Cursor, MAX_DEPTH, report } from './cursor.ts';
import type { Expression, Identifier, TemplatePart } from './syntax.ts';

/** A piece of a template before directives are nested. */
export type Piece =
  | { readonly kind: 'text'; value: string; readonly span: Span }
  | { readonly kind: 'hole'; readonly expression: Expression; readonly span: Span; readonly strip: Strip }
  | { readonly kind: 'directive'; readonly directive: Directive; readonly span: Span; readonly strip: Strip };

export interface Strip {
  readonly before: boolean;
  readonly after: boolean;
}

export type Directive =
  | { readonly word: 'if'; readonly condition: Expression }
  | {
      readonly word: 'for';
      readonly key: Identifier | null;
      readonly value: Identifier;
      readonly collection: Expression;
    }
  | { readonly word: 'else' | 'endif' | 'endfor' | 'unknown' };

/** What `<<-` does: the least indentation of all lines that start with text is taken from each (blank lines do not count). */
export function removeIndentation(pieces: readonly Piece[]): void {
  let least = Number.POSITIVE_INFINITY;
  let startsLine = true;
  const indented: Extract<Piece, { kind: 'text' }>[] = [];
  for (const piece of pieces) {
    if (startsLine) {
      startsLine = false;
      if (piece.kind !== 'text') least = 0;
      else {
        const spaces = piece.value.length - piece.value.trimStart().length;
        if (spaces < piece.value.length || !piece.value.endsWith('\n')) {
          least = Math.min(least, spaces);
          indented.push(piece);
        }
      }
    }
    if (piece.kind === 'text' && piece.value.endsWith('\n')) startsLine = true;
  }
  for (const piece of indented) piece.value = piece.value.slice(least);
}

/** `~` takes the white space of the text next to it. */
export function strip(pieces: readonly Piece[]): void {
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind === 'text') continue;
    const previous = pieces[index - 1];
    const next = pieces[index + 1];
    if (piece.strip.before && previous?.kind === 'text') previous.value = previous.value.trimEnd();
    if (piece.strip.after && next?.kind === 'text') next.value = next.value.trimStart();
  }
}

interface Reader {
  readonly pieces: readonly Piece[];
  index: number;
  /** Directives inside one another. */
  depth: number;
}

/** Puts what stands between directives into them, up to one of the `closers`. */
export function nest(cursor: Cursor, reader: Reader, closers: readonly string[]): TemplatePart[] {
  const parts: TemplatePart[] = [];
  while (reader.index < reader.pieces.length) {
    const piece = reader.pieces[reader.index]!;
    if (piece.kind === 'directive') {
      const { directive } = piece;
      if (closers.includes(directive.word)) return parts;
      reader.index++;
      if (directive.word === 'if' || directive.word === 'for')
        parts.push(nestDirective(cursor, reader, piece.span, directive));
      else if (directive.word !== 'unknown')
        report(
          cursor,
          'invalid-template',
          `\`${directive.word}\` closes nothing`,
          'remove it or open it before',
          piece.span,
        );
    } else {
      reader.index++;
      if (piece.kind === 'hole') parts.push({ kind: 'hole', expression: piece.expression, span: piece.span });
      else if (piece.value !== '') addText(parts, piece.value, piece.span);
    }
  }
  return parts;
}

function addText(parts: TemplatePart[], value: string, place: Span): void {
  const last = parts.at(-1);
  if (last?.kind === 'text')
    parts[parts.length - 1] = {
      kind: 'text',
      value: last.value + value,
      span: span(place.source, last.span.start, place.end),
    };
  else parts.push({ kind: 'text', value, span: place });
}

function nestDirective(
  cursor: Cursor,
  reader: Reader,
  opening: Span,
  directive: Extract<Directive, { word: 'if' | 'for' }>,
): TemplatePart {
  const closer = directive.word === 'if' ? 'endif' : 'endfor';
  if (reader.depth >= MAX_DEPTH) {
    const message = `Directives nest deeper than ${MAX_DEPTH} levels`;
    report(cursor, 'too-deep', message, 'split the template', opening);
    reader.index = reader.pieces.length;
    return { kind: 'hole', expression: { kind: 'error', span: opening }, span: opening };
  }
  reader.depth++;
  const body = nest(cursor, reader, directive.word === 'if' ? ['else', 'endif'] : ['endfor']);
  let otherwise: TemplatePart[] = [];
  let closing = reader.pieces[reader.index];
  if (closing?.kind === 'directive' && closing.directive.word === 'else') {
    reader.index++;
    otherwise = nest(cursor, reader, ['endif']);
    closing = reader.pieces[reader.index];
  }
  reader.depth--;
  if (closing) reader.index++;
  // Where directives nest too deeply the rest of the template is not read.
  else if (cursor.diagnostics.at(-1)?.code !== 'too-deep')
    report(
      cursor,
      'invalid-template',
      `\`${directive.word}\` is never closed by \`${closer}\``,
      `add \`%{ ${closer} }\``,
      opening,
    );
  const place = span(opening.source, opening.start, (closing ?? { span: opening }).span.end);
  if (directive.word === 'if')
    return { kind: 'if', condition: directive.condition, whenTrue: body, whenFalse: otherwise, span: place };
  return {
    kind: 'for',
    key: directive.key,
    value: directive.value,
    collection: directive.collection,
    body,
    span: place,
  };
}
