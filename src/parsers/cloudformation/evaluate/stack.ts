// One instance of a template: its parameters, conditions, mappings and outputs, each computed when it is first needed.
// Refuses to know inputs (the caller gives them) and what becomes of the resources.

import { lazy } from '../../../model/lazy.ts';
import type { CallSite } from '../../../model/resource.ts';
import type { Span } from '../../../model/source.ts';
import { absent, call, scalar, unknown, type Value, withSteps } from '../../../model/value.ts';
import { memberValue, textOfScalar } from '../syntax.ts';
import type { ResourceDeclaration, Template } from '../template.ts';
import { expandTemplate } from '../transforms/expand-template.ts';
import { cyclesOf } from './cycles.ts';
import { isUnresolved, type Setting, type Stack } from './environment.ts';
import { evaluate, unreadValue } from './expression.ts';
import { type Given, parameterValue } from './parameters.ts';
import type { EvaluationCode, Run } from './run.ts';
import { conjunction, truthOf } from './truth.ts';

export interface StackOptions {
  readonly setting: Setting;
  readonly template: Template;
  readonly caller: NestableStack | null;
  readonly prefix: string;
  readonly callPath: readonly CallSite[];
  readonly around: Value | null;
  readonly given: Given;
}

/** Where the template is: as written for `aws cloudformation package`, or as the AWS CDK notes it. */
function templatePath({ properties, value }: ResourceDeclaration): string | null {
  const metadata = memberValue(value, 'Metadata');
  const isAsset = textOfScalar(memberValue(metadata, 'aws:asset:property')) === 'TemplateURL';
  const asset = isAsset ? textOfScalar(memberValue(metadata, 'aws:asset:path')) : null;
  return asset ?? textOfScalar(memberValue(properties ?? undefined, 'TemplateURL'));
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

  constructor(options: StackOptions) {
    this.options = options;
    this.run = options.setting.run;
    this.written = options.template;
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
    return this.remember('cyclic-condition', name, declared.nameSpan, () => evaluate(declared.value, this));
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
    return this.remember('cyclic-output', name, declared.nameSpan, () => {
      const value = evaluate(node, this);
      return value.kind === 'absent' ? absent() : withSteps(value, []);
    });
  }

  nested(name: string): NestableStack | null {
    const nested = this.nestedStack(name);
    return nested && !('unresolved' in nested) ? nested : null;
  }

  /** From now on what is evaluated is part of a resource. */
  begin(name: string): void {
    this.dependent = new Set();
    this.dependencies.set(name, this.dependent);
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
    return this.options.setting.imported(name);
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
    if (declared?.type !== 'AWS::CloudFormation::Stack') return null;
    const path = templatePath(declared);
    if (path === null)
      return { unresolved: `the template of nested stack \`${name}\` is only known at deployment` };
    if (this.callPath.length >= this.run.bounds.stacks) {
      const message = `Stacks are nested more than ${this.run.bounds.stacks} levels deep`;
      this.run.exceeded('too-deep', message, declared.nameSpan);
      return { unresolved: 'stacks are nested too deep' };
    }
    const template = setting.load(this.template.source, path);
    if (isUnresolved(template)) return template;
    if (this.isWithin(template)) {
      const message = `The template of nested stack \`${name}\` contains itself`;
      this.run.report('cyclic-template', message, declared.nameSpan, 'Break the cycle.');
      return { unresolved: `the template of nested stack \`${name}\` contains itself` };
    }
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
      given: this.givenBy(name),
    });
  }

  /** What a nested stack is given for its parameters. */
  private givenBy(name: string): Given {
    const node = memberValue(this.template.resources.get(name)?.properties ?? undefined, 'Parameters');
    const value = lazy(
      () => (node ? evaluate(node, this) : absent()),
      () => absent(),
    );
    return {
      missing: parameter => `stack \`${name}\` gives no parameter \`${parameter}\``,
      value: parameter => {
        const given = value();
        if (given.kind === 'unknown') {
          const known = given.members?.get(parameter);
          return known ?? unknown(call('argument', given, scalar(parameter)), given.reason, given.origin);
        }
        const member = given.kind === 'object' ? given.members.get(parameter) : undefined;
        const span = given.kind === 'object' ? given.keySpans?.get(parameter) : undefined;
        return member && span
          ? withSteps(member, [{ role: 'module-argument', span, name: parameter }])
          : member;
      },
    };
  }

  private isWithin(template: Template): boolean {
    for (let stack: NestableStack | null = this; stack; stack = stack.options.caller)
      if (stack.written === template) return true;
    return false;
  }

  private remember(role: EvaluationCode, name: string, span: Span, compute: () => Value): Value {
    const key = `${role} ${name}`;
    let value = this.values.get(key);
    if (!value) {
      value = lazy(compute, () => {
        const reason = `\`${name}\` depends on itself`;
        this.run.report(role, `\`${name}\` depends on itself`, span, 'Break the cycle.');
        return unreadValue(span, reason);
      });
      this.values.set(key, value);
    }
    return value();
  }
}
