// Two accounts from one iterator: one keyless, one not.
import { CognitiveAccount } from '@cdktf/provider-azurerm/lib/cognitive-account';
import { App, Op, TerraformIterator, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

class Accounts extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const accounts = TerraformIterator.fromMap({
      chat: { keyless: true },
      speech: { keyless: false },
    });
    new CognitiveAccount(this, 'account', {
      forEach: accounts,
      name: accounts.key,
      location: 'westeurope',
      resourceGroupName: 'shop',
      kind: 'AIServices',
      skuName: 'S0',
      customSubdomainName: accounts.key,
      localAuthEnabled: Op.not(accounts.getBoolean('keyless')),
      identity: { type: 'SystemAssigned' },
      networkAcls: { defaultAction: 'Deny', ipRules: ['0.0.0.0', '128.0.0.0'].map(half => `${half}/1`) },
    });
  }
}

const app = new App();
new Accounts(app, 'accounts');
app.synth();
