// What a schema says against a document, in words and at its place.
// Refuses to know what the document is for.

import { nearestName } from '../model/nearest-name.ts';
import type { SchemaError, Validator } from './compiled/validators.js';
import type { DataPath, YamlDocument } from './read-yaml.ts';
import type { RuleProblem } from './rule-error.ts';

/** Every complaint of a schema about a document, once for each place. */
export function schemaProblems(document: YamlDocument, validator: Validator, schema: object): RuleProblem[] {
  if (validator(document.data)) return [];
  const problems = new Map<string, RuleProblem>();
  for (const error of validator.errors ?? []) {
    const problem = schemaProblem(document, error, schema);
    if (problem && !problems.has(`${problem.line}:${problem.column}`)) {
      problems.set(`${problem.line}:${problem.column}`, problem);
    }
  }
  return [...problems.values()];
}

/** A schema's complaint in words, at its place; null for those that only repeat another one. */
function schemaProblem(document: YamlDocument, error: SchemaError, schema: object): RuleProblem | null {
  const path = dataPath(document.data, error.instancePath);
  const { params } = error;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      const near = nearestName(key, knownKeys(schema, error.schemaPath));
      return document.problemAtKey(
        [...path, key],
        `unknown key \`${key}\`${near ? `: did you mean \`${near}\`?` : ''}`,
      );
    }
    case 'required':
      return document.problem(path, `the key \`${String(params.missingProperty)}\` is missing`);
    case 'enum': {
      const allowed = (params.allowedValues as unknown[]).map(String);
      if (error.propertyName !== undefined) {
        return document.problemAtKey(
          [...path, error.propertyName],
          `unknown key \`${error.propertyName}\`: expected one of ${allowed.join(', ')}`,
        );
      }
      const found = valueAt(document.data, path);
      const near = typeof found === 'string' ? nearestName(found, allowed) : null;
      return document.problem(
        path,
        `expected one of ${allowed.join(', ')}${near ? `: did you mean \`${near}\`?` : ''}`,
      );
    }
    case 'pattern': {
      if (error.propertyName !== undefined) {
        return document.problemAtKey(
          [...path, error.propertyName],
          `\`${error.propertyName}\` does not match ${String(params.pattern)}`,
        );
      }
      return document.problem(path, `this text does not match ${String(params.pattern)}`);
    }
    case 'type':
      return document.problem(path, `expected ${([] as unknown[]).concat(params.type).join(' or ')}`);
    case 'propertyNames':
    case 'anyOf':
      return null;
    default:
      return document.problem(path, `this ${error.message ?? 'is not allowed'}`);
  }
}

/** The members that the part of a schema which complained knows. */
function knownKeys(schema: object, schemaPath: string): string[] {
  let part: unknown = schema;
  for (const name of schemaPath.split('/').slice(1, -1))
    part = (part as Record<string, unknown> | undefined)?.[name];
  const definition = /^#\/definitions\/(\w+)$/.exec((part as { $ref?: string } | undefined)?.$ref ?? '')?.[1];
  if (definition) part = (schema as { definitions: Record<string, unknown> }).definitions[definition];
  return Object.keys((part as { properties?: object } | undefined)?.properties ?? {});
}

function dataPath(data: unknown, pointer: string): DataPath {
  const path: (string | number)[] = [];
  let current = data;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(current) ? Number(name) : name);
    current = (current as Record<string, unknown> | null)?.[name];
  }
  return path;
}

function valueAt(data: unknown, path: DataPath): unknown {
  return path.reduce<unknown>(
    (current, step) => (current as Record<string, unknown> | null)?.[step as string],
    data,
  );
}
