// Functions whose results differ from run to run, and two that are gone. Refuses to guess.

import { ANYTHING, define, NUMBER, STRING } from './define.ts';
import type { Parameter, TerraformFunction } from './types.ts';

function unpredictable(name: string, parameters: readonly Parameter[], rest?: Parameter): TerraformFunction {
  const evaluate: TerraformFunction['evaluate'] = (_, call) =>
    call.symbolic(`\`${name}()\` differs from run to run`);
  return define(name, parameters, evaluate, rest);
}

function gone(name: string, instead: string): TerraformFunction {
  return define(
    name,
    [],
    (_, call) => call.fail(`\`${name}()\` is gone since Terraform 0.12: write \`${instead}\``),
    ANYTHING,
  );
}

export const UNPREDICTABLE_FUNCTIONS: readonly TerraformFunction[] = [
  unpredictable('timestamp', []),
  unpredictable('plantimestamp', []),
  unpredictable('uuid', []),
  unpredictable('bcrypt', [STRING], NUMBER),
  gone('list', 'tolist([ … ])'),
  gone('map', 'tomap({ … })'),
];
