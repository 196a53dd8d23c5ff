// AWS::Serverless::GraphQLApi as far as roles go: the API, its sources of data, their roles and what these may do.
// Left out, since no rule asks for them: schemas, resolvers, functions, keys, caches and domain names.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-graphqlapi.html

import {
  type MapNode,
  mapNode,
  memberOf,
  memberValue,
  type TemplateMember,
  type TemplateNode,
  textOfScalar,
} from '../syntax.ts';
import { connect } from './connectors.ts';
import { attribute, type Draft, type DraftMap, isGiven, membersOf, nodeOf, ref, sub } from './drafts.ts';
import { arnHere } from './events.ts';
import { attributesOf, type Expansion, kept, type Origin, originOf, type SamResource } from './expansion.ts';
import { managedPolicy } from './managed-policies.ts';
import { trustIn } from './roles.ts';
import { writtenTags } from './tags.ts';

export function expandGraphApi(resource: SamResource, expansion: Expansion): void {
  const { name, properties, nameSpan } = resource;
  const auth = memberValue(properties, 'Auth');
  const additional = memberValue(auth, 'Additional');
  const others = additional?.kind === 'list' ? additional.items : [];
  const draft: DraftMap = {
    Name: memberValue(properties, 'Name') ?? name,
    ...authentication(auth),
    AdditionalAuthenticationProviders: others.length === 0 ? undefined : others.map(authentication),
    LogConfig: loggingOf(resource, expansion),
    Tags: [...writtenTags(memberValue(properties, 'Tags')), { Key: 'graphqlapi:createdBy', Value: 'SAM' }],
  };
  const members = [
    ...kept(properties, [
      'XrayEnabled',
      'Visibility',
      'OwnerContact',
      'IntrospectionConfig',
      'QueryDepthLimit',
      'ResolverCountLimit',
    ]),
    ...membersOf(draft, nameSpan, properties),
  ];
  const whole = mapNode(memberValue(resource.value, 'Properties') ?? nameSpan, members, properties.broken);
  expansion.add(name, 'AWS::AppSync::GraphQLApi', whole, attributesOf(resource), originOf(resource));
  addAuthorizers(resource, auth ? [auth, ...others] : others, expansion);
  const sources = memberValue(properties, 'DataSources');
  for (const [kind, add] of [
    ['DynamoDb', addTableSource],
    ['Lambda', addFunctionSource],
  ] as const) {
    const all = memberValue(sources, kind);
    if (all?.kind === 'map') for (const member of all.members) add(member, resource, expansion);
  }
}

const CONFIGURATIONS: Readonly<Record<string, readonly [from: string, to: string]>> = {
  AWS_LAMBDA: ['LambdaAuthorizer', 'LambdaAuthorizerConfig'],
  OPENID_CONNECT: ['OpenIDConnect', 'OpenIDConnectConfig'],
  AMAZON_COGNITO_USER_POOLS: ['UserPool', 'UserPoolConfig'],
};

function authentication(auth: TemplateNode | undefined): DraftMap {
  const type = memberValue(auth, 'Type');
  const [from, to] = CONFIGURATIONS[textOfScalar(type) ?? ''] ?? [];
  const configuration = from === undefined ? undefined : memberValue(auth, from);
  return to === undefined ? { AuthenticationType: type } : { AuthenticationType: type, [to]: configuration };
}

/** Functions that decide who may call it are called by it. */
function addAuthorizers(resource: SamResource, auths: readonly TemplateNode[], expansion: Expansion): void {
  const { name } = resource;
  const uris = auths.flatMap(
    auth => memberValue(memberValue(auth, 'LambdaAuthorizer'), 'AuthorizerUri') ?? [],
  );
  for (const [index, arn] of uris.entries()) {
    const source = {
      type: 'AWS::AppSync::GraphQLApi',
      id: null,
      arn: ref(name),
      resourceId: attribute(name, 'ApiId'),
    };
    const destination = { type: 'AWS::Lambda::Function', id: null, arn };
    const connector = { ...resource, name: `${name}ToLambdaAuthConnector${index + 1}` };
    connect(connector, source, destination, new Set(['Write']), '', expansion);
  }
}

/** Everything is logged unless `Logging` is false; the role for that is made where none is written. */
function loggingOf(resource: SamResource, expansion: Expansion): Draft | undefined {
  const logging = memberOf(resource.properties, 'Logging');
  if (textOfScalar(logging?.value) === 'false') return undefined;
  const written = memberValue(logging?.value, 'CloudWatchLogsRoleArn');
  return {
    ExcludeVerboseContent: memberValue(logging?.value, 'ExcludeVerboseContent'),
    FieldLogLevel: memberValue(logging?.value, 'FieldLogLevel') ?? 'ALL',
    CloudWatchLogsRoleArn: isGiven(written) ? written : addLogRole(resource, logging, expansion),
  };
}

function addLogRole(
  resource: SamResource,
  logging: TemplateMember | undefined,
  expansion: Expansion,
): DraftMap {
  const place = logging?.keySpan ?? resource.nameSpan;
  const id = `${resource.name}CloudWatchRole`;
  const draft = { ManagedPolicyArns: [managedPolicy('AWSAppSyncPushToCloudWatchLogs', place)] };
  addRole(id, draft, resource, originOf(resource), expansion);
  return attribute(id, 'Arn');
}

function addRole(
  id: string,
  draft: DraftMap,
  resource: SamResource,
  origin: Origin,
  expansion: Expansion,
): void {
  const properties = nodeOf(
    { AssumeRolePolicyDocument: trustIn('appsync.amazonaws.com'), ...draft },
    origin.header,
  );
  expansion.add(id, 'AWS::IAM::Role', properties as MapNode, attributesOf(resource), origin);
}

function addTableSource(member: TemplateMember, resource: SamResource, expansion: Expansion): void {
  const { key, value } = member;
  const id = `${resource.name}${key}DynamoDBDataSource`;
  const [table, region, permissions] = ['TableName', 'Region', 'Permissions'].map(each =>
    memberValue(value, each),
  );
  const arn = memberValue(value, 'TableArn') ?? tableArn(table ?? '', region);
  const asked =
    permissions?.kind === 'list'
      ? permissions.items.flatMap(each => textOfScalar(each) ?? [])
      : ['Read', 'Write'];
  const role = sourceRole(
    member,
    id,
    'ToTableConnector',
    { type: 'AWS::DynamoDB::Table', id: null, arn },
    new Set(asked),
    resource,
    expansion,
  );
  const configuration: DraftMap = {
    AwsRegion: region ?? ref('AWS::Region'),
    TableName: table,
    UseCallerCredentials: memberValue(value, 'UseCallerCredentials'),
    Versioned: memberValue(value, 'Versioned'),
    DeltaSyncConfig: memberValue(value, 'DeltaSync'),
  };
  addSource(
    member,
    id,
    { Type: 'AMAZON_DYNAMODB', DynamoDBConfig: configuration, ServiceRoleArn: role },
    resource,
    expansion,
  );
}

function tableArn(table: Draft, region: TemplateNode | undefined): DraftMap {
  if (!region) return arnHere('dynamodb', 'table/${TableName}', { TableName: table });
  const text = 'arn:${AWS::Partition}:dynamodb:${Region}:${AWS::AccountId}:table/${TableName}';
  return sub(text, { Region: region, TableName: table });
}

function addFunctionSource(member: TemplateMember, resource: SamResource, expansion: Expansion): void {
  const id = `${resource.name}${member.key}LambdaDataSource`;
  const arn = memberValue(member.value, 'FunctionArn');
  const destination = { type: 'AWS::Lambda::Function', id: null, arn };
  const role = sourceRole(
    member,
    id,
    'ToLambdaConnector',
    destination,
    new Set(['Write']),
    resource,
    expansion,
  );
  const configuration = { LambdaFunctionArn: arn };
  addSource(
    member,
    id,
    { Type: 'AWS_LAMBDA', LambdaConfig: configuration, ServiceRoleArn: role },
    resource,
    expansion,
  );
}

function addSource(
  { key, keySpan, value }: TemplateMember,
  id: string,
  draft: DraftMap,
  resource: SamResource,
  expansion: Expansion,
): void {
  const properties: DraftMap = {
    Name: memberValue(value, 'Name') ?? key,
    ApiId: attribute(resource.name, 'ApiId'),
    Description: memberValue(value, 'Description'),
    ...draft,
  };
  const node = nodeOf(properties, keySpan) as MapNode;
  expansion.add(id, 'AWS::AppSync::DataSource', node, attributesOf(resource), {
    header: keySpan,
    body: value,
  });
}

/** The role that is written, or one that may use the destination: its ARN. */
function sourceRole(
  { keySpan, value }: TemplateMember,
  id: string,
  connector: string,
  destination: NonNullable<Parameters<typeof connect>[2]>,
  permissions: ReadonlySet<string>,
  resource: SamResource,
  expansion: Expansion,
): Draft {
  const written = memberValue(value, 'ServiceRoleArn');
  if (isGiven(written)) return written;
  const role = `${id}Role`;
  addRole(role, {}, resource, { header: keySpan, body: value }, expansion);
  const source = {
    type: 'AWS::AppSync::DataSource',
    id: null,
    arn: attribute(id, 'DataSourceArn'),
    roleName: ref(role),
  };
  const whole = value.kind === 'map' ? value : resource.value;
  const made: SamResource = {
    ...resource,
    name: id + connector,
    nameSpan: keySpan,
    value: mapNode(whole, []),
  };
  connect(made, source, destination, permissions, '', expansion);
  return attribute(role, 'Arn');
}
