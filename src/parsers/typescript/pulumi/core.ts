// Pulumi's core: outputs, which are their values here, texts put together of them, and what stands around resources.

import { absent, scalar } from '../../../model/value.ts';
import type { Answer, Site } from '../library.ts';
import { imported, type ProgramValue } from '../values.ts';
import { configured, inputNamed, PROJECT, STACK } from './config.ts';

type Args = readonly ProgramValue[];

/** A function of `@pulumi/pulumi`; undefined for what is not known. */
export function callCore(path: readonly string[], args: Args, site: Site): Answer {
  const [first = absent(), ...rest] = args;
  const { program } = site;
  switch (path.join('.')) {
    case 'output':
    case 'secret':
    case 'unsecret':
    case 'all':
    case 'unwrap':
    case 'Output.create':
      return first.kind === 'promise' ? first.value : first;
    case 'concat':
      return program.text(args, site);
    case 'interpolate':
      return interpolated(first, rest, site);
    case 'jsonStringify':
      return program.invoke(imported('', ['JSON']), 'stringify', args, site);
    case 'jsonParse':
      return program.invoke(imported('', ['JSON']), 'parse', args, site);
    case 'getStack':
    case 'runtime.getStack':
      return inputNamed(STACK, 'stack', site);
    case 'getProject':
    case 'runtime.getProject':
      return inputNamed(PROJECT, 'project', site);
    case 'runtime.registerStackTransformation':
    case 'runtime.registerResourceTransform':
      program.gap('what a transformation of the stack changes is not known', site);
      return scalar(null);
    case 'log.info':
    case 'log.warn':
    case 'log.debug':
    case 'log.error':
      return scalar(null);
    default:
      return undefined;
  }
}

/** The texts of a template with what stands between them. */
function interpolated(texts: ProgramValue, values: Args, site: Site): ProgramValue {
  const items = site.program.items(texts)?.items ?? [];
  const parts = items.flatMap((text, index) => {
    const value = index < values.length ? values[index] : undefined;
    return value ? [text, value] : [text];
  });
  return site.program.text(parts, site);
}

/** `aws.config.region` and the like. */
export function readProviderConfig(
  provider: string,
  module: string,
  path: readonly string[],
  site: Site,
): Answer {
  const [name] = path;
  const key = module.startsWith('config/') ? module.slice(7) : module === 'config' ? name : undefined;
  return key === undefined ? undefined : configured(provider, key, site.program);
}

/** Members of enums, which are the values themselves but for what no name may hold; policies of AWS by their names. */
export function readEnum(provider: string, path: readonly string[], site: Site): Answer {
  const [type = '', name] = path;
  if (path.length !== 2 || name === undefined || !/^[A-Z]/.test(type) || !/^[A-Z]/.test(name))
    return undefined;
  if (provider === 'azure-native') return armEnum(type, name, site);
  if (provider === 'aws' && /^ManagedPolic/.test(type))
    return scalar(`arn:aws:iam::aws:policy/${SERVICE_ROLES.test(name) ? 'service-role/' : ''}${name}`, [
      site.step,
    ]);
  return undefined;
}

/** An underscore stands for what no name may hold: a dot, a hyphen, a comma with a blank. */
function armEnum(type: string, name: string, site: Site): Answer {
  const origin = [site.step];
  if (name === 'SystemAssigned_UserAssigned') return scalar('SystemAssigned, UserAssigned', origin);
  if (name.startsWith('Microsoft_')) return scalar(name.replaceAll('_', '.'), origin);
  if (!name.includes('_')) return scalar(name, origin);
  const reason = `what \`${type}.${name}\` stands for is not known`;
  return site.program.unknown('enum', [scalar(type), scalar(name)], reason, site);
}

/** Policies of AWS that lie in the folder for roles of services. */
const SERVICE_ROLES =
  /^AWSLambda\w*ExecutionRole$|^AWSLambda(?:Role|BasicExecution)|^AmazonECSTaskExecution|^AmazonAPIGatewayPush/;
