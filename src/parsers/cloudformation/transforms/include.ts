// `AWS::Include` of a local file, as `aws cloudformation package` uploads it: its members take the place of the macro.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html

import { isUnresolved } from '../evaluate/environment.ts';
import {
  listNode,
  type MapNode,
  mapNode,
  memberValue,
  type TemplateMember,
  type TemplateNode,
  textOfScalar,
} from '../syntax.ts';
import type { TransformContext } from './transform.ts';

/** Includes the file of the macro for the whole template, where `parameters` name one, and those inside of it. */
export function includeFiles(
  root: MapNode,
  context: TransformContext,
  parameters: TemplateNode | null,
): MapNode {
  const complete = withFiles(root, context, 0);
  if (!parameters) return complete;
  const { members, broken } = membersOf(parameters, context);
  const own = new Set(complete.members.map(({ key }) => key));
  const all = [...complete.members, ...members.filter(({ key }) => !own.has(key))];
  return mapNode(complete, all, complete.broken ?? broken);
}

const DEEPEST = 100;

function withFiles(node: MapNode, context: TransformContext, depth: number): MapNode {
  let broken = node.broken;
  let changed = false;
  const all = node.members.flatMap((member): readonly TemplateMember[] => {
    const macro = member.key === 'Fn::Transform' ? member.value : undefined;
    if (macro && textOfScalar(memberValue(macro, 'Name')) === 'AWS::Include') {
      changed = true;
      const included = membersOf(memberValue(macro, 'Parameters'), context);
      broken ??= included.broken;
      return included.members;
    }
    const value = inside(member.value, context, depth + 1);
    if (value === member.value) return [member];
    changed = true;
    return [{ ...member, value }];
  });
  return changed ? mapNode(node, all, broken) : node;
}

function inside(node: TemplateNode, context: TransformContext, depth: number): TemplateNode {
  if (depth > DEEPEST) return node;
  if (node.kind === 'map') return withFiles(node, context, depth);
  if (node.kind !== 'list') return node;
  const items = node.items.map(item => inside(item, context, depth + 1));
  return items.every((item, index) => item === node.items[index]) ? node : listNode(node, items, node.broken);
}

/** The members of the file that the macro's parameters name, or why they are not known. */
function membersOf(
  parameters: TemplateNode | undefined,
  context: TransformContext,
): { readonly members: readonly TemplateMember[]; readonly broken?: string } {
  const location = memberValue(parameters, 'Location');
  const value = location && context.evaluate(location);
  if (!location || value?.kind !== 'scalar')
    return { members: [], broken: 'the file that it includes is only known at deployment' };
  const found = context.load(location.source, String(value.value));
  if (isUnresolved(found)) return { members: [], broken: found.unresolved };
  const { members, broken } = found.root;
  return broken === undefined ? { members } : { members, broken };
}
