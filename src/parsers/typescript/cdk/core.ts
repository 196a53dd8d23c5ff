// The CDK's core: apps, stacks, tokens such as `Aws.REGION`, intrinsic functions, and values such as durations.

import { absent, call, type Scalar, scalar, unknown } from '../../../model/value.ts';
import { pseudoParameter } from '../../cloudformation/evaluate/symbols.ts';
import type { Answer, Site } from '../library.ts';
import { type InstanceValue, type ProgramValue, record } from '../values.ts';
import { flagOf } from './flags.ts';
import { isEmpty, lateValue } from './late-values.ts';
import { uniqueId, uniqueName } from './logical-ids.ts';
import { constructOf, idsTo, nodeOf, ofNode, stackOf } from './tree.ts';

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
  const known = Object.hasOwn(PSEUDO, name) ? PSEUDO[name] : undefined;
  return known ? (pseudoParameter(known, [site.step]) ?? undefined) : undefined;
}

/** Members that every construct has, and those of stacks. */
export function memberOfConstruct(self: InstanceValue, name: string, site: Site): Answer {
  const own = constructOf(self);
  if (!own) return undefined;
  if (name === 'node') return nodeOf(self);
  if (name === 'stack') return stackOf(self) ?? self;
  if (name === 'env') return own.env ?? record();
  if (name === 'physicalName' && own.physicalName?.kind !== 'absent') return own.physicalName;
  return own.kind === 'stack' || own.kind === 'app' ? memberOfStack(self, name, site) : undefined;
}

/** Where a stack is deployed to is what the program says, or known only at deployment. */
function memberOfStack(self: InstanceValue, name: string, site: Site): Answer {
  const { program } = site;
  const env = constructOf(self)?.env;
  if (name === 'isAgnostic') {
    const region = env ? program.toValue(program.get(env, 'region', site)) : null;
    const reason = region?.kind === 'unknown' ? region.expression : null;
    const isEnvironment = reason?.kind === 'call' && reason.name === 'environment';
    return scalar(region?.kind !== 'scalar' && !isEnvironment);
  }
  if (name === 'stackName') return nameOfStack(self, site);
  if (env && (name === 'region' || name === 'account')) {
    const given = program.get(env, name, site);
    if (given.kind !== 'absent') return given;
  }
  return pseudo(name, site);
}

/** As the program names it, else by its place; of a nested stack known only at deployment. */
function nameOfStack(self: InstanceValue, site: Site): Answer {
  const own = constructOf(self);
  if (own?.kind !== 'stack' || own.type.path.at(-1) === 'NestedStack') return pseudo('stackName', site);
  if (own.stackName && own.stackName.kind !== 'absent') return own.stackName;
  const ids = idsTo(self, 'app');
  if (!ids || ids.length === 0) return pseudo('stackName', site);
  const [only = ''] = ids;
  return scalar(ids.length === 1 && only.length <= 128 ? only : uniqueName(ids, { maxLength: 128 }), [
    site.step,
  ]);
}

/** `Fn.x(…)`, `Stack.of(x)` and the like; undefined for any other name. */
export function callCore(path: readonly string[], args: Args, site: Site): Answer {
  const [root = '', name = ''] = path;
  const [first = absent(), second = absent()] = args;
  if (root === 'Fn') return intrinsic(name, first, second, args, site);
  if (root === 'Stack' && name === 'of') return first.kind === 'instance' ? (stackOf(first) ?? first) : first;
  if (name === 'isCfnResource' || name === 'isCfnElement') return scalar(kindOf(first) === 'resource');
  if (name === 'isStack') return scalar(kindOf(first) === 'stack');
  if (name === 'isConstruct') return scalar(kindOf(first) !== null);
  if (root === 'Token' && name === 'isUnresolved') return isToken(first, site);
  if (root === 'Token') return /^as/.test(name) ? first : undefined;
  if (root === 'Lazy') return lazy(first, second, site);
  if (root === 'Names') return nameOf(name, first, second, site);
  if (root === 'unlessEmpty') return lateValue(() => first, site, true);
  if (root === 'isEnabled') return scalar(flagOf(textOf(first, site), site.program));
  if (root === 'hasItems') return hasItems(first, site);
  if (root === 'atDeployment') return knownLater(first, second, 'at deployment', site);
  if (root === 'atSynthesis') return knownLater(first, second, 'at synthesis', site);
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

function kindOf(value: ProgramValue): string | null {
  return constructOf(value)?.kind ?? null;
}

/** What is known is no token, and what only the deployment knows is one. */
function isToken(value: ProgramValue, { program }: Site): Answer {
  const data = program.toValue(value);
  if (data.kind === 'scalar' || data.kind === 'absent') return scalar(false);
  const isDeployed = data.kind === 'unknown' && data.expression.kind !== 'call';
  return isDeployed ? scalar(true) : undefined;
}

function lazy(producer: ProgramValue, options: ProgramValue, site: Site): Answer {
  const { program } = site;
  const produce = program.get(producer, 'produce', site);
  const omits = ['omitEmpty', 'omitEmptyArray'].some(each => {
    const value = options.kind === 'absent' ? options : program.toValue(program.get(options, each, site));
    return value.kind === 'scalar' && value.value === true;
  });
  return lateValue(at => program.call(produce, [], at), site, omits);
}

/** `Names.uniqueId(…)` and the like. */
function nameOf(name: string, first: ProgramValue, options: ProgramValue, site: Site): Answer {
  const self = first.kind === 'instance' ? (ofNode(first) ?? first) : null;
  const { program } = site;
  const ids = self && idsTo(self, 'app');
  if (!ids || ids.length === 0)
    return program.unknown('name', [program.toValue(first)], 'its place in the program is not known', site);
  if (name !== 'uniqueResourceName') return scalar(uniqueId(ids), [site.step]);
  const option = (key: string): Scalar | undefined => {
    const value = options.kind === 'absent' ? options : program.toValue(program.get(options, key, site));
    return value.kind === 'scalar' ? value.value : undefined;
  };
  const [maxLength, separator, allowed] = ['maxLength', 'separator', 'allowedSpecialCharacters'].map(option);
  const result = uniqueName(ids, {
    maxLength: Number(maxLength ?? 256),
    separator: String(separator ?? ''),
    allowedSpecialCharacters: String(allowed ?? ''),
  });
  return scalar(result, [site.step]);
}

function textOf(value: ProgramValue, { program }: Site): string {
  const text = program.toValue(value);
  return text.kind === 'scalar' ? String(text.value) : '';
}

/** What a text of the library says that is only known later: of a kind, by a name. */
function knownLater(kind: ProgramValue, name: ProgramValue, when: string, { program, step }: Site): Answer {
  const [what, which] = [program.toValue(kind), program.toValue(name)];
  const own = which.kind === 'scalar' ? ` \`${String(which.value)}\`` : '';
  const reason = `${what.kind === 'scalar' ? String(what.value) : 'it'}${own} is only known ${when}`;
  return unknown(call(when, what, which), reason, [step]);
}

/** Whether a list may have items: a policy that holds statements under conditions is there, whatever of it holds. */
function hasItems(value: ProgramValue, { program }: Site): Answer {
  return scalar(!isEmpty(value, program));
}
