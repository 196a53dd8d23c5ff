// Promises whose outcome the program itself decides. Refuses to know when anything happens.

import { absent, call, scalar, unknown } from '../../../model/value.ts';
import { Thrown } from '../evaluate/endings.ts';
import type { RunSite } from '../evaluate/site.ts';
import type { Answer } from '../library.ts';
import {
  builtIn,
  type InstanceValue,
  list,
  MISSING,
  type ProgramValue,
  type PromiseValue,
  record,
} from '../values.ts';
import { itemsOf } from './iterate.ts';

type Args = readonly ProgramValue[];

const RESOLVED = '@@resolved';
const REJECTED = '@@rejected';

/** What an expression comes to that waits for a value: what is no promise is itself. A promise that was rejected throws. */
export function awaited(value: ProgramValue): ProgramValue {
  if (value.kind === 'promise') {
    if (value.rejected) {
      value.rejected.isHandled = true;
      throw new Thrown(value.value);
    }
    return awaited(value.value);
  }
  if (value.kind !== 'instance' || value.base?.module !== '' || value.base.path[0] !== 'Promise')
    return value;
  const settled = settledOf(value);
  if (settled) return awaited(settled);
  const reason = 'a promise is only resolved when the program runs';
  return unknown(call('promise', scalar(value.serial)), reason, value.origin);
}

/** `new Promise(executor)`: what it resolves at once is known. */
export function constructPromise(self: InstanceValue, [executor]: Args, site: RunSite): boolean {
  const { program } = site;
  const settle = (name: string) =>
    builtIn(name, (_, [value = absent()]) => {
      if (!self.members.has(RESOLVED) && !self.members.has(REJECTED)) {
        program.touch(self);
        self.members.set(name, { value, key: null });
      }
      return absent();
    });
  if (executor) program.call(executor, [settle(RESOLVED), settle(REJECTED)], site);
  return true;
}

function settledOf({ members, origin }: InstanceValue): PromiseValue | null {
  const [resolved, rejected] = [members.get(RESOLVED)?.value, members.get(REJECTED)?.value];
  const value = resolved ?? rejected;
  if (!value || (resolved && rejected)) return null;
  if (value.kind === 'choice' && value.options.some(option => option.value === MISSING)) return null;
  return promise(value, origin, resolved === undefined);
}

function promise(value: ProgramValue, origin: PromiseValue['origin'], isRejected = false): PromiseValue {
  return { kind: 'promise', value, origin, ...(isRejected ? { rejected: { isHandled: false } } : {}) };
}

/** `then`, `catch` and `finally` of a promise that the program made. */
export function invokePromiseObject(
  self: InstanceValue,
  name: string,
  args: Args,
  site: RunSite,
): ProgramValue | undefined {
  if (self.base?.path[0] !== 'Promise') return undefined;
  const settled = settledOf(self);
  return settled ? invokePromise(settled, name, args, site) : undefined;
}

/** `promise.then(…)` and its like. */
export function invokePromise(
  self: PromiseValue,
  name: string,
  [first, second]: Args,
  site: RunSite,
): ProgramValue {
  const { program } = site;
  const isRejected = self.rejected !== undefined;
  const isFinally = name === 'finally';
  const handler =
    isFinally || (name === 'then') === !isRejected ? first : name === 'then' ? second : undefined;
  if (!handler || handler.kind === 'absent') return self;
  if (self.rejected && !isFinally) self.rejected.isHandled = true;
  try {
    const result = program.call(handler, isFinally ? [] : [self.value], site);
    if (isFinally) return self;
    return result.kind === 'promise' ? result : promise(result, self.origin);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    return promise(error.value, self.origin, true);
  }
}

function settled(value: ProgramValue): PromiseValue {
  try {
    return promise(awaited(value), []);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    return promise(error.value, [], true);
  }
}

/** What all promises of a list come to, joined by a function. */
function ofAll(join: (found: readonly PromiseValue[], site: RunSite) => PromiseValue | undefined) {
  return ([given = absent()]: Args, site: RunSite): Answer => {
    const found = itemsOf(given, site);
    if (!found) return undefined;
    if (found.open) return promise(list(found.items, [site.step], found.open), []);
    return join(found.items.map(settled), site);
  };
}

/** By their names. */
export const OF_PROMISE: Readonly<Record<string, (args: Args, site: RunSite) => Answer>> = {
  'Promise.resolve': ([value = absent()]) => settled(value),
  'Promise.reject': ([value = absent()], site) => promise(value, [site.step], true),
  'Promise.all': ofAll(
    (found, site) =>
      found.find(each => each.rejected) ??
      promise(
        list(
          found.map(each => each.value),
          [site.step],
        ),
        [],
      ),
  ),
  'Promise.allSettled': ofAll(found =>
    promise(
      list(
        found.map(({ value, rejected }) =>
          record([
            ['status', scalar(rejected ? 'rejected' : 'fulfilled')],
            [rejected ? 'reason' : 'value', value],
          ]),
        ),
      ),
      [],
    ),
  ),
  'Promise.race': ofAll(found => (found.length === 1 ? found[0] : undefined)),
  'Promise.any': ofAll(found => {
    const fulfilled = found.filter(each => !each.rejected);
    return fulfilled.length === 1 ? fulfilled[0] : undefined;
  }),
};
