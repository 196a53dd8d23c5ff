// Of the diagnostics of a file that is broken all over as many as somebody would read, and how many more there are.

import type { Diagnostic } from '../model/diagnostic.ts';
import { problem } from './diagnostics.ts';
import { pathOf } from './plan-project.ts';

const MOST_PER_FILE = 100;

/** The first diagnostics about each file, in order, and those about none; one more stands for the rest and is as severe as the worst of it. */
export function firstOfEachFile(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= MOST_PER_FILE) return diagnostics;
  const kept: Diagnostic[] = [];
  const counts = new Map<string, number>();
  const hidden = new Map<string, { count: number; severity: Diagnostic['severity'] }>();
  for (const each of diagnostics) {
    const path = pathOf(each);
    const count = path === null ? 0 : (counts.get(path) ?? 0) + 1;
    if (path !== null) counts.set(path, count);
    if (path === null || count <= MOST_PER_FILE) {
      kept.push(each);
      continue;
    }
    const rest = hidden.get(path);
    const severity = each.severity === 'error' || rest?.severity === 'error' ? 'error' : 'warning';
    hidden.set(path, { count: (rest?.count ?? 0) + 1, severity });
  }
  const rests = [...hidden].map(([path, { count, severity }]) =>
    problem(
      'too-many-problems',
      severity,
      path,
      `\`${path}\` has ${count} more ${count === 1 ? 'problem' : 'problems'} than are shown`,
      'Mend the first ones: the others may follow from them.',
    ),
  );
  return [...kept, ...rests];
}
