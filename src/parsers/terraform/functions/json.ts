// `jsonencode` and `jsondecode`, as Go writes and reads JSON. Refuses to know places: decoded values have no origin of their own.

import { DEEPEST_VALUE, knowledgeOf } from '../../../model/knowledge.ts';
import { array, call, object, scalar, type UnknownValue, unknown, type Value } from '../../../model/value.ts';
import { INEXACT, isExact, numberText } from '../values/numbers.ts';
import { isOpenSet, sortedMembers } from '../values/order.ts';
import { LONGEST_TEXT } from '../values/text.ts';
import { ANYTHING, define, stringOf, TEXT, text } from './define.ts';
import type { TerraformFunction } from './types.ts';

/** Compact JSON with sorted names; null where the value is not wholly known. */
export function jsonText(value: Value): string | null {
  const { reason, size } = knowledgeOf(value);
  return reason !== null || size > LONGEST_TEXT ? null : write(value);
}

function write(value: Value): string {
  switch (value.kind) {
    case 'scalar':
      if (typeof value.value === 'string') return jsonString(value.value);
      return typeof value.value === 'number' ? numberText(value.value) : String(value.value);
    case 'array':
      return `[${value.items.map(write).join(',')}]`;
    case 'object':
      return `{${sortedMembers(value)
        .map(([name, member]) => `${jsonString(name)}:${write(member)}`)
        .join(',')}}`;
    default:
      return 'null';
  }
}

/** A string in JSON, safe inside HTML as Go's encoder makes it. */
export function jsonString(value: string): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const encode = define('jsonencode', [ANYTHING], ([value], toCall) => {
  const json = isOpenSet(value!) ? null : jsonText(value!);
  return json === null ? toCall.symbolic() : { ...scalar(json), encodes: value! };
});

const decode = define('jsondecode', [TEXT], ([subject], toCall) => {
  const source = stringOf(subject);
  if (source === null) return encoded(subject as UnknownValue, 'jsonencode') ?? toCall.symbolic();
  let data: unknown;
  try {
    data = JSON.parse(source);
  } catch {
    return toCall.fail('`jsondecode()` was given a string that is not JSON');
  }
  return dataValue(data) ?? toCall.tooLarge(`${DEEPEST_VALUE} levels`);
});

/** What a value that is not wholly known was encoded from: decoding it gives that back. */
export function encoded({ expression }: UnknownValue, encoder: string): Value | null {
  return expression.kind === 'call' && expression.name === encoder ? expression.args[0]! : null;
}

/** A number that was read, unknown where a double cannot hold it. */
export function numberValue(value: number, reader: string): Value {
  return isExact(value) ? scalar(value) : unknown(call(reader, scalar(String(value))), INEXACT);
}

/** Plain data as a value; null where it nests too deeply. */
export function dataValue(data: unknown, depth = 0): Value | null {
  if (depth > DEEPEST_VALUE) return null;
  if (typeof data === 'string') return text(data);
  if (typeof data === 'number') return numberValue(data, 'jsondecode');
  if (typeof data !== 'object' || data === null) return scalar(data as boolean | null);
  if (Array.isArray(data)) {
    const items = data.map(item => dataValue(item, depth + 1));
    return items.every(item => item !== null) ? array(items) : null;
  }
  const members = new Map<string, Value>();
  for (const [name, member] of Object.entries(data)) {
    const value = dataValue(member, depth + 1);
    if (value === null) return null;
    members.set(name.normalize('NFC'), value);
  }
  return object(members);
}

export const JSON_FUNCTIONS: readonly TerraformFunction[] = [encode, decode];
