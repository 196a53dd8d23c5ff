// Members and methods of texts that are known. Arguments that are not known leave the result symbolic. Refuses to know other data.

import { absent, call, type Origin, type Scalar, scalar, unknown } from '../../../model/value.ts';
import type { RunSite } from '../evaluate/site.ts';
import { builtIn, list, type ProgramValue } from '../values.ts';
import { asPattern, matchValue, type Pattern, runnable } from './patterns.ts';
import { descriptionOf, isSymbol } from './symbols.ts';

type Args = readonly (Scalar | undefined)[];
type Method = (text: string, args: Args) => Scalar | readonly string[] | undefined;

export function textMember(text: string, name: string, origin: Origin): ProgramValue {
  if (name === 'length') return scalar(text.length, origin);
  if (isSymbol(text)) {
    if (name === 'description') return scalar(descriptionOf(text), origin);
    if (name === 'toString') return builtIn(name, () => scalar(`Symbol(${descriptionOf(text)})`, origin));
  }
  const index = Number(name);
  if (Number.isInteger(index)) return index < text.length ? scalar(text.charAt(index), origin) : absent();
  if (!Object.hasOwn(METHODS, name) && !OF_PATTERNS.has(name)) return absent();
  return builtIn(name, (_, args, site) => apply(name, text, args, origin, site as RunSite));
}

const OF_PATTERNS = new Set(['replace', 'replaceAll', 'split', 'match', 'matchAll', 'search']);

function apply(
  name: string,
  text: string,
  args: readonly ProgramValue[],
  origin: Origin,
  site: RunSite,
): ProgramValue {
  const { program, step } = site;
  const choice = args.find(arg => arg.kind === 'choice');
  if (choice)
    return program.options(choice, site, each =>
      apply(
        name,
        text,
        args.map(arg => (arg === choice ? each : arg)),
        origin,
        site,
      ),
    );
  const way = [...origin, step];
  const special = OF_PATTERNS.has(name) ? withPattern(name, text, args, way, site) : undefined;
  if (special) return special;
  const data = args.map(arg => program.toValue(arg));
  const isKnown = data.every(each => each.kind === 'scalar' || each.kind === 'absent');
  const known = data.map(each => (each.kind === 'scalar' ? each.value : undefined));
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  const result = isKnown && method ? safely(() => method(text, known)) : undefined;
  if (Array.isArray(result))
    return list(
      result.map(each => scalar(each, way)),
      way,
    );
  if (result !== undefined) return scalar(result as Scalar, way);
  if (isKnown && (name === 'charCodeAt' || name === 'codePointAt' || name === 'at')) return absent();
  const culprit = data.find(each => each.kind === 'unknown' || each.kind === 'oneOf');
  const reason = culprit && 'reason' in culprit ? culprit.reason : `\`${name}()\` of this is not known`;
  return unknown(call(`text ${name}`, scalar(text), ...data), reason, way);
}

function safely<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch {
    return undefined;
  }
}

const LONGEST = 100_000;

/** Methods whose first argument may be a pattern, and whose second a function; undefined for what is left to the plain ones. */
function withPattern(
  name: string,
  text: string,
  [first = absent(), second]: readonly ProgramValue[],
  way: Origin,
  site: RunSite,
): ProgramValue | undefined {
  const { program } = site;
  const given = asPattern(first);
  const isCallback = second?.kind === 'function';
  if (!given && !isCallback && name !== 'match' && name !== 'matchAll' && name !== 'search') return undefined;
  const found = given ? runnable(given, text.length) : literalPattern(first, name, text, program);
  if (!found) return undefined;
  switch (name) {
    case 'match': {
      const match = text.match(found);
      if (!match) return scalar(null, way);
      if (!found.global) return matchValue(match, site);
      return list(
        match.map(each => scalar(each, way)),
        way,
      );
    }
    case 'matchAll':
      if (!found.global) return undefined;
      return list(
        [...text.matchAll(found)].slice(0, LONGEST).map(each => matchValue(each, site)),
        way,
      );
    case 'search':
      return scalar(text.search(found), way);
    case 'split': {
      const limit = second?.kind === 'scalar' ? Number(second.value) : undefined;
      const parts = text.split(found, limit).slice(0, LONGEST);
      return list(
        parts.map(each => (each === undefined ? absent() : scalar(each, way))),
        way,
      );
    }
    default:
      return replaced(text, found, second ?? absent(), way, site);
  }
}

/** A text to look for, as a pattern; `match` takes texts for patterns. */
function literalPattern(
  value: ProgramValue,
  name: string,
  text: string,
  program: RunSite['program'],
): RegExp | null {
  const data = program.toValue(value);
  if (data.kind !== 'scalar') return null;
  const source = String(data.value);
  if (name === 'replace' || name === 'replaceAll') {
    const literal = source.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    return new RegExp(literal, name === 'replaceAll' ? 'g' : '');
  }
  const pattern: Pattern = { source, flags: name === 'matchAll' ? 'g' : '' };
  return runnable(pattern, text.length);
}

function replaced(
  text: string,
  pattern: RegExp,
  by: ProgramValue,
  way: Origin,
  site: RunSite,
): ProgramValue | undefined {
  const { program } = site;
  if (by.kind !== 'function') {
    const data = program.toValue(by);
    return data.kind === 'scalar' ? scalar(text.replace(pattern, String(data.value)), way) : undefined;
  }
  const parts: (string | ProgramValue)[] = [];
  let end = 0;
  const matches = pattern.global ? [...text.matchAll(pattern)] : [text.match(pattern)];
  for (const match of matches) {
    if (!match) break;
    const at = match.index ?? 0;
    const groups = [...match].map(each => (each === undefined ? absent() : scalar(each, way)));
    parts.push(text.slice(end, at), program.call(by, [...groups, scalar(at), scalar(text)], site));
    end = at + match[0].length;
  }
  return program.textOf([...parts, text.slice(end)], way);
}

const METHODS: Readonly<Record<string, Method>> = {
  toLowerCase: text => text.toLowerCase(),
  toUpperCase: text => text.toUpperCase(),
  toLocaleLowerCase: text => text.toLowerCase(),
  toLocaleUpperCase: text => text.toUpperCase(),
  trim: text => text.trim(),
  trimStart: text => text.trimStart(),
  trimEnd: text => text.trimEnd(),
  toString: (text: string) => text,
  valueOf: (text: string) => text,
  normalize: (text, [form]) => text.normalize(optionalText(form)),
  at: (text, [index]) => text.at(Number(index ?? 0)),
  charAt: (text, [index]) => text.charAt(Number(index ?? 0)),
  charCodeAt: (text, [index]) => orNothing(text.charCodeAt(Number(index ?? 0))),
  codePointAt: (text, [index]) => text.codePointAt(Number(index ?? 0)),
  startsWith: (text, [part, from]) => text.startsWith(String(part), optional(from)),
  endsWith: (text, [part, end]) => text.endsWith(String(part), optional(end)),
  includes: (text, [part, from]) => text.includes(String(part), optional(from)),
  indexOf: (text, [part, from]) => text.indexOf(String(part), optional(from)),
  lastIndexOf: (text, [part, from]) => text.lastIndexOf(String(part), optional(from)),
  localeCompare: (text, [other]) => text.localeCompare(String(other), 'en'),
  slice: (text, [start, end]) => text.slice(optional(start), optional(end)),
  substring: (text, [start, end]) => text.substring(Number(start ?? 0), optional(end)),
  substr: (text, [start, length]) => {
    const from = Number(start ?? 0);
    const at = from < 0 ? Math.max(0, text.length + from) : from;
    return text.slice(at, length === undefined ? undefined : at + Number(length));
  },
  concat: (text, parts) => text + parts.map(String).join(''),
  repeat: (text, [count]) => (text.length * Number(count) > LONGEST ? undefined : text.repeat(Number(count))),
  padStart: (text, [length, fill]) =>
    Number(length) > LONGEST ? undefined : text.padStart(Number(length), optionalText(fill)),
  padEnd: (text, [length, fill]) =>
    Number(length) > LONGEST ? undefined : text.padEnd(Number(length), optionalText(fill)),
  replace: (text, [from, to]) => text.replace(String(from), String(to)),
  replaceAll: (text, [from, to]) => text.replaceAll(String(from), String(to)),
  split: (text, [separator, limit]) =>
    separator === undefined ? [text] : text.split(String(separator), optional(limit)).slice(0, LONGEST),
};

function optional(value: Scalar | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function optionalText(value: Scalar | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function orNothing(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}
