// What can be wrong with the files of a project before anybody has read a word of them.

import type { Diagnostic, DiagnosticSeverity } from '../model/diagnostic.ts';

export type ProjectCode =
  | 'path-not-found'
  | 'unreadable-file'
  | 'unreadable-folder'
  | 'file-too-large'
  | 'too-many-files'
  | 'too-many-problems'
  | 'unsupported-file'
  | 'outside-workspace'
  | 'missing-module'
  | 'invalid-tool-configuration'
  | 'unbound-parameter-file'
  | 'unresolved-template';

export interface ProjectDiagnostic extends Diagnostic {
  readonly code: ProjectCode;
}

/** A diagnostic about a file as a whole; `path` as in `Source.path`. */
export function problem(
  code: ProjectCode,
  severity: DiagnosticSeverity,
  path: string,
  message: string,
  hint: string,
): ProjectDiagnostic {
  return { code, severity, message, hint, span: null, path };
}
