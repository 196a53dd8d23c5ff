// The section `Globals`: what all resources of a type have unless they say otherwise.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html

import {
  listNode,
  type MapNode,
  mapNode,
  memberValue,
  type TemplateMember,
  type TemplateNode,
  textOfScalar,
} from '../syntax.ts';
import { callOf } from './drafts.ts';

/** The properties of a resource of SAM with what `Globals` gives to its type, that of `IgnoreGlobals` aside. */
export function withGlobals(root: MapNode, type: string, value: MapNode): MapNode {
  const own = memberValue(value, 'Properties');
  const properties =
    own?.kind === 'map' ? own : mapNode(value, [], own?.kind === 'unread' ? own.reason : value.broken);
  const globals = memberValue(memberValue(root, 'Globals'), type.slice(type.lastIndexOf(':') + 1));
  if (globals?.kind !== 'map') return properties;
  const ignored = ignoredNames(memberValue(value, 'IgnoreGlobals'));
  if (ignored.has('*')) return properties;
  const given = globals.members.filter(({ key }) => !ignored.has(key));
  return mergedMaps(mapNode(globals, given, globals.broken), properties, 0);
}

function ignoredNames(node: TemplateNode | undefined): ReadonlySet<string> {
  const items = node?.kind === 'list' ? node.items : [node];
  return new Set(items.flatMap(item => textOfScalar(item) ?? []));
}

/** Properties are nested less deep than this. */
const DEEPEST = 16;

/** Mappings are merged, lists follow each other, and of all else the resource's own counts. */
function merged(global: TemplateNode, own: TemplateNode, depth: number): TemplateNode {
  if (global.kind === 'list' && own.kind === 'list')
    return listNode(own, [...global.items, ...own.items], own.broken ?? global.broken);
  const areMaps = global.kind === 'map' && own.kind === 'map' && !callOf(global) && !callOf(own);
  return areMaps && depth < DEEPEST ? mergedMaps(global, own, depth + 1) : own;
}

function mergedMaps(global: MapNode, own: MapNode, depth: number): MapNode {
  const members = new Map<string, TemplateMember>(global.members.map(member => [member.key, member]));
  for (const member of own.members) {
    const given = members.get(member.key);
    members.set(member.key, given ? { ...member, value: merged(given.value, member.value, depth) } : member);
  }
  return mapNode(own, [...members.values()], own.broken ?? global.broken);
}
