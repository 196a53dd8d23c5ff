param name string
param location string
param disableLocalAuth bool
param publicNetworkAccess string
param allowedRanges array

resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: name
  location: location
  kind: 'OpenAI'
  sku: {
    name: 'S0'
  }
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    customSubDomainName: name
    disableLocalAuth: disableLocalAuth
    publicNetworkAccess: publicNetworkAccess
    networkAcls: {
      defaultAction: empty(allowedRanges) ? 'Allow' : 'Deny'
      ipRules: [for range in allowedRanges: {
        value: range
      }]
    }
  }

  resource chat 'deployments' = {
    name: 'chat'
    sku: {
      name: 'Standard'
      capacity: 30
    }
    properties: {
      model: {
        format: 'OpenAI'
        name: 'gpt-4o'
        version: '2024-11-20'
      }
    }
  }
}

output id string = account.id
output endpoint string = account.properties.endpoint
