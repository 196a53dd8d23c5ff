// The lines around a place, with the place underlined, as compilers show them.

import { lineStarts, rangeOf, type Source, type Span } from '../model/source.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';

const LINES_ABOVE = 1;
const TAB = '  ';

/** One line of a frame: its number, its text as it may be shown, and which columns of that text are the place. */
export interface FrameLine {
  readonly number: number;
  readonly text: string;
  readonly marked: { readonly from: number; readonly length: number } | null;
}

/**
 * The line on which a place begins, the place marked, and what stands above it. Lines longer than `width` columns are cut around the place.
 * Control characters are shown as dots. Of the lines that `hides` names only the name before the value is shown.
 */
export function frameLines(place: Span, width: number, hides: HidesLine): readonly FrameLine[] {
  const { line, column, endLine, endColumn } = rangeOf(place);
  const lines: FrameLine[] = [];
  for (let number = firstLineOf(place, line); number <= line; number++) {
    const text = shownText(place, number, hides);
    const visible = window(text, number === line ? column - 1 : 0, width);
    if (number !== line) {
      lines.push({ number, text: visible.text, marked: null });
      continue;
    }
    const from = displayWidth(text.slice(visible.offset, column - 1)) + (visible.cut ? 1 : 0);
    const room = width - from;
    const end = Math.min(endLine === line ? endColumn - 1 : text.length, column + room);
    const length = Math.max(1, Math.min(displayWidth(text.slice(column - 1, end)), room));
    lines.push({ number, text: visible.text, marked: { from, length } });
  }
  return lines;
}

/** Line numbers, a bar and the text of a frame, the place underlined with carets and followed by `label`: no file can steer a terminal. */
export function codeFrame(
  place: Span,
  label: string | null,
  width: number,
  paint: Paint,
  hides: HidesLine = () => false,
): string[] {
  const gutter = String(rangeOf(place).line).length + 4;
  return frameLines(place, Math.max(20, width - gutter - 3), hides).flatMap(({ number, text, marked }) => {
    const line = `${paint.dim(`${String(number).padStart(gutter)} │`)} ${paint.code(text)}`;
    if (!marked) return [line];
    const carets = paint.error('^'.repeat(marked.length));
    const note = label ? ` ${paint.error(label)}` : '';
    return [line, `${paint.dim(`${' '.repeat(gutter)} │`)} ${' '.repeat(marked.from)}${carets}${note}`];
  });
}

/** Whether a line of a source, counted from 1, holds what nobody may see. */
export type HidesLine = (source: Source, line: number) => boolean;

const MASK = '•••';

/** A line of which nothing is left behind its first name or behind the place, whichever comes first, where it is to be hidden. */
function shownText(place: Span, number: number, hides: HidesLine): string {
  const text = lineText(place, number);
  if (!hides(place.source, number)) return text;
  const { line, column } = rangeOf(place);
  const afterName = text.search(/[=:]/) + 1;
  const ends = [afterName, number === line ? column - 1 : 0].filter(end => end > 0);
  return `${text.slice(0, ends.length > 0 ? Math.min(...ends) : 0)} ${MASK}`;
}

/** Context above, without leading blank lines. */
function firstLineOf(place: Span, line: number): number {
  let first = Math.max(1, line - LINES_ABOVE);
  while (first < line && lineText(place, first).trim() === '') first++;
  return first;
}

function lineText(place: Span, line: number): string {
  const { source } = place;
  const starts = lineStarts(source);
  const start = starts[line - 1] ?? source.text.length;
  let end = starts[line] ?? source.text.length;
  while (end > start && isLineEnd(source.text.charCodeAt(end - 1))) end--;
  return source.text.slice(start, end);
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

function window(text: string, column: number, width: number): { text: string; offset: number; cut: boolean } {
  if (text.length <= width && displayWidth(text) <= width)
    return { text: printed(text), offset: 0, cut: false };
  const offset = column < width * 0.7 ? 0 : column - Math.floor(width / 3);
  const shown = printed(text.slice(offset, offset + width - 2));
  const cut = offset > 0;
  return { text: `${cut ? '…' : ''}${shown}${offset + width - 2 < text.length ? '…' : ''}`, offset, cut };
}

function printed(text: string): string {
  return printable(text.replaceAll('\t', TAB));
}

function displayWidth(text: string): number {
  return printed(text).length;
}
