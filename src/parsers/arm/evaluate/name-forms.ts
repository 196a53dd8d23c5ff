// Functions that read a name of the template: parameters, variables, and the turn of a loop.

import { nearestName } from '../../../model/nearest-name.ts';
import { call, type StepRole, scalar, unknown, type Value, withSteps } from '../../../model/value.ts';
import { applyFunction } from '../functions/apply-function.ts';
import type { CallNode } from '../template.ts';
import type { Environment, Loop } from './environment.ts';
import { expressionOrigin, type Form, wrongCount } from './form.ts';
import { reasonOf } from './path.ts';

const parametersForm: Form = (node, environment, evaluate) =>
  wrongCount(node, environment, 1, 1) ??
  used('parameter', node, environment, evaluate(node.args[0]!, environment));

const variablesForm: Form = (node, environment, evaluate) =>
  wrongCount(node, environment, 1, 1) ??
  used('variable', node, environment, evaluate(node.args[0]!, environment));

function used(role: 'parameter' | 'variable', node: CallNode, environment: Environment, name: Value): Value {
  if (name.kind !== 'scalar' || typeof name.value !== 'string') {
    return unknown(
      call(node.name, name),
      reasonOf(name) ?? `the name of the ${role} is not text`,
      expressionOrigin(node),
    );
  }
  const key = name.value.toLowerCase();
  const { frame } = environment;
  const value =
    role === 'variable'
      ? frame.variable(key)
      : environment.arguments
        ? environment.arguments.get(key)
        : frame.parameter(key);
  if (value) return withStep(value, role, node, name.value);
  const code = role === 'variable' ? 'unknown-variable' : 'unknown-parameter';
  const nearest = nearestName(name.value, declaredNames(role, environment));
  const hint = nearest ? `Did you mean \`${nearest}\`?` : `Declare it among the template's ${role}s.`;
  frame.run.report(code, `There is no ${role} \`${name.value}\``, node.span, hint);
  return unknown(call(node.name, name), `${role} \`${name.value}\` is not declared`, expressionOrigin(node));
}

function declaredNames(role: 'parameter' | 'variable', { frame, arguments: args }: Environment): string[] {
  if (role === 'parameter' && args) return [...args.keys()];
  return [...frame.template[`${role}s`].values()].map(({ name }) => name);
}

function withStep(value: Value, role: StepRole, node: CallNode, name: string): Value {
  return withSteps(value, [{ role, span: node.span, name }]);
}

/** `copyIndex(loop?, offset?)`. */
const copyIndexForm: Form = (node, environment, evaluate) => {
  const wrong = wrongCount(node, environment, 0, 2);
  if (wrong) return wrong;
  const args = node.args.map(arg => evaluate(arg, environment));
  const first = args[0];
  const name = first?.kind === 'scalar' && typeof first.value === 'string' ? first.value : null;
  const offset = name === null ? first : args[1];
  const loop =
    name === null || name === ''
      ? nearestLoop(environment.loops)
      : namedLoop(environment.loops, name.toLowerCase());
  if (!loop) {
    const which = name ? `loop \`${name}\`` : 'a loop';
    environment.frame.run.report('unknown-loop', `\`${node.name}()\` does not stand in ${which}`, node.span);
    return unknown(
      call('copyIndex', scalar(name)),
      `${which} is not around this expression`,
      expressionOrigin(node),
    );
  }
  if (!offset) return loop.index;
  const report = () => {};
  return applyFunction('add', [loop.index, offset], { name: 'add', span: node.span, report });
};

function namedLoop(innermost: Loop | null, name: string): Loop | null {
  for (let loop = innermost; loop; loop = loop.outer) if (loop.name === name) return loop;
  return null;
}

function nearestLoop(innermost: Loop | null): Loop | null {
  for (let loop = innermost; loop; loop = loop.outer) if (loop.ofResource) return loop;
  return innermost;
}

export const NAME_FORMS: Record<string, Form> = {
  parameters: parametersForm,
  variables: variablesForm,
  copyIndex: copyIndexForm,
};
