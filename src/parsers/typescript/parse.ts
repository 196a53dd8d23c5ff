// A TypeScript text to its syntax tree, by the parser of the TypeScript compiler. Loading this file loads that parser, which is slow:
// it is only imported for programs that declare infrastructure. Refuses to know what the program means.

import { parse, type TSESTree } from '@typescript-eslint/typescript-estree';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { type Source, span } from '../../model/source.ts';

export type Tree = TSESTree.Program;

/** Longer texts are what a bundler made, not what a person edits. */
const LONGEST_TEXT = 1_000_000;

/** The tree, or what is wrong with the text: one diagnostic, at its place. */
export function parseProgram(source: Source): Tree | Diagnostic {
  const { text, path } = source;
  if (text.length > LONGEST_TEXT) {
    const message = `\`${path}\` is longer than ${LONGEST_TEXT} characters, so it is not read`;
    const hint = 'Name the sources that it was made of.';
    return { code: 'file-too-large', severity: 'warning', message, hint, span: span(source, 0, 0) };
  }
  try {
    const jsx = /x$/i.test(path);
    return parse(text, { range: true, loc: false, jsx, suppressDeprecatedPropertyWarnings: true });
  } catch (error) {
    return syntaxError(source, error);
  }
}

function syntaxError(source: Source, error: unknown): Diagnostic {
  const found = error instanceof RangeError ? 'it is nested too deeply' : messageOf(error);
  const at = offsetOf(error);
  const end = Math.min(at + 1, source.text.length);
  const message = `\`${source.path}\` cannot be read as TypeScript: ${found}`;
  const hint = 'Correct the syntax; nothing of this file was analysed.';
  return { code: 'syntax-error', severity: 'error', message, hint, span: span(source, at, end) };
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text === '' ? 'unexpected text' : text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '');
}

function offsetOf(error: unknown): number {
  const location = (error as { location?: { start?: { offset?: number } } }).location;
  return location?.start?.offset ?? 0;
}

export function isTree(result: Tree | Diagnostic): result is Tree {
  return 'body' in result;
}
