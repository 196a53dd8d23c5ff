// `path:line:col: severity rule message`, one line each: for editors, problem matchers and grep.

import type { Report } from '../engine/report.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnosticPlace } from './json.ts';
import { placeText } from './location.ts';
import { printable } from './printable.ts';

export function conciseReport(report: Report): string {
  const findings = report.findings.map(
    finding => `${placeText(finding.location)}: ${finding.severity} ${finding.rule} ${finding.message}`,
  );
  return conciseDiagnostics(report.diagnostics) + lines(findings);
}

export function conciseDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return lines(
    diagnostics.map(
      diagnostic =>
        `${diagnosticPlace(diagnostic)}: ${diagnostic.severity} ${diagnostic.code} ${diagnostic.message}`,
    ),
  );
}

function lines(texts: readonly string[]): string {
  return texts.map(text => `${printable(text.replaceAll('\n', ' '))}\n`).join('');
}
