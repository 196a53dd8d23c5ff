// Bicep text in, syntax out: the door of the parser. Promises a file for every text, in time linear to its length.

import type { Source } from '../../model/source.ts';
import { Cursor } from './cursor.ts';
import { tokenize } from './lexer.ts';
import { parseStatements } from './statements.ts';
import type { BicepFile } from './syntax.ts';

/** A Bicep file declares; a parameter file (`.bicepparam`) assigns. */
export type BicepFileKind = 'template' | 'parameters';

/** Reads a Bicep file or parameter file; which of them, the path's ending tells unless the caller does. */
export function parseBicep(source: Source, kind: BicepFileKind = kindOf(source.path)): BicepFile {
  const tokens = tokenize(source);
  const cursor = new Cursor(source, tokens, kind === 'parameters');
  const statements = parseStatements(cursor);
  const diagnostics = [...tokens.diagnostics, ...cursor.diagnostics];
  diagnostics.sort((one, other) => (one.span?.start ?? 0) - (other.span?.start ?? 0));
  return { source, statements, comments: tokens.comments, pragmas: tokens.pragmas, diagnostics };
}

function kindOf(path: string): BicepFileKind {
  return /\.bicepparam$/i.test(path) ? 'parameters' : 'template';
}
