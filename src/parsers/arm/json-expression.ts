// JSON values of a template to expressions: strings in brackets are parsed when they are first needed, `copy` in an object becomes loops.
// Refuses to know what the values are for.
// Loops: https://learn.microsoft.com/azure/azure-resource-manager/templates/copy-properties

import { type Span, span } from '../../model/source.ts';
import {
  type JsonArray,
  type JsonMember,
  type JsonNode,
  type JsonObject,
  type JsonString,
  memberSpan,
  sourceOffsets,
  stringValue,
} from '../json/syntax.ts';
import { type DiagnosticSink, report } from './diagnostics.ts';
import { isExpression, parseExpression, unescapeLiteral } from './expression-parser.ts';
import { findMember, reportForm } from './json-form.ts';
import type {
  DeferredNode,
  ErrorNode,
  Expression,
  LiteralNode,
  LoopNode,
  MemberNode,
  ObjectNode,
  SpreadNode,
} from './template.ts';

const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** The expression that a JSON value stands for. What is wrong inside is reported once somebody needs it. */
export function expressionOf(node: JsonNode, diagnostics: DiagnosticSink): Expression {
  switch (node.kind) {
    case 'string':
      return ofString(node, diagnostics);
    case 'array':
      return {
        kind: 'array',
        items: [...unread(node), ...node.items.map(item => expressionOf(item, diagnostics))],
        span: plainSpan(node),
      };
    case 'object':
      return objectExpression(node, diagnostics);
    default:
      return { kind: 'literal', value: node.value, span: plainSpan(node) };
  }
}

/** The same, made when it is first needed: for what may be large and never asked for. */
export function deferredExpression(node: JsonNode, diagnostics: DiagnosticSink): Expression {
  if (node.kind !== 'object' && node.kind !== 'array') return expressionOf(node, diagnostics);
  return new Deferred(plainSpan(node), () => expressionOf(node, diagnostics));
}

/** An object without the members that `skip` names in lower case. */
export function objectExpression(
  node: JsonObject,
  diagnostics: DiagnosticSink,
  skip: ReadonlySet<string> = NOTHING,
): ObjectNode {
  const members: (MemberNode | SpreadNode)[] = [...unread(node)];
  for (const member of node.members) {
    if (skip.size > 0 && skip.has(member.key.toLowerCase())) continue;
    const loops = isCopy(member) ? loopsOf(member.value, diagnostics) : null;
    if (loops) members.push(...loops);
    else members.push(memberExpression(member, diagnostics));
  }
  return { kind: 'object', members, span: plainSpan(node) };
}

/** What could not be read of an object or array: anything, so nothing can be said of what is not there. */
function unread(node: JsonObject | JsonArray): SpreadNode[] {
  if (!node.broken) return [];
  const place = plainSpan(node);
  const value: ErrorNode = {
    kind: 'error',
    reason: `a part of this ${node.kind} could not be read`,
    span: place,
  };
  return [{ kind: 'spread', value, span: place }];
}

function memberExpression(member: JsonMember, diagnostics: DiagnosticSink): MemberNode {
  return {
    kind: 'member',
    key: keyExpression(member, diagnostics),
    value: expressionOf(member.value, diagnostics),
    keySpan: plainSpan(member.keySpan),
    span: memberSpan(member),
  };
}

/** Names of members may be expressions too. */
function keyExpression(member: JsonMember, diagnostics: DiagnosticSink): Expression {
  const { key, keySpan } = member;
  if (key.charCodeAt(0) === OPEN_BRACKET) return ofString(keySpan, diagnostics);
  return literal(key, keySpan);
}

function ofString(node: JsonString, diagnostics: DiagnosticSink): Expression {
  const { text } = node.source;
  const isPlain =
    !node.escaped &&
    (text.charCodeAt(node.start + 1) !== OPEN_BRACKET ||
      text.charCodeAt(node.contentEnd - 1) !== CLOSE_BRACKET);
  if (isPlain) return literal(stringValue(node), node);
  const value = stringValue(node);
  if (!isExpression(value)) return literal(unescapeLiteral(value), node);
  return new Deferred(plainSpan(node), () =>
    parseExpression(
      { source: node.source, text: stringValue(node), offsetOf: sourceOffsets(node) },
      diagnostics,
    ),
  );
}

export function literal(value: LiteralNode['value'], place: Span): LiteralNode {
  return { kind: 'literal', value, span: plainSpan(place) };
}

/** Without the rest of a JSON node. */
export function plainSpan({ source, start, end }: Span): Span {
  return span(source, start, end);
}

const NOTHING: ReadonlySet<string> = new Set();

function isCopy({ key }: JsonMember): boolean {
  return key.length === 4 && key.toLowerCase() === 'copy';
}

/** Loops in an object, `copy: [{ name, count, input }]`; null where the member is just called like that. */
export function loopsOf(copy: JsonNode, diagnostics: DiagnosticSink): MemberNode[] | null {
  if (copy.kind !== 'array' || copy.items.length === 0) return null;
  const items = copy.items.filter(isLoop);
  if (items.length === 0) return null;
  for (const item of copy.items) {
    if (!isLoop(item)) reportForm(item, 'a loop with `name`, `count` and `input`', diagnostics);
  }
  return items.flatMap(item => loopMember(item, copy, diagnostics));
}

function isLoop(item: JsonNode): item is JsonObject {
  return item.kind === 'object' && (!!findMember(item, 'count') || !!findMember(item, 'input'));
}

function loopMember(item: JsonObject, copy: JsonArray, diagnostics: DiagnosticSink): MemberNode[] {
  const name = findMember(item, 'name');
  if (name?.value.kind !== 'string') {
    const message = 'This loop has no `name`, which is the name of the member that it makes';
    report(
      diagnostics,
      'missing-property',
      span(copy.source, item.start, item.start + 1),
      message,
      'Add `name`.',
    );
    return [];
  }
  const key = literal(stringValue(name.value), name.value);
  const loop = loopExpression(item, String(key.value), diagnostics);
  return loop ? [{ kind: 'member', key, value: loop, keySpan: key.span, span: plainSpan(item) }] : [];
}

/** `{ count, input }` as a loop; null, with a diagnostic, where one of them is missing. */
export function loopExpression(item: JsonObject, name: string, diagnostics: DiagnosticSink): LoopNode | null {
  const count = findMember(item, 'count')?.value;
  const input = findMember(item, 'input')?.value;
  if (!count || !input) {
    const missing = count ? 'input' : 'count';
    const place = span(item.source, item.start, item.start + 1);
    report(
      diagnostics,
      'missing-property',
      place,
      `Loop \`${name}\` has no \`${missing}\``,
      `Add \`${missing}\`.`,
    );
    return null;
  }
  return {
    kind: 'loop',
    name,
    count: expressionOf(count, diagnostics),
    body: expressionOf(input, diagnostics),
    span: plainSpan(item),
  };
}

class Deferred implements DeferredNode {
  readonly kind = 'deferred';
  readonly span: Span;
  private read: (() => Expression) | null;
  private result: Expression | null = null;

  constructor(place: Span, read: () => Expression) {
    this.span = place;
    this.read = read;
  }

  force(): Expression {
    if (this.result === null) {
      this.result = this.read!();
      this.read = null;
    }
    return this.result;
  }
}
