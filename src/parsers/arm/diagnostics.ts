// What can be wrong with the text of a template or parameter file, beside its JSON.

import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Span } from '../../model/source.ts';

export type ReaderDiagnosticCode =
  | 'invalid-expression'
  | 'wrong-form'
  | 'missing-property'
  | 'unknown-reference'
  | 'not-a-template'
  | 'not-a-parameter-file';

/** Takes diagnostics in, in the order in which they are found. */
export interface DiagnosticSink {
  push(diagnostic: Diagnostic): void;
}

export function report(
  sink: DiagnosticSink,
  code: ReaderDiagnosticCode,
  place: Span,
  message: string,
  hint?: string,
  severity: Diagnostic['severity'] = 'error',
): void {
  const { source, start, end } = place;
  const at = { source, start, end };
  sink.push(
    hint === undefined ? { code, severity, message, span: at } : { code, severity, message, hint, span: at },
  );
}
