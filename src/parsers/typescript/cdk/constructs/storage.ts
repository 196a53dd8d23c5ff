// Level 2 constructs of the services that keep data and secrets: S3, KMS, Secrets Manager, Systems Manager parameters, log groups.

export const S3 = `
import { atDeployment, Aws, Resource } from 'aws-cdk-lib';
import { AnyPrincipal, ArnPrincipal, Grant, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';

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
export const ReplaceKey = {};

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
const DELETE = ['s3:DeleteObject*'];

class BucketBase extends Resource {
  arnForObjects(pattern) { return this.bucketArn + '/' + pattern; }
  s3UrlForObject(key) { return key === undefined ? 's3://' + this.bucketName : 's3://' + this.bucketName + '/' + key; }
  grantActions(grantee, actions, pattern) {
    return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.bucketArn, this.arnForObjects(pattern ?? '*')] });
  }
  grantRead(grantee, pattern) {
    this.encryptionKey?.grantDecrypt(grantee);
    return this.grantActions(grantee, READ, pattern);
  }
  grantWrite(grantee, pattern) {
    this.encryptionKey?.grantEncryptDecrypt(grantee);
    return this.grantActions(grantee, [...DELETE, ...PUT], pattern);
  }
  grantReadWrite(grantee, pattern) {
    this.encryptionKey?.grantEncryptDecrypt(grantee);
    return this.grantActions(grantee, [...READ, ...DELETE, ...PUT], pattern);
  }
  grantPut(grantee, pattern) {
    this.encryptionKey?.grantEncryptDecrypt(grantee);
    return Grant.addToPrincipal({ grantee, actions: PUT, resourceArns: [this.arnForObjects(pattern ?? '*')] });
  }
  grantDelete(grantee, pattern) {
    return Grant.addToPrincipal({ grantee, actions: DELETE, resourceArns: [this.arnForObjects(pattern ?? '*')] });
  }
  grantPutAcl(grantee, pattern) {
    return Grant.addToPrincipal({ grantee, actions: ['s3:PutObjectAcl', 's3:PutObjectVersionAcl'], resourceArns: [this.arnForObjects(pattern ?? '*')] });
  }
}

class ImportedBucket extends BucketBase {
  constructor(scope, id, attributes) {
    super(scope, id);
    this.bucketName = attributes.bucketName ?? nameIn(attributes.bucketArn);
    this.bucketArn = attributes.bucketArn ?? 'arn:' + Aws.PARTITION + ':s3:::' + attributes.bucketName;
    this.encryptionKey = attributes.encryptionKey;
    this.bucketDomainName = this.bucketName + '.s3.' + Aws.URL_SUFFIX;
    this.bucketRegionalDomainName = this.bucketDomainName;
  }
  addToResourcePolicy() { return { statementAdded: false }; }
}

function nameIn(arn) {
  return arn.split(':')[5];
}

export class Bucket extends BucketBase {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.policy = undefined;
    const kind = props.encryption ?? (props.encryptionKey ? 'KMS' : 'UNENCRYPTED');
    this.encryptionKey = props.encryptionKey ?? (kind === 'KMS' || kind === 'DSSE' ? new Key(this, 'Key') : undefined);
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
      publicAccessBlockConfiguration: props.blockPublicAccess,
      ownershipControls: props.objectOwnership && { rules: [{ objectOwnership: props.objectOwnership }] },
      objectLockEnabled: props.objectLockEnabled,
      websiteConfiguration: props.websiteIndexDocument && { indexDocument: props.websiteIndexDocument, errorDocument: props.websiteErrorDocument },
      loggingConfiguration: props.serverAccessLogsBucket && { destinationBucketName: props.serverAccessLogsBucket.bucketName, logFilePrefix: props.serverAccessLogsPrefix },
    });
    this.bucketArn = this.resource.attrArn;
    this.bucketName = this.resource.ref;
    this.bucketDomainName = this.resource.attrDomainName;
    this.bucketRegionalDomainName = this.resource.attrRegionalDomainName;
    this.bucketWebsiteUrl = this.resource.attrWebsiteURL;
    if (props.publicReadAccess) this.grantPublicAccess();
    if (props.autoDeleteObjects)
      this.addToResourcePolicy(new PolicyStatement({
        principals: [new ArnPrincipal('arn:' + Aws.PARTITION + ':iam::' + Aws.ACCOUNT_ID + ':role/' + atDeployment('role of', 'the function that empties buckets'))],
        actions: ['s3:PutBucketPolicy', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*'],
        resources: [this.bucketArn, this.arnForObjects('*')],
      }));
    if (props.enforceSSL)
      this.addToResourcePolicy(new PolicyStatement({
        effect: 'Deny',
        principals: [new AnyPrincipal()],
        actions: ['s3:*'],
        resources: [this.bucketArn, this.arnForObjects('*')],
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      }));
  }
  static fromBucketName(scope, id, bucketName) { return new ImportedBucket(scope, id, { bucketName }); }
  static fromBucketArn(scope, id, bucketArn) { return new ImportedBucket(scope, id, { bucketArn }); }
  static fromBucketAttributes(scope, id, attributes) { return new ImportedBucket(scope, id, attributes); }
  static fromCfnBucket(resource) {
    return new ImportedBucket(resource, '@FromCfnBucket', { bucketName: resource.ref, bucketArn: resource.attrArn });
  }
  addToResourcePolicy(statement) {
    this.policy = this.policy ?? new BucketPolicy(this, 'Policy', { bucket: this });
    this.policy.document.addStatements(statement);
    return { statementAdded: true, policyDependable: this };
  }
  grantPublicAccess(pattern, ...actions) {
    const statement = new PolicyStatement({
      actions: actions.length > 0 ? actions : ['s3:GetObject'],
      resources: [this.arnForObjects(pattern ?? '*')],
      principals: [new AnyPrincipal()],
    });
    this.addToResourcePolicy(statement);
    return { resourceStatement: statement };
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

export const KMS = `
import { Aws, Resource } from 'aws-cdk-lib';
import { AccountRootPrincipal, Grant, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';

class KeyBase extends Resource {
  get keyRef() { return { keyArn: this.keyArn, keyId: this.keyId }; }
  grant(grantee, ...actions) { return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.keyArn] }); }
  grantDecrypt(grantee) { return this.grant(grantee, 'kms:Decrypt'); }
  grantEncrypt(grantee) { return this.grant(grantee, 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'); }
  grantEncryptDecrypt(grantee) { return this.grant(grantee, 'kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'); }
  grantAdmin() { return new Grant(); }
  addToResourcePolicy() { return { statementAdded: false }; }
}

class ImportedKey extends KeyBase {
  constructor(scope, id, arn) {
    super(scope, id);
    this.keyArn = arn;
    this.keyId = arn;
  }
}

export class Key extends KeyBase {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.policy = props.policy ?? new PolicyDocument({
      statements: [new PolicyStatement({ actions: ['kms:*'], resources: ['*'], principals: [new AccountRootPrincipal()] })],
    });
    this.resource = new CfnKey(this, 'Resource', {
      description: props.description,
      enableKeyRotation: props.enableKeyRotation,
      enabled: props.enabled,
      keyPolicy: this.policy,
      keySpec: props.keySpec,
      keyUsage: props.keyUsage,
      multiRegion: props.multiRegion,
    });
    this.keyArn = this.resource.attrArn;
    this.keyId = this.resource.ref;
    if (props.alias !== undefined) this.addAlias(props.alias);
  }
  static fromKeyArn(scope, id, arn) { return new ImportedKey(scope, id, arn); }
  static fromLookup(scope, id, options) { return new ImportedKey(scope, id, options.aliasName); }
  addAlias(name) {
    return new CfnAlias(this, 'Alias', { aliasName: name, targetKeyId: this.keyArn });
  }
  addToResourcePolicy(statement) {
    this.policy.addStatements(statement);
    return { statementAdded: true };
  }
}

export class Alias extends KeyBase {
  constructor(scope, id, props) {
    super(scope, id);
    this.resource = new CfnAlias(this, 'Resource', { aliasName: props.aliasName, targetKeyId: props.targetKey.keyArn });
    this.aliasName = props.aliasName;
    this.keyArn = props.targetKey.keyArn;
    this.keyId = props.aliasName;
  }
  static fromAliasName(scope, id, name) {
    return new ImportedKey(scope, id, 'arn:' + Aws.PARTITION + ':kms:' + Aws.REGION + ':' + Aws.ACCOUNT_ID + ':' + name);
  }
}
`;

export const SECRETS_MANAGER = `
import { Aws, Resource } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';

class SecretBase extends Resource {
  get secretFullArn() { return this.secretArn; }
  get secretValue() { return this.secretValueFromJson(''); }
  secretValueFromJson(key) { return '{{resolve:secretsmanager:' + this.secretArn + ':SecretString:' + key + '::}}'; }
  grantRead(grantee) {
    this.encryptionKey?.grantDecrypt(grantee);
    return Grant.addToPrincipal({ grantee, actions: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'], resourceArns: [this.secretArn] });
  }
  grantWrite(grantee) {
    return Grant.addToPrincipal({ grantee, actions: ['secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecret'], resourceArns: [this.secretArn] });
  }
  addToResourcePolicy() { return { statementAdded: true }; }
  attach() { return this; }
}

class ImportedSecret extends SecretBase {
  constructor(scope, id, arn, name) {
    super(scope, id);
    this.secretArn = arn;
    this.secretName = name;
  }
}

export class Secret extends SecretBase {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.encryptionKey = props.encryptionKey;
    const written = props.secretStringValue ?? props.secretStringBeta1 ?? (props.secretObjectValue && JSON.stringify(props.secretObjectValue));
    this.resource = new CfnSecret(this, 'Resource', {
      description: props.description,
      name: props.secretName,
      kmsKeyId: props.encryptionKey?.keyArn,
      secretString: written,
      generateSecretString: props.generateSecretString ?? (written ? undefined : {}),
    });
    this.secretArn = this.resource.ref;
    this.secretName = props.secretName ?? this.resource.attrId;
  }
  static fromSecretNameV2(scope, id, name) {
    return new ImportedSecret(scope, id, 'arn:' + Aws.PARTITION + ':secretsmanager:' + Aws.REGION + ':' + Aws.ACCOUNT_ID + ':secret:' + name, name);
  }
  static fromSecretCompleteArn(scope, id, arn) { return new ImportedSecret(scope, id, arn, arn); }
  static fromSecretPartialArn(scope, id, arn) { return new ImportedSecret(scope, id, arn, arn); }
  static fromSecretAttributes(scope, id, attributes) { return new ImportedSecret(scope, id, attributes.secretCompleteArn ?? attributes.secretPartialArn); }
}
`;

export const SSM = `
import { Aws, Resource } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { atDeployment } from 'aws-cdk-lib';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';

export class StringParameter extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.resource = new CfnParameter(this, 'Resource', {
      name: props.parameterName, description: props.description, type: props.type ?? 'String', value: props.stringValue, tier: props.tier,
    });
    this.parameterName = this.resource.ref;
    this.parameterArn = arnOf(props.parameterName ?? this.resource.ref);
    this.stringValue = this.resource.attrValue;
  }
  static valueFromLookup(scope, name) { return atDeployment('ssm parameter', name); }
  static valueForStringParameter(scope, name) { return atDeployment('ssm parameter', name); }
  static valueForSecureStringParameter(scope, name) { return atDeployment('ssm parameter', name); }
  static valueForTypedStringParameterV2(scope, name) { return atDeployment('ssm parameter', name); }
  static fromStringParameterName(scope, id, name) { return new ImportedParameter(scope, id, name); }
  static fromStringParameterAttributes(scope, id, attributes) { return new ImportedParameter(scope, id, attributes.parameterName); }
  static fromStringParameterArn(scope, id, arn) { return new ImportedParameter(scope, id, arn); }
  static fromSecureStringParameterAttributes(scope, id, attributes) { return new ImportedParameter(scope, id, attributes.parameterName); }
  grantRead(grantee) { return read(grantee, this.parameterArn); }
  grantWrite(grantee) { return Grant.addToPrincipal({ grantee, actions: ['ssm:PutParameter'], resourceArns: [this.parameterArn] }); }
}

class ImportedParameter extends Resource {
  constructor(scope, id, name) {
    super(scope, id);
    this.parameterName = name;
    this.parameterArn = arnOf(name);
    this.stringValue = atDeployment('ssm parameter', name);
  }
  grantRead(grantee) { return read(grantee, this.parameterArn); }
}

function read(grantee, arn) {
  return Grant.addToPrincipal({
    grantee,
    actions: ['ssm:DescribeParameters', 'ssm:GetParameters', 'ssm:GetParameter', 'ssm:GetParameterHistory'],
    resourceArns: [arn],
  });
}

function arnOf(name) {
  return 'arn:' + Aws.PARTITION + ':ssm:' + Aws.REGION + ':' + Aws.ACCOUNT_ID + ':parameter/' + name;
}
`;

export const LOGS = `
import { Aws, Resource } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';

export class LogGroup extends Resource {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.resource = new CfnLogGroup(this, 'Resource', {
      logGroupName: props.logGroupName,
      kmsKeyId: props.encryptionKey?.keyArn,
      retentionInDays: props.retention === undefined ? 731 : props.retention,
      logGroupClass: props.logGroupClass,
    });
    this.logGroupArn = this.resource.attrArn;
    this.logGroupName = this.resource.ref;
  }
  static fromLogGroupName(scope, id, name) { return new ImportedLogGroup(scope, id, name); }
  static fromLogGroupArn(scope, id, arn) { return new ImportedLogGroup(scope, id, arn, arn); }
  grantWrite(grantee) { return write(grantee, this.logGroupArn); }
  grant(grantee, ...actions) { return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.logGroupArn] }); }
}

class ImportedLogGroup extends Resource {
  constructor(scope, id, name, arn) {
    super(scope, id);
    this.logGroupName = name;
    this.logGroupArn = arn ?? 'arn:' + Aws.PARTITION + ':logs:' + Aws.REGION + ':' + Aws.ACCOUNT_ID + ':log-group:' + name + ':*';
  }
  grantWrite(grantee) { return write(grantee, this.logGroupArn); }
}

function write(grantee, arn) {
  return Grant.addToPrincipal({ grantee, actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resourceArns: [arn] });
}
`;
