// What made a condition true or false, as a step on the way of the value that was chosen by it.

import type { Step, StepRole, Value } from './value.ts';

/** The input or the written variable that a condition came from: a person may rather change that than the branch. */
export function decidingStep({ origin }: Value): readonly Step[] {
  const [first] = origin;
  const named = origin.filter(({ name }) => name !== undefined);
  const input =
    named.find(({ role }) => INPUTS.has(role)) ??
    (first?.role === 'literal' ? named.find(({ role }) => role === 'variable') : undefined);
  return first && input ? [{ role: 'condition', span: first.span, name: input.name! }] : [];
}

const INPUTS: ReadonlySet<StepRole> = new Set(['default', 'parameter-file', 'parameter', 'module-argument']);
