// What could not be decided, and why: shown on request, never a finding.

import type { Report } from '../engine/report.ts';
import { placeText } from './location.ts';
import { printable } from './printable.ts';

/** One line per rule, declaration and reason, in the order of files. */
export function unknownLines(report: Report): string {
  const lines = report.verdicts
    .filter(verdict => verdict.outcome === 'unknown')
    .map(
      verdict =>
        `${placeText(verdict.resource.header)}: unknown ${verdict.rule} ${verdict.resource.address}: ${verdict.message ?? ''}`,
    );
  return [...new Set(lines)]
    .sort()
    .map(line => `${printable(line)}\n`)
    .join('');
}
