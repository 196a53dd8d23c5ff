// Functions of the deployment itself: its scope, its name, the clock, and what only the platform can answer.
// https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-deployment

import { call, object, scalar, unknown, type Value } from '../../../model/value.ts';
import { type Environment, isUnresolved } from './environment.ts';
import { evaluateArgs, expressionOrigin, type Form } from './form.ts';
import { LazyMembers } from './outputs.ts';
import { resourceIdOf } from './reference-forms.ts';
import {
  managementGroupObject,
  onlyAtDeployment,
  resourceGroupObject,
  type Scope,
  subscriptionObject,
  tenantObject,
  unknownCall,
} from './scope.ts';

/** A function of the scope alone, made once for each. Arguments, where it takes any, name another scope. */
function ofScope(
  make: (scope: Scope) => Value,
  narrow?: (scope: Scope, args: readonly Value[]) => Scope,
): Form {
  const byScope = new WeakMap<Scope, Value>();
  return (node, environment, evaluate) => {
    const { scope } = environment.frame;
    if (node.args.length > 0 && narrow) {
      return make(narrow(scope, evaluateArgs(node, environment, evaluate)));
    }
    const made = byScope.get(scope) ?? make(scope);
    byScope.set(scope, made);
    return made;
  };
}

const deploymentForm: Form = (_node, environment) => {
  const { deploymentName, template, scope } = environment.frame;
  const rest = unknownCall('deployment', ...(environment.frame.caller ? [deploymentName] : []));
  const member = (key: string): [string, Value] => [
    key,
    onlyAtDeployment('deployment', { kind: 'member', of: rest, key: scalar(key) }),
  ];
  const members = new Map([['name', deploymentName], member('id'), member('type'), member('properties')]);
  if (scope.level !== 'resourceGroup' || template.level === null) members.set(...member('location'));
  return object(members);
};

/** A value that only the platform knows, by the call alone. */
function opaque(name: string): Form {
  return (node, environment, evaluate) => {
    const args = evaluateArgs(node, environment, evaluate);
    return { ...unknownCall(name, ...args), origin: expressionOrigin(node) };
  };
}

/** Each use is another guid: told apart by the template instance and the place. */
const newGuidForm: Form = (node, environment) =>
  unknown(
    call('newGuid', scalar(nameOfUse(environment))),
    '`newGuid()` is only known at deployment',
    expressionOrigin(node),
  );

function nameOfUse({ frame, parameter }: Environment): string {
  return `${frame.prefix}${parameter ?? ''}`;
}

/** `listKeys(resource, version, …)` and its like: the resource by its id, whatever the API version. */
export const listForm: Form = (node, environment, evaluate) => {
  const [resource, , ...rest] = evaluateArgs(node, environment, evaluate);
  const args = resource ? [resourceIdOf(resource, environment), ...rest] : [];
  return { ...unknownCall(node.name, ...args), origin: expressionOrigin(node) };
};

/** `listOutputsWithSecureValues(module, version)`: how Bicep's compiler reads the outputs of modules that have secure ones. */
const secureOutputsForm: Form = (node, environment, evaluate) => {
  const [target] = evaluateArgs(node, environment, evaluate);
  const instance = target && environment.declared.find(target);
  const deployed = instance?.module();
  if (!deployed || isUnresolved(deployed)) return listForm(node, environment, evaluate);
  const names = [...deployed.template.outputs.values()].map(({ name }) => name);
  return object(
    new LazyMembers(names, name => deployed.output(name.toLowerCase()) ?? scalar(null)),
    expressionOrigin(node),
  );
};

export const DEPLOYMENT_FORMS: Record<string, Form> = {
  resourceGroup: ofScope(resourceGroupObject, (scope, args) => {
    const [subscriptionId, resourceGroup] = args.length > 1 ? args : [scope.subscriptionId, args[0]];
    return { ...scope, subscriptionId: subscriptionId!, resourceGroup: resourceGroup! };
  }),
  subscription: ofScope(subscriptionObject, (scope, args) => ({
    ...scope,
    subscriptionId: args[0]!,
  })),
  managementGroup: ofScope(managementGroupObject, (scope, args) => ({
    ...scope,
    managementGroup: args[0]!,
  })),
  tenant: ofScope(tenantObject),
  deployment: deploymentForm,
  newGuid: newGuidForm,
  listOutputsWithSecureValues: secureOutputsForm,
  ...Object.fromEntries(
    [
      'deployer',
      'environment',
      'extensions',
      'getSecret',
      'invokeResourceMethod',
      'pickZones',
      'providers',
      'roleDefinitions',
      'target',
      'toLogicalZone',
      'toLogicalZones',
      'toPhysicalZone',
      'toPhysicalZones',
      'utcNow',
    ].map(name => [name, opaque(name)]),
  ),
};
