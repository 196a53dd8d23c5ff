// Level 2 constructs of `aws-cdk-lib/aws-ec2`: networks with their subnets, security groups and endpoints.

export const EC2 = `
import { atDeployment, Aws, isEnabled, Resource, Stack, Tags } from 'aws-cdk-lib';
import { resourceProvider } from 'aws-cdk-lib/custom-resources';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { EndpointServices } from 'aws-cdk-lib/aws-ec2';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnFlowLog, CfnInstance, CfnRouteTable, CfnSecurityGroup, CfnSubnet, CfnVPC, CfnVPCEndpoint } from 'aws-cdk-lib/aws-ec2';

export const SubnetType = { PUBLIC: 'Public', PRIVATE_WITH_EGRESS: 'Private', PRIVATE_WITH_NAT: 'Private', PRIVATE: 'Private', PRIVATE_ISOLATED: 'Isolated', ISOLATED: 'Isolated' };

class VpcBase extends Resource {
  selectSubnets(selection = {}) {
    const subnets = selection.subnets ?? this.subnetsOf(selection);
    return { subnets, subnetIds: subnets.map(subnet => subnet.subnetId), availabilityZones: [], hasPublic: false, internetConnectivityEstablished: this };
  }
  subnetsOf({ subnetType, subnetGroupName }) {
    if (subnetGroupName !== undefined) return atDeployment('subnets', subnetGroupName);
    if (subnetType === 'Public') return this.publicSubnets;
    if (subnetType === 'Isolated') return this.isolatedSubnets;
    if (subnetType === 'Private') return this.privateSubnets;
    if (subnetType !== undefined) return atDeployment('subnets', subnetType);
    return this.privateSubnets.length > 0 ? this.privateSubnets : this.isolatedSubnets.length > 0 ? this.isolatedSubnets : this.publicSubnets;
  }
  addInterfaceEndpoint(id, options) { return new InterfaceVpcEndpoint(this, id, { vpc: this, ...options }); }
  addGatewayEndpoint(id, options) { return new GatewayVpcEndpoint(this, id, { vpc: this, ...options }); }
  addFlowLog(id, options) { return new FlowLog(this, id, { resourceType: FlowLogResourceType.fromVpc(this), ...options }); }
  addS3Endpoint(id) { return this.addGatewayEndpoint(id, { service: GatewayVpcEndpointAwsService.S3 }); }
  addDynamoDbEndpoint(id) { return this.addGatewayEndpoint(id, { service: GatewayVpcEndpointAwsService.DYNAMODB }); }
}

export class Vpc extends VpcBase {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.resource = new CfnVPC(this, 'Resource', {
      cidrBlock: props.cidr ?? props.ipAddresses?.cidrBlock ?? '10.0.0.0/16',
      enableDnsHostnames: props.enableDnsHostnames ?? true,
      enableDnsSupport: props.enableDnsSupport ?? true,
      instanceTenancy: props.defaultInstanceTenancy ?? 'default',
    });
    Tags.of(this).add('Name', props.vpcName ?? this.node.path);
    this.vpcDefaultSecurityGroup = this.resource.attrDefaultSecurityGroup;
    this.vpcId = this.resource.ref;
    this.vpcArn = this.resource.attrArn;
    this.vpcCidrBlock = this.resource.attrCidrBlock;
    this.publicSubnets = [];
    this.privateSubnets = [];
    this.isolatedSubnets = [];
    const groups = props.subnetConfiguration ?? [
      { name: 'Public', subnetType: 'Public' },
      { name: 'Private', subnetType: props.natGateways === 0 ? 'Isolated' : 'Private' },
    ];
    const zones = (Stack.of(this).isAgnostic ? [1, 2] : [1, 2, 3]).slice(0, props.maxAzs ?? 3);
    for (const group of groups) {
      if (group.reserved) continue;
      for (const zone of zones) this.addSubnet(group, group.name + 'Subnet' + zone);
    }
    for (const [name, endpoint] of Object.entries(props.gatewayEndpoints ?? {})) this.addGatewayEndpoint(name, endpoint);
    for (const [name, flowLog] of Object.entries(props.flowLogs ?? {})) this.addFlowLog(name, flowLog);
    if (props.restrictDefaultSecurityGroup ?? isEnabled('@aws-cdk/aws-ec2:restrictDefaultSecurityGroup')) this.restrictDefaultGroup();
  }
  restrictDefaultGroup() {
    const { region, account } = Stack.of(this);
    resourceProvider(this, 'Custom::VpcRestrictDefaultSG', {
      codeHandler: '__entrypoint__.handler',
      description: 'Lambda function for removing all inbound/outbound rules from the VPC default security group',
      policyStatements: [{
        Effect: 'Allow',
        Action: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:AuthorizeSecurityGroupEgress', 'ec2:RevokeSecurityGroupIngress', 'ec2:RevokeSecurityGroupEgress'],
        Resource: ['arn:' + Aws.PARTITION + ':ec2:' + region + ':' + account + ':security-group/' + this.vpcDefaultSecurityGroup],
      }],
    });
  }
  addSubnet({ subnetType, mapPublicIpOnLaunch, name }, id) {
    const subnet = new Subnet(this, id, {
      vpcId: this.vpcId,
      mapPublicIpOnLaunch: subnetType === 'Public' ? (mapPublicIpOnLaunch ?? true) : false,
    });
    Tags.of(subnet).add('aws-cdk:subnet-name', name, { includeResourceTypes: ['AWS::EC2::Subnet'] });
    Tags.of(subnet).add('aws-cdk:subnet-type', subnetType, { includeResourceTypes: ['AWS::EC2::Subnet'] });
    if (subnetType === 'Public') this.publicSubnets.push(subnet);
    else if (subnetType === 'Isolated') this.isolatedSubnets.push(subnet);
    else this.privateSubnets.push(subnet);
  }
  static fromLookup(scope, id, options) { return new ImportedVpc(scope, id, { vpcId: options.vpcId ?? atDeployment('vpc', options.vpcName) }); }
  static fromVpcAttributes(scope, id, attributes) { return new ImportedVpc(scope, id, attributes); }
}

class ImportedVpc extends VpcBase {
  constructor(scope, id, attributes) {
    super(scope, id);
    this.vpcId = attributes.vpcId;
    this.vpcArn = 'arn:' + Aws.PARTITION + ':ec2:' + Aws.REGION + ':' + Aws.ACCOUNT_ID + ':vpc/' + attributes.vpcId;
    this.vpcCidrBlock = attributes.vpcCidrBlock;
    const subnets = kind => (attributes[kind] ?? atDeployment(kind, attributes.vpcId)).map(subnetId => ({ subnetId, routeTable: { routeTableId: atDeployment('route table of', subnetId) } }));
    this.publicSubnets = subnets('publicSubnetIds');
    this.privateSubnets = subnets('privateSubnetIds');
    this.isolatedSubnets = subnets('isolatedSubnetIds');
  }
}

export class Subnet extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.resource = new CfnSubnet(this, 'Subnet', { vpcId: props.vpcId, cidrBlock: props.cidrBlock, mapPublicIpOnLaunch: props.mapPublicIpOnLaunch });
    Tags.of(this).add('Name', this.node.path);
    this.subnetId = this.resource.ref;
    this.routeTable = { routeTableId: new CfnRouteTable(this, 'RouteTable', { vpcId: props.vpcId }).ref };
    this.availabilityZone = this.resource.attrAvailabilityZone;
  }
  static fromSubnetId(scope, id, subnetId) { return { subnetId }; }
  static fromSubnetAttributes(scope, id, attributes) { return attributes; }
}
export class PublicSubnet extends Subnet {}
export class PrivateSubnet extends Subnet {}

export class IpAddresses {
  static cidr(cidrBlock) { return { cidrBlock }; }
  static awsIpamAllocation() { return { cidrBlock: atDeployment('cidr', 'ipam') }; }
}

export class SecurityGroup extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.ingress = [];
    this.resource = new CfnSecurityGroup(this, 'Resource', {
      groupDescription: props.description ?? this.node.path, groupName: props.securityGroupName, vpcId: props.vpc?.vpcId, securityGroupIngress: this.ingress,
    });
    this.securityGroupId = this.resource.attrGroupId;
  }
  static fromSecurityGroupId(scope, id, securityGroupId) { return new ImportedGroup(scope, id, securityGroupId); }
  static fromLookupById(scope, id, securityGroupId) { return new ImportedGroup(scope, id, securityGroupId); }
  static fromLookupByName(scope, id, name) { return new ImportedGroup(scope, id, atDeployment('security group', name)); }
  addIngressRule() {}
  addEgressRule() {}
}

class ImportedGroup extends Resource {
  constructor(scope, id, securityGroupId) {
    super(scope, id);
    this.securityGroupId = securityGroupId;
  }
  addIngressRule() {}
  addEgressRule() {}
}

export const FlowLogTrafficType = { ACCEPT: 'ACCEPT', ALL: 'ALL', REJECT: 'REJECT' };

export class FlowLogResourceType {
  static fromVpc(vpc) { return { resourceType: 'VPC', resourceId: vpc.vpcId }; }
  static fromSubnet(subnet) { return { resourceType: 'Subnet', resourceId: subnet.subnetId }; }
  static fromNetworkInterfaceId(resourceId) { return { resourceType: 'NetworkInterface', resourceId }; }
}

export class FlowLogDestination {
  static toCloudWatchLogs(logGroup, iamRole) {
    return { bind: scope => {
      const role = iamRole ?? new Role(scope, 'IAMRole', { assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com') });
      const group = logGroup ?? new LogGroup(scope, 'LogGroup');
      role.addToPrincipalPolicy(new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'], resources: [group.logGroupArn],
      }));
      return { logDestinationType: 'cloud-watch-logs', deliverLogsPermissionArn: role.roleArn, logGroupName: group.logGroupName };
    } };
  }
  static toS3(bucket, keyPrefix) { return { bind: () => ({ logDestinationType: 's3', logDestination: bucket && bucket.bucketArn + (keyPrefix ? '/' + keyPrefix : '') }) }; }
  static toKinesisDataFirehoseDestination(arn) { return { bind: () => ({ logDestinationType: 'kinesis-data-firehose', logDestination: arn }) }; }
}

export class FlowLog extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    const destination = (props.destination ?? FlowLogDestination.toCloudWatchLogs()).bind(this, this);
    Tags.of(this).add('Name', props.flowLogName ?? this.node.path);
    this.resource = new CfnFlowLog(this, 'FlowLog', {
      ...destination, resourceType: props.resourceType.resourceType, resourceId: props.resourceType.resourceId, trafficType: props.trafficType ?? 'ALL',
    });
    this.flowLogId = this.resource.ref;
  }
}

class EndpointBase extends Resource {
  addToPolicy(statement) {
    this.document = this.document ?? new PolicyDocument();
    this.document.addStatements(statement);
    this.resource.policyDocument = this.document;
  }
}

export class InterfaceVpcEndpoint extends EndpointBase {
  constructor(scope, id, props) {
    super(scope, id);
    this.document = undefined;
    const groups = props.securityGroups ?? [new SecurityGroup(this, 'SecurityGroup', { vpc: props.vpc })];
    this.resource = new CfnVPCEndpoint(this, 'Resource', {
      privateDnsEnabled: props.privateDnsEnabled ?? props.service.privateDnsDefault ?? true,
      securityGroupIds: groups.map(group => group.securityGroupId),
      serviceName: props.service.name,
      vpcEndpointType: 'Interface',
      subnetIds: props.vpc.selectSubnets(props.subnets).subnetIds,
      vpcId: props.vpc.vpcId,
    });
    this.vpcEndpointId = this.resource.ref;
  }
  static fromInterfaceVpcEndpointAttributes(scope, id, attributes) { return attributes; }
}

export class GatewayVpcEndpoint extends EndpointBase {
  constructor(scope, id, props) {
    super(scope, id);
    this.document = undefined;
    const { privateSubnets, publicSubnets, isolatedSubnets } = props.vpc;
    const subnets = props.subnets ? props.subnets.map(each => props.vpc.selectSubnets(each).subnets).flat() : [...privateSubnets, ...publicSubnets, ...isolatedSubnets];
    this.resource = new CfnVPCEndpoint(this, 'Resource', {
      routeTableIds: [...new Set(subnets.map(subnet => subnet.routeTable.routeTableId))],
      serviceName: props.service.name,
      vpcEndpointType: 'Gateway',
      vpcId: props.vpc.vpcId,
    });
    this.vpcEndpointId = this.resource.ref;
  }
  static fromGatewayVpcEndpointId(scope, id, vpcEndpointId) { return { vpcEndpointId }; }
}

export class InterfaceVpcEndpointService {
  constructor(name) {
    this.name = name;
    this.privateDnsDefault = false;
  }
}

export class InterfaceVpcEndpointAwsService extends EndpointServices {
  constructor(name, prefix, port) {
    super();
    this.name = (prefix ?? 'com.amazonaws') + '.' + Aws.REGION + '.' + name;
    this.shortName = name;
    this.privateDnsDefault = true;
    this.port = port ?? 443;
  }
}

export class GatewayVpcEndpointAwsService {
  constructor(name, prefix) {
    this.name = (prefix ?? 'com.amazonaws') + '.' + Aws.REGION + '.' + name;
  }
  static S3 = new GatewayVpcEndpointAwsService('s3');
  static DYNAMODB = new GatewayVpcEndpointAwsService('dynamodb');
  static S3_EXPRESS = new GatewayVpcEndpointAwsService('s3express');
}

export class Instance extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.role = props.role ?? new Role(this, 'InstanceRole', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    this.resource = new CfnInstance(this, 'Resource', { userData: props.userData });
    this.instanceId = this.resource.ref;
  }
  get grantPrincipal() { return this.role; }
  addToRolePolicy(statement) { this.role.addToPrincipalPolicy(statement); }
}
`;

/** Services that interface endpoints lead to, where the name in the CDK is not the service's in capitals: `SAGEMAKER_API`. */
export const ENDPOINT_SERVICES: Readonly<Record<string, string>> = {
  APIGATEWAY: 'execute-api',
  APP_SYNC: 'appsync-api',
  BEDROCK_AGENTCORE_GATEWAY: 'bedrock-agentcore.gateway',
  CLOUDWATCH: 'monitoring',
  CLOUDWATCH_EVENTS: 'events',
  CLOUDWATCH_LOGS: 'logs',
  CLOUDWATCH_MONITORING: 'monitoring',
  COMPREHEND_MEDICAL: 'comprehendmedical',
  ECR: 'ecr.api',
  ECR_DOCKER: 'ecr.dkr',
  ELASTIC_FILESYSTEM: 'elasticfilesystem',
  ELASTIC_LOAD_BALANCING: 'elasticloadbalancing',
  EVENTBRIDGE: 'events',
  FORECAST_QUERY: 'forecastquery',
  FRAUD_DETECTOR: 'frauddetector',
  KENDRA_RANKING: 'aws.api:kendra-ranking',
  KINESIS_FIREHOSE: 'kinesis-firehose',
  KINESIS_STREAMS: 'kinesis-streams',
  LEX_MODELS: 'models-v2-lex',
  LEX_RUNTIME: 'runtime-v2-lex',
  Q_BUSSINESS: 'aws.api:qbusiness',
  Q_DEVELOPER: 'q',
  Q_DEVELOPER_QAPPS: 'qapps',
  REKOGNITION_STREAMING: 'streaming-rekognition',
  S3_VECTORS: 's3vectors',
  SAGEMAKER_API: 'sagemaker.api',
  SAGEMAKER_EXPERIMENTS: 'aws.sagemaker:experiments',
  SAGEMAKER_FEATURESTORE_RUNTIME: 'sagemaker.featurestore-runtime',
  SAGEMAKER_METRICS: 'sagemaker.metrics',
  SAGEMAKER_NOTEBOOK: 'aws.sagemaker:notebook',
  SAGEMAKER_PARTNER_APP: 'aws.sagemaker:partner-app',
  SAGEMAKER_RUNTIME: 'sagemaker.runtime',
  SAGEMAKER_STUDIO: 'aws.sagemaker:studio',
  SECRETS_MANAGER: 'secretsmanager',
  SES: 'email-smtp',
  SSM_MESSAGES: 'ssmmessages',
  EC2_MESSAGES: 'ec2messages',
  STEP_FUNCTIONS: 'states',
  STEP_FUNCTIONS_SYNC: 'sync-states',
  TRANSCRIBE_STREAMING: 'transcribestreaming',
};

/** Those whose name is the service's in capitals. */
export const PLAIN_ENDPOINT_SERVICES =
  /^(?:ATHENA|BATCH|BEDROCK(?:_AGENT(?:CORE|_RUNTIME)?|_RUNTIME|_DATA_AUTOMATION(?:_RUNTIME)?)?|CODE(?:BUILD|COMMIT|DEPLOY|PIPELINE)|COMPREHEND|EC2|ECS(?:_AGENT|_TELEMETRY)?|FORECAST|GLUE|KENDRA|KMS|LAMBDA|PERSONALIZE(?:_EVENTS|_RUNTIME)?|POLLY|RDS|RDS_DATA|REKOGNITION|S3|SAGEMAKER_GEOSPATIAL|SNS|SQS|SSM|STS|TEXTRACT|TRANSCRIBE|TRANSLATE|XRAY)$/;
