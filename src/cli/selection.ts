// The rules that a command line asks for.

import type { Catalogue } from '../engine/catalogue.ts';
import type { Pack } from '../engine/rule-format.ts';
import { type RuleSelection, type SelectedRules, selectRules } from '../engine/select-rules.ts';
import type { Arguments } from './arguments.ts';
import { UsageError } from './errors.ts';

/** Throws a UsageError for a name that means no rule. */
export function selectionOf(
  given: Arguments,
  catalogue: Catalogue,
): { selection: RuleSelection; selected: SelectedRules } {
  const only = given.values('select').map(withoutPrefix);
  const pack = given.value('pack');
  const selection: RuleSelection = {
    ...(pack ? { packs: [pack as Pack] } : {}),
    ...(only.length > 0 ? { only } : {}),
    levels: Object.fromEntries(given.values('ignore').map(name => [withoutPrefix(name), 'off'])),
  };
  const selected = selectRules(catalogue, selection);
  const [unknown] = selected.unknown;
  if (unknown)
    throw new UsageError(
      `no rule is called ${unknown.name}${unknown.nearest ? `; did you mean ${unknown.nearest}?` : ''} (aispm rules list)`,
    );
  return { selection, selected };
}

/** `check:private-endpoint` is the long form of `private-endpoint`. */
function withoutPrefix(name: string): string {
  return name.startsWith('check:') ? name.slice('check:'.length) : name;
}
