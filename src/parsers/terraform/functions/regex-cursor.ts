// A place in the text of a regular expression, and what is read there wherever characters stand. Refuses to know the rest of a pattern.

/** Thrown inside the parser only: what is wrong with a pattern. */
export class PatternError extends Error {}

export interface Cursor {
  readonly text: string;
  at: number;
}

/** What the pattern (sticky) finds here; the cursor moves behind it. */
export function accept(reader: Cursor, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.text);
  if (match) reader.at = pattern.lastIndex;
  return match;
}

const CONTROLS: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** One character written with a backslash. */
export function parseEscapedCharacter(reader: Cursor): number {
  const hex = accept(reader, /\\x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/y);
  if (hex) {
    const code = Number.parseInt(hex[1] ?? hex[2]!, 16);
    if (code > 0x10ffff) throw new PatternError('it has an invalid escape');
    return code;
  }
  const octal = accept(reader, /\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/y);
  if (octal) return Number.parseInt(octal[1]!, 8);
  const control = accept(reader, /\\([afnrtv])/y);
  if (control) return CONTROLS[control[1]!]!;
  const punctuation = accept(reader, /\\([\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f])/y);
  if (!punctuation) throw new PatternError('it has an invalid escape');
  return punctuation[1]!.charCodeAt(0);
}
