// Level 2 constructs of `aws-cdk-lib/aws-s3`: buckets with their keys and policies, and what the CDK adds to empty them and to tell of changes.

export const S3 = `
import { Aws, CfnResource, CustomResource, isEnabled, Lazy, Resource, Stack, Tags, unlessEmpty } from 'aws-cdk-lib';
import { AnyPrincipal, ArnPrincipal, Grant, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { resourceProvider, notificationsHandler } from 'aws-cdk-lib/custom-resources';

export const BucketEncryption = {
  UNENCRYPTED: 'UNENCRYPTED', KMS_MANAGED: 'KMS_MANAGED', S3_MANAGED: 'S3_MANAGED', KMS: 'KMS', DSSE_MANAGED: 'DSSE_MANAGED', DSSE: 'DSSE',
};
export const ObjectOwnership = {
  BUCKET_OWNER_ENFORCED: 'BucketOwnerEnforced', BUCKET_OWNER_PREFERRED: 'BucketOwnerPreferred', OBJECT_WRITER: 'ObjectWriter',
};
export const BucketAccessControl = {
  PRIVATE: 'Private', PUBLIC_READ: 'PublicRead', PUBLIC_READ_WRITE: 'PublicReadWrite', AUTHENTICATED_READ: 'AuthenticatedRead',
  LOG_DELIVERY_WRITE: 'LogDeliveryWrite', BUCKET_OWNER_READ: 'BucketOwnerRead', BUCKET_OWNER_FULL_CONTROL: 'BucketOwnerFullControl', AWS_EXEC_READ: 'AwsExecRead',
};
export const HttpMethods = { GET: 'GET', PUT: 'PUT', HEAD: 'HEAD', POST: 'POST', DELETE: 'DELETE' };
export const RedirectProtocol = { HTTP: 'http', HTTPS: 'https' };
export const ObjectLockMode = { GOVERNANCE: 'GOVERNANCE', COMPLIANCE: 'COMPLIANCE' };
export const TransitionDefaultMinimumObjectSize = {
  ALL_STORAGE_CLASSES_128_K: 'all_storage_classes_128K', VARIES_BY_STORAGE_CLASS: 'varies_by_storage_class',
};
export const StorageClass = {
  INFREQUENT_ACCESS: { value: 'STANDARD_IA' }, ONE_ZONE_INFREQUENT_ACCESS: { value: 'ONEZONE_IA' }, GLACIER: { value: 'GLACIER' },
  GLACIER_INSTANT_RETRIEVAL: { value: 'GLACIER_IR' }, DEEP_ARCHIVE: { value: 'DEEP_ARCHIVE' }, INTELLIGENT_TIERING: { value: 'INTELLIGENT_TIERING' },
};
export const ReplaceKey = {};

export class ObjectLockRetention {
  static governance(duration) { return { duration, mode: 'GOVERNANCE' }; }
  static compliance(duration) { return { duration, mode: 'COMPLIANCE' }; }
}

export class BlockPublicAccess {
  constructor(options) {
    this.blockPublicAcls = options.blockPublicAcls;
    this.blockPublicPolicy = options.blockPublicPolicy;
    this.ignorePublicAcls = options.ignorePublicAcls;
    this.restrictPublicBuckets = options.restrictPublicBuckets;
  }
  static BLOCK_ALL = new BlockPublicAccess({ blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true });
  static BLOCK_ACLS = new BlockPublicAccess({ blockPublicAcls: true, ignorePublicAcls: true });
  static BLOCK_ACLS_ONLY = new BlockPublicAccess({ blockPublicAcls: true, blockPublicPolicy: false, ignorePublicAcls: true, restrictPublicBuckets: false });
}

const READ = ['s3:GetObject*', 's3:GetBucket*', 's3:List*'];
const PUT = ['s3:PutObject', 's3:PutObjectLegalHold', 's3:PutObjectRetention', 's3:PutObjectTagging', 's3:PutObjectVersionTagging', 's3:Abort*'];
const LEGACY_PUT = ['s3:PutObject*', 's3:Abort*'];
const DELETE = ['s3:DeleteObject*'];
const KEY_READ = ['kms:Decrypt', 'kms:DescribeKey'];
const KEY_WRITE = ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Decrypt'];

const putActions = () => (isEnabled('@aws-cdk/aws-s3:grantWriteWithoutAcl') ? PUT : LEGACY_PUT);

class BucketBase extends Resource {
  get bucketRef() { return { bucketArn: this.bucketArn, bucketName: this.bucketName }; }
  arnForObjects(pattern) { return this.bucketArn + '/' + pattern; }
  s3UrlForObject(key) { return key === undefined ? 's3://' + this.bucketName : 's3://' + this.bucketName + '/' + key; }
  urlForObject(key) { return 'https://s3.' + Aws.REGION + '.' + Aws.URL_SUFFIX + '/' + this.bucketName + (key === undefined ? '' : '/' + key); }
  virtualHostedUrlForObject(key) { return 'https://' + this.bucketRegionalDomainName + (key === undefined ? '' : '/' + key); }
  give(grantee, actions, keyActions, resourceArns) {
    const result = Grant.addToPrincipalOrResource({ grantee, actions, resourceArns, resource: this });
    if (keyActions.length > 0) this.encryptionKey?.grant(grantee, ...keyActions);
    return result;
  }
  get grants() {
    return {
      read: (grantee, pattern) => this.grantRead(grantee, pattern),
      write: (grantee, pattern, actions) => this.grantWrite(grantee, pattern, actions),
      readWrite: (grantee, pattern) => this.grantReadWrite(grantee, pattern),
      put: (grantee, pattern) => this.grantPut(grantee, pattern),
      putAcl: (grantee, pattern) => this.grantPutAcl(grantee, pattern),
      delete: (grantee, pattern) => this.grantDelete(grantee, pattern),
      publicAccess: (pattern, ...actions) => this.grantPublicAccess(pattern, ...actions),
    };
  }
  grantRead(grantee, pattern = '*') { return this.give(grantee, READ, KEY_READ, [this.bucketArn, this.arnForObjects(pattern)]); }
  grantWrite(grantee, pattern = '*', actions = []) {
    return this.give(grantee, actions.length > 0 ? actions : [...DELETE, ...putActions()], KEY_WRITE, [this.bucketArn, this.arnForObjects(pattern)]);
  }
  grantReadWrite(grantee, pattern = '*') {
    const keys = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'];
    return this.give(grantee, [...READ, ...DELETE, ...putActions()], keys, [this.bucketArn, this.arnForObjects(pattern)]);
  }
  grantPut(grantee, pattern = '*') { return this.give(grantee, putActions(), KEY_WRITE, [this.arnForObjects(pattern)]); }
  grantDelete(grantee, pattern = '*') { return this.give(grantee, DELETE, [], [this.arnForObjects(pattern)]); }
  grantPutAcl(grantee, pattern = '*') {
    return this.give(grantee, ['s3:PutObjectAcl', 's3:PutObjectVersionAcl'], [], [this.arnForObjects(pattern)]);
  }
  grantPublicAccess(pattern = '*', ...actions) {
    return this.give(new AnyPrincipal(), actions.length > 0 ? actions : ['s3:GetObject'], [], [this.arnForObjects(pattern)]);
  }
  addEventNotification(event, destination) {
    this.notify();
    destination?.bind?.(this, this);
  }
  addObjectCreatedNotification(destination) { this.addEventNotification('s3:ObjectCreated:*', destination); }
  addObjectRemovedNotification(destination) { this.addEventNotification('s3:ObjectRemoved:*', destination); }
  enableEventBridgeNotification() { this.notify(); }
  notify() {
    if (this.hasNotifications) return;
    this.hasNotifications = true;
    notificationsHandler(this, this.notificationsHandlerRole, this.isImported);
  }
}

class ImportedBucket extends BucketBase {
  constructor(scope, id, attributes) {
    super(scope, id);
    this.bucketName = attributes.bucketName ?? nameIn(attributes.bucketArn);
    this.bucketArn = attributes.bucketArn ?? 'arn:' + Aws.PARTITION + ':s3:::' + attributes.bucketName;
    this.encryptionKey = attributes.encryptionKey;
    this.bucketDomainName = this.bucketName + '.s3.' + Aws.URL_SUFFIX;
    this.bucketRegionalDomainName = this.bucketName + '.s3.' + (attributes.region ?? Aws.REGION) + '.' + Aws.URL_SUFFIX;
    this.notificationsHandlerRole = attributes.notificationsHandlerRole;
    this.hasNotifications = false;
    this.isImported = true;
  }
  addToResourcePolicy() { return { statementAdded: false }; }
}

function nameIn(arn) {
  return arn.split(':')[5];
}

const PRIVATE_CONTROLS = ['Private', 'BucketOwnerRead', 'BucketOwnerFullControl'];

function ownership(objectOwnership, accessControl) {
  const isNeeded = accessControl && !PRIVATE_CONTROLS.includes(accessControl);
  return objectOwnership || isNeeded ? { rules: [{ objectOwnership: objectOwnership ?? 'ObjectWriter' }] } : undefined;
}

const tagFilters = tags => tags && unlessEmpty(Object.entries(tags).map(([key, value]) => ({ key, value })));

function lifecycleRule(rule) {
  const kept = rule.noncurrentVersionExpiration;
  return {
    abortIncompleteMultipartUpload: rule.abortIncompleteMultipartUploadAfter && { daysAfterInitiation: rule.abortIncompleteMultipartUploadAfter.toDays() },
    expirationDate: rule.expirationDate,
    expirationInDays: rule.expiration?.toDays(),
    expiredObjectDeleteMarker: rule.expiredObjectDeleteMarker,
    id: rule.id,
    noncurrentVersionExpiration: kept && { noncurrentDays: kept.toDays(), newerNoncurrentVersions: rule.noncurrentVersionsToRetain },
    noncurrentVersionTransitions: rule.noncurrentVersionTransitions && unlessEmpty(rule.noncurrentVersionTransitions.map(each => ({
      storageClass: each.storageClass.value, transitionInDays: each.transitionAfter.toDays(), newerNoncurrentVersions: each.noncurrentVersionsToRetain,
    }))),
    objectSizeGreaterThan: rule.objectSizeGreaterThan,
    objectSizeLessThan: rule.objectSizeLessThan,
    prefix: rule.prefix,
    status: (rule.enabled ?? true) ? 'Enabled' : 'Disabled',
    tagFilters: tagFilters(rule.tagFilters),
    transitions: rule.transitions && unlessEmpty(rule.transitions.map(each => ({
      storageClass: each.storageClass.value, transitionDate: each.transitionDate, transitionInDays: each.transitionAfter?.toDays(),
    }))),
  };
}

export class Bucket extends BucketBase {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.policy = undefined;
    this.notificationsHandlerRole = props.notificationsHandlerRole;
    this.hasNotifications = false;
    this.isImported = false;
    this.lifecycleRules = [...(props.lifecycleRules ?? [])];
    this.corsRules = [...(props.cors ?? [])];
    this.metrics = [...(props.metrics ?? [])];
    this.inventories = [...(props.inventories ?? [])];
    this.objectOwnership = props.objectOwnership;
    const kind = props.encryption ?? (props.encryptionKey ? 'KMS' : 'UNENCRYPTED');
    this.encryptionKey = kind === 'KMS'
      ? (props.encryptionKey ?? new Key(this, 'Key', { description: 'Created by ' + this.node.path, enableKeyRotation: true }))
      : kind === 'DSSE' ? (props.encryptionKey ?? new Key(this, 'Key', { description: 'Created by ' + this.node.path })) : undefined;
    const blocked = props.blockPublicAccess;
    const isBlockedByDefault = blocked && isEnabled('@aws-cdk/aws-s3:publicAccessBlockedByDefault');
    const logs = props.serverAccessLogsBucket;
    if (logs?.encryptionKey) logs.encryptionKey.grantEncryptDecrypt(new ServicePrincipal('logging.s3.amazonaws.com'));
    const lock = props.objectLockDefaultRetention;
    this.resource = new CfnBucket(this, 'Resource', {
      bucketName: props.bucketName,
      accessControl: props.accessControl,
      bucketEncryption: kind === 'UNENCRYPTED' ? undefined : {
        serverSideEncryptionConfiguration: [{
          bucketKeyEnabled: props.bucketKeyEnabled,
          serverSideEncryptionByDefault: {
            sseAlgorithm: kind === 'S3_MANAGED' ? 'AES256' : kind === 'DSSE' || kind === 'DSSE_MANAGED' ? 'aws:kms:dsse' : 'aws:kms',
            kmsMasterKeyId: this.encryptionKey?.keyArn,
          },
        }],
      },
      versioningConfiguration: props.versioned ? { status: 'Enabled' } : undefined,
      lifecycleConfiguration: Lazy.any({ produce: () => this.lifecycleRules.length === 0 ? undefined : {
        rules: this.lifecycleRules.map(each => lifecycleRule(each)), transitionDefaultMinimumObjectSize: props.transitionDefaultMinimumObjectSize,
      } }),
      publicAccessBlockConfiguration: isBlockedByDefault ? {
        blockPublicAcls: blocked.blockPublicAcls ?? true,
        blockPublicPolicy: blocked.blockPublicPolicy ?? true,
        ignorePublicAcls: blocked.ignorePublicAcls ?? true,
        restrictPublicBuckets: blocked.restrictPublicBuckets ?? true,
      } : blocked,
      ownershipControls: ownership(props.objectOwnership, props.accessControl),
      objectLockEnabled: lock ? true : props.objectLockEnabled,
      objectLockConfiguration: lock && { objectLockEnabled: 'Enabled', rule: { defaultRetention: { days: lock.duration.toDays(), mode: lock.mode } } },
      websiteConfiguration: props.websiteIndexDocument || props.websiteErrorDocument || props.websiteRedirect ? {
        indexDocument: props.websiteIndexDocument, errorDocument: props.websiteErrorDocument, redirectAllRequestsTo: props.websiteRedirect,
      } : undefined,
      corsConfiguration: Lazy.any({ produce: () => this.corsRules.length === 0 ? undefined : {
        corsRules: this.corsRules.map(each => ({
          id: each.id, maxAge: each.maxAge, allowedHeaders: each.allowedHeaders, allowedMethods: each.allowedMethods,
          allowedOrigins: each.allowedOrigins, exposedHeaders: each.exposedHeaders,
        })),
      } }),
      metricsConfigurations: Lazy.any({ produce: () => unlessEmpty(this.metrics.map(each => ({ id: each.id, prefix: each.prefix, tagFilters: tagFilters(each.tagFilters) }))) }),
      intelligentTieringConfigurations: props.intelligentTieringConfigurations?.map(each => ({
        id: each.name, prefix: each.prefix, status: 'Enabled', tagFilters: each.tags,
        tierings: [
          ...(each.archiveAccessTierTime ? [{ accessTier: 'ARCHIVE_ACCESS', days: each.archiveAccessTierTime.toDays() }] : []),
          ...(each.deepArchiveAccessTierTime ? [{ accessTier: 'DEEP_ARCHIVE_ACCESS', days: each.deepArchiveAccessTierTime.toDays() }] : []),
        ],
      })),
      accelerateConfiguration: props.transferAcceleration ? { accelerationStatus: 'Enabled' } : undefined,
      loggingConfiguration: logs || props.serverAccessLogsPrefix ? { destinationBucketName: logs?.bucketName, logFilePrefix: props.serverAccessLogsPrefix } : undefined,
    });
    this.bucketArn = this.resource.attrArn;
    this.bucketName = this.resource.ref;
    this.bucketDomainName = this.resource.attrDomainName;
    this.bucketDualStackDomainName = this.resource.attrDualStackDomainName;
    this.bucketRegionalDomainName = this.resource.attrRegionalDomainName;
    this.bucketWebsiteUrl = this.resource.attrWebsiteURL;
    if (props.enforceSSL) {
      this.denyUnless({ Bool: { 'aws:SecureTransport': 'false' } });
      if (props.minimumTLSVersion) this.denyUnless({ NumericLessThan: { 's3:TlsVersion': props.minimumTLSVersion } });
    }
    if (logs instanceof Bucket) logs.allowLogDelivery(this, props.serverAccessLogsPrefix);
    else if (!logs && props.serverAccessLogsPrefix) this.allowLogDelivery(this, props.serverAccessLogsPrefix);
    if (props.publicReadAccess) this.grantPublicAccess();
    if (props.autoDeleteObjects) this.emptyAtTheEnd();
    if (props.eventBridgeEnabled) this.enableEventBridgeNotification();
  }
  static fromBucketName(scope, id, bucketName) { return new ImportedBucket(scope, id, { bucketName }); }
  static fromBucketArn(scope, id, bucketArn) { return new ImportedBucket(scope, id, { bucketArn }); }
  static fromBucketAttributes(scope, id, attributes) { return new ImportedBucket(scope, id, attributes); }
  static fromCfnBucket(resource) {
    return new ImportedBucket(resource, '@FromCfnBucket', { bucketName: resource.ref, bucketArn: resource.attrArn });
  }
  addLifecycleRule(rule) { this.lifecycleRules.push(rule); }
  addCorsRule(rule) { this.corsRules.push(rule); }
  addMetric(metric) { this.metrics.push(metric); }
  addInventory(inventory) { this.inventories.push(inventory); }
  denyUnless(conditions) {
    this.addToResourcePolicy(new PolicyStatement({
      effect: 'Deny', principals: [new AnyPrincipal()], actions: ['s3:*'], resources: [this.bucketArn, this.arnForObjects('*')], conditions,
    }));
  }
  allowLogDelivery(from, prefix) {
    if (isEnabled('@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy')) {
      const isSame = Stack.of(this) === Stack.of(from);
      this.addToResourcePolicy(new PolicyStatement({
        principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [this.arnForObjects(prefix ? prefix + '*' : '*')],
        conditions: isSame ? { ArnLike: { 'aws:SourceArn': from.bucketArn }, StringEquals: { 'aws:SourceAccount': Stack.of(from).account ?? Aws.ACCOUNT_ID } } : undefined,
      }));
    } else {
      this.resource.accessControl = 'LogDeliveryWrite';
      this.resource.ownershipControls = ownership(this.objectOwnership, 'LogDeliveryWrite');
    }
  }
  emptyAtTheEnd() {
    const provider = resourceProvider(this, 'Custom::S3AutoDeleteObjects', {
      description: 'Lambda function for auto-deleting objects in ' + this.bucketName + ' S3 bucket.',
    });
    this.addToResourcePolicy(new PolicyStatement({
      principals: [new ArnPrincipal(provider.roleArn)],
      actions: ['s3:PutBucketPolicy', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*'],
      resources: [this.bucketArn, this.arnForObjects('*')],
    }));
    new CustomResource(this, 'AutoDeleteObjectsCustomResource', { resourceType: 'Custom::S3AutoDeleteObjects', serviceToken: provider.serviceToken });
    Tags.of(this.resource).add('aws-cdk:auto-delete-objects', 'true');
  }
  addToResourcePolicy(statement) {
    this.policy = this.policy ?? new BucketPolicy(this, 'Policy', { bucket: this });
    this.policy.document.addStatements(statement);
    return { statementAdded: true, policyDependable: this };
  }
}

export class BucketPolicy extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.document = props.document ?? new PolicyDocument();
    this.resource = new CfnBucketPolicy(this, 'Resource', { bucket: props.bucket.bucketName, policyDocument: this.document });
  }
}
`;
