// The lines around a place, with the place underlined, as compilers show them.

import { lineStarts, rangeOf, type Source, type Span } from '../model/source.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';

const LINES_ABOVE = 1;
const TAB = '  ';

/**
 * Line numbers, a bar and the text, the place underlined with carets and followed by `label`. Lines longer than `width` columns
 * are cut around the place. Control characters are shown as dots, so that no file can steer a terminal. Of the lines that `hides` names
 * only the name before the value is shown.
 */
export function codeFrame(
  place: Span,
  label: string | null,
  width: number,
  paint: Paint,
  hides: HidesLine = () => false,
): string[] {
  const { line, column, endLine, endColumn } = rangeOf(place);
  const first = firstLineOf(place, line);
  const gutter = String(line).length + 4;
  const lines: string[] = [];
  for (let number = first; number <= line; number++) {
    const text = shownText(place, number, hides);
    const visible = window(text, number === line ? column - 1 : 0, Math.max(20, width - gutter - 3));
    lines.push(`${paint.dim(`${String(number).padStart(gutter)} │`)} ${paint.code(visible.text)}`);
    if (number !== line) continue;
    const from = displayWidth(text.slice(visible.offset, column - 1)) + (visible.cut ? 1 : 0);
    const room = width - gutter - 3 - from;
    const end = Math.min(endLine === line ? endColumn - 1 : text.length, column + room);
    const length = Math.max(1, Math.min(displayWidth(text.slice(column - 1, end)), room));
    const carets = paint.error('^'.repeat(length));
    const note = label ? ` ${paint.error(label)}` : '';
    lines.push(`${paint.dim(`${' '.repeat(gutter)} │`)} ${' '.repeat(from)}${carets}${note}`);
  }
  return lines;
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
