// What branches change, so that each of them starts from the same state and what they leave behind is joined: a variable, list or record
// that a branch wrote holds a choice afterwards. Refuses to know why a branch is taken.

import type { Value } from '../../../model/value.ts';
import type { ProgramValue } from '../values.ts';
import {
  type InstanceValue,
  type ListValue,
  type Member,
  MISSING,
  nextSerial,
  type RecordValue,
} from '../values.ts';
import { type Alternative, join } from './choice.ts';

/** A variable, parameter or other name of a scope. */
export interface Binding {
  readonly kind: 'binding';
  /** Null before its declaration was reached. */
  value: ProgramValue | null;
  readonly role: 'variable' | 'parameter';
  readonly serial: number;
}

export type Cell = Binding | ListValue | RecordValue | InstanceValue;

type State =
  | { readonly kind: 'binding'; readonly value: ProgramValue | null }
  | { readonly kind: 'list'; readonly items: readonly ProgramValue[]; readonly open: ListValue['open'] }
  | { readonly kind: 'members'; readonly members: Map<string, Member>; readonly open: RecordValue['open'] };

/** The cells that a branch wrote, with what they held before. */
export class Journal {
  readonly before = new Map<Cell, State>();
  private readonly start = nextSerial();

  /** To be called before a cell changes. What was made in the branch itself is nobody else's. */
  touch(cell: Cell): void {
    if (cell.serial < this.start && !this.before.has(cell)) this.before.set(cell, stateOf(cell));
  }

  /** Puts everything back and says what the branch left. */
  rewind(): ReadonlyMap<Cell, State> {
    const after = new Map<Cell, State>();
    for (const [cell, before] of this.before) {
      after.set(cell, stateOf(cell));
      restore(cell, before);
    }
    return after;
  }
}

/** Joins what branches left of the cells that any of them wrote. `touch` is told of each before. */
export function joinStates(
  left: readonly { readonly when: Alternative['when']; readonly states: ReadonlyMap<Cell, State> }[],
  touch: (cell: Cell) => void,
): void {
  const cells = new Set(left.flatMap(({ states }) => [...states.keys()]));
  for (const cell of cells) {
    touch(cell);
    const before = stateOf(cell);
    restore(cell, joined(left.map(({ when, states }) => ({ when, state: states.get(cell) ?? before }))));
  }
}

function stateOf(cell: Cell): State {
  switch (cell.kind) {
    case 'binding':
      return { kind: 'binding', value: cell.value };
    case 'list':
      return { kind: 'list', items: cell.items, open: cell.open };
    case 'record':
      return { kind: 'members', members: new Map(cell.members), open: cell.open };
    case 'instance':
      return { kind: 'members', members: new Map(cell.members), open: null };
  }
}

function restore(cell: Cell, state: State): void {
  if (cell.kind === 'binding' && state.kind === 'binding') cell.value = state.value;
  if (cell.kind === 'list' && state.kind === 'list') {
    cell.items = state.items;
    cell.open = state.open;
  }
  if ((cell.kind === 'record' || cell.kind === 'instance') && state.kind === 'members') {
    cell.members.clear();
    for (const [name, member] of state.members) cell.members.set(name, member);
    if (cell.kind === 'record') cell.open = state.open;
  }
}

interface Left {
  readonly when: Alternative['when'];
  readonly state: State;
}

function joined(left: readonly Left[]): State {
  if (left.length === 1) return left[0]!.state;
  const [{ state: first }] = left as [Left];
  if (first.kind === 'binding') return { kind: 'binding', value: joinedBinding(left) };
  return first.kind === 'list' ? joinedLists(left) : joinedMembers(left);
}

function joinedBinding(left: readonly Left[]): ProgramValue | null {
  const values = left.flatMap(({ when, state }) =>
    state.kind === 'binding' && state.value ? [{ when, value: state.value }] : [],
  );
  return values.length === 0 ? null : join(values);
}

/** What all start with stays; what a branch added beyond is there when the branch was taken. */
function joinedLists(left: readonly Left[]): State {
  const lists = left.flatMap(({ when, state }) => (state.kind === 'list' ? [{ when, ...state }] : []));
  const shortest = Math.min(...lists.map(({ items }) => items.length));
  let common = 0;
  while (common < shortest && lists.every(({ items }) => items[common] === lists[0]!.items[common])) common++;
  const added = lists.flatMap(({ when, items }) =>
    items
      .slice(common)
      .map(item =>
        join(lists.map(other => ({ when: other.when, value: other.when === when ? item : MISSING }))),
      ),
  );
  const open = lists.find(each => each.open)?.open ?? null;
  return { kind: 'list', items: [...lists[0]!.items.slice(0, common), ...added], open };
}

function joinedMembers(left: readonly Left[]): State {
  const records = left.flatMap(({ when, state }) => (state.kind === 'members' ? [{ when, ...state }] : []));
  const members = new Map<string, Member>();
  for (const name of new Set(records.flatMap(each => [...each.members.keys()]))) {
    const own = records.map(each => each.members.get(name));
    const some = own.find(each => each)!;
    if (own.every(each => each === some)) {
      members.set(name, some);
      continue;
    }
    const value = join(records.map(({ when }, index) => ({ when, value: own[index]?.value ?? MISSING })));
    members.set(name, { ...some, value });
  }
  const open = records.find(each => each.open)?.open ?? null;
  return { kind: 'members', members, open };
}

/** A way that is taken when something holds. */
export interface Way<T> {
  readonly when: Value;
  readonly walk: () => T;
}

/** What a way came to, with what it left behind. */
export interface Walked<T> {
  readonly when: Value;
  readonly result: T;
  readonly states: ReturnType<Journal['rewind']>;
}
