// One lint run without a terminal: settings in, report out. The seam for every other door.

import { posix } from 'node:path';
import {
  applyBaseline,
  type Baseline,
  baselineOf,
  compareWithBaseline,
  mergeEntries,
} from '../engine/baseline.ts';
import { countBySeverity, lintDeployments } from '../engine/lint.ts';
import type { Report } from '../engine/report.ts';
import { type Finding, SEVERITIES } from '../model/finding.ts';
import { rangeOf } from '../model/source.ts';
import type { Disk } from '../project/disk.ts';
import type { Changes } from '../project/git-changes.ts';
import type { Project } from '../project/load-project.ts';
import { createReportScope, type ReportScope } from '../project/report-scope.ts';
import { absolutePath, openWorkspace } from '../project/workspace.ts';
import { readBaselineFile, writeBaselineFile } from './baseline-file.ts';
import { isJudgedBy, loadNamed } from './load.ts';
import type { Settings } from './settings.ts';

export interface LintRun {
  /** What is to be shown. */
  readonly report: Report;
  /** Everything that was found, before the baseline, `--since` and `--min-severity`. */
  readonly found: readonly Finding[];
  readonly project: Project;
}

/** What a run judges and reports, where that is not everything on the disk. */
export interface LintRequest {
  /** Only findings that are new or touched since these changes; judged are the files after them. */
  readonly changes?: Changes;
}

/** Reads, judges, and leaves out what was not asked for. */
export async function lintProject(settings: Settings, request: LintRequest = {}): Promise<LintRun> {
  const { changes } = request;
  const { project, report } = changes
    ? await judgeAround(changes, changes.after, settings)
    : await judge(settings, settings.disk);
  let shown = report;
  if (changes) shown = await onlyNew(shown, project, settings, changes);
  const baseline = settings.baseline && readBaselineFile(settings.baseline, settings.disk);
  if (settings.baseline && baseline) shown = withoutKnown(shown, baseline, settings.baseline.name, project);
  return { report: fromSeverity(shown, settings), found: report.findings, project };
}

interface Judged {
  readonly project: Project;
  readonly report: Report;
}

async function judge(settings: Settings, disk: Disk, scope?: ReportScope): Promise<Judged> {
  const { catalogue, selection, selected, ignores, requireReasons } = settings;
  const project = await loadNamed(settings, isJudgedBy(selected.rules, catalogue), disk);
  const reading = {
    files: project.files.read,
    notAnalysed: project.files.notAnalysed.length,
    diagnostics: project.diagnostics,
    includes: (scope ?? project.scope).includesFinding,
  };
  const options = { ignores, requireReasons, complete: isWhole(settings, project) };
  return {
    project,
    report: lintDeployments(project.deployments, catalogue, selection, reading, options),
  };
}

/** Judges only what changed files reach, where that is known; reported is what was asked for all the same. */
function judgeAround({ files }: Changes, disk: Disk, settings: Settings): Promise<Judged> {
  if (files === null) return judge({ ...settings, paths: known(settings.paths, disk) }, disk);
  const scope = createReportScope(openWorkspace(settings.paths, disk), new Map());
  return judge({ ...settings, paths: known(files, disk) }, disk, scope);
}

/** The paths that are there; for the others the nearest folder that is. */
function known(paths: readonly string[], disk: Disk): readonly string[] {
  const found = paths.map(path => {
    let nearest = disk.absolute(path);
    while (disk.kindOf(nearest) === null) nearest = posix.dirname(nearest);
    return nearest;
  });
  return [...new Set(found)];
}

/** Whether everything that the configuration is about was named. */
function isWhole({ configuration }: Settings, { workspace }: Project): boolean {
  return workspace.named.some(({ path }) => path === configuration?.folder || path === workspace.root);
}

/** Writes what a run found to a baseline; what the run did not look at stays in it. Returns what is left to report. */
export function updateBaseline(
  { report, found, project }: LintRun,
  baseline: NonNullable<Settings['baseline']>,
  { disk }: Settings,
): { report: Report; entries: number } {
  const old = disk.kindOf(baseline.path) === null ? [] : readBaselineFile(baseline, disk);
  const kept = old.filter(({ rule, file }) => !isJudged(rule, file, report, project));
  const entries = mergeEntries([...baselineOf(found), ...kept]);
  writeBaselineFile(baseline, entries);
  return {
    report: withoutKnown(report, entries, baseline.name, project),
    entries: entries.reduce((sum, entry) => sum + entry.count, 0),
  };
}

function withoutKnown(report: Report, baseline: Baseline, name: string, project: Project): Report {
  const exists = existsIn(project, project.workspace.disk);
  const comparison = compareWithBaseline(report.findings, baseline, exists);
  const stale = comparison.gone.filter(({ rule, file }) => isJudged(rule, file, report, project));
  return applyBaseline(report, comparison, stale, name);
}

/** Whether a finding of a rule in a file would have been found by this run. */
function isJudged(rule: string, file: string, report: Report, project: Project): boolean {
  const exists = existsIn(project, project.workspace.disk);
  return report.rules.has(rule) && (project.scope.contains(file) || !exists(file));
}

function existsIn({ workspace }: Project, disk: Disk): (file: string) => boolean {
  return file => disk.kindOf(absolutePath(workspace, file)) !== null;
}

/** Findings that were not there before, and those of which a line was touched. */
async function onlyNew(
  report: Report,
  project: Project,
  settings: Settings,
  changes: Changes,
): Promise<Report> {
  const old = await judgeAround(changes, changes.before, settings);
  const { fresh } = compareWithBaseline(
    report.findings,
    baselineOf(old.report.findings),
    existsIn(project, project.workspace.disk),
  );
  const isNew = new Set(fresh);
  const findings = report.findings.filter(
    finding =>
      isNew.has(finding) ||
      [finding.location, ...finding.related.map(place => place.span)].some(place => {
        const { line, endLine } = rangeOf(place);
        const { path, text } = place.source;
        return changes.isTouched(absolutePath(project.workspace, path), text, line, endLine);
      }),
  );
  return { ...report, findings, summary: { ...report.summary, findings: countBySeverity(findings) } };
}

/** Severities below the least are neither shown nor counted. */
function fromSeverity(report: Report, { minSeverity }: Settings): Report {
  const least = SEVERITIES.indexOf(minSeverity);
  if (least === SEVERITIES.length - 1) return report;
  const isShown = ({ severity }: Finding): boolean => SEVERITIES.indexOf(severity) <= least;
  const findings = report.findings.filter(isShown);
  const suppressed = report.suppressed.filter(({ finding }) => isShown(finding));
  const counts = { findings: countBySeverity(findings), suppressed: suppressed.length };
  return { ...report, findings, suppressed, summary: { ...report.summary, ...counts } };
}
