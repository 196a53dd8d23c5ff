// The names that are visible at a place of a program. Refuses to know expressions.

import type { Source } from '../../../model/source.ts';
import type { Value } from '../../../model/value.ts';
import { type ClassValue, type ListValue, nextSerial, type ProgramValue } from '../values.ts';
import type { Alternative } from './choice.ts';
import type { Binding } from './journal.ts';
import type { Module } from './modules.ts';
import type { Run } from './run.ts';

/** One call of a function, or the top of a module. */
export interface Frame {
  readonly run: Run;
  readonly module: Module;
  readonly self: ProgramValue;
  /** The class that the method being run was written in: where `super` starts. */
  readonly home: ClassValue | null;
  readonly isStatic: boolean;
  /** What was returned under unknown conditions so far. */
  readonly returned: Alternative[];
  /** The function's own way: conditions that hold since it was called. */
  readonly since: number;
  /** What a generator yielded so far, and what its `yield` comes to. */
  readonly generated?: { readonly items: ListValue; readonly sent: ProgramValue };
}

export class Scope {
  readonly frame: Frame;
  private readonly parent: Scope | null;
  private readonly names = new Map<string, Binding | (() => ProgramValue)>();

  constructor(frame: Frame, parent: Scope | null) {
    this.frame = frame;
    this.parent = parent;
  }

  get run(): Run {
    return this.frame.run;
  }

  get source(): Source {
    return this.frame.module.source;
  }

  declare(name: string, value: ProgramValue | null, role: Binding['role'] = 'variable'): Binding {
    const binding: Binding = { kind: 'binding', value, role, serial: nextSerial() };
    this.names.set(name, binding);
    return binding;
  }

  /** A name that stands for what another module exports. */
  link(name: string, read: () => ProgramValue): void {
    this.names.set(name, read);
  }

  find(name: string): Binding | (() => ProgramValue) | undefined {
    for (let scope: Scope | null = this; scope; scope = scope.parent) {
      const found = scope.names.get(name);
      if (found) return found;
    }
    return undefined;
  }

  own(name: string): Binding | undefined {
    const found = this.names.get(name);
    return typeof found === 'function' ? undefined : found;
  }
}

/** What must hold, as one value; null for nothing. */
export type Condition = Value | null;
