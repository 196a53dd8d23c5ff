// Which rules run, by packs and by what users call rules: id, another tool's name for it, or a whole check.
// Refuses to know where the choice was written down.

import type { Severity } from '../model/finding.ts';
import { nearestName } from '../model/nearest-name.ts';
import type { Catalogue } from './catalogue.ts';
import type { Pack, Rule } from './rule-format.ts';

/** What a user chose; names are ids, aliases (`AZR-000283`) or checks (`private-endpoint`), compared without case. */
export interface RuleSelection {
  /** Rules of any of these packs; `recommended` where nothing is said. */
  readonly packs?: readonly Pack[];
  /** Only these, whatever their packs. */
  readonly only?: readonly string[];
  /** Levels by name: `off` leaves rules out, a severity adds them and replaces theirs. More exact names win over checks. */
  readonly levels?: Readonly<Record<string, Severity | 'off'>>;
}

export interface SelectedRules {
  readonly rules: readonly Rule[];
  /** The severities that replace the rules' own, by id. */
  readonly severities: ReadonlyMap<string, Severity>;
  /** Names that mean no rule, each with the nearest one that does. */
  readonly unknown: readonly { readonly name: string; readonly nearest: string | null }[];
}

export function selectRules({ rules }: Catalogue, selection: RuleSelection): SelectedRules {
  const packs = selection.packs ?? ['recommended'];
  const names = namesOf(rules.values());
  const mentioned = [...(selection.only ?? []), ...Object.keys(selection.levels ?? {})];
  const unknown = mentioned
    .filter(name => !names.has(name.toLowerCase()))
    .map(name => ({ name, nearest: nearestName(name, names.keys()) }));
  const chosen = new Set<Rule>();
  for (const rule of rules.values()) {
    if (!selection.only && rule.packs.some(pack => packs.includes(pack))) chosen.add(rule);
  }
  for (const name of selection.only ?? [])
    for (const rule of names.get(name.toLowerCase()) ?? []) chosen.add(rule);
  const severities = applyLevels(selection.levels ?? {}, names, chosen);
  return { rules: [...rules.values()].filter(rule => chosen.has(rule)), severities, unknown };
}

function applyLevels(
  levels: Readonly<Record<string, Severity | 'off'>>,
  names: ReadonlyMap<string, readonly Rule[]>,
  chosen: Set<Rule>,
): Map<string, Severity> {
  const severities = new Map<string, Severity>();
  const entries = Object.entries(levels).map(([name, level]) => ({
    rules: names.get(name.toLowerCase()) ?? [],
    level,
  }));
  entries.sort((one, other) => other.rules.length - one.rules.length);
  for (const { rules, level } of entries) {
    for (const rule of rules) {
      if (level === 'off') chosen.delete(rule);
      else {
        chosen.add(rule);
        severities.set(rule.id, level);
      }
    }
  }
  return severities;
}

/** Every name in lower case, with the rules that it means. */
function namesOf(rules: Iterable<Rule>): Map<string, Rule[]> {
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
