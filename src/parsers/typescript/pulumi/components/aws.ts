// What `@pulumi/aws` declares beside its resources: functions made of a program's own, and what calls them when something happens.
// https://www.pulumi.com/docs/iac/clouds/aws/guides/lambda/

export const AWS = `
import * as aws from '@pulumi/aws';

const { ManagedPolicy } = aws.iam;
const POLICIES = [
  ManagedPolicy.LambdaFullAccess, ManagedPolicy.CloudWatchFullAccessV2, ManagedPolicy.CloudWatchEventsFullAccess,
  ManagedPolicy.AmazonS3FullAccess, ManagedPolicy.AmazonDynamoDBFullAccess, ManagedPolicy.AmazonSQSFullAccess,
  ManagedPolicy.AmazonKinesisFullAccess, ManagedPolicy.AmazonCognitoPowerUser, ManagedPolicy.AWSXrayWriteOnlyAccess,
];
const STREAM_POLICIES = [
  ManagedPolicy.AWSLambdaKinesisExecutionRole, ManagedPolicy.AmazonKinesisFullAccess, ManagedPolicy.CloudWatchFullAccessV2,
  ManagedPolicy.CloudWatchEventsFullAccess, ManagedPolicy.LambdaFullAccess,
];

const lastOf = arn => arn.split('/').pop();

function roleOf(name, policies) {
  const Statement = [{ Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' }, Effect: 'Allow', Sid: '' }];
  const role = new aws.iam.Role(name, { assumeRolePolicy: JSON.stringify({ Version: '2012-10-17', Statement }) });
  const named = Array.isArray(policies) ? policies.map(arn => [lastOf(arn), arn]) : Object.entries(policies);
  for (const [key, policyArn] of named) new aws.iam.RolePolicyAttachment(name + '-' + key, { role: role.name, policyArn });
  return role;
}

export class CallbackFunction extends aws.lambda.Function {
  constructor(name, args, opts) {
    const { callback, callbackFactory, codePathOptions, policies, ...own } = args;
    const made = args.role ? undefined : roleOf(name, policies ?? POLICIES);
    const role = made ?? args.role;
    super(name, {
      ...own,
      handler: '__index.handler',
      runtime: args.runtime || 'nodejs22.x',
      role: aws.iam.Role.isInstance(role) ? role.arn : role,
      timeout: args.timeout ?? 180,
    }, opts);
    this.roleInstance = made;
  }
}

export const createFunctionFromEventHandler = (name, handler, opts, policies) =>
  typeof handler === 'function' ? new CallbackFunction(name, { callback: handler, policies }, opts) : handler;

function subscribed(name, handler, principal, sourceArn, action = 'lambda:InvokeFunction', policies = undefined) {
  const func = createFunctionFromEventHandler(name, handler, {}, policies);
  const permission = new aws.lambda.Permission(name, { function: func.name, action, principal, sourceArn });
  return { func, permission };
}

function mapped(name, handler, principal, eventSourceArn, args, action, policies) {
  const made = subscribed(name, handler, principal, eventSourceArn, action, policies);
  const eventSourceMapping = new aws.lambda.EventSourceMapping(name, { ...args, enabled: true, eventSourceArn, functionName: made.func.name });
  return { ...made, eventSourceMapping };
}

function onBucket(bucket, name, handler, { events, filterPrefix, filterSuffix }) {
  const made = subscribed(name, handler, 's3.amazonaws.com', bucket.arn);
  const lambdaFunctions = [{ events, filterPrefix, filterSuffix, lambdaFunctionArn: made.func.arn }];
  new aws.s3.BucketNotification(name, { bucket: bucket.id, lambdaFunctions });
  return made;
}

function onRule(eventRule, name, handler) {
  const made = subscribed(name, handler, 'events.amazonaws.com', eventRule.arn, 'lambda:invokeFunction');
  const target = new aws.cloudwatch.EventTarget(name, { rule: eventRule.name, arn: made.func.arn, targetId: name, eventBusName: eventRule.eventBusName });
  return { ...made, eventRule, target };
}

function onLogs(group, name, handler, args) {
  const made = subscribed(name, handler, 'logs.' + aws.config.region + '.amazonaws.com', group.arn + ':*', 'lambda:invokeFunction');
  new aws.cloudwatch.LogSubscriptionFilter(name, { destinationArn: made.func.arn, filterPattern: args?.filterPattern || '', logGroup: group.name });
  return made;
}

// Methods that classes of resources have, by the class.
export const s3_Bucket = {
  onEvent: onBucket,
  onObjectCreated: (bucket, name, handler, args) => onBucket(bucket, name, handler, { ...args, events: ['s3:ObjectCreated:' + (args?.event || '*')] }),
  onObjectRemoved: (bucket, name, handler, args) => onBucket(bucket, name, handler, { ...args, events: ['s3:ObjectRemoved:' + (args?.event || '*')] }),
};
export const sqs_Queue = { onEvent: (queue, name, handler, args) => mapped(name, handler, 'sqs.amazonaws.com', queue.arn, args, 'lambda:*') };
export const dynamodb_Table = { onEvent: (table, name, handler, args) => mapped(name, handler, 'dynamodb.amazonaws.com', table.streamArn, args) };
export const kinesis_Stream = {
  onEvent: (stream, name, handler, args) => mapped(name, handler, 'kinesis.amazonaws.com', stream.arn, args, undefined, STREAM_POLICIES),
};
export const sns_Topic = {
  onEvent: (topic, name, handler, args) => {
    const made = subscribed(name, handler, 'sns.amazonaws.com', topic.id, 'lambda:invokeFunction');
    return { ...made, subscription: new aws.sns.TopicSubscription(name, { ...args, topic: topic.id, protocol: 'lambda', endpoint: made.func.arn }) };
  },
};
export const cloudwatch_EventRule = { onEvent: onRule };
export const cloudwatch_LogGroup = { onEvent: onLogs, onDecodedEvent: onLogs };
export const onSchedule = (name, scheduleExpression, handler) => onRule(new aws.cloudwatch.EventRule(name, { scheduleExpression }), name, handler);
`;
