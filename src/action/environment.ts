// What the runner tells an action and what it wants to be told: environment variables, the event, and the files that take outputs.
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions#environment-files

import { randomUUID } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

/** An input of `action.yml`; empty where nothing was given. */
export function input(name: string, environment: Environment): string {
  return (environment[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim();
}

/** A multi-line input, one value a line. */
export function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
}

/** What happened, as GitHub's webhooks describe it; an empty object where that cannot be read. */
export function eventOf({ GITHUB_EVENT_PATH: path }: Environment): GitHubEvent {
  try {
    return path ? ((JSON.parse(readFileSync(path, 'utf8')) as GitHubEvent | null) ?? {}) : {};
  } catch {
    return {};
  }
}

/** The parts of an event that say what it is compared with. */
export interface GitHubEvent {
  readonly pull_request?: { readonly base?: { readonly sha?: string; readonly ref?: string } };
  readonly merge_group?: { readonly base_sha?: string };
}

/** Sets outputs of the step. The mark around each value is one that no value can contain by intent. */
export function setOutputs(
  outputs: Readonly<Record<string, string | number>>,
  environment: Environment,
): void {
  const file = environment.GITHUB_OUTPUT;
  if (!file) return;
  const entries = Object.entries(outputs).map(([name, value]) => {
    const mark = `end-${randomUUID()}`;
    return `${name}<<${mark}\n${value}\n${mark}\n`;
  });
  appendFileSync(file, entries.join(''));
}

/** What GitHub takes as a step's summary; it drops a longer one whole. */
const LONGEST_SUMMARY = 1024 * 1024;

/** Adds Markdown to the page of the job; of a text that is too long the whole paragraphs that fit, and `rest` for the others. */
export function addSummary(markdown: string, rest: string, environment: Environment): void {
  const file = environment.GITHUB_STEP_SUMMARY;
  if (!file) return;
  appendFileSync(file, fitting(markdown, rest));
}

function fitting(markdown: string, rest: string): string {
  const bytes = Buffer.from(markdown, 'utf8');
  if (bytes.length <= LONGEST_SUMMARY) return markdown;
  const room = LONGEST_SUMMARY - Buffer.byteLength(rest) - 4;
  const end = bytes.lastIndexOf('\n\n<details>', room);
  const cut = end > 0 ? end : Math.max(0, bytes.lastIndexOf('\n', room));
  return `${bytes.toString('utf8', 0, cut)}\n\n${rest}\n`;
}
