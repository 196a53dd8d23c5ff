import * as azure from '@pulumi/azure-native';
import * as pulumi from '@pulumi/pulumi';
import { Assistant } from './components';

const config = new pulumi.Config();
const group = new azure.resources.ResourceGroup(`chat-${pulumi.getStack()}`);

const assistant = new Assistant('assistant', {
  group: group.name,
  keyless: config.requireBoolean('keyless'),
  subnet: config.get('subnet'),
});

new azure.search.Service('documents', {
  resourceGroupName: group.name,
  sku: { name: azure.search.SkuName.Basic },
  disableLocalAuth: true,
  publicNetworkAccess: 'disabled',
});

export const endpoint = assistant.endpoint;
