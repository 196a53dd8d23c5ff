// Level 2 constructs of Amazon Bedrock AgentCore, of `aws-cdk-lib/aws-bedrockagentcore` and the alpha package before it: runtimes, memories
// and tools.

import { GATEWAYS } from './agentcore-gateways.ts';

/** The roles that the alpha package makes may be assumed on behalf of any account, but for a second statement of gateways. */
export const agentcoreOf = (isAlpha: boolean): string => `
const IS_ALPHA = ${isAlpha};
import { atDeployment, Aws, Names, Resource, unlessEmpty } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Grant, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnApiKeyCredentialProvider, CfnBrowserCustom, CfnCodeInterpreterCustom, CfnEvaluator, CfnGateway, CfnGatewayTarget, CfnMemory, CfnOAuth2CredentialProvider, CfnOnlineEvaluationConfig, CfnPolicy, CfnPolicyEngine, CfnRuntime, CfnRuntimeEndpoint, CfnWorkloadIdentity } from 'aws-cdk-lib/aws-bedrockagentcore';

export const GatewayExceptionLevel = { DEBUG: 'DEBUG' };
export const ProtocolType = { HTTP: 'HTTP', MCP: 'MCP', A2A: 'A2A', AGUI: 'AGUI' };
export const AgentCoreRuntime = {
  PYTHON_3_10: { value: 'PYTHON_3_10' }, PYTHON_3_11: { value: 'PYTHON_3_11' }, PYTHON_3_12: { value: 'PYTHON_3_12' },
  PYTHON_3_13: { value: 'PYTHON_3_13' }, PYTHON_3_14: { value: 'PYTHON_3_14' }, NODE_22: { value: 'NODE_22' }, of: value => ({ value }),
};

/** The start of the ARN of what belongs to this account and region. */
const ownArn = (service, end) => 'arn:' + Aws.PARTITION + ':' + service + ':' + Aws.REGION + ':' + Aws.ACCOUNT_ID + ':' + end;

const SERVICE = 'bedrock-agentcore.amazonaws.com';
const service = source => new ServicePrincipal(SERVICE, {
  conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID }, ArnLike: { 'aws:SourceArn': ownArn('bedrock-agentcore', source) } },
});

class Service extends Resource {
  get grantPrincipal() { return this.role; }
  addToRolePolicy(statement) { this.role.addToPrincipalPolicy(statement); }
  nameOr(name, maxLength) { return name ?? Names.uniqueResourceName(this, { maxLength }); }
  /** Only the service may assume it, and only for what is called like this. */
  serviceRole(id, source, props) {
    return new Role(this, id, { assumedBy: IS_ALPHA ? new ServicePrincipal(SERVICE) : service(source), ...props });
  }
  allow(grantee, resourceArns, ...actions) {
    return Grant.addToPrincipal({ grantee, actions: actions.map(action => 'bedrock-agentcore:' + action), resourceArns });
  }
}

export class NetworkConfiguration {
  constructor(networkMode, scope, options) {
    this.networkMode = networkMode;
    const groups = options?.securityGroups ?? (options?.vpc ? [new SecurityGroup(scope, 'SecurityGroup', { vpc: options.vpc })] : []);
    this.inNetwork = options?.vpc && { subnets: options.vpc.selectSubnets(options.vpcSubnets).subnetIds, securityGroups: groups.map(group => group.securityGroupId) };
  }
  static usingPublicNetwork() { return new NetworkConfiguration('PUBLIC'); }
  static usingSandboxNetwork() { return new NetworkConfiguration('SANDBOX'); }
  static usingVpc(scope, options) { return new NetworkConfiguration('VPC', scope, options); }
  get ofTool() { return { networkMode: this.networkMode, vpcConfig: this.inNetwork }; }
  get ofRuntime() { return { networkMode: this.networkMode, networkModeConfig: this.inNetwork }; }
}
export class RuntimeNetworkConfiguration extends NetworkConfiguration {}
export class BrowserNetworkConfiguration extends NetworkConfiguration {}
export class CodeInterpreterNetworkConfiguration extends NetworkConfiguration {}

const token = props => ({
  customJwtAuthorizer: {
    discoveryUrl: props.discoveryUrl,
    allowedAudience: props.allowedAudience,
    allowedClients: props.allowedClients,
    allowedScopes: props.allowedScopes,
  },
});

function poolToken(userPool, clients, allowedAudience) {
  const discoveryUrl = 'https://cognito-idp.' + Aws.REGION + '.amazonaws.com/' + userPool.userPoolId + '/.well-known/openid-configuration';
  return token({ discoveryUrl, allowedClients: clients?.map(client => client.userPoolClientId), allowedAudience });
}

export class RuntimeAuthorizerConfiguration {
  static usingIAM() { return { rendered: undefined }; }
  static usingJWT(discoveryUrl, allowedClients, allowedAudience, allowedScopes) { return { rendered: token({ discoveryUrl, allowedClients, allowedAudience, allowedScopes }) }; }
  static usingCognito(userPool, clients, allowedAudience) { return { rendered: poolToken(userPool, clients, allowedAudience) }; }
  static usingOAuth(discoveryUrl, client, allowedAudience) { return { rendered: token({ discoveryUrl, allowedClients: [client], allowedAudience }) }; }
}

const image = containerUri => ({ containerConfiguration: { containerUri } });
const code = (bucket, prefix, runtime, entryPoint) => ({ codeConfiguration: { code: { s3: { bucket, prefix } }, runtime: runtime?.value ?? runtime, entryPoint } });

export class AgentRuntimeArtifact {
  static fromEcrRepository(repository, tag = 'latest') { return { rendered: image(repository.repositoryUri + ':' + tag), repository }; }
  static fromImageUri(containerUri) { return { rendered: image(containerUri) }; }
  static fromAsset(directory) {
    return { rendered: image(atDeployment('image of', directory)), repository: { repositoryArn: ownArn('ecr', 'repository/' + atDeployment('repository of', directory)) } };
  }
  static fromCodeAsset(options) { return { rendered: code(atDeployment('bucket of', options.path), atDeployment('object of', options.path), options.runtime, options.entrypoint) }; }
  static fromS3({ bucketName, objectKey }, runtime, entryPoint) { return { rendered: code(bucketName, objectKey, runtime, entryPoint), bucketArn: 'arn:' + Aws.PARTITION + ':s3:::' + bucketName }; }
}

const RUNTIME_STATEMENTS = [
  { sid: 'LogGroupAccess', actions: ['logs:DescribeLogStreams', 'logs:CreateLogGroup'], resources: [ownArn('logs', 'log-group:/aws/bedrock-agentcore/runtimes/*')] },
  { sid: 'DescribeLogGroups', actions: ['logs:DescribeLogGroups'], resources: [ownArn('logs', 'log-group:*')] },
  { sid: 'LogStreamAccess', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [ownArn('logs', 'log-group:/aws/bedrock-agentcore/runtimes/*:log-stream:*')] },
  { sid: 'XRayAccess', actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'], resources: ['*'] },
  { sid: 'CloudWatchMetrics', actions: ['cloudwatch:PutMetricData'], resources: ['*'], conditions: { StringEquals: { 'cloudwatch:namespace': 'bedrock-agentcore' } } },
  {
    sid: 'GetAgentAccessToken',
    actions: ['bedrock-agentcore:GetWorkloadAccessToken', 'bedrock-agentcore:GetWorkloadAccessTokenForJWT', 'bedrock-agentcore:GetWorkloadAccessTokenForUserId'],
    resources: [ownArn('bedrock-agentcore', 'workload-identity-directory/default'), ownArn('bedrock-agentcore', 'workload-identity-directory/default/workload-identity/*')],
  },
];

class RuntimeBase extends Service {
  get arns() { return [this.agentRuntimeArn, this.agentRuntimeArn + '/*']; }
  grantInvoke(grantee) { return this.allow(grantee, this.arns, 'InvokeAgentRuntime', 'InvokeAgentRuntimeForUser'); }
  grantInvokeRuntime(grantee) { return this.allow(grantee, this.arns, 'InvokeAgentRuntime'); }
  grantInvokeRuntimeForUser(grantee) { return this.allow(grantee, this.arns, 'InvokeAgentRuntimeForUser'); }
}

export class Runtime extends RuntimeBase {
  constructor(scope, id, props) {
    super(scope, id);
    this.agentRuntimeName = this.nameOr(props.runtimeName, 40);
    this.role = props.executionRole ?? this.serviceRole('ExecutionRole', 'runtime/' + this.agentRuntimeName + '*', {
      description: 'Execution role for Bedrock Agent Core Runtime', maxSessionDuration: { toSeconds: () => 28800 },
    });
    for (const statement of RUNTIME_STATEMENTS) this.role.addToPrincipalPolicy(new PolicyStatement(statement));
    const { rendered, repository, bucketArn } = props.agentRuntimeArtifact;
    if (bucketArn) this.role.addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:GetObject*', 's3:GetBucket*', 's3:List*'], resources: [bucketArn + '/*', bucketArn] }));
    if (repository) {
      const actions = ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'];
      this.role.addToPrincipalPolicy(new PolicyStatement({ actions, resources: [repository.repositoryArn] }));
      this.role.addToPrincipalPolicy(new PolicyStatement({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }));
    }
    const lifecycle = props.lifecycleConfiguration;
    const headers = props.requestHeaderConfiguration;
    this.resource = new CfnRuntime(this, 'Resource', {
      agentRuntimeName: this.agentRuntimeName,
      roleArn: this.role.roleArn,
      agentRuntimeArtifact: rendered,
      networkConfiguration: (props.networkConfiguration ?? NetworkConfiguration.usingPublicNetwork()).ofRuntime,
      protocolConfiguration: props.protocolConfiguration?.value ?? props.protocolConfiguration ?? 'HTTP',
      description: props.description,
      environmentVariables: props.environmentVariables,
      authorizerConfiguration: props.authorizerConfiguration?.rendered,
      lifecycleConfiguration: { idleRuntimeSessionTimeout: lifecycle?.idleRuntimeSessionTimeout?.toSeconds(), maxLifetime: lifecycle?.maxLifetime?.toSeconds() },
      requestHeaderConfiguration: headers && { requestHeaderAllowlist: headers.allowlistedHeaders },
      tags: props.tags,
    });
    this.agentRuntimeArn = this.resource.attrAgentRuntimeArn;
    this.agentRuntimeId = this.resource.attrAgentRuntimeId;
    this.agentRuntimeVersion = this.resource.attrAgentRuntimeVersion;
  }
  static fromAgentRuntimeAttributes(scope, id, attributes) { return new ImportedRuntime(scope, id, attributes); }
  addEndpoint(name, options) {
    return new RuntimeEndpoint(this, 'Endpoint' + name, {
      endpointName: name, agentRuntimeId: this.agentRuntimeId, description: options?.description, agentRuntimeVersion: options?.version ?? this.agentRuntimeVersion,
    });
  }
}

class ImportedRuntime extends RuntimeBase {
  constructor(scope, id, attributes) {
    super(scope, id);
    this.agentRuntimeArn = attributes.agentRuntimeArn;
    this.agentRuntimeId = attributes.agentRuntimeId;
  }
}

export class RuntimeEndpoint extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.resource = new CfnRuntimeEndpoint(this, 'Resource', {
      name: props.endpointName, agentRuntimeId: props.agentRuntimeId, agentRuntimeVersion: props.agentRuntimeVersion ?? props.version, description: props.description,
    });
    this.agentRuntimeEndpointArn = this.resource.attrAgentRuntimeEndpointArn;
  }
}

export class Memory extends Service {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.kmsKey = props.kmsKey;
    this.memoryName = this.nameOr(props.memoryName, 48);
    this.strategies = [];
    this.role = props.executionRole ?? this.serviceRole('ServiceRole', 'memory/' + this.memoryName + '*');
    this.executionRole = this.role;
    props.kmsKey?.grant(this.role, 'kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncrypt*');
    this.resource = new CfnMemory(this, 'Memory', {
      name: this.memoryName,
      description: props.description,
      eventExpiryDuration: props.expirationDuration ? props.expirationDuration.toDays() : 90,
      encryptionKeyArn: props.kmsKey?.keyArn,
      memoryExecutionRoleArn: this.role.roleArn,
      memoryStrategies: unlessEmpty(this.strategies),
      tags: props.tags,
    });
    this.memoryArn = this.resource.attrMemoryArn;
    this.memoryId = this.resource.attrMemoryId;
    for (const strategy of props.memoryStrategies ?? []) this.addMemoryStrategy(strategy);
  }
  static fromMemoryAttributes(scope, id, attributes) { return attributes; }
  addMemoryStrategy(strategy) {
    this.strategies.push(strategy.rendered);
    for (const model of strategy.models ?? []) Grant.addToPrincipal({ grantee: this.role, actions: ['bedrock:InvokeModel*'], resourceArns: [model.modelArn ?? model.invokableArn] });
  }
  grantRead(grantee) { return this.allow(grantee, [this.memoryArn], 'GetMemoryRecord', 'RetrieveMemoryRecords', 'ListMemoryRecords', 'ListActors', 'ListSessions', 'GetEvent', 'ListEvents'); }
  grantWrite(grantee) { return this.allow(grantee, [this.memoryArn], 'CreateEvent'); }
  grantFullAccess(grantee) { return this.allow(grantee, [this.memoryArn], '*'); }
}

const overriding = config => config && { AppendToPrompt: config.appendToPrompt, ModelId: config.model.modelId ?? config.model.inferenceProfileId };

/** A strategy of the service's own, or one whose prompts or models are the program's. */
function managed(kind, { strategyName, description, namespaces, customExtraction, customConsolidation, reflectionConfiguration }) {
  const common = { name: strategyName, description, namespaces };
  const models = [customExtraction?.model, customConsolidation?.model].filter(model => model !== undefined);
  if (models.length === 0) return { rendered: { [kind.charAt(0).toLowerCase() + kind.slice(1) + 'MemoryStrategy']: { ...common, reflectionConfiguration } }, models };
  const override = { Extraction: overriding(customExtraction), Consolidation: overriding(customConsolidation) };
  return { rendered: { customMemoryStrategy: { ...common, configuration: { [kind + 'Override']: override } } }, models };
}

export class MemoryStrategy {
  static usingBuiltInSummarization() {
    return managed('Summary', {
      strategyName: 'summary_builtin_cdkGen0001',
      description: 'Summarize interactions to preserve critical context and key insights',
      namespaces: ['/strategies/{memoryStrategyId}/actors/{actorId}/sessions/{sessionId}'],
    });
  }
  static usingBuiltInSemantic() {
    return managed('Semantic', {
      strategyName: 'semantic_builtin_cdkGen0001',
      description: 'Extract general factual knowledge, concepts and meanings from raw conversations in a context-independent format.',
      namespaces: ['/strategies/{memoryStrategyId}/actors/{actorId}'],
    });
  }
  static usingBuiltInUserPreference() {
    return managed('UserPreference', {
      strategyName: 'preference_builtin_cdkGen0001',
      description: 'Capture individual preferences, interaction patterns, and personalized settings to enhance future experiences.',
      namespaces: ['/strategies/{memoryStrategyId}/actors/{actorId}'],
    });
  }
  static usingBuiltInEpisodic() {
    return managed('Episodic', {
      strategyName: 'episodic_builtin_cdkGen0001',
      description: 'Captures meaningful slices of user and system interactions.',
      namespaces: ['/strategy/{memoryStrategyId}/actor/{actorId}/session/{sessionId}'],
      reflectionConfiguration: { namespaces: ['/strategy/{memoryStrategyId}/actor/{actorId}'] },
    });
  }
  static usingSummarization(config) { return managed('Summary', config); }
  static usingSemantic(config) { return managed('Semantic', config); }
  static usingUserPreference(config) { return managed('UserPreference', config); }
  static usingEpisodic(config) { return managed('Episodic', config); }
  static usingSelfManaged(config) { return { rendered: { customMemoryStrategy: { name: config.strategyName, description: config.description, configuration: atDeployment('strategy', config.strategyName) } } }; }
}

export const BrowserSigning = { ENABLED: 'ENABLED', DISABLED: 'DISABLED' };

export class BrowserCustom extends Service {
  constructor(scope, id, props = {}) {
    super(scope, id);
    const name = this.nameOr(props.browserCustomName, 48);
    this.role = props.executionRole ?? this.serviceRole('ServiceRole', 'browser-custom/' + name + '*');
    this.executionRole = this.role;
    const recording = props.recordingConfig;
    if (recording?.enabled && recording.s3Location) this.role.addToPrincipalPolicy(new PolicyStatement({
      actions: ['s3:PutObject', 's3:ListMultipartUploadParts', 's3:AbortMultipartUpload'],
      resources: ['arn:' + Aws.PARTITION + ':s3:::' + recording.s3Location.bucketName + '/' + recording.s3Location.objectKey + '*'],
    }));
    this.resource = new CfnBrowserCustom(this, 'Resource', {
      name,
      description: props.description,
      networkConfiguration: (props.networkConfiguration ?? NetworkConfiguration.usingPublicNetwork()).ofTool,
      recordingConfig: {
        enabled: recording ? (recording.enabled ?? false) : false,
        s3Location: recording?.s3Location && { bucket: recording.s3Location.bucketName, prefix: recording.s3Location.objectKey },
      },
      executionRoleArn: this.role.roleArn,
      browserSigning: { enabled: props.browserSigning === 'ENABLED' },
      tags: props.tags,
    });
    this.browserArn = this.resource.attrBrowserArn;
    this.browserId = this.resource.attrBrowserId;
  }
  grantUse(grantee) { return this.allow(grantee, [this.browserArn], 'StartBrowserSession', 'UpdateBrowserStream', 'StopBrowserSession'); }
  grantRead(grantee) { return this.allow(grantee, [this.browserArn], 'GetBrowser', 'GetBrowserSession', 'ListBrowserSessions'); }
}
export class Browser extends BrowserCustom {}

export class CodeInterpreterCustom extends Service {
  constructor(scope, id, props = {}) {
    super(scope, id);
    const name = this.nameOr(props.codeInterpreterCustomName, 48);
    this.role = props.executionRole ?? this.serviceRole('ServiceRole', 'code-interpreter-custom/' + name + '*');
    this.executionRole = this.role;
    this.resource = new CfnCodeInterpreterCustom(this, 'Resource', {
      name,
      description: props.description,
      networkConfiguration: (props.networkConfiguration ?? NetworkConfiguration.usingPublicNetwork()).ofTool,
      executionRoleArn: this.role.roleArn,
      tags: props.tags,
    });
    this.codeInterpreterArn = this.resource.attrCodeInterpreterArn;
    this.codeInterpreterId = this.resource.attrCodeInterpreterId;
  }
  grantUse(grantee) { return this.allow(grantee, [this.codeInterpreterArn], 'StartCodeInterpreterSession', 'InvokeCodeInterpreter', 'StopCodeInterpreterSession'); }
  grantInvoke(grantee) { return this.allow(grantee, [this.codeInterpreterArn], 'InvokeCodeInterpreter'); }
}
export class CodeInterpreter extends CodeInterpreterCustom {}
${GATEWAYS}`;
