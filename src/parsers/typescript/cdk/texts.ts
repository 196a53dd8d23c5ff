// Which text says what the level 2 constructs of a module declare, and which modules may declare what rules ask for.

import { createSource, type Source } from '../../../model/source.ts';
import { agentcoreOf } from './constructs/agentcore.ts';
import { bedrockOf } from './constructs/bedrock.ts';
import { API_GATEWAY, CODEBUILD, ECS, ECS_PATTERNS } from './constructs/compute.ts';
import { CORE } from './constructs/core.ts';
import { CUSTOM_RESOURCES, S3_DEPLOYMENT } from './constructs/custom-resources.ts';
import { DYNAMODB, ECR, EVENT_SOURCES, SNS, SQS } from './constructs/data-services.ts';
import { IAM } from './constructs/iam.ts';
import { KNOWLEDGE_BASES } from './constructs/knowledge-bases.ts';
import { LAMBDA } from './constructs/lambda.ts';
import { EC2 } from './constructs/network.ts';
import { S3 } from './constructs/s3.ts';
import { SAGEMAKER, SAGEMAKER_ENDPOINTS } from './constructs/sagemaker.ts';
import { STEP_FUNCTIONS, STEP_FUNCTIONS_TASKS } from './constructs/step-functions.ts';
import { KMS, LOGS, SECRETS_MANAGER, SSM } from './constructs/storage.ts';
import {
  GRAPHS,
  KENDRA,
  VECTOR_BUCKETS,
  VECTOR_COLLECTIONS,
  VECTOR_STORES,
} from './constructs/vector-stores.ts';

/** By the module of the CDK; texts of several modules are read once for each. */
const TEXTS: Readonly<Record<string, string>> = {
  '': CORE,
  'bedrock-alpha': bedrockOf('@aws-cdk/aws-bedrock-alpha', false),
  'bedrock-agentcore-alpha': agentcoreOf(true),
  bedrockagentcore: agentcoreOf(false),
  'sagemaker-alpha': SAGEMAKER,
  'generative-ai': SAGEMAKER_ENDPOINTS,
  'generative-ai/bedrock': bedrockOf('@cdklabs/generative-ai-cdk-constructs/bedrock', true) + KNOWLEDGE_BASES,
  'generative-ai/sagemaker_deployment': SAGEMAKER_ENDPOINTS,
  'generative-ai/amazonaurora': VECTOR_STORES,
  'generative-ai/kendra': KENDRA,
  'generative-ai/mongodbAtlas': VECTOR_STORES,
  'generative-ai/neptune': GRAPHS,
  'generative-ai/opensearch_vectorindex': VECTOR_STORES,
  'generative-ai/opensearchmanagedcluster': VECTOR_STORES,
  'generative-ai/pinecone': VECTOR_STORES,
  'generative-ai/opensearchserverless': VECTOR_COLLECTIONS,
  'generative-ai/s3vectors': VECTOR_BUCKETS,
  apigateway: API_GATEWAY,
  codebuild: CODEBUILD,
  'custom-resources': CUSTOM_RESOURCES,
  dynamodb: DYNAMODB,
  ec2: EC2,
  ecr: ECR,
  ecs: ECS,
  'ecs-patterns': ECS_PATTERNS,
  iam: IAM,
  kms: KMS,
  lambda: LAMBDA,
  'lambda-event-sources': EVENT_SOURCES,
  logs: LOGS,
  s3: S3,
  's3-deployment': S3_DEPLOYMENT,
  secretsmanager: SECRETS_MANAGER,
  sns: SNS,
  sqs: SQS,
  ssm: SSM,
  stepfunctions: STEP_FUNCTIONS,
  'stepfunctions-tasks': STEP_FUNCTIONS_TASKS,
};

/** Modules of which others are parts. */
const SAME: Readonly<Record<string, string>> = {
  'lambda-nodejs': 'lambda',
  'lambda-python-alpha': 'lambda',
  'lambda-go-alpha': 'lambda',
};

const sources = new Map<string, Source>();

/** The text for a module; null where there is none. It is nobody's file, so it is external. */
export function textOfModule(module: string): Source | null {
  const own = Object.hasOwn(SAME, module) ? SAME[module]! : module;
  const known = sources.get(own);
  if (known) return known;
  const text = Object.hasOwn(TEXTS, own) ? TEXTS[own] : undefined;
  if (text === undefined) return null;
  const source = createSource(own === '' ? 'aws-cdk-lib' : `aws-cdk-lib/aws-${own}`, text, true);
  sources.set(own, source);
  return source;
}

const AI =
  /^(?:bedrock|sagemaker|kendra|opensearchserverless|s3vectors|qbusiness|lex|wisdom|comprehend|rekognition|personalize|forecast|frauddetector|generative-ai|cloudformation-include|sam)/;

/** Whether a class of a module that is not known may declare what rules ask for. */
export function declaresAi(module: string): boolean {
  return AI.test(module);
}
