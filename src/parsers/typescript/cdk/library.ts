// The AWS CDK: apps, stacks, the tree of constructs and level 1 constructs, which are CloudFormation's own types. What level 2 constructs
// declare is written in texts of the language itself (`constructs/`), which are evaluated where a program uses them.

import { absent, scalar, type UnknownValue, unknown } from '../../../model/value.ts';
import type { Library, Program, Site } from '../library.ts';
import {
  type ChoiceValue,
  fromValue,
  type InstanceValue,
  imported,
  instance,
  type ProgramValue,
  record,
  type Single,
} from '../values.ts';
import { type Aspect, aspectsOf, canVisit, scopeOfAspects, visitAll } from './aspects.ts';
import { constantOf } from './constants.ts';
import { callCore, memberOfConstruct, readCore } from './core.ts';
import { producedBy } from './late-values.ts';
import { declareLevel1, declareNative, finishLevel1, invokeLevel1, memberOfLevel1 } from './level1.ts';
import { type CdkName, cdkName, cloudFormationType } from './names.ts';
import { type TagRule, tagRule, tagsFor, tagsOf } from './tags.ts';
import { templateTexts } from './template-texts.ts';
import { declaresAi, textOfModule } from './texts.ts';
import {
  attach,
  type Construct,
  childOf,
  constructOf,
  memberOfNode,
  ofNode,
  opaque,
  opaqueOf,
  pathIn,
} from './tree.ts';

type Args = readonly ProgramValue[];

const APPS = new Set(['App', 'IntegTest']);
/** Classes of constructs that declare nothing themselves. */
const PLAIN = new Set(['Construct', 'Resource']);
const STACKS = new Set(['Stack', 'NestedStack', 'Stage']);
const SILENT = new Set(['CfnOutput', 'DefaultStackSynthesizer', 'Environment', 'Tag']);

interface State {
  readonly level1: InstanceValue[];
  /** What wants to be asked when the program was walked, and under which condition. */
  readonly last: { readonly self: ProgramValue; readonly site: Site }[];
  readonly tags: TagRule[];
  readonly aspects: Aspect[];
}

const newState = (): State => ({ level1: [], last: [], tags: [], aspects: [] });

export const cdk: Library = {
  claims: module =>
    /^(?:aws-cdk-lib|monocdk|constructs|cdk-nag|@cdklabs\/generative-ai-cdk-constructs)(?:\/|$)|^@aws-cdk\//.test(
      module,
    ),

  read(name, site) {
    const known = cdkName(name);
    return (
      (known.service === '' ? readCore(known.path, site) : undefined) ??
      written(known, site.program) ??
      constantOf(known, site)
    );
  },

  call(name, args, site) {
    const { service, path } = cdkName(name);
    if (service === '' && path[0] === 'atEnd') return keepForTheEnd(args[0], site);
    const found = service === '' ? callCore(path, args, site) : undefined;
    if (found) return found;
    if (service === '' && path[0] === 'Arn' && path[1] === 'format') return callText('formatArn', args, site);
    if (path[0] === 'Aspects' && path[1] === 'of')
      return ofConstruct(args[0], aspectsOf) ?? opaque(name, 'aspects', symbolOf(name.path), site);
    if (path[0] === 'Tags' && path[1] === 'of')
      return ofConstruct(args[0], tagsOf) ?? opaque(name, 'tags', symbolOf(name.path), site);
    return declaresAi(service) ? undefined : opaque(name, 'result', symbolOf([service, ...path]), site);
  },

  construct(name, self, args, site) {
    const { program } = site;
    const found = constructFor(name, args, site);
    if (!found) return constructUnknown(name, self, args, site);
    self.native = found;
    attach(self, args, program);
    if (found.level1) program.state(cdk, newState).level1.push(self);
    return true;
  },

  member(self, name, site) {
    const late = producedBy(self, site.program);
    if (late) return site.program.get(late, name, site);
    const node = ofNode(self);
    if (node) return memberOfNode(node, name);
    const own = constructOf(self);
    const found = own?.level1 ? memberOfLevel1(self, name, site) : own && memberOfConstruct(self, name, site);
    if (found) return found;
    if (own?.level1)
      return name === 'node' || name === 'stack' ? memberOfConstruct(self, name, site) : undefined;
    return self.base ? opaque(self.base, name, symbolOfInstance(self), site) : undefined;
  },

  assign(self, name, value, site) {
    const own = constructOf(self);
    if (!own?.level1) return false;
    site.program.set(own.level1.written, name, value, site);
    return true;
  },

  invoke(self, name, args, site) {
    const late = producedBy(self, site.program);
    if (late) return site.program.invoke(late, name, args, site);
    const node = ofNode(self);
    if (node) return invokeNode(node, name, args, site);
    const rule = tagRule(self, name, args, site);
    if (rule) {
      site.program.state(cdk, newState).tags.push(rule);
      return absent();
    }
    const scope = scopeOfAspects(self);
    if (scope && name === 'add' && args[0]) return addAspect(scope, args[0], args[1], site);
    const own = constructOf(self);
    const found = own?.level1 && invokeLevel1(own.level1, name, args, site);
    return found ?? invokeConstruct(self, name, args, site);
  },

  instanceOf(value, type) {
    const own = constructOf(value);
    return own ? isOfType(own, cdkName(type)) : undefined;
  },

  dataOf(value, program) {
    if (value.kind === 'imported') return undefined;
    const late = producedBy(value, program);
    if (late) return program.toValue(late);
    return opaqueOf(value)?.symbol ?? (constructOf(value) ? symbolOfInstance(value) : undefined);
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
    const state = program.state(cdk, newState);
    try {
      for (const { self, site } of state.last)
        program.options(self, site, (each, at) => program.invoke(each, 'addsAtEnd', [], at));
      visitAll(state.aspects, program);
    } finally {
      // A bound may be met: what was declared until then is what it is.
      const written = templateTexts(state.level1, program);
      for (const each of state.level1)
        finishLevel1(each, program, written, tagsFor(each, state.tags, program));
    }
  },
};

/** Whether a construct is of a class of the CDK that no text tells of. */
function isOfType(own: Construct, type: CdkName): boolean {
  const [name = ''] = type.path;
  if (type.service === '' && (name === 'Construct' || name === 'IConstruct')) return true;
  if (type.service === '' && (name === 'CfnResource' || name === 'CfnElement'))
    return own.level1 !== undefined;
  if (type.service === '' && name === 'Stack') return own.kind === 'stack' && !own.isStage;
  const mine = cdkName(own.type);
  return mine.service === type.service && mine.path.join('.') === type.path.join('.');
}

/** What a text of the library says that a name is. */
function written({ service, path }: CdkName, program: Program): ProgramValue | undefined {
  const [name, ...rest] = path;
  const source = name !== undefined && rest.length === 0 ? textOfModule(service) : null;
  return source ? program.exported(source, name!) : undefined;
}

function callText(name: string, args: Args, site: Site): ProgramValue | undefined {
  const callee = written({ service: '', path: [name] }, site.program);
  return callee && site.program.call(callee, args, site);
}

function ofConstruct(
  value: ProgramValue | undefined,
  of: (self: InstanceValue) => InstanceValue,
): InstanceValue | null {
  return value?.kind === 'instance' && constructOf(value) ? of(value) : null;
}

/** A construct that declares more when everything is known of it, under the condition under which it was made. */
function keepForTheEnd(self: ProgramValue | undefined, site: Site) {
  if (self?.kind !== 'instance') return absent();
  site.program.state(cdk, newState).last.push(later(self, site));
  return absent();
}

/** An object and a site for when the program was walked: the condition that is in force now is that of the object. */
function later(self: Single, { program, span, header, condition, step }: Site) {
  const reason = condition?.kind === 'unknown' ? condition.reason : '';
  const options: ChoiceValue | null = condition && {
    kind: 'choice',
    options: [{ value: self, when: condition }],
    expression: { kind: 'call', name: 'when', args: [condition] },
    reason,
    origin: [],
  };
  const site: Site = { program, span, header, step, callPath: [], condition: null };
  return { self: options ?? self, site };
}

/** Checks of `cdk-nag` change nothing; what others do is only known of those that the program writes itself. */
function addAspect(
  scope: InstanceValue,
  aspect: ProgramValue,
  options: ProgramValue | undefined,
  site: Site,
): ProgramValue {
  const { program } = site;
  if (aspect.kind === 'choice')
    return program.options(aspect, site, (each, at) => addAspect(scope, each, options, at));
  if (isNag(aspect)) return absent();
  if (!canVisit(aspect)) {
    program.gap('an aspect may change what any construct declares', site);
    return absent();
  }
  const given = options && options.kind !== 'absent' ? program.get(options, 'priority', site) : absent();
  const priority = given.kind === 'scalar' ? Number(given.value) : 500;
  const { self, site: at } = later(aspect, site);
  program.state(cdk, newState).aspects.push({ scope, aspect: self, priority, site: at });
  return absent();
}

/** What is put into no construct deploys nothing by itself: statements, sources, settings. Others have a place in the tree. */
function constructUnknown(name: Construct['type'], self: InstanceValue, args: Args, site: Site): boolean {
  const [scope = absent(), id = absent()] = args;
  const { service } = cdkName(name);
  if (constructOf(scope)) {
    const path = pathIn(scope, id, site.program);
    self.native = { kind: 'construct', path, type: name } satisfies Construct;
    attach(self, args, site.program);
  } else self.native = { symbol: symbolOf([service, ...name.path]) };
  const own = name.path.at(-1) ?? '';
  if (own === 'CfnResource') return false;
  if (SILENT.has(own) || /Dashboard$/.test(own) || !declaresAi(service)) return true;
  return !args.some(arg => constructOf(arg));
}

function constructFor(name: Construct['type'], args: Args, site: Site): Construct | null {
  const known = cdkName(name);
  const type = cloudFormationType(known);
  if (type !== null) return declareLevel1(type, name, args, site);
  if (known.service !== '' || known.path.length > 1) return null;
  const [own = ''] = known.path;
  const [scope = absent(), id = scalar(''), props] = args;
  if (APPS.has(own)) return { kind: 'app', path: '', type: name };
  if (own === 'CfnResource') return declareNative(name, args, site);
  const path = pathIn(scope, id, site.program);
  if (own === 'Resource' && props?.kind === 'record')
    return {
      kind: 'construct',
      path,
      type: name,
      physicalName: site.program.get(props, 'physicalName', site),
    };
  if (!STACKS.has(own)) return PLAIN.has(own) ? { kind: 'construct', path, type: name } : null;
  const env = props && props.kind !== 'absent' ? site.program.get(props, 'env', site) : absent();
  const around = constructOf(scope)?.env;
  const isStage = own === 'Stage';
  const given = props && props.kind !== 'absent' ? site.program.get(props, 'stackName', site) : absent();
  const stack = { kind: 'stack', path, type: name, isStage, stackName: given } as const;
  if (env.kind !== 'absent') return { ...stack, env };
  return around ? { ...stack, env: around } : stack;
}

/** The tree's own methods; context is that of `cdk.json`. */
function invokeNode(self: InstanceValue, name: string, args: Args, site: Site): ProgramValue | undefined {
  const { program } = site;
  const [first = absent()] = args;
  switch (name) {
    case 'tryGetContext':
    case 'getContext': {
      const key = program.toValue(first);
      if (key.kind !== 'scalar') return undefined;
      const given = program.inputs.get(String(key.value));
      const reason = `context \`${String(key.value)}\` is not given`;
      return given ? fromValue(given) : program.unsetInput('context', key, reason, site);
    }
    case 'findChild':
    case 'tryFindChild':
      return (
        childOf(self, first, program) ??
        (name === 'tryFindChild' && hasOnlyKnown(self) ? absent() : null) ??
        opaque(self.base ?? imported('constructs', ['Node']), 'child', symbolOfInstance(self), site)
      );
    case 'findAll':
      return memberOfNode(self, 'children');
    default:
      return record();
  }
}

/** Whether a construct has no children but those that the program and the texts of the library put into it. */
function hasOnlyKnown(self: InstanceValue): boolean {
  const own = constructOf(self);
  const isPlain = own?.kind === 'stack' || (own?.kind === 'construct' && own.type.path[0] === 'Construct');
  return isPlain && [...(own?.children?.keys() ?? [])].every(id => !id.startsWith('#'));
}

function invokeConstruct(
  self: InstanceValue,
  name: string,
  args: Args,
  site: Site,
): ProgramValue | undefined {
  const own = constructOf(self);
  const base = self.base ?? imported('constructs', ['Construct']);
  if (own?.kind === 'stack' || own?.kind === 'app') {
    if (name === 'formatArn') return callText('formatArn', [...args, self], site);
    if (name === 'resolve') return args[0];
    if (name === 'toJsonString') return site.program.call(imported('', ['JSON', 'stringify']), args, site);
  }
  if (name === 'add' && base.path[0] === 'Aspects' && !isNag(args[0]))
    site.program.gap('an aspect may change what any construct declares', site);
  if (own?.level1) return record();
  if (/^grant/.test(name) && args[0]) grantSomething(self, name, args[0], site);
  return opaque(base, name, symbolOfInstance(self), site);
}

/** Checks of `cdk-nag` change nothing. */
function isNag(aspect: ProgramValue | undefined): boolean {
  return aspect?.kind === 'instance' && aspect.base?.module === 'cdk-nag';
}

/** What a grant of a service allows that rules do not ask for: actions of that service that are not known. */
function grantSomething(self: InstanceValue, name: string, grantee: ProgramValue, site: Site): void {
  const { program } = site;
  const own = constructOf(self);
  const module = self.class?.source.path ?? self.base?.module ?? '';
  const service = cdkName({ module, path: own?.type.path ?? [] }).service;
  const source = textOfModule('iam');
  const grant = source && program.exported(source, 'grantSomething');
  if (!grant || service === '') return;
  const something = program.unknown(
    'granted',
    [symbolOfInstance(self), scalar(name)],
    `what \`${name}()\` allows is not known`,
    site,
  );
  program.call(grant, [grantee, scalar(service), something], site);
}

function symbolOfInstance(self: InstanceValue): UnknownValue {
  const known = opaqueOf(self)?.symbol;
  return known ?? symbolOf([constructOf(self)?.path ?? String(self.serial)]);
}

function symbolOf(path: readonly string[]): UnknownValue {
  const name = path.filter(part => part !== '').join('.');
  return unknown({ kind: 'call', name: 'construct', args: [scalar(name)] }, `\`${name}\` is not data`);
}
