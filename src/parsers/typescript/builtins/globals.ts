// JavaScript's own names (`Object`, `JSON`, `Math`, `process`, …) and Node's `path`, `fs` and `os`, as far as programs that declare
// infrastructure use them. What depends on the machine is unknown with its reason.

import { absent, call, type Scalar, scalar, unknown } from '../../../model/value.ts';
import { spreadInto } from '../evaluate/members.ts';
import { conditionOf } from '../evaluate/operators.ts';
import type { Run } from '../evaluate/run.ts';
import type { RunSite } from '../evaluate/site.ts';
import type { Answer, Library, Program, Site } from '../library.ts';
import {
  fromValue,
  type ImportedValue,
  type ListValue,
  list,
  type Member,
  type ProgramValue,
  recordOf,
} from '../values.ts';
import { collectionMember, constructCollection, invokeCollection } from './collections.ts';
import { itemsOf } from './iterate.ts';
import { parsedText } from './json.ts';
import { writeJson } from './write-json.ts';

type Args = readonly ProgramValue[];
type Call = (args: Args, site: RunSite, name: ImportedValue) => Answer;

/** Classes whose objects hold nothing that matters here. */
const PLAIN_CLASSES = new Set([
  'Error',
  'TypeError',
  'RangeError',
  'Date',
  'URL',
  'RegExp',
  'WeakMap',
  'Object',
  'AbortController',
  'TextEncoder',
]);

const PASSIVE = new Set(['console', 'setTimeout', 'setInterval', 'clearTimeout']);

export const globals: Library = {
  claims: module => module === '',
  read: ({ path }, site) => readName(path, site),
  call(name, args, site) {
    const full = name.path.join('.');
    const known = Object.hasOwn(CALLS, full) ? CALLS[full] : undefined;
    if (known) return known(args, site as RunSite, name);
    return PASSIVE.has(name.path[0] ?? '') ? absent() : undefined;
  },
  construct({ path }, self, args, site) {
    const [name = ''] = path;
    if (name === 'Map' || name === 'Set') {
      const run = site.program as Run;
      constructCollection(self, name, itemsOf(args[0] ?? absent(), run), run);
      return true;
    }
    if (name.endsWith('Error')) self.members.set('message', { value: args[0] ?? absent(), key: null });
    return PLAIN_CLASSES.has(name) || name.endsWith('Error');
  },
  member: (self, name) => collectionMember(self, name),
  invoke: (self, name, args, site) => invokeCollection(self, name, args, site as RunSite),
};

function readName(path: readonly string[], site: Site): Answer {
  const [root, first, second] = path;
  if (root === 'NaN') return scalar(null);
  if (root === 'Infinity') return scalar(Number.MAX_VALUE);
  if (root === 'Number' && first === 'MAX_SAFE_INTEGER') return scalar(Number.MAX_SAFE_INTEGER);
  if (root === 'Math' && first === 'PI') return scalar(Math.PI);
  if (root !== 'process') return undefined;
  if (first === 'env' && second !== undefined) {
    const reason = `environment variable \`${second}\` is only known when the program runs`;
    return unknown(call('environment', scalar(second)), reason, [
      { role: 'variable', span: site.span, name: second },
    ]);
  }
  if (first === 'argv' || first === 'platform' || first === 'version' || first === 'pid')
    return unknown(
      call('process', scalar(first)),
      `\`process.${first}\` is only known when the program runs`,
      [site.step],
    );
  return undefined;
}

/** Calls a function for every alternative of the first argument. */
function perOption(call: (value: ProgramValue, args: Args, site: RunSite) => Answer): Call {
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

function numeric(compute: (...args: number[]) => number): Call {
  return (args, site, name) => {
    const data = args.map(arg => site.program.toValue(arg));
    const numbers = data.flatMap(each => (each.kind === 'scalar' ? [Number(each.value)] : []));
    if (numbers.length !== data.length) return notKnown(name, args, site);
    return scalar(compute(...numbers), [...(data[0]?.origin ?? []), site.step]);
  };
}

function conversion(convert: (value: Scalar) => Scalar): Call {
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
  const found = itemsOf(given, site.program);
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
  const length = given.kind === 'record' ? program.toValue(program.get(given, 'length', site)) : null;
  const count = length?.kind === 'scalar' ? Math.min(Number(length.value), program.bounds.turns) : 0;
  const found = length
    ? { items: Array.from({ length: count }, () => absent()), open: null }
    : itemsOf(given, program);
  if (!found) return undefined;
  const items = each
    ? found.items.map((item, index) => program.call(each, [item, scalar(index)], site))
    : found.items;
  return list(items, [site.step], found.open);
}

function parseJsonText(value: ProgramValue, site: RunSite): Answer {
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return undefined;
  return parsedText(value.value, [...value.origin, site.step]) ?? undefined;
}

function allOf([given = absent()]: Args, site: RunSite): Answer {
  const found = itemsOf(given, site.program);
  if (!found) return undefined;
  const items = found.items.map(item => (item.kind === 'promise' ? item.value : item));
  return { kind: 'promise', value: list(items, [site.step], found.open), origin: [] };
}

function truthOf(value: ProgramValue, program: Program): Answer {
  const condition = conditionOf(value, program as Run);
  return typeof condition === 'boolean' ? scalar(condition) : condition;
}

const same = perOption(value => value);

const CALLS: Readonly<Record<string, Call>> = {
  'Object.keys': pairs(name => scalar(name)),
  'Object.values': pairs((_, value) => value),
  'Object.entries': pairs((name, value) => list([scalar(name), value])),
  'Object.assign': assign,
  'Object.freeze': same,
  'Object.seal': same,
  'Object.fromEntries': fromEntries,
  'Array.isArray': perOption(value => {
    if (value.kind === 'unknown') return undefined;
    return scalar(value.kind === 'list');
  }),
  'Array.from': arrayFrom,
  'Array.of': (args, site) => list(args, [site.step]),
  'JSON.stringify': perOption((value, _, site) => writeJson(value, site)),
  'JSON.parse': perOption((value, _, site) => parseJsonText(value, site)),
  structuredClone: same,
  String: perOption((value, _, site) => site.program.textOf([value], [site.step])),
  Number: conversion(value => Number(value)),
  Boolean: perOption((value, _, { program }) => truthOf(value, program)),
  parseInt: conversion(value => Number.parseInt(String(value), 10)),
  parseFloat: conversion(value => Number.parseFloat(String(value))),
  'Number.parseInt': conversion(value => Number.parseInt(String(value), 10)),
  'Number.parseFloat': conversion(value => Number.parseFloat(String(value))),
  'Number.isNaN': conversion(value => Number.isNaN(value)),
  isNaN: conversion(value => Number.isNaN(Number(value))),
  encodeURIComponent: conversion(value => encodeURIComponent(String(value))),
  'Math.min': numeric(Math.min),
  'Math.max': numeric(Math.max),
  'Math.floor': numeric(Math.floor),
  'Math.ceil': numeric(Math.ceil),
  'Math.round': numeric(Math.round),
  'Math.abs': numeric(Math.abs),
  'Math.pow': numeric((base, power) => base ** power),
  'Promise.all': allOf,
  'Promise.resolve': ([value = absent()]) => ({ kind: 'promise', value, origin: [] }),
  'process.cwd': () => unknown(call('cwd'), 'the working folder is only known when the program runs'),
};
