// Changes of a file as `diff -u` writes them, so that `git apply` takes them.

import { type Change, diffLines } from '../model/line-diff.ts';

const CONTEXT = 3;

/** Empty where nothing changed; `path` relative, with forward slashes. */
export function unifiedDiff(path: string, before: string, after: string): string {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const changes = diffLines(old, fresh);
  if (changes.length === 0) return '';
  const hunks = groups(changes).map(group => hunk(group, old, fresh));
  return `--- a/${path}\n+++ b/${path}\n${hunks.join('')}`;
}

/** Lines with their ends, which belong to what is applied. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Changes whose contexts meet belong together. */
function groups(changes: readonly Change[]): Change[][] {
  const found: Change[][] = [];
  for (const change of changes) {
    const last = found.at(-1)?.at(-1);
    if (last && change.old.from - last.old.to <= 2 * CONTEXT) found.at(-1)!.push(change);
    else found.push([change]);
  }
  return found;
}

function hunk(group: readonly Change[], old: readonly string[], fresh: readonly string[]): string {
  const [first, last] = [group[0]!, group.at(-1)!];
  const from = Math.max(0, first.old.from - CONTEXT);
  const to = Math.min(old.length, last.old.to + CONTEXT);
  const newFrom = first.new.from - (first.old.from - from);
  const newTo = last.new.to + (to - last.old.to);
  const lines: string[] = [];
  let at = from;
  for (const change of group) {
    lines.push(...old.slice(at, change.old.from).map(line => ` ${line}`));
    lines.push(...old.slice(change.old.from, change.old.to).map(line => `-${line}`));
    lines.push(...fresh.slice(change.new.from, change.new.to).map(line => `+${line}`));
    at = change.old.to;
  }
  lines.push(...old.slice(at, to).map(line => ` ${line}`));
  const ended = lines.map(line => (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`));
  return `@@ -${range(from, to)} +${range(newFrom, newTo)} @@\n${ended.join('')}`;
}

function range(from: number, to: number): string {
  return `${to > from ? from + 1 : from},${to - from}`;
}
