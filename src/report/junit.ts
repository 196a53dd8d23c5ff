// JUnit XML, as continuous integration servers show test results: a suite for each file, a case for each rule that was decided there.
// Passing cases are there, so that a run without findings shows what was looked at. The form is that of Jenkins' junit-10.xsd.

import type { Report } from '../engine/report.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding } from '../model/finding.ts';
import { diagnosticPlace, helpFor } from './json.ts';
import { placeText } from './location.ts';
import { count } from './summary.ts';

interface Suite {
  readonly errors: Diagnostic[];
  /** By rule. */
  readonly cases: Map<string, Case>;
}

interface Case {
  readonly findings: Finding[];
  passed: boolean;
  /** Why it could not be decided. */
  unknown: string | null;
}

/** The whole report as an XML document, ending in a newline. Files that could not be parsed are errors of a case of their own. */
export function junitReport(report: Report): string {
  const suites = suitesOf(report);
  const totals = { tests: 0, failures: 0, errors: 0, skipped: 0 };
  const body = [...suites]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([file, suite]) => suiteXml(file, suite, report, totals));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="aispm" tests="${totals.tests}" failures="${totals.failures}" errors="${totals.errors}">`,
    ...body,
    '</testsuites>\n',
  ].join('\n');
}

function suitesOf(report: Report): Map<string, Suite> {
  const suites = new Map<string, Suite>();
  const suiteOf = (file: string): Suite => {
    const known = suites.get(file) ?? { errors: [], cases: new Map() };
    suites.set(file, known);
    return known;
  };
  const caseOf = (file: string, rule: string): Case => {
    const { cases } = suiteOf(file);
    const known = cases.get(rule) ?? { findings: [], passed: false, unknown: null };
    cases.set(rule, known);
    return known;
  };
  for (const diagnostic of report.diagnostics) {
    if (diagnostic.severity !== 'error') continue;
    suiteOf(diagnostic.span?.source.path ?? diagnostic.path ?? '').errors.push(diagnostic);
  }
  for (const finding of report.findings)
    caseOf(finding.location.source.path, finding.rule).findings.push(finding);
  for (const { outcome, location, rule, message } of report.verdicts) {
    if (outcome === 'pass') caseOf(location.source.path, rule).passed = true;
    if (outcome === 'unknown') caseOf(location.source.path, rule).unknown ??= message ?? 'not known';
  }
  return suites;
}

type Totals = Record<'tests' | 'failures' | 'errors' | 'skipped', number>;

function suiteXml(file: string, { errors, cases }: Suite, report: Report, totals: Totals): string {
  const own: Totals = { tests: 0, failures: 0, errors: 0, skipped: 0 };
  const lines: string[] = [];
  if (errors.length > 0) {
    own.errors++;
    lines.push(caseXml(file, 'parse-error', errorXml(errors)));
  }
  for (const [rule, result] of [...cases].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const outcome = outcomeXml(rule, result, report, own);
    if (outcome !== null) lines.push(caseXml(file, rule, outcome));
  }
  own.tests = lines.length;
  for (const key of ['tests', 'failures', 'errors', 'skipped'] as const) totals[key] += own[key];
  const counts = `tests="${own.tests}" failures="${own.failures}" errors="${own.errors}" skipped="${own.skipped}"`;
  return [`  <testsuite name="${attribute(file)}" ${counts}>`, ...lines, '  </testsuite>'].join('\n');
}

/** Null for a case in which nothing came out but failing verdicts that are not reported (ignored, in the baseline). */
function outcomeXml(rule: string, result: Case, report: Report, own: Totals): string | null {
  const [first, ...others] = result.findings;
  if (first) {
    own.failures++;
    const more = others.length > 0 ? ` (and ${count(others.length, 'more place')})` : '';
    const message = attribute(`${first.message}${more}`);
    return `<failure type="${first.severity}" message="${message}">${text(details(rule, result.findings, report))}</failure>`;
  }
  if (result.unknown !== null) {
    own.skipped++;
    return `<skipped message="${attribute(result.unknown)}"/>`;
  }
  return result.passed ? '' : null;
}

function details(rule: string, findings: readonly Finding[], report: Report): string {
  const places = findings.flatMap(({ location, severity, message, related }) => [
    `${placeText(location)}: ${severity}: ${message}`,
    ...related.map(place => `  ${placeText(place.span)}: ${place.message}`),
  ]);
  const why = report.rules.get(rule)?.why.replace(/\s+/g, ' ').trim();
  return [...places, ...(why ? [why] : []), helpFor(rule)].join('\n');
}

function errorXml(errors: readonly Diagnostic[]): string {
  const lines = errors.map(
    each => `${diagnosticPlace(each)}: ${each.message}${each.hint ? ` (${each.hint})` : ''}`,
  );
  return `<error type="parse-error" message="${attribute(errors[0]!.message)}">${text(lines.join('\n'))}</error>`;
}

function caseXml(file: string, name: string, outcome: string): string {
  const start = `    <testcase classname="${attribute(file)}" name="${attribute(name)}"`;
  return outcome === '' ? `${start}/>` : `${start}>${outcome}</testcase>`;
}

function text(value: string): string {
  return allowed(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function attribute(value: string): string {
  return text(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** Without what XML 1.0 has no form for: control characters and halves of surrogate pairs. */
function allowed(value: string): string {
  return value.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}
