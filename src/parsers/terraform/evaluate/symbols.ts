// Symbols for what is only known after apply: resources, data sources, modules, and what is read from them.
// Refuses to know how they are declared.

import {
  call,
  type Expression,
  type Origin,
  scalar,
  type UnknownValue,
  unknown,
  type Value,
} from '../../../model/value.ts';

/** A kind of thing whose attributes are not in the configuration, with the reason that they share. */
export type SymbolKind = 'resource' | 'data' | 'ephemeral' | 'module';

const KINDS: ReadonlySet<string> = new Set<SymbolKind>(['resource', 'data', 'ephemeral', 'module']);

/** One instance by its address, with the keys that the address cannot tell apart. */
export function symbolOf(kind: SymbolKind, address: string, keys: readonly Value[]): Expression {
  return call(kind, scalar(address), ...keys);
}

/** A member of what is not known. Behind a resource its reason names the attribute, else it is the container's. */
export function memberOf(of: UnknownValue, key: Value, origin: Origin = of.origin): UnknownValue {
  const value = unknown({ kind: 'member', of, key }, of.reason, origin);
  const path = pathOf(value);
  return path === null ? value : { ...value, reason: reasonFor(path.kind, path.text) };
}

/** Why an instance or one of its attributes is not known. */
export function reasonFor(kind: Exclude<SymbolKind, 'module'>, path: string): string {
  return kind === 'resource'
    ? `\`${path}\` is only known after apply`
    : `\`${path}\` is read by the provider`;
}

interface SymbolPath {
  readonly kind: Exclude<SymbolKind, 'module'>;
  readonly text: string;
}

const DEEPEST_PATH = 16;

function pathOf(value: Value, depth = 0): SymbolPath | null {
  if (value.kind !== 'unknown' || depth > DEEPEST_PATH) return null;
  const { expression } = value;
  if (expression.kind === 'call') {
    const [address] = expression.args;
    const isInstance = KINDS.has(expression.name) && expression.name !== 'module';
    if (!isInstance || address?.kind !== 'scalar') return null;
    return { kind: expression.name as SymbolPath['kind'], text: String(address.value) };
  }
  if (expression.kind !== 'member') return null;
  const outer = pathOf(expression.of, depth + 1);
  return outer && { ...outer, text: outer.text + written(expression.key) };
}

function written(key: Value): string {
  if (key.kind !== 'scalar') return '[*]';
  if (typeof key.value === 'number') return `[${key.value}]`;
  const isName = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(String(key.value));
  return isName ? `.${key.value}` : `[${JSON.stringify(key.value)}]`;
}

/** A key in brackets as Terraform writes it in addresses; one that is not known as `[*]`. */
export function addressSuffix(key: Value | null): string {
  if (!key) return '';
  if (key.kind !== 'scalar') return '[*]';
  return typeof key.value === 'number' ? `[${key.value}]` : `[${JSON.stringify(String(key.value))}]`;
}

interface OpenCollection {
  readonly at: (key: Value) => Value;
  readonly key: Value;
}

const collections = new WeakMap<Expression, OpenCollection>();

/** A collection of instances of which not all keys are known: `at` gives the instance with a key, `key` stands for all that are not known. */
export function openCollection(
  expression: Expression,
  reason: string,
  open: OpenCollection,
  certain: ReadonlyMap<string, Value> | null,
): UnknownValue {
  collections.set(expression, open);
  const value = unknown(expression, reason);
  return certain ? { ...value, members: certain } : value;
}

/** The instance with a key in a collection of which not all keys are known; null for anything else. */
export function instanceIn(collection: UnknownValue, key: Value): Value | null {
  return collections.get(collection.expression)?.at(key) ?? null;
}

/** The key that stands for all that are not known. Equal collections have equal keys. */
export function anyKey(collection: UnknownValue): Value {
  return (
    collections.get(collection.expression)?.key ??
    unknown(call('each.key', collection), collection.reason, collection.origin)
  );
}

/** Whether it is one resource or module, of which only some attributes are known. */
export function isInstance({ expression }: UnknownValue): boolean {
  return expression.kind === 'call' && KINDS.has(expression.name) && !collections.has(expression);
}

/** Attributes that every resource has once it is deployed, if it has them at all. */
const NEVER_EMPTY: ReadonlySet<unknown> = new Set(['id', 'arn', 'self_link']);

/** Whether it is the id of a resource, which is neither null nor empty whatever it will be. */
export function isId({ expression }: UnknownValue): boolean {
  if (expression.kind !== 'member' || expression.key.kind !== 'scalar' || expression.of.kind !== 'unknown')
    return false;
  const { expression: of } = expression.of;
  return (
    NEVER_EMPTY.has(expression.key.value) && of.kind === 'call' && KINDS.has(of.name) && of.name !== 'module'
  );
}
