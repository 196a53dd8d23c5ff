// Plain data from JSON and YAML texts: what `loadJsonContent()` and `loadYamlContent()` see of a file. Refuses to know files.

import { createRequire } from 'node:module';
import type { Source, Span } from '../../../model/source.ts';
import type { Expression as Node } from '../../arm/template.ts';
import { parseJson } from '../../json/parser.ts';
import { type JsonNode, stringValue } from '../../json/syntax.ts';
import { literal } from './nodes.ts';

export type Data = string | number | boolean | null | readonly Data[] | ReadonlyMap<string, Data>;

/** What stands in for data that could not be read. */
export interface Unreadable {
  readonly reason: string;
}

export function isUnreadable(data: Data | Unreadable): data is Unreadable {
  return typeof data === 'object' && data !== null && 'reason' in data;
}

/** The data of a JSON text; texts with errors are refused. */
export function jsonData(source: Source): Data | Unreadable {
  const { root, diagnostics } = parseJson(source);
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error || !root)
    return { reason: `\`${source.path}\` is not valid JSON: ${error?.message ?? 'it is empty'}` };
  return dataOf(root);
}

function dataOf(node: JsonNode): Data {
  switch (node.kind) {
    case 'object':
      return new Map(node.members.map(member => [member.key, dataOf(member.value)]));
    case 'array':
      return node.items.map(dataOf);
    case 'string':
      return stringValue(node);
    default:
      return node.value;
  }
}

/** The first document of a YAML text. */
export function yamlData(source: Source): Data | Unreadable {
  try {
    const budget = { left: MOST_ITEMS };
    return plainData(loadYaml().parseAllDocuments(source.text)[0]?.toJS({ mapAsMap: true }) ?? null, budget);
  } catch (error) {
    return { reason: `\`${source.path}\` is not valid YAML: ${(error as Error).message.split('\n', 1)[0]}` };
  }
}

/** Anchors can make a short text large; more items than this are refused. */
const MOST_ITEMS = 1_000_000;

function plainData(value: unknown, budget: { left: number }): Data {
  if (budget.left-- <= 0) throw new Error(`it has more than ${MOST_ITEMS} items`);
  if (Array.isArray(value)) return value.map(item => plainData(item, budget));
  if (value instanceof Map) {
    return new Map([...value].map(([key, member]) => [String(key), plainData(member, budget)]));
  }
  if (value === undefined || value === null) return null;
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

/** Loads the YAML reader when it is first needed: few files need it, and it costs more than reading them does. */
function loadYaml(): typeof import('yaml') {
  return typeof require === 'function' ? require('yaml') : createRequire(import.meta.url)('yaml');
}

/** Data as a literal written where `span` is. */
export function dataNode(data: Data, span: Span): Node {
  if (data instanceof Map) {
    const members = [...data].map(([key, value]) => ({
      kind: 'member' as const,
      key: literal(key, span),
      value: dataNode(value, span),
      keySpan: span,
      span,
    }));
    return { kind: 'object', members, span };
  }
  if (Array.isArray(data)) return { kind: 'array', items: data.map(item => dataNode(item, span)), span };
  return literal(data as string | number | boolean | null, span);
}
