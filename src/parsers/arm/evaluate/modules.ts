// What a call of a module or nested deployment deploys: the called template with the call's arguments in the call's scope.
// Refuses to know how modules are found.

import { call, scalar, unknown, type Value, withSteps } from '../../../model/value.ts';
import { findMember } from '../functions/members.ts';
import type { Expression, ModuleArgument, ModuleCall, Template, UnresolvedModule } from '../template.ts';
import type { Frame, Instance } from './environment.ts';
import type { FrameOptions } from './frame.ts';
import type { Given } from './parameters.ts';
import { reasonOf } from './path.ts';

/** What the called template is instantiated with, or why it cannot be. */
export function callOptions(instance: Instance, module: ModuleCall): FrameOptions | UnresolvedModule {
  const { frame, declaration } = instance;
  const { run } = frame;
  if (depthOf(frame) >= run.bounds.modules) {
    const message = `Modules are nested more than ${run.bounds.modules} levels deep`;
    run.exceeded('too-deep', message, declaration.header);
    return { kind: 'unresolved', reason: message };
  }
  const template = module.load();
  if ('kind' in template) return template;
  if (module.reference !== null && isCalledBy(frame, template)) {
    const message = `Module \`${module.reference}\` calls itself, directly or through other modules`;
    run.report('module-cycle', message, declaration.header, 'Break the cycle.');
    return { kind: 'unresolved', reason: message };
  }
  const address = instance.address();
  const isOuter = module.evaluation === 'outer';
  return {
    run,
    template,
    caller: frame,
    scope: instance.placement().scope,
    prefix: `${address}.`,
    callPath: [...frame.callPath, { name: address.slice(frame.prefix.length), span: declaration.header }],
    condition: instance.condition(),
    deploymentName: instance.name(),
    given: givenBy(instance, module, template),
    outer: isOuter ? instance.environment : null,
  };
}

function depthOf(frame: Frame): number {
  let depth = 0;
  for (let current: Frame | null = frame; current; current = current.caller) depth++;
  return depth;
}

function isCalledBy(frame: Frame, template: Template): boolean {
  for (let current: Frame | null = frame; current; current = current.caller) {
    if (current.template.source.path === template.source.path) return true;
  }
  return false;
}

/** The arguments of a call, each evaluated when the called template asks for it. */
function givenBy(instance: Instance, module: ModuleCall, template: Template): Given {
  const { declaration, frame } = instance;
  const { arguments: args } = module;
  const title = declaration.symbol ?? module.reference ?? 'the nested deployment';
  const missing: Given['missing'] = ({ name }) => {
    const reason = `parameter \`${name}\` of \`${title}\` is given no value`;
    frame.run.report(
      'missing-argument',
      `Parameter \`${name}\` of \`${title}\` has no default and is given no value`,
      declaration.header,
    );
    return reason;
  };
  if (!isList(args)) return { value: computedArguments(instance, args, template), missing, fromFile: false };
  const byName = new Map(args.map(arg => [arg.name.toLowerCase(), arg]));
  if (module.evaluation === 'inner') {
    for (const [name, arg] of byName) {
      if (template.parameters.has(name)) continue;
      const message = `\`${title}\` has no parameter \`${arg.name}\``;
      frame.run.report('undeclared-parameter', message, arg.keySpan);
    }
  }
  return {
    value: name => {
      const arg = byName.get(name);
      return arg && argumentValue(instance.evaluate(arg.value), arg.name, arg.value);
    },
    missing,
    fromFile: false,
  };
}

function isList(args: readonly ModuleArgument[] | Expression): args is readonly ModuleArgument[] {
  return Array.isArray(args);
}

// `"parameters": "[…]"`: an object of objects with `value`, as it would be written out.
function computedArguments(instance: Instance, args: Expression, template: Template): Given['value'] {
  let all: Value | null = null;
  return name => {
    all ??= instance.evaluate(args);
    const spelled = template.parameters.get(name)?.name ?? name;
    if (all.kind !== 'object') {
      return unknown(
        { kind: 'member', of: all, key: scalar(spelled) },
        reasonOf(all) ?? 'the arguments are not an object',
        all.origin,
      );
    }
    const wrapper = findMember(all, name);
    if (!wrapper) return undefined;
    if (wrapper.kind !== 'object')
      return unknown(call('argument', wrapper), reasonOf(wrapper) ?? 'the argument has no value');
    const value = findMember(wrapper, 'value');
    return value && argumentValue(value, spelled, args);
  };
}

function argumentValue(value: Value, name: string, node: Expression): Value {
  return withSteps(value, [{ role: 'module-argument', span: node.span, name }]);
}
