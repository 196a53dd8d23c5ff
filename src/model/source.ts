// Text and places in it. Promises exact, cheap spans: two offsets into one source, turned into lines and
// columns only when somebody asks. Refuses to know where the text came from or what language it is in.

/** One text that was read. Offsets everywhere count UTF-16 code units from 0. */
export interface Source {
  /** Relative to the workspace with forward slashes; absolute where the file lies outside the workspace. */
  readonly path: string;
  readonly text: string;
  /** True for files that the user does not edit (a module restored into a cache). */
  readonly external: boolean;
}

/** The half-open range `[start, end)` of a source. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** A place for people: lines and columns count from 1, columns in UTF-16 code units. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function createSource(path: string, text: string, external = false): Source {
  return { path, text, external };
}

export function span(source: Source, start: number, end: number): Span {
  return { source, start, end };
}

export function textOf(place: Span): string {
  return place.source.text.slice(place.start, place.end);
}

/** The smallest span that covers both; they must lie in the same source. */
export function spanBetween(first: Span, last: Span): Span {
  return span(first.source, Math.min(first.start, last.start), Math.max(first.end, last.end));
}

const lineStartsOf = new WeakMap<Source, readonly number[]>();

/** Offsets at which the lines of a source start; `\n`, `\r\n` and a lone `\r` end a line. */
export function lineStarts(source: Source): readonly number[] {
  const known = lineStartsOf.get(source);
  if (known) return known;
  const starts = [0];
  const { text } = source;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
  }
  lineStartsOf.set(source, starts);
  return starts;
}

/** Line and column of an offset, both from 1; offsets beyond the text are clamped. */
export function positionAt(source: Source, offset: number): { line: number; column: number } {
  const starts = lineStarts(source);
  const clamped = Math.max(0, Math.min(offset, source.text.length));
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= clamped) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: clamped - starts[low]! + 1 };
}

export function rangeOf(place: Span): Range {
  const start = positionAt(place.source, place.start);
  const end = positionAt(place.source, place.end);
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
