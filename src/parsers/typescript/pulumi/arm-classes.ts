// The classes of `@pulumi/azure-native` that are resources which rules know or lead through, by the ids of what they make: `{x}` is the
// argument that names this step and `{=x}` a name that it always has; an argument in the first place names the scope, which else is a
// resource group. `properties` behind it says that the class has an argument of that name. tools/pulumi-classes.mjs holds them to the
// package.

export const ARM_CLASSES = `
apimanagement/ApiManagementService Microsoft.ApiManagement/service/{serviceName}
apimanagement/NamedValue Microsoft.ApiManagement/service/{serviceName}/namedValues/{namedValueId}
app/ContainerApp Microsoft.App/containerApps/{containerAppName}
app/Job Microsoft.App/jobs/{jobName}
appconfiguration/ConfigurationStore Microsoft.AppConfiguration/configurationStores/{configStoreName}
appconfiguration/KeyValue Microsoft.AppConfiguration/configurationStores/{configStoreName}/keyValues/{keyValueName}
applicationinsights/Component Microsoft.Insights/components/{resourceName}
authorization/RoleAssignment {scope}/Microsoft.Authorization/roleAssignments/{roleAssignmentName}
botservice/Bot Microsoft.BotService/botServices/{resourceName} properties
cognitiveservices/Account Microsoft.CognitiveServices/accounts/{accountName} properties
cognitiveservices/AccountCapabilityHost Microsoft.CognitiveServices/accounts/{accountName}/capabilityHosts/{capabilityHostName}
cognitiveservices/AccountConnection Microsoft.CognitiveServices/accounts/{accountName}/connections/{connectionName} properties
cognitiveservices/Deployment Microsoft.CognitiveServices/accounts/{accountName}/deployments/{deploymentName} properties
cognitiveservices/Project Microsoft.CognitiveServices/accounts/{accountName}/projects/{projectName} properties
cognitiveservices/ProjectCapabilityHost Microsoft.CognitiveServices/accounts/{accountName}/projects/{projectName}/capabilityHosts/{capabilityHostName}
cognitiveservices/ProjectConnection Microsoft.CognitiveServices/accounts/{accountName}/projects/{projectName}/connections/{connectionName} properties
cognitiveservices/RaiBlocklist Microsoft.CognitiveServices/accounts/{accountName}/raiBlocklists/{raiBlocklistName} properties
cognitiveservices/RaiPolicy Microsoft.CognitiveServices/accounts/{accountName}/raiPolicies/{raiPolicyName} properties
containerinstance/ContainerGroup Microsoft.ContainerInstance/containerGroups/{containerGroupName}
containerregistry/Registry Microsoft.ContainerRegistry/registries/{registryName}
documentdb/DatabaseAccount Microsoft.DocumentDB/databaseAccounts/{accountName}
insights/Component Microsoft.Insights/components/{resourceName}
insights/DiagnosticSetting {resourceUri}/Microsoft.Insights/diagnosticSettings/{name}
keyvault/Secret Microsoft.KeyVault/vaults/{vaultName}/secrets/{secretName} properties
keyvault/Vault Microsoft.KeyVault/vaults/{vaultName} properties
machinelearningservices/BatchDeployment Microsoft.MachineLearningServices/workspaces/{workspaceName}/batchEndpoints/{endpointName}/deployments/{deploymentName} properties
machinelearningservices/BatchEndpoint Microsoft.MachineLearningServices/workspaces/{workspaceName}/batchEndpoints/{endpointName} properties
machinelearningservices/CapabilityHost Microsoft.MachineLearningServices/workspaces/{workspaceName}/capabilityHosts/{name} properties
machinelearningservices/Compute Microsoft.MachineLearningServices/workspaces/{workspaceName}/computes/{computeName} properties
machinelearningservices/DataContainer Microsoft.MachineLearningServices/workspaces/{workspaceName}/data/{name} properties
machinelearningservices/DataVersion Microsoft.MachineLearningServices/workspaces/{workspaceName}/data/{name}/versions/{version} properties
machinelearningservices/Datastore Microsoft.MachineLearningServices/workspaces/{workspaceName}/datastores/{name} properties
machinelearningservices/EnvironmentContainer Microsoft.MachineLearningServices/workspaces/{workspaceName}/environments/{name} properties
machinelearningservices/EnvironmentVersion Microsoft.MachineLearningServices/workspaces/{workspaceName}/environments/{name}/versions/{version} properties
machinelearningservices/ModelContainer Microsoft.MachineLearningServices/workspaces/{workspaceName}/models/{name} properties
machinelearningservices/ModelVersion Microsoft.MachineLearningServices/workspaces/{workspaceName}/models/{name}/versions/{version} properties
machinelearningservices/OnlineDeployment Microsoft.MachineLearningServices/workspaces/{workspaceName}/onlineEndpoints/{endpointName}/deployments/{deploymentName} properties
machinelearningservices/OnlineEndpoint Microsoft.MachineLearningServices/workspaces/{workspaceName}/onlineEndpoints/{endpointName} properties
machinelearningservices/Registry Microsoft.MachineLearningServices/registries/{registryName}
machinelearningservices/ServerlessEndpoint Microsoft.MachineLearningServices/workspaces/{workspaceName}/serverlessEndpoints/{name} properties
machinelearningservices/Workspace Microsoft.MachineLearningServices/workspaces/{workspaceName}
machinelearningservices/WorkspaceConnection Microsoft.MachineLearningServices/workspaces/{workspaceName}/connections/{connectionName} properties
managedidentity/UserAssignedIdentity Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}
monitor/DiagnosticSetting {resourceUri}/Microsoft.Insights/diagnosticSettings/{name}
network/PrivateDnsZoneGroup Microsoft.Network/privateEndpoints/{privateEndpointName}/privateDnsZoneGroups/{privateDnsZoneGroupName}
network/PrivateEndpoint Microsoft.Network/privateEndpoints/{privateEndpointName}
network/Subnet Microsoft.Network/virtualNetworks/{virtualNetworkName}/subnets/{subnetName}
network/VirtualNetwork Microsoft.Network/virtualNetworks/{virtualNetworkName}
operationalinsights/Workspace Microsoft.OperationalInsights/workspaces/{workspaceName}
resources/ResourceGroup resourceGroups/{resourceGroupName}
search/Service Microsoft.Search/searchServices/{searchServiceName}
storage/StorageAccount Microsoft.Storage/storageAccounts/{accountName}
videoindexer/Account Microsoft.VideoIndexer/accounts/{accountName}
web/StaticSite Microsoft.Web/staticSites/{name}
web/WebApp Microsoft.Web/sites/{name}
web/WebAppApplicationSettings Microsoft.Web/sites/{name}/config/{=appsettings} properties
web/WebAppConnectionStrings Microsoft.Web/sites/{name}/config/{=connectionstrings} properties
web/WebAppSlot Microsoft.Web/sites/{name}/slots/{slot}
`;
