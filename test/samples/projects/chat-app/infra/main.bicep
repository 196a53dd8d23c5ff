// The assistant behind the web shop: a chat model grounded on the product index.
targetScope = 'resourceGroup'

@description('Short name of the environment, part of every resource name')
param environmentName string

param location string = resourceGroup().location

@description('Entra ID only: no API keys')
param keyless bool = false

@description('Reach the AI services through the virtual network only')
param isolated bool = false

@description('Offices whose addresses may reach the model while it is public')
param officeRanges array = []

var suffix = uniqueString(resourceGroup().id, environmentName)

module network 'modules/network.bicep' = if (isolated) {
  name: 'network'
  params: {
    location: location
    openAiId: openAi.outputs.id
  }
}

module openAi 'modules/openai.bicep' = {
  name: 'openai'
  params: {
    name: 'oai-${environmentName}-${suffix}'
    location: location
    disableLocalAuth: keyless
    publicNetworkAccess: isolated ? 'Disabled' : 'Enabled'
    allowedRanges: officeRanges
  }
}

module search 'modules/search.bicep' = {
  name: 'search'
  params: {
    name: 'srch-${environmentName}-${suffix}'
    location: location
  }
}

resource ml 'Microsoft.MachineLearningServices/workspaces@2024-10-01' = {
  name: 'mlw-${environmentName}-${suffix}'
  location: location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    friendlyName: 'Ranking experiments'
    publicNetworkAccess: 'Enabled'
  }
}

output endpoint string = openAi.outputs.endpoint
