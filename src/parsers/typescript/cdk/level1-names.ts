// How the level 1 constructs of `aws-cdk-lib` (2.276) differ from the rule that a CloudFormation name is the CDK's with a capital letter.
// Taken from the package's own code: modules whose service has more capitals, properties with acronyms, properties whose members are
// the program's own.

/** Services as CloudFormation writes them; their modules are the same in small letters. */
export const SERVICES = `
ACMPCA AIOps APS ARCRegionSwitch ARCZonalShift AWSExternalAnthropic AccessAnalyzer AccountAccess AgentRegistry AmazonMQ
AmplifyUIBuilder ApiGateway ApiGatewayV2 AppConfig AppFabric AppFlow AppIntegrations AppMesh AppRunner AppStream AppSync AppTest
ApplicationAutoScaling ApplicationInsights ApplicationSignals AuditManager AutoScaling AutoScalingPlans B2BI BCM BCMDataExports
BackupGateway BcmPricingCalculator BedrockAgentCore BedrockMantle BillingConductor CE CUR CertificateManager CleanRooms
CleanRoomsML CloudFormation CloudFront CloudHSM CloudTrail CloudWatch CodeArtifact CodeBuild CodeCommit CodeConnections
CodeDeploy CodeGuruProfiler CodeGuruReviewer CodePipeline CodeStar CodeStarConnections CodeStarNotifications ComputeOptimizer
ConnectCampaigns ConnectCampaignsV2 ControlTower CustomerProfiles DAX DLM DMS DRS DSQL DataBrew DataExchange DataPipeline
DataSync DataZone DevOpsAgent DevOpsGuru DeviceFarm DirectConnect DirectoryService DocDB DocDBElastic DynamoDB EC2 ECR ECS EFS
EKS EMR EMRContainers EMRServerless EVS ElastiCache ElasticBeanstalk ElasticLoadBalancing ElasticLoadBalancingV2
ElementalInference EntityResolution EventSchemas EventsV2 FIS FMS FSx FinSpace FraudDetector GameLift GameLiftStreams
GlobalAccelerator GreengrassV2 GroundStation GuardDuty HealthAgent HealthImaging HealthLake IAM IVS IVSChat IdentityStore
ImageBuilder InspectorV2 InternetMonitor IoT IoTAnalytics IoTCoreDeviceAdvisor IoTEvents IoTFleetHub IoTFleetWise
IoTSecureTunneling IoTSiteWise IoTThingsGraph IoTTwinMaker IoTWireless KMS KafkaConnect KendraRanking KinesisAnalytics
KinesisAnalyticsV2 KinesisFirehose KinesisVideo LakeFormation LaunchWizard LicenseManager LicenseManagerLinuxSubscriptions
LicenseManagerUserSubscriptions LookoutEquipment LookoutMetrics LookoutVision MGN MPA MSK MWAA MWAAServerless ManagedBlockchain
MediaConnect MediaConvert MediaLive MediaPackage MediaPackageV2 MediaStore MediaTailor MemoryDB NeptuneGraph NetworkFirewall
NetworkFlowMonitor NetworkManager NetworkMonitor NetworkSecurityManager NimbleStudio NotificationsContacts NovaAct ODB OSIS
ObservabilityAdmin OpenSearch OpenSearchServerless OpenSearchService OpsWorks OpsWorksCM PCAConnectorAD PCAConnectorSCEP PCS PI
PaymentCryptography PinpointEmail PricingPlanManager QBusiness QLDB QuickSight RAM RDS RTBFabric RUM RedshiftServerless
RefactorSpaces ResilienceHub ResilienceHubV2 ResourceExplorer2 ResourceGroups RoboMaker RolesAnywhere Route53GlobalResolver
Route53Profiles Route53RecoveryControl Route53RecoveryReadiness Route53Resolver S3Express S3Files S3ObjectLambda S3Outposts
S3Tables S3Vectors SCN SDB SES SMSVOICE SNS SQS SSM SSMContacts SSMGuiConnect SSMIncidents SSMQuickSetup SSO SageMaker
SecretsManager SecurityAgent SecurityHub SecurityLake Serverless ServerlessRepo ServiceCatalog ServiceCatalogAppRegistry
ServiceDiscovery SimSpaceWeaver StepFunctions StorageGateway SupportApp SupportAuthZ SystemsManagerSAP UXC VerifiedPermissions
VoiceID VpcLattice WAF WAFRegional WAFv2 WellArchitected WorkSpaces WorkSpacesThinClient WorkSpacesWeb WorkspacesInstances XRay
`;

/** By module: each property that differs, followed by its name in CloudFormation. */
export const ACRONYMS: Readonly<Record<string, string>> = {
  amplify: `
iamServiceRole IAMServiceRole certificateVerificationDnsRecord CertificateVerificationDNSRecord autoSubDomainIamRole
AutoSubDomainIAMRole
`,
  bedrock: `
idleSessionTtlInSeconds IdleSessionTTLInSeconds uri URI
`,
  bedrockagentcore: `
customJwtAuthorizer CustomJWTAuthorizer coinbaseCdp CoinbaseCDP
`,
  ec2: `
samlProviderArn SAMLProviderArn selfServiceSamlProviderArn SelfServiceSAMLProviderArn totalLocalStorageGb TotalLocalStorageGB
eip EIP enableResourceNameDnsAaaaRecord EnableResourceNameDnsAAAARecord dpdTimeoutAction DPDTimeoutAction dpdTimeoutSeconds
DPDTimeoutSeconds ikeVersions IKEVersions phase1DhGroupNumbers Phase1DHGroupNumbers phase2DhGroupNumbers Phase2DHGroupNumbers
autoEnableIo AutoEnableIO
`,
  ecs: `
totalLocalStorageGb TotalLocalStorageGB managedEbsVolume ManagedEBSVolume enableEcsManagedTags EnableECSManagedTags iam IAM
efsVolumeConfiguration EFSVolumeConfiguration webAclArn WebACLArn
`,
  iam: `
awsServiceName AWSServiceName
`,
  kendra: `
url URL
`,
  lambda: `
schemaRegistryUri SchemaRegistryURI documentDbEventSourceConfig DocumentDBEventSourceConfig sourceKmsKeyArn SourceKMSKeyArn
principalOrgId PrincipalOrgID
`,
  lex: `
ssmlMessage SSMLMessage allowDtmfInput AllowDTMFInput dtmfSpecification DTMFSpecification audioAndDtmfInputSpecification
AudioAndDTMFInputSpecification bkbExactResponseFields BKBExactResponseFields generativeAiSettings GenerativeAISettings
idleSessionTtlInSeconds IdleSessionTTLInSeconds
`,
  opensearchserverless: `
awsOwnedKey AWSOwnedKey
`,
  personalize: `
autoMlConfig AutoMLConfig performAutoMl PerformAutoML performHpo PerformHPO minProvisionedTps MinProvisionedTPS
`,
  qbusiness: `
clientIdsForOidc ClientIdsForOIDC openIdConnectConfiguration OpenIDConnectConfiguration customCssUrl CustomCSSUrl
`,
  s3: `
kmsMasterKeyId KMSMasterKeyID replicaKmsKeyId ReplicaKmsKeyID ssekms SSEKMS sses3 SSES3 sseAlgorithm SSEAlgorithm
`,
  sagemaker: `
volumeSizeInGb VolumeSizeInGB efsFileSystemConfig EFSFileSystemConfig autoMountHomeEfs AutoMountHomeEFS memorySizeInMb
MemorySizeInMB enableSsmAccess EnableSSMAccess maxPayloadInMb MaxPayloadInMB mlFramework MLFramework supportedResponseMimeTypes
SupportedResponseMIMETypes templateUrl TemplateURL efsFileSystem EFSFileSystem aiWorkloadConfigName AIWorkloadConfigName
aiWorkloadConfigs AIWorkloadConfigs
`,
  wisdom: `
answerGenerationAiGuardrailId AnswerGenerationAIGuardrailId answerGenerationAiPromptId AnswerGenerationAIPromptId
intentLabelingGenerationAiPromptId IntentLabelingGenerationAIPromptId queryReformulationAiPromptId QueryReformulationAIPromptId
selfServiceAiGuardrailId SelfServiceAIGuardrailId selfServiceAnswerGenerationAiPromptId SelfServiceAnswerGenerationAIPromptId
selfServicePreProcessingAiPromptId SelfServicePreProcessingAIPromptId emailQueryReformulationAiPromptId
EmailQueryReformulationAIPromptId emailResponseAiPromptId EmailResponseAIPromptId emailOverviewAiPromptId
EmailOverviewAIPromptId emailGenerativeAnswerAiPromptId EmailGenerativeAnswerAIPromptId aiAgentId AIAgentId
orchestrationAiGuardrailId OrchestrationAIGuardrailId orchestrationAiPromptId OrchestrationAIPromptId noteTakingAiGuardrailId
NoteTakingAIGuardrailId noteTakingAiPromptId NoteTakingAIPromptId caseSummarizationAiGuardrailId CaseSummarizationAIGuardrailId
caseSummarizationAiPromptId CaseSummarizationAIPromptId answerRecommendationAiAgentConfiguration
AnswerRecommendationAIAgentConfiguration caseSummarizationAiAgentConfiguration CaseSummarizationAIAgentConfiguration
emailGenerativeAnswerAiAgentConfiguration EmailGenerativeAnswerAIAgentConfiguration emailOverviewAiAgentConfiguration
EmailOverviewAIAgentConfiguration emailResponseAiAgentConfiguration EmailResponseAIAgentConfiguration
manualSearchAiAgentConfiguration ManualSearchAIAgentConfiguration noteTakingAiAgentConfiguration NoteTakingAIAgentConfiguration
orchestrationAiAgentConfiguration OrchestrationAIAgentConfiguration selfServiceAiAgentConfiguration
SelfServiceAIAgentConfiguration aiGuardrailId AIGuardrailId textFullAiPromptEditTemplateConfiguration
TextFullAIPromptEditTemplateConfiguration aiPromptId AIPromptId profileArn ProfileARN
`,
};

/** By module: properties that are maps or JSON, below which nothing is renamed. */
export const FREE_FORM: Readonly<Record<string, string>> = {
  bedrock: `
additionalModelRequestFields schema lastDayOfMonth daily connectorParameters collector input iterator loopInput output
modelConfiguration policyDocument json any auto parameters tags testAliasTags kmsEncryptionContext definitionSubstitutions
sessionMetadata
`,
  bedrockagentcore: `
configuration additionalModelRequestFields parameterValues additionalParams awsIam none inputSchema disabled tags propagatedTags
components advertisedScopeMapping dimensions metadata customParameters properties parameters headers retrievalConfig
environmentVariables additionalHeaderClaims additionalPayloadClaims
`,
  sagemaker: `
offlineStoreConfig onlineStoreConfig environment value modelInput modelPackageGroupPolicy parallelismConfiguration
pipelineDefinition serviceCatalogProvisioningDetails onDemand spot customDetails metadata customerMetadataProperties properties
labels arguments inputArtifacts outputArtifacts parameters authenticationRequestExtraParams
`,
  qbusiness: `
configuration noAuthConfiguration
`,
  opensearchserverless: `
analyzer properties
`,
  s3: `
policy simplePrefix policyDocument sses3
`,
  iam: `
policyDocument assumeRolePolicyDocument
`,
  kms: `
keyPolicy
`,
  ec2: `
destinationOptions privateDnsNameOptionsOnLaunch options policyDocument
`,
  lambda: `
elasticIpConfiguration policyDocument variables environmentVariables
`,
  ecs: `
options driverOpts labels dockerLabels
`,
  rekognition: `
polygonRegionsOfInterest
`,
  batch: `
options limits requests labels parameters tags capacityTags
`,
  logs: `
dataProtectionPolicy resourcePolicyDocument deliveryDestinationPolicy deliverySourceConfiguration
`,
  secretsmanager: `
resourcePolicy
`,
};
