// Level 2 constructs of the services that keep data and secrets: KMS, Secrets Manager, Systems Manager parameters, log groups.

export const KMS = `
import { Aws, isEnabled, Resource } from 'aws-cdk-lib';
import { AccountRootPrincipal, Grant, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';

const ENCRYPT = ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'];
const ADMIN = [
  'kms:Create*', 'kms:Describe*', 'kms:Enable*', 'kms:List*', 'kms:Put*', 'kms:Update*', 'kms:Revoke*', 'kms:Disable*', 'kms:Get*', 'kms:Delete*',
  'kms:TagResource', 'kms:UntagResource', 'kms:ScheduleKeyDeletion', 'kms:CancelKeyDeletion',
];
const LEGACY_ADMIN = [
  'kms:Create*', 'kms:Describe*', 'kms:Enable*', 'kms:List*', 'kms:Put*', 'kms:Update*', 'kms:Revoke*', 'kms:Disable*', 'kms:Get*', 'kms:Delete*',
  'kms:ScheduleKeyDeletion', 'kms:CancelKeyDeletion', 'kms:GenerateDataKey', 'kms:TagResource', 'kms:UntagResource',
];

class KeyBase extends Resource {
  get keyRef() { return { keyArn: this.keyArn, keyId: this.keyId }; }
  grant(grantee, ...actions) {
    const options = { grantee, actions, resourceArns: [this.keyArn], resourceSelfArns: ['*'], resource: this };
    return this.trustsAccount ? Grant.addToPrincipalOrResource(options) : Grant.addToPrincipalAndResource(options);
  }
  grantDecrypt(grantee) { return this.grant(grantee, 'kms:Decrypt'); }
  grantEncrypt(grantee) { return this.grant(grantee, ...ENCRYPT); }
  grantEncryptDecrypt(grantee) { return this.grant(grantee, 'kms:Decrypt', ...ENCRYPT); }
  grantSign(grantee) { return this.grant(grantee, 'kms:Sign'); }
  grantVerify(grantee) { return this.grant(grantee, 'kms:Verify'); }
  grantSignVerify(grantee) { return this.grant(grantee, 'kms:Sign', 'kms:Verify'); }
  grantGenerateMac(grantee) { return this.grant(grantee, 'kms:GenerateMac'); }
  grantVerifyMac(grantee) { return this.grant(grantee, 'kms:VerifyMac'); }
  grantAdmin(grantee) { return this.grant(grantee, ...ADMIN); }
  addToResourcePolicy() { return { statementAdded: false }; }
  addAlias(aliasName) {
    const id = this.aliases === 0 ? 'Alias' : 'Alias' + aliasName;
    this.aliases = this.aliases + 1;
    return new Alias(this, id, { aliasName, targetKey: this });
  }
}

class ImportedKey extends KeyBase {
  constructor(scope, id, arn, keyId) {
    super(scope, id);
    this.keyArn = arn;
    this.keyId = keyId ?? arn;
    this.trustsAccount = true;
    this.aliases = 0;
  }
}

export class Key extends KeyBase {
  constructor(scope, id, props = {}) {
    super(scope, id);
    const isNew = isEnabled('@aws-cdk/aws-kms:defaultKeyPolicies');
    this.aliases = 0;
    this.trustsAccount = isNew || (props.trustAccountIdentities ?? false);
    this.policy = props.policy ?? new PolicyDocument();
    if (isNew ? !props.policy : this.trustsAccount) this.allowAccount(['kms:*']);
    else if (!isNew) this.allowAccount(LEGACY_ADMIN);
    this.resource = new CfnKey(this, 'Resource', {
      description: props.description,
      enableKeyRotation: props.enableKeyRotation ?? (props.rotationPeriod ? true : undefined),
      enabled: props.enabled,
      keyPolicy: this.policy,
      keySpec: props.keySpec,
      keyUsage: props.keyUsage,
      multiRegion: props.multiRegion,
      pendingWindowInDays: props.pendingWindow?.toDays(),
      rotationPeriodInDays: props.rotationPeriod?.toDays(),
    });
    this.keyArn = this.resource.attrArn;
    this.keyId = this.resource.ref;
    for (const admin of props.admins ?? []) this.grantAdmin(admin);
    if (props.alias !== undefined) this.addAlias(props.alias);
  }
  static fromKeyArn(scope, id, arn) { return new ImportedKey(scope, id, arn, arn.split('/').at(-1)); }
  static fromLookup(scope, id, options) { return new ImportedKey(scope, id, options.aliasName); }
  static fromCfnKey(resource) { return new ImportedKey(resource, '@FromCfnKey', resource.attrArn, resource.ref); }
  static isLookupDummy() { return false; }
  allowAccount(actions) {
    this.policy.addStatements(new PolicyStatement({ actions, resources: ['*'], principals: [new AccountRootPrincipal()] }));
  }
  addToResourcePolicy(statement) {
    this.policy.addStatements(statement);
    return { statementAdded: true };
  }
}

export class Alias extends KeyBase {
  constructor(scope, id, props) {
    super(scope, id);
    const aliasName = props.aliasName.startsWith('alias/') ? props.aliasName : 'alias/' + props.aliasName;
    this.target = props.targetKey;
    this.resource = new CfnAlias(this, 'Resource', { aliasName, targetKeyId: props.targetKey.keyArn });
    this.aliasName = isEnabled('@aws-cdk/aws-kms:aliasNameRef') ? this.resource.ref : aliasName;
    this.keyArn = props.targetKey.keyArn;
    this.keyId = this.aliasName;
    this.aliasArn = 'arn:' + Aws.PARTITION + ':kms:' + Aws.REGION + ':' + Aws.ACCOUNT_ID + ':' + this.aliasName;
  }
  static fromAliasName(scope, id, name) {
    const key = new ImportedKey(scope, id, 'arn:' + Aws.PARTITION + ':kms:' + Aws.REGION + ':' + Aws.ACCOUNT_ID + ':' + name, name);
    key.aliasName = name;
    return key;
  }
  static fromAliasAttributes(scope, id, attributes) { return attributes.aliasTargetKey; }
  grant(grantee, ...actions) { return this.target.grant(grantee, ...actions); }
  addToResourcePolicy(statement) { return this.target.addToResourcePolicy(statement); }
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
import { LogRetention as Retention } from 'aws-cdk-lib/custom-resources';

export class LogRetention extends Retention {}

export const RetentionDays = {
  ONE_DAY: 1, THREE_DAYS: 3, FIVE_DAYS: 5, ONE_WEEK: 7, TWO_WEEKS: 14, ONE_MONTH: 30, TWO_MONTHS: 60, THREE_MONTHS: 90, FOUR_MONTHS: 120,
  FIVE_MONTHS: 150, SIX_MONTHS: 180, ONE_YEAR: 365, THIRTEEN_MONTHS: 400, EIGHTEEN_MONTHS: 545, TWO_YEARS: 731, THREE_YEARS: 1096,
  FIVE_YEARS: 1827, SIX_YEARS: 2192, SEVEN_YEARS: 2557, EIGHT_YEARS: 2922, NINE_YEARS: 3288, TEN_YEARS: 3653, INFINITE: 9999,
};

export class LogGroup extends Resource {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.resource = new CfnLogGroup(this, 'Resource', {
      logGroupName: props.logGroupName,
      kmsKeyId: props.encryptionKey?.keyArn,
      retentionInDays: props.retention === undefined ? 731 : props.retention === 9999 ? undefined : props.retention,
      dataProtectionPolicy: props.dataProtectionPolicy && { name: props.dataProtectionPolicy.name },
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
