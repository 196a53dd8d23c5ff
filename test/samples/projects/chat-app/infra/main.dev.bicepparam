using 'main.bicep'

param environmentName = 'dev'
param officeRanges = [
  '203.0.113.0/24'
]
