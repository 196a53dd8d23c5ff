// Types of SAM that become one resource each: tables, layers, nested applications.

import {
  type MapNode,
  mapNode,
  memberValue,
  type TemplateNode,
  textOfScalar,
  unreadNode,
} from '../syntax.ts';
import { locationOf } from './code.ts';
import { attribute, callOf, type Draft, type DraftMap, isGiven, membersOf } from './drafts.ts';
import { attributesOf, type Expansion, kept, originOf, type SamResource } from './expansion.ts';
import { type Plain, plain } from './logical-ids.ts';
import { managedPolicy } from './managed-policies.ts';
import { trustIn } from './roles.ts';
import { writtenTags } from './tags.ts';

const ATTRIBUTE_TYPES: Readonly<Record<string, string>> = { String: 'S', Number: 'N', Binary: 'B' };

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html */
export function expandTable(resource: SamResource, expansion: Expansion): void {
  const { properties } = resource;
  const key = memberValue(properties, 'PrimaryKey');
  const [name, type] = key
    ? [memberValue(key, 'Name'), textOfScalar(memberValue(key, 'Type'))]
    : ['id', 'String'];
  const isProvisioned = isGiven(memberValue(properties, 'ProvisionedThroughput'));
  const tags = writtenTags(memberValue(properties, 'Tags'));
  replace(
    resource,
    'AWS::DynamoDB::Table',
    expansion,
    {
      AttributeDefinitions: [{ AttributeName: name, AttributeType: ATTRIBUTE_TYPES[type ?? ''] }],
      KeySchema: [{ AttributeName: name, KeyType: 'HASH' }],
      BillingMode: isProvisioned ? undefined : 'PAY_PER_REQUEST',
      Tags: tags.length === 0 ? undefined : tags,
    },
    ['PointInTimeRecoverySpecification', 'ProvisionedThroughput', 'SSESpecification', 'TableName'],
  );
}

/**
 * Each change of a layer makes a new one, so that its logical id ends with a digest.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-layerversion.html
 */
export function expandLayer(resource: SamResource, expansion: Expansion): void {
  const { name, properties, nameSpan, value, type } = resource;
  const content = memberValue(properties, 'ContentUri');
  const location =
    content && (locationOf(content) ?? unreadNode(content, 'the layer is uploaded at deployment'));
  const draft: DraftMap = { LayerName: memberValue(properties, 'LayerName') ?? name, Content: location };
  const members = [
    ...kept(properties, ['Description', 'CompatibleArchitectures', 'CompatibleRuntimes', 'LicenseInfo']),
    ...membersOf(draft, nameSpan, properties),
  ];
  const hashed: Record<string, Plain> = { Type: type, Properties: layerData(properties, expansion) };
  for (const key of ['Condition', 'DependsOn']) {
    const attribute = memberValue(value, key);
    if (attribute) hashed[key] = plain(attribute);
  }
  const id = expansion.digestId(name, { [name]: hashed });
  const policy = textOfScalar(memberValue(properties, 'RetentionPolicy'))?.toLowerCase();
  const retention = membersOf({ DeletionPolicy: policy === 'delete' ? 'Delete' : 'Retain' }, nameSpan);
  const own = attributesOf(resource);
  const isKept = policy === undefined && own.some(({ key }) => key === 'DeletionPolicy');
  const attributes = isKept ? own : [...own.filter(({ key }) => key !== 'DeletionPolicy'), ...retention];
  expansion.aliases.set(name, id);
  expansion.add(
    id,
    'AWS::Lambda::LayerVersion',
    mapNode(nameSpan, members, properties.broken),
    attributes,
    originOf(resource),
  );
}

/** The texts of a layer with their parameters, the rest as it is written. */
function layerData(properties: MapNode, expansion: Expansion): Plain {
  const resolved = new Set(['LayerName', 'LicenseInfo', 'Description', 'RetentionPolicy']);
  return Object.fromEntries(
    properties.members.map(({ key, value }) => [
      key,
      resolved.has(key) ? expansion.resolved(value) : plain(value),
    ]),
  );
}

/**
 * A template beside this one is a nested stack; applications of the repository are not on this machine, as nothing says where their template is.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-application.html
 */
export function expandApplication(resource: SamResource, expansion: Expansion): void {
  const { properties } = resource;
  const location = memberValue(properties, 'Location');
  const isPath = location?.kind === 'scalar' || callOf(location) !== null;
  replace(
    resource,
    'AWS::CloudFormation::Stack',
    expansion,
    {
      TemplateURL: isPath ? location : undefined,
      Tags: [
        { Key: 'lambda:createdBy', Value: 'SAM' },
        ...tagFrom('serverlessrepo:applicationId', memberValue(location, 'ApplicationId')),
        ...tagFrom('serverlessrepo:semanticVersion', memberValue(location, 'SemanticVersion')),
        ...writtenTags(memberValue(properties, 'Tags')),
      ],
    },
    ['Parameters', 'NotificationARNs', 'TimeoutInMinutes'],
  );
}

function tagFrom(key: string, value: TemplateNode | undefined): readonly DraftMap[] {
  return value ? [{ Key: key, Value: value as Draft }] : [];
}

/**
 * The machines on which functions run, and the role that starts them.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-capacityprovider.html
 */
export function expandCapacityProvider(resource: SamResource, expansion: Expansion): void {
  const { name, properties, nameSpan } = resource;
  const written = memberValue(properties, 'OperatorRole');
  const mark = { Key: 'lambda:createdBy', Value: 'SAM' };
  if (!isGiven(written)) {
    expansion.derive(`${name}OperatorRole`, 'AWS::IAM::Role', resource, {
      AssumeRolePolicyDocument: trustIn('lambda.amazonaws.com'),
      ManagedPolicyArns: [managedPolicy('AWSLambdaManagedEC2ResourceOperator', nameSpan)],
      Tags: [mark],
    });
  }
  const role = isGiven(written) ? written : attribute(`${name}OperatorRole`, 'Arn');
  const draft = { PermissionsConfig: { CapacityProviderOperatorRoleArn: role } };
  replace(resource, 'AWS::Lambda::CapacityProvider', expansion, draft, [
    'CapacityProviderName',
    'VpcConfig',
    'KmsKeyArn',
  ]);
}

/** One resource in the place of another, with some of its properties. */
function replace(
  resource: SamResource,
  type: string,
  expansion: Expansion,
  draft: DraftMap,
  names: readonly string[],
): void {
  const { name, properties, nameSpan } = resource;
  const members = [...kept(properties, names), ...membersOf(draft, nameSpan, properties)];
  const whole = mapNode(memberValue(resource.value, 'Properties') ?? nameSpan, members, properties.broken);
  expansion.add(name, type, whole, attributesOf(resource), originOf(resource));
}
