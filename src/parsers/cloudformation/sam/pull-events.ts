// Events that a function polls from streams and queues: the mapping, and what its role needs for it.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html

import type { Span } from '../../../model/source.ts';
import { mapNode, memberValue, type TemplateNode, textOfScalar } from '../syntax.ts';
import { type Draft, type DraftMap, nodeOf } from './drafts.ts';
import { arnHere, type EventForm, propertiesOf, propertyOf, type SamEvent } from './events.ts';
import type { Expansion } from './expansion.ts';
import { managedPolicy } from './managed-policies.ts';
import { addManaged, addNewInline, inlinePolicy, type RoleDraft } from './roles.ts';

const KEPT = [
  'StartingPosition',
  'StartingPositionTimestamp',
  'BatchSize',
  'Enabled',
  'MaximumBatchingWindowInSeconds',
  'MaximumRetryAttempts',
  'BisectBatchOnFunctionError',
  'MaximumRecordAgeInSeconds',
  'ParallelizationFactor',
  'Topics',
  'Queues',
  'SourceAccessConfigurations',
  'TumblingWindowInSeconds',
  'FunctionResponseTypes',
  'FilterCriteria',
  'KmsKeyArn',
  'ScalingConfig',
  'ProvisionedPollerConfig',
  'MetricsConfig',
  'LoggingConfig',
];

interface Source {
  /** The property that says what is polled. */
  readonly source?: string;
  readonly managed?: string;
  /** The policy that an event of this type needs beside that. */
  readonly inline?: (event: SamEvent, expansion: Expansion) => DraftMap | null;
}

/** The mapping that polls a source. */
export function pullForm({ source, managed, inline }: Source): EventForm {
  return (event, target, expansion) => {
    const failure = propertyOf(event, 'DestinationConfig');
    const properties: DraftMap = {
      ...propertiesOf(event, ...KEPT),
      FunctionName: target.name,
      EventSourceArn: source === undefined ? undefined : propertyOf(event, source),
      ...kafkaOf(event),
      DocumentDBEventSourceConfig:
        event.type === 'DocumentDB'
          ? propertiesOf(event, 'DatabaseName', 'CollectionName', 'FullDocument')
          : undefined,
      DestinationConfig: failure && withoutType(failure),
    };
    expansion.derive(event.id, 'AWS::Lambda::EventSourceMapping', target.resource, properties, event.origin);
    const { role } = target;
    if (!role) return;
    const place = event.origin.header;
    if (managed !== undefined) addManaged(role, managedPolicy(managed, place));
    const policy = inline?.(event, expansion);
    if (policy) addNewInline(role, nodeOf(policy, place));
    if (failure) addDestination(role, memberValue(failure, 'OnFailure'), event.id, place);
  };
}

function kafkaOf(event: SamEvent): DraftMap {
  const servers = propertyOf(event, 'KafkaBootstrapServers');
  const configuration = propertiesOf(event, 'ConsumerGroupId', 'SchemaRegistryConfig');
  const hasAny = Object.values(configuration).some(each => each !== undefined);
  const name =
    event.type === 'MSK' ? 'AmazonManagedKafkaEventSourceConfig' : 'SelfManagedKafkaEventSourceConfig';
  return {
    SelfManagedEventSource: servers && { Endpoints: { KafkaBootstrapServers: servers } },
    [name]: hasAny ? configuration : undefined,
  };
}

/** `Type` of a destination is for SAM alone. */
function withoutType(configuration: TemplateNode): TemplateNode {
  if (configuration.kind !== 'map') return configuration;
  const members = configuration.members.map(member => {
    const { value } = member;
    if (member.key !== 'OnFailure' || value.kind !== 'map') return member;
    const kept = value.members.filter(({ key }) => key !== 'Type');
    return { ...member, value: mapNode(value, kept, value.broken) };
  });
  return mapNode(configuration, members, configuration.broken);
}

/** What a role needs to hand on what failed, or what was done. */
export function addDestination(
  role: RoleDraft,
  destination: TemplateNode | undefined,
  id: string,
  place: Span,
): void {
  const arn = memberValue(destination, 'Destination');
  const policy = arn && destinationPolicy(textOfScalar(memberValue(destination, 'Type')), arn, id);
  if (policy) addNewInline(role, nodeOf(policy, place));
}

/** What allows to send something to a destination of a type; null for a type that needs nothing. */
export function destinationPolicy(type: string | null, arn: Draft, id: string): DraftMap | null {
  switch (type) {
    case 'SQS':
      return inlinePolicy(`${id}SQSPolicy`, 'sqs:SendMessage', arn);
    case 'SNS':
      return inlinePolicy(`${id}SNSPolicy`, 'sns:publish', arn);
    case 'EventBridge':
      return inlinePolicy(`${id}EventBridgePolicy`, 'events:PutEvents', arn);
    case 'Lambda':
      return inlinePolicy(`${id}LambdaPolicy`, 'lambda:InvokeFunction', arn);
    case 'S3':
    case 'S3Bucket':
      return {
        PolicyName: `${id}S3Policy`,
        PolicyDocument: {
          Statement: [allow('s3:PutObject', { 'Fn::Join': ['/', [arn, '*']] }), allow('s3:ListBucket', arn)],
        },
      };
    default:
      return null;
  }
}

function allow(action: Draft, resource: Draft): DraftMap {
  return { Action: action, Effect: 'Allow', Resource: resource };
}

/** The ways in which Lambda signs in to a source, each with where its secret is. */
function accessesOf(
  event: SamEvent,
): readonly { readonly type: string | null; readonly uri: TemplateNode }[] {
  const accesses = propertyOf(event, 'SourceAccessConfigurations');
  return (accesses?.kind === 'list' ? accesses.items : []).flatMap(access => {
    const uri = memberValue(access, 'URI');
    return uri ? [{ type: textOfScalar(memberValue(access, 'Type')), uri }] : [];
  });
}

const NETWORK = [
  'CreateNetworkInterface',
  'DescribeNetworkInterfaces',
  'DeleteNetworkInterface',
  'DescribeVpcs',
  'DescribeSubnets',
  'DescribeSecurityGroups',
].map(action => `ec2:${action}`);

function readSecret(uri: Draft): DraftMap {
  return allow('secretsmanager:GetSecretValue', uri);
}

function decryptSecret(event: SamEvent): readonly DraftMap[] {
  const key = textOfScalar(propertyOf(event, 'SecretsManagerKmsKeyId'));
  return key === null ? [] : [allow('kms:Decrypt', arnHere('kms', `key/${key}`))];
}

/** What reading from a registry of schemas needs. */
function registryOf(event: SamEvent, expansion: Expansion): readonly DraftMap[] {
  const configuration = propertyOf(event, 'SchemaRegistryConfig');
  if (!configuration) return [];
  const accesses = memberValue(configuration, 'AccessConfigs');
  const uris = (accesses?.kind === 'list' ? accesses.items : []).flatMap(
    each => memberValue(each, 'URI') ?? [],
  );
  const registry = memberValue(configuration, 'SchemaRegistryURI');
  const written = registry && (textOfScalar(registry) ?? String(subText(registry, expansion)));
  const [, name] =
    /^arn:[^:]*:glue:[^:]*:[^:]*:registry\/(.+)$/.exec(written?.replace(/\$\{[^}]*\}/g, '') ?? '') ?? [];
  if (!registry || name === undefined) return uris.map(readSecret);
  return [
    ...uris.map(readSecret),
    allow('glue:GetRegistry', registry),
    allow('glue:GetSchemaVersion', arnHere('glue', `schema/${name}/*`)),
  ];
}

function subText(node: TemplateNode, expansion: Expansion): string | null {
  return textOfScalar(memberValue(node, 'Fn::Sub')) ?? expansion.text(node);
}

function policy(name: string, statements: readonly DraftMap[]): DraftMap {
  return { PolicyName: name, PolicyDocument: { Statement: statements } };
}

function brokerPolicy(event: SamEvent): DraftMap {
  const isNamed = textOfScalar(propertyOf(event, 'DynamicPolicyName')) === 'true';
  const secrets = accessesOf(event).filter(({ type }) => type === 'BASIC_AUTH');
  const broker = propertyOf(event, 'Broker') ?? '*';
  const statements = [
    ...secrets.map(({ uri }) => readSecret(uri)),
    allow('mq:DescribeBroker', broker),
    ...decryptSecret(event),
  ];
  return policy(isNamed ? `${event.id}AMQPolicy` : 'SamAutoGeneratedAMQPolicy', statements);
}

function kafkaPolicy(event: SamEvent, expansion: Expansion): DraftMap {
  const accesses = accessesOf(event);
  const secrets = accesses.filter(({ type }) => type !== 'VPC_SUBNET' && type !== 'VPC_SECURITY_GROUP');
  const statements = [
    ...secrets.map(({ uri }) => readSecret(uri)),
    ...(accesses.length > secrets.length ? [allow(NETWORK, '*')] : []),
    ...decryptSecret(event),
    ...registryOf(event, expansion),
  ];
  return {
    PolicyName: 'SelfManagedKafkaExecutionRolePolicy',
    PolicyDocument: { Version: '2012-10-17', Statement: statements },
  };
}

function managedKafkaPolicy(event: SamEvent, expansion: Expansion): DraftMap | null {
  const certificates = accessesOf(event).filter(({ type }) => type === 'CLIENT_CERTIFICATE_TLS_AUTH');
  const statements = [...registryOf(event, expansion), ...certificates.map(({ uri }) => readSecret(uri))];
  return statements.length === 0 ? null : policy('MSKExecutionRolePolicy', statements);
}

function documentPolicy(event: SamEvent): DraftMap {
  const secrets = accessesOf(event).filter(({ type }) => type === 'BASIC_AUTH');
  const cluster = propertyOf(event, 'Cluster') ?? '*';
  return policy('SamAutoGeneratedDocumentDBPolicy', [
    ...secrets.map(({ uri }) => readSecret(uri)),
    allow('rds:DescribeDBClusterParameters', arnHere('rds', 'cluster-pg:*')),
    allow('rds:DescribeDBSubnetGroups', arnHere('rds', 'subgrp:*')),
    allow('rds:DescribeDBClusters', cluster),
    allow(NETWORK, '*'),
    ...decryptSecret(event),
  ]);
}

export const PULL_EVENTS: readonly (readonly [string, EventForm])[] = [
  ['Kinesis', pullForm({ source: 'Stream', managed: 'AWSLambdaKinesisExecutionRole' })],
  ['DynamoDB', pullForm({ source: 'Stream', managed: 'AWSLambdaDynamoDBExecutionRole' })],
  ['SQS', pullForm({ source: 'Queue', managed: 'AWSLambdaSQSQueueExecutionRole' })],
  ['MSK', pullForm({ source: 'Stream', managed: 'AWSLambdaMSKExecutionRole', inline: managedKafkaPolicy })],
  ['MQ', pullForm({ source: 'Broker', inline: brokerPolicy })],
  ['SelfManagedKafka', pullForm({ inline: kafkaPolicy })],
  ['DocumentDB', pullForm({ source: 'Cluster', inline: documentPolicy })],
];
