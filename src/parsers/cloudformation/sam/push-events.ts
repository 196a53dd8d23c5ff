// Events with which services invoke a function: the permission to do so, and what makes them do it.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html

import { memberValue, type TemplateNode, textOfScalar } from '../syntax.ts';
import {
  appended,
  attribute,
  type Draft,
  type DraftMap,
  either,
  nodeOf,
  ref,
  referredBy,
  withMembers,
} from './drafts.ts';
import {
  addPermission,
  addQueuePolicy,
  arnHere,
  type EventForm,
  type EventTarget,
  propertiesOf,
  propertyOf,
  type SamEvent,
} from './events.ts';
import { conditionOf, type Expansion } from './expansion.ts';
import { canonicalText, plain } from './logical-ids.ts';
import { managedPolicy } from './managed-policies.ts';
import { addManaged } from './roles.ts';

/** A bucket notifies the function; the bucket is in the same template. */
const bucketForm: EventForm = (event, target, expansion) => {
  const bucket = referredBy(propertyOf(event, 'Bucket'));
  const permission = addPermission(event, target, expansion, {
    principal: 's3.amazonaws.com',
    sourceAccount: ref('AWS::AccountId'),
  });
  const events = propertyOf(event, 'Events');
  const place = event.origin.header;
  const condition = conditionOf(target.resource);
  const configurations = (events?.kind === 'list' ? events.items : [events]).flatMap(each => {
    if (!each) return [];
    const configuration = { Function: target.arn, ...propertiesOf(event, 'Filter'), Event: each };
    return [nodeOf(condition === null ? configuration : either(condition, configuration, undefined), place)];
  });
  if (bucket === null) return;
  expansion.changeProperties(bucket, properties => {
    const given = memberValue(properties, 'NotificationConfiguration');
    const notifications = given?.kind === 'map' ? given : nodeOf({}, place);
    if (notifications.kind !== 'map') return properties;
    const before = memberValue(notifications, 'LambdaConfigurations');
    const value = withMembers(notifications, [
      {
        key: 'LambdaConfigurations',
        keySpan: place,
        value: appended(before, newAmong(configurations, before), place),
      },
    ]);
    const changed = withMembers(properties, [{ key: 'NotificationConfiguration', keySpan: place, value }]);
    if (condition === null) return changed;
    // What waits for something that may not be there says so by a tag.
    const tag = nodeOf(
      {
        Key: `sam:ConditionalDependsOn:${permission}`,
        Value: either(condition, ref(permission), 'no dependency'),
      },
      place,
    );
    const tags = appended(memberValue(properties, 'Tags'), [tag], place);
    return withMembers(changed, [{ key: 'Tags', keySpan: place, value: tags }]);
  });
};

/** Those that a list does not have yet. */
function newAmong(items: readonly TemplateNode[], list: TemplateNode | undefined): readonly TemplateNode[] {
  const key = (node: TemplateNode): string => canonicalText(plain(node));
  const known = new Set(list?.kind === 'list' ? list.items.map(key) : []);
  return items.filter(item => !known.has(key(item)));
}

/** A topic invokes the function, or fills a queue that the function polls. */
const topicForm: EventForm = (event, target, expansion) => {
  const queueing = propertyOf(event, 'SqsSubscription');
  const isQueued = queueing !== undefined && textOfScalar(queueing) !== 'false';
  const endpoint = isQueued ? addQueue(event, queueing, target, expansion) : target.arn;
  const topic = propertyOf(event, 'Topic');
  const properties: DraftMap = {
    Protocol: isQueued ? 'sqs' : 'lambda',
    Endpoint: endpoint,
    TopicArn: topic,
    ...propertiesOf(event, 'Region', 'FilterPolicy', 'FilterPolicyScope', 'RedrivePolicy'),
  };
  expansion.derive(event.id, 'AWS::SNS::Subscription', target.resource, properties, event.origin);
  if (!isQueued)
    addPermission(event, target, expansion, { principal: 'sns.amazonaws.com', sourceArn: topic });
};

/** The queue between a topic and the function: its ARN. */
function addQueue(event: SamEvent, queueing: TemplateNode, target: EventTarget, expansion: Expansion): Draft {
  const { id, origin } = event;
  const { resource, role } = target;
  const isNew = queueing.kind !== 'map';
  if (isNew) {
    const topic = expansion.resources.get(referredBy(propertyOf(event, 'Topic')) ?? '')?.value;
    const fifo = memberValue(memberValue(topic, 'Properties'), 'FifoTopic');
    const properties = expansion.text(fifo) === 'true' ? { FifoQueue: true } : {};
    expansion.derive(`${id}Queue`, 'AWS::SQS::Queue', resource, properties, origin);
  }
  const arn: Draft =
    (isNew ? undefined : memberValue(queueing, 'QueueArn')) ?? attribute(`${id}Queue`, 'Arn');
  const url: Draft = (isNew ? undefined : memberValue(queueing, 'QueueUrl')) ?? ref(`${id}Queue`);
  const policy = textOfScalar(memberValue(queueing, 'QueuePolicyLogicalId')) ?? `${id}QueuePolicy`;
  const statement: DraftMap = {
    Action: 'sqs:SendMessage',
    Effect: 'Allow',
    Principal: '*',
    Resource: arn,
    Condition: { ArnEquals: { 'aws:SourceArn': propertyOf(event, 'Topic') } },
  };
  addQueuePolicy(policy, url, statement, event, target, expansion);
  const mapping: DraftMap = {
    BatchSize: memberValue(queueing, 'BatchSize') ?? 10,
    Enabled: true,
    EventSourceArn: arn,
    FunctionName: target.name,
  };
  expansion.derive(`${id}EventSourceMapping`, 'AWS::Lambda::EventSourceMapping', resource, mapping, origin);
  if (role) addManaged(role, managedPolicy('AWSLambdaSQSQueueExecutionRole', origin.header));
  return arn;
}

const alexaForm: EventForm = (event, target, expansion) => {
  addPermission(event, target, expansion, {
    principal: 'alexa-appkit.amazon.com',
    token: propertyOf(event, 'SkillId'),
  });
};

const thingsForm: EventForm = (event, target, expansion) => {
  addPermission(event, target, expansion, {
    principal: 'iot.amazonaws.com',
    sourceArn: arnHere('iot', 'rule/${RuleName}', { RuleName: ref(event.id) }),
    sourceAccount: { 'Fn::Sub': '${AWS::AccountId}' },
  });
  const properties: DraftMap = {
    TopicRulePayload: {
      ...propertiesOf(event, 'Sql', 'AwsIotSqlVersion'),
      RuleDisabled: false,
      Actions: [{ Lambda: { FunctionArn: target.arn } }],
    },
  };
  expansion.derive(event.id, 'AWS::IoT::TopicRule', target.resource, properties, event.origin);
};

/** A user pool calls the function when something happens to a user; the pool is in the same template. */
const userPoolForm: EventForm = (event, target, expansion) => {
  const pool = referredBy(propertyOf(event, 'UserPool'));
  if (pool === null) return;
  addPermission(event, target, expansion, {
    principal: 'cognito-idp.amazonaws.com',
    sourceArn: attribute(pool, 'Arn'),
    prefix: `${referredBy(nodeOf(target.name, event.origin.header)) ?? ''}Cognito`,
  });
  const trigger = propertyOf(event, 'Trigger');
  const triggers = (trigger?.kind === 'list' ? trigger.items : [trigger]).flatMap(
    each => textOfScalar(each) ?? [],
  );
  expansion.changeProperties(pool, properties => {
    const place = event.origin.header;
    const given = memberValue(properties, 'LambdaConfig');
    const before = given?.kind === 'map' ? given : nodeOf({}, place);
    if (before.kind !== 'map') return properties;
    const members = triggers.map(key => ({ key, keySpan: place, value: nodeOf(target.arn, place) }));
    const value = withMembers(before, members);
    return withMembers(properties, [{ key: 'LambdaConfig', keySpan: place, value }]);
  });
};

const logsForm: EventForm = (event, target, expansion) => {
  const group = propertyOf(event, 'LogGroupName');
  const given: DraftMap = { __LogGroupName__: group };
  addPermission(event, target, expansion, {
    principal: 'logs.amazonaws.com',
    sourceArn: arnHere('logs', 'log-group:${__LogGroupName__}:*', given),
  });
  const properties: DraftMap = {
    ...propertiesOf(event, 'LogGroupName', 'FilterPattern'),
    DestinationArn: target.arn,
  };
  expansion.derive(event.id, 'AWS::Logs::SubscriptionFilter', target.resource, properties, event.origin);
};

export const PUSH_EVENTS: readonly (readonly [string, EventForm])[] = [
  ['S3', bucketForm],
  ['SNS', topicForm],
  ['AlexaSkill', alexaForm],
  ['IoTRule', thingsForm],
  ['Cognito', userPoolForm],
  ['CloudWatchLogs', logsForm],
];
