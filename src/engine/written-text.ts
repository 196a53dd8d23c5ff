// Whether a text with a certain form is written in the code. What is not known before deployment is not written in it, but the parts of
// an unknown that are written count, but not the names of what is read. Refuses to know why anybody asks.

import type { Expression, Value } from '../model/value.ts';

/** Values may use each other many times; no more of them are looked at. */
const MOST_VALUES = 10_000;

/** The text of the form that the value is or is made of; null where none is written. */
export function writtenIn(value: Value, pattern: RegExp): Value | null {
  const seen = new Set<Value>();
  const waiting: Value[] = [value];
  while (waiting.length > 0 && seen.size < MOST_VALUES) {
    const next = waiting.pop()!;
    if (seen.has(next)) continue;
    seen.add(next);
    switch (next.kind) {
      case 'scalar':
        if (typeof next.value === 'string' && pattern.test(next.value)) return next;
        break;
      case 'array':
        waiting.push(...next.items);
        break;
      case 'object':
        waiting.push(...next.members.values());
        break;
      case 'oneOf':
        waiting.push(...next.options);
        break;
      case 'unknown': {
        const parts = partsOf(next.expression);
        if (next.expression.kind === 'text' && pattern.test(withHoles(parts))) return next;
        waiting.push(...parts.filter(part => typeof part !== 'string'), ...(next.members?.values() ?? []));
        break;
      }
      case 'absent':
        break;
    }
  }
  return null;
}

/** Functions in whose result their arguments stand. Others read something that their arguments name: a parameter, a secret, a file. */
const PASSING_ON: ReadonlySet<string> = new Set(
  `array base64 base64encode chomp choose coalesce compact concat convert createarray createobject distinct dynamic flatten fn::base64
  fn::join fn::tojsonstring for format formatlist if indent join json jsonencode list lower merge nonsensitive object perhaps replace
  sensitive setunion spread string take template title tolist tolower tomap toset tostring toupper trim trimprefix trimspace trimsuffix
  try union upper uri uricomponent urlencode values yamlencode zipmap`.split(/\s+/),
);

/** Stands for what is not known: no pattern asks for it. */
const HOLE = '\uFFFC';

function withHoles(parts: readonly (string | Value)[]): string {
  return parts.map(part => (typeof part === 'string' ? part : HOLE)).join('');
}

/** Of a member only that of which it is one may have it: what else is known of that is other members. */
function partsOf(whole: Expression): readonly (string | Value)[] {
  let expression = whole;
  while (expression.kind === 'member' && expression.of.kind === 'unknown')
    expression = expression.of.expression;
  switch (expression.kind) {
    case 'text':
      return expression.parts;
    case 'call':
      return PASSING_ON.has(expression.name.toLowerCase()) ? expression.args : [];
    case 'member':
      return [expression.of];
  }
}
