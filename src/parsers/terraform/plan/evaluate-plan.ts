// A plan to a deployment: its resources, over those that the configuration's evaluation found where it is at hand. The plan decides what there is
// and what its values are; the configuration says where these are written and what refers to what. Refuses to know the disk.

import type { Deployment, Resource } from '../../../model/resource.ts';
import type { Span } from '../../../model/source.ts';
import { scalar, type Value } from '../../../model/value.ts';
import { declaredAddress, moduleSteps } from './address.ts';
import { callsTo, expressionsOf, idOf, moduleAt, type PlannedModule, referredId } from './configuration.ts';
import { objectsAt, textAt, under } from './json.ts';
import { objectOf } from './planned-value.ts';
import type { Plan, PlannedResource } from './read-plan.ts';

/** What a plan would deploy. `evaluated` is its configuration with the plan's variables; null where it is not at hand. */
export function evaluatePlan(
  plan: Plan,
  evaluated: Deployment | null,
): Pick<Deployment, 'resources' | 'gaps'> {
  const known = indexOf(evaluated?.resources ?? []);
  const modules = new Map<string, PlannedModule>();
  const moduleOf = (address: string): PlannedModule => {
    let module = modules.get(address);
    if (!module) {
      module = moduleAt(plan.configuration, address);
      modules.set(address, module);
    }
    return module;
  };
  const resources = plan.resources.map(each => resourceOf(each, known, moduleOf(each.module)));
  const gaps = plan.missing ? [{ ...plan.missing, resource: null }] : [];
  return { resources, gaps };
}

/** What the plan's root module declares: resources by `type.name` (`data.type.name`), calls by name. */
export function declaredInRoot({ configuration, resources }: Plan): {
  readonly resources: readonly string[];
  readonly calls: readonly string[];
} {
  if (configuration) {
    const declared = objectsAt(configuration, 'resources').map(each =>
      [textAt(each, 'mode') === 'data' ? ['data'] : [], textAt(each, 'type'), textAt(each, 'name')]
        .flat()
        .join('.'),
    );
    const calls = under(configuration, 'module_calls');
    return {
      resources: declared,
      calls: calls?.kind === 'object' ? calls.members.map(each => each.key) : [],
    };
  }
  const calls = resources.flatMap(({ module }) =>
    moduleSteps(module)
      .slice(0, 1)
      .map(step => step.name),
  );
  const own = resources.filter(each => each.module === '');
  return {
    resources: [...new Set(own.map(each => declaredAddress(each.address)))],
    calls: [...new Set(calls)],
  };
}

interface KnownResources {
  readonly byAddress: ReadonlyMap<string, Resource>;
  /** One instance of each declaration, by the address without keys. */
  readonly byDeclaration: ReadonlyMap<string, Resource>;
}

function indexOf(resources: readonly Resource[]): KnownResources {
  const byDeclaration = new Map<string, Resource>();
  for (const each of resources) {
    const key = declaredAddress(each.address);
    if (!byDeclaration.has(key)) byDeclaration.set(key, each);
  }
  return { byAddress: new Map(resources.map(each => [each.address, each])), byDeclaration };
}

function resourceOf(planned: PlannedResource, known: KnownResources, module: PlannedModule): Resource {
  const { address, mode, type, values, span } = planned;
  const same = known.byAddress.get(address);
  const properties = objectOf({
    path: address,
    planned: values,
    unknown: planned.unknown,
    sensitive: planned.sensitive,
    evaluated: same?.properties,
    expression: expressionsOf(module, planned),
    refer: expression => referredId(expression, module),
  });
  return {
    address,
    type,
    apiVersion: null,
    name: properties.members.get('name') ?? idOf(address, kindOf(mode), 'name'),
    identities: identitiesOf(planned, properties.members.get('id'), same),
    parent: null,
    scope: null,
    existing: mode === 'data',
    deployed: true,
    condition: null,
    properties,
    ...placeOf(same ?? known.byDeclaration.get(declaredAddress(address)), known, module, span),
    module: null,
  };
}

function kindOf(mode: PlannedResource['mode']): 'resource' | 'data' {
  return mode === 'data' ? 'data' : 'resource';
}

/** Its id as it is, its id as others refer to it while it is not known, its address. */
function identitiesOf(
  { address, mode, importedId }: PlannedResource,
  id: Value | undefined,
  same: Resource | undefined,
): readonly Value[] {
  const referred = same?.identities ?? [idOf(address, kindOf(mode), 'id'), scalar(address)];
  return [...(id ? [id] : []), ...referred, ...(importedId === null ? [] : [scalar(importedId)])];
}

type Place = Pick<Resource, 'declaration' | 'header' | 'callPath'>;

/** Its declaration; else the call of the module that it is in, as far as that can be read; else its place in the plan. */
function placeOf(
  declared: Resource | undefined,
  known: KnownResources,
  module: PlannedModule,
  span: Span,
): Place {
  if (declared) {
    const { declaration, header, callPath } = declared;
    return { declaration, header, callPath };
  }
  const call = unreadCall(module.address, known);
  if (!call) return { declaration: span, header: span, callPath: callsTo(module) };
  const { declaration, header, callPath } = call;
  return { declaration, header, callPath: [...callPath, { name: call.address, span: header }] };
}

/** The call of a module that is not on this machine, in which an address lies. */
function unreadCall(module: string, { byAddress, byDeclaration }: KnownResources): Resource | null {
  let address = '';
  for (const { name, suffix } of moduleSteps(module)) {
    address += `${address === '' ? '' : '.'}module.${name}${suffix}`;
    const call = byAddress.get(address) ?? byDeclaration.get(declaredAddress(address));
    if (call?.module) return call;
  }
  return null;
}
