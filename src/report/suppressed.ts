// What was accepted and is not reported, with its reason: shown on request.

import type { Report } from '../engine/report.ts';
import { placeText } from './location.ts';
import { printable } from './printable.ts';

/** One line per finding. */
export function suppressedLines(report: Report): string {
  return report.suppressed
    .map(({ finding, suppression: { kind, reason, until } }) => {
      const end = until === null ? '' : ` until ${until}`;
      const why = reason === null ? '' : `: ${reason}`;
      const line = `${placeText(finding.location)}: suppressed ${finding.rule} by ${BY[kind]}${end}${why}`;
      return `${printable(line)}\n`;
    })
    .join('');
}

/** Who accepted it. */
export const BY = {
  comment: 'a comment',
  metadata: 'metadata',
  configuration: 'the configuration',
  baseline: 'the baseline',
} as const;
