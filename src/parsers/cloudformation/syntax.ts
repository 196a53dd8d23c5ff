// The one form of a template's text, whether it is written in YAML or in JSON: short forms (`!Ref x`) are the functions that they stand for
// (`{Ref: x}`), aliases what they name. Refuses to know sections and functions.

import { type Span, span } from '../../model/source.ts';
import type { Scalar } from '../../model/value.ts';

export type TemplateNode = ScalarNode | ListNode | MapNode | UnreadNode;

export interface ScalarNode extends Span {
  readonly kind: 'scalar';
  readonly value: Scalar;
}

export interface ListNode extends Span {
  readonly kind: 'list';
  readonly items: readonly TemplateNode[];
  /** Why it may have items that are not here. */
  readonly broken?: string;
}

export interface MapNode extends Span {
  readonly kind: 'map';
  /** In the order of the text, each key once. */
  readonly members: readonly TemplateMember[];
  /** Why it may have members that are not here. */
  readonly broken?: string;
}

/** What could not be read. */
export interface UnreadNode extends Span {
  readonly kind: 'unread';
  readonly reason: string;
}

export interface TemplateMember {
  readonly key: string;
  /** Of a short form its tag. */
  readonly keySpan: Span;
  readonly value: TemplateNode;
}

export function scalarNode(place: Span, value: Scalar): ScalarNode {
  return { kind: 'scalar', ...placeOf(place), value };
}

export function listNode(place: Span, items: readonly TemplateNode[], broken?: string): ListNode {
  const node: ListNode = { kind: 'list', ...placeOf(place), items };
  return broken === undefined ? node : { ...node, broken };
}

export function mapNode(place: Span, members: readonly TemplateMember[], broken?: string): MapNode {
  const node: MapNode = { kind: 'map', ...placeOf(place), members };
  return broken === undefined ? node : { ...node, broken };
}

export function unreadNode(place: Span, reason: string): UnreadNode {
  return { kind: 'unread', ...placeOf(place), reason };
}

/** A call of a function: `{Ref: x}`, `{Fn::Sub: …}`. */
export function callNode(place: Span, key: string, value: TemplateNode, keySpan: Span = place): MapNode {
  return mapNode(place, [{ key, keySpan, value }]);
}

/** The place of a node without the node. */
export function placeOf({ source, start, end }: Span): Span {
  return span(source, start, end);
}

/** The member with exactly this key. */
export function memberOf(node: TemplateNode | undefined, key: string): TemplateMember | undefined {
  return node?.kind === 'map' ? node.members.find(member => member.key === key) : undefined;
}

export function memberValue(node: TemplateNode | undefined, key: string): TemplateNode | undefined {
  return memberOf(node, key)?.value;
}

/** The text of a scalar, however it is written; null for what is none. */
export function textOfScalar(node: TemplateNode | undefined): string | null {
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : null;
}
