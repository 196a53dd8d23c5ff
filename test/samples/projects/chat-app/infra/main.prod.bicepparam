using 'main.bicep'

param environmentName = 'prod'
param keyless = true
param isolated = true
