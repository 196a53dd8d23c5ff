// Events of schedules and of EventBridge, for functions and state machines.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html

import { memberValue, textOfScalar } from '../syntax.ts';
import { attribute, type Draft, type DraftMap } from './drafts.ts';
import {
  addPermission,
  deadLetterQueue,
  type EventForm,
  type EventTarget,
  propertiesOf,
  propertyOf,
  type SamEvent,
} from './events.ts';
import type { Expansion } from './expansion.ts';
import { inlinePolicy, trustIn } from './roles.ts';

const STATE_MACHINE = 'AWS::Serverless::StateMachine';

/** A rule on a bus or on a schedule. */
export const ruleForm: EventForm = (event, target, expansion) => {
  const { id, type, origin } = event;
  const isMachine = target.resource.type === STATE_MACHINE;
  const rule = attribute(id, 'Arn');
  const own: DraftMap =
    type === 'Schedule'
      ? { ScheduleExpression: propertyOf(event, 'Schedule'), ...propertiesOf(event, 'Name', 'Description') }
      : {
          ...propertiesOf(event, 'EventBusName'),
          EventPattern: propertyOf(event, 'Pattern'),
          Name: propertyOf(event, 'RuleName'),
        };
  const properties: DraftMap = {
    ...own,
    State: stateOf(event, expansion),
    Targets: [
      {
        Arn: target.arn,
        Id: targetId(event, isMachine ? 'StepFunctionsTarget' : 'LambdaTarget', expansion),
        RoleArn: isMachine ? roleOf(event, target, expansion) : undefined,
        ...propertiesOf(event, 'Input', 'InputPath', 'RetryPolicy', 'InputTransformer'),
        DeadLetterConfig: withArn(deadLetterQueue(event, target, expansion, rule)),
      },
    ],
  };
  expansion.derive(id, 'AWS::Events::Rule', target.resource, properties, origin);
  if (!isMachine)
    addPermission(event, target, expansion, { principal: 'events.amazonaws.com', sourceArn: rule });
};

function withArn(arn: Draft | undefined): DraftMap | undefined {
  return arn === undefined ? undefined : { Arn: arn };
}

/** `State` as it is written, or what `Enabled` says in its place. */
function stateOf(event: SamEvent, expansion: Expansion): Draft | undefined {
  const enabled = propertyOf(event, 'Enabled');
  if (!enabled || propertyOf(event, 'State')) return propertyOf(event, 'State');
  return expansion.text(enabled) === 'false' ? 'DISABLED' : 'ENABLED';
}

/** Such ids have at most 64 characters. */
function targetId(event: SamEvent, suffix: string, expansion: Expansion): Draft {
  const written = memberValue(propertyOf(event, 'Target'), 'Id');
  if (written && expansion.text(written) !== '') return written;
  return event.id.slice(0, 64 - suffix.length) + suffix;
}

/** The role that is written, or one that may start the state machine. */
function roleOf(event: SamEvent, target: EventTarget, expansion: Expansion): Draft {
  return propertyOf(event, 'RoleArn') ?? addStartRole(event, target, expansion, 'events.amazonaws.com');
}

/** Makes a role that lets a service start a state machine; its ARN. */
export function addStartRole(
  event: SamEvent,
  target: EventTarget,
  expansion: Expansion,
  service: string,
): DraftMap {
  const role = `${event.id}Role`;
  const properties: DraftMap = {
    AssumeRolePolicyDocument: trustIn(service),
    Policies: [inlinePolicy(`${role}StartExecutionPolicy`, 'states:StartExecution', target.arn)],
    PermissionsBoundary: memberValue(target.resource.properties, 'PermissionsBoundary'),
  };
  expansion.derive(role, 'AWS::IAM::Role', target.resource, properties, event.origin);
  return attribute(role, 'Arn');
}

const SCHEDULER_PROPERTIES = [
  'ScheduleExpression',
  'State',
  'Description',
  'StartDate',
  'EndDate',
  'ScheduleExpressionTimezone',
  'GroupName',
  'KmsKeyArn',
];

/** A schedule of EventBridge Scheduler, with the role that it acts as. */
export const schedulerForm: EventForm = (event, target, expansion) => {
  const queue = deadLetterQueue(event, target, expansion, null);
  const isUnnamed = textOfScalar(propertyOf(event, 'OmitName')) === 'true';
  const properties: DraftMap = {
    ...propertiesOf(event, ...SCHEDULER_PROPERTIES),
    Name: isUnnamed ? undefined : (propertyOf(event, 'Name') ?? event.id),
    FlexibleTimeWindow: propertyOf(event, 'FlexibleTimeWindow') ?? { Mode: 'OFF' },
    Target: {
      Arn: target.arn,
      RoleArn: propertyOf(event, 'RoleArn') ?? schedulerRole(event, target, queue, expansion),
      ...propertiesOf(event, 'Input', 'RetryPolicy'),
      DeadLetterConfig: withArn(queue),
    },
  };
  expansion.derive(event.id, 'AWS::Scheduler::Schedule', target.resource, properties, event.origin);
};

function schedulerRole(
  event: SamEvent,
  target: EventTarget,
  queue: Draft | undefined,
  expansion: Expansion,
): DraftMap {
  const { id, origin } = event;
  const isMachine = target.resource.type === STATE_MACHINE;
  const policy = isMachine
    ? inlinePolicy(`${id}StartExecutionPolicy`, 'states:StartExecution', target.arn)
    : inlinePolicy(`${id}LambdaPolicy`, 'lambda:InvokeFunction', target.arn);
  const properties: DraftMap = {
    AssumeRolePolicyDocument: trustIn('scheduler.amazonaws.com'),
    Policies:
      queue === undefined ? [policy] : [policy, inlinePolicy(`${id}SQSPolicy`, 'sqs:SendMessage', queue)],
    PermissionsBoundary: propertyOf(event, 'PermissionsBoundary'),
  };
  expansion.derive(`${id}Role`, 'AWS::IAM::Role', target.resource, properties, origin);
  return attribute(`${id}Role`, 'Arn');
}
