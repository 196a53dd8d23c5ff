// What JavaScript's own functions come to: of `Object`, `Array`, `JSON`, `Number`, `Math` and the global ones. Refuses to know objects made
// with `new`.

import { absent, call, type Scalar, scalar, unknown } from '../../../model/value.ts';
import { newArray } from '../evaluate/calls.ts';
import { spreadInto } from '../evaluate/members.ts';
import { conditionOf } from '../evaluate/operators.ts';
import type { Run } from '../evaluate/run.ts';
import type { RunSite } from '../evaluate/site.ts';
import type { Answer, Program } from '../library.ts';
import {
  fromValue,
  type ImportedValue,
  type ListValue,
  list,
  type Member,
  type ProgramValue,
  recordOf,
} from '../values.ts';
import { itemsOf } from './iterate.ts';
import { parsedText } from './json.ts';
import { OF_OBJECT } from './object-functions.ts';
import { hasOwn } from './objects.ts';
import { OF_PROMISE } from './promises.ts';
import { ITERATOR, namedSymbol, newSymbol } from './symbols.ts';
import { writeJson } from './write-json.ts';

type Args = readonly ProgramValue[];

/** A function of JavaScript's own; undefined where it is not known what it comes to. */
export type Call = (args: Args, site: RunSite, name: ImportedValue) => Answer;

/** Calls a function for every alternative of the first argument. */
export function perOption(call: (value: ProgramValue, args: Args, site: RunSite) => Answer): Call {
  return ([first = absent(), ...rest], site, name) =>
    site.program.options(first, site, value => {
      const answer = call(value, rest, site);
      return answer ? fromValue(answer) : notKnown(name, [value], site);
    });
}

function notKnown(name: ImportedValue, args: Args, { program, step }: RunSite): ProgramValue {
  const data = args.map(arg => program.toValue(arg));
  const culprit = data.find(each => each.kind === 'unknown' || each.kind === 'oneOf');
  const full = name.path.join('.');
  const reason = culprit && 'reason' in culprit ? culprit.reason : `\`${full}()\` of this is not known`;
  return unknown(call(full, ...data), reason, [...(culprit?.origin ?? []), step]);
}

function membersOf(
  value: ProgramValue,
  site: RunSite,
): { entries: readonly (readonly [string, ProgramValue])[]; open: ListValue['open'] } | null {
  const found = site.program.keys(value);
  if (!found) return null;
  return { entries: found.keys.map(key => [key, site.program.get(value, key, site)]), open: found.open };
}

const pairs = (each: (name: string, value: ProgramValue) => ProgramValue): Call =>
  perOption((value, _, site) => {
    const found = membersOf(value, site);
    if (found)
      return list(
        found.entries.map(([name, member]) => each(name, member)),
        [],
        found.open,
      );
    if (value.kind !== 'unknown') return undefined;
    return list([], [], unknown(call('entries', value), value.reason, value.origin));
  });

export function numeric(compute: (...args: number[]) => number): Call {
  return (args, site, name) => {
    const data = args.map(arg => site.program.toValue(arg));
    const numbers = data.flatMap(each => (each.kind === 'scalar' ? [Number(each.value)] : []));
    if (numbers.length !== data.length) return notKnown(name, args, site);
    return scalar(compute(...numbers), [...(data[0]?.origin ?? []), site.step]);
  };
}

export function conversion(convert: (value: Scalar) => Scalar): Call {
  return perOption((value, _, site) => {
    const data = site.program.toValue(value);
    return data.kind === 'scalar' ? scalar(convert(data.value), [...data.origin, site.step]) : undefined;
  });
}

function assign([target = absent(), ...sources]: Args, site: RunSite): Answer {
  if (target.kind !== 'record' && target.kind !== 'instance') return target;
  site.program.touch(target);
  for (const source of sources) {
    const open = spreadInto(target.members, source, site);
    if (open && target.kind === 'record') target.open = open;
  }
  return target;
}

function fromEntries([given = absent()]: Args, site: RunSite): Answer {
  const found = itemsOf(given, site);
  if (!found) return undefined;
  const members = new Map<string, Member>();
  let { open } = found;
  for (const entry of found.items) {
    const name = site.program.toValue(site.program.get(entry, '0', site));
    const value = site.program.get(entry, '1', site);
    if (name.kind === 'scalar') members.set(String(name.value), { value, key: null });
    else
      open ??= unknown(
        call('fromEntries', name),
        name.kind === 'unknown' ? name.reason : 'a name is not known',
      );
  }
  return recordOf(members, [site.step], open);
}

/** `Array.from(items, each)`, `Array.from({ length: 3 }, …)`. */
function arrayFrom([given = absent(), each]: Args, site: RunSite): Answer {
  const { program } = site;
  const isIterable = given.kind === 'record' && given.members.has(ITERATOR);
  const length =
    given.kind === 'record' && !isIterable ? program.toValue(program.get(given, 'length', site)) : null;
  const count = length?.kind === 'scalar' ? Math.min(Number(length.value), program.bounds.turns) : 0;
  const found = length
    ? { items: Array.from({ length: count }, () => absent()), open: null }
    : itemsOf(given, site);
  if (!found) return undefined;
  const items = each
    ? found.items.map((item, index) => program.call(each, [item, scalar(index)], site))
    : found.items;
  return list(items, [site.step], found.open);
}

/** `JSON.parse(text, reviver)`. */
function parseJson([given = absent(), reviver]: Args, site: RunSite, name: ImportedValue): Answer {
  if (reviver && reviver.kind !== 'absent') return notKnown(name, [given], site);
  return perOption(value => {
    if (value.kind !== 'scalar' || typeof value.value !== 'string') return undefined;
    return parsedText(value.value, [...value.origin, site.step]) ?? undefined;
  })([given], site, name);
}

function truthOf(value: ProgramValue, program: Program): Answer {
  const condition = conditionOf(value, program as Run);
  return typeof condition === 'boolean' ? scalar(condition) : condition;
}

/** Of numbers alone: nothing else is one. */
function ofNumber(test: (value: number) => boolean): Call {
  return conversion(value => typeof value === 'number' && test(value));
}

/** `parseInt(text, radix)`. */
const parseWhole: Call = ([given = absent(), radix], site, name) =>
  conversion(value =>
    Number.parseInt(String(value), radix?.kind === 'scalar' ? Number(radix.value) : undefined),
  )([given], site, name);

const MATH = [
  ...([
    'min',
    'max',
    'floor',
    'ceil',
    'round',
    'abs',
    'pow',
    'trunc',
    'sign',
    'sqrt',
    'cbrt',
    'hypot',
  ] as const),
  ...(['log', 'log2', 'log10', 'exp'] as const),
];

/** By their names: `Object.keys`, `parseInt`. */
export const CALLS: Readonly<Record<string, Call>> = {
  ...OF_OBJECT,
  ...OF_PROMISE,
  'Object.keys': pairs(name => scalar(name)),
  'Object.values': pairs((_, value) => value),
  'Object.entries': pairs((name, value) => list([scalar(name), value])),
  'Reflect.has': ([value = absent(), name = absent()], { program }) => hasOwn(value, program.toValue(name)),
  'Reflect.ownKeys': pairs(name => scalar(name)),
  'Object.getOwnPropertyNames': pairs(name => scalar(name)),
  'Object.assign': assign,
  'Object.fromEntries': fromEntries,
  'Object.hasOwn': ([value = absent(), name = absent()], { program }) => hasOwn(value, program.toValue(name)),
  'Object.prototype.hasOwnProperty.call': ([value = absent(), name = absent()], { program }) =>
    hasOwn(value, program.toValue(name)),
  'Array.isArray': perOption(value => {
    if (value.kind === 'unknown') return undefined;
    return scalar(value.kind === 'list');
  }),
  'Array.from': arrayFrom,
  Array: newArray,
  'Array.of': (args, site) => list(args, [site.step]),
  'JSON.stringify': ([value = absent(), replacer, indent], site, name) =>
    perOption(each => writeJson(each, site, replacer, indent))([value], site, name),
  'JSON.parse': parseJson,
  String: ([value = scalar('')], site, name) =>
    perOption(each => site.program.textOf([each], [site.step]))([value], site, name),
  Number: ([value = scalar(0)], site, name) =>
    value.kind === 'absent' ? scalar(Number.NaN) : conversion(each => Number(each))([value], site, name),
  Boolean: perOption((value, _, { program }) => truthOf(value, program)),
  BigInt: conversion(value => Math.trunc(Number(value))),
  Symbol: ([description], { program }) => {
    const data = program.toValue(description ?? absent());
    return newSymbol(data.kind === 'scalar' ? String(data.value) : '');
  },
  'Symbol.for': conversion(value => namedSymbol(`for ${value}`).value),
  parseInt: parseWhole,
  parseFloat: conversion(value => Number.parseFloat(String(value))),
  'Number.parseInt': parseWhole,
  'Number.parseFloat': conversion(value => Number.parseFloat(String(value))),
  'Number.isNaN': ofNumber(Number.isNaN),
  'Number.isInteger': ofNumber(Number.isInteger),
  'Number.isFinite': ofNumber(Number.isFinite),
  'Number.isSafeInteger': ofNumber(Number.isSafeInteger),
  isNaN: conversion(value => Number.isNaN(Number(value))),
  isFinite: conversion(value => Number.isFinite(Number(value))),
  encodeURIComponent: conversion(value => encodeURIComponent(String(value))),
  decodeURIComponent: conversion(value => decodeURIComponent(String(value))),
  encodeURI: conversion(value => encodeURI(String(value))),
  decodeURI: conversion(value => decodeURI(String(value))),
  btoa: conversion(value => btoa(String(value))),
  atob: conversion(value => atob(String(value))),
  'String.fromCharCode': (args, site) => {
    const codes = args.map(arg => site.program.toValue(arg));
    const known = codes.flatMap(each => (each.kind === 'scalar' ? [Number(each.value)] : []));
    return known.length < codes.length ? undefined : scalar(String.fromCharCode(...known), [site.step]);
  },
  'String.raw': ([parts = absent(), ...values], site) => {
    const raw = itemsOf(site.program.get(parts, 'raw', site), site);
    if (!raw || raw.open) return undefined;
    const pieces = raw.items.flatMap((each, index) => [
      each,
      ...(index < raw.items.length - 1 ? values.slice(index, index + 1) : []),
    ]);
    return site.program.textOf(pieces, [site.step]);
  },
  ...Object.fromEntries(MATH.map(name => [`Math.${name}`, numeric(Math[name])])),
  'process.cwd': () => unknown(call('cwd'), 'the working folder is only known when the program runs'),
};
