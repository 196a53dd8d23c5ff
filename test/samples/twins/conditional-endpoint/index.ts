// Whether there is an endpoint is decided when the program runs.
import { CognitiveAccount } from '@cdktf/provider-azurerm/lib/cognitive-account';
import { PrivateEndpoint } from '@cdktf/provider-azurerm/lib/private-endpoint';
import { App, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

class Endpoint extends Construct {
  constructor(scope: Construct, id: string, account: CognitiveAccount) {
    super(scope, id);
    new PrivateEndpoint(this, 'endpoint', {
      name: 'assistant',
      location: 'westeurope',
      resourceGroupName: 'shop',
      subnetId: '/subscriptions/0/resourceGroups/shop/providers/Microsoft.Network/virtualNetworks/v/subnets/s',
      privateServiceConnection: {
        name: 'assistant',
        isManualConnection: false,
        privateConnectionResourceId: account.id,
        subresourceNames: ['account'],
      },
    });
  }
}

class Assistant extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const account = new CognitiveAccount(this, 'account', {
      name: 'assistant',
      location: 'westeurope',
      resourceGroupName: 'shop',
      kind: 'OpenAI',
      skuName: 'S0',
      customSubdomainName: 'assistant',
      localAuthEnabled: false,
      identity: { type: 'SystemAssigned' },
      networkAcls: { defaultAction: 'Deny' },
    });
    if (process.env.WITH_ENDPOINT) new Endpoint(this, 'endpoint', account);
  }
}

const app = new App();
new Assistant(app, 'assistant');
app.synth();
