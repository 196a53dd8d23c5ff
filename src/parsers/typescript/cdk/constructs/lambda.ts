// Level 2 constructs of `aws-cdk-lib/aws-lambda` and its relatives: functions with their roles, code, environment and addresses.

export const LAMBDA = `
import { atSynthesis, Aws, Fn, isEnabled, Lazy, Names, Resource, Stack, Duration, unlessEmpty } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Grant, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnFunction, CfnFunctionUrl, CfnLayerVersion, CfnUrl, CfnVersion } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { LogRetention } from 'aws-cdk-lib/custom-resources';

export const LATEST_NODE = atSynthesis('runtime', 'the latest Node.js that the CDK knows');
export const LATEST_PYTHON = atSynthesis('runtime', 'the latest Python that the CDK knows');

export const FunctionUrlAuthType = { AWS_IAM: 'AWS_IAM', NONE: 'NONE' };
export const InvokeMode = { BUFFERED: 'BUFFERED', RESPONSE_STREAM: 'RESPONSE_STREAM' };
export const Tracing = { ACTIVE: 'Active', PASS_THROUGH: 'PassThrough', DISABLED: 'Disabled' };
export const LoggingFormat = { TEXT: 'Text', JSON: 'JSON' };
export const LogFormat = { TEXT: 'Text', JSON: 'JSON' };
export const ApplicationLogLevel = { INFO: 'INFO', DEBUG: 'DEBUG', WARN: 'WARN', TRACE: 'TRACE', ERROR: 'ERROR', FATAL: 'FATAL' };
export const SystemLogLevel = { INFO: 'INFO', DEBUG: 'DEBUG', WARN: 'WARN' };
export const Architecture = { ARM_64: { name: 'arm64' }, X86_64: { name: 'x86_64' }, custom: name => ({ name }) };
export const Handler = { FROM_IMAGE: 'FROM_IMAGE' };

const assetPlace = scope => 'cdk-hnb659fds-assets-' + Stack.of(scope).account + '-' + Stack.of(scope).region;

/** The bucket to which the CDK's own tools bring files. */
export function assetBucket(scope) {
  return Bucket.fromBucketName(scope, 'AssetBucket', assetPlace(scope));
}

export class Code {
  static fromInline(text) { return { bind: () => ({ zipFile: text }) }; }
  static inline(text) { return Code.fromInline(text); }
  static fromBucket(bucket, key, version) { return { bind: () => ({ s3Bucket: bucket.bucketName, s3Key: key, s3ObjectVersion: version }) }; }
  static fromBucketV2(bucket, key, options) { return Code.fromBucket(bucket, key, options?.objectVersion); }
  static bucket(bucket, key) { return Code.fromBucket(bucket, key); }
  static fromAsset(path) { return { bind: scope => ({ s3Bucket: assetPlace(scope), s3Key: atSynthesis('asset', path) }) }; }
  static asset(path) { return Code.fromAsset(path); }
  static fromDockerBuild(path) { return Code.fromAsset(path); }
  static fromCustomCommand(path) { return Code.fromAsset(path); }
  static fromAssetImage(path) { return { bind: () => ({ imageUri: atSynthesis('image', path) }) }; }
  static fromEcrImage(repository, options) { return { bind: () => ({ imageUri: repository.repositoryUri + ':' + (options?.tagOrDigest ?? options?.tag ?? 'latest') }) }; }
}
export class AssetCode {
  constructor(path) { this.path = path; }
  bind(scope) { return Code.fromAsset(this.path).bind(scope); }
}
export class InlineCode {
  constructor(text) { this.text = text; }
  bind() { return { zipFile: this.text }; }
}

export class DockerImageCode {
  static fromImageAsset(path) { return Code.fromAssetImage(path); }
  static fromEcr(repository, options) { return Code.fromEcrImage(repository, options); }
}

export class LayerVersion extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.resource = new CfnLayerVersion(this, 'Resource', { layerName: props.layerVersionName, description: props.description });
    this.layerVersionArn = this.resource.ref;
  }
  static fromLayerVersionArn(scope, id, layerVersionArn) { return { layerVersionArn }; }
  static fromLayerVersionAttributes(scope, id, attributes) { return attributes; }
  addPermission() {}
}
export class PythonLayerVersion extends LayerVersion {}

class FunctionBase extends Resource {
  get grantPrincipal() { return this.role; }
  get functionRef() { return { functionArn: this.functionArn, functionName: this.functionName }; }
  grantInvoke(grantee) {
    return Grant.addToPrincipal({ grantee, actions: ['lambda:InvokeFunction'], resourceArns: this.resourceArnsForGrantInvoke });
  }
  get resourceArnsForGrantInvoke() { return [this.functionArn, this.functionArn + ':*']; }
  grantInvokeUrl(grantee) {
    return Grant.addToPrincipal({ grantee, actions: ['lambda:InvokeFunctionUrl'], resourceArns: [this.functionArn] });
  }
  grantInvokeLatestVersion(grantee) {
    return Grant.addToPrincipal({ grantee, actions: ['lambda:InvokeFunction'], resourceArns: [this.functionArn] });
  }
  grantInvokeVersion(grantee, version) {
    return Grant.addToPrincipal({ grantee, actions: ['lambda:InvokeFunction'], resourceArns: [version.functionArn] });
  }
  grantInvokeCompositePrincipal(grantee) { return [this.grantInvoke(grantee)]; }
  addToRolePolicy(statement) { this.role?.addToPrincipalPolicy(statement); }
  addEventSource(source) { source.bind(this); }
  addEventSourceMapping() { return {}; }
  addPermission() {}
  configureAsyncInvoke({ onFailure, onSuccess }) {
    onFailure?.bind?.(this, this);
    onSuccess?.bind?.(this, this);
  }
  addFunctionUrl(options) {
    return new FunctionUrl(this, 'FunctionUrl', { function: this, ...options });
  }
  get latestVersion() { return this; }
  get connections() { return this.ownConnections ?? NO_CONNECTIONS; }
}

const NO_CONNECTIONS = { securityGroups: [], allowTo() {}, allowFrom() {}, allowToDefaultPort() {}, allowToAnyIpv4() {}, allowFromAnyIpv4() {}, addSecurityGroup() {}, allowDefaultPortFrom() {}, allowInternally() {} };

export class Function extends FunctionBase {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.runtime = props.runtime;
    this.timeout = props.timeout;
    this.architecture = props.architecture ?? Architecture.X86_64;
    this.role = props.role ?? new Role(this, 'ServiceRole', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName(props.durableConfig ? 'service-role/AWSLambdaBasicDurableExecutionRolePolicy' : 'service-role/AWSLambdaBasicExecutionRole'),
        ...(props.vpc ? [ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaVPCAccessExecutionRole')] : []),
      ],
    });
    for (const statement of props.filesystem?.config?.policies ?? []) this.role.addToPrincipalPolicy(statement);
    for (const statement of props.initialPolicy ?? []) this.role.addToPrincipalPolicy(statement);
    const deadLetters = this.deadLettersOf(props);
    if (props.tracing && props.tracing !== 'Disabled')
      this.role.addToPrincipalPolicy(new PolicyStatement({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] }));
    const groups = props.securityGroups && props.securityGroups.length > 0 ? props.securityGroups
      : props.vpc ? [props.securityGroup ?? new SecurityGroup(this, 'SecurityGroup', {
        vpc: props.vpc, description: 'Automatic security group for Lambda Function ' + Names.uniqueId(this), allowAllOutbound: props.allowAllOutbound,
      })] : [];
    this.groups = groups;
    this.variables = { ...props.environment };
    this.layers = [...(props.layers ?? [])];
    this.version = undefined;
    const code = props.code?.bind(this) ?? {};
    const isImage = props.handler === 'FROM_IMAGE';
    const logging = props.logFormat ?? props.loggingFormat ?? props.logGroup;
    this.resource = new CfnFunction(this, 'Resource', {
      functionName: props.functionName,
      description: props.description,
      code: { ...code, sourceKmsKeyArn: props.code?.sourceKMSKey?.keyArn },
      layers: Lazy.any({ produce: () => unlessEmpty(this.layers.map(layer => layer.layerVersionArn)) }),
      handler: props.handler === 'FROM_IMAGE' ? undefined : props.handler,
      timeout: props.timeout?.toSeconds(),
      packageType: isImage ? 'Image' : undefined,
      runtime: isImage ? undefined : props.runtime?.name,
      role: this.role.roleArn,
      environment: Lazy.any({ produce: () => Object.keys(this.variables).length === 0 ? undefined : { variables: this.variables } }),
      memorySize: props.memorySize,
      ephemeralStorage: props.ephemeralStorageSize && { size: props.ephemeralStorageSize.toMebibytes() },
      vpcConfig: props.vpc && {
        ipv6AllowedForDualStack: props.ipv6AllowedForDualStack,
        subnetIds: props.vpc.selectSubnets(props.vpcSubnets).subnetIds,
        securityGroupIds: groups.map(group => group.securityGroupId),
      },
      deadLetterConfig: deadLetters && { targetArn: deadLetters.queueArn ?? deadLetters.topicArn },
      reservedConcurrentExecutions: props.reservedConcurrentExecutions,
      imageConfig: code.imageUri && props.code?.image && unlessEmpty({
        command: props.code.image.cmd, entryPoint: props.code.image.entrypoint, workingDirectory: props.code.image.workingDirectory,
      }),
      kmsKeyArn: props.environmentEncryption?.keyArn,
      fileSystemConfigs: props.filesystem && [{ localMountPath: props.filesystem.config.localMountPath, arn: props.filesystem.config.arn }],
      codeSigningConfigArn: props.codeSigningConfig?.codeSigningConfigArn,
      architectures: props.architecture && [props.architecture.name],
      runtimeManagementConfig: props.runtimeManagementMode?.runtimeManagementConfig,
      snapStart: props.snapStart && { applyOn: 'PublishedVersions' },
      loggingConfig: logging && {
        logFormat: props.logFormat ?? props.loggingFormat,
        systemLogLevel: props.systemLogLevel ?? props.systemLogLevelV2,
        applicationLogLevel: props.applicationLogLevel ?? props.applicationLogLevelV2,
        logGroup: props.logGroup?.logGroupName,
      },
      tracingConfig: props.tracing && props.tracing !== 'Disabled' ? { mode: props.tracing } : undefined,
      recursiveLoop: props.recursiveLoop,
      durableConfig: props.durableConfig && {
        executionTimeout: props.durableConfig.executionTimeout.toSeconds(), retentionPeriodInDays: props.durableConfig.retentionPeriod?.toDays(),
      },
    });
    this.functionArn = this.resource.attrArn;
    this.functionName = this.resource.ref;
    for (const event of props.events ?? []) this.addEventSource(event);
    if (props.logRetention !== undefined)
      new LogRetention(this, 'LogRetention', {
        logGroupName: '/aws/lambda/' + this.functionName, retention: props.logRetention, role: props.logRetentionRole, removalPolicy: props.logRemovalPolicy,
      });
    else if (!props.logGroup && isEnabled('@aws-cdk/aws-lambda:useCdkManagedLogGroup'))
      this.ownLogGroup = new LogGroup(this, 'LogGroup', { logGroupName: '/aws/lambda/' + this.functionName });
    else if (props.logGroup) this.ownLogGroup = props.logGroup;
    if (props.onFailure || props.onSuccess) this.configureAsyncInvoke(props);
    if (props.insightsVersion)
      this.role.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('CloudWatchLambdaInsightsExecutionRolePolicy'));
    if (props.insightsVersion && !isImage) this.layers.push({ layerVersionArn: atSynthesis('layer', 'Lambda Insights') });
    if (props.adotInstrumentation) {
      this.layers.push({ layerVersionArn: atSynthesis('layer', 'AWS Distro for OpenTelemetry') });
      this.variables.AWS_LAMBDA_EXEC_WRAPPER = props.adotInstrumentation.execWrapper;
    }
    if (props.paramsAndSecrets) this.layers.push({ layerVersionArn: atSynthesis('layer', 'parameters and secrets') });
  }
  static fromFunctionArn(scope, id, arn) { return new ImportedFunction(scope, id, { functionArn: arn }); }
  static fromFunctionAttributes(scope, id, attributes) { return new ImportedFunction(scope, id, attributes); }
  static fromFunctionName(scope, id, name) {
    return new ImportedFunction(scope, id, { functionArn: 'arn:' + Aws.PARTITION + ':lambda:' + Stack.of(scope).region + ':' + Stack.of(scope).account + ':function:' + name });
  }
  deadLettersOf(props) {
    if (props.deadLetterTopic) {
      this.role.addToPrincipalPolicy(new PolicyStatement({ actions: ['sns:Publish'], resources: [props.deadLetterTopic.topicArn] }));
      return props.deadLetterTopic;
    }
    if (!props.deadLetterQueue && !props.deadLetterQueueEnabled) return undefined;
    const queue = props.deadLetterQueue ?? new Queue(this, 'DeadLetterQueue', { retentionPeriod: Duration.days(14) });
    this.role.addToPrincipalPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
    this.deadLetterQueue = queue;
    return queue;
  }
  get logGroup() {
    if (!this.ownLogGroup) {
      const made = new LogRetention(this, 'LogRetention', { logGroupName: '/aws/lambda/' + this.functionName });
      this.ownLogGroup = LogGroup.fromLogGroupArn(this, this.node.id + '-LogGroup', made.logGroupArn);
    }
    return this.ownLogGroup;
  }
  get currentVersion() {
    this.version = this.version ?? new Version(this, 'CurrentVersion', { lambda: this });
    return this.version;
  }
  get ownConnections() { return this.groups.length > 0 ? { ...NO_CONNECTIONS, securityGroups: this.groups } : undefined; }
  addEnvironment(name, value) {
    this.variables[name] = value;
    return this;
  }
  addLayers(...layers) { this.layers.push(...layers); }
  addVersion(name) { return new Version(this, 'Version' + name, { lambda: this }); }
  addAlias(aliasName, options) { return new Alias(this, 'Alias' + aliasName, { aliasName, version: this.currentVersion, ...options }); }
}

class ImportedFunction extends FunctionBase {
  constructor(scope, id, attributes) {
    super(scope, id);
    this.functionArn = attributes.functionArn;
    this.functionName = attributes.functionArn.split(':')[6];
    this.role = attributes.role;
  }
  get grantPrincipal() { return this.role ?? { addToPrincipalPolicy: () => ({ statementAdded: true }), grantPrincipal: this }; }
}

export class DockerImageFunction extends Function {
  constructor(scope, id, props) {
    super(scope, id, { ...props, handler: 'FROM_IMAGE', runtime: { name: 'FROM_IMAGE' } });
  }
}

export class SingletonFunction extends FunctionBase {
  constructor(scope, id, props) {
    super(scope, id);
    const name = (props.lambdaPurpose ?? 'SingletonLambda') + props.uuid.replace(/[^a-zA-Z0-9]/g, '');
    const stack = Stack.of(this);
    this.own = stack.node.tryFindChild(name) ?? new Function(stack, name, props);
    this.role = this.own.role;
    this.functionArn = this.own.functionArn;
    this.functionName = this.own.functionName;
  }
  get ownConnections() { return this.own.ownConnections; }
  addEnvironment(name, value) { return this.own.addEnvironment(name, value); }
  addLayers(...layers) { this.own.addLayers(...layers); }
}

const wrapped = path => ({ bind: scope => ({ s3Bucket: assetPlace(scope), s3Key: atSynthesis('asset', path) }) });

export class NodejsFunction extends Function {
  constructor(scope, id, props = {}) {
    const runtime = props.runtime ?? { name: isEnabled('@aws-cdk/aws-lambda-nodejs:useLatestRuntimeVersion') ? LATEST_NODE : 'nodejs16.x' };
    const handler = props.handler ?? 'handler';
    const full = props.code || handler.includes('.') ? handler : 'index.' + handler;
    super(scope, id, { ...props, runtime, handler: full, code: props.code ?? wrapped(props.entry ?? id) });
    const isOld = ['nodejs12.x', 'nodejs14.x', 'nodejs16.x'].includes(runtime.name);
    if (isOld ? (props.awsSdkConnectionReuse ?? true) : props.awsSdkConnectionReuse) this.addEnvironment('AWS_NODEJS_CONNECTION_REUSE_ENABLED', '1');
  }
}

export class PythonFunction extends Function {
  constructor(scope, id, props) {
    const { index = 'index.py', handler = 'handler', entry } = props;
    super(scope, id, { ...props, handler: (index.slice(0, -3) + '.' + handler).replace(/\\//g, '.'), code: wrapped(entry) });
  }
}

export class GoFunction extends Function {
  constructor(scope, id, props) {
    super(scope, id, { ...props, runtime: props.runtime ?? { name: 'provided.al2023' }, handler: 'bootstrap', code: wrapped(props.entry) });
  }
}

export class Version extends FunctionBase {
  constructor(scope, id, props) {
    super(scope, id);
    this.lambda = props.lambda;
    this.resource = new CfnVersion(this, 'Resource', { functionName: props.lambda.functionName, description: props.description });
    this.role = props.lambda.role;
    this.functionArn = this.resource.ref;
    this.functionName = this.resource.ref;
    this.version = this.resource.attrVersion;
  }
  addAlias(aliasName, options) { return new Alias(this, 'Alias' + aliasName, { aliasName, version: this, ...options }); }
  get edgeArn() { return this.functionArn; }
}

export class Alias extends FunctionBase {
  constructor(scope, id, props) {
    super(scope, id);
    this.role = props.version?.role;
    this.aliasName = props.aliasName;
    this.functionArn = props.version?.lambda?.functionArn + ':' + props.aliasName;
    this.functionName = props.version?.lambda?.functionName;
  }
  addAutoScaling() { return {}; }
}

export class FunctionUrl extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.resource = new CfnUrl(this, 'Resource', {
      authType: props.authType ?? 'AWS_IAM',
      cors: props.cors && {
        allowCredentials: props.cors.allowCredentials, allowHeaders: props.cors.allowedHeaders, allowMethods: props.cors.allowedMethods ?? ['*'],
        allowOrigins: props.cors.allowedOrigins, exposeHeaders: props.cors.exposedHeaders, maxAge: props.cors.maxAge?.toSeconds(),
      },
      invokeMode: props.invokeMode,
      targetFunctionArn: props.function.functionArn,
    });
    this.url = this.resource.attrFunctionUrl;
    this.functionArn = props.function.functionArn;
  }
  grantInvokeUrl(grantee) {
    return Grant.addToPrincipal({ grantee, actions: ['lambda:InvokeFunctionUrl'], resourceArns: [this.functionArn] });
  }
}
`;
