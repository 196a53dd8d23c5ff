// Level 2 constructs of Amazon Bedrock that `@aws-cdk/aws-bedrock-alpha` and `@cdklabs/generative-ai-cdk-constructs` share: models, guardrails,
// agents, prompts. Where the two differ, `COMMUNITY` says so.

import { PROMPTS } from './bedrock-prompts.ts';

/** The text for one of the two packages. */
export function bedrockOf(module: string, isCommunity: boolean): string {
  return `
import { FoundationModels } from '${module}';
const COMMUNITY = ${isCommunity};
${BEDROCK}${PROMPTS}`;
}

const BEDROCK = `
import { atDeployment, Aws, hasItems, Lazy, Names, physicalName, Resource, Stack, unlessEmpty } from 'aws-cdk-lib';
import { Grant, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnAgent, CfnAgentAlias, CfnApplicationInferenceProfile, CfnGuardrail, CfnGuardrailVersion, CfnPrompt, CfnPromptVersion } from 'aws-cdk-lib/aws-bedrock';

export const ChatMessageRole = { USER: 'user', ASSISTANT: 'assistant' };
export const CrossRegionInferenceProfileRegion = { GLOBAL: 'global', EU: 'eu', US: 'us', US_GOV: 'us-gov', APAC: 'apac', JP: 'jp', AU: 'au' };
export const VectorType = { FLOATING_POINT: 'FLOAT32', BINARY: 'BINARY' };
export const ParameterType = { STRING: 'string', NUMBER: 'number', INTEGER: 'integer', BOOLEAN: 'boolean', ARRAY: 'array', OBJECT: 'object' };

function arnOf(resource, region = Aws.REGION, account = Aws.ACCOUNT_ID) {
  return 'arn:' + Aws.PARTITION + ':bedrock:' + region + ':' + account + ':' + resource;
}

function invoke(grantee, ...resourceArns) {
  return Grant.addToPrincipal({ grantee, actions: ['bedrock:InvokeModel*', 'bedrock:GetFoundationModel'], resourceArns });
}

export class BedrockFoundationModel extends FoundationModels {
  constructor(modelId, options) {
    super();
    this.modelId = modelId;
    this.vectorDimensions = options?.vectorDimensions;
    this.modelArn = arnOf('foundation-model/' + modelId, Aws.REGION, '');
    this.invokableArn = this.modelArn;
  }
  static fromCdkFoundationModelId(identifier, options) { return new BedrockFoundationModel(identifier.modelId, options); }
  static fromCdkFoundationModel(model, options) { return new BedrockFoundationModel(model.modelId, options); }
  toString() { return this.modelId; }
  asArn() { return this.modelArn; }
  asIModel() { return { modelArn: this.modelArn }; }
  grantInvoke(grantee) { return invoke(grantee, this.modelArn); }
  grantInvokeAllRegions(grantee) { return invoke(grantee, arnOf('foundation-model/' + this.modelId, '*', '')); }
}

export class CrossRegionInferenceProfile {
  constructor({ geoRegion, model }) {
    this.model = model;
    this.inferenceProfileModel = model;
    this.inferenceProfileId = geoRegion + '.' + model.modelId;
    this.inferenceProfileArn = arnOf('inference-profile/' + this.inferenceProfileId);
    this.invokableArn = this.inferenceProfileArn;
    this.modelId = this.inferenceProfileId;
  }
  static fromConfig(config) { return new CrossRegionInferenceProfile(config); }
  grantInvoke(grantee) {
    this.model.grantInvokeAllRegions(grantee);
    return this.grantProfileUsage(grantee);
  }
  grantProfileUsage(grantee) {
    return Grant.addToPrincipal({ grantee, actions: ['bedrock:GetInferenceProfile', 'bedrock:InvokeModel*'], resourceArns: [this.inferenceProfileArn] });
  }
}

export class ApplicationInferenceProfile extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.model = props.modelSource;
    this.resource = new CfnApplicationInferenceProfile(this, COMMUNITY ? id : 'Resource', {
      inferenceProfileName: props.inferenceProfileName ?? props.applicationInferenceProfileName,
      description: props.description,
      modelSource: { copyFrom: props.modelSource.invokableArn },
    });
    this.inferenceProfileArn = this.resource.attrInferenceProfileArn;
    this.inferenceProfileId = this.resource.attrInferenceProfileId;
    this.invokableArn = this.inferenceProfileArn;
  }
  grantInvoke(grantee) {
    this.model.grantInvoke(grantee);
    return this.grantProfileUsage(grantee);
  }
  grantProfileUsage(grantee) {
    const actions = ['bedrock:GetInferenceProfile', COMMUNITY ? 'bedrock:InvokeModel' : 'bedrock:InvokeModel*'];
    return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.inferenceProfileArn] });
  }
}

class GuardrailBase extends Resource {
  grant(grantee, ...actions) { return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.guardrailArn] }); }
  grantApply(grantee) {
    if (COMMUNITY) this.kmsKey?.grantEncryptDecrypt(grantee);
    return this.grant(grantee, 'bedrock:ApplyGuardrail');
  }
}

class ImportedGuardrail extends GuardrailBase {
  constructor(scope, id, attributes) {
    super(scope, id);
    this.guardrailArn = attributes.guardrailArn;
    this.guardrailId = atDeployment('guardrail', attributes.guardrailArn);
    this.guardrailVersion = attributes.guardrailVersion ?? 'DRAFT';
    this.kmsKey = attributes.kmsKey;
  }
}

/** The alpha package says what happens also where the program does not. */
const contentFilter = filter => COMMUNITY ? filter : { inputAction: 'BLOCK', inputEnabled: true, outputAction: 'BLOCK', outputEnabled: true, ...filter };
const managedWords = filter => ({ type: 'PROFANITY', ...filter });
const denied = topic => ({
  type: 'DENY', name: topic.name, definition: topic.definition, examples: topic.examples,
  inputAction: topic.inputAction, outputAction: topic.outputAction, inputEnabled: topic.inputEnabled, outputEnabled: topic.outputEnabled,
});

/** A policy is there as soon as one of its lists has something in it. */
const policyOf = (lists, rest) => Lazy.any({
  produce: () => Object.values(lists).some(list => hasItems(list))
    ? { ...Object.fromEntries(Object.entries(lists).filter(([, list]) => hasItems(list))), ...rest }
    : undefined,
});
const tierOf = tier => COMMUNITY ? tier && { tierName: tier } : { tierName: tier ?? 'CLASSIC' };

export class Guardrail extends GuardrailBase {
  constructor(scope, id, props) {
    super(scope, id);
    this.kmsKey = props.kmsKey;
    this.content = [...(props.contentFilters ?? []).map(contentFilter)];
    this.grounding = [...(props.contextualGroundingFilters ?? [])];
    this.words = [...(props.wordFilters ?? [])];
    this.managedWords = [...(props.managedWordListFilters ?? []).map(managedWords)];
    this.patterns = [...(props.regexFilters ?? [])];
    this.personal = [...(props.piiFilters ?? [])];
    this.topics = [...(props.deniedTopics ?? []).map(denied)];
    this.resource = new CfnGuardrail(this, 'MyGuardrail', {
      name: props.guardrailName ?? props.name,
      description: props.description,
      kmsKeyArn: props.kmsKey?.keyArn,
      blockedInputMessaging: props.blockedInputMessaging ?? 'Sorry, your query violates our usage policy.',
      blockedOutputsMessaging: props.blockedOutputsMessaging ?? 'Sorry, I am unable to answer your question because of our usage policy.',
      crossRegionConfig: props.crossRegionConfig && { guardrailProfileArn: props.crossRegionConfig.guardrailProfileArn },
      contentPolicyConfig: policyOf({ filtersConfig: this.content }, { contentFiltersTierConfig: tierOf(props.contentFiltersTierConfig) }),
      contextualGroundingPolicyConfig: policyOf({ filtersConfig: this.grounding }),
      topicPolicyConfig: policyOf({ topicsConfig: this.topics }, { topicsTierConfig: tierOf(props.topicsTierConfig) }),
      wordPolicyConfig: policyOf({ wordsConfig: this.words, managedWordListsConfig: this.managedWords }),
      sensitiveInformationPolicyConfig: policyOf({ piiEntitiesConfig: this.personal, regexesConfig: this.patterns }),
    });
    this.guardrailId = this.resource.attrGuardrailId;
    this.guardrailArn = this.resource.attrGuardrailArn;
    this.guardrailVersion = this.resource.attrVersion;
  }
  static fromGuardrailAttributes(scope, id, attributes) { return new ImportedGuardrail(scope, id, attributes); }
  static fromCfnGuardrail(resource) {
    return new ImportedGuardrail(resource, '@FromCfnGuardrail', { guardrailArn: resource.attrGuardrailArn, guardrailVersion: resource.attrVersion });
  }
  addContentFilter(filter) { this.content.push(contentFilter(filter)); }
  addContextualGroundingFilter(filter) { this.grounding.push(filter); }
  addWordFilter(filter) { this.words.push(filter); }
  addWordFilterFromFile(path) { this.words.push(...atDeployment('words', path)); }
  addManagedWordListFilter(filter) { this.managedWords.push(managedWords(filter)); }
  addPIIFilter(filter) { this.personal.push(filter); }
  addRegexFilter(filter) { this.patterns.push(filter); }
  addDeniedTopicFilter(filter) { this.topics.push(denied(filter)); }
  createVersion(description) {
    this.version = new CfnGuardrailVersion(this, 'GuardrailVersion', { description, guardrailIdentifier: this.guardrailId });
    this.guardrailVersion = this.version.attrVersion;
    return this.guardrailVersion;
  }
}

export class GuardrailVersion extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.guardrail = props.guardrail;
    this.resource = new CfnGuardrailVersion(this, 'GuardrailVersion', { description: props.description, guardrailIdentifier: props.guardrail.guardrailId });
    this.guardrailVersion = this.resource.attrVersion;
  }
}

export class Topic {
  static custom(props) { return props; }
  static FINANCIAL_ADVICE = preset('Financial_Advice');
  static INAPPROPRIATE_CONTENT = preset('Inappropriate_Content');
  static LEGAL_ADVICE = preset('Legal_Advice');
  static MEDICAL_ADVICE = preset('Medical_Advice');
  static POLITICAL_ADVICE = preset('Political_Advice');
}

function preset(name) {
  return { name, definition: atDeployment('definition of topic', name), examples: atDeployment('examples of topic', name) };
}

export class DeniedTopicFilter extends Topic {}

const group = each => ({
  actionGroupName: each.name,
  actionGroupState: (each.enabled ?? true) ? 'ENABLED' : 'DISABLED',
  description: each.description,
  parentActionGroupSignature: each.parentActionGroupSignature,
  actionGroupExecutor: each.executor?.rendered,
  apiSchema: each.apiSchema?.rendered,
  functionSchema: each.functionSchema,
  skipResourceInUseCheckOnDelete: each.forceDelete ?? false,
});

export const ParentActionGroupSignature = { USER_INPUT: 'AMAZON.UserInput', CODE_INTERPRETER: 'AMAZON.CodeInterpreter' };

export class AgentActionGroup {
  constructor(props) {
    this.name = props.name ?? atDeployment('name of', 'action group');
    this.enabled = props.enabled ?? true;
    this.description = props.description;
    this.executor = props.executor;
    this.apiSchema = props.apiSchema;
    this.functionSchema = props.functionSchema;
    this.forceDelete = props.forceDelete;
    this.parentActionGroupSignature = props.parentActionGroupSignature;
  }
  static userInput(enabled) {
    return new AgentActionGroup({ name: 'UserInputAction', enabled, parentActionGroupSignature: 'AMAZON.UserInput' });
  }
  static codeInterpreter(enabled) {
    return new AgentActionGroup({ name: 'CodeInterpreterAction', enabled, parentActionGroupSignature: 'AMAZON.CodeInterpreter' });
  }
}

export class ActionGroupExecutor {
  constructor(lambdaFunction, rendered) {
    this.lambdaFunction = lambdaFunction;
    this.rendered = rendered;
  }
  static RETURN_CONTROL = new ActionGroupExecutor(undefined, { customControl: 'RETURN_CONTROL' });
  static fromLambda(lambdaFunction) { return fromLambda(lambdaFunction); }
  static fromlambdaFunction(lambdaFunction) { return fromLambda(lambdaFunction); }
  static fromlambda(lambdaFunction) { return fromLambda(lambdaFunction); }
}
export const ApiExecutor = ActionGroupExecutor;

function fromLambda(lambdaFunction) {
  return new ActionGroupExecutor(lambdaFunction, { lambda: lambdaFunction.functionArn });
}

export class ApiSchema {
  static fromLocalAsset(path) {
    if (COMMUNITY) return { rendered: { payload: atDeployment('text of', path) } };
    return { rendered: { s3: { s3BucketName: atDeployment('asset', path), s3ObjectKey: atDeployment('key of asset', path) } } };
  }
  static fromInline(schema) { return { rendered: { payload: schema } }; }
  static fromS3File(bucket, key) { return { rendered: { s3: { s3BucketName: bucket.bucketName, s3ObjectKey: key } } }; }
}

export class AgentCollaborator {
  constructor(props) {
    this.alias = props.agentAlias;
    this.rendered = {
      agentDescriptor: { aliasArn: props.agentAlias.aliasArn },
      collaboratorName: props.collaboratorName,
      collaborationInstruction: props.collaborationInstruction,
      relayConversationHistory: props.relayConversationHistory ? 'TO_COLLABORATOR' : 'DISABLED',
    };
  }
}

class AgentBase extends Resource {
  get grantPrincipal() { return this.role; }
  grantInvoke(grantee) {
    return Grant.addToPrincipal({ grantee, actions: ['bedrock:InvokeAgent'], resourceArns: [this.agentArn] });
  }
}

export class Agent extends AgentBase {
  constructor(scope, id, props) {
    super(scope, id);
    this.kmsKey = props.kmsKey;
    this.foundationModel = props.foundationModel;
    this.groups = [];
    this.bases = [];
    this.collaborators = [];
    const alphaName = 'agent-' + Names.uniqueResourceName(this, { maxLength: 40, separator: '-' }).toLowerCase() + '-bedrockagent';
    this.role = props.existingRole ?? new Role(this, 'Role', {
      roleName: COMMUNITY ? physicalName(this, 'AmazonBedrockExecutionRoleForAgents_', { maxLength: 64 }) : props.agentName ?? alphaName,
      assumedBy: new ServicePrincipal('bedrock.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
          ArnLike: { 'aws:SourceArn': Stack.of(this).formatArn({ service: 'bedrock', resource: 'agent', resourceName: '*' }) },
        },
      }),
    });
    this.addActionGroup(AgentActionGroup.userInput(props.userInputEnabled ?? false));
    this.addActionGroup(AgentActionGroup.codeInterpreter(props.codeInterpreterEnabled ?? false));
    const collaborators = props.agentCollaboration?.collaborators ?? props.agentCollaborators ?? [];
    for (const collaborator of collaborators) this.addAgentCollaborator(collaborator);
    const model = props.foundationModel;
    this.resource = new CfnAgent(this, COMMUNITY ? 'AgentResource' : 'Resource', {
      actionGroups: this.groups,
      agentName: props.agentName ?? props.name ?? (COMMUNITY ? physicalName(this, 'bedrock-agent', { maxLength: 64, lower: true, separator: '-' }) : alphaName),
      agentResourceRoleArn: this.role.roleArn,
      autoPrepare: props.shouldPrepareAgent ?? false,
      customerEncryptionKeyArn: props.kmsKey?.keyArn,
      description: props.description,
      foundationModel: model.invokableArn,
      idleSessionTtlInSeconds: props.idleSessionTTL ? props.idleSessionTTL.toSeconds() : COMMUNITY ? 3600 : 600,
      instruction: props.instruction,
      knowledgeBases: unlessEmpty(this.bases),
      memoryConfiguration: props.memory?.rendered ?? props.memory,
      agentCollaborators: unlessEmpty(this.collaborators),
      agentCollaboration: props.agentCollaboration?.type ?? props.agentCollaboration,
      orchestrationType: COMMUNITY ? undefined : (props.customOrchestrationExecutor ? 'CUSTOM_ORCHESTRATION' : 'DEFAULT'),
      skipResourceInUseCheckOnDelete: props.forceDelete ?? false,
    });
    this.agentId = this.resource.attrAgentId;
    this.agentArn = this.resource.attrAgentArn;
    this.agentVersion = this.resource.attrAgentVersion;
    this.testAlias = { aliasId: 'TSTALIASID', aliasName: 'AgentTestAlias', agent: this, aliasArn: arnOf('agent-alias/' + this.agentId + '/TSTALIASID') };
    for (const base of props.knowledgeBases ?? []) this.addKnowledgeBase(base);
    for (const each of props.actionGroups ?? []) this.addActionGroup(each);
    if (props.guardrail) this.addGuardrail(props.guardrail);
    if (!props.existingRole) model.grantInvoke(this.role);
  }
  static fromAgentAttributes(scope, id, attributes) { return new ImportedAgent(scope, id, attributes); }
  addGuardrail(guardrail) {
    this.resource.guardrailConfiguration = { guardrailIdentifier: guardrail.guardrailId, guardrailVersion: guardrail.guardrailVersion };
    guardrail.grantApply(this.role);
  }
  addActionGroup(each) {
    this.groups.push(group(each));
    each.executor?.lambdaFunction?.grantInvoke(this.role);
  }
  addActionGroups(...groups) { for (const each of groups) this.addActionGroup(each); }
  addKnowledgeBase(base) {
    this.bases.push({ knowledgeBaseId: base.knowledgeBaseId, knowledgeBaseState: 'ENABLED', description: base.instruction ?? base.description });
    base.grantQuery(this.role);
  }
  addAgentCollaborator(collaborator) {
    this.collaborators.push(collaborator.rendered);
    this.role.addToPrincipalPolicy(new PolicyStatement({ actions: ['bedrock:GetAgentAlias', 'bedrock:InvokeAgent'], resources: [collaborator.alias.aliasArn] }));
  }
}

class ImportedAgent extends AgentBase {
  constructor(scope, id, attributes) {
    super(scope, id);
    this.agentArn = attributes.agentArn;
    this.agentId = atDeployment('agent', attributes.agentArn);
    this.role = Role.fromRoleArn(this, 'Role', attributes.roleArn);
  }
}

export class AgentAlias extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.agent = props.agent;
    this.resource = new CfnAgentAlias(this, 'Resource', {
      agentAliasName: props.aliasName ?? props.agentAliasName ?? (COMMUNITY ? 'latest-' + atDeployment('hash of', this.node.path) : 'latest'),
      agentId: props.agent.agentId,
      description: props.description,
      routingConfiguration: props.agentVersion && [{ agentVersion: props.agentVersion }],
    });
    this.aliasId = this.resource.attrAgentAliasId;
    this.aliasArn = this.resource.attrAgentAliasArn;
  }
  static fromAttributes(scope, id, attributes) {
    return { ...attributes, aliasArn: arnOf('agent-alias/' + attributes.agent?.agentId + '/' + attributes.aliasId) };
  }
  grantInvoke(grantee) { return Grant.addToPrincipal({ grantee, actions: ['bedrock:InvokeAgent'], resourceArns: [this.aliasArn] }); }
  grantGet(grantee) { return Grant.addToPrincipal({ grantee, actions: ['bedrock:GetAgentAlias'], resourceArns: [this.aliasArn] }); }
}

export class Memory {
  static sessionSummary(props) {
    return {
      enabledMemoryTypes: ['SESSION_SUMMARY'],
      storageDays: props?.memoryDurationDays ?? props?.memoryDuration?.toDays() ?? 30,
      sessionSummaryConfiguration: { maxRecentSessions: props?.maxRecentSessions ?? 20 },
    };
  }
  static SESSION_SUMMARY = Memory.sessionSummary({ memoryDurationDays: 30 });
}

export class PromptOverrideConfiguration {
  static fromSteps(steps) { return {}; }
  static withCustomParser() { return {}; }
}
`;
