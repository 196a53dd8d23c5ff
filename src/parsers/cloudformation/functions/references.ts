// Functions that read what is declared elsewhere: parameters, resources, mappings, exports.

import { nearestName } from '../../../model/nearest-name.ts';
import type { Span } from '../../../model/source.ts';
import {
  absent,
  call as callOf,
  type Origin,
  oneOf,
  type Step,
  scalar,
  type Value,
  withSteps,
} from '../../../model/value.ts';
import type { Form, FunctionCall, Stack } from '../evaluate/environment.ts';
import { unreadValue } from '../evaluate/expression.ts';
import { attributeOf, pseudoParameter, referenceTo } from '../evaluate/symbols.ts';
import { memberValue, placeOf, type TemplateNode, textOfScalar } from '../syntax.ts';
import { applied, failed, listed, symbolic, wrongArguments } from './arguments.ts';

export const refForm: Form = (argument, call) => {
  const name = textOfScalar(argument);
  if (name === null) return wrongArguments(call, '`Ref` takes the name of a parameter or resource');
  return reference(name, call.stack, call.span, argument);
};

/** What a name stands for; `use` is where the function stands, `place` where the name does. */
export function reference(name: string, stack: Stack, use: Span, place: Span): Value {
  const step = (role: Step['role']): Step => ({ role, span: placeOf(use), name });
  if (name === 'AWS::NoValue') return absent([step('literal')]);
  const pseudo = pseudoParameter(name, [step('expression')]);
  if (pseudo) return pseudo;
  const parameter = stack.parameter(name);
  if (parameter) return withSteps(parameter, [step('parameter')]);
  if (isResource(name, stack)) stack.refer(name);
  if (isResource(name, stack)) return referenceTo(stack.prefix + name, [step('expression')]);
  return unknownName(name, stack, place);
}

/** An attribute of a resource, or an output of a nested stack. */
export function attribute(name: string, key: string, stack: Stack, use: Span, place: Span): Value {
  const origin: Origin = [{ role: 'expression', span: placeOf(use), name: `${name}.${key}` }];
  if (!isResource(name, stack)) return unknownName(name, stack, place);
  stack.refer(name);
  const nested = key.startsWith('Outputs.') ? stack.nested(name) : null;
  if (!nested) return attributeOf(stack.prefix + name, key, origin);
  const output = nested.output(key.slice('Outputs.'.length));
  if (output)
    return withSteps(output, [{ role: 'output', span: placeOf(use), name: key.slice('Outputs.'.length) }]);
  if (nested.template.open.has('Outputs')) return attributeOf(stack.prefix + name, key, origin);
  const message = `The template of nested stack \`${name}\` has no output \`${key.slice('Outputs.'.length)}\``;
  stack.run.report('unknown-output', message, place, 'Declare it under `Outputs` there.');
  return attributeOf(stack.prefix + name, key, origin);
}

function isResource(name: string, { template }: Stack): boolean {
  return template.resources.has(name);
}

/** What a module of the registry brings is called by its own logical ids behind the module's. */
function isInModule(name: string, { template }: Stack): boolean {
  for (const { name: own, type } of template.resources.values())
    if (type.endsWith('::MODULE') && name.startsWith(own)) return true;
  return false;
}

function unknownName(name: string, stack: Stack, place: Span): Value {
  const { parameters, resources, open } = stack.template;
  const isHidden = open.has('Resources') || open.has('Parameters') || isInModule(name, stack);
  if (isHidden) return referenceTo(stack.prefix + name, [{ role: 'expression', span: placeOf(place), name }]);
  const near = nearestName(name, [...parameters.keys(), ...resources.keys()]);
  const hint = near === null ? 'Declare it, or correct the name.' : `Did you mean \`${near}\`?`;
  const reason = `there is no parameter or resource \`${name}\``;
  stack.run.report('unknown-reference', `T${reason.slice(1)}`, placeOf(place), hint);
  return unreadValue(place, reason);
}

export const getAttForm: Form = (argument, call) => {
  const written = textOfScalar(argument);
  const dot = written?.indexOf('.') ?? -1;
  if (written !== null && dot > 0)
    return attribute(written.slice(0, dot), written.slice(dot + 1), call.stack, call.span, argument);
  const nodes =
    argument.kind === 'list' && argument.items.length > 2 ? argument.items : listed(argument, call, 2);
  if (!nodes) return failed(call);
  const [resource, ...rest] = nodes;
  const name = textOfScalar(resource);
  const keys = rest.map(call.evaluate);
  return applied(call, [name === null ? call.evaluate(resource!) : scalar(name), ...keys], args => {
    if (args.some(each => each.kind !== 'scalar')) return symbolic(call, args);
    const [of, ...path] = args.map(each => (each.kind === 'scalar' ? String(each.value) : ''));
    return attribute(of!, path.join('.'), call.stack, call.span, resource!);
  });
};

export const importValueForm: Form = (argument, call) => {
  return applied(call, [call.evaluate(argument)], ([name]) => {
    const known = name!.kind === 'scalar' ? call.stack.imported(String(name!.value)) : null;
    if (known)
      return withSteps(known, [{ role: 'output', span: placeOf(call.span), name: 'Fn::ImportValue' }]);
    const value = symbolic(call, [name!]);
    if (value.kind !== 'unknown' || name!.kind !== 'scalar') return value;
    return { ...value, reason: `export \`${name!.value}\` is only known at deployment` };
  });
};

/** An output of a stack elsewhere, by the stack's name. */
export const getStackOutputForm: Form = (argument, call) => symbolic(call, [call.evaluate(argument)]);

export const findInMapForm: Form = (argument, call) => {
  const nodes = listed(argument, call, 3, 4);
  if (!nodes) return failed(call);
  const [map, top, second, options] = nodes;
  const otherwise = memberValue(options, 'DefaultValue');
  return applied(call, [map!, top!, second!].map(call.evaluate), args => lookup(args, map!, otherwise, call));
};

/** What a mapping has at two keys; of a key that is not known all that it may be. */
function lookup(
  args: readonly Value[],
  place: TemplateNode,
  otherwise: TemplateNode | undefined,
  call: FunctionCall,
): Value {
  const [name] = args;
  if (name?.kind !== 'scalar') return symbolic(call, args);
  const { stack } = call;
  const mapping = stack.mapping(String(name.value));
  const fallback = (): Value | null => (otherwise ? call.evaluate(otherwise) : null);
  if (!mapping) {
    if (otherwise) return fallback()!;
    if (stack.template.open.has('Mappings')) return symbolic(call, args);
    const message = `There is no mapping \`${name.value}\``;
    stack.run.report('unknown-mapping', message, placeOf(place), 'Declare it under `Mappings`.');
    return failed(call);
  }
  const found = valuesAt(valuesAt([mapping], args[1]!), args[2]!);
  if (found.length === 0) {
    const value = fallback();
    if (value) return value;
    if (args.some(each => each.kind !== 'scalar')) return symbolic(call, args);
    const keys = args.slice(1).map(each => (each.kind === 'scalar' ? `\`${each.value}\`` : ''));
    const message = `Mapping \`${name.value}\` has nothing at ${keys.join(' and ')}`;
    if (mapping.kind === 'object')
      stack.run.report('missing-key', message, call.span, 'Add the key, or a `DefaultValue`.');
    return failed(call);
  }
  const step: Step = { role: 'variable', span: placeOf(call.span), name: String(name.value) };
  const culprit = symbolic(call, args);
  const isOpen = args.some(each => each.kind !== 'scalar');
  if (culprit.kind !== 'unknown' || (found.length === 1 && !(isOpen && otherwise)))
    return withSteps(found[0]!, [step]);
  const all = isOpen && otherwise ? [...found, fallback()!] : found;
  return oneOf(all, callOf('findinmap', ...args), culprit.reason, [step]);
}

function valuesAt(values: readonly Value[], key: Value): readonly Value[] {
  return values.flatMap(value => {
    if (value.kind !== 'object') return value.kind === 'unknown' ? [value] : [];
    if (key.kind === 'scalar') return value.members.get(String(key.value)) ?? [];
    return [...value.members].flatMap(([name, member]) => (mayBe(key, name) ? [member] : []));
  });
}

/** Whether a key that is not known may be called so: regions and accounts have a form of their own. */
function mayBe(key: Value, name: string): boolean {
  if (key.kind !== 'unknown' || key.expression.kind !== 'member' || key.expression.key.kind !== 'scalar')
    return true;
  switch (key.expression.key.value) {
    case 'AWS::Region':
      return /^[a-z]{2}(?:-[a-z]+)+-\d+$/.test(name);
    case 'AWS::AccountId':
      return /^\d{12}$/.test(name);
    case 'AWS::Partition':
      return name.startsWith('aws');
    default:
      return true;
  }
}
