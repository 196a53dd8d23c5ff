// Regular expressions: objects with a pattern, run on texts that are known where it is certain that this ends soon. Refuses to know the
// methods of texts.

import { absent, call, scalar, unknown } from '../../../model/value.ts';
import type { RunSite } from '../evaluate/site.ts';
import {
  type InstanceValue,
  imported,
  instance,
  type ListValue,
  list,
  type ProgramValue,
  record,
  recordOf,
} from '../values.ts';

export interface Pattern {
  readonly source: string;
  readonly flags: string;
}

/** A regular expression as an object of the program. */
export function patternOf(source: string, flags: string, origin: InstanceValue['origin']): InstanceValue {
  const made = instance(null, imported('', ['RegExp']), origin);
  made.native = { source, flags } satisfies Pattern;
  made.members.set('lastIndex', { value: scalar(0), key: null });
  return made;
}

/** The pattern of a value that is one. */
export function asPattern(value: ProgramValue | undefined): Pattern | null {
  if (value?.kind !== 'instance' || value.base?.module !== '' || value.base.path[0] !== 'RegExp') return null;
  const native = value.native as Pattern | undefined;
  return native && typeof native.source === 'string' ? native : null;
}

/** A runnable expression; null where a text of this length could take it too long, or it is none. */
export function runnable({ source, flags }: Pattern, length: number): RegExp | null {
  if (worstCase(source, length) > MOST_STEPS) return null;
  try {
    return new RegExp(source, flags);
  } catch {
    return null;
  }
}

const MOST_STEPS = 2_000_000;

/**
 * The most steps that backtracking can take: every unbounded repetition may try each end for itself, and from every start. A repetition
 * of repetitions or of alternatives may try all partitions of the text.
 */
function worstCase(source: string, length: number): number {
  const plain = source.replace(/\\./g, 'x').replace(/\[(?:[^\]])*\]/g, 'x');
  const repeated = plain.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0;
  if (/\\[1-9]|\\k</.test(source) && repeated > 0)
    return length > 200 ? Number.POSITIVE_INFINITY : length ** 3;
  if (hasNested(plain)) return length > 20 ? Number.POSITIVE_INFINITY : 2 ** length;
  const options = plain.match(/[?|]/g)?.length ?? 0;
  return (length + 1) ** Math.min(repeated + 1, 12) * (options > 12 ? Number.POSITIVE_INFINITY : 1 + options);
}

/** Whether a group that holds a repetition or alternatives is itself repeated. */
function hasNested(plain: string): boolean {
  const open: boolean[] = [];
  for (let at = 0; at < plain.length; at++) {
    const each = plain[at]!;
    if (each === '(') open.push(false);
    else if (each === ')') {
      const inner = open.pop() ?? false;
      const isRepeated = /^(?:[*+]|\{)/.test(plain.slice(at + 1));
      if (inner && isRepeated) return true;
      if ((inner || isRepeated) && open.length > 0) open[open.length - 1] = true;
    } else if (/[*+{|]/.test(each) && open.length > 0) open[open.length - 1] = true;
  }
  return false;
}

/** `pattern.test(text)`, `pattern.exec(text)`; undefined for what is not known. */
export function invokePattern(
  self: InstanceValue,
  name: string,
  [given]: readonly ProgramValue[],
  site: RunSite,
): ProgramValue | undefined {
  const pattern = asPattern(self);
  if (!pattern) return undefined;
  if (name === 'toString') return scalar(`/${pattern.source}/${pattern.flags}`, [site.step]);
  if (name !== 'test' && name !== 'exec') return undefined;
  const text = site.program.toValue(given ?? absent());
  const expression = text.kind === 'scalar' ? runnable(pattern, String(text.value).length) : null;
  if (!expression || text.kind !== 'scalar') {
    const reason = 'reason' in text ? text.reason : `\`/${pattern.source}/\` is not run on this text`;
    const symbol = call(`pattern ${name}`, scalar(pattern.source), scalar(pattern.flags), text);
    return unknown(symbol, reason, [...text.origin, site.step]);
  }
  const before = self.members.get('lastIndex')?.value;
  expression.lastIndex = before?.kind === 'scalar' ? Number(before.value) : 0;
  const found = expression.exec(String(text.value));
  site.program.touch(self);
  self.members.set('lastIndex', { value: scalar(expression.lastIndex), key: null });
  if (name === 'test') return scalar(found !== null, [...text.origin, site.step]);
  return found ? matchValue(found, site) : scalar(null, [site.step]);
}

/** `source`, `flags` and what each flag says. */
export function patternMember(self: InstanceValue, name: string): ProgramValue | undefined {
  const pattern = asPattern(self);
  if (!pattern) return undefined;
  if (name === 'source' || name === 'flags') return scalar(pattern[name]);
  const flag = { global: 'g', ignoreCase: 'i', multiline: 'm', sticky: 'y', unicode: 'u' }[name];
  return flag === undefined ? undefined : scalar(pattern.flags.includes(flag));
}

/** What a match found: its groups, also by name, and where it is. */
export function matchValue(found: RegExpMatchArray, { step }: RunSite): ListValue {
  const items = [...found].map(each => textOrNothing(each, step));
  const groups = found.groups
    ? record(Object.entries(found.groups).map(([name, each]) => [name, textOrNothing(each, step)] as const))
    : absent();
  const extra = recordOf(new Map());
  extra.members.set('index', { value: scalar(found.index ?? 0), key: null });
  extra.members.set('input', { value: scalar(found.input ?? ''), key: null });
  extra.members.set('groups', { value: groups, key: null });
  return { ...list(items, [step]), extra };
}

function textOrNothing(text: string | undefined, step: RunSite['step']): ProgramValue {
  return text === undefined ? absent() : scalar(text, [step]);
}
