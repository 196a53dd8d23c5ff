// `path:line:col: severity rule message`, one line each: for editors, problem matchers and grep.

import type { Report } from '../engine/report.ts';
import { diagnosticPlace } from './json.ts';
import { placeText } from './location.ts';

export function conciseReport(report: Report): string {
  const lines: string[] = [];
  for (const diagnostic of report.diagnostics)
    lines.push(
      `${diagnosticPlace(diagnostic)}: ${diagnostic.severity} ${diagnostic.code} ${diagnostic.message}`,
    );
  for (const finding of report.findings)
    lines.push(`${placeText(finding.location)}: ${finding.severity} ${finding.rule} ${finding.message}`);
  return lines.map(line => `${line.replaceAll('\n', ' ')}\n`).join('');
}
