// The settings that programs keep in JSON files: `cdk.json`, `package.json`, `tsconfig.json`. Refuses to know what they mean.

import { parseJson } from '../../parsers/json/parser.ts';
import { type JsonNode, type JsonObject, memberOf, stringValue } from '../../parsers/json/syntax.ts';
import { isSource, type Sources } from '../sources.ts';

/** The object at an absolute path; null where there is no such file or no object in it. */
export function readObject(path: string, sources: Sources): JsonObject | null {
  const source = sources.read(path);
  const tree = isSource(source) ? parseJson(source).root : null;
  return tree?.kind === 'object' ? tree : null;
}

/** The text at a way of members; null where there is none. */
export function textIn(node: JsonNode | null, ...path: readonly string[]): string | null {
  const found = memberIn(node, ...path);
  return found?.kind === 'string' ? stringValue(found) : null;
}

/** What stands at a way of members; null where nothing does. */
export function memberIn(node: JsonNode | null, ...path: readonly string[]): JsonNode | null {
  let found: JsonNode | null = node;
  for (const name of path) found = (found?.kind === 'object' && memberOf(found, name)?.value) || null;
  return found;
}

/** The texts of a list; none where there is no list. */
export function textsOf(node: JsonNode | null): readonly string[] {
  return node?.kind === 'array' ? node.items.flatMap(item => textIn(item) ?? []) : [];
}
