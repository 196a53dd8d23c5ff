// Members that every object inherits, and what they do. Refuses to know classes of packages.

import { absent, call, scalar, unknown } from '../../../model/value.ts';
import { keysOf } from '../evaluate/members.ts';
import type { Site } from '../library.ts';
import { builtIn, type InstanceValue, imported, type ProgramValue, type RecordValue } from '../values.ts';

type Plain = RecordValue | InstanceValue;

/** Undefined for what not every object has. */
export function objectMember(self: Plain, name: string): ProgramValue | undefined {
  if (name === 'constructor') return self.kind === 'record' ? imported('', ['Object']) : undefined;
  return Object.hasOwn(METHODS, name)
    ? builtIn(name, (receiver, args, site) => METHODS[name]!(isPlain(receiver) ? receiver : self, args, site))
    : undefined;
}

function isPlain(value: ProgramValue): value is Plain {
  return value.kind === 'record' || value.kind === 'instance';
}

type Method = (self: Plain, args: readonly ProgramValue[], site: Site) => ProgramValue;

function ownMember(
  self: Plain,
  [name = absent()]: readonly ProgramValue[],
  { step, program }: Site,
): ProgramValue {
  return hasOwn(self, program.toValue(name)) ?? unknown(call('own'), 'its members are not known', [step]);
}

const METHODS: Readonly<Record<string, Method>> = {
  hasOwnProperty: ownMember,
  propertyIsEnumerable: ownMember,
  toString: (_: Plain, __: readonly ProgramValue[], { step }: Site) => scalar('[object Object]', [step]),
  valueOf: (self: Plain) => self,
};

/** Whether an object has a member itself; undefined where that is not known. */
export function hasOwn(
  self: ProgramValue,
  name: { kind: string; value?: unknown },
): ProgramValue | undefined {
  const found = keysOf(self);
  if (name.kind !== 'scalar' || !found) return undefined;
  const member = self.kind === 'record' ? self.members.get(String(name.value)) : undefined;
  if (member?.value.kind === 'choice') return undefined;
  const isOwn = found.keys.includes(String(name.value));
  return isOwn || !found.open ? scalar(isOwn) : undefined;
}
