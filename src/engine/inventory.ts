// The AI resources that the deployments would create: what an inventory and a bill of materials list.
// Refuses to know formats.

import type { Deployment, Resource } from '../model/resource.ts';
import type { World } from './world.ts';

/** One declaration of an AI resource, however many deployments and instances share it. */
export interface AiResource {
  /** `azure.ai.account`. */
  readonly kind: string;
  /** What its kind is called: `Azure AI account`. */
  readonly title: string;
  /** What its resource map says that it belongs to: `Azure OpenAI`; null where the map says nothing. */
  readonly service: string | null;
  /** The first instance. */
  readonly resource: Resource;
  readonly deployments: readonly Deployment[];
}

/** The AI resources of all worlds, by service, then by path and place. */
export function inventoryOf(worlds: readonly World[]): readonly AiResource[] {
  const found = new Map<string, AiResource & { readonly deployments: Deployment[] }>();
  for (const { deployment, mapped } of worlds) {
    for (const { resource, map } of mapped) {
      if (!map.ai || resource.existing) continue;
      const key = declarationOf(resource);
      const known = found.get(key);
      if (!known) {
        const { resource: kind, title, service = null } = map;
        found.set(key, { kind, title, service, resource, deployments: [deployment] });
      } else if (!known.deployments.includes(deployment)) known.deployments.push(deployment);
    }
  }
  return [...found.values()].sort(byServiceAndPlace);
}

/** Where a resource is declared, as a key. */
export function declarationOf({ declaration }: Resource): string {
  return `${declaration.source.path}:${declaration.start}`;
}

function byServiceAndPlace(left: AiResource, right: AiResource): number {
  return (
    compare(left.service ?? '', right.service ?? '') ||
    compare(left.resource.declaration.source.path, right.resource.declaration.source.path) ||
    left.resource.declaration.start - right.resource.declaration.start
  );
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
