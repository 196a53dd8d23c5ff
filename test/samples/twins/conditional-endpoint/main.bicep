// Whether there is an endpoint is decided at deployment.
param withEndpoint bool

resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'assistant'
  location: resourceGroup().location
  kind: 'OpenAI'
  sku: {
    name: 'S0'
  }
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    disableLocalAuth: true
    networkAcls: {
      defaultAction: 'Deny'
    }
  }
}

module endpoint 'endpoint.bicep' = if (withEndpoint) {
  name: 'endpoint'
  params: {
    accountName: account.name
  }
}
