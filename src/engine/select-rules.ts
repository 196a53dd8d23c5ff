// Which rules run, by packs and by what users call rules: id, another tool's name for it, or a whole check.
// Refuses to know where the choice was written down.

import type { Severity } from '../model/finding.ts';
import { nearestName } from '../model/nearest-name.ts';
import type { Catalogue } from './catalogue.ts';
import type { Pack, Rule } from './rule-format.ts';
import { type RuleSettings, withSettings } from './rule-settings.ts';

/** Levels by name: `off` leaves rules out, a severity adds them and replaces theirs. More exact names win over checks. */
export type Levels = Readonly<Record<string, Severity | 'off'>>;

/** What a user chose; names are ids, aliases (`AZR-000283`) or checks (`private-endpoint`), compared without case. */
export interface RuleSelection {
  /** Rules of any of these packs; `recommended` where nothing is said. */
  readonly packs?: readonly Pack[];
  /** Only these, whatever their packs; a severity among the levels adds none to them. */
  readonly only?: readonly string[];
  readonly levels?: Levels;
  /** Levels for findings in some files; of several that apply the last one counts. */
  readonly overrides?: readonly Override[];
  /** Not these, whatever is said elsewhere. */
  readonly never?: readonly string[];
  /** Values of the settings of rules, by id. */
  readonly settings?: RuleSettings;
}

export interface Override {
  /** Whether it is about findings in a file, as in `Source.path`. */
  applies(path: string): boolean;
  readonly levels: Levels;
}

export interface SelectedRules {
  /** Those that run somewhere, as they are set. */
  readonly rules: readonly Rule[];
  /** The severities that replace the rules' own, by id. */
  readonly severities: ReadonlyMap<string, Severity>;
  /** The level of a rule for findings in a file: null for its own severity. */
  levelAt(rule: string, path: string): Severity | 'off' | null;
  /** Names that mean no rule, each with the nearest one that does. */
  readonly unknown: readonly { readonly name: string; readonly nearest: string | null }[];
}

export function selectRules({ rules }: Catalogue, selection: RuleSelection): SelectedRules {
  const { packs = ['recommended'], only, levels = {}, overrides = [], never = [], settings = {} } = selection;
  const names = rulesByName(rules.values());
  const mentioned = [...(only ?? []), ...Object.keys(levels), ...never];
  const unknown = mentioned
    .filter(name => !names.has(name.toLowerCase()))
    .map(name => ({ name, nearest: nearestRuleName(name, names) }));
  const chosen = new Set<Rule>(
    only
      ? only.flatMap(name => names.get(name.toLowerCase()) ?? [])
      : [...rules.values()].filter(rule => rule.packs.some(pack => packs.includes(pack))),
  );
  const everywhere = levelsById(levels, names);
  const inPlaces = overrides.map(({ applies, levels: own }) => ({ applies, levels: levelsById(own, names) }));
  const banned = new Set(never.flatMap(name => names.get(name.toLowerCase()) ?? []));
  const runs = (rule: Rule): boolean => {
    if (banned.has(rule)) return false;
    const level = everywhere.get(rule.id);
    if (level === undefined ? chosen.has(rule) : level !== 'off' && (!only || chosen.has(rule))) return true;
    return (!only || chosen.has(rule)) && inPlaces.some(place => isSeverity(place.levels.get(rule.id)));
  };
  const own = (rule: Rule): Severity | 'off' | null =>
    everywhere.get(rule.id) ?? (chosen.has(rule) ? null : 'off');
  return {
    rules: [...rules.values()].filter(runs).map(rule => withSettings(rule, settings[rule.id])),
    severities: new Map([...everywhere].filter((entry): entry is [string, Severity] => isSeverity(entry[1]))),
    levelAt: (id, path) => {
      const place = inPlaces.findLast(({ applies, levels: said }) => said.has(id) && applies(path));
      return place ? place.levels.get(id)! : own(rules.get(id)!);
    },
    unknown,
  };
}

function isSeverity(level: Severity | 'off' | undefined): level is Severity {
  return level !== undefined && level !== 'off';
}

/** The level of each rule that is meant, by its most exact name. */
function levelsById(
  levels: Levels,
  names: ReadonlyMap<string, readonly Rule[]>,
): ReadonlyMap<string, Severity | 'off'> {
  const entries = Object.entries(levels).map(([name, level]) => ({
    rules: names.get(name.toLowerCase()) ?? [],
    level,
  }));
  entries.sort((one, other) => other.rules.length - one.rules.length);
  return new Map(entries.flatMap(({ rules, level }) => rules.map(rule => [rule.id, level] as const)));
}

/** Every name in lower case, with the rules that it means. */
export function rulesByName(rules: Iterable<Rule>): Map<string, Rule[]> {
  const names = new Map<string, Rule[]>();
  for (const rule of rules) {
    for (const name of new Set([rule.id, rule.check, ...(rule.aliases ?? [])])) {
      const key = name.toLowerCase();
      const known = names.get(key);
      if (known) known.push(rule);
      else names.set(key, [rule]);
    }
  }
  return names;
}

/** The name that somebody probably meant, as it is spelt. */
export function nearestRuleName(name: string, names: ReadonlyMap<string, readonly Rule[]>): string | null {
  const nearest = nearestName(name, names.keys());
  const spellings = (names.get(nearest ?? '') ?? []).flatMap(rule => [
    rule.id,
    rule.check,
    ...(rule.aliases ?? []),
  ]);
  return spellings.find(each => each.toLowerCase() === nearest) ?? null;
}
