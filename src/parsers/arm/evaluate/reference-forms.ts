// `reference()` and its like: a resource by symbol, id or name, what it is and what only the platform knows of it. Modules' outputs are
// known. All ways to read the same property of the same resource have one normal form: a member of `reference(id)`, the whole resource.

import { distribute } from '../../../model/distribute.ts';
import { array, call, object, scalar, unknown, type Value } from '../../../model/value.ts';
import { type Environment, type Frame, type Instance, isUnresolved } from './environment.ts';
import { evaluateArgs, expressionOrigin, type Form, wrongCount } from './form.ts';
import { LazyMembers, outputsOf } from './outputs.ts';
import { reasonOf } from './path.ts';
import { onlyAtDeployment, unknownCall } from './scope.ts';

/** `reference(resource, apiVersion?, 'Full'?)`. */
const referenceForm: Form = (node, environment, evaluate) => {
  const wrong = wrongCount(node, environment, 1, 3);
  if (wrong) return wrong;
  const [target, , view] = evaluateArgs(node, environment, evaluate);
  const isFull = view?.kind === 'scalar' && String(view.value).toLowerCase() === 'full';
  const result = distribute(
    [target!],
    () => call('reference', target!),
    ([chosen]) => {
      const instance = environment.declared.find(chosen!);
      const whole = instance ? wholeResource(instance) : unknownCall('reference', chosen!);
      return isFull ? whole : propertiesOf(whole);
    },
  );
  return result.kind === 'unknown' && result.origin.length === 0
    ? { ...result, origin: expressionOrigin(node) }
    : result;
};

/** The resource as the platform shows it after deployment. */
function wholeResource(instance: Instance): Value {
  const deployed = instance.module();
  if (!deployed) {
    const id = instance.id();
    return distribute(
      [id],
      () => call('reference', id),
      ([one]) => unknownCall('reference', one!),
    );
  }
  const symbol = unresolvedSymbol(instance);
  if (isUnresolved(deployed)) {
    return unknown(symbol, deployed.reason, [
      { role: 'expression', span: instance.declaration.header, name: 'reference' },
    ]);
  }
  const members = new Map<string, Value>([
    ['id', instance.id()],
    ['name', instance.name()],
    ['type', instance.type()],
    ['properties', deploymentProperties(deployed, instance.id())],
  ]);
  return object(members);
}

/** An output of a module call that could not be read. */
export function unresolvedOutput(instance: Instance, name: string): Value {
  return ['outputs', name, 'value'].reduce(memberOf, propertiesOf(wholeResource(instance)));
}

/** Stands for a module call of which nothing is known: its id where it has a name of its own, else its address. */
function unresolvedSymbol(instance: Instance) {
  return instance.declaration.name
    ? call('reference', instance.id())
    : call('module', scalar(instance.address()));
}

function deploymentProperties(deployed: Frame, id: Value): Value {
  const whole = unknownCall('reference', id);
  const unknownMember = (key: string): [string, Value] => [key, memberOf(propertiesOf(whole), key)];
  return object(
    new Map([
      ['outputs', object(outputsOf(deployed))],
      ...[
        'provisioningState',
        'correlationId',
        'timestamp',
        'duration',
        'mode',
        'parameters',
        'templateHash',
      ].map(unknownMember),
    ]),
  );
}

function propertiesOf(whole: Value): Value {
  return distribute(
    [whole],
    () => ({ kind: 'member', of: whole, key: scalar('properties') }),
    ([one]) => (one!.kind === 'object' ? one!.members.get('properties')! : memberOf(one!, 'properties')),
  );
}

function memberOf(of: Value, key: string): Value {
  return unknown({ kind: 'member', of, key: scalar(key) }, reasonOf(of) ?? '', of.origin);
}

/** `resourceInfo('symbol')`: what is known of a resource before it is deployed. */
const resourceInfoForm: Form = (node, environment, evaluate) => {
  const wrong = wrongCount(node, environment, 1, 1);
  if (wrong) return wrong;
  const symbol = evaluate(node.args[0]!, environment);
  const result = distribute(
    [symbol],
    () => call('resourceInfo', symbol),
    ([chosen]) => {
      const instance = environment.declared.find(chosen!);
      if (instance) return infoOf(instance);
      if (chosen!.kind === 'scalar') {
        environment.frame.run.report(
          'unknown-symbol',
          `There is no resource \`${chosen!.value}\``,
          node.span,
        );
      }
      return unknown(call('resourceInfo', chosen!), reasonOf(chosen!) ?? 'there is no resource of this name');
    },
  );
  return result;
};

function infoOf(instance: Instance): Value {
  const { apiVersion } = instance.declaration;
  return object(
    new LazyMembers(['id', 'name', 'type', 'apiVersion'], key => {
      switch (key) {
        case 'id':
          return instance.id();
        case 'name':
          return instance.name();
        case 'type':
          return instance.type();
        default:
          return apiVersion ? instance.evaluate(apiVersion) : scalar(null);
      }
    }),
  );
}

/** `references('symbol', 'Full'?)`: all instances of a loop. */
const referencesForm: Form = (node, environment, evaluate) => {
  const wrong = wrongCount(node, environment, 1, 2);
  if (wrong) return wrong;
  const [symbol, view] = evaluateArgs(node, environment, evaluate);
  const isFull = view?.kind === 'scalar' && String(view.value).toLowerCase() === 'full';
  const instances = symbol?.kind === 'scalar' ? environment.declared.findAll(String(symbol.value)) : null;
  const origin = expressionOrigin(node);
  if (instances?.every(({ index }) => index?.kind === 'scalar')) {
    const wholes = instances.map(wholeResource);
    return array(isFull ? wholes : wholes.map(propertiesOf), origin);
  }
  return { ...onlyAtDeployment('references', call('references', symbol!, scalar(isFull))), origin };
};

/** The id of what a symbol, id or name means; itself where nothing of this template is meant. */
export function resourceIdOf(target: Value, environment: Environment): Value {
  return distribute(
    [target],
    () => call('idOf', target),
    ([chosen]) => environment.declared.find(chosen!)?.id() ?? chosen!,
  );
}

export const REFERENCE_FORMS: Record<string, Form> = {
  reference: referenceForm,
  resourceInfo: resourceInfoForm,
  references: referencesForm,
};
