// What a schema cannot say of rules and resource maps: that names exist, values can occur and tests are there.
// Refuses to know what rules find.

import { nearestName } from '../model/nearest-name.ts';
import {
  CONDITION_WORDS,
  conditionParts,
  isConditional,
  isMatchers,
  MATCHER_WORDS,
} from './condition-form.ts';
import { patternFault } from './linear-pattern.ts';
import { parsePath, readsList } from './native-path.ts';
import type { DataPath, YamlDocument } from './read-yaml.ts';
import type { RuleProblem } from './rule-error.ts';
import type {
  Attribute,
  AttributeDefault,
  Condition,
  Literal,
  Matchers,
  NativePath,
  ResourceMap,
  Rule,
  RuleCase,
} from './rule-format.ts';

type Maps = ReadonlyMap<string, ResourceMap>;

/** Placeholders of messages beside attributes and edges. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(['name', 'value', 'reason', 'because']);

/** Matchers that ask one value; on a list they need `some`, `every` or `none`. */
const SCALAR_MATCHERS = [
  'in',
  'not-in',
  'matches',
  'starts-with',
  'ends-with',
  'lt',
  'gt',
  'at-least',
] as const;

interface Check {
  readonly document: YamlDocument;
  readonly maps: Maps;
  readonly problems: RuleProblem[];
}

function complain(check: Check, path: DataPath, message: string, atKey = false): void {
  check.problems.push(
    atKey ? check.document.problemAtKey(path, message) : check.document.problem(path, message),
  );
}

function didYouMean(name: string, candidates: Iterable<string>): string {
  const near = nearestName(name, candidates);
  return near ? `: did you mean \`${near}\`?` : '';
}

/** What is wrong with a resource map that fits its schema. */
export function checkMap(map: ResourceMap, document: YamlDocument, maps: Maps): RuleProblem[] {
  const check: Check = { document, maps, problems: [] };
  for (const [name, attribute] of Object.entries(map.attributes)) {
    const path = ['attributes', name];
    if (CONDITION_WORDS.has(name) || MATCHER_WORDS.has(name) || PLACEHOLDERS.has(name)) {
      complain(
        check,
        path,
        `an attribute cannot be called \`${name}\`: conditions or messages use that word`,
        true,
      );
    }
    checkDefault(check, attribute, attribute.default, [...path, 'default']);
    for (const [dialect, native] of Object.entries(attribute.in)) {
      checkNativePath(check, attribute, native, [...path, 'in', dialect]);
    }
  }
  for (const [dialect, sources] of Object.entries(map.from)) {
    for (const [index, source] of sources.entries()) {
      const path = ['from', dialect, index];
      checkNativeConditions(check, source.when, [...path, 'when']);
      for (const [name, native] of Object.entries(source.attributes ?? {})) {
        const attribute = map.attributes[name];
        if (attribute) checkNativePath(check, attribute, native, [...path, 'attributes', name]);
        else unknownAttribute(check, name, map, [...path, 'attributes', name]);
      }
      for (const [number, contained] of (source.contains ?? []).entries()) {
        const place = [...path, 'contains', number];
        const target = maps.get(contained.resource);
        if (!target) {
          complain(
            check,
            [...place, 'resource'],
            `unknown kind \`${contained.resource}\`${didYouMean(contained.resource, maps.keys())}`,
          );
          continue;
        }
        checkNativeConditions(check, contained.when, [...place, 'when']);
        if (contained.each !== undefined) checkPathText(check, contained.each, [...place, 'each']);
        for (const [name, native] of Object.entries(contained.attributes)) {
          const attribute = target.attributes[name];
          if (!attribute) unknownAttribute(check, name, target, [...place, 'attributes', name]);
          else if (native !== '$self')
            checkNativePath(check, attribute, native, [...place, 'attributes', name]);
        }
      }
    }
  }
  checkEdges(check, map);
  return check.problems;
}

function checkNativePath(check: Check, attribute: Attribute, native: NativePath, path: DataPath): void {
  if (typeof native === 'string') {
    checkPathText(check, native, path);
    return;
  }
  if (native.path !== undefined) checkPathText(check, native.path, [...path, 'path']);
  else if (native.default === undefined) complain(check, path, 'there must be a `path` or a `default`');
  checkDefault(check, attribute, native.default, [...path, 'default']);
  for (const [from, to] of Object.entries(native.translate ?? {})) {
    checkValue(check, attribute, to, [...path, 'translate', from]);
  }
}

function checkPathText(check: Check, text: string, path: DataPath): void {
  const steps = parsePath(text);
  if (typeof steps === 'string') complain(check, path, `\`${text}\`: ${steps}`);
}

function checkNativeConditions(
  check: Check,
  when: Readonly<Record<string, Matchers>> | undefined,
  path: DataPath,
): void {
  for (const [native, matchers] of Object.entries(when ?? {})) {
    checkPathText(check, native, [...path, native]);
    checkPatterns(check, matchers, [...path, native]);
  }
}

function checkDefault(
  check: Check,
  attribute: Attribute,
  value: AttributeDefault | undefined,
  path: DataPath,
): void {
  if (value === undefined) return;
  if (!isConditional(value)) {
    checkValue(check, attribute, value, path);
    return;
  }
  for (const [index, each] of value.entries()) {
    checkValue(check, attribute, each.value, [...path, index, 'value']);
    checkNativeConditions(check, each.when, [...path, index, 'when']);
  }
}

function checkValue(check: Check, attribute: Attribute, value: Literal, path: DataPath): void {
  if (!attribute.values || value === null) return;
  const allowed = attribute.values.map(each => String(each).toLowerCase());
  for (const each of Array.isArray(value) ? value : [value]) {
    if (allowed.includes(String(each).toLowerCase())) continue;
    complain(check, path, `\`${each}\` is not among the attribute's values (${attribute.values.join(', ')})`);
  }
}

function checkEdges(check: Check, map: ResourceMap): void {
  for (const [name, edge] of Object.entries(map.edges ?? {})) {
    const path = ['edges', name];
    if (PLACEHOLDERS.has(name)) {
      complain(check, path, `an edge cannot be called \`${name}\`: messages use that word`, true);
    }
    if ((edge.from === undefined) === (edge.to === undefined)) {
      complain(check, path, 'an edge has either `from` or `to`');
      continue;
    }
    const side = edge.from === undefined ? 'to' : 'from';
    const kind = (edge.from ?? edge.to)!;
    const other = check.maps.get(kind);
    if (!other)
      complain(check, [...path, side], `unknown kind \`${kind}\`${didYouMean(kind, check.maps.keys())}`);
    const ways = [edge.via !== undefined, edge.contained === true, edge.scoped === true].filter(
      Boolean,
    ).length;
    if (ways !== 1)
      complain(check, path, 'an edge has exactly one of `via`, `contained: true` and `scoped: true`');
    const holder = edge.from === undefined ? map : other;
    if (edge.via === undefined || !holder) continue;
    const attribute = holder.attributes[edge.via];
    if (!attribute) unknownAttribute(check, edge.via, holder, [...path, 'via']);
    else if (!attribute.reference) {
      complain(
        check,
        [...path, 'via'],
        `\`${edge.via}\` of \`${holder.resource}\` is not marked \`reference: true\``,
      );
    }
  }
}

function unknownAttribute(check: Check, name: string, map: ResourceMap, path: DataPath): void {
  const near = didYouMean(name, Object.keys(map.attributes));
  complain(check, path, `\`${map.resource}\` has no attribute \`${name}\`${near}`, path.at(-1) === name);
}

/** What is wrong with a rule that fits its schema. */
export function checkRule(rule: Rule, document: YamlDocument, maps: Maps): RuleProblem[] {
  const check: Check = { document, maps, problems: [] };
  for (const [index, each] of rule.cases.entries()) {
    const map = maps.get(each.resource);
    if (map) checkCase(check, each, map, ['cases', index]);
    else {
      const near = didYouMean(each.resource, maps.keys());
      complain(check, ['cases', index, 'resource'], `unknown kind \`${each.resource}\`${near}`);
    }
  }
  checkTests(check, rule);
  return check.problems;
}

function checkCase(check: Check, each: RuleCase, map: ResourceMap, path: DataPath): void {
  if (each.when) checkCondition(check, each.when, map, [...path, 'when']);
  if (each.unless) checkCondition(check, each.unless, map, [...path, 'unless']);
  checkCondition(check, each.require, map, [...path, 'require']);
  const messages = typeof each.message === 'string' ? [{ is: each.message }] : each.message;
  for (const [index, message] of messages.entries()) {
    const place = typeof each.message === 'string' ? [...path, 'message'] : [...path, 'message', index, 'is'];
    checkPlaceholders(check, message.is, map, place);
  }
  if (typeof each.message !== 'string') {
    checkChoices(check, each.message, map, [...path, 'message']);
    for (const [index, { at }] of each.message.entries()) {
      if (at !== undefined && !map.attributes[at])
        unknownAttribute(check, at, map, [...path, 'message', index, 'at']);
    }
    if (each.message.at(-1)?.when)
      complain(check, [...path, 'message'], 'the last message must have no `when`: something is always said');
  }
  if (each.at !== undefined && !map.attributes[each.at])
    unknownAttribute(check, each.at, map, [...path, 'at']);
  checkChoices(check, each.severity ?? [], map, [...path, 'severity']);
  checkChoices(check, each.notes ?? [], map, [...path, 'notes']);
  for (const [index, note] of (each.notes ?? []).entries())
    checkPlaceholders(check, note.is, map, [...path, 'notes', index, 'is']);
  for (const [name, text] of Object.entries(each.related ?? {})) {
    if (!map.attributes[name]) unknownAttribute(check, name, map, [...path, 'related', name]);
    checkPlaceholders(check, text, map, [...path, 'related', name]);
  }
  for (const [name, value] of Object.entries(each.fix?.set ?? {})) {
    const attribute = map.attributes[name];
    if (attribute) checkValue(check, attribute, value, [...path, 'fix', 'set', name]);
    else unknownAttribute(check, name, map, [...path, 'fix', 'set', name]);
  }
}

function checkChoices(
  check: Check,
  choices: readonly { when?: Condition }[],
  map: ResourceMap,
  path: DataPath,
): void {
  for (const [index, { when }] of choices.entries()) {
    if (when) checkCondition(check, when, map, [...path, index, 'when']);
  }
}

function checkPlaceholders(check: Check, text: string, map: ResourceMap, path: DataPath): void {
  for (const match of text.matchAll(/\{([^{}]*)\}/g)) {
    const name = match[1]!;
    if (PLACEHOLDERS.has(name) || map.edges?.[name]) continue;
    const attribute = map.attributes[name];
    if (attribute && !attribute.secret) continue;
    const known = [...PLACEHOLDERS, ...Object.keys(map.attributes), ...Object.keys(map.edges ?? {})];
    complain(
      check,
      path,
      attribute
        ? `\`{${name}}\` is secret and is never shown`
        : `unknown placeholder \`{${name}}\`${didYouMean(name, known)}`,
    );
  }
}

function checkCondition(check: Check, condition: Condition, map: ResourceMap, path: DataPath): void {
  const { all, any, not, relation, attributes } = conditionParts(condition);
  for (const [index, each] of (all ?? []).entries())
    checkCondition(check, each, map, [...path, 'all', index]);
  for (const [index, each] of (any ?? []).entries())
    checkCondition(check, each, map, [...path, 'any', index]);
  if (not) checkCondition(check, not, map, [...path, 'not']);
  if (!relation && ('where' in condition || 'count' in condition)) {
    complain(check, path, '`where` and `count` belong to `incoming` or `outgoing`');
  }
  if ('incoming' in condition && 'outgoing' in condition) {
    complain(check, path, 'a condition has one of `incoming` and `outgoing`: put the other under `all`');
  } else if (relation) {
    checkRelation(check, relation, map, path);
  }
  for (const [name, matchers] of attributes) {
    const attribute = map.attributes[name];
    if (attribute) checkMatchers(check, matchers, attribute, isList(attribute), [...path, name]);
    else unknownAttribute(check, name, map, [...path, name]);
  }
}

function checkRelation(
  check: Check,
  { direction, edge: name, where }: NonNullable<ReturnType<typeof conditionParts>['relation']>,
  map: ResourceMap,
  path: DataPath,
): void {
  const edge = map.edges?.[name];
  if (!edge) {
    const near = didYouMean(name, Object.keys(map.edges ?? {}));
    complain(check, [...path, direction], `\`${map.resource}\` has no edge \`${name}\`${near}`);
    return;
  }
  if ((direction === 'incoming') !== (edge.from !== undefined)) {
    const right = edge.from === undefined ? 'outgoing' : 'incoming';
    complain(check, [...path, direction], `the edge \`${name}\` is ${right}`);
  }
  const other = check.maps.get((edge.from ?? edge.to)!);
  if (where && other) checkCondition(check, where, other, [...path, 'where']);
}

function isList(attribute: Attribute): boolean {
  return Object.values(attribute.in).some(native => {
    if (typeof native !== 'string' && native.present) return false;
    const path = typeof native === 'string' ? native : native.path;
    const steps = path === undefined ? [] : parsePath(path);
    return typeof steps !== 'string' && readsList(steps);
  });
}

function checkMatchers(
  check: Check,
  matchers: Matchers,
  attribute: Attribute,
  list: boolean,
  path: DataPath,
): void {
  if (list) {
    for (const word of SCALAR_MATCHERS) {
      if (matchers[word] !== undefined)
        complain(
          check,
          [...path, word],
          `this attribute is a list: put \`${word}\` under \`some\`, \`every\` or \`none\``,
          true,
        );
    }
    if (matchers.is !== undefined && matchers.is !== null && !Array.isArray(matchers.is)) {
      complain(
        check,
        [...path, 'is'],
        'this attribute is a list: put `is` under `some`, `every` or `none`',
        true,
      );
    }
  }
  if (matchers.is !== undefined) checkValue(check, attribute, matchers.is, [...path, 'is']);
  for (const word of ['in', 'not-in'] as const) {
    for (const [index, value] of (matchers[word] ?? []).entries())
      checkValue(check, attribute, value, [...path, word, index]);
  }
  if (matchers.not) checkMatchers(check, matchers.not, attribute, list, [...path, 'not']);
  for (const word of ['some', 'every', 'none'] as const) {
    const item = matchers[word];
    if (item && isMatchers(item)) checkMatchers(check, item, attribute, false, [...path, word]);
    else if (item) checkItemCondition(check, item, [...path, word]);
  }
  if (matchers.matches !== undefined) checkPattern(check, matchers.matches, [...path, 'matches']);
}

/** A condition on the members of an item: paths instead of attributes, and no edges. */
function checkItemCondition(check: Check, condition: Condition, path: DataPath): void {
  const { all, any, not, relation, attributes } = conditionParts(condition);
  for (const [word, list] of [
    ['all', all],
    ['any', any],
  ] as const) {
    for (const [index, each] of (list ?? []).entries())
      checkItemCondition(check, each, [...path, word, index]);
  }
  if (not) checkItemCondition(check, not, [...path, 'not']);
  if (relation) complain(check, path, 'an item has no edges');
  for (const [native, matchers] of attributes) {
    if (MATCHER_WORDS.has(native))
      complain(check, [...path, native], 'matchers and members cannot stand side by side', true);
    else checkPathText(check, native, [...path, native]);
    checkPatterns(check, matchers, [...path, native]);
  }
}

function checkPatterns(check: Check, matchers: Matchers, path: DataPath): void {
  if (matchers.matches !== undefined) checkPattern(check, matchers.matches, [...path, 'matches']);
  if (matchers.not) checkPatterns(check, matchers.not, [...path, 'not']);
}

function checkPattern(check: Check, pattern: string, path: DataPath): void {
  const fault = patternFault(pattern);
  if (fault) complain(check, path, fault);
}

function checkTests(check: Check, rule: Rule): void {
  const names = new Set<string>();
  for (const [index, test] of rule.tests.entries()) {
    const path = ['tests', index];
    if (names.has(test.name)) complain(check, [...path, 'name'], `there is a test \`${test.name}\` already`);
    names.add(test.name);
    if (test.expect === 'fail' && test.at === undefined)
      complain(check, path, 'a test that fails says `at` which line');
    if (test.expect === 'unknown' && test.because === undefined)
      complain(check, path, 'a test that is unknown says `because` of what');
    if (test.expect !== 'fail' && test.at !== undefined)
      complain(check, [...path, 'at'], '`at` belongs to a test that fails', true);
  }
  for (const language of new Set(rule.tests.map(test => test.language))) {
    for (const expect of ['pass', 'fail', 'unknown'] as const) {
      if (rule.tests.some(test => test.language === language && test.expect === expect)) continue;
      complain(check, ['tests'], `there is no test in ${language} that comes out \`${expect}\``, true);
    }
  }
}
