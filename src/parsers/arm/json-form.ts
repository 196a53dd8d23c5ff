// JSON of templates read with what the platform forgives: member names in any case. Says in diagnostics what was found and what was expected.
// Refuses to know expressions.

import { type Span, span } from '../../model/source.ts';
import {
  type JsonMember,
  type JsonNode,
  type JsonObject,
  type JsonString,
  stringValue,
} from '../json/syntax.ts';
import { type DiagnosticSink, report } from './diagnostics.ts';

/** The member of this name in any case, with preference for the exact spelling. */
export function findMember(node: JsonObject, name: string): JsonMember | undefined {
  let found: JsonMember | undefined;
  const lower = name.toLowerCase();
  for (const member of node.members) {
    if (member.key === name) return member;
    if (!found && member.key.length === name.length && member.key.toLowerCase() === lower) found = member;
  }
  return found;
}

/** The value of a member; null where it is not there or is JSON's null. */
export function findValue(node: JsonObject, name: string): JsonNode | null {
  const value = findMember(node, name)?.value;
  return value === undefined || value.kind === 'null' ? null : value;
}

/** A member that must be an object; null, with a diagnostic, where it is something else. */
export function objectAt(node: JsonObject, name: string, diagnostics: DiagnosticSink): JsonObject | null {
  const value = findValue(node, name);
  if (value === null || value.kind === 'object') return value;
  reportForm(value, `an object for \`${name}\``, diagnostics);
  return null;
}

/** A member that must be a string. */
export function stringAt(node: JsonObject, name: string, diagnostics: DiagnosticSink): string | null {
  const value = findValue(node, name);
  if (value === null) return null;
  if (value.kind === 'string') return stringValue(value);
  reportForm(value, `a string for \`${name}\``, diagnostics);
  return null;
}

/** A member that is taken only where it is a string. */
export function stringOf(node: JsonObject, name: string): JsonString | null {
  const value = findValue(node, name);
  return value?.kind === 'string' ? value : null;
}

export function isTrue(node: JsonNode | null): boolean {
  return node?.kind === 'boolean' && node.value === true;
}

export function reportForm(found: JsonNode, expected: string, diagnostics: DiagnosticSink): void {
  report(diagnostics, 'wrong-form', startOf(found), `Expected ${expected}, found ${describe(found)}`);
}

/** A span of one line at the start of a value: whole objects are too much to look at. */
function startOf(node: JsonNode): Span {
  const isContainer = node.kind === 'object' || node.kind === 'array';
  return span(node.source, node.start, isContainer ? node.start + 1 : node.end);
}

function describe(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return 'an object';
    case 'array':
      return 'an array';
    case 'null':
      return '`null`';
    default: {
      const written = node.source.text.slice(node.start, Math.min(node.end, node.start + 60));
      return `${node.kind === 'string' ? 'the string ' : ''}\`${written.replace(/\s+/g, ' ')}\``;
    }
  }
}
