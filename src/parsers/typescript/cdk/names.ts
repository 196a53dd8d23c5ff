// How the CDK's level 1 constructs are called in CloudFormation: `aws_sagemaker.CfnModel` is `AWS::SageMaker::Model`, `roleArn` is
// `RoleArn`. Refuses to know what they mean.

import type { ImportedValue } from '../values.ts';

/** A name of the CDK: the service's module (`bedrock`; empty for the core) and the path in it. */
export interface CdkName {
  readonly service: string;
  readonly path: readonly string[];
}

/** The same name however it is imported: `aws-cdk-lib/aws-s3`, `aws_s3` of `aws-cdk-lib`, `@aws-cdk/aws-s3`. */
export function cdkName({ module, path }: Pick<ImportedValue, 'module' | 'path'>): CdkName {
  const own = /^(?:aws-cdk-lib|@aws-cdk|monocdk)\/(?:lib\/)?(?:aws-)?([\w-]+)/.exec(module)?.[1];
  if (own !== undefined) return { service: own === 'core' ? '' : own, path };
  const [first = ''] = path;
  if (/^(?:aws|alexa)_/.test(first))
    return { service: first.replace(/^aws_/, '').replaceAll('_', '-'), path: path.slice(1) };
  return { service: '', path };
}

/** Services whose name is not just capitalised. */
const SERVICES: Readonly<Record<string, string>> = {
  apigateway: 'ApiGateway',
  apigatewayv2: 'ApiGatewayV2',
  aoss: 'OpenSearchServerless',
  appconfig: 'AppConfig',
  applicationautoscaling: 'ApplicationAutoScaling',
  appsync: 'AppSync',
  autoscaling: 'AutoScaling',
  bedrockagentcore: 'BedrockAgentCore',
  certificatemanager: 'CertificateManager',
  cloudformation: 'CloudFormation',
  cloudfront: 'CloudFront',
  cloudtrail: 'CloudTrail',
  cloudwatch: 'CloudWatch',
  codebuild: 'CodeBuild',
  codepipeline: 'CodePipeline',
  docdb: 'DocDB',
  docdbelastic: 'DocDBElastic',
  dynamodb: 'DynamoDB',
  ec2: 'EC2',
  ecr: 'ECR',
  ecs: 'ECS',
  efs: 'EFS',
  eks: 'EKS',
  elasticache: 'ElastiCache',
  elasticloadbalancingv2: 'ElasticLoadBalancingV2',
  events: 'Events',
  iam: 'IAM',
  kinesisfirehose: 'KinesisFirehose',
  kms: 'KMS',
  neptunegraph: 'NeptuneGraph',
  opensearchserverless: 'OpenSearchServerless',
  opensearchservice: 'OpenSearchService',
  qbusiness: 'QBusiness',
  rds: 'RDS',
  resourcegroups: 'ResourceGroups',
  route53: 'Route53',
  s3: 'S3',
  s3vectors: 'S3Vectors',
  sagemaker: 'SageMaker',
  secretsmanager: 'SecretsManager',
  servicecatalog: 'ServiceCatalog',
  sns: 'SNS',
  sqs: 'SQS',
  ssm: 'SSM',
  stepfunctions: 'StepFunctions',
  wafv2: 'WAFv2',
};

/** The type of a level 1 construct; null for any other name. */
export function cloudFormationType({ service, path }: CdkName): string | null {
  const [name = ''] = path;
  if (path.length !== 1 || !/^Cfn[A-Z]/.test(name) || service === '') return null;
  return `AWS::${SERVICES[service] ?? capitalised(service)}::${name.slice(3)}`;
}

/** Properties with abbreviations, which the CDK writes as words: by service, as they may differ. */
const ABBREVIATED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  bedrock: { idleSessionTtlInSeconds: 'IdleSessionTTLInSeconds' },
  bedrockagentcore: { customJwtAuthorizer: 'CustomJWTAuthorizer' },
  dynamodb: {
    kmsMasterKeyId: 'KMSMasterKeyId',
    sseEnabled: 'SSEEnabled',
    sseSpecification: 'SSESpecification',
    sseType: 'SSEType',
  },
  s3: { kmsMasterKeyId: 'KMSMasterKeyID', sseAlgorithm: 'SSEAlgorithm' },
  sagemaker: { enableSsmAccess: 'EnableSSMAccess', volumeSizeInGb: 'VolumeSizeInGB' },
};

/** The name of a property of a service in CloudFormation. What is not in the CDK's form (keys of maps) stays as it is. */
export function propertyName(service: string, name: string): string {
  const abbreviated = ABBREVIATED[service];
  if (abbreviated && Object.hasOwn(abbreviated, name)) return abbreviated[name]!;
  return /^[a-z][A-Za-z0-9]*$/.test(name) ? capitalised(name) : name;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
