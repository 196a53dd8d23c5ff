// A search service by default: keys, every network, no identity.
import * as azure from '@pulumi/azure';

new azure.search.Service('search', {
  name: 'products',
  location: 'westeurope',
  resourceGroupName: 'shop',
  sku: 'standard',
});
