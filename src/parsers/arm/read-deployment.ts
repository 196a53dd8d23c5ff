// Nested and linked deployments (`Microsoft.Resources/deployments`) as calls of modules. Refuses to know where files are.
// https://learn.microsoft.com/azure/azure-resource-manager/templates/linked-templates

import { type JsonMember, type JsonNode, type JsonObject, memberSpan, stringValue } from '../json/syntax.ts';
import { type DiagnosticSink, report } from './diagnostics.ts';
import { deferredExpression, expressionOf, literal, objectExpression, plainSpan } from './json-expression.ts';
import { findMember, findValue, objectAt, reportForm, stringOf } from './json-form.ts';
import type { Expression, ModuleArgument, ModuleCall, Template, UnresolvedModule } from './template.ts';
import type { TemplateContext } from './template-reader.ts';

/** What a deployment resource deploys and with which arguments. */
export function moduleCall(resource: JsonObject, context: TemplateContext): ModuleCall {
  const properties = findValue(resource, 'properties');
  if (properties?.kind !== 'object') {
    if (properties && properties.kind !== 'string') {
      reportForm(properties, 'an object for `properties`', context.diagnostics);
    }
    return unread('the properties of the deployment are computed');
  }
  const template = findValue(properties, 'template');
  const link = findValue(properties, 'templateLink');
  const args = argumentsOf(findValue(properties, 'parameters'), context);
  if (template?.kind === 'object') {
    const load = once(() => context.readNested(template));
    return { reference: null, load, evaluation: evaluationOf(properties), arguments: args };
  }
  if (template) return { ...unread('the template of the deployment is computed'), arguments: args };
  if (link?.kind === 'object')
    return { ...linkedTemplate(link, context), evaluation: 'inner', arguments: args };
  if (link) reportForm(link, 'an object for `templateLink`', context.diagnostics);
  else {
    const message = 'This deployment has neither `template` nor `templateLink`';
    report(
      context.diagnostics,
      'missing-property',
      startOf(properties),
      message,
      'Add one of them to `properties`.',
    );
  }
  return unread('the deployment names no template');
}

function unread(reason: string, reference?: string): ModuleCall {
  const unresolved: UnresolvedModule = {
    kind: 'unresolved',
    reason,
    ...(reference !== undefined && { reference }),
  };
  return { reference: null, load: () => unresolved, evaluation: 'inner', arguments: [] };
}

function startOf({ source, start }: JsonNode) {
  return { source, start, end: start + 1 };
}

function once<T>(compute: () => T): () => T {
  let result: T | undefined;
  return () => {
    result ??= compute();
    return result;
  };
}

/** Expressions of a nested template see the caller's names, unless it says `inner`. */
function evaluationOf(properties: JsonObject): ModuleCall['evaluation'] {
  const options = findValue(properties, 'expressionEvaluationOptions');
  const scope = options?.kind === 'object' ? stringOf(options, 'scope') : null;
  return scope && stringValue(scope).toLowerCase() === 'inner' ? 'inner' : 'outer';
}

function linkedTemplate(link: JsonObject, context: TemplateContext): ModuleCall {
  const relative = stringOf(link, 'relativePath');
  if (relative) return relativeTemplate(expressionOf(relative, context.diagnostics), context);
  const uri = stringOf(link, 'uri');
  if (uri) return remoteTemplate(expressionOf(uri, context.diagnostics), context);
  const id = stringOf(link, 'id');
  if (id) {
    const path = expressionOf(id, context.diagnostics);
    return unread(
      path.kind === 'literal'
        ? `template spec \`${path.value}\` is in Azure`
        : 'the template spec is computed',
    );
  }
  const message = 'This link has neither `relativePath`, `uri` nor `id`';
  report(context.diagnostics, 'missing-property', startOf(link), message, 'Add one of them.');
  return unread('the link names no template');
}

function relativeTemplate(path: Expression, context: TemplateContext): ModuleCall {
  const reference = literalText(path);
  if (reference === null) return unread('the path of the linked template is computed');
  const load = once((): Template | UnresolvedModule => {
    const found = context.files.module(context.source, reference);
    return found.kind === 'file' ? context.readLinked(found.source) : found;
  });
  return { reference, load, evaluation: 'inner', arguments: [] };
}

/**
 * An address outside of the workspace. By convention templates that belong together are linked as
 * `uri(<where this one is deployed from>, 'nested/x.json')`: then the file is looked for beside this one.
 */
function remoteTemplate(uri: Expression, context: TemplateContext): ModuleCall {
  const written = literalText(uri);
  if (written !== null) return unread(`linked template \`${written}\` is not on this machine`, written);
  const path = onlyTemplatePath(uri);
  if (path === null) return unread('the address of the linked template is computed');
  const found = context.files.module(context.source, path);
  if (found.kind === 'file') return relativeTemplate(literal(path, uri.span), context);
  return unread(`linked template \`${path}\` is not beside this one`);
}

/** The one literal in an address that names a JSON file, as a relative path. */
function onlyTemplatePath(uri: Expression): string | null {
  const paths = new Set<string>();
  const visit = (node: Expression): void => {
    const text = literalText(node);
    if (text?.toLowerCase().endsWith('.json')) paths.add(text.replace(/^[./]+/, ''));
    if (node.kind === 'call') node.args.forEach(visit);
    else if (node.kind === 'deferred') visit(node.force());
  };
  visit(uri);
  const [path, ...others] = paths;
  return path === undefined || path.includes('..') || others.length > 0 ? null : path;
}

function literalText(node: Expression): string | null {
  const read = node.kind === 'deferred' ? node.force() : node;
  return read.kind === 'literal' && typeof read.value === 'string' ? read.value : null;
}

function argumentsOf(node: JsonNode | null, context: TemplateContext): ModuleCall['arguments'] {
  if (node === null) return [];
  if (node.kind === 'object') return node.members.map(member => argumentOf(member, context));
  if (node.kind !== 'string') reportForm(node, 'an object for `parameters`', context.diagnostics);
  return expressionOf(node, context.diagnostics);
}

function argumentOf(member: JsonMember, context: TemplateContext): ModuleArgument {
  return {
    name: member.key,
    value: argumentValue(member, context),
    keySpan: plainSpan(member.keySpan),
    span: memberSpan(member),
  };
}

/** `{ value }`, `{ reference }` to a secret, `{ copy }` that makes `value`, or an expression that gives an object with `value`. */
function argumentValue({ key, value: node }: JsonMember, { diagnostics }: TemplateContext): Expression {
  if (node.kind === 'object') {
    const value = findMember(node, 'value')?.value;
    if (value) return deferredExpression(value, diagnostics);
    const reference = objectAt(node, 'reference', diagnostics);
    if (reference) return secretOf(reference, diagnostics);
    const whole = objectExpression(node, diagnostics);
    for (const member of whole.members) {
      if (member.kind === 'member' && member.key.kind === 'literal' && member.key.value === 'value')
        return member.value;
    }
    report(
      diagnostics,
      'missing-property',
      startOf(node),
      `Argument \`${key}\` has no \`value\``,
      'Add `value`.',
    );
    return { kind: 'error', reason: `argument \`${key}\` has no value`, span: plainSpan(node) };
  }
  const base = expressionOf(node, diagnostics);
  if (node.kind !== 'string' || base.kind !== 'deferred') {
    reportForm(node, `an object with \`value\` for argument \`${key}\``, diagnostics);
    return { kind: 'error', reason: `argument \`${key}\` has no value`, span: plainSpan(node) };
  }
  return { kind: 'deferred', span: base.span, force: once(() => valueIn(base.force())) };
}

/** What `value` is of an expression; Bicep's compiler writes `if(c, createObject('value', a), createObject('value', b))`. */
function valueIn(node: Expression): Expression {
  const { span } = node;
  if (node.kind === 'call' && node.args.length === 3 && node.name.toLowerCase() === 'if') {
    const [condition, whenTrue, whenFalse] = node.args;
    return { ...node, args: [condition!, valueIn(whenTrue!), valueIn(whenFalse!)] };
  }
  return (
    madeMember(node, 'value') ??
    madeSecret(node) ?? {
      kind: 'access',
      base: node,
      key: literal('value', span),
      safe: true,
      fromEnd: false,
      span,
    }
  );
}

/** The value that `createObject()` gives a member, where its names are literals. */
function madeMember(node: Expression | null, name: string): Expression | null {
  if (node?.kind !== 'call' || node.name.toLowerCase() !== 'createobject') return null;
  const at = node.args.findIndex((arg, index) => index % 2 === 0 && literalText(arg)?.toLowerCase() === name);
  return at < 0 ? null : (node.args[at + 1] ?? null);
}

function madeSecret(node: Expression): Expression | null {
  const reference = madeMember(node, 'reference');
  const id = madeMember(madeMember(reference, 'keyvault'), 'id');
  const secret = madeMember(reference, 'secretname');
  if (!id || !secret) return null;
  const version = madeMember(reference, 'secretversion');
  const { span } = node;
  return {
    kind: 'call',
    name: 'getSecret',
    args: [id, secret, ...(version ? [version] : [])],
    nameSpan: span,
    span,
  };
}

/** A secret that the platform reads from a key vault, as the call by which Bicep names it. */
function secretOf(reference: JsonObject, diagnostics: DiagnosticSink): Expression {
  const vault = objectAt(reference, 'keyVault', diagnostics);
  const args = [
    vault && findValue(vault, 'id'),
    findValue(reference, 'secretName'),
    findValue(reference, 'secretVersion'),
  ];
  return {
    kind: 'call',
    name: 'getSecret',
    args: args.flatMap(node => (node ? [expressionOf(node, diagnostics)] : [])),
    nameSpan: plainSpan(reference),
    span: plainSpan(reference),
  };
}
