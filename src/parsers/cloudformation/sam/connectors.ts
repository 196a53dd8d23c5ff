// AWS::Serverless::Connector, and connectors inside of other resources: the policies that one end needs to use the other.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-connector.html

import {
  type MapNode,
  mapNode,
  memberOf,
  memberValue,
  type TemplateMember,
  type TemplateNode,
  textOfScalar,
} from '../syntax.ts';
import { CONNECTIONS, type Connection, type ConnectionGrant } from './connections.ts';
import { attribute, type Draft, type DraftMap, nodeOf, ref, referredBy, sub } from './drafts.ts';
import { attributesOf, type Expansion, originOf, type SamResource } from './expansion.ts';
import { actionsOf } from './policy-templates.ts';

const CONNECTOR = 'AWS::Serverless::Connector';

/** The connectors of a resource as if they stood by themselves. */
export function embeddedConnectors({ key: source, value }: TemplateMember): readonly SamResource[] {
  const connectors = memberValue(value, 'Connectors');
  if (connectors?.kind !== 'map') return [];
  return connectors.members.flatMap(({ key, keySpan, value: connector }): readonly SamResource[] => {
    const written = memberValue(connector, 'Properties');
    if (connector.kind !== 'map' || written?.kind !== 'map') return [];
    const reference = memberValue(written, 'SourceReference');
    const own = reference?.kind === 'map' ? reference.members : [];
    const id = nodeOf(source, keySpan);
    const end = mapNode(keySpan, [...own, { key: 'Id', keySpan, value: id }]);
    const properties = mapNode(
      written,
      [...written.members, { key: 'Source', keySpan, value: end }],
      written.broken,
    );
    return [{ name: source + key, nameSpan: keySpan, type: CONNECTOR, value: connector, properties }];
  });
}

/** One end of a connection: what may be said of it in policies. */
interface End {
  readonly type: string;
  readonly id: string | null;
  readonly arn?: Draft | undefined;
  readonly name?: Draft | undefined;
  readonly queueUrl?: Draft | undefined;
  readonly resourceId?: Draft | undefined;
  readonly qualifier?: Draft | undefined;
  readonly roleName?: Draft | undefined;
}

export function expandConnector(resource: SamResource, expansion: Expansion): void {
  const { name, properties } = resource;
  const [from, to] = ['Source', 'Destination'].map(key => memberValue(properties, key));
  if (!from || !to) return;
  const permissions = memberValue(properties, 'Permissions');
  const asked = new Set(
    (permissions?.kind === 'list' ? permissions.items : []).flatMap(each => textOfScalar(each) ?? []),
  );
  const destinations = to.kind === 'list' ? to.items : [to];
  for (const [index, each] of destinations.entries()) {
    const suffix = to.kind === 'list' ? `Destination${index}` : '';
    const [source, destination] = [endOf(from, each, expansion), endOf(each, from, expansion)];
    const made = connect(resource, source, destination, asked, suffix, expansion);
    // What waits for the connector waits for what it became.
    if (made !== null) expansion.aliases.set(name, made);
  }
}

/**
 * Makes what the connection of two ends needs: its logical id, null where there is none. Ends that are not connected in this way leave a
 * gap: a policy may hide in it.
 */
export function connect(
  resource: SamResource,
  source: End | null,
  destination: End | null,
  permissions: ReadonlySet<string>,
  suffix: string,
  expansion: Expansion,
): string | null {
  const connection =
    source && destination && CONNECTIONS.get(`${shortType(source)} ${shortType(destination)}`);
  if (!source || !destination || !connection) {
    expansion.gap ??= `connector \`${resource.name}\` connects what is only known at deployment`;
    return null;
  }
  const made = { resource, source, destination, permissions, suffix, expansion };
  if (connection.kind === 'role') return addRolePolicy(connection, made);
  if (connection.kind === 'permission') return addInvokePermission(connection, made);
  return addTargetPolicy(connection, made);
}

function shortType({ type }: End): string {
  return type.replace('AWS::', '');
}

interface Made {
  readonly resource: SamResource;
  readonly source: End;
  readonly destination: End;
  readonly permissions: ReadonlySet<string>;
  readonly suffix: string;
  readonly expansion: Expansion;
}

function addRolePolicy(connection: Extract<Connection, { kind: 'role' }>, made: Made): string {
  const { resource, source, destination, permissions, suffix } = made;
  const end = connection.of === 'source' ? source : destination;
  const grants = Object.entries(connection.grants).flatMap(([name, each]) =>
    permissions.has(name) ? each : [],
  );
  const properties: DraftMap = {
    PolicyDocument: { Version: '2012-10-17', Statement: grants.map(grant => statementOf(grant, made)) },
    Roles: end.roleName === undefined ? [] : [end.roleName],
  };
  return add(`${resource.name}Policy${suffix}`, 'AWS::IAM::ManagedPolicy', properties, made);
}

function statementOf([actions, ...resources]: ConnectionGrant, made: Made): DraftMap {
  return { Effect: 'Allow', Action: actionsOf(actions), Resource: resources.map(text => filled(text, made)) };
}

function addInvokePermission(
  connection: Extract<Connection, { kind: 'permission' }>,
  made: Made,
): string | null {
  const { resource, destination, permissions, suffix } = made;
  if (!permissions.has('Write')) return null;
  const properties: DraftMap = {
    Action: 'lambda:InvokeFunction',
    FunctionName: destination.arn,
    Principal: `${connection.service}.amazonaws.com`,
    SourceArn: filled(connection.source, made),
    SourceAccount: connection.account === undefined ? undefined : sub(connection.account),
  };
  return add(`${resource.name}WriteLambdaPermission${suffix}`, 'AWS::Lambda::Permission', properties, made);
}

function addTargetPolicy(
  connection: Extract<Connection, { kind: 'queue' | 'topic' }>,
  made: Made,
): string | null {
  const { resource, source, destination, permissions, suffix } = made;
  if (!permissions.has('Write')) return null;
  const statement: DraftMap = {
    Effect: 'Allow',
    Principal: { Service: `${connection.service}.amazonaws.com` },
    Resource: destination.arn,
    Action: connection.action,
    Condition: { ArnEquals: { 'aws:SourceArn': source.arn } },
  };
  const isQueue = connection.kind === 'queue';
  const target = isQueue ? { Queues: [destination.queueUrl ?? ''] } : { Topics: [destination.arn ?? ''] };
  const properties: DraftMap = {
    PolicyDocument: { Version: '2012-10-17', Statement: [statement] },
    ...target,
  };
  const [name, type] = isQueue
    ? ['QueuePolicy', 'AWS::SQS::QueuePolicy']
    : ['TopicPolicy', 'AWS::SNS::TopicPolicy'];
  return add(`${resource.name}${name}${suffix}`, type, properties, made);
}

function add(id: string, type: string, properties: DraftMap, { resource, expansion }: Made): string {
  const node = nodeOf(properties, resource.nameSpan) as MapNode;
  expansion.add(id, type, node, attributesOf(resource), originOf(resource));
  return id;
}

/** A text with what the ends are called in it. */
function filled(text: string, { source, destination }: Made): Draft {
  const values: Readonly<Record<string, Draft | undefined>> = {
    SourceArn: source.arn,
    SourceResourceId: source.resourceId,
    SourceQualifier: source.qualifier,
    DestinationArn: destination.arn,
    DestinationName: destination.name,
  };
  const [, whole] = /^\$\{(\w+)\}$/.exec(text) ?? [];
  if (whole !== undefined) return values[whole] ?? '';
  const names = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name!);
  return sub(text, Object.fromEntries(names.map(name => [name, values[name] ?? ''])));
}

const NATIVE_TYPES: Readonly<Record<string, string>> = {
  'AWS::Serverless::Function': 'AWS::Lambda::Function',
  'AWS::Serverless::StateMachine': 'AWS::StepFunctions::StateMachine',
  'AWS::Serverless::Api': 'AWS::ApiGateway::RestApi',
  'AWS::Serverless::HttpApi': 'AWS::ApiGatewayV2::Api',
  'AWS::Serverless::SimpleTable': 'AWS::DynamoDB::Table',
};

/** Where `Ref` gives the ARN. */
const NAMED_BY_ARN: ReadonlySet<string> = new Set([
  'AWS::StepFunctions::StateMachine',
  'AWS::SNS::Topic',
  'AWS::AppSync::GraphQLApi',
  'AWS::AppSync::DataSource',
]);

const ROLE_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'Role',
  'AWS::StepFunctions::StateMachine': 'RoleArn',
  'AWS::AppSync::DataSource': 'ServiceRoleArn',
};

/** A resource of the template by its logical id, or one elsewhere by what is said of it; null where neither is known. */
function endOf(node: TemplateNode, other: TemplateNode, expansion: Expansion): End | null {
  const written = textOfScalar(memberValue(node, 'Id'));
  const [arn, name, queueUrl, resourceId, qualifier, roleName] = [
    'Arn',
    'Name',
    'QueueUrl',
    'ResourceId',
    'Qualifier',
    'RoleName',
  ].map(key => memberValue(node, key));
  if (written === null) {
    const type = textOfScalar(memberValue(node, 'Type'));
    if (type === null) return null;
    return {
      type: NATIVE_TYPES[type] ?? type,
      id: null,
      arn,
      name,
      queueUrl,
      resourceId,
      qualifier,
      roleName,
    };
  }
  const id = expansion.aliases.get(written) ?? written;
  const resource = expansion.resources.get(id);
  const type = textOfScalar(memberValue(resource?.value, 'Type'));
  if (!resource || type === null) return null;
  const isApi = type === 'AWS::ApiGateway::RestApi' || type === 'AWS::ApiGatewayV2::Api';
  const role = referredBy(roleProperty(type, memberValue(resource.value, 'Properties'), other));
  return {
    type,
    id,
    arn: NAMED_BY_ARN.has(type) ? ref(id) : attribute(id, 'Arn'),
    name: type === 'AWS::StepFunctions::StateMachine' ? attribute(id, 'Name') : undefined,
    queueUrl: ref(id),
    resourceId: isApi ? ref(id) : type === 'AWS::AppSync::GraphQLApi' ? attribute(id, 'ApiId') : undefined,
    qualifier: memberOf(node, 'Qualifier')?.value ?? '*',
    roleName: role === null ? undefined : ref(role),
  };
}

/** The role that a resource acts as; a rule has one for each target. */
function roleProperty(
  type: string,
  properties: TemplateNode | undefined,
  other: TemplateNode,
): TemplateNode | undefined {
  if (type !== 'AWS::Events::Rule') return memberValue(properties, ROLE_PROPERTIES[type] ?? '');
  const targets = memberValue(properties, 'Targets');
  const wanted = textOfScalar(memberValue(other, 'Id')) ?? referredBy(memberValue(other, 'Arn'));
  const found = (targets?.kind === 'list' ? targets.items : []).find(
    each => referredBy(memberValue(each, 'Arn')) === wanted,
  );
  return memberValue(found, 'RoleArn');
}
