// The macro AWS::Serverless-2016-10-31: resources of SAM become those that CloudFormation knows, under the logical ids that SAM gives them.
// What is made points to the text that asked for it. Resources of types that are not known here stay as they are and leave a gap:
// roles or policies may hide in them.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html

import {
  type MapNode,
  mapNode,
  memberOf,
  memberValue,
  type TemplateMember,
  textOfScalar,
} from '../syntax.ts';
import type { Transform } from '../transforms/transform.ts';
import type { Routes } from './api-events.ts';
import { addImplicitApis, expandHttpApi, expandRestApi } from './apis.ts';
import { embeddedConnectors, expandConnector } from './connectors.ts';
import { addDeploymentRole } from './deployments.ts';
import { withMembers } from './drafts.ts';
import { Expansion, type SamResource } from './expansion.ts';
import { expandFunction } from './functions.ts';
import { withGlobals } from './globals.ts';
import { expandGraphApi } from './graph-apis.ts';
import { withReferences } from './references.ts';
import { expandApplication, expandCapacityProvider, expandLayer, expandTable } from './simple-resources.ts';
import { expandStateMachine } from './state-machines.ts';
import { expandWebSocketApi } from './websocket-apis.ts';

const PREFIX = 'AWS::Serverless::';

type Expand = (resource: SamResource, routes: Routes, expansion: Expansion) => void;

/** In the order in which they are expanded: events make routes for APIs, connectors look at what all others became. */
const TYPES: ReadonlyMap<string, Expand> = new Map<string, Expand>([
  ['Function', expandFunction],
  ['StateMachine', expandStateMachine],
  ['Api', expandRestApi],
  ['HttpApi', expandHttpApi],
  ['WebSocketApi', (resource, _, expansion) => expandWebSocketApi(resource, expansion)],
  ['CapacityProvider', (resource, _, expansion) => expandCapacityProvider(resource, expansion)],
  ['SimpleTable', (resource, _, expansion) => expandTable(resource, expansion)],
  ['LayerVersion', (resource, _, expansion) => expandLayer(resource, expansion)],
  ['Application', (resource, _, expansion) => expandApplication(resource, expansion)],
  ['GraphQLApi', (resource, _, expansion) => expandGraphApi(resource, expansion)],
  ['Connector', (resource, _, expansion) => expandConnector(resource, expansion)],
]);

export const expandServerless: Transform = (root, context) => {
  const section = memberOf(root, 'Resources');
  if (section?.value.kind !== 'map') return root;
  const expansion = new Expansion(context, root);
  const found: SamResource[] = [];
  for (const member of section.value.members) {
    expansion.resources.set(member.key, member);
    const resource = samResource(member, root);
    if (resource) found.push(resource);
  }
  const routes: Routes = new Map();
  const connectors = section.value.members.flatMap(embeddedConnectors);
  for (const [type, expand] of TYPES) {
    if (type === 'Api') found.push(...addImplicitApis(root, routes, found, expansion));
    const all = type === 'Connector' ? [...found, ...connectors] : found;
    for (const resource of all) {
      if (resource.type !== PREFIX + type) continue;
      if (expansion.resources.get(resource.name)?.keySpan === resource.nameSpan)
        expansion.resources.delete(resource.name);
      expand(resource, routes, expansion);
    }
  }
  addDeploymentRole(
    found.filter(({ type }) => type === `${PREFIX}Function`),
    expansion,
  );
  noteOthers(found, expansion);
  return assembled(root, section, expansion);
};

function samResource({ key, keySpan, value }: TemplateMember, root: MapNode): SamResource | null {
  const type = textOfScalar(memberValue(value, 'Type'));
  if (value.kind !== 'map' || !type?.startsWith(PREFIX)) return null;
  return { name: key, nameSpan: keySpan, type, value, properties: withGlobals(root, type, value) };
}

/** Types that are not known here: those of the future. */
function noteOthers(found: readonly SamResource[], expansion: Expansion): void {
  for (const { name, type } of found) {
    if (TYPES.has(type.slice(PREFIX.length))) continue;
    expansion.gap ??= `resource \`${name}\` of type \`${type}\` is only expanded at deployment`;
  }
}

function assembled(root: MapNode, { value, ...section }: TemplateMember, expansion: Expansion): MapNode {
  const { broken } = value.kind === 'map' ? value : { broken: undefined };
  const resources = mapNode(value, [...expansion.resources.values()], broken ?? expansion.gap);
  const changed: TemplateMember[] = [{ ...section, value: resources }];
  if (expansion.conditions.size > 0) changed.push(conditionsOf(root, section, expansion));
  const whole = withMembers(root, changed);
  const kept = whole.members.filter(({ key }) => key !== 'Globals');
  return withReferences(mapNode(whole, kept, whole.broken), expansion.aliases);
}

function conditionsOf(
  root: MapNode,
  { keySpan }: Omit<TemplateMember, 'value'>,
  { conditions }: Expansion,
): TemplateMember {
  const written = memberOf(root, 'Conditions');
  const map = written?.value.kind === 'map' ? written.value : mapNode(keySpan, []);
  return {
    key: 'Conditions',
    keySpan: written?.keySpan ?? keySpan,
    value: withMembers(map, [...conditions.values()]),
  };
}
