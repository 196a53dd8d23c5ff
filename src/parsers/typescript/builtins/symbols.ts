// Symbols: texts that no program writes, which are names of members that are not listed. Refuses to know what libraries do with them.

import { type ScalarValue, scalar } from '../../../model/value.ts';

const MARK = '@@';

/** What `for…of` calls. */
export const ITERATOR = `${MARK}iterator`;

let made = 0;

/** `Symbol(description)`: no other is the same. */
export function newSymbol(description: string): ScalarValue {
  return scalar(`${MARK}${description}#${++made}`);
}

/** `Symbol.iterator` and its like, `Symbol.for(name)`: the same wherever they are named. */
export function namedSymbol(name: string): ScalarValue {
  return scalar(`${MARK}${name}`);
}

export function isSymbol(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith(MARK);
}

export function descriptionOf(symbol: string): string {
  return symbol.slice(MARK.length).replace(/#\d+$/, '');
}
