// Reads rule files: YAML text in, checked maps and rules out, or every mistake with its place.
// Refuses to know where files come from. Built-in rules do not pass here when linting: they were read when the product was built.

import { nearestName } from '../model/nearest-name.ts';
import type { Catalogue, RulePlaces } from './catalogue.ts';
import { checkMap } from './check-map.ts';
import { checkRule } from './check-rule.ts';
import type { SchemaError, Validator } from './compiled/validators.js';
import { mapSchema, ruleSchema, validateMap, validateRule } from './compiled/validators.js';
import { type DataPath, readYaml, type YamlDocument } from './read-yaml.ts';
import { RuleError, type RuleProblem } from './rule-error.ts';
import type { ResourceMap, Rule } from './rule-format.ts';

/** A rule file as text; `path` as it is shown in messages. */
export interface RuleFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Reads resource maps and rules (told apart by their first member: `resource` or `id`) on top of `base`, whose kinds they may use.
 * Throws a RuleError that lists every mistake of all files.
 */
export function readRules(files: readonly RuleFile[], base?: Catalogue): Catalogue {
  const problems: RuleProblem[] = [];
  const maps = new Map(base?.maps);
  const rules = new Map(base?.rules);
  const places = new Map(base?.places);
  const newMaps: { map: ResourceMap; document: YamlDocument }[] = [];
  const newRules: { rule: Rule; document: YamlDocument }[] = [];
  for (const file of files) {
    for (const document of readYaml(file.path, file.text, problems)) {
      const isMap = isRecord(document.data) && 'resource' in document.data;
      const found = isMap
        ? validate(document, validateMap, mapSchema)
        : validate(document, validateRule, ruleSchema);
      problems.push(...found);
      if (found.length > 0) continue;
      if (isMap) newMaps.push({ map: document.data as unknown as ResourceMap, document });
      else newRules.push({ rule: document.data as Rule, document });
    }
  }
  for (const { map, document } of newMaps) {
    if (maps.has(map.resource))
      problems.push(document.problem(['resource'], `the kind \`${map.resource}\` has a map already`));
    else maps.set(map.resource, map);
  }
  for (const { rule, document } of newRules) {
    if (rules.has(rule.id)) problems.push(document.problem(['id'], `there is a rule \`${rule.id}\` already`));
    else rules.set(rule.id, rule);
    places.set(rule.id, placesOf(rule, document));
  }
  for (const { map, document } of newMaps) problems.push(...checkMap(map, document, maps));
  for (const { rule, document } of newRules) problems.push(...checkRule(rule, document, maps));
  if (problems.length > 0) throw new RuleError(problems);
  return { maps, rules, places };
}

function placesOf(rule: Rule, document: YamlDocument): RulePlaces {
  return {
    file: document.file,
    line: document.problem(['id'], '').line,
    tests: rule.tests.map((_, index) => document.problem(['tests', index], '').line),
  };
}

function validate(document: YamlDocument, validator: Validator, schema: object): RuleProblem[] {
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
      return document.problem(path, `expected one of ${allowed.join(', ')}`);
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

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
