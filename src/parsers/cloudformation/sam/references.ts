// Names that stand for what SAM made: `Function.Alias`, `Api.Stage`, layers whose logical ids end with a digest.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html#sam-specification-generated-resources-referencing

import {
  listNode,
  type MapNode,
  mapNode,
  scalarNode,
  type TemplateMember,
  type TemplateNode,
  textOfScalar,
} from '../syntax.ts';

/** Logical ids by the names that stand for them. */
export type Aliases = ReadonlyMap<string, string>;

/** The same text with logical ids in the place of such names. */
export function withReferences(root: MapNode, aliases: Aliases): MapNode {
  if (aliases.size === 0) return root;
  const renamed = new Renaming(aliases).node(root);
  return renamed.kind === 'map' ? renamed : root;
}

class Renaming {
  private readonly aliases: Aliases;
  /** What the text shares is renamed once. */
  private readonly known = new Map<TemplateNode, TemplateNode>();

  constructor(aliases: Aliases) {
    this.aliases = aliases;
  }

  node(node: TemplateNode): TemplateNode {
    if (node.kind !== 'map' && node.kind !== 'list') return node;
    const known = this.known.get(node);
    if (known) return known;
    // Whatever contains itself keeps its names.
    this.known.set(node, node);
    const renamed = node.kind === 'map' ? this.map(node) : this.list(node, each => this.node(each));
    this.known.set(node, renamed);
    return renamed;
  }

  private map(node: MapNode): MapNode {
    const members = node.members.map((member): TemplateMember => {
      const value = this.value(member);
      return value === member.value ? member : { ...member, value };
    });
    const isSame = members.every((member, index) => member === node.members[index]);
    return isSame ? node : mapNode(node, members, node.broken);
  }

  private list(node: TemplateNode, rename: (item: TemplateNode) => TemplateNode): TemplateNode {
    if (node.kind !== 'list') return rename(node);
    const items = node.items.map(rename);
    return items.every((item, index) => item === node.items[index])
      ? node
      : listNode(node, items, node.broken);
  }

  private value({ key, value }: TemplateMember): TemplateNode {
    switch (key) {
      case 'Ref':
        return this.name(value);
      case 'DependsOn':
        return this.list(value, item => this.name(item));
      case 'Fn::GetAtt':
        return this.attribute(value);
      case 'Fn::Sub':
        return this.list(value, item => (item.kind === 'scalar' ? this.substituted(item) : this.node(item)));
      default:
        return this.node(value);
    }
  }

  private name(node: TemplateNode): TemplateNode {
    const id = this.aliases.get(textOfScalar(node) ?? '');
    return id === undefined ? node : scalarNode(node, id);
  }

  /** `[Function.Alias, Arn]`, `[Function, Alias, Arn]` and `Function.Alias.Arn` are the same. */
  private attribute(node: TemplateNode): TemplateNode {
    const parts = node.kind === 'list' ? node.items.map(textOfScalar) : [textOfScalar(node)];
    const path = parts.every(part => part !== null) ? this.path(parts.join('.')) : null;
    return path === null ? node : scalarNode(node, path);
  }

  private substituted(node: TemplateNode): TemplateNode {
    const text = textOfScalar(node);
    if (text === null || !text.includes('${')) return node;
    const changed = text.replace(/\$\{\s*([A-Za-z0-9.]+)\s*\}/g, (written, path) => {
      const named = this.path(path);
      return named === null ? written : `\${${named}}`;
    });
    return changed === text ? node : scalarNode(node, changed);
  }

  /** The path with a logical id in the place of its first two names, or of its first; null where neither stands for one. */
  private path(path: string): string | null {
    const names = path.split('.');
    for (const count of [2, 1]) {
      const id = names.length < count ? undefined : this.aliases.get(names.slice(0, count).join('.'));
      if (id !== undefined) return [id, ...names.slice(count)].join('.');
    }
    return null;
  }
}
