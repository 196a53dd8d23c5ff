// AWS::Serverless::StateMachine: the state machine, its role and its events.
// SAM writes the definition with a substitution for each function of the template in it; here its text has their values in their places.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html

import { mapNode, memberOf, memberValue, type TemplateNode, textOfScalar, unreadNode } from '../syntax.ts';
import { type Routes, restForm } from './api-events.ts';
import { locationOf } from './code.ts';
import { attribute, type Draft, type DraftMap, isGiven, membersOf, ref } from './drafts.ts';
import { addEvents, type EventForm } from './events.ts';
import { attributesOf, type Expansion, kept, originOf, type SamResource } from './expansion.ts';
import { managedPolicy } from './managed-policies.ts';
import { addManaged, addPolicies, createRole, policiesOf, trustIn } from './roles.ts';
import { ruleForm, schedulerForm } from './schedules.ts';
import { tagsOf } from './tags.ts';

const MARK = 'stateMachine:createdBy';

export function expandStateMachine(resource: SamResource, routes: Routes, expansion: Expansion): void {
  const { name, properties, nameSpan } = resource;
  const role = memberValue(properties, 'Role');
  if (!isGiven(role)) addRole(resource, expansion);
  const alias = addAlias(resource, expansion);
  const useAlias = expansion.text(memberValue(properties, 'UseAliasAsEventTarget')) === 'true';
  const arn = ref(useAlias && alias !== null ? alias : name);
  addEvents({ resource, arn, name: arn, role: null }, eventForms(routes), expansion);
  const draft: DraftMap = {
    RoleArn: isGiven(role) ? role : attribute(`${name}Role`, 'Arn'),
    StateMachineName: memberValue(properties, 'Name'),
    StateMachineType: memberValue(properties, 'Type'),
    LoggingConfiguration: memberValue(properties, 'Logging'),
    TracingConfiguration: memberValue(properties, 'Tracing'),
    DefinitionString: definitionText(memberValue(properties, 'Definition')),
    DefinitionS3Location: definitionPlace(memberValue(properties, 'DefinitionUri')),
    Tags: tagsOf(MARK, properties),
  };
  const members = [
    ...kept(properties, ['DefinitionSubstitutions']),
    ...membersOf(draft, nameSpan, properties),
  ];
  const whole = mapNode(memberValue(resource.value, 'Properties') ?? nameSpan, members, properties.broken);
  expansion.add(name, 'AWS::StepFunctions::StateMachine', whole, attributesOf(resource), originOf(resource));
}

function eventForms(routes: Routes): ReadonlyMap<string, EventForm> {
  return new Map<string, EventForm>([
    ['Schedule', ruleForm],
    ['CloudWatchEvent', ruleForm],
    ['EventBridgeRule', ruleForm],
    ['ScheduleV2', schedulerForm],
    ['Api', restForm(routes)],
  ]);
}

function addRole(resource: SamResource, expansion: Expansion): void {
  const { name, properties } = resource;
  const role = createRole(`${name}Role`, properties.broken);
  addPolicies(role, resource, expansion);
  const tracing = memberOf(properties, 'Tracing');
  if (textOfScalar(memberValue(tracing?.value, 'Enabled')) === 'true')
    addManaged(role, managedPolicy('AWSXrayWriteOnlyAccess', tracing!.keySpan));
  expansion.derive(role.name, 'AWS::IAM::Role', resource, {
    AssumeRolePolicyDocument: trustIn('states.amazonaws.com'),
    ...policiesOf(role, resource),
    Path: memberValue(properties, 'RolePath'),
    PermissionsBoundary: memberValue(properties, 'PermissionsBoundary'),
    Tags: tagsOf(MARK, properties),
  });
}

function addAlias(resource: SamResource, expansion: Expansion): string | null {
  const { name, properties } = resource;
  const written = memberValue(properties, 'AutoPublishAlias');
  if (!isGiven(written)) return null;
  const alias = `${name}Alias${expansion.text(written) ?? ''}`;
  const version = ref(`${name}Version`);
  expansion.derive(`${name}Version`, 'AWS::StepFunctions::StateMachineVersion', resource, {
    StateMachineArn: ref(name),
    StateMachineRevisionId: attribute(name, 'StateMachineRevisionId'),
  });
  const preference = memberValue(properties, 'DeploymentPreference');
  const given =
    preference?.kind === 'map'
      ? preference.members.map(({ key, value }) => [key, value] as const)
      : [['Type', 'ALL_AT_ONCE'] as const];
  expansion.derive(alias, 'AWS::StepFunctions::StateMachineAlias', resource, {
    Name: written,
    DeploymentPreference: { ...Object.fromEntries(given), StateMachineVersionArn: version },
  });
  expansion.aliases.set(`${name}.Alias`, alias).set(`${name}.Version`, `${name}Version`);
  return alias;
}

/** The definition as the text that it becomes. */
function definitionText(definition: TemplateNode | undefined): Draft | undefined {
  return definition && { 'Fn::ToJsonString': definition };
}

/** A file beside the template is uploaded at deployment. */
function definitionPlace(uri: TemplateNode | undefined): Draft | undefined {
  if (!uri) return undefined;
  const place = locationOf(uri);
  if (place === null) return unreadNode(uri, 'the definition is uploaded at deployment');
  const { S3Bucket: bucket, S3Key: key, S3ObjectVersion: version } = place;
  return { Bucket: bucket, Key: key, Version: version };
}
