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
  return aliases.size === 0 ? root : mapOf(root, aliases, 0);
}

const DEEPEST = 200;

function nodeOf(node: TemplateNode, aliases: Aliases, depth: number): TemplateNode {
  if (depth > DEEPEST) return node;
  if (node.kind === 'map') return mapOf(node, aliases, depth);
  if (node.kind !== 'list') return node;
  const items = node.items.map(item => nodeOf(item, aliases, depth + 1));
  return items.every((item, index) => item === node.items[index]) ? node : listNode(node, items, node.broken);
}

function mapOf(node: MapNode, aliases: Aliases, depth: number): MapNode {
  const members = node.members.map(member => memberOf(member, aliases, depth + 1));
  return members.every((member, index) => member === node.members[index])
    ? node
    : mapNode(node, members, node.broken);
}

function memberOf(member: TemplateMember, aliases: Aliases, depth: number): TemplateMember {
  const value = rewritten(member, aliases, depth);
  return value === member.value ? member : { ...member, value };
}

function rewritten({ key, value }: TemplateMember, aliases: Aliases, depth: number): TemplateNode {
  switch (key) {
    case 'Ref':
      return renamed(value, aliases);
    case 'DependsOn':
      return value.kind === 'list'
        ? listNode(
            value,
            value.items.map(item => renamed(item, aliases)),
            value.broken,
          )
        : renamed(value, aliases);
    case 'Fn::GetAtt':
      return attributeOf(value, aliases);
    case 'Fn::Sub': {
      if (value.kind !== 'list') return substituted(value, aliases);
      const [text, ...given] = value.items;
      if (!text) return value;
      return listNode(
        value,
        [substituted(text, aliases), ...given.map(each => nodeOf(each, aliases, depth))],
        value.broken,
      );
    }
    default:
      return nodeOf(value, aliases, depth);
  }
}

function renamed(node: TemplateNode, aliases: Aliases): TemplateNode {
  const id = aliases.get(textOfScalar(node) ?? '');
  return id === undefined ? node : scalarNode(node, id);
}

/** `[Function.Alias, Arn]`, `[Function, Alias, Arn]` and `Function.Alias.Arn` are the same. */
function attributeOf(node: TemplateNode, aliases: Aliases): TemplateNode {
  const parts = node.kind === 'list' ? node.items.map(textOfScalar) : [textOfScalar(node)];
  const path = parts.every(part => part !== null) ? resolved(parts.join('.'), aliases) : null;
  return path === null ? node : scalarNode(node, path);
}

function substituted(node: TemplateNode, aliases: Aliases): TemplateNode {
  const text = textOfScalar(node);
  if (text === null || !text.includes('${')) return node;
  const changed = text.replace(/\$\{\s*([A-Za-z0-9.]+)\s*\}/g, (written, path) => {
    const named = resolved(path, aliases);
    return named === null ? written : `\${${named}}`;
  });
  return changed === text ? node : scalarNode(node, changed);
}

/** The path with a logical id in the place of the first two names, or of the first; null where neither stands for one. */
function resolved(path: string, aliases: Aliases): string | null {
  const names = path.split('.');
  for (const count of [2, 1]) {
    const id = names.length < count ? undefined : aliases.get(names.slice(0, count).join('.'));
    if (id !== undefined) return [id, ...names.slice(count)].join('.');
  }
  return null;
}
