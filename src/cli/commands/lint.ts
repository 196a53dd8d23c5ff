// `aispm lint`: read, judge, report; the exit status is the same for every format.

import { writeFileSync } from 'node:fs';
import { builtInCatalogue } from '../../engine/built-in-rules.ts';
import { lintDeployments } from '../../engine/lint.ts';
import type { Report } from '../../engine/report.ts';
import { SEVERITIES, type Severity } from '../../model/finding.ts';
import { conciseReport } from '../../report/concise.ts';
import { jsonReport } from '../../report/json.ts';
import { prettyReport } from '../../report/pretty.ts';
import { sarifReport } from '../../report/sarif.ts';
import { summaryLine } from '../../report/summary.ts';
import { unknownLines } from '../../report/unknown.ts';
import type { Arguments } from '../arguments.ts';
import { UsageError } from '../errors.ts';
import { isJudgedBy, loadNamed } from '../load.ts';
import { FORMATS, type Format } from '../options.ts';
import { selectionOf } from '../selection.ts';
import type { Streams } from '../streams.ts';
import { type Terminal, terminalOf } from '../terminal.ts';
import { VERSION } from '../version.ts';

/** Returns the exit status: 0, or 1 for findings at or above `--fail-on` and for files that could not be parsed. */
export async function lint(given: Arguments, streams: Streams): Promise<number> {
  const outputs = given.values('output').map(readOutput);
  const catalogue = builtInCatalogue();
  const { selection, selected } = selectionOf(given, catalogue);
  const project = await loadNamed(given, isJudgedBy(selected.rules, catalogue));
  const report = lintDeployments(project.deployments, catalogue, selection, {
    files: project.files.read,
    notAnalysed: project.files.notAnalysed.length,
    diagnostics: project.diagnostics,
    includes: project.scope.includesFinding,
  });
  const format = (given.value('format') ?? 'pretty') as Format;
  const terminal = terminalOf(streams.stdout, streams.environment, given.value('color'));
  streams.stdout.write(render(report, format, given, terminal));
  for (const { format: other, file } of outputs)
    write(file, render(report, other, given, { colour: false, width: 100 }));
  if (given.has('unknown')) streams.stderr.write(unknownLines(report));
  if (!given.has('quiet')) streams.stderr.write(`${summaryLine(report.summary)}\n`);
  return exitStatus(report, given.value('fail-on') ?? 'medium');
}

function render(report: Report, format: Format, given: Arguments, terminal: Terminal): string {
  switch (format) {
    case 'pretty':
      return prettyReport(report, terminal);
    case 'concise':
      return conciseReport(report);
    case 'json':
      return jsonReport(report, { verdicts: given.has('verdicts') });
    case 'sarif':
      return sarifReport(report, { version: VERSION });
  }
}

/** `sarif=out.sarif`. */
function readOutput(text: string): { format: Format; file: string } {
  const separator = text.indexOf('=');
  const format = text.slice(0, separator);
  const file = text.slice(separator + 1);
  if (separator < 0 || file === '' || !FORMATS.includes(format as Format))
    throw new UsageError(`--output ${text}: expected FORMAT=FILE with one of ${FORMATS.join(', ')}`);
  return { format: format as Format, file };
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${(error as Error).message}`);
  }
}

function exitStatus(report: Report, failOn: string): number {
  if (report.diagnostics.some(diagnostic => diagnostic.severity === 'error')) return 1;
  if (failOn === 'never') return 0;
  const gravest = SEVERITIES.indexOf(failOn as Severity);
  return SEVERITIES.some((severity, rank) => rank <= gravest && report.summary.findings[severity] > 0)
    ? 1
    : 0;
}
