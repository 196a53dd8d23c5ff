// Resources of CDK for Terraform: arguments in camel case become Terraform's, what is read of them is what was written or only known
// after apply, and escape hatches write over it.

import { absent, scalar, type UnknownValue, unknown } from '../../../model/value.ts';
import { reasonFor, symbolOf, memberOf as terraformMember } from '../../terraform/evaluate/symbols.ts';
import type { Answer, Declaration, Site } from '../library.ts';
import { terraformMaps } from '../pulumi/class-tables.ts';
import { type TerraformNames, terraformBody, terraformName } from '../terraform/shape.ts';
import { fromValue, type ProgramValue, type RecordValue, record, recordOf } from '../values.ts';
import type { ProviderClass } from './names.ts';

export interface TerraformResource {
  readonly declaration: Declaration;
  readonly names: TerraformNames;
  readonly symbol: UnknownValue;
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
  { type, existing }: ProviderClass,
  path: string,
  config: ProgramValue,
  site: Site,
): TerraformResource {
  const names: TerraformNames = { renamed: new Map(), maps: terraformMaps(type) };
  const written = argumentsOf(config, site);
  const properties = terraformBody(written, names, site);
  const declaration = site.program.declare(
    {
      type,
      address: path === '' ? type : path,
      name: properties.members.get('name')?.value ?? scalar(path.split('/').at(-1) ?? ''),
      properties,
      identities: [],
      existing,
    },
    site,
  );
  const { address } = declaration;
  const symbol = unknown(symbolOf('resource', address, []), reasonFor('resource', address));
  declaration.identities = [terraformMember(symbol, scalar('id'))];
  return { declaration, names, symbol };
}

function argumentsOf(config: ProgramValue, site: Site): RecordValue {
  if (config.kind === 'unknown') return recordOf(new Map(), config.origin, config);
  if (config.kind !== 'record') return record([], [site.step]);
  const members = [...config.members].filter(([name]) => !META.has(name));
  return recordOf(new Map(members), config.origin, config.open);
}

/** `account.endpoint`: what was written, else what is only known after apply. */
export function memberOfResource(resource: TerraformResource, name: string, site: Site): Answer {
  const { declaration, names, symbol } = resource;
  if (name === 'node' || name === 'cdktfStack') return undefined;
  if (name === 'friendlyUniqueId') return scalar(declaration.address.replaceAll('/', '_'));
  if (name === 'fqn') return terraformMember(symbol, scalar('id'), [site.step]);
  const own = terraformName(name.replace(/Input$/, ''), names);
  const given = declaration.properties.members.has(own)
    ? site.program.get(declaration.properties, own, site)
    : absent();
  const later = terraformMember(symbol, scalar(own), [site.step]);
  if (given.kind === 'absent') return later;
  // What is written of a block may not be all of it.
  return given.kind === 'list' && given.items.some(item => item.kind === 'record') ? later : given;
}

export function assignMember(
  resource: TerraformResource,
  name: string,
  value: ProgramValue,
  site: Site,
): void {
  const { declaration, names } = resource;
  const shaped = terraformBody(record([[name, value]], [site.step]), names, site);
  for (const [own, member] of shaped.members)
    site.program.set(declaration.properties, own, member.value, site);
}

/** Methods of every resource; undefined for those that are not known. */
export function invokeResource(
  resource: TerraformResource,
  method: string,
  args: readonly ProgramValue[],
  site: Site,
): Answer {
  const { declaration, symbol } = resource;
  const [first = absent(), second = absent()] = args;
  const [, verb = '', property = ''] = /^(put|reset)([A-Z]\w*)$/.exec(method) ?? [];
  const own = property.charAt(0).toLowerCase() + property.slice(1);
  if (verb === 'put') assignMember(resource, own, first, site);
  else if (verb === 'reset') assignMember(resource, own, absent([site.step]), site);
  else if (method === 'addOverride' || method === 'addTerraformOverride') {
    const path = site.program.toValue(first);
    if (path.kind !== 'scalar') return undefined;
    const steps = intoBlocks(declaration.properties, String(path.value).split('.'), site);
    site.program.setPath(declaration.properties, steps, second, site);
  } else if (/^get\w*Attribute$|^interpolationForAttribute$/.test(method)) {
    const name = site.program.toValue(first);
    return fromValue(terraformMember(symbol, name, [site.step]));
  } else if (!SILENT.has(method)) return undefined;
  return scalar(null);
}

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
  'addMoveTarget',
  'moveTo',
  'moveToId',
  'moveFromId',
  'importFrom',
  'addDependency',
]);
