// What the schema cannot say of a rule: that attributes, edges and values exist in the maps, and that tests are there.
// Refuses to know what rules find.

import { conditionParts, DIRECTIONS, isMatchers, MATCHER_WORDS } from './condition-form.ts';
import { parsePath, readsList } from './native-path.ts';
import type { DataPath, YamlDocument } from './read-yaml.ts';
import {
  type Check,
  checkPathText,
  checkPattern,
  checkPatterns,
  checkValue,
  complain,
  didYouMean,
  type Maps,
  PLACEHOLDERS,
  unknownAttribute,
} from './rule-check.ts';
import type { RuleProblem } from './rule-error.ts';
import type {
  Attribute,
  Condition,
  Matchers,
  NativePath,
  ResourceMap,
  Rule,
  RuleCase,
} from './rule-format.ts';
import { settingFault, settingsNamedIn, withSampleSettings } from './rule-settings.ts';

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
  'covers',
] as const;

/** What is wrong with a rule that fits its schema. */
export function checkRule(rule: Rule, document: YamlDocument, maps: Maps): RuleProblem[] {
  const check: Check = { document, maps, problems: [] };
  if (!settingsExist(check, rule)) return check.problems;
  checkSettings(check, rule);
  for (const [index, each] of withSampleSettings(rule).cases.entries()) {
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
  checkItems(check, each, map, path);
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

/** Whether the rule has every setting that its conditions name: else they have no values to be checked by. */
function settingsExist(check: Check, { settings = {}, cases }: Rule): boolean {
  const missing = settingsNamedIn(cases, ['cases']).filter(({ name }) => !settings[name]);
  for (const { name, path } of missing)
    complain(check, path, `the rule has no setting \`${name}\`${didYouMean(name, Object.keys(settings))}`);
  return missing.length === 0;
}

function checkSettings(check: Check, { settings = {}, cases, tests }: Rule): void {
  const named = settingsNamedIn(cases);
  for (const name of Object.keys(settings)) {
    if (!named.some(each => each.name === name))
      complain(check, ['settings', name], 'no condition names this setting', true);
  }
  for (const [index, test] of tests.entries()) {
    for (const [name, value] of Object.entries(test.settings ?? {})) {
      const fault = settingFault({ id: 'the rule', settings }, name, value);
      if (fault) complain(check, ['tests', index, 'settings', name], fault);
    }
  }
}

function checkItems(check: Check, { each, by }: RuleCase, map: ResourceMap, path: DataPath): void {
  if (by !== undefined && each === undefined)
    complain(check, [...path, 'by'], '`by` belongs to `each`: it tells the items of a list apart', true);
  if (each === undefined) return;
  const attribute = map.attributes[each];
  if (!attribute) unknownAttribute(check, each, map, [...path, 'each']);
  else if (!isList(attribute) && !isListOfTypes(map, each))
    complain(check, [...path, 'each'], `\`${each}\` is no list`);
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

/** Everything that a condition on a kind names exists. */
export function checkCondition(check: Check, condition: Condition, map: ResourceMap, path: DataPath): void {
  const { all, any, not, relation, attributes } = conditionParts(condition);
  for (const [index, each] of (all ?? []).entries())
    checkCondition(check, each, map, [...path, 'all', index]);
  for (const [index, each] of (any ?? []).entries())
    checkCondition(check, each, map, [...path, 'any', index]);
  if (not) checkCondition(check, not, map, [...path, 'not']);
  if (!relation && ('where' in condition || 'count' in condition)) {
    complain(check, path, '`where` and `count` belong to `incoming`, `outgoing` or `deployed`');
  }
  if (DIRECTIONS.filter(each => each in condition).length > 1) {
    complain(
      check,
      path,
      'a condition has one of `incoming`, `outgoing` and `deployed`: put the other under `all`',
    );
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
  { direction, name, where }: NonNullable<ReturnType<typeof conditionParts>['relation']>,
  map: ResourceMap,
  path: DataPath,
): void {
  if (direction === 'deployed') {
    const kind = check.maps.get(name);
    if (!kind) {
      complain(check, [...path, direction], `unknown kind \`${name}\`${didYouMean(name, check.maps.keys())}`);
    } else if (where) checkCondition(check, where, kind, [...path, 'where']);
    return;
  }
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
  return Object.values(attribute.in).some(readsItems);
}

/** Whether single types keep an attribute as a list. */
function isListOfTypes({ from }: ResourceMap, name: string): boolean {
  const own = Object.values(from).flatMap(types => types.map(each => each.attributes?.[name]));
  return own.some(native => native !== undefined && readsItems(native));
}

function readsItems(native: NativePath): boolean {
  if (typeof native !== 'string' && native.present) return false;
  if (typeof native !== 'string' && native.policy) return true;
  const path = typeof native === 'string' ? native : (native.json ?? native.path);
  const steps = path === undefined ? [] : parsePath(path);
  return typeof steps !== 'string' && readsList(steps);
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
  for (const word of ['matches', 'written'] as const)
    if (matchers[word] !== undefined) checkPattern(check, matchers[word], [...path, word]);
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
  if (relation) complain(check, path, 'an item has no edges and is not deployed');
  for (const [native, matchers] of attributes) {
    if (MATCHER_WORDS.has(native))
      complain(check, [...path, native], 'matchers and members cannot stand side by side', true);
    else checkPathText(check, native, [...path, native]);
    checkPatterns(check, matchers, [...path, native]);
  }
}

/** Whether it is never unknown: types alone decide, or what is written in the code. */
function isNeverUnknown({ maps }: Check, { cases }: Rule): boolean {
  return cases.every(({ resource, when, unless, require }) => {
    const attributes = maps.get(resource)?.attributes ?? {};
    return [when, unless, require].every(
      condition => !condition || asksOnly(condition, (name, asked) => isAlwaysKnown(attributes[name], asked)),
    );
  });
}

function asksOnly(condition: Condition, allows: (attribute: string, matchers: Matchers) => boolean): boolean {
  const { all, any, not, relation, attributes } = conditionParts(condition);
  const parts = [...(all ?? []), ...(any ?? []), ...(not ? [not] : [])];
  return (
    !relation && attributes.every(each => allows(...each)) && parts.every(each => asksOnly(each, allows))
  );
}

function isAlwaysKnown(attribute: Attribute | undefined, asked: Matchers): boolean {
  const ways = Object.values(attribute?.in ?? {});
  return (
    ways.length > 0 &&
    (asksOnlyWhatIsWritten(asked) ||
      ways.every(native => typeof native !== 'string' && native.path === undefined))
  );
}

function asksOnlyWhatIsWritten(asked: Matchers): boolean {
  return Object.keys(asked).every(
    word => word === 'written' || (word === 'not' && asksOnlyWhatIsWritten(asked.not!)),
  );
}

function checkTests(check: Check, rule: Rule): void {
  const outcomes = isNeverUnknown(check, rule)
    ? (['pass', 'fail'] as const)
    : (['pass', 'fail', 'unknown'] as const);
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
    for (const expect of outcomes) {
      if (rule.tests.some(test => test.language === language && test.expect === expect)) continue;
      complain(check, ['tests'], `there is no test in ${language} that comes out \`${expect}\``, true);
    }
  }
}
