// Resources of CDK for Terraform: arguments in camel case become Terraform's, what is read of them is what was written or only known
// after apply, and escape hatches write over it.

import { absent, scalar, type UnknownValue, unknown, type Value } from '../../../model/value.ts';
import {
  addressSuffix,
  reasonFor,
  symbolOf,
  memberOf as terraformMember,
} from '../../terraform/evaluate/symbols.ts';
import { join } from '../evaluate/choice.ts';
import type { Answer, Site } from '../library.ts';
import { terraformMaps } from '../pulumi/class-tables.ts';
import { type TerraformNames, terraformBody, terraformName } from '../terraform/shape.ts';
import { list, type ProgramValue, type RecordValue, record, recordOf } from '../values.ts';
import { type ProviderClass, providerNames } from './names.ts';
import { counted, forEachTurn, type Repetition, repetitionIn, type Turn } from './repetition.ts';
import { withTemplates } from './templates.ts';

export interface TerraformResource {
  /** What all instances share. */
  readonly properties: RecordValue;
  readonly names: TerraformNames;
  /** What is read of it: of several instances, that of the turn. */
  readonly symbol: ProgramValue;
  /** Of several: all of them, by their keys. */
  readonly instances: ProgramValue | null;
  readonly repeats: Repetition | null;
  readonly path: string;
}

/** What is no argument of the type. */
const META = new Set([
  'dependsOn',
  'provider',
  'lifecycle',
  'count',
  'forEach',
  'provisioners',
  'connection',
]);

/** Declares a resource or reads a data source; `path` is its place in the tree of constructs. */
export function declareResource(
  type: Pick<ProviderClass, 'provider' | 'type' | 'existing'>,
  path: string,
  config: ProgramValue,
  site: Site,
): TerraformResource {
  const names = providerNames(type.provider, terraformMaps(type.type));
  const written = bodyRecord(config, site);
  const repeats = repetitionOf(written, site);
  const members = [...written.members].filter(([name]) => !META.has(name));
  const shaped = terraformBody(recordOf(new Map(members), written.origin, written.open), names, site);
  const properties = withTemplates(shaped, repeats, site);
  const declare = (turn: Turn | null, at: Site): UnknownValue => declareOne(type, path, properties, turn, at);
  if (!repeats) return { properties, names, symbol: declare(null, site), instances: null, repeats, path };
  const symbols = forEachTurn(repeats, site, (turn, at) => declare(turn, at));
  const symbol =
    symbols.length > 0
      ? byTurn(repeats, symbols)
      : unknown(symbolOf('resource', path, []), 'it is repeated for nothing');
  return { properties, names, symbol, instances: together(repeats, symbols), repeats, path };
}

function declareOne(
  { type, existing }: Pick<ProviderClass, 'type' | 'existing'>,
  path: string,
  properties: RecordValue,
  turn: Turn | null,
  site: Site,
): UnknownValue {
  const kind = existing ? 'data' : 'resource';
  const declaration = site.program.declare(
    {
      type,
      address: `${path === '' ? type : path}${addressSuffix(turn?.key ?? null)}`,
      name: properties.members.get('name')?.value ?? scalar(path.split('/').at(-1) ?? ''),
      properties,
      identities: [],
      existing,
      given: turn?.when ?? null,
    },
    site,
  );
  const { address } = declaration;
  const keys = turn && turn.key.kind !== 'scalar' ? [turn.key] : [];
  const symbol = unknown(symbolOf(kind, address, keys), reasonFor(kind, address));
  declaration.identities = [terraformMember(symbol, scalar('id'))];
  return symbol;
}

function byTurn({ turns }: Repetition, symbols: readonly ProgramValue[]): ProgramValue {
  return join(turns.map(({ when }, index) => ({ value: symbols[index]!, when: when ?? scalar(true) })));
}

/** All instances as Terraform has them: a list of what is counted, else a map. */
function together({ turns }: Repetition, symbols: readonly ProgramValue[]): ProgramValue {
  if (turns.every(({ key }) => key.kind === 'scalar' && typeof key.value === 'number')) return list(symbols);
  return record(
    turns.flatMap(({ key }, index) =>
      key.kind === 'scalar' ? [[String(key.value), symbols[index]!] as const] : [],
    ),
  );
}

function repetitionOf(written: RecordValue, site: Site): Repetition | null {
  const given = (name: string): ProgramValue =>
    written.members.has(name) ? site.program.get(written, name, site) : absent();
  const each = given('forEach');
  if (each.kind !== 'absent') return repetitionIn(each) ?? counted(each, site);
  const count = given('count');
  return count.kind === 'absent' ? null : counted(count, site);
}

/** `TerraformIterator.fromResources(resource)`: the turns are the resource's, the values what it is in them. */
export function instancesOf({ repeats, symbol }: TerraformResource): Repetition {
  if (!repeats) return { turns: [{ key: scalar(0), value: symbol, when: null, condition: null }] };
  const symbols = symbol.kind === 'choice' ? symbol.options.map(option => option.value) : [symbol];
  return { turns: repeats.turns.map((turn, index) => ({ ...turn, value: symbols[index] ?? turn.value })) };
}

/** Arguments as a record, whatever of them is known. */
export function bodyRecord(config: ProgramValue, site: Site): RecordValue {
  const { program, step } = site;
  if (config.kind === 'record') return config;
  if (config.kind === 'unknown') return recordOf(new Map(), config.origin, config);
  if (config.kind !== 'choice') return record([], [step]);
  const names = new Set(
    config.options.flatMap(({ value }) => (value.kind === 'record' ? [...value.members.keys()] : [])),
  );
  return record(
    [...names].map(name => [name, program.get(config, name, site)] as const),
    config.origin,
  );
}

/** What stands for the resource as a whole. */
export function wholeOf({ instances, symbol }: TerraformResource): ProgramValue {
  return instances ?? symbol;
}

function laterOf(symbol: ProgramValue, name: Value, site: Site): ProgramValue {
  if (symbol.kind === 'unknown') return terraformMember(symbol, name, [site.step]);
  if (symbol.kind !== 'choice') return absent();
  const options = symbol.options.map(({ value, when }) => ({ value: laterOf(value, name, site), when }));
  return join(options);
}

/** `account.endpoint`: what was written, else what is only known after apply. */
export function memberOfResource(resource: TerraformResource, name: string, site: Site): Answer {
  const { properties, names, symbol, path } = resource;
  if (name === 'fqn') return wholeOf(resource);
  if (name === 'friendlyUniqueId') return uniqueId(path, site);
  const isInput = name.endsWith('Input');
  const own = terraformName(isInput ? name.slice(0, -'Input'.length) : name, names);
  const given = properties.members.has(own) ? site.program.get(properties, own, site) : absent();
  if (given.kind === 'absent') return isInput ? given : laterOf(symbol, scalar(own), site);
  // What is written of a block may not be all of it.
  return given.kind === 'list' && given.items.some(item => item.kind === 'record')
    ? laterOf(symbol, scalar(own), site)
    : given;
}

/** The name in the configuration: that of the construct where it stands in the stack itself, else with a digest. */
function uniqueId(path: string, site: Site): ProgramValue {
  const steps = path.split('/');
  if (steps.length <= 2) return scalar(steps.at(-1) ?? '', [site.step]);
  return site.program.unknown('unique', [scalar(path)], `the name of \`${path}\` is made at synthesis`, site);
}

export function assignMember(
  { properties, names }: TerraformResource,
  name: string,
  value: ProgramValue,
  site: Site,
): void {
  if (META.has(name)) return;
  const shaped = terraformBody(record([[name, value]], [site.step]), names, site);
  for (const [own, member] of shaped.members) site.program.set(properties, own, member.value, site);
}

/** Methods of every resource; undefined for those that are not known. */
export function invokeResource(
  resource: TerraformResource,
  method: string,
  args: readonly ProgramValue[],
  site: Site,
): Answer {
  const { properties, symbol } = resource;
  const [first = absent(), second = absent()] = args;
  const [, verb = '', property = ''] = /^(put|reset)([A-Z]\w*)$/.exec(method) ?? [];
  const own = property.charAt(0).toLowerCase() + property.slice(1);
  if (verb === 'put') assignMember(resource, own, first, site);
  else if (verb === 'reset') assignMember(resource, own, absent([site.step]), site);
  else if (method === 'addOverride' || method === 'addTerraformOverride') {
    const path = site.program.toValue(first);
    if (path.kind !== 'scalar') return undefined;
    override(properties, String(path.value), second, site);
  } else if (/^get\w*Attribute$|^interpolationForAttribute$/.test(method)) {
    return laterOf(symbol, site.program.toValue(first), site);
  } else if (!SILENT.has(method)) return undefined;
  return scalar(null);
}

/** What an escape hatch writes is Terraform's already; objects in it are blocks as elsewhere. */
function override(properties: RecordValue, path: string, value: ProgramValue, site: Site): void {
  const steps = path.split('.');
  const [first = '', second = ''] = steps;
  if (META_NAMES.has(first)) return;
  if (first === 'count' || first === 'for_each') {
    site.program.gap(`\`${first}\` that is written over a resource is not followed`, site);
    return;
  }
  if (first === 'dynamic') {
    const reason = `dynamic blocks \`${second}\` that are written over a resource are not followed`;
    const blocks = site.program.unknown('dynamic', [site.program.toValue(value)], reason, site);
    site.program.set(properties, second, blocks, site);
    return;
  }
  site.program.setPath(properties, intoBlocks(properties, steps, site), value, site);
}

const META_NAMES: ReadonlySet<string> = new Set([
  'depends_on',
  'provider',
  'lifecycle',
  'provisioner',
  'connection',
  '//',
]);

/** A path with the numbers of blocks, which programs write as single objects and which are lists here. */
function intoBlocks(from: ProgramValue, path: readonly string[], site: Site): readonly string[] {
  const steps: string[] = [];
  let value = from;
  for (const step of path) {
    if (value.kind === 'list' && !/^\d+$/.test(step)) {
      steps.push('0');
      value = value.items[0] ?? absent();
    }
    steps.push(step);
    value = value.kind === 'record' || value.kind === 'list' ? site.program.get(value, step, site) : absent();
  }
  return steps;
}

const SILENT = new Set([
  'overrideLogicalId',
  'resetOverrideLogicalId',
  'addMoveTarget',
  'moveTo',
  'moveToId',
  'moveFromId',
  'importFrom',
  'addDependency',
  'hasResourceMove',
]);
