// Finding members of objects the way ARM does: names compare without case. Refuses to know values.

import type { ObjectValue, Origin, UnknownValue, Value } from '../../../model/value.ts';

/** An object's member by its name without regard to case; undefined where there is none. */
export function findMember(container: ObjectValue, name: string): Value | undefined {
  const key = findKey(container.members, name);
  return key === undefined ? undefined : container.members.get(key);
}

/** A member that an object which is not wholly known has for certain; undefined where that is not certain. */
export function certainMember({ members }: UnknownValue, name: string): Value | undefined {
  const key = members && findKey(members, name);
  return key === undefined ? undefined : members?.get(key);
}

/** The spelling under which there is a member; undefined where there is none. */
export function findKey(members: ReadonlyMap<string, unknown>, name: string): string | undefined {
  if (members.has(name)) return name;
  const wanted = name.toLowerCase();
  for (const key of members.keys()) {
    if (key.length === name.length && key.toLowerCase() === wanted) return key;
  }
  return undefined;
}

/** A part of a container, with what happened to the container after it was written added to its way. */
export function followed(part: Value, container: Origin): Value {
  if (part.origin.length === 0) return container.length === 0 ? part : { ...part, origin: container };
  const since = container.filter(({ role }) => role !== 'literal');
  return since.length === 0 ? part : { ...part, origin: [...part.origin, ...since] };
}
