// What may be wrong with a template as it is written. Refuses to know evaluation, which has codes of its own.

import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Span } from '../../model/source.ts';

export type TemplateCode =
  | 'invalid-yaml'
  | 'invalid-toml'
  | 'duplicate-key'
  | 'unknown-tag'
  | 'several-documents'
  | 'invalid-key'
  | 'unknown-alias'
  | 'too-deep'
  | 'too-large'
  | 'wrong-section'
  | 'unknown-section'
  | 'missing-type'
  | 'wrong-attribute';

/** What is odd but read all the same. */
const WARNINGS: ReadonlySet<TemplateCode> = new Set(['duplicate-key', 'several-documents']);

export function report(
  diagnostics: Diagnostic[],
  code: TemplateCode,
  message: string,
  span: Span,
  hint: string,
): void {
  const severity = WARNINGS.has(code) ? 'warning' : 'error';
  diagnostics.push({ code, severity, message, hint, span });
}
