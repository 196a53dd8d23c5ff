// Feature flags of the CDK: what the context of a program asks for. One that nothing sets is off.

import type { Program } from '../library.ts';

export function flagOf(name: string, program: Program): boolean {
  const given = program.inputs.get(name);
  return given?.kind === 'scalar' && (given.value === true || given.value === 'true');
}
