// Azure's subscriptions and resource groups as Terraform reads and makes them, in the form in which ids write them out. So an id that is put
// together of `data.azurerm_subscription.current.id` and a group's name is the same as one put together of the group's id.
// Refuses to know kinds and edges.

import type { Deployment, Resource } from '../model/resource.ts';
import { scalar, unknown, type Value } from '../model/value.ts';
import { argumentOf, SUBSCRIPTION } from './deployed-id.ts';
import { looseKey } from './text-comparison.ts';
import { type Parts, partsOf, textFrom } from './text-parts.ts';

/** What stands for a scope's id, or for a part of one, by the `looseKey` of the value that is read. */
export type AzureScopes = ReadonlyMap<string, Parts>;

/** Where resources of Terraform's providers are declared. */
const LANGUAGES: ReadonlySet<Deployment['language']> = new Set(['terraform', 'typescript']);

/** The scopes of a deployment; empty in languages that write ids out themselves. */
export function azureScopes({ language, resources }: Deployment): AzureScopes {
  const scopes = new Map<string, Parts>();
  if (!LANGUAGES.has(language)) return scopes;
  for (const resource of resources) {
    const subscription = subscriptionOf(resource);
    if (subscription) {
      scopes.set(keyOf(resource, 'subscription_id'), subscription);
      if (resource.type === 'azurerm_subscription')
        scopes.set(keyOf(resource, 'id'), ['/subscriptions/', ...subscription]);
    }
    const name = partsOf(resource.name);
    if (resource.type === 'azurerm_resource_group' && name)
      scopes.set(keyOf(resource, 'id'), ['/subscriptions/', SUBSCRIPTION, '/resourceGroups/', ...name]);
  }
  return scopes;
}

/** The subscription that a data source reads: the one that it names, else the provider's. */
function subscriptionOf(resource: Resource): Parts | null {
  if (!resource.existing) return null;
  switch (resource.type) {
    case 'azurerm_client_config':
    case 'azapi_client_config':
      return [SUBSCRIPTION];
    case 'azurerm_subscription':
      return partsOf(argumentOf(resource, 'subscription_id')) ?? [SUBSCRIPTION];
    default:
      return null;
  }
}

/** The first identity of a resource is its id, so that any other attribute is read from the same symbol. */
function keyOf({ identities }: Resource, name: string): string {
  const [id] = identities;
  if (id?.kind !== 'unknown' || id.expression.kind !== 'member') return '';
  return looseKey(unknown({ kind: 'member', of: id.expression.of, key: scalar(name) }, id.reason));
}

/** A value with all scopes in it written out. */
export function writtenOut(value: Value, scopes: AzureScopes): Value {
  if (scopes.size === 0 || value.kind !== 'unknown') return value;
  const whole = scopes.get(looseKey(value));
  if (whole) return textFrom(whole, value.origin);
  if (value.expression.kind !== 'text') return value;
  const parts = value.expression.parts.flatMap(part =>
    typeof part === 'string' ? [part] : (scopes.get(looseKey(part)) ?? [part]),
  );
  return textFrom(parts, value.origin);
}
