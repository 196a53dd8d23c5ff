// Changes of a file as `diff -u` writes them, so that `git apply` takes them. Lines that nobody may see are no context; a change of one is
// shown without what is behind its name, and then only for people.

import { type Change, diffLines } from '../model/line-diff.ts';

const CONTEXT = 3;

/** Whether a line of the text as it was, counted from 1, holds what nobody may see. */
type Hides = (line: number) => boolean;

/** Empty where nothing changed; `path` relative, with forward slashes. */
export function unifiedDiff(path: string, before: string, after: string, hides: Hides = () => false): string {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const changes = diffLines(old, fresh);
  if (changes.length === 0) return '';
  const hunks = groups(changes, hides).map(group => hunk(group, old, fresh, hides));
  return `--- a/${path}\n+++ b/${path}\n${hunks.join('')}`;
}

/** Lines with their ends, which belong to what is applied. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Changes whose contexts meet belong together. */
function groups(changes: readonly Change[], hides: Hides): Change[][] {
  const found: Change[][] = [];
  for (const change of changes) {
    const last = found.at(-1)?.at(-1);
    const meets = last && shownUpTo(last.old.to, change.old.from, hides) === change.old.from;
    if (meets && change.old.from - last.old.to <= 2 * CONTEXT) found.at(-1)!.push(change);
    else found.push([change]);
  }
  return found;
}

/** The first line from `from` on (from 0) that is hidden, at most `to`. */
function shownUpTo(from: number, to: number, hides: Hides): number {
  let at = from;
  while (at < to && !hides(at + 1)) at++;
  return at;
}

function hunk(
  group: readonly Change[],
  old: readonly string[],
  fresh: readonly string[],
  hides: Hides,
): string {
  const [first, last] = [group[0]!, group.at(-1)!];
  let from = first.old.from;
  while (from > Math.max(0, first.old.from - CONTEXT) && !hides(from)) from--;
  const to = shownUpTo(last.old.to, Math.min(old.length, last.old.to + CONTEXT), hides);
  const newFrom = first.new.from - (first.old.from - from);
  const newTo = last.new.to + (to - last.old.to);
  const lines: string[] = [];
  let at = from;
  for (const change of group) {
    lines.push(...old.slice(at, change.old.from).map(line => ` ${line}`));
    const isSecret = shownUpTo(change.old.from, change.old.to, hides) < change.old.to;
    const shown = isSecret ? nameOnly : (line: string): string => line;
    lines.push(...old.slice(change.old.from, change.old.to).map(line => `-${shown(line)}`));
    lines.push(...fresh.slice(change.new.from, change.new.to).map(line => `+${shown(line)}`));
    at = change.old.to;
  }
  lines.push(...old.slice(at, to).map(line => ` ${line}`));
  const ended = lines.map(line => (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`));
  return `@@ -${range(from, to)} +${range(newFrom, newTo)} @@\n${ended.join('')}`;
}

function nameOnly(line: string): string {
  return `${line.slice(0, line.search(/[=:]/) + 1)} •••\n`;
}

function range(from: number, to: number): string {
  return `${to > from ? from + 1 : from},${to - from}`;
}
