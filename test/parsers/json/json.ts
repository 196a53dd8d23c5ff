// What the tests of JSON look at: plain data, and diagnostics with the text that they point at.

import { createSource, textOf } from '../../../src/model/source.ts';
import { type JsonDocument, parseJson } from '../../../src/parsers/json/parser.ts';
import { type JsonNode, stringValue } from '../../../src/parsers/json/syntax.ts';

export function parse(text: string): JsonDocument {
  return parseJson(createSource('data.json', text));
}

/** As `JSON.parse` would give it; undefined where there is no value. */
export function dataOf(node: JsonNode | null): unknown {
  if (node === null) return undefined;
  switch (node.kind) {
    case 'object':
      // Own members even for a key like `__proto__`.
      return Object.fromEntries(node.members.map(({ key, value }) => [key, dataOf(value)]));
    case 'array':
      return node.items.map(dataOf);
    case 'string':
      return stringValue(node);
    default:
      return node.value;
  }
}

/** The data of a text and its diagnostics as `code` and the text that each points at. */
export function read(text: string): { data: unknown; diagnostics: [code: string, at: string][] } {
  const { root, diagnostics } = parse(text);
  return { data: dataOf(root), diagnostics: diagnostics.map(({ code, span }) => [code, textOf(span!)]) };
}
