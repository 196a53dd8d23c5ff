// The tree of constructs: which scope each construct is in, and its path from the stack. Refuses to know what they declare.

import type { Declaration, Program } from '../library.ts';
import type { ImportedValue, InstanceValue, ProgramValue, RecordValue } from '../values.ts';

/** What is kept of a construct. */
export interface Construct {
  readonly kind: 'app' | 'stack' | 'construct' | 'resource';
  /** From the stack to it: `Chat/Agent`; empty for an app. */
  readonly path: string;
  readonly type: ImportedValue;
  /** Of a level 1 construct: what it declares, as the program writes it, and what escape hatches put over it. */
  readonly level1?: {
    readonly declaration: Declaration;
    /** The module of the CDK: `bedrock`. */
    readonly service: string;
    readonly written: RecordValue;
    readonly overrides: RecordValue;
  };
}

export function constructOf(value: ProgramValue): Construct | null {
  if (value.kind !== 'instance') return null;
  const { native } = value as InstanceValue & { native: Construct | undefined };
  return native && 'path' in native ? native : null;
}

/** The path of a construct with an id in a scope; what is not known of it is left out. */
export function pathIn(scope: ProgramValue, id: ProgramValue, program: Program): string {
  const name = program.toValue(id);
  const own = name.kind === 'scalar' && name.value !== null ? String(name.value) : '';
  const parent = constructOf(scope)?.path ?? '';
  return [parent, own].filter(part => part !== '').join('/');
}
