// Values as text, the way .NET and ARM write them: numbers, booleans, JSON.
// Refuses to know functions and holes: what is not known cannot be written.

import { knowledgeOf } from '../../../model/knowledge.ts';
import type { Scalar, Value } from '../../../model/value.ts';
import { LONGEST_TEXT } from './limits.ts';

/** A scalar inside a string: `True`, `12`, and nothing for null. */
export function scalarText(value: Scalar): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? numberText(value) : value;
}

/** .NET's shortest form that reads back the same; integers in full. */
export function numberText(value: number): string {
  if (Number.isInteger(value)) return Object.is(value, -0) ? '0' : BigInt(value).toString();
  const [digits = '0', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power > -5 && power < 15) return String(value);
  return `${digits}E${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** Compact JSON, or null where the value is not wholly known or would be longer than a template may hold. */
export function jsonText(value: Value): string | null {
  const { reason, size } = knowledgeOf(value);
  if (reason !== null || size > LONGEST_TEXT) return null;
  return writeJson(value);
}

function writeJson(value: Value): string {
  switch (value.kind) {
    case 'scalar':
      if (typeof value.value === 'string') return quoted(value.value);
      return typeof value.value === 'number' ? numberText(value.value) : String(value.value);
    case 'array':
      return `[${value.items.map(writeJson).join(',')}]`;
    case 'object':
      return `{${[...value.members].map(([name, member]) => `${quoted(name)}:${writeJson(member)}`).join(',')}}`;
    default:
      return 'null';
  }
}

// Newtonsoft.Json also escapes the three line separators that JSON allows as they are.
function quoted(text: string): string {
  return JSON.stringify(text)
    .replaceAll('\u0085', '\\u0085')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
