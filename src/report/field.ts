// Fields of a block in a terminal: a name, then text that is broken at blanks. Refuses to know what they say.

import type { Paint } from './paint.ts';

/** Where the text starts. */
const FIELD = 12;

/** The lines of a field, indented below a block's title; colour sequences take no room. */
export function field(name: string, text: string, width: number, paint: Paint): string[] {
  const lines = wrap(text.replace(/\s+/g, ' ').trim(), width - FIELD);
  return lines.map((line, index) =>
    index === 0 ? `  ${paint.dim(name.padEnd(FIELD - 2))}${line}` : `${' '.repeat(FIELD)}${line}`,
  );
}

/** Breaks at blanks. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && visibleLength(line) + 1 + visibleLength(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}

const COLOUR_SEQUENCE = /\u001b\[[0-9;]*m/g;

function visibleLength(text: string): number {
  return text.replace(COLOUR_SEQUENCE, '').length;
}
