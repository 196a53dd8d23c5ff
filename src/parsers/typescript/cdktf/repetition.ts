// What Terraform repeats: iterators (`for_each`), counts, dynamic blocks. `iterator.value` is a choice among the values of its turns, so that
// whatever the program computes of it is computed for each of them. Refuses to know what is repeated.

import { absent, call, scalar, type UnknownValue, unknown, type Value } from '../../../model/value.ts';
import { type Alternative, either, join } from '../evaluate/choice.ts';
import type { Site } from '../library.ts';
import {
  fromValue,
  type InstanceValue,
  imported,
  instance,
  list,
  nextSerial,
  type ProgramValue,
  record,
} from '../values.ts';

/** One of several of the same. */
export interface Turn {
  /** `each.key`, `count.index`; unknown for all that are not known. */
  readonly key: Value;
  /** `each.value`. */
  readonly value: ProgramValue;
  /** Which turn it is; null where it is the only one. */
  readonly when: Value | null;
  /** What must hold for this turn to be there; null for nothing. */
  readonly condition: Value | null;
}

export interface Repetition {
  readonly turns: readonly Turn[];
}

/** An iterator or a count as the program holds it. */
interface Repeating {
  readonly repeats: Repetition;
}

/** The repetition that an object of the program stands for. */
export function repetitionIn(value: ProgramValue): Repetition | null {
  if (value.kind !== 'instance') return null;
  const { native } = value as InstanceValue & { native: Repeating | undefined };
  return native && 'repeats' in native ? native.repeats : null;
}

/** An object of the program that repeats. */
export function repeating(name: string, repeats: Repetition, site: Site): InstanceValue {
  const self = instance(null, imported('cdktf', [name]), [site.step]);
  self.native = { repeats } satisfies Repeating;
  return self;
}

type Item = Pick<Turn, 'key' | 'value'> & Partial<Pick<Turn, 'condition'>>;

/** Turns with these keys and values. */
export function repetition(items: readonly Item[]): Repetition {
  const subject = unknown(call('turn', scalar(nextSerial())), 'it is repeated');
  return {
    turns: items.map(({ key, value, condition = null }) => ({
      key,
      value,
      when: items.length === 1 ? null : unknown(call('===', subject, key), 'it is repeated'),
      condition,
    })),
  };
}

/** `TerraformIterator.fromList`, `fromComplexList` (with the member that holds the key), `fromMap`. */
export function iterationOver(collection: ProgramValue, keyed: ProgramValue | null, site: Site): Repetition {
  const { program } = site;
  const items = program.items(collection);
  if (items) {
    const turns = items.items.map((item, index): Item => {
      const named = keyed ? program.get(item, keyOf(keyed, site), site) : item;
      const key = program.toValue(named);
      return {
        key: key.kind === 'scalar' ? scalar(String(key.value), key.origin) : scalar(index),
        value: item,
      };
    });
    return repetition([...sorted(distinct(turns)), ...openItems(items.open)]);
  }
  const keys = collection.kind === 'record' ? program.keys(collection) : null;
  if (keys) {
    const turns = keys.keys.map(
      (key): Item => ({ key: scalar(key), value: program.get(collection, key, site) }),
    );
    return repetition([...sorted(turns), ...openItems(keys.open)]);
  }
  const data = program.toValue(collection);
  if (data.kind === 'array' || data.kind === 'object') return iterationOver(fromValue(data), keyed, site);
  return repetition(openItems(data.kind === 'unknown' ? data : unknown(call('items', data), reasonOf(data))));
}

function keyOf(keyed: ProgramValue, { program }: Site): string {
  const name = program.toValue(keyed);
  return name.kind === 'scalar' ? String(name.value) : '';
}

function reasonOf(value: Value): string {
  return 'reason' in value ? value.reason : 'it is not known what is repeated';
}

/** Of a set each item is there once. */
function distinct(items: readonly Item[]): readonly Item[] {
  const known = new Map(items.map(item => [item.key.kind === 'scalar' ? item.key.value : item, item]));
  return [...known.values()];
}

/** Terraform goes through sets and maps in the order of their keys. */
function sorted(items: readonly Item[]): readonly Item[] {
  const text = ({ key }: Item): string => (key.kind === 'scalar' ? String(key.value) : '');
  if (items.some(({ key }) => key.kind !== 'scalar' || typeof key.value !== 'string')) return items;
  return [...items].sort((one, other) => (text(one) < text(other) ? -1 : 1));
}

/** One turn for all that are not known. */
function openItems(open: UnknownValue | null): readonly Item[] {
  if (!open) return [];
  const key = unknown(call('each.key', open), open.reason, open.origin);
  const value = unknown(
    { kind: 'member', of: unknown(open.expression, open.reason), key },
    open.reason,
    open.origin,
  );
  return [{ key, value, condition: unknown(call('>', call0('length', open), scalar(0)), open.reason) }];
}

function call0(name: string, of: UnknownValue): UnknownValue {
  return unknown(call(name, of), of.reason);
}

/** `count`: a number, one of several, or one that is not known. */
export function counted(count: ProgramValue, site: Site): Repetition {
  const own = repetitionIn(count);
  if (own) return own;
  const { program } = site;
  if (count.kind === 'choice') {
    const numbers = count.options.map(({ value, when }) => ({ when, number: program.toValue(value) }));
    if (numbers.every(({ number }) => number.kind === 'scalar')) return alternativeCounts(numbers);
  }
  const number = program.toValue(count);
  if (number.kind === 'scalar') return repetition(numbersBelow(Number(number.value)));
  const unknownCount = number.kind === 'unknown' ? number : unknown(call('count', number), reasonOf(number));
  return repetition(openItems(unknownCount));
}

/** More than anybody deploys. */
const MOST = 1000;

function numbersBelow(count: number): readonly Item[] {
  const length = Math.max(0, Math.min(Number.isFinite(count) ? Math.floor(count) : 0, MOST));
  return Array.from({ length }, (_, index) => ({ key: scalar(index), value: scalar(index) }));
}

function alternativeCounts(numbers: readonly { readonly when: Value; readonly number: Value }[]): Repetition {
  const counts = numbers.map(({ when, number }) => ({
    when,
    count: number.kind === 'scalar' ? Number(number.value) : 0,
  }));
  const items = numbersBelow(Math.max(...counts.map(({ count }) => count)));
  return repetition(
    items.map((item, index) => {
      const having = counts.filter(({ count }) => count > index);
      const condition =
        having.length === counts.length ? null : having.map(({ when }) => when).reduce(either);
      return { ...item, condition };
    }),
  );
}

/** What is one of several things, each in its turn; with no turns what is not there. */
export function inTurns(repeats: Repetition, each: (turn: Turn) => ProgramValue): ProgramValue {
  const alternatives = repeats.turns.map(
    (turn): Alternative => ({ value: each(turn), when: turn.when ?? scalar(true) }),
  );
  if (alternatives.length > 0) return join(alternatives);
  return unknown(call('no turn', scalar(nextSerial())), 'it is repeated for nothing');
}

/** Walks each turn with what holds in it. */
export function forEachTurn(
  repeats: Repetition,
  site: Site,
  walk: (turn: Turn, site: Site) => ProgramValue,
): readonly ProgramValue[] {
  return repeats.turns.map(turn => {
    const { condition } = turn;
    if (!condition) return walk(turn, site);
    let result: ProgramValue = absent();
    const alternatives = [{ value: scalar(true), when: condition }] as const;
    const choice = {
      kind: 'choice',
      options: alternatives,
      expression: call('turn'),
      reason: reasonOf(condition),
      origin: [],
    } as const;
    site.program.options(choice, site, (_, at) => {
      result = walk(turn, at);
      return absent();
    });
    return result;
  });
}

/** A value as it is in a turn. */
export function valueIn(value: ProgramValue, { when }: Turn, site: Site): ProgramValue {
  const { program } = site;
  if (!when) return fromValue(program.toValue(value));
  let result: ProgramValue = absent();
  const options = [{ value: scalar(true), when }] as const;
  program.options(
    { kind: 'choice', options, expression: call('turn'), reason: 'it is repeated', origin: [] },
    site,
    () => {
      result = fromValue(program.toValue(value));
      return absent();
    },
  );
  return result;
}

/** What a turn makes of a value, for all turns: `iterator.dynamic({ … })`, `for` expressions. */
export function listOf(repeats: Repetition, value: ProgramValue, site: Site): ProgramValue {
  const certain = repeats.turns.filter(turn => turn.condition === null);
  const open = repeats.turns.find(turn => turn.condition !== null)?.condition;
  const items = certain.map(turn => valueIn(value, turn, site));
  return list(items, [site.step], open?.kind === 'unknown' ? open : null);
}

/** As `listOf`, with keys. */
export function mapOf(repeats: Repetition, key: ProgramValue, value: ProgramValue, site: Site): ProgramValue {
  const members = repeats.turns.flatMap(turn => {
    const name = site.program.toValue(valueIn(key, turn, site));
    return name.kind === 'scalar' ? [[String(name.value), valueIn(value, turn, site)] as const] : [];
  });
  return record(members, [site.step]);
}

/** `iterator.value`, `iterator.key`, `count.index`. */
export function memberOfRepetition(repeats: Repetition, name: string): ProgramValue | undefined {
  if (name === 'value') return inTurns(repeats, turn => turn.value);
  if (name === 'key' || name === 'index') return inTurns(repeats, turn => fromValue(turn.key));
  return undefined;
}
