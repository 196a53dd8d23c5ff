// A search service by default: keys, every network, no identity.
resource search 'Microsoft.Search/searchServices@2023-11-01' = {
  name: 'products'
  location: resourceGroup().location
  sku: {
    name: 'standard'
  }
  properties: {}
}
