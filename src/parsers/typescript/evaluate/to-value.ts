// What a program's value is as data: the model's arrays and objects, and unknowns with a reason for what is none.
// Refuses to know packages: their libraries say what their objects stand for.

import type { Span } from '../../../model/source.ts';
import {
  absent,
  array,
  call,
  MAX_OPTIONS,
  type ObjectValue,
  object,
  oneOf,
  scalar,
  type UnknownValue,
  unknown,
  type Value,
} from '../../../model/value.ts';
import type { Writing } from '../../text/text-value.ts';
import {
  isLeaf,
  type ListValue,
  type Member,
  MISSING,
  type ProgramValue,
  type RecordValue,
  type Single,
} from '../values.ts';
import { both, isNever, reasonOf } from './choice.ts';
import type { Run } from './run.ts';
import { RunSite } from './site.ts';

/** How JavaScript writes values inside texts. */
export const WRITING: Writing = {
  write(value) {
    if (value.kind === 'scalar') return String(value.value);
    if (value.kind === 'absent') return 'undefined';
    if (value.kind === 'array') {
      const items = value.items.map(item => WRITING.write(item));
      return items.every(item => item !== null) ? items.join(',') : null;
    }
    return value.kind === 'object' ? '[object Object]' : null;
  },
  longest: 200_000,
  tooLong: 'the text is too long',
};

const DEEPEST = 60;
const LARGEST = 200_000;

/** The objects that are being converted, from the outermost to this, and how many parts may still be. */
interface Walk {
  readonly objects: Set<ProgramValue>;
  left: number;
}

export function toValue(value: ProgramValue, run: Run): Value {
  if (isLeaf(value)) return value;
  const walk: Walk = { objects: new Set(), left: LARGEST };
  const result = convert(value, run, walk);
  // Counted here and refused at the next step: what is converted when the program was walked is no step of it.
  run.counts.steps += LARGEST - walk.left;
  return result;
}

function convert(value: ProgramValue, run: Run, open: Walk): Value {
  switch (value.kind) {
    case 'scalar':
    case 'absent':
    case 'unknown':
      return value;
    case 'choice': {
      const possible = value.options.filter(({ when }) => run.decide(when) !== false);
      const options = possible.map(option => convert(option.value, run, open));
      if (options.length === 0) return unknown(value.expression, value.reason, value.origin);
      return oneOf(options, value.expression, value.reason, value.origin);
    }
    case 'promise':
      return convert(value.value, run, open);
    default:
      return convertObject(value, run, open);
  }
}

function convertObject(
  value: Exclude<Single, { kind: 'scalar' | 'absent' | 'unknown' | 'promise' }>,
  run: Run,
  open: Walk,
): Value {
  if (open.objects.has(value) || open.objects.size > DEEPEST)
    return unknown(call('cycle'), 'the object contains itself', value.origin);
  if (--open.left < 0) return unknown(call('large'), 'the object is too large', value.origin);
  open.objects.add(value);
  try {
    switch (value.kind) {
      case 'list':
        return convertList(value, run, open);
      case 'record':
        return convertMembers(value, run, open);
      case 'instance':
        return instanceData(value, run, open);
      case 'imported': {
        const known = run.libraryOf(value.module)?.dataOf?.(value, run);
        const name = [value.module, ...value.path].filter(part => part !== '').join('.');
        return known ?? unknown(call('import', scalar(name)), `\`${name}\` is not known`, value.origin);
      }
      case 'function':
      case 'class':
        return unknown(
          call(value.kind, scalar(value.name)),
          `\`${value.name}\` is a ${value.kind}`,
          value.origin,
        );
    }
  } finally {
    open.objects.delete(value);
  }
}

function instanceData(value: Extract<ProgramValue, { kind: 'instance' }>, run: Run, open: Walk): Value {
  const { base, origin } = value;
  const known = base && run.libraryOf(base.module)?.dataOf?.(value, run);
  if (known) return known;
  if (!base) return convertMembers({ members: value.members, open: null, origin }, run, open);
  const name = base.path.at(-1) ?? base.module;
  return unknown(call('object', scalar(value.serial)), `an object of \`${name}\` is no data`, origin);
}

function convertMembers(
  { members, open: rest, origin }: Pick<RecordValue, 'members' | 'open' | 'origin'>,
  run: Run,
  open: Walk,
): Value {
  const values = new Map<string, Value>();
  const keySpans = new Map<string, Span>();
  for (const [name, member] of members) {
    if (member.hidden || name.startsWith('@@') || name.startsWith('#')) continue;
    const value = convert(memberValue(member, run), run, open);
    if (value.kind === 'absent' && value.origin.length === 0) continue;
    values.set(name, value);
    if (member.key) keySpans.set(name, member.key);
  }
  const known: ObjectValue = object(values, origin, keySpans);
  return rest ? openObject(rest, known) : known;
}

/** An object of which more than the listed members may be there. */
function openObject({ expression, reason }: UnknownValue, known: ObjectValue): UnknownValue {
  const rest = unknown(expression, reason);
  return { ...unknown(call('spread', rest, known), reason, known.origin), members: known.members };
}

function memberValue(member: Member, run: Run): ProgramValue {
  if (!member.getter) return member.value;
  const place = member.key ?? member.getter.origin[0]?.span;
  return place ? member.getter.call(absent(), [], new RunSite(run, place)) : member.value;
}

/** A list with items that are there under conditions is one of the lists that it may be. */
function convertList({ items, open: rest, origin }: ListValue, run: Run, open: Walk): Value {
  if (rest) {
    const known = array(items.map(item => convert(item, run, open)));
    return unknown(call('list', unknown(rest.expression, rest.reason), known), rest.reason, origin);
  }
  let lists: { readonly items: Value[]; readonly when: Value }[] = [{ items: [], when: scalar(true) }];
  for (const item of items) {
    const maybe =
      item.kind === 'choice' && item.options.some(option => option.value === MISSING) ? item : null;
    if (!maybe) {
      const value = convert(item, run, open);
      for (const each of lists) each.items.push(value);
      continue;
    }
    lists = lists
      .flatMap(each =>
        maybe.options.map(({ value, when }) => ({
          items: value === MISSING ? [...each.items] : [...each.items, convert(value, run, open)],
          when: both(each.when, when),
        })),
      )
      .filter(each => !isNever(each.when) && run.decide(each.when) !== false);
    if (lists.length > MAX_OPTIONS) return unknown(call('list', scalar(items.length)), maybe.reason, origin);
  }
  const arrays = lists.map(each => array(each.items, origin));
  if (arrays.length === 1) return arrays[0]!;
  const reason = reasonOf(lists[0]!.when);
  return oneOf(arrays, call('choose', ...lists.map(each => each.when)), reason, origin);
}
