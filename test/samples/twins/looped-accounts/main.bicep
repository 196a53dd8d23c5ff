// Two accounts from one list: one keyless, one not.
var accounts = [
  { name: 'chat', keyless: true }
  { name: 'speech', keyless: false }
]

resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = [for each in accounts: {
  name: each.name
  location: resourceGroup().location
  kind: 'AIServices'
  sku: {
    name: 'S0'
  }
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    disableLocalAuth: each.keyless
    networkAcls: {
      defaultAction: 'Deny'
      ipRules: [for range in [ '0.0.0.0/1', '128.0.0.0/1' ]: {
        value: range
      }]
    }
  }
}]
