// Level 2 constructs of `aws-cdk-lib/aws-s3`: buckets with their keys and policies.

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
