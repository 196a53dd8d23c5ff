// What the CDK adds to do at deployment what CloudFormation cannot: functions with their roles, one of a kind in a stack.

export const CUSTOM_RESOURCES = `
import { atSynthesis, Aws, CfnResource, CustomResource, Duration, isEnabled, Resource, Stack } from 'aws-cdk-lib';
import { Grant, ManagedPolicy, Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function, LATEST_NODE, LATEST_PYTHON, SingletonFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';

const BASIC = { 'Fn::Sub': 'arn:' };

class ResourceProvider extends Construct {
  constructor(scope, id, props) {
    super(scope, id);
    this.statements = [];
    this.role = new CfnResource(this, 'Role', {
      type: 'AWS::IAM::Role',
      properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17', Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }],
        },
        ManagedPolicyArns: ['arn:' + Aws.PARTITION + ':iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
        Policies: props.policyStatements && [{ PolicyName: 'Inline', PolicyDocument: { Version: '2012-10-17', Statement: props.policyStatements } }],
      },
    });
    this.roleArn = this.role.getAtt('Arn');
    this.handler = new CfnResource(this, 'Handler', {
      type: 'AWS::Lambda::Function',
      properties: {
        Code: { S3Bucket: 'cdk-hnb659fds-assets-' + Stack.of(this).account + '-' + Stack.of(this).region, S3Key: atSynthesis('asset', id) },
        Timeout: props.timeout?.toSeconds() ?? 900,
        MemorySize: props.memorySize?.toMebibytes() ?? 128,
        Handler: props.codeHandler ?? 'index.handler',
        Role: this.roleArn,
        Runtime: LATEST_NODE,
        Environment: props.environment && { Variables: props.environment },
        Description: props.description,
      },
    });
    this.serviceToken = this.handler.getAtt('Arn');
  }
}

/** The provider of a type of resource of the CDK's own in the stack around a construct. */
export function resourceProvider(scope, type, props = {}) {
  const stack = Stack.of(scope);
  const id = type + 'CustomResourceProvider';
  return stack.node.tryFindChild(id) ?? new ResourceProvider(stack, id, props);
}

class NotificationsHandler extends Construct {
  constructor(scope, id, role) {
    super(scope, id);
    this.role = role ?? new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.role.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaBasicExecutionRole'));
    this.role.addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:PutBucketNotification'], resources: ['*'] }));
    this.resource = new CfnFunction(this, 'Resource', {
      description: 'AWS CloudFormation handler for "Custom::S3BucketNotifications" resources (@aws-cdk/aws-s3)',
      code: { zipFile: atSynthesis('code', id) },
      handler: 'index.handler',
      role: this.role.roleArn,
      runtime: LATEST_PYTHON,
      timeout: 300,
    });
  }
}

/** What tells others of changes in the buckets of a stack. */
export function notificationsHandler(bucket, role, isImported) {
  const stack = Stack.of(bucket);
  const id = 'BucketNotificationsHandler050a0587b7544547bf325f094a3db834';
  const handler = stack.node.tryFindChild(id) ?? new NotificationsHandler(stack, id, role);
  if (isImported) handler.role.addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:GetBucketNotification'], resources: ['*'] }));
  return handler;
}

class LogRetentionFunction extends Construct {
  constructor(scope, id, role) {
    super(scope, id);
    this.role = role ?? new Role(this, 'ServiceRole', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaBasicExecutionRole')],
    });
    this.role.addToPrincipalPolicy(new PolicyStatement({ actions: ['logs:PutRetentionPolicy', 'logs:DeleteRetentionPolicy'], resources: ['*'] }));
    this.resource = new CfnFunction(this, 'Resource', {
      handler: 'index.handler',
      runtime: LATEST_NODE,
      timeout: 900,
      code: { s3Bucket: 'cdk-hnb659fds-assets-' + Stack.of(this).account + '-' + Stack.of(this).region, s3Key: atSynthesis('asset', id) },
      role: this.role.roleArn,
    });
  }
}

export class LogRetention extends Construct {
  constructor(scope, id, props) {
    super(scope, id);
    const stack = Stack.of(this);
    const name = 'LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a';
    const provider = stack.node.tryFindChild(name) ?? new LogRetentionFunction(stack, name, props.role);
    const arn = 'arn:' + Aws.PARTITION + ':logs:' + stack.region + ':' + stack.account + ':log-group:' + props.logGroupName + ':*';
    if (props.removalPolicy === 'destroy') provider.role.addToPrincipalPolicy(new PolicyStatement({ actions: ['logs:DeleteLogGroup'], resources: [arn] }));
    this.logGroupArn = arn;
  }
}

export class Provider extends Construct {
  constructor(scope, id, props) {
    super(scope, id);
    this.props = props;
    this.onEventHandler = props.onEventHandler;
    this.isCompleteHandler = props.isCompleteHandler;
    this.entrypoint = this.framework('onEvent', props.providerFunctionName, props.frameworkOnEventRole);
    if (props.isCompleteHandler) {
      const isComplete = this.framework('isComplete', undefined, props.frameworkCompleteAndTimeoutRole);
      const onTimeout = this.framework('onTimeout', undefined, props.frameworkCompleteAndTimeoutRole);
      const machine = new WaiterStateMachine(this, 'waiter-state-machine', isComplete, onTimeout);
      this.entrypoint.addEnvironment('WAITER_STATE_MACHINE_ARN', machine.stateMachineArn);
      Grant.addToPrincipal({ grantee: this.entrypoint, actions: ['states:StartExecution'], resourceArns: [machine.stateMachineArn] });
    }
    this.serviceToken = this.entrypoint.functionArn;
  }
  bind() { return { serviceToken: this.serviceToken }; }
  framework(entry, functionName, role) {
    const { props } = this;
    const made = new Function(this, 'framework-' + entry, {
      code: Code.fromAsset('framework'),
      description: ('AWS CDK resource provider framework - ' + entry + ' (' + this.node.path + ')').slice(0, 256),
      runtime: { name: LATEST_NODE },
      handler: 'framework.' + entry,
      timeout: Duration.minutes(15),
      loggingFormat: 'JSON',
      applicationLogLevelV2: props.frameworkLambdaLoggingLevel ?? 'FATAL',
      logRetention: props.logRetention,
      logGroup: props.logGroup,
      vpc: props.vpc,
      vpcSubnets: props.vpcSubnets,
      securityGroups: props.securityGroups,
      role: props.role ?? role,
      functionName,
      environmentEncryption: props.providerFunctionEnvEncryption,
    });
    made.addEnvironment('USER_ON_EVENT_FUNCTION_ARN', props.onEventHandler.functionArn);
    this.allow(made, props.onEventHandler);
    if (props.isCompleteHandler) {
      made.addEnvironment('USER_IS_COMPLETE_FUNCTION_ARN', props.isCompleteHandler.functionArn);
      this.allow(made, props.isCompleteHandler);
    }
    return made;
  }
  allow(framework, handler) {
    handler.grantInvoke(framework);
    framework.addToRolePolicy(new PolicyStatement({ actions: ['lambda:GetFunction'], resources: [handler.functionArn] }));
  }
}

class WaiterStateMachine extends Construct {
  constructor(scope, id, isComplete, onTimeout) {
    super(scope, id);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    isComplete.grantInvoke(role);
    onTimeout.grantInvoke(role);
    this.resource = new CfnStateMachine(this, 'Resource', { roleArn: role.roleArn });
    this.stateMachineArn = this.resource.ref;
  }
}

export class PhysicalResourceId {
  static of(id) { return { id }; }
  static fromResponse(responsePath) { return { responsePath }; }
}
export class PhysicalResourceIdReference {}

export class AwsCustomResourcePolicy {
  static ANY_RESOURCE = ['*'];
  static fromStatements(statements) { return { statements, resources: [] }; }
  static fromSdkCalls({ resources }) { return { statements: [], resources }; }
}

const SERVICES = { cloudwatchlogs: 'logs', bedrockagent: 'bedrock', bedrockruntime: 'bedrock', cognitoidentityserviceprovider: 'cognito-idp', resourcegroupstaggingapi: 'tag' };

/** The action of a call of the AWS SDK for JavaScript. */
function actionOf({ service, action }) {
  const plain = service.replace('@aws-sdk/client-', '').replace(/-/g, '').toLowerCase();
  const name = action.endsWith('Command') ? action.slice(0, -7) : action;
  return (SERVICES[plain] ?? plain) + ':' + name.charAt(0).toUpperCase() + name.slice(1);
}

export class AwsCustomResource extends Construct {
  constructor(scope, id, props) {
    super(scope, id);
    const provider = new SingletonFunction(this, 'Provider', {
      uuid: '679f53fa-c002-430c-b0da-5b7982bd2287',
      lambdaPurpose: 'AWS',
      code: Code.fromAsset('aws-custom-resource-handler'),
      runtime: { name: LATEST_NODE },
      handler: 'index.handler',
      memorySize: props.memorySize ?? (props.installLatestAwsSdk ? 512 : undefined),
      timeout: props.timeout ?? Duration.minutes(2),
      role: props.role,
      logRetention: props.logRetention,
      logGroup: props.logGroup,
      functionName: props.functionName,
      vpc: props.vpc,
      vpcSubnets: props.vpcSubnets,
    });
    this.grantPrincipal = provider.grantPrincipal;
    this.customResource = new CustomResource(this, 'Resource', { resourceType: props.resourceType ?? 'Custom::AWS', serviceToken: provider.functionArn });
    if (props.policy) {
      const calls = [props.onCreate, props.onUpdate, props.onDelete].filter(each => each);
      const statements = props.policy.statements.length > 0 ? props.policy.statements : calls.map(call => call.assumedRoleArn
        ? new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [call.assumedRoleArn] })
        : new PolicyStatement({ actions: [actionOf(call)], resources: props.policy.resources }));
      const policy = new Policy(this, 'CustomResourcePolicy', { statements });
      if (provider.role) policy.attachToRole(provider.role);
    }
  }
  getResponseField(path) { return this.customResource.getAttString(path); }
  getResponseFieldReference(path) { return this.customResource.getAtt(path); }
}
`;

export const S3_DEPLOYMENT = `
import { CustomResource, Duration, Resource, Tags } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Architecture, assetBucket, Code, LATEST_PYTHON, SingletonFunction } from 'aws-cdk-lib/aws-lambda';

export class Source {
  static asset() { return { bind: (scope, context) => readAsset(scope, context) }; }
  static data() { return { bind: (scope, context) => readAsset(scope, context) }; }
  static jsonData() { return { bind: (scope, context) => readAsset(scope, context) }; }
  static yamlData() { return { bind: (scope, context) => readAsset(scope, context) }; }
  static bucket(bucket) {
    return { bind: (scope, context) => {
      bucket.grantRead(context.handlerRole);
      return { bucket };
    } };
  }
}

function readAsset(scope, { handlerRole }) {
  assetBucket(scope).grantRead(handlerRole);
  return {};
}

export class BucketDeployment extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    let unique = '';
    if (props.memoryLimit) unique += '-' + props.memoryLimit + 'MiB';
    if (props.ephemeralStorageSize) unique += '-' + props.ephemeralStorageSize.toMebibytes() + 'MiB';
    if (props.vpc) unique += '-' + props.vpc.node.addr;
    const handler = new SingletonFunction(this, 'CustomResourceHandler', {
      uuid: '8693BB64-9689-44B6-9AAF-B0CC9EB8756C' + unique,
      lambdaPurpose: 'Custom::CDKBucketDeployment',
      code: Code.fromAsset('bucket-deployment-handler'),
      runtime: { name: LATEST_PYTHON },
      handler: 'index.handler',
      architecture: Architecture.ARM_64,
      layers: [{ layerVersionArn: new AwsCliLayer(this, 'AwsCliLayer').layerVersionArn }],
      environment: { AWS_CA_BUNDLE: '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem' },
      timeout: Duration.minutes(15),
      role: props.role,
      memorySize: props.memoryLimit ?? 1024,
      ephemeralStorageSize: props.ephemeralStorageSize,
      vpc: props.vpc,
      vpcSubnets: props.vpcSubnets,
      securityGroups: props.securityGroups,
      logRetention: props.logRetention,
      logGroup: props.logGroup,
    });
    this.handlerRole = handler.role;
    this.deployedBucket = props.destinationBucket;
    for (const source of props.sources) source.bind(this, { handlerRole: this.handlerRole });
    props.destinationBucket.grantReadWrite(handler);
    if (props.accessControl) props.destinationBucket.grantPutAcl(handler);
    if (props.distribution)
      handler.addToRolePolicy(new PolicyStatement({ actions: ['cloudfront:GetInvalidation', 'cloudfront:CreateInvalidation'], resources: ['*'] }));
    const resource = new CustomResource(this, 'CustomResource' + unique, { resourceType: 'Custom::CDKBucketDeployment', serviceToken: handler.functionArn });
    const prefix = props.destinationKeyPrefix ? ':' + props.destinationKeyPrefix : '';
    Tags.of(props.destinationBucket).add('aws-cdk:cr-owned' + prefix + ':' + resource.node.addr.slice(-8), 'true');
  }
  addSource(source) { source.bind(this, { handlerRole: this.handlerRole }); }
}
class AwsCliLayer extends Resource {
  constructor(scope, id) {
    super(scope, id);
    this.resource = new CfnLayerVersion(this, 'Resource', { description: '/opt/awscli/aws' });
    this.layerVersionArn = this.resource.ref;
  }
}
import { CfnLayerVersion } from 'aws-cdk-lib/aws-lambda';
`;
