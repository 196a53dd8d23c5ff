// What `Object` does with objects beside reading them: copies, prototypes, definitions. Refuses to know syntax.

import { absent, scalar } from '../../../model/value.ts';
import { spreadInto } from '../evaluate/members.ts';
import type { RunSite } from '../evaluate/site.ts';
import type { Answer } from '../library.ts';
import { instance, list, type Member, type ProgramValue, record, recordOf } from '../values.ts';
import { itemsOf } from './iterate.ts';

type Args = readonly ProgramValue[];

const same = ([value = absent()]: Args): Answer => value;

/** `structuredClone(value)`: all that can be changed is copied. */
function clone(value: ProgramValue, site: RunSite, known: Map<ProgramValue, ProgramValue>): ProgramValue {
  const copied = known.get(value);
  if (copied) return copied;
  site.program.step(site.span);
  if (value.kind === 'choice') return site.program.options(value, site, each => clone(each, site, known));
  if (value.kind === 'list') {
    const copy = list([], value.origin, value.open);
    known.set(value, copy);
    copy.items = value.items.map(item => clone(item, site, known));
    return copy;
  }
  if (value.kind !== 'record') return value;
  const copy = recordOf(new Map<string, Member>(), value.origin, value.open);
  known.set(value, copy);
  for (const [name, member] of value.members) {
    const own = member.getter ? site.program.get(value, name, site) : member.value;
    copy.members.set(name, { value: clone(own, site, known), key: member.key });
  }
  return copy;
}

/** `Object.create(prototype, definitions)`. */
function create([prototype = absent(), definitions]: Args, site: RunSite): Answer {
  if (prototype.kind === 'instance') {
    const made = instance(prototype.class, prototype.base, [site.step]);
    return made;
  }
  const made = recordOf(new Map(), [site.step]);
  const inherited = new Map<string, Member>();
  const open = spreadInto(inherited, prototype, site);
  if (open) made.open = open;
  for (const [name, member] of inherited) made.members.set(name, { ...member, hidden: true });
  if (definitions) defineAll([made, definitions], site);
  return made;
}

function defineAll([target = absent(), definitions = absent()]: Args, site: RunSite): Answer {
  for (const name of site.program.keys(definitions)?.keys ?? [])
    define([target, scalar(name), site.program.get(definitions, name, site)], site);
  return target;
}

/** `Object.defineProperty(target, name, definition)`. */
function define([target = absent(), name = absent(), definition = absent()]: Args, site: RunSite): Answer {
  const { program } = site;
  const isObject = target.kind === 'record' || target.kind === 'instance' || target.kind === 'class';
  if (!isObject || name.kind !== 'scalar' || definition.kind !== 'record') return target;
  const [getter, setter] = ['get', 'set'].map(each => program.get(definition, each, site));
  const isListed = program.get(definition, 'enumerable', site);
  if (target.kind !== 'class') program.touch(target);
  target.members.set(String(name.value), {
    value: program.get(definition, 'value', site),
    key: null,
    ...(getter?.kind === 'function' ? { getter } : {}),
    ...(setter?.kind === 'function' ? { setter } : {}),
    ...(isListed.kind === 'scalar' && isListed.value === true ? {} : { hidden: true }),
  });
  return target;
}

function groupBy([items = absent(), group = absent()]: Args, site: RunSite): Answer {
  const found = itemsOf(items, site);
  if (!found || found.open) return undefined;
  const groups = record();
  for (const [index, item] of found.items.entries()) {
    const name = site.program.call(group, [item, scalar(index)], site);
    if (name.kind !== 'scalar') return undefined;
    const key = String(name.value);
    const own = groups.members.get(key)?.value;
    if (own?.kind === 'list') own.items = [...own.items, item];
    else groups.members.set(key, { value: list([item]), key: null });
  }
  return groups;
}

/** What a value is by default: of records and lists it is the same for all. */
function prototypeOf([value = absent()]: Args): Answer {
  if (value.kind === 'class') return value.parent ?? value.base ?? undefined;
  return value.kind === 'instance' && value.class ? instance(value.class, value.base) : undefined;
}

/** By their names. */
export const OF_OBJECT: Readonly<Record<string, (args: Args, site: RunSite) => Answer>> = {
  structuredClone: ([value = absent()], site) => clone(value, site, new Map()),
  'Object.freeze': same,
  'Object.seal': same,
  'Object.preventExtensions': same,
  'Object.create': create,
  'Object.defineProperty': define,
  'Object.defineProperties': defineAll,
  'Object.groupBy': groupBy,
  'Object.getPrototypeOf': prototypeOf,
  'Object.setPrototypeOf': same,
  'Object.is': ([one = absent(), other = absent()]) => {
    if (one.kind === 'scalar' && other.kind === 'scalar') return scalar(Object.is(one.value, other.value));
    const isPlain = (each: ProgramValue): boolean => each.kind !== 'unknown' && each.kind !== 'choice';
    return isPlain(one) && isPlain(other)
      ? scalar(one === other || (one.kind === 'absent' && other.kind === 'absent'))
      : undefined;
  },
  'Reflect.get': ([target = absent(), name = absent()], site) =>
    name.kind === 'scalar' ? site.program.get(target, String(name.value), site) : undefined,
};
