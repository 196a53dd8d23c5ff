// GitLab's Code Quality report, which merge requests show beside the changed lines.
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format

import type { Report } from '../engine/report.ts';
import type { Severity } from '../model/finding.ts';
import { digest } from '../model/value.ts';
import { diagnosticLocation } from './json.ts';
import { type LocationJson, locationJson } from './location.ts';

const SEVERITY: Readonly<Record<Severity, string>> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
  info: 'info',
};

/** A JSON array, ending in a newline. Files that could not be parsed are issues too. */
export function gitlabReport(report: Report): string {
  const unique = createUnique();
  const failures = report.diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(diagnostic => {
      const place = diagnosticLocation(diagnostic);
      const key = `${diagnostic.code}|${place.file}|${diagnostic.message}`;
      return issue('parse-error', diagnostic.message, 'critical', unique(key), place);
    });
  const findings = report.findings.map(finding =>
    issue(
      finding.rule,
      finding.message,
      SEVERITY[finding.severity],
      unique(finding.fingerprint),
      locationJson(finding.location),
    ),
  );
  return `${JSON.stringify([...failures, ...findings], null, 2)}\n`;
}

function issue(
  rule: string,
  description: string,
  severity: string,
  fingerprint: string,
  { file, line, endLine }: LocationJson,
) {
  const location = { path: file, lines: { begin: line, end: endLine } };
  return { type: 'issue', check_name: rule, description, severity, fingerprint, location };
}

/** GitLab drops issues whose fingerprint it has seen in the same report. */
function createUnique(): (key: string) => string {
  const seen = new Map<string, number>();
  return key => {
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return digest(before === 0 ? key : `${key}#${before}`);
  };
}
