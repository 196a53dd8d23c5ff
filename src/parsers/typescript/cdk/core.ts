// The CDK's core: apps, stacks, tokens such as `Aws.REGION`, intrinsic functions, and values such as durations.

import { absent, call, scalar, unknown } from '../../../model/value.ts';
import { pseudoParameter } from '../../cloudformation/evaluate/symbols.ts';
import type { Answer, Site } from '../library.ts';
import { type InstanceValue, type ProgramValue, record } from '../values.ts';
import { constructOf, nodeOf, stackOf } from './tree.ts';

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
  if (path.length === 2 && root === 'RemovalPolicy') return scalar(name!.toLowerCase());
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
  if (name === 'node') return nodeOf(self);
  if (name === 'stack') return stackOf(self) ?? self;
  if (name === 'env') return own.env ?? record();
  return own.kind === 'stack' || own.kind === 'app' ? memberOfStack(self, name, site) : undefined;
}

/** Where a stack is deployed to is what the program says, or known only at deployment. */
function memberOfStack(self: InstanceValue, name: string, site: Site): Answer {
  const { program } = site;
  const env = constructOf(self)?.env;
  if (name === 'isAgnostic') {
    const region = env ? program.toValue(program.get(env, 'region', site)) : null;
    return scalar(region?.kind !== 'scalar');
  }
  if (env && (name === 'region' || name === 'account')) {
    const given = program.get(env, name, site);
    if (given.kind !== 'absent') return given;
  }
  return pseudo(name, site);
}

/** `Fn.x(…)`, `Stack.of(x)` and the like; undefined for any other name. */
export function callCore(path: readonly string[], args: Args, site: Site): Answer {
  const [root = '', name = ''] = path;
  const [first = absent(), second = absent()] = args;
  if (root === 'Fn') return intrinsic(name, first, second, args, site);
  if (root === 'Stack' && name === 'of') return first.kind === 'instance' ? (stackOf(first) ?? first) : first;
  if (root === 'Token') return /^as/.test(name) ? first : undefined;
  if (root === 'Lazy') return site.program.call(site.program.get(first, 'produce', site), [], site);
  if (root === 'hasItems') return hasItems(first, site);
  if (root === 'atDeployment') return atDeployment(first, second, site);
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

/** What a text of the library says that only the deployment knows: of a kind, by a name. */
function atDeployment(kind: ProgramValue, name: ProgramValue, { program, step }: Site): Answer {
  const [what, which] = [program.toValue(kind), program.toValue(name)];
  const own = which.kind === 'scalar' ? ` \`${String(which.value)}\`` : '';
  const reason = `${what.kind === 'scalar' ? String(what.value) : 'it'}${own} is only known at deployment`;
  return unknown(call('at deployment', what, which), reason, [step]);
}

/** Whether a list may have items: a policy that holds statements under conditions is there, whatever of it holds. */
function hasItems(value: ProgramValue, { program }: Site): Answer {
  const items = program.items(value);
  return scalar(items === null || items.items.length > 0 || items.open !== null);
}
