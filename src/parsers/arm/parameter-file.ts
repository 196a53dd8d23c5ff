// Parameter files in JSON into values: with a `$schema`, without one, or a bare object of parameters; with the placeholders of azd.
// Refuses to know for which template they are, and what the environment of a deployment holds.
// https://learn.microsoft.com/azure/azure-resource-manager/templates/parameter-files

import type { Diagnostic } from '../../model/diagnostic.ts';
import { type Source, type Span, span } from '../../model/source.ts';
import { array, call, type Origin, object, scalar, unknown, type Value } from '../../model/value.ts';
import { parseJson } from '../json/parser.ts';
import {
  type JsonMember,
  type JsonNode,
  type JsonObject,
  type JsonString,
  stringValue,
} from '../json/syntax.ts';
import { valueWithPlaceholders } from './azd-placeholders.ts';
import { report } from './diagnostics.ts';
import { expressionOf, plainSpan } from './json-expression.ts';
import { findMember, findValue, reportForm, stringOf } from './json-form.ts';

export interface ParameterFile {
  readonly source: Source;
  /** By parameter name in lower case. Everything in a value has the origin `parameter-file`. */
  readonly values: ReadonlyMap<string, Value>;
  /** The names as they are written, by name in lower case. */
  readonly names: ReadonlyMap<string, { readonly name: string; readonly span: Span }>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a parameter file. A placeholder (`"${FLAG=true}"`) gives text, also where the parameter is a boolean or a number: who knows
 * the parameter's type converts it.
 */
export function readParameterFile(source: Source): ParameterFile {
  const { root, diagnostics: found } = parseJson(source);
  const reader = new ParameterReader(source, [...found]);
  reader.read(root);
  return reader;
}

/** Whether JSON is a parameter file: by `$schema`, else by its shape. */
export function isParameterFile(root: JsonNode | null): boolean {
  if (root?.kind !== 'object') return false;
  const schema = stringOf(root, '$schema');
  if (schema) return /deploymentParameters\.json#?$/i.test(stringValue(schema));
  const members = parametersOf(root);
  return members !== null && members.length > 0 && members.every(isAssignment);
}

/** Members that say something of the file rather than of a parameter. */
const NO_PARAMETERS: ReadonlySet<string> = new Set(['$schema', 'contentversion', 'metadata']);

/** The assignments, under `parameters` or, where there is no such member, at the top. */
function parametersOf(root: JsonObject): readonly JsonMember[] | null {
  const parameters = findMember(root, 'parameters')?.value;
  if (parameters?.kind === 'object' && !isAssignmentObject(parameters)) return parameters.members;
  return root.members.filter(({ key }) => !NO_PARAMETERS.has(key.toLowerCase()));
}

function isAssignment({ value }: JsonMember): boolean {
  return value.kind === 'object' && isAssignmentObject(value);
}

/** `{ "value": … }`, `{ "reference": { "keyVault": … } }` or `{ "expression": "[…]" }`, and not more than that. */
function isAssignmentObject(node: JsonObject): boolean {
  const forms = ['value', 'reference', 'expression'] as const;
  const isForm = forms.some(form => findMember(node, form) !== undefined);
  return isForm && node.members.every(({ key }) => ASSIGNMENT_KEYS.has(key.toLowerCase()));
}

const ASSIGNMENT_KEYS: ReadonlySet<string> = new Set([
  'value',
  'reference',
  'expression',
  'metadata',
  'type',
]);

class ParameterReader implements ParameterFile {
  readonly source: Source;
  readonly values = new Map<string, Value>();
  readonly names = new Map<string, { readonly name: string; readonly span: Span }>();
  readonly diagnostics: Diagnostic[];

  constructor(source: Source, diagnostics: Diagnostic[]) {
    this.source = source;
    this.diagnostics = diagnostics;
  }

  read(root: JsonNode | null): void {
    if (root === null) return;
    if (root.kind !== 'object') {
      const message = 'Expected a parameter file: an object with `parameters`';
      report(
        this.diagnostics,
        'not-a-parameter-file',
        span(this.source, root.start, root.start + 1),
        message,
      );
      return;
    }
    const parameters = findMember(root, 'parameters')?.value;
    if (parameters && parameters.kind !== 'object') {
      reportForm(parameters, 'an object for `parameters`', this.diagnostics);
      return;
    }
    for (const member of parametersOf(root) ?? []) this.readAssignment(member);
  }

  private readAssignment(member: JsonMember): void {
    const { key, keySpan, value: node } = member;
    // The Azure Developer CLI writes `{}` for what it asks for when it deploys: nothing is given.
    if (node.kind === 'object' && node.members.length === 0) return;
    const value = node.kind === 'object' ? this.assignedValue(key, node) : null;
    if (value === null) {
      reportForm(node, `\`{ "value": … }\` for parameter \`${key}\``, this.diagnostics);
      return;
    }
    this.values.set(key.toLowerCase(), value);
    this.names.set(key.toLowerCase(), { name: key, span: plainSpan(keySpan) });
  }

  private assignedValue(name: string, node: JsonObject): Value | null {
    const value = findMember(node, 'value')?.value;
    if (value) return this.valueOf(name, value);
    const reference = findValue(node, 'reference');
    if (reference?.kind === 'object') return this.secret(name, reference);
    const expression = findValue(node, 'expression');
    return expression?.kind === 'string' ? this.expression(name, expression) : null;
  }

  private valueOf(name: string, node: JsonNode): Value {
    const origin = originOf(name, node);
    switch (node.kind) {
      case 'string':
        return valueWithPlaceholders(stringValue(node), origin);
      case 'array':
        return array(
          node.items.map(item => this.valueOf(name, item)),
          origin,
        );
      case 'object': {
        const members = node.members.map(({ key, value }): [string, Value] => [
          key,
          this.valueOf(name, value),
        ]);
        const keySpans = new Map(node.members.map(({ key, keySpan }) => [key, plainSpan(keySpan)]));
        return object(new Map(members), origin, keySpans);
      }
      default:
        return scalar(node.value, origin);
    }
  }

  /** A secret in a key vault, under the same name as a template's own reference to it. */
  private secret(name: string, reference: JsonObject): Value {
    const vault = findValue(reference, 'keyVault');
    const id = vault?.kind === 'object' ? stringOf(vault, 'id') : null;
    const secret = stringOf(reference, 'secretName');
    const args = [id, secret, stringOf(reference, 'secretVersion')].flatMap(node =>
      node ? [this.valueOf(name, node)] : [],
    );
    const title = secret ? `secret \`${stringValue(secret)}\`` : 'the secret';
    const place = id ? ` of key vault \`${stringValue(id).split('/').at(-1)}\`` : '';
    return unknown(
      call('getSecret', ...args),
      `${title}${place} is only known at deployment`,
      originOf(name, reference),
    );
  }

  /** Only a constant is computed here: other expressions ask for what the deploying tool knows. */
  private expression(name: string, node: JsonString): Value {
    const expression = expressionOf(node, this.diagnostics);
    const read = expression.kind === 'deferred' ? expression.force() : expression;
    const origin = originOf(name, node);
    if (read.kind === 'literal') return scalar(read.value, origin);
    const text = stringValue(node);
    return unknown(
      call('expression', scalar(text)),
      `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\` is only known at deployment`,
      origin,
    );
  }
}

function originOf(name: string, node: JsonNode): Origin {
  return [{ role: 'parameter-file', span: plainSpan(node), name }];
}
