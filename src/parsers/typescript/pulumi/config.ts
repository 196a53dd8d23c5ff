// A stack's configuration: what `Pulumi.<stack>.yaml` gives, by namespace and key. What is not set is undefined, as Pulumi has it.

import { absent, call, scalar, unknown, type Value } from '../../../model/value.ts';
import type { Answer, Program, Site } from '../library.ts';
import { fromValue, imported, type ProgramValue } from '../values.ts';

/** The names under which the project hands over what is no configuration. */
export const PROJECT = 'pulumi:project';
export const STACK = 'pulumi:stack';

export interface Config {
  readonly kind: 'config';
  /** Null for the project's own. */
  readonly namespace: string | null;
}

/** `config.get('key')` and its siblings; undefined for other methods. */
export function readConfig(
  { namespace }: Config,
  method: string,
  args: readonly ProgramValue[],
  site: Site,
): Answer {
  const [, verb, type] = /^(get|require)(?:Secret)?(Boolean|Number|Object)?$/.exec(method) ?? [];
  if (verb === undefined) return undefined;
  const { program } = site;
  const key = program.toValue(args[0] ?? absent());
  if (key.kind !== 'scalar')
    return program.unknown('config', [key], 'which configuration is read is not known', site);
  const found = configured(namespace, String(key.value), program);
  if (found) return typed(found, type, site);
  if (verb === 'get') return notGiven(String(key.value), namespace, site);
  return notSet(String(key.value), namespace, site);
}

/** What a stack does not set is undefined. Where there is none, whoever deploys may set it, and a program may insist on that. */
function notGiven(key: string, namespace: string | null, site: Site): Value {
  const { program, step } = site;
  if (program.inputs.has(STACK)) return absent([step]);
  const name = namespace === null ? key : `${namespace}:${key}`;
  return program.unsetInput('config', scalar(name), reasonOf(name), site);
}

function reasonOf(name: string): string {
  return `configuration \`${name}\` is not set in a stack`;
}

/** What a stack or the project sets at a key. */
export function configured(namespace: string | null, key: string, { inputs }: Program): Value | undefined {
  const project = inputs.get(PROJECT);
  const own = namespace ?? (project?.kind === 'scalar' ? String(project.value) : '');
  return inputs.get(`${own}:${key}`) ?? (namespace === null ? inputs.get(key) : undefined);
}

function notSet(key: string, namespace: string | null, site: Site): Value {
  const name = namespace === null ? key : `${namespace}:${key}`;
  return unknown(call('config', scalar(name)), reasonOf(name), [site.step]);
}

/** Configuration is text unless it was set as an object. */
function typed(value: Value, type: string | undefined, site: Site): Answer {
  if (value.kind !== 'scalar' || value.value === null) return fromValue(value);
  const { origin } = value;
  const text = String(value.value);
  if (type === 'Boolean')
    return text === 'true' || text === 'false' ? scalar(text === 'true', origin) : undefined;
  if (type === 'Number') return Number.isNaN(Number(text)) ? undefined : scalar(Number(text), origin);
  if (type === 'Object')
    return site.program.invoke(imported('', ['JSON']), 'parse', [scalar(text, origin)], site);
  return scalar(text, origin);
}

/** `pulumi.getStack()` and `pulumi.getProject()`. */
export function inputNamed(name: typeof STACK | typeof PROJECT, what: string, site: Site): Value {
  const given = site.program.inputs.get(name);
  return given ?? unknown(call(name), `the ${what} is only known when it is deployed`, [site.step]);
}
