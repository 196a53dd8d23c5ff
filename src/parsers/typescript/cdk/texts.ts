// Which text says what the level 2 constructs of a module declare, and which modules may declare what rules ask for.

import { createSource, type Source } from '../../../model/source.ts';
import { CODEBUILD, ECS, ECS_PATTERNS, LAMBDA, STEP_FUNCTIONS } from './constructs/compute.ts';
import { CORE } from './constructs/core.ts';
import { IAM } from './constructs/iam.ts';
import { EC2 } from './constructs/network.ts';
import { KMS, LOGS, S3, SECRETS_MANAGER, SSM } from './constructs/storage.ts';

/** By the module of the CDK; texts of several modules are read once for each. */
const TEXTS: Readonly<Record<string, string>> = {
  '': CORE,
  codebuild: CODEBUILD,
  ec2: EC2,
  ecs: ECS,
  'ecs-patterns': ECS_PATTERNS,
  iam: IAM,
  kms: KMS,
  lambda: LAMBDA,
  logs: LOGS,
  s3: S3,
  secretsmanager: SECRETS_MANAGER,
  ssm: SSM,
  stepfunctions: STEP_FUNCTIONS,
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
  const own = SAME[module] ?? module;
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
