// Setting a member of members, as escape hatches do. Refuses to know whose paths these are.

import { type ProgramValue, record } from '../values.ts';
import { getMember, isNullish, setMember } from './members.ts';
import type { RunSite } from './site.ts';

/** Makes records on the way where there is nothing. */
export function setPath(
  object: ProgramValue,
  path: readonly string[],
  value: ProgramValue,
  site: RunSite,
): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  if (rest.length === 0) {
    setMember(object, name, value, site.span, site);
    return;
  }
  const member = getMember(object, name, site);
  if (!isNullish(member) && member.kind !== 'unknown') {
    setPath(member, rest, value, site);
    return;
  }
  const created = record([], [{ role: 'literal', span: site.span }]);
  if (member.kind === 'unknown') created.open = member;
  setMember(object, name, created, site.span, site);
  setPath(created, rest, value, site);
}
