// A TypeScript text to its syntax tree, by the parser of the TypeScript compiler. Loading this file loads that parser, which is slow:
// it is only imported for programs that declare infrastructure. Refuses to know what the program means.

import type { TSESTree } from '@typescript-eslint/typescript-estree';
import { astConverter, type ParseSettings } from '@typescript-eslint/typescript-estree/use-at-your-own-risk';
import { createSourceFile, JSDocParsingMode, ScriptKind, ScriptTarget, type SourceFile } from 'typescript';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { type Source, span } from '../../model/source.ts';
import { original, PLACEHOLDER, type Repaired, repair } from './repair.ts';

/** A syntax tree; of a text with mistakes what could be read of it. */
export interface Tree extends TSESTree.Program {
  /** What is wrong with the text. What stands around such a place may be read otherwise than it is meant. */
  readonly faults?: readonly Diagnostic[];
}

/** Longer texts are what a bundler made, not what a person edits. */
const LONGEST_TEXT = 1_000_000;

/** The tree, or what is wrong with a text of which nothing can be read: one diagnostic, at its place. */
export function parseProgram(source: Source): Tree | Diagnostic {
  const { text, path } = source;
  if (text.length > LONGEST_TEXT) {
    const message = `\`${path}\` is longer than ${LONGEST_TEXT} characters, so it is not read`;
    const hint = 'Name the sources that it was made of.';
    return { code: 'file-too-large', severity: 'warning', message, hint, span: span(source, 0, 0) };
  }
  try {
    return read(source);
  } catch (error) {
    return syntaxError(source, messageOf(error), offsetOf(error));
  }
}

export function isTree(result: Tree | Diagnostic): result is Tree {
  return 'body' in result;
}

/** As the parser leaves it: its diagnostics, and statements that may be taken out. */
type Parsed = Omit<SourceFile, 'statements'> & {
  parseDiagnostics: readonly { readonly start: number; readonly messageText: string | object }[];
  statements: SourceFile['statements'];
};

function read(source: Source): Tree {
  const file = parse(source.text, source);
  const faults = mistakesOf(file, source);
  if (faults.length > 0) return readBroken(file, source, faults);
  try {
    return convert(file, false);
  } catch (error) {
    // What only the conversion objects to can be read nevertheless.
    faults.push(syntaxError(source, messageOf(error), offsetOf(error)));
    return { ...converted(file, source, faults), faults };
  }
}

function readBroken(file: Parsed, source: Source, faults: Diagnostic[]): Tree {
  const mistakes = faults.map(({ span }) => span!.start);
  const repaired = repair(source.text, mistakes, text =>
    parse(text, source).parseDiagnostics.map(({ start }) => start),
  );
  if (!repaired) return { ...converted(file, source, faults), faults };
  const tree = converted(parse(repaired.text, source), source, faults);
  placeAsWritten(tree, repaired);
  const { insertions } = repaired;
  faults.push(...insertions.map(({ at }) => syntaxError(source, 'something is missing here', at)));
  return { ...tree, faults };
}

function parse(text: string, { path }: Source): Parsed {
  const options = { languageVersion: ScriptTarget.Latest, jsDocParsingMode: JSDocParsingMode.ParseNone };
  const kind = /x$/i.test(path) ? ScriptKind.TSX : ScriptKind.TS;
  return createSourceFile('program.ts', text, options, true, kind) as unknown as Parsed;
}

function mistakesOf({ parseDiagnostics }: Parsed, source: Source): Diagnostic[] {
  return parseDiagnostics.map(({ start, messageText }) =>
    syntaxError(source, plainMessage(messageText), start),
  );
}

/** Puts the nodes of a repaired text where they are in the original, and takes the names out that stand for missing ones. */
function placeAsWritten(tree: TSESTree.Program, { insertions }: Repaired): void {
  const open: object[] = [tree];
  for (
    let node = open.pop() as TSESTree.Node | undefined;
    node;
    node = open.pop() as TSESTree.Node | undefined
  ) {
    if (Array.isArray(node.range)) {
      const [start, end] = node.range;
      node.range = [original(start, insertions), original(end, insertions)];
    }
    if (node.type === 'Identifier' && node.name === PLACEHOLDER) node.name = '';
    for (const [name, child] of Object.entries(node))
      if (
        typeof child === 'object' &&
        child !== null &&
        name !== 'parent' &&
        name !== 'range' &&
        name !== 'loc'
      )
        open.push(child);
  }
}

/** The tree without the statements that cannot be converted, of which it is said. */
function converted(file: Parsed, source: Source, faults: Diagnostic[]): TSESTree.Program {
  try {
    return convert(file, true);
  } catch {
    const { statements } = file;
    const kept = statements.filter(statement => {
      file.statements = [statement] as unknown as Parsed['statements'];
      try {
        convert(file, true);
        return true;
      } catch (error) {
        faults.push(syntaxError(source, messageOf(error), statement.getStart(file as SourceFile)));
        return false;
      }
    });
    file.statements = kept as unknown as Parsed['statements'];
    return convert(file, true);
  }
}

function convert(file: Parsed, allowInvalidAST: boolean): TSESTree.Program {
  file.parseDiagnostics = [];
  const settings = { range: true, loc: true, allowInvalidAST, suppressDeprecatedPropertyWarnings: true };
  return astConverter(file as SourceFile, settings as ParseSettings, false).estree;
}

function syntaxError(source: Source, found: string, offset: number): Diagnostic {
  const at = Math.min(offset, source.text.length);
  const message = `\`${source.path}\` cannot be read as TypeScript: ${found}`;
  const hint = 'Correct the syntax; what stands around this place was not analysed.';
  const place = span(source, at, Math.min(at + 1, source.text.length));
  return { code: 'syntax-error', severity: 'error', message, hint, span: place };
}

function plainMessage(text: string | object): string {
  if (typeof text !== 'string') return plainMessage((text as { messageText: string }).messageText);
  return text === '' ? 'unexpected text' : text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '');
}

function messageOf(error: unknown): string {
  if (error instanceof RangeError) return 'it is nested too deeply';
  return plainMessage(error instanceof Error ? error.message : String(error));
}

function offsetOf(error: unknown): number {
  const location = (error as { location?: { start?: { offset?: number } } }).location;
  return location?.start?.offset ?? 0;
}
