// Resources that are declared more than once in one deployment, as when a bare declaration is followed by a module that completes it.
// Promises no failure of one declaration that another may mend, and one place for what they share. Refuses to know which of them is
// deployed last.

import type { Verdict } from '../model/finding.ts';
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
 * another one writes it.
 */
export function settleRedeclared(world: World, judged: readonly Judged[]): Verdict[] {
  const byRule = new Map<string, Map<Mapped, Verdict>>();
  for (const { mapped, verdict } of judged) {
    const verdicts = byRule.get(verdict.rule);
    if (verdicts) verdicts.set(mapped, verdict);
    else byRule.set(verdict.rule, new Map([[mapped, verdict]]));
  }
  return judged.map(({ mapped, verdict }) => {
    if (verdict.outcome !== 'fail') return verdict;
    const others = otherDeclarations(world, mapped).map(each => byRule.get(verdict.rule)?.get(each));
    if (others.some(each => each?.outcome !== 'fail')) return doubtful(verdict, mapped);
    const written = isWritten(verdict) ? undefined : others.find(each => each && isWritten(each));
    return written ? { ...written, resource: verdict.resource } : verdict;
  });
}

/** Whether the place is less than the whole declaration: something that decides is written there. */
function isWritten({ location, resource: { header } }: Verdict): boolean {
  return location.source !== header.source || location.start !== header.start;
}

function otherDeclarations(world: World, mapped: Mapped): Mapped[] {
  const owners = mapped.identities.flatMap(identity => world.byIdentity.get(looseKey(identity)) ?? []);
  return [...new Set(owners)].filter(
    other =>
      other !== mapped &&
      !other.resource.existing &&
      other.map === mapped.map &&
      deployedWith([mapped], other).truth === true,
  );
}

function doubtful(verdict: Verdict, mapped: Mapped): Verdict {
  const message = `\`${nameOf(mapped)}\` is declared more than once, and what is deployed last decides`;
  return { ...verdict, outcome: 'unknown', message, fix: null };
}
