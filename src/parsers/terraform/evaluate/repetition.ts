// What `count` and `for_each` make of a resource or module: its turns, and how all of them together look to others.
// https://developer.hashicorp.com/terraform/language/meta-arguments/for_each. Refuses to know what is repeated.

import { distribute } from '../../../model/distribute.ts';
import {
  array,
  call,
  object,
  type Expression as SymbolicExpression,
  scalar,
  type UnknownValue,
  type Value,
} from '../../../model/value.ts';
import type { Expression } from '../hcl/syntax.ts';
import type { Repetition as Repeated } from '../module.ts';
import { convert, scalarText } from '../values/convert.ts';
import { access } from './access.ts';
import type { Environment, Turn } from './environment.ts';
import { evaluate } from './expression.ts';
import { fail } from './failure.ts';
import { iterationOf } from './iteration.ts';
import { asCondition, isNull } from './knowing.ts';
import { isGreater } from './operators.ts';
import { anyKey, instanceIn, memberOf, openCollection } from './symbols.ts';

export interface Repetition {
  readonly turns: readonly Turn[];
  /** All instances as expressions see them, from their values in the order of the turns. */
  together(values: readonly Value[], symbol: () => SymbolicExpression, at: (key: Value) => Value): Value;
}

const ONCE: Turn = { key: null, value: null, condition: null };

/** The turns of a declaration. One turn stands for all that are not known one by one. */
export function repetitionOf(declared: Repeated, environment: Environment): Repetition {
  if (declared.count) return countTurns(declared.count, environment);
  if (declared.forEach) return keyTurns(declared.forEach, environment);
  return { turns: [ONCE], together: ([value]) => value! };
}

function countTurns(node: Expression, environment: Environment): Repetition {
  const { run } = environment.frame;
  const given = evaluate(node, environment);
  const value = isNull(given) ? null : convert(given, 'number');
  if (!value || (value.kind === 'scalar' && !isCount(value.value))) {
    const failed = fail(run, 'wrong-type', '`count` is not a whole number', node.span);
    return unknownCount(failed);
  }
  const counts = (value.kind === 'oneOf' ? value.options : [value]).map(countOf);
  if (value.kind === 'unknown' || counts.some(count => count === null)) return unknownCount(value);
  const most = bounded(Math.max(...counts.map(Number)), node, environment);
  const turns = Array.from({ length: most }, (_, index): Turn => {
    const condition = value.kind === 'oneOf' ? isMoreThan(value, index) : null;
    return { key: scalar(index, value.origin), value: null, condition };
  });
  return {
    turns,
    together: (values, symbol) =>
      distribute([value], symbol, ([count]) => array(values.slice(0, countOf(count!) ?? 0))),
  };
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && Number.isInteger(value);
}

function countOf(value: Value): number | null {
  return value.kind === 'scalar' && isCount(value.value) ? Number(value.value) : null;
}

function isMoreThan(count: Value, index: number): Value {
  return asCondition(isGreater(count, scalar(index)));
}

/** Declarations of equal counts have equal indexes, so that they pair item by item. */
function unknownCount(count: Value): Repetition {
  const reason = count.kind === 'unknown' || count.kind === 'oneOf' ? count.reason : 'the count is not known';
  const key: UnknownValue = {
    kind: 'unknown',
    expression: call('count.index', count),
    reason,
    origin: count.origin,
  };
  return open([{ key, value: null, condition: isMoreThan(count, 0) }], key, reason);
}

function open(turns: readonly Turn[], key: Value, reason: string): Repetition {
  return {
    turns,
    together: (values, symbol, at) => {
      const certain = new Map<string, Value>();
      for (const [index, turn] of turns.entries())
        if (turn.key?.kind === 'scalar') certain.set(scalarText(turn.key.value!), values[index]!);
      return openCollection(symbol(), reason, { at, key }, certain.size > 0 ? certain : null);
    },
  };
}

function keyTurns(node: Expression, environment: Environment): Repetition {
  const { run } = environment.frame;
  const collection = evaluate(node, environment);
  switch (collection.kind) {
    case 'unknown':
      return unknownKeys(collection, node, environment);
    case 'oneOf':
      return collection.options.every(hasKnownKeys)
        ? alternativeKeys(collection, node, environment)
        : unknownKeys({ ...collection, kind: 'unknown' }, node, environment);
    case 'array':
      if (!collection.set && collection.items.length > 0)
        run.report(
          'wrong-type',
          '`for_each` takes a map or a set of strings, not a list',
          node.span,
          'Use `toset()`.',
        );
      break;
    default:
  }
  if (!hasKnownKeys(collection)) return partlyKnownKeys(collection, node, environment);
  const turns = turnsOf(collection, node, environment);
  return { turns, together: values => byKey(turns, values) };
}

function turnsOf(collection: Value, node: Expression, environment: Environment): readonly Turn[] {
  const items = iterationOf(collection, node.span, environment.frame.run) ?? [];
  const turns = items.map(({ key, value }): Turn => {
    // Items of a list stand for those of a set.
    const isItem = collection.kind === 'array';
    const name = isItem ? (convert(value, 'string') ?? value) : key;
    return { key: name, value: isItem ? name : value, condition: null };
  });
  return turns.slice(0, bounded(turns.length, node, environment));
}

function hasKnownKeys(collection: Value): boolean {
  if (collection.kind === 'object') return true;
  return (
    collection.kind === 'array' && collection.items.every(item => item.kind === 'scalar' && !isNull(item))
  );
}

function byKey(turns: readonly Turn[], values: readonly Value[]): Value {
  const members = new Map<string, Value>();
  for (const [index, { key }] of turns.entries())
    if (key?.kind === 'scalar') members.set(scalarText(key.value!), values[index]!);
  return object(members);
}

/** One of several collections: every key of any of them is a turn under the condition that the collection has it. */
function alternativeKeys(
  collection: Extract<Value, { kind: 'oneOf' }>,
  node: Expression,
  environment: Environment,
): Repetition {
  const { run } = environment.frame;
  const keys = new Map<string, Value>();
  for (const option of collection.options)
    for (const { key } of turnsOf(option, node, environment))
      if (key?.kind === 'scalar') keys.set(scalarText(key.value!), key);
  const turns = [...keys].map(([name, key]): Turn => {
    const condition = distribute(
      [collection],
      () => call('contains', collection, key),
      ([option]) => scalar(keyNames(option!).includes(name)),
    );
    const isMap = collection.options.some(option => option.kind === 'object');
    const value = isMap ? run.speculate(() => access(collection, key, node.span, run)) : key;
    return { key, value, condition: condition.kind === 'scalar' ? null : asCondition(condition) };
  });
  return {
    turns,
    together: (values, symbol) =>
      distribute([collection], symbol, ([option]) => {
        const names = keyNames(option!);
        const members = [...keys.keys()].flatMap((name, index): [string, Value][] =>
          names.includes(name) ? [[name, values[index]!]] : [],
        );
        return object(new Map(members));
      }),
  };
}

function keyNames(collection: Value): readonly string[] {
  if (collection.kind === 'object') return [...collection.members.keys()];
  if (collection.kind !== 'array') return [];
  return collection.items.flatMap(item => (item.kind === 'scalar' ? [scalarText(item.value ?? '')] : []));
}

/** Of a set some items are known. */
function partlyKnownKeys(collection: Value, node: Expression, environment: Environment): Repetition {
  const turns = turnsOf(collection, node, environment);
  const first = turns.find(({ key }) => key?.kind !== 'scalar');
  if (!first?.key) return { turns, together: values => byKey(turns, values) };
  const reason = 'reason' in first.key ? first.key.reason : 'a key is not known';
  return open(turns, first.key, reason);
}

function unknownKeys(collection: UnknownValue, node: Expression, environment: Environment): Repetition {
  const key = anyKey(collection);
  const value = instanceIn(collection, key) ?? memberOf(collection, key);
  const certain = collection.members ? turnsOf(object(collection.members), node, environment) : [];
  const condition = isMoreThan({ ...collection, expression: call('length', collection) }, 0);
  return open([...certain, { key, value, condition }], key, collection.reason);
}

function bounded(count: number, node: Expression, { frame: { run } }: Environment): number {
  const most = run.bounds.instances;
  if (count <= most) return count;
  const message = `${count} instances are asked for, at most ${most} are followed`;
  run.exceeded('too-many-instances', message, node.span);
  return most;
}
