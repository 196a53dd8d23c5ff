// Resources that are declared more than once in one deployment, as when a bare declaration is followed by a module that completes it.
// Promises no failure of one declaration that another may mend, and one place for what they share. Refuses to know which of them is
// deployed last.

import type { Verdict } from '../model/finding.ts';
import type { Value } from '../model/value.ts';
import { deployedWith } from './references.ts';
import { looseKey } from './text-comparison.ts';
import { nameOf } from './wording.ts';
import type { Mapped, World } from './world.ts';

/** A verdict with the resource that it is on. */
export interface Judged {
  readonly mapped: Mapped;
  readonly verdict: Verdict;
}

/**
 * What is deployed last decides, and a deployment does not say what that is: a failure stays only where every other declaration of
 * the resource that is deployed along with it fails too. Where nothing of it is written in one declaration, the place is where
 * another one writes it. Names that clouds other than Azure give are no ids: they may be the same in another region, and else the
 * second is refused.
 */
export function settleRedeclared(world: World, judged: readonly Judged[]): Verdict[] {
  const siblingsOf = groupsIn(world, judged);
  return judged.map(({ mapped, verdict }) => {
    if (verdict.outcome !== 'fail') return verdict;
    const ids = mapped.identities.filter(identity => !mapped.names.includes(identity));
    const groups = ids.map(identity => siblingsOf(mapped, identity, verdict.rule));
    const others = groups.flatMap(group => (group.isUnanimous ? [] : group.members));
    const isRival = (other: Mapped) => other !== mapped && deployedWith([mapped], other).truth === true;
    if (others.some(other => other.verdict?.outcome !== 'fail' && isRival(other.mapped)))
      return doubtful(verdict, mapped);
    if (isWritten(verdict)) return verdict;
    const written = groups.flatMap(group => group.written).find(other => isRival(other.mapped));
    return written ? { ...written.verdict, resource: verdict.resource } : verdict;
  });
}

/** The declarations of one resource, with what a rule says of each. */
interface Group {
  readonly members: readonly { readonly mapped: Mapped; readonly verdict: Verdict | undefined }[];
  /** Whether it fails on all of them. */
  readonly isUnanimous: boolean;
  /** Those where something that decides is written. */
  readonly written: readonly Judged[];
}

/** The groups by identity and rule, each made once: a loop may declare the same resource many times. */
function groupsIn(
  world: World,
  judged: readonly Judged[],
): (mapped: Mapped, identity: Value, rule: string) => Group {
  const byRule = new Map<string, Map<Mapped, Verdict>>();
  for (const { mapped, verdict } of judged) {
    const verdicts = byRule.get(verdict.rule);
    if (verdicts) verdicts.set(mapped, verdict);
    else byRule.set(verdict.rule, new Map([[mapped, verdict]]));
  }
  const groups = new Map<string, Group>();
  return ({ map }, identity, rule) => {
    const key = looseKey(identity);
    const place = `${rule} ${map.resource} ${key}`;
    let group = groups.get(place);
    if (!group) {
      const declared = (world.byIdentity.get(key) ?? []).filter(
        each => each.map === map && !each.resource.existing,
      );
      const members = declared.map(mapped => ({ mapped, verdict: byRule.get(rule)?.get(mapped) }));
      const isUnanimous = members.every(({ verdict }) => verdict?.outcome === 'fail');
      const written = members.filter((each): each is Judged => !!each.verdict && isWritten(each.verdict));
      group = { members, isUnanimous, written };
      groups.set(place, group);
    }
    return group;
  };
}

/** Whether the place is less than the whole declaration: something that decides is written there. */
function isWritten({ location, resource: { header } }: Verdict): boolean {
  return location.source !== header.source || location.start !== header.start;
}

function doubtful(verdict: Verdict, mapped: Mapped): Verdict {
  const message = `\`${nameOf(mapped)}\` is declared more than once, and what is deployed last decides`;
  return { ...verdict, outcome: 'unknown', message, fix: null };
}
