// From verdicts to findings: one per rule and place, however many deployments, callers and instances share it.
// Refuses to know how verdicts came about.

import {
  type Finding,
  type RelatedPlace,
  SEVERITIES,
  type Severity,
  type Verdict,
} from '../model/finding.ts';
import type { Deployment, Resource } from '../model/resource.ts';
import type { Span } from '../model/source.ts';
import { digest } from '../model/value.ts';

/** Findings of all failing verdicts, most severe first, then by path and place. */
export function mergeFindings(verdicts: readonly Verdict[]): Finding[] {
  const causes = new Map<string, Verdict[]>();
  const passes = new Map<string, Set<Deployment>>();
  for (const verdict of verdicts) {
    if (verdict.outcome === 'fail') append(causes, causeOf(verdict), verdict);
    else if (verdict.outcome === 'pass') {
      const key = instanceOf(verdict);
      const known = passes.get(key);
      if (known) known.add(verdict.deployment);
      else passes.set(key, new Set([verdict.deployment]));
    }
  }
  const fingerprints = new Map<string, number>();
  return [...causes.values()]
    .map(failures => merge(failures, passes))
    .sort(bySeverityAndPlace)
    .map(finding => distinct(finding, fingerprints));
}

function append(groups: Map<string, Verdict[]>, key: string, verdict: Verdict): void {
  const group = groups.get(key);
  if (group) group.push(verdict);
  else groups.set(key, [verdict]);
}

function causeOf({ rule, location, property, kind }: Verdict): string {
  return [rule, placeKey(location), property ?? '', kind].join('\n');
}

function placeKey({ source, start, end }: Span): string {
  return `${source.path}:${start}-${end}`;
}

function instanceOf({ rule, resource }: Verdict): string {
  const { source, start } = resource.declaration;
  return [rule, resource.address, source.path, start].join('\n');
}

function merge(failures: readonly Verdict[], passes: ReadonlyMap<string, ReadonlySet<Deployment>>): Finding {
  const [worst] = [...failures].sort((one, other) => rank(one.severity) - rank(other.severity)) as [Verdict];
  const failing = new Set(failures.map(each => each.deployment));
  const passing = new Set(failures.flatMap(each => [...(passes.get(instanceOf(each)) ?? [])]));
  for (const deployment of failing) passing.delete(deployment);
  const { rule, check, severity, message, resource, kind, location, label, fix, property, item } = worst;
  return {
    rule,
    check,
    severity,
    message: message ?? rule,
    resource,
    kind,
    location,
    label,
    ...(worst.secret ? { secret: worst.secret } : {}),
    related: relatedOf(failures, worst),
    failing: [...failing],
    passing: [...passing],
    conditional: failures.every(each => each.conditional),
    fix,
    property,
    fingerprint: digest(
      [rule, location.source.path, resource.address, property ?? '', ...(item ? [item] : [])].join('\n'),
    ),
  };
}

/** The related places of all, and the other resources that have the same cause. */
function relatedOf(failures: readonly Verdict[], worst: Verdict): RelatedPlace[] {
  const places = new Map<string, RelatedPlace>();
  const own = new Set(
    [worst.location, worst.resource.header, outermostCall(worst.resource) ?? worst.location].map(placeKey),
  );
  for (const each of [worst, ...failures]) {
    for (const place of each.related) {
      const key = placeKey(place.span);
      if (key === placeKey(worst.location) || places.has(key)) continue;
      places.set(key, each === worst ? place : { ...place, also: true });
    }
  }
  for (const { resource } of failures) {
    for (const place of [resource.header, outermostCall(resource)]) {
      if (place === null || place.source.external) continue;
      const key = placeKey(place);
      if (own.has(key) || places.has(key)) continue;
      places.set(key, { span: place, message: `\`${resource.address}\` too`, also: true });
    }
  }
  return [...places.values()];
}

/** What tells apart the resources that one module makes when it is called several times. */
function outermostCall({ callPath }: Resource): Span | null {
  return callPath[0]?.span ?? null;
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

function bySeverityAndPlace(one: Finding, other: Finding): number {
  const bySeverity = rank(one.severity) - rank(other.severity);
  if (bySeverity !== 0) return bySeverity;
  const [first, second] = [one.location.source.path, other.location.source.path];
  if (first !== second) return first < second ? -1 : 1;
  return one.location.start - other.location.start || (one.rule < other.rule ? -1 : 1);
}

/** Findings that nothing lasting tells apart are numbered. */
function distinct(finding: Finding, seen: Map<string, number>): Finding {
  const count = (seen.get(finding.fingerprint) ?? 0) + 1;
  seen.set(finding.fingerprint, count);
  return count === 1 ? finding : { ...finding, fingerprint: `${finding.fingerprint}-${count}` };
}
