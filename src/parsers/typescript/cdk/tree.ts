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

/** What is kept of a construct. */
export interface Construct {
  readonly kind: 'app' | 'stack' | 'construct' | 'resource';
  /** From the stack to it: `Chat/Agent`; empty for an app. */
  readonly path: string;
  readonly type: ImportedValue;
  /** Of a level 1 construct: what it declares, as the program writes it, and what escape hatches put over it. */
  readonly level1?: {
    readonly declaration: Declaration;
    /** The module of the CDK: `bedrock`; null where the program writes CloudFormation's own names. */
    readonly service: string | null;
    readonly written: RecordValue;
    readonly overrides: RecordValue;
  };
  /** Of a stack: where it is deployed to, as the program says. */
  readonly env?: ProgramValue;
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
  parent.children ??= new Map();
  parent.children.set((id && textOf(id, program)) ?? `#${parent.children.size}`, self);
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
      return scalar(own?.path.split('/').at(-1) ?? '');
    case 'path':
      return scalar(own?.path ?? '');
    case 'scope':
      return own?.scope ?? absent();
    case 'defaultChild':
      return children.get('Resource') ?? children.get('Default') ?? absent();
    case 'children':
      return list([...children.values()]);
    case 'addr':
      return unknown(call('addr', scalar(own?.path ?? '')), '`node.addr` is made at synthesis');
    default:
      return undefined;
  }
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
