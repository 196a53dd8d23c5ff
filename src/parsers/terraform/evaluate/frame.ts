// One instance of a module: its variables, locals, outputs, resources and calls, each computed when it is first needed.
// Refuses to know inputs (the caller gives them) and what becomes of the resources.

import { lazy } from '../../../model/lazy.ts';
import type { CallSite } from '../../../model/resource.ts';
import type { Span } from '../../../model/source.ts';
import {
  call,
  type Expression as SymbolicExpression,
  scalar,
  unknown,
  type Value,
  valueKey,
} from '../../../model/value.ts';
import type { Module, ModuleCall, ResourceDeclaration } from '../module.ts';
import type { Environment, Frame, Setting, Turn } from './environment.ts';
import { evaluate } from './expression.ts';
import { CallInstance, ResourceInstance } from './instances.ts';
import { type Repetition, repetitionOf } from './repetition.ts';
import type { EvaluationCode, Run } from './run.ts';
import { openCollection, symbolOf } from './symbols.ts';
import { type Given, variableValue } from './variables.ts';

/** What a frame is made of: what it then has, and what its variables were given. */
export type FrameOptions = Pick<
  Frame,
  'setting' | 'module' | 'caller' | 'prefix' | 'path' | 'keys' | 'callPath' | 'condition'
> & { readonly given: Given };

export function createFrame(options: FrameOptions): Frame {
  return new ModuleFrame(options);
}

class ModuleFrame implements Frame {
  readonly setting: Setting;
  readonly run: Run;
  readonly module: Module;
  readonly caller: Frame | null;
  readonly prefix: string;
  readonly path: readonly string[];
  readonly keys: readonly Value[];
  readonly callPath: readonly CallSite[];
  readonly condition: Value | null;
  readonly environment: Environment;
  private readonly given: Given;
  private readonly values: Readonly<Record<ValueRole, Map<string, () => Value>>> = {
    variable: new Map(),
    local: new Map(),
    output: new Map(),
  };
  private readonly resources: Expansions<ResourceDeclaration, ResourceInstance>;
  private readonly calls: Expansions<ModuleCall, CallInstance>;

  constructor(options: FrameOptions) {
    this.setting = options.setting;
    this.run = options.setting.run;
    this.module = options.module;
    this.caller = options.caller;
    this.prefix = options.prefix;
    this.path = options.path;
    this.keys = options.keys;
    this.callPath = options.callPath;
    this.condition = options.condition;
    this.given = options.given;
    this.environment = { frame: this, locals: null, turn: null, isolated: false };
    this.resources = new Expansions(
      this,
      (declaration, turn) => new ResourceInstance(declaration, this, turn),
    );
    this.calls = new Expansions(this, (declaration, turn) => new CallInstance(declaration, this, turn));
  }

  variable(name: string): Value | undefined {
    const declared = this.module.variables.get(name);
    if (!declared) return undefined;
    return this.remember('variable', name, declared.nameSpan, () => {
      const symbol = scalar(this.prefix + name);
      return variableValue(declared, this.given, symbol, this.run, node => evaluate(node, this.environment));
    });
  }

  local(name: string): Value | undefined {
    const declared = this.module.locals.get(name);
    if (!declared) return undefined;
    return this.remember('local', name, declared.nameSpan, () => evaluate(declared.value, this.environment));
  }

  output(name: string): Value | undefined {
    const declared = this.module.outputs.get(name);
    if (!declared) return undefined;
    return this.remember('output', name, declared.nameSpan, () => {
      const value = evaluate(declared.value, this.environment);
      const step = { role: 'output', span: declared.value.span, name } as const;
      return { ...value, origin: [...value.origin, step] };
    });
  }

  resource(declaration: ResourceDeclaration): Value {
    const kind = declaration.mode === 'managed' ? 'resource' : declaration.mode;
    const prefix = declaration.mode === 'managed' ? '' : `${declaration.mode}.`;
    const address = `${this.prefix}${prefix}${declaration.type}.${declaration.name}`;
    return this.resources.together(declaration, () => symbolOf(kind, address, this.keys));
  }

  instances(declaration: ResourceDeclaration): readonly ResourceInstance[] {
    return this.resources.of(declaration);
  }

  call(declaration: ModuleCall): Value {
    const address = `${this.prefix}module.${declaration.name}`;
    return this.calls.together(declaration, () => symbolOf('module', address, this.keys));
  }

  callOutput(declaration: ModuleCall, key: Value | null, output: string): Value | undefined {
    const isRepeated = declaration.count !== null || declaration.forEach !== null;
    if (isRepeated === (key === null)) return undefined;
    const instance = key ? this.calls.find(declaration, key) : this.calls.of(declaration)[0];
    return instance?.output(output);
  }

  deployed(declaration: ModuleCall): readonly CallInstance[] {
    return this.calls.of(declaration);
  }

  private remember(role: ValueRole, name: string, span: Span, compute: () => Value): Value {
    let value = this.values[role].get(name);
    if (!value) {
      const { run, condition } = this;
      value = lazy(
        () => (condition === null ? run.afresh(compute) : run.speculate(compute)),
        () => this.cyclic(role, name, span),
      );
      this.values[role].set(name, value);
    }
    return value();
  }

  private cyclic(role: ValueRole, name: string, span: Span): Value {
    const code: EvaluationCode = `cyclic-${role}`;
    const reason = `${role === 'local' ? 'local value' : role} \`${name}\` depends on itself`;
    this.run.report(code, `The ${reason}`, span, 'Break the cycle.');
    return unknown(call(code, scalar(this.prefix + name)), reason, [{ role: 'variable', span, name }]);
  }
}

type ValueRole = 'variable' | 'local' | 'output';

interface Repeated {
  readonly count: ModuleCall['count'];
  readonly forEach: ModuleCall['forEach'];
  readonly header: Span;
}

interface Expansion<I> {
  readonly repetition: Repetition;
  readonly instances: readonly I[];
  /** By the canonical text of their keys. */
  readonly byKey: ReadonlyMap<string, I>;
  together: Value | null;
}

/** The instances of declarations, made when they are first needed. */
class Expansions<D extends Repeated, I extends { readonly value: Value; readonly turn: Turn }> {
  private readonly frame: Frame;
  private readonly make: (declaration: D, turn: Turn) => I;
  private readonly known = new Map<D, () => Expansion<I>>();
  private readonly elsewhere = new Map<D, Map<string, I>>();

  constructor(frame: Frame, make: (declaration: D, turn: Turn) => I) {
    this.frame = frame;
    this.make = make;
  }

  of(declaration: D): readonly I[] {
    return this.expand(declaration).instances;
  }

  together(declaration: D, symbol: () => SymbolicExpression): Value {
    const expansion = this.expand(declaration);
    if (expansion.together) return expansion.together;
    const values = expansion.instances.map(({ value }) => value);
    const at = (key: Value): Value => this.at(declaration, key).value;
    expansion.together = expansion.repetition.together(values, symbol, at);
    return expansion.together;
  }

  /** The instance with a key; undefined where there is none for certain. */
  find(declaration: D, key: Value): I | undefined {
    const { instances, byKey } = this.expand(declaration);
    const found = byKey.get(valueKey(key));
    if (found) return found;
    const isOpen = instances.some(({ turn }) => turn.key && turn.key.kind !== 'scalar');
    return isOpen && (key.kind === 'scalar' || key.kind === 'unknown')
      ? this.at(declaration, key)
      : undefined;
  }

  private at(declaration: D, key: Value): I {
    const { instances, byKey } = this.expand(declaration);
    const wanted = valueKey(key);
    const found = byKey.get(wanted) ?? this.elsewhere.get(declaration)?.get(wanted);
    if (found) return found;
    const like = instances.find(({ turn }) => turn.key && turn.key.kind !== 'scalar')?.turn;
    const turn: Turn = { key, value: like?.value ?? null, condition: like?.condition ?? null };
    const made = this.make(declaration, turn);
    const others = this.elsewhere.get(declaration) ?? new Map<string, I>();
    this.elsewhere.set(declaration, others.set(wanted, made));
    return made;
  }

  private expand(declaration: D): Expansion<I> {
    let expansion = this.known.get(declaration);
    if (!expansion) {
      const { run, environment, condition } = this.frame;
      const compute = (): Repetition => repetitionOf(declaration, environment);
      expansion = lazy(
        () => this.expanded(declaration, condition === null ? run.afresh(compute) : run.speculate(compute)),
        () => {
          const message = 'The number of instances depends on the instances themselves';
          run.report('cyclic-count', message, declaration.header, 'Break the cycle.');
          return this.expanded(declaration, cyclicRepetition(message));
        },
      );
      this.known.set(declaration, expansion);
    }
    return expansion();
  }

  private expanded(declaration: D, repetition: Repetition): Expansion<I> {
    const instances = repetition.turns.map(turn => this.make(declaration, turn));
    const byKey = new Map<string, I>();
    for (const instance of instances) if (instance.turn.key) byKey.set(valueKey(instance.turn.key), instance);
    return { repetition, instances, byKey, together: null };
  }
}

function cyclicRepetition(reason: string): Repetition {
  const key = scalar(null);
  return { turns: [], together: (_, symbol, at) => openCollection(symbol(), reason, { at, key }, null) };
}
