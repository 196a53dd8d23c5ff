// CDK for Terraform: stacks, classes of providers, variables, locals, iterators, calls of modules.

import { absent, call, scalar, unknown } from '../../../model/value.ts';
import { attach, type Construct, nodeOf, pathIn } from '../cdk/tree.ts';
import type { Library, Site } from '../library.ts';
import type { ImportedValue, InstanceValue, ProgramValue } from '../values.ts';
import { app, callCore, invokeRepetition } from './core.ts';
import {
  declareGeneratedModule,
  declareHclModule,
  invokeModule,
  memberOfModule,
  type TerraformModuleCall,
} from './modules.ts';
import { isCore, isGeneratedModule, isProviderModule, isSameClass, providerClass } from './names.ts';
import { memberOfRepetition, repetitionIn } from './repetition.ts';
import {
  assignMember,
  bodyRecord,
  declareResource,
  invokeResource,
  memberOfResource,
  type TerraformResource,
  wholeOf,
} from './resources.ts';

/** A place in the tree of constructs, and what stands there. */
type Native = Construct & {
  readonly resource?: TerraformResource;
  readonly module?: TerraformModuleCall;
  /** Of a variable or a local: what it stands for. */
  readonly value?: ProgramValue;
  /** Of what is only known at synthesis or from elsewhere: why. */
  readonly reason?: string;
};

function nativeOf({ native }: InstanceValue): Native | null {
  return native && typeof native === 'object' && 'path' in native ? (native as Native) : null;
}

export const cdktf: Library = {
  claims: module => isCore(module) || isProviderModule(module) || isGeneratedModule(module),

  call(name, args, site) {
    if (isCore(name.module)) return callCore(name.path, args, resourceIn, site);
    // What `cdktf` only imports is deployed already.
    return name.path.at(-1) === 'generateConfigForImport' ? scalar(null) : undefined;
  },

  construct(name, self, args, site) {
    const [scope = absent(), id = absent(), config = absent()] = args;
    const path = pathIn(scope, id, site.program);
    const native = constructed(name, path, config, site);
    if (!native) return false;
    self.native = native;
    attach(self, args, site.program);
    return true;
  },

  member(self, name, site) {
    const repeats = repetitionIn(self);
    if (repeats) return memberOfRepetition(repeats, name);
    const own = nativeOf(self);
    if (!own) return undefined;
    if (name === 'node') return nodeOf(self);
    if (own.resource) return memberOfResource(own.resource, name, site);
    const ofModule = own.module && memberOfModule(own.module, name, site);
    if (ofModule) return ofModule;
    if (own.value && READS.test(name)) return own.value;
    if (own.reason !== undefined) return site.program.unknown(name, [scalar(own.path)], own.reason, site);
    return name === 'id' || name === 'path' ? scalar(own.path) : undefined;
  },

  assign(self, name, value, site) {
    const own = nativeOf(self);
    if (!own?.resource) return false;
    assignMember(own.resource, name, value, site);
    return true;
  },

  invoke(self, name, args, site) {
    const repeats = repetitionIn(self);
    if (repeats) return invokeRepetition(repeats, name, args, site);
    const own = nativeOf(self);
    if (!own) return undefined;
    if (own.resource) return invokeResource(own.resource, name, args, site);
    if (own.module) return invokeModule(own.module, name, args, site);
    if (own.reason !== undefined)
      return site.program.unknown(
        name,
        [scalar(own.path), ...args.map(arg => site.program.toValue(arg))],
        own.reason,
        site,
      );
    if (own.value && name === 'toString') return own.value;
    return PASSIVE.has(name) ? scalar(null) : undefined;
  },

  invokeOnData(value, name, [index], site) {
    // `account.identity.get(0)` reads a block.
    return name === 'get' && value.kind === 'unknown' && index?.kind === 'scalar'
      ? site.program.get(value, String(index.value), site)
      : undefined;
  },

  instanceOf(value, type) {
    return value.base ? isSameClass(value.base, type) : undefined;
  },

  dataOf(value, program) {
    if (value.kind !== 'instance') return undefined;
    const repeats = repetitionIn(value);
    if (repeats) return program.toValue(memberOfRepetition(repeats, 'value') as ProgramValue);
    const own = nativeOf(value);
    if (own?.resource) return program.toValue(wholeOf(own.resource));
    if (own?.module) return own.module.outputs;
    return own?.value && program.toValue(own.value);
  },

  standalone(base) {
    return isCore(base.module) && base.path[0] === 'TerraformStack' ? 'deployment' : null;
  },

  standaloneArguments({ name, parameters }) {
    return parameters.length < 2 ? [] : [app(), scalar(name)];
  },
};

function resourceIn(value: ProgramValue): TerraformResource | null {
  return (value.kind === 'instance' && nativeOf(value)?.resource) || null;
}

const READS = /^(?:value|expression|fqn|as[A-Z]\w*|(?:string|number|boolean|list)Value)$/;

/** Methods that declare nothing. */
const PASSIVE: ReadonlySet<string> = new Set([
  'synth',
  'addOverride',
  'addDependency',
  'overrideLogicalId',
  'addValidation',
  'addWarning',
  'addError',
  'addInfo',
  'toTerraform',
  'prepareStack',
  'dependsOn',
]);

function constructed(name: ImportedValue, path: string, config: ProgramValue, site: Site): Native | null {
  const native = (kind: Construct['kind'], more: Partial<Native> = {}): Native => ({
    kind,
    path,
    type: name,
    ...more,
  });
  const type = providerClass(name);
  if (type) return native('resource', { resource: declareResource(type, path, config, site) });
  if (isGeneratedModule(name.module))
    return native('construct', { module: declareGeneratedModule(name.module, path, config, site) });
  if (isProviderModule(name.module)) return native('construct');
  const [own = ''] = name.path;
  switch (own) {
    case 'App':
      return { kind: 'app', path: '', type: name };
    case 'TerraformStack':
      return native('stack');
    case 'TerraformVariable':
      return native('construct', { value: defaultOf(path, config, site) });
    case 'TerraformLocal':
      return native('construct', { value: config });
    case 'TerraformOutput':
      return native('construct', { value: shownBy(config, site) });
    case 'TerraformHclModule':
      return native('construct', { module: declareHclModule(path, config, site) });
    case 'TerraformResource':
    case 'TerraformDataSource':
      return declareByName(own === 'TerraformDataSource', native, path, config, site);
    case 'TerraformModule':
      return null;
    default:
      return native('construct', reasonFor(own));
  }
}

/** `new TerraformResource(scope, id, { terraformResourceType: 'azurerm_search_service' })`, which escape hatches fill. */
function declareByName(
  existing: boolean,
  native: (kind: Construct['kind'], more: Partial<Native>) => Native,
  path: string,
  config: ProgramValue,
  site: Site,
): Native | null {
  const { program } = site;
  const written = bodyRecord(config, site);
  const named = program.toValue(program.get(written, 'terraformResourceType', site));
  if (named.kind !== 'scalar') return null;
  const type = String(named.value);
  const [provider = ''] = type.split('_');
  const rest = [...written.members].filter(([name]) => !name.startsWith('terraform'));
  const body = { ...written, members: new Map(rest) };
  return native('resource', { resource: declareResource({ provider, type, existing }, path, body, site) });
}

/** Classes that stand for what other programs or the synthesis make; what is not listed declares nothing that Terraform deploys. */
function reasonFor(name: string): Partial<Native> {
  if (/^DataTerraformRemoteState/.test(name))
    return { reason: 'the outputs of another configuration are read from its state' };
  return /Asset$/.test(name) ? { reason: 'the place of an asset is made at synthesis' } : {};
}

function defaultOf(path: string, config: ProgramValue, site: Site): ProgramValue {
  const name = path.split('/').at(-1) ?? path;
  const given = config.kind === 'record' ? site.program.get(config, 'default', site) : absent();
  if (given.kind !== 'absent') return given;
  return unknown(call('var', scalar(path)), `variable \`${name}\` has no default`, [site.step]);
}

function shownBy(config: ProgramValue, site: Site): ProgramValue {
  return config.kind === 'record' ? site.program.get(config, 'value', site) : absent();
}
