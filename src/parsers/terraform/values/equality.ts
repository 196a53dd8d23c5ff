// Whether two values are equal, as `==`, `contains` and the like see it: values of different types never are. Refuses to know operators.

import {
  expressionKey,
  type OneOfValue,
  type UnknownValue,
  type Value,
  valueKey,
} from '../../../model/value.ts';
import { isText, type TextValue } from '../../text/text-value.ts';

/** Null where it is not certain. */
export function equals(left: Value, right: Value): boolean | null {
  if (left.kind === 'oneOf') return equalsAny(left, right);
  if (right.kind === 'oneOf') return equalsAny(right, left);
  if (left.kind === 'unknown') return equalsUnknown(left, right);
  if (right.kind === 'unknown') return equalsUnknown(right, left);
  if (isNull(left) || isNull(right)) return isNull(left) && isNull(right);
  if (left.kind === 'scalar' || right.kind === 'scalar') {
    return left.kind === 'scalar' && right.kind === 'scalar' && left.value === right.value;
  }
  if (left.kind === 'array' && right.kind === 'array') return equalsItems(left, right);
  if (left.kind !== 'object' || right.kind !== 'object') return false;
  if (left.members.size !== right.members.size) return false;
  return all([...left.members], ([name, member]) => {
    const other = right.members.get(name);
    return other ? equals(member, other) : false;
  });
}

function equalsItems(left: Extract<Value, { kind: 'array' }>, right: Extract<Value, { kind: 'array' }>) {
  const isUncertain = (left.set || right.set) && valueKey(left) !== valueKey(right);
  if (left.set !== right.set) return false;
  if (left.items.length !== right.items.length) return isUncertain && hasHoles(left, right) ? null : false;
  const items = all(left.items, (item, index) => equals(item, right.items[index]!));
  return isUncertain && hasHoles(left, right) ? null : items;
}

function hasHoles(...sets: readonly Extract<Value, { kind: 'array' }>[]): boolean {
  return sets.some(set => set.items.some(item => item.kind !== 'scalar'));
}

function equalsAny(value: OneOfValue, other: Value): boolean | null {
  const isSame =
    other.kind === 'oneOf' && expressionKey(other.expression) === expressionKey(value.expression);
  if (isSame && valueKey(value) === valueKey(other)) return true;
  const results = new Set(value.options.map(option => equals(option, other)));
  return results.size === 1 ? [...results][0]! : null;
}

function equalsUnknown(value: UnknownValue, other: Value): boolean | null {
  if (other.kind === 'unknown')
    return expressionKey(value.expression) === expressionKey(other.expression) ? true : null;
  if (!isText(value)) return null;
  return other.kind === 'scalar' && typeof other.value === 'string' && canBe(value, other.value)
    ? null
    : false;
}

/** Whether a string with holes may turn out to be the text. */
export function canBe({ expression: { parts } }: TextValue, text: string): boolean {
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (typeof part !== 'string') continue;
    const isLast = index === parts.length - 1;
    const found = isLast ? text.length - part.length : index === 0 ? 0 : text.indexOf(part, at);
    if (found < at || !text.startsWith(part, found)) return false;
    at = found + part.length;
  }
  return true;
}

function isNull(value: Value): boolean {
  return value.kind === 'absent' || (value.kind === 'scalar' && value.value === null);
}

function all<T>(items: readonly T[], test: (item: T, index: number) => boolean | null): boolean | null {
  let isCertain = true;
  for (const [index, item] of items.entries()) {
    const result = test(item, index);
    if (result === false) return false;
    isCertain &&= result === true;
  }
  return isCertain ? true : null;
}
