// The last line on stderr of every lint run.

import type { Summary } from '../engine/report.ts';
import { SEVERITIES } from '../model/finding.ts';

/** `12 files, 40 resources (3 AI): 1 high, 2 medium; 4 unknown, 1 file not analysed`. */
export function summaryLine(summary: Summary): string {
  const found = SEVERITIES.filter(severity => summary.findings[severity] > 0)
    .map(severity => `${summary.findings[severity]} ${severity}`)
    .join(', ');
  return [
    `${count(summary.files, 'file')}, ${count(summary.resources, 'resource')}`,
    ` (${summary.aiResources} AI): ${found || 'no findings'}`,
    summary.suppressed > 0 ? `, ${summary.suppressed} suppressed` : '',
    `; ${count(summary.unknown, 'verdict')} unknown, ${count(summary.notAnalysed, 'file')} not analysed`,
  ].join('');
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
