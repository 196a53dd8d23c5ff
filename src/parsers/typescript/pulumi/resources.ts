// Resources as Pulumi's programs declare them, in the native form of their provider: Terraform's, ARM's or CloudFormation's.
// Refuses to know how programs are evaluated.

import { absent, call, scalar, type UnknownValue, unknown, type Value } from '../../../model/value.ts';
import { attributeOf, referenceTo, resourceSymbol } from '../../cloudformation/evaluate/symbols.ts';
import { reasonFor, symbolOf, memberOf as terraformMember } from '../../terraform/evaluate/symbols.ts';
import { cloudFormationType } from '../cdk/names.ts';
import type { Declaration, Program, Site } from '../library.ts';
import { type TerraformNames, terraformBody, terraformName } from '../terraform/shape.ts';
import { fromValue, type ProgramValue, type RecordValue, record, recordOf } from '../values.ts';
import { armBody, armIds } from './arm.ts';
import { armClass, terraformClass } from './class-tables.ts';
import { cloudFormationBody, cloudFormationName } from './cloudformation.ts';
import { withDefaults } from './defaults.ts';
import type { PulumiName } from './names.ts';

export interface PulumiResource {
  readonly kind: 'resource';
  readonly type: PulumiName;
  readonly declaration: Declaration;
  /** The arguments as the program has them. */
  readonly written: RecordValue;
  readonly name: ProgramValue;
  /** What is read of it that is no argument. */
  readonly read: (name: string, site: Site) => ProgramValue;
}

export interface Asked {
  readonly type: PulumiName;
  /** What the program calls it. */
  readonly name: ProgramValue;
  readonly args: ProgramValue;
  readonly options: ProgramValue;
  readonly existing: boolean;
}

/** Declares a resource of a class, or what a function reads. A class that no table has is a stranger to rules. */
export function declareResource(asked: Asked, site: Site): PulumiResource {
  const given = argumentsOf(asked.args, site);
  const written = transformed(
    asked.existing ? given : withDefaults(given, asked.type, site),
    asked.options,
    site,
  );
  const { provider } = asked.type;
  if (provider === 'azure-native') return declareArm(asked, written, site);
  const cloudFormation = provider === 'aws-native' ? nativeType(asked.type) : null;
  if (cloudFormation !== null) return declareCloudFormation(asked, cloudFormation, written, site);
  return declareTerraform(asked, written, site);
}

/** The arguments as a record, whatever of them is known. */
function argumentsOf(args: ProgramValue, site: Site): RecordValue {
  const { program, step } = site;
  if (args.kind === 'record') return args;
  if (args.kind === 'unknown') return recordOf(new Map(), args.origin, args);
  if (args.kind !== 'choice') return record([], args.origin.length > 0 ? args.origin : [step]);
  const names = new Set(
    args.options.flatMap(({ value }) => (value.kind === 'record' ? [...value.members.keys()] : [])),
  );
  return record(
    [...names].map(name => [name, program.get(args, name, site)] as const),
    args.origin,
  );
}

/** What a transformation changes is not known. */
function transformed(args: RecordValue, options: ProgramValue, { program, step }: Site): RecordValue {
  if (options.kind !== 'record') return args;
  const changes = ['transformations', 'transforms'].some(name => options.members.has(name));
  if (!changes) return args;
  const open = program.unknown('transformed', [], 'what a transformation changes is not known');
  return recordOf(new Map(args.members), args.origin.length > 0 ? args.origin : [step], open);
}

/**
 * How people would call it: the name that the program gives, with `*` for what is not known of it, and the class before it where a
 * resource of another class has the same.
 */
function addressOf({ name, type, existing }: Asked, { program }: Site): string {
  const own = type.path[0] ?? type.module;
  const given = writtenName(program.toValue(name));
  if (given === null) return own;
  const taken = namesIn(program);
  const isFirst = !existing && !taken.has(given);
  if (isFirst) taken.add(given);
  return isFirst ? given : `${own}.${given}`;
}

const names = new WeakMap<Program, Set<string>>();

/** The names that resources of a program have so far. */
function namesIn(program: Program): Set<string> {
  const taken = names.get(program) ?? new Set();
  names.set(program, taken);
  return taken;
}

function writtenName(name: Value): string | null {
  if (name.kind === 'scalar') return String(name.value);
  if (name.kind !== 'unknown' || name.expression.kind !== 'text') return null;
  return name.expression.parts.map(part => (typeof part === 'string' ? part : '*')).join('');
}

/** The name that Pulumi makes of the program's where no argument gives one: that and random characters. */
function madeName({ name }: Asked, address: string, dash: string, site: Site): ProgramValue {
  const random = unknown(call('random', scalar(address)), 'the end of its name is made when it is deployed');
  return site.program.text([name, dash, random], site);
}

function declareArm(asked: Asked, written: RecordValue, site: Site): PulumiResource {
  const type = armClass(asked.type);
  if (!type) return declareTerraform(asked, written, site);
  const isGroup = type.type === 'resourceGroups';
  const declaration = site.program.declare(
    {
      type: isGroup ? 'Microsoft.Resources/resourceGroups' : type.type,
      apiVersion: asked.type.version,
      address: addressOf(asked, site),
      name: asked.name,
      properties: armBody(written, type, asked.type.path[0] ?? '', site),
      identities: [],
      existing: asked.existing,
    },
    site,
  );
  const ids = armIds(type, written, madeName(asked, declaration.address, '', site), site);
  const symbol = terraformSymbol(declaration);
  if (isNamed(type.steps.at(-1) ?? '', written)) declaration.name = ids.fullName;
  declaration.identities = [ids.id, symbol];
  declaration.parent = ids.parent;
  declaration.scope = ids.scope;
  return {
    kind: 'resource',
    type: asked.type,
    declaration,
    written,
    name: ids.name,
    read: (name, { step }) =>
      name === 'id'
        ? fromValue({ ...ids.id, origin: [step] })
        : terraformMember(symbol, scalar(name), [step]),
  };
}

/** Whether an argument says what it is called; else people call it as the program does. */
function isNamed(step: string, { members }: RecordValue): boolean {
  return step.startsWith('{=') || members.has(step.slice(1, -1));
}

function terraformSymbol({ address }: Declaration): UnknownValue {
  return unknown(symbolOf('resource', address, []), reasonFor('resource', address));
}

const NAMES = ['name', 'bucket', 'bucketName', 'agentName', 'domainName'];

/** Providers that are made of Terraform's. Of others, what has no native type here stays as it is written. */
const BRIDGED: ReadonlySet<string> = new Set(['azure', 'aws', 'gcp']);

function declareTerraform(asked: Asked, written: RecordValue, site: Site): PulumiResource {
  const type = terraformClass(asked.type);
  const names: TerraformNames = type ?? { renamed: new Map(), maps: new Set() };
  const declaration = site.program.declare(
    {
      type: type?.type ?? tokenOf(asked.type),
      address: addressOf(asked, site),
      name: asked.name,
      properties: BRIDGED.has(asked.type.provider) ? terraformBody(written, names, site) : written,
      identities: [],
      existing: asked.existing,
    },
    site,
  );
  const symbol = terraformSymbol(declaration);
  const given = NAMES.find(name => written.members.has(name));
  const name = given ? site.program.get(written, given, site) : null;
  if (name) declaration.name = name;
  declaration.identities = [terraformMember(symbol, scalar('id'))];
  return {
    kind: 'resource',
    type: asked.type,
    declaration,
    written,
    name: name ?? terraformMember(symbol, scalar('name'), [site.step]),
    read: (member, { step }) => terraformMember(symbol, scalar(terraformName(member, names)), [step]),
  };
}

function tokenOf({ provider, module, path }: PulumiName): string {
  return [provider, module, path[0] ?? ''].join(':');
}

/** The types of aws-native are CloudFormation's: `bedrock.Agent` is `AWS::Bedrock::Agent`. */
function nativeType({ module, path: [name = ''] }: PulumiName): string | null {
  return cloudFormationType({ service: module, path: [`Cfn${name}`] });
}

function declareCloudFormation(asked: Asked, type: string, written: RecordValue, site: Site): PulumiResource {
  const declaration = site.program.declare(
    {
      type,
      address: addressOf(asked, site),
      name: asked.name,
      properties: cloudFormationBody(written, site),
      identities: [],
      existing: asked.existing,
    },
    site,
  );
  const { address } = declaration;
  declaration.identities = [referenceTo(address), resourceSymbol(address)];
  const given = ['name', ...[...written.members.keys()].filter(name => /^[a-z]+Name$/.test(name))].find(
    name => written.members.has(name),
  );
  const name = given ? site.program.get(written, given, site) : madeName(asked, address, '-', site);
  if (given) declaration.name = name;
  return {
    kind: 'resource',
    type: asked.type,
    declaration,
    written,
    name,
    read: (member, { step }) =>
      member === 'id'
        ? referenceTo(address, [step])
        : attributeOf(address, cloudFormationName(member), [step]),
  };
}

/** `resource.name`: an argument as it was given, else what is only known after deployment. */
export function memberOfResource(resource: PulumiResource, name: string, site: Site): ProgramValue {
  const { written } = resource;
  if (name === 'id' || name === 'urn') return resource.read(name, site);
  if (written.members.has(name)) return outputOf(resource, name, site);
  return name === 'name' ? resource.name : resource.read(name, site);
}

/** Of an argument that is an object, what is written is certain; the provider may add to it. */
function outputOf(resource: PulumiResource, name: string, site: Site): ProgramValue {
  const { program } = site;
  const given = program.get(resource.written, name, site);
  if (given.kind !== 'record') return given.kind === 'absent' ? resource.read(name, site) : given;
  const symbol = resource.read(name, site);
  const data = program.toValue(given);
  if (symbol.kind !== 'unknown' || data.kind !== 'object')
    return symbol.kind === 'unknown' ? symbol : absent();
  return { ...symbol, members: data.members };
}
