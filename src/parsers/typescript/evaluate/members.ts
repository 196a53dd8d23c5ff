// Reading and writing members as JavaScript does: own members, classes, what libraries and the language itself say, and unknowns.

import type { Span } from '../../../model/source.ts';
import { absent, call, scalar, type UnknownValue, unknown } from '../../../model/value.ts';
import { listMember } from '../builtins/lists.ts';
import { numberMember } from '../builtins/numbers.ts';
import { objectMember } from '../builtins/objects.ts';
import { textMember } from '../builtins/texts.ts';
import {
  type ClassValue,
  fromValue,
  imported,
  isLeaf,
  type Member,
  MISSING,
  type ProgramValue,
  type Single,
} from '../values.ts';
import { join } from './choice.ts';
import { Thrown } from './endings.ts';
import type { RunSite } from './site.ts';

/** `object.name`; `name` is the text of a computed key. */
export function getMember(object: ProgramValue, name: string, site: RunSite): ProgramValue {
  if (object.kind !== 'choice') return memberOf(object, name, site);
  const { program } = site;
  return program.forkValues(
    object.options.map(({ value, when }) => ({
      when,
      walk: () => {
        if (isNullish(value)) throw new Thrown(value);
        return memberOf(value, name, site);
      },
    })),
  );
}

/** `undefined` and `null`. */
export function isNullish(value: ProgramValue): boolean {
  return value.kind === 'absent' || (value.kind === 'scalar' && value.value === null);
}

function memberOf(object: Single, name: string, site: RunSite): ProgramValue {
  switch (object.kind) {
    case 'unknown':
      return memberOfUnknown(object, name);
    case 'scalar':
      if (typeof object.value === 'string') return textMember(object.value, name, object.origin);
      return object.value === null ? nothing(object, name) : numberMember(object.value, name, object.origin);
    case 'absent':
      return nothing(object, name);
    case 'list':
      return listMember(object, name);
    case 'record': {
      const member = object.members.get(name);
      if (member) return read(member, object, site);
      return object.open ? memberOfUnknown(object.open, name) : (objectMember(object, name) ?? absent());
    }
    case 'instance':
      return memberOfInstance(object, name, site);
    case 'class':
      return memberOfClass(object, name, site);
    case 'imported':
      return importedMember(object, name, site);
    case 'function': {
      const member = object.members?.get(name);
      if (member) return read(member, object, site);
      if (name === 'name') return scalar(object.name);
      return name === 'length' && object.length !== undefined ? scalar(object.length) : absent();
    }
    case 'promise':
      return memberOf(unresolved(object), name, site);
  }
}

function unresolved({ origin }: Extract<ProgramValue, { kind: 'promise' }>): UnknownValue {
  return unknown(call('promise'), 'a promise is only resolved when the program runs', origin);
}

function nothing(object: Single & { readonly kind: 'scalar' | 'absent' }, name: string): ProgramValue {
  return unknown(
    { kind: 'member', of: object, key: scalar(name) },
    `\`${name}\` is read from what is not defined`,
    object.origin,
  );
}

/** Of an unknown of which members are known for certain, these. */
export function memberOfUnknown(object: UnknownValue, name: string): ProgramValue {
  const known = object.members?.get(name);
  if (known) return fromValue(known);
  const of = unknown(object.expression, object.reason);
  return unknown({ kind: 'member', of, key: scalar(name) }, object.reason, object.origin);
}

function read(member: Member, self: Single, site: RunSite): ProgramValue {
  return member.getter ? member.getter.call(self, [], site) : present(member.value);
}

/** What is not there under a condition is undefined. */
function present(value: ProgramValue): ProgramValue {
  if (value.kind !== 'choice' || !value.options.some(option => option.value === MISSING)) return value;
  const options = value.options.map(option =>
    option.value === MISSING ? { ...option, value: absent() } : option,
  );
  return { ...value, options };
}

function memberOfInstance(
  object: Extract<Single, { kind: 'instance' }>,
  name: string,
  site: RunSite,
): ProgramValue {
  const own = object.members.get(name) ?? prototypeMember(object.class, name);
  if (own) return read(own, object, site);
  const { base } = object;
  if (name === 'constructor' && object.class) return object.class;
  if (!base) return objectMember(object, name) ?? absent();
  const answer = site.program.libraryOf(base.module)?.member?.(object, name, site);
  if (answer) return fromValue(answer);
  const of = unknown(call('object', scalar(object.serial)), `\`${base.path.join('.')}\` is an object`);
  const reason = `\`${name}\` of \`${[base.module, ...base.path].join('.')}\` is not known`;
  return unknown({ kind: 'member', of, key: scalar(name) }, reason, [site.step]);
}

/** A method or accessor of a class or one of its parents. */
export function prototypeMember(type: ClassValue | null, name: string): Member | undefined {
  for (let each = type; each; each = each.parent) {
    const member = each.prototype.get(name);
    if (member) return member;
  }
  return undefined;
}

/** What `super.name` is in a method, or in a static one. */
export function inheritedMember(
  type: ClassValue | null,
  name: string,
  isStatic: boolean,
): Member | undefined {
  if (!isStatic) return prototypeMember(type, name);
  for (let each = type; each; each = each.parent) {
    const member = each.members.get(name);
    if (member) return member;
  }
  return undefined;
}

function memberOfClass(type: ClassValue, name: string, site: RunSite): ProgramValue {
  for (let each: ClassValue | null = type; each; each = each.parent) {
    const member = each.members.get(name);
    if (member) return read(member, type, site);
  }
  if (name === 'name') return scalar(type.name);
  return type.base ? importedMember(type.base, name, site) : absent();
}

function importedMember(
  { module, path, origin }: Extract<Single, { kind: 'imported' }>,
  name: string,
  site: RunSite,
): ProgramValue {
  const found = imported(module, [...path, name], origin);
  const answer = site.program.libraryOf(module)?.read?.(found, site);
  return answer ? fromValue(answer) : found;
}

/** `object.name = value`; `key` is where the name is written. */
export function setMember(
  object: ProgramValue,
  name: string,
  value: ProgramValue,
  key: Span | null,
  site: RunSite,
): void {
  const { program } = site;
  if (object.kind === 'choice') {
    program.fork(
      object.options.map(option => ({
        when: option.when,
        walk: () => setMember(option.value, name, value, key, site),
      })),
    );
    return;
  }
  switch (object.kind) {
    case 'record': {
      const before = object.members.get(name);
      if (before && callSetter(before, object, value, site)) return;
      program.touch(object);
      object.members.set(name, { value, key });
      return;
    }
    case 'instance': {
      const { base } = object;
      const own = object.members.get(name) ?? prototypeMember(object.class, name);
      if (own && callSetter(own, object, value, site)) return;
      if (base && program.libraryOf(base.module)?.assign?.(object, name, value, site)) return;
      program.touch(object);
      object.members.set(name, { value, key });
      return;
    }
    case 'class': {
      const before = object.members.get(name);
      if (!before || !callSetter(before, object, value, site)) object.members.set(name, { value, key });
      return;
    }
    case 'function':
      object.members?.set(name, { value, key });
      return;
    case 'list': {
      if (name === 'length' && value.kind === 'scalar') {
        program.touch(object);
        object.items = object.items.slice(0, Number(value.value));
        return;
      }
      const index = Number(name);
      if (!Number.isInteger(index) || index < 0 || index > object.items.length + 1000) return;
      program.touch(object);
      const items = [...object.items];
      while (items.length < index) items.push(absent());
      items[index] = value;
      object.items = items;
    }
  }
}

/** What an accessor has no setter for cannot be written. */
function callSetter({ getter, setter }: Member, self: Single, value: ProgramValue, site: RunSite): boolean {
  setter?.call(self, [value], site);
  return setter !== undefined || getter !== undefined;
}

/** Names in JavaScript's order: numbers first; what is hidden is not listed. */
function listed(members: ReadonlyMap<string, Member>): readonly string[] {
  const names = [...members].filter(([name, member]) => !isHidden(name, member)).map(([name]) => name);
  const indexes = names.filter(isIndex);
  if (indexes.length === 0) return names;
  const sorted = indexes.sort((one, other) => Number(one) - Number(other));
  return [...sorted, ...names.filter(name => !isIndex(name))];
}

function isHidden(name: string, member: Member): boolean {
  return member.hidden === true || isUndefined(member.value) || name.startsWith('@@') || name.startsWith('#');
}

function isIndex(name: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(name);
}

/** The names of own members; null for what has none. */
export function keysOf(value: ProgramValue): { keys: readonly string[]; open: UnknownValue | null } | null {
  if (value.kind === 'record') {
    return { keys: listed(value.members), open: value.open };
  }
  if (value.kind === 'instance') return { keys: listed(value.members), open: null };
  if (value.kind === 'class') return { keys: listed(value.members), open: null };
  if (value.kind === 'scalar' && typeof value.value === 'string')
    return { keys: [...value.value].map((_, index) => String(index)), open: null };
  if (value.kind === 'list') return { keys: value.items.map((_, index) => String(index)), open: value.open };
  return null;
}

function isUndefined(value: ProgramValue): boolean {
  return value === MISSING;
}

/** Members that a spread copies into a record: `{ ...value }`. */
export function spreadInto(
  members: Map<string, Member>,
  value: ProgramValue,
  site: RunSite,
): UnknownValue | null {
  const { program } = site;
  if ('members' in value && value.members) program.spend(value.members.size + members.size, site.span);
  if (value.kind === 'scalar' && typeof value.value === 'string')
    for (const [index, each] of [...value.value].entries())
      members.set(String(index), { value: scalar(each, value.origin), key: null });
  if (isLeaf(value)) return value.kind === 'unknown' ? spreadUnknown(members, value) : null;
  if (value.kind === 'choice') return spreadChoice(members, value, site);
  if (value.kind === 'record' || value.kind === 'instance' || value.kind === 'class') {
    if (value.kind === 'record' && value.open) spreadUnknown(members, value.open);
    for (const [name, member] of value.members) {
      if (member.hidden) continue;
      if (member.getter) members.set(name, { value: member.getter.call(value, [], site), key: member.key });
      else members.set(name, member);
    }
    return value.kind === 'record' ? value.open : null;
  }
  if (value.kind === 'list') {
    for (const [index, item] of value.items.entries()) members.set(String(index), { value: item, key: null });
    return value.open;
  }
  return value.kind === 'imported' ? spreadUnknown(members, asUnknown(program.toValue(value))) : null;
}

function asUnknown(value: ReturnType<RunSite['program']['toValue']>): UnknownValue {
  return value.kind === 'unknown' ? value : unknown(call('spread', value), 'it is not known', value.origin);
}

/** What was there before may have been replaced. */
function spreadUnknown(members: Map<string, Member>, value: UnknownValue): UnknownValue {
  for (const name of members.keys())
    if (!value.members?.has(name)) members.set(name, { value: memberOfUnknown(value, name), key: null });
  for (const [name, member] of value.members ?? [])
    members.set(name, { value: fromValue(member), key: null });
  return value;
}

/** Each alternative's members, which are there when it is the one. */
function spreadChoice(
  members: Map<string, Member>,
  { options }: Extract<ProgramValue, { kind: 'choice' }>,
  site: RunSite,
): UnknownValue | null {
  let open: UnknownValue | null = null;
  const results = site.program.fork(
    options.map(({ value, when }) => ({
      when,
      walk: () => {
        const own = new Map(members);
        open = spreadInto(own, value, site) ?? open;
        return own;
      },
    })),
  );
  const names = new Set(results.flatMap(({ result }) => [...result.keys()]));
  for (const name of names) {
    const own = results.map(({ result }) => result.get(name));
    const [some] = own.filter(each => each !== undefined);
    const isSame = own.every(each => each === some);
    const value = isSame
      ? some!.value
      : join(results.map(({ when }, index) => ({ when, value: own[index]?.value ?? MISSING })));
    members.set(name, { ...some!, value });
  }
  return open;
}
