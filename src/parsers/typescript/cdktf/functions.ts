// CDK for Terraform's core: `Fn` and `Token`. Functions that need no more than the program are computed, others stay symbolic.

import { absent, scalar } from '../../../model/value.ts';
import type { Answer, Site } from '../library.ts';
import { imported, type ProgramValue } from '../values.ts';

type Args = readonly ProgramValue[];

/** A function of `cdktf`; undefined for what is none of it. */
export function callCore(path: readonly string[], args: Args, site: Site): Answer {
  const [root, name = ''] = path;
  if (root === 'Fn') return callFunction(name, args, site);
  if (root === 'Token' && /^as/.test(name)) return args[0];
  if (root === 'Lazy') return site.program.invoke(args[0] ?? absent(), 'produce', [], site);
  if (root === 'Aspects' || root === 'Annotations') return scalar(null);
  if (root === 'TerraformStack' && name === 'of') return args[0];
  return undefined;
}

function callFunction(name: string, args: Args, site: Site): Answer {
  const { program } = site;
  const [first = absent(), second = absent()] = args;
  switch (name) {
    case 'jsonencode':
      return program.invoke(imported('', ['JSON']), 'stringify', [first], site);
    case 'join':
      return program.invoke(second, 'join', [first], site);
    case 'concat':
      return program.invoke(first, 'flat', [], site);
    case 'lower':
      return program.invoke(first, 'toLowerCase', [], site);
    case 'upper':
      return program.invoke(first, 'toUpperCase', [], site);
    case 'element': {
      const at = program.toValue(second);
      return at.kind === 'scalar' ? program.get(first, String(at.value), site) : undefined;
    }
    case 'tolist':
    case 'toset':
    case 'tomap':
    case 'tostring':
    case 'sensitive':
      return first;
    default: {
      const data = args.map(arg => program.toValue(arg));
      return program.unknown(name, data, `\`Fn.${name}()\` is only known when Terraform runs`, site);
    }
  }
}
