// Reads attack-path files: YAML text in, checked definitions out, or every mistake with its place.
// Refuses to know where files come from. The built-in ones were read when the product was built.

import type { Catalogue } from '../catalogue.ts';
import { checkCondition } from '../check-rule.ts';
import { pathSchema, validatePath } from '../compiled/attack-path-schema.js';
import type { RuleFile } from '../read-rules.ts';
import { type DataPath, readYaml, type YamlDocument } from '../read-yaml.ts';
import { type Check, complain, didYouMean } from '../rule-check.ts';
import { RuleError, type RuleProblem } from '../rule-error.ts';
import { schemaProblems } from '../schema-problems.ts';
import type { AttackPathDefinition, AttackPathStep } from './format.ts';

/** Throws a RuleError that lists every mistake of all files. */
export function readAttackPaths(files: readonly RuleFile[], catalogue: Catalogue): AttackPathDefinition[] {
  const problems: RuleProblem[] = [];
  const definitions: AttackPathDefinition[] = [];
  for (const file of files) {
    for (const document of readYaml(file.path, file.text, problems)) {
      const found = schemaProblems(document, validatePath, pathSchema);
      const definition = document.data as AttackPathDefinition;
      problems.push(...(found.length > 0 ? found : checkPath(definition, document, catalogue)));
      definitions.push(definition);
    }
  }
  if (problems.length > 0) throw new RuleError(problems);
  return definitions;
}

/** What the schema cannot say: that rules, kinds, edges and attributes exist. */
function checkPath(
  definition: AttackPathDefinition,
  document: YamlDocument,
  catalogue: Catalogue,
): RuleProblem[] {
  const check: Check = { document, maps: catalogue.maps, problems: [] };
  let kinds = entryKinds(check, definition, catalogue);
  for (const [index, step] of definition.steps.entries()) {
    if (kinds.length === 0) break;
    kinds = kindsAfter(check, step, kinds, ['steps', index]);
  }
  return check.problems;
}

function entryKinds(check: Check, { entry }: AttackPathDefinition, { rules, maps }: Catalogue) {
  if ('rule' in entry) {
    const rule = rules.get(entry.rule);
    if (rule) return rule.kinds;
    complain(
      check,
      ['entry', 'rule'],
      `unknown rule \`${entry.rule}\`${didYouMean(entry.rule, rules.keys())}`,
    );
    return [];
  }
  const map = maps.get(entry.resource);
  if (map) checkCondition(check, entry.where, map, ['entry', 'where']);
  else {
    const near = didYouMean(entry.resource, maps.keys());
    complain(check, ['entry', 'resource'], `unknown kind \`${entry.resource}\`${near}`);
  }
  return map ? [entry.resource] : [];
}

/** The kinds to which a step leads; some of those before may have no such edge, but not all. */
function kindsAfter(check: Check, step: AttackPathStep, kinds: readonly string[], path: DataPath) {
  const names = typeof step.edge === 'string' ? [step.edge] : step.edge;
  const reached = new Set<string>();
  for (const name of names) {
    const edges = kinds.flatMap(kind => check.maps.get(kind)?.edges?.[name] ?? []);
    if (edges.length === 0) {
      const all = kinds.flatMap(kind => Object.keys(check.maps.get(kind)?.edges ?? {}));
      complain(
        check,
        [...path, 'edge'],
        `no edge \`${name}\` at ${kinds.join(', ')}${didYouMean(name, all)}`,
      );
    }
    for (const edge of edges) reached.add((edge.from ?? edge.to)!);
  }
  for (const kind of reached) {
    const map = check.maps.get(kind);
    if (map && step.where) checkCondition(check, step.where, map, [...path, 'where']);
  }
  return [...reached];
}
