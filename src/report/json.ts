// `lint --format json`: the contract that other programs read (DESIGN: Contracts).

import type { Report } from '../engine/report.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding, Fix, RelatedPlace, SuppressedFinding, Verdict } from '../model/finding.ts';
import type { Deployment } from '../model/resource.ts';
import type {
  DeploymentJson,
  DiagnosticJson,
  FindingJson,
  FixJson,
  LocationJson,
  ReportJson,
  SuppressedJson,
  VerdictJson,
} from './contract.ts';
import { locationJson, placeText, resourceJson } from './location.ts';
import { printable } from './printable.ts';

export interface JsonOptions {
  /** One row per rule, resource and deployment, as with `--verdicts`. */
  readonly verdicts: boolean;
}

/** The whole report as JSON text, ending in a newline. */
export function jsonReport(report: Report, options: JsonOptions): string {
  return `${JSON.stringify(reportJson(report, options), null, 2)}\n`;
}

/** The whole report as plain data. */
export function reportJson(report: Report, options: JsonOptions): ReportJson {
  return {
    version: 1,
    summary: report.summary,
    findings: report.findings.map(findingJson),
    suppressed: report.suppressed.map(suppressedJson),
    ...(options.verdicts ? { verdicts: report.verdicts.flatMap(verdictJson) } : {}),
    diagnostics: report.diagnostics.map(diagnosticJson),
  };
}

function findingJson(finding: Finding): FindingJson {
  return {
    rule: finding.rule,
    check: finding.check,
    severity: finding.severity,
    message: finding.message,
    resource: resourceJson(finding.resource, finding.kind),
    location: locationJson(finding.location),
    related: finding.related.map(relatedJson),
    deployments: finding.failing.map(deploymentJson),
    conditional: finding.conditional,
    fingerprint: finding.fingerprint,
    fix: finding.fix ? fixJson(finding.fix) : null,
    help: helpFor(finding.rule),
  };
}

function suppressedJson({ finding, suppression }: SuppressedFinding): SuppressedJson {
  const { kind, reason, until, place } = suppression;
  const location = place === null ? null : locationJson(place);
  return { ...findingJson(finding), suppression: { kind, reason, until, location } };
}

/** A rule that does not apply has no verdict. */
function verdictJson({ outcome, ...verdict }: Verdict): VerdictJson[] {
  if (outcome === 'skip') return [];
  const row: VerdictJson = {
    rule: verdict.rule,
    check: verdict.check,
    verdict: outcome,
    reason: verdict.message,
    resource: resourceJson(verdict.resource, verdict.kind),
    location: locationJson(verdict.location),
    deployment: deploymentJson(verdict.deployment),
  };
  return [row];
}

function relatedJson(place: RelatedPlace): FindingJson['related'][number] {
  return { ...locationJson(place.span), message: place.message };
}

function deploymentJson(deployment: Deployment): DeploymentJson {
  return { root: deployment.root, inputs: deployment.inputs };
}

function fixJson(fix: Fix): FixJson {
  return {
    title: fix.title,
    safety: fix.safety,
    note: fix.note,
    edits: fix.edits.map(edit => ({ ...locationJson(edit.span), text: edit.text })),
  };
}

/** A diagnostic with its place; one about a file that could not be read stands at the file's first character. */
export function diagnosticJson(diagnostic: Diagnostic): DiagnosticJson {
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    message: diagnostic.hint ? `${diagnostic.message} (${diagnostic.hint})` : diagnostic.message,
    location: diagnosticLocation(diagnostic),
  };
}

export function diagnosticLocation(diagnostic: Diagnostic): LocationJson {
  if (diagnostic.span) return locationJson(diagnostic.span);
  return { file: diagnostic.path ?? '', line: 1, column: 1, endLine: 1, endColumn: 1 };
}

/** `path:line:column` of a diagnostic. */
export function diagnosticPlace(diagnostic: Diagnostic): string {
  return diagnostic.span ? placeText(diagnostic.span) : printable(diagnostic.path ?? '');
}

/** How to read more about a rule, offline. */
export function helpFor(rule: string): string {
  return `aispm explain ${rule}`;
}
