// The library's door: `import { lint } from 'aispm'`. Every call stands alone: what one was told, another does not know.

import { readArguments } from './cli/arguments.ts';
import { exitStatus } from './cli/exit-status.ts';
import { render } from './cli/formats.ts';
import { changesOf } from './cli/lint-input.ts';
import { lintProject } from './cli/lint-project.ts';
import { settingsOf } from './cli/settings.ts';
import { memoryDisk } from './project/memory-disk.ts';
import { nodeDisk } from './project/node-disk.ts';
import type { ReportJson, SeverityJson } from './report/contract.ts';
import { reportJson } from './report/json.ts';

export type * from './report/contract.ts';

/** Each means what the option of the command line means; what is left out is what the configuration says, else the default. */
export interface LintOptions {
  /** Files and folders. Default: the working folder. */
  readonly paths?: readonly string[];
  /**
   * Contents by path, instead of a disk: nothing else is read, the configuration is the `aispm.yaml` among them, and reported paths
   * are relative to the root of all.
   */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** To what paths are relative. Default: the process's working folder. */
  readonly workingFolder?: string;
  /** The file to go by instead of the nearest `aispm.yaml`; false for none. */
  readonly configuration?: string | false;
  /** Parameter files instead of those that are found. */
  readonly parameterFiles?: readonly string[];
  readonly pack?: 'defender' | 'recommended' | 'strict';
  /** Ids, names in other tools or checks. */
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly minSeverity?: SeverityJson;
  readonly failOn?: SeverityJson | 'never';
  readonly failOnUnknown?: boolean;
  /** A baseline file: only what is not in it is reported. */
  readonly baseline?: string;
  /** A commit, branch or tag: only what is new or touched since. */
  readonly since?: string;
  /** Only what is new or touched in what git is to commit. */
  readonly staged?: boolean;
  /** Adds every verdict to the report. */
  readonly verdicts?: boolean;
}

export type ReportFormat =
  | 'pretty'
  | 'concise'
  | 'json'
  | 'sarif'
  | 'junit'
  | 'github'
  | 'azure'
  | 'gitlab'
  | 'markdown'
  | 'html';

export interface LintResult {
  /** What `--format json` writes. */
  readonly report: ReportJson;
  /** Whether the command line would exit with 1: findings at or above `failOn`, or a file that could not be parsed. */
  readonly failed: boolean;
  /** The same report in another format; no colours. */
  render(format: ReportFormat): Promise<string>;
}

/**
 * Lints. Rejects where the options, the configuration or the repository are wrong, with an error whose `name` is `UsageError`, `RuleError`
 * or `GitError` and whose message says what to do; never because of what is in the files that are judged.
 */
export async function lint(options: LintOptions = {}): Promise<LintResult> {
  const given = readArguments(commandLineOf(options));
  const disk = options.files ? memoryDisk(options.files) : nodeDisk(options.workingFolder);
  const settings = await settingsOf(given, disk);
  const changes = await changesOf(given, settings);
  const run = await lintProject(settings, changes ? { changes } : {});
  const verdicts = options.verdicts ?? false;
  return {
    report: reportJson(run.report, { verdicts }),
    failed: exitStatus(given, settings, run, false) !== 0,
    render: format => render(format, run.report, { verdicts, colour: false, width: 100 }),
  };
}

function commandLineOf(options: LintOptions): readonly string[] {
  const { configuration } = options;
  const valued: Readonly<Record<string, readonly string[] | string | undefined>> = {
    config: configuration === false ? undefined : configuration,
    params: options.parameterFiles,
    pack: options.pack,
    select: options.select,
    ignore: options.ignore,
    'min-severity': options.minSeverity,
    'fail-on': options.failOn,
    baseline: options.baseline,
    since: options.since,
  };
  const switches: Readonly<Record<string, boolean | undefined>> = {
    'no-config': configuration === false,
    'fail-on-unknown': options.failOnUnknown,
    staged: options.staged,
  };
  return [
    'lint',
    ...Object.entries(valued).flatMap(([name, values = []]) =>
      [values].flat().map(value => `--${name}=${value}`),
    ),
    ...Object.entries(switches).flatMap(([name, isSet]) => (isSet ? [`--${name}`] : [])),
    '--',
    ...(options.paths ?? []),
  ];
}
