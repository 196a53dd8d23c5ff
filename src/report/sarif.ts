// SARIF 2.1.0 as GitHub code scanning reads it: everything that it shows is filled in, relative to the git root.

import type { Artifact, Location, Log, ReportingDescriptor, Result, Run } from 'sarif';
import type { Report } from '../engine/report.ts';
import type { Rule } from '../engine/rule-format.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding, RelatedPlace, Severity } from '../model/finding.ts';
import type { Range } from '../model/source.ts';
import { diagnosticLocation } from './json.ts';
import { type LocationJson, locationJson } from './location.ts';
import { rulePage } from './rule-page.ts';

export interface SarifOptions {
  /** The product's version. */
  readonly version: string;
}

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const SOURCE_ROOT = '%SRCROOT%';
const PARSE_ERROR = 'parse-error';

/** How GitHub ranks alerts: above 9 critical, from 7 high, from 4 medium, else low. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.5',
  info: '0.5',
};

const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

export function sarifReport(report: Report, options: SarifOptions): string {
  const failures = report.diagnostics.filter(diagnostic => diagnostic.severity === 'error');
  const rules = [...report.rules.values()].map(ruleDescriptor);
  if (failures.length > 0) rules.push(parseErrorDescriptor());
  const indexOf = new Map(rules.map((rule, index) => [rule.id, index]));
  const run: Run = {
    tool: {
      driver: { name: 'aispm', semanticVersion: options.version, version: options.version, rules },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: 'The root of the git repository.' } } },
    automationDetails: { id: 'aispm/' },
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: report.diagnostics.map(diagnostic => ({
          descriptor: { id: diagnostic.code },
          level: diagnostic.severity,
          message: { text: sentence(diagnostic) },
          locations: [location(diagnosticLocation(diagnostic))],
        })),
      },
    ],
    artifacts: artifacts(report, failures),
    results: [
      ...failures.map(diagnostic => parseFailure(diagnostic, indexOf.get(PARSE_ERROR)!)),
      ...report.findings.map(finding => result(finding, indexOf)),
    ],
  };
  const log: Log = { $schema: SCHEMA, version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleDescriptor(rule: Rule): ReportingDescriptor {
  const page = rulePage(rule);
  const why = oneLine(rule.why);
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: `${rule.title}.` },
    fullDescription: { text: why.slice(0, 1024) },
    help: { text: `${why}\n\n${oneLine(rule.advice)}`, markdown: page },
    ...(rule.references[0] ? { helpUri: rule.references[0] } : {}),
    defaultConfiguration: { level: LEVEL[rule.severity] },
    properties: {
      tags: ['security', 'ai', rule.check, ...(rule.tags ?? []), ...(rule.maps.cwe ?? []).map(cweTag)].slice(
        0,
        20,
      ),
      precision: rule.precision,
      'problem.severity': LEVEL[rule.severity] === 'note' ? 'recommendation' : LEVEL[rule.severity],
      'security-severity': SECURITY_SEVERITY[rule.severity],
    },
  };
}

function cweTag(id: string): string {
  return `external/cwe/${id.toLowerCase()}`;
}

function parseErrorDescriptor(): ReportingDescriptor {
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

function result(finding: Finding, indexOf: ReadonlyMap<string, number>): Result {
  const index = indexOf.get(finding.rule);
  const related = finding.related.map((place, position) => ({
    id: position + 1,
    ...location(locationJson(place.span), place.message),
  }));
  return {
    ruleId: finding.rule,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: LEVEL[finding.severity],
    message: { text: resultText(finding) },
    locations: [location(locationJson(finding.location), finding.label)],
    ...(related.length > 0 ? { relatedLocations: related, codeFlows: [codeFlow(finding)] } : {}),
    partialFingerprints: { 'aispm/v1': finding.fingerprint },
    ...(finding.fix ? { fixes: [fixJson(finding.fix)] } : {}),
    properties: {
      'security-severity': SECURITY_SEVERITY[finding.severity],
      resource: finding.resource.address,
      type: finding.resource.type,
    },
  };
}

/** The first sentence is the alert's title; related places are shown by GitHub only where the text links them. */
function resultText(finding: Finding): string {
  const parts = [`${escapeText(finding.message)}.`];
  if (finding.label) parts.push(`${capital(escapeText(finding.label))}.`);
  finding.related.forEach((place, position) => {
    parts.push(`[${capital(escapeText(place.message))}](${position + 1}).`);
  });
  return parts.join(' ');
}

/** From the place that a person would edit to the property that it reaches. */
function codeFlow(finding: Finding) {
  const places: RelatedPlace[] = [
    { span: finding.location, message: finding.label ?? finding.message },
    ...finding.related,
  ];
  return {
    threadFlows: [
      { locations: places.map(place => ({ location: location(locationJson(place.span), place.message) })) },
    ],
  };
}

function fixJson(fix: NonNullable<Finding['fix']>) {
  const byFile = new Map<string, NonNullable<Finding['fix']>['edits'][number][]>();
  for (const edit of fix.edits) {
    const file = edit.span.source.path;
    byFile.set(file, [...(byFile.get(file) ?? []), edit]);
  }
  return {
    description: { text: fix.note ? `${fix.title} (${fix.note})` : fix.title },
    artifactChanges: [...byFile].map(([file, edits]) => ({
      artifactLocation: artifactLocation(file),
      replacements: edits.map(edit => ({
        deletedRegion: region(locationJson(edit.span)),
        insertedContent: { text: edit.text },
      })),
    })),
  };
}

function parseFailure(diagnostic: Diagnostic, ruleIndex: number): Result {
  const place = diagnosticLocation(diagnostic);
  return {
    ruleId: PARSE_ERROR,
    ruleIndex,
    level: 'error',
    message: { text: sentence(diagnostic) },
    locations: [location(place)],
    partialFingerprints: {
      'aispm/v1': `${PARSE_ERROR}|${place.file}|${diagnostic.code}|${diagnostic.message}`,
    },
  };
}

function artifacts(report: Report, failures: readonly Diagnostic[]): Artifact[] {
  const files = new Set<string>();
  for (const failure of failures) files.add(diagnosticLocation(failure).file);
  for (const finding of report.findings) files.add(finding.location.source.path);
  return [...files].sort().map(file => ({ location: artifactLocation(file) }));
}

function location(place: LocationJson, message?: string | null): Location {
  return {
    physicalLocation: { artifactLocation: artifactLocation(place.file), region: region(place) },
    ...(message ? { message: { text: message } } : {}),
  };
}

/** Relative, forward slashes, every segment encoded; a file outside the workspace keeps an absolute file URI. */
function artifactLocation(file: string): { uri: string; uriBaseId?: string } {
  const encoded = file.split('/').map(encodeURIComponent).join('/');
  if (file.startsWith('/')) return { uri: `file://${encoded}` };
  if (/^[A-Za-z]:\//.test(file)) return { uri: `file:///${encoded.replace('%3A', ':')}` };
  return { uri: encoded, uriBaseId: SOURCE_ROOT };
}

function region(range: Range) {
  return {
    startLine: range.line,
    startColumn: range.column,
    endLine: range.endLine,
    endColumn: range.endColumn,
  };
}

function sentence(diagnostic: Diagnostic): string {
  return escapeText(
    diagnostic.hint ? `${diagnostic.message}. ${capital(diagnostic.hint)}.` : `${diagnostic.message}.`,
  );
}

/** Brackets and backslashes have a meaning in SARIF messages. */
function escapeText(text: string): string {
  return text.replace(/[\\[\]]/g, '\\$&');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function pascalCase(id: string): string {
  return id.split('-').map(capital).join('');
}
