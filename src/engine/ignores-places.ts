// Which lines and which declaration a comment is about. Refuses to know what it says.

import type { Resource } from '../model/resource.ts';
import { lineStarts, positionAt, rangeOf, type Source, type Span, span } from '../model/source.ts';
import type { Comment, Scan } from './ignores-scan.ts';

/** Lines from 1, both inclusive. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** More lines of decorators than this stand above no declaration. */
const MOST_DECORATED = 60;

/** The line of a comment behind code; for one that stands alone the next line of code, decorators included. */
export function linesOf(comment: Comment, place: Span, source: Source): Lines {
  const own = positionAt(source, place.start).line;
  if (!comment.alone) return { first: own, last: own };
  const starts = lineStarts(source);
  const textAt = (line: number): string => source.text.slice(starts[line - 1], starts[line]).trim();
  let first = positionAt(source, comment.end).line + 1;
  while (first < starts.length && isPassedOver(textAt(first))) first++;
  let last = first;
  let open = 0;
  while (last < starts.length && last - first < MOST_DECORATED) {
    const text = textAt(last);
    if (open <= 0 && !text.startsWith('@') && !isPassedOver(text)) break;
    for (const character of text) {
      if ('([{'.includes(character)) open++;
      else if (')]}'.includes(character)) open--;
    }
    last++;
  }
  return { first, last };
}

/** Blank lines, and comments that stand between a directive and its code. */
function isPassedOver(line: string): boolean {
  return line === '' || /^(?:#|\/\/|\/\*|\*)/.test(line);
}

export function coversLine(place: Span, { first, last }: Lines): boolean {
  const { line, endLine } = rangeOf(place);
  return line <= last && endLine >= first;
}

/** The smallest declaration or module call that begins on the lines or around the comment; as a resource has it. */
export function declarationAt(
  lines: Lines,
  offset: number,
  source: Source,
  resources: Iterable<Resource>,
  scan: Scan,
): Span | null {
  let found: Span | null = null;
  let size = Number.POSITIVE_INFINITY;
  const consider = (place: Span, header: Span): void => {
    if (place.source.path !== source.path) return;
    const whole = withBlock(place, scan);
    const isAround = whole.start <= offset && offset < whole.end;
    if (!isAround && !beginsOn(header, lines) && !beginsOn(place, lines)) return;
    if (whole.end - whole.start >= size) return;
    size = whole.end - whole.start;
    found = place;
  };
  for (const { declaration, header, callPath } of resources) {
    consider(declaration, header);
    for (const call of callPath) consider(call.span, call.span);
  }
  return found;
}

function beginsOn(place: Span, { first, last }: Lines): boolean {
  const { line } = rangeOf(place);
  return first <= line && line <= last;
}

/** A header with the block that it opens, where nothing but its line is in the span. */
function withBlock(place: Span, { braces }: Scan): Span {
  const { text } = place.source;
  const brace = text.indexOf('{', place.start);
  const line = text.indexOf('\n', place.end);
  const close = brace >= 0 && (line < 0 || brace < line) ? braces.get(brace) : undefined;
  return close === undefined || close < place.end ? place : span(place.source, place.start, close + 1);
}
