// Nodes of the template form, made where Bicep's own syntax has none. Refuses to know syntax and symbols.

import type { Span } from '../../../model/source.ts';
import type { Scalar } from '../../../model/value.ts';
import type {
  AccessNode,
  CallNode,
  ErrorNode,
  Expression,
  LiteralNode,
  ObjectNode,
} from '../../arm/template.ts';

export function literal(value: Scalar, span: Span): LiteralNode {
  return { kind: 'literal', value, span };
}

export function call(name: string, args: readonly Expression[], span: Span, nameSpan: Span = span): CallNode {
  return { kind: 'call', name, args, nameSpan, span };
}

/** `base.key`. */
export function access(base: Expression, key: Expression, span: Span): AccessNode {
  return { kind: 'access', base, key, safe: false, fromEnd: false, span };
}

export function error(reason: string, span: Span): ErrorNode {
  return { kind: 'error', reason, span };
}

export function emptyObject(span: Span): ObjectNode {
  return { kind: 'object', members: [], span };
}
