// ARM templates in JSON into the template form. Promises a template for any text, with diagnostics for what cannot be read, and to read what is
// large only when it is needed. Refuses to know values and where files are.
// https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax

import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Files } from '../../model/files.ts';
import { type Source, span } from '../../model/source.ts';
import { parseJson } from '../json/parser.ts';
import { type JsonNode, type JsonObject, memberOf, stringValue } from '../json/syntax.ts';
import { report } from './diagnostics.ts';
import { findValue, stringOf } from './json-form.ts';
import { readFunctions, readOutputs, readParameters, readVariables } from './read-declarations.ts';
import { readResources } from './read-resources.ts';
import type { ScopeLevel, Template } from './template.ts';
import type { TemplateContext } from './template-reader.ts';

/**
 * Reads a template. Expressions, bodies of resources and nested templates are read when somebody needs them, and what is wrong in them
 * is added to the template's `diagnostics` then.
 */
export function readTemplate(source: Source, files: Files): Template {
  const { root, diagnostics } = parseJson(source);
  return templateOf(root, source, files, [...diagnostics]);
}

/** Reads a template that was already parsed; `diagnostics` are those of the parser. */
export function templateOf(
  root: JsonNode | null,
  source: Source,
  files: Files,
  diagnostics: Diagnostic[],
): Template {
  if (root?.kind === 'object') return read(root, source, files, diagnostics);
  if (root !== null) {
    const message = 'Expected a template: an object with `$schema`, `contentVersion` and `resources`';
    report(diagnostics, 'not-a-template', span(source, root.start, root.start + 1), message);
  }
  return emptyTemplate(source, diagnostics);
}

/** Whether JSON is a template: by `$schema`, else by its shape. */
export function isTemplate(root: JsonNode | null): boolean {
  if (root?.kind !== 'object') return false;
  const schema = stringOf(root, '$schema');
  if (schema) return SCHEMA.test(stringValue(schema));
  // In this very spelling: CloudFormation has `Resources` and `Parameters`.
  const resources = memberOf(root, 'resources')?.value;
  const isList = resources?.kind === 'array' || resources?.kind === 'object';
  return isList && ['contentVersion', 'parameters'].some(name => memberOf(root, name) !== undefined);
}

const SCHEMA = /\/(tenant|managementGroup|subscription)?deploymentTemplate\.json#?$/i;

const LEVELS: Readonly<Record<string, ScopeLevel>> = {
  '': 'resourceGroup',
  subscription: 'subscription',
  managementgroup: 'managementGroup',
  tenant: 'tenant',
};

function read(root: JsonObject, source: Source, files: Files, diagnostics: Diagnostic[]): Template {
  const context: TemplateContext = {
    source,
    files,
    diagnostics,
    readNested: nested => read(nested, source, files, []),
    readLinked: linked => readTemplate(linked, files),
  };
  return {
    source,
    language: 'arm',
    level: levelOf(root),
    parameters: readParameters(root, diagnostics),
    variables: readVariables(root, diagnostics),
    functions: readFunctions(root, diagnostics),
    resources: readResources(root, context),
    outputs: readOutputs(root, diagnostics),
    diagnostics,
    generatedFromBicep: isGenerated(root),
  };
}

function levelOf(root: JsonObject): ScopeLevel | null {
  const schema = stringOf(root, '$schema');
  const match = schema && SCHEMA.exec(stringValue(schema));
  return match ? LEVELS[(match[1] ?? '').toLowerCase()]! : null;
}

function isGenerated(root: JsonObject): boolean {
  const metadata = findValue(root, 'metadata');
  const generator = metadata?.kind === 'object' ? findValue(metadata, '_generator') : null;
  const name = generator?.kind === 'object' ? stringOf(generator, 'name') : null;
  return name !== null && stringValue(name) === 'bicep';
}

function emptyTemplate(source: Source, diagnostics: Diagnostic[]): Template {
  return {
    source,
    language: 'arm',
    level: null,
    parameters: new Map(),
    variables: new Map(),
    functions: new Map(),
    resources: [],
    outputs: new Map(),
    diagnostics,
    generatedFromBicep: false,
  };
}
