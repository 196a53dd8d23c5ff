// Which lines hold secrets, so that no frame shows them, whatever it is about. Refuses to know what a secret is: rules say.

import type { Report } from '../engine/report.ts';
import { rangeOf } from '../model/source.ts';
import type { HidesLine } from './code-frame.ts';

/** Accepted findings are about secrets as well as those that are reported. */
export function secretLines({ findings, suppressed }: Pick<Report, 'findings' | 'suppressed'>): HidesLine {
  const lines = new Map<string, Set<number>>();
  for (const { secret, location } of [...findings, ...suppressed.map(each => each.finding)]) {
    if (!secret) continue;
    const { path } = location.source;
    const known = lines.get(path) ?? new Set<number>();
    const { line, endLine } = rangeOf(location);
    for (let number = line; number <= endLine; number++) known.add(number);
    lines.set(path, known);
  }
  return ({ path }, line) => lines.get(path)?.has(line) ?? false;
}
