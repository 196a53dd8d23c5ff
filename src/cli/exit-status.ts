// What a lint run tells the shell, the same for every door and every format.

import { SEVERITIES } from '../model/finding.ts';
import type { Arguments } from './arguments.ts';
import type { LintRun } from './lint-project.ts';
import type { Settings } from './settings.ts';

/** Diagnostics that say what no longer accepts anything. */
const STALE: ReadonlySet<string> = new Set(['stale-baseline', 'unused-ignore', 'expired-ignore']);

/** 0, or 1 for findings at or above `--fail-on` and for files that could not be parsed; 2 where `--no-inputs error` forbids a void run. */
export function exitStatus(given: Arguments, settings: Settings, run: LintRun, isVoid: boolean): number {
  const { report } = run;
  if (isVoid && given.value('no-inputs') === 'error') return 2;
  if (given.has('exit-zero')) return 0;
  const isBroken = report.diagnostics.some(({ severity }) => severity === 'error');
  if (isBroken && !given.has('allow-parse-errors')) return 1;
  if (given.has('strict') && report.diagnostics.some(({ code }) => STALE.has(code))) return 1;
  if (settings.failOnUnknown && report.summary.unknown > 0) return 1;
  return hasFailed(run, settings) ? 1 : 0;
}

/** Whether nothing was there to be judged. */
export function isVoid({ project: { files }, report }: LintRun): boolean {
  return files.read === 0 && files.compiled === 0 && report.diagnostics.length === 0;
}

function hasFailed({ report: { summary } }: LintRun, { failOn }: Settings): boolean {
  if (failOn === 'never') return false;
  const least = SEVERITIES.indexOf(failOn);
  return SEVERITIES.some((severity, rank) => rank <= least && summary.findings[severity] > 0);
}
