// The AWS CDK: apps, stacks, the construct tree and level 1 constructs, which are CloudFormation's own types. What a level 2 construct
// declares is not known here: it leaves a gap.

import { absent, scalar } from '../../../model/value.ts';
import type { Library, Site } from '../library.ts';
import { fromValue, type InstanceValue, imported, instance, type ProgramValue, record } from '../values.ts';
import { callCore, memberOfConstruct, readCore } from './core.ts';
import { declareLevel1, finishLevel1, invokeLevel1, memberOfLevel1 } from './level1.ts';
import { cdkName, cloudFormationType } from './names.ts';
import { type Construct, constructOf, pathIn } from './tree.ts';

type Args = readonly ProgramValue[];

const APPS = new Set(['App']);
/** Classes of constructs that declare nothing themselves. */
const PLAIN = new Set(['Construct', 'Resource']);
const STACKS = new Set(['Stack', 'NestedStack', 'Stage']);
const SILENT = new Set(['CfnOutput', 'DefaultStackSynthesizer', 'Environment', 'Tag']);

interface State {
  readonly level1: NonNullable<Construct['level1']>[];
}

const newState = (): State => ({ level1: [] });

export const cdk: Library = {
  claims: module => /^(?:aws-cdk-lib|monocdk|constructs)(?:\/|$)|^@aws-cdk\//.test(module),

  read(name, site) {
    const { service, path } = cdkName(name);
    return service === '' ? readCore(path, site) : undefined;
  },

  call(name, args, site) {
    const { service, path } = cdkName(name);
    return service === '' ? callCore(path, args, site) : undefined;
  },

  construct(name, self, args, site) {
    const found = constructFor(name, args, site);
    if (!found) return constructUnknown(name, self, args, site);
    self.native = found;
    if (found.level1) site.program.state(cdk, newState).level1.push(found.level1);
    return true;
  },

  member(self, name, site) {
    const own = constructOf(self);
    const found = own?.level1 && memberOfLevel1(own.level1, name, site);
    return found ?? memberOfConstruct(self, name, site);
  },

  assign(self, name, value, site) {
    const own = constructOf(self);
    if (!own?.level1) return false;
    site.program.set(own.level1.written, name, value, site);
    return true;
  },

  invoke(self, name, args, site) {
    const own = constructOf(self);
    const found = own?.level1 && invokeLevel1(own.level1, name, args, site);
    return found ?? invokeConstruct(self, name, args, site);
  },

  standalone(base) {
    const { service, path } = cdkName(base);
    const [name = ''] = path;
    if (service !== '' || path.length !== 1) return null;
    if (STACKS.has(name)) return 'deployment';
    return PLAIN.has(name) ? 'part' : null;
  },

  standaloneArguments({ name, parameters }) {
    if (parameters.length < 2) return [];
    const app = instance(null, imported('aws-cdk-lib', ['App']));
    app.native = { kind: 'app', path: '', type: app.base! } satisfies Construct;
    return [app, scalar(name)];
  },

  finish(program) {
    for (const each of program.state(cdk, newState).level1) finishLevel1(each);
  },
};

/** What is put into no construct deploys nothing by itself: statements, sources, settings. Others have a place in the tree. */
function constructUnknown(name: Construct['type'], self: InstanceValue, args: Args, site: Site): boolean {
  const [scope = absent(), id = absent()] = args;
  if (constructOf(scope))
    self.native = {
      kind: 'construct',
      path: pathIn(scope, id, site.program),
      type: name,
    } satisfies Construct;
  return SILENT.has(name.path.at(-1) ?? '') || !args.some(arg => constructOf(arg));
}

function constructFor(name: Construct['type'], args: Args, site: Site): Construct | null {
  const known = cdkName(name);
  const type = cloudFormationType(known);
  if (type !== null) return declareLevel1(type, name, args, site);
  if (known.service !== '' || known.path.length > 1) return null;
  const [own = ''] = known.path;
  const [scope = absent(), id = scalar('')] = args;
  if (APPS.has(own)) return { kind: 'app', path: '', type: name };
  const path = pathIn(scope, id, site.program);
  if (STACKS.has(own)) return { kind: 'stack', path, type: name };
  return PLAIN.has(own) ? { kind: 'construct', path, type: name } : null;
}

/** The tree's own methods; context is that of `cdk.json`. */
function invokeConstruct(
  self: InstanceValue,
  name: string,
  args: Args,
  site: Site,
): ProgramValue | undefined {
  const { program } = site;
  if (!constructOf(self)) return undefined;
  const [first] = args;
  const key = first ? program.toValue(first) : null;
  switch (name) {
    case 'tryGetContext':
    case 'getContext': {
      if (key?.kind !== 'scalar') return undefined;
      const given = program.inputs.get(String(key.value));
      const reason = `context \`${String(key.value)}\` is only known at synthesis`;
      return given ? fromValue(given) : program.unknown('context', [key], reason, site);
    }
    case 'synth':
    case 'addDependency':
    case 'addMetadata':
    case 'setContext':
      return record();
    default:
      return undefined;
  }
}
