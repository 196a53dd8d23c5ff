// One value of a plan: what the plan knows, at the place where the configuration writes it where that is at hand.
// Texts that are sensitive are not taken from a plan. Refuses to know resources.

import type { Span } from '../../../model/source.ts';
import {
  array,
  call,
  type ObjectValue,
  type Origin,
  object,
  type Step,
  scalar,
  unknown,
  type Value,
  valueKey,
} from '../../../model/value.ts';
import { type JsonNode, memberOf } from '../../json/syntax.ts';
import { isNull } from '../evaluate/knowing.ts';
import { isTrue, type MaybeJson, scalarOf, under } from './json.ts';

/** What is known of one value from all sides, each of which may be missing. */
export interface PlannedValue {
  /** As others would refer to it. */
  readonly path: string;
  readonly planned: MaybeJson;
  readonly unknown: MaybeJson;
  readonly sensitive: MaybeJson;
  /** What the configuration's evaluation came to. */
  readonly evaluated: Value | undefined;
  /** The expression in the plan's own copy of the configuration. */
  readonly expression: MaybeJson;
  /** What an expression refers to where its value is not known. */
  readonly refer: (expression: MaybeJson) => Value | null;
}

/** The value that a plan gives a variable of the root. */
export function variableValue(node: JsonNode, name: string): Value {
  const place: Step = {
    role: 'parameter-file',
    span: { source: node.source, start: node.start, end: node.end },
    name,
  };
  return constant(node, [place]);
}

function constant(node: JsonNode, origin: Origin): Value {
  if (node.kind === 'array')
    return array(
      node.items.map(item => constant(item, origin)),
      origin,
    );
  if (node.kind !== 'object') return scalar(scalarOf(node) ?? null, origin);
  return object(new Map(node.members.map(({ key, value }) => [key, constant(value, origin)])), origin);
}

/** Undefined for what is not set: null, and empty lists that nobody wrote. */
function plannedValue(given: PlannedValue): Value | undefined {
  const { path, planned, evaluated, expression } = given;
  if (isTrue(given.unknown)) return notKnown(given);
  if (isSecret(given)) {
    if (evaluated && !isNull(evaluated)) return evaluated;
    return unknown(call('sensitive', scalar(path)), `\`${path}\` is sensitive`, originOf(given));
  }
  if (planned?.kind === 'array') {
    const isWritten = evaluated !== undefined || expression !== undefined;
    return planned.items.length === 0 && !isWritten ? undefined : arrayOf(given, planned.items);
  }
  if (planned?.kind === 'object' || given.unknown?.kind === 'object') return settled(given, objectOf(given));
  const value = planned ? scalarOf(planned) : null;
  return value === null || value === undefined ? undefined : settled(given, scalar(value, originOf(given)));
}

/** What the configuration makes of it, else what it refers to. */
function notKnown(given: PlannedValue): Value {
  const { path, evaluated, expression, refer } = given;
  if (evaluated && !isNull(evaluated)) return evaluated;
  const reason = `\`${path}\` is only known after apply`;
  return refer(expression) ?? unknown(call('planned', scalar(path)), reason, originOf(given));
}

/** Only texts are secrets; that a switch is sensitive is a consequence of how it was computed. */
function isSecret({ sensitive, planned }: PlannedValue): boolean {
  return (
    isTrue(sensitive) && planned !== undefined && planned?.kind !== 'boolean' && planned?.kind !== 'null'
  );
}

/** The evaluated value itself where the plan says the same: it knows more about where it comes from. */
function settled({ evaluated }: PlannedValue, value: Value): Value {
  return evaluated && valueKey(evaluated) === valueKey(value) ? evaluated : value;
}

function originOf({ evaluated, planned, unknown: mark }: PlannedValue): Origin {
  if (evaluated && evaluated.origin.length > 0) return evaluated.origin;
  const place = planned ?? mark;
  return place ? literal(place) : [];
}

function literal({ source, start, end }: Span): Origin {
  return [{ role: 'literal', span: { source, start, end } }];
}

function arrayOf(given: PlannedValue, items: readonly NonNullable<MaybeJson>[]): Value {
  const { evaluated, path, refer } = given;
  const written = evaluated?.kind === 'array' ? evaluated.items : [];
  const byKey = new Map(written.map(item => [valueKey(item), item]));
  const values = items.map((planned, index) => {
    const text = scalarOf(planned);
    const mark = itemOf(given.unknown, index);
    // Sets stand in the order of the plan: their scalars are told by what they are.
    const same = text === undefined ? written[index] : (byKey.get(valueKey(scalar(text))) ?? evaluated);
    const item = plannedValue({
      path: `${path}[${index}]`,
      planned,
      unknown: mark,
      sensitive: itemOf(given.sensitive, index),
      evaluated: isTrue(mark) ? written[index] : same,
      expression: itemOf(given.expression, index) ?? given.expression,
      refer,
    });
    return item ?? scalar(null, literal(planned));
  });
  return settled(given, array(values, originOf(given)));
}

function itemOf(node: MaybeJson, index: number): MaybeJson {
  return node?.kind === 'array' ? node.items[index] : isTrue(node) ? node : undefined;
}

/**
 * An object's members; those that are not known are only among the marks. What is not known and not written, where it is known what is
 * written, is the provider's to choose and left out: resource maps know what that means.
 */
export function objectOf(given: PlannedValue): ObjectValue {
  const { evaluated, planned, path } = given;
  const written = membersOf(evaluated);
  const members = new Map<string, Value>();
  const keySpans = new Map<string, Span>();
  for (const name of new Set([...namesOf(planned), ...namesOf(given.unknown)])) {
    const mark = isTrue(given.unknown) ? given.unknown : under(given.unknown, name);
    const same = written?.get(name);
    if (isTrue(mark) && written && (!same || isNull(same))) continue;
    const value = plannedValue({
      path: `${path}.${name}`,
      planned: under(planned, name),
      unknown: mark,
      sensitive: isTrue(given.sensitive) ? given.sensitive : under(given.sensitive, name),
      evaluated: same,
      expression: expressionAt(given.expression, name),
      refer: given.refer,
    });
    if (value === undefined) continue;
    members.set(name, value);
    const key = keyOf(evaluated, name) ?? keyIn(planned, name);
    if (key) keySpans.set(name, key);
  }
  return object(members, originOf(given), keySpans);
}

function membersOf(value: Value | undefined): ReadonlyMap<string, Value> | undefined {
  return value?.kind === 'object' || value?.kind === 'unknown' ? value.members : undefined;
}

function namesOf(node: MaybeJson): readonly string[] {
  return node?.kind === 'object' ? node.members.map(each => each.key) : [];
}

function keyOf(value: Value | undefined, name: string): Span | undefined {
  return value?.kind === 'object' ? value.keySpans?.get(name) : undefined;
}

function keyIn(node: MaybeJson, name: string): Span | undefined {
  return node?.kind === 'object' ? memberOf(node, name)?.keySpan : undefined;
}

/** Nested blocks are objects or lists of them in a plan's configuration; an argument's own expression stands for all that is in it. */
function expressionAt(node: MaybeJson, name: string): MaybeJson {
  if (node?.kind !== 'object') return undefined;
  return under(node, name) ?? (under(node, 'references') || under(node, 'constant_value') ? node : undefined);
}
