import { cognitiveservices, network } from '@pulumi/azure-native';
import * as pulumi from '@pulumi/pulumi';

export interface AssistantArgs {
  group: pulumi.Input<string>;
  keyless: boolean;
  /** Reached from this subnet alone, where there is one. */
  subnet?: string;
}

const MODELS = [
  { name: 'gpt-4o', version: '2024-11-20' },
  { name: 'text-embedding-3-large', version: '1' },
];

/** A model with its network. */
export class Assistant extends pulumi.ComponentResource {
  readonly endpoint: pulumi.Output<string>;

  constructor(name: string, { group, keyless, subnet }: AssistantArgs, opts?: pulumi.ComponentResourceOptions) {
    super('chat:components:Assistant', name, {}, opts);
    const config = new pulumi.Config();
    const account = new cognitiveservices.Account(
      name,
      {
        resourceGroupName: group,
        kind: 'OpenAI',
        sku: { name: config.require('sku') },
        identity: { type: 'SystemAssigned' },
        properties: {
          disableLocalAuth: keyless,
          publicNetworkAccess: subnet ? 'Disabled' : 'Enabled',
          restrictOutboundNetworkAccess: true,
        },
      },
      { parent: this },
    );
    for (const model of MODELS) {
      new cognitiveservices.Deployment(
        `${name}-${model.name}`,
        {
          resourceGroupName: group,
          accountName: account.name,
          properties: { model: { format: 'OpenAI', ...model } },
        },
        { parent: account },
      );
    }
    if (subnet) {
      new network.PrivateEndpoint(
        `${name}-endpoint`,
        {
          resourceGroupName: group,
          subnet: { id: subnet },
          privateLinkServiceConnections: [
            { name, privateLinkServiceId: account.id, groupIds: ['account'] },
          ],
        },
        { parent: this },
      );
    }
    this.endpoint = account.properties.apply(({ endpoint }) => endpoint);
    this.registerOutputs({ endpoint: this.endpoint });
  }
}
