// Findings and files that could not be read as results of SARIF: message, place, the way of the value, edits, who accepted it.

import type { CodeFlow, Fix, Replacement, Result, Suppression } from 'sarif';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Suppression as Accepted, Finding, RelatedPlace } from '../../model/finding.ts';
import { diagnosticLocation } from '../json.ts';
import { locationJson } from '../location.ts';
import { count } from '../summary.ts';
import { BY } from '../suppressed.ts';
import { artifactLocation, location, physicalLocation, region } from './places.ts';
import { LEVEL, PARSE_ERROR, SECURITY_SEVERITY } from './rules.ts';

/** What is known of a finding beside itself, where a reader is to be told. */
export interface Standing {
  readonly suppression?: Accepted;
  readonly baselineState?: 'new' | 'unchanged';
}

/** What GitHub takes of a result; it shows a hundred places and a thousand steps. */
const MOST_PLACES = 1000;
const MOST_STEPS = 10_000;
/** Places that a message names: more make no sentence. */
const MOST_LINKS = 20;

export function resultOf(finding: Finding, ruleIndex: number | undefined, standing: Standing = {}): Result {
  const { suppression, baselineState } = standing;
  const way = finding.related.filter(place => !place.also);
  const related = finding.related.slice(0, MOST_PLACES - 1).map((place, index) => ({
    id: index + 1,
    ...location(locationJson(place.span), capital(place.message)),
  }));
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVEL[finding.severity],
    message: { text: messageText(finding) },
    locations: [location(locationJson(finding.location), finding.label)],
    ...(related.length > 0 ? { relatedLocations: related } : {}),
    ...(way.length > 0 ? { codeFlows: [codeFlow(finding, way)] } : {}),
    partialFingerprints: { 'aispm/v1': finding.fingerprint },
    ...(finding.fix ? { fixes: [fixOf(finding.fix)] } : {}),
    ...(suppression ? { suppressions: [suppressionOf(suppression)] } : {}),
    ...(baselineState ? { baselineState } : {}),
    properties: {
      'security-severity': SECURITY_SEVERITY[finding.severity],
      resource: finding.resource.address,
      type: finding.resource.type,
      ...leftOut(finding),
    },
  };
}

/** The first sentence is the alert's title; related places are shown by GitHub only where the text links them. */
function messageText({ message, label, related }: Finding): string {
  const parts = [`${escapeText(message)}.`];
  if (label) parts.push(`${capital(escapeText(label))}.`);
  related.slice(0, MOST_LINKS).forEach((place, index) => {
    parts.push(`[${capital(escapeText(place.message))}](${index + 1}).`);
  });
  const left = related.length - MOST_LINKS;
  if (left > 0) parts.push(`And ${count(left, 'more place')}.`);
  return parts.join(' ');
}

/** From the place that a person would edit to the property that it reaches. */
function codeFlow(finding: Finding, way: readonly RelatedPlace[]): CodeFlow {
  const places: RelatedPlace[] = [
    { span: finding.location, message: finding.label ?? finding.message },
    ...way,
  ];
  const steps = places
    .slice(0, MOST_STEPS)
    .map(({ span, message }) => ({ location: location(locationJson(span), capital(message)) }));
  return { threadFlows: [{ locations: steps }] };
}

/** How many places are too many for GitHub, where there are such. */
function leftOut({ related }: Finding): { placesLeftOut?: number } {
  const left = related.length - (MOST_PLACES - 1);
  return left > 0 ? { placesLeftOut: left } : {};
}

function fixOf(fix: NonNullable<Finding['fix']>): Fix {
  const byFile = new Map<string, Replacement[]>();
  for (const { span, text } of fix.edits) {
    const replacements = byFile.get(span.source.path) ?? [];
    byFile.set(span.source.path, replacements);
    replacements.push({ deletedRegion: region(locationJson(span)), insertedContent: { text } });
  }
  return {
    description: { text: fix.note ? `${fix.title} (${fix.note})` : fix.title },
    artifactChanges: [...byFile].map(([file, replacements]) => ({
      artifactLocation: artifactLocation(file),
      replacements,
    })),
  };
}

/** A comment and metadata stand in the source, the configuration and the baseline beside it. */
function suppressionOf({ kind, reason, until, place }: Accepted): Suppression {
  const end = until === null ? '' : ` until ${until}`;
  return {
    kind: kind === 'comment' || kind === 'metadata' ? 'inSource' : 'external',
    status: 'accepted',
    justification: reason ?? `Accepted by ${BY[kind]}${end}, which gives no reason.`,
    ...(place === null ? {} : { location: { physicalLocation: physicalLocation(locationJson(place)) } }),
    ...(until === null ? {} : { properties: { until } }),
  };
}

export function parseFailure(diagnostic: Diagnostic, ruleIndex: number): Result {
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

/** A diagnostic as a message, what to do next included. */
export function sentence({ message, hint }: Diagnostic): string {
  return escapeText(hint ? `${message}. ${capital(hint)}.` : `${message}.`).replace(/\.\.(?= |$)/g, '.');
}

/** Brackets and backslashes have a meaning in SARIF messages. */
function escapeText(text: string): string {
  return text.replace(/[\\[\]]/g, '\\$&');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
