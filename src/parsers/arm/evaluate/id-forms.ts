// The functions that make resource ids. https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource

import { distribute } from '../../../model/distribute.ts';
import { call, unknown, type Value } from '../../../model/value.ts';
import type { CallNode } from '../template.ts';
import { evaluateArgs, expressionOrigin, type Form, wrongCount } from './form.ts';
import { reasonOf } from './path.ts';
import { idOfSegments } from './resource-id.ts';
import { type Scope, scopePrefix } from './scope.ts';

/** How many arguments before the type narrow the scope, and what prefix they give. */
interface IdShape {
  readonly leading: number;
  readonly prefix: (scope: Scope, leading: readonly Value[]) => Value;
}

const RESOURCE: IdShape = {
  leading: 2,
  prefix: (scope, leading) => {
    if (leading.length === 0)
      return scopePrefix(scope.level === 'managementGroup' ? { ...scope, level: 'tenant' } : scope);
    const [subscriptionId, resourceGroup] =
      leading.length === 2 ? leading : [scope.subscriptionId, leading[0]];
    if (scope.level !== 'resourceGroup' && leading.length === 1) {
      return scopePrefix({ ...scope, level: 'subscription', subscriptionId: resourceGroup! });
    }
    return scopePrefix({
      ...scope,
      level: 'resourceGroup',
      subscriptionId: subscriptionId!,
      resourceGroup: resourceGroup!,
    });
  },
};

const SUBSCRIPTION: IdShape = {
  leading: 1,
  prefix: (scope, [subscriptionId]) =>
    scopePrefix({ ...scope, level: 'subscription', subscriptionId: subscriptionId ?? scope.subscriptionId }),
};

const TENANT: IdShape = { leading: 0, prefix: scope => scopePrefix({ ...scope, level: 'tenant' }) };

const MANAGEMENT_GROUP: IdShape = {
  leading: 1,
  prefix: (scope, [managementGroup]) =>
    scopePrefix({
      ...scope,
      level: 'managementGroup',
      managementGroup: managementGroup ?? scope.managementGroup,
    }),
};

const EXTENSION: IdShape = { leading: 1, prefix: (_scope, [id]) => id! };

function idForm(name: string, shape: IdShape, exact = false): Form {
  return (node, environment, evaluate) => {
    const wrong = wrongCount(node, environment, 2, Number.POSITIVE_INFINITY);
    if (wrong) return wrong;
    const { scope, run } = environment.frame;
    const args = evaluateArgs(node, environment, evaluate);
    const report = (message: string) => run.report('evaluation-failed', message, node.span);
    const at = exact ? shape.leading : typePosition(args, shape.leading);
    // The id's text distributes alternatives itself; only those of the type decide what text it is.
    const id =
      args[at]?.kind === 'scalar'
        ? idOf(args, name, shape, exact, scope, report)
        : distribute(
            args,
            () => call(name, ...args),
            chosen => idOf(chosen, name, shape, exact, scope, report),
          );
    return { ...id, origin: originOf(args, node) };
  };
}

function idOf(
  args: readonly Value[],
  name: string,
  shape: IdShape,
  exact: boolean,
  scope: Scope,
  report: (message: string) => void,
): Value {
  const at = exact ? shape.leading : typePosition(args, shape.leading);
  const type = args[at];
  if (type?.kind !== 'scalar' || typeof type.value !== 'string') {
    const reason = args.map(reasonOf).find(reason => reason !== undefined);
    return unknown(call(name, ...args), reason ?? `\`${name}()\` is called without a resource type`);
  }
  const names = args.slice(at + 1);
  const expected = type.value.split('/').length - 1;
  if (names.length !== expected) {
    report(`Resource type \`${type.value}\` takes ${expected} names, not ${names.length}`);
  }
  return idOfSegments(shape.prefix(scope, args.slice(0, at)), scope, type.value, names);
}

/** The type is the first argument, after at most `leading` others, that has as many segments as names follow; else the first with a slash. */
function typePosition(args: readonly Value[], leading: number): number {
  let fallback = -1;
  for (let at = 0; at <= leading && at < args.length - 1; at++) {
    const arg = args[at]!;
    if (arg.kind !== 'scalar' || typeof arg.value !== 'string' || !arg.value.includes('/')) continue;
    if (arg.value.split('/').length - 1 === args.length - at - 1) return at;
    if (fallback < 0) fallback = at;
  }
  return fallback;
}

// An id is made where the name is: the first name that a person may edit, else the call.
function originOf(args: readonly Value[], node: CallNode) {
  const name = args.findLast(arg => arg.origin.length > 0 && arg.origin.at(-1)!.role !== 'literal');
  return [...(name?.origin ?? []), ...expressionOrigin(node)];
}

export const ID_FORMS: Record<string, Form> = {
  resourceId: idForm('resourceId', RESOURCE),
  subscriptionResourceId: idForm('subscriptionResourceId', SUBSCRIPTION),
  tenantResourceId: idForm('tenantResourceId', TENANT, true),
  managementGroupResourceId: idForm('managementGroupResourceId', MANAGEMENT_GROUP),
  extensionResourceId: idForm('extensionResourceId', EXTENSION, true),
};
