// One instance of a resource or of a module call. Everything of it is computed when it is asked for.
// Refuses to know which instances there are.

import { lazy } from '../../../model/lazy.ts';
import type { Span } from '../../../model/source.ts';
import { array, object, scalar, type UnknownValue, unknown, type Value } from '../../../model/value.ts';
import type { ModuleCall, ResourceDeclaration } from '../module.ts';
import { argumentOf, evaluateMember, isNested, memberNames, nameSpanOf } from './body.ts';
import type { Environment, Frame, Instance, ModuleInstance, Turn, UnresolvedModule } from './environment.ts';
import { isUnresolved } from './environment.ts';
import { evaluate } from './expression.ts';
import { isNull, unreadReason } from './knowing.ts';
import { LazyMembers } from './lazy-members.ts';
import { openModule } from './modules.ts';
import { conjunction } from './operators.ts';
import { addressSuffix, memberOf, reasonFor, symbolOf } from './symbols.ts';

abstract class AnyInstance {
  readonly frame: Frame;
  readonly turn: Turn;
  readonly address: string;
  readonly condition: () => Value | null;

  constructor(frame: Frame, turn: Turn, address: string) {
    this.frame = frame;
    this.turn = turn;
    this.address = address;
    this.condition = lazy(
      () => conjunction([frame.condition, turn.condition]),
      () => null,
    );
  }

  get environment(): Environment {
    return { ...this.frame.environment, turn: this.turn };
  }

  /** What the address cannot tell apart. */
  get keys(): readonly Value[] {
    const { key } = this.turn;
    return key && key.kind !== 'scalar' ? [...this.frame.keys, key] : this.frame.keys;
  }

  /** What may not be deployed may not be computable: then what fails in it is no error. */
  protected evaluated<T>(compute: () => T): T {
    const { run } = this.frame;
    return this.condition() === null ? run.afresh(compute) : run.speculate(compute);
  }
}

export class ResourceInstance extends AnyInstance implements Instance {
  readonly declaration: ResourceDeclaration;
  readonly memberNames: readonly string[];
  readonly value: UnknownValue;
  private readonly members = new Map<string, () => Value>();

  constructor(declaration: ResourceDeclaration, frame: Frame, turn: Turn) {
    const { mode, type, name } = declaration;
    const prefix = mode === 'managed' ? '' : `${mode}.`;
    super(frame, turn, `${frame.prefix}${prefix}${type}.${name}${addressSuffix(turn.key)}`);
    this.declaration = declaration;
    this.memberNames = memberNames(declaration.body);
    const kind = mode === 'managed' ? 'resource' : mode;
    const origin = [{ role: 'variable', span: declaration.header, name: this.address }] as const;
    const value = unknown(symbolOf(kind, this.address, this.keys), reasonFor(kind, this.address), origin);
    this.value = { ...value, members: new LazyMembers(this.memberNames, name => this.seen(name)) };
  }

  member(name: string): Value {
    let member = this.members.get(name);
    if (!member) {
      const { body, header } = this.declaration;
      const { run } = this.frame;
      member = lazy(
        () => this.evaluated(() => evaluateMember(body, name, this.environment)),
        () => {
          const message = `\`${name}\` of \`${this.address}\` depends on itself`;
          run.report('cyclic-resource', message, header, 'Break the cycle.');
          return memberOf({ ...this.value, reason: message }, scalar(name));
        },
      );
      this.members.set(name, member);
    }
    return member();
  }

  nameSpan(name: string): Span {
    return nameSpanOf(this.declaration.body, name);
  }

  /** What is configured is what others see; what is configured as null is for the provider to set. */
  private seen(name: string): Value {
    const value = this.member(name);
    const symbol = memberOf(this.value, scalar(name));
    if (isNull(value)) return symbol;
    return isNested(this.declaration.body, name) ? openBlocks(value, symbol) : value;
  }
}

/** Nested blocks of which the provider may set more than is written, and all where none is. */
function openBlocks(value: Value, symbol: UnknownValue): Value {
  if (value.kind === 'oneOf')
    return { ...value, options: value.options.map(option => openBlocks(option, symbol)) };
  if (value.kind !== 'array') return value;
  if (value.items.length === 0) return symbol;
  const items = value.items.map((item, index) => {
    if (item.kind !== 'object') return item;
    const block = memberOf(symbol, scalar(index), item.origin);
    const members = new Map<string, Value>();
    for (const [name, member] of item.members)
      if (!isNull(member))
        members.set(name, openBlocks(member, memberOf(block, scalar(name), member.origin)));
    return { ...block, members };
  });
  return array(items, value.origin);
}

export class CallInstance extends AnyInstance implements ModuleInstance {
  readonly declaration: ModuleCall;
  readonly module: () => Frame | UnresolvedModule;
  private readonly outputs: () => Value;

  constructor(declaration: ModuleCall, frame: Frame, turn: Turn) {
    super(frame, turn, `${frame.prefix}module.${declaration.name}${addressSuffix(turn.key)}`);
    this.declaration = declaration;
    this.module = lazy(
      () => openModule(this),
      () => ({ kind: 'unresolved', reason: `module \`${declaration.name}\` depends on itself` }),
    );
    this.outputs = lazy(
      () => this.allOutputs(),
      () => this.symbol(`the outputs of module \`${declaration.name}\` depend on themselves`),
    );
  }

  get value(): Value {
    return this.outputs();
  }

  /** Undefined where the module has no such output. */
  output(name: string): Value | undefined {
    const module = this.module();
    return isUnresolved(module) ? memberOf(this.symbol(module.reason), scalar(name)) : module.output(name);
  }

  argument(name: string): Value | undefined {
    const attribute = argumentOf(this.declaration.body, name);
    return attribute && this.evaluated(() => evaluate(attribute.value, this.environment));
  }

  source(): { readonly source: string; readonly version: string | null } | null {
    const { source, version } = this.declaration;
    const text = source && evaluate(source, this.environment);
    if (text?.kind !== 'scalar' || typeof text.value !== 'string') return null;
    const constraint = version && evaluate(version, this.environment);
    return {
      source: text.value,
      version: constraint?.kind === 'scalar' && constraint.value !== null ? String(constraint.value) : null,
    };
  }

  private allOutputs(): Value {
    const module = this.module();
    if (isUnresolved(module)) return this.symbol(module.reason);
    const members = new LazyMembers(module.module.outputs.keys(), name => module.output(name)!);
    if (!module.module.broken) return object(members);
    return { ...this.symbol(unreadReason(`module \`${this.declaration.name}\``)), members };
  }

  private symbol(reason: string): UnknownValue {
    const origin = [{ role: 'variable', span: this.declaration.header, name: this.address }] as const;
    return unknown(symbolOf('module', this.address, this.keys), reason, origin);
  }
}
