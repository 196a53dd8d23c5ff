// Calls and `new`: of functions and classes of the program, of names that libraries know, and of what nobody knows.
// Whatever gets a construct and is not known may declare resources in it: that leaves a gap.

import { absent, call, scalar, type UnknownValue, unknown, type Value } from '../../../model/value.ts';
import { invokeGenerator } from '../builtins/generators.ts';
import { invokePromise } from '../builtins/promises.ts';
import {
  type ClassValue,
  fromValue,
  type ImportedValue,
  type InstanceValue,
  imported,
  instance,
  isLeaf,
  list,
  type ProgramValue,
  type Single,
} from '../values.ts';
import { further, negation } from './choice.ts';
import { Thrown } from './endings.ts';
import { getMember, isNullish, prototypeMember } from './members.ts';
import type { RunSite } from './site.ts';

type Args = readonly ProgramValue[];

/** `callee(...args)`. */
export function callValue(
  callee: ProgramValue,
  args: Args,
  site: RunSite,
  self: ProgramValue = absent(),
): ProgramValue {
  switch (callee.kind) {
    case 'choice':
      return forEach(callee, site, each => callValue(each, args, site, self));
    case 'function':
      return callee.call(self, args, site);
    case 'imported':
      return callImported(callee, args, site);
    default:
      return callUnknown(callee, 'call', args, site);
  }
}

/** `object.name(...args)`. */
export function invokeMethod(object: ProgramValue, name: string, args: Args, site: RunSite): ProgramValue {
  if (object.kind === 'choice') return forEach(object, site, each => invokeMethod(each, name, args, site));
  const { program } = site;
  switch (object.kind) {
    case 'imported':
      return callImported(imported(object.module, [...object.path, name], object.origin), args, site);
    case 'instance': {
      const own = object.members.get(name) ?? prototypeMember(object.class, name);
      if (own) return callValue(getMember(object, name, site), args, site, object);
      if (object.base) return invokeOfLibrary(object, object.base, name, args, site);
      const inherited = invokeGenerator(object, name, args) ?? getMember(object, name, site);
      return inherited.kind === 'function' ? inherited.call(object, args, site) : inherited;
    }
    case 'promise':
      return invokePromise(object, name, args, site);
    case 'function':
      return invokeFunction(object, name, args, site);
  }
  const member = object.kind === 'unknown' ? absent() : getMember(object, name, site);
  if (member.kind === 'function' || member.kind === 'choice' || member.kind === 'imported')
    return callValue(member, args, site, object);
  for (const library of program.libraries) {
    const answer = library.invokeOnData?.(object, name, args, site);
    if (answer) return fromValue(answer);
  }
  return callUnknown(member.kind === 'unknown' ? member : object, name, args, site);
}

/** A method that the package's class has: `bucket.grantRead(role)`, `super.toString()`. */
export function invokeOfLibrary(
  object: InstanceValue,
  base: ImportedValue,
  name: string,
  args: Args,
  site: RunSite,
): ProgramValue {
  const { program } = site;
  const answer = program.libraryOf(base.module)?.invoke?.(object, name, args, site);
  if (answer) return fromValue(answer);
  const full = `${base.path.join('.')}.${name}`;
  const reason = `\`${full}()\` of \`${base.module}\` is not known`;
  walkCallbacks(args, reason, site);
  if (args.some(isConstruct)) program.gap(reason, site);
  const of = unknown(call('object', scalar(object.serial)), reason);
  return unknown(call(`method ${name}`, of, ...plain(args, program.toValue.bind(program))), reason, [
    site.step,
  ]);
}

function callImported(name: ImportedValue, args: Args, site: RunSite): ProgramValue {
  const { program } = site;
  const answer = program.libraryOf(name.module)?.call?.(name, args, site);
  if (answer) return fromValue(answer);
  const full = name.path.join('.') || name.module;
  const of = name.module === '' ? '' : ` of \`${name.module}\``;
  const reason = `\`${full}()\`${of} is not known`;
  walkCallbacks(args, reason, site);
  if (args.some(isConstruct)) program.gap(reason, site);
  const symbol = call(`${name.module}.${full}`, ...plain(args, program.toValue.bind(program)));
  return unknown(symbol, reason, [site.step]);
}

/** Something that is not known is called. Its arguments' functions are walked; the result is the same for the same arguments. */
function callUnknown(callee: Single, name: string, args: Args, site: RunSite): ProgramValue {
  const { program } = site;
  if (isNullish(callee)) return nothingCalled(callee, name, args, site);
  const of = program.toValue(callee);
  const reason = of.kind === 'unknown' ? of.reason : `\`${name}()\` is not known`;
  walkCallbacks(args, reason, site);
  if (args.some(isConstruct)) program.gap(reason, site);
  const symbol = unknown(of.kind === 'unknown' ? of.expression : call('value', of), reason);
  return unknown(call(`method ${name}`, symbol, ...plain(args, program.toValue.bind(program))), reason, [
    ...of.origin.slice(0, 4),
    site.step,
  ]);
}

function nothingCalled(callee: Single, name: string, args: Args, site: RunSite): ProgramValue {
  const reason = `\`${name}()\` is called on what is not defined`;
  walkCallbacks(args, reason, site);
  if (args.some(isConstruct)) site.program.gap(reason, site);
  return unknown(call(`method ${name}`, site.program.toValue(callee)), reason, [site.step]);
}

/** `new type(...args)`. */
export function constructValue(type: ProgramValue, args: Args, site: RunSite): ProgramValue {
  const { program } = site;
  switch (type.kind) {
    case 'choice':
      return forEach(type, site, each => constructValue(each, args, site));
    case 'class':
      return constructClass(type, args, site);
    case 'imported': {
      if (type.module === '' && type.path[0] === 'Array') return newArray(args, site);
      program.counts.constructed++;
      const self = instance(null, type, [site.step]);
      constructBase(type, self, args, site);
      return self;
    }
    default:
      return callUnknown(type, 'new', args, site);
  }
}

/** `new Array(length)`, `new Array(…items)`. */
export function newArray(args: Args, { program, step }: RunSite): ProgramValue {
  const [length] = args;
  if (args.length !== 1 || length?.kind !== 'scalar' || typeof length.value !== 'number')
    return list(args, [step]);
  const count = Math.min(length.value, program.bounds.turns);
  return list(
    Array.from({ length: count }, () => absent()),
    [step],
  );
}

function constructClass(type: ClassValue, args: Args, site: RunSite): ProgramValue {
  const { program } = site;
  program.instantiated.add(type);
  for (let each = type.parent; each; each = each.parent) program.instantiated.add(each);
  const self = instance(type, type.base, [site.step]);
  program.enter(type.name, type.source, site, () => type.initialise(self, args, site));
  return self;
}

/** What the constructor of a package's class does. */
export function constructBase(base: ImportedValue, self: InstanceValue, args: Args, site: RunSite): void {
  const { program } = site;
  const library = program.libraryOf(base.module);
  if (library?.construct?.(base, self, args, site)) return;
  const reason = `\`${base.path.join('.') || 'the default export'}\` of \`${base.module}\` is not known`;
  walkCallbacks(args, reason, site);
  if ((library !== null && base.module !== '') || args.some(isConstruct)) program.gap(reason, site);
}

/** Whether resources may be declared in it. */
function isConstruct(value: ProgramValue): boolean {
  if (value.kind === 'choice') return value.options.some(option => isConstruct(option.value));
  return value.kind === 'instance' && value.base !== null && value.base.module !== '';
}

function invokeFunction(
  object: Extract<Single, { kind: 'function' }>,
  name: string,
  args: Args,
  site: RunSite,
): ProgramValue {
  const own = object.members?.get(name);
  if (own) return callValue(getMember(object, name, site), args, site, object);
  const [self = absent(), ...rest] = args;
  if (name === 'call') return object.call(self, rest, site);
  if (name === 'apply') return object.call(self, site.program.items(rest[0] ?? absent())?.items ?? [], site);
  if (name !== 'bind') return callUnknown(object, name, args, site);
  return { ...object, call: (_, later, at) => object.call(self, [...rest, ...later], at) };
}

function forEach(
  choice: Extract<ProgramValue, { kind: 'choice' }>,
  site: RunSite,
  each: (value: Single) => ProgramValue,
): ProgramValue {
  const ways = choice.options.map(({ value, when }) => ({
    when,
    walk: () => {
      if (isNullish(value)) throw new Thrown(value);
      return each(value);
    },
  }));
  return site.program.forkValues(ways);
}

/** Functions that are handed to something unknown may be called: their bodies are walked with unknown arguments. */
export function walkCallbacks(args: Args, reason: string, site: RunSite): void {
  const { program } = site;
  for (const [index, arg] of args.entries()) {
    if (arg.kind !== 'function' || arg.origin.length === 0) continue;
    const place = arg.origin[0]!.span;
    const symbol = call('called', scalar(place.source.path), scalar(place.start), scalar(index));
    const when = unknown(symbol, reason, [site.step]);
    const unknowns = [0, 1, 2, 3].map(each => unknown(call('argument', when, scalar(each)), reason));
    program.fork([
      { when, walk: () => void arg.call(absent(), unknowns, site) },
      { when: negation(when), walk: () => undefined },
    ]);
  }
}

/** The arguments as far as they are data: objects and functions stand for themselves. */
function plain(args: Args, toValue: (value: ProgramValue) => Value): readonly Value[] {
  return args.map(arg => {
    if (isLeaf(arg) || arg.kind === 'list' || arg.kind === 'record' || arg.kind === 'choice')
      return toValue(arg);
    return arg.kind === 'instance' ? call0('object', arg.serial) : call0(arg.kind, 0);
  });
}

function call0(name: string, serial: number): UnknownValue {
  return unknown(call(name, scalar(serial)), 'it is no data');
}

/** An argument one step further: the place where it was handed on. */
export function asArgument(value: ProgramValue, site: RunSite): ProgramValue {
  return further(value, { role: 'module-argument', span: site.span });
}
