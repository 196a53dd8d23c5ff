// One instance of a template: its parameters, variables, outputs and resources, each computed when it is first needed.
// Refuses to know inputs (the caller gives them) and what becomes of the resources.

import { DEEPEST_VALUE, knowledgeOf, LARGEST_VALUE } from '../../../model/knowledge.ts';
import { lazy } from '../../../model/lazy.ts';
import type { CallSite } from '../../../model/resource.ts';
import type { Span } from '../../../model/source.ts';
import { call, scalar, unknown, type Value, valueKey, withSteps } from '../../../model/value.ts';
import { isText, type TextValue } from '../functions/text.ts';
import type { ModuleCall, ResourceDeclaration, Template, UnresolvedModule } from '../template.ts';
import type { Environment, Frame, Instance } from './environment.ts';
import { evaluate } from './expression.ts';
import { expandDeclaration, instanceWithIndex } from './instances.ts';
import { callOptions } from './modules.ts';
import { settle } from './outputs.ts';
import { type Given, parameterValue } from './parameters.ts';
import type { EvaluationCode, Run } from './run.ts';
import type { Scope } from './scope.ts';

export interface FrameOptions {
  readonly run: Run;
  readonly template: Template;
  readonly caller: Frame | null;
  readonly scope: Scope;
  readonly prefix: string;
  readonly callPath: readonly CallSite[];
  readonly condition: Value | null;
  readonly deploymentName: Value;
  readonly given: Given;
  /** For nested templates with outer evaluation: what the call sees. */
  readonly outer: Environment | null;
}

export function createFrame(options: FrameOptions): Frame {
  return new TemplateFrame(options);
}

class TemplateFrame implements Frame {
  readonly run: Run;
  readonly template: Template;
  readonly caller: Frame | null;
  readonly scope: Scope;
  readonly prefix: string;
  readonly callPath: readonly CallSite[];
  readonly condition: Value | null;
  readonly deploymentName: Value;
  readonly environment: Environment;
  private readonly given: Given;
  private readonly values: Readonly<Record<ValueRole, Map<string, () => Value>>> = {
    parameter: new Map(),
    variable: new Map(),
    output: new Map(),
  };
  private readonly expansions = new Map<ResourceDeclaration, () => readonly Instance[]>();
  private readonly atIndex = new Map<ResourceDeclaration, Map<string, Instance>>();
  private readonly symbols = lazy(
    () => symbolsOf(this.template),
    () => new Map<string, ResourceDeclaration>(),
  );
  private readonly identities = lazy(
    () => this.run.speculate(() => this.identify()),
    () => new Map<string, Instance>(),
  );

  constructor(options: FrameOptions) {
    this.run = options.run;
    this.template = options.template;
    this.caller = options.caller;
    this.scope = options.scope;
    this.prefix = options.prefix;
    this.callPath = options.callPath;
    this.condition = options.condition;
    this.deploymentName = options.deploymentName;
    this.given = options.given;
    this.environment = options.outer
      ? { ...options.outer, declared: this }
      : { frame: this, declared: this, loops: null, locals: null, arguments: null, parameter: null };
  }

  parameter(name: string): Value | undefined {
    const declared = this.template.parameters.get(name);
    if (!declared) return undefined;
    return this.remember('parameter', name, declared, declared.nameSpan, () => {
      const environment = { ...this.environment, parameter: declared.name };
      return parameterValue(declared, this.given, this.prefix, this.run, node => evaluate(node, environment));
    });
  }

  variable(name: string): Value | undefined {
    const declared = this.template.variables.get(name);
    if (!declared) return undefined;
    return this.remember('variable', name, declared, declared.span, () =>
      evaluate(declared.value, this.environment),
    );
  }

  output(name: string): Value | undefined {
    const declared = this.template.outputs.get(name);
    if (!declared) return undefined;
    return this.remember('output', name, declared, declared.span, () => {
      const { condition } = declared;
      const made = condition ? evaluate(condition, this.environment) : null;
      if (made?.kind === 'scalar' && made.value === false) return scalar(null);
      const value = evaluate(declared.value, this.environment);
      if (!settle(value)) return this.cyclic('output', declared.name, declared.span);
      const step = { role: 'output', span: declared.value.span, name: declared.name } as const;
      return withSteps(value, [step]);
    });
  }

  expand(declaration: ResourceDeclaration): readonly Instance[] {
    let expansion = this.expansions.get(declaration);
    if (!expansion) {
      expansion = lazy(
        () => expandDeclaration(declaration, this),
        () => {
          this.run.report(
            'cyclic-count',
            'The number of copies depends on the resources that it makes',
            declaration.header,
          );
          return [];
        },
      );
      this.expansions.set(declaration, expansion);
    }
    return expansion();
  }

  instanceAt(declaration: ResourceDeclaration, index: Value): Instance | null {
    const instances = this.expand(declaration);
    const key = valueKey(index);
    const found = instances.find(instance => instance.index && valueKey(instance.index) === key);
    if (found) return found;
    const counted = instances.every(instance => instance.index?.kind === 'scalar');
    if (counted && index.kind === 'scalar') return null;
    let made = this.atIndex.get(declaration);
    if (!made) {
      made = new Map();
      this.atIndex.set(declaration, made);
    }
    let instance = made.get(key);
    if (!instance) {
      instance = instanceWithIndex(declaration, this, index);
      made.set(key, instance);
    }
    return instance;
  }

  call(instance: Instance, module: ModuleCall): Frame | UnresolvedModule {
    const options = callOptions(instance, module);
    return 'kind' in options ? options : createFrame(options);
  }

  find(target: Value): Instance | null {
    if (target.kind === 'scalar' && typeof target.value === 'string') {
      const bySymbol = this.findSymbol(target.value);
      if (bySymbol) return bySymbol;
    }
    if (isText(target)) {
      const [start, index, end, ...more] = target.expression.parts;
      if (
        typeof start === 'string' &&
        start.endsWith('[') &&
        typeof index === 'object' &&
        end === ']' &&
        more.length === 0
      ) {
        const declaration = this.symbols().get(start.slice(0, -1));
        if (declaration) return this.instanceAt(declaration, index);
      }
    }
    return this.findById(target);
  }

  findAll(symbol: string): readonly Instance[] | null {
    const declaration = this.symbols().get(symbol);
    return declaration ? this.expand(declaration) : null;
  }

  private findSymbol(name: string): Instance | null {
    const whole = this.symbols().get(name);
    if (whole) {
      const instances = this.expand(whole);
      return instances.length === 1 && !whole.loop ? instances[0]! : null;
    }
    if (!name.endsWith(']')) return null;
    const at = name.lastIndexOf('[');
    const declaration = at < 0 ? undefined : this.symbols().get(name.slice(0, at));
    const index = Number(name.slice(at + 1, -1));
    return declaration && Number.isSafeInteger(index) ? this.instanceAt(declaration, scalar(index)) : null;
  }

  // Ids of anything but deployments are their own normal form, so that only deployments and plain names have to be looked up.
  private findById(target: Value): Instance | null {
    if (target.kind !== 'scalar' && !isText(target)) return null;
    const words = target.kind === 'scalar' ? String(target.value) : literalParts(target);
    const isId = words.includes('/');
    if (isId && !/\/microsoft\.resources\/deployments/i.test(words)) return null;
    const found = this.identities().get(valueKey(target).toLowerCase());
    if (found || !isId) return found ?? null;
    return this.caller?.find(target) ?? null;
  }

  private identify(): Map<string, Instance> {
    const identities = new Map<string, Instance>();
    const add = (value: Value, instance: Instance): void => {
      if (value.kind === 'oneOf') for (const option of value.options) add(option, instance);
      const key = valueKey(value).toLowerCase();
      if (!identities.has(key) || identities.get(key)!.declaration.existing) identities.set(key, instance);
    };
    for (const declaration of this.template.resources) {
      for (const instance of this.expand(declaration)) {
        add(instance.id(), instance);
        add(instance.name(), instance);
      }
    }
    return identities;
  }

  private remember(
    role: ValueRole,
    key: string,
    { name }: { readonly name: string },
    span: Span,
    compute: () => Value,
  ): Value {
    const values = this.values[role];
    let value = values.get(key);
    if (!value) {
      value = lazy(
        () => this.bounded(compute(), role, name, span),
        () => this.cyclic(role, name, span),
      );
      values.set(key, value);
    }
    return value();
  }

  // Values made of each other grow fast: what nobody could print nobody shall have to walk.
  private bounded(value: Value, role: ValueRole, name: string, span: Span): Value {
    if (value.kind !== 'array' && value.kind !== 'object') return value;
    const { depth, size } = knowledgeOf(value);
    if (depth <= DEEPEST_VALUE && size <= LARGEST_VALUE) return value;
    const message = `The value of ${role} \`${name}\` is larger than a template may make`;
    this.run.report('too-large', message, span);
    return unknown(call('tooLarge', scalar(this.prefix + name)), message, value.origin);
  }

  private cyclic(role: ValueRole, name: string, span: Span): Value {
    const code: EvaluationCode = `cyclic-${role}`;
    this.run.report(code, `The value of ${role} \`${name}\` depends on itself`, span, 'Break the cycle.');
    const reason = `${role} \`${name}\` depends on itself`;
    return unknown(call(code, scalar(this.prefix + name)), reason, [{ role, span, name }]);
  }
}

type ValueRole = 'parameter' | 'variable' | 'output';

const symbolTables = new WeakMap<Template, Map<string, ResourceDeclaration>>();

function symbolsOf(template: Template): Map<string, ResourceDeclaration> {
  let table = symbolTables.get(template);
  if (!table) {
    table = new Map();
    for (const declaration of template.resources) {
      if (declaration.symbol !== null) table.set(declaration.symbol, declaration);
    }
    symbolTables.set(template, table);
  }
  return table;
}

function literalParts(value: TextValue): string {
  return value.expression.parts.filter(part => typeof part === 'string').join(' ');
}
