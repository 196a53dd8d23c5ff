// What users may set for rules: conditions name it as `{ setting: … }`, and before a rule runs its value stands there.
// Refuses to know where users write it down.

import { nearestName } from '../model/nearest-name.ts';
import type { Literal, Rule, Setting } from './rule-format.ts';

/** Values by rule and by setting. */
export type RuleSettings = Readonly<Record<string, SettingValues>>;

export type SettingValues = Readonly<Record<string, Literal>>;

/** A rule with values where its conditions name settings. One that lacks a value is about no kind. */
export function withSettings(rule: Rule, given: SettingValues = {}): Rule {
  if (!rule.settings) return rule;
  const values: Record<string, Literal> = {};
  for (const [name, setting] of Object.entries(rule.settings)) {
    const value = given[name] ?? setting.default;
    if (value === undefined) return { ...rule, kinds: [] };
    values[name] = value;
  }
  return { ...rule, cases: filled(rule.cases, values) as Rule['cases'] };
}

/** A rule's data with some value of the right type for each setting, so that it can be checked as if none were named. */
export function withSampleSettings<T extends { readonly settings?: Rule['settings'] }>(data: T): T {
  const samples = Object.entries(data.settings ?? {}).map(
    ([name, setting]) => [name, setting.default ?? SAMPLES[setting.type]] as const,
  );
  return samples.length === 0 ? data : (filled(data, Object.fromEntries(samples)) as T);
}

const SAMPLES: Readonly<Record<Setting['type'], Literal>> = { texts: ['x'], text: 'x', number: 1 };

function filled(data: unknown, values: SettingValues): unknown {
  if (Array.isArray(data)) return data.map(each => filled(each, values));
  if (typeof data !== 'object' || data === null) return data;
  const name = settingNamedBy(data);
  if (name !== null) return values[name] ?? data;
  return Object.fromEntries(Object.entries(data).map(([key, each]) => [key, filled(each, values)]));
}

/** Every setting that conditions name, with the way to it. */
export function settingsNamedIn(
  data: unknown,
  path: readonly (string | number)[] = [],
): { readonly name: string; readonly path: readonly (string | number)[] }[] {
  if (Array.isArray(data)) return data.flatMap((each, index) => settingsNamedIn(each, [...path, index]));
  if (typeof data !== 'object' || data === null) return [];
  const name = settingNamedBy(data);
  if (name !== null) return [{ name, path }];
  return Object.entries(data).flatMap(([key, each]) => settingsNamedIn(each, [...path, key]));
}

/** `{ setting: name }`; an attribute of that name would have matchers. */
function settingNamedBy(data: object): string | null {
  return 'setting' in data && typeof data.setting === 'string' ? data.setting : null;
}

/** What is wrong with a value that a user gives to a setting of a rule; null where it fits. */
export function settingFault(
  rule: Pick<Rule, 'id' | 'settings'>,
  name: string,
  value: Literal,
): string | null {
  const setting = rule.settings?.[name];
  if (!setting) {
    const near = nearestName(name, Object.keys(rule.settings ?? {}));
    return `\`${rule.id}\` has no setting \`${name}\`${near ? `: did you mean \`${near}\`?` : ''}`;
  }
  const isRight =
    setting.type === 'texts'
      ? Array.isArray(value) && value.length > 0 && value.every(each => typeof each === 'string')
      : typeof value === TYPES[setting.type];
  return isRight ? null : `\`${name}\` is ${EXPECTED[setting.type]}: ${setting.description}`;
}

const TYPES = { text: 'string', number: 'number' } as const;
const EXPECTED = { texts: 'a list of texts', text: 'a text', number: 'a number' } as const;
