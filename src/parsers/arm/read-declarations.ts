// Parameters, variables, functions and outputs of a template in JSON. Each that is wrongly written costs itself.
// Refuses to know resources.

import type { Span } from '../../model/source.ts';
import { type JsonMember, type JsonNode, type JsonObject, memberSpan, stringValue } from '../json/syntax.ts';
import { type DiagnosticSink, report } from './diagnostics.ts';
import { deferredExpression, expressionOf, loopExpression, loopsOf, plainSpan } from './json-expression.ts';
import { findMember, findValue, isTrue, objectAt, reportForm, stringAt, stringOf } from './json-form.ts';
import type {
  Expression,
  FunctionDeclaration,
  OutputDeclaration,
  ParameterDeclaration,
  VariableDeclaration,
} from './template.ts';

/** References between type definitions are followed this far. */
const LONGEST_CHAIN = 32;

export function readParameters(
  template: JsonObject,
  diagnostics: DiagnosticSink,
): ReadonlyMap<string, ParameterDeclaration> {
  const definitions = objectAt(template, 'definitions', diagnostics);
  return declarations(template, 'parameters', diagnostics, member => {
    if (member.value.kind !== 'object') {
      reportForm(member.value, `an object for parameter \`${member.key}\``, diagnostics);
      return null;
    }
    const { value } = member;
    const chain = typeChain(value, definitions, diagnostics);
    const type = firstOf(chain, node => stringAt(node, 'type', diagnostics));
    const fallback = findMember(value, 'defaultValue')?.value;
    return {
      name: member.key,
      type,
      default: fallback ? deferredExpression(fallback, diagnostics) : null,
      allowed: firstOf(chain, node => allowedValues(node, diagnostics)),
      nullable: chain.some(node => isTrue(findValue(node, 'nullable'))),
      secure: isSecure(type),
      nameSpan: plainSpan(member.keySpan),
      span: memberSpan(member),
    };
  });
}

/** Members of an object of the template by name in lower case; of names that differ only in case the last counts. */
function declarations<T>(
  template: JsonObject,
  section: string,
  diagnostics: DiagnosticSink,
  read: (member: JsonMember) => T | null,
): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const member of objectAt(template, section, diagnostics)?.members ?? []) {
    const declaration = read(member);
    if (declaration !== null) found.set(member.key.toLowerCase(), declaration);
  }
  return found;
}

/** A type with what it refers to: `{ "$ref": "#/definitions/x" }`. */
function typeChain(
  node: JsonObject,
  definitions: JsonObject | null,
  diagnostics: DiagnosticSink,
): readonly JsonObject[] {
  const chain = [node];
  for (let reference = stringOf(node, '$ref'); reference !== null && chain.length < LONGEST_CHAIN; ) {
    const path = stringValue(reference);
    const prefix = '#/definitions/';
    const name = path.toLowerCase().startsWith(prefix) ? path.slice(prefix.length) : null;
    const target =
      name !== null && definitions ? findMember(definitions, unescapePointer(name))?.value : undefined;
    if (target?.kind !== 'object') {
      const message = `\`${path}\` is not among the template's \`definitions\``;
      report(diagnostics, 'unknown-reference', reference, message, 'Write `#/definitions/<name>`.');
      break;
    }
    chain.push(target);
    reference = stringOf(target, '$ref');
  }
  return chain;
}

/** JSON pointers write `/` as `~1` and `~` as `~0`. */
function unescapePointer(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}

function firstOf<T>(chain: readonly JsonObject[], read: (node: JsonObject) => T | null): T | null {
  for (const node of chain) {
    const found = read(node);
    if (found !== null) return found;
  }
  return null;
}

function allowedValues(node: JsonObject, diagnostics: DiagnosticSink): readonly Expression[] | null {
  const allowed = findValue(node, 'allowedValues');
  if (allowed === null || allowed.kind === 'array') {
    return allowed === null ? null : allowed.items.map(item => expressionOf(item, diagnostics));
  }
  reportForm(allowed, 'an array for `allowedValues`', diagnostics);
  return null;
}

function isSecure(type: string | null): boolean {
  return type !== null && /^secure/i.test(type);
}

export function readVariables(
  template: JsonObject,
  diagnostics: DiagnosticSink,
): ReadonlyMap<string, VariableDeclaration> {
  const variables = new Map<string, VariableDeclaration>();
  const declare = (name: string, value: Expression, span: Span): void => {
    variables.set(name.toLowerCase(), { name, value, span });
  };
  for (const member of objectAt(template, 'variables', diagnostics)?.members ?? []) {
    const loops = member.key.toLowerCase() === 'copy' ? loopsOf(member.value, diagnostics) : null;
    if (loops === null)
      declare(member.key, deferredExpression(member.value, diagnostics), memberSpan(member));
    else
      for (const { key, value, span } of loops)
        if (key.kind === 'literal') declare(String(key.value), value, span);
  }
  return variables;
}

export function readOutputs(
  template: JsonObject,
  diagnostics: DiagnosticSink,
): ReadonlyMap<string, OutputDeclaration> {
  const definitions = objectAt(template, 'definitions', diagnostics);
  return declarations(template, 'outputs', diagnostics, member => {
    if (member.value.kind !== 'object') {
      reportForm(member.value, `an object for output \`${member.key}\``, diagnostics);
      return null;
    }
    const value = outputValue(member, member.value, diagnostics);
    if (value === null) return null;
    const condition = findValue(member.value, 'condition');
    const chain = typeChain(member.value, definitions, diagnostics);
    return {
      name: member.key,
      value,
      condition: condition ? expressionOf(condition, diagnostics) : null,
      secure: isSecure(firstOf(chain, node => stringAt(node, 'type', diagnostics))),
      span: memberSpan(member),
    };
  });
}

function outputValue(member: JsonMember, output: JsonObject, diagnostics: DiagnosticSink): Expression | null {
  const copy = findValue(output, 'copy');
  if (copy?.kind === 'object') return loopExpression(copy, member.key, diagnostics);
  if (copy) reportForm(copy, 'an object with `count` and `input` for `copy`', diagnostics);
  const value = findMember(output, 'value')?.value;
  if (value) return deferredExpression(value, diagnostics);
  if (!copy) {
    const message = `Output \`${member.key}\` has neither \`value\` nor \`copy\``;
    report(diagnostics, 'missing-property', member.keySpan, message, 'Add `value`.');
  }
  return null;
}

/** `functions: [{ namespace, members: { name: { parameters, output } } }]`. */
export function readFunctions(
  template: JsonObject,
  diagnostics: DiagnosticSink,
): ReadonlyMap<string, FunctionDeclaration> {
  const functions = new Map<string, FunctionDeclaration>();
  const namespaces = findValue(template, 'functions');
  if (namespaces === null) return functions;
  if (namespaces.kind !== 'array') {
    reportForm(namespaces, 'an array of namespaces for `functions`', diagnostics);
    return functions;
  }
  for (const node of namespaces.items) {
    const namespace = node.kind === 'object' ? stringAt(node, 'namespace', diagnostics) : null;
    if (node.kind !== 'object' || namespace === null) {
      reportForm(node, 'a namespace with `namespace` and `members`', diagnostics);
      continue;
    }
    for (const member of objectAt(node, 'members', diagnostics)?.members ?? []) {
      const declared = readFunction(namespace, member, diagnostics);
      if (declared) functions.set(declared.name.toLowerCase(), declared);
    }
  }
  return functions;
}

function readFunction(
  namespace: string,
  member: JsonMember,
  diagnostics: DiagnosticSink,
): FunctionDeclaration | null {
  const name = `${namespace}.${member.key}`;
  const output = member.value.kind === 'object' ? findValue(member.value, 'output') : null;
  const body = output?.kind === 'object' ? findMember(output, 'value')?.value : undefined;
  if (member.value.kind !== 'object' || !body) {
    reportForm(
      member.value,
      `an object with \`parameters\` and \`output.value\` for function \`${name}\``,
      diagnostics,
    );
    return null;
  }
  return {
    name,
    parameters: functionParameters(findValue(member.value, 'parameters'), name, diagnostics),
    body: deferredExpression(body, diagnostics),
    span: memberSpan(member),
  };
}

function functionParameters(
  node: JsonNode | null,
  owner: string,
  diagnostics: DiagnosticSink,
): FunctionDeclaration['parameters'] {
  if (node === null) return [];
  if (node.kind !== 'array') {
    reportForm(node, `an array for the parameters of \`${owner}\``, diagnostics);
    return [];
  }
  return node.items.flatMap(item => {
    const name = item.kind === 'object' ? stringOf(item, 'name') : null;
    if (item.kind === 'object' && name !== null) {
      return [{ name: stringValue(name), type: stringAt(item, 'type', diagnostics) }];
    }
    reportForm(item, 'a parameter with `name` and `type`', diagnostics);
    return [];
  });
}
