// The template inside a template spec, as `bicep restore` keeps it: a resource with the template as one of its properties.

import { createSource } from '../model/source.ts';
import { parseJson } from '../parsers/json/parser.ts';
import { type JsonNode, memberOf } from '../parsers/json/syntax.ts';

/** The text of the template in a restored template spec; the text itself where there is none in it. */
export function templateInSpec(text: string): string {
  const properties = member(parseJson(createSource('', text)).root, 'properties');
  const template = member(properties, 'mainTemplate');
  return template?.kind === 'object' ? text.slice(template.start, template.end) : text;
}

function member(node: JsonNode | null | undefined, key: string): JsonNode | undefined {
  return node?.kind === 'object' ? memberOf(node, key)?.value : undefined;
}
