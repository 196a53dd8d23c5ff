// Functions and static methods of CDK for Terraform's core. Refuses to know classes of providers.

import { absent, call, scalar, unknown } from '../../../model/value.ts';
import { aspectsOf } from '../cdk/aspects.ts';
import { lateValue } from '../cdk/late-values.ts';
import type { Construct } from '../cdk/tree.ts';
import type { Answer, Site } from '../library.ts';
import { fromValue, type InstanceValue, imported, instance, type ProgramValue } from '../values.ts';
import { callFunction, callOperator, conditional, memberBy, propertyAccess } from './expressions.ts';
import { counted, inTurns, iterationOver, listOf, mapOf, type Repetition, repeating } from './repetition.ts';
import { instancesOf, type TerraformResource } from './resources.ts';

type Args = readonly ProgramValue[];

/** A function or static method of `cdktf`; undefined for what is none of it. */
export function callCore(
  path: readonly string[],
  args: Args,
  resourceOf: (value: ProgramValue) => TerraformResource | null,
  site: Site,
): Answer {
  const [root, name = ''] = path;
  const [first = absent(), second = absent(), third = absent()] = args;
  switch (root) {
    case 'Fn':
      return callFunction(name, args, site);
    case 'Op':
      return callOperator(name, args, site);
    case 'Token':
      return callToken(name, first);
    case 'Lazy':
      return lateValue(at => at.program.invoke(first, 'produce', [], at), site);
    case 'Aspects':
      return first.kind === 'instance' ? aspectsOf(first) : undefined;
    case 'TerraformIterator':
      return makeIterator(name, first, second, resourceOf, site);
    case 'TerraformCount':
      return repeating('TerraformCount', counted(first, site), site);
    case 'conditional':
      return conditional(first, second, third, site);
    case 'propertyAccess':
      return propertyAccess(first, second, site);
    case 'ref':
    case 'raw':
    case 'insideTfExpression':
      return written(first, site);
    case 'rawString':
    case 'dependable':
    case 'TerraformDynamicExpression':
      return first;
    case 'TerraformStack':
      return name === 'of' ? first : undefined;
    case 'Testing':
      return callTesting(name, first, site);
    default:
      return undefined;
  }
}

function callToken(name: string, value: ProgramValue): Answer {
  if (/^as/.test(name)) return value;
  return name === 'isUnresolved' ? scalar(value.kind === 'unknown' || value.kind === 'choice') : undefined;
}

/** An expression of Terraform as a text of the program. */
function written(text: ProgramValue, { program, step }: Site): ProgramValue {
  const data = program.toValue(text);
  const shown = data.kind === 'scalar' ? `\`${String(data.value)}\`` : 'an expression';
  return unknown(call('expression', data), `${shown} is an expression of Terraform, which is not read here`, [
    step,
  ]);
}

function makeIterator(
  name: string,
  first: ProgramValue,
  second: ProgramValue,
  resourceOf: (value: ProgramValue) => TerraformResource | null,
  site: Site,
): Answer {
  const make = (repeats: Repetition): InstanceValue => repeating('TerraformIterator', repeats, site);
  if (name === 'fromList' || name === 'fromMap') return make(iterationOver(first, null, site));
  if (name === 'fromComplexList') return make(iterationOver(first, second, site));
  if (name !== 'fromResources' && name !== 'fromDataSources') return undefined;
  const resource = resourceOf(first);
  return make(resource ? instancesOf(resource) : iterationOver(first, null, site));
}

/** Programs under test make stacks as others do. */
function callTesting(name: string, first: ProgramValue, site: Site): Answer {
  if (name === 'app') return app();
  if (name !== 'synthScope') return scalar('');
  const stack = instance(null, imported('cdktf', ['TerraformStack']));
  stack.native = { kind: 'stack', path: 'stack', type: stack.base! } satisfies Construct;
  site.program.call(first, [stack], site);
  return scalar('');
}

/** An app that no program made. */
export function app(): InstanceValue {
  const self = instance(null, imported('cdktf', ['App']));
  self.native = { kind: 'app', path: '', type: self.base! } satisfies Construct;
  return self;
}

/** `iterator.getString('name')`, `iterator.dynamic({ … })`. */
export function invokeRepetition(repeats: Repetition, method: string, args: Args, site: Site): Answer {
  const [first = absent(), second = absent()] = args;
  const value = inTurns(repeats, turn => turn.value);
  const key = inTurns(repeats, turn => fromValue(turn.key));
  const member = (): ProgramValue => memberBy(value, first, site);
  if (/^get(?:[A-Z]\w*)?$/.test(method)) return member();
  switch (method) {
    case 'dynamic':
    case 'forExpressionForList':
      return listOf(repeats, first, site);
    case 'forExpressionForMap':
      return mapOf(repeats, first, second, site);
    case 'keys':
      return listOf(repeats, key, site);
    case 'values':
      return listOf(repeats, value, site);
    case 'pluckProperty':
      return listOf(repeats, member(), site);
    case 'toString':
      return value;
    default:
      return undefined;
  }
}
