// Which resources of the services that rules ask for have tags, and in which form, from the level 1 constructs of `aws-cdk-lib` (2.276).

/** By service: types without tags. */
const UNTAGGED: Readonly<Record<string, string>> = {
  Bedrock:
    'DataSource EnforcedGuardrailConfiguration FlowVersion GuardrailVersion KnowledgeBasePolicy ResourcePolicy',
  BedrockAgentCore: 'GatewayRateLimit GatewayRule GatewayTarget PaymentConnector Policy ResourcePolicy',
  CloudTrail: 'ResourcePolicy',
  CodeBuild: 'SourceCredential',
  DynamoDB: 'GlobalTable',
  EC2: `CapacityReservation CapacityReservationFleet ClientVpnAuthorizationRule ClientVpnEndpoint ClientVpnRoute ClientVpnTargetNetworkAssociation EC2Fleet
EIPAssociation GatewayRouteTableAssociation LaunchTemplate NetworkAclEntry NetworkInterfaceAttachment Route SecurityGroupEgress SecurityGroupIngress SpotFleet
SubnetCidrBlock SubnetNetworkAclAssociation SubnetRouteTableAssociation VPCCidrBlock VPCDHCPOptionsAssociation VPCEndpointConnectionNotification
VPCEndpointServicePermissions VPCGatewayAttachment VPNConnectionRoute VPNGatewayRoutePropagation VolumeAttachment`,
  ECS: 'ClusterCapacityProviderAssociations PrimaryTaskSet GatewayClusterAssociations',
  Forecast: 'Dataset',
  IAM: 'AccessKey Group GroupPolicy InstanceProfile ManagedPolicy Policy RolePolicy ServiceLinkedRole UserPolicy UserToGroupAddition',
  KMS: 'Alias',
  Lambda:
    'Alias EventInvokeConfig LayerVersion LayerVersionPermission Permission Url Version ResourcePolicy WebFunctionEndpoint WebFunctionRevision',
  Lex: 'BotVersion ResourcePolicy',
  Logs: 'AccountPolicy LogStream MetricFilter QueryDefinition ResourcePolicy SubscriptionFilter Integration LogAnomalyDetector StorageTierPolicy Transformer',
  OpenSearchServerless:
    'AccessPolicy SecurityConfig SecurityPolicy VpcEndpoint CollectionIndex Index LifecyclePolicy',
  Personalize: 'MetricAttribution',
  QBusiness: 'Permission',
  QuickSight: 'RefreshSchedule ApprovalPolicy Assignment Flow Group LimitsProfile',
  RDS: 'DBSecurityGroupIngress',
  Route53:
    'CidrCollection DNSSEC KeySigningKey RecordSet RecordSetGroup DelegationSet QueryLoggingConfig TrafficPolicy TrafficPolicyInstance',
  S3: 'BucketPolicy MultiRegionAccessPoint MultiRegionAccessPointPolicy',
  S3Vectors: 'VectorBucketPolicy',
  SageMaker: 'ImageVersion',
  SecretsManager: 'ResourcePolicy RotationSchedule SecretTargetAttachment',
  Batch: '',
  Comprehend: '',
  FraudDetector: '',
  Kendra: '',
  OpenSearchService: '',
  Rekognition: '',
  StepFunctions: 'StateMachineAlias StateMachineVersion',
  Wisdom: 'AIAgentVersion AIGuardrailVersion AIPromptVersion MessageTemplateVersion',
};

/** By service: types whose tags are a map. */
const MAPS: Readonly<Record<string, string>> = {
  Batch:
    'ComputeEnvironment JobDefinition JobQueue SchedulingPolicy ConsumableResource QuotaShare ServiceEnvironment',
  Bedrock: 'Agent AgentAlias Flow FlowAlias KnowledgeBase Prompt PromptVersion',
  BedrockAgentCore:
    'BrowserCustom BrowserProfile CodeInterpreterCustom Gateway Memory Runtime RuntimeEndpoint',
  Wisdom: 'AIAgent AIGuardrail AIPrompt',
};

/** Names of the property other than `Tags`. */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::Lex::Bot': 'BotTags',
  'AWS::Lex::BotAlias': 'BotAliasTags',
  'AWS::Route53::HealthCheck': 'HealthCheckTags',
  'AWS::Route53::HostedZone': 'HostedZoneTags',
};

export interface TagForm {
  readonly property: string;
  readonly isMap: boolean;
}

/** In which form a type has tags; null where it has none or where that is not known. */
export function tagForm(type: string): TagForm | null {
  const [, service = '', name = ''] = type.split('::');
  const untagged = Object.hasOwn(UNTAGGED, service) ? UNTAGGED[service] : undefined;
  if (untagged === undefined || untagged.split(/\s/).includes(name)) return null;
  const maps = Object.hasOwn(MAPS, service) ? MAPS[service]! : '';
  return { property: NAMES[type] ?? 'Tags', isMap: maps.split(' ').includes(name) };
}
