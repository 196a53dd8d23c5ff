// A template in JSON to the one form of a template's text. What its parser could not read is missing from nodes that say so.

import type { Diagnostic } from '../../model/diagnostic.ts';
import { DEEPEST_VALUE } from '../../model/knowledge.ts';
import type { Source } from '../../model/source.ts';
import { parseJson } from '../json/parser.ts';
import { type JsonNode, stringValue } from '../json/syntax.ts';
import { report } from './diagnostics.ts';
import { listNode, mapNode, scalarNode, type TemplateNode, unreadNode } from './syntax.ts';

/** A text as it is read from a file. */
export interface TemplateText {
  /** Null where the text holds nothing. */
  readonly root: TemplateNode | null;
  readonly diagnostics: readonly Diagnostic[];
}

const BROKEN = 'something in it could not be read';

export function readJson(source: Source): TemplateText {
  const { root, diagnostics } = parseJson(source);
  const all = [...diagnostics];
  return { root: root && nodeOf(root, all, 0), diagnostics: all };
}

function nodeOf(node: JsonNode, diagnostics: Diagnostic[], depth: number): TemplateNode {
  if (depth > DEEPEST_VALUE) {
    const message = `Objects and arrays are nested more than ${DEEPEST_VALUE} levels deep`;
    report(diagnostics, 'too-deep', message, node, 'What lies deeper is treated as unknown.');
    return unreadNode(node, 'it is nested too deep');
  }
  switch (node.kind) {
    case 'string':
      return scalarNode(node, stringValue(node));
    case 'array':
      return listNode(
        node,
        node.items.map(item => nodeOf(item, diagnostics, depth + 1)),
        node.broken && BROKEN,
      );
    case 'object': {
      const members = node.members.map(({ key, keySpan, value }) => {
        return { key, keySpan, value: nodeOf(value, diagnostics, depth + 1) };
      });
      return mapNode(node, members, node.broken && BROKEN);
    }
    default:
      return scalarNode(node, node.value);
  }
}
