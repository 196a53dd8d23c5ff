// Values and helpers of `aws-cdk-lib` itself, in the language of the programs that use them: evaluated, never run.

export const CORE = `
import { Construct } from 'constructs';
import { Aws, Names } from 'aws-cdk-lib';

export class Duration {
  constructor(seconds) {
    this.seconds = seconds;
  }
  static millis(amount) { return new Duration(amount / 1000); }
  static seconds(amount) { return new Duration(amount); }
  static minutes(amount) { return new Duration(amount * 60); }
  static hours(amount) { return new Duration(amount * 3600); }
  static days(amount) { return new Duration(amount * 86400); }
  plus(other) { return new Duration(this.seconds + other.seconds); }
  minus(other) { return new Duration(this.seconds - other.seconds); }
  toMilliseconds() { return this.seconds * 1000; }
  toSeconds() { return this.seconds; }
  toMinutes() { return this.seconds / 60; }
  toHours() { return this.seconds / 3600; }
  toDays() { return this.seconds / 86400; }
}

export class Size {
  constructor(kibibytes) {
    this.kibibytes = kibibytes;
  }
  static kibibytes(amount) { return new Size(amount); }
  static mebibytes(amount) { return new Size(amount * 1024); }
  static gibibytes(amount) { return new Size(amount * 1048576); }
  static tebibytes(amount) { return new Size(amount * 1073741824); }
  toKibibytes() { return this.kibibytes; }
  toMebibytes() { return this.kibibytes / 1024; }
  toGibibytes() { return this.kibibytes / 1048576; }
}

export class CustomResource extends Construct {}

export class SecretValue {
  static unsafePlainText(text) { return text; }
  static plainText(text) { return text; }
  static secretsManager(id, options) {
    return '{{resolve:secretsmanager:' + id + ':SecretString:' + (options?.jsonField ?? '') + '::}}';
  }
  static ssmSecure(name, version) { return '{{resolve:ssm-secure:' + name + ':' + (version ?? '') + '}}'; }
}

/** The ARN of something; what is not said of it is the stack's own. */
export function formatArn(components, stack) {
  const { service, resource, resourceName } = components;
  const separator = components.arnFormat?.separator ?? components.sep ?? '/';
  const start = 'arn:' + (components.partition ?? Aws.PARTITION) + ':' + service + ':' + (components.region ?? stack?.region ?? Aws.REGION);
  const end = ':' + (components.account ?? stack?.account ?? Aws.ACCOUNT_ID) + ':' + resource;
  return resourceName === undefined ? start + end : start + end + separator + resourceName;
}

export const ArnFormat = {
  NO_RESOURCE_NAME: { separator: '' },
  COLON_RESOURCE_NAME: { separator: ':' },
  SLASH_RESOURCE_NAME: { separator: '/' },
  SLASH_RESOURCE_SLASH_RESOURCE_NAME: { separator: '/' },
};

/** What the constructs of AWS's solutions call what has no name. */
export function physicalName(scope, prefix, { maxLength, lower = false, separator = '' }) {
  const start = prefix + separator;
  const name = start + Names.uniqueResourceName(scope, { maxLength: maxLength - start.length, separator });
  return lower ? name.toLowerCase() : name;
}

export class Tag {
  constructor(key, value) {
    this.key = key;
    this.value = value;
  }
}
`;
