// An account that only its private endpoint reaches, without keys, with an identity.
import * as native from '@pulumi/azure-native';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const name = config.get('name') ?? 'assistant';
const group = new native.resources.ResourceGroup('assistant');

const account = new native.cognitiveservices.Account('account', {
  accountName: name,
  resourceGroupName: group.name,
  kind: 'OpenAI',
  sku: { name: 'S0' },
  identity: { type: native.cognitiveservices.ResourceIdentityType.SystemAssigned },
  properties: {
    customSubDomainName: name,
    publicNetworkAccess: native.cognitiveservices.PublicNetworkAccess.Disabled,
    disableLocalAuth: true,
  },
});

new native.network.PrivateEndpoint('endpoint', {
  privateEndpointName: pulumi.interpolate`pe-${name}`,
  resourceGroupName: group.name,
  subnet: { id: config.require('subnetId') },
  privateLinkServiceConnections: [
    { name: 'account', privateLinkServiceId: account.id, groupIds: ['account'] },
  ],
});
