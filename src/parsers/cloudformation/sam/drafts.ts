// What the transform of SAM writes, before it has places: scalars, lists and mappings with parts of the template among them, which keep theirs.
// Refuses to know SAM.

import type { Span } from '../../../model/source.ts';
import type { Scalar } from '../../../model/value.ts';
import {
  listNode,
  type MapNode,
  mapNode,
  memberOf,
  scalarNode,
  type TemplateMember,
  type TemplateNode,
  textOfScalar,
} from '../syntax.ts';

/** Members that are undefined are left out. */
export type Draft = Scalar | TemplateNode | readonly Draft[] | DraftMap;

export interface DraftMap {
  readonly [name: string]: Draft | undefined;
}

/** The node of a draft; whatever it writes itself stands at `place`. */
export function nodeOf(draft: Draft, place: Span): TemplateNode {
  if (draft === null || typeof draft !== 'object') return scalarNode(place, draft);
  if (isNode(draft)) return draft;
  if (Array.isArray(draft))
    return listNode(
      place,
      draft.map((item: Draft) => nodeOf(item, place)),
    );
  return mapNode(place, membersOf(draft as DraftMap, place));
}

/** The members of a draft; `keys` are the places of names that stand in the text. */
export function membersOf(draft: DraftMap, place: Span, keys?: TemplateNode): readonly TemplateMember[] {
  return Object.entries(draft).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const keySpan = memberOf(keys, key)?.keySpan ?? place;
    return [{ key, keySpan, value: nodeOf(value, place) }];
  });
}

function isNode(draft: TemplateNode | readonly Draft[] | DraftMap): draft is TemplateNode {
  return 'source' in draft && 'start' in draft;
}

export function ref(name: string): DraftMap {
  return { Ref: name };
}

export function attribute(name: string, key: string): DraftMap {
  return { 'Fn::GetAtt': [name, key] };
}

/** A text with names in it, some of which `given` says. */
export function sub(text: string, given?: DraftMap): DraftMap {
  return { 'Fn::Sub': given && Object.keys(given).length > 0 ? [text, given] : text };
}

/** One or the other; nothing in the place of what is undefined. */
export function either(condition: Draft, then: Draft | undefined, otherwise: Draft | undefined): DraftMap {
  return { 'Fn::If': [condition, then ?? NOTHING, otherwise ?? NOTHING] };
}

/** What stands for no value at all. */
export const NOTHING: DraftMap = { Ref: 'AWS::NoValue' };

/** The name of the function that a node calls, with what it is given; null for all else. */
export function callOf(node: TemplateNode | undefined): TemplateMember | null {
  const [only, other] = node?.kind === 'map' ? node.members : [];
  return only && !other && isFunction(only.key) ? only : null;
}

function isFunction(key: string): boolean {
  return key === 'Ref' || key === 'Condition' || key.startsWith('Fn::');
}

/** The parts of `Fn::If`; null for all else. */
export function branchesOf(
  node: TemplateNode,
): readonly [condition: TemplateNode, then: TemplateNode, otherwise: TemplateNode] | null {
  const call = callOf(node);
  const [condition, then, otherwise] =
    call?.key === 'Fn::If' && call.value.kind === 'list' ? call.value.items : [];
  return condition && then && otherwise ? [condition, then, otherwise] : null;
}

export function isNothing(node: TemplateNode): boolean {
  const call = callOf(node);
  return call?.key === 'Ref' && textOfScalar(call.value) === 'AWS::NoValue';
}

/** What the resource is called that a node refers to by `Ref` or `Fn::GetAtt`; null for all else. */
export function referredBy(node: TemplateNode | undefined): string | null {
  const call = callOf(node);
  if (call?.key === 'Ref') return textOfScalar(call.value);
  if (call?.key !== 'Fn::GetAtt') return null;
  const [first] = call.value.kind === 'list' ? call.value.items : [call.value];
  return textOfScalar(first)?.split('.')[0] ?? null;
}

/** A mapping with some of its members replaced or added. */
export function withMembers(node: MapNode, changed: readonly TemplateMember[]): MapNode {
  const members = new Map([...node.members, ...changed].map(member => [member.key, member]));
  return mapNode(node, [...members.values()], node.broken);
}

/** A list at the end of another. What is no list is replaced. */
export function appended(
  node: TemplateNode | undefined,
  items: readonly TemplateNode[],
  place: Span,
): TemplateNode {
  if (node?.kind === 'unread' || callOf(node)) return node!;
  return node?.kind === 'list'
    ? listNode(node, [...node.items, ...items], node.broken)
    : listNode(place, items);
}

/** Whether a property says anything: nothing, nought and what is empty do not. */
export function isGiven(node: TemplateNode | undefined): node is TemplateNode {
  return (
    node !== undefined &&
    !(node.kind === 'scalar' && !node.value) &&
    !(node.kind === 'map' && node.members.length === 0)
  );
}
