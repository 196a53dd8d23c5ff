// The CDK's core: apps, stacks, tokens such as `Aws.REGION`, intrinsic functions, and values such as durations.

import { absent, call, scalar, unknown, type Value } from '../../../model/value.ts';
import { pseudoParameter } from '../../cloudformation/evaluate/symbols.ts';
import type { Answer, Site } from '../library.ts';
import type { InstanceValue, ProgramValue } from '../values.ts';
import { constructOf } from './tree.ts';

type Args = readonly ProgramValue[];

const PSEUDO: Readonly<Record<string, string>> = {
  REGION: 'AWS::Region',
  ACCOUNT_ID: 'AWS::AccountId',
  PARTITION: 'AWS::Partition',
  STACK_ID: 'AWS::StackId',
  STACK_NAME: 'AWS::StackName',
  URL_SUFFIX: 'AWS::URLSuffix',
  region: 'AWS::Region',
  account: 'AWS::AccountId',
  partition: 'AWS::Partition',
  stackId: 'AWS::StackId',
  stackName: 'AWS::StackName',
  urlSuffix: 'AWS::URLSuffix',
};

export function readCore(path: readonly string[], site: Site): Answer {
  const [root, name] = path;
  if (root === 'Aws' && name === 'NO_VALUE') return absent([site.step]);
  if (root === 'Aws' && name !== undefined) return pseudo(name, site);
  if (path.length === 2 && (root === 'RemovalPolicy' || root === 'Duration'))
    return scalar(name!.toLowerCase());
  return undefined;
}

function pseudo(name: string, site: Site): Answer {
  const known = PSEUDO[name];
  return known ? (pseudoParameter(known, [site.step]) ?? undefined) : undefined;
}

/** Members that every construct has, and those of stacks. */
export function memberOfConstruct(self: InstanceValue, name: string, site: Site): Answer {
  const own = constructOf(self);
  if (!own) return undefined;
  if (name === 'stack' || name === 'node') return self;
  if (name === 'id' || name === 'path')
    return scalar(name === 'id' ? (own.path.split('/').at(-1) ?? '') : own.path);
  return pseudo(name, site);
}

/** `Fn.x(…)`, `Stack.of(x)` and the like; undefined for any other name. */
export function callCore(path: readonly string[], args: Args, site: Site): Answer {
  const [root = '', name = ''] = path;
  const [first = absent(), second = absent()] = args;
  if (root === 'Fn') return intrinsic(name, first, second, args, site);
  if (root === 'Stack' && name === 'of') return first;
  if (root === 'Token' && /^as/.test(name)) return first;
  if (root === 'Tags' || root === 'Aspects' || root === 'Annotations') return scalar(null);
  if (root === 'Lazy') return site.program.call(site.program.get(first, 'produce', site), [], site);
  if (root === 'Duration' || root === 'Size') return amount(root, name, first, site);
  return undefined;
}

function intrinsic(name: string, first: ProgramValue, second: ProgramValue, args: Args, site: Site): Answer {
  const { program } = site;
  if (name === 'join') {
    const items = program.items(second);
    if (items && !items.open)
      return program.text(
        items.items.flatMap((item, index) => (index === 0 ? [item] : [first, item])),
        site,
      );
  }
  if (name === 'sub' && first.kind === 'scalar' && args.length === 1)
    return substituted(String(first.value), site);
  const data = args.map(arg => program.toValue(arg));
  const reason = `\`Fn.${name}()\` is only known at deployment`;
  return program.unknown(`Fn::${name.charAt(0).toUpperCase()}${name.slice(1)}`, data, reason, site);
}

/** Pseudo parameters in a text; names of resources are logical ids, which are made at synthesis. */
function substituted(text: string, site: Site): Answer {
  const parts = text.split(/\$\{([^}]*)\}/).map((part, index): string | ProgramValue => {
    if (index % 2 === 0) return part;
    const reason = `\`${part}\` is only known at deployment`;
    return pseudoParameter(part, [site.step]) ?? unknown(call('Ref', scalar(part)), reason, [site.step]);
  });
  return site.program.text(parts, site);
}

const SECONDS: Readonly<Record<string, number>> = {
  millis: 0.001,
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86_400,
};
const MEBIBYTES: Readonly<Record<string, number>> = {
  kibibytes: 1 / 1024,
  mebibytes: 1,
  gibibytes: 1024,
  tebibytes: 1024 * 1024,
};

/** Durations are seconds and sizes mebibytes, whatever they are asked for in. */
function amount(root: string, name: string, given: ProgramValue, { program, step }: Site): Answer {
  const data: Value = program.toValue(given);
  const factor = (root === 'Duration' ? SECONDS : MEBIBYTES)[name];
  if (factor === undefined || data.kind !== 'scalar') return undefined;
  return scalar(Number(data.value) * factor, [...data.origin, step]);
}
