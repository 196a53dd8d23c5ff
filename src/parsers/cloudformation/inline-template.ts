// A template written inside of another one as text (`TemplateBody`), with the places that its parts have in the file.

import type { Span } from '../../model/source.ts';
import { createSource } from '../../model/source.ts';
import { readText } from './read-source.ts';
import { readYaml } from './read-yaml.ts';
import {
  listNode,
  type MapNode,
  mapNode,
  type ScalarNode,
  scalarNode,
  type TemplateNode,
  unreadNode,
} from './syntax.ts';

/** The root of the template; null where the text is none. */
export function inlineTemplate(node: ScalarNode): MapNode | null {
  const { source, start, end } = node;
  const header = /^[|>][^\n]*\n/.exec(source.text.slice(start, end));
  if (header) {
    // Blanks in the place of what is around keep every place, and the indentation of a block is the same on all of its lines.
    const before = source.text.slice(0, start + header[0].length).replace(/[^\n]/g, ' ');
    const { root } = readYaml(source, before + source.text.slice(start + header[0].length, end));
    return root?.kind === 'map' ? root : null;
  }
  const { root } = readText(createSource(source.path, String(node.value ?? '')));
  return root?.kind === 'map' ? (movedTo(root, node) as MapNode) : null;
}

/** All of it at one place: inside of a quoted text nothing has a place of its own. */
function movedTo(node: TemplateNode, place: Span): TemplateNode {
  switch (node.kind) {
    case 'scalar':
      return scalarNode(place, node.value);
    case 'unread':
      return unreadNode(place, node.reason);
    case 'list':
      return listNode(
        place,
        node.items.map(item => movedTo(item, place)),
        node.broken,
      );
    case 'map': {
      const members = node.members.map(({ key, value }) => {
        return { key, keySpan: place, value: movedTo(value, place) };
      });
      return mapNode(place, members, node.broken);
    }
  }
}
