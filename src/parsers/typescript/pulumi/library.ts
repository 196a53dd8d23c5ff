// Pulumi: resources of the packages of `@pulumi`, outputs, stack configuration, components. What a package of components declares is not
// known here: it leaves a gap.

import { absent, call, scalar, unknown, type Value } from '../../../model/value.ts';
import type { Answer, Library, Site } from '../library.ts';
import {
  type ImportedValue,
  type InstanceValue,
  instance,
  list,
  type ProgramValue,
  record,
} from '../values.ts';
import { SUBSCRIPTION } from './arm.ts';
import { terraformClass } from './class-tables.ts';
import { type Config, PROJECT, readConfig } from './config.ts';
import { callCore, readProviderConfig } from './core.ts';
import { readConstant } from './enums.ts';
import { isPulumiModule, nameOfToken, type PulumiName, pulumiName } from './names.ts';
import { declareResource, memberOfResource, type PulumiResource } from './resources.ts';
import { writtenMethods, writtenName } from './texts.ts';

type Args = readonly ProgramValue[];
type Native = Config | PulumiResource | { readonly kind: 'stack-reference'; readonly name: Value };

/** Packages whose classes are components: they declare resources of other packages. */
const COMPONENTS = /^(?:(?:awsx|eks|cloud|synced-folder|std-components)$|(?:aws|azure)-(?!native)|gcp-)/;
/** Components of these packages that declare nothing that rules know. */
const HARMLESS = /^(?:awsx:(?:ecr|lb)\/|aws-apigateway:)/;

function nativeOf(self: InstanceValue): Native | undefined {
  return self.native as Native | undefined;
}

export const pulumi: Library = {
  claims: isPulumiModule,

  read(name, site) {
    const own = pulumiName(name);
    const { provider, module, path } = own;
    if (provider === 'pulumi') return undefined;
    return (
      readProviderConfig(provider, module, path, site) ??
      readConstant(own, site) ??
      writtenName(own, site.program)
    );
  },

  call(name, args, site) {
    const type = pulumiName(name);
    if (type.provider === 'pulumi') return callCore(type.path, args, site);
    const [own = '', method] = type.path;
    if (/^[A-Z]/.test(own)) return callStatic(name, type, method, args, site);
    const written = writtenName(type, site.program);
    return written ? site.program.call(written, args, site) : callFunction(name, type, args, site);
  },

  construct(name, self, args, site) {
    const type = pulumiName(name);
    if (type.provider === 'pulumi') return constructCore(type.path, self, args, site);
    const [own = ''] = type.path;
    if (own === 'Provider') return true;
    if (COMPONENTS.test(type.provider)) return HARMLESS.test(`${type.provider}:${type.module}/`);
    const [id = absent(), given = absent(), options = absent()] = args;
    self.native = declareResource({ type, name: id, args: given, options, existing: false }, site);
    return true;
  },

  member(self, name, site) {
    const own = nativeOf(self);
    return own?.kind === 'resource' ? memberOfResource(own, name, site) : undefined;
  },

  invoke(self, name, args, site) {
    const own = nativeOf(self);
    if (name === 'apply' || name === 'then') return applied(self, args, site);
    if (own?.kind === 'config') return readConfig(own, name, args, site);
    if (own?.kind === 'stack-reference') return readStack(own.name, name, args, site);
    if (name === 'registerOutputs') return scalar(null);
    return own?.kind === 'resource' ? callWritten(self, own, name, args, site) : undefined;
  },

  invokeOnData(value, name, args, site) {
    if (name === 'apply') return applied(value, args, site);
    return undefined;
  },

  dataOf(value) {
    if (value.kind !== 'instance') return undefined;
    const own = nativeOf(value);
    return own?.kind === 'resource' ? own.declaration.identities[0] : undefined;
  },

  start(exported, site) {
    const { inputs, entry } = site.program;
    const isProgram = inputs.has(PROJECT) || entry.text.includes('@pulumi/');
    if (isProgram && exported.kind === 'function') site.program.call(exported, [], site);
  },

  standalone(base) {
    const { provider, path } = pulumiName(base);
    return provider === 'pulumi' && path[0] === 'ComponentResource' ? 'part' : null;
  },
};

/** An output is its value, so what is applied to it is called with that. */
function applied(value: ProgramValue, [callback]: Args, site: Site): Answer {
  return callback ? site.program.call(callback, [value], site) : undefined;
}

function constructCore(path: readonly string[], self: InstanceValue, args: Args, site: Site): boolean {
  const { program } = site;
  const name = program.toValue(args[0] ?? absent());
  if (path[0] === 'CustomResource') return constructByToken(name, self, args.slice(1), site);
  if (path[0] === 'Config') {
    const namespace = name.kind === 'scalar' ? String(name.value) : null;
    self.native = { kind: 'config', namespace } satisfies Native;
  } else if (path[0] === 'StackReference') self.native = { kind: 'stack-reference', name } satisfies Native;
  return true;
}

/** A class of the program that stands for a provider's: `super('azure-native:search:Service', name, args, options)`. */
function constructByToken(token: Value, self: InstanceValue, args: Args, site: Site): boolean {
  const type = token.kind === 'scalar' ? nameOfToken(String(token.value)) : null;
  if (!type) return false;
  const [name = absent(), given = absent(), options = absent()] = args;
  self.native = declareResource({ type, name, args: given, options, existing: false }, site);
  return true;
}

function readStack(stack: Value, method: string, args: Args, site: Site): Answer {
  if (!/^(?:get|require)Output/.test(method)) return undefined;
  const key = site.program.toValue(args[0] ?? absent());
  const what = key.kind === 'scalar' ? `output \`${String(key.value)}\`` : 'an output';
  return site.program.unknown(
    'stack-reference',
    [stack, key],
    `${what} of another stack is only known there`,
    site,
  );
}

/** `Account.get('x', id)`, `Account.isInstance(x)`. */
function callStatic(
  name: ImportedValue,
  type: PulumiName,
  method: string | undefined,
  args: Args,
  site: Site,
): Answer {
  if (method === 'get') return existingById(name, type, args, site);
  if (method !== 'isInstance') return undefined;
  const [value = absent()] = args;
  const base = value.kind === 'instance' && value.base ? pulumiName(value.base) : null;
  const isSame =
    base?.provider === type.provider && base.module === type.module && base.path[0] === type.path[0];
  return scalar(isSame, [site.step]);
}

/** A method of a resource that declares more: what is to happen when something is put into a bucket. */
function callWritten(
  self: InstanceValue,
  { type }: PulumiResource,
  method: string,
  args: Args,
  site: Site,
): Answer {
  if (!/^on[A-Z]/.test(method)) return undefined;
  const { program } = site;
  const methods = writtenMethods(type, program);
  const callee = methods && program.get(methods, method, site);
  return callee?.kind === 'function' ? program.call(callee, [self, ...args], site) : undefined;
}

/** `Account.get('x', id)`: something that is deployed elsewhere, by its id. */
function existingById(
  name: ImportedValue,
  type: PulumiName,
  [own = absent(), id = absent()]: Args,
  site: Site,
): Answer {
  const resource = declareResource(
    { type, name: own, args: absent(), options: absent(), existing: true },
    site,
  );
  const { identities } = resource.declaration;
  resource.declaration.identities = [site.program.toValue(id), ...identities];
  return instanceOf(name, resource, site);
}

/** An object of the class of a resource. */
function instanceOf(base: ImportedValue, native: PulumiResource, { step }: Site): InstanceValue {
  return { ...instance(null, base, [step]), native };
}

/** `getAccount({ … })` reads an account; of other functions nothing is known. */
function callFunction(name: ImportedValue, type: PulumiName, [args = absent()]: Args, site: Site): Answer {
  const [own = ''] = type.path;
  const plain = own.replace(/Output$/, '');
  if (type.provider === 'azure-native' && plain === 'getClientConfig') return clientConfig(site);
  if (type.provider === 'aws' && plain === 'assumeRolePolicyForPrincipal') return trustOf(args, site);
  if (!/^get[A-Z]/.test(plain)) return undefined;
  const asFunction = { ...type, path: [plain] };
  const asClass = { ...type, path: [plain.slice(3)] };
  const known = terraformClass(asFunction) ? asFunction : asClass;
  const resource = declareResource(
    { type: known, name: scalar(plain), args, options: absent(), existing: true },
    site,
  );
  return instanceOf(name, resource, site);
}

/** The document that lets a principal assume a role, as the package writes it. */
function trustOf(principal: ProgramValue, { step }: Site): Answer {
  const statement = record(
    [
      ['Sid', scalar('AllowAssumeRole')],
      ['Effect', scalar('Allow')],
      ['Principal', principal],
      ['Action', scalar('sts:AssumeRole')],
    ],
    [step],
  );
  return record(
    [
      ['Version', scalar('2012-10-17')],
      ['Statement', list([statement], [step])],
    ] as [string, ProgramValue][],
    [step],
  );
}

function clientConfig(site: Site): Answer {
  const read = (member: string): ProgramValue =>
    unknown(call('client-config', scalar(member)), 'who deploys is only known at deployment', [site.step]);
  return record([
    ['subscriptionId', SUBSCRIPTION as ProgramValue],
    ['tenantId', read('tenantId')],
    ['objectId', read('objectId')],
    ['clientId', read('clientId')],
  ]);
}
