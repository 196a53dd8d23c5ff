// SARIF 2.1.0 as GitHub code scanning reads it: everything that it shows is filled in, relative to the git root.
// What is more than it takes is left out, and said so.

import type { Artifact, Log, Notification, Result, Run } from 'sarif';
import type { Report } from '../engine/report.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { type Finding, SEVERITIES } from '../model/finding.ts';
import { diagnosticLocation } from './json.ts';
import { artifactLocation, location, SOURCE_ROOT } from './sarif/places.ts';
import { parseFailure, resultOf, type Standing, sentence } from './sarif/results.ts';
import { PARSE_ERROR, parseErrorDescriptor, ruleDescriptor } from './sarif/rules.ts';
import { count } from './summary.ts';

export interface SarifOptions {
  /** The product's version. */
  readonly version: string;
  /** Where to read about the product, where there is such a place. */
  readonly informationUri?: string;
  /**
   * `github` leaves out what comments, metadata and the configuration ignore, and keeps what the baseline knows: GitHub follows alerts
   * over time itself, and would close those that it no longer sees. `full` has all, with who accepted it and whether it is new.
   */
  readonly profile?: SarifProfile;
}

export const SARIF_PROFILES = ['github', 'full'] as const;

export type SarifProfile = (typeof SARIF_PROFILES)[number];

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** What GitHub takes of a run; it shows the five thousand gravest. */
const MOST_RESULTS = 25_000;

export function sarifReport(report: Report, options: SarifOptions): string {
  const { version, informationUri, profile = 'github' } = options;
  const failures = report.diagnostics.filter(diagnostic => diagnostic.severity === 'error');
  const rules = [...report.rules.values()].map(ruleDescriptor);
  if (failures.length > 0) rules.push(parseErrorDescriptor());
  const indexOf = new Map(rules.map((rule, index) => [rule.id, index]));
  const entries = entriesOf(report, profile);
  const room = MOST_RESULTS - failures.length;
  const shown = entries.slice(0, Math.max(0, room));
  const results: Result[] = [
    ...failures.slice(0, MOST_RESULTS).map(each => parseFailure(each, indexOf.get(PARSE_ERROR)!)),
    ...shown.map(({ finding, standing }) => resultOf(finding, indexOf.get(finding.rule), standing)),
  ];
  const run: Run = {
    tool: {
      driver: {
        name: 'aispm',
        semanticVersion: version,
        version,
        ...(informationUri ? { informationUri } : {}),
        rules,
      },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: 'The root of the git repository.' } } },
    automationDetails: { id: 'aispm/' },
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: [
          ...report.diagnostics.map(notification),
          ...tooMany(entries.length - shown.length),
        ],
      },
    ],
    artifacts: artifacts(
      failures,
      shown.map(each => each.finding),
    ),
    results,
  };
  const log: Log = { $schema: SCHEMA, version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

interface Entry {
  readonly finding: Finding;
  readonly standing: Standing;
}

/** The findings of a profile, most severe first. What is ignored was not compared with the baseline. */
function entriesOf({ findings, suppressed }: Report, profile: SarifProfile): readonly Entry[] {
  const hasBaseline = suppressed.some(({ suppression }) => suppression.kind === 'baseline');
  const isFull = profile === 'full';
  const reported = findings.map((finding): Entry => {
    return { finding, standing: isFull && hasBaseline ? { baselineState: 'new' } : {} };
  });
  const accepted = suppressed.flatMap(({ finding, suppression }): Entry[] => {
    const isKnown = suppression.kind === 'baseline';
    if (!isFull) return isKnown ? [{ finding, standing: {} }] : [];
    return [{ finding, standing: isKnown ? { suppression, baselineState: 'unchanged' } : { suppression } }];
  });
  if (accepted.length === 0) return reported;
  const rank = ({ finding }: Entry): number => SEVERITIES.indexOf(finding.severity);
  return [...reported, ...accepted].sort((one, other) => rank(one) - rank(other));
}

function notification(diagnostic: Diagnostic): Notification {
  const place = diagnosticLocation(diagnostic);
  return {
    descriptor: { id: diagnostic.code },
    level: diagnostic.severity,
    message: { text: sentence(diagnostic) },
    ...(place.file === '' ? {} : { locations: [location(place)] }),
  };
}

function tooMany(left: number): Notification[] {
  if (left <= 0) return [];
  const text = `${count(left, 'finding')} of the lowest severity left out: GitHub takes ${MOST_RESULTS} results of a run.`;
  return [{ descriptor: { id: 'too-many-results' }, level: 'warning', message: { text } }];
}

function artifacts(failures: readonly Diagnostic[], findings: readonly Finding[]): Artifact[] {
  const files = new Set<string>();
  for (const failure of failures) files.add(diagnosticLocation(failure).file);
  for (const finding of findings) files.add(finding.location.source.path);
  return [...files].sort().map(file => ({ location: artifactLocation(file) }));
}
