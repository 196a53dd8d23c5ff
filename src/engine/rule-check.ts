// What checks of maps and of rules have in common: where they complain, and the few things that both ask.
// Refuses to know what a rule or a map consists of.

import { nearestName } from '../model/nearest-name.ts';
import { patternFault } from './linear-pattern.ts';
import { parsePath } from './native-path.ts';
import type { DataPath, YamlDocument } from './read-yaml.ts';
import type { RuleProblem } from './rule-error.ts';
import type { Attribute, Literal, Matchers, ResourceMap } from './rule-format.ts';

export type Maps = ReadonlyMap<string, ResourceMap>;

/** Placeholders of messages beside attributes and edges. */
export const PLACEHOLDERS: ReadonlySet<string> = new Set(['name', 'value', 'reason', 'because']);

/** A document under check, and what was found so far. */
export interface Check {
  readonly document: YamlDocument;
  readonly maps: Maps;
  readonly problems: RuleProblem[];
}

export function complain(check: Check, path: DataPath, message: string, atKey = false): void {
  check.problems.push(
    atKey ? check.document.problemAtKey(path, message) : check.document.problem(path, message),
  );
}

/** `: did you mean …?`, or nothing where no candidate is near. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const near = nearestName(name, candidates);
  return near ? `: did you mean \`${near}\`?` : '';
}

/** A value of an attribute is among those that its map lists. */
export function checkValue(check: Check, attribute: Attribute, value: Literal, path: DataPath): void {
  if (!attribute.values || value === null) return;
  const allowed = attribute.values.map(each => String(each).toLowerCase());
  for (const each of Array.isArray(value) ? value : [value]) {
    if (allowed.includes(String(each).toLowerCase())) continue;
    complain(check, path, `\`${each}\` is not among the attribute's values (${attribute.values.join(', ')})`);
  }
}

/** A native path can be read. */
export function checkPathText(check: Check, text: string, path: DataPath): void {
  const steps = parsePath(text);
  if (typeof steps === 'string') complain(check, path, `\`${text}\`: ${steps}`);
}

/** Patterns in matchers run in linear time. */
export function checkPatterns(check: Check, matchers: Matchers, path: DataPath): void {
  for (const word of ['matches', 'written'] as const)
    if (matchers[word] !== undefined) checkPattern(check, matchers[word], [...path, word]);
  if (matchers.not) checkPatterns(check, matchers.not, [...path, 'not']);
}

export function checkPattern(check: Check, pattern: string, path: DataPath): void {
  const fault = patternFault(pattern);
  if (fault) complain(check, path, fault);
}

/** Says that a kind has no such attribute, with the nearest one. */
export function unknownAttribute(check: Check, name: string, map: ResourceMap, path: DataPath): void {
  const near = didYouMean(name, Object.keys(map.attributes));
  complain(check, path, `\`${map.resource}\` has no attribute \`${name}\`${near}`, path.at(-1) === name);
}
