// The value of a node: literals, lists and mappings without what is absent, and functions.
// Promises to be total: what is wrong is reported and unknown.

import { distribute } from '../../../model/distribute.ts';
import type { Span } from '../../../model/source.ts';
import {
  absent,
  array,
  call,
  type Origin,
  object,
  scalar,
  unknown,
  type Value,
} from '../../../model/value.ts';
import { FUNCTIONS } from '../functions/table.ts';
import { withReferences } from '../functions/text.ts';
import type { ListNode, MapNode, ScalarNode, TemplateNode } from '../syntax.ts';
import { placeOf } from '../syntax.ts';
import type { Stack } from './environment.ts';

export function evaluate(node: TemplateNode, stack: Stack): Value {
  if (node.kind === 'scalar') return literal(node);
  if (node.kind === 'unread') return unreadValue(node, node.reason);
  return stack.run.inside(
    node,
    () => (node.kind === 'list' ? listValue(node, stack) : mapValue(node, stack)),
    () => unreadValue(node, 'it takes too much to evaluate'),
  );
}

/** The value of what could not be read or is not evaluated: equal only to itself. */
export function unreadValue(place: Span, reason: string): Value {
  const symbol = call('unread', scalar(place.source.path), scalar(place.start));
  return unknown(symbol, reason, [{ role: 'literal', span: placeOf(place) }]);
}

function literal(node: ScalarNode): Value {
  const origin: Origin = [{ role: 'literal', span: placeOf(node) }];
  const { value } = node;
  return (typeof value === 'string' ? withReferences(value, origin) : null) ?? scalar(value, origin);
}

function listValue(node: ListNode, stack: Stack): Value {
  const items = node.items.map(item => evaluate(item, stack));
  const origin: Origin = [{ role: 'literal', span: placeOf(node) }];
  if (node.broken !== undefined) return unreadValue(node, node.broken);
  const doubtful = items.filter(item => item.kind === 'oneOf' && item.options.some(isAbsent));
  if (doubtful.length === 0)
    return array(
      items.filter(item => !isAbsent(item)),
      origin,
    );
  return distribute(
    doubtful,
    () => call('list', ...items),
    chosen => {
      const left = [...chosen];
      const all = items.map(item => (doubtful.includes(item) ? left.shift()! : item));
      return array(
        all.filter(item => !isAbsent(item)),
        origin,
      );
    },
  );
}

function mapValue(node: MapNode, stack: Stack): Value {
  const [first, second] = node.members;
  if (first && !second) {
    const form = FUNCTIONS.get(first.key);
    const inner = (each: TemplateNode): Value => evaluate(each, stack);
    if (form) return form(first.value, { stack, name: first.key, span: node, evaluate: inner });
  }
  const macro = node.members.find(({ key }) => key === 'Fn::Transform' || key.startsWith('Fn::ForEach::'));
  const isFunction = first && !second && first.key.startsWith('Fn::');
  if (isFunction && !macro) {
    const hint = 'Use an intrinsic function of CloudFormation.';
    stack.run.report('unknown-function', `There is no function \`${first.key}\``, first.keySpan, hint);
    return unreadValue(node, `there is no function \`${first.key}\``);
  }
  if (macro) return unreadValue(node, 'a macro makes it at deployment');
  return objectValue(node, stack);
}

function objectValue(node: MapNode, stack: Stack): Value {
  const members = new Map<string, Value>();
  const keySpans = new Map<string, Span>();
  for (const { key, keySpan, value } of node.members) {
    const member = evaluate(value, stack);
    if (isAbsent(member)) continue;
    members.set(key, member);
    keySpans.set(key, keySpan);
  }
  const origin: Origin = [{ role: 'literal', span: placeOf(node) }];
  if (node.broken === undefined) return object(members, origin, keySpans);
  const value = unreadValue(node, node.broken);
  return value.kind === 'unknown' ? { ...value, members } : absent(origin);
}

function isAbsent(value: Value): boolean {
  return value.kind === 'absent';
}
