// Bicep text in, syntax out: the door of the parser. Promises a file for every text, in time linear to its length.

import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Source } from '../../model/source.ts';
import { type BicepSyntaxCode, Cursor } from './cursor.ts';
import { tokenize } from './lexer.ts';
import { parseStatements } from './statements.ts';
import type { BicepFile } from './syntax.ts';

/** How many mistakes of one file are reported. */
export const maxDiagnostics = 500;

/** A Bicep file declares; a parameter file (`.bicepparam`) assigns. */
export type BicepFileKind = 'template' | 'parameters';

/** Reads a Bicep file or parameter file; which of them, the path's ending tells unless the caller does. */
export function parseBicep(source: Source, kind: BicepFileKind = kindOf(source.path)): BicepFile {
  const tokens = tokenize(source);
  const cursor = new Cursor(source, tokens, kind === 'parameters');
  const statements = parseStatements(cursor);
  const diagnostics = inOrder([...tokens.diagnostics, ...cursor.diagnostics]);
  return { source, statements, comments: tokens.comments, pragmas: tokens.pragmas, diagnostics };
}

/** By place; a file with more mistakes than a person reads is no Bicep file, and gets one more that says so. */
function inOrder(diagnostics: Diagnostic[]): Diagnostic[] {
  diagnostics.sort((one, other) => (one.span?.start ?? 0) - (other.span?.start ?? 0));
  const next = diagnostics[maxDiagnostics];
  if (!next) return diagnostics;
  const code: BicepSyntaxCode = 'too-many-mistakes';
  const message = `Found ${diagnostics.length} mistakes, expected at most ${maxDiagnostics} to report`;
  const hint = 'Mend the first ones, or check that this is a Bicep file';
  return [
    ...diagnostics.slice(0, maxDiagnostics),
    { code, severity: 'error', message, hint, span: next.span },
  ];
}

function kindOf(path: string): BicepFileKind {
  return /\.bicepparam$/i.test(path) ? 'parameters' : 'template';
}
