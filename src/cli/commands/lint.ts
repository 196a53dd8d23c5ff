// `aispm lint`: read, judge, report; the exit status is the same for every format.

import { writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { absolutePath, openWorkspace } from '../../project/workspace.ts';
import type { SarifProfile } from '../../report/sarif.ts';
import { count, summaryLine } from '../../report/summary.ts';
import { suppressedLines } from '../../report/suppressed.ts';
import { unknownLines } from '../../report/unknown.ts';
import type { Arguments } from '../arguments.ts';
import { BASELINE_NAME } from '../baseline-file.ts';
import { UsageError } from '../errors.ts';
import { exitStatus, isVoid } from '../exit-status.ts';
import { FORMATS, type Format, type FormatOptions, render } from '../formats.ts';
import { changesOf, checkTogether, inputSettings } from '../lint-input.ts';
import { type LintRequest, type LintRun, lintProject, updateBaseline } from '../lint-project.ts';
import { printedConfiguration } from '../print-config.ts';
import { createProgress } from '../progress.ts';
import type { Settings } from '../settings.ts';
import type { Streams } from '../streams.ts';
import { terminalOf } from '../terminal.ts';

/** Returns the exit status: 0, or 1 for findings at or above `--fail-on` and for files that could not be parsed. */
export async function lint(given: Arguments, streams: Streams): Promise<number> {
  const outputs = given.values('output').map(readOutput);
  checkTogether(given);
  const progress = createProgress(streams.stderr);
  const settings = {
    ...(await inputSettings(given, streams)),
    ...(progress ? { onProgress: progress.report } : {}),
  };
  if (given.has('print-config')) {
    streams.stdout.write(printedConfiguration(settings));
    return 0;
  }
  const changes = await changesOf(given, settings);
  const request = changes ? { changes } : {};
  if (given.has('diff')) return showDiff(given, settings, request, streams);
  const run = given.has('update-baseline')
    ? await takeBaseline(settings, streams)
    : given.has('fix')
      ? await writeFixes(given, settings, request, streams)
      : await lintProject(settings, request);
  progress?.end();
  const { report, project } = run;
  const terminal = terminalOf(streams.stdout, streams.environment, given.value('color'));
  const format = (given.value('format') ?? 'pretty') as Format;
  const linkTo = (path: string): string => pathToFileURL(absolutePath(project.workspace, path)).href;
  const sarifProfile = (given.value('sarif-profile') ?? 'github') as SarifProfile;
  const common = { verdicts: given.has('verdicts'), sarifProfile };
  const options: FormatOptions = { ...terminal, ...common, ...(terminal.links ? { linkTo } : {}) };
  streams.stdout.write(await render(format, report, options));
  for (const { format: other, file } of outputs)
    write(file, await render(other, report, { ...common, colour: false, width: 100 }));
  if (given.has('verbose')) streams.stderr.write(suppressedLines(report) + configurationLine(settings));
  if (given.has('unknown') || given.has('verbose')) streams.stderr.write(unknownLines(report));
  const isEmpty = !changes && isVoid(run);
  if (isEmpty) streams.stderr.write(`${emptyLine(settings)}\n`);
  if (!given.has('quiet')) streams.stderr.write(`${summaryLine(report.summary)}\n`);
  return exitStatus(given, settings, run, isEmpty);
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

/** Writes what was found to the baseline, so that nothing of it is left. */
async function takeBaseline(settings: Settings, streams: Streams): Promise<LintRun> {
  const baseline = settings.baseline ?? {
    path: posix.join(openWorkspace(settings.paths, settings.disk).root, BASELINE_NAME),
    name: BASELINE_NAME,
  };
  const run = await lintProject({ ...settings, baseline: null });
  const { report, entries } = updateBaseline(run, baseline, settings);
  const hint = settings.baseline ? '' : `; name it in aispm.yaml: \`baseline: ${BASELINE_NAME}\``;
  streams.stderr.write(`${count(entries, 'finding')} written to ${baseline.name}${hint}\n`);
  return { ...run, report };
}

async function writeFixes(
  given: Arguments,
  settings: Settings,
  request: LintRequest,
  streams: Streams,
): Promise<LintRun> {
  const { mend, writeMended } = await import('../fixes.ts');
  const { run, fixed, files } = await mend(settings, request, given.has('unsafe-fixes'));
  writeMended(files, settings);
  streams.stderr.write(`${count(fixed.length, 'finding')} mended in ${count(files.length, 'file')}\n`);
  return run;
}

/** Status 1 where there is something that `--fix` would change. */
async function showDiff(
  given: Arguments,
  settings: Settings,
  request: LintRequest,
  streams: Streams,
): Promise<number> {
  const { diffOf, mend } = await import('../fixes.ts');
  const { fixed, files } = await mend(settings, request, given.has('unsafe-fixes'));
  streams.stdout.write(diffOf(files));
  if (!given.has('quiet'))
    streams.stderr.write(
      `${count(fixed.length, 'finding')} would be mended in ${count(files.length, 'file')}\n`,
    );
  return files.length > 0 && !given.has('exit-zero') ? 1 : 0;
}

function emptyLine({ paths }: Settings): string {
  return `warning: nothing to judge in ${paths.join(', ')}: no file there is infrastructure code, or all are excluded`;
}

function configurationLine({ configuration }: Settings): string {
  return configuration ? `configuration: ${configuration.name}\n` : 'configuration: none\n';
}
