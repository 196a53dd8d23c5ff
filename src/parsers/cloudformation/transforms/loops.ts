// `Fn::ForEach`: one copy of its body for each item, with the item in the place of its name.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html

import { knowledgeOf } from '../../../model/knowledge.ts';
import {
  listNode,
  type MapNode,
  mapNode,
  scalarNode,
  type TemplateMember,
  type TemplateNode,
  textOfScalar,
} from '../syntax.ts';
import type { TransformContext } from './transform.ts';

const LOOP = 'Fn::ForEach::';

/** Loops make no more members than this. */
const MOST_MEMBERS = 10_000;
const DEEPEST = 100;

/** Items by the names of the loops around. */
type Items = ReadonlyMap<string, string>;

export function expandLoops(root: MapNode, context: TransformContext): MapNode {
  return root.source.text.includes(LOOP) ? new Loops(context).map(root, new Map(), 0) : root;
}

class Loops {
  private readonly context: TransformContext;
  private made = 0;

  constructor(context: TransformContext) {
    this.context = context;
  }

  map(node: MapNode, items: Items, depth: number): MapNode {
    let { broken } = node;
    const members = new Map<string, TemplateMember>();
    for (const member of node.members) {
      if (!member.key.startsWith(LOOP)) {
        const key = filled(member.key, items);
        members.set(key, { ...member, key, value: this.node(member.value, items, depth + 1) });
        continue;
      }
      const repeated = this.repeat(member, items, depth);
      if (typeof repeated === 'string') broken ??= repeated;
      else for (const each of repeated) members.set(each.key, each);
    }
    return mapNode(node, [...members.values()], broken);
  }

  private node(node: TemplateNode, items: Items, depth: number): TemplateNode {
    if (depth > DEEPEST) return node;
    if (node.kind === 'scalar' && typeof node.value === 'string')
      return items.size === 0 ? node : scalarNode(node, filled(node.value, items));
    if (node.kind === 'list')
      return listNode(
        node,
        node.items.map(item => this.node(item, items, depth + 1)),
        node.broken,
      );
    if (node.kind !== 'map') return node;
    const [only, other] = node.members;
    const item = only?.key === 'Ref' && !other ? items.get(textOfScalar(only.value) ?? '') : undefined;
    return item === undefined ? this.map(node, items, depth) : scalarNode(node, item);
  }

  /** The members that a loop makes, or why they are not known. */
  private repeat(member: TemplateMember, items: Items, depth: number): readonly TemplateMember[] | string {
    const loop = member.value.kind === 'list' ? member.value.items : [];
    const [name, collection, body] = loop;
    const identifier = textOfScalar(name);
    if (identifier === null || !collection || body?.kind !== 'map' || depth > DEEPEST) {
      const message = `\`${member.key}\` takes a name, a list, and a mapping that is repeated`;
      this.context.report('wrong-arguments', message, member.value, 'See the reference of `Fn::ForEach`.');
      return message;
    }
    const value = this.context.evaluate(this.node(collection, items, depth + 1));
    const texts = value.kind === 'array' ? value.items : null;
    const culprit = knowledgeOf(value).reason;
    if (!texts || culprit !== null)
      return `\`${member.key}\` repeats over a list that is not known: ${culprit ?? 'it is none'}`;
    return texts.flatMap((item): readonly TemplateMember[] => {
      const text = item.kind === 'scalar' ? String(item.value) : '';
      this.made += body.members.length;
      if (this.made > MOST_MEMBERS) {
        const message = `Loops make more than ${MOST_MEMBERS} members`;
        this.context.report('too-large', message, member.value, 'Split the template.');
        return [];
      }
      return this.map(body, new Map([...items, [identifier, text]]), depth + 1).members;
    });
  }
}

/** `${Name}` is the item as it is, `&{Name}` its letters and digits. */
function filled(text: string, items: Items): string {
  if (items.size === 0 || !text.includes('{')) return text;
  return text.replace(/([$&])\{([A-Za-z0-9]+)\}/g, (written, mark, name) => {
    const item = items.get(name);
    if (item === undefined) return written;
    return mark === '$' ? item : item.replace(/[^A-Za-z0-9]/g, '');
  });
}
