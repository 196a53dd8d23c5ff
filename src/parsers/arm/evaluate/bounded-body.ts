// Bodies of resources are written out by whoever reports them: what is shared inside counts as often as it occurs.
// Refuses to know what bodies mean.

import { knowledgeOf } from '../../../model/knowledge.ts';
import type { Span } from '../../../model/source.ts';
import { call, scalar, unknown, type Value } from '../../../model/value.ts';
import type { Run } from './run.ts';

/** The body as long as it can be written out, else with unknowns for its largest parts, and a diagnostic. */
export function boundedBody(body: Value, run: Run, place: Span): Value {
  if (run.write(knowledgeOf(body).size)) return body;
  const message = `Resources are written out with more than ${run.bounds.written} items and characters`;
  run.exceeded('too-large', message, place);
  return withoutLargest(body, run, message, `${place.source.path}:${place.start}`);
}

function withoutLargest(value: Value, run: Run, reason: string, place: string): Value {
  if (value.kind !== 'object') return unknown(call('tooLarge', scalar(place)), reason, value.origin);
  const members = [...value.members].map(([name, member]): [string, Value] => [
    name,
    run.write(knowledgeOf(member).size) ? member : withoutLargest(member, run, reason, `${place}.${name}`),
  ]);
  return { ...value, members: new Map(members) };
}
