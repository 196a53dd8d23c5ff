// Reads of JSON trees that are not there or of another shape come to nothing: a plan is a program's output, and what it lacks is not said.

import { type JsonNode, type JsonObject, memberOf, stringValue } from '../../json/syntax.ts';

export type MaybeJson = JsonNode | null | undefined;

/** What lies under some keys, one inside the other. */
export function under(node: MaybeJson, ...keys: readonly string[]): JsonNode | undefined {
  let current: MaybeJson = node;
  for (const key of keys) current = current?.kind === 'object' ? memberOf(current, key)?.value : undefined;
  return current ?? undefined;
}

export function textAt(node: MaybeJson, key: string): string | null {
  const value = under(node, key);
  return value?.kind === 'string' ? stringValue(value) : null;
}

export function itemsAt(node: MaybeJson, key: string): readonly JsonNode[] {
  const value = under(node, key);
  return value?.kind === 'array' ? value.items : [];
}

/** The objects among the items under a key. */
export function objectsAt(node: MaybeJson, key: string): readonly JsonObject[] {
  return itemsAt(node, key).filter(each => each.kind === 'object');
}

export function isTrue(node: MaybeJson): boolean {
  return node?.kind === 'boolean' && node.value === true;
}

/** The scalar that a leaf is; undefined for arrays and objects. */
export function scalarOf(node: JsonNode): string | number | boolean | null | undefined {
  switch (node.kind) {
    case 'string':
      return stringValue(node);
    case 'object':
    case 'array':
      return undefined;
    default:
      return node.value;
  }
}
