// Values of a resource as they may be printed: without what attributes that are marked secret read there, and without what has the form
// of a key. Refuses to know what is dangerous about them.

import { array, call, object, oneOf, scalar, unknown, type Value } from '../model/value.ts';
import { attributeOf, type Mapped } from './world.ts';

/** What is shorter is no secret, but may well stand somewhere else with another meaning. */
const SHORTEST = 6;

/** Keys whose form says what they are. */
const KEY =
  /(^|[^A-Za-z0-9_-])(sk-[A-Za-z0-9_-]{16}|(hf|gsk|gh[pousr]|r8|pcsk)_[A-Za-z0-9_]{16}|(xai|nvapi|pplx|lsv2)[-_][A-Za-z0-9_-]{16}|(AKIA|ASIA)[A-Z0-9]{16}|AIza[A-Za-z0-9_-]{35}|ABSK[A-Za-z0-9+/]{60}|eyJ[A-Za-z0-9_-]{16,}\.eyJ)|-----BEGIN [A-Z ]*PRIVATE KEY-----|AccountKey=[A-Za-z0-9+/]{16}/;

/** Makes of values of a resource what may be printed, by all the kinds that it is of. */
export function hidingSecrets(kinds: readonly Mapped[]): (value: Value) => Value {
  const secrets = new Set<string>();
  for (const mapped of kinds) {
    for (const [name, { secret }] of Object.entries(mapped.map.attributes))
      if (secret) collect(attributeOf(mapped, name).value, secrets);
  }
  return value => shown(value, text => KEY.test(text) || isAmong(secrets, text));
}

function isAmong(secrets: ReadonlySet<string>, text: string): boolean {
  if (text.length < SHORTEST) return false;
  for (const secret of secrets) if (text.includes(secret)) return true;
  return false;
}

/** The texts of a value, but for the names of what it holds. */
function collect(value: Value, texts: Set<string>): void {
  switch (value.kind) {
    case 'scalar':
      if (typeof value.value === 'string' && value.value.length >= SHORTEST) texts.add(value.value);
      break;
    case 'array':
      for (const item of value.items) collect(item, texts);
      break;
    case 'object':
      for (const [name, member] of value.members) if (name.toLowerCase() !== 'name') collect(member, texts);
      break;
    case 'oneOf':
      for (const option of value.options) collect(option, texts);
      break;
  }
}

function shown(value: Value, isSecret: (text: string) => boolean): Value {
  switch (value.kind) {
    case 'scalar':
      return typeof value.value === 'string' && isSecret(value.value)
        ? unknown(call('secret', scalar('')), 'it may be a secret')
        : value;
    case 'array':
      return array(
        value.items.map(item => shown(item, isSecret)),
        value.origin,
      );
    case 'object': {
      const members = [...value.members].map(([name, member]) => [name, shown(member, isSecret)] as const);
      return object(new Map(members), value.origin);
    }
    case 'oneOf':
      return oneOf(
        value.options.map(option => shown(option, isSecret)),
        value.expression,
        value.reason,
        value.origin,
      );
    default:
      return value;
  }
}
