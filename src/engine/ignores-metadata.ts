// What the metadata of a resource says about ignoring, for languages without comments:
// `metadata.aispm.ignore` in ARM templates and `Metadata.aispm.ignore` in CloudFormation, and the lists of other tools there.

import type { Resource } from '../model/resource.ts';
import type { Span } from '../model/source.ts';
import type { Value } from '../model/value.ts';
import { isDay, readTerms } from './ignores-directives.ts';

/** As a directive in a comment; it is about the resource that has it. */
export interface MetadataIgnore {
  readonly names: readonly string[];
  readonly until: string | null;
  readonly reason: string | null;
  readonly own: boolean;
  readonly mistake: string | null;
  readonly place: Span;
}

/**
 * An entry is text (`rule, rule until=2027-01-31 -- reason`) or an object with `rules`, `until` and `reason`; there is one, or a list of them.
 */
export function metadataIgnores(resource: Resource): MetadataIgnore[] {
  const { metadata } = resource;
  if (metadata?.kind !== 'object') return [];
  const own = itemsOf(memberOf(memberOf(metadata, 'aispm'), 'ignore'));
  return [
    ...own.map(entry => ({ ...readEntry(entry), own: true, place: placeOf(entry, resource) })),
    ...FOREIGN.flatMap(tool => foreignIgnores(metadata, tool, resource)),
  ];
}

/** Where another tool keeps its list, and what its ids are called among the aliases of rules. */
interface ForeignList {
  readonly tool: string;
  readonly list: string;
  readonly reason: string;
  readonly prefix: string;
}

const FOREIGN: readonly ForeignList[] = [
  { tool: 'checkov', list: 'skip', reason: 'comment', prefix: '' },
  { tool: 'cfn_nag', list: 'rules_to_suppress', reason: 'reason', prefix: 'cfn_nag:' },
  { tool: 'guard', list: 'SuppressedRules', reason: 'reason', prefix: 'guard:' },
  { tool: 'cdk_nag', list: 'rules_to_suppress', reason: 'reason', prefix: 'cdk-nag:' },
];

function foreignIgnores(
  metadata: Value,
  { tool, list, reason, prefix }: ForeignList,
  resource: Resource,
): MetadataIgnore[] {
  const kept = memberOf(metadata, tool);
  return itemsOf(memberOf(kept, list) ?? kept).map(entry => ({
    names: textsOf(memberOf(entry, 'id') ?? entry).map(id => prefix + id),
    until: null,
    reason: textsOf(memberOf(entry, reason))[0] ?? null,
    own: false,
    mistake: null,
    place: placeOf(entry, resource),
  }));
}

function readEntry(entry: Value): Pick<MetadataIgnore, 'names' | 'until' | 'reason' | 'mistake'> {
  if (entry.kind === 'scalar' && typeof entry.value === 'string') {
    const [, list = '', rest = ''] = /^([^\s,]+(?:\s*,\s*[^\s,]+)*)?(.*)$/s.exec(entry.value.trim()) ?? [];
    return readTerms(list, rest);
  }
  const names = textsOf(memberOf(entry, 'rules')).concat(textsOf(memberOf(entry, 'rule')));
  const until = textsOf(memberOf(entry, 'until'))[0] ?? null;
  const reason = textsOf(memberOf(entry, 'reason'))[0] ?? null;
  const { mistake } = readTerms(names.join(','), until === null ? '' : `until=${until}`);
  return { names, until: until !== null && isDay(until) ? until : null, reason, mistake };
}

function memberOf(value: Value | undefined, name: string): Value | undefined {
  if (value?.kind !== 'object') return undefined;
  return value.members.get(name) ?? value.members.get(name.toLowerCase());
}

function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return value.kind === 'array' ? value.items : [value];
}

function textsOf(value: Value | undefined): string[] {
  return itemsOf(value).flatMap(item =>
    item.kind === 'scalar' && typeof item.value === 'string' ? [item.value] : [],
  );
}

function placeOf(value: Value, resource: Resource): Span {
  return value.origin[0]?.span ?? resource.header;
}
