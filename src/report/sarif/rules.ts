// Rules as SARIF describes them: what GitHub shows of an alert beside its message.

import type { ReportingDescriptor } from 'sarif';
import type { Rule } from '../../engine/rule-format.ts';
import type { Severity } from '../../model/finding.ts';
import { rulePage } from '../rule-page.ts';

export const PARSE_ERROR = 'parse-error';

export const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** How GitHub ranks alerts: above 9 critical, from 7 high, from 4 medium, else low. */
export const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.5',
  info: '0.5',
};

/** What GitHub takes of a rule. */
const MOST_TAGS = 20;
const LONGEST_NAME = 255;
const LONGEST_DESCRIPTION = 1024;

export function ruleDescriptor(rule: Rule): ReportingDescriptor {
  const why = oneLine(rule.why);
  const level = LEVEL[rule.severity];
  const tags = ['security', 'ai', rule.check, ...(rule.tags ?? []), ...(rule.maps.cwe ?? []).map(cweTag)];
  return {
    id: rule.id,
    name: pascalCase(rule.id).slice(0, LONGEST_NAME),
    shortDescription: { text: shorten(`${rule.title}.`) },
    fullDescription: { text: shorten(why) },
    help: { text: `${why}\n\n${oneLine(rule.advice)}`, markdown: rulePage(rule) },
    ...(rule.references[0] ? { helpUri: rule.references[0] } : {}),
    defaultConfiguration: { level },
    properties: {
      tags: [...new Set(tags)].slice(0, MOST_TAGS),
      precision: rule.precision,
      'problem.severity': level === 'note' ? 'recommendation' : level,
      'security-severity': SECURITY_SEVERITY[rule.severity],
    },
  };
}

export function parseErrorDescriptor(): ReportingDescriptor {
  const text =
    'A part of this file could not be read, so nothing is known about the resources that it declares.';
  return {
    id: PARSE_ERROR,
    name: 'ParseError',
    shortDescription: { text: 'File could not be parsed.' },
    fullDescription: { text },
    help: { text: `${text} Correct the syntax at the reported place.` },
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['parse-error'], precision: 'very-high', 'problem.severity': 'error' },
  };
}

function cweTag(id: string): string {
  return `external/cwe/${id.toLowerCase()}`;
}

/** Cut between words; the whole text is in the help. */
function shorten(text: string): string {
  if (text.length <= LONGEST_DESCRIPTION) return text;
  const start = text.slice(0, LONGEST_DESCRIPTION - 2);
  return `${start.slice(0, Math.max(start.lastIndexOf(' '), 1))} …`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function pascalCase(id: string): string {
  return id
    .split('-')
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
