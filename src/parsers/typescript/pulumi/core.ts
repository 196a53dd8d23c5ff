// Pulumi's core: outputs, which are their values here, texts put together of them, and what stands around resources.

import { Buffer } from 'node:buffer';
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
    case 'getOrganization':
    case 'runtime.getOrganization':
      return program.unknown('organization', [], 'the organization is only known when it is deployed', site);
    case 'getCwd':
    case 'getRootDirectory':
      return program.unknown('folder', [], 'the folder is only known when it is deployed', site);
    case 'fn::toBase64':
    case 'fn::fromBase64':
      return recoded(path[0]!, first, site);
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

/** Base64, of what is known. */
function recoded(name: string, value: ProgramValue, { step }: Site): Answer {
  if (value.kind !== 'scalar') return undefined;
  const text = String(value.value);
  const isBack = name === 'fn::fromBase64';
  const found = isBack ? Buffer.from(text, 'base64').toString() : Buffer.from(text).toString('base64');
  return scalar(found, [...value.origin, step]);
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

/** What a stack does not set of a provider's configuration comes from the environment of whoever deploys. */
function fromEnvironment(provider: string, key: string, site: Site): Answer {
  const name = `${provider}:${key}`;
  const reason = `configuration \`${name}\` is not set in a stack`;
  return /^[a-z]/.test(key) ? site.program.unknown('config', [scalar(name)], reason, site) : undefined;
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
  return key === undefined
    ? undefined
    : (configured(provider, key, site.program) ?? fromEnvironment(provider, key, site));
}
