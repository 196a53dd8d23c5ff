// Generators: what their bodies yield, walked when somebody first asks for it, up to a bound for those that never end.
// Refuses to know how bodies are walked.

import { absent, call, scalar, unknown } from '../../../model/value.ts';
import type { RunSite } from '../evaluate/site.ts';
import { type InstanceValue, type Items, instance, type ProgramValue, record } from '../values.ts';

/** Of a generator that goes on so many are taken. */
export const MOST_YIELDS = 500;

/** Walks a body and says what it yields; `sent` is what each `yield` comes to. */
export type Generate = (sent: ProgramValue) => Items & { readonly result: ProgramValue };

interface Generator {
  readonly generate: Generate;
  found: (Items & { readonly result: ProgramValue }) | null;
  position: number;
}

/** What a call of a generator gives. */
export function generator(generate: Generate, origin: InstanceValue['origin']): InstanceValue {
  const made = instance(null, null, origin);
  made.native = { generate, found: null, position: 0 } satisfies Generator;
  return made;
}

function asGenerator(value: InstanceValue): Generator | null {
  const { native } = value;
  return typeof native === 'object' && native !== null && 'generate' in native ? (native as Generator) : null;
}

/** What is still to come; null for other objects. */
export function generatedItems(value: InstanceValue, _site: RunSite): Items | null {
  const own = asGenerator(value);
  if (!own) return null;
  own.found ??= own.generate(absent());
  const { items, open } = own.found;
  const rest = items.slice(own.position);
  own.position = items.length;
  return { items: rest, open };
}

/** `generator.next()`; undefined for other objects and methods. */
export function invokeGenerator(
  self: InstanceValue,
  name: string,
  [sent = absent()]: readonly ProgramValue[],
): ProgramValue | undefined {
  const own = asGenerator(self);
  if (!own || !['next', 'return', 'throw', '@@iterator'].includes(name)) return undefined;
  if (name === '@@iterator') return self;
  if (!own.found) {
    const isSent = sent.kind !== 'absent';
    const reason = 'what a generator is given is not followed';
    own.found = own.generate(isSent ? unknown(call('sent'), reason) : absent());
  } else if (sent.kind !== 'absent' && own.position > 0) {
    const rest = unknown(call('sent', scalar(own.position)), 'what a generator is given is not followed');
    own.found = { items: own.found.items.slice(0, own.position), open: rest, result: rest };
  }
  const { items, open, result } = own.found;
  const item = name === 'next' ? items[own.position] : undefined;
  if (name !== 'next') own.position = items.length;
  if (item) own.position++;
  else if (open && name === 'next') return open;
  const value = item ?? (own.position++ === items.length ? result : absent());
  return record([
    ['value', value],
    ['done', scalar(!item)],
  ]);
}
