// What a connector allows between two types of resources, without `AWS::` before their names.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html

/** Actions of one service (`service: Action Action`) on resources: texts with `${SourceArn}`, `${DestinationArn}` and `${DestinationName}`. */
export type ConnectionGrant = readonly [actions: string, ...resources: readonly string[]];

export type Connection =
  | {
      /** A managed policy for the role of one end. */
      readonly kind: 'role';
      readonly of: 'source' | 'destination';
      readonly grants: Readonly<Record<string, readonly ConnectionGrant[]>>;
    }
  /** The policy of a queue or topic, or the permission to invoke a function, for a service. */
  | { readonly kind: 'queue' | 'topic'; readonly service: string; readonly action: string }
  | {
      readonly kind: 'permission';
      readonly service: string;
      readonly source: string;
      readonly account?: string;
    };

const HERE = '${AWS::Region}:${AWS::AccountId}';
const EXECUTIONS = `arn:\${AWS::Partition}:states:${HERE}:execution:\${DestinationName}:*`;
const EXECUTION_RULE = `arn:\${AWS::Partition}:events:${HERE}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule`;
const API_ROUTES = `arn:\${AWS::Partition}:execute-api:${HERE}:\${SourceResourceId}/\${SourceQualifier}`;
const TO = '${DestinationArn}';

type Grants = Extract<Connection, { kind: 'role' }>['grants'];

const TABLE: Grants = {
  Read: [['dynamodb: GetItem Query Scan BatchGetItem ConditionCheckItem PartiQLSelect', TO, `${TO}/index/*`]],
  Write: [
    [
      'dynamodb: PutItem UpdateItem DeleteItem BatchWriteItem PartiQLDelete PartiQLInsert PartiQLUpdate',
      TO,
      `${TO}/index/*`,
    ],
  ],
};
const BUCKET: Grants = {
  Read: [
    [
      's3: GetObject GetObjectAcl GetObjectLegalHold GetObjectRetention GetObjectTorrent GetObjectVersion GetObjectVersionAcl GetObjectVersionForReplication GetObjectVersionTorrent ListBucket ListBucketMultipartUploads ListBucketVersions ListMultipartUploadParts',
      TO,
      `${TO}/*`,
    ],
  ],
  Write: [
    [
      's3: AbortMultipartUpload DeleteObject DeleteObjectVersion PutObject PutObjectLegalHold PutObjectRetention RestoreObject',
      TO,
      `${TO}/*`,
    ],
  ],
};
const TOPIC: Grants = { Write: [['sns: Publish', TO]] };
const BUS: Grants = { Write: [['events: PutEvents', TO]] };
const FUNCTION: Grants = { Write: [['lambda: InvokeAsync InvokeFunction', TO]] };

function fromSource(grants: Grants): Connection {
  return { kind: 'role', of: 'source', grants };
}

function toDestination(grants: Grants): Connection {
  return { kind: 'role', of: 'destination', grants };
}

/** By the types of source and destination. */
export const CONNECTIONS: ReadonlyMap<string, Connection> = new Map<string, Connection>([
  [
    'DynamoDB::Table Lambda::Function',
    toDestination({
      Read: [['dynamodb: DescribeStream GetRecords GetShardIterator ListStreams', '${SourceArn}/stream/*']],
    }),
  ],
  [
    'SQS::Queue Lambda::Function',
    toDestination({
      Read: [['sqs: ReceiveMessage GetQueueAttributes', '${SourceArn}']],
      Write: [['sqs: DeleteMessage', '${SourceArn}']],
    }),
  ],
  ['Events::Rule SNS::Topic', { kind: 'topic', service: 'events', action: 'sns:Publish' }],
  ['Events::Rule SQS::Queue', { kind: 'queue', service: 'events', action: 'sqs:SendMessage' }],
  ['Events::Rule Events::EventBus', fromSource(BUS)],
  ['Events::Rule StepFunctions::StateMachine', fromSource({ Write: [['states: StartExecution', TO]] })],
  ['Events::Rule Lambda::Function', { kind: 'permission', service: 'events', source: '${SourceArn}' }],
  ['Lambda::Function Lambda::Function', fromSource(FUNCTION)],
  ['Lambda::Function S3::Bucket', fromSource(BUCKET)],
  ['Lambda::Function DynamoDB::Table', fromSource(TABLE)],
  [
    'Lambda::Function SQS::Queue',
    fromSource({
      Read: [['sqs: ReceiveMessage GetQueueAttributes', TO]],
      Write: [['sqs: DeleteMessage SendMessage ChangeMessageVisibility PurgeQueue', TO]],
    }),
  ],
  ['Lambda::Function SNS::Topic', fromSource(TOPIC)],
  [
    'Lambda::Function StepFunctions::StateMachine',
    fromSource({
      Read: [
        ['states: DescribeStateMachine ListExecutions', TO],
        ['states: DescribeExecution DescribeStateMachineForExecution GetExecutionHistory', EXECUTIONS],
      ],
      Write: [
        ['states: StartExecution StartSyncExecution', TO],
        ['states: StopExecution', EXECUTIONS],
      ],
    }),
  ],
  ['Lambda::Function Events::EventBus', fromSource(BUS)],
  [
    'Lambda::Function Location::PlaceIndex',
    fromSource({
      Read: [
        [
          'geo: DescribePlaceIndex GetPlace SearchPlaceIndexForPosition SearchPlaceIndexForSuggestions SearchPlaceIndexForText',
          TO,
        ],
      ],
    }),
  ],
  ['ApiGatewayV2::Api Lambda::Function', { kind: 'permission', service: 'apigateway', source: API_ROUTES }],
  ['ApiGateway::RestApi Lambda::Function', { kind: 'permission', service: 'apigateway', source: API_ROUTES }],
  ['SNS::Topic SQS::Queue', { kind: 'queue', service: 'sns', action: 'sqs:SendMessage' }],
  ['SNS::Topic Lambda::Function', { kind: 'permission', service: 'sns', source: '${SourceArn}' }],
  [
    'S3::Bucket Lambda::Function',
    { kind: 'permission', service: 's3', source: '${SourceArn}', account: '${AWS::AccountId}' },
  ],
  ['StepFunctions::StateMachine Lambda::Function', fromSource(FUNCTION)],
  ['StepFunctions::StateMachine SNS::Topic', fromSource(TOPIC)],
  ['StepFunctions::StateMachine SQS::Queue', fromSource({ Write: [['sqs: SendMessage', TO]] })],
  ['StepFunctions::StateMachine S3::Bucket', fromSource(BUCKET)],
  ['StepFunctions::StateMachine DynamoDB::Table', fromSource(TABLE)],
  [
    'StepFunctions::StateMachine StepFunctions::StateMachine',
    fromSource({
      Read: [
        ['states: DescribeExecution', EXECUTIONS],
        ['events: DescribeRule', EXECUTION_RULE],
      ],
      Write: [
        ['states: StartExecution', TO],
        ['states: StopExecution', EXECUTIONS],
        ['events: PutTargets PutRule', EXECUTION_RULE],
      ],
    }),
  ],
  ['StepFunctions::StateMachine Events::EventBus', fromSource(BUS)],
  ['AppSync::DataSource DynamoDB::Table', fromSource(TABLE)],
  [
    'AppSync::DataSource Lambda::Function',
    fromSource({ Write: [['lambda: InvokeAsync InvokeFunction', TO, `${TO}:*`]] }),
  ],
  ['AppSync::DataSource Events::EventBus', fromSource(BUS)],
  [
    'AppSync::GraphQLApi Lambda::Function',
    {
      kind: 'permission',
      service: 'appsync',
      source: `arn:\${AWS::Partition}:appsync:${HERE}:apis/\${SourceResourceId}`,
    },
  ],
]);
