// Where a resource or a module is deployed, by its declared scope. Refuses to know names and types.

import type { Value } from '../../../model/value.ts';
import type { Expression } from '../template.ts';
import type { Instance, Placement } from './environment.ts';
import { absoluteId } from './resource-id.ts';
import { type Scope, scopeOfId, scopePrefix } from './scope.ts';

/** By the declaration's own scope, else the template's. */
export function placementOf(instance: Pick<Instance, 'declaration' | 'frame' | 'evaluate'>): Placement {
  const { scope: declared } = instance.declaration;
  const current = instance.frame.scope;
  const given = (node: Expression | null, inherited: Value): Value => {
    const value = node && instance.evaluate(node);
    return !value || (value.kind === 'scalar' && value.value === null) ? inherited : value;
  };
  switch (declared?.kind) {
    case undefined:
      return inside(current);
    case 'tenant':
      return inside({ ...current, level: 'tenant' });
    case 'managementGroup':
      return inside({
        ...current,
        level: 'managementGroup',
        managementGroup: given(declared.name, current.managementGroup),
      });
    case 'subscription':
      return inside({
        ...current,
        level: 'subscription',
        subscriptionId: given(declared.subscriptionId, current.subscriptionId),
      });
    case 'resourceGroup':
      return inside({
        ...current,
        level: 'resourceGroup',
        subscriptionId: given(declared.subscriptionId, current.subscriptionId),
        resourceGroup: given(declared.resourceGroup, current.resourceGroup),
      });
    case 'resource':
      return byId(instance.evaluate(declared.id), current);
  }
}

function byId(id: Value, current: Scope): Placement {
  const scope = scopeOfId(id, current);
  if (scope) return inside(scope);
  const extended = absoluteId(id, current);
  return { prefix: extended, scope: current, extends: extended };
}

function inside(scope: Scope): Placement {
  return { prefix: scopePrefix(scope), scope, extends: null };
}
