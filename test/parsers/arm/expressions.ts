// Expressions of templates as text again, so that tests read as what is meant.

import { textOf } from '../../../src/model/source.ts';
import type { Expression, MemberNode, SpreadNode } from '../../../src/parsers/arm/template.ts';

/** An expression in a notation of our own: calls with their arguments, `lambda x => …`, `loop name × count: body`. */
export function show(node: Expression | null): string {
  if (node === null) return 'null';
  switch (node.kind) {
    case 'literal':
      return typeof node.value === 'string' ? `'${node.value}'` : String(node.value);
    case 'array':
      return `[${node.items.map(showPart).join(', ')}]`;
    case 'object':
      return `{${node.members.map(showPart).join(', ')}}`;
    case 'call':
      return `${node.name}(${node.args.map(show).join(', ')})`;
    case 'access':
      return `${show(node.base)}${node.safe ? '?' : ''}[${node.fromEnd ? '^' : ''}${show(node.key)}]`;
    case 'lambda':
      return `lambda ${node.parameters.join(' ')} => ${show(node.body)}`;
    case 'local':
      return node.name;
    case 'loop':
      return `loop ${node.name} × ${show(node.count)}: ${show(node.body)}`;
    case 'deferred':
      return show(node.force());
    case 'error':
      return `<${node.reason}>`;
  }
}

function showPart(part: Expression | MemberNode | SpreadNode): string {
  if (part.kind === 'member') return `${show(part.key)}: ${show(part.value)}`;
  return part.kind === 'spread' ? `...${show(part.value)}` : show(part);
}

/** The text of every node of an expression, outermost first. */
export function texts(node: Expression): string[] {
  const own = [textOf(node.span)];
  switch (node.kind) {
    case 'call':
      return [...own, ...node.args.flatMap(texts)];
    case 'access':
      return [...own, ...texts(node.base), ...texts(node.key)];
    case 'lambda':
      return [...own, ...texts(node.body)];
    default:
      return own;
  }
}
