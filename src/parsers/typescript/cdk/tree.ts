// The tree of constructs: which scope each construct is in, its children, its stack, and its path. Refuses to know what they declare.

import { absent, call, scalar, type UnknownValue, unknown } from '../../../model/value.ts';
import type { Declaration, Program, Site } from '../library.ts';
import {
  type ImportedValue,
  type InstanceValue,
  imported,
  instance,
  list,
  type ProgramValue,
  type RecordValue,
} from '../values.ts';
import { addressOf } from './logical-ids.ts';

/** What is kept of a construct. */
export interface Construct {
  readonly kind: 'app' | 'stack' | 'construct' | 'resource';
  /** From the stack to it: `Chat/Agent`; empty for an app. */
  readonly path: string;
  readonly type: ImportedValue;
  /** Whether it is a stage, which holds stacks. */
  readonly isStage?: boolean;
  /** As the program names it in its scope; null where that is not known. */
  id?: string | null;
  /** Of a level 1 construct: what it declares, as the program writes it, and what escape hatches put over it. */
  readonly level1?: {
    readonly declaration: Declaration;
    /** The module of the CDK: `bedrock`; null where the program writes CloudFormation's own names. */
    readonly service: string | null;
    readonly written: RecordValue;
    readonly overrides: RecordValue;
    /** As the program calls it in the template. */
    logicalId?: ProgramValue;
    /** `cfnOptions`: what the program says of the resource beside its properties. */
    options?: RecordValue;
  };
  /** Of a stack: where it is deployed to, as the program says. */
  readonly env?: ProgramValue;
  /** Of a stack: how the program calls it. */
  readonly stackName?: ProgramValue;
  /** Of what extends `Resource`: what the program calls it, if it does. */
  readonly physicalName?: ProgramValue;
  scope?: InstanceValue;
  children?: Map<string, InstanceValue>;
  node?: InstanceValue;
}

/** Something of a construct that rules do not ask for: what is called on it declares nothing. */
export interface Opaque {
  readonly symbol: UnknownValue;
}

/** `construct.node`. */
interface Node {
  readonly nodeOf: InstanceValue;
}

export function constructOf(value: ProgramValue): Construct | null {
  if (value.kind !== 'instance') return null;
  const { native } = value as InstanceValue & { native: Construct | undefined };
  return native && 'path' in native ? native : null;
}

export function opaqueOf({ native }: InstanceValue): Opaque | null {
  return native && typeof native === 'object' && 'symbol' in native ? (native as Opaque) : null;
}

/** The construct that a node is of. */
export function ofNode({ native }: InstanceValue): InstanceValue | null {
  return native && typeof native === 'object' && 'nodeOf' in native ? (native as Node).nodeOf : null;
}

/** The path of a construct with an id in a scope; what is not known of it is left out. */
export function pathIn(scope: ProgramValue, id: ProgramValue, program: Program): string {
  const parent = constructOf(scope)?.path ?? '';
  return [parent, textOf(id, program) ?? ''].filter(part => part !== '').join('/');
}

function textOf(value: ProgramValue, program: Program): string | null {
  const name = program.toValue(value);
  return name.kind === 'scalar' && name.value !== null ? String(name.value) : null;
}

/** Puts a construct into its scope. */
export function attach(self: InstanceValue, [scope, id]: readonly ProgramValue[], program: Program): void {
  const own = constructOf(self);
  const parent = scope && constructOf(scope);
  if (!own || !parent || scope.kind !== 'instance') return;
  own.scope = scope;
  own.id = (id && textOf(id, program))?.replaceAll('/', '--') ?? null;
  parent.children ??= new Map();
  parent.children.set(own.id ?? `#${parent.children.size}`, self);
}

/** The nearest stack around a construct, or itself. */
export function stackOf(self: InstanceValue): InstanceValue | null {
  let each: InstanceValue | undefined = self;
  while (each) {
    const own = constructOf(each);
    if (own?.kind === 'stack') return each;
    each = own?.scope;
  }
  return null;
}

export function nodeOf(self: InstanceValue): InstanceValue {
  const own = constructOf(self)!;
  if (!own.node) {
    own.node = instance(null, imported('constructs', ['Node']), self.origin);
    own.node.native = { nodeOf: self } satisfies Node;
  }
  return own.node;
}

/** A member of `construct.node`. */
export function memberOfNode(self: InstanceValue, name: string): ProgramValue | undefined {
  const own = constructOf(self);
  const children = own?.children ?? new Map<string, InstanceValue>();
  switch (name) {
    case 'id':
      return own?.id === null ? undefined : scalar(own?.id ?? '');
    case 'path':
      return pathOf(self);
    case 'scope':
      return own?.scope ?? absent();
    case 'defaultChild':
      return children.get('Resource') ?? children.get('Default') ?? absent();
    case 'children':
      return list([...children.values()]);
    case 'root':
      return rootOf(self);
    case 'addr': {
      const ids = idsTo(self, 'app');
      const reason = 'its place in the program is not known';
      return ids ? scalar(addressOf(ids)) : unknown(call('addr', scalar(own?.path ?? '')), reason);
    }
    case 'scopes': {
      const scopes: InstanceValue[] = [];
      for (let each: InstanceValue | undefined = self; each; each = constructOf(each)?.scope)
        scopes.unshift(each);
      return list(scopes);
    }
    default:
      return undefined;
  }
}

/** Where not all ids on the way are known, a text that is not. */
function pathOf(self: InstanceValue): ProgramValue {
  const ids = idsTo(self, 'app');
  if (ids) return scalar(ids.join('/'));
  const symbol = call('path', scalar(constructOf(self)?.path ?? ''));
  return unknown(symbol, 'its place in the program is not known');
}

function rootOf(self: InstanceValue): InstanceValue {
  const scope = constructOf(self)?.scope;
  return scope ? rootOf(scope) : self;
}

/** The ids from below the app to a construct, or from below its stack; null where one is not known. */
export function idsTo(self: InstanceValue, from: 'app' | 'stack'): readonly string[] | null {
  const ids: string[] = [];
  for (let each: InstanceValue | undefined = self; each; ) {
    const own = constructOf(each);
    if (!own || own.kind === 'app') break;
    if (from === 'stack' && own.kind === 'stack' && !own.isStage && each !== self) break;
    if (own.id === undefined || own.id === null) return null;
    ids.push(own.id);
    each = own.scope;
  }
  return ids.reverse();
}

export function childOf(self: InstanceValue, id: ProgramValue, program: Program): InstanceValue | null {
  const name = textOf(id, program);
  return (name !== null && constructOf(self)?.children?.get(name)) || null;
}

/** What nobody asks for of an object: equal for the same member of the same object. */
export function opaque(base: ImportedValue, name: string, of: UnknownValue, site: Site): InstanceValue {
  const result = instance(null, imported(base.module, [...base.path, name]), [site.step]);
  const reason = `\`${name}\` of \`${base.path.join('.')}\` is not known`;
  const symbol = unknown({ kind: 'member', of, key: scalar(name) }, reason, [site.step]);
  result.native = { symbol } satisfies Opaque;
  return result;
}
