// What comments say about ignoring: our own form, and those of Checkov, Trivy and Bicep for rules that are theirs too.
// Refuses to know which findings are meant.

import { type Source, type Span, span } from '../model/source.ts';
import { type Comment, type Scan, scanText } from './ignores-scan.ts';

/** One wish to ignore, as written. */
export interface Directive {
  /** As written: ids, aliases, checks. */
  readonly names: readonly string[];
  readonly until: string | null;
  readonly reason: string | null;
  /** Written for this product: then it is told when it matches nothing. */
  readonly own: boolean;
  readonly wholeFile: boolean;
  /** What is wrong with it; then it ignores nothing. */
  readonly mistake: string | null;
  readonly place: Span;
  readonly comment: Comment;
}

export interface Directives {
  readonly scan: Scan;
  readonly directives: readonly Directive[];
}

const MARKERS = /aispm:ignore|checkov:skip|trivy:ignore|tfsec:ignore|#disable-next-line/;

/** The directives of a text, or null where it has none: then it is not looked at any closer. */
export function directivesIn(source: Source): Directives | null {
  if (!MARKERS.test(source.text)) return null;
  const scan = scanText(source);
  const directives = scan.comments.flatMap(comment => directivesOf(comment, source));
  return directives.length > 0 ? { scan, directives } : null;
}

function directivesOf(comment: Comment, source: Source): Directive[] {
  const text = source.text.slice(comment.start, comment.end).replace(/\*\/$/, '');
  const found: Directive[] = [];
  const add = (at: number, length: number, said: Partial<Directive>): void => {
    const place = span(source, comment.start + at, comment.start + at + length);
    const nothing = { names: [], until: null, reason: null, own: false, wholeFile: false, mistake: null };
    found.push({ ...nothing, ...said, place, comment });
  };
  for (const match of text.matchAll(OWN)) {
    const [, lead = '', directive = '', form, list, rest = ''] = match;
    add(match.index + lead.length, directive.trimEnd().length, ownDirective(form, list, rest));
  }
  for (const match of text.matchAll(CHECKOV))
    add(match.index, match[0].trimEnd().length, { names: [match[1]!], reason: match[2]?.trim() || null });
  for (const match of text.matchAll(TRIVY))
    add(match.index, match[0].length, { names: [match[1]!], until: match[2] ?? null });
  const bicep = BICEP.exec(text);
  if (bicep) add(0, bicep[0].trimEnd().length, { names: bicep[1]!.trim().split(/\s+/) });
  return found;
}

/** At the start of a comment or of a line in it: `aispm:ignore[rule, …] until=2027-01-31 -- reason`. */
const OWN = /(^|\n)(?=[^\n]*aispm:ignore)([\s/*#]*aispm:ignore(-file)?[^\S\n]*(?:\[([^\]\n]*)\])?([^\n]*))/g;
const CHECKOV = /checkov:skip=([A-Za-z_\d]+)(?::([^\n]*))?/g;
const TRIVY = /(?:trivy|tfsec):ignore:([\w-]+)(?:\[[^\]\n]*\])?(?::exp:(\d{4}-\d{2}-\d{2}))?/g;
const BICEP = /^#disable-next-line((?:\s+[\w-]+)+)/;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function ownDirective(form: string | undefined, list: string | undefined, rest: string): Partial<Directive> {
  return { own: true, wholeFile: form === '-file', ...readTerms(list ?? null, rest) };
}

/** What stands behind `aispm:ignore`; the list without its brackets, null where there is none. */
export function readTerms(
  list: string | null,
  rest: string,
): Pick<Directive, 'names' | 'until' | 'reason' | 'mistake'> {
  const names = (list ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
  const [terms = '', ...reasons] = rest.split(/(?:^|\s)--(?:\s|$)/);
  const reason = reasons.join(' -- ').trim() || null;
  const [term, ...more] = terms
    .trim()
    .split(/\s+/)
    .filter(word => word !== '');
  const until = term?.startsWith('until=') ? term.slice('until='.length) : null;
  return { names, until, reason, mistake: mistakeIn(names, until, until === null ? term : more[0]) };
}

function mistakeIn(names: readonly string[], until: string | null, extra: string | undefined): string | null {
  if (names.length === 0) return 'names no rule: `aispm:ignore[rule] -- reason` is expected';
  if (until !== null && !isDay(until))
    return `has \`until=${until}\`: a day such as \`2027-01-31\` is expected`;
  if (extra !== undefined) return `has \`${extra}\` where \`-- reason\` or \`until=\` is expected`;
  return null;
}

export function isDay(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(Date.parse(text));
}
