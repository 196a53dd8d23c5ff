// CDK for Terraform: stacks, classes of providers, variables, locals. What a module of Terraform declares is not known here: it leaves a
// gap.

import { absent, call, scalar, unknown } from '../../../model/value.ts';
import { type Construct, constructOf, pathIn } from '../cdk/tree.ts';
import type { Library, Site } from '../library.ts';
import { type ImportedValue, type InstanceValue, imported, instance, type ProgramValue } from '../values.ts';
import { callCore } from './functions.ts';
import { isGeneratedModule, isProviderModule, providerClass } from './names.ts';
import {
  assignMember,
  declareResource,
  invokeResource,
  memberOfResource,
  type TerraformResource,
} from './resources.ts';

type Args = readonly ProgramValue[];

/** A place in the tree of constructs, and what stands there. */
type Native = Construct & {
  readonly resource?: TerraformResource;
  /** Of a variable or a local: what it stands for. */
  readonly value?: ProgramValue;
};

function nativeOf({ native }: InstanceValue): Native | null {
  return native && typeof native === 'object' && 'path' in native ? (native as Native) : null;
}

export const cdktf: Library = {
  claims: module =>
    /^(?:cdktf|@cdktf)(?:\/|$)/.test(module) || isProviderModule(module) || isGeneratedModule(module),

  call(name, args, site) {
    return name.module === 'cdktf' ? callCore(name.path, args, site) : undefined;
  },

  construct(name, self, args, site) {
    const type = providerClass(name);
    const [scope = absent(), id = absent(), config = absent()] = args;
    const path = pathIn(scope, id, site.program);
    if (type) {
      self.native = {
        kind: 'resource',
        path,
        type: name,
        resource: declareResource(type, path, config, site),
      } satisfies Native;
      return true;
    }
    if (isGeneratedModule(name.module)) return unreadModule(config, site);
    return isProviderModule(name.module) || constructCore(name, self, path, config, site);
  },

  member(self, name, site) {
    const own = nativeOf(self);
    if (own?.resource) return memberOfResource(own.resource, name, site);
    if (own?.value && READS.test(name)) return own.value;
    if (own && name === 'node') return self;
    return own && (name === 'id' || name === 'path') ? scalar(own.path) : undefined;
  },

  assign(self, name, value, site) {
    const own = nativeOf(self);
    if (!own?.resource) return false;
    assignMember(own.resource, name, value, site);
    return true;
  },

  invoke(self, name, args, site) {
    const own = nativeOf(self);
    if (own?.resource) return invokeResource(own.resource, name, args, site);
    if (own?.kind === 'app' || own?.kind === 'stack') return invokeTree(name, args, site);
    return undefined;
  },

  invokeOnData(value, name, [index], site) {
    // `account.identity.get(0)` reads a block.
    return name === 'get' && value.kind === 'unknown' && index?.kind === 'scalar'
      ? site.program.get(value, String(index.value), site)
      : undefined;
  },

  dataOf(value) {
    if (value.kind !== 'instance') return undefined;
    const own = nativeOf(value);
    return own?.resource?.declaration.identities[0];
  },

  standalone(base) {
    return base.module === 'cdktf' && base.path[0] === 'TerraformStack' ? 'deployment' : null;
  },

  standaloneArguments({ name, parameters }) {
    if (parameters.length < 2) return [];
    const app = instance(null, imported('cdktf', ['App']));
    app.native = { kind: 'app', path: '', type: app.base! } satisfies Native;
    return [app, scalar(name)];
  },
};

const READS = /^(?:value|expression|fqn|as[A-Z]\w*|(?:string|number|boolean|list)Value)$/;

/** Classes of the core; what is not listed declares nothing that Terraform deploys. */
function constructCore(
  name: ImportedValue,
  self: InstanceValue,
  path: string,
  config: ProgramValue,
  site: Site,
): boolean {
  const [own = ''] = name.path;
  switch (own) {
    case 'App':
      self.native = { kind: 'app', path: '', type: name } satisfies Native;
      return true;
    case 'TerraformStack':
      self.native = { kind: 'stack', path, type: name } satisfies Native;
      return true;
    case 'TerraformVariable':
      self.native = {
        kind: 'construct',
        path,
        type: name,
        value: defaultOf(path, config, site),
      } satisfies Native;
      return true;
    case 'TerraformLocal':
      self.native = { kind: 'construct', path, type: name, value: config } satisfies Native;
      return true;
    case 'TerraformHclModule':
    case 'TerraformModule':
      return unreadModule(config, site);
    case 'TerraformResource':
    case 'TerraformDataSource':
      return false;
    default:
      self.native = { kind: 'construct', path, type: name } satisfies Native;
      return true;
  }
}

function defaultOf(path: string, config: ProgramValue, site: Site): ProgramValue {
  const name = path.split('/').at(-1) ?? path;
  const given = config.kind === 'record' ? site.program.get(config, 'default', site) : absent();
  if (given.kind !== 'absent') return given;
  return unknown(call('var', scalar(name)), `variable \`${name}\` has no default`, [site.step]);
}

function unreadModule(config: ProgramValue, site: Site): boolean {
  const given = config.kind === 'record' ? site.program.get(config, 'source', site) : absent();
  const source = site.program.toValue(given);
  const name = source.kind === 'scalar' ? `module \`${String(source.value)}\`` : 'a module of Terraform';
  site.program.gap(`${name} is not read`, site);
  return true;
}

function invokeTree(name: string, [first]: Args, site: Site): ProgramValue | undefined {
  if (name === 'synth' || name === 'addOverride' || name === 'addDependency') return scalar(null);
  return name === 'tryGetContext' && first && constructOf(first) === null
    ? site.program.unknown(
        'context',
        [site.program.toValue(first)],
        'context is only known at synthesis',
        site,
      )
    : undefined;
}
