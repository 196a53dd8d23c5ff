// Members and methods of texts that are known. Arguments that are not known leave the result symbolic.

import { absent, call, type Origin, type Scalar, scalar, unknown } from '../../../model/value.ts';
import type { RunSite } from '../evaluate/site.ts';
import { builtIn, list, type ProgramValue } from '../values.ts';

type Method = (text: string, args: readonly Scalar[]) => Scalar | readonly string[] | undefined;

export function textMember(text: string, name: string, origin: Origin): ProgramValue {
  if (name === 'length') return scalar(text.length, origin);
  const index = Number(name);
  if (Number.isInteger(index)) return index < text.length ? scalar(text.charAt(index), origin) : absent();
  if (!Object.hasOwn(METHODS, name)) return absent();
  const method = METHODS[name]!;
  return builtIn(name, (_, args, site) => apply(name, method, text, args, origin, site as RunSite));
}

function apply(
  name: string,
  method: Method,
  text: string,
  args: readonly ProgramValue[],
  origin: Origin,
  { program, step }: RunSite,
): ProgramValue {
  const data = args.map(arg => program.toValue(arg));
  const way = [...origin, step];
  const pattern = name === 'replace' || name === 'replaceAll' || name === 'split' || name === 'match';
  const known = data.flatMap((each, index) => {
    if (each.kind === 'scalar') return [each.value];
    if (each.kind === 'absent') return [undefined as unknown as Scalar];
    const plain = pattern && index === 0 ? simplePattern(each) : null;
    return plain === null ? [] : [plain as unknown as Scalar];
  });
  const result = known.length === data.length ? safely(() => method(text, known)) : undefined;
  if (Array.isArray(result))
    return list(
      result.map(each => scalar(each, way)),
      way,
    );
  if (result !== undefined) return scalar(result as Scalar, way);
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

/** Patterns of one class or literal run in linear time; others are not run. */
function simplePattern(value: { readonly kind: string }): RegExp | null {
  const { expression } = value as { expression?: { name?: string; args?: readonly { value?: unknown }[] } };
  if (expression?.name !== 'regexp') return null;
  const [source, flags] = (expression.args ?? []).map(arg => String(arg.value));
  const isSimple = /^\^?(?:\[[^\]\\]*(?:\\.[^\]\\]*)*\]|\\[wWdDsS./-]|[\w :/.-]+)\+?\$?$/.test(source ?? '');
  return isSimple ? new RegExp(source!, flags) : null;
}

const LONGEST = 100_000;

const METHODS: Readonly<Record<string, Method>> = {
  toLowerCase: text => text.toLowerCase(),
  toUpperCase: text => text.toUpperCase(),
  toLocaleLowerCase: text => text.toLowerCase(),
  toLocaleUpperCase: text => text.toUpperCase(),
  trim: text => text.trim(),
  trimStart: text => text.trimStart(),
  trimEnd: text => text.trimEnd(),
  toString: (text: string) => text,
  charAt: (text, [index]) => text.charAt(Number(index ?? 0)),
  charCodeAt: (text, [index]) => text.charCodeAt(Number(index ?? 0)),
  codePointAt: (text, [index]) => text.codePointAt(Number(index ?? 0)),
  startsWith: (text, [part]) => text.startsWith(String(part)),
  endsWith: (text, [part]) => text.endsWith(String(part)),
  includes: (text, [part]) => text.includes(String(part)),
  indexOf: (text, [part]) => text.indexOf(String(part)),
  lastIndexOf: (text, [part]) => text.lastIndexOf(String(part)),
  slice: (text, [start, end]) => text.slice(optional(start), optional(end)),
  substring: (text, [start, end]) => text.substring(Number(start ?? 0), optional(end)),
  substr: (text, [start, length]) => {
    const from = Number(start ?? 0);
    const at = from < 0 ? Math.max(0, text.length + from) : from;
    return text.slice(at, length === undefined ? undefined : at + Number(length));
  },
  concat: (text, parts) => text + parts.join(''),
  repeat: (text, [count]) => (text.length * Number(count) > LONGEST ? undefined : text.repeat(Number(count))),
  padStart: (text, [length, fill]) =>
    Number(length) > LONGEST
      ? undefined
      : text.padStart(Number(length), fill === undefined ? ' ' : String(fill)),
  padEnd: (text, [length, fill]) =>
    Number(length) > LONGEST
      ? undefined
      : text.padEnd(Number(length), fill === undefined ? ' ' : String(fill)),
  replace: (text, [from, to]) => text.replace(from as unknown as string, () => String(to)),
  replaceAll: (text, [from, to]) => text.replaceAll(from as unknown as string, () => String(to)),
  split: (text, [separator, limit]) =>
    text.split(separator as unknown as string, optional(limit)).slice(0, LONGEST),
};

function optional(value: Scalar | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}
