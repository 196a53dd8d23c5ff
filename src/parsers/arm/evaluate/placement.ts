// Where a resource or a module is deployed, by its declared scope. Refuses to know names and types.

import type { Value } from '../../../model/value.ts';
import type { Instance, Placement } from './environment.ts';
import { absoluteId } from './resource-id.ts';
import { type Scope, scopeOfId, scopePrefix } from './scope.ts';

/** By the declaration's own scope, else the template's. */
export function placementOf({
  declaration,
  frame,
  evaluate,
}: Pick<Instance, 'declaration' | 'frame' | 'evaluate'>): Placement {
  const current = frame.scope;
  const { scope: declared } = declaration;
  if (!declared) return inside(current);
  switch (declared.kind) {
    case 'tenant':
      return inside({ ...current, level: 'tenant' });
    case 'managementGroup':
      return inside({ ...current, level: 'managementGroup', managementGroup: evaluate(declared.name) });
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
    case 'resource': {
      const id = evaluate(declared.id);
      const scope = scopeOfId(id, current);
      if (scope) return inside(scope);
      const extended = absoluteId(id, current);
      return { prefix: extended, scope: current, extends: extended };
    }
  }

  function given(node: Parameters<typeof evaluate>[0] | null, inherited: Value): Value {
    const value = node ? evaluate(node) : inherited;
    return value.kind === 'scalar' && value.value === null ? inherited : value;
  }
}

function inside(scope: Scope): Placement {
  return { prefix: scopePrefix(scope), scope, extends: null };
}
