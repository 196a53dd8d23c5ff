// Modules of Terraform as programs call them: `TerraformHclModule`, and the classes that are generated from `cdktf.json`. What a module
// deploys is not read: a call is what is known of it, and leaves its world open. Refuses to know registries.

import { absent, scalar, type UnknownValue, unknown, type Value } from '../../../model/value.ts';
import { symbolOf, memberOf as terraformMember } from '../../terraform/evaluate/symbols.ts';
import { splitVersion } from '../../terraform/module-source.ts';
import type { Answer, Site } from '../library.ts';
import { terraformName } from '../terraform/shape.ts';
import { type Member, type ProgramValue, record, recordOf } from '../values.ts';
import { NAMES } from './names.ts';
import { bodyRecord } from './resources.ts';

export interface TerraformModuleCall {
  readonly variables: ReturnType<typeof recordOf>;
  readonly outputs: UnknownValue;
}

interface Called {
  readonly path: string;
  readonly source: string;
  readonly version: string | null;
  readonly variables: ReturnType<typeof recordOf>;
}

const META: ReadonlySet<string> = new Set([
  'dependsOn',
  'providers',
  'forEach',
  'source',
  'version',
  'skipAssetCreationFromLocalModules',
]);

/** `new TerraformHclModule(scope, id, { source, version, variables })`. */
export function declareHclModule(path: string, config: ProgramValue, site: Site): TerraformModuleCall {
  const { program } = site;
  const written = bodyRecord(config, site);
  const text = (name: string): string | null => textOf(program.toValue(program.get(written, name, site)));
  const variables = program.get(written, 'variables', site);
  return declare(
    {
      path,
      source: text('source') ?? '',
      version: text('version'),
      variables: variables.kind === 'absent' ? record([], [site.step]) : bodyRecord(variables, site),
    },
    site,
  );
}

/** The class of a module that is generated; its source is what `cdktf.json` says of it. */
export function declareGeneratedModule(
  module: string,
  path: string,
  config: ProgramValue,
  site: Site,
): TerraformModuleCall {
  const written = bodyRecord(config, site);
  const members = [...written.members].filter(([name]) => !META.has(name));
  const named = members.map(([name, member]): [string, Member] => [terraformName(name, NAMES), member]);
  const { source, version } = generatedFrom(module, site.program.inputs.get(TERRAFORM_MODULES));
  return declare(
    { path, source, version, variables: recordOf(new Map(named), written.origin, written.open) },
    site,
  );
}

function declare({ path, source, version, variables }: Called, site: Site): TerraformModuleCall {
  const { program } = site;
  const name = path.split('/').at(-1) ?? path;
  const reason =
    source === '' ? `the source of module \`${name}\` is not known` : `module \`${source}\` is not read`;
  const { type, version: tag } = splitVersion(source);
  const declaration = program.declare(
    {
      type,
      apiVersion: version ?? tag,
      address: path,
      name: program.get(variables, 'name', site),
      properties: variables,
      identities: [],
      module: { reference: source, reason },
    },
    site,
  );
  const outputs = unknown(symbolOf('module', declaration.address, []), reason, [site.step]);
  if (declaration.name.kind === 'absent') declaration.name = terraformMember(outputs, scalar('name'));
  declaration.identities = ['resource_id', 'id'].map(each => terraformMember(outputs, scalar(each)));
  return { variables, outputs };
}

/** The input that holds `terraformModules` of `cdktf.json`: the modules of which there are generated classes. */
export const TERRAFORM_MODULES = 'terraformModules of cdktf.json';

/** Generated files are named after the module, those of registries with the provider before the name: `.gen/modules/owner/provider/name`. */
function generatedFrom(module: string, given: Value | undefined): { source: string; version: string | null } {
  const file = /\.gen\/modules\/(.+?)(?:\/index)?$/.exec(module)?.[1] ?? '';
  const listed = given?.kind === 'array' ? given.items : [];
  for (const item of listed) {
    const entry = entryOf(item);
    if (entry && (squash(entry.name) === squash(file) || squash(fileOf(entry.source)) === squash(file)))
      return entry;
  }
  const [owner, provider, name] = file.split('/');
  const source = name ? `${owner}/${name}/${provider}` : file;
  return { source, version: null };
}

function entryOf(item: Value): { name: string; source: string; version: string | null } | null {
  if (item.kind === 'scalar') {
    const [source = '', version = null] = String(item.value).split('@');
    return { name: source.split('/').at(-1) ?? source, source, version };
  }
  if (item.kind !== 'object') return null;
  const text = (name: string): string | null => textOf(item.members.get(name) ?? absent());
  const source = text('source') ?? text('name') ?? '';
  return { name: text('name') ?? source, source, version: text('version') };
}

function fileOf(source: string): string {
  const [owner, name, provider] = source.split('/');
  return provider ? `${owner}/${provider}/${name}` : source;
}

function squash(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]+/g, '').toLowerCase();
}

function textOf(value: Value): string | null {
  return value.kind === 'scalar' && value.value !== null ? String(value.value) : null;
}

/** `module.vpcIdOutput`, `module.fqn`. */
export function memberOfModule({ outputs }: TerraformModuleCall, name: string, site: Site): Answer {
  if (name === 'fqn') return outputs;
  const output = /^(\w+)Output$/.exec(name)?.[1];
  return output === undefined
    ? undefined
    : terraformMember(outputs, scalar(terraformName(output, NAMES)), [site.step]);
}

/** `module.get('vpc_id')`, `module.set('name', value)`. */
export function invokeModule(
  { outputs, variables }: TerraformModuleCall,
  method: string,
  [first = absent(), second = absent()]: readonly ProgramValue[],
  site: Site,
): Answer {
  const name = site.program.toValue(first);
  if (/^get(?:[A-Z]\w*)?$|^interpolationForOutput$/.test(method))
    return terraformMember(outputs, name, [site.step]);
  if ((method === 'set' || method === 'addOverride') && name.kind === 'scalar')
    site.program.set(variables, String(name.value), second, site);
  return scalar(null);
}
