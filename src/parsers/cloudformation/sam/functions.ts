// AWS::Serverless::Function: the function, its role, version and alias, its URL, where results go, and its events.
// Left out, since no rule asks for them: tags that are propagated.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html

import { type MapNode, mapNode, memberOf, memberValue, type TemplateNode, textOfScalar } from '../syntax.ts';
import { httpForm, type Routes, restForm } from './api-events.ts';
import { codeOf } from './code.ts';
import {
  attribute,
  branchesOf,
  type Draft,
  type DraftMap,
  either,
  isGiven,
  isNothing,
  membersOf,
  nodeOf,
  ref,
  withMembers,
} from './drafts.ts';
import { addEvents, type EventForm, type EventTarget } from './events.ts';
import { attributesOf, type Expansion, inherited, kept, originOf, type SamResource } from './expansion.ts';
import { addInvokeConfiguration } from './invoke-configuration.ts';
import { managedPolicy } from './managed-policies.ts';
import { PULL_EVENTS } from './pull-events.ts';
import { PUSH_EVENTS } from './push-events.ts';
import {
  addInline,
  addManaged,
  addPolicies,
  createRole,
  policiesOf,
  type RoleDraft,
  trustIn,
} from './roles.ts';
import { ruleForm, schedulerForm } from './schedules.ts';
import { tagsOf } from './tags.ts';
import { addAlias, describedVersion } from './versions.ts';

const KEPT = [
  'FunctionName',
  'Handler',
  'Runtime',
  'MemorySize',
  'Timeout',
  'VpcConfig',
  'Environment',
  'KmsKeyArn',
  'ReservedConcurrentExecutions',
  'Layers',
  'FileSystemConfigs',
  'ImageConfig',
  'PackageType',
  'Architectures',
  'SnapStart',
  'EphemeralStorage',
  'CodeSigningConfigArn',
  'RuntimeManagementConfig',
  'LoggingConfig',
  'TenancyConfig',
  'RecursiveLoop',
  'DurableConfig',
  'FunctionScalingConfig',
  'PublishToLatestPublished',
];

export function expandFunction(resource: SamResource, routes: Routes, expansion: Expansion): void {
  const { name, properties, nameSpan } = resource;
  const role = roleOf(resource, expansion);
  const written = memberValue(properties, 'Role');
  const own = functionOf(resource, expansion);
  const alias = addAlias(
    resource,
    isWritten(written) ? withMembers(own, membersOf({ Role: written }, nameSpan)) : own,
    expansion,
  );
  const arn = alias === null ? attribute(name, 'Arn') : ref(alias);
  const target: EventTarget = { resource, arn, name: ref(alias ?? name), role };
  addUrl(target, expansion);
  addInvokeConfiguration(target, alias, expansion);
  addEvents(target, eventForms(routes), expansion);
  const given = isWritten(written) ? branchesOf(written) : null;
  if (!isWritten(written)) addRole(role, resource, null, expansion);
  else if (given) addRoleOfBranch(role, given, resource, expansion);
  const whole = withMembers(own, membersOf({ Role: roleArn(written, given, role) }, nameSpan, properties));
  expansion.add(name, 'AWS::Lambda::Function', whole, attributesOf(resource), originOf(resource));
}

/** The function's own properties, all but its role. */
function functionOf({ properties, nameSpan, value }: SamResource, expansion: Expansion): MapNode {
  const draft: DraftMap = {
    Code: codeOf(properties),
    Tags: tagsOf('lambda:createdBy', properties),
    Description: describedVersion(properties, expansion),
    TracingConfig: isTraced(properties, expansion) ? { Mode: memberValue(properties, 'Tracing') } : undefined,
    DeadLetterConfig: deadLetters(properties),
    CapacityProviderConfig: capacityOf(properties),
  };
  const members = [...kept(properties, KEPT), ...membersOf(draft, nameSpan, properties)];
  return mapNode(memberValue(value, 'Properties') ?? nameSpan, members, properties.broken);
}

function isWritten(role: TemplateNode | undefined): role is TemplateNode {
  return isGiven(role) && !isNothing(role);
}

function eventForms(routes: Routes): ReadonlyMap<string, EventForm> {
  return new Map<string, EventForm>([
    ...PUSH_EVENTS,
    ...PULL_EVENTS,
    ['Schedule', ruleForm],
    ['CloudWatchEvent', ruleForm],
    ['EventBridgeRule', ruleForm],
    ['ScheduleV2', schedulerForm],
    ['Api', restForm(routes)],
    ['HttpApi', httpForm(routes)],
  ]);
}

/** The role as the function's own properties make it; events add to it. */
function roleOf(resource: SamResource, expansion: Expansion): RoleDraft {
  const { properties, nameSpan } = resource;
  const role = createRole(`${resource.name}Role`, properties.broken);
  const add = (policy: string, property?: string): void => {
    const place = property === undefined ? nameSpan : (memberOf(properties, property)?.keySpan ?? nameSpan);
    addManaged(role, managedPolicy(policy, place));
  };
  const isDurable = memberOf(properties, 'DurableConfig') !== undefined;
  add(isDurable ? 'AWSLambdaBasicDurableExecutionRolePolicy' : 'AWSLambdaBasicExecutionRole');
  if (isTraced(properties, expansion)) add('AWSXrayWriteOnlyAccess', 'Tracing');
  if (isGiven(memberValue(properties, 'VpcConfig'))) add('AWSLambdaVPCAccessExecutionRole', 'VpcConfig');
  addDeadLetterPolicy(role, properties);
  addPolicies(role, resource, expansion);
  return role;
}

function isTraced(properties: MapNode, expansion: Expansion): boolean {
  const tracing = memberValue(properties, 'Tracing');
  return isGiven(tracing) && expansion.text(tracing) !== 'Disabled';
}

function addDeadLetterPolicy(role: RoleDraft, properties: MapNode): void {
  const queue = memberValue(properties, 'DeadLetterQueue');
  const arn = memberValue(queue, 'TargetArn');
  if (!queue || !arn) return;
  const action = textOfScalar(memberValue(queue, 'Type')) === 'SNS' ? 'sns:Publish' : 'sqs:SendMessage';
  const document: DraftMap = {
    Version: '2012-10-17',
    Statement: [{ Action: action, Resource: arn, Effect: 'Allow' }],
  };
  addInline(role, nodeOf({ PolicyName: 'DeadLetterQueuePolicy', PolicyDocument: document }, queue));
}

function deadLetters(properties: MapNode): DraftMap | undefined {
  const queue = memberValue(properties, 'DeadLetterQueue');
  return queue && { TargetArn: memberValue(queue, 'TargetArn') };
}

type Branches = NonNullable<ReturnType<typeof branchesOf>>;

function roleArn(written: TemplateNode | undefined, given: Branches | null, role: RoleDraft): Draft {
  const own = attribute(role.name, 'Arn');
  if (!isWritten(written)) return own;
  if (!given) return written;
  const [condition, then, otherwise] = given;
  if (isNothing(then) && isNothing(otherwise)) return own;
  return either(condition, isNothing(then) ? own : then, isNothing(otherwise) ? own : otherwise);
}

/** The role is there only where the function has none. */
function addRoleOfBranch(
  role: RoleDraft,
  [condition, then, otherwise]: Branches,
  resource: SamResource,
  expansion: Expansion,
): void {
  const name = textOfScalar(condition);
  if (isNothing(then) && isNothing(otherwise)) addRole(role, resource, null, expansion);
  else if (name !== null && isNothing(then)) addRole(role, resource, name, expansion);
  else if (name !== null && isNothing(otherwise)) {
    expansion.addCondition(`NOT${name}`, { 'Fn::Not': [{ Condition: name }] }, condition);
    addRole(role, resource, `NOT${name}`, expansion);
  }
}

function addRole(
  role: RoleDraft,
  resource: SamResource,
  condition: string | null,
  expansion: Expansion,
): void {
  const { properties, nameSpan } = resource;
  const draft: DraftMap = {
    AssumeRolePolicyDocument:
      memberValue(properties, 'AssumeRolePolicyDocument') ?? trustIn('lambda.amazonaws.com'),
    ...policiesOf(role, resource),
    Path: memberValue(properties, 'RolePath'),
    PermissionsBoundary: memberValue(properties, 'PermissionsBoundary'),
    Tags: tagsOf('lambda:createdBy', properties),
  };
  const node = nodeOf(draft, nameSpan) as MapNode;
  const others = inherited(resource).filter(({ key }) => condition === null || key !== 'Condition');
  const own = condition === null ? [] : membersOf({ Condition: condition }, nameSpan);
  const whole = mapNode(node, node.members, properties.broken);
  expansion.add(role.name, 'AWS::IAM::Role', whole, [...others, ...own], originOf(resource));
}

function capacityOf(properties: MapNode): DraftMap | undefined {
  const written = memberValue(properties, 'CapacityProviderConfig');
  if (written?.kind !== 'map') return undefined;
  const [arn, most, memory] = [
    'Arn',
    'PerExecutionEnvironmentMaxConcurrency',
    'ExecutionEnvironmentMemoryGiBPerVCpu',
  ].map(key => memberValue(written, key));
  return {
    LambdaManagedInstancesCapacityProviderConfig: {
      CapacityProviderArn: arn,
      PerExecutionEnvironmentMaxConcurrency: most,
      ExecutionEnvironmentMemoryGiBPerVCpu: memory,
    },
  };
}

/** The function's own address on the internet, and what lets everybody use one without sign-in. */
function addUrl({ resource, name }: EventTarget, expansion: Expansion): void {
  const configuration = memberValue(resource.properties, 'FunctionUrlConfig');
  if (!configuration || !isGiven(configuration)) return;
  const place = memberOf(resource.properties, 'FunctionUrlConfig')!.keySpan;
  const origin = { header: place, body: configuration };
  const [type, cors, mode] = ['AuthType', 'Cors', 'InvokeMode'].map(key => memberValue(configuration, key));
  const draft: DraftMap = { TargetFunctionArn: name, AuthType: type, Cors: cors, InvokeMode: mode };
  const url = `${resource.name}Url`;
  expansion.derive(url, 'AWS::Lambda::Url', resource, draft, origin);
  if (textOfScalar(type) !== 'NONE') return;
  expansion.derive(
    `${url}PublicPermissions`,
    'AWS::Lambda::Permission',
    resource,
    {
      Action: 'lambda:InvokeFunctionUrl',
      FunctionName: name,
      Principal: '*',
      FunctionUrlAuthType: type,
    },
    origin,
  );
  expansion.derive(
    `${resource.name}URLInvokeAllowPublicAccess`,
    'AWS::Lambda::Permission',
    resource,
    {
      Action: 'lambda:InvokeFunction',
      FunctionName: name,
      Principal: '*',
      InvokedViaFunctionUrl: true,
    },
    origin,
  );
}
