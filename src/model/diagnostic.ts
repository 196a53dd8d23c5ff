// What is wrong with the input itself (never with what it would deploy: that is a finding).

import type { Span } from './source.ts';

export type DiagnosticSeverity = 'error' | 'warning';

/**
 * A message about input that could not be read or evaluated as written. `code` is kebab-case and stable, from
 * a closed union of the room that raised it. `message` says what was found and what was expected; `hint` the next step.
 * An `error` means that part of the input was not analysed and counts as a parse failure; a `warning` does not.
 */
export interface Diagnostic {
  readonly code: string;
  readonly severity: DiagnosticSeverity;
  readonly message: string;
  readonly hint?: string;
  /** Null only where there is no text to point at (an unreadable file): then `path` says which file. */
  readonly span: Span | null;
  readonly path?: string;
}
