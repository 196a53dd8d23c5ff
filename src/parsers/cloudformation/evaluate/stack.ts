// One instance of a template: its parameters, conditions, mappings and outputs, each computed when it is first needed.
// Refuses to know inputs (the caller gives them) and what becomes of the resources.

import { lazy } from '../../../model/lazy.ts';
import type { CallSite } from '../../../model/resource.ts';
import type { Span } from '../../../model/source.ts';
import type { Value } from '../../../model/value.ts';
import { placeOf } from '../syntax.ts';
import type { ResourceDeclaration, Template } from '../template.ts';
import { expandTemplate } from '../transforms/expand-template.ts';
import { cyclesOf } from './cycles.ts';
import { type FoundTemplate, isUnresolved, type Setting, type Stack } from './environment.ts';
import { evaluate, unreadValue } from './expression.ts';
import { givenTo, nestedLocation } from './nested.ts';
import { type Given, parameterValue } from './parameters.ts';
import type { EvaluationCode, Run } from './run.ts';
import { assuming, conjunction, truthOf } from './truth.ts';

export interface StackOptions {
  readonly setting: Setting;
  readonly template: Template;
  readonly caller: NestableStack | null;
  readonly prefix: string;
  readonly callPath: readonly CallSite[];
  readonly around: Value | null;
  readonly given: Given;
}

/** What a nested stack comes to: its instance, or why there is none. */
export type Nested = NestableStack | { readonly unresolved: string };

export class NestableStack implements Stack {
  readonly run: Run;
  /** As it is written, and after its macros. */
  readonly written: Template;
  readonly template: Template;
  readonly prefix: string;
  readonly callPath: readonly CallSite[];
  readonly around: Value | null;
  private readonly options: StackOptions;
  private readonly values = new Map<string, () => Value>();
  private readonly stacks = new Map<string, Nested>();
  private readonly dependencies = new Map<string, Set<string>>();
  private dependent: Set<string> | null = null;
  private assumed: Value | null = null;

  constructor(options: StackOptions) {
    this.options = options;
    this.run = options.setting.run;
    this.written = options.template;
    // Macros see the parameters and mappings that there were before them.
    this.template = options.template;
    this.prefix = options.prefix;
    this.callPath = options.callPath;
    this.around = options.around;
    this.template = expandTemplate(options.template, {
      evaluate: node => evaluate(node, this),
      load: options.setting.load,
      report: (code, message, place, hint) => this.run.report(code, message, place, hint),
    });
  }

  parameter(name: string): Value | undefined {
    const declared = this.template.parameters.get(name);
    if (!declared) return undefined;
    const { given } = this.options;
    return this.remember('cyclic-parameter', name, declared.nameSpan, () =>
      parameterValue(declared, given, this.prefix, this.run),
    );
  }

  condition(name: string): Value | undefined {
    const declared = this.template.conditions.get(name);
    if (!declared) return undefined;
    const value = this.remember('cyclic-condition', name, declared.nameSpan, () =>
      evaluate(declared.value, this),
    );
    return this.assumed === null ? value : assuming(this.assumed, value);
  }

  mapping(name: string): Value | undefined {
    const declared = this.template.mappings.get(name);
    if (!declared) return undefined;
    return this.remember('unknown-mapping', name, declared.nameSpan, () => evaluate(declared.value, this));
  }

  output(name: string): Value | undefined {
    const declared = this.template.outputs.get(name);
    const { output: node } = declared ?? {};
    if (!declared || !node) return undefined;
    return this.remember('cyclic-output', name, declared.nameSpan, () => evaluate(node, this));
  }

  nested(name: string): NestableStack | null {
    const nested = this.nestedStack(name);
    return nested && !('unresolved' in nested) ? nested : null;
  }

  /** From now on what is evaluated is part of a resource, which is there only where its condition holds. */
  begin(name: string, condition: Value | null): void {
    this.dependent = new Set();
    this.dependencies.set(name, this.dependent);
    this.assumed = condition;
  }

  /** What is evaluated now is part of no resource any more. */
  end(): void {
    this.dependent = null;
    this.assumed = null;
  }

  refer(name: string): void {
    this.dependent?.add(name);
  }

  /** The service refuses resources that wait for each other. */
  reportCycles(): void {
    for (const cycle of cyclesOf(this.dependencies)) {
      const [first] = cycle;
      const place = this.template.resources.get(first!)!.nameSpan;
      const others = cycle.length > 1 ? ` over \`${cycle.slice(1).join('`, `')}\`` : '';
      const message = `Resource \`${first}\` depends on itself${others}`;
      this.run.report('cyclic-resource', message, place, 'Break the cycle.');
    }
  }

  imported(name: string): Value | null {
    const found = this.options.setting.imported(name);
    for (const each of found?.resources ?? []) this.run.imported.set(each.address, each);
    return found?.value ?? null;
  }

  /** The stack that a resource deploys; null for what deploys none. */
  nestedStack(name: string): Nested | null {
    const known = this.stacks.get(name);
    if (known) return known;
    const opened = this.open(name);
    if (opened) this.stacks.set(name, opened);
    return opened;
  }

  private open(name: string): Nested | null {
    const { setting } = this.options;
    const declared = this.template.resources.get(name);
    const template = declared && this.templateOf(declared);
    if (!declared || !template) return null;
    if (isUnresolved(template)) return template;
    const own = declared.condition ? this.condition(declared.condition.name) : undefined;
    const conditions = [this.around, own].filter(each => each != null);
    const around = conditions.length === 0 ? null : conjunction(conditions);
    return new NestableStack({
      setting,
      template,
      caller: this,
      prefix: `${this.prefix}${name}.`,
      callPath: [...this.callPath, { name, span: declared.nameSpan }],
      around: truthOf(around) === true ? null : around,
      given: givenTo(declared, node => evaluate(node, this)),
    });
  }

  /** The template that a resource deploys, or why it is not there; null for what deploys none. */
  private templateOf(declared: ResourceDeclaration): FoundTemplate | null {
    const { name, nameSpan } = declared;
    const location = nestedLocation(declared);
    if (!location) return null;
    if (this.callPath.length >= this.run.bounds.stacks) {
      const message = `Stacks are nested more than ${this.run.bounds.stacks} levels deep`;
      this.run.exceeded('too-deep', message, nameSpan);
      return { unresolved: 'stacks are nested too deep' };
    }
    if (location.kind === 'inline') return location.template;
    const path = writtenEnd(evaluate(location.node, this));
    if (path === null)
      return { unresolved: `the template of nested stack \`${name}\` is only known at deployment` };
    const template = this.options.setting.load(this.template.source, path);
    if (isUnresolved(template) && template.missing) {
      const message = `Nested stack \`${name}\` cannot be read: ${template.unresolved}`;
      this.run.report(
        'missing-template',
        message,
        placeOf(location.node),
        'Correct the path, or build the file first.',
      );
    }
    if (isUnresolved(template) || !this.isWithin(template)) return template;
    const reason = `template of nested stack \`${name}\` contains itself`;
    this.run.report('cyclic-template', `The ${reason}`, nameSpan, 'Break the cycle.');
    return { unresolved: `the ${reason}` };
  }

  private isWithin(template: Template): boolean {
    for (let stack: NestableStack | null = this; stack; stack = stack.options.caller)
      if (stack.written === template) return true;
    return false;
  }

  under<T>(condition: Value, compute: () => T): T {
    return this.assuming(this.assumed === null ? condition : conjunction([this.assumed, condition]), compute);
  }

  private assuming<T>(condition: Value | null, compute: () => T): T {
    const { assumed } = this;
    this.assumed = condition;
    try {
      return compute();
    } finally {
      this.assumed = assumed;
    }
  }

  private remember(role: EvaluationCode, name: string, span: Span, compute: () => Value): Value {
    const key = `${role} ${name}`;
    let value = this.values.get(key);
    if (!value) {
      value = lazy(
        // What is remembered holds for every resource.
        () => this.assuming(null, compute),
        () => {
          const reason = `\`${name}\` depends on itself`;
          this.run.report(role, `\`${name}\` depends on itself`, span, 'Break the cycle.');
          return unreadValue(span, reason);
        },
      );
      this.values.set(key, value);
    }
    return value();
  }
}

/** A location, or what is written of its end: of `https://…${AWS::Region}…/a.json` that is `/a.json`. */
function writtenEnd(location: Value): string | null {
  if (location.kind === 'scalar') return String(location.value);
  if (location.kind !== 'unknown' || location.expression.kind !== 'text') return null;
  const end = location.expression.parts.at(-1);
  return typeof end === 'string' && end.startsWith('/') ? end : null;
}
