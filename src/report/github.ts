// Workflow commands of GitHub Actions: annotations at the lines to edit, most severe first.
// GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a word; so what is left out is counted.
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions

import type { Report } from '../engine/report.ts';
import type { Severity } from '../model/finding.ts';
import { diagnosticLocation } from './json.ts';
import { type LocationJson, locationJson } from './location.ts';
import { count } from './summary.ts';

type Level = 'error' | 'warning' | 'notice';

interface Annotation {
  readonly level: Level;
  readonly title: string;
  readonly text: string;
  readonly place: LocationJson;
}

const LEVEL: Readonly<Record<Severity, Level>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
};

/** What GitHub shows of each level. */
const MOST_OF_A_LEVEL = 10;

/** One command a line. Empty where there is nothing to say. */
export function githubReport(report: Report): string {
  const all = annotations(report);
  const shown = (['error', 'warning', 'notice'] as const).flatMap(level => {
    const ofLevel = all.filter(each => each.level === level);
    // The last notice is for saying what was left out.
    return ofLevel.slice(0, level === 'notice' ? MOST_OF_A_LEVEL - 1 : MOST_OF_A_LEVEL);
  });
  const lines = shown.map(command);
  const left = all.length - shown.length;
  if (left > 0)
    lines.push(
      `::notice title=aispm::${count(left, 'more finding')} than GitHub shows here: see the job's summary or the SARIF file\n`,
    );
  return lines.join('');
}

function annotations(report: Report): readonly Annotation[] {
  const problems = report.diagnostics.map((diagnostic): Annotation => {
    const hint = diagnostic.hint ? `\n${diagnostic.hint}` : '';
    return {
      level: diagnostic.severity,
      title: diagnostic.code,
      text: `${diagnostic.message}${hint}`,
      place: diagnosticLocation(diagnostic),
    };
  });
  const findings = report.findings.map((finding): Annotation => {
    const fix = finding.fix ? `\nFix: ${finding.fix.title}` : '';
    return {
      level: LEVEL[finding.severity],
      title: `${finding.rule} (${finding.severity})`,
      text: `${finding.message}${fix}`,
      place: locationJson(finding.location),
    };
  });
  return [...problems, ...findings];
}

function command({ level, title, text, place }: Annotation): string {
  const { file, line, endLine, column, endColumn } = place;
  const where = `file=${property(file)},line=${line},endLine=${endLine}`;
  // Columns are only understood on one line.
  const columns = line === endLine ? `,col=${column},endColumn=${endColumn}` : '';
  return `::${level} ${where}${columns},title=${property(title)}::${data(text)}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
