// How the readers of Terraform files raise diagnostics. Refuses to know evaluation, which has codes of its own.

import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Span } from '../../model/source.ts';
import type { ModuleCode } from './module.ts';

/** What was not analysed is an error, what is merely odd a warning. */
const ERRORS: ReadonlySet<ModuleCode> = new Set([
  'missing-label',
  'missing-argument',
  'duplicate-declaration',
  'conflicting-arguments',
  'invalid-type',
  'not-constant',
  'unexpected-json',
]);

export function report(
  diagnostics: Diagnostic[],
  code: ModuleCode,
  message: string,
  span: Span,
  hint?: string,
): void {
  const severity = ERRORS.has(code) ? 'error' : 'warning';
  diagnostics.push(
    hint === undefined ? { code, severity, message, span } : { code, severity, message, hint, span },
  );
}
