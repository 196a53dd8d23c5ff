import { bedrock } from '@cdklabs/generative-ai-cdk-constructs';
import { Stack, type StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { Documents } from './documents';

interface AnswerProps extends StackProps {
  stage: string;
}

export class AnswerStack extends Stack {
  constructor(scope: Construct, id: string, { stage, ...props }: AnswerProps) {
    super(scope, id, props);
    const isProduction = stage === 'production';
    const vpc = new ec2.Vpc(this, 'Network', { maxAzs: 2 });
    vpc.addInterfaceEndpoint('Bedrock', {
      service: ec2.InterfaceVpcEndpointAwsService.BEDROCK_RUNTIME,
      privateDnsEnabled: isProduction,
    });

    const { bucket } = new Documents(this, 'Documents', { isPublic: !isProduction });
    const knowledgeBase = new bedrock.VectorKnowledgeBase(this, 'Knowledge', {
      embeddingsModel: bedrock.BedrockFoundationModel.TITAN_EMBED_TEXT_V2_1024,
    });
    new bedrock.S3DataSource(this, 'Source', { bucket, knowledgeBase, dataSourceName: 'documents' });

    const agent = new bedrock.Agent(this, 'Agent', {
      name: 'answers',
      foundationModel: bedrock.BedrockFoundationModel.AMAZON_NOVA_LITE_V1,
      instruction: 'Answer questions about our documents, and about nothing else.',
      knowledgeBases: [knowledgeBase],
    });
    const api = new lambda.Function(this, 'Api', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset('api'),
      vpc,
      environment: { AGENT: agent.agentId },
    });
    agent.grantInvoke(api);
    api.addToRolePolicy(new iam.PolicyStatement({ actions: ['bedrock:*'], resources: ['*'] }));
  }
}
