// The values that JSON texts stand for, however they are made: written out, with holes, or by a function that makes JSON.
// Refuses to know what they say.

import { array, call, oneOf, unknown, type Value } from '../model/value.ts';
import { jsonOf } from './policy-text.ts';
import { JSON_ENCODERS } from './text-parts.ts';

/** What a JSON text says; what is no text stands for itself. */
export function jsonValue(text: Value, resolve: (value: Value) => Value): Value {
  switch (text.kind) {
    case 'scalar':
      if (text.encodes) return text.encodes;
      return typeof text.value === 'string' ? parsed(text) : text;
    case 'oneOf': {
      const options = text.options.map(option => jsonValue(option, resolve));
      return oneOf(options, call('json', text), text.reason, text.origin);
    }
    case 'array':
      return array(
        text.items.map(item => jsonValue(item, resolve)),
        text.origin,
      );
    case 'unknown': {
      const known = resolve(text);
      if (known.kind !== 'unknown') return jsonValue(known, value => value);
      const { expression } = known;
      if (expression.kind === 'text') return parsed(known);
      const [first] = expression.kind === 'call' ? expression.args : [];
      return first && expression.kind === 'call' && JSON_ENCODERS.has(expression.name.toLowerCase())
        ? first
        : known;
    }
    default:
      return text;
  }
}

function parsed(text: Value): Value {
  return jsonOf(text) ?? unknown(call('json', text), 'it is no JSON that can be read', text.origin);
}
