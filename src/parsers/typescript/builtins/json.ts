// JSON texts as values of a program, with their places.

import { createSource, type Source } from '../../../model/source.ts';
import { NO_ORIGIN, type Origin, scalar } from '../../../model/value.ts';
import { parseJson } from '../../json/parser.ts';
import { type JsonNode, stringValue } from '../../json/syntax.ts';
import { list, type Member, type ProgramValue, recordOf } from '../values.ts';

/** The value of a JSON file. What is broken in it is left out. */
export function jsonValue(source: Source): ProgramValue {
  const { root } = parseJson(source);
  return root ? nodeValue(root, true) : recordOf(new Map());
}

/** As `JSON.parse`, of a text that stands nowhere. */
export function parsedText(text: string, origin: Origin): ProgramValue | null {
  const { root, diagnostics } = parseJson(createSource('', text));
  if (!root || diagnostics.length > 0) return null;
  const value = nodeValue(root, false);
  return value.kind === 'scalar' ? { ...value, origin } : value;
}

function nodeValue(node: JsonNode, isPlaced: boolean): ProgramValue {
  const origin: Origin = isPlaced ? [{ role: 'literal', span: node }] : NO_ORIGIN;
  switch (node.kind) {
    case 'object': {
      const members = node.members.map(({ key, keySpan, value }): [string, Member] => [
        key,
        { value: nodeValue(value, isPlaced), key: isPlaced ? keySpan : null },
      ]);
      return recordOf(new Map(members), origin);
    }
    case 'array':
      return list(
        node.items.map(item => nodeValue(item, isPlaced)),
        origin,
      );
    case 'string':
      return scalar(stringValue(node), origin);
    default:
      return scalar(node.value, origin);
  }
}
