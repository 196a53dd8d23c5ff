// Reads rule files: YAML text in, checked maps and rules out, or every mistake with its place.
// Refuses to know where files come from. Built-in rules do not pass here when linting: they were read when the product was built.

import type { Catalogue, RulePlaces } from './catalogue.ts';
import { checkMap } from './check-map.ts';
import { checkRule } from './check-rule.ts';
import { mapSchema, ruleSchema, validateMap, validateRule } from './compiled/validators.js';
import { withNamedConditions } from './named-conditions.ts';
import { readYaml, type YamlDocument } from './read-yaml.ts';
import { RuleError, type RuleProblem } from './rule-error.ts';
import type { ResourceMap, Rule, WrittenRule } from './rule-format.ts';
import { withSampleSettings } from './rule-settings.ts';
import { schemaProblems } from './schema-problems.ts';

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
        ? schemaProblems(document, validateMap, mapSchema)
        : schemaProblems(document, validateRule, ruleSchema);
      problems.push(...found);
      if (found.length > 0) continue;
      if (!isMap) problems.push(...wrongSettings(document));
      if (isMap) newMaps.push({ map: document.data as unknown as ResourceMap, document });
      else newRules.push({ rule: ruleOf(document, problems), document });
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

function ruleOf(document: YamlDocument, problems: RuleProblem[]): Rule {
  const written = withNamedConditions(document.data as unknown as WrittenRule, (path, message) =>
    problems.push(document.problem(path, message)),
  );
  return { ...written, kinds: [...new Set(written.cases.map(each => each.resource))] };
}

/** Where a setting of another type is named than is expected there. */
function wrongSettings(document: YamlDocument): RuleProblem[] {
  const rule = document.data as unknown as Rule;
  if (!rule.settings) return [];
  return schemaProblems({ ...document, data: withSampleSettings(rule) }, validateRule, ruleSchema);
}

function placesOf(rule: Rule, document: YamlDocument): RulePlaces {
  return {
    file: document.file,
    line: document.problem(['id'], '').line,
    tests: rule.tests.map((_, index) => document.problem(['tests', index], '').line),
  };
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
