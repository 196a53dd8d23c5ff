// Level 2 constructs of services of which rules ask only what their grants allow: tables, queues, topics, container repositories, buses.

export const DYNAMODB = `
import { Aws, Resource, Stack } from 'aws-cdk-lib';
import { CfnGlobalTable, CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';

const READ = ['dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:Scan', 'dynamodb:ConditionCheckItem'];
const READ_OF_PRINCIPALS = ['dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
const WRITE = ['dynamodb:BatchWriteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'];
const DESCRIBE = 'dynamodb:DescribeTable';
const KEY_READ = ['kms:Decrypt', 'kms:DescribeKey'];
const KEY_WRITE = ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'];

export const AttributeType = { STRING: 'S', NUMBER: 'N', BINARY: 'B' };
export const BillingMode = { PAY_PER_REQUEST: 'PAY_PER_REQUEST', PROVISIONED: 'PROVISIONED' };
export const StreamViewType = { NEW_IMAGE: 'NEW_IMAGE', OLD_IMAGE: 'OLD_IMAGE', NEW_AND_OLD_IMAGES: 'NEW_AND_OLD_IMAGES', KEYS_ONLY: 'KEYS_ONLY' };
export const ProjectionType = { KEYS_ONLY: 'KEYS_ONLY', INCLUDE: 'INCLUDE', ALL: 'ALL' };
export const TableEncryption = { DEFAULT: 'AWS_OWNED', CUSTOMER_MANAGED: 'CUSTOMER_MANAGED', AWS_MANAGED: 'AWS_MANAGED' };

class TableBase extends Resource {
  get tableRef() { return { tableArn: this.tableArn, tableName: this.tableName }; }
  get arns() { return this.indexes > 0 ? [this.tableArn, this.tableArn + '/index/*'] : [this.tableArn]; }
  give(grantee, actions, keyActions) {
    if (keyActions.length > 0) this.encryptionKey?.grant(grantee, ...keyActions);
    return this.later(grantee, actions);
  }
  /** Indexes may be added after the grant, so that it speaks of what there is in the end. */
  later(grantee, actions) { return Grant.addToPrincipal({ grantee, actions, resourceArns: this.arns }); }
  grant(grantee, ...actions) { return this.later(grantee, actions); }
  grantReadData(grantee) {
    this.give(grantee, [...READ, DESCRIBE], KEY_READ);
    return this.later(grantee, READ_OF_PRINCIPALS);
  }
  grantWriteData(grantee) { return this.give(grantee, [...WRITE, DESCRIBE], [...KEY_READ, ...KEY_WRITE]); }
  grantReadWriteData(grantee) {
    this.give(grantee, [...READ, ...WRITE, DESCRIBE], [...KEY_READ, ...KEY_WRITE]);
    return this.later(grantee, READ_OF_PRINCIPALS);
  }
  grantFullAccess(grantee) { return this.give(grantee, ['dynamodb:*'], [...KEY_READ, ...KEY_WRITE]); }
  grantStream(grantee, ...actions) { return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.tableStreamArn] }); }
  grantTableListStreams(grantee) { return Grant.addToPrincipal({ grantee, actions: ['dynamodb:ListStreams'], resourceArns: ['*'] }); }
  grantStreamRead(grantee) {
    this.grantTableListStreams(grantee);
    this.encryptionKey?.grant(grantee, ...KEY_READ);
    return this.grantStream(grantee, 'dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator');
  }
  get grants() {
    return {
      readData: grantee => this.grantReadData(grantee),
      writeData: grantee => this.grantWriteData(grantee),
      readWriteData: grantee => this.grantReadWriteData(grantee),
      fullAccess: grantee => this.grantFullAccess(grantee),
      actions: (grantee, ...actions) => this.grant(grantee, ...actions),
    };
  }
  addToResourcePolicy() { return { statementAdded: true }; }
  autoScaleReadCapacity() { return { scaleOnUtilization() {}, scaleOnSchedule() {} }; }
  autoScaleWriteCapacity() { return { scaleOnUtilization() {}, scaleOnSchedule() {} }; }
}

export class Table extends TableBase {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.indexes = 0;
    this.encryptionKey = props.encryptionKey ?? (props.encryption === 'CUSTOMER_MANAGED'
      ? new Key(this, 'Key', { description: 'Customer-managed key auto-created for encrypting DynamoDB table at ' + this.node.path, enableKeyRotation: true }) : undefined);
    this.resource = new CfnTable(this, 'Resource', {
      tableName: props.tableName,
      billingMode: props.billingMode,
      pointInTimeRecoverySpecification: (props.pointInTimeRecoverySpecification ?? props.pointInTimeRecovery) && { pointInTimeRecoveryEnabled: true },
      deletionProtectionEnabled: props.deletionProtection,
    });
    this.tableArn = this.resource.attrArn;
    this.tableName = this.resource.ref;
    this.tableStreamArn = this.resource.attrStreamArn;
  }
  static fromTableName(scope, id, name) { return new ImportedTable(scope, id, { tableName: name }); }
  static fromTableArn(scope, id, arn) { return new ImportedTable(scope, id, { tableArn: arn }); }
  static fromTableAttributes(scope, id, attributes) { return new ImportedTable(scope, id, attributes); }
  addGlobalSecondaryIndex() { this.indexes = this.indexes + 1; }
  addLocalSecondaryIndex() { this.indexes = this.indexes + 1; }
}

export class TableV2 extends TableBase {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.indexes = (props.globalSecondaryIndexes ?? []).length + (props.localSecondaryIndexes ?? []).length;
    this.encryptionKey = props.encryption?.tableKey;
    this.resource = new CfnGlobalTable(this, 'Resource', { tableName: props.tableName });
    this.tableArn = this.resource.attrArn;
    this.tableName = this.resource.ref;
    this.tableStreamArn = this.resource.attrStreamArn;
  }
  static fromTableName(scope, id, name) { return new ImportedTable(scope, id, { tableName: name }); }
  static fromTableArn(scope, id, arn) { return new ImportedTable(scope, id, { tableArn: arn }); }
  static fromTableAttributes(scope, id, attributes) { return new ImportedTable(scope, id, attributes); }
  addGlobalSecondaryIndex() { this.indexes = this.indexes + 1; }
  addLocalSecondaryIndex() { this.indexes = this.indexes + 1; }
}

export class TableEncryptionV2 {
  static customerManagedKey(tableKey) { return { tableKey }; }
  static awsManagedKey() { return {}; }
  static dynamoOwnedKey() { return {}; }
}

class ImportedTable extends TableBase {
  constructor(scope, id, attributes) {
    super(scope, id);
    const { tableName, tableArn } = attributes;
    this.tableName = tableName ?? tableArn.split('/')[1];
    this.tableArn = tableArn ?? 'arn:' + Aws.PARTITION + ':dynamodb:' + Stack.of(scope).region + ':' + Stack.of(scope).account + ':table/' + tableName;
    this.tableStreamArn = attributes.tableStreamArn;
    this.encryptionKey = attributes.encryptionKey;
    this.indexes = (attributes.globalIndexes ?? []).length + (attributes.localIndexes ?? []).length + (attributes.grantIndexPermissions ? 1 : 0);
  }
}
`;

export const SQS = `
import { Aws, Fn, Resource, Stack } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';

export const QueueEncryption = { UNENCRYPTED: 'NONE', KMS_MANAGED: 'MANAGED', KMS: 'KMS', SQS_MANAGED: 'SQS_MANAGED' };

class QueueBase extends Resource {
  get queueRef() { return { queueArn: this.queueArn, queueUrl: this.queueUrl }; }
  grant(grantee, ...actions) {
    return Grant.addToPrincipalOrResource({ grantee, actions, resourceArns: [this.queueArn], resource: this });
  }
  grantConsumeMessages(grantee) {
    this.grant(grantee, 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueUrl', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes');
    return this.encryptionMasterKey?.grantDecrypt(grantee);
  }
  grantSendMessages(grantee) {
    this.grant(grantee, 'sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl');
    return this.encryptionMasterKey?.grant(grantee, 'kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*');
  }
  grantPurge(grantee) { return this.grant(grantee, 'sqs:PurgeQueue', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'); }
  addToResourcePolicy() { return { statementAdded: true }; }
}

export class Queue extends QueueBase {
  constructor(scope, id, props = {}) {
    super(scope, id);
    const kind = props.encryption ?? (props.encryptionMasterKey ? 'KMS' : undefined);
    this.encryptionMasterKey = kind === 'KMS' ? (props.encryptionMasterKey ?? new Key(this, 'Key', { description: 'Created by ' + this.node.path })) : undefined;
    this.resource = new CfnQueue(this, 'Resource', { queueName: props.queueName });
    this.queueArn = this.resource.attrArn;
    this.queueUrl = this.resource.ref;
    this.queueName = this.resource.attrQueueName;
  }
  static fromQueueArn(scope, id, arn) { return new ImportedQueue(scope, id, { queueArn: arn }); }
  static fromQueueAttributes(scope, id, attributes) { return new ImportedQueue(scope, id, attributes); }
}

class ImportedQueue extends QueueBase {
  constructor(scope, id, attributes) {
    super(scope, id);
    this.queueArn = attributes.queueArn;
    this.queueName = attributes.queueName ?? attributes.queueArn.split(':')[5];
    this.queueUrl = attributes.queueUrl ?? 'https://sqs.' + Stack.of(scope).region + '.' + Aws.URL_SUFFIX + '/' + Stack.of(scope).account + '/' + this.queueName;
  }
}
`;

export const SNS = `
import { Resource } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';

class TopicBase extends Resource {
  grantPublish(grantee) {
    this.masterKey?.grant(grantee, 'kms:Decrypt', 'kms:GenerateDataKey*');
    return Grant.addToPrincipalOrResource({ grantee, actions: ['sns:Publish'], resourceArns: [this.topicArn], resource: this });
  }
  grantSubscribe(grantee) {
    return Grant.addToPrincipalOrResource({ grantee, actions: ['sns:Subscribe'], resourceArns: [this.topicArn], resource: this });
  }
  addSubscription(subscription) { subscription?.bind?.(this); }
  addToResourcePolicy() { return { statementAdded: true }; }
}

export class Topic extends TopicBase {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.masterKey = props.masterKey;
    this.resource = new CfnTopic(this, 'Resource', { topicName: props.topicName, displayName: props.displayName, kmsMasterKeyId: props.masterKey?.keyArn });
    this.topicArn = this.resource.ref;
    this.topicName = this.resource.attrTopicName;
  }
  static fromTopicArn(scope, id, arn) { return new ImportedTopic(scope, id, arn); }
  static fromTopicAttributes(scope, id, attributes) { return new ImportedTopic(scope, id, attributes.topicArn); }
}

class ImportedTopic extends TopicBase {
  constructor(scope, id, arn) {
    super(scope, id);
    this.topicArn = arn;
    this.topicName = arn.split(':')[5];
  }
}
`;

export const ECR = `
import { Aws, Resource, Stack } from 'aws-cdk-lib';
import { CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { Grant } from 'aws-cdk-lib/aws-iam';

export const TagMutability = { MUTABLE: 'MUTABLE', IMMUTABLE: 'IMMUTABLE' };

class RepositoryBase extends Resource {
  get registryUri() { return this.registry + '.dkr.ecr.' + this.region + '.' + Aws.URL_SUFFIX; }
  get repositoryUri() { return this.repositoryUriForTag(); }
  repositoryUriForTag(tag) { return this.registryUri + '/' + this.repositoryName + (tag ? ':' + tag : ''); }
  repositoryUriForTagOrDigest(tag) { return this.repositoryUriForTag(tag); }
  repositoryUriForDigest(digest) { return this.registryUri + '/' + this.repositoryName + (digest ? '@' + digest : ''); }
  grant(grantee, ...actions) {
    return Grant.addToPrincipalOrResource({ grantee, actions, resourceArns: [this.repositoryArn], resource: this });
  }
  grantPull(grantee) {
    this.grant(grantee, 'ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage');
    return Grant.addToPrincipal({ grantee, actions: ['ecr:GetAuthorizationToken'], resourceArns: ['*'] });
  }
  grantPush(grantee) {
    Grant.addToPrincipal({ grantee, actions: ['ecr:GetAuthorizationToken'], resourceArns: ['*'] });
    return this.grant(grantee, 'ecr:CompleteLayerUpload', 'ecr:UploadLayerPart', 'ecr:InitiateLayerUpload', 'ecr:BatchCheckLayerAvailability', 'ecr:PutImage');
  }
  grantPullPush(grantee) {
    this.grantPull(grantee);
    return this.grant(grantee, 'ecr:CompleteLayerUpload', 'ecr:UploadLayerPart', 'ecr:InitiateLayerUpload', 'ecr:PutImage');
  }
  grantRead(grantee) {
    this.grant(grantee, 'ecr:DescribeRepositories', 'ecr:DescribeImages');
    return Grant.addToPrincipal({ grantee, actions: ['ecr:GetAuthorizationToken'], resourceArns: ['*'] });
  }
  addToResourcePolicy() { return { statementAdded: true }; }
  addLifecycleRule() {}
}

export class Repository extends RepositoryBase {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.resource = new CfnRepository(this, 'Resource', { repositoryName: props.repositoryName });
    this.repositoryName = this.resource.ref;
    this.repositoryArn = this.resource.attrArn;
    this.registry = Stack.of(this).account;
    this.region = Stack.of(this).region;
  }
  static fromRepositoryName(scope, id, name) { return new ImportedRepository(scope, id, { repositoryName: name }); }
  static fromRepositoryArn(scope, id, arn) { return new ImportedRepository(scope, id, { repositoryArn: arn, repositoryName: arn.split('/').at(-1) }); }
  static fromRepositoryAttributes(scope, id, attributes) { return new ImportedRepository(scope, id, attributes); }
  static fromLookup(scope, id, options) { return new ImportedRepository(scope, id, options); }
  static arnForLocalRepository(name, scope) { return 'arn:' + Aws.PARTITION + ':ecr:' + Stack.of(scope).region + ':' + Stack.of(scope).account + ':repository/' + name; }
}

class ImportedRepository extends RepositoryBase {
  constructor(scope, id, attributes) {
    super(scope, id);
    this.repositoryName = attributes.repositoryName;
    this.repositoryArn = attributes.repositoryArn ?? Repository.arnForLocalRepository(attributes.repositoryName, scope);
    this.registry = Stack.of(scope).account;
    this.region = Stack.of(scope).region;
  }
}
`;

export const EVENT_SOURCES = `
export class SqsEventSource {
  constructor(queue) { this.queue = queue; }
  bind(target) { this.queue.grantConsumeMessages(target); }
}
export class DynamoEventSource {
  constructor(table) { this.table = table; }
  bind(target) { this.table.grantStreamRead(target); }
}
export class S3EventSource {
  constructor(bucket, props) {
    this.bucket = bucket;
    this.props = props;
  }
  bind(target) {
    for (const event of this.props.events ?? []) this.bucket.addEventNotification(event, { bind() {} });
  }
}
export class S3EventSourceV2 extends S3EventSource {}
export class SnsEventSource {
  bind() {}
}
export class ApiEventSource {
  bind() {}
}
`;
