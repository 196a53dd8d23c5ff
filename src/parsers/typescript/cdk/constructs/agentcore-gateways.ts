// Gateways of Amazon Bedrock AgentCore with their targets, what says who may use what, and the identities that agents act with: the end of
// the text of AgentCore.

export const GATEWAYS = `
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

const valueOf = each => each?.value ?? each;
export const MCPProtocolVersion = {
  MCP_2026_07_28: '2026-07-28', MCP_2025_11_25: '2025-11-25', MCP_2025_06_18: '2025-06-18', MCP_2025_03_26: '2025-03-26', of: value => value,
};
export const McpGatewaySearchType = { SEMANTIC: 'SEMANTIC', of: value => value };

export class GatewayProtocol {
  static mcp(props) {
    return { protocolType: 'MCP', rendered: { mcp: { supportedVersions: props?.supportedVersions?.map(valueOf), instructions: props?.instructions, searchType: valueOf(props?.searchType) } } };
  }
}
export class McpProtocolConfiguration {
  constructor(props) {
    this.protocolType = 'MCP';
    this.rendered = { mcp: props };
  }
}

const KEY_ACTIONS = [
  'kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyPair',
  'kms:GenerateDataKeyPairWithoutPlaintext', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo',
];

export class Gateway extends Service {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.kmsKey = props.kmsKey;
    this.name = this.nameOr(props.gatewayName, 100);
    this.role = props.role ?? this.serviceRole('ServiceRole', 'gateway/' + this.name + '-??????????', { description: 'Service role for Bedrock AgentCore Gateway ' + this.name });
    if (IS_ALPHA && !props.role) this.role.assumeRolePolicy.addStatements(new PolicyStatement({ actions: ['sts:AssumeRole'], principals: [service('gateway/' + this.name + '*')] }));
    props.kmsKey?.grantEncryptDecrypt(this.role);
    props.kmsKey?.grant(this.role, ...KEY_ACTIONS);
    const authorizer = props.authorizerConfiguration ?? GatewayAuthorizer.usingCognito({ userPool: { userPoolId: atDeployment('user pool of', this.node.path) }, allowedClients: [{ userPoolClientId: atDeployment('client of', this.node.path) }] });
    const protocol = props.protocolConfiguration ?? GatewayProtocol.mcp({ instructions: 'Default gateway to connect to external MCP tools', searchType: 'SEMANTIC', supportedVersions: ['2025-03-26'] });
    const engine = props.policyEngineConfiguration;
    if (engine) {
      const { policyEngineArn } = engine.policyEngine;
      this.allow(this.role, [policyEngineArn], 'GetPolicyEngine');
      this.allow(this.role, [policyEngineArn, ownArn('bedrock-agentcore', 'gateway/' + this.name + '-??????????')], 'AuthorizeAction', 'PartiallyAuthorizeActions');
    }
    this.resource = new CfnGateway(this, 'Resource', {
      authorizerConfiguration: authorizer.rendered,
      authorizerType: authorizer.authorizerType,
      description: props.description,
      exceptionLevel: props.exceptionLevel?.value ?? props.exceptionLevel,
      kmsKeyArn: props.kmsKey?.keyArn,
      name: this.name,
      policyEngineConfiguration: engine && { arn: engine.policyEngine.policyEngineArn, mode: engine.mode?.value ?? engine.mode ?? 'LOG_ONLY' },
      protocolConfiguration: protocol.rendered,
      protocolType: protocol.protocolType,
      roleArn: this.role.roleArn,
      tags: props.tags,
    });
    this.gatewayArn = this.resource.attrGatewayArn;
    this.gatewayId = this.resource.attrGatewayIdentifier;
    this.gatewayUrl = this.resource.attrGatewayUrl;
  }
  static fromGatewayAttributes(scope, id, attributes) { return attributes; }
  grantInvoke(grantee) { return this.allow(grantee, [this.gatewayArn], 'InvokeGateway'); }
  addLambdaTarget(id, props) {
    props.lambdaFunction.grantInvoke(this.role);
    return this.addTarget(id, props, lambdaTarget(props), OWN_ROLE);
  }
  addOpenApiTarget(id, props) { return this.addTarget(id, props, { mcp: { openApiSchema: atDeployment('schema of', id) } }); }
  addSmithyTarget(id, props) { return this.addTarget(id, props, { mcp: { smithyModel: atDeployment('schema of', id) } }); }
  addMcpServerTarget(id, props) { return this.addTarget(id, props, { mcp: { mcpServer: { endpoint: props.endpoint } } }); }
  addTarget(id, props, targetConfiguration, credentials) {
    return new GatewayTarget(this, id, { gateway: this, ...props, gatewayTargetName: props.gatewayTargetName ?? id, targetConfiguration, credentials });
  }
}
export const PolicyEngineMode = { LOG_ONLY: 'LOG_ONLY', ENFORCE: 'ENFORCE', of: value => value };

const OWN_ROLE = [{ credentialProviderType: 'GATEWAY_IAM_ROLE' }];
const lambdaTarget = props => ({ mcp: { lambda: { lambdaArn: props.lambdaFunction.functionArn, toolSchema: props.toolSchema?.rendered ?? atDeployment('schema of', props.gatewayTargetName) } } });

const schemaOf = schema => schema && {
  Type: schema.type,
  Description: schema.description,
  Items: schemaOf(schema.items),
  Properties: schema.properties && Object.fromEntries(Object.entries(schema.properties).map(([name, each]) => [name, schemaOf(each)])),
  Required: schema.required,
};

export class ToolSchema {
  static fromInline(tools) {
    return { rendered: { inlinePayload: tools.map(({ name, description, inputSchema, outputSchema }) => ({ name, description, inputSchema: schemaOf(inputSchema), outputSchema: schemaOf(outputSchema) })) } };
  }
  static fromLocalAsset(path) { return { rendered: { s3: { uri: atDeployment('object of', path) } } }; }
  static fromS3File(bucket, key) { return { rendered: { s3: { uri: 's3://' + bucket.bucketName + '/' + key } } }; }
}
export const SchemaDefinitionType = { STRING: 'string', NUMBER: 'number', INTEGER: 'integer', BOOLEAN: 'boolean', ARRAY: 'array', OBJECT: 'object' };

export class GatewayTarget extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.resource = new CfnGatewayTarget(this, 'Resource', {
      name: props.gatewayTargetName,
      gatewayIdentifier: props.gateway?.gatewayId,
      description: props.description,
      targetConfiguration: props.targetConfiguration ?? atDeployment('configuration of', this.node.path),
      credentialProviderConfigurations: props.credentials ?? (props.credentialProviderConfigurations && atDeployment('credentials of', this.node.path)),
    });
  }
  static forLambda(scope, id, props) {
    props.lambdaFunction.grantInvoke(props.gateway.role);
    return new GatewayTarget(scope, id, { ...props, targetConfiguration: lambdaTarget(props), credentials: OWN_ROLE });
  }
  static forOpenApi(scope, id, props) { return new GatewayTarget(scope, id, props); }
  static forSmithy(scope, id, props) { return new GatewayTarget(scope, id, props); }
  static forMcpServer(scope, id, props) { return new GatewayTarget(scope, id, { ...props, targetConfiguration: { mcp: { mcpServer: { endpoint: props.endpoint } } } }); }
}

export class PolicyEngine extends Service {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.policyEngineName = this.nameOr(props.policyEngineName, 48);
    this.resource = new CfnPolicyEngine(this, 'Resource', { name: this.policyEngineName, description: props.description, encryptionKeyArn: props.kmsKey?.keyArn, tags: props.tags });
    this.policyEngineArn = this.resource.attrPolicyEngineArn;
    this.policyEngineId = this.resource.attrPolicyEngineId;
  }
  addPolicy(id, props) { return new Policy(this, id, { policyEngine: this, ...props }); }
}
export class AgentCorePolicyStatement {
  static fromCedar(statement) { return { statement }; }
}
export const PolicyValidationMode = { FAIL_ON_ANY_FINDINGS: 'FAIL_ON_ANY_FINDINGS', IGNORE_ALL_FINDINGS: 'IGNORE_ALL_FINDINGS' };

export class Policy extends Service {
  constructor(scope, id, props) {
    super(scope, id);
    this.resource = new CfnPolicy(this, 'Resource', {
      name: this.nameOr(props.policyName, 48),
      description: props.description,
      definition: { cedar: { statement: props.statement?.statement ?? atDeployment('statement of', this.node.path) } },
      policyEngineId: props.policyEngine.policyEngineId,
      validationMode: props.validationMode ?? 'FAIL_ON_ANY_FINDINGS',
    });
    this.policyArn = this.resource.attrPolicyArn;
    this.policyId = this.resource.attrPolicyId;
  }
}

/** What judges the answers of agents; what it asks is not known. */
export class Evaluator extends Service {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.resource = new CfnEvaluator(this, 'Resource', { evaluatorName: this.nameOr(props.evaluatorName, 48), description: props.description, level: props.level, evaluatorConfig: atDeployment('configuration of', this.node.path) });
    this.evaluatorArn = this.resource.attrEvaluatorArn;
    this.evaluatorId = this.resource.attrEvaluatorId;
  }
}
export class OnlineEvaluationConfig extends Service {
  constructor(scope, id, props = {}) {
    super(scope, id);
    const name = this.nameOr(props.onlineEvaluationConfigName, 48);
    this.role = props.executionRole ?? this.serviceRole('ExecutionRole', 'online-evaluation-config/' + name + '*');
    this.resource = new CfnOnlineEvaluationConfig(this, 'Resource', { onlineEvaluationConfigName: name, description: props.description, evaluationExecutionRoleArn: this.role.roleArn });
  }
}

export class ApiKeyCredentialProvider extends Service {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.resource = new CfnApiKeyCredentialProvider(this, 'Resource', { name: this.nameOr(props.apiKeyCredentialProviderName, 128), apiKey: props.apiKey, tags: props.tags });
    this.credentialProviderArn = this.resource.attrCredentialProviderArn;
  }
}

/** Of a vendor, whose name stands in the name of the method that makes one. */
export class OAuth2CredentialProvider extends Service {
  constructor(scope, id, props = {}) {
    super(scope, id);
    const { credentialProviderVendor, oauth2ProviderConfigInput } = props;
    this.resource = new CfnOAuth2CredentialProvider(this, 'Resource', {
      name: this.nameOr(props.oauth2CredentialProviderName ?? props.oAuth2CredentialProviderName, 128),
      credentialProviderVendor: valueOf(credentialProviderVendor),
      oauth2ProviderConfigInput: oauth2ProviderConfigInput ?? atDeployment('configuration of', this.node.path),
      tags: props.tags,
    });
    this.credentialProviderArn = this.resource.attrCredentialProviderArn;
  }
  static of(vendor, scope, id, props) {
    const { clientId, clientSecret } = props;
    const member = vendor.charAt(0).toLowerCase() + vendor.slice(1) + 'Oauth2ProviderConfig';
    return new OAuth2CredentialProvider(scope, id, { ...props, credentialProviderVendor: vendor + 'Oauth2', oauth2ProviderConfigInput: { [member]: { clientId, clientSecret } } });
  }
  static usingSlack(scope, id, props) { return OAuth2CredentialProvider.of('Slack', scope, id, props); }
  static usingGithub(scope, id, props) { return OAuth2CredentialProvider.of('Github', scope, id, props); }
  static usingGoogle(scope, id, props) { return OAuth2CredentialProvider.of('Google', scope, id, props); }
  static usingSalesforce(scope, id, props) { return OAuth2CredentialProvider.of('Salesforce', scope, id, props); }
  static usingAtlassian(scope, id, props) { return OAuth2CredentialProvider.of('Atlassian', scope, id, props); }
  static usingLinkedin(scope, id, props) { return OAuth2CredentialProvider.of('Linkedin', scope, id, props); }
}

export class WorkloadIdentity extends Service {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.resource = new CfnWorkloadIdentity(this, 'Resource', { name: this.nameOr(props.workloadIdentityName, 255) });
    this.workloadIdentityArn = this.resource.attrWorkloadIdentityArn;
  }
}
`;
