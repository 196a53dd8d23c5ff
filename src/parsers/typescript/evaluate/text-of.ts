// Texts put together of parts, some of them not known. Refuses to know where the parts come from.

import { call, type Step, unknown } from '../../../model/value.ts';
import { joinText } from '../../text/text-value.ts';
import { isLeaf, type ProgramValue } from '../values.ts';
import { join } from './choice.ts';
import type { Run } from './run.ts';
import { WRITING } from './to-value.ts';

/** A text of parts; alternatives among them are taken apart. */
export function textOf(
  parts: readonly (string | ProgramValue)[],
  origin: readonly Step[],
  run: Run,
): ProgramValue {
  const at = parts.findIndex(part => typeof part !== 'string' && part.kind === 'choice');
  const choice = parts[at];
  if (choice === undefined || typeof choice === 'string' || choice.kind !== 'choice') {
    const texts = parts.map(part => (typeof part === 'string' ? part : run.toValue(part)));
    const text = joinText(texts, WRITING, origin);
    return isLeaf(text) ? text : unknown(call('text', text), 'it is not a text', origin);
  }
  const alternatives = choice.options
    .filter(({ when }) => run.decide(when) !== false)
    .map(({ when, value }) => ({
      when,
      value: textOf([...parts.slice(0, at), value, ...parts.slice(at + 1)], origin, run),
    }));
  return join(alternatives, origin);
}
