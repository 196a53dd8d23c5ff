// Which verdicts somebody has chosen to ignore: by a comment, by metadata, in the configuration.
// A directive is about the line that it stands on or above, and about the resource or module call to which that line belongs.
// Promises that a directive which does nothing, or not what its author meant, is told.

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Suppression, Verdict } from '../model/finding.ts';
import type { Deployment, Resource } from '../model/resource.ts';
import type { Source, Span } from '../model/source.ts';
import { type Directive, type Directives, directivesIn } from './ignores-directives.ts';
import { metadataIgnores } from './ignores-metadata.ts';
import { coversLine, declarationAt, linesOf } from './ignores-places.ts';
import type { Rule } from './rule-format.ts';
import { nearestRuleName } from './select-rules.ts';
import { plainText } from './wording.ts';

export type IgnoreCode =
  | 'unknown-ignored-rule'
  | 'unused-ignore'
  | 'expired-ignore'
  | 'malformed-ignore'
  | 'ignore-without-reason';

/** An entry of the configuration. */
export interface ConfiguredIgnore {
  readonly rules: readonly string[];
  /** Whether it is about findings in a file, as in `Source.path`. */
  applies(path: string): boolean;
  /** Addresses or names; everything where it is absent. */
  readonly resources?: readonly string[];
  readonly until: string | null;
  readonly reason: string;
  /** `aispm.yaml:12:5`. */
  readonly at: string;
}

export interface IgnoreOptions {
  /** Every name that means rules, in lower case. */
  readonly names: ReadonlyMap<string, readonly Rule[]>;
  /** The ids of the rules that ran. */
  readonly ran: ReadonlySet<string>;
  readonly configured: readonly ConfiguredIgnore[];
  /** Whether an entry of the configuration that matches nothing is worth telling: not where only a part was read. */
  readonly complete: boolean;
  readonly requireReasons: boolean;
  /** `2026-11-21`. */
  readonly today: string;
  /** Whether what is said of a place was asked for. */
  readonly includes: (place: Span) => boolean;
}

export interface Ignored {
  readonly kept: readonly Verdict[];
  readonly ignored: readonly { readonly verdict: Verdict; readonly suppression: Suppression }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One directive, ready to be compared with verdicts. */
interface Ignore {
  readonly suppression: Suppression;
  /** The rules that each of its names means. */
  readonly rules: ReadonlyMap<string, ReadonlySet<string>>;
  readonly own: boolean;
  readonly expired: boolean;
  readonly used: Set<string>;
  /** For messages where there is no place in a text. */
  readonly at: string | null;
  matches(verdict: Verdict): boolean;
}

/** Takes out what is ignored; failures and what is unknown alike. */
export function applyIgnores(
  verdicts: readonly Verdict[],
  deployments: readonly Deployment[],
  options: IgnoreOptions,
): Ignored {
  const diagnostics: Diagnostic[] = [];
  const ignores = collect(verdicts, deployments, options, diagnostics);
  if (ignores.length === 0) return { kept: verdicts, ignored: [], diagnostics };
  const kept: Verdict[] = [];
  const ignored: { verdict: Verdict; suppression: Suppression }[] = [];
  for (const verdict of verdicts) {
    const found = verdict.outcome === 'pass' ? [] : ignores.filter(ignore => isAbout(ignore, verdict));
    const valid = found.find(ignore => !ignore.expired);
    const expired = found.find(ignore => ignore.expired);
    if (valid) ignored.push({ verdict, suppression: valid.suppression });
    else kept.push(expired ? withNote(verdict, expired) : verdict);
  }
  for (const ignore of ignores) diagnostics.push(...complaintsOf(ignore, options));
  return { kept, ignored, diagnostics: diagnostics.sort(byPlace) };
}

function byPlace(one: Diagnostic, other: Diagnostic): number {
  const [first, second] = [one, other].map(({ span, path }) => span?.source.path ?? path ?? '') as [
    string,
    string,
  ];
  if (first !== second) return first < second ? -1 : 1;
  return (one.span?.start ?? 0) - (other.span?.start ?? 0);
}

function isAbout(ignore: Ignore, verdict: Verdict): boolean {
  const named = [...ignore.rules].filter(([, rules]) => rules.has(verdict.rule));
  if (named.length === 0 || !ignore.matches(verdict)) return false;
  for (const [name] of named) ignore.used.add(name);
  return true;
}

function withNote(verdict: Verdict, { suppression: { place, until } }: Ignore): Verdict {
  if (place === null) return verdict;
  const note = { span: place, message: `ignored until ${until}`, also: true } as const;
  return { ...verdict, related: [...verdict.related, note] };
}

function collect(
  verdicts: readonly Verdict[],
  deployments: readonly Deployment[],
  options: IgnoreOptions,
  diagnostics: Diagnostic[],
): Ignore[] {
  const resources = new Set(deployments.flatMap(each => each.resources));
  const found: Ignore[] = [];
  for (const source of sourcesOf(verdicts, resources)) {
    const read = directivesIn(source);
    if (read === null) continue;
    for (const directive of read.directives) {
      if (isUsable(directive, options, diagnostics))
        found.push(commentIgnore(directive, read, source, resources, options, diagnostics));
    }
  }
  for (const resource of resources) {
    for (const entry of metadataIgnores(resource)) {
      if (!isUsable(entry, options, diagnostics)) continue;
      const suppression = { kind: 'metadata', reason: entry.reason, until: entry.until, place: entry.place };
      found.push({
        ...ignoreOf(entry, suppression as Suppression, options, diagnostics),
        matches: verdict =>
          verdict.resource === resource || isSame(verdict.resource.declaration, resource.declaration),
      });
    }
  }
  return [...found, ...options.configured.map(each => configuredIgnore(each, options))];
}

/** Every text that verdicts or resources point at, once. */
function sourcesOf(verdicts: readonly Verdict[], resources: Iterable<Resource>): Iterable<Source> {
  const sources = new Map<string, Source>();
  const add = ({ source }: Span): void => void sources.set(source.path, source);
  for (const resource of resources) {
    add(resource.declaration);
    for (const call of resource.callPath) add(call.span);
  }
  for (const { location, related } of verdicts) {
    add(location);
    for (const place of related) add(place.span);
  }
  return sources.values();
}

type Written = Pick<Directive, 'names' | 'until' | 'reason' | 'own' | 'mistake' | 'place'>;

/** Whether a directive means something; says why where its author would want to know. */
function isUsable(written: Written, options: IgnoreOptions, diagnostics: Diagnostic[]): boolean {
  const { own, mistake, reason, place } = written;
  if (!own) return written.names.some(name => options.names.has(name.toLowerCase()));
  const complain = (
    code: IgnoreCode,
    severity: Diagnostic['severity'],
    message: string,
    hint: string,
  ): false => {
    if (options.includes(place)) diagnostics.push({ code, severity, message, hint, span: place });
    return false;
  };
  if (mistake !== null)
    return complain(
      'malformed-ignore',
      'warning',
      `This ignore ${mistake}`,
      'Until then it ignores nothing.',
    );
  if (reason === null && options.requireReasons) {
    const hint = 'Write why behind `--`.';
    return complain(
      'ignore-without-reason',
      'error',
      'This ignore gives no reason, so it ignores nothing',
      hint,
    );
  }
  return true;
}

function ignoreOf(
  { names, until, own, place }: Written,
  suppression: Suppression,
  options: IgnoreOptions,
  diagnostics: Diagnostic[],
): Omit<Ignore, 'matches'> {
  const rules = new Map<string, ReadonlySet<string>>();
  for (const name of names) {
    const meant = options.names.get(withoutPrefix(name).toLowerCase());
    if (meant) rules.set(name, new Set(meant.map(rule => rule.id)));
    else if (own && options.includes(place)) {
      const near = nearestRuleName(name, options.names);
      diagnostics.push({
        code: 'unknown-ignored-rule',
        severity: 'warning',
        message: `No rule is called \`${name}\`${near ? `: did you mean \`${near}\`?` : ''}`,
        hint: '`aispm rules list` shows them all.',
        span: place,
      });
    }
  }
  const expired = until !== null && until < options.today;
  return { suppression, rules, own, expired, used: new Set(), at: null };
}

function withoutPrefix(name: string): string {
  return name.startsWith('check:') ? name.slice('check:'.length) : name;
}

function commentIgnore(
  directive: Directive,
  { scan }: Directives,
  source: Source,
  resources: Iterable<Resource>,
  options: IgnoreOptions,
  diagnostics: Diagnostic[],
): Ignore {
  const { reason, until, place, wholeFile, comment } = directive;
  const base = ignoreOf(directive, { kind: 'comment', reason, until, place }, options, diagnostics);
  const isHere = (each: Span): boolean => each.source.path === source.path;
  if (wholeFile)
    return { ...base, matches: ({ location, resource }) => isHere(location) || isHere(resource.declaration) };
  const lines = linesOf(comment, place, source);
  const declaration = declarationAt(lines, comment.start, source, resources, scan);
  const isOnLine = (each: Span): boolean => isHere(each) && coversLine(each, lines);
  const isDeclared = ({ declaration: own, callPath }: Resource): boolean =>
    declaration !== null && [own, ...callPath.map(call => call.span)].some(each => isSame(each, declaration));
  return {
    ...base,
    matches: ({ location, related, resource }) =>
      isOnLine(location) ||
      related.some(each => !each.also && isOnLine(each.span)) ||
      isOnLine(resource.header) ||
      isDeclared(resource),
  };
}

function isSame(one: Span, other: Span): boolean {
  return one.source.path === other.source.path && one.start === other.start && one.end === other.end;
}

function configuredIgnore(entry: ConfiguredIgnore, options: IgnoreOptions): Ignore {
  const { rules: names, until, reason, applies, resources, at } = entry;
  const rules = new Map(
    names.map(name => [
      name,
      new Set(options.names.get(withoutPrefix(name).toLowerCase())?.map(rule => rule.id)),
    ]),
  );
  return {
    suppression: { kind: 'configuration', reason, until, place: null },
    rules,
    own: options.complete,
    expired: until !== null && until < options.today,
    used: new Set(),
    at,
    matches: ({ location, resource }) =>
      (applies(location.source.path) || applies(resource.declaration.source.path)) &&
      (resources === undefined ||
        [resource.address, plainText(resource.name)].some(each => resources.includes(each))),
  };
}

/** What its author should know of a directive after all verdicts were compared with it. */
function complaintsOf(ignore: Ignore, options: IgnoreOptions): Diagnostic[] {
  const { own, suppression, rules, used, expired, at } = ignore;
  const { place, until } = suppression;
  if (!own || (place !== null && !options.includes(place))) return [];
  const where = place === null ? { span: null, path: at ?? '' } : { span: place };
  if (expired && used.size > 0) {
    const hint = 'Mend what it hides, or give it a new end.';
    return [
      {
        code: 'expired-ignore',
        severity: 'warning',
        message: `This ignore ended on ${until}`,
        hint,
        ...where,
      },
    ];
  }
  const unused = [...rules].filter(
    ([name, meant]) => !used.has(name) && [...meant].some(rule => options.ran.has(rule)),
  );
  return unused.map(([name]) => ({
    code: 'unused-ignore',
    severity: 'warning' as const,
    message: `Nothing here is ignored by \`${name}\``,
    hint: 'Remove it.',
    ...where,
  }));
}
