// Prompts of Amazon Bedrock: what follows in the text of Bedrock.

export const PROMPTS = `
const variables = names => names?.map(name => ({ name }));

export class PromptVariant {
  static text(props) {
    return {
      name: props.variantName,
      templateType: 'TEXT',
      modelId: props.model.invokableArn,
      inferenceConfiguration: props.inferenceConfiguration && { text: props.inferenceConfiguration },
      templateConfiguration: { text: { inputVariables: variables(props.promptVariables), text: props.promptText } },
    };
  }
  static chat(props) {
    return {
      name: props.variantName,
      templateType: 'CHAT',
      modelId: props.model.invokableArn,
      inferenceConfiguration: props.inferenceConfiguration && { text: props.inferenceConfiguration },
      templateConfiguration: { chat: { inputVariables: variables(props.promptVariables), messages: props.messages, system: props.system && [{ text: props.system }] } },
    };
  }
  static agent(props) {
    return {
      name: props.variantName,
      templateType: 'TEXT',
      genAiResource: { agent: { agentIdentifier: props.agentAlias.aliasArn } },
      templateConfiguration: { text: { inputVariables: variables(props.promptVariables), text: props.promptText } },
    };
  }
}

export class ChatMessage {
  static user(text) { return { role: 'user', content: [{ text }] }; }
  static assistant(text) { return { role: 'assistant', content: [{ text }] }; }
}

export class Prompt extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.kmsKey = props.kmsKey;
    this.variants = [...(props.variants ?? [])];
    this.resource = new CfnPrompt(this, COMMUNITY ? 'Prompt' : 'Resource', {
      name: props.promptName,
      description: props.description,
      customerEncryptionKeyArn: props.kmsKey?.keyArn,
      defaultVariant: props.defaultVariant?.name,
      variants: this.variants,
    });
    this.promptArn = this.resource.attrArn;
    this.promptId = this.resource.attrId;
    this.promptVersion = this.resource.attrVersion;
  }
  addVariant(variant) { this.variants.push(variant); }
  createVersion(description) {
    return new CfnPromptVersion(this, 'PromptVersion', { promptArn: this.promptArn, description }).attrVersion;
  }
  grantGet(grantee) { return Grant.addToPrincipal({ grantee, actions: ['bedrock:GetPrompt'], resourceArns: [this.promptArn] }); }
}

export class PromptVersion extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.resource = new CfnPromptVersion(this, COMMUNITY ? id : 'Resource', { promptArn: props.prompt.promptArn, description: props.description });
    this.version = this.resource.attrVersion;
    this.versionArn = this.resource.attrArn;
  }
}
`;
