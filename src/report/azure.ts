// Logging commands of Azure Pipelines: issues at the lines to edit, most severe first.
// https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands

import type { Report } from '../engine/report.ts';
import type { Severity } from '../model/finding.ts';
import { diagnosticLocation } from './json.ts';
import { type LocationJson, locationJson } from './location.ts';

type Level = 'error' | 'warning';

const LEVEL: Readonly<Record<Severity, Level>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'warning',
  info: 'warning',
};

/** One command a line. Empty where there is nothing to say. */
export function azureReport(report: Report): string {
  const problems = report.diagnostics.map(diagnostic =>
    command(diagnostic.severity, diagnostic.code, diagnosticLocation(diagnostic), diagnostic.message),
  );
  const findings = report.findings.map(({ severity, rule, location, message }) =>
    command(LEVEL[severity], rule, locationJson(location), `${severity}: ${message}`),
  );
  return [...problems, ...findings].join('');
}

function command(level: Level, code: string, { file, line, column }: LocationJson, message: string): string {
  const where = `sourcepath=${property(file)};linenumber=${line};columnnumber=${column};code=${property(code)};`;
  return `##vso[task.logissue type=${level};${where}]${data(message)}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(';', '%3B').replaceAll(']', '%5D');
}
