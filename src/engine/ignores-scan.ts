// Where the comments and the braces of a text are, in whichever language its name says it is written.
// Knows of each language only what keeps a comment apart from a string. Total and linear on any text.

import type { Source } from '../model/source.ts';

export interface Comment {
  /** With its markers. */
  readonly start: number;
  readonly end: number;
  /** Whether nothing but blanks stands before it on its line. */
  readonly alone: boolean;
}

export interface Scan {
  readonly comments: readonly Comment[];
  /** The offset of the closing brace by that of the opening one. */
  readonly braces: ReadonlyMap<number, number>;
}

interface Form {
  readonly line: readonly string[];
  readonly quotes: string;
  /** Strings hold expressions in `${…}`. */
  readonly holes?: true;
  /** `'''` begins a string that ends with the same. */
  readonly tripleQuotes?: true;
  readonly heredocs?: true;
  /** A line that begins with `#` speaks to the compiler. */
  readonly directives?: true;
  readonly regularExpressions?: true;
}

const BICEP: Form = { line: ['//'], quotes: "'", holes: true, tripleQuotes: true, directives: true };
const HCL: Form = { line: ['#', '//'], quotes: '"', holes: true, heredocs: true };
const JSON_FORM: Form = { line: ['//'], quotes: '"' };
const SCRIPT: Form = { line: ['//'], quotes: '\'"`', holes: true, regularExpressions: true };

const FORMS: ReadonlyMap<string, Form> = new Map([
  ['bicep', BICEP],
  ['bicepparam', BICEP],
  ['json', JSON_FORM],
  ['jsonc', JSON_FORM],
  ['template', JSON_FORM],
  ['tf', HCL],
  ['tofu', HCL],
  ['tfvars', HCL],
  ['hcl', HCL],
  ...['ts', 'mts', 'cts', 'tsx', 'js', 'mjs', 'cjs', 'jsx'].map(name => [name, SCRIPT] as const),
]);

const BLANK = /\s/;

export function scanText({ path, text }: Source): Scan {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  if (extension === 'yaml' || extension === 'yml') return { comments: yamlComments(text), braces: new Map() };
  const form = FORMS.get(extension);
  return form ? scanForm(text, form) : { comments: [], braces: new Map() };
}

function scanForm(text: string, form: Form): Scan {
  const comments: Comment[] = [];
  const braces = new Map<number, number>();
  /** Open braces; a string whose hole is open is remembered by its quote. */
  const open: { at: number; resumes: string | null }[] = [];
  let index = 0;
  let string: string | null = null;
  while (index < text.length) {
    if (string !== null) {
      const stop: StringStop = endOfPart(text, index, string, form);
      index = stop.end;
      if (stop.hole) open.push({ at: stop.end - 1, resumes: string });
      string = null;
      continue;
    }
    const comment = commentAt(text, index, form);
    if (comment !== null) {
      comments.push({ start: index, end: comment, alone: isAlone(text, index) });
      index = comment;
      continue;
    }
    const skipped = literalAt(text, index, form);
    if (skipped !== null) {
      index = skipped;
      continue;
    }
    const character = text[index]!;
    if (form.quotes.includes(character)) string = character;
    else if (character === '{') open.push({ at: index, resumes: null });
    else if (character === '}') {
      const opened = open.pop();
      if (opened) braces.set(opened.at, index);
      string = opened?.resumes ?? null;
    }
    index++;
  }
  return { comments, braces };
}

interface StringStop {
  readonly end: number;
  readonly hole: boolean;
}

/** Behind the closing quote, the `{` of a hole, or the line's end where the string may not go on. */
function endOfPart(text: string, start: number, quote: string, form: Form): StringStop {
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (character === '\\') index++;
    else if (character === quote) return { end: index + 1, hole: false };
    else if (character === '\n' && quote !== '`') return { end: index, hole: false };
    else if (form.holes && (character === '$' || character === '%') && text[index + 1] === '{') {
      if (text[index - 1] === character) continue;
      return { end: index + 2, hole: true };
    }
  }
  return { end: text.length, hole: false };
}

/** Where the comment that begins here ends, or null. */
function commentAt(text: string, index: number, form: Form): number | null {
  if (text.startsWith('/*', index)) {
    const end = text.indexOf('*/', index + 2);
    return end < 0 ? text.length : end + 2;
  }
  const isDirective = form.directives && text[index] === '#' && isAlone(text, index);
  if (!isDirective && !form.line.some(marker => text.startsWith(marker, index))) return null;
  return endOfLine(text, index);
}

/** Behind a literal that holds neither comments nor braces, or null where none begins. */
function literalAt(text: string, index: number, form: Form): number | null {
  if (form.tripleQuotes && text.startsWith("'''", index)) {
    const end = text.indexOf("'''", index + 3);
    return end < 0 ? text.length : end + 3;
  }
  if (form.heredocs && text.startsWith('<<', index)) return endOfHeredoc(text, index);
  if (form.regularExpressions && text[index] === '/') return endOfRegularExpression(text, index);
  return null;
}

function endOfHeredoc(text: string, index: number): number | null {
  const opening = /^<<-?([\p{L}_][\p{L}\p{N}_-]*)\s*\n/u.exec(text.slice(index, index + 200));
  if (!opening) return null;
  let line = index + opening[0].length;
  while (line < text.length) {
    const end = endOfLine(text, line);
    if (text.slice(line, end).trim() === opening[1]) return end;
    line = end + 1;
  }
  return text.length;
}

/** A slash begins a regular expression where no value stands before it. */
function endOfRegularExpression(text: string, slash: number): number | null {
  let before = slash - 1;
  while (before >= 0 && BLANK.test(text[before]!)) before--;
  const isOperator = before >= 0 && !'(,=:[!&|?{};+'.includes(text[before]!);
  if (isOperator) return null;
  let inClass = false;
  for (let index = slash + 1; index < text.length && text[index] !== '\n'; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '[') inClass = true;
    else if (text[index] === ']') inClass = false;
    else if (text[index] === '/' && !inClass) return index + 1;
  }
  return null;
}

/** Comments of YAML: `#` at a line's start or behind a blank, outside of quotes and block scalars. */
function yamlComments(text: string): Comment[] {
  const comments: Comment[] = [];
  let quote: string | null = null;
  let scalarIndent: number | null = null;
  for (let line = 0; line <= text.length; line = endOfLine(text, line) + 1) {
    const end = endOfLine(text, line);
    const indent = /^ */.exec(text.slice(line, end))![0].length;
    const isBlank = line + indent >= end;
    if (scalarIndent !== null && (isBlank || indent > scalarIndent)) continue;
    scalarIndent = null;
    let content = end;
    for (let index = line; index < end; index++) {
      const character = text[index]!;
      const before = index === line ? ' ' : text[index - 1]!;
      if (quote !== null) {
        if (character === '\\' && quote === '"') index++;
        else if (character === "'" && quote === "'" && text[index + 1] === "'") index++;
        else if (character === quote) quote = null;
      } else if ((character === '"' || character === "'") && /[\s[{,(]/.test(before)) quote = character;
      else if (character === '#' && BLANK.test(before)) {
        comments.push({ start: index, end, alone: isAlone(text, index) });
        content = index;
        break;
      }
    }
    if (quote === null && /(?:^|[\s:-])[|>][-+0-9]*\s*$/.test(text.slice(line, content)))
      scalarIndent = indent;
  }
  return comments;
}

function isAlone(text: string, index: number): boolean {
  for (let before = index - 1; before >= 0 && text[before] !== '\n'; before--)
    if (!BLANK.test(text[before]!)) return false;
  return true;
}

function endOfLine(text: string, index: number): number {
  const end = text.indexOf('\n', index);
  return end < 0 ? text.length : end;
}
