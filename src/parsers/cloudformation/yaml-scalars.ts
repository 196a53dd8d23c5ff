// What a plain scalar of YAML 1.1 means in a template. https://yaml.org/type/
// Refuses to know where it stands.

import type { Scalar } from '../../model/value.ts';

const WORDS: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ...['true', 'True', 'TRUE', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map(word => [word, true] as const),
  ...['false', 'False', 'FALSE', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map(word => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
]);

/** Numbers whose digits would not survive (`1.10`, `012345678901`) stay text: whoever reads them takes both. */
export function plainScalar(text: string): Scalar {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  const isNumeric = (first >= 0x30 && first <= 0x39) || first === 0x2d;
  if (!isNumeric) return text;
  const number = Number(text);
  return String(number) === text ? number : text;
}
