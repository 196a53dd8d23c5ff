// One run as a GitHub Action, from the runner's environment to the status: the log, annotations, the job's summary, a SARIF file and
// outputs. Refuses to know anything that the command line does already.

import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readArguments } from '../cli/arguments.ts';
import { UsageError } from '../cli/errors.ts';
import { exitStatus, isVoid } from '../cli/exit-status.ts';
import { type Format, render } from '../cli/formats.ts';
import { changesOf } from '../cli/lint-input.ts';
import { type LintRun, lintProject } from '../cli/lint-project.ts';
import { type Settings, settingsOf } from '../cli/settings.ts';
import type { Output } from '../cli/streams.ts';
import { SEVERITIES } from '../model/finding.ts';
import { nodeDisk } from '../project/node-disk.ts';
import type { LocationJson } from '../report/contract.ts';
import { summaryLine } from '../report/summary.ts';
import { baseOf } from './base.ts';
import { addSummary, type Environment, input, lines, setOutputs } from './environment.ts';

export interface Runner {
  readonly environment: Environment;
  /** The log, in which some lines are commands. */
  readonly stdout: Output;
}

/** Returns the exit status, which means what that of the command line does. Never throws. */
export async function runAction(runner: Runner): Promise<number> {
  try {
    return await judge(runner);
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const isExpected = ['UsageError', 'RuleError', 'GitError'].includes(name);
    const text = isExpected ? message : `internal error: ${message}`;
    runner.stdout.write(`::error title=aispm::${escaped(text)}\n`);
    setOutputs({ 'exit-code': 2 }, runner.environment);
    return 2;
  }
}

async function judge({ environment, stdout }: Runner): Promise<number> {
  const given = (name: string): string => input(name, environment);
  const folder = given('working-directory') || '.';
  const [annotates, summarises] = [isOn('annotations', given), isOn('summary', given)];
  const base = baseOf(given('since'), resolve(folder), environment);
  const asked = readArguments(commandLine(given, base));
  const settings = await settingsOf(asked, nodeDisk(resolve(folder)));
  const changes = await changesOf(asked, settings);
  const run = await lintProject(settings, changes ? { changes } : {});
  const { report } = run;
  const format = (asked.value('format') ?? 'pretty') as Format;
  stdout.write(inert(await render(format, report, { colour: true, width: 120, verdicts: false })));
  const sarifFile = await writeSarif(given('sarif-file'), folder, settings, changes ? null : run);
  if (annotates) stdout.write((await import('../report/github.ts')).githubReport(report));
  if (summarises) {
    const { markdownReport } = await import('../report/markdown.ts');
    const { compiledAttackPaths } = await import('../engine/compiled/attack-paths.js');
    const attackPaths = report.attackPaths(compiledAttackPaths());
    const link = forgeLink(environment);
    const rest = 'There is more than GitHub shows here: see the SARIF file.';
    addSummary(markdownReport(report, { attackPaths, ...(link ? { link } : {}) }), rest, environment);
  }
  const isEmpty = !changes && isVoid(run);
  if (isEmpty)
    stdout.write(
      `::warning title=aispm::${escaped(`nothing to judge in ${settings.paths.join(', ')}: no infrastructure code there`)}\n`,
    );
  const scope = base === null ? '' : ` (new or touched since ${base})`;
  stdout.write(inert(`${summaryLine(report.summary)}${scope}\n`));
  const status = exitStatus(asked, settings, run, isEmpty);
  setOutputs(
    {
      'sarif-file': sarifFile,
      findings: report.findings.length,
      'highest-severity': SEVERITIES.find(each => report.summary.findings[each] > 0) ?? 'none',
      unknown: report.summary.unknown,
      'exit-code': status,
    },
    environment,
  );
  return status;
}

/** Inputs that are options of the command line under the same name. */
const OPTIONS = ['config', 'pack', 'baseline', 'fail-on', 'format'];

function commandLine(given: (name: string) => string, base: string | null): readonly string[] {
  const options = OPTIONS.flatMap(name => (given(name) === '' ? [] : [`--${name}=${given(name)}`]));
  const since = base === null ? [] : [`--since=${base}`];
  return ['lint', ...options, ...since, '--', ...lines(given('paths'))];
}

/** Throws a UsageError for what is neither true nor false in YAML. */
function isOn(name: string, given: (name: string) => string): boolean {
  const text = given(name).toLowerCase();
  if (text === '' || text === 'true') return true;
  if (text === 'false') return false;
  throw new UsageError(`${name}: ${text}: expected true or false`);
}

/**
 * Everything at this commit, whatever was there before: code scanning itself knows what a pull request adds, and takes for mended what the
 * file does not have. Returns the path from the runner's workspace; '' where no file is wanted.
 */
async function writeSarif(
  name: string,
  folder: string,
  settings: Settings,
  whole: LintRun | null,
): Promise<string> {
  if (name === '') return '';
  const { report } = whole ?? (await lintProject(settings));
  const path = join(folder, name);
  const text = await render('sarif', report, { colour: false, width: 120, verdicts: false });
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`sarif-file: ${path} cannot be written: ${(error as Error).message}`);
  }
  return path;
}

/** Where files can be read at the commit that was checked out. */
function forgeLink(environment: Environment): ((place: LocationJson) => string) | null {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit } = environment;
  if (!server || !repository || !commit) return null;
  return ({ file, line, endLine }) => {
    const path = file.split('/').map(encodeURIComponent).join('/');
    const end = endLine > line ? `-L${endLine}` : '';
    return `${server}/${repository}/blob/${commit}/${path}#L${line}${end}`;
  };
}

/** Text for the log in which no line is a command, whatever the judged files hold. */
function inert(text: string): string {
  if (text === '') return '';
  const token = randomUUID();
  return `::stop-commands::${token}\n${text}::${token}::\n`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
