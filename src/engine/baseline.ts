// Findings that a team lives with for now: what was there when the baseline was taken is not reported, what is worse is.
// A finding is known by its rule, file, resource and property, and by how many of the same there are: lines may move and files be renamed.

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding } from '../model/finding.ts';
import { countBySeverity } from './lint.ts';
import type { Report } from './report.ts';

export interface BaselineEntry {
  readonly rule: string;
  /** As in `Source.path`. */
  readonly file: string;
  /** The resource's address. */
  readonly resource: string;
  readonly property: string | null;
  readonly count: number;
}

export type Baseline = readonly BaselineEntry[];

const VERSION = 1;

/** The baseline in a text, or what is wrong with the text, to follow its name. */
export function readBaseline(text: string): Baseline | string {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return `is not JSON: ${(error as Error).message}`;
  }
  const { version, findings } = (data ?? {}) as { version?: unknown; findings?: unknown };
  if (version !== VERSION) {
    const found = version === undefined ? 'none' : JSON.stringify(version);
    return `is no baseline of version ${VERSION} (found: ${found}): take it anew with --update-baseline`;
  }
  if (!Array.isArray(findings)) return 'has no list of `findings`: take it anew with --update-baseline';
  const broken = findings.findIndex(entry => !isEntry(entry));
  return broken < 0 ? findings : `has an entry (number ${broken + 1}) without rule, file, resource or count`;
}

function isEntry(entry: unknown): entry is BaselineEntry {
  if (typeof entry !== 'object' || entry === null) return false;
  const { rule, file, resource, property, count } = entry as Record<string, unknown>;
  return (
    [rule, file, resource].every(each => typeof each === 'string') &&
    (property === null || typeof property === 'string') &&
    Number.isInteger(count)
  );
}

/** As it is written: one entry on a line, so that changes read well. */
export function baselineText(baseline: Baseline): string {
  const lines = baseline.map(entry => `    ${JSON.stringify(entry)}`);
  return `{\n  "version": ${VERSION},\n  "findings": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/** The entries for some findings, sorted. */
export function baselineOf(findings: readonly Finding[]): Baseline {
  return mergeEntries(findings.map(entryOf));
}

/** Equal entries counted together, sorted by file, rule, resource and property. */
export function mergeEntries(entries: readonly BaselineEntry[]): Baseline {
  const byKey = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const key = keyOf(entry);
    byKey.set(key, { ...entry, count: entry.count + (byKey.get(key)?.count ?? 0) });
  }
  return [...byKey].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry);
}

function entryOf({ rule, location, resource, property }: Finding): BaselineEntry {
  return { rule, file: location.source.path, resource: resource.address, property, count: 1 };
}

function keyOf({ rule, file, resource, property }: BaselineEntry): string {
  return [file, rule, resource, property ?? ''].join('\n');
}

export interface Comparison {
  readonly fresh: readonly Finding[];
  readonly known: readonly Finding[];
  /** Entries, with how many of each there no longer are. */
  readonly gone: Baseline;
}

/** Tells new findings from known ones. What was in a file that `exists` no longer is looked for in all others. */
export function compareWithBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
  exists: (file: string) => boolean,
): Comparison {
  const left = new Map(mergeEntries(baseline).map(entry => [keyOf(entry), { entry, count: entry.count }]));
  const taken = new Set<Finding>();
  for (const finding of findings) {
    const slot = left.get(keyOf(entryOf(finding)));
    if (slot && slot.count > 0) {
      slot.count--;
      taken.add(finding);
    }
  }
  const renamed = new Map<string, { count: number }[]>();
  for (const slot of left.values()) {
    if (slot.count === 0 || exists(slot.entry.file)) continue;
    const key = keyOf({ ...slot.entry, file: '' });
    renamed.set(key, [...(renamed.get(key) ?? []), slot]);
  }
  for (const finding of findings) {
    if (taken.has(finding)) continue;
    const slot = renamed.get(keyOf({ ...entryOf(finding), file: '' }))?.find(each => each.count > 0);
    if (!slot) continue;
    slot.count--;
    taken.add(finding);
  }
  return {
    fresh: findings.filter(finding => !taken.has(finding)),
    known: findings.filter(finding => taken.has(finding)),
    gone: [...left.values()]
      .filter(slot => slot.count > 0)
      .map(slot => ({ ...slot.entry, count: slot.count })),
  };
}

/** The report without what the baseline knows; entries that no longer occur are told. `name` is the baseline's. */
export function applyBaseline(
  report: Report,
  { fresh, known }: Comparison,
  stale: Baseline,
  name: string,
): Report {
  const suppression = { kind: 'baseline', reason: null, until: null, place: null } as const;
  const suppressed = known.map(finding => ({ finding, suppression }));
  const rot = stale.length > 0 ? [staleBaseline(stale, name)] : [];
  return {
    ...report,
    findings: fresh,
    suppressed: [...report.suppressed, ...suppressed],
    diagnostics: [...report.diagnostics, ...rot],
    summary: {
      ...report.summary,
      findings: countBySeverity(fresh),
      suppressed: report.summary.suppressed + known.length,
    },
  };
}

const MOST_TOLD = 3;

function staleBaseline(stale: Baseline, name: string): Diagnostic {
  const told = stale
    .slice(0, MOST_TOLD)
    .map(({ rule, file, resource }) => `\`${rule}\` on \`${resource}\` in ${file}`);
  const rest = stale.length - told.length;
  const all = rest > 0 ? [...told, `${rest} more`] : told;
  const total = stale.reduce((sum, entry) => sum + entry.count, 0);
  return {
    code: 'stale-baseline',
    severity: 'warning',
    message: `${total} ${total === 1 ? 'finding' : 'findings'} of the baseline no longer ${total === 1 ? 'occurs' : 'occur'}: ${all.join(', ')}`,
    hint: 'Take them out with `--update-baseline`.',
    span: null,
    path: name,
  };
}
