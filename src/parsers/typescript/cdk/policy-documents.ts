// Policy documents as the CDK writes them: what is repeated left out, one action or resource as a text, statements that say the same of
// other actions or resources put together where the program's context asks for it. Refuses to know what a policy allows.

import { type Value, valueKey } from '../../../model/value.ts';
import type { Program } from '../library.ts';
import {
  type InstanceValue,
  list,
  type Member,
  MISSING,
  type ProgramValue,
  type RecordValue,
  recordOf,
} from '../values.ts';
import { flagOf } from './flags.ts';
import { textOfModule } from './texts.ts';

/** How a value is written in the template, by which lists are sorted. */
export type Written = (value: Value) => string;

/** What a document or statement of `aws-iam` is in the template; undefined for any other object. */
export function writtenPolicy(
  value: InstanceValue,
  program: Program,
  written: Written,
): ProgramValue | undefined {
  const isMinimal = flagOf('@aws-cdk/aws-iam:minimizePolicies', program);
  const style: Style = { program, written, isSorted: isMinimal };
  if (isOf(value, 'PolicyStatement')) return statementOf(value, { ...style, isSorted: false });
  return isOf(value, 'PolicyDocument') ? documentOf(value, style) : undefined;
}

interface Style {
  readonly program: Program;
  readonly written: Written;
  readonly isSorted: boolean;
}

function isOf(value: InstanceValue, name: string): boolean {
  const iam = textOfModule('iam');
  for (let each = value.class; each; each = each.parent)
    if (each.source === iam && each.name === name) return true;
  return false;
}

function documentOf(document: InstanceValue, style: Style): ProgramValue {
  const statements = document.members.get('Statement')?.value;
  const rest = [...document.members].filter(([name]) => name !== 'Statement' && name !== 'minimize');
  const own = document.members.get('minimize')?.value;
  const isSorted = own?.kind === 'scalar' ? own.value === true : style.isSorted;
  if (statements?.kind !== 'list')
    return recordOf(
      new Map([...(statements ? [slot('Statement', statements)] : []), ...rest]),
      document.origin,
    );
  if (statements.items.length === 0 && !statements.open) return MISSING;
  const items = statements.items.map(item => written(item, { ...style, isSorted: false }));
  const kept = withoutRepetition(items, style.program);
  const together = isSorted && !statements.open ? minimal(kept, style.program) : kept;
  const sorted = isSorted ? together.map(item => written(item, { ...style, isSorted })) : together;
  const value = list(sorted, statements.origin, statements.open);
  return recordOf(new Map([slot('Statement', value), ...rest]), document.origin);
}

function slot(name: string, value: ProgramValue, key: Member['key'] = null): [string, Member] {
  return [name, { value, key }];
}

function written(item: ProgramValue, style: Style): ProgramValue {
  if (item.kind === 'instance' && isOf(item, 'PolicyStatement')) return statementOf(item, style);
  if (item.kind === 'record' && style.isSorted) return statementOf(item, style);
  if (item.kind !== 'choice') return item;
  const options = item.options.map(option => {
    const value = written(option.value, style);
    return value.kind === 'choice' ? option : { ...option, value };
  });
  return { ...item, options };
}

const LISTS = new Set(['Action', 'NotAction', 'Resource', 'NotResource']);

function statementOf({ members, origin }: InstanceValue | RecordValue, style: Style): RecordValue {
  const result = new Map<string, Member>();
  for (const [name, { value, key }] of members) {
    const own =
      name === 'Principal' || name === 'NotPrincipal'
        ? principalOf(value, style)
        : LISTS.has(name)
          ? oneOrMore(value, style, name.startsWith('Not') ? false : style.isSorted, true)
          : value;
    const isEmpty = own.kind === 'record' && own.members.size === 0 && !own.open;
    if (!isEmpty && own.kind !== 'absent') result.set(name, { value: own, key });
  }
  return recordOf(result, origin);
}

function principalOf(value: ProgramValue, style: Style): ProgramValue {
  if (value.kind !== 'record') return value;
  const members = [...value.members].map(([name, { value: each, key }]) =>
    slot(name, oneOrMore(each, style, style.isSorted, style.isSorted), key),
  );
  const kept = members.filter(([, member]) => member.value !== MISSING);
  return recordOf(new Map(kept), value.origin, value.open);
}

/** A list of one as its item, of none as nothing. */
function oneOrMore(value: ProgramValue, style: Style, isSorted: boolean, isSet: boolean): ProgramValue {
  if (value.kind === 'choice') {
    const options = value.options.map(option => {
      const own = oneOrMore(option.value, style, isSorted, isSet);
      return own.kind === 'choice' ? option : { ...option, value: own };
    });
    return { ...value, options };
  }
  if (value.kind !== 'list' || value.open) return value;
  const { program, written: textOf } = style;
  const items = isSet ? withoutRepetition(value.items, program) : value.items;
  const [only] = items;
  if (only === undefined) return MISSING;
  if (items.length === 1 && !isMissingAtTimes(only)) return only;
  if (!isSorted) return list(items, value.origin);
  const texts = new Map(items.map(item => [item, textOf(program.toValue(item))]));
  const sorted = [...items].sort((one, other) => compare(texts.get(one)!, texts.get(other)!));
  return list(sorted, value.origin);
}

function isMissingAtTimes(item: ProgramValue): boolean {
  return item.kind === 'choice' && item.options.some(option => option.value === MISSING);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Items that are not the same as one before them; what is there under a condition stays. */
function withoutRepetition(items: readonly ProgramValue[], program: Program): readonly ProgramValue[] {
  const seen = new Set<string>();
  return items.filter(item => {
    if (item.kind === 'choice') return true;
    const key = valueKey(program.toValue(item));
    return seen.size < seen.add(key).size;
  });
}

/** A statement as what may be put together with others. */
interface Comparable {
  readonly statement: RecordValue;
  /** All but actions, resources and principals, which must be the same. */
  readonly rest: string;
  readonly sets: Readonly<Record<'Action' | 'Resource' | 'Principal', ReadonlyMap<string, ProgramValue>>>;
  readonly isNamed: boolean;
}

/** Statements that differ in one of actions, resources and principals become one, the earlier. */
function minimal(items: readonly ProgramValue[], program: Program): readonly ProgramValue[] {
  const left: (ProgramValue | Comparable)[] = items.map(item =>
    item.kind === 'record' ? (comparable(item, program) ?? item) : item,
  );
  for (let isDone = false; !isDone; ) {
    isDone = true;
    for (let first = 0; first < left.length; first++) {
      for (let second = first + 1; second < left.length; ) {
        const one = left[first]!;
        const other = left[second]!;
        const both = 'sets' in one && 'sets' in other ? combined(one, other) : null;
        if (both) {
          left[first] = both;
          left.splice(second, 1);
          isDone = false;
        } else second++;
      }
    }
  }
  return left.map(each => ('sets' in each ? statementFrom(each) : each));
}

function comparable(statement: RecordValue, program: Program): Comparable | null {
  const action = setOf(statement.members.get('Action')?.value, program);
  const resource = setOf(statement.members.get('Resource')?.value, program);
  const principal = principalsOf(statement.members.get('Principal')?.value, program);
  if (!action || !resource || !principal) return null;
  const others = [...statement.members]
    .filter(([name]) => name !== 'Action' && name !== 'Resource' && name !== 'Principal')
    .map(([name, { value }]) => `${name} ${valueKey(program.toValue(value))}`);
  return {
    statement,
    rest: others.sort().join('\n'),
    sets: { Action: action, Resource: resource, Principal: principal },
    isNamed: statement.members.has('Sid'),
  };
}

type Items = ReadonlyMap<string, ProgramValue>;

function setOf(value: ProgramValue | undefined, program: Program): Items | null {
  if (value === undefined) return new Map();
  if (value.kind === 'choice' || (value.kind === 'list' && value.open)) return null;
  const items = value.kind === 'list' ? value.items : [value];
  if (items.some(item => item.kind === 'choice')) return null;
  return new Map(items.map(item => [valueKey(program.toValue(item)), item]));
}

/** By kind and value; a literal principal (`*`) is of no kind. */
function principalsOf(value: ProgramValue | undefined, program: Program): Items | null {
  if (value === undefined) return new Map();
  if (value.kind !== 'record') return value.kind === 'scalar' ? new Map([['', value]]) : null;
  const items = new Map<string, ProgramValue>();
  for (const [kind, member] of value.members) {
    const own = setOf(member.value, program);
    if (!own) return null;
    for (const [key, item] of own) items.set(`${kind} ${key}`, item);
  }
  return items;
}

function combined(one: Comparable, other: Comparable): Comparable | null {
  if (one.isNamed || other.isNamed || one.rest !== other.rest) return null;
  const names = ['Action', 'Resource', 'Principal'] as const;
  const same = names.filter(name => isSameSet(one.sets[name], other.sets[name]));
  if (same.length < 2 || one.sets.Principal.has('') !== other.sets.Principal.has('')) return null;
  const union = (name: (typeof names)[number]): Items => new Map([...one.sets[name], ...other.sets[name]]);
  return {
    ...one,
    sets: { Action: union('Action'), Resource: union('Resource'), Principal: union('Principal') },
  };
}

function isSameSet(one: Items, other: Items): boolean {
  return one.size === other.size && [...one.keys()].every(key => other.has(key));
}

function statementFrom({ statement, sets }: Comparable): RecordValue {
  const members = new Map(statement.members);
  for (const name of ['Action', 'Resource'] as const) {
    const before = statement.members.get(name);
    const items = [...sets[name].values()];
    if (items.length > 0)
      members.set(name, { value: items.length === 1 ? items[0]! : list(items), key: before?.key ?? null });
  }
  if (sets.Principal.size > 0 && !sets.Principal.has('')) {
    const kinds = new Map<string, ProgramValue[]>();
    for (const [key, item] of sets.Principal) {
      const kind = key.slice(0, key.indexOf(' '));
      kinds.set(kind, [...(kinds.get(kind) ?? []), item]);
    }
    const value = recordOf(
      new Map([...kinds].map(([kind, items]) => slot(kind, items.length === 1 ? items[0]! : list(items)))),
    );
    members.set('Principal', { value, key: statement.members.get('Principal')?.key ?? null });
  }
  return recordOf(members, statement.origin);
}
