// Level 2 constructs of Amazon Bedrock AgentCore, of `aws-cdk-lib/aws-bedrockagentcore` and the alpha package before it.

export const AGENTCORE = `
import { atDeployment, Aws, Resource } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Grant, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnApiKeyCredentialProvider, CfnBrowserCustom, CfnCodeInterpreterCustom, CfnGateway, CfnGatewayTarget, CfnMemory, CfnRuntime, CfnRuntimeEndpoint, CfnWorkloadIdentity } from 'aws-cdk-lib/aws-bedrockagentcore';

export const GatewayExceptionLevel = { DEBUG: 'DEBUG' };
export const ProtocolType = { HTTP: 'HTTP', MCP: 'MCP', A2A: 'A2A', AGUI: 'AGUI' };
export const AgentCoreRuntime = {};

class Service extends Resource {
  get grantPrincipal() { return this.role; }
  addToRolePolicy(statement) { this.role.addToPrincipalPolicy(statement); }
  serviceRole(id) { return new Role(this, id, { assumedBy: new ServicePrincipal('bedrock-agentcore.amazonaws.com') }); }
  allow(grantee, arn, ...actions) { return Grant.addToPrincipal({ grantee, actions: actions.map(action => 'bedrock-agentcore:' + action), resourceArns: [arn, arn + '/*'] }); }
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

export class AgentRuntimeArtifact {
  static fromEcrRepository(repository, tag = 'latest') { return { rendered: { containerConfiguration: { containerUri: repository.repositoryUri + ':' + tag } } }; }
  static fromImageUri(containerUri) { return { rendered: { containerConfiguration: { containerUri } } }; }
  static fromAsset(directory) { return { rendered: { containerConfiguration: { containerUri: atDeployment('image of', directory) } } }; }
  static fromCodeAsset(options) { return { rendered: { codeConfiguration: { entryPoint: options.entrypoint } } }; }
  static fromS3(location, runtime, entryPoint) { return { rendered: { codeConfiguration: { entryPoint } } }; }
}

class RuntimeBase extends Service {
  grantInvoke(grantee) { return this.allow(grantee, this.agentRuntimeArn, 'InvokeAgentRuntime', 'InvokeAgentRuntimeForUser'); }
  grantInvokeRuntime(grantee) { return this.allow(grantee, this.agentRuntimeArn, 'InvokeAgentRuntime'); }
}

export class Runtime extends RuntimeBase {
  constructor(scope, id, props) {
    super(scope, id);
    this.role = props.executionRole ?? this.serviceRole('ExecutionRole');
    const region = ':' + Aws.REGION + ':' + Aws.ACCOUNT_ID + ':';
    for (const [actions, ...resources] of [
      [['logs:DescribeLogStreams', 'logs:CreateLogGroup'], 'arn:' + Aws.PARTITION + ':logs' + region + 'log-group:/aws/bedrock-agentcore/runtimes/*'],
      [['logs:CreateLogStream', 'logs:PutLogEvents'], 'arn:' + Aws.PARTITION + ':logs' + region + 'log-group:/aws/bedrock-agentcore/runtimes/*:log-stream:*'],
      [['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'], '*'],
      [
        ['bedrock-agentcore:GetWorkloadAccessToken', 'bedrock-agentcore:GetWorkloadAccessTokenForJWT', 'bedrock-agentcore:GetWorkloadAccessTokenForUserId'],
        'arn:' + Aws.PARTITION + ':bedrock-agentcore' + region + 'workload-identity-directory/default',
      ],
    ])
      this.role.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));
    this.resource = new CfnRuntime(this, 'Resource', {
      agentRuntimeName: props.runtimeName ?? atDeployment('name of', this.node.path),
      roleArn: this.role.roleArn,
      agentRuntimeArtifact: props.agentRuntimeArtifact.rendered,
      networkConfiguration: (props.networkConfiguration ?? NetworkConfiguration.usingPublicNetwork()).ofRuntime,
      protocolConfiguration: props.protocolConfiguration ?? 'HTTP',
      description: props.description,
      environmentVariables: props.environmentVariables,
      authorizerConfiguration: props.authorizerConfiguration?.rendered,
    });
    this.agentRuntimeArn = this.resource.attrAgentRuntimeArn;
    this.agentRuntimeId = this.resource.attrAgentRuntimeId;
    this.agentRuntimeVersion = this.resource.attrAgentRuntimeVersion;
  }
  static fromAgentRuntimeAttributes(scope, id, attributes) { return new ImportedRuntime(scope, id, attributes); }
  addEndpoint(name, options) { return new RuntimeEndpoint(this, 'Endpoint' + name, { endpointName: name, agentRuntimeId: this.agentRuntimeId, ...options }); }
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
    this.strategies = [...(props.memoryStrategies ?? []).map(strategy => strategy.rendered)];
    this.role = props.executionRole ?? this.serviceRole('ServiceRole');
    this.executionRole = this.role;
    props.kmsKey?.grant(this.role, 'kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncrypt*');
    this.resource = new CfnMemory(this, 'Memory', {
      name: props.memoryName ?? atDeployment('name of', this.node.path),
      description: props.description,
      eventExpiryDuration: props.expirationDuration ? props.expirationDuration.toDays() : 90,
      encryptionKeyArn: props.kmsKey?.keyArn,
      memoryExecutionRoleArn: this.role.roleArn,
      memoryStrategies: this.strategies,
      tags: props.tags,
    });
    this.memoryArn = this.resource.attrMemoryArn;
    this.memoryId = this.resource.attrMemoryId;
  }
  static fromMemoryAttributes(scope, id, attributes) { return attributes; }
  addMemoryStrategy(strategy) { this.strategies.push(strategy.rendered); }
  grantRead(grantee) { return this.allow(grantee, this.memoryArn, 'GetMemory', 'ListEvents', 'GetEvent', 'RetrieveMemoryRecords', 'ListMemoryRecords', 'GetMemoryRecord', 'ListSessions', 'ListActors'); }
  grantWrite(grantee) { return this.allow(grantee, this.memoryArn, 'CreateEvent'); }
  grantFullAccess(grantee) { return this.allow(grantee, this.memoryArn, '*'); }
}

export class MemoryStrategy {
  static usingBuiltInSummarization() { return { rendered: atDeployment('strategy', 'summarization') }; }
  static usingBuiltInSemantic() { return { rendered: atDeployment('strategy', 'semantic') }; }
  static usingBuiltInUserPreference() { return { rendered: atDeployment('strategy', 'user preference') }; }
  static usingBuiltInEpisodic() { return { rendered: atDeployment('strategy', 'episodic') }; }
  static usingSummarization() { return { rendered: atDeployment('strategy', 'summarization') }; }
  static usingSemantic() { return { rendered: atDeployment('strategy', 'semantic') }; }
  static usingUserPreference() { return { rendered: atDeployment('strategy', 'user preference') }; }
  static usingSelfManaged() { return { rendered: atDeployment('strategy', 'of its own') }; }
}

export const BrowserSigning = { ENABLED: 'ENABLED', DISABLED: 'DISABLED' };

export class BrowserCustom extends Service {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.role = props.executionRole ?? this.serviceRole('ServiceRole');
    this.executionRole = this.role;
    const recording = props.recordingConfig;
    this.resource = new CfnBrowserCustom(this, 'Resource', {
      name: props.browserCustomName ?? atDeployment('name of', this.node.path),
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
  grantUse(grantee) { return this.allow(grantee, this.browserArn, 'StartBrowserSession', 'UpdateBrowserStream', 'StopBrowserSession'); }
  grantRead(grantee) { return this.allow(grantee, this.browserArn, 'GetBrowser', 'GetBrowserSession', 'ListBrowserSessions'); }
}
export class Browser extends BrowserCustom {}

export class CodeInterpreterCustom extends Service {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.role = props.executionRole ?? this.serviceRole('ServiceRole');
    this.executionRole = this.role;
    this.resource = new CfnCodeInterpreterCustom(this, 'Resource', {
      name: props.codeInterpreterCustomName ?? atDeployment('name of', this.node.path),
      description: props.description,
      networkConfiguration: (props.networkConfiguration ?? NetworkConfiguration.usingPublicNetwork()).ofTool,
      executionRoleArn: this.role.roleArn,
      tags: props.tags,
    });
    this.codeInterpreterArn = this.resource.attrCodeInterpreterArn;
    this.codeInterpreterId = this.resource.attrCodeInterpreterId;
  }
  grantUse(grantee) { return this.allow(grantee, this.codeInterpreterArn, 'StartCodeInterpreterSession', 'InvokeCodeInterpreter', 'StopCodeInterpreterSession'); }
  grantInvoke(grantee) { return this.allow(grantee, this.codeInterpreterArn, 'InvokeCodeInterpreter'); }
}
export class CodeInterpreter extends CodeInterpreterCustom {}

export class GatewayAuthorizer {
  static usingAwsIam() { return { authorizerType: 'AWS_IAM', rendered: undefined }; }
  static withNoAuth() { return { authorizerType: 'NONE', rendered: undefined }; }
  static usingCustomJwt(props) { return { authorizerType: 'CUSTOM_JWT', rendered: token(props) }; }
  static usingCognito({ userPool, allowedClients, allowedAudiences }) { return { authorizerType: 'CUSTOM_JWT', rendered: poolToken(userPool, allowedClients, allowedAudiences) }; }
}
export class IamAuthorizer {
  constructor() {
    this.authorizerType = 'AWS_IAM';
    this.rendered = undefined;
  }
}
export class CustomJwtAuthorizer {
  constructor(props) {
    this.authorizerType = 'CUSTOM_JWT';
    this.rendered = token(props);
  }
}

export class GatewayProtocol {
  static mcp(props) { return { protocolType: 'MCP', rendered: { mcp: { supportedVersions: props?.supportedVersions, instructions: props?.instructions, searchType: props?.searchType } } }; }
}
export class McpProtocolConfiguration {
  constructor(props) {
    this.protocolType = 'MCP';
    this.rendered = { mcp: props };
  }
}

export class Gateway extends Service {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.kmsKey = props.kmsKey;
    this.role = props.role ?? this.serviceRole('ServiceRole');
    props.kmsKey?.grantEncryptDecrypt(this.role);
    const authorizer = props.authorizerConfiguration ?? GatewayAuthorizer.usingCognito({ userPool: { userPoolId: atDeployment('user pool of', this.node.path) }, allowedClients: [{ userPoolClientId: atDeployment('client of', this.node.path) }] });
    const protocol = props.protocolConfiguration;
    const engine = props.policyEngineConfiguration;
    this.resource = new CfnGateway(this, 'Resource', {
      authorizerConfiguration: authorizer.rendered,
      authorizerType: authorizer.authorizerType,
      description: props.description,
      exceptionLevel: props.exceptionLevel?.value ?? props.exceptionLevel,
      kmsKeyArn: props.kmsKey?.keyArn,
      name: props.gatewayName ?? atDeployment('name of', this.node.path),
      policyEngineConfiguration: engine && { arn: engine.policyEngine.policyEngineArn, mode: engine.mode ?? 'LOG_ONLY' },
      protocolConfiguration: protocol ? protocol.rendered : undefined,
      protocolType: protocol ? protocol.protocolType : 'MCP',
      roleArn: this.role.roleArn,
      tags: props.tags,
    });
    this.gatewayArn = this.resource.attrGatewayArn;
    this.gatewayId = this.resource.attrGatewayIdentifier;
    this.gatewayUrl = this.resource.attrGatewayUrl;
  }
  static fromGatewayAttributes(scope, id, attributes) { return attributes; }
  grantInvoke(grantee) { return this.allow(grantee, this.gatewayArn, 'InvokeGateway'); }
  addLambdaTarget(id, props) {
    props.lambdaFunction.grantInvoke(this.role);
    return this.addTarget(id, props, { mcp: { lambda: { lambdaArn: props.lambdaFunction.functionArn } } });
  }
  addOpenApiTarget(id, props) { return this.addTarget(id, props, { mcp: { openApiSchema: atDeployment('schema of', id) } }); }
  addSmithyTarget(id, props) { return this.addTarget(id, props, { mcp: { smithyModel: atDeployment('schema of', id) } }); }
  addMcpServerTarget(id, props) { return this.addTarget(id, props, { mcp: { mcpServer: { endpoint: props.endpoint } } }); }
  addTarget(id, props, targetConfiguration) {
    return new CfnGatewayTarget(this, id, { name: props.gatewayTargetName ?? id, gatewayIdentifier: this.gatewayId, description: props.description, targetConfiguration });
  }
}
export const PolicyEngineMode = { LOG_ONLY: 'LOG_ONLY', ENFORCE: 'ENFORCE' };

export class GatewayTarget extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.resource = new CfnGatewayTarget(this, 'Resource', {
      name: props.gatewayTargetName, gatewayIdentifier: props.gateway?.gatewayId, targetConfiguration: atDeployment('configuration of', this.node.path),
    });
  }
  static forLambda(scope, id, props) { return new GatewayTarget(scope, id, props); }
  static forOpenApi(scope, id, props) { return new GatewayTarget(scope, id, props); }
  static forSmithy(scope, id, props) { return new GatewayTarget(scope, id, props); }
  static forMcpServer(scope, id, props) { return new GatewayTarget(scope, id, props); }
}

export class ApiKeyCredentialProvider extends Resource {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.resource = new CfnApiKeyCredentialProvider(this, 'Resource', { name: props.apiKeyCredentialProviderName, apiKey: props.apiKey });
    this.credentialProviderArn = this.resource.attrCredentialProviderArn;
  }
}

export class WorkloadIdentity extends Resource {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.resource = new CfnWorkloadIdentity(this, 'Resource', { name: props.workloadIdentityName });
    this.workloadIdentityArn = this.resource.attrWorkloadIdentityArn;
  }
}
`;
